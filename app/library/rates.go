package library

import (
	"errors"
	"slices"

	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/data/reference"
	"remanence/planner"
)

// rates lists the exchange rates as they ship; what the project counts with stands
// beside them.
func rates(r *reference.Tables, p *planner.Project) []Row {
	var out []Row
	for _, x := range r.FX {
		out = append(out, Row{ID: x.Currency, Source: x.Source, Cells: []string{x.Currency, words.Term(x.Name), figures.Decimal(x.UnitsPerUSD.String(), -1), figures.Decimal(x.USDPerUnit.String(), -1), x.RateDate, words.Term(x.Basis)},
			Detail: detail(tr.F("In this project, %s for one %s", x.Currency, p.Currency), projectRate(p, x.Currency), tr.T("Note"), x.Note)})
	}
	return out
}

// projectRate is what the project counts a currency with, "" where it does not use it.
func projectRate(p *planner.Project, currency string) string {
	i := slices.IndexFunc(p.FX, func(r planner.Rate) bool { return r.Currency == currency })
	if i < 0 {
		return ""
	}
	return figures.Decimal(p.FX[i].PerUnit.String(), -1)
}

func (p *Page) askFX(currency string) {
	project := p.session.Project()
	rate := ui.NewEntry(tr.F("%s for one %s", currency, project.Currency))
	rate.SetText(projectRate(project, currency))
	ui.ShowForm(p.window, ui.Form{Title: tr.F("Rate of %s", currency), Intro: tr.T("It holds for this project and every plan made from now on."),
		Fields: []ui.Field{{Label: tr.F("%s for one %s", currency, project.Currency), Widget: rate}}, OK: tr.T("Use it"),
		Done: func() error { return p.FX(currency, rate.Text) }})
}

// FX enters the buyer's own rate of a currency: how much of it one unit of the plan
// currency buys.
func (p *Page) FX(currency, text string) error {
	a, typed, err := entry.Number(text, "1.085")
	if err != nil {
		return err
	}
	v, err := planner.ParseMoney(a.Digits)
	if !typed || err != nil || v.Sign() <= 0 {
		return errors.New(tr.T("enter a figure above 0"))
	}
	project := p.session.Project()
	what := "settings/fx_" + project.Currency + "_" + currency
	before, err := project.Cell(what)
	if err != nil {
		return err
	}
	return p.session.Apply(tr.F("Rate of %s", currency), planner.Edit{What: what, Before: before, After: v.String()})
}
