package compare

import (
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/chart"
	"remanence/app/chartview"
	"remanence/app/parts"
	"remanence/app/pictures"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/award"
	work "remanence/planner/compare"
)

// studyTabs are the tabs of the questions that take many plans.
type studyTabs struct {
	page    *Page
	asked   *studies
	axes    []planner.Rule
	axis    *ui.Pick
	how     *ui.Pick
	views   map[string]*chartview.View
	asks    map[string]*ui.Button
	stops   map[string]*ui.Button
	says    map[string]*ui.State
	wait    map[string]string // what a tab says before it is asked
	objects map[string]fyne.CanvasObject
	bars    map[string]*fyne.Container
	lines   *parts.Lines // what the robust plan is worth and does

	across, down, crossing *ui.Pick // of the grid
}

func newStudyTabs(p *Page) *studyTabs {
	t := &studyTabs{page: p, views: map[string]*chartview.View{}, asks: map[string]*ui.Button{}, stops: map[string]*ui.Button{}, says: map[string]*ui.State{}, objects: map[string]fyne.CanvasObject{}, bars: map[string]*fyne.Container{}}
	t.asked = &studies{session: p.session, choice: anyRobust}
	t.asked.told = t.show
	t.wait = map[string]string{"frontier": tr.T("The cheapest plan at each limit of an exposure. Takes some plans; points show as they are found."),
		"regret":  tr.T("Follows today's awards, the cheapest plan and the plan into every scenario and plans anew once it shows. Takes many plans."),
		"robust":  tr.T("The plan whose first months do best over several scenarios at once. Takes many plans; the best so far shows as it is found."),
		"grid":    tr.T("Moves two of prices, waits, ramps, demand, duties and currencies at a time, five values each. Takes many plans; cells show as they are found."),
		"tornado": tr.T("Moves prices, waits, ramps, demand, duties and currencies to a low and a high, one at a time. Takes many plans; bars show as they are found.")}
	t.axis = ui.NewPick(nil, nil)
	t.how = ui.NewPick([]ui.Option{{ID: "fixed", Label: tr.T("every order kept")}, {ID: "anew", Label: tr.T("planned anew")}}, func(string) { t.show() })
	t.how.SetSelected("fixed")
	t.tab("frontier", chart.Points{}, []fyne.CanvasObject{widget.NewLabel(tr.T("Cost against")), container.NewGridWrap(fyne.NewSize(320, t.axis.MinSize().Height), t.axis)}, tr.T("Find the frontier"), func() {
		for i, r := range t.axes {
			if strconv.Itoa(i) == t.axis.Selected() {
				t.asked.frontier(p.input(), r)
			}
		}
	})
	t.tab("regret", chart.Heat{}, nil, tr.T("Work out the regrets"), func() { t.asked.regrets(p.input()) })
	t.robustTab()
	t.gridTab()
	t.tab("tornado", chart.Tornado{}, []fyne.CanvasObject{widget.NewLabel(tr.T("With")), container.NewGridWrap(fyne.NewSize(200, t.how.MinSize().Height), t.how)}, tr.T("Find what moves the cost"), func() { t.asked.tornado(p.input()) })
	t.views["frontier"].OnTapped = func(id string) {
		if i, err := strconv.Atoi(id); err == nil && i < len(t.asked.points) {
			ui.ShowInfo(p.window, pictures.AxisName(p.session.Facts(), t.asked.axis)+": "+pictures.Frontier(p.input().drawn(), t.asked.axis, t.asked.points).Clouds[0].Spots[i].Label, words.Said(t.asked.points[i].Text))
		}
	}
	t.views["grid"].OnTapped = t.askPair
	for name, v := range t.views {
		kind := name
		if name == "grid" {
			kind = "crossing"
		}
		p.follow(kind, v)
	}
	return t
}

func (t *studyTabs) tab(name string, empty chart.Picture, left []fyne.CanvasObject, title string, ask func()) {
	t.views[name] = chartview.New(empty)
	t.views[name].Hint = func() string { return t.hint(name) }
	t.asks[name] = ui.NewButton(title, theme.SearchIcon(), t.wait[name], ask)
	stop := tr.T("Stop; what is found stays")
	if name == "regret" { // a regret is against the best of its column
		stop = tr.T("Stop; nothing shows before it is whole")
	}
	t.stops[name] = ui.NewButton(tr.T("Stop"), theme.CancelIcon(), stop, func() { t.asked.stop() })
	t.says[name] = ui.NewState(func() { t.page.session.Explain(t.stateWhy(name)) })
	bar := container.NewBorder(nil, nil, container.NewHBox(append(left, t.asks[name], t.stops[name])...), nil, t.says[name].Object())
	t.bars[name] = bar
	t.objects[name] = container.NewBorder(bar, nil, nil, nil, chartview.Scrolled(t.views[name]))
}

