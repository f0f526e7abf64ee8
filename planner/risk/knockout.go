package risk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"

	"remanence/planner"
	"remanence/planner/highs"
	"remanence/planner/policy"
)

// Options of a knock-out. The zero value is the usual one.
type Options struct {
	// At is the month in which every outage begins; missing is DefaultAt.
	At planner.Opt[planner.Month]
	// Kinds of nodes to remove; none is all.
	Kinds []Kind
	// Workers is how many outages are solved at a time; 0 is one for each processor.
	// Results do not depend on it.
	Workers int
	// Progress is called after each node, from one goroutine at a time.
	Progress func(done, all int)
}

// DefaultAt is the month in which an outage begins unless the user says
// otherwise: a year into the plan, or a third into a shorter one, when most of
// what the plan decides has taken hold.
func DefaultAt(plan *planner.Plan) planner.Month {
	return plan.Start + planner.Month(min(12, plan.Months/3))
}

// tail is how many months beyond the longest recovery are looked at, so that
// what is late can be caught up.
const tail = 6

// KnockOut is what every removal does to one plan.
type KnockOut struct {
	Plan     string        `json:"plan"`
	Digest   string        `json:"digest"`
	Currency string        `json:"currency"`
	At       planner.Month `json:"at"`     // first month of the outages
	Months   int           `json:"months"` // looked at from there
	Nodes    []Loss        `json:"nodes"`  // worst first
	// First is what stops a line soonest; missing when nothing does.
	First planner.Opt[FirstStop] `json:"first_stop,omitzero"`
	// Unpriced are parts without a line-stop cost: their late pieces are counted,
	// not their money.
	Unpriced []string  `json:"parts_without_line_stop_cost"`
	Notes    []string  `json:"notes"`
	Sources  []Default `json:"recovery_times"`
}

// Default is the recovery time of a kind of node.
type Default struct {
	Kind Kind `json:"kind"`
	Recovery
}

// FirstStop is the soonest line stop of any outage.
type FirstStop struct {
	Days  float64  `json:"days"` // from the beginning of the outage
	Node  string   `json:"node"` // id
	Name  string   `json:"name"`
	Parts []string `json:"parts"`
}

// Loss is what one outage does.
type Loss struct {
	Node
	Rank     int      `json:"rank"`
	Recovery Recovery `json:"recovery"`
	// Stopped is the line-stop cost at best (PI) beyond what the plan itself has, less
	// what parts the plan is short of gain by room that becomes free; Extra is what
	// dearer sources cost. Both in plan currency, not discounted.
	Stopped float64 `json:"line_stop_cost"`
	Extra   float64 `json:"extra_cost"`
	// Index is Stopped over the largest of all nodes (REI), 0 to 1.
	Index float64    `json:"exposure_index"`
	Parts []PartStop `json:"parts"` // earliest first
	// SurviveWeeks is how long every line can run at best (TTS); missing when the
	// node is never missed in the months looked at.
	SurviveWeeks planner.Opt[float64] `json:"survive_weeks,omitzero"`
	// IdleWeeks is the same when nothing is done about it: stock, goods under way
	// and orders with others as planned.
	IdleWeeks planner.Opt[float64] `json:"survive_without_action_weeks,omitzero"`
	IdlePart  string               `json:"survive_without_action_part,omitempty"`
	// Short says that the node takes longer to recover than the lines can run.
	Short bool `json:"recovers_too_late"`
}

// Money is all an outage costs at best: stopped lines and dearer sources.
func (l *Loss) Money() float64 { return l.Stopped + math.Max(l.Extra, 0) }

// PartStop is a part whose line stops.
type PartStop struct {
	Part   string               `json:"part"`
	From   planner.Month        `json:"from"`
	Weeks  float64              `json:"weeks"`  // from the beginning of the outage
	Months int                  `json:"months"` // in which something is late
	Pieces float64              `json:"pieces"` // most late at a time, or all that is lost
	Cost   planner.Opt[float64] `json:"cost,omitzero"`
}

