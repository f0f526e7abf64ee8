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
	"remanence/data/reference"
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
	rate := ui.NewEntry(tr.T("% of customs value"))
	var was planner.Source
	if own := p.ownDuty(id); own != nil {
		was = own.Source
		was.User = true
	}
	from := newStatement(was)
	intro := tr.T("Your own rate replaces the shipped one in this project, in every duty stack it belongs to.")
	if r := shippedDuty(id); r != nil && r.RateType == "combined_minimum" {
		intro += " " + tr.T("It is the rate of this duty and the base duty together.")
	} else if r != nil && r.RateType == "specific" {
		intro += " " + tr.F("The shipped row charges %s; state what that comes to in percent of customs value.", r.SpecificRate)
	}
	ui.ShowForm(p.window, ui.Form{Title: tr.F("Rate of duty %s", id), Intro: intro,
		Fields: append([]ui.Field{{Label: tr.T("Rate"), Widget: rate}}, from.fields()...), OK: tr.T("Use it"),
		Done: func() error { return p.Duty(id, rate.Text, from.said()) }})
}

// Duty enters the buyer's own rate of a row of the duty table, in percent of
// customs value.
func (p *Page) Duty(id, text string, said origin) error {
	v, err := dutyRate(text)
	if err != nil {
		return err
	}
	own := planner.OwnDuty{ID: id}
	if was := p.ownDuty(id); was != nil {
		own = *was
	}
	if !own.New() && shippedDuty(id) == nil {
		return fmt.Errorf(tr.T("there is no duty %q"), id)
	}
	own.Rate = v
	if own.Source, err = p.sourceOf(said); err != nil {
		return err
	}
	return p.enter(tr.F("Rate of duty %s", id), "duty", id, own)
}

func (p *Page) askFreight(lane string) {
	rate, currency := ui.NewEntry(tr.T("per kg")), ui.NewEntry("USD")
	from := newStatement(p.ownLane(lane))
	currency.SetText("USD")
	ui.ShowForm(p.window, ui.Form{Title: tr.F("Freight %s", strings.ReplaceAll(lane, ">", " – ")), Intro: tr.T("Your own rate replaces the estimate for every offer that travels this lane and states no freight of its own."),
		Fields: append([]ui.Field{{Label: tr.T("Freight per kg"), Widget: rate}, {Label: tr.T("Currency"), Widget: currency}}, from.fields()...), OK: tr.T("Use it"),
		Done: func() error { return p.Freight(lane, rate.Text, currency.Text, from.said()) }})
}

// Freight enters the buyer's own rate of a lane, "CN>DE>sea", per kilogram.
func (p *Page) Freight(lane, text, currency string, said origin) error {
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
	source, err := p.sourceOf(said)
	if err != nil {
		return err
	}
	return p.enter(tr.F("Freight %s", strings.ReplaceAll(lane, ">", " – ")), "lane", lane, planner.Lane{From: k[0], To: k[1], Mode: k[2], PerKg: v, Currency: entry.Currency(strings.TrimSpace(currency)), Source: source})
}

// ownDuty is the buyer's own rate of a row of the duty table, nil when he has none.
func (p *Page) ownDuty(id string) *planner.OwnDuty {
	list := p.session.Project().OwnDuties
	if i := slices.IndexFunc(list, func(d planner.OwnDuty) bool { return d.ID == id }); i >= 0 {
		return &list[i]
	}
	return nil
}

// ownLane is where the buyer's own rate of a lane comes from, nothing when he has none.
func (p *Page) ownLane(id string) (s planner.Source) {
	list := p.session.Project().Lanes
	if i := slices.IndexFunc(list, func(l planner.Lane) bool { return l.ID() == id }); i >= 0 {
		s = list[i].Source
		s.User = true
	}
	return s
}
