package workbook

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"remanence/planner"
	"remanence/planner/cost"
)

// save writes a workbook for a test and returns its path.
func save(t testing.TB, p *planner.Project, f *planner.Facts, plan *planner.Plan, o Options) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "plan.xlsx")
	if err := Save(path, p, f, plan, o); err != nil {
		t.Fatal(err)
	}
	return path
}

// LibreOffice, computing every formula afresh, must agree with the app to the
// cent on all of them, and every check must hold.
func TestLibreOfficeAgreesToTheCent(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for LibreOffice, into which the race detector does not see")
	}
	o := startOffice(t)
	dir := t.TempDir()
	var paths []string
	for _, name := range samples(t) {
		paths = append(paths, written(t, name).path)
	}
	p, f := sample(t, "optics-materials-uk")
	paths = append(paths, filepath.Join(dir, "nothing-awarded.xlsx"))
	none := &planner.Plan{Name: "stopped", Status: planner.StatusCancelled, Currency: p.Currency, Start: p.Start, Months: p.Months}
	bare := *p
	bare.Offers = nil
	for i := range p.Parts {
		fl, _ := handFlow(&bare, f, &p.Parts[i])
		none.Flows = append(none.Flows, fl)
	}
	if err := Save(paths[len(paths)-1], p, f, none, Options{}); err != nil {
		t.Fatal(err)
	}
	paths = append(paths, filepath.Join(dir, "under-scenario.xlsx"))
	under, underFacts, underPlan, underOptions := underScenario(t)
	if err := Save(paths[len(paths)-1], under, underFacts, underPlan, underOptions); err != nil {
		t.Fatal(err)
	}
	paths = append(paths, filepath.Join(dir, "every-term.xlsx"))
	rich, facts, moved := everyTerm(t)
	if err := Save(paths[len(paths)-1], rich, facts, moved, options()); err != nil {
		t.Fatal(err)
	}
	changed := filepath.Join(dir, "repriced.xlsx")
	changeInputs(t, rich, paths[len(paths)-1], changed)
	restocked := filepath.Join(dir, "restocked.xlsx")
	changeStock(t, rich, paths[len(paths)-1], restocked)
	out := o.convert(t, append(slices.Clone(paths), changed, restocked)...)
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) { agree(t, path, filepath.Join(out, filepath.Base(path))) })
	}
	t.Run("repriced", func(t *testing.T) {
		q := applied(t, rich, changed)
		follows(t, rich, q, facts, moved, filepath.Join(out, "repriced.xlsx"), ofGoods)
		exchanged(t, rich, q, facts, moved, filepath.Join(out, "repriced.xlsx"))
	})
	t.Run("restocked", func(t *testing.T) {
		q := applied(t, rich, restocked)
		follows(t, rich, q, facts, moved, filepath.Join(out, "restocked.xlsx"), map[planner.CostKind]bool{planner.CostHolding: true, planner.CostShortage: true, planner.CostTakeOrPay: true})
	})
	t.Run("comes back", func(t *testing.T) {
		for _, name := range samples(t) {
			got, err := ReadBack(t.Context(), filepath.Join(out, name+".xlsx"), written(t, name).p)
			if err != nil || len(got.Edits)+len(got.Refused)+len(got.Absent) > 0 {
				t.Errorf("%s, saved by LibreOffice and unchanged: %v, %v %v %v", name, err, got.Lines, got.Refused, got.Absent)
			}
			if said := got.AwardsTypedOver(written(t, name).plan); len(said) > 0 {
				t.Errorf("%s, saved by LibreOffice: %v", name, said)
			}
		}
		got, err := ReadBack(t.Context(), filepath.Join(out, "every-term.xlsx"), rich)
		if err != nil || len(got.Edits)+len(got.Refused) > 0 || got.Cells < 1000 {
			t.Errorf("saved by LibreOffice and unchanged: %v, %d cells, %v %v", err, got.Cells, got.Lines, got.Refused)
		}
	})
}

// changeInputs types other figures into blue cells of every sheet that prices
// follow.
func changeInputs(t *testing.T, p *planner.Project, from, to string) {
	t.Helper()
	x, err := excelize.OpenFile(from)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	set := func(sheet, key, code string, v any) {
		if err := x.SetCellValue(sheet, findCell(t, x, sheet, key, code), v); err != nil {
			t.Fatal(err)
		}
	}
	set(marketName, "settings/fx_EUR_USD", cellCode, 1.31)
	set(marketName, planner.Path("index", "Dy here", (p.Start+4).String()), cellCode, 777.0)
	set(marketName, "settings/insurance_pct", cellCode, 0.011)
	set(assumptionName, "settings/discount_rate_pct", cellCode, 0.05)
	for i := range p.Offers {
		key := planner.Path("offer", p.Offers[i].ID)
		if p.Offers[i].Price.OK {
			set(offerName, key, "price", p.Offers[i].Price.V.InexactFloat64()*1.07)
		}
		set(offerName, key, "deposit_pct", 0.2)
		set(offerName, key, "expedite_per_kg", 2.5)
	}
	if err := x.SaveAs(to); err != nil {
		t.Fatal(err)
	}
}

// changeStock types other figures for what stock, lateness and commitments cost.
func changeStock(t *testing.T, p *planner.Project, from, to string) {
	t.Helper()
	x, err := excelize.OpenFile(from)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	set := func(sheet, cell string, v any) {
		if err := x.SetCellValue(sheet, cell, v); err != nil {
			t.Fatal(err)
		}
	}
	set(assumptionName, findCell(t, x, assumptionName, "settings/carrying_cost_pct", cellCode), 0.31)
	for i := range p.Parts {
		key := planner.Path("part", p.Parts[i].ID)
		set(stockName, findCell(t, x, stockName, key, lateField), p.Parts[i].ShortageCost.V.InexactFloat64()*1.1+3)
		if i == 0 {
			set(stockName, findCell(t, x, stockName, key, holdField), 0.75)
		}
	}
	set(offerName, findCell(t, x, offerName, planner.Path("offer", p.Offers[0].ID), owedField), takeOrPay*1.5)
	if err := x.SaveAs(to); err != nil {
		t.Fatal(err)
	}
}

