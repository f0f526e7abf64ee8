// Package plantest makes plans for the tests of pages without an optimiser:
// every part's demand is bought in the month it is needed, shared over the
// cheapest offers that fit. It is quick, the same every time, and wrong as a
// plan.
package plantest

import (
	"cmp"
	"context"
	"io/fs"
	"math"
	"slices"
	"testing"

	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/chain"
	"remanence/planner/cost"
)

// Planner implements session.Planner.
type Planner struct {
	Runs int
	Err  error
	Gate Gate // a run waits at it
}

// Plan implements session.Planner.
func (f *Planner) Plan(ctx context.Context, p *planner.Project, progress func(string, float64)) (plan, asToday, cheapest *planner.Plan, err error) {
	f.Runs++
	progress("Comparing suppliers", 0.4)
	if err := f.Gate.Pass(ctx); err != nil {
		return nil, nil, nil, err
	}
	if f.Err != nil {
		return nil, nil, nil, f.Err
	}
	facts := reference.Shipped().WithProject(p)
	return Make(p, facts, "plan", 3), Make(p, facts, "as today", 1), Make(p, facts, "cheapest", 1), nil
}

// Project reads a case folder and fails the test when a row is refused.
func Project(t testing.TB, folder fs.FS) *planner.Project {
	t.Helper()
	p, problems := interchange.ReadFolder(folder, "sample")
	if problems.Refused() {
		t.Fatal(problems)
	}
	return p
}

// Make shares every part over its cheapest sources.
func Make(p *planner.Project, f *planner.Facts, name string, sources int) *planner.Plan {
	plan := &planner.Plan{Name: name, Status: planner.StatusOptimal, Gap: 0.002, Currency: p.Currency, Start: p.Start, Months: p.Months}
	for i := range p.Parts {
		buy(p, f, plan, &p.Parts[i], sources)
	}
	for _, c := range plan.Costs {
		plan.TotalCost += c.Present
	}
	plan.Objective, plan.Bound = plan.TotalCost, plan.TotalCost*0.998
	measure(p, f, plan)
	for i := range p.Rules {
		r := &p.Rules[i]
		for _, w := range r.Windows(p) {
			plan.Rules = append(plan.Rules, planner.RuleResult{Rule: r.ID, Window: w.Label, First: w.First, Last: w.Last, Limit: w.Limit, Value: w.Limit * 0.97, Binding: i == 0})
		}
	}
	plan.Reasons = []planner.Reason{{Kind: "note", Text: "this plan was made for a test"}}
	return plan
}

func buy(p *planner.Project, f *planner.Facts, plan *planner.Plan, part *planner.Part, sources int) {
	fits := slices.DeleteFunc(p.Fits(part, f), func(x planner.Fit) bool { return x.Offer.Missing() != "" || x.Design != 0 })
	slices.SortStableFunc(fits, func(a, b planner.Fit) int {
		return cmp.Compare(cost.Base(p, f, a.Offer, a.MassKg).Landed, cost.Base(p, f, b.Offer, b.MassKg).Landed)
	})
	fits = fits[:min(len(fits), sources)]
	flow := planner.PartFlow{Part: part.ID}
	for t := range p.Months {
		need := part.Need(t)
		flow.Demand = append(flow.Demand, need)
		flow.Stock, flow.Open, flow.Backlog = append(flow.Stock, need/2), append(flow.Open, 0), append(flow.Backlog, 0)
		got := 0.0
		for k, x := range fits {
			share := []float64{0.6, 0.3, 0.1}[k]
			if k == len(fits)-1 {
				share = 1 - got
			}
			got += share
			month := p.Start + planner.Month(t)
			unit := cost.Base(p, f, x.Offer, x.MassKg)
			a := planner.Award{Part: part.ID, Offer: x.Offer.ID, Supplier: x.Offer.Supplier, Group: p.GroupOf(x.Offer), Grade: x.Grade, Ordered: month - 2,
				Arrives: month, Pieces: need * share, Kg: need * share * x.MassKg, Price: unit.Price.InexactFloat64(), Landed: unit.Landed}
			if a.Pieces == 0 || math.IsNaN(a.Landed) {
				continue
			}
			plan.Awards = append(plan.Awards, a)
			book := func(k planner.CostKind, perKg float64) {
				plan.Costs = append(plan.Costs, planner.CostEntry{Kind: k, Month: t, Pay: float64(t), Part: part.ID, Offer: x.Offer.ID,
					Amount: a.Kg * perKg, Present: a.Kg * perKg * cost.Discount(p.DiscountRate, float64(t))})
			}
			book(planner.CostGoods, unit.Goods)
			book(planner.CostDuty, unit.Duty+unit.ExtraDuty)
			book(planner.CostFreight, unit.Freight)
		}
		flow.Arrivals = append(flow.Arrivals, need)
	}
	plan.Flows = append(plan.Flows, flow)
}

func measure(p *planner.Project, f *planner.Facts, plan *planner.Plan) {
	rs := chain.Receipts(p, plan.Awards, true, nil)
	k := &plan.KPIs
	k.Exposures = chain.Exposures(p, f, rs)
	k.WorstExposure = chain.Worst(k.Exposures)
	licence, value := 0.0, 0.0
	for _, a := range plan.Awards {
		k.KgReceived += a.Kg
		value += a.Kg * a.Landed
		if o := p.Offer(a.Offer); o != nil && o.Licence.NeededToday() {
			licence += a.Kg * a.Landed
		}
	}
	for _, c := range plan.Costs {
		k.CostPerYear += c.Amount * 12 / float64(max(p.Months, 1))
	}
	if value > 0 {
		k.LicenceShare = planner.Some(licence / value)
	}
}
