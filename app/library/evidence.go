package library

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/policy"
)

// evidence lists what is reported of licences, the buyer's own first.
func evidence(r *reference.Tables, p *planner.Project) []Row {
	var shipped []planner.Evidence
	for _, x := range r.Evidence {
		shipped = append(shipped, planner.Evidence(x))
	}
	return besideOwn(shipped, p.OwnEvidence, (*planner.Evidence).ID, evidenceRow)
}

func evidenceRow(e *planner.Evidence, own, added bool) Row {
	return Row{ID: e.ID(), Source: e.Source, Own: own, Added: added,
		Cells:  []string{e.Period, orDash(e.Origin), e.Population, words.Term(e.Metric), num(e.Value), words.Term(e.Unit)},
		Detail: detail(tr.T("Used for"), evidenceUse(e.Metric), tr.T("Detail"), e.Detail, tr.T("Comment"), e.Comment)}
}

// evidenceUse is what the planner takes from a measure, "" where it only informs.
func evidenceUse(metric string) string {
	switch metric {
	case policy.WaitMedian, policy.WaitMost:
		return tr.T("the wait for licences of this state, where a quotation is silent")
	case "over_statutory_time":
		return tr.T("the wait for licences: the newest survey counts")
	case "approval_share":
		return tr.T("the chance of approval in simulations: the newest figure counts")
	case "restart_penalty":
		return tr.T("days after a refusal in simulations: the newest figure counts")
	case "monthly_magnet_exports_t":
		return tr.T("how often and how long export desks stand still, from the months of the world's figures")
	}
	return ""
}

// evidenceUnit is the unit of a measure that the planner reads.
func evidenceUnit(metric string) string {
	switch metric {
	case policy.WaitMedian, policy.WaitMost, "restart_penalty":
		return "days"
	case "over_statutory_time", "approval_share":
		return "%"
	case "monthly_magnet_exports_t":
		return "t"
	}
	return ""
}

// measures are the measures that evidence can speak of, those first that the planner reads.
func measures() []ui.Option {
	var out []ui.Option
	add := func(metric string) {
		if !slices.ContainsFunc(out, func(o ui.Option) bool { return o.ID == metric }) {
			out = append(out, ui.Option{ID: metric, Label: words.Term(metric), Detail: evidenceUse(metric)})
		}
	}
	for _, m := range []string{policy.WaitMedian, policy.WaitMost, "over_statutory_time", "approval_share", "restart_penalty", "monthly_magnet_exports_t"} {
		add(m)
	}
	for _, x := range reference.Shipped().Evidence {
		add(x.Metric)
	}
	return out
}

// reported is what a buyer may say of licences, as typed.
type reported struct {
	period, origin, whom, measure string // the name of the row
	value, unit, detail           string
	source                        origin
}

// evidenceOf is the row in use, the buyer's own or the shipped one.
func (p *Page) evidenceOf(id string) (planner.Evidence, bool) {
	list := p.session.Facts().Evidence
	if i := slices.IndexFunc(list, func(e planner.Evidence) bool { return e.ID() == id }); i >= 0 {
		return list[i], true
	}
	return planner.Evidence{}, false
}

func (p *Page) askEvidence(id string) {
	e, ok := p.evidenceOf(id)
	if !ok {
		return
	}
	value, unit, more := ui.NewEntry(evidenceUnit(e.Metric)), ui.NewEntry(evidenceUnit(e.Metric)), ui.NewEntry("")
	if e.Value.OK {
		value.SetText(figures.Auto(e.Value.V))
	}
	unit.SetText(e.Unit)
	more.SetText(e.Detail)
	from := newOriginFields(e.Source)
	intro := tr.T("Your own figure replaces the shipped one in this project.")
	if use := evidenceUse(e.Metric); use != "" {
		intro += " " + tr.F("Used for: %s.", use)
	}
	ui.ShowForm(p.window, ui.Form{Title: evidenceTitle(&e), Intro: intro, Width: 560,
		Fields: append([]ui.Field{{Label: tr.T("Value"), Widget: value}, {Label: tr.T("Unit"), Widget: unit}, {Label: tr.T("Detail"), Widget: more}}, from.fields()...), OK: tr.T("Use it"),
		Done: func() error {
			return p.Evidence(id, reported{value: value.Text, unit: unit.Text, detail: more.Text, source: from.said()})
		}})
}

