package library

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/words"
	"remanence/planner"
)

// laneModes are the ways of transport a lane can have.
func laneModes() []ui.Option {
	var out []ui.Option
	for _, mode := range []string{"sea", "air", "truck"} {
		out = append(out, ui.Option{ID: mode, Label: words.FreightMode(mode)})
	}
	return out
}

// askLane asks for a lane that neither the library nor the project has.
func (p *Page) askLane() {
	var places []ui.Option
	for _, c := range p.session.Facts().Countries {
		places = append(places, ui.Option{ID: c.ISO2, Label: words.Country(p.session.Facts(), c.ISO2), Detail: c.ISO2})
	}
	slices.SortFunc(places, func(a, b ui.Option) int { return strings.Compare(a.Label, b.Label) })
	from, to, mode := ui.NewPick(places, nil), ui.NewPick(places, nil), ui.NewPick(laneModes(), nil)
	to.SetSelected(p.session.Project().BuyerCountry)
	mode.SetSelected("sea")
	rate, currency, said := ui.NewEntry(tr.T("per kg")), ui.NewEntry("USD"), newOriginFields(planner.Source{})
	currency.SetText(p.session.Project().Currency)
	ui.ShowForm(p.window, ui.Form{Title: tr.T("New lane"), Intro: tr.T("The rate counts for every offer that travels this lane and states no freight of its own. The time on the way is stated with each quotation."), Width: 520,
		Fields: append([]ui.Field{{Label: tr.T("From"), Widget: from}, {Label: tr.T("To"), Widget: to}, {Label: tr.T("By"), Widget: mode}, {Label: tr.T("Freight per kg"), Widget: rate},
			{Label: tr.T("Currency"), Widget: currency}}, said.fields()...), OK: tr.T("Add"),
		Done: func() error {
			return p.Lane(from.Selected(), to.Selected(), mode.Selected(), rate.Text, currency.Text, said.said())
		}})
}

// Lane adds a lane with its rate per kilogram.
func (p *Page) Lane(from, to, mode, rate, currency string, said origin) error {
	l := planner.Lane{From: from, To: to, Mode: mode}
	code := entry.Currency(strings.TrimSpace(currency))
	switch {
	case from == "" || to == "":
		return errors.New(tr.T("choose the country the goods leave and the one they go to"))
	case from == to:
		return errors.New(tr.T("a lane leads from one country to another"))
	case mode == "":
		return errors.New(tr.T("choose how the goods travel"))
	case len(code) != 3:
		return errors.New(tr.T("enter the currency as three letters, for example EUR"))
	}
	if _, there := p.session.Project().LaneFor(p.session.Facts(), from, to, mode); there {
		return fmt.Errorf(tr.T("the lane %s is there already; enter your rate on its row"), strings.ReplaceAll(l.ID(), ">", " – "))
	}
	if err := p.Freight(l.ID(), rate, code, said); err != nil {
		return err
	}
	p.reload()
	if i := p.table.Find(l.ID()); i >= 0 {
		p.grid.Select(i, 0)
	}
	return nil
}
