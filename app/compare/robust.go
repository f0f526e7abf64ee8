package compare

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"remanence/app/chart"
	"remanence/app/parts"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
	work "remanence/planner/compare"
	"remanence/planner/stochastic"
)

// robustChoice is what a robust plan is asked to do: what is made least and the
// scenarios it must stand in.
type robustChoice struct {
	aim   stochastic.Kind
	cases map[string]bool // by scenario; nil is all
}

// anyRobust is what is asked until the buyer chooses otherwise.
var anyRobust = robustChoice{aim: stochastic.CVaR}

// robustAnswer is a robust plan as kept with the project.
type robustAnswer struct {
	Robust work.Robust     `json:"robust"`
	Equal  bool            `json:"equal_weights"`
	Aim    stochastic.Kind `json:"aim"`
	Cases  []string        `json:"scenarios"` // ids; nil is all
}

func answerOf(r work.Robust, equal bool, c robustChoice) robustAnswer {
	a := robustAnswer{Robust: r, Equal: equal, Aim: c.aim}
	if c.cases != nil {
		a.Cases = []string{}
		for id, in := range c.cases {
			if in {
				a.Cases = append(a.Cases, id)
			}
		}
		slices.Sort(a.Cases)
	}
	return a
}

func (a robustAnswer) choice() robustChoice {
	c := robustChoice{aim: a.Aim}
	if a.Cases != nil {
		c.cases = map[string]bool{}
		for _, id := range a.Cases {
			c.cases[id] = true
		}
	}
	return c
}

// chances tells the chances of scenarios apart.
func chances(p *planner.Project) string {
	out := ""
	for _, s := range p.Scenarios {
		out += fmt.Sprintf(" %v %g", s.Probability.OK, s.Probability.V)
	}
	return out
}

// aims are the choices of what is made least, in the buyer's words.
func aims() []ui.Option {
	return []ui.Option{
		{ID: string(stochastic.CVaR), Label: tr.T("mean cost and the worst tenth, half and half")},
		{ID: string(stochastic.Mean), Label: tr.T("mean cost")},
		{ID: string(stochastic.Regret), Label: tr.T("largest regret (needs no chances)")},
		{ID: string(stochastic.Worst), Label: tr.T("largest cost (needs no chances)")},
	}
}

// robustCases are the cases a robust plan may be asked for.
func robustCases(p *planner.Project, c robustChoice) []work.Case {
	var out []work.Case
	for _, k := range work.Cases(p) {
		if len(k.Scenarios) == 0 || c.cases == nil || c.cases[k.Scenarios[0].ID] {
			out = append(out, k)
		}
	}
	return out
}

// askOf makes the question from a choice and says whether its weights are the
// default of equal ones.
func askOf(p *planner.Project, c robustChoice) (ask work.RobustAsk, equal bool, err error) {
	ask = work.RobustAsk{Cases: robustCases(p, c), React: work.DefaultReact, Aim: stochastic.Aim{Kind: c.aim}}
	if c.aim == stochastic.CVaR {
		ask.Aim.Tail, ask.Aim.Level = work.DefaultTail, work.DefaultLevel
	}
	if len(ask.Cases) < 2 {
		return ask, false, errors.New(tr.T("choose at least one scenario; without any the plan is the robust one"))
	}
	ask.Weights, equal, err = work.CaseWeights(ask.Cases)
	return ask, equal, err
}

// askRobust lets the buyer choose scenarios, their chances and what is made least.
// The chances are kept with the scenarios.
func (p *Page) askRobust() {
	project := p.session.Project()
	choice := p.studies.asked.choice
	aim := ui.NewPick(aims(), nil)
	aim.SetSelected(string(choice.aim))
	fields := []ui.Field{{Label: tr.T("Make least"), Widget: aim}}
	type row struct {
		id     string
		in     *ui.Tick
		chance *ui.Entry
	}
	var rows []row
	list := container.NewVBox()
	for _, k := range work.Cases(project)[1:] {
		s := k.Scenarios[0]
		r := row{s.ID, ui.NewTick(k.Name, nil), ui.NewEntry(tr.T("equal"))}
		r.in.SetChecked(choice.cases == nil || choice.cases[s.ID])
		if s.Probability.OK {
			r.chance.SetText(planner.FormatNumber(100 * s.Probability.V))
		}
		rows = append(rows, r)
		chance := container.NewHBox(container.NewGridWrap(fyne.NewSize(90, r.chance.MinSize().Height), r.chance), widget.NewLabel(tr.T("% chance")))
		list.Add(container.NewBorder(nil, nil, nil, chance, r.in))
	}
	// Many scenarios scroll, so that the form fits a small window.
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(fyne.NewSize(0, min(list.MinSize().Height, 300)))
	fields = append(fields, ui.Field{Label: tr.T("Scenarios"), Widget: scroll})
	ui.ShowForm(p.window, ui.Form{Title: tr.T("A plan that stands in several scenarios"), Width: 620, OK: tr.T("Find it"),
		Intro:  tr.T("What must be decided before it is known which scenario comes true is decided with all of them in view. The base, in which nothing happens, has what the chances leave. With no chance entered all cases weigh the same."),
		Fields: fields,
		Done: func() error {
			next := robustChoice{aim: stochastic.Kind(aim.Selected()), cases: map[string]bool{}}
			var edits []planner.Edit
			after := project.Clone()
			for _, r := range rows {
				next.cases[r.id] = r.in.Checked
				text := strings.TrimSpace(r.chance.Text)
				e, err := chanceEdit(after, r.id, text)
				if err != nil {
					return err
				}
				if e.Before != e.After {
					if err := after.Apply(e); err != nil {
						return err
					}
					edits = append(edits, e)
				}
			}
			if _, _, err := askOf(after, next); err != nil {
				return err
			}
			if len(edits) > 0 {
				if err := p.session.Apply(tr.T("Chances of scenarios"), edits...); err != nil {
					return err
				}
			}
			p.studies.asked.robust(p.input(), next)
			return nil
		}})
}

