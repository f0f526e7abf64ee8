package risk

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/chart"
	"remanence/app/chartview"
	"remanence/app/grid"
	"remanence/app/parts"
	"remanence/app/pictures"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/risk"
)

// Premium says in a sentence what the safety of a plan costs and saves.
func Premium(x *risk.Insurance) string {
	money := func(v float64) string { return figures.MoneyShort(x.Currency, v) }
	text := tr.F("The plan costs %s a year more than %s", money(x.Premium), tr.Known(x.Reference))
	if x.Premium <= 0 {
		text = tr.F("The plan costs %s a year less than %s", money(-x.Premium), tr.Known(x.Reference))
	}
	return text + tr.F(". The worst outage costs %s with it and %s without.", money(x.LossPlan), money(x.LossReference))
}

// Covers are the outages with what the premium does about each; tell shows an
// explanation.
func Covers(x *risk.Insurance, tell func(why.Explanation)) []parts.Row {
	var out []parts.Row
	money := func(v float64) string { return figures.MoneyShort(x.Currency, v) }
	for _, e := range x.Covers {
		even, tip := pictures.BreakEven(e)
		out = append(out, parts.Row{Why: func() { tell(pictures.CoverWhy(x, e)) }, Tip: words.Node(e.Node, e.Name) + "\n" + tip, Cells: []parts.Cell{{Text: words.Node(e.Node, e.Name)}, {Text: figures.Auto(e.Recovery)}, {Text: money(e.Reference)}, {Text: money(e.Plan)}, {Text: money(e.Reduction)}, {Text: even}}})
	}
	return out
}

// Outcomes are the policies with what became of them on all paths; tell shows an
// explanation.
func Outcomes(s *risk.Simulation, tell func(why.Explanation)) []parts.Row {
	var out []parts.Row
	money := func(v float64) string { return figures.MoneyShort(s.Currency, v) }
	band := func(f risk.Figure, write func(float64) string) string {
		return "\n" + tr.F("%s, 95 %% sure between %s and %s", write(f.Value), write(f.Low), write(f.High))
	}
	// The value with half the width of its band, which is not always even: the wider side.
	sure := func(f risk.Figure) parts.Cell {
		return parts.Cell{Text: money(f.Value) + " ± " + figures.Short(max(f.High-f.Value, f.Value-f.Low))}
	}
	share := func(v float64) string { return figures.Percent(v, 1) }
	days := func(v float64) string { return figures.Number(v, 0) }
	for _, p := range s.Policies {
		first := figures.Missing
		if p.FirstHalf.OK {
			first = figures.MonthLabel(p.FirstHalf.V)
		}
		tip := tr.F("%s\nMedian cost%s\n95th of 100%s\nMean of the worst 5 %%%s\nChance that a line stops%s\nDays stopped, 95th of 100%s", tr.Known(p.Name), band(p.Cost.P50, money), band(p.Cost.P95, money), band(p.Cost.CVaR95, money), band(p.StopRisk, share), band(p.Days.P95, days))
		out = append(out, parts.Row{Why: func() { tell(pictures.OutcomeWhy(s, &p)) }, Tip: tip, Cells: []parts.Cell{{Text: tr.Known(p.Name)}, {Text: money(p.Planned)}, sure(p.Cost.P50), sure(p.Cost.P95), sure(p.Cost.CVaR95),
			{Text: share(p.StopRisk.Value)}, {Text: days(p.Days.P95.Value)}, {Text: first}}})
	}
	return out
}

// Behind says why the plan's lines stand still for more than another policy's;
// nothing when they do not.
func Behind(s *risk.Simulation) []parts.Line {
	b := s.Behind
	if b == nil {
		return nil
	}
	out := []parts.Line{{Text: tr.F("Lines stand still for %s more with the plan than with %s, in the mean of all paths.", figures.MoneyShort(s.Currency, b.Gap), inSentence(b.Policy)), Tint: palette.Warn}}
	for _, c := range b.Causes {
		out = append(out, parts.Line{Text: tr.F("%s Made equal, %s of it goes.", words.Reason(c.Text), figures.Percent(min(c.Explains/b.Gap, 1), 0)), Tint: palette.Info})
	}
	if len(b.Causes) == 0 {
		out = append(out, parts.Line{Text: tr.T("Neither stock nor room, time, delays or licences explain it alone.")})
	}
	return out
}

