package compare

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"remanence/app/chart"
	"remanence/app/measures"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/award"
	work "remanence/planner/compare"
	"remanence/planner/scenario"
)

// Studier answers the questions that take many plans. The session's planner
// implements it; done is told after each plan.
type Studier interface {
	Frontier(ctx context.Context, p *planner.Project, axis planner.Rule, found func(work.Point), done func(done, of int, what string)) (work.Frontier, error)
	Regret(ctx context.Context, p *planner.Project, plans []*planner.Plan, done func(done, of int, what string)) (work.Regret, error)
	Robust(ctx context.Context, p *planner.Project, ask work.RobustAsk, done func(done, of int, what string)) (work.Robust, error)
	Tornado(ctx context.Context, p *planner.Project, plan *planner.Plan, rivals []*planner.Plan, done func(done, of int, what string)) ([]work.Bar, error)
	Grid(ctx context.Context, p *planner.Project, plan *planner.Plan, x, y string, fixed bool, done func(done, of int, what string)) (work.Grid, error)
}

// studies are the answers; one question is asked at a time.
type studies struct {
	session *session.Session
	told    func()
	task    *session.Task
	now     string
	text    string
	failed  string
	of      map[string]string // by question: what the answer on screen depends on
	stand   map[string]string // by question: what it would depend on as things stand

	axis     planner.Rule
	points   []work.Point
	ended    bool // the frontier is whole
	proven   bool
	regret   *work.Regret
	bars     []work.Bar
	grid     *work.Grid
	choice   robustChoice
	robustly *work.Robust // the robust plan
	equal    bool         // its weights are the default
}

// frontierAnswer is a frontier as kept with the project.
type frontierAnswer struct {
	Axis   planner.Rule `json:"axis"`
	Points []work.Point `json:"points"`
	Ended  bool         `json:"ended"`
	Proven bool         `json:"proven"`
}

// follow notes what answers depend on as things stand, stops a question whose
// inputs are gone, and takes back what is kept with the project.
func (x *studies) follow(in Input) {
	stand := map[string]string{}
	if award.Planned(in.Plan) {
		of := fmt.Sprintf("%s %s %.6f", in.Digest, in.Plan.Digest, in.Plan.Objective)
		stand["frontier"], stand["tornado"], stand["grid"] = of, of, of
		stand["regret"] = of + scenario.Digest("", in.Project.Scenarios...)
		stand["robust"] = stand["regret"] + chances(in.Project)
	}
	if x.now != "" && stand[x.now] != x.stand[x.now] {
		x.task.Cancel()
		x.now = ""
	}
	x.stand = stand
	if x.of == nil {
		x.recall()
	}
}

// recall takes what is kept with the project.
func (x *studies) recall() {
	x.of = map[string]string{}
	doc := x.session.Doc()
	var fr frontierAnswer
	if digest, ok := doc.Kept("frontier", &fr); ok && len(fr.Points) > 0 {
		x.axis, x.points, x.ended, x.proven, x.of["frontier"] = fr.Axis, fr.Points, fr.Ended, fr.Proven, digest
	}
	var r work.Regret
	if digest, ok := doc.Kept("regret", &r); ok && len(r.Plans) > 0 {
		x.regret, x.of["regret"] = &r, digest
	}
	var a robustAnswer
	if digest, ok := doc.Kept("robust", &a); ok && len(a.Robust.Judged) > 0 {
		x.robustly, x.equal, x.choice, x.of["robust"] = &a.Robust, a.Equal, a.choice(), digest
	}
	var bars []work.Bar
	if digest, ok := doc.Kept("tornado", &bars); ok && len(bars) > 0 {
		x.bars, x.of["tornado"] = bars, digest
	}
	var g work.Grid
	if digest, ok := doc.Kept("grid", &g); ok && len(g.Above) > 0 {
		x.grid, x.of["grid"] = &g, digest
	}
}

// forget drops everything: another document is open.
func (x *studies) forget() {
	x.task.Cancel()
	*x = studies{session: x.session, told: x.told, choice: anyRobust}
}

// keep keeps an answer with the project.
func (x *studies) keep(name, digest string, answer any) {
	x.of[name] = digest
	// What JSON cannot hold is shown and not kept.
	_ = x.session.Doc().Keep(name, digest, answer, true)
}

// old reports that the answer on screen belongs to other inputs.
func (x *studies) old(name string) bool { return x.of[name] != "" && x.of[name] != x.stand[name] }

func (x *studies) able(in Input) (Studier, bool) {
	s, ok := x.session.Planner().(Studier)
	return s, ok && award.Planned(in.Plan) && !in.Stale && x.session.Status().Kind != session.Planning
}

// news is what comes in while a question is worked on.
type news struct {
	text   string
	point  *work.Point
	robust *work.Robust // the best so far
}

