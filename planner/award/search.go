package award

import (
	"container/heap"
	"math"

	"remanence/planner"
	"remanence/planner/highs"
)

// node is a part of the search: the choices made so far, and the relaxation
// that is left, solved.
type node struct {
	changes []change
	bound   float64 // model units
	basis   *highs.Basis
	open    []openChoice // undecided choices, or order lots broken
	number  int          // in order of making; breaks ties
	x       []float64    // kept only while it may be needed
	proof   proof
}

// openChoice is a choice the relaxation leaves between its ends.
type openChoice struct {
	col int // -1 for an order lot
	lot int
	v   float64 // between 0 and 1
	// whole is the whole number below the relaxed value.
	whole float64
}

// search is a branch and bound on the relaxation. A choice is branched on after
// both answers were solved for the most promising ones (strong branching with
// pseudo-costs, Achterberg, Koch and Martin 2005); the node with the lowest bound
// is looked at first.
type search struct {
	r         *run
	m         *model
	rel       *relaxation
	queue     nodeQueue
	made      int
	leaves    []leaf // parts ended
	earlier   []leaf // parts of the search before, not looked at again
	begun     []leaf // all parts of the search before
	rootBasis *highs.Basis
	rootProof proof
	// closed is the lowest bound of parts that hold nothing better than their own
	// relaxed answer: what reading a plan adds to it is part of the gap.
	closed   float64
	gain     map[int]*[2]gain // by column, or −1−lot: what the answers no and yes cost
	broken   map[string]bool  // offers whose lots had to be branched on
	dives    int
	near     int          // nodes met that leave only orders open
	answered bool         // a plan was known before the search began
	x        []float64    // of the best plan
	at       *highs.Basis // near it
	polished bool         // the best plan was polished
	plunge   *node        // where the search goes on downward
	plunges  int          // how often it went back to the lowest bound
	looked   int
	stop     highs.Result // of the run that ended early
	ended    bool
}

// leaf is a part of a search as it can be looked at again.
type leaf struct {
	changes []change
	basis   *highs.Basis
	proof   proof
}

// gain is the mean rise of the bound for one unit of a choice moved.
type gain struct {
	sum float64
	n   int
}

func (r *run) newSearch(m *model) (*search, error) {
	rel, err := r.relax(m)
	if err != nil {
		return nil, err
	}
	return &search{r: r, m: m, rel: rel, closed: inf, gain: map[int]*[2]gain{}, broken: map[string]bool{}}, nil
}

// rootRounds bounds the rounds of cuts at the root, nodeRounds those below it.
const (
	rootRounds = 12
	nodeRounds = 1
)

// root solves the relaxation, from a basis if there is one, and tightens it.
func (s *search) root(from *highs.Basis) (*node, highs.Result, error) {
	res, err := s.rel.solve(0, nil, from, inf)
	if err != nil || res.Status != highs.Optimal {
		return nil, res, err
	}
	basis, err := s.rel.sides[0].s.Basis()
	if err != nil {
		return nil, res, err
	}
	if from == nil && s.r.best == nil && s.r.o.hint == nil {
		if err := s.sketchRoot(res.X, basis); err != nil {
			return nil, res, err
		}
	}
	for round := 0; round < rootRounds; round++ {
		cuts := s.m.separate(res.X)
		if len(cuts) == 0 {
			break
		}
		if err := s.rel.addCuts(cuts); err != nil {
			return nil, res, err
		}
		next, err := s.rel.solve(0, nil, nil, inf)
		if err != nil {
			return nil, res, err
		}
		if next.Status != highs.Optimal {
			break // stopped: what was proven before stands
		}
		// Kept from here, since a run that is stopped leaves none.
		if basis, err = s.rel.sides[0].s.Basis(); err != nil {
			return nil, res, err
		}
		rise := next.Objective - res.Objective
		res = next
		if rise < 2e-5*math.Abs(res.Objective) {
			break
		}
	}
	n := s.node(nil, res, &basis)
	n.x = res.X
	s.rootBasis, s.rootProof = &basis, n.proof
	if len(n.open) == 0 {
		s.found(res.X)
	}
	return n, res, nil
}

