package pictures

import (
	"math"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/planner"
)

// Stops says for every part and variant in which month demand is first unmet.
func Stops(in Input, vs []Variant) chart.Heat {
	pic := chart.Heat{Tint: palette.Bad, Key: [2]string{tr.T("late in the last month"), tr.T("late in the first month")}}
	var shown []Variant
	for _, v := range vs {
		if v.Plan != nil && v.Plan.Status != planner.StatusInfeasible {
			shown = append(shown, v)
			pic.Columns = append(pic.Columns, v.Name)
		}
	}
	if len(shown) == 0 {
		return pic
	}
	for i := range in.Project.Parts {
		part := &in.Project.Parts[i]
		row := make([]chart.HeatCell, len(shown))
		late := false
		for k, v := range shown {
			c := chart.HeatCell{ID: part.ID + "|" + v.ID, Text: tr.T("met"), Level: 0, Tip: tr.F("%s, %s\nEvery month's demand is met from stock and orders", part.ID, v.Name)}
			first, months, pieces := firstLate(v.Plan, part.ID)
			if months > 0 {
				late = true
				span := math.Max(1, float64(v.Plan.Months-1))
				c.Text, c.Level = figures.MonthLabel(first), 1-0.85*float64(first-v.Plan.Start)/span
				c.Tip = tr.F("%s, %s\nFirst unmet at the end of %s, in %s; at most %s late at a time", part.ID, v.Name, figures.MonthLabel(first), tr.N(months, "%s month", "%s months"), quantity(part, pieces))
			}
			row[k] = c
		}
		if late {
			pic.Rows, pic.Cells = append(pic.Rows, part.ID), append(pic.Cells, row)
		}
	}
	if len(pic.Rows) == 0 {
		pic.None = tr.T("No part runs short in any of these plans")
	}
	return pic
}

func firstLate(p *planner.Plan, part string) (first planner.Month, months int, most float64) {
	for _, s := range p.Shortfalls {
		if s.Part != part || s.Pieces <= 1e-9 {
			continue
		}
		if months == 0 || s.Month < first {
			first = s.Month
		}
		months++
		most = math.Max(most, s.Pieces)
	}
	return first, months, most
}

func quantity(p *planner.Part, v float64) string {
	if p.Unit == planner.Kilograms {
		return tr.F("%s\u00a0kg", figures.Auto(v))
	}
	return tr.F("%s\u00a0pieces", figures.Number(math.Ceil(v-1e-6), 0))
}