// stateWhy says what the line on a question counts.
func (t *studyTabs) stateWhy(name string) why.Explanation {
	return why.Progress(t.asks[name].Text, t.says[name].Text(), t.wait[name])
}

// hint says in the place of an answer what the question is, or why it cannot be asked.
func (t *studyTabs) hint(name string) string {
	if hint := t.page.session.Hint(); hint != "" {
		return hint
	}
	if _, able := t.asked.able(t.page.input()); !able {
		return tr.T("This needs a plan that is up to date.")
	}
	return tr.F("%s: %s", t.asks[name].Text, t.wait[name])
}

// follow brings the tabs up to date with the plan.
func (t *studyTabs) follow(in Input) {
	t.asked.follow(in)
	t.axes = nil
	if award.Planned(in.Plan) {
		t.axes = work.Axes(in.Plan)
		if len(work.Cases(in.Project)) > 1 {
			t.axes = append(t.axes, planner.Rule{Type: work.TailAxis})
		}
	}
	var options []ui.Option
	for i, r := range t.axes {
		options = append(options, ui.Option{ID: strconv.Itoa(i), Label: pictures.AxisName(in.Facts, r)})
	}
	t.axis.SetOptions(options)
	if t.axis.Selected() == "" && len(options) > 0 {
		t.axis.SetSelected("0")
	}
	t.followGrid(in)
	t.show()
}

func (t *studyTabs) show() {
	in, x := t.page.input(), t.asked
	t.views["frontier"].SetPicture(pictures.Frontier(in.drawn(), x.axis, x.points))
	t.views["regret"].SetPicture(pictures.Regret(x.regret, in.Project.Currency))
	t.views["robust"].SetPicture(pictures.Robust(x.robustly, in.Project.Currency))
	lines := RobustWords(x.robustly, in.Project.Currency, x.equal)
	for i := range lines {
		lines[i].Why = t.views["robust"].Why(fmt.Sprintf("%d|%d", x.robustly.Chosen, len(x.robustly.Cases)))
	}
	t.lines.Set(lines)
	t.views["tornado"].SetPicture(pictures.Tornado(x.bars, x.still(in), in.Project.Currency, t.how.Selected() == "anew"))
	crossing := pictures.Crossing(in.Project, in.Facts, x.grid)
	if x.grid != nil {
		crossing.Title = pictures.CrossingWords(in.Project, in.Facts, x.grid)
	}
	t.views["grid"].SetPicture(crossing)
	_, able := x.able(in)
	has := map[string]bool{"frontier": len(x.points) > 0, "regret": x.regret != nil, "robust": x.robustly != nil, "tornado": len(x.bars) > 0, "grid": x.grid != nil}
	for name, ask := range t.asks {
		text := ""
		switch {
		case x.now == name:
			text = tr.F("Planning … %s", x.text)
		case x.now != "":
			text = tr.T("Another question is being worked on.")
		case x.failed != "":
			text = x.failed
		case x.old(name):
			text = why.OldAnswer()
		case !has[name]: // its place says what to do
		case !able:
			text = tr.T("This needs a plan that is up to date.")
		case name == "regret" && belowZero(x.regret):
			text = tr.T("Below zero: cheaper than the best plan that keeps the rules, because it does not keep them.")
		case x.cut[name]:
			text = tr.T("Stopped before the end; what is missing was not reached.")
		case name == "frontier" && !x.ended:
			text = tr.T("Stopped before the end; more points may lie between.")
		case name == "frontier" && !x.proven:
			text = tr.T("Some points are not proven: better ones may exist within the gap in their tooltips.")
		case name == "frontier" && !x.whole:
			text = tr.T("Each point is exact; plans between two limits may be missed.")
		case name == "frontier":
			text = tr.T("No plan between the points is missed.")
		}
		t.says[name].SetText(text)
		if x.now == name {
			ask.Hide()
			t.stops[name].Show()
		} else {
			t.stops[name].Hide()
			ask.Show()
		}
		if able && x.now == "" {
			ask.Enable()
		} else {
			ask.Disable()
		}
		t.bars[name].Refresh()
	}
}

// belowZero says whether a plan does better somewhere than any that keeps the rules.
func belowZero(r *work.Regret) bool {
	return r != nil && slices.ContainsFunc(r.Cells, func(row []work.Cell) bool {
		return slices.ContainsFunc(row, func(c work.Cell) bool { return c.Regret.OK && c.Regret.V < -0.5 })
	})
}
