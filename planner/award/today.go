package award

import (
	"remanence/planner"
)

// todayShares is the share of each offer in a part today: its open orders, else
// its stock on hand. Offers that cannot be ordered any more are left out.
func todayShares(p *planner.Project, pv *partVars) map[string]float64 {
	for _, kind := range []string{planner.OpenOrder, planner.OnHand} {
		shares, total := map[string]float64{}, 0.0
		for _, s := range p.Stock {
			if s.Part != pv.part.ID || s.Kind != kind {
				continue
			}
			for _, fit := range pv.fits {
				if fit.Design == 0 && fit.Offer.ID == s.Offer {
					shares[s.Offer] += s.Pieces
					total += s.Pieces
				}
			}
		}
		if total > 0 {
			for id := range shares {
				shares[id] /= total
			}
			return shares
		}
	}
	return nil
}

// todayFits are the fits of the as-today baseline: today's sources in today's
// design. A part without any history takes whatever needs no new test.
func todayFits(p *planner.Project, pv *partVars) []planner.Fit {
	shares := todayShares(p, pv)
	var out []planner.Fit
	for _, fit := range pv.fits {
		switch {
		case fit.Design != 0 || fit.Offer.Status == planner.NotStarted:
		case shares == nil || shares[fit.Offer.ID] > 0:
			out = append(out, fit)
		}
	}
	return out
}

// addTodayShares holds each part to today's shares over the whole plan.
func (m *model) addTodayShares() {
	for _, pv := range m.parts {
		shares := todayShares(m.p, pv)
		if len(shares) < 2 {
			continue
		}
		for _, fit := range pv.fits {
			var terms []term
			for _, o := range m.orders {
				if o.pv != pv {
					continue
				}
				v := -shares[fit.Offer.ID]
				if o.fit.Offer == fit.Offer {
					v++
				}
				terms = append(terms, term{o.col, v * o.good})
			}
			m.b.equal(0, terms...)
		}
	}
}
