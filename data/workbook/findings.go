package workbook

import (
	"remanence/planner"
	study "remanence/planner/compare"
	"remanence/planner/risk"
)

// Findings are what the app found out about the plan by making many others.
// Excel cannot repeat it, so the figures stand as values with the digest of the
// inputs and the day; what follows from them is live. Nil is not asked: its sheet
// or block is left out.
type Findings struct {
	On string // day they were found, year-month-day; "" when not known

	Outages         *risk.KnockOut // of the plan
	OutagesAsToday  *risk.KnockOut // of the baselines, beginning in the same month
	OutagesCheapest *risk.KnockOut
	Simulation      *risk.Simulation

	Tornado   []study.Bar
	Frontiers []study.Frontier
	Regret    *study.Regret
	Robust    *study.Robust
	Crossing  *study.Grid    // cost over two drivers
	Scenarios []ScenarioPlan // in the order of the project
}

// ScenarioPlan is the plan of the project under one of its scenarios.
type ScenarioPlan struct {
	ID, Name string
	Plan     *planner.Plan
}

// resilient reports whether there is anything for the sheet of outages.
func (x *Findings) resilient() bool { return x.Outages != nil || x.Simulation != nil }

// sensitive reports whether there is anything for the sheet of drivers.
func (x *Findings) sensitive() bool {
	return len(x.Tornado) > 0 || len(x.frontiers()) > 0 || x.Crossing != nil
}

// frontiers are those with more than the cheapest plan on them.
func (x *Findings) frontiers() []study.Frontier {
	var out []study.Frontier
	for _, f := range x.Frontiers {
		if len(f.Points) > 1 {
			out = append(out, f)
		}
	}
	return out
}

// shortDigest is how much of a digest a sentence shows; Checks has all of it.
const shortDigest = 12

// stamp says where stored findings come from.
func (b *book) stamp() string {
	text := "Found by planning anew in the app"
	if b.o.Findings.On != "" {
		text += " on " + b.o.Findings.On
	}
	if d := b.plan.Digest; d != "" {
		text += ", from the inputs with digest " + d[:min(len(d), shortDigest)]
	}
	return text + ". Violet figures stay when inputs change here; ask again in the app."
}
