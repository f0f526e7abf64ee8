package shell

import (
	"context"
	"slices"

	"remanence/data/document"
	"remanence/planner"
	"remanence/planner/risk"
)

// outages remembers what was asked last, since several pages ask the same.
type outages struct {
	turn  chan struct{} // one question at a time
	known []knownOutage
}

type knownOutage struct {
	key string
	k   *risk.KnockOut
}

// keptOutages is how many answers are remembered.
const keptOutages = 6

// KnockOut implements the pages' Knocker. Answers are shared: they are read only.
func (o *Optimiser) KnockOut(ctx context.Context, p *planner.Project, plan *planner.Plan, at planner.Opt[planner.Month], progress func(done, all int)) (*risk.KnockOut, error) {
	select {
	case o.outages.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-o.outages.turn }()
	key := risk.Key(document.Digest(p, factsOf(p)), p, plan, at)
	if i := slices.IndexFunc(o.outages.known, func(x knownOutage) bool { return x.key == key }); i >= 0 {
		return o.outages.known[i].k, nil
	}
	defer o.use()()
	e, err := o.ready(ctx)
	if err != nil {
		return nil, err
	}
	k, err := risk.RunKnockOut(ctx, e, p, factsOf(p), plan, risk.Options{At: at, Progress: progress})
	if err != nil {
		return nil, err
	}
	o.outages.known = append(o.outages.known, knownOutage{key, k})
	if n := len(o.outages.known) - keptOutages; n > 0 {
		o.outages.known = slices.Delete(o.outages.known, 0, n)
	}
	return k, nil
}
