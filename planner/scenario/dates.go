package scenario

import (
	"slices"
	"time"

	"remanence/planner"
)

// dated lets rules that return, and suspensions that lapse, do so in a month, to
// the end of the month until; 0 is for good.
func dated(regime string, start, until planner.Month) string {
	r, err := planner.ParseRegime(regime)
	if err != nil {
		return regime
	}
	for i := range r {
		if c := &r[i]; c.From == "" && (c.Branch == planner.BranchLapses || c.Branch == planner.BranchInForce) {
			c.Branch, c.From = planner.BranchInForce, start.String()+"-01"
			if until != 0 {
				c.Until = lastDay(until)
			}
		}
	}
	return r.String()
}

func lastDay(m planner.Month) string {
	return time.Date(m.Year(), time.Month(m.Number())+1, 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// Shows is the month in which scenarios that hold together have all shown
// themselves: the latest month in which a shock of them, or of those they build
// on, starts or a rule of their regime comes or goes on a date. Missing where
// nothing of them has a date.
func Shows(base *planner.Project, list ...planner.Scenario) planner.Opt[planner.Month] {
	var last planner.Opt[planner.Month]
	later := func(m planner.Month) {
		if !last.OK || m > last.V {
			last = planner.Some(m)
		}
	}
	regime := base.Regime
	for _, s := range (&applier{}).resolve(base, list) {
		if s.Shock.Hits != "" && s.Shock.Start.OK {
			later(s.Shock.Start.V)
		}
		for _, e := range s.Edits {
			if e.What != regimePath {
				continue
			}
			more, _ := planner.ParseRegime(e.After) // what cannot be read is not applied either
			for _, c := range more {
				regime = regime.With(c)
			}
		}
	}
	for _, c := range regime {
		if day, err := time.Parse(time.DateOnly, c.From); err == nil && !slices.Contains(base.Regime, c) {
			later(planner.MonthOf(day.Year(), int(day.Month())))
		}
	}
	return last
}
