package pictures

import (
	"math"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
	"remanence/planner/risk"
)

// StopChances is the chance of a stopped line by month for each policy.
func StopChances(s *risk.Simulation) chart.Lines {
	pic := chart.Lines{Axis: chart.Axis{Title: tr.T("chance that a line stands still"), Format: func(v float64) string { return figures.Percent(v, 0) }}}
	if s == nil {
		return pic
	}
	for m := range s.Months {
		pic.Labels = append(pic.Labels, figures.MonthLabel(s.Start+planner.Month(m)))
	}
	for _, p := range s.Policies {
		pic.Series = append(pic.Series, chart.Series{Name: tr.Known(p.Name), Values: p.StopByMonth})
	}
	return pic
}

// Distributions are, for each policy, the share of paths that cost at most so much:
// the costs run from the least of any policy to the most but one path in a hundred.
func Distributions(s *risk.Simulation) chart.Lines {
	pic := chart.Lines{Axis: chart.Axis{Title: tr.T("share of paths that cost at most that"), From: 0, To: 1, Format: func(v float64) string { return figures.Percent(v, 0) }}}
	if s == nil || len(s.Policies) == 0 {
		return pic
	}
	low, high := math.Inf(1), math.Inf(-1)
	for i := range s.Policies {
		d := &s.Policies[i].Cost
		if len(d.Edges) < 2 {
			return pic
		}
		low, high = min(low, d.Edges[0]), max(high, d.Quantile(0.99))
	}
	const steps = 60
	for k := range steps + 1 {
		pic.Labels = append(pic.Labels, figures.MoneyShort(s.Currency, low+(high-low)*float64(k)/steps))
	}
	for i := range s.Policies {
		line := chart.Series{Name: tr.Known(s.Policies[i].Name)}
		for k := range steps + 1 {
			line.Values = append(line.Values, s.Policies[i].Cost.AtMost(low+(high-low)*float64(k)/steps))
		}
		pic.Series = append(pic.Series, line)
	}
	return pic
}
