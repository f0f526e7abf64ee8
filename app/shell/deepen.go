package shell

import (
	"context"
	"time"

	"remanence/planner"
	"remanence/planner/award"
)

// While nobody asks for anything the optimiser proves the plan of the window more
// finely, for some seconds, so that the next small change is planned at once. It
// changes nothing that shows, and whatever is asked for ends it.
const (
	deepenAfter = time.Second
	deepenTime  = 12 * time.Second
)

// deepening is work on the plan made last.
type deepening struct {
	project *planner.Project // of the plan made last, nil while there is none to go on with
	busy    int              // questions under way
	stop    context.CancelFunc
	done    chan struct{}
}

// use ends the deepening under way and keeps another from beginning before the
// function it gives is called.
func (o *Optimiser) use() (rest func()) {
	o.load.Lock()
	o.deep.busy++
	stop, done := o.deep.stop, o.deep.done
	o.load.Unlock()
	if stop != nil {
		stop()
		<-done
	}
	return o.rest
}

// rest goes on deepening once nothing else is under way.
func (o *Optimiser) rest() {
	o.load.Lock()
	defer o.load.Unlock()
	o.deep.busy--
	p, s := o.deep.project, o.session
	if o.deep.busy > 0 || p == nil || s == nil {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	o.deep.stop, o.deep.done = stop, done
	go func() {
		defer close(done)
		defer stop()
		select {
		case <-ctx.Done():
			return
		case <-time.After(deepenAfter):
		}
		a := options(p, func(string, float64) {})
		a.TimeLimit = deepenTime
		// Whatever fails here fails again, and is said, where a plan is asked for.
		_ = s.Deepen(ctx, p, factsOf(p), a)
		if ctx.Err() == nil {
			o.load.Lock()
			if o.deep.project == p {
				o.deep.project = nil // that was all
			}
			o.load.Unlock()
		}
	}()
}

// goOnWith is told of a plan made in the window's session: it is deepened next where
// it keeps the rules.
func (o *Optimiser) goOnWith(p *planner.Project, plan *planner.Plan) {
	o.load.Lock()
	defer o.load.Unlock()
	if o.deep.project = nil; plan != nil && len(plan.Conflicts) == 0 && award.Planned(plan) {
		o.deep.project = p
	}
}
