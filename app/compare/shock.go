package compare

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/scenario"
)

// Choices are what a shock can strike where it leaves that to the buyer.
func Choices(in Input, ask string) []ui.Option {
	var out []ui.Option
	add := func(id, label string) {
		if id != "" && !slices.ContainsFunc(out, func(o ui.Option) bool { return o.ID == id }) {
			out = append(out, ui.Option{ID: id, Label: label})
		}
	}
	p := in.Project
	switch ask {
	case "supplier":
		for _, s := range p.Suppliers {
			add(s.Name, s.Name)
		}
		for i := range p.Offers {
			add(p.Offers[i].Supplier, p.Offers[i].Supplier)
		}
	case "stream":
		for _, s := range p.Streams {
			add(s.ID, s.ID)
		}
	case "pool":
		for _, x := range p.Pools {
			add(x.ID, x.ID)
		}
	case "parts":
		add("all", tr.T("All parts"))
		for i := range p.Parts {
			if a := p.Parts[i].Application; a != "" {
				add(a, tr.F("Programme: %s", a))
			}
		}
		for i := range p.Parts {
			add(p.Parts[i].ID, p.Parts[i].ID)
		}
	case "currency":
		for _, r := range p.FX {
			add(r.Currency, r.Currency)
		}
	case "country":
		for i := range p.Offers {
			add(p.Offers[i].ShipsFrom(), words.Country(in.Facts, p.Offers[i].ShipsFrom()))
		}
	}
	return out
}

// Shock is a disturbance of the library with what the buyer chose.
func Shock(in Input, id, chosen, start, months, strength string) (planner.Scenario, error) {
	i := slices.IndexFunc(in.Facts.Shocks, func(k planner.KnownShock) bool { return k.ID == id })
	if i < 0 {
		return planner.Scenario{}, errors.New(tr.T("choose what happens"))
	}
	k := in.Facts.Shocks[i]
	if k.Ask != "" && chosen == "" {
		return planner.Scenario{}, errors.New(tr.T("choose what is struck"))
	}
	if k.Ask == "" {
		chosen = ""
	}
	from, length, err := period(in, start, months)
	if err != nil {
		return planner.Scenario{}, err
	}
	if length.OK && !from.OK { // a rule that returns for some months needs a first one
		from = planner.Some(in.Project.Start)
	}
	s := scenario.From(k, chosen, from.V, length.V)
	if !length.OK {
		s.Shock.Months = planner.Opt[int]{}
	}
	v, err := figures.ParseNumber(strength)
	switch {
	case errors.Is(err, figures.ErrMissing):
		return s, nil // the size of the library
	case err != nil:
		return s, err
	}
	return scenario.WithStrength(s, v)
}

// period reads from when and for how many months something holds; what is left empty
// is missing.
func period(in Input, start, months string) (from planner.Opt[planner.Month], length planner.Opt[int], err error) {
	if start = strings.TrimSpace(start); start != "" {
		m, err := figures.ParseMonth(start)
		if err != nil {
			return from, length, fmt.Errorf(tr.T("%q is not a month; write for example 2027-01 or Jan 27"), start)
		}
		if last := in.Project.Start + planner.Month(in.Project.Months) - 1; planner.Month(m) < in.Project.Start || planner.Month(m) > last {
			return from, length, fmt.Errorf(tr.T("%s lies outside the plan, which runs from %s to %s"), figures.MonthLabel(planner.Month(m)), figures.MonthLabel(in.Project.Start), figures.MonthLabel(last))
		}
		from = planner.Some(planner.Month(m))
	}
	if months = strings.TrimSpace(months); months != "" {
		n, err := strconv.Atoi(months)
		if err != nil || n < 1 || n > 600 {
			return from, length, fmt.Errorf(tr.T("%q is no number of months; write a whole number from 1 on, or leave it empty for the whole plan"), months)
		}
		length = planner.Some(n)
	}
	return from, length, nil
}

