package sources

import (
	"math"
	"strings"

	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/cost"
)

// line is one row of the comparison.
type line struct {
	title string // with its unit
	tip   string
	head  bool // heading of a group
	total bool
	plan  bool // read from the plan, out of date with it
	cost  bool // a step of the landed cost
	field string
	kind  kind
	cur   func(*source) string // currency of a money line; nil is the plan's
	show  func(*source) grid.Cell
}

// say is a cell of text; "" is a gap.
func say(s string) grid.Cell {
	if s == "" || s == figures.Missing {
		return grid.Cell{Text: figures.Missing, Style: grid.Muted}
	}
	return grid.Cell{Text: s}
}

// amount is money per unit with cents; NaN is a gap.
func amount(v float64) grid.Cell { return say(figures.Number(v, 2)) }

// held shows a field of the offer as it was entered.
func held(name string, least int) func(*source) grid.Cell {
	f := offerField(name)
	return func(s *source) grid.Cell {
		t := f.Get(s.offer)
		if t == "" {
			return say("")
		}
		return say(decimals(t, least))
	}
}

// decimals groups digits and keeps the decimals there are, at least so many.
func decimals(digits string, least int) string {
	_, frac, _ := strings.Cut(digits, ".")
	if len(frac) < least {
		return figures.Decimal(digits, least)
	}
	return figures.Decimal(digits, -1)
}

func offerField(name string) planner.Field[planner.Offer] {
	for _, f := range planner.OfferFields {
		if f.Name == name {
			return f
		}
	}
	if f, ok := planner.OfferField(name); ok {
		return f
	}
	panic("sources: there is no field " + name)
}

func written(name string) func(*source) grid.Cell {
	f := offerField(name)
	return func(s *source) grid.Cell {
		c := say(f.Get(s.offer))
		c.Tooltip = f.Get(s.offer)
		return c
	}
}

func percentOf(name string) func(*source) grid.Cell {
	show := held(name, 0)
	return func(s *source) grid.Cell {
		c := show(s)
		if c.Text != figures.Missing {
			c.Text += "\u00a0%"
		}
		return c
	}
}

func monthOf(name string) func(*source) grid.Cell {
	f := offerField(name)
	return func(s *source) grid.Cell {
		if m, err := planner.ParseMonth(f.Get(s.offer)); err == nil {
			return say(figures.MonthLabel(m))
		}
		return say("")
	}
}

// lines builds the rows for a part and its sources: first what decides, then
// where each of it comes from.
func (c *Comparison) lines() []line {
	var out []line
	out = append(out, c.summaryLines()...)
	out = append(out, c.costLines()...)
	out = append(out, c.stepLines()...)
	out = append(out, c.dateLines()...)
	out = append(out, c.quantityLines()...)
	out = append(out, c.timeLines()...)
	out = append(out, c.originLines()...)
	out = append(out, c.supplierLines()...)
	return append(out, c.restLines()...)
}

func (c *Comparison) summaryLines() []line {
	var out []line
	if c.hasDesigns() {
		out = append(out, line{title: tr.T("Design"), tip: tr.T("An approved other grade is a change of the part"), show: designCell})
	}
	return append(out,
		line{title: tr.T("Qualification"), field: "status", kind: status, tip: tr.T("Write qualified, under way or not started"), show: func(s *source) grid.Cell {
			return say(words.Qualification(s.offer.Status))
		}},
		line{title: tr.T("First delivery"), tip: tr.T("First order, lead time, transit and licence wait together"), show: func(s *source) grid.Cell { return firstCell(s, s.first.arrival) }},
		line{title: tr.F("Landed cost, %s per kg", c.currency), cost: true, tip: tr.T("Built up line by line below"), show: c.unitCell(func(u cost.Unit) float64 { return u.Landed })},
		line{title: tr.T("Against the cheapest"), cost: true, tip: tr.T("By the cost of a piece, so that heavier designs are seen"), show: c.againstCell},
		line{title: tr.T("New orders in the plan, kg"), plan: true, tip: tr.T("Sum of the kilograms of all orders of the plan; orders already placed are apart"), show: func(s *source) grid.Cell { return say(figures.Number(s.kg, 0)) }},
		line{title: tr.T("Share of new orders"), plan: true, total: true, tip: tr.T("Kilograms ordered from it ÷ kilograms ordered of the part, by the plan"), show: func(s *source) grid.Cell { return say(figures.Percent(s.share, 1)) }})
}

