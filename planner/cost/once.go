package cost

import (
	"math"
	"slices"

	"remanence/planner"
)

// Incumbents are the offers a part is supplied by today, in the order of the
// stock table: those of its open orders, else those of its stock on hand.
func Incumbents(p *planner.Project, part string) []*planner.Offer {
	for _, kind := range []string{planner.OpenOrder, planner.OnHand} {
		var out []*planner.Offer
		for _, s := range p.Stock {
			if s.Part != part || s.Kind != kind || !(s.Pieces > 0) {
				continue
			}
			if o := p.Offer(s.Offer); o != nil && !slices.Contains(out, o) {
				out = append(out, o)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// Switches reports whether ordering a part from an offer gives business of a
// supplier of today to a new one, which costs the part's switching cost once.
func Switches(p *planner.Project, part *planner.Part, o *planner.Offer) bool {
	if !(part.SwitchingCost.V.InexactFloat64() > 0) {
		return false
	}
	today := Incumbents(p, part.ID)
	return len(today) > 0 && !slices.ContainsFunc(today, func(x *planner.Offer) bool { return x.Supplier == o.Supplier })
}

// ToolingWithOrder is the tooling of a row that needs no new test, plan
// currency, paid once with its first order. Tooling of a row not yet started is
// paid with its test.
func ToolingWithOrder(o *planner.Offer) float64 {
	if o.Status == planner.NotStarted {
		return 0
	}
	return o.ToolingCost.V.InexactFloat64()
}

// Exit is what ending a source of today costs: paid at the start of the plan
// when the row is ordered with less than KeepKg over the plan.
type Exit struct {
	Offer  *planner.Offer
	Cost   float64 // plan currency
	KeepKg float64 // least award of the row, 1 kg where none is stated
}

// Exits lists the rows of today that cost money to leave, in the order of the
// offers.
func Exits(p *planner.Project) []Exit {
	var out []Exit
	for i := range p.Offers {
		o := &p.Offers[i]
		cost := o.ExitCost.V.InexactFloat64()
		if cost <= 0 || !slices.ContainsFunc(p.Parts, func(part planner.Part) bool { return slices.Contains(Incumbents(p, part.ID), o) }) {
			continue
		}
		out = append(out, Exit{o, cost, math.Max(o.MinAwardKg.V, 1)})
	}
	return out
}

// onceOnly books tooling of rows without a test, and switching, each with the
// first order that causes it.
func (b *book) onceOnly() {
	tooled, switched := map[string]int{}, map[[2]string]int{}
	first := func(m map[string]int, k string, t int) {
		if old, ok := m[k]; !ok || t < old {
			m[k] = t
		}
	}
	for _, a := range b.plan.Awards {
		part, o := b.p.Part(a.Part), b.p.Offer(a.Offer)
		if part == nil || o == nil {
			continue
		}
		t := int(a.Ordered - b.p.Start)
		if ToolingWithOrder(o) > 0 {
			first(tooled, o.ID, t)
		}
		if Switches(b.p, part, o) {
			k := [2]string{part.ID, o.Supplier}
			if old, ok := switched[k]; !ok || t < old {
				switched[k] = t
			}
		}
	}
	for i := range b.p.Offers {
		o := &b.p.Offers[i]
		if t, ok := tooled[o.ID]; ok {
			b.add(planner.CostEntry{Kind: planner.CostTooling, Month: t, Pay: float64(t), Offer: o.ID, Amount: ToolingWithOrder(o)})
		}
	}
	for i := range b.p.Parts {
		part := &b.p.Parts[i]
		for _, s := range suppliersOf(b.p) {
			if t, ok := switched[[2]string{part.ID, s.name}]; ok {
				b.add(planner.CostEntry{Kind: planner.CostSwitching, Month: t, Pay: float64(t), Part: part.ID, Offer: s.offer, Amount: part.SwitchingCost.V.InexactFloat64()})
			}
		}
	}
}

type quoting struct{ name, offer string }

// suppliersOf lists the suppliers that quote, each with its first offer.
func suppliersOf(p *planner.Project) []quoting {
	var out []quoting
	for i := range p.Offers {
		o := &p.Offers[i]
		if !slices.ContainsFunc(out, func(q quoting) bool { return q.name == o.Supplier }) {
			out = append(out, quoting{o.Supplier, o.ID})
		}
	}
	return out
}

func (b *book) exits() {
	for _, x := range Exits(b.p) {
		kg := 0.0
		for _, a := range b.plan.Awards {
			if a.Offer == x.Offer.ID {
				kg += a.Kg
			}
		}
		if kg < x.KeepKg-tierSlack(x.KeepKg) {
			b.add(planner.CostEntry{Kind: planner.CostExit, Offer: x.Offer.ID, Amount: x.Cost})
		}
	}
}
