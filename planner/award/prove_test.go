package award

import (
	"testing"

	"remanence/planner"
)

// What the proofs of a search say of its parts after a change is never more than
// solving the part says; of the project itself it is just that.
func TestProofsHoldAfterChanges(t *testing.T) {
	parts, close := 0, 0
	for seed := range uint64(6) {
		p, f := random(seed, false), testFacts()
		o := Options{Gap: 1e-4}
		session := NewSession(engine)
		if _, err := session.Make(t.Context(), p, f, o); err != nil {
			t.Fatal(err)
		}
		for step, change := range []func(*planner.Project){
			func(*planner.Project) {},
			func(p *planner.Project) { p.Offers[0].Price.V = p.Offers[0].Price.V.Sub(money("0.75").V) },
			func(p *planner.Project) { p.Parts[0].Demand[2].V *= 0.7 },
			func(p *planner.Project) { p.Rules[0].ValueFrom.V, p.Rules[0].ValueTo.V = 70, 70 },
			func(p *planner.Project) { p.Rules[0].Off = true },
			func(p *planner.Project) { p.Offers = p.Offers[1:] },
		} {
			q := p.Clone()
			change(q)
			q = inOrder(q)
			r := &run{ctx: t.Context(), engine: engine, p: q, f: f, o: o, gap: 1e-4, fine: 1e-4}
			m := newModel(q, f, o, nil, map[string]bool{})
			s, err := r.newSearch(m)
			if err != nil {
				t.Fatal(err)
			}
			k := session.last.onto(m)
			if err := s.rel.addAgain(k.added); err != nil {
				t.Fatal(err)
			}
			for _, l := range append([]leaf{{nil, k.root, k.proof}}, k.leaves...) {
				changes, ok := k.present(l.changes, m, s.rel.lo, s.rel.up)
				if !ok {
					continue
				}
				bound := s.rel.bound(l.proof, changes)
				res, err := s.rel.solve(0, changes, l.basis, inf)
				if err != nil {
					t.Fatal(err)
				}
				parts++
				switch {
				case infeasible(res): // no bound is too high
				case bound > res.Objective*(1+1e-7)+1e-6:
					t.Errorf("seed %d step %d: %d choices are said to cost %f at least, they cost %f", seed, step, len(changes), bound, res.Objective)
				case step == 0 && bound > res.Objective*(1-1e-6):
					close++
				}
			}
			s.rel.close()
		}
	}
	if parts < 200 || close < 10 {
		t.Errorf("%d parts, of the project itself %d proven as exactly as by solving: too few to tell", parts, close)
	}
}
