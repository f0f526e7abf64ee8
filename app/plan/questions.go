package plan

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/parts"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/cost"
)

// Explainer answers questions about a plan by planning again. The session's
// planner implements it.
type Explainer interface {
	WhyNot(ctx context.Context, p *planner.Project, plan *planner.Plan, offer string) (award.WhyNot, error)
	Alternatives(ctx context.Context, p *planner.Project, plan *planner.Plan, within float64, n int) ([]award.Alternative, error)
	Limits(ctx context.Context, p *planner.Project, plan *planner.Plan) ([]award.Limit, error)
}

// questions are asked of the plan in the background, one at a time.
type questions struct {
	page *Page
	task *session.Task
	now  string // what is being found out, "" for nothing

	offers   *parts.Table
	answer   *parts.Lines
	split    *parts.Table
	nearPick *ui.Pick
	near     *parts.Lines
	limits   []award.Limit
	limitOf  *planner.Plan
	busy     []*widget.Label
	stops    []*ui.Button
	asks     []*ui.Button
	whyTab   fyne.CanvasObject
	nearTab  fyne.CanvasObject
	offerNow string
	whyOf    *planner.Plan
	nearOf   *planner.Plan
}

func newQuestions(p *Page) *questions {
	q := &questions{page: p}
	q.offers = parts.NewTable(parts.Head{Title: tr.T("Offer")}, parts.Head{Title: tr.T("Landed"), Right: true}, parts.Head{Title: tr.T("Ordered"), Right: true}, parts.Head{Title: ""})
	q.offers.Hint = p.session.Hint
	q.answer = parts.NewLines(tr.T("Click an offer to find out why it gets nothing, or how dear it may become. The plan is made again with it; that takes some seconds."))
	q.split = parts.NewTable(parts.Head{Title: tr.T("What its least useful award would cost")}, parts.Head{Title: "", Right: true})
	right := container.NewBorder(q.tools(nil), nil, nil, nil, container.NewVScroll(container.NewVBox(q.answer.Object(), container.NewHScroll(q.split))))
	split := container.NewHSplit(container.NewVScroll(q.offers), right)
	split.Offset = 0.42
	q.whyTab = split
	q.split.Hide()

	q.nearPick = ui.NewPick([]ui.Option{{ID: "0.005", Label: tr.T("0.5 % more")}, {ID: "0.01", Label: tr.T("1 % more")}, {ID: "0.02", Label: tr.T("2 % more")}, {ID: "0.05", Label: tr.T("5 % more")}}, nil)
	q.nearPick.SetSelected("0.01")
	find := ui.NewButton(tr.T("Find other plans"), theme.SearchIcon(), tr.T("Look for plans that award as differently as they can and cost at most so much more"), q.findNear)
	q.asks = append(q.asks, find)
	q.near = parts.NewLines(tr.T("Different plans often cost nearly the same. Find some that cost at most so much more than this one."))
	q.nearTab = container.NewBorder(q.tools([]fyne.CanvasObject{widget.NewLabel(tr.T("At most")), q.nearPick, find}), nil, nil, nil, container.NewVScroll(q.near.Object()))
	return q
}

// tools is a bar with the state of the background work and a stop.
func (q *questions) tools(left []fyne.CanvasObject) fyne.CanvasObject {
	busy := widget.NewLabel("")
	busy.Importance = widget.LowImportance
	stop := ui.NewButton(tr.T("Stop"), theme.CancelIcon(), tr.T("Stop finding out"), q.stop)
	stop.Hide()
	q.busy, q.stops = append(q.busy, busy), append(q.stops, stop)
	return container.NewBorder(nil, nil, container.NewHBox(left...), stop, busy)
}

func (q *questions) explainer() (Explainer, *planner.Plan, bool) {
	e, ok := q.page.session.Planner().(Explainer)
	plan, stale := q.page.session.Plan()
	return e, plan, ok && award.Planned(plan) && !stale && q.page.session.Status().Kind != session.Planning
}

// ask does one question at a time in the background; a later one drops it.
func ask[T any](q *questions, what string, find func(ctx context.Context, e Explainer, p *planner.Project, plan *planner.Plan) (T, error), done func(T, *planner.Plan), failed func(string)) {
	e, plan, ok := q.explainer()
	if !ok {
		failed(tr.T("This needs a plan that is up to date."))
		return
	}
	q.stop()
	project := q.page.session.Project()
	var found T
	q.now = what
	q.task = session.Work(q.page.session, func(ctx context.Context, _ func(struct{})) (err error) {
		found, err = find(ctx, e, project, plan)
		return err
	}, func(struct{}) {}, func(err error) {
		q.now = ""
		q.show()
		switch {
		case err == nil:
			done(found, plan)
		case !errors.Is(err, context.Canceled):
			failed(words.Sentence(tr.F("This could not be found out: %s", words.Said(err.Error()))))
		}
	})
	q.show()
}

