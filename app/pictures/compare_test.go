package pictures

import (
	"math"
	"strings"
	"testing"

	"remanence/planner"
	"remanence/planner/compare"
)

// The axis of a share ends at 100 %, that of carbon where its points do.
func TestNoShareRunsPastTheWhole(t *testing.T) {
	in := Input{Project: &planner.Project{Currency: "EUR"}, Facts: &planner.Facts{}}
	points := []compare.Point{{Exposure: 100, Cost: 1000}, {Exposure: 40, Cost: 1100}, {Exposure: 1, Cost: 1500}}
	ticks := func(axis planner.Rule) string {
		var out []string
		for _, m := range Frontier(in, axis, points).Scene(900, 500, false).Marks {
			out = append(out, m.Text)
		}
		return "|" + strings.Join(out, "|") + "|"
	}
	share := ticks(planner.Rule{Type: planner.CountryShareMax, Countries: []string{"CN"}, Stages: []planner.Stage{planner.Magnet}})
	for _, beyond := range []string{"|120", "|110", "|-"} {
		if strings.Contains(share, beyond) {
			t.Errorf("the axis of a share says %s: %s", beyond, share)
		}
	}
	if !strings.Contains(share, "|100") {
		t.Errorf("the axis does not reach the whole: %s", share)
	}
	if carbon := ticks(planner.Rule{Type: planner.CO2IntensityMax}); !strings.Contains(carbon, "|120") && !strings.Contains(carbon, "|110") {
		t.Errorf("carbon has no whole: %s", carbon)
	}
}

// Of four drivers one has no bar at all and one moves nothing with orders kept: the
// axis says so, in either way of planning.
func TestDriversThatMoveNothingAreCounted(t *testing.T) {
	v := func(x float64) planner.Opt[float64] { return planner.Some(x) }
	bars := []compare.Bar{
		{ID: "demand", Name: "Demand of all parts", FixedLow: v(-10), FixedHigh: v(10), ReplannedLow: v(-9), ReplannedHigh: v(8)},
		{ID: "ramp", Name: "Rises of capacity not counted on", FixedLow: v(0), FixedHigh: v(0), ReplannedLow: v(0), ReplannedHigh: v(5)},
		{ID: "cut", Name: "Discount rate", FixedLow: v(0), ReplannedLow: v(0)}, // one end was not reached
	}
	for anew, want := range map[bool]struct {
		bars int
		text string
	}{false: {2, "2 drivers move nothing"}, true: {3, "1 driver moves nothing"}} {
		pic := Tornado(bars, 1, "EUR", anew)
		if len(pic.Swings) != want.bars || !strings.HasSuffix(pic.Axis.Title, want.text) {
			t.Errorf("anew %t: %d bars, %q", anew, len(pic.Swings), pic.Axis.Title)
		}
		if last := pic.Swings[len(pic.Swings)-1]; last.ID != "cut" || !math.IsNaN(last.High) {
			t.Errorf("anew %t: %+v", anew, last)
		}
	}
	if pic := Tornado(bars[:1], 0, "EUR", false); strings.Contains(pic.Axis.Title, "move") {
		t.Errorf("%q", pic.Axis.Title)
	}
}
