// Package overview is the first page: the three figures, today against the
// plan, the picture of the chain, warnings with their causes and the state of
// every rule. model*.go prepare what is shown and know no toolkit.
package overview

import (
	"math"
	"slices"

	"remanence/app/measures"
	"remanence/app/pictures"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/risk"
)

// Input is what the page is made from. The plans may be nil.
type Input struct {
	Project                 *planner.Project
	Facts                   *planner.Facts
	Plan, AsToday, Cheapest *planner.Plan
	Stale                   bool
	Problems                planner.Problems
	Status                  string // the state of the plan in a sentence, shown when there is none
	// Outages is what happens when something the plan stands on is gone; nil while
	// it is not known. Asking says that it is being found out.
	Outages *risk.KnockOut
	// Least is how long the lines run at least, while the rest is found out.
	Least  planner.Opt[risk.FirstStop]
	Asking bool
}

// Link is where a click leads: a page and the thing to show there.
type Link struct{ Page, What string }

// Card is one of the large figures.
type Card struct {
	Title, Value, Note, Tip string
	Tint                    palette.Tint
	Link                    Link
}

// Cards are the three figures.
func Cards(in Input) []Card {
	return []Card{costCard(in), shareCard(in), shortCard(in)}
}

func costCard(in Input) Card {
	c := Card{Title: tr.T("Landed cost per year"), Value: figures.Missing, Note: in.Status, Link: Link{"plan", "cost"}}
	if in.Plan == nil || in.Plan.Status == planner.StatusInfeasible {
		return c
	}
	cost := in.Plan.KPIs.CostPerYear
	c.Value = figures.MoneyShort(in.Plan.Currency, cost)
	c.Tip = tr.F("Mean of a year of the plan, as paid: %s", figures.Money(in.Plan.Currency, cost))
	c.Note = tr.F("mean of %s", tr.N(in.Plan.Months, "%s month", "%s months"))
	if in.AsToday != nil && in.AsToday.KPIs.CostPerYear > 0 {
		d := cost - in.AsToday.KPIs.CostPerYear
		share := d / in.AsToday.KPIs.CostPerYear
		switch {
		case math.Abs(share) < 0.0005:
			c.Note = tr.T("the same as buying as today")
		case d > 0:
			c.Note, c.Tint = tr.F("%s (%s) more than buying as today", figures.MoneyShort(in.Plan.Currency, d), figures.Percent(share, 1)), palette.Warn
		default:
			c.Note, c.Tint = tr.F("%s (%s) less than buying as today", figures.MoneyShort(in.Plan.Currency, -d), figures.Percent(-share, 1)), palette.Ok
		}
		if short := lateCount(in.AsToday); short > 0 && len(in.Plan.Shortfalls) == 0 {
			c.Note += tr.T(", which runs short")
		}
	}
	return c
}

func lateCount(p *planner.Plan) int { return len(p.Shortfalls) }

func shareCard(in Input) Card {
	c := Card{Title: tr.T("Largest single-country share"), Value: figures.Missing, Note: in.Status}
	if in.Plan == nil || !in.Plan.KPIs.WorstExposure.OK {
		return c
	}
	e := in.Plan.KPIs.WorstExposure.V
	c.Value = figures.Percent(e.Worst, 0)
	c.Note = words.Country(in.Facts, e.Country) + ", " + words.ElementAtStage(e.Element, e.Stage)
	c.Tip = tr.F("Known %s, unknown origin %s counted as the worst case; %s over the whole plan",
		figures.Percent(e.Share, 1), figures.Percent(e.Unknown, 1), figures.Mass(e.Kg))
	c.Link = Link{"overview", pictures.ExposureID(e.Element, e.Stage, e.Country)}
	if in.AsToday != nil {
		if was, ok := measures.Find(in.AsToday, e.Element, e.Stage, e.Country); ok {
			c.Note += tr.F("; as today %s", figures.Percent(was.Worst, 0))
		}
	}
	switch {
	case e.Worst > 0.85:
		c.Tint = palette.Bad
	case e.Worst > 0.65:
		c.Tint = palette.Warn
	default:
		c.Tint = palette.Ok
	}
	return c
}

