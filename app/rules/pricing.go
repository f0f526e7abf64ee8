package rules

import (
	"context"
	"errors"
	"slices"

	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/words"
	"remanence/planner"
)

// Pricer plans again without a rule. The session's planner implements it; about
// is told of each better answer on the way.
type Pricer interface {
	PriceRule(ctx context.Context, p *planner.Project, plan *planner.Plan, rule string, about func(amount float64)) (Price, error)
}

// pricing finds out what rules cost, one after the other in the background.
type pricing struct {
	session *session.Session
	told    func()
	prices  map[string]Price
	old     bool // the inputs changed since
	now     string
	queue   []string
	wanted  string // to price when the plan is up to date again
	task    *session.Task
	failed  string
}

func newPricing(s *session.Session, told func()) *pricing {
	return &pricing{session: s, told: told, prices: map[string]Price{}}
}

func (x *pricing) of(id string) (Price, bool) {
	p, ok := x.prices[id]
	return p, ok
}

func (x *pricing) busy() bool { return x.now != "" }

// possible reports that there is a plan to price against.
func (x *pricing) possible() bool {
	_, able := x.session.Planner().(Pricer)
	plan, stale := x.session.Plan()
	return able && plan != nil && !stale && plan.Status != planner.StatusInfeasible && x.session.Status().Kind != session.Planning
}

// why says why nothing is priced, or what went wrong.
func (x *pricing) why() string {
	switch {
	case x.failed != "":
		return x.failed
	case x.session.Status().Kind == session.Planning:
		return tr.T("Prices wait for the plan")
	}
	return ""
}

// stale marks the prices as made from other inputs.
func (x *pricing) stale() {
	x.stop()
	x.old, x.failed = len(x.prices) > 0, ""
}

func (x *pricing) forget() {
	x.stop()
	x.prices, x.old, x.wanted, x.failed = map[string]Price{}, false, "", ""
}

// want has a rule priced once the plan of the change just made is there.
func (x *pricing) want(id string) { x.wanted = id }

// planned prices the rule that was changed last.
func (x *pricing) planned() {
	if x.wanted != "" && x.possible() && !x.busy() {
		id := x.wanted
		x.wanted = ""
		x.start(id)
	}
}

func (x *pricing) start(id string) { x.begin([]string{id}) }

func (x *pricing) startAll() {
	var ids []string
	for _, r := range x.session.Project().Rules {
		if !r.Off {
			ids = append(ids, r.ID)
		}
	}
	x.begin(ids)
}

func (x *pricing) begin(ids []string) {
	if !x.possible() {
		return
	}
	if x.old {
		x.prices, x.old = map[string]Price{}, false
	}
	x.stop()
	x.failed = ""
	x.queue = slices.Clone(ids)
	x.next()
}

func (x *pricing) next() {
	x.now = ""
	for len(x.queue) > 0 && x.now == "" {
		id := x.queue[0]
		x.queue = x.queue[1:]
		if r := ruleOf(x.session.Project(), id); r != nil && !r.Off {
			x.now = id
		}
	}
	if x.now == "" {
		x.told()
		return
	}
	id, project := x.now, x.session.Project()
	plan, _ := x.session.Plan()
	pricer := x.session.Planner().(Pricer)
	var found Price
	x.task = session.Work(x.session, func(ctx context.Context, tell func(float64)) (err error) {
		found, err = pricer.PriceRule(ctx, project, plan, id, tell)
		return err
	}, func(amount float64) {
		x.prices[id] = Price{Amount: amount, About: true}
		x.told()
	}, func(err error) {
		switch {
		case err == nil:
			x.prices[id] = found
		case !errors.Is(err, context.Canceled):
			delete(x.prices, id)
			x.failed = tr.F("Rule %s could not be priced: %s", id, words.Said(err.Error()))
		}
		x.next()
	})
	x.told()
}

// stop ends pricing; finished prices stay, unfinished ones go.
func (x *pricing) stop() {
	x.task.Cancel()
	if p, ok := x.prices[x.now]; ok && p.About {
		delete(x.prices, x.now)
	}
	was := x.now
	x.now, x.queue = "", nil
	if was != "" {
		x.told()
	}
}
