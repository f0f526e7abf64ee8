package library

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/data/reference"
	"remanence/planner"
)

// actions are what can be done with a row.
func (p *Page) actions(r *Row) []fyne.CanvasObject {
	button := func(text string, icon fyne.Resource, tip string, do func()) fyne.CanvasObject {
		return ui.NewButton(text, icon, tip, do)
	}
	project := p.session.Project()
	var out []fyne.CanvasObject
	switch p.topic {
	case "grades":
		out = append(out, button(tr.T("New grade …"), theme.ContentAddIcon(), tr.T("Add a grade that is not in the list"), func() { p.wondering = false; p.askNewGrade() }),
			button(tr.T("Enter your assay …"), theme.DocumentCreateIcon(), tr.T("Replace the content of an element by what your own analysis found"), func() { p.wondering = false; p.askAssay(r.ID) }))
		if r.Own {
			out = append(out, p.takeBack("grade", r.ID, r))
		}
	case "materials":
		out = append(out, button(tr.T("New material …"), theme.ContentAddIcon(), tr.T("Add a material that is not in the list"), func() { p.wondering = false; p.askNewMaterial() }),
			button(tr.T("Enter your price …"), theme.DocumentCreateIcon(), tr.T("Replace the typical price by your own, with its date"), func() { p.wondering = false; p.askPrice(r.ID) }))
		if r.Own {
			out = append(out, p.takeBack("material", r.ID, r))
		}
	case "elements":
		out = append(out, button(tr.T("Enter your figures …"), theme.DocumentCreateIcon(), tr.T("Replace prices and the factor from oxide to metal by your own, with their source"), func() { p.wondering = false; p.askElement(r.ID) }))
		if r.Own {
			out = append(out, p.back("element", r.ID))
		}
	case "countries":
		out = append(out, button(tr.T("Enter your reading …"), theme.DocumentCreateIcon(), tr.T("Say whether it counts as EU and as a covered nation of US law; rules follow it"), func() { p.wondering = false; p.askCountry(r.ID) }))
		if r.Own {
			out = append(out, p.back("country", r.ID))
		}
	case "suppliers":
		if s, ok := reference.Shipped().Supplier(r.ID); ok && project.SupplierNamed(s.Company) == nil {
			out = append(out, button(tr.T("Use in project"), theme.ContentAddIcon(), tr.T("Add the company to the project's suppliers, with its place"), func() { p.done(UseSupplier(p.session, s)) }))
		} else {
			out = append(out, button(tr.T("In the project: show offers"), theme.NavigateNextIcon(), tr.T("Go to the offers"), func() { p.session.Navigate("sources", "") }))
		}
	case "prices":
		out = append(out, button(tr.T("Enter your price …"), theme.DocumentCreateIcon(), tr.T("Replace the typical price by your own, with its date"), func() { p.wondering = false; p.askPrice(r.Of) }))
		if r.Own {
			out = append(out, p.back("material", r.Of))
		}
	case "duties":
		out = append(out, ui.NewButton(tr.T("New duty …"), theme.ContentAddIcon(), tr.T("Add a duty that is not in the list"), func() { p.wondering = false; p.askNewDuty() }))
		out = append(out, button(tr.T("Enter your rate …"), theme.DocumentCreateIcon(), tr.T("Replace the rate by the one your broker or the tariff states"), func() { p.wondering = false; p.askDuty(r.ID) }))
		if r.Own {
			out = append(out, p.takeBack("duty", r.ID, r))
		}
	case "settings":
		out = append(out, p.settingActions(r)...)
	case "freight":
		out = append(out, ui.NewButton(tr.T("New lane …"), theme.ContentAddIcon(), tr.T("Add a lane that is not in the list"), func() { p.wondering = false; p.askLane() }))
		out = append(out, button(tr.T("Enter your rate …"), theme.DocumentCreateIcon(), tr.T("Replace the estimate by what your forwarder quotes"), func() { p.wondering = false; p.askFreight(r.Of) }))
		if r.Own {
			out = append(out, p.takeBack("lane", r.Of, r))
		}
	case "regulations":
		out = append(out, button(tr.T("New regulation …"), theme.ContentAddIcon(), tr.T("Add a regulation that is not in the list"), func() { p.wondering = false; p.askNewRegulation() }),
			button(tr.T("Enter your reading …"), theme.DocumentCreateIcon(), tr.T("Replace status and dates by what you have read, with its source"), func() { p.wondering = false; p.askReading(r.ID) }))
		if r.Own {
			out = append(out, p.takeBack("regulation", r.ID, r))
		}
		out = append(out, button(tr.T("Show with the rules"), theme.NavigateNextIcon(), tr.T("Both branches of a disputed status, and what uses it"), func() { p.session.Navigate("rules", r.ID) }))
	case "evidence":
		out = append(out, button(tr.T("New evidence …"), theme.ContentAddIcon(), tr.T("Add what you measured of licences, or read"), func() { p.wondering = false; p.askNewEvidence() }),
			button(tr.T("Enter your figure …"), theme.DocumentCreateIcon(), tr.T("Replace the figure by your own, with its source"), func() { p.wondering = false; p.askEvidence(r.ID) }))
		if r.Own {
			out = append(out, p.takeBack("evidence", r.ID, r))
		}
	case "shares":
		out = append(out, button(tr.T("New share …"), theme.ContentAddIcon(), tr.T("Add a share of the world that is not in the list"), func() { p.wondering = false; p.askNewShare() }),
			button(tr.T("Enter your share …"), theme.DocumentCreateIcon(), tr.T("Replace the figures by your own, with their source"), func() { p.wondering = false; p.askShare(r.ID) }))
		if r.Own {
			out = append(out, p.takeBack("share", r.ID, r))
		}
	case "routes":
		out = append(out, button(tr.T("Show on Recycling"), theme.NavigateNextIcon(), tr.T("Take the route over to a stream there"), func() { p.session.Navigate("recycling", "") }))
	case "fx":
		if r.ID != project.Currency {
			out = append(out, button(tr.T("Enter your rate …"), theme.DocumentCreateIcon(), tr.T("Enter the rate your treasury plans with, against the plan currency"), func() { p.wondering = false; p.askFX(r.ID) }),
				button(tr.T("Use this rate"), theme.ContentAddIcon(), tr.T("Enter the rate against the plan currency in the project"), func() { p.done(UseRate(p.session, r.ID)) }))
		}
	}
	return out
}

