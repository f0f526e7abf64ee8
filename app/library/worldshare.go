package library

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/data/reference"
	"remanence/planner"
)

// shares lists the shares of the world, the buyer's own first.
func shares(r *reference.Tables, p *planner.Project) []Row {
	var shipped []planner.WorldShare
	for _, x := range r.TradeShares {
		shipped = append(shipped, x.World())
	}
	return besideOwn(shipped, p.OwnShares, (*planner.WorldShare).ID, shareRow)
}

func shareRow(s *planner.WorldShare, own, added bool) Row {
	return Row{ID: s.ID(), Source: s.Source, Own: own, Added: added,
		Cells:  []string{words.Term(s.Stage), placeOf(s.Country, s.Code), strconv.Itoa(s.Year), s.Scope, num(s.Tonnes), num(s.SharePct)},
		Detail: detail(tr.T("World total, t"), num(s.WorldTonnes), tr.T("Note"), s.Note)}
}

// placeOf is a country by its name in the language of the screen; what is no single
// country of the list keeps the name it has.
func placeOf(name, code string) string {
	if c, ok := reference.Shipped().Country(code); !ok || c.Name != name {
		return name
	}
	if own := words.Country(nil, code); own != code {
		return own
	}
	return name
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
	return p.enter(shareTitle(&s), "share", s.ID(), s)
}
