package sources

import (
	"fmt"

	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/chain"
)

// stepLines are the price steps that any of the offers has, and one empty step
// is never shown: it is made by pasting.
func (c *Comparison) stepLines() []line {
	most := 0
	for i := range c.sources {
		most = max(most, len(c.sources[i].offer.Tiers))
	}
	if most == 0 {
		return nil
	}
	out := []line{{title: tr.T("Price steps"), head: true}}
	for n := 2; n < most+2; n++ {
		from, price := fmt.Sprintf("tier%d_from", n), fmt.Sprintf("tier%d_price", n)
		out = append(out,
			line{title: tr.F("Step %d from, kg", n), field: from, kind: kilos, show: held(from, 0)},
			line{title: tr.F("Price of step %d, as quoted", n), field: price, kind: money, cur: func(s *source) string { return s.offer.Currency }, show: held(price, 2)})
	}
	return append(out, line{title: tr.F("Landed at the lowest step, %s per kg", c.currency), cost: true, show: func(s *source) grid.Cell {
		if !s.priced() {
			return say("")
		}
		return amount(s.lowest.Landed)
	}})
}

func (c *Comparison) quantityLines() []line {
	p := c.doc.Project()
	last := p.Start + planner.Month(max(1, p.Months)-1)
	return []line{
		{title: tr.T("Quantity"), head: true},
		{title: tr.T("Smallest order (MOQ), kg"), field: "moq_kg_per_order", kind: kilos, show: held("moq_kg_per_order", 0)},
		{title: tr.T("Order multiple, kg"), field: "order_multiple_kg", kind: kilos, show: held("order_multiple_kg", 0)},
		{title: tr.F("Capacity %s, kg a month", figures.MonthLabel(p.Start)), show: func(s *source) grid.Cell { return c.capacityCell(s, p.Start) }},
		{title: tr.F("Capacity %s, kg a month", figures.MonthLabel(last)), show: func(s *source) grid.Cell { return c.capacityCell(s, last) }},
		{title: tr.T("Take-or-pay, kg a year"), field: "take_or_pay_kg_per_year", kind: kilos, show: held("take_or_pay_kg_per_year", 0)},
		{title: tr.T("Payment, days after arrival"), field: "payment_days", kind: whole, show: held("payment_days", 0)},
	}
}

func (c *Comparison) capacityCell(s *source, m planner.Month) grid.Cell {
	p := c.doc.Project()
	if s.offer.Pool == "" {
		return grid.Cell{Text: tr.T("no limit"), Style: grid.Muted, Tooltip: tr.T("No limit is stated")}
	}
	pool := p.Pool(s.offer.Pool)
	if pool == nil {
		return say("")
	}
	return grid.Cell{Text: figures.Auto(p.Capacity(pool, m)), Tooltip: tr.F("Plant capacity %s, shared by all offers that name it", pool.ID)}
}

func (c *Comparison) timeLines() []line {
	p := c.doc.Project()
	at := figures.Percent(p.Percentile(), 0)
	return []line{
		{title: tr.T("Time and licence"), head: true},
		{title: tr.T("Lead time, weeks"), field: "lead_time_weeks", kind: number, show: held("lead_time_weeks", 0)},
		{title: tr.T("Transit, weeks"), field: "transit_weeks", kind: number, show: held("transit_weeks", 0)},
		{title: tr.T("Licence"), field: "licence_rule", tip: tr.T("A rule of the library, none, or a rule followed by “general licence” or “if the suspension lapses”"),
			show: c.licenceCell},
		{title: tr.T("How the licence works"), show: licencePath},
		{title: tr.T("Approval chance"), field: "licence_approval_prob", kind: share, show: func(s *source) grid.Cell {
			if !s.offer.Licence.Approval.OK {
				return say("")
			}
			return say(figures.Percent(s.offer.Licence.Approval.V, 0))
		}},
		{title: tr.T("Licence wait, median, days"), field: "licence_wait_p50_days", kind: number, show: held("licence_wait_p50_days", 0)},
		{title: tr.T("Licence wait, 90 %, days"), field: "licence_wait_p90_days", kind: number, show: held("licence_wait_p90_days", 0)},
		{title: tr.F("Licence wait planned (%s), days", at), tip: tr.T("The percentile is a setting of the project"), show: func(s *source) grid.Cell {
			if !s.offer.Licence.NeededToday() {
				return say("")
			}
			return say(figures.Number(s.offer.Licence.WaitDays(p.Percentile()), 0))
		}},
		{title: tr.T("Order to arrival, months"), total: true, tip: tr.T("Lead time, transit and licence wait, rounded up"), show: func(s *source) grid.Cell {
			if !s.offer.LeadWeeks.OK {
				return grid.Cell{Text: figures.Missing, Style: grid.Muted, Tooltip: tr.T("No lead time: this offer cannot win")}
			}
			return say(figures.Number(float64(s.offer.LeadMonths(p.Percentile())), 0))
		}},
	}
}

