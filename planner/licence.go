package planner

import (
	"math"

	"remanence/planner/exact"
)

// LicencePeriod is how an offer stands from a month of shipment on, until the
// next period.
type LicencePeriod struct {
	From    Month
	Needed  bool   // an export licence is needed
	Unknown bool   // whether one is needed is not known: no wait, but counted as needed in shares
	Barred  bool   // the rule refuses the export; nothing can be ordered
	Rule    string // regulation that decides; "" when none does
}

// LicenceTerms is what a plan assumes of an offer's licence, over time. They are
// decided from what the quotation says and the regime (package policy).
type LicenceTerms struct {
	Derived  bool         // the quotation is silent: need and wait come from the rules and the evidence
	P50, P90 Opt[float64] // days of wait
	Periods  []LicencePeriod
}

// Decide is the licence with the terms a plan assumes. What was entered stays.
func (l Licence) Decide(t LicenceTerms) Licence {
	l.terms = &t
	return l
}

// Terms is what was decided; false when only the quotation speaks.
func (l Licence) Terms() (LicenceTerms, bool) {
	if l.terms == nil {
		return LicenceTerms{}, false
	}
	return *l.terms, true
}

// In is how the licence stands for goods shipped in a month.
func (l Licence) In(shipped Month) LicencePeriod {
	if l.terms == nil || len(l.terms.Periods) == 0 {
		return LicencePeriod{Needed: l.Rule != "" && !l.Dormant, Rule: l.Rule}
	}
	now := l.terms.Periods[0]
	for _, p := range l.terms.Periods[1:] {
		if p.From <= shipped {
			now = p
		}
	}
	return now
}

// NeededToday reports whether a licence is needed under the rules in force, at
// the start of the plan.
func (l Licence) NeededToday() bool { return l.In(0).Needed }

// Counts reports whether goods of the period count as depending on a licence: a
// need that is not known counts.
func (p LicencePeriod) Counts() bool { return p.Needed || p.Unknown }

// Waits are the median and the 90th percentile of the wait in days, as entered
// or else as decided.
func (l Licence) Waits() (p50, p90 Opt[float64]) {
	p50, p90 = l.WaitP50, l.WaitP90
	if l.terms != nil && !p50.OK {
		p50, p90 = l.terms.P50, l.terms.P90
	}
	return p50, p90
}

// WaitDays is the licence wait at a percentile (0 to 1) of the lognormal given
// by its 50th and 90th percentile; 0 when no licence is needed today.
func (l Licence) WaitDays(percentile float64) float64 { return l.WaitDaysIn(0, percentile) }

// WaitDaysIn is WaitDays for goods shipped in a month; 0 when those need none.
func (l Licence) WaitDaysIn(shipped Month, percentile float64) float64 {
	p50, p90 := l.Waits()
	if !l.Asked(shipped) || !p50.OK || p50.V <= 0 {
		return 0
	}
	high := math.Max(p90.Or(p50.V), p50.V)
	sigma := exact.Log(high/p50.V) / z90
	return p50.V * exact.Exp(sigma*normalQuantile(percentile))
}

// Asked reports whether a licence is applied for before goods leave in a month:
// not while a general licence stands. Month 0 asks without a date, under the rules
// at the start of the plan.
func (l Licence) Asked(shipped Month) bool {
	if l.General && l.GeneralUntil.OK && shipped != 0 && shipped <= l.GeneralUntil.V {
		return false
	}
	return l.In(shipped).Needed
}

// ShipMonth is the month in which goods ordered in a month leave the supplier,
// rounded up like every lead time.
func (o *Offer) ShipMonth(ordered Month) Month {
	return ordered + Month(math.Ceil(o.LeadWeeks.V/WeeksPerMonth-1e-9))
}

// LeadMonthsFrom is the whole time in months, rounded up, of an order placed in
// a month: lead, transit and the licence wait that the month of shipment asks
// for, at the percentile.
func (o *Offer) LeadMonthsFrom(ordered Month, percentile float64) int {
	return o.LeadMonthsFor(ordered, percentile, false)
}

// BarredFrom reports whether a rule refuses the export of an order placed in a
// month, or a scenario leaves nothing of the offer.
func (o *Offer) BarredFrom(ordered Month) bool {
	shipped := o.ShipMonth(ordered)
	return o.Licence.In(shipped).Barred || o.LeftIn(shipped) <= 0
}

// LicencesDecided reports whether every offer carries the terms of the
// project's regime.
func (p *Project) LicencesDecided() bool { return p.decided }

// MarkDecided is called once every offer carries its terms; any later edit
// takes the mark off.
func (p *Project) MarkDecided() { p.decided = true }
