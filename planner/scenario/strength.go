package scenario

import (
	"fmt"
	"strings"

	"remanence/planner"
)

// Strength is how hard a shock strikes, in the unit a buyer thinks in: × today, %
// of capacity left, days more or in all, points of duty. False for a shock that has no
// single size, such as a rule that returns.
func Strength(s planner.Shock) (value float64, unit string, ok bool) {
	switch {
	case s.PriceFactor.OK:
		return s.PriceFactor.V, "× today", true
	case s.DemandFactor.OK:
		return s.DemandFactor.V, "× plan", true
	case s.ExtraDuty.OK:
		return 100 * s.ExtraDuty.V, "points", true
	case s.ExtraWait.OK:
		return s.ExtraWait.V, "days more", true
	case s.WaitTo.OK:
		return s.WaitTo.V, "days in all", true
	case s.CapacityLeft.OK:
		return 100 * s.CapacityLeft.V, "% left", true
	}
	return 0, "", false
}

// WithStrength is a scenario whose shock strikes harder or more gently, in the unit
// of Strength; its name says so. One without a size refuses.
func WithStrength(s planner.Scenario, value float64) (planner.Scenario, error) {
	was, unit, ok := Strength(s.Shock)
	switch {
	case !ok:
		return s, fmt.Errorf("%s has no size that could be another", s.Name)
	case value == was:
		return s, nil
	case unit != "points" && value < 0, unit == "% left" && value > 100, unit == "points" && value < -100:
		return s, fmt.Errorf("%s %s is no size of %s", planner.FormatNumber(value), unit, s.Name)
	}
	switch unit {
	case "× today":
		s.Shock.PriceFactor.V = value
	case "× plan":
		s.Shock.DemandFactor.V = value
	case "points":
		s.Shock.ExtraDuty.V = value / 100
	case "days more":
		s.Shock.ExtraWait.V = value
	case "days in all":
		s.Shock.WaitTo.V = value
	default:
		s.Shock.CapacityLeft.V = value / 100
	}
	if name, ok := strings.CutSuffix(s.Name, fmt.Sprintf(": %s %s", planner.FormatNumber(was), unit)); ok {
		s.Name = name // it told of another size before
	} else {
		s.Note = "Size entered by hand. In the library: " + s.Note
	}
	s.Name = fmt.Sprintf("%s: %s %s", s.Name, planner.FormatNumber(value), unit)
	return s, nil
}
