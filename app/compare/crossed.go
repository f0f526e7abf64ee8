package compare

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"remanence/app/chart"
	"remanence/app/pictures"
	"remanence/app/tr"
	"remanence/app/ui"
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
		g, err = s.Grid(ctx, in.Project, in.Plan, a, b, fixed, func(g work.Grid) { tell(news{grid: &g}) }, told(tell))
		return err
	}, func() {
		x.grid = &g
		delete(x.cut, "grid")
		x.keep("grid", digest, g)
	})
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
		options = append(options, ui.Option{ID: d.ID, Label: pictures.DriverName(d.ID, d.Name), Detail: tr.Known(d.Unit)})
	}
	for i, pick := range []*ui.Pick{t.across, t.down} {
		pick.SetOptions(options)
		if pick.Selected() == "" && len(options) > 0 {
			pick.SetSelected(work.Usual[i])
		}
	}
}
