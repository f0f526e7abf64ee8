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
	"remanence/app/session"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/risk"
)

// Premium says in a sentence what the safety of a plan costs and saves.
func Premium(x *risk.Insurance) string {
	money := func(v float64) string { return figures.MoneyShort(x.Currency, v) }
	text := fmt.Sprintf("The plan costs %s a year more than %s", money(x.Premium), x.Reference)
	if x.Premium <= 0 {
		text = fmt.Sprintf("The plan costs %s a year less than %s", money(-x.Premium), x.Reference)
	}
	return text + fmt.Sprintf(". The worst outage costs %s with it and %s without.", money(x.LossPlan), money(x.LossReference))
}

// Covers are the outages with what the premium does about each.
func Covers(x *risk.Insurance) []parts.Row {
	var out []parts.Row
	money := func(v float64) string { return figures.MoneyShort(x.Currency, v) }
	for _, e := range x.Covers {
		even, tip := figures.Missing, "The plan does not lessen this loss, or not even an outage every year would pay"
		switch {
		case e.BreakEven.OK && e.BreakEven.V == 0:
			even, tip = "always pays", "The plan is the cheaper one as well"
		case e.BreakEven.OK:
			even = figures.Percent(e.BreakEven.V, 1) + " a year"
			tip = "If you think this outage is likelier than " + even + ", the premium pays for it alone"
		}
		out = append(out, parts.Row{Tip: e.Name + "\n" + tip, Cells: []parts.Cell{{Text: e.Name}, {Text: figures.Auto(e.Recovery)}, {Text: money(e.Reference)}, {Text: money(e.Plan)}, {Text: money(e.Reduction)}, {Text: even}}})
	}
	return out
}

// Outcomes are the policies with what became of them on all paths.
func Outcomes(s *risk.Simulation) []parts.Row {
	var out []parts.Row
	money := func(v float64) string { return figures.MoneyShort(s.Currency, v) }
	band := func(f risk.Figure, write func(float64) string) string {
		return "\n" + write(f.Value) + ", 95 % sure between " + write(f.Low) + " and " + write(f.High)
	}
	share := func(v float64) string { return figures.Percent(v, 1) }
	days := func(v float64) string { return figures.Number(v, 0) }
	for _, p := range s.Policies {
		first := figures.Missing
		if p.FirstHalf.OK {
			first = p.FirstHalf.V.Label()
		}
		tip := p.Name + "\nMedian cost" + band(p.Cost.P50, money) + "\n95th of 100" + band(p.Cost.P95, money) + "\nMean of the worst 5 %" + band(p.Cost.CVaR95, money) +
			"\nChance that a line stops" + band(p.StopRisk, share) + "\nDays stopped, 95th of 100" + band(p.Days.P95, days)
		out = append(out, parts.Row{Tip: tip, Cells: []parts.Cell{{Text: p.Name}, {Text: money(p.Planned)}, {Text: money(p.Cost.P50.Value)}, {Text: money(p.Cost.P95.Value)}, {Text: money(p.Cost.CVaR95.Value)},
			{Text: share(p.StopRisk.Value)}, {Text: days(p.Days.P95.Value)}, {Text: first}}})
	}
	return out
}

// StopChances is the chance of a stopped line by month for each policy.
func StopChances(s *risk.Simulation) chart.Lines {
	pic := chart.Lines{Axis: chart.Axis{Title: "chance that a line stands still", Format: func(v float64) string { return figures.Percent(v, 0) }}}
	if s == nil {
		return pic
	}
	for m := range s.Months {
		pic.Labels = append(pic.Labels, (s.Start + planner.Month(m)).Label())
	}
	for _, p := range s.Policies {
		pic.Series = append(pic.Series, chart.Series{Name: p.Name, Values: p.StopByMonth})
	}
	return pic
}

