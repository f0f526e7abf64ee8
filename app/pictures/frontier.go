package pictures

import (
	"fmt"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/compare"
)

// AxisName says in words what a frontier moves.
func AxisName(f *planner.Facts, r planner.Rule) string {
	switch r.Type {
	case compare.TailAxis:
		return tr.T("Worst tenth of the scenarios, mean cost")
	case planner.CountryShareMax:
		country := tr.T("Largest country")
		if len(r.Countries) == 1 && r.Countries[0] != "each" {
			country = words.Country(f, r.Countries[0])
		}
		if len(r.Elements) <= 1 && len(r.Stages) == 1 {
			element := "all"
			if len(r.Elements) == 1 {
				element = r.Elements[0]
			}
			return tr.F("%s share, %s", country, words.ElementAtStage(element, r.Stages[0]))
		}
		return tr.F("%s share", country)
	case planner.LicenceShareMax:
		return tr.T("Share that needs an export licence")
	case planner.CO2IntensityMax:
		return tr.T("Carbon, kg CO2 per kg")
	}
	return string(r.Type)
}

// Frontier draws the plans that none beats in both cost and exposure.
func Frontier(in Input, axis planner.Rule, points []compare.Point) chart.Points {
	write := exposureOf(in, axis)
	pic := chart.Points{X: chart.Axis{Title: AxisName(in.Facts, axis), Format: write}, Y: chart.Axis{Title: tr.F("%s, discounted, penalties included", in.Project.Currency), Exact: moneyOf(in.Project.Currency)}}
	if axis.Type.Unit() == planner.UnitPercent {
		pic.X.Least, pic.X.Most = 0, 100
	}
	if axis.Type == compare.TailAxis {
		pic.Y.Title = tr.F("%s, mean over the scenarios, penalties included", in.Project.Currency)
	}
	cloud := chart.Cloud{Name: tr.T("None beats these"), Tint: palette.Accent, Joined: true}
	for i, p := range points {
		cloud.Spots = append(cloud.Spots, chart.Spot{ID: fmt.Sprint(i), Label: write(p.Exposure), X: p.Exposure, Y: p.Cost,
			Tip: tr.F("%s · %s\n%s\nAt most %s better exists.", write(p.Exposure), figures.Money(in.Project.Currency, p.Cost), words.Reason(p.Text), figures.Percent(p.Gap, 1))})
	}
	if len(points) > 0 {
		pic.Clouds = []chart.Cloud{cloud}
	}
	return pic
}
