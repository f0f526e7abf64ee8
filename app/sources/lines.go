package sources

import (
	"math"
	"strings"

	"remanence/app/grid"
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
	if f, ok := planner.TierField(name); ok {
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
			return say(m.Label())
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
	return append(out, c.supplierLines()...)
}

func (c *Comparison) summaryLines() []line {
	var out []line
	if c.hasDesigns() {
		out = append(out, line{title: "Design", tip: "An approved other grade is a change of the part", show: designCell})
	}
	return append(out,
		line{title: "Qualification", field: "status", kind: status, tip: "Write qualified, under way or not started", show: func(s *source) grid.Cell {
			return say(words.Qualification(s.offer.Status))
		}},
		line{title: "First delivery", tip: "First order, lead time, transit and licence wait together", show: func(s *source) grid.Cell { return firstCell(s, s.first.arrival) }},
		line{title: "Landed cost, " + c.currency + " per kg", tip: "Built up line by line below", show: c.unitCell(func(u cost.Unit) float64 { return u.Landed })},
		line{title: "Against the cheapest", tip: "By the cost of a piece, so that heavier designs are seen", show: c.againstCell},
		line{title: "New orders in the plan, kg", plan: true, show: func(s *source) grid.Cell { return say(figures.Number(s.kg, 0)) }},
		line{title: "Share of new orders", plan: true, total: true, show: func(s *source) grid.Cell { return say(figures.Percent(s.share, 1)) }})
}

func (c *Comparison) supplierLines() []line {
	return []line{
		{title: "Supplier", head: true},
		{title: "Name", field: "supplier", show: written("supplier"), tip: "A name that is new here becomes a new supplier"},
		{title: "Site", field: "site", show: written("site")},
		{title: "Country of the last stage", field: "magnet_country", show: func(s *source) grid.Cell {
			if s.offer.Country == "" {
				return say("")
			}
			return say(words.Country(c.doc.Facts(), s.offer.Country))
		}},
		{title: "Incoterm", field: "incoterm", show: written("incoterm")},
		{title: "Terms", field: "terms", show: written("terms")},
	}
}

func designCell(s *source) grid.Cell {
	if s.fit.Change == nil {
		return say("as today")
	}
	return grid.Cell{Text: "needs change to " + s.fit.Grade, Style: grid.Warn,
		Tooltip: "Needs a change of the part from " + s.fit.Change.FromGrade + " to " + s.fit.Grade + "\nOrders are possible from " + s.fit.Change.Earliest.Label()}
}

func (c *Comparison) dateLines() []line {
	return []line{
		{title: "Dates", head: true},
		{title: "Qualified from", field: "qualified_from", kind: month, show: monthOf("qualified_from")},
		{title: "Qualification time, months", field: "qualification_months", kind: whole, show: held("qualification_months", 0)},
		{title: "Qualification cost, " + c.currency, field: "qualification_cost", kind: money, show: held("qualification_cost", 2)},
		{title: "Quotation valid to", field: "valid_to", kind: month, show: monthOf("valid_to")},
		{title: "First order", show: func(s *source) grid.Cell { return firstCell(s, s.first.order) }},
	}
}

func firstCell(s *source, m planner.Month) grid.Cell {
	if !s.first.ok {
		return grid.Cell{Text: figures.Missing, Style: grid.Muted, Tooltip: words.Sentence(s.first.why)}
	}
	return grid.Cell{Text: m.Label(), Tooltip: words.Sentence(s.first.why)}
}

func (c *Comparison) costLines() []line {
	unit := ", " + c.currency + " per kg"
	offerMoney := func(s *source) string { return s.offer.Currency }
	of := c.unitCell
	out := []line{
		{title: "Landed cost line by line", head: true},
		{title: "Price as quoted", field: "price", kind: money, cur: offerMoney, show: priceCell},
		{title: "Exchange rate", show: c.rateCell},
		{title: "Goods" + unit, show: of(func(u cost.Unit) float64 { return u.Goods })},
		{title: "Duty rate", field: "duty_pct", kind: percent, show: percentOf("duty_pct")},
		{title: "Duty" + unit, show: of(func(u cost.Unit) float64 { return u.Duty })},
		{title: "Extra duty rate", field: "extra_duty_pct", kind: percent, show: percentOf("extra_duty_pct")},
		{title: "Extra duty" + unit, show: of(func(u cost.Unit) float64 { return u.ExtraDuty })},
		{title: "Freight as quoted, per kg", field: "freight_per_kg", kind: money, cur: offerMoney, show: freightCell},
		{title: "Freight" + unit, show: of(func(u cost.Unit) float64 { return u.Freight })},
		{title: "Landed" + unit, total: true, show: of(func(u cost.Unit) float64 { return u.Landed })},
	}
	if c.hasDesigns() {
		out = append(out, line{title: "Cost of the design, " + c.currency + " a piece", show: func(s *source) grid.Cell {
			if s.fit.Change == nil {
				return say("")
			}
			return amount(s.extra)
		}})
	}
	if !c.part.IsMaterial() {
		out = append(out, line{title: "Landed, " + c.currency + " a piece", total: true, tip: "Landed cost of one piece in its design", show: func(s *source) grid.Cell { return say(figures.Number(s.perPiece(), 4)) }})
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
		return grid.Cell{Text: decimals(s.offer.Formula.V.Fixed.String(), 2) + " " + perUnit(s.offer), Tooltip: "Linked to an index; shown with the index at its base"}
	}
	if !s.offer.Price.OK {
		return grid.Cell{Text: "– no price", Style: grid.Warn, Tooltip: "No price: this offer cannot win"}
	}
	return say(decimals(s.offer.Price.V.String(), 2) + " " + perUnit(s.offer))
}

func perUnit(o *planner.Offer) string {
	if o.PriceUnit == planner.PerPiece {
		return o.Currency + "/piece"
	}
	return o.Currency + "/kg"
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
		return grid.Cell{Text: "no rate", Style: grid.Bad, Tooltip: "The project has no exchange rate for " + s.offer.Currency}
	default:
		return say(figures.Auto(rate) + " " + s.offer.Currency + " per " + c.currency)
	}
}

// againstCell compares the cost of a piece, so that heavier designs are seen.
func (c *Comparison) againstCell(s *source) grid.Cell {
	low, v := cheapest(c.sources), s.perPiece()
	switch {
	case math.IsNaN(v):
		return grid.Cell{Text: figures.Missing, Style: grid.Muted, Tooltip: words.Sentence(s.offer.Missing())}
	case v <= low*(1+1e-12):
		return grid.Cell{Text: "cheapest", Style: grid.Good, Tooltip: "The lowest landed cost of a piece without price steps"}
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
