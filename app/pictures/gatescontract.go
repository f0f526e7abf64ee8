package pictures

import (
	"cmp"
	"fmt"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/planner"
	"remanence/planner/cost"
)

// contracts are the times in which offers can be ordered, where they have a first or
// a last month, and the years in which a supplier is owed a quantity.
func (g gates) contracts() (out []chart.Lane) {
	for _, list := range g.byTerms(contractKey) {
		o := list[0]
		name := cmp.Or(o.Contract, o.Supplier)
		lane := chart.Lane{ID: o.ID, Label: tr.F("%s, contract", name)}
		head := lane.Label + " · " + names(list)
		from, to := g.in.Project.Start, g.end()
		when := ""
		if o.ValidFrom.OK {
			from = o.ValidFrom.V
			when = tr.F("first order in %s", figures.MonthLabel(from))
			lane.Gates = append(lane.Gates, chart.Gate{ID: gateID(gateFrom, o.ID, from), At: g.at(from), Kind: chart.Signed, Tint: palette.Ok, Tip: tip(head, tr.F("In force from %s on", figures.MonthLabel(from)))})
		}
		if o.ValidTo.OK {
			to = o.ValidTo.V + 1
			when = tip(when, tr.F("last order in %s", figures.MonthLabel(o.ValidTo.V)))
			lane.Gates = append(lane.Gates, chart.Gate{ID: gateID(gateUntil, o.ID, o.ValidTo.V), At: g.at(to), Kind: chart.Expired, Tint: palette.Bad, Tip: tip(head, tr.F("Ends with %s: nothing can be ordered after it", figures.MonthLabel(o.ValidTo.V)))})
		}
		lane.Spans = []chart.Span{{ID: gateID(gateContract, o.ID, from), Text: tr.T("can be ordered"), Tint: palette.Neutral, From: g.at(from), To: g.at(to), Tip: tip(head, when)}}
		out = append(out, lane)
	}
	for _, c := range cost.Commitments(g.settled, g.in.Facts) {
		if lane, ok := g.commitment(c); ok {
			out = append(out, lane)
		}
	}
	return out
}

// contractKey tells the times of offers apart; "" where they have none.
func contractKey(o *planner.Offer) string {
	if !o.ValidFrom.OK && !o.ValidTo.OK {
		return ""
	}
	return fmt.Sprint(o.Contract, "|", o.ValidFrom, o.ValidTo)
}

// commitment is the take-or-pay of a supplier by calendar year, from the first with
// an order; false while the plan orders nothing there.
func (g gates) commitment(c cost.Commitment) (chart.Lane, bool) {
	taken, first := g.taken(c.Supplier)
	lane := chart.Lane{ID: c.Offer, Label: tr.F("%s, take-or-pay", c.Supplier)}
	for _, y := range cost.Years(g.in.Project) {
		from := g.in.Project.Start + planner.Month(y.First)
		if len(lane.Spans) == 0 { // nothing is owed before the first year with an order
			order, ok := first[y.Year]
			if !ok {
				continue
			}
			from = max(from, order)
			lane.Gates = []chart.Gate{{ID: gateID(gateOwed, c.Offer, from), At: g.at(from), Kind: chart.Signed, Tint: palette.Ok, Tip: tip(lane.Label, tr.F("Owed from the first order, in %s", figures.MonthLabel(order)))}}
		}
		s := chart.Span{ID: gateID(gateOwed, c.Offer, from), Text: tr.F("%s a year", figures.Mass(c.KgPerYear)), From: g.at(from), To: float64(y.Last + 1), Tint: palette.Accent}
		if taken[y.Year] < c.KgPerYear {
			s.Tint = palette.Warn
		}
		s.Tip = tip(fmt.Sprintf("%s · %d", lane.Label, y.Year), tr.F("owed %s, taken by the plan %s", mass(c.KgPerYear), mass(taken[y.Year])))
		if short := c.KgPerYear - taken[y.Year]; short > 0 {
			s.Tip = tip(s.Tip, tr.F("%s not taken cost %s", mass(short), figures.Money(g.in.Project.Currency, short*c.PerKg)))
		}
		lane.Spans = append(lane.Spans, s)
	}
	return lane, len(lane.Spans) > 0
}

// taken is what the plan orders from a supplier by calendar year, kg, and the first
// month with an order in each.
func (g gates) taken(supplier string) (kg map[int]float64, first map[int]planner.Month) {
	kg, first = map[int]float64{}, map[int]planner.Month{}
	for _, a := range g.in.Plan.Awards {
		if o := g.in.Project.Offer(a.Offer); o != nil && o.Supplier == supplier {
			year := a.Ordered.Year()
			kg[year] += a.Kg
			if m, ok := first[year]; !ok || a.Ordered < m {
				first[year] = a.Ordered
			}
		}
	}
	return kg, first
}
