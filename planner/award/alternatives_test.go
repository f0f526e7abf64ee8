package award

import (
	"context"
	"testing"

	"remanence/planner"
)

// CN at 10 makes all 1,200 pieces for 12,000. Within 2 % there are 240 to spend:
// KR at 10.50 takes at most 480 of them, JP at 14 only 60.
func TestAlternativesSpendTheirShare(t *testing.T) {
	p := twoCountries(12)
	quote(p, "KR", "Korea Co", "A", "10.50")
	q := ask(t, p)
	list, err := q.Alternatives(context.Background(), 0.02, 3)
	if err != nil || len(list) == 0 {
		t.Fatalf("%+v %v", list, err)
	}
	first := list[0]
	// Shares within the search's own 2 % of the largest difference.
	if first.Moved < 0.39*0.98 || first.Moved > 0.4001 || first.Extra > 240.01 {
		t.Errorf("%+v", first)
	}
	if len(first.Moves) != 2 || first.Moves[0].Kg < 0 != (first.Moves[0].Offer == "CN") {
		t.Errorf("moves %+v", first.Moves)
	}
	for _, a := range list {
		for _, s := range Check(p, testFacts(), a.Plan, Options{}) {
			t.Error(s)
		}
		if a.Extra > 240.01 {
			t.Errorf("costs %g more", a.Extra)
		}
	}
	// With nothing to spend and no tie there is no other plan.
	if list, err = q.Alternatives(context.Background(), 0, 3); err != nil || len(list) != 0 {
		t.Errorf("%+v %v", list, err)
	}
}

// Two offers at the same price: the other one is an alternative that costs
// nothing.
func TestAlternativesFindTies(t *testing.T) {
	p := twoCountries(2)
	p.Offer("JP").Price = money("10")
	list, err := ask(t, p).Alternatives(context.Background(), 0, 2)
	if err != nil || len(list) != 1 || !near(list[0].Moved, 1) || !near(list[0].Extra, 0) {
		t.Errorf("%+v %v", list, err)
	}
}

// An alternative pays its test in full: 2 % of 12,000 leave 240, a test of 300
// does not fit, one of 100 leaves 140 for pieces at 0.50 more.
func TestAlternativesPayForTests(t *testing.T) {
	for _, c := range []struct {
		test  string
		moved float64
	}{{"300", 0}, {"100", 280.0 / 1200}} {
		p := twoCountries(12)
		p.Offers = p.Offers[:1]
		o := quote(p, "KR", "Korea Co", "A", "10.50")
		o.Status, o.QualificationMonths, o.QualificationCost = planner.NotStarted, planner.Some(0), money(c.test)
		list, err := ask(t, p).Alternatives(context.Background(), 0.02, 1)
		if err != nil || len(list) > 0 != (c.moved > 0) {
			t.Fatalf("%+v %v", list, err)
		}
		if len(list) > 0 && (list[0].Moved < c.moved*0.97 || list[0].Moved > c.moved*1.0001) {
			t.Errorf("%+v, want %g", list[0], c.moved)
		}
	}
}

// Where the plan uses every offer already, an alternative moves shares between them:
// CN at 10 makes the 60 % it may, 720 pieces, JP at 14 the rest. 2 % of 13,920 are
// 278.40, worth 69.6 pieces from CN to JP.
func TestAlternativesMoveSharesBetweenOffersInUse(t *testing.T) {
	list, err := ask(t, capped()).Alternatives(context.Background(), 0.02, 1)
	if err != nil || len(list) != 1 {
		t.Fatalf("%+v %v", list, err)
	}
	if a := list[0]; !near(a.Moved, 69.6/1200) || !near(a.Extra, 278.4) {
		t.Errorf("%+v", a)
	}
}
