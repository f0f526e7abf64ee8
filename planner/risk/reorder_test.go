package risk

import (
	"context"
	"math"
	"testing"

	"remanence/planner"
)

// refused makes every export licence of an offer wait for a desk that never
// decides.
func refused(o *planner.Offer) []planner.NamedValue {
	o.Licence = planner.ParseLicence("CN-2025-18")
	o.Licence.Approval, o.Licence.WaitP50 = planner.Some(1.0), planner.Some(0.0)
	return []planner.NamedValue{{Name: DeskStop, Value: 1}}
}

// With a month in stock and a desk that stands still from the start, a qualified
// source without licence is asked for what is held back in the month after: no
// line stops. Without such a source all stop, from the second month on.
func TestWhatADeskHoldsBackIsAskedOfOthers(t *testing.T) {
	for _, reserve := range []bool{true, false} {
		p, plan := level(12, 100)
		if reserve {
			sell(p, "B", "Beta", "M", "JP", "6", 0, 0)
		}
		s := simulate(t, p, plan, SimOptions{Paths: 10, Precision: -1, Parameters: quiet(p, refused(&p.Offers[0])...)})
		got := s.Policies[0]
		if reserve && got.StopRisk.Value != 0 || !reserve && (got.StopRisk.Value != 1 || !got.FirstHalf.OK || got.FirstHalf.V != p.Start+1) {
			t.Errorf("reserve %v: chance %v, first %v", reserve, got.StopRisk, got.FirstHalf)
		}
	}
}

// A plan gives Alpha nine tenths; Alpha can make a tenth only. What it cannot make
// is asked of Beta in the same month, all of it, so that nothing is late.
func TestAFullPlantLosesNoOrder(t *testing.T) {
	p := shop(6, 100, "M")
	stock(p, "M", 1)
	sell(p, "A", "Alpha", "M", "DE", "5", 0, 100)
	sell(p, "B", "Beta", "M", "JP", "6", 0, 0)
	var awards []planner.Award
	for m := range 6 {
		awards = append(awards, order(p, "M", "A", m, m, 90), order(p, "M", "B", m, m, 10))
	}
	plan := book(p, awards...)
	p.Pools[0].Steps[0].KgPerMonth = 10
	s := simulate(t, p, plan, SimOptions{Still: true})
	if got := s.Policies[0]; got.StopRisk.Value != 0 || !(math.Abs(got.OnTime-1) <= 1e-9) {
		t.Errorf("%v of the need came on time", got.OnTime)
	}
}

// What is late at the end, where the plan runs its stock down, is not held
// against it; what the plan itself has late is.
func TestTheEndOfAPlanIsNotJudged(t *testing.T) {
	p, plan := level(12, 100)
	for m := 9; m < 12; m++ { // the last months live on stock
		plan.Awards[m].Pieces = 100.0 * 2 / 3
		plan.Awards[m].Kg = plan.Awards[m].Pieces
	}
	plan = book(p, plan.Awards...)
	s := simulate(t, p, plan, SimOptions{Paths: 2000, Precision: -1, Parameters: quiet(p, planner.NamedValue{Name: DemandOwn, Value: 0.3})})
	if c := s.Policies[0].StopByMonth; c[11] != 0 || c[10] != 0 || c[8] <= 0 {
		t.Errorf("chance by month %v", c)
	}
	plan.Awards = plan.Awards[:10] // planned late at the end
	plan = book(p, plan.Awards...)
	s = simulate(t, p, plan, SimOptions{Still: true})
	late := 0.0
	for _, v := range plan.Flows[0].Backlog {
		late += v
	}
	if got := s.Policies[0].Stopped.Mean.Value; late <= 0 || !(math.Abs(got-10*late) <= 1e-6) {
		t.Errorf("line-stop cost %g, the plan has %g units late", got, late)
	}
}

// Two plans that differ in their stock alone: the one with less is told so, and
// with the other's stock nothing is left of the difference.
func TestWhyAPlanStandsBehind(t *testing.T) {
	p, lean := level(12, 20)
	_, rich := level(12, 120)
	ps := quiet(p, planner.NamedValue{Name: DemandOwn, Value: 0.3})
	s, err := Simulate(context.Background(), p, facts(), []Policy{{Name: "lean", Plan: lean}, {Name: "rich", Plan: rich}}, SimOptions{Paths: 2000, Precision: -1, Parameters: ps})
	if err != nil {
		t.Fatal(err)
	}
	b := s.Behind
	if b == nil || b.Policy != "rich" || len(b.Causes) != 1 || b.Causes[0].Name != "stock" || !(math.Abs(b.Causes[0].Explains/b.Gap-1) <= 0.1) {
		t.Fatalf("%+v", b)
	}
	s, err = Simulate(context.Background(), p, facts(), []Policy{{Name: "rich", Plan: rich}, {Name: "lean", Plan: lean}}, SimOptions{Paths: 2000, Precision: -1, Parameters: ps})
	if err != nil || s.Behind != nil {
		t.Errorf("%v %+v", err, s.Behind)
	}
}
