package pictures

import (
	"cmp"
	"fmt"
	"slices"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/planner"
)

// months are the labels of the plan's months.
func months(p *planner.Project) []string {
	out := make([]string, p.Months)
	for t := range out {
		out[t] = figures.MonthLabel(p.Start + planner.Month(t))
	}
	return out
}

// book is the account of one part in a plan.
type book struct {
	in   Input
	part *planner.Part
	flow *planner.PartFlow
}

// bookOf is the account of a part; false when the plan has none.
func bookOf(in Input, part string) (book, bool) {
	b := book{in: in, part: in.Project.Part(part)}
	if in.Plan == nil || b.part == nil {
		return b, false
	}
	i := slices.IndexFunc(in.Plan.Flows, func(f planner.PartFlow) bool { return f.Part == part })
	if i < 0 {
		return b, false
	}
	b.flow = &in.Plan.Flows[i]
	return b, true
}

func (b book) month(t int) string {
	return figures.MonthLabel(b.in.Project.Start + planner.Month(t))
}

// orders are the plan's orders that arrive in a month from a group of suppliers.
func (b book) orders(group string, t int) (out []planner.Award) {
	for _, a := range b.in.Plan.Awards {
		if a.Part == b.part.ID && a.Group == group && int(a.Arrives-b.in.Project.Start) == t {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(x, y planner.Award) int { return cmp.Compare(y.Pieces, x.Pieces) })
	return out
}

// open are the orders already placed that arrive in a month.
func (b book) open(t int) (out []planner.StockLot) {
	for _, s := range b.in.Project.Stock {
		if s.Part == b.part.ID && s.Kind == planner.OpenOrder && int(s.Month-b.in.Project.Start) == t {
			out = append(out, s)
		}
	}
	return out
}

// entry is one line of the account of a month.
type entry struct {
	name string
	v    float64
}

// account is what the stock at a month's end is made of; it sums to the stock less
// what is late.
func (b book) account(t int) []entry {
	f := b.flow
	before := entry{tr.T("Stock at the start of the plan"), f.Opening}
	if t > 0 {
		before = entry{tr.F("Stock at the end of %s", b.month(t-1)), f.Stock[t-1]}
	}
	out := []entry{before}
	if t > 0 && f.Backlog[t-1] > 0 {
		out = append(out, entry{tr.T("late from before"), -f.Backlog[t-1]})
	}
	for _, e := range []entry{{tr.T("open orders"), monthOf(f.Open, t)}, {tr.T("good pieces of the plan's orders"), monthOf(f.Arrivals, t)}, {tr.T("from stock kept apart"), monthOf(f.Apart, t)},
		{tr.T("past shelf life"), -monthOf(f.Scrapped, t)}, {tr.T("demand"), -monthOf(f.Demand, t)}, {tr.T("of it lost"), monthOf(f.Lost, t)}} {
		if e.v != 0 {
			out = append(out, e)
		}
	}
	return out
}

func (b book) accountText(t int) string {
	var lines []string
	for i, e := range b.account(t) {
		if i == 0 {
			lines = append(lines, e.name+": "+amount(b.part, e.v))
			continue
		}
		lines = append(lines, signed(b.part, e.v)+" "+e.name)
	}
	return tip(lines...)
}

// Months is the book of one part: arrivals stacked by supplier, open orders,
// demand and stock as lines. The tips name what each figure is made of.
func Months(in Input, part string) chart.StackedBars {
	pic := chart.StackedBars{Labels: months(in.Project), Axis: chart.Axis{Title: unitOf(in.Project, part)}}
	b, ok := bookOf(in, part)
	if !ok {
		return pic
	}
	f := b.flow
	series := func(kind, name string, tint palette.Tint, values []float64, inputs func(t int) string) chart.Series {
		s := chart.Series{Name: name, Values: values, Tint: tint}
		for t, v := range values {
			s.Tips = append(s.Tips, tip(name+" · "+b.month(t), amount(b.part, v), inputs(t)))
			s.IDs = append(s.IDs, fmt.Sprintf("%s|%d", kind, t))
		}
		return s
	}
	if sum(f.Open) > 0 {
		pic.Series = append(pic.Series, series("open", tr.T("Open orders"), palette.Neutral, f.Open, b.openText))
	}
	bySupplier := map[string][]float64{}
	for _, a := range in.Plan.Awards {
		t := int(a.Arrives - in.Project.Start)
		if a.Part != part || t < 0 || t >= in.Project.Months {
			continue
		}
		if bySupplier[a.Group] == nil {
			bySupplier[a.Group] = make([]float64, in.Project.Months)
		}
		bySupplier[a.Group][t] += a.Pieces
	}
	for _, g := range sortedBySum(bySupplier) {
		pic.Series = append(pic.Series, series("award|"+g, g, palette.Auto, bySupplier[g], func(t int) string { return b.ordersText(g, t) }))
	}
	need := func(t int) string {
		if b.part.MassKg().OK && b.part.Unit != planner.Kilograms {
			return tr.F("%s of %s a piece", mass(f.Demand[t]*b.part.MassKg().V), mass(b.part.MassKg().V))
		}
		return ""
	}
	pic.Lines = append(pic.Lines, series("demand", tr.T("Demand"), palette.Bad, f.Demand, need),
		series("stock", tr.T("Stock at month end"), palette.Ok, f.Stock, b.accountText))
	if sum(f.Backlog) > 0 {
		late := series("late", tr.T("Late"), palette.Warn, f.Backlog, b.accountText)
		late.Dashed = true
		pic.Lines = append(pic.Lines, late)
	}
	for _, d := range in.Plan.DesignChanges {
		if d.Part == part {
			pic.Markers = append(pic.Markers, chart.Marker{ID: gateID(gateDesign, d.Part, d.Start), At: float64(d.Start - in.Project.Start), Text: d.To, Tint: palette.Accent,
				Tip: tr.F("From %s in grade %s", figures.MonthLabel(d.Start), d.To)})
		}
	}
	return pic
}

func (b book) openText(t int) string {
	var lines []string
	for _, s := range b.open(t) {
		lines = append(lines, tr.F("%s: %s already ordered", cmp.Or(s.Offer, figures.Missing), amount(b.part, s.Pieces)))
	}
	return tip(lines...)
}

func (b book) ordersText(group string, t int) string {
	var lines []string
	for _, a := range b.orders(group, t) {
		lines = append(lines, tr.F("%s: %s, ordered in %s, landed at %s per kg", a.Offer, amount(b.part, a.Pieces), figures.MonthLabel(a.Ordered), figures.Money(b.in.Project.Currency, a.Landed)))
	}
	return tip(lines...)
}

func unitOf(p *planner.Project, part string) string {
	if q := p.Part(part); q != nil && q.Unit == planner.Kilograms {
		return tr.T("kg per month")
	}
	return tr.T("pieces per month")
}

func sum(vs []float64) (s float64) {
	for _, v := range vs {
		s += v
	}
	return s
}

func sortedBySum(m map[string][]float64) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(sum(m[b]), sum(m[a])), cmp.Compare(a, b)) })
	return out
}
