package pictures

import (
	"fmt"
	"math"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// Prices are the price paths of the project by month, each against its own value in
// the first month: prices of elements lie too far apart, and in other currencies, for
// one axis. The money stands in the tips.
func Prices(p *planner.Project) chart.Lines {
	pic := chart.Lines{Axis: chart.Axis{Title: tr.T("first month of the plan = 100"), Format: figures.Auto}, Floats: true}
	for i := range p.Indices {
		x := &p.Indices[i]
		first := x.At(p.Start)
		if !first.OK || first.V <= 0 {
			continue
		}
		line := chart.Series{Name: x.ID, ID: x.ID}
		for t := range p.Months {
			m := p.Start + planner.Month(t)
			v := x.At(m).Or(math.NaN())
			line.Values = append(line.Values, 100*v/first.V)
			line.IDs = append(line.IDs, fmt.Sprintf("%s|%d", x.ID, t))
			line.Tips = append(line.Tips, tip(tr.F("%s, %s\n%s per kg", x.ID, figures.MonthLabel(m), figures.Money(x.Currency, v)),
				tr.F("%s of the first month's %s", figures.Percent(v/first.V, 2), perKg(x.Currency, first.V))))
		}
		pic.Series = append(pic.Series, line)
	}
	if len(pic.Series) > 0 {
		pic.Labels = months(p)
	}
	return pic
}
