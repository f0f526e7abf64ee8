package plan

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"remanence/app/chart"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
)

// months are the labels of the plan's months.
func months(p *planner.Project) []string {
	out := make([]string, p.Months)
	for t := range out {
		out[t] = (p.Start + planner.Month(t)).Label()
	}
	return out
}

// Months is the book of one part: arrivals stacked by supplier, open orders,
// demand and stock as lines.
func Months(in Input, part string) chart.StackedBars {
	pic := chart.StackedBars{Labels: months(in.Project), Axis: chart.Axis{Title: unitOf(in.Project, part)}}
	i := -1
	if in.Plan != nil {
		i = slices.IndexFunc(in.Plan.Flows, func(f planner.PartFlow) bool { return f.Part == part })
	}
	if i < 0 {
		return pic
	}
	f := in.Plan.Flows[i]
	if sum(f.Open) > 0 {
		pic.Series = append(pic.Series, chart.Series{Name: "Open orders", Values: f.Open, Tint: palette.Neutral})
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
		pic.Series = append(pic.Series, chart.Series{Name: g, Values: bySupplier[g]})
	}
	pic.Lines = append(pic.Lines, chart.Series{Name: "Demand", Values: f.Demand, Tint: palette.Bad},
		chart.Series{Name: "Stock at month end", Values: f.Stock, Tint: palette.Ok})
	if sum(f.Backlog) > 0 {
		pic.Lines = append(pic.Lines, chart.Series{Name: "Late", Values: f.Backlog, Tint: palette.Warn, Dashed: true})
	}
	for _, d := range in.Plan.DesignChanges {
		if d.Part == part {
			pic.Markers = append(pic.Markers, chart.Marker{At: float64(d.Start - in.Project.Start), Text: d.To, Tint: palette.Accent,
				Tip: "From " + d.Start.Label() + " in grade " + d.To})
		}
	}
	return pic
}

