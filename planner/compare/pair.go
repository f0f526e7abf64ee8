package compare

import (
	"fmt"
	"math"
	"slices"

	"remanence/planner"
)

// PairOf are the scenarios in which two drivers stand at a pair of values, by their
// ids; a driver that stands at its base changes nothing and has none.
func PairOf(p *planner.Project, f *planner.Facts, x string, vx float64, y string, vy float64) ([]planner.Scenario, error) {
	list := Drivers(p, f)
	var out []planner.Scenario
	for _, w := range []struct {
		id string
		at float64
	}{{x, vx}, {y, vy}} {
		i := slices.IndexFunc(list, func(d Driver) bool { return d.ID == w.id })
		if i < 0 {
			return nil, fmt.Errorf("the project has no driver %q any more; ask the question again", w.id)
		}
		at := math.Round(w.at*1e9) / 1e9 // steps of a grid are not exact
		if d := list[i]; math.Abs(at-d.Base) > 1e-9 {
			s := d.At(at)
			s.Name = fmt.Sprintf("%s: %s %s", d.Name, planner.FormatNumber(at), d.Unit)
			out = append(out, s)
		}
	}
	return out, nil
}