// safety is the tabs Insurance and Simulation.
type safety struct {
	page *Page
	task *session.Task
	now  string

	against         *ui.Pick
	insure, sim     *ui.Button
	stops           []*ui.Button
	says            map[string]*ui.State
	covers, results *parts.Table
	losses          *chartview.View
	spread, costs   *chartview.View
	chances         *chartview.View
	behind          *parts.Lines
	said            *fyne.Container // the table and what is said below it
	params          *Params
	grid            *grid.Grid
	bars            []*fyne.Container
	insurance       fyne.CanvasObject
	simulation      fyne.CanvasObject
	digest          string            // of all that answers depend on, as things stand
	front           string            // the scenario they speak of
	found           map[string]string // by question: the digest its answer was found for
	failed          map[string]string // by question: why there is no answer
	text            string            // how far the question is
	known           map[string]string // what is said of an answer
	outcome         *risk.Simulation  // the simulation on screen
	price           *risk.Insurance   // and what the safety costs and saves
}

func newSafety(p *Page) *safety {
	x := &safety{page: p, says: map[string]*ui.State{}, found: map[string]string{}, failed: map[string]string{}, known: map[string]string{}}
	x.against = ui.NewPick([]ui.Option{{ID: AsToday, Label: PlanName(AsToday)}, {ID: Cheapest, Label: PlanName(Cheapest)}}, nil)
	x.against.SetSelected(Cheapest)
	x.insure = ui.NewButton(tr.T("Price the safety"), theme.SearchIcon(), tr.T("Take away what each of the two plans stands on and compare the losses with what the plan costs more"), x.priceSafety)
	x.sim = ui.NewButton(tr.T("Simulate"), theme.SearchIcon(), tr.T("Let as-today, the cheapest plan, the plan and the plan with expediting live through the same random years"), x.simulate)
	x.covers = parts.NewTable(parts.Head{Title: tr.T("Without")}, parts.Head{Title: tr.T("Recovers in, months"), Right: true}, parts.Head{Title: tr.T("Loss without the safety"), Right: true}, parts.Head{Title: tr.T("Loss with the plan"), Right: true}, parts.Head{Title: tr.T("Saved"), Right: true}, parts.Head{Title: tr.T("Pays from a chance of"), Right: true})
	x.results = parts.NewTable(parts.Head{Title: tr.T("On the same paths")}, parts.Head{Title: tr.T("As planned"), Right: true}, parts.Head{Title: tr.T("Median"), Right: true}, parts.Head{Title: tr.T("95th of 100"), Right: true}, parts.Head{Title: tr.T("Worst 5 %"), Right: true},
		parts.Head{Title: tr.T("A line stops"), Right: true}, parts.Head{Title: tr.T("Days, 95th"), Right: true}, parts.Head{Title: tr.T("First, median"), Right: true})
	x.losses, x.spread = chartview.New(chart.GroupedBars{}), chartview.New(chart.Distribution{})
	x.chances, x.costs, x.behind = chartview.New(chart.Lines{}), chartview.New(chart.Lines{}), parts.NewLines("")
	x.losses.OnTapped = p.choose
	unpriced, unsimulated := func() string { return x.hint(insurance) }, func() string { return x.hint(simulation) }
	x.covers.Hint, x.losses.Hint, x.results.Hint = unpriced, unpriced, unsimulated
	x.spread.Hint, x.costs.Hint, x.chances.Hint = unsimulated, unsimulated, unsimulated
	for kind, v := range map[string]*chartview.View{"insurance": x.losses, "distribution": x.spread, "cumulative": x.costs, "chances": x.chances} {
		p.follow(kind, v)
	}
	x.params = &Params{set: p.assume, today: time.Now().Format(time.DateOnly)}
	x.grid = grid.New(x.params)
	x.grid.FrozenColumns, x.grid.RowNumbers, x.grid.KeepOrder, x.grid.OnRefused = 1, false, true, p.refused
	p.assumed(x.grid, x.params.Why)
	x.insurance = container.NewBorder(x.bar(insurance, widget.NewLabel(tr.T("Against")), container.NewGridWrap(fyne.NewSize(160, x.against.MinSize().Height), x.against), x.insure), nil, nil, nil,
		container.NewAppTabs(container.NewTabItem(tr.T("Outage by outage"), container.NewVScroll(x.covers)), container.NewTabItem(tr.T("With and without"), chartview.Scrolled(x.losses))))
	x.said = container.NewVBox(x.results, x.behind.Object())
	said := container.NewVScroll(x.said)
	inner := container.NewAppTabs(container.NewTabItem(tr.T("On the same paths"), said), container.NewTabItem(tr.T("Distribution"), chartview.Scrolled(x.spread)), container.NewTabItem(tr.T("Cumulative"), x.costs), container.NewTabItem(tr.T("Chance of a stop"), x.chances), container.NewTabItem(tr.T("What is assumed"), x.grid))
	x.simulation = container.NewBorder(x.bar(simulation, x.sim), nil, nil, nil, inner)
	return x
}