// chanceEdit enters the chance of a scenario, a percentage or nothing.
func chanceEdit(p *planner.Project, id, percent string) (planner.Edit, error) {
	e := planner.Edit{What: planner.Path("scenario", id, "probability")}
	var err error
	if e.Before, err = p.Cell(e.What); err != nil || percent == "" {
		return e, err
	}
	v, err := planner.ParseNumber(strings.TrimSuffix(percent, "%"))
	if err != nil || !(v >= 0 && v <= 100) {
		return e, fmt.Errorf(tr.T("%q is no chance; enter percent from 0 to 100, or nothing"), percent)
	}
	e.After = planner.FormatNumber(v / 100)
	return e, nil
}

// robust asks for the plan of a choice.
func (x *studies) robust(in Input, c robustChoice) {
	x.choice = c
	s, ok := x.able(in)
	if !ok {
		return
	}
	ask, equal, err := askOf(in.Project, c)
	if err != nil {
		x.failed = words.Failure(err)
		x.told()
		return
	}
	x.robustly, x.equal = nil, equal
	digest := x.stand["robust"]
	x.of["robust"] = digest
	var r work.Robust
	x.ask("robust", func(ctx context.Context, tell func(news)) (err error) {
		ask.Found = func(r work.Robust) { tell(news{robust: &r}) }
		r, err = s.Robust(ctx, in.Project, ask, func(done, of int, what string) {
			if of == 0 {
				tell(news{text: what})
				return
			}
			tell(news{text: tr.F("%d of %d plans · %s", done, of, what)})
		})
		return err
	}, func() {
		x.robustly = &r
		x.keep("robust", digest, answerOf(r, equal, c))
	})
}

// RobustWords say what the answer is worth and what it does differently.
func RobustWords(r *work.Robust, currency string, equal bool) []parts.Line {
	if r == nil {
		return nil
	}
	var out []parts.Line
	say := func(tint palette.Tint, text string) { out = append(out, parts.Line{Text: text, Tint: tint}) }
	say(palette.Accent, tr.F("%s: %s. At most %s better exists.", aimWords(r.Aim), figures.Money(currency, r.Value), figures.Percent(math.Max(r.Gap, 0), 1)))
	if r.Note != "" {
		say(palette.Warn, words.Reason(r.Note))
	}
	if given := r.GivenText(); given != "" {
		say(palette.Warn, words.Reason(given))
	}
	if equal {
		say(palette.Info, tr.T("Default: nobody entered chances, so all cases weigh the same."))
	}
	if r.RobustWorth.OK {
		say(palette.Info, tr.F("%s better than the plan made for the base alone.", figures.Money(currency, r.RobustWorth.V)))
	}
	if r.KnowingWorth.OK {
		say(palette.Info, tr.F("To know from the start which case comes true would be worth %s.", figures.Money(currency, r.KnowingWorth.V)))
	}
	if len(r.Different) == 0 {
		say(palette.Info, tr.F("Before %s it decides what the plan of the base decides.", figures.MonthLabel(r.Known)))
	} else {
		say(palette.Info, tr.F("Before %s, against the plan of the base:", figures.MonthLabel(r.Known)))
	}
	for _, d := range r.Different {
		out = append(out, parts.Line{Text: words.Reason(d)})
	}
	return out
}

func aimWords(a work.Aim) string {
	switch a.Kind {
	case stochastic.CVaR:
		return tr.F("Mean (%s) and worst %s (%s)", figures.Percent(1-a.Tail, 0), figures.Percent(1-a.Level, 0), figures.Percent(a.Tail, 0))
	case stochastic.Worst:
		return tr.T("Largest cost")
	case stochastic.Regret:
		return tr.T("Largest regret")
	}
	return tr.T("Mean cost")
}

// robustTab is the tab of the robust plan.
func (t *studyTabs) robustTab() {
	t.lines = parts.NewLines("")
	ask := t.page.askRobust
	t.tab("robust", chart.Heat{}, nil, tr.T("Find a robust plan …"), ask)
	split := container.NewHSplit(t.views["robust"], container.NewVScroll(t.lines.Object()))
	split.Offset = 0.62
	t.objects["robust"] = container.NewBorder(t.bars["robust"], nil, nil, nil, fyne.CanvasObject(split))
}
