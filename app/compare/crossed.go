package compare

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"remanence/app/chart"
	"remanence/app/pictures"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
	work "remanence/planner/compare"
	"remanence/planner/scenario"
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
	t.tab("grid", chart.Heat{}, nil, tr.T("Cross them"), func() {
		t.asked.crossed(t.page.input(), t.across.Selected(), t.down.Selected(), t.crossing.Selected() == "fixed")
	})
	picks := container.NewHBox(sized(t.across, 230), widget.NewLabel(tr.T("and")), sized(t.down, 230), widget.NewLabel(tr.T("with@@and")), sized(t.crossing, 200))
	t.objects["grid"] = container.NewBorder(picks, nil, nil, nil, t.objects["grid"])
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

// askPair offers the pair of a cell as a scenario, or shows it where there is one.
func (t *studyTabs) askPair(id string) {
	var row, col int
	g := t.asked.grid
	if _, err := fmt.Sscanf(id, "%d|%d", &row, &col); err != nil || g == nil || row >= len(g.Ys) || col >= len(g.Xs) {
		return
	}
	p := t.page
	base, facts := p.session.Base(), p.session.Facts()
	name := pictures.PairName(base, facts, g, col, row)
	pair, err := work.PairOf(base, facts, g.X, g.Xs[col], g.Y, g.Ys[row])
	if err != nil {
		ui.ShowError(p.window, tr.T("The pair cannot be made a scenario."), err)
		return
	}
	if len(pair) == 0 {
		ui.ShowInfo(p.window, name, tr.T("Both drivers stand as they are: this is the plan itself."))
		return
	}
	list, known := scenario.Stacked(base, pair, name)
	if known != "" {
		p.Shown("scenario/" + known)
		return
	}
	ui.Confirm(p.window, ui.Question{Title: name, Yes: tr.T("Add and plan"),
		Text: tr.T("Keep this pair as a scenario and plan it? It stands beside the others then, with what it changes, line stops and the bridge. Undo takes it away.")},
		func() { t.keepPair(name, list) })
}

// keepPair puts the scenarios of a pair into the project, shows the last, in which both
// hold, and plans it.
func (t *studyTabs) keepPair(name string, list []planner.Scenario) {
	p := t.page
	edits, err := scenario.AddAll(p.session.Base(), list, p.session.Doc().Digest())
	if err == nil {
		err = p.session.Apply(tr.F("What if: %s", name), edits...)
	}
	if err != nil {
		ui.Toast(p.window, ui.Notice{Text: words.Failure(err), Tint: palette.Warn})
		return
	}
	p.added(edits[len(edits)-1])
}
