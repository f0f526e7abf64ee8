package plan

import (
	"cmp"
	"slices"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
)

// WhyCell explains a cell of the matrix from the orders behind it.
func (m *Matrix) WhyCell(in Input, row, col int) (why.Explanation, bool) {
	if in.Plan == nil || row < 0 || row >= len(m.cells) || col < 0 || col >= len(m.cells[row]) {
		return why.Explanation{}, false
	}
	c, part := m.cells[row][col], m.Part(row)
	if part == "" {
		return why.Total(in.Plan), true
	}
	group := c.group
	type sum struct {
		pieces, kg, money float64
		orders            int
	}
	by := map[string]*sum{}
	var offers []string
	total := 0.0
	for _, a := range in.Plan.Awards {
		if a.Part != part {
			continue
		}
		total += a.Pieces
		if group != "" && a.Group != group {
			continue
		}
		s := by[a.Offer]
		if s == nil {
			s = &sum{}
			by[a.Offer], offers = s, append(offers, a.Offer)
		}
		s.pieces, s.kg, s.money, s.orders = s.pieces+a.Pieces, s.kg+a.Kg, s.money+a.Kg*a.Landed, s.orders+1
	}
	slices.SortFunc(offers, func(a, b string) int { return cmp.Or(cmp.Compare(by[b].kg, by[a].kg), cmp.Compare(a, b)) })
	e := why.Explanation{Title: tr.F("%s of %s@@title", m.cols[col].Title, part), Value: c.text, Formula: tr.T("from the orders of the plan")}
	switch {
	case group != "":
		e.Title, e.Formula = tr.F("Share of %s of %s", group, part), tr.T("pieces ordered from the group ÷ pieces ordered of the part")
		e.Inputs = append(e.Inputs, why.Input{Name: tr.T("Ordered of the part"), Value: quantity(in.Project.Part(part), total), How: tr.T("all orders of the plan; orders already placed are apart")})
	case col == 3:
		e.Formula = tr.T("Σ kilograms × landed cost at the price step reached ÷ Σ kilograms")
	}
	for _, id := range offers {
		s, o := by[id], in.Project.Offer(id)
		name := id
		if o != nil {
			name += "  " + o.Supplier
		}
		e.Inputs = append(e.Inputs, why.Input{Name: name, Value: quantity(in.Project.Part(part), s.pieces),
			How: tr.F("%s in %s, %s per kg landed", figures.Mass(s.kg), tr.N(s.orders, "%s order", "%s orders"), figures.Money(in.Project.Currency, s.money/s.kg)), Page: "sources", What: planner.Path("offer", id)})
	}
	for _, r := range in.Plan.Reasons {
		if r.Part == part && r.Kind == "price" {
			e.Notes = append(e.Notes, words.Reason(r.Text))
		}
	}
	return stale(in, e), true
}

// CostWhy explains a kind of cost from its entries by part and offer; "" is all
// kinds.
func CostWhy(in Input, label string) (why.Explanation, bool) {
	if in.Plan == nil {
		return why.Explanation{}, false
	}
	for _, k := range planner.CostKinds {
		if tr.Known(k.Label()) == label {
			return why.Kind(in.Plan, k), true
		}
	}
	return why.Total(in.Plan), true
}

// Why implements session.Explainer.
func (p *Page) Why() (why.Explanation, bool) {
	row, col := p.grid.Active()
	return p.matrix.WhyCell(p.input(), row, col)
}
