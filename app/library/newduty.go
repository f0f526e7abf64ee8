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
)

// dutyLayers are the layers a new duty can belong to: on top of the others, or one
// of the table's.
func dutyLayers() []ui.Option {
	out := []ui.Option{{ID: ownLayer, Label: tr.T("on top of the others"), Detail: tr.T("a layer of its own")}}
	for _, r := range reference.Shipped().Duties {
		if !slices.ContainsFunc(out, func(o ui.Option) bool { return o.ID == r.Layer }) {
			out = append(out, ui.Option{ID: r.Layer, Label: words.Term(r.Layer)})
		}
	}
	return out
}

// Ways a duty can count.
const (
	addsItsRate   = "adds" // its rate is charged beside the base
	includesBase  = "with_base"
	everyOrigin   = "*"
	europeanUnion = "EU"
	ownInitial    = "own-"
	ownLayer      = "own"
)

// newDuty is what the form asks for.
type newDuty struct {
	into, origin, code, layer, counts, rate, from, to string
	source                                            origin
}

// askNewDuty asks for a duty that the table lacks.
func (p *Page) askNewDuty() {
	var places []ui.Option
	for _, c := range p.session.Facts().Countries {
		places = append(places, ui.Option{ID: c.ISO2, Label: words.Country(p.session.Facts(), c.ISO2), Detail: c.ISO2})
	}
	slices.SortFunc(places, func(a, b ui.Option) int { return strings.Compare(a.Label, b.Label) })
	places = append([]ui.Option{{ID: europeanUnion, Label: tr.T("European Union"), Detail: europeanUnion}}, places...)
	into := ui.NewPick(places, nil)
	origin := ui.NewPick(append([]ui.Option{{ID: everyOrigin, Label: tr.T("every country"), Detail: everyOrigin}}, places...), nil)
	into.SetSelected(p.session.Project().BuyerCountry)
	layer := ui.NewPick(dutyLayers(), nil)
	layer.SetSelected(ownLayer)
	counts := ui.NewPick([]ui.Option{
		{ID: addsItsRate, Label: tr.T("beside the base duty"), Detail: tr.T("the rate is added")},
		{ID: includesBase, Label: tr.T("base duty included"), Detail: tr.T("what the base lacks to the rate is added")},
	}, nil)
	counts.SetSelected(addsItsRate)
	code, rate := ui.NewEntry("850511"), ui.NewEntry(tr.T("% of customs value"))
	first, last, from := ui.NewEntry("2027-01"), ui.NewEntry("2027-12"), newOriginFields(planner.Source{})
	ui.ShowForm(p.window, ui.Form{Title: tr.T("New duty"), Intro: tr.T("A duty that is not in the list, dated, as one more layer of every stack it fits. The layers of an import add up; a combined duty states its rate together with the base duty."), Width: 560,
		Fields: append([]ui.Field{{Label: tr.T("Imported into"), Widget: into}, {Label: tr.T("Country of origin"), Widget: origin}, {Label: tr.T("Customs code"), Widget: code, Hint: tr.T("the first digits are enough; * is every code")},
			{Label: tr.T("Layer"), Widget: layer}, {Label: tr.T("Counts"), Widget: counts}, {Label: tr.T("Rate"), Widget: rate},
			{Label: tr.T("First month"), Widget: first}, {Label: tr.T("Last month"), Widget: last}}, from.fields()...), OK: tr.T("Add"),
		Done: func() error {
			return p.NewDuty(newDuty{into.Selected(), origin.Selected(), code.Text, layer.Selected(), counts.Selected(), rate.Text, first.Text, last.Text, from.said()})
		}})
}

// NewDuty adds a duty that the table lacks.
func (p *Page) NewDuty(said newDuty) error {
	project := p.session.Project()
	d := planner.OwnDuty{ID: nextDuty(project), Importer: said.into, Origin: said.origin, Layer: said.layer, Combined: said.counts == includesBase}
	switch {
	case d.Importer == "" || d.Origin == "":
		return errors.New(tr.T("choose the country the goods go to and the one they come from"))
	case d.Importer == d.Origin:
		return errors.New(tr.T("within a country no duty is charged"))
	}
	d.Prefix = strings.NewReplacer(".", "", " ", "").Replace(strings.TrimSpace(said.code))
	if d.Prefix != "*" && (len(d.Prefix) < 2 || len(d.Prefix) > 10 || strings.Trim(d.Prefix, "0123456789") != "") {
		return fmt.Errorf(tr.T("%q is no customs code; write two to ten digits, or * for every code"), said.code)
	}
	if d.Layer == ownLayer {
		d.Layer = d.ID
	}
	if d.Combined && (d.Layer == "base" || d.Layer == "preference") {
		return errors.New(tr.T("a base duty cannot include the base duty; choose another layer"))
	}
	var err error
	if d.Source, err = p.sourceOf(said.source); err != nil {
		return err
	}
	if d.Rate, err = dutyRate(said.rate); err != nil {
		return err
	}
	for _, x := range []struct {
		text string
		at   *planner.Opt[planner.Month]
	}{{said.from, &d.From}, {said.to, &d.To}} {
		if *x.at, err = dutyMonth(x.text); err != nil {
			return err
		}
	}
	if d.From.OK && d.To.OK && d.To.V < d.From.V {
		return errors.New(tr.T("the duty ends before it begins"))
	}
	for _, r := range reference.Shipped().Duties {
		if (d.Layer == "base" || d.Layer == "preference") && r.Layer == d.Layer && r.Importer == d.Importer && r.Origin == d.Origin && r.Prefix == d.Prefix {
			return fmt.Errorf(tr.T("this duty is in the list already as %s; enter your rate on its row"), r.ID)
		}
	}
	if err := p.enter(tr.F("New duty %s", d.ID), "duty", d.ID, d); err != nil {
		return err
	}
	p.goTo(d.ID)
	return nil
}

// nextDuty is a name for a duty that none has.
func nextDuty(p *planner.Project) string {
	for n := 1; ; n++ {
		id := ownInitial + strconv.Itoa(n)
		if !slices.ContainsFunc(p.OwnDuties, func(d planner.OwnDuty) bool { return d.ID == id }) {
			return id
		}
	}
}

// dutyRate reads a rate in percent of customs value.
func dutyRate(text string) (planner.Decimal, error) {
	a, ok, err := entry.Number(text, "2.1")
	if err != nil {
		return planner.Decimal{}, err
	}
	if !ok {
		return planner.Decimal{}, errors.New(tr.T("enter the rate in percent of customs value"))
	}
	v, err := planner.ParseMoney(a.Digits)
	if err != nil {
		return v, err
	}
	if v.IsNegative() || v.InexactFloat64() > 1000 {
		return v, errors.New(tr.T("a duty lies between 0 and 1000 % of customs value"))
	}
	return v, nil
}

// dutyMonth reads a month that may be left open.
func dutyMonth(text string) (planner.Opt[planner.Month], error) {
	if strings.TrimSpace(text) == "" {
		return planner.Opt[planner.Month]{}, nil
	}
	m, err := figures.ParseMonth(text)
	if err != nil {
		return planner.Opt[planner.Month]{}, err
	}
	return planner.Some(planner.Month(m)), nil
}
