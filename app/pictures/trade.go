package pictures

import (
	"math"

	"remanence/app/chart"
	"remanence/app/measures"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
)

// Trade sets the cost of every variant against one of its shares: what is up and
// to the right is beaten.
func Trade(in Input, vs []Variant, x measures.Measure) chart.Points {
	pic := chart.Points{X: chart.Axis{Title: x.Title, Format: shareTick, Least: 0, Most: 1},
		Y: chart.Axis{Title: tr.F("%s, discounted", in.Project.Currency)}}
	groups := []chart.Cloud{{Name: tr.T("Baselines"), Tint: palette.SeriesTint(1)}, {Name: tr.T("Plan"), Tint: palette.Accent}, {Name: tr.T("Scenarios"), Tint: palette.SeriesTint(2)}}
	for _, v := range vs {
		share, text := x.Read(v.Plan)
		if !share.OK {
			continue
		}
		g := 2
		switch v.ID {
		case AsToday, Cheapest:
			g = 0
		case ThePlan:
			g = 1
		}
		tip := v.Name + "\n" + figures.Money(v.Plan.Currency, v.Plan.TotalCost) + "\n" + x.Title + ": " + text
		if n := len(v.Plan.Shortfalls); n > 0 {
			tip += tr.F("\nDemand is late in %s", tr.N(n, "%s case", "%s cases"))
		}
		groups[g].Spots = append(groups[g].Spots, chart.Spot{ID: v.ID, Label: v.Name, Tip: tip, X: share.V, Y: v.Plan.TotalCost, Strong: v.ID == ThePlan})
	}
	for _, g := range groups {
		if len(g.Spots) > 0 {
			pic.Clouds = append(pic.Clouds, g)
		}
	}
	return pic
}

// shareTick writes a share with a decimal only where it says something: 77.5 % is not
// 78 %.
func shareTick(v float64) string {
	if math.Abs(100*v-math.Round(100*v)) < 0.05 {
		return figures.Percent(v, 0)
	}
	return figures.Percent(v, 1)
}
