package library

import (
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
	"remanence/planner"
	"remanence/planner/award"
)

// settingKind says how a setting of the project is typed.
type settingKind int

const (
	settingText settingKind = iota
	settingNumber
	settingMonth
	settingWord  // of a list
	settingPlace // set on a page of its own
)

// setting is what the pages know of a setting beside its field.
type setting struct {
	kind  settingKind
	empty string      // what counts while it is not set, "" where nothing does
	words []ui.Option // of a setting of a list
	page  string      // where it is set
}

// settingOf describes a setting by its name; a test holds it to the planner's list.
func settingOf(name string) setting {
	number := func(empty string) setting { return setting{kind: settingNumber, empty: empty} }
	if strings.HasPrefix(name, "fx_") {
		return number("")
	}
	switch name {
	case "plan_start":
		return setting{kind: settingMonth}
	case "quarters_from_month":
		return setting{kind: settingMonth, empty: tr.T("orders by month")}
	case "licence_percentile_pct":
		return number(figures.Auto(100 * planner.DefaultLicencePercentile))
	case "mip_gap_pct":
		return number(figures.Auto(100 * award.DefaultGap))
	case "max_new_qualifications", "engineering_limit":
		return number(tr.T("no limit"))
	case "insurance_pct", "frozen_months", "ramp_haircut_pct":
		return number(tr.T("none@@setting"))
	case "plan_months", "discount_rate_pct", "carrying_cost_pct", "min_award_share_pct", "seed":
		return number("")
	case "end_stock_value":
		return ofList(tr.T("value of three months' need"), option(planner.EndStockNext3, tr.T("value of three months' need")), option(planner.EndStockNone, tr.T("no value")))
	case "shortage":
		return ofList(tr.T("later, for aftermarket parts lost"), option(planner.Backlog, tr.T("delivered later")), option(planner.Lost, tr.T("lost")), option(planner.Forbidden, tr.T("not allowed")))
	case "unknown_origin":
		return ofList(tr.T("worst case"), option(planner.UnknownWorst, tr.T("worst case")), option(planner.UnknownLeftOut, tr.T("left out of limits")))
	case "regime":
		return setting{kind: settingPlace, empty: tr.T("as the table of regulations states"), page: "rules"}
	case "recovery_months", "simulation":
		return setting{kind: settingPlace, empty: tr.T("the defaults of the page Risk"), page: "risk"}
	}
	return setting{} // a text, such as the name
}

func option[W ~string](word W, label string) ui.Option {
	return ui.Option{ID: string(word), Label: label}
}

func ofList(empty string, words ...ui.Option) setting {
	return setting{kind: settingWord, empty: empty, words: words}
}

// show writes what a setting holds as the region does.
func (s setting) show(text string) string {
	switch s.kind {
	case settingNumber:
		return figures.Decimal(text, -1)
	case settingMonth:
		if m, err := planner.ParseMonth(text); err == nil {
			return figures.MonthLabel(m)
		}
	case settingWord:
		if i := slices.IndexFunc(s.words, func(o ui.Option) bool { return o.ID == text }); i >= 0 {
			return s.words[i].Label
		}
	}
	return text
}

// read turns what was typed into what the setting holds; "" takes it away.
func (s setting) read(text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", nil
	}
	switch s.kind {
	case settingNumber:
		a, _, err := entry.Number(text, "9")
		return a.Digits, err
	case settingMonth:
		m, err := figures.ParseMonth(text)
		if err != nil {
			return "", errors.New(tr.T("this is not a month; write for example 2027-01 or Jan 27"))
		}
		return m.String(), nil
	}
	return text, nil
}

// settings lists every setting of the project with its exchange rates.
func settings(p *planner.Project) []Row {
	mine := planner.Source{Name: tr.T("this project"), User: true}
	var out []Row
	for _, f := range settingFields(p) {
		s, held := settingOf(f.Name), f.Get(p)
		row := Row{ID: f.Name, Source: mine, Cells: []string{tr.Known(f.Title), s.show(held), orDash(tr.Known(f.Unit))}}
		switch {
		case held != "":
		case s.empty != "":
			row.Cells[1], row.Default, row.Source = s.empty, true, planner.Source{Name: "Remanence", Default: true}
		default:
			row.Cells[1] = figures.Missing
		}
		out = append(out, row)
	}
	return out
}

func settingFields(p *planner.Project) []planner.Field[planner.Project] {
	out := slices.Clone(planner.SettingFields)
	for _, r := range p.FX {
		if f, ok := planner.FXField("fx_" + p.Currency + "_" + r.Currency); ok {
			f.Title = tr.F("%s for one %s", r.Currency, p.Currency)
			out = append(out, f)
		}
	}
	return out
}

// settingActions are what can be done with a setting.
func (p *Page) settingActions(r *Row) []fyne.CanvasObject {
	s := settingOf(r.ID)
	if s.kind == settingPlace {
		return []fyne.CanvasObject{ui.NewButton(tr.T("Show where it is set"), theme.NavigateNextIcon(), tr.T("Go to the page with its own table"), func() { p.session.Navigate(s.page, "") })}
	}
	out := []fyne.CanvasObject{ui.NewButton(tr.T("Change …"), theme.DocumentCreateIcon(), tr.T("Enter another value; undo brings this one back"), func() { p.askSetting(r.ID, r.Cells[0]) })}
	if s.empty != "" && !r.Default {
		out = append(out, ui.NewButton(tr.T("Back to the default"), theme.ContentUndoIcon(), tr.F("Default: %s", s.empty), func() { p.done(p.Setting(r.ID, "")) }))
	}
	return out
}

func (p *Page) askSetting(name, title string) {
	s, held := settingOf(name), ""
	if before, err := p.session.Project().Cell(settingPath(name)); err == nil {
		held = before
	}
	field, value := ui.Field{Label: title}, func() string { return "" }
	if s.kind == settingWord {
		pick := ui.NewPick(s.words, nil)
		pick.SetSelected(held)
		field.Widget, value = pick, pick.Selected
	} else {
		e := ui.NewEntry(s.empty)
		if e.SetText(held); s.kind != settingText {
			e.SetText(s.show(held))
		}
		field.Widget, value = e, func() string { return e.Text }
	}
	if s.empty != "" {
		field.Hint = tr.F("Default: %s", s.empty)
	}
	ui.ShowForm(p.window, ui.Form{Title: title, Intro: tr.T("It holds for this project and every plan made from now on."), Fields: []ui.Field{field}, OK: tr.T("Use it"), Width: 460,
		Done: func() error { return p.Setting(name, value()) }})
}

func settingPath(name string) string { return "settings/" + name }

// Setting enters a setting of the project as the region writes it; "" takes it away
// where a default stands in its place.
func (p *Page) Setting(name, text string) error {
	s := settingOf(name)
	after, err := s.read(text)
	if err != nil {
		return err
	}
	project := p.session.Project()
	i := slices.IndexFunc(settingFields(project), func(f planner.Field[planner.Project]) bool { return f.Name == name })
	if i < 0 {
		return fmt.Errorf(tr.T("there is no setting %q"), name)
	}
	f := settingFields(project)[i]
	before := f.Get(project)
	if before == after {
		return nil
	}
	trial := project.Clone()
	if err := f.Set(trial, after); err != nil {
		return err
	}
	for _, x := range trial.Validate(p.session.Facts()) {
		if x.Severity == planner.Refuses && x.Path == settingPath(name) {
			return errors.New(tr.Told(x.What + " " + x.Mend))
		}
	}
	return p.session.Apply(tr.Known(f.Title), planner.Edit{What: settingPath(name), Before: before, After: after})
}
