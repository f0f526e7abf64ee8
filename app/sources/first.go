package sources

import (
	"remanence/app/tr"
	"remanence/planner"
)

// first is the first order that could be placed and what arrives of it, or why
// none can.
type first struct {
	order, arrival planner.Month
	ok             bool
	why            string // what the order waits for, or why there is none
}

// firstOf follows the gates of an offer: qualification, approved date of the
// design, validity, capacity; then lead time, transit and licence wait.
func firstOf(p *planner.Project, f *planner.Facts, fit planner.Fit) first {
	o := fit.Offer
	if gap := o.Missing(); gap != "" && gap != "no price" {
		return first{why: gap}
	}
	at, why := p.Start, ""
	wait := func(m planner.Month, reason string) {
		if m > at {
			at, why = m, reason
		}
	}
	switch o.Status {
	case planner.InProgress:
		wait(usableFrom(p, o), tr.T("qualified then"))
	case planner.NotStarted:
		months := testMonths(p, o)
		wait(p.Start+planner.Month(months), tr.F("after a test of %d months started at once", months))
	}
	if fit.Change != nil {
		wait(p.EarliestOrder(f, fit.Change), tr.T("the design change is approved from then"))
	}
	if o.ValidFrom.OK {
		wait(o.ValidFrom.V, tr.T("valid from then"))
	}
	end := p.Start + planner.Month(p.Months)
	for ; at < end && capacity(p, o, at) <= 0; at++ {
		why = tr.T("no capacity before")
	}
	switch {
	case at >= end:
		return first{why: tr.T("not within the plan")}
	case o.ValidTo.OK && at > o.ValidTo.V:
		return first{why: tr.T("the quotation ends before")}
	}
	return first{order: at, arrival: at + planner.Month(o.LeadMonths(p.Percentile())), ok: true, why: why}
}

// usableFrom is the date an offer in progress is qualified; offers of one
// qualification group are qualified together, on the earliest of their dates.
func usableFrom(p *planner.Project, o *planner.Offer) planner.Month {
	from := o.QualifiedFrom.V
	for i := range p.Offers {
		if x := &p.Offers[i]; sameTest(o, x) && x.QualifiedFrom.OK {
			from = min(from, x.QualifiedFrom.V)
		}
	}
	return from
}

// testMonths is the length of the test an offer shares with its group.
func testMonths(p *planner.Project, o *planner.Offer) int {
	months := o.QualificationMonths.V
	for i := range p.Offers {
		if x := &p.Offers[i]; sameTest(o, x) && x.Status == planner.NotStarted {
			months = max(months, x.QualificationMonths.V)
		}
	}
	return months
}

func sameTest(a, b *planner.Offer) bool {
	return a.QualificationGroup != "" && a.QualificationGroup == b.QualificationGroup
}

// capacity is the most that can be ordered in a month; an offer without a pool
// has no limit.
func capacity(p *planner.Project, o *planner.Offer, m planner.Month) float64 {
	if o.Pool == "" {
		return 1
	}
	pool := p.Pool(o.Pool)
	if pool == nil {
		return 0
	}
	return p.Capacity(pool, m)
}