func (q *questions) stop() {
	q.task.Cancel()
	q.now = ""
	q.show()
}

func (q *questions) show() {
	for i := range q.busy {
		if q.now == "" {
			q.busy[i].SetText("")
			q.stops[i].Hide()
		} else {
			q.busy[i].SetText(q.now + " …")
			q.stops[i].Show()
		}
	}
}

// refresh lists the offers for the chosen part and drops answers about another
// plan.
func (q *questions) refresh(in Input) {
	plan, _ := q.page.session.Plan()
	if q.whyOf != nil && q.whyOf != plan {
		q.whyOf, q.offerNow = nil, ""
		q.answer.Set(nil)
		q.split.Hide()
	}
	if q.nearOf != nil && q.nearOf != plan {
		q.nearOf = nil
		q.near.Set(nil)
	}
	if q.limitOf != plan {
		q.limits, q.limitOf = nil, nil
	}
	if _, _, ok := q.explainer(); !ok && q.now != "" {
		q.stop()
	}
	q.offers.Retitle(1, tr.F("Landed, %s per kg", in.Project.Currency))
	q.offers.Set(q.rows(in))
}

func (q *questions) rows(in Input) []parts.Row {
	part := in.Project.Part(q.page.part)
	if part == nil {
		return nil
	}
	kg := map[string]float64{}
	if in.Plan != nil {
		for _, a := range in.Plan.Awards {
			if a.Part == part.ID {
				kg[a.Offer] += a.Kg
			}
		}
	}
	fits := in.Project.Fits(part, in.Facts)
	landed := func(x planner.Fit) float64 { return cost.Base(in.Project, in.Facts, x.Offer, x.MassKg).Landed }
	slices.SortStableFunc(fits, func(a, b planner.Fit) int { return compareFloats(landed(a), landed(b)) })
	var rows []parts.Row
	for _, x := range fits {
		o := x.Offer
		r := parts.Row{Cells: []parts.Cell{{Text: o.ID + "  " + o.Supplier}, {Text: figures.Number(landed(x), 2)}, {Text: figures.Missing}, {Text: tr.T("Why not?"), Tint: palette.Info}},
			Tip: tr.F("Ask why %s of %s is not awarded, and at which price it would be", o.ID, o.Supplier)}
		if x.Design > 0 {
			r.Cells[0].Text += tr.F(", as %s", x.Grade)
		}
		if v := kg[o.ID]; v > 0 {
			r.Cells[2].Text, r.Cells[3].Text, r.Tip = figures.Mass(v), tr.T("Up to which price?"), tr.F("Ask how dear %s may become before the plan leaves it", o.ID)
		}
		r.Do = func() { q.whyNot(o.ID) }
		r.Why = func() { q.page.session.Explain(OfferWhy(in, x, kg[o.ID])) }
		if lacks := o.Missing(); lacks != "" {
			r.Cells[1].Text, r.Cells[3] = figures.Missing, parts.Cell{Text: words.Said(lacks), Tint: palette.Warn}
			r.Do = func() { q.page.session.Navigate("sources", planner.Path("offer", o.ID)) }
		}
		rows = append(rows, r)
	}
	return rows
}