func (x *studies) ask(name string, do func(ctx context.Context, tell func(news)) error, done func()) {
	x.task.Cancel()
	x.now, x.text, x.failed = name, "", ""
	x.task = session.Work(x.session, do, func(n news) {
		if n.point != nil {
			x.points = append(x.points, *n.point)
			slices.SortStableFunc(x.points, func(a, b work.Point) int { return cmp.Compare(b.Exposure, a.Exposure) })
		}
		if n.robust != nil {
			x.robustly = n.robust
		}
		if n.text != "" {
			x.text = n.text
		}
		x.told()
	}, func(err error) {
		x.now = ""
		if err == nil {
			done()
		} else if !errors.Is(err, context.Canceled) {
			x.failed = words.Sentence(tr.F("This could not be found out: %s", words.Said(err.Error())))
		}
		x.told()
	})
	x.told()
}

func told(tell func(news)) func(int, int, string) {
	return func(done, of int, what string) {
		tell(news{text: tr.F("%d of %d plans · %s", done, of, what)})
	}
}

func (x *studies) frontier(in Input, axis planner.Rule) {
	s, ok := x.able(in)
	if !ok {
		return
	}
	x.axis, x.points, x.ended = axis, nil, false
	digest := x.stand["frontier"]
	x.of["frontier"] = digest
	var fr work.Frontier
	x.ask("frontier", func(ctx context.Context, tell func(news)) (err error) {
		fr, err = s.Frontier(ctx, in.Project, axis, func(p work.Point) { tell(news{point: &p}) }, told(tell))
		return err
	}, func() {
		x.points, x.ended, x.proven = fr.Points, true, fr.Proven
		x.keep("frontier", digest, frontierAnswer{axis, fr.Points, true, fr.Proven})
	})
}

func (x *studies) regrets(in Input) {
	s, ok := x.able(in)
	if !ok {
		return
	}
	var plans []*planner.Plan
	for _, p := range []*planner.Plan{in.AsToday, in.Cheapest, in.Plan} {
		if award.Planned(p) {
			plans = append(plans, p)
		}
	}
	digest := x.stand["regret"]
	var r work.Regret
	x.ask("regret", func(ctx context.Context, tell func(news)) (err error) {
		r, err = s.Regret(ctx, in.Project, plans, told(tell))
		return err
	}, func() {
		x.regret = &r
		x.keep("regret", digest, r)
	})
}

func (x *studies) tornado(in Input) {
	s, ok := x.able(in)
	if !ok {
		return
	}
	var rivals []*planner.Plan
	for _, p := range []*planner.Plan{in.AsToday, in.Cheapest} {
		if award.Planned(p) {
			rivals = append(rivals, p)
		}
	}
	digest := x.stand["tornado"]
	var bars []work.Bar
	x.ask("tornado", func(ctx context.Context, tell func(news)) (err error) {
		bars, err = s.Tornado(ctx, in.Project, in.Plan, rivals, told(tell))
		return err
	}, func() {
		x.bars = bars
		x.keep("tornado", digest, bars)
	})
}

func (x *studies) stop() {
	x.task.Cancel()
	x.now = ""
	x.told()
}

// AxisName says in words what a frontier moves.
func AxisName(f *planner.Facts, r planner.Rule) string {
	switch r.Type {
	case work.TailAxis:
		return tr.T("Worst tenth of the scenarios, mean cost")
	case planner.CountryShareMax:
		country := tr.T("Largest country")
		if len(r.Countries) == 1 && r.Countries[0] != "each" {
			country = words.Country(f, r.Countries[0])
		}
		if len(r.Elements) == 1 && len(r.Stages) == 1 {
			return tr.F("%s share, %s", country, words.ElementAtStage(r.Elements[0], r.Stages[0]))
		}
		return tr.F("%s share", country)
	case planner.LicenceShareMax:
		return tr.T("Share that needs an export licence")
	case planner.CO2IntensityMax:
		return tr.T("Carbon, kg CO2 per kg")
	}
	return string(r.Type)
}

// FrontierPicture draws the plans that none beats in both cost and exposure.
func FrontierPicture(in Input, axis planner.Rule, points []work.Point) chart.Points {
	write := func(v float64) string { return words.RuleValue(in.Project, axis.Type, v) }
	pic := chart.Points{X: chart.Axis{Title: AxisName(in.Facts, axis), Format: write}, Y: chart.Axis{Title: tr.F("%s, discounted, penalties included", in.Project.Currency)}}
	if axis.Type == work.TailAxis {
		write = func(v float64) string { return figures.MoneyShort(in.Project.Currency, v) }
		pic.X.Format, pic.Y.Title = write, tr.F("%s, mean over the scenarios, penalties included", in.Project.Currency)
	}
	cloud := chart.Cloud{Name: tr.T("None beats these"), Tint: palette.Accent, Joined: true}
	for i, p := range points {
		cloud.Spots = append(cloud.Spots, chart.Spot{ID: fmt.Sprint(i), Label: write(p.Exposure), X: p.Exposure, Y: p.Cost,
			Tip: tr.F("%s · %s\n%s\nAt most %s better exists.", write(p.Exposure), figures.Money(in.Project.Currency, p.Cost), words.Reason(p.Text), figures.Percent(p.Gap, 1))})
	}
	if len(points) > 0 {
		pic.Clouds = []chart.Cloud{cloud}
	}
	return pic
}