// sketchRoot looks for a first plan before the root is tightened, which takes longer,
// and brings the first side back to the root's basis.
func (s *search) sketchRoot(x []float64, root highs.Basis) error {
	x, err := s.rel.sketch(nil, nil, x)
	if err != nil {
		return err
	}
	if x != nil && s.found(x) {
		if s.at, err = s.rel.ended(0, nil); err != nil {
			return err
		}
	}
	return s.rel.sides[0].s.SetBasis(s.rel.padded(root))
}

func (s *search) node(changes []change, res highs.Result, basis *highs.Basis) *node {
	s.made++
	return &node{changes: changes, bound: res.Objective, basis: basis, open: s.undecided(res.X), number: s.made, proof: proofOf(res)}
}

// undecided lists the choices a solution leaves open, and when there are none
// the order lots it breaks.
func (s *search) undecided(x []float64) []openChoice {
	var out []openChoice
	for c, whole := range s.rel.integer {
		if whole && math.Abs(x[c]-math.Round(x[c])) > 1e-6 {
			out = append(out, openChoice{c, -1, x[c] - math.Floor(x[c]), math.Floor(x[c])})
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, l := range s.m.lotRows {
		if moq, kg := l.offer.OrderMinKg.V, l.kg(x); kg > lotDust(moq) && kg < moq*(1-1e-6) {
			out = append(out, openChoice{-1, l.n, kg / moq, 0})
		}
	}
	return out
}

// bound is what no plan can undercut, model units.
func (s *search) bound() float64 {
	b := s.closed
	if len(s.queue) > 0 {
		b = math.Min(b, s.queue[0].bound)
	}
	return b
}

// cutoff is the relaxed cost from which a part of the search is of no use: a
// plan from there could not improve on the best by more than the gap.
func (s *search) cutoff() float64 {
	if s.r.best == nil {
		return inf
	}
	best := s.r.best.Objective
	return (best - float64(math.Abs(best)*s.r.fine)) / s.m.unit
}

// go on until the gap is proven, everything is looked at, or time is up.
func (s *search) run() error {
	for len(s.queue) > 0 {
		s.tell()
		if s.done() || s.queue[0].bound >= s.cutoff() {
			return nil
		}
		if s.r.stopping() || s.r.o.fewParts && len(s.queue)+len(s.leaves)+partsOfANode > s.rel.mostParts() {
			s.ended = true
			return nil
		}
		n := s.next()
		err := s.look(n)
		s.rel.keepTime()
		if err != nil {
			return err
		}
		if s.ended {
			heap.Push(&s.queue, n) // it was not looked at to the end
			s.tell()
			return nil
		}
	}
	s.tell()
	return nil
}

// partsOfANode is more than a node is branched into, with those of trials.
const partsOfANode = 2 * (trials + 1)

// done reports whether the best plan is proven: within the gap when what may be
// spent on more is spent, else as finely as asked.
func (s *search) done() bool {
	best := s.r.best
	return best != nil && (best.Status == planner.StatusOptimal && s.rel.runs() >= s.r.o.spare || best.Gap <= s.r.fine)
}

// tell passes the bound on to the run.
func (s *search) tell() {
	if b := s.bound(); !math.IsInf(b, 0) {
		s.r.raise(b * s.m.unit)
	}
	s.r.showProgress()
}

// push queues a node and reports whether it may hold a plan of use.
func (s *search) push(n *node) bool {
	if n.bound < s.cutoff() {
		heap.Push(&s.queue, n)
		return true
	}
	s.drop(n)
	return false
}

// drop ends a part of the search that holds nothing of use beyond its bound. It
// is remembered, since the same part of a changed project may.
func (s *search) drop(n *node) {
	s.closed = math.Min(s.closed, n.bound)
	s.leaves = append(s.leaves, leaf{n.changes, n.basis, n.proof})
}

// look branches on a node.
func (s *search) look(n *node) error {
	s.looked++
	if len(n.open) > 0 && s.diveNow(n) {
		if err := s.dive(n); err != nil || s.ended {
			return err
		}
		if n.bound >= s.cutoff() {
			s.push(n)
			return nil
		}
	}
	if s.polishNow() {
		s.polished = true
		if err := s.polish(s.x); err != nil || s.ended {
			return err
		}
		if n.bound >= s.cutoff() {
			s.push(n)
			return nil
		}
	}
	for {
		if len(n.open) == 0 {
			s.drop(n)
			return nil
		}
		kids, forced, err := s.branch(n)
		switch {
		case err != nil || s.ended:
			return err
		case forced != nil:
			if forced.bound >= s.cutoff() {
				s.push(forced)
				return nil
			}
			*n = *forced
			continue
		}
		s.plunge = nil
		for _, k := range kids {
			if s.push(k) && s.downward() && (s.plunge == nil || k.bound < s.plunge.bound) {
				s.plunge = k
			}
		}
		return nil
	}
}

// downward reports whether the search should go on below the node just looked
// at: until there is a plan of use, a plan counts more than the bound.
func (s *search) downward() bool {
	return s.r.best == nil || s.plunges < 2
}

// next takes the node to look at.
func (s *search) next() *node {
	if n := s.plunge; n != nil {
		s.plunge = nil
		for i, q := range s.queue {
			if q == n {
				heap.Remove(&s.queue, i)
				return n
			}
		}
	}
	if s.looked > 0 {
		s.plunges++
	}
	return heap.Pop(&s.queue).(*node)
}

// diveNow spreads the dives: at the first nodes, at the end of each plunge, then
// ever more rarely.
func (s *search) diveNow(n *node) bool {
	if !s.openFar(n) {
		s.near++ // neighbours of this kind differ by an order or two
		return s.near%neighbours == 1
	}
	return s.looked == 1 && !s.answered || s.looked == 4 || s.looked%16 == 0
}

// neighbours is how many nodes that leave only orders open share a dive.
const neighbours = 8

// openFar reports whether a node leaves a choice open that reaches far: more than
// which group counts, or which order is placed.
func (s *search) openFar(n *node) bool {
	for _, o := range n.open {
		if o.col >= 0 && s.m.b.stage[o.col] <= stageTier && s.m.b.stage[o.col] != stageCount {
			return true
		}
	}
	return false
}

// dive looks for a plan below a node.
func (s *search) dive(n *node) error {
	from := n.basis
	if n.x != nil {
		from = nil
	}
	var x []float64
	var err error
	if s.looked == 1 {
		x, err = s.rel.sketch(n.changes, from, n.x)
	}
	// Where a plan stands, what a dive would find beyond the sketch costs more than the
	// next nodes do.
	if err == nil && x == nil && (s.looked > 1 || s.r.best == nil) {
		x, err = s.rel.dive(n.changes, from, n.x)
	}
	n.x = nil
	s.dives++
	if err != nil {
		return err
	}
	if x != nil && s.found(x) {
		s.at, err = s.rel.ended(0, nil)
	}
	return err
}

// found reads a plan, keeps it if it is the best and reports whether it is.
func (s *search) found(x []float64) bool {
	plan := s.r.judge(s.m, x)
	s.r.keep(plan)
	if s.r.best == plan {
		s.x = x
		if s.r.better != nil {
			s.r.better(x)
		}
	}
	return s.r.best == plan
}

// nodeQueue is a heap of nodes, the lowest bound first.
type nodeQueue []*node

func (q nodeQueue) Len() int { return len(q) }
func (q nodeQueue) Less(i, j int) bool {
	if q[i].bound != q[j].bound {
		return q[i].bound < q[j].bound
	}
	return q[i].number > q[j].number
}
func (q nodeQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *nodeQueue) Push(n any)   { *q = append(*q, n.(*node)) }
func (q *nodeQueue) Pop() any {
	old := *q
	n := old[len(old)-1]
	*q = old[:len(old)-1]
	return n
}
