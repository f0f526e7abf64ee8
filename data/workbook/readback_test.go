package workbook

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"remanence/data/document"
	"remanence/planner"
)

// An unchanged workbook of every sample gives the same project, to the digest.
func TestUnchangedComesBackUnchanged(t *testing.T) {
	for _, name := range samples(t) {
		x := written(t, name)
		got, err := ReadBack(t.Context(), x.path, x.p)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Edits)+len(got.Refused)+len(got.Absent) > 0 {
			t.Errorf("%s: %d edits, %v; first %+v", name, len(got.Edits), got.Refused, got.Lines[:min(3, len(got.Lines))])
		}
		if got.Cells < 100 {
			t.Errorf("%s: only %d cells were compared", name, got.Cells)
		}
	}
	p, f, plan := everyTerm(t)
	got, err := ReadBack(t.Context(), save(t, p, f, plan, options()), p)
	if err != nil || len(got.Edits)+len(got.Refused) > 0 {
		t.Errorf("every term: %v, %+v", err, got)
	}
}

// findCell finds the cell of a path as a reader of the file would: by the name of
// the row and that of the field.
func findCell(t *testing.T, x *excelize.File, sheet, key, code string) string {
	t.Helper()
	rows, err := x.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	col := -1
	for i, row := range rows {
		for _, v := range row {
			if v == rowKeyHead && i > 0 {
				for c, name := range rows[i-1] {
					if name == code {
						col = c
					}
				}
			}
		}
		for _, v := range row {
			if v == key && col >= 0 {
				return at(i+1, col+1)
			}
		}
	}
	t.Fatalf("%s has no cell %s %s", sheet, key, code)
	return ""
}

// What is typed into blue cells comes back as one list of edits, whatever was
// sorted, inserted or moved meanwhile; what cannot be is named.
func TestEditsComeBack(t *testing.T) {
	p, f, plan := everyTerm(t)
	file := save(t, p, f, plan, options())
	x, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	offer, part := p.Offers[0].ID, p.Parts[0].ID
	set := func(sheet, key, code string, v any) {
		if err := x.SetCellValue(sheet, findCell(t, x, sheet, key, code), v); err != nil {
			t.Fatal(err)
		}
	}
	month := (p.Start + 5).String()
	set(offerName, "offer/"+offer, "price", 77.25)
	set(offerName, "offer/"+offer, "deposit_pct", 0.125)
	set(offerName, "offer/"+offer, "terms", "=not a formula")
	set(offerName, "offer/"+p.Offers[1].ID, "payment_days", "soon")
	set(marketName, "settings/fx_EUR_USD", cellCode, 1.25)
	set(marketName, planner.Path("index", "Dy here", p.Start.String()), cellCode, 444.0)
	set(assumptionName, "settings/discount_rate_pct", cellCode, 0.0725)
	set(demandName, "part/"+part, month, 1234.0)
	for _, err := range []error{x.InsertRows(offerName, 2, 3), x.InsertCols(offerName, "C", 2), x.InsertRows(marketName, 1, 1)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	changed := filepath.Join(t.TempDir(), "changed.xlsx")
	if err := x.SaveAs(changed); err != nil {
		t.Fatal(err)
	}
	got, err := ReadBack(t.Context(), changed, p)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		planner.Path("offer", offer, "price"): "77.25", planner.Path("offer", offer, "deposit_pct"): "12.5", planner.Path("offer", offer, "terms"): "=not a formula",
		"settings/fx_EUR_USD": "1.25", planner.Path("index", "Dy here", p.Start.String()): "444", "settings/discount_rate_pct": "7.25", planner.Path("part", part, month): "1234"}
	for _, e := range got.Edits {
		if want[e.What] != e.After {
			t.Errorf("%s becomes %q, want %q", e.What, e.After, want[e.What])
		}
		delete(want, e.What)
	}
	if len(want) > 0 {
		t.Errorf("not read back: %v", want)
	}
	if len(got.Refused) != 1 || !strings.Contains(got.Refused[0].String(), "soon") || !strings.Contains(got.Refused[0].Where, offerName) {
		t.Errorf("refused %v", got.Refused)
	}
	// One change, one undo.
	doc := document.New(p)
	was := doc.Digest()
	if err := doc.Apply(document.Change{Name: "Workbook read back", Edits: got.Edits}); err != nil {
		t.Fatal(err)
	}
	if doc.Project().Offer(offer).Deposit.V != 0.125 || doc.Digest() == was {
		t.Error("the edits did not reach the project")
	}
	if _, ok := doc.Undo(); !ok || doc.Digest() != was {
		t.Error("one undo does not take the whole import back")
	}
}

