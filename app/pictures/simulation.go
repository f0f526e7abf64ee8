package pictures

import (
	"fmt"
	"math"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/planner"
	"remanence/planner/risk"
)

// StopChances is the chance of a stopped line by month for each policy, with the band
// that so many paths leave open.
func StopChances(s *risk.Simulation) chart.Lines {
	pic := chart.Lines{Axis: chart.Axis{Title: tr.T("chance that a line stands still"), Format: func(v float64) string { return figures.Percent(v, 0) }}}
	if s == nil {
		return pic
	}
	for m := range s.Months {
		pic.Labels = append(pic.Labels, figures.MonthLabel(s.Start+planner.Month(m)))
	}
	for i, p := range s.Policies {
		line := chart.Series{Name: tr.Known(p.Name), ID: p.Name, Values: p.StopByMonth, Tint: palette.SeriesTint(i)}
		band := chart.Band{ID: p.Name, Name: tr.T("95 % sure to lie within"), Tint: line.Tint}
		for m, v := range p.StopByMonth {
			f := s.StopIn(i, m)
			band.Low, band.High = append(band.Low, f.Low), append(band.High, f.High)
			line.IDs = append(line.IDs, pointID(p.Name, m))
			line.Tips = append(line.Tips, tip(line.Name+" · "+figures.MonthLabel(s.Start+planner.Month(m)), tr.F("%s: %s of the paths", pic.Axis.Title, figures.Percent(v, 2)),
				tr.F("95 %% sure to lie within %s and %s", figures.Percent(f.Low, 2), figures.Percent(f.High, 2)), pathsOf(s)))
		}
		pic.Series, pic.Bands = append(pic.Series, line), append(pic.Bands, band)
	}
	return pic
}

// The names under which policies are kept in results: they know no language.
var NameAsToday, NameCheapest, NamePlan, NameExpedited = tr.Mark("As today"), tr.Mark("Cheapest"), tr.Mark("Plan"), tr.Mark("Plan, expedited when short")

// pathsOf is how many paths a figure comes from.
func pathsOf(s *risk.Simulation) string {
	return tr.F("%s paths, seed %d", figures.Number(float64(s.Paths), 0), s.Seed)
}

// pointID is the id of a month, a class or a step of a policy.
func pointID(policy string, k int) string { return fmt.Sprintf("%s|%d", policy, k) }

// costRange is what costs a picture of a simulation shows: from the least of any
// policy to the most but one path in a hundred; false where nothing was counted.
func costRange(s *risk.Simulation) (low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	if s == nil || len(s.Policies) == 0 {
		return low, high, false
	}
	for i := range s.Policies {
		d := &s.Policies[i].Cost
		if len(d.Edges) < 2 {
			return low, high, false
		}
		low, high = min(low, d.Edges[0]), max(high, d.Quantile(0.99))
	}
	return low, high, high > low
}

// costClasses is how many bars a policy has.
const costClasses = 50

// Distribution is how often each policy costs what on the same random paths, with the
// median, the 95th of 100 and the mean of the worst 5 % marked.
func Distribution(s *risk.Simulation) chart.Distribution {
	pic := chart.Distribution{Marks: []string{tr.T("Median"), tr.T("95th of 100"), tr.T("Mean of the worst 5 %")}}
	low, high, ok := costRange(s)
	if !ok {
		return pic
	}
	beyond := 0.0
	for i := range s.Policies {
		high = max(high, s.Policies[i].Cost.CVaR95.Value) // which must be seen
	}
	for k := range costClasses + 1 {
		pic.Borders = append(pic.Borders, low+(high-low)*float64(k)/costClasses)
	}
	for i := range s.Policies {
		d := &s.Policies[i].Cost
		beyond = max(beyond, 1-d.AtMost(high))
		x := chart.Sample{ID: s.Policies[i].Name, Name: tr.Known(s.Policies[i].Name), Marks: []float64{d.P50.Value, d.P95.Value, d.CVaR95.Value},
			Note: pathsOf(s)}
		below := 0.0
		for k, to := range pic.Borders[1:] {
			at := d.AtMost(to)
			x.IDs = append(x.IDs, pointID(s.Policies[i].Name, k))
			x.Shares, below = append(x.Shares, at-below), at
		}
		pic.Samples = append(pic.Samples, x)
	}
	pic.Axis = chart.Axis{Title: tr.F("%s, discounted", s.Currency), Format: figures.Tick, Exact: moneyOf(s.Currency)}
	if beyond > 0.0005 {
		pic.Axis.Title = tr.F("%s, discounted; up to %s of the paths cost more than this", s.Currency, figures.Percent(beyond, 1))
	}
	return pic
}

// cumulativeSteps is into how many steps the costs of a cumulative line are cut.
const cumulativeSteps = 60

// cumulativeAt is the cost at a step.
func cumulativeAt(low, high float64, k int) float64 {
	return low + (high-low)*float64(k)/cumulativeSteps
}

// Cumulative is, for each policy, the share of paths that cost at most so much.
func Cumulative(s *risk.Simulation) chart.Lines {
	pic := chart.Lines{Axis: chart.Axis{Title: tr.T("share of paths that cost at most that"), From: 0, To: 1, Format: func(v float64) string { return figures.Percent(v, 0) }}}
	low, high, ok := costRange(s)
	if !ok {
		return pic
	}
	for k := range cumulativeSteps + 1 {
		pic.Labels = append(pic.Labels, figures.MoneyShort(s.Currency, cumulativeAt(low, high, k)))
	}
	for i := range s.Policies {
		line := chart.Series{Name: tr.Known(s.Policies[i].Name), ID: s.Policies[i].Name}
		for k := range cumulativeSteps + 1 {
			at := cumulativeAt(low, high, k)
			line.IDs = append(line.IDs, pointID(s.Policies[i].Name, k))
			share := s.Policies[i].Cost.AtMost(at)
			line.Values = append(line.Values, share)
			line.Tips = append(line.Tips, tip(line.Name, tr.F("%s of the paths cost at most %s", figures.Percent(share, 2), figures.Money(s.Currency, at)), pathsOf(s)))
		}
		pic.Series = append(pic.Series, line)
	}
	return pic
}