func (p *Page) done(err error) {
	if err != nil {
		ui.ShowError(p.window, tr.T("The project could not be changed."), err)
	}
}

// Document is what the library changes: a *session.Session.
type Document interface {
	Project() *planner.Project
	Facts() *planner.Facts
	Apply(name string, edits ...planner.Edit) error
}

// UseSupplier adds a company of the library to the project.
func UseSupplier(doc Document, s reference.SupplierRow) error {
	p := doc.Project()
	if p.SupplierNamed(s.Company) != nil {
		return fmt.Errorf(tr.T("%s is in the project already"), s.Company)
	}
	text, err := json.Marshal(planner.Supplier{Name: s.Company, Group: s.Company, Ref: s.ID})
	if err != nil {
		return err
	}
	return doc.Apply(tr.F("New supplier %s", s.Company), planner.Edit{What: planner.Path("supplier", s.Company), After: string(text), Row: len(p.Suppliers)})
}

// UseRate enters the library's rate of a currency against the plan currency.
func UseRate(doc Document, currency string) error {
	p := doc.Project()
	x, ok := reference.Shipped().Cross(p.Currency, currency)
	if !ok {
		return fmt.Errorf(tr.T("the library has no rate between %s and %s"), p.Currency, currency)
	}
	what := "settings/fx_" + p.Currency + "_" + currency
	before, err := p.Cell(what)
	if err != nil {
		return err
	}
	return doc.Apply(tr.F("Rate of %s", currency), planner.Edit{What: what, Before: before, After: x.Rate.Round(8).String()})
}

// back is the button that takes an own row away.
func (p *Page) back(table, id string) fyne.CanvasObject {
	return ui.NewButton(tr.T("Back to the shipped row"), theme.ContentUndoIcon(), tr.T("Take your own row away; undo brings it back"), func() { p.drop(table, id) })
}

// takeBack is the button that takes an own row away, worded for what is left then.
func (p *Page) takeBack(table, id string, r *Row) fyne.CanvasObject {
	if !r.Added {
		return p.back(table, id)
	}
	return ui.NewButton(tr.T("Delete"), theme.DeleteIcon(), tr.T("Take your own row away; undo brings it back"), func() { p.drop(table, id) })
}