func evidenceTitle(e *planner.Evidence) string {
	return tr.F("Evidence %s", words.Term(e.Metric)+", "+e.Period)
}

// Evidence enters the buyer's own figure of a row that is there.
func (p *Page) Evidence(id string, said reported) error {
	e, ok := p.evidenceOf(id)
	if !ok {
		return fmt.Errorf(tr.T("there is no evidence %q"), id)
	}
	return p.putEvidence(e, said)
}

func (p *Page) askNewEvidence() {
	states := p.countryOptions()
	period, whom, value, unit, more := ui.NewEntry("2027-01"), ui.NewEntry(tr.T("our own applications")), ui.NewEntry(""), ui.NewEntry(""), ui.NewEntry(tr.T("how many, in which months"))
	state, measure := ui.NewPick(states, nil), ui.NewPick(measures(), func(m string) { unit.SetText(evidenceUnit(m)) })
	state.SetSelected("CN")
	measure.SetSelected(policy.WaitMedian)
	unit.SetText(evidenceUnit(policy.WaitMedian))
	from := newOriginFields(planner.Source{})
	ui.ShowForm(p.window, ui.Form{Title: tr.T("New evidence"), Width: 620,
		Intro: tr.T("What you measured of licences, or read. A measure that the library names is used as the library's own; the newest figure counts."),
		Fields: append([]ui.Field{{Label: tr.T("Measure"), Widget: measure}, {Label: tr.T("Origin"), Widget: state, Hint: tr.T("for a wait, the state that grants the licence")}, {Label: tr.T("Period"), Widget: period}, {Label: tr.T("Whom"), Widget: whom},
			{Label: tr.T("Value"), Widget: value}, {Label: tr.T("Unit"), Widget: unit}, {Label: tr.T("Detail"), Widget: more}}, from.fields()...), OK: tr.T("Add"),
		Done: func() error {
			return p.NewEvidence(reported{period.Text, state.Selected(), whom.Text, measure.Selected(), value.Text, unit.Text, more.Text, from.said()})
		}})
}

// NewEvidence adds a row that the library lacks.
func (p *Page) NewEvidence(said reported) error {
	period, err := dated(said.period)
	switch {
	case err != nil:
		return err
	case period == "":
		return errors.New(tr.T("enter the period; write 2027, 2027-01 or 2027-01-31"))
	case said.measure == "":
		return errors.New(tr.T("choose what was measured"))
	case strings.TrimSpace(said.value) == "":
		return errors.New(tr.T("enter the figure"))
	}
	e := planner.Evidence{Period: period, Origin: said.origin, Population: strings.TrimSpace(said.whom), Metric: said.measure}
	if _, there := p.evidenceOf(e.ID()); there {
		return errors.New(tr.T("this is in the list already; enter your figure on its row"))
	}
	if err := p.putEvidence(e, said); err != nil {
		return err
	}
	p.goTo(e.ID())
	return nil
}

// putEvidence gives a row the figures said and makes it the buyer's own.
func (p *Page) putEvidence(e planner.Evidence, said reported) error {
	before := e
	var err error
	if e.Value, err = figureTyped(said.value, e.Value); err != nil {
		return err
	}
	if e.Value.OK && strings.HasPrefix(evidenceUnit(e.Metric), "%") && e.Value.V > 100 {
		return errors.New(tr.T("a share lies between 0 and 100 %"))
	}
	e.Unit, e.Detail = strings.TrimSpace(said.unit), strings.TrimSpace(said.detail)
	if e.Source, err = p.sourceOf(said.source); err != nil {
		return err
	}
	if e.Value == before.Value && e.Unit == before.Unit && e.Detail == before.Detail && said.source == (origin{}) {
		return errors.New(tr.T("nothing differs from what is there; enter a figure of your own"))
	}
	return p.enter(evidenceTitle(&e), "evidence", e.ID(), e)
}