// RunKnockOut removes every node of a plan for its time to recover and plans again with
// what is qualified by then (model §3.7). Order lots, limits on shares and cover
// rest in the emergency; bans, capacities and lead times stay. The plan must
// belong to the project.
func RunKnockOut(ctx context.Context, e *highs.Engine, p *planner.Project, f *planner.Facts, plan *planner.Plan, o Options) (*KnockOut, error) {
	if plan == nil || len(plan.Flows) == 0 {
		return nil, errors.New("there is no plan whose nodes could be removed; make a plan first")
	}
	p = policy.Settle(p, f)
	at := o.At.Or(DefaultAt(plan))
	t0 := int(at - plan.Start)
	if t0 < 0 || t0 >= plan.Months {
		return nil, fmt.Errorf("an outage in %s lies outside the plan, which runs from %s to %s", at, plan.Start, plan.Start+planner.Month(plan.Months-1))
	}
	defaults := Defaults(p, f)
	k := &KnockOut{Plan: plan.Name, Digest: plan.Digest, Currency: plan.Currency, At: at, Nodes: []Loss{}, Unpriced: []string{}, Notes: []string{}, Sources: kindTimes(p, defaults)}
	s := snapshot(p, f, plan, t0, plan.Months)
	nodes := nodesOf(p, f, s.fits)
	if len(o.Kinds) > 0 {
		nodes = slices.DeleteFunc(nodes, func(n Node) bool { return !slices.Contains(o.Kinds, n.Kind) })
	}
	longest := 0
	for i := range nodes {
		l := Loss{Node: nodes[i], Recovery: recoveryOf(p, &nodes[i], defaults), Parts: []PartStop{}}
		k.Nodes = append(k.Nodes, l)
		longest = max(longest, wholeMonths(l.Recovery.Months))
	}
	if t1 := t0 + longest + tail; t1 < plan.Months {
		s = snapshot(p, f, plan, t0, t1)
	} else if t0+longest > plan.Months {
		k.Notes = append(k.Notes, fmt.Sprintf("The plan ends %d months after the outage begins, before every node has recovered; what is late afterwards is not counted.", plan.Months-t0))
	}
	k.Months = s.t1 - s.t0
	for i := range s.parts {
		if !s.parts[i].priced {
			k.Unpriced = append(k.Unpriced, s.parts[i].part.ID)
		}
	}
	if err := k.solve(ctx, e, s, o); err != nil {
		return nil, err
	}
	k.rank()
	return k, nil
}

func wholeMonths(v float64) int { return int(math.Ceil(v - 1e-9)) }

func kindTimes(p *planner.Project, defaults map[Kind]Recovery) []Default {
	var out []Default
	for _, kind := range Kinds {
		out = append(out, Default{kind, recoveryOf(p, &Node{ID: string(kind), Kind: kind}, defaults)})
	}
	return out
}

