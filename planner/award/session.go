package award

import (
	"context"
	"math"
	"slices"
	"sync"

	"remanence/planner"
	"remanence/planner/highs"
	"remanence/planner/policy"
)

// Session plans a project again and again as it changes. Each run starts from
// where the last one ended: its yes/no choices give the first answer, its cuts
// and the parts its search ended in give the bound. The plans are as good and the
// gaps as true as those of Make; which of several plans within the gap comes out
// may depend on what was planned before. A session may be used from several
// goroutines; runs that overlap do not wait for each other.
type Session struct {
	engine *highs.Engine
	still  bool
	mu     sync.Mutex
	last   *memory
	priced *quickMemory // of the last run that was planned by prices
}

// NewSession makes a session that has planned nothing yet.
func NewSession(e *highs.Engine) *Session { return &Session{engine: e} }

// Still gives a session that starts every run from what this one knows now and
// learns nothing more, so that its plans do not depend on their order.
func (s *Session) Still() *Session {
	c := s.Copy()
	c.still = true
	return c
}

// Copy gives a session that knows what this one knows now and learns apart from
// it.
func (s *Session) Copy() *Session {
	last, priced := s.known()
	return &Session{engine: s.engine, last: last, priced: priced}
}

// Make plans like the function of the same name.
func (s *Session) Make(ctx context.Context, p *planner.Project, f *planner.Facts, o Options) (*planner.Plan, error) {
	r, plan, err := s.plan(ctx, p, f, o)
	if err != nil {
		return nil, err
	}
	r.complete(plan)
	return plan, nil
}

// Learn plans a project only to know it.
func (s *Session) Learn(ctx context.Context, p *planner.Project, f *planner.Facts, o Options) error {
	_, err := s.learn(ctx, p, f, o)
	return err
}

// Deepen goes on with the plan made last, of the same project, so that a small change
// of it is proven at once: it proves, and improves, to a third of the gap asked for.
// What it finds is told by no one but the plans that start from there.
func (s *Session) Deepen(ctx context.Context, p *planner.Project, f *planner.Facts, o Options) error {
	o.Gap, o.fewParts = gapOf(p, o)/deeper, true
	return s.Learn(ctx, p, f, o)
}

// deeper is how many times more finely a plan is proven while there is time.
const deeper = 3

// Resume takes up a project whose plan was made elsewhere, such as the one a file
// brought, so that the first change of it is planned from there and not from
// nothing. What it finds beside is not told.
func (s *Session) Resume(ctx context.Context, p *planner.Project, f *planner.Facts, o Options, plan *planner.Plan) error {
	o.hint = plan
	_, err := s.learn(ctx, p, f, o)
	return err
}

func (s *Session) learn(ctx context.Context, p *planner.Project, f *planner.Facts, o Options) (*planner.Plan, error) {
	o.Found, o.Progress = nil, nil
	_, plan, err := s.plan(ctx, p, f, o)
	return plan, err
}

func (s *Session) plan(ctx context.Context, p *planner.Project, f *planner.Facts, o Options) (*run, *planner.Plan, error) {
	if ps := p.Validate(f); ps.Refused() {
		return nil, nil, ps
	}
	p = inOrder(policy.Settle(p, f))
	r := &run{ctx: ctx, engine: s.engine, p: p, f: f, o: o, gap: gapOf(p, o)}
	r.from, r.pricedFrom = s.known()
	r.fine = r.gap
	if o.spare > 0 {
		r.fine = r.gap * finer
	}
	plan, err := r.plan()
	if err != nil {
		return nil, nil, err
	}
	if !s.still {
		s.mu.Lock()
		if r.memory != nil {
			s.last = r.memory
		}
		if r.priced != nil {
			s.priced = r.priced
		}
		s.mu.Unlock()
	}
	return r, plan, nil
}

// known is what the last run left, of the search and of planning by prices.
func (s *Session) known() (*memory, *quickMemory) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last, s.priced
}

