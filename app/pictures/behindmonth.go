package pictures

import (
	"cmp"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/planner"
)

// behindMonth is what is behind a figure of the book of a part.
func behindMonth(in Input, c Choice, id string) Behind {
	if strings.HasPrefix(id, gateDesign+"|") {
		return behindGate(in, c, id)
	}
	what, t, ok := monthIn(in, id)
	b, known := bookOf(in, partOf(in, c))
	if !ok || !known {
		return Behind{}
	}
	kind, group, _ := strings.Cut(what, "|")
	switch kind {
	case "demand":
		return behindDemand(in, Choice{Part: b.part.ID}, id)
	case "stock", "late":
		return behindStock(in, b.part.ID, t, leads("demand", b.part.ID))
	case "open":
		return leads("demand", b.part.ID).because(func() why.Explanation {
			e := why.Explanation{Title: tr.F("Open orders of %s, %s", b.part.ID, b.month(t)), Value: amount(b.part, b.flow.Open[t]), Formula: tr.T("orders already placed that arrive in the month")}
			for _, s := range b.open(t) {
				e.Inputs = append(e.Inputs, why.Input{Name: cmp.Or(s.Offer, s.Note, s.Kind), Value: amount(b.part, s.Pieces), How: tr.T("entered in the project"), Page: "demand", What: b.part.ID})
			}
			return e
		})
	case "award":
		orders := b.orders(group, t)
		if len(orders) == 0 {
			return Behind{}
		}
		return leads("sources", planner.Path("offer", orders[0].Offer)).because(func() why.Explanation {
			e := why.Explanation{Title: tr.F("Arrivals of %s from %s, %s", b.part.ID, group, b.month(t)), Formula: tr.T("the plan's orders that arrive in the month")}
			sum := 0.0
			for _, a := range orders {
				sum += a.Pieces
				e.Inputs = append(e.Inputs, why.Input{Name: a.Offer, Value: amount(b.part, a.Pieces), How: tr.F("ordered in %s, landed at %s", figures.MonthLabel(a.Ordered), perKg(in.Project.Currency, a.Landed)), Page: "sources", What: planner.Path("offer", a.Offer)})
			}
			e.Value = amount(b.part, sum)
			return e
		})
	}
	return Behind{}
}

// behindStock is the account of a month.
func behindStock(in Input, part string, t int, to Behind) Behind {
	b, ok := bookOf(in, part)
	if !ok || t >= len(b.flow.Stock) {
		return Behind{}
	}
	return to.because(func() why.Explanation {
		e := why.Explanation{Title: tr.F("Stock of %s at the end of %s", part, b.month(t)), Value: amount(b.part, b.flow.Stock[t]), Formula: tr.T("stock before + open orders + good pieces that arrive − demand; below zero is late")}
		if late := b.flow.Backlog[t]; late > 0 {
			e.Notes = append(e.Notes, tr.F("Late: %s", amount(b.part, late)))
		}
		for i, x := range b.account(t) {
			in := why.Input{Name: x.name, Value: signed(b.part, x.v)}
			if i == 0 {
				in.Value = amount(b.part, x.v)
			}
			in.Page, in.What = "demand", monthCell(b.in, part, t)
			e.Inputs = append(e.Inputs, in)
		}
		if weeks, known := coverWeeks(b.flow, t); known {
			e.Notes = append(e.Notes, tr.F("It feeds %s weeks of the demand that follows.", figures.Number(weeks, 1)))
		}
		return e
	})
}