// drop takes the buyer's own row away.
func (p *Page) drop(table, id string) {
	project := p.session.Project()
	at := -1
	switch table {
	case "grade":
		at = slices.IndexFunc(project.Grades, func(g planner.Grade) bool { return g.Name == id })
	case "material":
		at = slices.IndexFunc(project.Materials, func(m planner.Material) bool { return m.ID == id })
	case "duty":
		at = slices.IndexFunc(project.OwnDuties, func(d planner.OwnDuty) bool { return d.ID == id })
	case "regulation":
		at = slices.IndexFunc(project.OwnRegulations, func(r planner.Regulation) bool { return r.ID == id })
	case "element":
		at = slices.IndexFunc(project.OwnElements, func(e planner.Element) bool { return e.Symbol == id })
	case "country":
		at = slices.IndexFunc(project.OwnCountries, func(c planner.Country) bool { return c.ISO2 == id })
	case "evidence":
		at = slices.IndexFunc(project.OwnEvidence, func(e planner.Evidence) bool { return e.ID() == id })
	case "share":
		at = slices.IndexFunc(project.OwnShares, func(s planner.WorldShare) bool { return s.ID() == id })
	case "lane":
		at = slices.IndexFunc(project.Lanes, func(l planner.Lane) bool { return l.ID() == id })
	}
	what := planner.Path(table, id)
	before, err := project.Cell(what)
	if err == nil && at >= 0 {
		err = p.session.Apply(tr.F("Shipped row of %s", strings.ReplaceAll(id, ">", " – ")), planner.Edit{What: what, Before: before, Row: at})
	}
	p.done(err)
}

func (p *Page) askAssay(grade string) {
	g, ok := p.session.Facts().Grade(grade)
	if !ok {
		return
	}
	var options []ui.Option
	for _, e := range append(slices.Clone(GradeElements), "Gd", "Ho") {
		r := g.FractionRange(e)
		options = append(options, ui.Option{ID: e, Label: words.Element(e), Detail: figures.Percent(r.Typical, 2)})
	}
	element := ui.NewPick(options, nil)
	element.SetSelected("Dy")
	found := ui.NewNumberEntry(3, tr.T("% of the magnet's mass"))
	found.Required, found.Percent, found.Min, found.Max = true, true, 0, 1
	tolerance := ui.NewNumberEntry(1, tr.T("% either way"))
	tolerance.Percent, tolerance.Min, tolerance.Max = true, 0, 0.99
	tolerance.SetValue(0.02)
	from := newStatement(g.Source)
	ui.ShowForm(p.window, ui.Form{Title: tr.F("Assay of %s", grade), Intro: tr.T("What your own analysis found replaces the default in this project, for every part of the grade."),
		Fields: append([]ui.Field{{Label: tr.T("Element"), Widget: element}, {Label: tr.T("Found"), Widget: found}, {Label: tr.T("Tolerance"), Widget: tolerance}}, from.fields()...), OK: tr.T("Use it"),
		Done: func() error {
			share, err := found.Value()
			if err != nil {
				return err
			}
			within, err := tolerance.Value()
			if err != nil {
				within = 0
			}
			return p.Assay(grade, element.Selected(), share, within, from.said())
		}})
}

// Assay enters what an analysis found of an element in a grade.
func (p *Page) Assay(grade, element string, share, within float64, said origin) error {
	if strings.TrimSpace(said.name) == "" {
		said.name = entry.OwnAssay
	}
	source, err := p.sourceOf(said)
	if err != nil {
		return err
	}
	e, err := entry.Assay(p.session.Project(), p.session.Facts(), grade, element, share, within, source)
	if err != nil {
		return err
	}
	return p.put(tr.F("Assay of %s in %s", element, grade), e)
}

func (p *Page) askPrice(id string) {
	price := ui.NewEntry(tr.T("USD per kg"))
	m, _ := p.session.Facts().Material(id)
	from := newStatement(m.Source)
	ui.ShowForm(p.window, ui.Form{Title: tr.F("Price of %s", id), Intro: tr.T("Your own price replaces the library's typical one in this project."),
		Fields: append([]ui.Field{{Label: tr.T("USD per kg"), Widget: price}}, from.fields()...), OK: tr.T("Use it"),
		Done: func() error { return p.Price(id, price.Text, from.said()) }})
}

// ownPrice is the source of a price nobody named, as projects hold it.
var ownPrice = tr.Mark("own price")

// Price enters the buyer's own price of a material.
func (p *Page) Price(id, text string, said origin) error {
	a, ok, err := entry.Number(text, "72.50")
	if err != nil {
		return err
	}
	m, found := p.session.Facts().Material(id)
	switch {
	case !ok:
		return errors.New(tr.T("enter the price in USD per kg"))
	case !found:
		return fmt.Errorf(tr.T("there is no material %q"), id)
	}
	v, err := planner.ParseMoney(a.Digits)
	if err != nil {
		return err
	}
	if strings.TrimSpace(said.name) == "" {
		said.name = ownPrice
	}
	if m.Source, err = p.sourceOf(said); err != nil {
		return err
	}
	m.PriceUSD, m.PriceNote, m.PriceDate = planner.Some(v), m.Source.Name, m.Source.Date
	e, err := entry.OwnMaterial(p.session.Project(), m)
	if err != nil {
		return err
	}
	return p.put(tr.F("Price of %s", m.Name), e)
}
