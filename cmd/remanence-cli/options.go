package main

import (
	"flag"
	"slices"
	"strings"
	"time"

	"remanence/planner"
	"remanence/planner/award"
)

// planOptions are the options of a planning run, shared by plan and export.
type planOptions struct {
	gap       share
	limit     limit
	licence   percentile
	without   names
	withLots  bool
	baselines bool
}

func (o *planOptions) declare(f *flag.FlagSet) {
	f.Var(&o.gap, "gap", "stop when at most this `SHARE` better exists: 0.003 or 0.3% (default: the project's, else 0.3%)")
	o.limit = defaultLimit
	f.Var(&o.limit, "time-limit", "give the best plan found in this `TIME`: seconds, or 90s, 2m (default: 60 seconds)")
	f.Var(&o.licence, "licence-percentile", "order early enough for this `PERCENTILE` of the licence wait: 80 or 0.8 (default: the project's, else 80)")
	f.Var(&o.without, "without-rules", "switch off these `RULES`: R01,R02 or all; may be repeated")
	f.BoolVar(&o.withLots, "with-lots", false, "count the least order of every offer exactly from the start")
}

// defaultLimit keeps a hard project from planning for hours unasked.
const defaultLimit = limit(60 * time.Second)

// changed reports options that make another plan than the project alone.
func (o *planOptions) changed() bool {
	return o.gap.OK || o.limit != defaultLimit || o.licence.OK || len(o.without) > 0 || o.withLots
}

// allRules is the word that switches off every rule.
const allRules = "all"

// award turns the options into those of a run over a project.
func (o *planOptions) award(p *planner.Project) (award.Options, error) {
	ids := make([]string, len(p.Rules))
	for i, r := range p.Rules {
		ids[i] = r.ID
	}
	var unknown []string
	for _, id := range o.without {
		if id != allRules && !slices.Contains(ids, id) {
			unknown = append(unknown, id)
		}
	}
	switch {
	case len(unknown) > 0 && len(ids) == 0:
		return award.Options{}, usage("Unknown in --without-rules: %s. This project has no rules.", strings.Join(unknown, ", "))
	case len(unknown) > 0:
		return award.Options{}, usage("Unknown in --without-rules: %s. Rules of this project: %s.",
			strings.Join(unknown, ", "), strings.Join(ids, ", "))
	}
	a := award.Options{
		Gap:               o.gap.V,
		TimeLimit:         time.Duration(o.limit),
		LicencePercentile: o.licence.Opt,
		WithoutRules:      o.without,
		WithLots:          o.withLots,
	}
	if o.gap.OK && a.Gap == 0 {
		a.Gap = exactGap // 0 would mean the project's own
	}
	return a, nil
}

// exactGap stands for a gap of 0: proofs do not get tighter than the
// optimiser's own tolerance.
const exactGap = 1e-9
