package pictures

import (
	"math"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/palette"
	"remanence/planner"
)

// Demand is the demand of a part by month, and with "" that of all parts in kg.
func Demand(p *planner.Project, part string) chart.StackedBars {
	title, unit, at := tr.T("Demand, all parts"), "kg", func(t int) float64 {
		kg := 0.0
		for i := range p.Parts {
			kg += p.Parts[i].Need(t) * p.Parts[i].MassKg().V
		}
		return kg
	}
	if x := p.Part(part); x != nil {
		title, unit, at = tr.T("Demand"), string(x.Unit), func(t int) float64 {
			if t < len(x.Demand) && x.Demand[t].OK {
				return x.Demand[t].V
			}
			return math.NaN()
		}
	}
	pic := chart.StackedBars{Title: title, Labels: months(p), Series: []chart.Series{{Name: tr.F("%s a month", unit), Tint: palette.Accent}}}
	for t := range pic.Labels {
		pic.Series[0].Values = append(pic.Series[0].Values, at(t))
	}
	return pic
}
