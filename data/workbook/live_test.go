package workbook

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/cost"
)

// move is one kind of blue figure changed in a workbook: the cells, and what moves.
type move struct {
	name  string
	cells []moved
}

// moved is a blue cell and its new figure: of an input that comes back, or an
// award's kilograms (row > 0).
type moved struct {
	sheet, key, code string
	value            float64
	award            int
}

// movesOf are the blue figures of a project by kind, each changed alone: every
// exchange rate, every value of an index, the price, duty and freight of the offer
// that is bought most, the demand of a month, an award.
func movesOf(x *writtenSample, together bool) []move {
	p, plan := x.p, x.plan
	var out []move
	var rates move
	for i, r := range p.FX {
		m := moved{marketName, "settings/fx_" + p.Currency + "_" + r.Currency, cellCode, r.PerUnit.InexactFloat64() * (1.03 + 0.02*float64(i)), 0}
		rates.cells = append(rates.cells, m)
		if !together {
			out = append(out, move{"rate of " + r.Currency, []moved{m}})
		}
	}
	if together {
		rates.name = "all rates"
		out = append(out, rates)
	}
	for i := range p.Indices {
		y := &p.Indices[i]
		for _, pt := range y.Points {
			code := "flat"
			if pt.From != 0 {
				code = pt.From.String()
			}
			out = append(out, move{"index " + y.ID + " " + code, []moved{{marketName, planner.Path("index", y.ID, code), cellCode, pt.Price.InexactFloat64()*1.1 + 1, 0}}})
		}
	}
	kg, most, award := map[string]float64{}, "", -1
	for i, a := range plan.Awards {
		if kg[a.Offer] += a.Kg; kg[a.Offer] > kg[most] && p.Offer(a.Offer).Price.OK {
			most, award = a.Offer, i
		}
	}
	if most == "" {
		return out
	}
	o, key := p.Offer(most), planner.Path("offer", most)
	part := p.Part(plan.Awards[award].Part)
	terms := []move{
		{"price", []moved{{offerName, key, "price", o.Price.V.InexactFloat64() * 1.07, 0}}},
		{"duty", []moved{{offerName, key, "duty_pct", o.Duty.V + 0.013, 0}}},
		{"freight", []moved{{offerName, key, "freight_per_kg", o.FreightPerKg.V.InexactFloat64() + 0.77, 0}}},
		{"payment", []moved{{offerName, key, "payment_days", float64(o.PaymentDays.V + 17), 0}}},
	}
	t := min(3, len(part.Demand)-1)
	demand := move{"demand", []moved{{demandName, planner.Path("part", part.ID), (p.Start + planner.Month(t)).String(), math.Round(part.Need(t)*1.2) + 7, 0}}}
	ordered := move{"award", []moved{{sheet: awardName, award: award + 1, value: plan.Awards[award].Kg * 1.01}}}
	if together {
		all := move{name: "terms of an offer, demand and an award"}
		for _, m := range append(terms, demand, ordered) {
			all.cells = append(all.cells, m.cells...)
		}
		return append(out, all)
	}
	return append(append(out, terms...), demand, ordered)
}

// typed writes the workbook with the figures of a move, and gives their cells.
func typed(t *testing.T, from, to string, m move) []typedCell {
	t.Helper()
	var out []typedCell
	x, err := excelize.OpenFile(from)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for _, c := range m.cells {
		cell := at(firstRow+c.award-1, acKg)
		if c.award == 0 {
			cell = findCell(t, x, c.sheet, c.key, c.code)
		}
		if err := x.SetCellValue(c.sheet, cell, c.value); err != nil {
			t.Fatal(err)
		}
		out = append(out, typedCell{c.sheet, cell, c.value})
	}
	if err := x.SaveAs(to); err != nil {
		t.Fatal(err)
	}
	return out
}

// recosted is what the app itself books for the plan of a sample at the figures of
// a move: the same awards but for those typed over, flows replayed.
func recosted(t *testing.T, x *writtenSample, changed string, m move) []planner.CostEntry {
	t.Helper()
	q := applied(t, x.p, changed)
	f := reference.Shipped().WithProject(q)
	plan := *x.plan
	plan.Awards = append([]planner.Award(nil), x.plan.Awards...)
	for _, c := range m.cells {
		if c.award > 0 {
			a := &plan.Awards[c.award-1]
			a.Pieces *= c.value / a.Kg
			a.Kg = c.value
		}
	}
	if movesFlows(m) {
		plan.Flows = replayed(q, x.plan, &plan)
	}
	return cost.Book(q, f, &plan)
}

// movesFlows reports whether a move touches awards or demand.
func movesFlows(m move) bool {
	return slices.ContainsFunc(m.cells, func(c moved) bool { return c.award > 0 || c.sheet == demandName })
}

