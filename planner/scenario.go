package planner

// Scenario is a what-if: edits and rule switches over the base, never a copy.
type Scenario struct {
	ID          string       `json:"id"`
	Name        string       `json:"name"`
	Probability Opt[float64] `json:"probability,omitzero"`
	Edits       []Edit       `json:"edits,omitempty"`
	RulesOff    []string     `json:"rules_off,omitempty"`
	RulesOn     []string     `json:"rules_on,omitempty"`
	Shock       Shock        `json:"shock,omitzero"`
	Note        string       `json:"note,omitempty"`
	// With are the ids of scenarios that hold as well and are applied first: a
	// branch builds on another scenario, a combination on several.
	With []string `json:"with,omitempty"`
	// Base is the digest of the inputs the scenario was made over; a baseline that
	// is locked keeps its date and takes no more edits.
	Base   string `json:"base,omitempty"`
	Locked string `json:"locked,omitempty"` // date
	// HandShares are awards changed by hand on the plan of the base.
	HandShares []HandShare `json:"hand_shares,omitempty"`
}

// HandShare gives a supplier group a share of what the plan orders of a part.
type HandShare struct {
	Part  string  `json:"part"`
	Group string  `json:"group"`
	Share float64 `json:"share"` // of the quantity, 0 to 1
}

// Shock is a disturbance for a time.
type Shock struct {
	Start        Opt[Month]   `json:"start_month,omitzero"`
	Months       Opt[int]     `json:"duration_months,omitzero"`
	Hits         string       `json:"hits,omitempty"`
	CapacityLeft Opt[float64] `json:"capacity_left,omitzero"` // share
	ExtraWait    Opt[float64] `json:"extra_wait_days,omitzero"`
	WaitTo       Opt[float64] `json:"wait_to_days,omitzero"` // least days a licence takes; a longer wait stays
	PriceFactor  Opt[float64] `json:"price_factor,omitzero"`
	DemandFactor Opt[float64] `json:"demand_factor,omitzero"`
	ExtraDuty    Opt[float64] `json:"extra_duty,omitzero"` // share of the goods' price
}