// shortCard is how long the lines run when the worst happens. A plan that runs
// short by itself says so first.
func shortCard(in Input) Card {
	c := Card{Title: tr.T("Days to first line stop"), Value: figures.Missing, Note: in.Status, Link: Link{"risk", ""}}
	switch {
	case in.Plan == nil || in.Plan.Status == planner.StatusInfeasible:
	case in.Plan.KPIs.FirstShortfall.OK:
		return shortageCard(in)
	case in.Outages == nil && in.Asking && in.Least.OK:
		x := in.Least.V
		c.Value, c.Note = tr.F("at least %s", tr.N(int(x.Days), "%s day", "%s days")), tr.F("without %s", words.Node(x.Node, x.Name))
		c.Tip = tr.T("If nobody acts. What acting gains is being worked out.")
		c.Link.What = x.Node
	case in.Outages == nil && in.Asking:
		c.Value, c.Note = "…", tr.T("taking away suppliers, sites and countries, one at a time")
	case in.Outages == nil:
		c.Value, c.Note = tr.T("None in the plan"), tr.T("every month's demand is met; outages are not worked out yet")
	case !in.Outages.First.OK:
		c.Value, c.Note, c.Tint = tr.T("None"), tr.T("no single outage stops a line before it is over"), palette.Ok
	default:
		x := in.Outages.First.V
		c.Value, c.Note, c.Tint = tr.N(int(x.Days), "%s day", "%s days"), tr.F("without %s", words.Node(x.Node, x.Name)), palette.Warn
		if len(x.Parts) > 0 {
			c.Note += ": " + words.List(x.Parts[:min(len(x.Parts), 2)])
			if n := len(x.Parts) - 2; n > 0 {
				c.Note += tr.F(" and %s", tr.N(n, "%s more", "%s more"))
			}
		}
		c.Link.What = x.Node
		for i := range in.Outages.Nodes {
			if l := &in.Outages.Nodes[i]; l.ID == x.Node && l.Short {
				c.Tint = palette.Bad
				c.Tip = tr.F("Outage from %s; %s needs %s months to recover: %s", figures.MonthLabel(in.Outages.At), words.Node(l.ID, l.Name), figures.Auto(l.Recovery.Months), words.Said(l.Recovery.Why))
			}
		}
	}
	return c
}

// shortageCard is the first month in which the plan itself does not meet demand.
func shortageCard(in Input) Card {
	m := in.Plan.KPIs.FirstShortfall.V
	c := Card{Title: tr.T("First shortage"), Value: figures.MonthLabel(m), Tint: palette.Bad, Link: Link{"plan", ""}, Note: tr.F("in month %d of the plan", int(m-in.Plan.Start)+1)}
	if i := slices.IndexFunc(in.Plan.Shortfalls, func(s planner.Shortfall) bool { return s.Month == m }); i >= 0 {
		s := in.Plan.Shortfalls[i]
		c.Note = tr.F("%s: %s late", s.Part, quantity(in.Project, s.Part, s.Pieces))
		c.Link.What = s.Part
	}
	return c
}

// quantity writes a demand quantity in the part's unit.
func quantity(p *planner.Project, part string, v float64) string {
	if q := p.Part(part); q != nil && q.Unit == planner.Kilograms {
		return tr.F("%s\u00a0kg", figures.Auto(v))
	}
	return tr.F("%s\u00a0pieces", figures.Number(math.Round(v), 0))
}

// pictures is what the pictures are made from.
func (in Input) pictures() pictures.Input {
	return pictures.Input{Project: in.Project, Facts: in.Facts, Plan: in.Plan, AsToday: in.AsToday, Cheapest: in.Cheapest, Old: in.old()}
}

// old is what to say of figures of a plan that is out of date.
func (in Input) old() string { return why.OldPlanIf(in.Stale) }