// solve runs the outages, several at a time. Nodes that take the same goods
// along for the same time share an answer.
func (k *KnockOut) solve(ctx context.Context, e *highs.Engine, s *state, o Options) error {
	b := newProgram(s)
	first := map[string]int{}
	same := make([]int, len(k.Nodes))
	var todo []int
	for i := range k.Nodes {
		key := fmt.Sprint(wholeMonths(k.Nodes[i].Recovery.Months), k.Nodes[i].hit)
		j, ok := first[key]
		if !ok {
			j = i
			first[key] = i
			todo = append(todo, i)
		}
		same[i] = j
	}
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = max(1, min(workers, len(todo)))
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var mu sync.Mutex
	var wg sync.WaitGroup
	var failed error
	next, done := 0, 0
	fail := func(err error) {
		mu.Lock()
		defer mu.Unlock()
		if failed == nil {
			failed = err
		}
		cancel()
	}
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			w, err := newWorker(ctx, e, b, int(s.p.Seed))
			if err != nil {
				fail(err)
				return
			}
			defer w.close()
			for {
				mu.Lock()
				if next >= len(todo) || failed != nil {
					mu.Unlock()
					return
				}
				i := todo[next]
				next++
				mu.Unlock()
				if err := w.knock(ctx, &k.Nodes[i]); err != nil {
					fail(err)
					return
				}
				mu.Lock()
				done++
				if o.Progress != nil {
					o.Progress(done, len(todo))
				}
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	if failed != nil {
		return failed
	}
	for i, j := range same {
		if i != j {
			from, to := &k.Nodes[j], &k.Nodes[i]
			to.Stopped, to.Extra, to.Parts = from.Stopped, from.Extra, slices.Clone(from.Parts)
			to.SurviveWeeks, to.IdleWeeks, to.IdlePart = from.SurviveWeeks, from.IdleWeeks, from.IdlePart
		}
	}
	return nil
}

// knock removes one node.
func (w *worker) knock(ctx context.Context, l *Loss) error {
	s := w.b.s
	months := min(wholeMonths(l.Recovery.Months), s.t1-s.t0)
	a, err := w.solve(ctx, &outage{&l.Node, months})
	if err != nil {
		return err
	}
	l.Extra = a.spend - w.base.spend
	for i := range s.parts {
		if stop, late := s.stops(i, a.late[i], w.base.late[i]); late {
			l.Parts = append(l.Parts, stop)
		}
		// What another part gains by the room that is left counts against it: the plan
		// is short of that part already.
		for k, late := range a.late[i] {
			if more := late - w.base.late[i][k]; s.parts[i].priced && math.Abs(more) > lateAtAll*s.parts[i].mean {
				l.Stopped += float64(more * s.parts[i].stop)
			}
		}
	}
	l.Stopped = math.Max(l.Stopped, 0)
	slices.SortStableFunc(l.Parts, func(a, b PartStop) int { return cmp.Compare(a.Weeks, b.Weeks) })
	s.idle(l)
	n, stops, err := w.survive(ctx, &l.Node, int(l.IdleWeeks.Or(0)/planner.WeeksPerMonth))
	if err != nil {
		return err
	}
	if stops {
		l.SurviveWeeks = planner.Some(n * planner.WeeksPerMonth)
	}
	return nil
}

// stops reads when the line of a part stands still.
func (s *state) stops(i int, late, base []float64) (PartStop, bool) {
	p := &s.parts[i]
	x := PartStop{Part: p.part.ID}
	begun, sum := false, 0.0
	for k := range late {
		more := late[k] - base[k]
		if more <= lateAtAll*p.mean {
			continue
		}
		sum += more
		x.Months++
		if p.lost {
			x.Pieces += more
		} else {
			x.Pieces = math.Max(x.Pieces, more)
		}
		if !begun {
			begun = true
			x.From = s.p.Start + planner.Month(s.t0+k)
			x.Weeks = weeksTo(k, more, p.need[k])
		}
	}
	if p.priced {
		x.Cost = planner.Some(sum * p.stop)
	}
	return x, begun
}

// weeksTo is when in month k the store runs empty if so many of the units needed
// in it are missing: needs are even over the month.
func weeksTo(k int, missing, need float64) float64 {
	fed := 0.0
	if need > 0 {
		fed = math.Max(0, 1-missing/need)
	}
	return (float64(k) + fed) * planner.WeeksPerMonth
}

// idle is how long the lines run when nobody acts: what the node would have sent
// never comes, all else comes as planned.
func (s *state) idle(l *Loss) {
	gone := make([]float64, s.t1-s.t0)
	for i := range s.parts {
		p := &s.parts[i]
		clear(gone)
		for _, x := range p.lots {
			if !x.shipped && x.fit >= 0 {
				gone[x.t] += float64(x.units * l.hit[x.fit])
			}
		}
		for _, x := range p.coming {
			gone[x.t] += float64(x.units * l.hit[x.fit])
		}
		missing := 0.0
		for k := range gone {
			missing += gone[k]
			net := p.flow.Stock[s.t0+k] - p.flow.Backlog[s.t0+k]
			if missing > 1e-6*p.mean && net-missing < -1e-6*p.mean {
				weeks := weeksTo(k, math.Min(missing, missing-net), p.need[k])
				if !l.IdleWeeks.OK || weeks < l.IdleWeeks.V {
					l.IdleWeeks, l.IdlePart = planner.Some(weeks), p.part.ID
				}
				break
			}
		}
	}
}

// rank sorts the nodes and reads the figures over all of them.
func (k *KnockOut) rank() {
	most := 0.0
	for i := range k.Nodes {
		most = math.Max(most, k.Nodes[i].Stopped)
	}
	for i := range k.Nodes {
		l := &k.Nodes[i]
		if most > 0 {
			l.Index = l.Stopped / most
		}
		l.Short = l.SurviveWeeks.OK && l.SurviveWeeks.V < float64(l.Recovery.Months*planner.WeeksPerMonth)-1e-9
	}
	slices.SortStableFunc(k.Nodes, func(a, b Loss) int {
		return cmp.Or(-cmp.Compare(roundMoney(a.Stopped), roundMoney(b.Stopped)), -cmp.Compare(late(a), late(b)), cmp.Compare(a.SurviveWeeks.Or(math.MaxFloat64), b.SurviveWeeks.Or(math.MaxFloat64)),
			-cmp.Compare(roundMoney(a.Extra), roundMoney(b.Extra)), cmp.Compare(a.ID, b.ID))
	})
	for i := range k.Nodes {
		l := &k.Nodes[i]
		l.Rank = i + 1
		if !l.SurviveWeeks.OK {
			continue
		}
		if days := l.SurviveWeeks.V * 7; !k.First.OK || days < k.First.V.Days-1e-9 {
			k.First = planner.Some(FirstStop{Days: days, Node: l.ID, Name: l.Name, Parts: firstParts(l)})
		}
	}
}

func roundMoney(v float64) float64 { return math.Round(v) }

// late is the pieces late in an outage, for parts whose line-stop cost is not
// known.
func late(l Loss) float64 {
	sum := 0.0
	for _, x := range l.Parts {
		sum += x.Pieces
	}
	return math.Round(sum)
}

// firstParts are the parts whose lines stop first.
func firstParts(l *Loss) []string {
	out := []string{}
	for _, x := range l.Parts {
		if x.Weeks <= l.Parts[0].Weeks+0.1 {
			out = append(out, x.Part)
		}
	}
	if len(out) == 0 && l.IdlePart != "" {
		out = append(out, l.IdlePart)
	}
	return out
}