// begin takes over what the last search left and answers with its choices. It
// reports whether the search goes on from its parts, or is proven by them already,
// so that the root need not be solved.
func (s *search) begin(k *memory) (bool, error) {
	for key, g := range k.gain {
		own := *g
		s.gain[key] = &own
	}
	for _, l := range k.leaves {
		if changes, ok := k.present(l.changes, s.m, s.rel.lo, s.rel.up); ok {
			s.earlier = append(s.earlier, leaf{changes, l.basis, l.proof})
		}
	}
	s.begun = s.earlier
	low := s.rel.bound(k.proof, nil)
	if len(s.earlier) > 0 {
		low = math.Max(low, s.proven())
	}
	kept := s.kept(k)
	for _, answer := range []func(*memory, []change) error{s.sameChoices, s.looseChoices} {
		if err := answer(k, kept); err != nil {
			return false, err
		}
		if s.enough(low) {
			s.rootBasis, s.rootProof, s.closed = k.root, k.proof, low
			return true, nil
		}
	}
	if s.r.best == nil || len(s.earlier) < 2 || k.root == nil {
		return false, nil
	}
	s.rootBasis, s.rootProof = k.root, k.proof
	s.r.raise(low * s.m.unit)
	s.r.phase = "improving"
	if s.unproven() > manyParts {
		// A poor plan would have every part solved for nothing.
		if err := s.keepChoices(kept); err != nil {
			return false, err
		}
	}
	if s.answered = true; s.unproven() > mostUnproven {
		return false, nil
	}
	return true, s.revisit(low)
}

// manyParts is how many parts may need solving before a better plan is looked for
// first, which takes some forty linear programs.
const manyParts = 8

// mostUnproven is how many parts are solved again at most: where a change leaves more
// of them unproven, a search from the root is shorter.
const mostUnproven = 60

// unproven is how many parts of the last search may hold a plan of use by their
// proofs.
func (s *search) unproven() int {
	n := 0
	for _, l := range s.earlier {
		if s.rel.bound(l.proof, l.changes) < s.cutoff() {
			n++
		}
	}
	return n
}

// proven is the bound that the parts of the last search have by their proofs.
func (s *search) proven() float64 {
	least := inf
	for _, l := range s.earlier {
		b := s.rel.bound(l.proof, l.changes)
		least = math.Min(least, b)
	}
	return least
}

// again goes on from what the last search left where begin found no plan, or the
// root was all there was: its choices where they stand, then the parts it ended in.
// It reports whether the parts are queued, so that the root need not be.
func (s *search) again(k *memory, root *node) (bool, error) {
	if s.enough(root.bound) {
		return false, nil
	}
	if !s.answered { // else that was tried before
		if err := s.keepChoices(s.kept(k)); err != nil {
			return false, err
		}
	}
	s.answered = s.r.best != nil
	if s.r.best == nil || s.enough(root.bound) || len(s.earlier) < 2 || s.unproven() > mostUnproven {
		return false, nil
	}
	return true, s.revisit(root.bound)
}

// keepChoices looks for a plan with the far-reaching choices of the last one.
func (s *search) keepChoices(kept []change) error {
	defer s.rel.keepTime()
	res, err := s.rel.solve(0, kept, s.rootBasis, inf)
	if err != nil || res.Status != highs.Optimal {
		return err
	}
	x, err := s.rel.dive(kept, nil, res.X)
	if err == nil && x != nil && s.found(x) {
		s.at, err = s.rel.ended(0, nil)
	}
	return err
}

// follow takes a known plan of the project as the first answer, where the model
// holds it.
func (s *search) follow(plan *planner.Plan) error {
	if !Planned(plan) {
		return nil
	}
	x, err := settle(s.r.ctx, s.r.engine, s.m, plan)
	if err != nil || x == nil || len(s.m.brokenLots(x)) > 0 {
		return err
	}
	s.found(x)
	s.answered = true
	return nil
}

