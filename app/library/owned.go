package library

import (
	"errors"
	"fmt"
	"slices"

	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
)

func ownElement(p *planner.Project, symbol string) *planner.Element {
	if i := slices.IndexFunc(p.OwnElements, func(e planner.Element) bool { return e.Symbol == symbol }); i >= 0 {
		return &p.OwnElements[i]
	}
	return nil
}

func ownCountry(p *planner.Project, code string) *planner.Country {
	if i := slices.IndexFunc(p.OwnCountries, func(c planner.Country) bool { return c.ISO2 == code }); i >= 0 {
		return &p.OwnCountries[i]
	}
	return nil
}

// elementFigures is what a buyer may say of an element, as typed; "" keeps what is
// there.
type elementFigures struct{ china, outside, factor, source string }

func (p *Page) askElement(symbol string) {
	e, ok := p.session.Facts().Element(symbol)
	if !ok {
		return
	}
	field := func(v planner.Opt[float64], hint string) *ui.Entry {
		x := ui.NewEntry(hint)
		if v.OK {
			x.SetText(figures.Auto(v.V))
		}
		return x
	}
	china, outside, factor, source := field(e.ChinaUSD, tr.T("USD per kg")), field(e.ExChinaUSD, tr.T("USD per kg")), field(e.OxideToMetal, tr.T("above 0, at most 1")), ui.NewEntry(tr.T("who says so"))
	ui.ShowForm(p.window, ui.Form{Title: tr.F("Figures of %s", words.Element(symbol)), Width: 560,
		Intro:  tr.T("Your own figures replace the shipped ones in this project: the prices wherever a formula follows the reference price, the factor wherever oxide is counted. An empty field keeps what is there."),
		Fields: []ui.Field{{Label: tr.T("China USD/kg"), Widget: china}, {Label: tr.T("Ex-China USD/kg"), Widget: outside}, {Label: tr.T("kg metal per kg oxide"), Widget: factor}, {Label: tr.T("Source"), Widget: source}}, OK: tr.T("Use it"),
		Done: func() error {
			return p.Element(symbol, elementFigures{china.Text, outside.Text, factor.Text, source.Text})
		}})
}

// Element enters the buyer's own prices of an element, USD per kilogram contained, and
// its kilograms of metal in a kilogram of oxide.
func (p *Page) Element(symbol string, said elementFigures) error {
	e, ok := p.session.Facts().Element(symbol)
	if !ok {
		return fmt.Errorf(tr.T("there is no element %q"), symbol)
	}
	before := e
	for _, x := range []struct {
		text string
		at   *planner.Opt[float64]
		most float64
	}{{said.china, &e.ChinaUSD, 0}, {said.outside, &e.ExChinaUSD, 0}, {said.factor, &e.OxideToMetal, 1}} {
		a, typed, err := entry.Number(x.text, "72.50")
		if err != nil {
			return err
		}
		if !typed || x.at.OK && x.text == figures.Auto(x.at.V) { // as it stood
			continue
		}
		v, err := planner.ParseNumber(a.Digits)
		switch {
		case err != nil:
			return err
		case v <= 0:
			return errors.New(tr.T("enter a figure above 0"))
		case x.most > 0 && v > x.most:
			return errors.New(tr.T("a kilogram of oxide holds less than a kilogram of metal; enter a figure up to 1"))
		}
		*x.at = planner.Some(v)
	}
	if e == before {
		return errors.New(tr.T("nothing differs from what is there; enter a figure of your own"))
	}
	e.Source = p.source(said.source)
	if e.ExChinaUSD != before.ExChinaUSD {
		e.ExChinaBasis = e.Source.Name
	}
	return p.enter(tr.F("Figures of %s", words.Element(symbol)), "element", symbol, e)
}

func (p *Page) askCountry(code string) {
	c := p.country(code)
	if c == nil {
		return
	}
	yesNo := func(on bool) *ui.Pick {
		x := ui.NewPick([]ui.Option{{ID: "yes", Label: tr.T("yes")}, {ID: "no", Label: tr.T("no")}}, nil)
		x.SetSelected(map[bool]string{true: "yes", false: "no"}[on])
		return x
	}
	eu, covered, source := yesNo(c.EU), yesNo(c.USCovered), ui.NewEntry(tr.T("who says so"))
	ui.ShowForm(p.window, ui.Form{Title: tr.F("Your reading of %s", words.Country(p.session.Facts(), code)), Width: 520,
		Intro:  tr.T("What you have read replaces the shipped row in this project. It is your statement, not the library's; rules that speak of these groups follow it."),
		Fields: []ui.Field{{Label: tr.T("Counts as EU"), Widget: eu}, {Label: tr.T("US covered"), Widget: covered}, {Label: tr.T("Source"), Widget: source}}, OK: tr.T("Use it"),
		Done: func() error { return p.Country(code, eu.Selected() == "yes", covered.Selected() == "yes", source.Text) }})
}

func (p *Page) country(code string) *planner.Country {
	list := p.session.Facts().Countries
	if i := slices.IndexFunc(list, func(c planner.Country) bool { return c.ISO2 == code }); i >= 0 {
		c := list[i]
		return &c
	}
	return nil
}

// Country enters whether a country counts as EU and as a covered nation of US law.
func (p *Page) Country(code string, eu, covered bool, source string) error {
	c := p.country(code)
	if c == nil {
		return fmt.Errorf(tr.T("there is no country %q"), code)
	}
	c.EU, c.USCovered, c.Source = eu, covered, p.source(source)
	return p.enter(tr.F("Your reading of %s", words.Country(p.session.Facts(), code)), "country", code, c)
}
