package library

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"remanence/app/entry"
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
	own := map[string]*planner.Evidence{}
	for i := range p.OwnEvidence {
		own[p.OwnEvidence[i].ID()] = &p.OwnEvidence[i]
	}
	var out []Row
	for _, x := range r.Evidence {
		e := planner.Evidence(x)
		mine := own[e.ID()]
		if mine != nil {
			e = *mine
			delete(own, e.ID())
		}
		out = append(out, evidenceRow(&e, mine != nil, false))
	}
	for i := range p.OwnEvidence {
		if e := &p.OwnEvidence[i]; own[e.ID()] != nil {
			out = append(out, evidenceRow(e, true, true))
		}
	}
	return ownFirst(out)
}

func evidenceRow(e *planner.Evidence, own, added bool) Row {
	return Row{ID: e.ID(), Source: e.Source, Own: own, Added: added,
		Cells:  []string{e.Period, orDash(e.Origin), e.Population, strings.ReplaceAll(e.Metric, "_", " "), num(e.Value), e.Unit},
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
			out = append(out, ui.Option{ID: metric, Label: strings.ReplaceAll(metric, "_", " "), Detail: evidenceUse(metric)})
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
	return tr.F("Evidence %s", strings.ReplaceAll(e.Metric, "_", " ")+", "+e.Period)
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
	project := p.session.Project()
	edit, err := ownRow(project, "evidence", e.ID(), e, len(project.OwnEvidence))
	if err != nil {
		return err
	}
	return p.put(evidenceTitle(&e), edit)
}

// shares lists the shares of the world, the buyer's own first.
func shares(r *reference.Tables, p *planner.Project) []Row {
	own := map[string]*planner.WorldShare{}
	for i := range p.OwnShares {
		own[p.OwnShares[i].ID()] = &p.OwnShares[i]
	}
	var out []Row
	for i := range r.TradeShares {
		s := r.TradeShares[i].World()
		mine := own[s.ID()]
		if mine != nil {
			s = *mine
			delete(own, s.ID())
		}
		out = append(out, shareRow(&s, mine != nil, false))
	}
	for i := range p.OwnShares {
		if s := &p.OwnShares[i]; own[s.ID()] != nil {
			out = append(out, shareRow(s, true, true))
		}
	}
	return ownFirst(out)
}

func shareRow(s *planner.WorldShare, own, added bool) Row {
	return Row{ID: s.ID(), Source: s.Source, Own: own, Added: added,
		Cells:  []string{s.Stage, s.Country, strconv.Itoa(s.Year), s.Scope, num(s.Tonnes), num(s.SharePct)},
		Detail: detail(tr.T("World total, t"), num(s.WorldTonnes), tr.T("Note"), s.Note)}
}

// worldShare is what a buyer may say of a share of the world, as typed.
type worldShare struct {
	stage, country, year, scope string // the name of the row
	tonnes, percent, world      string
	source                      origin
}

func (p *Page) shareOf(id string) (planner.WorldShare, bool) {
	for _, s := range p.session.Project().OwnShares {
		if s.ID() == id {
			return s, true
		}
	}
	for i := range reference.Shipped().TradeShares {
		if s := reference.Shipped().TradeShares[i].World(); s.ID() == id {
			return s, true
		}
	}
	return planner.WorldShare{}, false
}

func (p *Page) askShare(id string) {
	s, ok := p.shareOf(id)
	if !ok {
		return
	}
	field := func(v planner.Opt[float64]) *ui.Entry {
		e := ui.NewEntry("")
		if v.OK {
			e.SetText(figures.Auto(v.V))
		}
		return e
	}
	tonnes, percent, world := field(s.Tonnes), field(s.SharePct), field(s.WorldTonnes)
	from := newOriginFields(s.Source)
	ui.ShowForm(p.window, ui.Form{Title: shareTitle(&s), Intro: tr.T("Your own figures replace the shipped ones in this project. They inform; no plan depends on a share of the world."), Width: 560,
		Fields: append([]ui.Field{{Label: tr.T("Share %"), Widget: percent}, {Label: tr.T("Tonnes"), Widget: tonnes}, {Label: tr.T("World total, t"), Widget: world}}, from.fields()...), OK: tr.T("Use it"),
		Done: func() error {
			return p.Share(id, worldShare{tonnes: tonnes.Text, percent: percent.Text, world: world.Text, source: from.said()})
		}})
}

func shareTitle(s *planner.WorldShare) string {
	return tr.F("World share %s", s.Stage+", "+s.Country+", "+strconv.Itoa(s.Year))
}

// Share enters the buyer's own figures of a share that is there.
func (p *Page) Share(id string, said worldShare) error {
	s, ok := p.shareOf(id)
	if !ok {
		return fmt.Errorf(tr.T("there is no share %q"), id)
	}
	return p.putShare(s, said)
}

func (p *Page) askNewShare() {
	var stages []ui.Option
	for _, x := range reference.Shipped().TradeShares {
		if !slices.ContainsFunc(stages, func(o ui.Option) bool { return o.ID == x.Stage }) {
			stages = append(stages, ui.Option{ID: x.Stage, Label: x.Stage})
		}
	}
	stage, country := ui.NewPick(stages, nil), ui.NewPick(p.countryOptions(), nil)
	year, scope, tonnes, percent, world := ui.NewEntry("2027"), ui.NewEntry(tr.T("what is counted, such as sintered NdFeB")), ui.NewEntry(""), ui.NewEntry(""), ui.NewEntry("")
	from := newOriginFields(planner.Source{})
	ui.ShowForm(p.window, ui.Form{Title: tr.T("New share"), Width: 560,
		Intro: tr.T("What a country makes of the world at a stage. Shares of different scopes do not add up. They inform; no plan depends on a share of the world."),
		Fields: append([]ui.Field{{Label: tr.T("Stage"), Widget: stage}, {Label: tr.T("Country"), Widget: country}, {Label: tr.T("Year"), Widget: year}, {Label: tr.T("Scope"), Widget: scope},
			{Label: tr.T("Share %"), Widget: percent}, {Label: tr.T("Tonnes"), Widget: tonnes}, {Label: tr.T("World total, t"), Widget: world}}, from.fields()...), OK: tr.T("Add"),
		Done: func() error {
			return p.NewShare(worldShare{stage.Selected(), country.Selected(), year.Text, scope.Text, tonnes.Text, percent.Text, world.Text, from.said()})
		}})
}

// NewShare adds a share that the library lacks.
func (p *Page) NewShare(said worldShare) error {
	c := p.country(said.country)
	year, err := strconv.Atoi(strings.TrimSpace(said.year))
	switch {
	case said.stage == "":
		return errors.New(tr.T("choose the stage"))
	case c == nil:
		return errors.New(tr.T("choose the country"))
	case err != nil || year < 1950 || year > 2100:
		return errors.New(tr.T("enter the year as four digits, for example 2027"))
	case strings.TrimSpace(said.scope) == "":
		return errors.New(tr.T("say what is counted, since shares of different scopes do not add up"))
	}
	s := planner.WorldShare{Stage: said.stage, Country: c.Name, Code: c.ISO2, Year: year, Scope: strings.TrimSpace(said.scope)}
	if _, there := p.shareOf(s.ID()); there {
		return errors.New(tr.T("this is in the list already; enter your figure on its row"))
	}
	if err := p.putShare(s, said); err != nil {
		return err
	}
	p.goTo(s.ID())
	return nil
}

// putShare gives a share the figures said and makes it the buyer's own.
func (p *Page) putShare(s planner.WorldShare, said worldShare) error {
	before := s
	for _, x := range []struct {
		text string
		at   *planner.Opt[float64]
	}{{said.tonnes, &s.Tonnes}, {said.percent, &s.SharePct}, {said.world, &s.WorldTonnes}} {
		v, err := figureTyped(x.text, *x.at)
		if err != nil {
			return err
		}
		*x.at = v
	}
	switch {
	case s.SharePct.OK && s.SharePct.V > 100:
		return errors.New(tr.T("a share lies between 0 and 100 %"))
	case !s.SharePct.OK && !s.Tonnes.OK:
		return errors.New(tr.T("enter the share in percent, the tonnes, or both"))
	case s == before && said.source == (origin{}):
		return errors.New(tr.T("nothing differs from what is there; enter a figure of your own"))
	}
	var err error
	if s.Source, err = p.sourceOf(said.source); err != nil {
		return err
	}
	project := p.session.Project()
	edit, err := ownRow(project, "share", s.ID(), s, len(project.OwnShares))
	if err != nil {
		return err
	}
	return p.put(shareTitle(&s), edit)
}

// figureTyped reads a figure that may be left out; what stands there as it is shown
// stays as it is, to the last digit.
func figureTyped(text string, was planner.Opt[float64]) (planner.Opt[float64], error) {
	if was.OK && text == figures.Auto(was.V) {
		return was, nil
	}
	a, typed, err := entry.Number(text, "12.5")
	if err != nil || !typed {
		return planner.Opt[float64]{}, err
	}
	v, err := planner.ParseNumber(a.Digits)
	if err == nil && v < 0 {
		err = errors.New(tr.T("enter 0 or more"))
	}
	return planner.Some(v), err
}

// countryOptions are the countries by their names.
func (p *Page) countryOptions() []ui.Option {
	var out []ui.Option
	for _, c := range p.session.Facts().Countries {
		out = append(out, ui.Option{ID: c.ISO2, Label: words.Country(p.session.Facts(), c.ISO2), Detail: c.ISO2})
	}
	slices.SortFunc(out, func(a, b ui.Option) int { return strings.Compare(a.Label, b.Label) })
	return out
}

// goTo chooses the row of a new fact.
func (p *Page) goTo(id string) {
	p.reload()
	if i := p.table.Find(id); i >= 0 {
		p.grid.Select(i, 0)
	}
}
