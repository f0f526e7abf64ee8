package sources

import (
	"math"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/palette"
)

// Picture is the landed cost of the offers as stacked bars; an offer without a
// price is a gap.
func (c *Comparison) Picture() chart.StackedBars {
	b := chart.StackedBars{Title: tr.F("Landed cost, %s per kg", c.currency), Totals: true}
	goods := chart.Series{Name: tr.T("Goods"), Tint: palette.SeriesTint(0)}
	duty := chart.Series{Name: tr.T("Duty and extra duty"), Tint: palette.SeriesTint(1)}
	freight := chart.Series{Name: tr.T("Freight"), Tint: palette.SeriesTint(2)}
	for i := range c.sources {
		s := &c.sources[i]
		label := s.offer.ID
		if s.fit.Change != nil {
			label += "*" // the title says what the star means
		}
		b.Labels = append(b.Labels, label)
		u := s.base
		if !s.priced() {
			u.Goods, u.Duty, u.ExtraDuty, u.Freight = math.NaN(), math.NaN(), 0, math.NaN()
		}
		goods.Values, goods.IDs = append(goods.Values, u.Goods), append(goods.IDs, s.offer.ID)
		duty.Values, duty.IDs = append(duty.Values, u.Duty+u.ExtraDuty), append(duty.IDs, s.offer.ID)
		freight.Values, freight.IDs = append(freight.Values, u.Freight), append(freight.IDs, s.offer.ID)
	}
	if c.hasDesigns() {
		b.Title += tr.T("  (* needs a change of the part)")
	}
	b.Series = []chart.Series{goods, duty, freight}
	return b
}
