package pictures

import (
	"fmt"
	"math"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/planner"
)

// coverFull is the cover in weeks at and above which a cell has no shade.
const coverFull = 12

// Cover is how many weeks of demand the stock of each part feeds at each month
// end: the fewer, the darker; a month with demand left open is marked. A cell
// has the id of its part and month.
func Cover(in Input) chart.Heat {
	pic := chart.Heat{Columns: narrowMonths(in.Project), Key: [2]string{tr.F("%d weeks or more", coverFull), tr.T("no stock left")}, Tint: palette.Warn, Months: true}
	if in.Plan == nil {
		return pic
	}
	for i := range in.Plan.Flows {
		f := &in.Plan.Flows[i]
		pic.Rows = append(pic.Rows, f.Part)
		row := make([]chart.HeatCell, len(f.Stock))
		for t := range f.Stock {
			weeks, known := coverWeeks(f, t)
			late := monthOf(f.Backlog, t) + monthOf(f.Lost, t)
			c := chart.HeatCell{ID: fmt.Sprintf("%s|%d", f.Part, t), Level: math.NaN()}
			part := in.Project.Part(f.Part)
			c.Tip = tr.F("%s, end of %s\nStock %s", f.Part, figures.MonthLabel(in.Project.Start+planner.Month(t)), amount(part, f.Stock[t]))
			switch {
			case late > 0:
				c.Text, c.Tint, c.Level = tr.T("late"), palette.Bad, 1
				c.Tip += tr.F("\nDemand not met: %s", amount(part, late))
			case known:
				c.Text, c.Level = figures.Number(weeks, 0), 1-math.Min(weeks, coverFull)/coverFull
				c.Tip += tr.F("\nFeeds %s weeks of the demand that follows", figures.Number(weeks, 1))
				if next := monthOf(f.Demand, t+1); next > 0 {
					c.Tip += "\n" + tr.F("Demand of the next month: %s", amount(part, next))
				}
			default:
				c.Text, c.Level = "∞", 0
				c.Tip += tr.T("\nNo demand follows")
			}
			row[t] = c
		}
		pic.Cells = append(pic.Cells, row)
	}
	return pic
}

// coverWeeks is how long the stock at the end of a month feeds the demand after
// it. Beyond the plan demand goes on at the mean of its last three months. false
// when no demand follows.
func coverWeeks(f *planner.PartFlow, t int) (weeks float64, known bool) {
	n := len(f.Demand)
	tail := 0.0
	for k := max(0, n-3); k < n; k++ {
		tail += f.Demand[k] / float64(min(3, n))
	}
	left := f.Stock[t]
	for k := t + 1; ; k++ {
		need := tail
		if k < n {
			need = f.Demand[k]
		} else if tail <= 0 {
			return 0, false
		}
		if need > left {
			return weeks + planner.WeeksPerMonth*left/need, true
		}
		left -= need
		weeks += planner.WeeksPerMonth
		if weeks > 10*52 {
			return weeks, true
		}
	}
}

// monthOf is a month of a list that may be shorter than the plan.
func monthOf(list []float64, t int) float64 {
	if t < len(list) {
		return list[t]
	}
	return 0
}

// narrowMonths are labels for columns as narrow as a number: the year at each
// January, else the month alone.
func narrowMonths(p *planner.Project) []string {
	out := make([]string, p.Months)
	for t := range out {
		m := p.Start + planner.Month(t)
		if out[t] = figures.MonthName(m); m.Number() == 1 {
			out[t] = fmt.Sprintf("’%02d", m.Year()%100)
		}
	}
	return out
}
