package library

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/data/reference"
	"remanence/data/values"
	"remanence/planner"
)

// ownRow is the edit that puts an own row into a table of the project, in place of
// an earlier one or behind the last.
func ownRow(p *planner.Project, table, id string, row any) (planner.Edit, error) {
	text, err := json.Marshal(row)
	if err != nil {
		return planner.Edit{}, err
	}
	e := planner.Edit{What: planner.Path(table, id), After: string(text), Row: len(p.RowIDs(table))}
	if before, err := p.Cell(e.What); err == nil {
		e.Before = before
	}
	return e, nil
}

// enter puts an own row into the project, or into the what-if that is asked.
func (p *Page) enter(title, table, id string, row any) error {
	e, err := ownRow(p.session.Project(), table, id, row)
	if err != nil {
		return err
	}
	return p.put(title, e)
}

// source is where an own row comes from; it needs no name.
func (p *Page) source(name string) planner.Source {
	if name = strings.TrimSpace(name); name == "" {
		name = ownEntry
	}
	return planner.Source{Name: name, Date: p.today(), User: true}
}

// ownEntry is the source of a row nobody named, as projects hold it.
var ownEntry = tr.Mark("own entry")

func shippedDuty(id string) *reference.DutyRow {
	rows := reference.Shipped().Duties
	if i := slices.IndexFunc(rows, func(r reference.DutyRow) bool { return r.ID == id }); i >= 0 {
		return &rows[i]
	}
	return nil
}

func (p *Page) askDuty(id string) {
	rate, source := ui.NewEntry(tr.T("% of customs value")), ui.NewEntry(tr.T("who says so"))
	intro := tr.T("Your own rate replaces the shipped one in this project, in every duty stack it belongs to.")
	if r := shippedDuty(id); r != nil && r.RateType == "combined_minimum" {
		intro += " " + tr.T("It is the rate of this duty and the base duty together.")
	} else if r != nil && r.RateType == "specific" {
		intro += " " + tr.F("The shipped row charges %s; state what that comes to in percent of customs value.", r.SpecificRate)
	}
	ui.ShowForm(p.window, ui.Form{Title: tr.F("Rate of duty %s", id), Intro: intro,
		Fields: []ui.Field{{Label: tr.T("Rate"), Widget: rate}, {Label: tr.T("Source"), Widget: source}}, OK: tr.T("Use it"),
		Done: func() error { return p.Duty(id, rate.Text, source.Text) }})
}

// Duty enters the buyer's own rate of a row of the duty table, in percent of
// customs value.
func (p *Page) Duty(id, text, source string) error {
	v, err := dutyRate(text)
	if err != nil {
		return err
	}
	project := p.session.Project()
	own := planner.OwnDuty{ID: id}
	if i := slices.IndexFunc(project.OwnDuties, func(d planner.OwnDuty) bool { return d.ID == id }); i >= 0 {
		own = project.OwnDuties[i]
	}
	if !own.New() && shippedDuty(id) == nil {
		return fmt.Errorf(tr.T("there is no duty %q"), id)
	}
	own.Rate, own.Source = v, p.source(source)
	return p.enter(tr.F("Rate of duty %s", id), "duty", id, own)
}

func (p *Page) askFreight(lane string) {
	rate, currency, source := ui.NewEntry(tr.T("per kg")), ui.NewEntry("USD"), ui.NewEntry(tr.T("who says so"))
	currency.SetText("USD")
	ui.ShowForm(p.window, ui.Form{Title: tr.F("Freight %s", strings.ReplaceAll(lane, ">", " – ")), Intro: tr.T("Your own rate replaces the estimate for every offer that travels this lane and states no freight of its own."),
		Fields: []ui.Field{{Label: tr.T("Freight per kg"), Widget: rate}, {Label: tr.T("Currency"), Widget: currency}, {Label: tr.T("Source"), Widget: source}}, OK: tr.T("Use it"),
		Done: func() error { return p.Freight(lane, rate.Text, currency.Text, source.Text) }})
}