// licenceCell names the rule; the tip gives its instrument, status and age.
func (c *Comparison) licenceCell(s *source) grid.Cell {
	l := s.offer.Licence
	cell := say(l.Text)
	if l.Rule == "" {
		if l.Text == "" {
			return cell
		}
		return grid.Cell{Text: l.Text, Tooltip: tr.T("No export licence is needed under the rules in force.")}
	}
	cell.Tooltip = l.Text
	if r, ok := c.doc.Facts().Regulation(l.Rule); ok {
		cell.Tooltip = tr.F("%s\n%s\nStatus: %s, checked on %s", r.Instrument, words.Sentence(r.Effect), tr.Known(r.Status), r.CheckedOn)
	}
	return cell
}

func licencePath(s *source) grid.Cell {
	l := s.offer.Licence
	switch {
	case l.Text == "":
		return derived(l)
	case l.Rule == "":
		return say(tr.T("no licence"))
	case l.Dormant:
		return grid.Cell{Text: tr.T("dormant"), Tooltip: tr.F("Dormant: needed only if the suspension of %s lapses.", l.Rule)}
	case l.General:
		return grid.Cell{Text: tr.T("general licence"), Tooltip: tr.T("A general licence stands, tied to seller and customer.")}
	}
	return grid.Cell{Text: tr.T("one per order"), Style: grid.Warn, Tooltip: tr.T("Every order needs its own licence: application, approval, validity.")}
}

func (c *Comparison) originLines() []line {
	p, f := c.doc.Project(), c.doc.Facts()
	out := []line{{title: tr.T("Origin"), head: true}, {title: tr.T("Origin profile"), field: "provenance_profile", show: written("provenance_profile")}}
	for _, e := range mainElements(f, c.part, c.sources) {
		for _, stage := range stagesOf(p, c.part, e, c.sources) {
			title := e + ", " + words.Stage(stage)
			out = append(out, line{title: title, tip: words.Sentence(words.ElementAtStage(e, stage)), show: func(s *source) grid.Cell {
				at := chain.At(p, s.offer, e, stage)
				cell := say(originText(at))
				cell.Tooltip = originTip(f, title, at)
				if at.Passed && at.Unknown >= 0.5 {
					cell.Style = grid.Warn
				}
				return cell
			}})
		}
	}
	return append(out,
		line{title: tr.T("Recycled content"), field: "recycled_content_pct", kind: percent, show: percentOf("recycled_content_pct")},
		line{title: tr.T("CO2, kg per kg"), field: "co2_kg_per_kg", kind: number, show: held("co2_kg_per_kg", 0)},
		line{title: tr.T("Evidence"), field: "evidence_level", kind: evidence, tip: tr.T("0 assumed, 1 stated, 2 documented, 3 verified"), show: func(s *source) grid.Cell {
			if e := s.offer.Evidence; e.OK && e.V >= 0 && e.V < len(evidenceWords) {
				return say(evidenceText(e.V))
			}
			return held("evidence_level", 0)(s)
		}})
}

// derived is what the rules say of a licence where the quotation is silent: a
// default, marked as one.
func derived(l planner.Licence) grid.Cell {
	t, ok := l.Terms()
	if !ok || !t.Derived || len(t.Periods) == 0 {
		return grid.Cell{Text: figures.Missing, Style: grid.Muted, Tooltip: tr.T("Nobody has stated whether a licence is needed.")}
	}
	now := t.Periods[0]
	c := grid.Cell{Text: tr.T("none by the rules"), Style: grid.Default, Tooltip: tr.T("The quotation says nothing; by the regulations of the library no licence is needed.")}
	switch {
	case now.Barred:
		c.Text, c.Tooltip = tr.F("export refused: %s", now.Rule), tr.F("The quotation says nothing; by %s the export is refused.", now.Rule)
	case now.Needed:
		c.Text, c.Tooltip = tr.F("needed: %s", now.Rule), tr.F("The quotation says nothing; by %s a licence is needed.", now.Rule)
	}
	for _, x := range t.Periods[1:] {
		state := tr.T("none is needed")
		if x.Needed {
			state = tr.F("one is needed (%s)", x.Rule)
		}
		if x.Barred {
			state = tr.F("the export is refused (%s)", x.Rule)
		}
		c.Tooltip += tr.F("\nFor goods shipped from %s %s.", figures.MonthLabel(x.From), state)
	}
	c.Tooltip += tr.T("\nType what the supplier says into the line above to replace it.")
	return c
}
