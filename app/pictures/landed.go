package pictures

import (
	"math"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/palette"
	"remanence/planner"
	"remanence/planner/cost"
)

// Quote is an offer that can make a part in one of its designs, with what a kg of it
// costs at the door without price steps.
type Quote struct {
	Fit  planner.Fit
	Base cost.Unit
}

// Priced reports an offer that has a price in a currency with a rate.
func (q Quote) Priced() bool {
	return (q.Fit.Offer.Price.OK || q.Fit.Offer.Formula.OK) && !math.IsNaN(q.Base.Landed)
}

// Quotes lists the offers that fit a part, in the order entered; other designs come
// last. The project's licences are settled.
func Quotes(p *planner.Project, f *planner.Facts, part *planner.Part) []Quote {
	var out []Quote
	for _, fit := range p.Fits(part, f) {
		out = append(out, Quote{fit, cost.Base(p, f, fit.Offer, fit.MassKg)})
	}
	return out
}

// Landed is the landed cost of quotes as stacked bars; an offer without a price is a
// gap.
func Landed(currency string, quotes []Quote) chart.StackedBars {
	b := chart.StackedBars{Title: tr.F("Landed cost, %s per kg", currency), Totals: true}
	goods := chart.Series{Name: tr.T("Goods"), Tint: palette.SeriesTint(0)}
	duty := chart.Series{Name: tr.T("Duty and extra duty"), Tint: palette.SeriesTint(1)}
	freight := chart.Series{Name: tr.T("Freight"), Tint: palette.SeriesTint(2)}
	designs := false
	for _, q := range quotes {
		id := q.Fit.Offer.ID
		label := id
		if q.Fit.Change != nil {
			designs = true
			label += "*" // the title says what the star means
		}
		b.Labels = append(b.Labels, label)
		u := q.Base
		if !q.Priced() {
			u.Goods, u.Duty, u.ExtraDuty, u.Freight = math.NaN(), math.NaN(), 0, math.NaN()
		}
		goods.Values, goods.IDs = append(goods.Values, u.Goods), append(goods.IDs, id)
		duty.Values, duty.IDs = append(duty.Values, u.Duty+u.ExtraDuty), append(duty.IDs, id)
		freight.Values, freight.IDs = append(freight.Values, u.Freight), append(freight.IDs, id)
	}
	if designs {
		b.Title += tr.T("  (* needs a change of the part)")
	}
	b.Series = []chart.Series{goods, duty, freight}
	return b
}