// Restruck is the edit that lets the shock of a scenario strike at another time, for
// longer or shorter, or harder; its name says the new size.
func Restruck(in Input, id, start, months, strength string) (planner.Edit, error) {
	now, err := struck(in, id, start, months, strength)
	if err != nil {
		return planner.Edit{}, err
	}
	return scenario.Revise(in.Project, now)
}

// Aside is a scenario of its own in which the shock of another strikes at another
// time, for longer or shorter, or harder; its name says what differs.
func Aside(in Input, id, start, months, strength string) (planner.Scenario, error) {
	now, err := struck(in, id, start, months, strength)
	if err != nil {
		return now, err
	}
	was := find(in.Project, id)
	if now.Shock == was.Shock {
		return now, errors.New(tr.T("nothing differs from the scenario as it is: write another month, length or size"))
	}
	name := now.Name
	if now.Shock.Start != was.Shock.Start {
		name = tr.F("%s, from %s", name, figures.MonthLabel(now.Shock.Start.Or(in.Project.Start)))
	}
	switch {
	case now.Shock.Months == was.Shock.Months:
	case now.Shock.Months.OK:
		name = tr.F("%s, for %s", name, tr.N(now.Shock.Months.V, "%s month", "%s months"))
	default:
		name = tr.F("%s, to the end of the plan", name)
	}
	now.ID, now.Locked, now.Name = "", "", name
	return now, nil
}

// struck is a scenario whose shock strikes as entered.
func struck(in Input, id, start, months, strength string) (planner.Scenario, error) {
	s := find(in.Project, id)
	if s == nil {
		return planner.Scenario{}, errors.New(tr.T("choose what happens"))
	}
	from, length, err := period(in, start, months)
	if err != nil {
		return planner.Scenario{}, err
	}
	now := *s
	if v, err := figures.ParseNumber(strength); err == nil {
		if now, err = scenario.WithStrength(now, v); err != nil {
			return planner.Scenario{}, err
		}
	} else if !errors.Is(err, figures.ErrMissing) {
		return planner.Scenario{}, err
	}
	now.Shock.Start, now.Shock.Months = from, length
	return now, nil
}

// restrike asks for another time or size of a scenario's shock, aside as a what-if
// that leaves the scenario as it is.
func (p *Page) restrike(id string, aside bool) {
	in := inputOf(p.session, p.run)
	in.Project = p.session.Base()
	s := find(in.Project, id)
	if s == nil {
		return
	}
	start, months, strength, unit := ui.NewEntry(figures.MonthEntry(planner.MonthOf(2027, 3))), ui.NewEntry(tr.T("to the end of the plan")), ui.NewEntry(""), ""
	if s.Shock.Start.OK {
		start.SetText(figures.MonthEntry(s.Shock.Start.V))
	}
	if s.Shock.Months.OK {
		months.SetText(strconv.Itoa(s.Shock.Months.V))
	}
	fields := []ui.Field{{Label: tr.T("From month"), Widget: start, Hint: tr.T("Empty is the first month of the plan")}, {Label: tr.T("For months"), Widget: months, Hint: tr.T("Empty is to the end of the plan")}}
	if v, u, ok := scenario.Strength(s.Shock); ok {
		strength.SetText(figures.Auto(v))
		unit = tr.Known(u)
		fields = append(fields, ui.Field{Label: tr.T("How much"), Widget: strength, Hint: unit})
	}
	if aside {
		ui.ShowForm(p.window, ui.Form{Title: tr.F("What if %s were …", nameOf(s)), Intro: tr.T("The scenario stays as it is; the what-if is one of its own and is planned at once. Undo takes it away."), Fields: fields, OK: tr.T("Add and plan"),
			Done: func() error {
				made, err := Aside(in, id, start.Text, months.Text, strength.Text)
				if err != nil {
					return err
				}
				return p.add(made)
			}})
		return
	}
	ui.ShowForm(p.window, ui.Form{Title: tr.F("Change %s", nameOf(s)), Intro: tr.T("It is planned anew. Undo brings back what was."), Fields: fields, OK: tr.T("Change and plan"),
		Done: func() error {
			e, err := Restruck(in, id, start.Text, months.Text, strength.Text)
			if err == nil {
				err = p.session.Apply(tr.F("Change %s", nameOf(s)), e)
			}
			if err == nil {
				p.added(e)
			}
			return err
		}})
}