// hint says in the place of an answer what the question is, or why it cannot be asked.
func (x *safety) hint(name string) string {
	in := x.page.input()
	if hint := x.page.session.Hint(); hint != "" {
		return hint
	}
	if in.Plan == nil || in.Stale {
		return tr.T("This needs a plan that is up to date.")
	}
	if name == insurance {
		return tr.F("%s: %s", x.insure.Text, tr.T("What safety costs a year, what it saves in each outage, and from which yearly chance it pays. No probability is assumed."))
	}
	return tr.F("%s: %s", x.sim.Text, tr.T("Licences, lead times, yields, demand and prices by chance; every assumption can be typed over."))
}

func (x *safety) bar(name string, left ...fyne.CanvasObject) fyne.CanvasObject {
	stop := ui.NewButton(tr.T("Stop"), theme.CancelIcon(), tr.T("Stop finding out"), x.stop)
	x.stops = append(x.stops, stop)
	x.says[name] = ui.NewState(nil)
	bar := container.NewBorder(nil, nil, container.NewHBox(append(left, stop)...), nil, x.says[name].Object())
	x.bars = append(x.bars, bar)
	return bar
}

// The questions, and the names under which their answers are kept.
const (
	insurance  = "insurance"
	simulation = "simulation"
)

// digestOf names all that the answers depend on.
func (x *safety) digestOf(in Input) string {
	text := x.page.session.Digest() + " " + in.Project.Recovery.String() + " | " + in.Project.Simulation.String() + " | " + fmt.Sprint(in.Project.Seed) + risk.EvidenceKey(in.Project)
	for _, which := range []string{ThePlan, AsToday, Cheapest} {
		if plan := in.Of(which); plan != nil {
			text += fmt.Sprintf(" %s %.6f", which, plan.Objective)
		}
	}
	return text
}

// follow brings the answers up to date: those kept with the project come back,
// those for other inputs stay and say so.
func (x *safety) follow(in Input) {
	if front := x.page.session.Front(); front != x.front {
		x.front = front
		x.forget()
	}
	if digest := x.digestOf(in); digest != x.digest {
		x.digest, x.now = digest, ""
		x.task.Cancel()
		x.failed = map[string]string{}
	}
	if x.found[simulation] == "" {
		var s risk.Simulation
		if digest, ok := x.page.session.Kept(simulation, &s); ok {
			x.simulated(&s, digest)
		}
	}
	if x.found[insurance] == "" {
		var i risk.Insurance
		if digest, ok := x.page.session.Kept(insurance, &i); ok {
			x.insured(&i, digest)
		}
	}
	x.params.list = risk.DefaultParameters(in.Project, in.Facts)
	x.grid.Refresh()
	x.show()
}

// forget drops every answer: another document or scenario is on screen.
func (x *safety) forget() {
	x.task.Cancel()
	x.now, x.digest, x.outcome, x.price = "", "", nil, nil
	x.found, x.known, x.failed = map[string]string{}, map[string]string{}, map[string]string{}
	x.covers.Set(nil)
	x.losses.SetPicture(pictures.Losses(nil))
	x.results.Set(nil)
	x.behind.Set(nil)
	x.chances.SetPicture(pictures.StopChances(nil))
	x.spread.SetPicture(pictures.Distribution(nil))
	x.costs.SetPicture(pictures.Cumulative(nil))
}

func (x *safety) simulated(s *risk.Simulation, digest string) {
	x.outcome = s
	x.results.Set(Outcomes(s, x.tell("distribution")))
	lines := Behind(s)
	for i := range lines {
		lines[i].Why = x.explained(simulation)
	}
	for _, n := range s.Notes {
		lines = append(lines, parts.Line{Text: words.Reason(n)})
	}
	x.behind.Set(lines)
	x.said.Refresh() // the table has grown
	x.chances.SetPicture(pictures.StopChances(s))
	x.spread.SetPicture(pictures.Distribution(s))
	x.costs.SetPicture(pictures.Cumulative(s))
	x.found[simulation] = digest
	x.known[simulation] = tr.F("%s paths, seed %d; the mean of the worst 5 %% is sure to %s.", figures.Number(float64(s.Paths), 0), s.Seed, figures.Percent(s.Precision, 1))
}

func (x *safety) insured(i *risk.Insurance, digest string) {
	x.price = i
	x.covers.Set(Covers(i, x.tell("insurance")))
	x.losses.SetPicture(pictures.Losses(i))
	x.found[insurance], x.known[insurance] = digest, Premium(i)
}

func (x *safety) stop() {
	x.task.Cancel()
	x.now = ""
	x.show()
}

