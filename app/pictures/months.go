package pictures

import (
	"cmp"
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
		pic.Series = append(pic.Series, chart.Series{Name: tr.T("Open orders"), Values: f.Open, Tint: palette.Neutral})
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
	pic.Lines = append(pic.Lines, chart.Series{Name: tr.T("Demand"), Values: f.Demand, Tint: palette.Bad},
		chart.Series{Name: tr.T("Stock at month end"), Values: f.Stock, Tint: palette.Ok})
	if sum(f.Backlog) > 0 {
		pic.Lines = append(pic.Lines, chart.Series{Name: tr.T("Late"), Values: f.Backlog, Tint: palette.Warn, Dashed: true})
	}
	for _, d := range in.Plan.DesignChanges {
		if d.Part == part {
			pic.Markers = append(pic.Markers, chart.Marker{At: float64(d.Start - in.Project.Start), Text: d.To, Tint: palette.Accent,
				Tip: tr.F("From %s in grade %s", figures.MonthLabel(d.Start), d.To)})
		}
	}
	return pic
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
