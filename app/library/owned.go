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
	"remanence/data/reference"
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
type elementFigures struct {
	china, outside, factor, mines, refines string
	source                                 origin
}

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
	china, outside, factor := field(e.ChinaUSD, tr.T("USD per kg")), field(e.ExChinaUSD, tr.T("USD per kg")), field(e.OxideToMetal, tr.T("above 0, at most 1"))
	shares := chinaShares(e)
	mines, refines, from := field(shares[0], tr.T("% of the world")), field(shares[1], tr.T("% of the world")), newOriginFields(e.Source)
	ui.ShowForm(p.window, ui.Form{Title: tr.F("Figures of %s", words.Element(symbol)), Width: 560,
		Intro:  tr.T("Your own figures replace the shipped ones in this project: the prices wherever a formula follows the reference price, the factor wherever oxide is counted; shares of the world enter no calculation. An empty field keeps what is there."),
		Fields: append([]ui.Field{{Label: tr.T("China USD/kg"), Widget: china}, {Label: tr.T("Ex-China USD/kg"), Widget: outside}, {Label: tr.T("kg metal per kg oxide"), Widget: factor}, {Label: tr.T("China mines %"), Widget: mines}, {Label: tr.T("China refines %"), Widget: refines}}, from.fields()...), OK: tr.T("Use it"),
		Done: func() error {
			return p.Element(symbol, elementFigures{china.Text, outside.Text, factor.Text, mines.Text, refines.Text, from.said()})
		}})
}

// chinaShares are the shares of the world that China mines and refines of an element, %,
// as they ship where the buyer has none of his own.
func chinaShares(e planner.Element) [2]planner.Opt[float64] {
	out := [2]planner.Opt[float64]{e.ChinaMines, e.ChinaRefines}
	shipped, _ := reference.Shipped().Element(e.Symbol)
	for i, v := range []planner.Opt[float64]{shipped.ChinaMinePct, shipped.ChinaRefiningPct} {
		if !out[i].OK {
			out[i] = v
		}
	}
	return out
}

// Element enters the buyer's own prices of an element, USD per kilogram contained, and
// its kilograms of metal in a kilogram of oxide.
func (p *Page) Element(symbol string, said elementFigures) error {
	e, ok := p.session.Facts().Element(symbol)
	if !ok {
		return fmt.Errorf(tr.T("there is no element %q"), symbol)
	}
	before, shares := e, chinaShares(e)
	for _, x := range []struct {
		text string
		at   *planner.Opt[float64]
		was  planner.Opt[float64]
		most float64 // 0: none
		says string
	}{{said.china, &e.ChinaUSD, e.ChinaUSD, 0, ""}, {said.outside, &e.ExChinaUSD, e.ExChinaUSD, 0, ""}, {said.factor, &e.OxideToMetal, e.OxideToMetal, 1, tr.T("a kilogram of oxide holds less than a kilogram of metal; enter a figure up to 1")},
		{said.mines, &e.ChinaMines, shares[0], 100, tr.T("enter a share of the world from 0 to 100 %")}, {said.refines, &e.ChinaRefines, shares[1], 100, tr.T("enter a share of the world from 0 to 100 %")}} {
		a, typed, err := entry.Number(x.text, "72.50")
		if err != nil {
			return err
		}
		if !typed || x.was.OK && x.text == figures.Auto(x.was.V) { // as it stood
			continue
		}
		v, err := planner.ParseNumber(a.Digits)
		switch {
		case err != nil:
			return err
		case x.most > 0 && (v > x.most || v < 0):
			return errors.New(x.says)
		case v <= 0 && x.most != 100:
			return errors.New(tr.T("enter a figure above 0"))
		}
		*x.at = planner.Some(v)
	}
	if e == before {
		return errors.New(tr.T("nothing differs from what is there; enter a figure of your own"))
	}
	var err error
	if e.Source, err = p.sourceOf(said.source); err != nil {
		return err
	}
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
	eu, covered, from := yesNo(c.EU), yesNo(c.USCovered), newOriginFields(c.Source)
	ui.ShowForm(p.window, ui.Form{Title: tr.F("Your reading of %s", words.Country(p.session.Facts(), code)), Width: 520,
		Intro:  tr.T("What you have read replaces the shipped row in this project. It is your statement, not the library's; rules that speak of these groups follow it."),
		Fields: append([]ui.Field{{Label: tr.T("Counts as EU"), Widget: eu}, {Label: tr.T("US covered"), Widget: covered}}, from.fields()...), OK: tr.T("Use it"),
		Done: func() error { return p.Country(code, eu.Selected() == "yes", covered.Selected() == "yes", from.said()) }})
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
func (p *Page) Country(code string, eu, covered bool, said origin) error {
	c := p.country(code)
	if c == nil {
		return fmt.Errorf(tr.T("there is no country %q"), code)
	}
	var err error
	if c.Source, err = p.sourceOf(said); err != nil {
		return err
	}
	c.EU, c.USCovered = eu, covered
	return p.enter(tr.F("Your reading of %s", words.Country(p.session.Facts(), code)), "country", code, c)
}
