package award

import (
	"math"
	"testing"

	"remanence/planner"
)

// Need moves from the first month to the third. With every order as it was, 10 kg
// at 1 are kept two months at 1 a month: 30. Placed anew they arrive when needed: 10.
func TestOrdersAreSettledAnew(t *testing.T) {
	for _, c := range []struct {
		need       []float64
		same, anew float64
	}{
		{[]float64{0, 0, 10}, 30, 10},
		{[]float64{10, 0, 10}, 40, 20},
	} {
		p := plain(3, map[string][]float64{"A": {10, 0, 0}}, "A")
		p.Parts[0].HoldingCost = money("1")
		quote(p, "O", "S", "A", "1").OrderMinKg = planner.Some(8.0)
		o := Options{Gap: 1e-6}
		session := NewSession(engine)
		if _, err := session.Make(t.Context(), p, testFacts(), o); err != nil {
			t.Fatal(err)
		}
		for i, v := range c.need {
			p.Parts[0].Demand[i].V = v
		}
		p = inOrder(p)
		r := &run{ctx: t.Context(), engine: engine, p: p, f: testFacts(), o: o, gap: 1e-6, fine: 1e-6}
		m := newModel(p, r.f, o, nil, map[string]bool{})
		s, err := r.newSearch(m)
		if err != nil {
			t.Fatal(err)
		}
		k := session.last.onto(m)
		if err := s.rel.addAgain(k.added); err != nil {
			t.Fatal(err)
		}
		if err := s.sameChoices(k, s.kept(k)); err != nil || r.best == nil {
			t.Fatal("no plan with the orders as they were", err)
		}
		wantTotal(t, r.best, c.same)
		if err := s.looseChoices(k, s.kept(k)); err != nil {
			t.Fatal(err)
		}
		wantTotal(t, r.best, c.anew)
		s.rel.close()
	}
}

// An order below its MOQ that the last plan did not place is struck out when little
// of it is there: 2 of a lot of 8 come with the order before, kept a month. When most
// of it is there it is raised: 7 of 8.
func TestSmallOrdersAreStruckOrRaised(t *testing.T) {
	for _, c := range []struct {
		second, third, want float64
	}{
		{2, 0, 10 + 2*(1+1)},
		{7, 1, 10 + 8 + 1}, // what the third month needs comes along and is kept a month
	} {
		p := plain(3, map[string][]float64{"A": {10, 0, 0}}, "A")
		p.Parts[0].HoldingCost = money("1")
		quote(p, "O", "S", "A", "1").OrderMinKg = planner.Some(8.0)
		o := Options{Gap: 1e-6}
		session := NewSession(engine)
		if _, err := session.Make(t.Context(), p, testFacts(), o); err != nil {
			t.Fatal(err)
		}
		p.Parts[0].Demand[1].V, p.Parts[0].Demand[2].V = c.second, c.third
		p = inOrder(p)
		r := &run{ctx: t.Context(), engine: engine, p: p, f: testFacts(), o: o, gap: 1e-6, fine: 1e-6}
		s, err := r.newSearch(newModel(p, r.f, o, nil, map[string]bool{}))
		if err != nil {
			t.Fatal(err)
		}
		k := session.last.onto(s.m)
		if err := s.rel.addAgain(k.added); err != nil {
			t.Fatal(err)
		}
		if err := s.looseChoices(k, s.kept(k)); err != nil || r.best == nil {
			t.Fatal("no plan", err)
		}
		wantTotal(t, r.best, c.want)
		s.rel.close()
	}
}

func wantTotal(t *testing.T, plan *planner.Plan, want float64) {
	t.Helper()
	if math.Abs(plan.TotalCost-want) > 1e-6 {
		t.Errorf("the plan costs %f, want %f", plan.TotalCost, want)
	}
}
