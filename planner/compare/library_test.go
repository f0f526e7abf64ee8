package compare

import (
	"context"
	"testing"

	"remanence/planner"
	"remanence/planner/stochastic"
)

// onCN is a duty on what comes from CN.
type onCN float64

func (d onCN) Duties(q planner.DutyQuestion) planner.DutyStack {
	if q.Origin != "CN" {
		return planner.DutyStack{Rate: some(0.0)}
	}
	return planner.DutyStack{Rate: some(float64(d)), Base: float64(d)}
}

// In a case that holds a duty of its own, 25 %, CN at 10 costs 12.50 and DE at 12 is
// cheaper: every study of 200 pieces counts with the facts of the case, 2,400 instead
// of 2,000, and 2,500 where CN is kept.
func TestACaseMayReplaceRowsOfTheLibrary(t *testing.T) {
	p := project(2, map[string][]float64{"A": {100, 100}}, "A")
	p.BuyerCountry = "DE"
	for id, price := range map[string]string{"CN": "10", "DE": "12"} {
		o := offer(p, id, id, "A", price)
		o.Duty, o.HS = planner.Opt[float64]{}, "850511"
	}
	w := work(p)
	w.Facts.Duties = onCN(0)
	w.FactsOf = func(q *planner.Project) *planner.Facts {
		f := facts()
		f.Duties = onCN(0)
		for i := range q.OwnDuties {
			rate, _ := q.OwnDuties[i].Rate.Float64()
			f.Duties = onCN(rate / 100)
		}
		return f
	}
	cases := []Case{{Name: "base"}, {"duty", []planner.Scenario{{Name: "duty", Edits: []planner.Edit{{What: "duty/D1", After: `{"id":"D1","rate_pct":"25"}`}}}}}}
	ctx := context.Background()
	made, err := w.Plans(ctx, cases)
	if err != nil {
		t.Fatal(err)
	}
	if !near(made[0].Plan.TotalCost, 2000) || !near(made[1].Plan.TotalCost, 2400) {
		t.Fatalf("plans cost %g and %g", made[0].Plan.TotalCost, made[1].Plan.TotalCost)
	}
	r, err := w.Regret(ctx, []*planner.Plan{made[0].Plan}, cases, 0)
	if err != nil {
		t.Fatal(err)
	}
	if c := r.Cells[0][1]; !near(c.Fixed.V, 2500) || !near(c.Replanned.V, 2400) {
		t.Errorf("the plan of the base costs %g kept and %g planned again in the case", c.Fixed.V, c.Replanned.V)
	}
	best, err := w.Robust(ctx, RobustAsk{Cases: cases, Weights: []float64{1, 1}, Aim: stochastic.Aim{Kind: stochastic.Mean}, React: 2})
	if err != nil {
		t.Fatal(err)
	}
	if !near(best.Cases[1].Best.V, 2400) || !near(best.Value, 2250) {
		t.Errorf("robust plan %g, the case by itself %g", best.Value, best.Cases[1].Best.V)
	}
}