// applied is a project with what a changed workbook says.
func applied(t *testing.T, p *planner.Project, changed string) *planner.Project {
	t.Helper()
	back, err := ReadBack(t.Context(), changed, p)
	if err != nil || len(back.Refused) > 0 {
		t.Fatalf("%v %v", err, back)
	}
	q := p.Clone()
	for _, e := range back.Edits {
		if err := q.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	return q
}

// follows holds kinds of cost in a workbook with other inputs, as LibreOffice
// computes it, against the app's own book of the same awards under the inputs q.
func follows(t *testing.T, p, q *planner.Project, f *planner.Facts, plan *planner.Plan, recalculated string, kinds map[planner.CostKind]bool) {
	type figures struct{ paid, present float64 }
	want := map[planner.CostKind]figures{}
	for _, e := range cost.Book(q, f, plan) {
		w := want[e.Kind]
		want[e.Kind] = figures{w.paid + e.Amount, w.present + e.Present}
	}
	b, err := build(p, f, plan, options())
	if err != nil {
		t.Fatal(err)
	}
	cells := readCells(t, recalculated)[summaryName]
	for i, k := range planner.CostKinds {
		if !kinds[k] {
			continue
		}
		row := b.sum.kindFirst + i
		paid, _ := strconv.ParseFloat(cells[at(row, skPaid)].value, 64)
		present, _ := strconv.ParseFloat(cells[at(row, skPresent)].value, 64)
		if want[k].paid == 0 || math.Abs(paid-want[k].paid) > 0.005 || math.Abs(present-want[k].present) > 0.005 {
			t.Errorf("%s: LibreOffice %.4f and %.4f, the app %.4f and %.4f", k, paid, present, want[k].paid, want[k].present)
		}
		if was := b.sum.sheet.value(row, skPaid); math.Abs(was-paid) < 1 {
			t.Errorf("%s does not follow its inputs: %.4f", k, paid)
		}
	}
}

// exchanged holds what exchange rates add to the goods, against the rates as they
// were, to the app's own book.
func exchanged(t *testing.T, p, q *planner.Project, f *planner.Facts, plan *planner.Plan, recalculated string) {
	want := 0.0
	for _, e := range cost.Book(q, f, plan) {
		if o := q.Offer(e.Offer); e.Kind == planner.CostGoods {
			was, _ := cost.Rate(p, o.Currency)
			now, _ := cost.Rate(q, o.Currency)
			want += e.Amount * (1 - now/was)
		}
	}
	got, _ := strconv.ParseFloat(readCells(t, recalculated)[budgetName][at(totalRow, bgRates)].value, 64)
	if math.Abs(want) < 1 || math.Abs(got-want) > 0.005 {
		t.Errorf("exchange rates add %.4f, by the app's book %.4f", got, want)
	}
}

// agree compares every formula cell as stored and as recalculated.
func agree(t *testing.T, stored, recalculated string) {
	t.Helper()
	before, after := readCells(t, stored), readCells(t, recalculated)
	n, worst, bad := 0, 0.0, 0
	for sheet, cells := range before {
		for at, c := range cells {
			if c.formula == "" {
				continue
			}
			n++
			got := after[sheet][at]
			x, err1 := strconv.ParseFloat(c.value, 64)
			y, err2 := strconv.ParseFloat(got.value, 64)
			same := c.value == got.value
			if err1 == nil && err2 == nil {
				d := math.Abs(x - y)
				worst = math.Max(worst, d)
				same = d <= 0.005
			}
			if bad += count(!same); !same && bad < 20 {
				t.Errorf("%s!%s =%s: stored %q, LibreOffice %q", sheet, at, c.formula, c.value, got.value)
			}
		}
	}
	if got := after[checkName][at(totalRow, ccOK)]; got.value != "1" {
		t.Errorf("the checks do not hold after recalculation: %+v", got)
	}
	t.Logf("%d formulas, largest difference %.2g", n, worst)
	if n < 1000 {
		t.Errorf("only %d formulas were compared", n)
	}
}

// The workbook is the same to the byte each time it is written.
func TestSameBytes(t *testing.T) {
	p, f := sample(t, "wind-generator-dk")
	plan := handPlan(p, f)
	var first []byte
	for range 4 {
		var b bytes.Buffer
		if err := Write(&b, p, f, plan, options()); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b.Bytes()
		}
		if !bytes.Equal(first, b.Bytes()) {
			t.Fatal("the same plan gave other bytes")
		}
	}
}

// A saved workbook belongs to the user alone, and a failed save leaves the old
// file.
func TestSaveKeepsTheOldFile(t *testing.T) {
	p, f := sample(t, "wind-generator-dk")
	path := save(t, p, f, handPlan(p, f), options())
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("mode %v, %v; want one that only the user can read", info.Mode(), err)
	}
	before, _ := os.ReadFile(path)
	broken := handPlan(p, f)
	broken.TotalCost = math.NaN()
	if Save(path, p, f, broken, options()) == nil {
		t.Error("a plan with a figure that is not a number was written")
	}
	after, _ := os.ReadFile(path)
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".remanence-*"))
	if !bytes.Equal(before, after) || len(left) > 0 {
		t.Errorf("the old file was touched or a temporary file stayed: %v", left)
	}
}
