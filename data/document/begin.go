package document

import "remanence/planner"

// Begin is the project a new one begins as, without a name: two years in euros,
// with the usual rates, and nothing else.
func Begin() *planner.Project {
	return &planner.Project{Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 24,
		DiscountRate: 0.08, CarryingRate: 0.2, MinAwardShare: 0.1}
}