// A sheet of somebody else is refused in a sentence.
func TestForeignWorkbookIsRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "foreign.xlsx")
	x := excelize.NewFile()
	if err := x.SaveAs(file); err != nil {
		t.Fatal(err)
	}
	p, _ := sample(t, "wind-generator-dk")
	if _, err := ReadBack(t.Context(), file, p); err == nil || !strings.Contains(err.Error(), "foreign.xlsx is not a finance workbook") {
		t.Errorf("%v", err)
	}
}

// Award quantities typed over are named and change nothing; an untouched award plan
// is the plan's, also after LibreOffice (TestLibreOfficeAgreesToTheCent), and
// nothing is said of another plan.
func TestAwardsTypedOverAreNamed(t *testing.T) {
	s := written(t, "wind-generator-dk")
	back, err := ReadBack(t.Context(), s.path, s.p)
	if err != nil || len(back.awards.kg) < 10 || len(back.AwardsTypedOver(s.plan)) > 0 {
		t.Fatalf("%v, %d awards read, %v", err, len(back.awards.kg), back.AwardsTypedOver(s.plan))
	}
	x, err := excelize.OpenFile(s.path)
	if err != nil {
		t.Fatal(err)
	}
	if err := x.SetCellValue(awardName, at(firstRow+1, acKg), s.plan.Awards[1].Kg+250); err != nil {
		t.Fatal(err)
	}
	if err := x.InsertCols(awardName, "B", 2); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "awards.xlsx")
	if err := x.SaveAs(file); err != nil {
		t.Fatal(err)
	}
	if back, err = ReadBack(t.Context(), file, s.p); err != nil || len(back.Edits) > 0 {
		t.Fatal(err, back.Edits)
	}
	said := back.AwardsTypedOver(s.plan)
	if len(said) != 1 || !strings.Contains(said[0].Where, awardName+", J7") || !strings.Contains(said[0].What, s.plan.Awards[1].Offer) {
		t.Errorf("%v", said)
	}
	other := *s.plan
	other.Digest = "of other inputs"
	if said := back.AwardsTypedOver(&other); said != nil {
		t.Errorf("another plan: %v", said)
	}
}

// A figure of the library that somebody typed over is not lost in silence: the
// project has no row for it, and the list says so; untouched it says nothing.
func TestATypedFigureOfTheLibraryIsSaid(t *testing.T) {
	for _, name := range samples(t) {
		p, f := sample(t, name)
		p.Lanes, p.BuyerCountry = nil, "DE"
		for i := range p.Offers { // freight by the lanes of the library wherever it has one
			o := &p.Offers[i]
			for _, l := range f.Lanes {
				if l.From == o.ShipsFrom() && l.To == p.BuyerCountry {
					o.FreightPerKg, o.FreightMode, o.Incoterm = planner.Opt[planner.Decimal]{}, l.Mode, "FOB"
				}
			}
		}
		file := save(t, p, f, handPlan(p, f), options())
		x, err := excelize.OpenFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := x.GetRows(marketName, excelize.Options{RawCellValue: true})
		if err != nil {
			continue // no market sheet
		}
		var key string
		for _, r := range rows {
			for _, v := range r {
				if key == "" && strings.HasPrefix(v, libraryMark) {
					key = v
				}
			}
		}
		if key == "" {
			continue
		}
		if got, err := ReadBack(t.Context(), file, p); err != nil || len(got.Edits)+len(got.Refused) > 0 {
			t.Fatalf("%s, untouched: %v %+v", name, err, got.Refused)
		}
		if err := x.SetCellValue(marketName, findCell(t, x, marketName, key, cellCode), 98.5); err != nil {
			t.Fatal(err)
		}
		if err := x.Save(); err != nil {
			t.Fatal(err)
		}
		got, err := ReadBack(t.Context(), file, p)
		if err != nil || len(got.Edits) > 0 || len(got.Refused) != 1 || !strings.Contains(got.Refused[0].What, strings.TrimPrefix(key, libraryMark)) {
			t.Fatalf("%s: %v %+v", name, err, got)
		}
		return
	}
	t.Fatal("no sample follows a figure of the library: the test is blind")
}