func (c *Comparison) supplierLines() []line {
	return []line{
		{title: tr.T("Supplier"), head: true},
		{title: tr.T("Name"), field: "supplier", show: written("supplier"), tip: tr.T("A name that is new here becomes a new supplier")},
		{title: tr.T("Site"), field: "site", show: written("site")},
		{title: tr.T("Country of the last stage"), field: "magnet_country", show: func(s *source) grid.Cell {
			if s.offer.Country == "" {
				return say("")
			}
			return say(words.Country(c.doc.Facts(), s.offer.Country))
		}},
		{title: tr.T("Incoterm"), field: "incoterm", show: written("incoterm")},
		{title: tr.T("Terms"), field: "terms", show: written("terms")},
	}
}

func designCell(s *source) grid.Cell {
	if s.fit.Change == nil {
		return say(tr.T("as today"))
	}
	return grid.Cell{Text: tr.F("needs change to %s", s.fit.Grade), Style: grid.Warn,
		Tooltip: tr.F("Needs a change of the part from %s to %s\nOrders are possible from %s", s.fit.Change.FromGrade, s.fit.Grade, figures.MonthLabel(s.fit.Change.Earliest))}
}

func (c *Comparison) dateLines() []line {
	return []line{
		{title: tr.T("Dates"), head: true},
		{title: tr.T("Qualified from"), field: "qualified_from", kind: month, show: monthOf("qualified_from")},
		{title: tr.T("Qualification time, months"), field: "qualification_months", kind: whole, show: held("qualification_months", 0)},
		{title: tr.F("Qualification cost, %s", c.currency), field: "qualification_cost", kind: money, show: held("qualification_cost", 2)},
		{title: tr.T("Quotation valid to"), field: "valid_to", kind: month, show: monthOf("valid_to")},
		{title: tr.T("First order"), show: func(s *source) grid.Cell { return firstCell(s, s.first.order) }},
	}
}

func firstCell(s *source, m planner.Month) grid.Cell {
	if !s.first.ok {
		return grid.Cell{Text: figures.Missing, Style: grid.Muted, Tooltip: words.Sentence(s.first.why)}
	}
	return grid.Cell{Text: figures.MonthLabel(m), Tooltip: words.Sentence(s.first.why)}
}

func (c *Comparison) costLines() []line {
	offerMoney := func(s *source) string { return s.offer.Currency }
	of := c.unitCell
	out := []line{
		{title: tr.T("Landed cost line by line"), head: true},
		{title: tr.T("Price as quoted"), field: "price", kind: money, cur: offerMoney, show: priceCell},
		{title: tr.T("Exchange rate"), show: c.rateCell},
		{title: tr.F("Goods, %s per kg", c.currency), cost: true, show: of(func(u cost.Unit) float64 { return u.Goods })},
		{title: tr.T("Duty rate"), field: "duty_pct", kind: percent, show: percentOf("duty_pct")},
		{title: tr.F("Duty, %s per kg", c.currency), cost: true, show: of(func(u cost.Unit) float64 { return u.Duty })},
		{title: tr.T("Extra duty rate"), field: "extra_duty_pct", kind: percent, show: percentOf("extra_duty_pct")},
		{title: tr.F("Extra duty, %s per kg", c.currency), cost: true, show: of(func(u cost.Unit) float64 { return u.ExtraDuty })},
		{title: tr.T("Freight as quoted, per kg"), field: "freight_per_kg", kind: money, cur: offerMoney, show: freightCell},
		{title: tr.F("Freight, %s per kg", c.currency), cost: true, show: of(func(u cost.Unit) float64 { return u.Freight })},
		{title: tr.F("Landed, %s per kg", c.currency), cost: true, total: true, show: of(func(u cost.Unit) float64 { return u.Landed })},
	}
	if c.hasDesigns() {
		out = append(out, line{title: tr.F("Cost of the design, %s a piece", c.currency), show: func(s *source) grid.Cell {
			if s.fit.Change == nil {
				return say("")
			}
			return amount(s.extra)
		}})
	}
	if !c.part.IsMaterial() {
		out = append(out, line{title: tr.F("Landed, %s a piece", c.currency), cost: true, total: true, tip: tr.T("Landed cost of one piece in its design"), show: func(s *source) grid.Cell { return say(figures.Number(s.perPiece(), 4)) }})
	}
	return out
}

