package workbook

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"remanence/data/document"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner"
	"remanence/planner/cost"
)

// sample reads one of the shipped cases.
func sample(t testing.TB, name string) (*planner.Project, *planner.Facts) {
	t.Helper()
	p, problems := interchange.ReadFolder(os.DirFS(filepath.Join("../../assets/samples", name)), name)
	if problems.Refused() {
		t.Fatal(problems)
	}
	return p, reference.Shipped().WithProject(p)
}

// handPlan is a plan without an optimiser: each part is bought from its two
// cheapest offers in turn, lead time ahead, and booked by package cost. What
// cannot arrive in time is late.
func handPlan(p *planner.Project, f *planner.Facts) *planner.Plan {
	plan := &planner.Plan{Name: "plan", Status: planner.StatusFeasible, Gap: 0.0042, Currency: p.Currency, Start: p.Start, Months: p.Months,
		LicencePercentile: p.Percentile(), Digest: "9f2c", Solver: "by hand",
		Reasons: []planner.Reason{{Kind: "note", Text: "This plan was made by hand for a test: each part is bought from its two cheapest offers in turn, the lead time ahead, so that every sheet has something to show and every formula something to do."}},
		Assumptions: []planner.Assumption{{Where: "Offer O01, defect rate", Value: "0", Why: "not stated in the quotation", Source: planner.Source{Default: true, Date: "2026-10-01"}},
			{Where: "Grade N48H, dysprosium", Value: "1.2 %", Why: "typical of the grade", Source: planner.Source{Name: "Reference table of grades", Confidence: "medium", Date: "2025"}}}}
	for i := range p.Parts {
		part := &p.Parts[i]
		fl, awards := handFlow(p, f, part)
		plan.Flows = append(plan.Flows, fl)
		plan.Awards = append(plan.Awards, awards...)
	}
	totals := cost.TierTotals(p, plan.Awards)
	for i := range plan.Awards {
		a := &plan.Awards[i]
		u := cost.AwardUnit(p, f, p.Offer(a.Offer), totals, a, a.Kg/a.Pieces)
		a.Price, a.Landed = u.Price.InexactFloat64(), u.Landed
	}
	for i := range p.Rules {
		r := &p.Rules[i]
		for k, w := range r.Windows(p) {
			plan.Rules = append(plan.Rules, planner.RuleResult{Rule: r.ID, Window: w.Label, First: w.First, Last: w.Last, Limit: w.Limit,
				Value: w.Limit * (0.9 + 0.02*float64(k%5)), Excess: math.Max(0, float64(i%4)-2)})
		}
	}
	plan.KPIs.WorstExposure = planner.Some(planner.Exposure{Element: "Dy", Stage: planner.Separation, Country: "CN", Worst: 0.92, Share: 0.88, Unknown: 0.04})
	for _, e := range planner.RareEarths[:3] {
		for _, st := range planner.Stages {
			plan.KPIs.Exposures = append(plan.KPIs.Exposures, planner.Exposure{Element: e, Stage: st, Country: "CN", Kg: 1234.5, Share: 0.5, Unknown: 0.1, Worst: 0.6})
		}
	}
	plan.Costs = cost.Book(p, f, plan)
	plan.TotalCost = cost.Total(plan.Costs)
	plan.Objective = plan.TotalCost
	for _, c := range plan.Costs {
		plan.KPIs.CostPerYear += c.Amount * 12 / float64(p.Months)
	}
	return plan
}

func handFlow(p *planner.Project, f *planner.Facts, part *planner.Part) (planner.PartFlow, []planner.Award) {
	line := func() []float64 { return make([]float64, p.Months) }
	fl := planner.PartFlow{Part: part.ID, Demand: line(), Open: line(), Arrivals: line(), Apart: line(), Scrapped: line(), Lost: line(), Stock: line(), Backlog: line()}
	for _, s := range p.Stock {
		t := int(s.Month - p.Start)
		switch {
		case s.Part != part.ID:
		case s.Kind == planner.OnHand:
			fl.Opening += s.Pieces
		case s.Kind == planner.OpenOrder && t >= 0 && t < p.Months:
			fl.Open[t] += s.Pieces
		}
	}
	var two []planner.Fit
	for _, fit := range p.Fits(part, f) {
		if fit.Offer.Missing() == "" && !math.IsNaN(cost.Base(p, f, fit.Offer, fit.MassKg).Landed) && fit.Offer.Status == planner.Qualified && len(two) < 2 {
			two = append(two, fit)
		}
	}
	var awards []planner.Award
	stock, late := fl.Opening, 0.0
	for t := range p.Months {
		fl.Demand[t] = part.Need(t)
		if len(two) > 0 {
			fit := two[t%len(two)]
			lead := fit.Offer.LeadMonths(p.Percentile())
			pieces := math.Ceil(part.Need(t)*1.02 - stock*0.1)
			if t >= lead && pieces > 0 {
				grade := fit.Grade
				awards = append(awards, planner.Award{Part: part.ID, Offer: fit.Offer.ID, Supplier: fit.Offer.Supplier, Group: p.GroupOf(fit.Offer), Grade: grade,
					Design: fit.Design, Ordered: p.Start + planner.Month(t-lead), Arrives: p.Start + planner.Month(t), Pieces: pieces, Kg: pieces * fit.MassKg})
				fl.Arrivals[t] = pieces * (1 - fit.Offer.DefectRate.V)
			}
		}
		available, owed := stock+fl.Open[t]+fl.Arrivals[t], late+fl.Demand[t]
		sent := math.Min(available, owed)
		stock, late = available-sent, owed-sent
		fl.Stock[t], fl.Backlog[t] = stock, late
	}
	return fl, awards
}

// planOf is the finished plan that ships with a sample, and the options of its
// export; a plan made by hand where none ships or it is of other inputs.
func planOf(t testing.TB, name string, p *planner.Project, f *planner.Facts) (*planner.Plan, Options) {
	t.Helper()
	o := options()
	digest := document.New(p).Digest()
	if made, ok := shipped.Read(name); ok && made.Plan.Digest == digest {
		o.Digest, o.AsToday, o.Cheapest = digest, made.AsToday, made.Cheapest
		o.Findings = handFindings(p, made.Plan, o)
		return made.Plan, o
	}
	t.Logf("%s: no finished plan of these inputs ships; a plan made by hand stands in", name)
	return handPlan(p, f), o
}

// options of an export in tests.
func options() Options { return Options{AsOf: "2026-11-23", AppVersion: "0.1", Digest: "9f2c"} }

// samples are the names of the built-in samples.
func samples(t testing.TB) []string {
	dirs, err := os.ReadDir("../../assets/samples")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range dirs {
		if d.IsDir() {
			out = append(out, d.Name())
		}
	}
	if len(out) == 0 {
		t.Fatal(fmt.Errorf("no samples"))
	}
	if testing.Short() { // one goes nearly everywhere that all go, which is enough for the race detector
		return []string{"ev-traction-de"}
	}
	return out
}