// askShock lets the buyer choose a shock of the library, what it strikes, from
// when and how long.
func (p *Page) askShock() {
	in := p.input()
	var options []ui.Option
	for _, k := range in.Facts.Shocks {
		options = append(options, ui.Option{ID: k.ID, Label: k.Name, Detail: k.Group})
	}
	if len(options) == 0 {
		return
	}
	start, months := ui.NewEntry(figures.MonthEntry(planner.MonthOf(2027, 3))), ui.NewEntry(tr.T("to the end of the plan"))
	start.SetText(figures.MonthEntry(in.Project.Start))
	what := ui.NewPick(nil, nil)
	what.PlaceHolder = tr.T("choose …")
	whatLabel := widget.NewLabel("")
	whatLabel.Importance = widget.LowImportance
	strength, unit := ui.NewEntry(tr.T("as the library says")), widget.NewLabel("")
	unit.Importance = widget.LowImportance
	size := widget.NewLabel("")
	size.Wrapping, size.Importance = fyne.TextWrapWord, widget.LowImportance
	show := func(id string) {
		i := slices.IndexFunc(in.Facts.Shocks, func(k planner.KnownShock) bool { return k.ID == id })
		if i < 0 {
			return
		}
		k := in.Facts.Shocks[i]
		what.SetOptions(Choices(in, k.Ask))
		whatLabel.SetText(tr.Known(askWords[k.Ask]))
		if k.Ask == "" {
			what.Disable()
		} else {
			what.Enable()
		}
		months.SetText("")
		if k.Shock.Months.OK {
			months.SetText(strconv.Itoa(k.Shock.Months.V))
		}
		strength.SetText("")
		unit.SetText(tr.T("nothing to choose for this one"))
		strength.Disable()
		if v, u, ok := scenario.Strength(k.Shock); ok {
			strength.Enable()
			strength.SetText(figures.Auto(v))
			unit.SetText(tr.Known(u))
		}
		size.SetText(sizeOf(k))
	}
	pick := ui.NewPick(options, show)
	pick.SetSelected(options[0].ID)
	show(options[0].ID)
	ui.ShowForm(p.window, ui.Form{Title: tr.T("What if this happens?"), Width: 620, Intro: tr.T("The shock is kept as a scenario over the project and planned at once. Undo takes it away."),
		Fields: []ui.Field{{Label: tr.T("What happens"), Widget: pick}, {Label: tr.T("Which"), Widget: container.NewVBox(what, whatLabel)},
			{Label: tr.T("From month"), Widget: start, Hint: tr.T("Empty is the first month of the plan")}, {Label: tr.T("For months"), Widget: months, Hint: tr.T("Empty is to the end of the plan")}, {Label: tr.T("How much"), Widget: container.NewVBox(strength, unit)}, {Label: tr.T("Size"), Widget: size}},
		OK: tr.T("Add and plan"), Done: func() error {
			s, err := Shock(in, pick.Selected(), what.Selected(), start.Text, months.Text, strength.Text)
			if err != nil {
				return err
			}
			return p.add(s)
		}})
}

var askWords = map[string]string{"": tr.Mark("nothing to choose for this one"), "supplier": tr.Mark("the supplier that is struck"), "stream": tr.Mark("the scrap stream that is struck"), "pool": tr.Mark("the plant that is struck"),
	"parts": tr.Mark("the parts or the programme"), "currency": tr.Mark("the currency"), "country": tr.Mark("the country the goods come from")}

// sizeOf is why a shock has its size, with its source.
func sizeOf(k planner.KnownShock) string {
	text := words.Sentence(k.Size)
	if k.Source.Name != "" {
		text += tr.F("\nSource: %s", k.Source.Name)
		if k.Source.Date != "" {
			text += ", " + k.Source.Date
		}
		if k.Source.Confidence != "" {
			text += ", " + tr.F("%s confidence", tr.Known(k.Source.Confidence))
		}
	}
	return text
}
