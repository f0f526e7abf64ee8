package award

import (
	"slices"
	"testing"

	"remanence/planner/highs"
)

// A search of more parts than are handed on leaves those it began from, which still
// hold every plan; one that only deepens a plan ends before it has too many.
func TestTooManyPartsLeaveThoseBefore(t *testing.T) {
	tried := 0
	for seed := range uint64(12) {
		p := inOrder(random(seed, false))
		f := testFacts()
		o := Options{Gap: 1e-4}
		session := NewSession(engine)
		if _, err := session.Make(t.Context(), p, f, o); err != nil {
			t.Fatal(err)
		}
		if session.last == nil || len(session.last.leaves) < 2 {
			continue
		}
		tried++
		r := &run{ctx: t.Context(), engine: engine, p: p, f: f, o: o, gap: 1e-4, fine: 1e-4}
		m := newModel(p, f, o, nil, map[string]bool{})
		k := session.last.onto(m)
		s, err := r.newSearch(m)
		if err != nil {
			t.Fatal(err)
		}
		defer s.rel.close()
		if err := s.rel.addAgain(k.added); err != nil {
			t.Fatal(err)
		}
		if _, err := s.begin(k); err != nil {
			t.Fatal(err)
		}
		if s.x == nil {
			t.Fatalf("seed %d: no plan from the last one", seed)
		}
		many := make([]leaf, s.rel.mostParts()-1)
		s.queue, s.leaves, s.looked = nodeQueue{{number: 1}}, many, 1
		s.r.o.fewParts, s.r.fine = true, 0
		runs := s.rel.runs()
		if err := s.run(); err != nil {
			t.Fatal(err)
		}
		if !s.ended || s.rel.runs() > runs {
			t.Errorf("seed %d: it went on with %d parts", seed, len(s.leaves))
		}
		if got := len(s.remember().leaves); got != s.rel.mostParts() {
			t.Errorf("seed %d: %d of %d parts are handed on", seed, got, s.rel.mostParts())
		}
		s.leaves = append(s.leaves, leaf{})
		if got := len(s.remember().leaves); got != len(k.leaves) {
			t.Errorf("seed %d: %d parts are handed on, it began from %d", seed, got, len(k.leaves))
		}
	}
	if tried < 3 {
		t.Errorf("%d searches with parts: too few to tell", tried)
	}
}

// Rows that a search added beyond those it may cut, such as the lots it settled, do
// not have its parts forgotten; twice as many do.
func TestManyRowsAreHandedOn(t *testing.T) {
	p := inOrder(random(1, false))
	f := testFacts()
	r := &run{ctx: t.Context(), engine: engine, p: p, f: f, gap: 1e-4}
	m := newModel(p, f, Options{}, nil, map[string]bool{})
	s, err := r.newSearch(m)
	if err != nil {
		t.Fatal(err)
	}
	defer s.rel.close()
	s.x, s.looked, s.leaves = make([]float64, len(m.b.cost)), 1, []leaf{{}, {}}
	for _, x := range []struct{ rows, parts int }{{m.mostCuts() + 1, 2}, {2*m.mostCuts() + 1, 0}} {
		s.rootBasis = &highs.Basis{Col: make([]highs.BasisStatus, len(m.b.cost)), Row: make([]highs.BasisStatus, len(m.b.rows)+x.rows)}
		s.rel.added = slices.Repeat([]rowKey{{kind: lotRowKind}}, x.rows) // at their limits in the root: they hold
		if k := s.remember(); len(k.leaves) != x.parts || (k.root == nil) != (x.parts == 0) {
			t.Errorf("after %d rows %d parts are handed on, want %d", x.rows, len(k.leaves), x.parts)
		}
	}
}