// Behind says why the plan's lines stand still for more than another policy's;
// nothing when they do not.
func Behind(s *risk.Simulation) []parts.Line {
	b := s.Behind
	if b == nil {
		return nil
	}
	out := []parts.Line{{Text: fmt.Sprintf("Lines stand still for %s more with the plan than with %s, in the mean of all paths.", figures.MoneyShort(s.Currency, b.Gap), strings.ToLower(b.Policy)), Tint: palette.Warn}}
	for _, c := range b.Causes {
		out = append(out, parts.Line{Text: words.Sentence(c.Text) + " Made equal, " + figures.Percent(min(c.Explains/b.Gap, 1), 0) + " of it goes.", Tint: palette.Info})
	}
	if len(b.Causes) == 0 {
		out = append(out, parts.Line{Text: "Neither stock nor room, time, delays or licences explain it alone."})
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
	says            map[string]*widget.Label
	covers, results *parts.Table
	chances         *chartview.View
	behind          *parts.Lines
	params          *Params
	grid            *grid.Grid
	bars            []*fyne.Container
	insurance       fyne.CanvasObject
	simulation      fyne.CanvasObject
	of              [3]*planner.Plan // the answers speak of
	settings        string
	known           map[string]string         // what is said of an answer
	outages         map[string]*risk.KnockOut // the insurance was priced by, by plan
	simulated       *risk.Simulation
}

func newSafety(p *Page) *safety {
	x := &safety{page: p, says: map[string]*widget.Label{}, known: map[string]string{}}
	x.against = ui.NewPick([]ui.Option{{ID: AsToday, Label: PlanName(AsToday)}, {ID: Cheapest, Label: PlanName(Cheapest)}}, nil)
	x.against.SetSelected(Cheapest)
	x.insure = ui.NewButton("Price the safety", theme.SearchIcon(), "Take away what each of the two plans stands on and compare the losses with what the plan costs more", x.priceSafety)
	x.sim = ui.NewButton("Simulate", theme.SearchIcon(), "Let as-today, the cheapest plan, the plan and the plan with expediting live through the same random years", x.simulate)
	x.covers = parts.NewTable(parts.Head{Title: "Without"}, parts.Head{Title: "Recovers in, months", Right: true}, parts.Head{Title: "Loss without the safety", Right: true}, parts.Head{Title: "Loss with the plan", Right: true}, parts.Head{Title: "Saved", Right: true}, parts.Head{Title: "Pays from a chance of", Right: true})
	x.results = parts.NewTable(parts.Head{Title: "On the same paths"}, parts.Head{Title: "As planned", Right: true}, parts.Head{Title: "Median", Right: true}, parts.Head{Title: "95th of 100", Right: true}, parts.Head{Title: "Worst 5 %", Right: true},
		parts.Head{Title: "A line stops", Right: true}, parts.Head{Title: "Days, 95th", Right: true}, parts.Head{Title: "First, median", Right: true})
	x.chances, x.behind = chartview.New(chart.Lines{}), parts.NewLines("")
	x.params = &Params{set: p.assume, today: time.Now().Format(time.DateOnly)}
	x.grid = grid.New(x.params)
	x.grid.FrozenColumns, x.grid.RowNumbers, x.grid.KeepOrder, x.grid.OnRefused = 1, false, true, p.refused
	x.insurance = container.NewBorder(x.bar("insurance", widget.NewLabel("Against"), container.NewGridWrap(fyne.NewSize(130, x.against.MinSize().Height), x.against), x.insure), nil, nil, nil, container.NewVScroll(x.covers))
	inner := container.NewAppTabs(container.NewTabItem("Chance of a stop", x.chances), container.NewTabItem("What is assumed", x.grid))
	split := container.NewVSplit(container.NewScroll(container.NewVBox(x.results, x.behind.Object())), inner)
	split.Offset = 0.42
	x.simulation = container.NewBorder(x.bar("simulation", x.sim), nil, nil, nil, split)
	return x
}

func (x *safety) bar(name string, left ...fyne.CanvasObject) fyne.CanvasObject {
	stop := ui.NewButton("Stop", theme.CancelIcon(), "Stop finding out", x.stop)
	x.stops = append(x.stops, stop)
	x.says[name] = widget.NewLabel("")
	x.says[name].Importance, x.says[name].Truncation = widget.LowImportance, fyne.TextTruncateEllipsis
	bar := container.NewBorder(nil, nil, container.NewHBox(append(left, stop)...), nil, x.says[name])
	x.bars = append(x.bars, bar)
	return bar
}

// follow drops answers about other plans or other settings.
func (x *safety) follow(in Input) {
	of := [3]*planner.Plan{in.Plan, in.AsToday, in.Cheapest}
	settings := in.Project.Recovery.String() + "|" + in.Project.Simulation.String()
	if of != x.of || settings != x.settings {
		x.task.Cancel()
		x.of, x.settings, x.now, x.known = of, settings, "", map[string]string{}
		x.outages, x.simulated = nil, nil
		x.covers.Set(nil)
		x.results.Set(nil)
		x.behind.Set(nil)
		x.chances.SetPicture(StopChances(nil))
	}
	x.params.list = risk.DefaultParameters(in.Project, in.Facts)
	x.grid.Refresh()
	x.show()
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
	for i, name := range []string{"insurance", "simulation"} {
		text := x.known[name]
		switch {
		case x.now == name && text == "":
			text = "Working it out …"
		case x.now != "" && x.now != name:
			text = "Another question is being worked on."
		case text == "" && !able:
			text = "This needs a plan that is up to date."
		case text == "" && name == "insurance":
			text = "What safety costs a year, what it saves in each outage, and from which yearly chance it pays. No probability is assumed."
		case text == "":
			text = "Licences, lead times, yields, demand and prices by chance; every assumption can be typed over."
		}
		x.says[name].SetText(text)
		if x.now == name {
			x.stops[i].Show()
		} else {
			x.stops[i].Hide()
		}
		x.bars[i].Refresh()
	}
}

// work asks one question in the background.
func (x *safety) work(name string, do func(ctx context.Context, tell func(string)) error, done func()) {
	x.task.Cancel()
	x.now = name
	delete(x.known, name)
	x.task = session.Work(x.page.session, do, func(text string) {
		x.known[name] = text
		x.show()
	}, func(err error) {
		x.now = ""
		delete(x.known, name)
		switch {
		case err == nil:
			done()
		case !errors.Is(err, context.Canceled):
			x.known[name] = words.Sentence("This could not be found out: " + err.Error())
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
		x.known["insurance"] = "There is no plan to compare with yet."
		x.show()
		return
	}
	at := planner.Some(risk.DefaultAt(plan))
	if x.page.at.OK {
		at = x.page.at
	}
	var found *risk.Insurance
	var mine, theirs *risk.KnockOut
	against := x.against.Selected()
	x.work("insurance", func(ctx context.Context, tell func(string)) (err error) {
		told := func(done, all int) { tell(fmt.Sprintf("%d of %d outages", done, all)) }
		if mine, err = k.KnockOut(ctx, in.Project, plan, at, told); err != nil {
			return err
		}
		theirs, err = k.KnockOut(ctx, in.Project, other, at, told)
		if err == nil {
			found, err = risk.Insure(plan, other, mine, theirs)
		}
		return err
	}, func() {
		x.covers.Set(Covers(found))
		x.known["insurance"] = Premium(found)
		x.outages = map[string]*risk.KnockOut{ThePlan: mine, against: theirs}
	})
}

func (x *safety) simulate() {
	in := x.page.input()
	if _, ok := x.page.able(in, ThePlan); !ok {
		return
	}
	policies := []risk.Policy{{Name: "Plan", Plan: in.Of(ThePlan)}, {Name: "Plan, expedited when short", Plan: in.Of(ThePlan), Expedite: true}}
	for _, which := range []string{AsToday, Cheapest} {
		if plan := in.Of(which); plan != nil {
			policies = append(policies, risk.Policy{Name: PlanName(which), Plan: plan})
		}
	}
	var found *risk.Simulation
	x.work("simulation", func(ctx context.Context, tell func(string)) (err error) {
		found, err = risk.Simulate(ctx, in.Project, in.Facts, policies, risk.SimOptions{Progress: func(done, all int) {
			tell(fmt.Sprintf("%s paths, at most %s", figures.Number(float64(done), 0), figures.Number(float64(all), 0)))
		}})
		return err
	}, func() {
		x.simulated = found
		x.results.Set(Outcomes(found))
		x.behind.Set(Behind(found))
		x.chances.SetPicture(StopChances(found))
		x.known["simulation"] = fmt.Sprintf("%s paths, seed %d; the mean of the worst 5 %% is sure to %s.", figures.Number(float64(found.Paths), 0), found.Seed, figures.Percent(found.Precision, 1))
	})
}
