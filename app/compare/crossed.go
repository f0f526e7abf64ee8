package compare

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
	work "remanence/planner/compare"
)

// crossed asks what cost does when two drivers move at a time.
func (x *studies) crossed(in Input, a, b string, fixed bool) {
	s, ok := x.able(in)
	if !ok {
		return
	}
	digest := x.stand["grid"]
	var g work.Grid
	x.ask("grid", func(ctx context.Context, tell func(news)) (err error) {
		g, err = s.Grid(ctx, in.Project, in.Plan, a, b, fixed, told(tell))
		return err
	}, func() {
		x.grid = &g
		x.keep("grid", digest, g)
	})
}

// driverOf is a driver of the project by its id.
// driverName is what a driver of the tornado is called on the screen.
func driverName(id, name string) string {
	if code, ok := strings.CutPrefix(id, "fx "); ok {
		if own, against, ok := strings.Cut(name, " against "); ok && own == code {
			return tr.F("%s against %s@@currencies", own, against)
		}
	}
	return words.Said(name)
}

func driverOf(p *planner.Project, f *planner.Facts, id string) (work.Driver, bool) {
	list := work.Drivers(p, f)
	i := slices.IndexFunc(list, func(d work.Driver) bool { return d.ID == id })
	if i < 0 {
		return work.Driver{Name: id}, false
	}
	return list[i], true
}

// GridPicture is one driver across, another down, and in each cell what the plan
// costs more there than as things stand.
func GridPicture(p *planner.Project, f *planner.Facts, g *work.Grid) chart.Heat {
	pic := chart.Heat{Tint: palette.Warn, Key: [2]string{tr.T("no dearer than the plan"), tr.T("dearest")}}
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
	label := func(d work.Driver, v float64) string { return figures.Auto(v) + " " + tr.Known(d.Unit) }
	for _, v := range g.Xs {
		pic.Columns = append(pic.Columns, label(x, v))
	}
	for j, v := range g.Ys {
		pic.Rows = append(pic.Rows, label(y, v))
		var row []chart.HeatCell
		for i, above := range g.Above[j] {
			c := chart.HeatCell{ID: fmt.Sprintf("%d|%d", j, i), Text: "–", Level: math.NaN(), Tip: driverName(x.ID, x.Name) + ": " + label(x, g.Xs[i]) + "\n" + driverName(y.ID, y.Name) + ": " + label(y, v)}
			if above.OK {
				c.Text, c.Level = figures.Short(math.Round(above.V)), math.Max(0, above.V)/math.Max(most, 1)
				c.Tip += "\n" + tr.F("%s against the plan", change(p.Currency, above))
			} else {
				c.Tip += "\n" + tr.T("No plan keeps the rules there")
			}
			row = append(row, c)
		}
		pic.Cells = append(pic.Cells, row)
	}
	return pic
}

// GridWords says what the picture shows.
func GridWords(p *planner.Project, f *planner.Facts, g *work.Grid) string {
	x, _ := driverOf(p, f, g.X)
	y, _ := driverOf(p, f, g.Y)
	if g.Fixed {
		return tr.F("%s across, %s down; %s above the plan, every order kept.", driverName(x.ID, x.Name), driverName(y.ID, y.Name), p.Currency)
	}
	return tr.F("%s across, %s down; %s above the plan, planned anew at each pair.", driverName(x.ID, x.Name), driverName(y.ID, y.Name), p.Currency)
}

// gridTab is the tab of two drivers.
func (t *studyTabs) gridTab() {
	t.across, t.down = ui.NewPick(nil, nil), ui.NewPick(nil, nil)
	t.crossing = ui.NewPick([]ui.Option{{ID: "fixed", Label: tr.T("every order kept")}, {ID: "anew", Label: tr.T("planned anew")}}, nil)
	t.crossing.SetSelected("fixed")
	sized := func(p *ui.Pick, width float32) fyne.CanvasObject {
		return container.NewGridWrap(fyne.NewSize(width, p.MinSize().Height), p)
	}
	t.tab("grid", chart.Heat{}, []fyne.CanvasObject{sized(t.across, 210), widget.NewLabel(tr.T("and")), sized(t.down, 210), widget.NewLabel(tr.T("with@@and")), sized(t.crossing, 150)}, tr.T("Cross them"), func() {
		t.asked.crossed(t.page.input(), t.across.Selected(), t.down.Selected(), t.crossing.Selected() == "fixed")
	})
}

// followGrid offers the drivers of the project.
func (t *studyTabs) followGrid(in Input) {
	var options []ui.Option
	for _, d := range work.Drivers(in.Project, in.Facts) {
		options = append(options, ui.Option{ID: d.ID, Label: driverName(d.ID, d.Name), Detail: tr.Known(d.Unit)})
	}
	for i, pick := range []*ui.Pick{t.across, t.down} {
		pick.SetOptions(options)
		if pick.Selected() == "" && len(options) > 0 {
			pick.SetSelected(work.Usual[i])
		}
	}
}