func unitOf(p *planner.Project, part string) string {
	if q := p.Part(part); q != nil && q.Unit == planner.Kilograms {
		return "kg per month"
	}
	return "pieces per month"
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

// CostRow is one kind of cost of both plans, as text.
type CostRow struct {
	Kind, AsToday, Plan, Change string
	Total                       bool
}

// Costs lists the discounted cost by kind; kinds that are nothing in both plans
// are left out.
func Costs(in Input) []CostRow {
	var rows []CostRow
	if in.Plan == nil {
		return nil
	}
	money := func(v float64) string { return figures.Money(in.Project.Currency, v) }
	now := in.Plan.ByKind()
	row := func(name string, was planner.Opt[float64], is float64) CostRow {
		r := CostRow{Kind: name, Plan: money(is), AsToday: figures.Missing, Change: figures.Missing}
		if was.OK {
			r.AsToday, r.Change = money(was.V), figures.Signed(is-was.V, 2)
		}
		return r
	}
	var before map[planner.CostKind]float64
	if in.AsToday != nil {
		before = in.AsToday.ByKind()
	}
	for _, k := range planner.CostKinds {
		if math.Abs(now[k]) < 0.005 && math.Abs(before[k]) < 0.005 {
			continue
		}
		rows = append(rows, row(k.Label(), planner.Opt[float64]{V: before[k], OK: in.AsToday != nil}, now[k]))
	}
	total := planner.Opt[float64]{}
	if in.AsToday != nil {
		total = planner.Some(in.AsToday.TotalCost)
	}
	last := row("Total, discounted", total, in.Plan.TotalCost)
	last.Total = true
	return append(rows, last)
}

// CostWalk is the waterfall from buying as today to the plan.
func CostWalk(in Input) chart.Waterfall {
	pic := chart.Waterfall{Axis: chart.Axis{Title: in.Project.Currency + ", discounted"}}
	if in.Plan == nil {
		return pic
	}
	now, before := in.Plan.ByKind(), map[planner.CostKind]float64{}
	if in.AsToday != nil {
		before = in.AsToday.ByKind()
		pic.Steps = append(pic.Steps, chart.Step{ID: "as_today", Label: "As today", Value: in.AsToday.TotalCost, Total: true,
			Tip: figures.Money(in.Project.Currency, in.AsToday.TotalCost)})
	} else {
		pic.Steps = append(pic.Steps, chart.Step{ID: "zero", Label: "Nothing", Total: true})
	}
	for _, k := range planner.CostKinds {
		d := now[k] - before[k]
		if math.Abs(d) < 0.5 {
			continue
		}
		pic.Steps = append(pic.Steps, chart.Step{ID: string(k), Label: k.Label(), Value: d,
			Tip: fmt.Sprintf("%s: %s, as today %s", k.Label(), figures.Money(in.Project.Currency, now[k]), figures.Money(in.Project.Currency, before[k]))})
	}
	pic.Steps = append(pic.Steps, chart.Step{ID: "plan", Label: "Plan", Total: true, Tip: figures.Money(in.Project.Currency, in.Plan.TotalCost)})
	return pic
}

// Change is a qualification or a change of grade in words.
type Change struct {
	What, When, Cost string
	Offer, Part      string
}

// Changes are the qualifications and changes of grade, earliest first.
func Changes(in Input) []Change {
	if in.Plan == nil {
		return nil
	}
	type dated struct {
		m planner.Month
		c Change
	}
	var all []dated
	money := func(v float64) string { return figures.MoneyShort(in.Project.Currency, v) }
	for _, q := range in.Plan.Qualifications {
		c := Change{What: "Qualify " + offers(in.Project, q.Offers), When: q.Start.Label() + " to " + q.Usable.Label(), Cost: money(q.Cost)}
		if len(q.Offers) > 0 {
			c.Offer = q.Offers[0]
		}
		all = append(all, dated{q.Start, c})
	}
	for _, d := range in.Plan.DesignChanges {
		all = append(all, dated{d.Start, Change{What: d.Part + ": change " + d.From + " to " + d.To, When: "from " + d.Start.Label(), Cost: money(d.Cost), Part: d.Part}})
	}
	slices.SortStableFunc(all, func(a, b dated) int { return cmp.Compare(a.m, b.m) })
	out := make([]Change, len(all))
	for i := range all {
		out[i] = all[i].c
	}
	return out
}

// offers names the suppliers of offers once, with what they are quoted for.
func offers(p *planner.Project, ids []string) string {
	var out []string
	for _, id := range ids {
		name := id
		if o := p.Offer(id); o != nil {
			name = o.Supplier + " (" + id + ", " + o.Item + ")"
		}
		out = append(out, name)
	}
	return words.List(out)
}

// Gates is the timeline of qualifications and changes of grade.
func Gates(in Input) chart.Timeline {
	pic := chart.Timeline{Labels: months(in.Project)}
	if in.Plan == nil {
		return pic
	}
	at := func(m planner.Month) float64 { return float64(m - in.Project.Start) }
	for _, q := range in.Plan.Qualifications {
		name := ""
		if len(q.Offers) > 0 {
			name = q.Offers[0]
			if o := in.Project.Offer(name); o != nil {
				name = o.Supplier + " " + name
			}
		}
		pic.Lanes = append(pic.Lanes, chart.Lane{ID: name, Label: name,
			Spans: []chart.Span{{ID: name, Text: "qualification", Tip: "Qualify " + offers(in.Project, q.Offers) + ", " + figures.Money(in.Project.Currency, q.Cost),
				From: at(q.Start), To: at(q.Usable), Tint: palette.Info}},
			Gates: []chart.Gate{{ID: name, At: at(q.Usable), Tip: "Usable from " + q.Usable.Label(), Tint: palette.Ok}}})
	}
	for _, d := range in.Plan.DesignChanges {
		pic.Lanes = append(pic.Lanes, chart.Lane{ID: d.Part, Label: d.Part, Spans: []chart.Span{{ID: d.Part, Text: d.To, From: at(d.Start), To: float64(in.Project.Months),
			Tint: palette.Accent, Tip: "From " + d.Start.Label() + " in grade " + d.To + ", " + figures.Money(in.Project.Currency, d.Cost) + " once"}}})
	}
	return pic
}

// FirstPart is the part the month picture opens with: the first one short, else
// the one with the largest mass ordered, else the first of the project.
func FirstPart(in Input) string {
	best, kg := "", -1.0
	if in.Plan != nil {
		if len(in.Plan.Shortfalls) > 0 {
			return in.Plan.Shortfalls[0].Part
		}
		mass := map[string]float64{}
		for _, a := range in.Plan.Awards {
			mass[a.Part] += a.Kg
		}
		for i := range in.Project.Parts {
			if id := in.Project.Parts[i].ID; mass[id] > kg {
				best, kg = id, mass[id]
			}
		}
	}
	if best == "" && len(in.Project.Parts) > 0 {
		best = in.Project.Parts[0].ID
	}
	return best
}