func (x *safety) show() {
	in := x.page.input()
	_, able := x.page.able(in, ThePlan)
	for _, b := range []*ui.Button{x.insure, x.sim} {
		if able && x.now == "" {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	for i, name := range []string{insurance, simulation} {
		text := x.known[name]
		if text != "" && x.old(name) {
			text = tr.F("Out of date: the inputs changed since. %s", text)
		}
		switch {
		case x.now == name && x.text == "":
			text = tr.T("Working it out …")
		case x.now == name:
			text = x.text
		case x.now != "":
			text = tr.T("Another question is being worked on.")
		case x.failed[name] != "":
			text = x.failed[name]
		}
		x.says[name].SetText(text)
		x.says[name].Why = x.explained(name)
		if x.now == name {
			x.stops[i].Show()
		} else {
			x.stops[i].Hide()
		}
		x.bars[i].Refresh()
	}
}

// old tells whether an answer was found before the inputs changed.
func (x *safety) old(name string) bool {
	return x.known[name] != "" && (x.found[name] != x.digest || x.page.input().Stale)
}

// tell explains a figure of a picture's answer, and says when that is out of date.
func (x *safety) tell(kind string) func(why.Explanation) {
	return func(e why.Explanation) { x.page.session.Explain(e.With(x.page.oldWords(kind))) }
}

// explained shows what the sentence on an answer rests on; nil without an answer.
func (x *safety) explained(name string) func() {
	switch {
	case name == insurance && x.price != nil:
		return func() { x.tell("insurance")(pictures.PremiumWhy(x.price)) }
	case name == simulation && x.outcome != nil && len(x.outcome.Policies) > 0:
		return func() { x.tell("distribution")(pictures.OutcomeWhy(x.outcome, &x.outcome.Policies[0])) }
	}
	return nil
}

// work asks one question in the background.
func (x *safety) work(name string, do func(ctx context.Context, tell func(string)) error, done func(digest string)) {
	x.task.Cancel()
	x.now, x.text = name, ""
	delete(x.failed, name)
	digest := x.digest
	x.task = session.Work(x.page.session, do, func(text string) {
		x.text = text
		x.show()
	}, func(err error) {
		x.now = ""
		switch {
		case err == nil:
			done(digest)
		case !errors.Is(err, context.Canceled):
			x.failed[name] = words.Sentence(tr.F("This could not be found out: %s", words.Said(err.Error())))
		}
		x.show()
	})
	x.show()
}

func (x *safety) priceSafety() {
	in := x.page.input()
	k, ok := x.page.able(in, ThePlan)
	plan, other := in.Of(ThePlan), in.Of(x.against.Selected())
	if !ok || other == nil {
		x.failed[insurance] = tr.T("There is no plan to compare with yet.")
		x.show()
		return
	}
	at := planner.Some(risk.DefaultAt(plan))
	if x.page.at.OK {
		at = x.page.at
	}
	var found *risk.Insurance
	var mine, theirs *risk.KnockOut
	against, p := x.against.Selected(), x.page
	keys := map[string]string{ThePlan: p.keyOf(in, ThePlan), against: p.keyOf(in, against)}
	x.work(insurance, func(ctx context.Context, tell func(string)) (err error) {
		told := func(done, all int) { tell(tr.F("%d of %d outages", done, all)) }
		if mine, err = k.KnockOut(ctx, in.Project, plan, at, told); err != nil {
			return err
		}
		if theirs, err = k.KnockOut(ctx, in.Project, other, at, told); err == nil {
			found, err = risk.Insure(plan, other, mine, theirs)
		}
		return err
	}, func(digest string) {
		x.insured(found, digest)
		p.session.Keep(insurance, digest, found, true)
		p.learn(ThePlan, answer{keys[ThePlan], mine}, at, true)
		p.learn(against, answer{keys[against], theirs}, at, true)
	})
}

func (x *safety) simulate() {
	in := x.page.input()
	if _, ok := x.page.able(in, ThePlan); !ok {
		return
	}
	policies := []risk.Policy{{Name: pictures.NamePlan, Plan: in.Of(ThePlan)}, {Name: pictures.NameExpedited, Plan: in.Of(ThePlan), Expedite: true}}
	for _, which := range []string{AsToday, Cheapest} {
		if plan := in.Of(which); plan != nil {
			policies = append(policies, risk.Policy{Name: heldName(which), Plan: plan})
		}
	}
	var found *risk.Simulation
	x.work(simulation, func(ctx context.Context, tell func(string)) (err error) {
		found, err = risk.Simulate(ctx, in.Project, in.Facts, policies, risk.SimOptions{Progress: func(done, all int) {
			tell(tr.F("%s paths, at most %s", figures.Number(float64(done), 0), figures.Number(float64(all), 0)))
		}})
		return err
	}, func(digest string) {
		x.simulated(found, digest)
		x.page.session.Keep(simulation, digest, found, true)
	})
}

// inSentence is a policy inside a sentence: "as today".
func inSentence(policy string) string {
	name := tr.Known(policy)
	if tr.Current() == "en" {
		return strings.ToLower(name)
	}
	return name
}