// unitCell shows a part of the landed cost, a gap without a price.
func (c *Comparison) unitCell(get func(cost.Unit) float64) func(*source) grid.Cell {
	return func(s *source) grid.Cell {
		if !s.priced() {
			return grid.Cell{Text: figures.Missing, Style: grid.Muted, Tooltip: words.Sentence(s.offer.Missing())}
		}
		return amount(get(s.base))
	}
}

func priceCell(s *source) grid.Cell {
	if !s.offer.Price.OK && s.offer.Formula.OK {
		return grid.Cell{Text: decimals(s.offer.Formula.V.Fixed.String(), 2) + " " + perUnit(s.offer), Tooltip: tr.T("Linked to an index; shown with the index at its base")}
	}
	if !s.offer.Price.OK {
		return grid.Cell{Text: tr.T("– no price"), Style: grid.Warn, Tooltip: tr.T("No price: this offer cannot win")}
	}
	return say(decimals(s.offer.Price.V.String(), 2) + " " + perUnit(s.offer))
}

func perUnit(o *planner.Offer) string {
	if o.PriceUnit == planner.PerPiece {
		return tr.F("%s/piece", o.Currency)
	}
	return tr.F("%s/kg", o.Currency)
}

func freightCell(s *source) grid.Cell {
	if !s.offer.FreightPerKg.OK {
		return say("")
	}
	return say(decimals(s.offer.FreightPerKg.V.String(), 2) + " " + s.offer.Currency)
}

func (c *Comparison) rateCell(s *source) grid.Cell {
	switch rate, ok := cost.Rate(c.doc.Project(), s.offer.Currency); {
	case s.offer.Currency == c.currency:
		return say("")
	case !ok:
		return grid.Cell{Text: tr.T("no rate"), Style: grid.Bad, Tooltip: tr.F("The project has no exchange rate for %s", s.offer.Currency)}
	default:
		return say(tr.F("%s %s per %s", figures.Auto(rate), s.offer.Currency, c.currency))
	}
}

// againstCell compares the cost of a piece, so that heavier designs are seen.
func (c *Comparison) againstCell(s *source) grid.Cell {
	low, v := cheapest(c.sources), s.perPiece()
	switch {
	case math.IsNaN(v):
		return grid.Cell{Text: figures.Missing, Style: grid.Muted, Tooltip: words.Sentence(s.offer.Missing())}
	case v <= low*(1+1e-12):
		return grid.Cell{Text: tr.T("cheapest"), Style: grid.Good, Tooltip: tr.T("The lowest landed cost of a piece without price steps")}
	case low <= 0:
		return say("")
	}
	return say("+" + figures.Percent(v/low-1, 1))
}

func (c *Comparison) hasDesigns() bool {
	for i := range c.sources {
		if c.sources[i].fit.Change != nil {
			return true
		}
	}
	return false
}
