package shell

import (
	"context"

	"remanence/planner"
)

// taking is work that takes a plan up.
type taking struct {
	stop context.CancelFunc
	done chan struct{}
}

// Resume implements session.Resumer. What asks about the plan meanwhile waits for
// it, since it would think through the same; a new plan ends it.
func (o *Optimiser) Resume(ctx context.Context, p *planner.Project, plan *planner.Plan) {
	defer o.use()()
	if _, err := o.ready(ctx); err != nil {
		return // the first plan says why
	}
	ctx, stop := context.WithCancel(ctx)
	t := &taking{stop, make(chan struct{})}
	defer close(t.done)
	defer stop()
	o.leave()
	o.load.Lock()
	s := o.session
	o.taking, o.beside = t, nil
	o.load.Unlock()
	if s == nil {
		return
	}
	// Whatever fails here fails again, and is said, where a plan is asked for.
	_ = s.Resume(ctx, p, factsOf(p), options(p, func(string, float64) {}), plan)
	if ctx.Err() == nil {
		o.goOnWith(p, plan)
	}
}

// leave ends the taking up under way.
func (o *Optimiser) leave() {
	o.load.Lock()
	t := o.taking
	o.load.Unlock()
	if t != nil {
		t.stop()
		<-t.done
	}
}

// taken waits until the plan is taken up.
func (o *Optimiser) taken(ctx context.Context) {
	o.load.Lock()
	t := o.taking
	o.load.Unlock()
	if t == nil {
		return
	}
	select {
	case <-t.done:
	case <-ctx.Done():
	}
}
