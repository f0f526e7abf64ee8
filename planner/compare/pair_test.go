package compare

import (
	"testing"

	"remanence/planner"
)

// A pair of drivers is what each of them does; one that stands at its base does
// nothing.
func TestAPairIsTheScenariosOfItsDrivers(t *testing.T) {
	p := project(6, map[string][]float64{"A": {1, 1, 1, 1, 1, 1}})
	f := &planner.Facts{}
	both, err := PairOf(p, f, "demand", 1.1, "duty CN", 25)
	if err != nil || len(both) != 2 || both[0].Shock.DemandFactor != planner.Some(1.1) || both[1].Shock.ExtraDuty != planner.Some(0.25) || both[0].Name == both[1].Name {
		t.Fatalf("%+v, %v", both, err)
	}
	step := 0.9 + 0.5*(1.1-0.9) // the middle of a grid, not exactly 1
	if one, err := PairOf(p, f, "demand", step, "duty CN", -12.5); err != nil || len(one) != 1 || one[0].Shock.ExtraDuty != planner.Some(-0.125) {
		t.Errorf("%+v, %v", one, err)
	}
	if none, err := PairOf(p, f, "demand", 1, "duty CN", 0); err != nil || len(none) != 0 {
		t.Errorf("%+v, %v", none, err)
	}
	if _, err := PairOf(p, f, "gone", 1, "duty CN", 0); err == nil {
		t.Error("a driver that is gone")
	}
}
