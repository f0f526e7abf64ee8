package risk

import "remanence/planner"

// KindTimes are the times to recover of every kind of node as they hold in a
// project: its own where it sets them, the defaults elsewhere.
func KindTimes(p *planner.Project, f *planner.Facts) []Default {
	return kindTimes(p, Defaults(p, f))
}