// replayed are the monthly books of the parts of a plan at other awards and the
// demand of a project. Lost demand and stock held back stay as decided.
func replayed(q *planner.Project, was, plan *planner.Plan) []planner.PartFlow {
	type arrival struct {
		part  string
		month int
	}
	good := map[arrival]float64{}
	for _, a := range plan.Awards {
		good[arrival{a.Part, int(a.Arrives - q.Start)}] += a.Pieces * (1 - q.Offer(a.Offer).DefectRate.V)
	}
	before := map[arrival]float64{}
	for _, a := range was.Awards {
		before[arrival{a.Part, int(a.Arrives - q.Start)}] += a.Pieces * (1 - q.Offer(a.Offer).DefectRate.V)
	}
	of := func(list []float64, k int) float64 {
		if k < len(list) {
			return list[k]
		}
		return 0
	}
	var out []planner.PartFlow
	for _, old := range was.Flows {
		fl, part, n := old, q.Part(old.Part), len(old.Stock)
		fl.Demand, fl.Stock, fl.Backlog = make([]float64, n), make([]float64, n), make([]float64, n)
		stock, late := old.Opening, 0.0
		for k := range n {
			prior := old.Opening
			priorLate := 0.0
			if k > 0 {
				prior, priorLate = old.Stock[k-1], old.Backlog[k-1]
			}
			fixed := of(old.Open, k) + of(old.Apart, k) - of(old.Scrapped, k)
			month := arrival{old.Part, k}
			owedThen := priorLate + old.Demand[k] - of(old.Lost, k)
			held := math.Min(prior+fixed+before[month], owedThen) - (owedThen - old.Backlog[k])
			if held < 1e-6 {
				held = 0
			}
			fl.Demand[k] = part.Need(k)
			available, owed := stock+fixed+good[month], late+fl.Demand[k]-of(old.Lost, k)
			sent := math.Min(available, owed) - held
			stock, late = available-sent, owed-sent
			fl.Stock[k], fl.Backlog[k] = stock, late
		}
		out = append(out, fl)
	}
	return out
}

// Every kind of blue figure that money follows, typed into the written file in
// LibreOffice, gives what the app books at the same awards: kind by kind, as paid and
// in present value, to half a cent. Taken back, it gives what it gave before.
func TestBlueFiguresMoveTheCost(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for LibreOffice, into which the race detector does not see")
	}
	o := startOffice(t)
	type asked struct {
		x    *writtenSample
		move move
		path string
	}
	var all []asked
	var trials []trial
	dir := t.TempDir()
	ask := func(name string, x *writtenSample, together bool) {
		for i, m := range movesOf(x, together) {
			path := filepath.Join(dir, fmt.Sprintf("%s-%d.xlsx", name, i))
			all, trials = append(all, asked{x, m, path}), append(trials, trial{x.path, typed(t, x.path, path, m)})
		}
		all, trials = append(all, asked{x, move{name: "nothing"}, x.path}), append(trials, trial{x.path, nil})
	}
	rich := &writtenSample{}
	rich.p, rich.f, rich.plan = everyTerm(t)
	rich.path = save(t, rich.p, rich.f, rich.plan, options())
	ask("every-term", rich, false)
	for _, name := range samples(t) {
		ask(name, written(t, name), true)
	}
	shown := o.try(t, trials, summaryName)
	kinds := map[planner.CostKind]int{}
	for i, a := range all {
		t.Run(strings.TrimSuffix(filepath.Base(a.path), ".xlsx")+" "+a.move.name, func(t *testing.T) {
			type figures struct{ paid, present float64 }
			want, was := map[planner.CostKind]figures{}, map[planner.CostKind]figures{}
			for _, e := range recosted(t, a.x, a.path, a.move) {
				want[e.Kind] = figures{want[e.Kind].paid + e.Amount, want[e.Kind].present + e.Present}
			}
			for _, e := range a.x.plan.Costs {
				was[e.Kind] = figures{was[e.Kind].paid + e.Amount, was[e.Kind].present + e.Present}
			}
			cells, stored := shown[i][summaryName], readCells(t, a.x.path, summaryName)[summaryName]
			follows, compared := false, 0
			for r := firstRow; r < 80; r++ {
				for _, k := range planner.CostKinds {
					if cells[at(r, 1)] != k.Label() || stored[at(r, skPresent)].formula == "" {
						continue
					}
					compared++
					paid, _ := strconv.ParseFloat(cells[at(r, skPaid)], 64)
					present, _ := strconv.ParseFloat(cells[at(r, skPresent)], 64)
					if w := want[k]; math.Abs(paid-w.paid) > 0.005 || math.Abs(present-w.present) > 0.005 {
						t.Errorf("%s: LibreOffice %.4f and %.4f, the app %.4f and %.4f", k, paid, present, w.paid, w.present)
					}
					if math.Abs(want[k].present-was[k].present) > 0.01 {
						follows = true
						kinds[k]++
					}
				}
			}
			if compared == 0 {
				t.Error("no kind of cost was found")
			}
			still := len(a.move.cells) == 0
			if unused := !still && a.move.cells[0].sheet == marketName && a.x == rich; follows == still && !unused {
				t.Errorf("kinds of cost follow: %v", follows)
			}
		})
	}
	for _, k := range []planner.CostKind{planner.CostGoods, planner.CostDuty, planner.CostFreight, planner.CostExpedite, planner.CostHolding, planner.CostShortage, planner.CostTakeOrPay, planner.CostEndStock} {
		if kinds[k] == 0 {
			t.Errorf("no figure moved %s", k)
		}
	}
	t.Logf("%d trials; kinds moved: %v", len(all), kinds)
}
