package recheck

import (
	"math"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// leadMonths is the time from order to arrival in whole months, rounded up: lead
// and transit less what expediting saves, the licence wait that the month of
// shipment asks for, and what scenarios add to it.
func (b *books) leadMonths(o *planner.Offer, ordered planner.Month, expedited bool) int {
	weeks := dec(o.LeadWeeks.V).Add(dec(o.TransitWeeks.V))
	if expedited {
		weeks = decimal.Max(decimal.Zero, weeks.Sub(dec(o.ExpediteWeeks.V)))
	}
	shipped := ordered + planner.Month(ceil(dec(o.LeadWeeks.V)))
	days := b.wait(o, shipped)
	for _, e := range o.Effects {
		if e.From <= shipped && shipped <= e.To && applied(o, shipped) {
			days = decimal.Max(days, dec(e.WaitTo))
		}
	}
	for _, e := range o.Effects {
		if e.From <= shipped && shipped <= e.To {
			days = days.Add(dec(e.WaitDays))
		}
	}
	return ceil(weeks.Add(days.DivRound(decimal.NewFromInt(7), digits)))
}

// ceil is weeks in whole months, rounded up; a billionth over is none.
func ceil(weeks decimal.Decimal) int {
	return int(weeks.DivRound(dec(planner.WeeksPerMonth), digits).Sub(dec(1e-9)).Ceil().IntPart())
}

// fromStart is the month in which an order placed at the start arrives.
func (b *books) fromStart(o *planner.Offer) planner.Month {
	return b.p.Start + planner.Month(b.leadMonths(o, b.p.Start, false))
}

// left is the share of an offer that scenarios leave for what ships in a month.
func left(o *planner.Offer, shipped planner.Month) decimal.Decimal {
	share := decimal.NewFromInt(1)
	for _, e := range o.Effects {
		if e.Left.OK && e.From <= shipped && shipped <= e.To {
			share = share.Mul(dec(e.Left.V))
		}
	}
	return share
}

// wait is the days until a licence for goods shipped in a month: the percentile
// the plan orders by of the lognormal law through the median and the 90th
// percentile. None while a general licence stands or no licence is needed.
func (b *books) wait(o *planner.Offer, shipped planner.Month) decimal.Decimal {
	p50, p90 := o.Licence.Waits()
	if !applied(o, shipped) || !(p50.V > 0) {
		return decimal.Zero
	}
	high := p50.V
	if p90.OK && p90.V > high {
		high = p90.V
	}
	return dec(p50.V * math.Pow(high/p50.V, normal(b.plan.LicencePercentile)/1.2816))
}

// applied reports whether a licence is applied for before goods leave in a month.
func applied(o *planner.Offer, shipped planner.Month) bool {
	general := o.Licence.General && o.Licence.GeneralUntil.OK && shipped <= o.Licence.GeneralUntil.V
	return !general && o.Licence.In(shipped).Needed
}

// normal is where the standard normal distribution reaches a share, by halving.
func normal(share float64) float64 {
	low, high := -9.0, 9.0
	for range 80 {
		mid := (low + high) / 2
		if math.Erfc(-mid/math.Sqrt2)/2 < share {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}