// Freight enters the buyer's own rate of a lane, "CN>DE>sea", per kilogram.
func (p *Page) Freight(lane, text, currency, source string) error {
	k := strings.Split(lane, ">")
	a, ok, err := entry.Number(text, "0.35")
	switch {
	case err != nil:
		return err
	case !ok:
		return errors.New(tr.T("enter the freight per kg"))
	case len(k) != 3:
		return fmt.Errorf(tr.T("there is no lane %q"), lane)
	}
	v, err := planner.ParseMoney(a.Digits)
	if err != nil {
		return err
	}
	if v.IsNegative() {
		return errors.New(tr.T("freight is not below zero"))
	}
	return p.enter(tr.F("Freight %s", strings.ReplaceAll(lane, ">", " – ")), "lane", lane, planner.Lane{From: k[0], To: k[1], Mode: k[2], PerKg: v, Currency: entry.Currency(strings.TrimSpace(currency)), Source: p.source(source)})
}

// reading is what a buyer may say of a regulation.
type reading struct{ status, effective, from, until, source string }

func (p *Page) askReading(id string) {
	r, ok := p.session.Facts().Regulation(id)
	if !ok {
		return
	}
	var options []ui.Option
	for _, x := range reference.Shipped().Regulations {
		if !slices.ContainsFunc(options, func(o ui.Option) bool { return o.ID == x.Status }) {
			options = append(options, ui.Option{ID: x.Status, Label: strings.ReplaceAll(x.Status, "_", " ")})
		}
	}
	status := ui.NewPick(options, nil)
	status.SetSelected(r.Status)
	date := func(text string) *ui.Entry {
		e := ui.NewEntry("2027-01-31")
		e.SetText(text)
		return e
	}
	effective, from, until, source := date(r.Effective), date(r.SuspendedFrom), date(r.SuspendedUntil), ui.NewEntry(tr.T("who says so"))
	ui.ShowForm(p.window, ui.Form{Title: tr.F("Your reading of %s", id), Intro: tr.T("What you have read replaces status and dates of the shipped row in this project. It is your statement, not the library's; licences and checks follow it."), Width: 560,
		Fields: []ui.Field{{Label: tr.T("Status"), Widget: status}, {Label: tr.T("In force from"), Widget: effective}, {Label: tr.T("Suspended from"), Widget: from},
			{Label: tr.T("Suspended until"), Widget: until}, {Label: tr.T("Source"), Widget: source}}, OK: tr.T("Use it"),
		Done: func() error {
			return p.Reading(id, reading{status.Selected(), effective.Text, from.Text, until.Text, source.Text})
		}})
}

// Reading enters status and dates of a regulation as the buyer has read them.
func (p *Page) Reading(id string, said reading) error {
	r, ok := p.session.Facts().Regulation(id)
	if !ok {
		return fmt.Errorf(tr.T("there is no regulation %q"), id)
	}
	for _, x := range []struct {
		text string
		at   *string
	}{{said.effective, &r.Effective}, {said.from, &r.SuspendedFrom}, {said.until, &r.SuspendedUntil}} {
		old := *x.at
		if *x.at = strings.TrimSpace(x.text); *x.at == "" || *x.at == old {
			continue
		}
		d, err := values.ParseDate(*x.at, figures.InUse().Order())
		if err != nil {
			return fmt.Errorf(tr.T("%q is not a date; write it as 2027-01-31"), x.text)
		}
		*x.at = d.String()
	}
	if r.SuspendedFrom != "" && r.SuspendedUntil != "" && r.SuspendedUntil < r.SuspendedFrom {
		return errors.New(tr.T("the suspension ends before it begins"))
	}
	if said.status != "" {
		r.Status = said.status
	}
	r.CheckedOn, r.Source = p.today(), p.source(said.source)
	return p.enter(tr.F("Your reading of %s", id), "regulation", id, r)
}
