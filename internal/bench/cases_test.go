package bench

import (
	"testing"

	"remanence/planner"
	"remanence/planner/compare"
	"remanence/planner/scenario"
)

// shocked are the base of a project and n scenarios: its own, then shocks of the
// library, in their order, that strike something of it and ask for no choice, the
// first in the third month of the plan and each a month later than the one before.
func shocked(tb testing.TB, p *planner.Project, f *planner.Facts, n int) []compare.Case {
	tb.Helper()
	out := compare.Cases(p)
	has := map[string]bool{}
	for _, c := range out[1:] {
		has[c.Scenarios[0].Shock.Hits] = true
	}
	for _, k := range f.Shocks {
		if len(out) > n {
			break
		}
		if k.Ask != "" || k.Shock.Hits != "" && has[k.Shock.Hits] {
			continue
		}
		s := scenario.From(k, "", p.Start+2+planner.Month(len(out)%9), 0)
		if _, changes, problems := scenario.Apply(p, f, s); len(changes) == 0 || problems.Refused() {
			continue
		}
		has[k.Shock.Hits] = k.Shock.Hits != ""
		out = append(out, compare.Case{Name: s.Name, Scenarios: []planner.Scenario{s}})
	}
	out = out[:min(len(out), n+1)]
	if len(out) <= n {
		tb.Logf("only %d scenarios strike anything", len(out)-1)
	}
	return out
}
