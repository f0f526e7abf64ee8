package pictures

import (
	"math"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
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
		add := func(s *chart.Series, v float64, inputs ...string) {
			head := []string{s.Name + " · " + id, perKg(currency, v)}
			s.Values, s.IDs = append(s.Values, v), append(s.IDs, id)
			s.Tips = append(s.Tips, tip(append(append(head, inputs...), tr.F("Landed: %s", perKg(currency, q.Base.Landed)))...))
		}
		add(&goods, u.Goods, q.goodsInputs(currency)...)
		add(&duty, u.Duty+u.ExtraDuty, tr.F("%s of the goods' price duty, %s extra duty", figures.Percent(u.DutyRate, 2), figures.Percent(u.ExtraRate, 2)))
		insured := ""
		if u.Insurance != 0 {
			insured = tr.F("of which insurance %s", perKg(currency, u.Insurance))
		}
		add(&freight, u.Freight, insured)
	}
	if designs {
		b.Title += tr.T("  (* needs a change of the part)")
	}
	b.Series = []chart.Series{goods, duty, freight}
	b.Axis.Value, b.Axis.Exact = func(v float64) string { return figures.Number(v, 2) }, moneyOf(currency)
	return b
}

func perKg(currency string, v float64) string {
	return tr.F("%s per kg", figures.Money(currency, v))
}

// goodsInputs are what the price of the goods is worked out from.
func (q Quote) goodsInputs(currency string) []string {
	o, u := q.Fit.Offer, q.Base
	if !q.Priced() {
		return nil
	}
	out := []string{tr.F("Price %s %s per %s", figures.Decimal(u.Price.String(), -1), o.Currency, tr.Known(string(o.PriceUnit)))}
	if o.PriceUnit == planner.PerPiece {
		out = append(out, tr.F("Mass of a piece %s", mass(q.Fit.MassKg)))
	}
	if o.Currency != currency && o.Currency != "" {
		out = append(out, tr.F("%s %s for one %s", figures.Decimal(planner.FormatNumber(u.PerUnit), -1), o.Currency, currency))
	}
	if u.Indexed != 0 {
		out = append(out, tr.F("of which by price indices %s", moneyChange(currency, u.Indexed)))
	}
	return out
}
