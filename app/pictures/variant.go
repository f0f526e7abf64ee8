package pictures

import "remanence/planner"

// The ids of the plans that are no scenario, where plans stand side by side.
const (
	AsToday  = "=today"
	Cheapest = "=cheapest"
	ThePlan  = "=plan"
)

// Variant is a plan beside others, nil while there is none.
type Variant struct {
	ID, Name string
	Plan     *planner.Plan
}
