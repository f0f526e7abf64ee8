package pictures

import (
	"fmt"
	"strings"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/planner"
)

// licences are the offers that need an export licence at some time, or may: how it
// stands for what is shipped in each month, when the first order's licence is there,
// and when a general licence ends.
func (g gates) licences() (out []chart.Lane) {
	for _, list := range g.byTerms(g.licenceKey) {
		o := list[0]
		lane := chart.Lane{ID: o.ID, Label: tr.F("%s, licence", o.Supplier)}
		head := lane.Label + " · " + names(list)
		periods := g.periods(o)
		for i, p := range periods {
			to := g.end()
			if i+1 < len(periods) {
				to = periods[i+1].From
			}
			if s, ok := g.period(o, p, to); ok {
				s.ID, s.Tip = gateID(gateLicence, o.ID, p.From), head+"\n"+s.Tip
				lane.Spans = append(lane.Spans, s)
			}
			if i > 0 && p.Needed && !periods[i-1].Needed {
				lane.Gates = append(lane.Gates, chart.Gate{ID: gateID(gateLicence, o.ID, p.From), At: g.at(p.From), Kind: chart.Needed, Tint: palette.Warn,
					Tip: tip(head, tr.F("What is shipped from %s on needs a licence", figures.MonthLabel(p.From)), p.Rule)})
			}
		}
		lane.Gates = append(lane.Gates, g.granted(list, head)...)
		if l := o.Licence; l.General && l.GeneralUntil.OK && l.GeneralUntil.V >= g.in.Project.Start && l.GeneralUntil.V < g.end() {
			lane.Gates = append(lane.Gates, chart.Gate{ID: gateID(gateGeneral, o.ID, l.GeneralUntil.V), At: g.at(l.GeneralUntil.V + 1), Kind: chart.Expired, Tint: palette.Bad,
				Tip: tip(head, tr.F("The general licence ends with %s; what is shipped later waits for a licence of its own", figures.MonthLabel(l.GeneralUntil.V)))})
		}
		out = append(out, lane)
	}
	return out
}

// periods of a licence within the plan, cut where a general licence ends.
func (g gates) periods(o *planner.Offer) (out []planner.LicencePeriod) {
	start := g.in.Project.Start
	for m := start; m < g.end(); m++ {
		p := o.Licence.In(m)
		p.From = m
		if n := len(out); n > 0 && same(out[n-1], p) && (!o.Licence.GeneralUntil.OK || m != o.Licence.GeneralUntil.V+1) {
			continue
		}
		out = append(out, p)
	}
	return out
}

func same(a, b planner.LicencePeriod) bool {
	a.From = b.From
	return a == b
}

// licenceKey tells licences apart; "" where none is ever needed.
func (g gates) licenceKey(o *planner.Offer) string {
	var b strings.Builder
	asked := false
	for _, p := range g.periods(o) {
		asked = asked || p.Counts() || p.Barred
		fmt.Fprint(&b, p, "|")
	}
	if !asked {
		return ""
	}
	p50, p90 := o.Licence.Waits()
	fmt.Fprint(&b, p50, p90, o.Licence.General, o.Licence.GeneralUntil)
	return b.String()
}

// waitText is the wait a plan reckons with, and what it rests on.
func (g gates) waitText(o *planner.Offer, shipped planner.Month) string {
	p50, p90 := o.Licence.Waits()
	if !p50.OK {
		return tr.T("The wait is not known")
	}
	text := tr.F("The plan reckons with %s days, the %s of waits", figures.Number(o.Licence.WaitDaysIn(shipped, g.settled.Percentile()), 0), figures.Percent(g.settled.Percentile(), 0))
	text = tip(text, tr.F("Half take up to %s days", figures.Exact(p50.V)))
	if p90.OK {
		text += ", " + tr.F("nine of ten up to %s", figures.Exact(p90.V))
	}
	return text
}

// period is the bar of a time in which a licence counts; false where none is needed.
func (g gates) period(o *planner.Offer, p planner.LicencePeriod, to planner.Month) (chart.Span, bool) {
	s := chart.Span{From: g.at(p.From), To: g.at(to)}
	when := tr.F("shipped from %s to %s", figures.MonthLabel(p.From), figures.MonthLabel(to-1))
	general := o.Licence.General && (!o.Licence.GeneralUntil.OK || p.From <= o.Licence.GeneralUntil.V)
	switch {
	case p.Barred:
		s.Text, s.Tint, s.Tip = tr.T("export refused"), palette.Bad, tip(tr.F("A rule refuses the export, %s", when), p.Rule)
	case p.Needed && general && o.Licence.GeneralUntil.OK:
		s.Text, s.Tint, s.Tip = tr.T("general licence"), palette.Ok, tip(tr.F("Under a general licence without a wait, %s", when), p.Rule)
	case p.Needed && general:
		s.Text, s.Tint, s.Tip = tr.T("general licence"), palette.Ok, tip(tr.F("Under a general licence, %s", when), p.Rule, g.waitText(o, p.From))
	case p.Needed:
		s.Text, s.Tint, s.Tip = tr.T("licence needed"), palette.Warn, tip(tr.F("A licence is needed, %s", when), p.Rule, g.waitText(o, p.From))
	case p.Unknown:
		s.Text, s.Tint, s.Tip = tr.T("need not known"), palette.Unknown, tip(tr.F("Whether a licence is needed is not known, %s; it counts as needed in shares", when), p.Rule)
	default:
		return s, false
	}
	return s, true
}

// granted is when the licence of the plan's first order that needs one is there.
func (g gates) granted(list []*planner.Offer, head string) []chart.Gate {
	first, from := g.firstLicensed(list)
	if from == nil {
		return nil
	}
	days := from.Licence.WaitDaysIn(from.ShipMonth(first.Ordered), g.settled.Percentile())
	there := g.at(first.Ordered) + (from.LeadWeeks.V+days/7)/planner.WeeksPerMonth
	return []chart.Gate{{ID: gateID(gateGranted, from.ID, first.Ordered), At: there, Kind: chart.Licensed, Tint: palette.Ok, Tip: tip(head,
		tr.F("Licence of the first order, %s, placed in %s", from.ID, figures.MonthLabel(first.Ordered)),
		tr.F("%s weeks of making and %s days of waiting after it", figures.Exact(from.LeadWeeks.V), figures.Number(days, 0)), g.waitText(from, from.ShipMonth(first.Ordered)))}}
}

// firstLicensed is the plan's first order from offers that needs a licence, and its
// offer; nil without one.
func (g gates) firstLicensed(list []*planner.Offer) (first planner.Award, from *planner.Offer) {
	for _, a := range g.in.Plan.Awards {
		for _, o := range list {
			if a.Offer == o.ID && o.Licence.WaitDaysIn(o.ShipMonth(a.Ordered), g.settled.Percentile()) > 0 && (from == nil || a.Ordered < first.Ordered) {
				first, from = a, o
			}
		}
	}
	return first, from
}