// enough reports whether a bound proves the best plan as finely as asked.
func (s *search) enough(bound float64) bool { return s.r.best != nil && bound >= s.cutoff() }

// kept are the far-reaching choices of an earlier plan. Which group counts and
// which order is placed is settled anew.
func (s *search) kept(k *memory) []change {
	var kept []change
	for c, v := range k.choices {
		if st := s.m.b.stage[c]; st != stageCount && st < stageLot {
			kept = append(kept, change{at: c, bounds: span{v, v}})
		}
	}
	return kept
}

// sameChoices answers with every choice as it was and only the quantities new:
// one linear program, seldom two.
func (s *search) sameChoices(k *memory, kept []change) error {
	changes := slices.Clone(kept)
	for c, v := range k.choices {
		if st := s.m.b.stage[c]; st == stageCount || st >= stageLot {
			changes = append(changes, change{at: c, bounds: span{v, v}})
		}
	}
	for n, placed := range k.lots {
		if !placed {
			changes = append(changes, change{lot: true, at: n, bounds: span{0, 0}})
		}
	}
	from := s.from(k)
	held := map[string]bool{}
	for range sameRounds {
		res, err := s.rel.solve(1, changes, from, inf)
		if err != nil || res.Status != highs.Optimal {
			return err
		}
		broken := map[string]bool{}
		for _, id := range s.m.brokenLots(res.X) {
			broken[id] = !held[id]
			held[id] = true
		}
		for _, l := range s.m.lotRows {
			if broken[l.offer.ID] && k.lots[l.n] {
				changes = append(changes, change{lot: true, at: l.n, bounds: span{l.offer.OrderMinKg.V, inf}})
			}
		}
		if len(broken) == 0 {
			// What the last plan did not know is open still, such as the multiple of an order.
			more := map[place]change{}
			if !s.whole(res.X, more) {
				changes, from = with(changes, more), nil
				continue
			}
			if s.found(res.X) {
				s.at, err = s.rel.ended(1, nil)
			}
			return err
		}
		from = nil
	}
	return nil
}

// from is where a linear program with the last plan's choices starts.
func (s *search) from(k *memory) *highs.Basis {
	if k.at != nil {
		return k.at
	}
	return k.root
}

// sameRounds bounds how often orders of rows whose lots shrank below their MOQ
// are held up to it, and new choices settled.
const sameRounds = 6

// revisit solves the parts of an earlier search again, two at a time, and queues
// those that may still hold something.
func (s *search) revisit(bound float64) error {
	var all []*node
	for _, l := range s.earlier {
		s.made++
		n := &node{changes: l.changes, basis: l.basis, bound: math.Max(bound, s.rel.bound(l.proof, l.changes)), number: s.made, proof: l.proof}
		if n.bound >= s.cutoff() {
			s.drop(n)
			continue
		}
		all = append(all, n)
	}
	s.earlier = nil
	for i := 0; i < len(all); i += 2 {
		nodes := all[i:min(i+2, len(all))]
		res, err := s.rel.pair(nodes, s.cutoff())
		s.rel.keepTime()
		if err != nil {
			return err
		}
		for v, n := range nodes {
			r := res[v]
			switch {
			case r.Status == highs.Cutoff:
				n.bound, n.proof = s.cutoff(), proofOf(r)
				if n.basis, err = s.rel.ended(v, n.basis); err != nil {
					return err
				}
				s.drop(n)
			case infeasible(r):
				n.bound, n.proof = inf, proofOf(r)
				s.drop(n)
			case r.Status != highs.Optimal:
				s.push(n) // stopped: it is as good as it was
			default:
				basis, err := s.rel.sides[v].s.Basis()
				if err != nil {
					return err
				}
				n.bound, n.basis, n.open, n.proof = math.Max(r.Objective, bound), &basis, s.undecided(r.X), proofOf(r)
				if len(n.open) == 0 {
					s.found(r.X)
				}
				s.push(n)
			}
		}
	}
	return nil
}
