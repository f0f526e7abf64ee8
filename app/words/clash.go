package words

import (
	"remanence/app/tr"
	"remanence/planner"
)

// ClashNames are the rules of a conflict; that no demand may be late is a rule of the
// project's settings and has no id of its own.
func ClashNames(c planner.Conflict) string {
	names := make([]string, len(c.Rules))
	for i, id := range c.Rules {
		if names[i] = id; id == planner.NoLateDemand {
			names[i] = "“" + tr.T("no demand may be late") + "”"
		}
	}
	return List(names)
}
