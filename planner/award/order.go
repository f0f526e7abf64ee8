package award

import (
	"cmp"
	"slices"

	"remanence/planner"
)

// inOrder gives a project with the rows in an order that depends on what they
// say alone, so that the same inputs give the same plan, ties included, however
// their rows are sorted. Rules keep their order, which is their rank where they
// conflict, and so do the designs of a part, which awards count. A project in
// order already is returned as it is.
func inOrder(p *planner.Project) *planner.Project {
	q := *p
	changed := false
	changed = sorted(&q.Parts, func(a, b planner.Part) int { return cmp.Compare(a.ID, b.ID) }) || changed
	changed = sorted(&q.Suppliers, func(a, b planner.Supplier) int { return cmp.Compare(a.Name, b.Name) }) || changed
	changed = sorted(&q.Offers, func(a, b planner.Offer) int { return cmp.Compare(a.ID, b.ID) }) || changed
	changed = sorted(&q.Pools, func(a, b planner.Pool) int { return cmp.Compare(a.ID, b.ID) }) || changed
	changed = sorted(&q.Profiles, func(a, b planner.Profile) int { return cmp.Compare(a.ID, b.ID) }) || changed
	changed = sorted(&q.Streams, func(a, b planner.Stream) int { return cmp.Compare(a.ID, b.ID) }) || changed
	changed = sorted(&q.FX, func(a, b planner.Rate) int { return cmp.Compare(a.Currency, b.Currency) }) || changed
	changed = sorted(&q.Stock, func(a, b planner.StockLot) int {
		return cmp.Or(cmp.Compare(a.Part, b.Part), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Month, b.Month),
			cmp.Compare(a.Offer, b.Offer), cmp.Compare(a.Pieces, b.Pieces))
	}) || changed
	if !changed {
		return p
	}
	return &q
}

// sorted replaces a list by a sorted copy when it is not in order.
func sorted[T any](list *[]T, less func(a, b T) int) bool {
	if slices.IsSortedFunc(*list, less) {
		return false
	}
	*list = slices.Clone(*list)
	slices.SortStableFunc(*list, less)
	return true
}