func compareFloats(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// whyNot asks about an offer and shows the tab.
func (q *questions) whyNot(offer string) {
	q.page.tabs.SelectIndex(tabWhyNot)
	q.offerNow = offer
	fail := func(text string) {
		q.split.Hide()
		q.answer.Set([]parts.Line{{Text: text, Tint: palette.Warn}})
	}
	q.split.Hide()
	q.answer.Set([]parts.Line{{Text: tr.F("Planning again with %s; the plan on screen stays as it is.", offer)}})
	ask(q, tr.F("Asking about %s", offer), func(ctx context.Context, e Explainer, p *planner.Project, plan *planner.Plan) (award.WhyNot, error) {
		return e.WhyNot(ctx, p, plan, offer)
	}, q.answered, fail)
}

func (q *questions) answered(w award.WhyNot, plan *planner.Plan) {
	q.whyOf = plan
	currency := plan.Currency
	lines := []parts.Line{{Text: words.Reason(w.Text), Tint: palette.Info}}
	if w.BreakEven.OK {
		// It ends the answer; here it has a line of its own.
		lines[0].Text = words.Reason(strings.TrimSuffix(w.Text, " "+w.BreakEven.V.Text))
		lines = append(lines, parts.Line{Text: words.Reason(w.BreakEven.V.Text), Tint: palette.Ok})
	}
	if w.Blocker != "" {
		lines = append(lines, parts.Line{Text: tr.F("The first rule in its way is %s.", w.Blocker), Tint: palette.Warn, Do: func() { q.page.session.Navigate("rules", w.Blocker) }})
	}
	if w.Conflict.OK {
		for _, r := range w.Conflict.V.Relaxations {
			lines = append(lines, parts.Line{Text: words.Reason(r.Text), Tint: palette.Warn})
		}
	}
	if w.Forced != nil && award.Planned(w.Forced) {
		lines = append(lines, parts.Line{Text: tr.T("Look at the plan with its least useful award."), Do: func() { q.page.byHand.look(tr.F("With %s", w.Offer), w.Forced) }})
	}
	lines = append(lines, parts.Line{Text: tr.T("Open the offer."), Do: func() { q.page.session.Navigate("sources", planner.Path("offer", w.Offer)) }})
	q.answer.Set(lines)
	var rows []parts.Row
	for _, x := range w.Parts {
		v, _ := x.Amount.Float64()
		rows = append(rows, parts.Row{Cells: []parts.Cell{{Text: words.Said(x.Label)}, {Text: figures.Signed(v, 2)}}})
	}
	if len(rows) == 0 {
		q.split.Hide()
		return
	}
	rows = append(rows, parts.Row{Bold: true, Cells: []parts.Cell{{Text: tr.F("Together, %s", currency)}, {Text: figures.Signed(w.Extra.Value, 2)}}})
	q.split.Set(q.page.explained(rows, func(i int) why.Explanation {
		return ExtraWhy(w.Offer, rows[i].Cells[0].Text, rows[i].Cells[1].Text)
	}))
	q.split.Show()
}

func (q *questions) findNear() {
	within, err := planner.ParseNumber(q.nearPick.Selected())
	if err != nil {
		within = 0.01
	}
	q.near.Set([]parts.Line{{Text: tr.F("Looking for plans that award differently and cost at most %s more.", figures.Percent(within, 1))}})
	ask(q, tr.T("Looking for other plans"), func(ctx context.Context, e Explainer, p *planner.Project, plan *planner.Plan) ([]award.Alternative, error) {
		return e.Alternatives(ctx, p, plan, within, 4)
	}, func(list []award.Alternative, plan *planner.Plan) {
		q.nearOf = plan
		var lines []parts.Line
		for i, a := range list {
			title := tr.F("Other plan %d", i+1)
			lines = append(lines, parts.Line{Text: title + ": " + words.Reason(a.Text), Tint: palette.Info, Tip: tr.T("Show it in the matrix; the plan itself stays"), Do: func() { q.page.byHand.look(title, a.Plan) }})
			for _, m := range a.Moves[:min(len(a.Moves), 4)] {
				verb, v := tr.T("more"), m.Kg
				if v < 0 {
					verb, v = tr.T("less"), -v
				}
				lines = append(lines, parts.Line{Text: tr.F("•  %s %s of %s from %s (%s)", figures.Mass(v), verb, m.Part, m.Supplier, m.Offer)})
			}
		}
		if len(lines) == 0 {
			lines = []parts.Line{{Text: tr.F("No plan that awards differently and costs at most %s more was found.", figures.Percent(within, 1)), Tint: palette.Ok}}
		}
		q.near.Set(lines)
	}, func(text string) { q.near.Set([]parts.Line{{Text: text, Tint: palette.Warn}}) })
}

// loosen finds out what every limit that binds would bring a step looser.
func (q *questions) loosen() {
	ask(q, tr.T("Trying every limit a step looser"), func(ctx context.Context, e Explainer, p *planner.Project, plan *planner.Plan) ([]award.Limit, error) {
		return e.Limits(ctx, p, plan)
	}, func(list []award.Limit, plan *planner.Plan) {
		q.limits, q.limitOf = list, plan
		q.page.refresh()
	}, func(text string) { ui.Toast(q.page.window, ui.Notice{Text: text, Tint: palette.Warn}) })
}

// limitLines are what was found.
func (q *questions) limitLines() []parts.Line {
	var out []parts.Line
	for _, l := range q.limits {
		x := parts.Line{Text: words.Reason(l.Text), Tint: palette.Info}
		if l.Kind == "rule" {
			x.Do = func() { q.page.session.Navigate("rules", l.ID) }
		}
		out = append(out, x)
	}
	return out
}
