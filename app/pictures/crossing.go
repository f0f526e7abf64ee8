package pictures

import (
	"fmt"
	"math"
	"slices"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/planner"
	"remanence/planner/compare"
)

// driverOf is a driver of the project by its id.
func driverOf(p *planner.Project, f *planner.Facts, id string) (compare.Driver, bool) {
	list := compare.Drivers(p, f)
	i := slices.IndexFunc(list, func(d compare.Driver) bool { return d.ID == id })
	if i < 0 {
		return compare.Driver{Name: id}, false
	}
	return list[i], true
}

// Crossing is one driver across, another down, and in each cell what the plan
// costs more there than as things stand.
func Crossing(p *planner.Project, f *planner.Facts, g *compare.Grid) chart.Heat {
	pic := chart.Heat{Tint: palette.Warn, Key: [2]string{tr.T("no dearer than the plan"), tr.F("dearest, in %s", p.Currency)}}
	if g == nil {
		return pic
	}
	x, _ := driverOf(p, f, g.X)
	y, _ := driverOf(p, f, g.Y)
	most := 0.0
	for _, row := range g.Above {
		for _, v := range row {
			most = math.Max(most, v.V)
		}
	}
	label := func(d compare.Driver, v float64) string { return figures.Auto(v) + " " + tr.Known(d.Unit) }
	for _, v := range g.Xs {
		pic.Columns = append(pic.Columns, label(x, v))
	}
	for j, v := range g.Ys {
		pic.Rows = append(pic.Rows, label(y, v))
		var row []chart.HeatCell
		for i, above := range g.Above[j] {
			c := chart.HeatCell{ID: fmt.Sprintf("%d|%d", j, i), Text: "–", Level: math.NaN(), Tip: DriverName(x.ID, x.Name) + ": " + label(x, g.Xs[i]) + "\n" + DriverName(y.ID, y.Name) + ": " + label(y, v)}
			if above.OK {
				c.Text, c.Level = figures.Short(math.Round(above.V)), math.Max(0, above.V)/math.Max(most, 1)
				c.Tip += "\n" + tr.F("%s against the plan", change(p.Currency, above))
			} else if g.Cut {
				c.Tip += "\n" + tr.T("Not reached yet, or no plan keeps the rules there")
			} else {
				c.Tip += "\n" + tr.T("No plan keeps the rules there")
			}
			row = append(row, c)
		}
		pic.Cells = append(pic.Cells, row)
	}
	return pic
}

// CrossingWords says what the picture shows.
func CrossingWords(p *planner.Project, f *planner.Facts, g *compare.Grid) string {
	x, _ := driverOf(p, f, g.X)
	y, _ := driverOf(p, f, g.Y)
	if g.Fixed {
		return tr.F("%s across, %s down; %s above the plan, every order kept.", DriverName(x.ID, x.Name), DriverName(y.ID, y.Name), p.Currency)
	}
	return tr.F("%s across, %s down; %s above the plan, planned anew at each pair.", DriverName(x.ID, x.Name), DriverName(y.ID, y.Name), p.Currency)
}