// RegretPicture is plans down and cases across: what each costs more there than
// the best that was possible.
func RegretPicture(r *work.Regret, currency string) chart.Heat {
	pic := chart.Heat{Tint: palette.Warn, Key: [2]string{tr.T("as good as the best"), tr.T("largest regret")}}
	if r == nil {
		return pic
	}
	pic.Columns = append(append([]string{}, r.Cases...), tr.T("largest"))
	most := 0.0
	for i := range r.Plans {
		for j := range r.Cases {
			most = math.Max(most, r.Cells[i][j].Regret.V)
		}
	}
	level := func(v planner.Opt[float64]) float64 {
		if !v.OK {
			return math.NaN()
		}
		return math.Max(0, v.V) / math.Max(most, 1)
	}
	for i, name := range r.Plans {
		label := name
		if i == r.Least {
			label += tr.T(" (least)")
		}
		pic.Rows = append(pic.Rows, label)
		var row []chart.HeatCell
		for j, c := range r.Cells[i] {
			cell := chart.HeatCell{ID: fmt.Sprintf("%d|%d", i, j), Level: level(c.Regret), Text: "–", Tip: tr.F("%s in %s", name, r.Cases[j])}
			if c.Regret.OK {
				cell.Text = figures.Short(math.Round(c.Regret.V))
				if c.Regret.V < 0 {
					cell.Tip += tr.F("\nCosts %s less than the best plan that keeps the rules: it does not keep them", figures.Money(currency, -c.Regret.V))
				} else {
					cell.Tip += tr.F("\nCosts %s more than the best that was possible", figures.Money(currency, c.Regret.V))
				}
			} else {
				cell.Tip += tr.T("\nNo plan keeps the rules from there on")
			}
			if c.Fixed.OK {
				cell.Tip += tr.F("\nFollowed blindly: %s%s", figures.Money(currency, c.Fixed.V), stopText(c.FixedStop))
			}
			if c.Replanned.OK {
				cell.Tip += tr.F("\nPlanned anew once it shows: %s%s", figures.Money(currency, c.Replanned.V), stopText(c.FirstStop))
			}
			if c.RulesGiven {
				cell.Tip += tr.T("\nOptional rules had to give way")
			}
			row = append(row, cell)
		}
		last := chart.HeatCell{Level: level(r.Most[i]), Text: "–", Tip: tr.F("%s: largest regret", name)}
		if r.Most[i].OK {
			last.Text = figures.Short(math.Round(r.Most[i].V))
			last.Tip += " " + figures.Money(currency, r.Most[i].V)
		}
		pic.Cells = append(pic.Cells, append(row, last))
	}
	return pic
}

func stopText(m planner.Opt[planner.Month]) string {
	if !m.OK {
		return tr.T(", no line stops")
	}
	return tr.F(", first late at the end of %s", figures.MonthLabel(m.V))
}

// TornadoPicture ranks what moves the cost of the plan, with every order kept or
// planned anew.
func TornadoPicture(bars []work.Bar, currency string, replanned bool) chart.Tornado {
	pic := chart.Tornado{Axis: chart.Axis{Title: tr.F("%s against the plan, discounted", currency)}, BaseText: tr.T("Plan")}
	for _, b := range bars {
		low, high := b.FixedLow, b.FixedHigh
		if replanned {
			low, high = b.ReplannedLow, b.ReplannedHigh
		}
		w := chart.Swing{ID: b.ID, Label: driverName(b.ID, b.Name), Low: math.NaN(), High: math.NaN(), LowText: planner.FormatNumber(b.Low), HighText: planner.FormatNumber(b.High)}
		w.Tip = driverName(b.ID, b.Name) + ", " + tr.Known(b.Unit) + "\n" + words.Reason(b.Why)
		if low.OK {
			w.Low = low.V
		}
		if high.OK {
			w.High = high.V
		}
		if b.BreakEven.OK {
			w.Tip += tr.F("\nAt %s the plan %q costs the same", figures.Auto(b.BreakEven.V), b.Rival)
			w.Label += " ⇄ " + figures.Auto(b.BreakEven.V)
		}
		for _, x := range []struct {
			name      string
			low, high planner.Opt[float64]
		}{{tr.T("Every order kept"), b.FixedLow, b.FixedHigh}, {tr.T("Planned anew"), b.ReplannedLow, b.ReplannedHigh}} {
			w.Tip += "\n" + tr.F("%s: %s to %s", x.name, change(currency, x.low), change(currency, x.high))
		}
		if b.Caveat != "" {
			w.Tip += "\n" + words.Reason(b.Caveat)
		}
		pic.Swings = append(pic.Swings, w)
	}
	return pic
}

func change(currency string, v planner.Opt[float64]) string {
	if !v.OK {
		return figures.Missing
	}
	return measures.Plus(v.V, figures.MoneyShort(currency, v.V))
}
