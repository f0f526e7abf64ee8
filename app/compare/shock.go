package compare

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui"
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
		add("all", "All parts")
		for i := range p.Parts {
			if a := p.Parts[i].Application; a != "" {
				add(a, "Programme: "+a)
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
func Shock(in Input, id, chosen, start, months string) (planner.Scenario, error) {
	i := slices.IndexFunc(in.Facts.Shocks, func(k planner.KnownShock) bool { return k.ID == id })
	if i < 0 {
		return planner.Scenario{}, fmt.Errorf("choose what happens")
	}
	k := in.Facts.Shocks[i]
	if k.Ask != "" && chosen == "" {
		return planner.Scenario{}, fmt.Errorf("choose what is struck")
	}
	if k.Ask == "" {
		chosen = ""
	}
	from, length := planner.Month(0), 0
	if start = strings.TrimSpace(start); start != "" {
		m, err := planner.ParseMonth(start)
		if err != nil {
			return planner.Scenario{}, err
		}
		if last := in.Project.Start + planner.Month(in.Project.Months) - 1; m < in.Project.Start || m > last {
			return planner.Scenario{}, fmt.Errorf("%s lies outside the plan, which runs from %s to %s", m.Label(), in.Project.Start.Label(), last.Label())
		}
		from = m
	}
	if months = strings.TrimSpace(months); months != "" {
		n, err := strconv.Atoi(months)
		if err != nil || n < 1 || n > 600 {
			return planner.Scenario{}, fmt.Errorf("%q is no number of months; write a whole number from 1 on, or leave it empty for the whole plan", months)
		}
		length = n
	}
	s := scenario.From(k, chosen, from, length)
	if months == "" {
		s.Shock.Months = planner.Opt[int]{}
	}
	return s, nil
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
	start, months := ui.NewEntry("2027-03"), ui.NewEntry("to the end of the plan")
	start.SetText(in.Project.Start.String())
	what := ui.NewPick(nil, nil)
	what.PlaceHolder = "choose …"
	whatLabel := widget.NewLabel("")
	whatLabel.Importance = widget.LowImportance
	size := widget.NewLabel("")
	size.Wrapping, size.Importance = fyne.TextWrapWord, widget.LowImportance
	show := func(id string) {
		i := slices.IndexFunc(in.Facts.Shocks, func(k planner.KnownShock) bool { return k.ID == id })
		if i < 0 {
			return
		}
		k := in.Facts.Shocks[i]
		what.SetOptions(Choices(in, k.Ask))
		whatLabel.SetText(askWords[k.Ask])
		if k.Ask == "" {
			what.Disable()
		} else {
			what.Enable()
		}
		months.SetText("")
		if k.Shock.Months.OK {
			months.SetText(strconv.Itoa(k.Shock.Months.V))
		}
		size.SetText(sizeOf(k))
	}
	pick := ui.NewPick(options, show)
	pick.SetSelected(options[0].ID)
	show(options[0].ID)
	ui.ShowForm(p.window, ui.Form{Title: "What if this happens?", Width: 620, Intro: "The shock is kept as a scenario over the project and planned at once. Undo takes it away.",
		Fields: []ui.Field{{Label: "What happens", Widget: pick}, {Label: "Which", Widget: container.NewVBox(what, whatLabel)},
			{Label: "From month", Widget: start, Hint: "Empty is the first month of the plan"}, {Label: "For months", Widget: months, Hint: "Empty is to the end of the plan"}, {Label: "Size", Widget: size}},
		OK: "Add and plan", Done: func() error {
			s, err := Shock(in, pick.Selected(), what.Selected(), start.Text, months.Text)
			if err != nil {
				return err
			}
			return p.add(s)
		}})
}

var askWords = map[string]string{"": "nothing to choose for this one", "supplier": "the supplier that is struck", "stream": "the scrap stream that is struck", "pool": "the plant that is struck",
	"parts": "the parts or the programme", "currency": "the currency", "country": "the country the goods come from"}

// sizeOf is why a shock has its size, with its source.
func sizeOf(k planner.KnownShock) string {
	text := words.Sentence(k.Size)
	if k.Source.Name != "" {
		text += "\nSource: " + k.Source.Name
		if k.Source.Date != "" {
			text += ", " + k.Source.Date
		}
		if k.Source.Confidence != "" {
			text += ", " + k.Source.Confidence + " confidence"
		}
	}
	return text
}
