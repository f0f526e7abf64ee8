package recheck

import (
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
	days := dec(o.Licence.WaitDaysIn(shipped, b.plan.LicencePercentile))
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
