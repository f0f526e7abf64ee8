package library

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/data/reference"
	"remanence/data/values"
	"remanence/planner"
)

// reading is what a buyer may say of a regulation.
type reading struct {
	status, effective, from, until string
	source                         origin
}

// newRegulation is what the form of a regulation that is not in the list asks for.
type newRegulation struct {
	id, state, instrument, kind, covers, effect string
	statutory, basis, low, high                 string // days a licence takes: by law, and as reported
	reading
}

// How the days a law allows for a licence are counted, as regulations hold it.
var (
	workingDays  = tr.Mark("working days")
	calendarDays = tr.Mark("calendar days")
)

// readingFields ask for the status and the dates of a regulation.
type readingFields struct {
	status                 *ui.Pick
	effective, from, until *ui.Entry
	source                 originFields
}

func newReadingFields(r planner.Regulation) readingFields {
	date := func(text string) *ui.Entry {
		e := ui.NewEntry("2027-01-31")
		e.SetText(text)
		return e
	}
	statuses := append(termsOf(func(r reference.RegulationRow) string { return r.Status }, words.RegulationStatus), ui.Option{ID: "unknown", Label: tr.T("unknown")})
	x := readingFields{ui.NewPick(statuses, nil), date(r.Effective), date(r.SuspendedFrom), date(r.SuspendedUntil), newOriginFields(r.Source)}
	x.status.SetSelected(r.Status)
	return x
}

// termsOf are the words the list of regulations uses in a column.
func termsOf(column func(reference.RegulationRow) string, name func(string) string) (out []ui.Option) {
	for _, x := range reference.Shipped().Regulations {
		if id := column(x); !slices.ContainsFunc(out, func(o ui.Option) bool { return o.ID == id }) {
			out = append(out, ui.Option{ID: id, Label: name(id)})
		}
	}
	return out
}

func (x readingFields) fields() []ui.Field {
	return append([]ui.Field{{Label: tr.T("Status"), Widget: x.status}, {Label: tr.T("In force from"), Widget: x.effective}, {Label: tr.T("Suspended from"), Widget: x.from},
		{Label: tr.T("Suspended until"), Widget: x.until}}, x.source.fields()...)
}

func (x readingFields) said() reading {
	return reading{x.status.Selected(), x.effective.Text, x.from.Text, x.until.Text, x.source.said()}
}

func (p *Page) askReading(id string) {
	r, ok := p.session.Facts().Regulation(id)
	if !ok {
		return
	}
	x := newReadingFields(r)
	intro := tr.T("What you have read replaces status and dates of the shipped row in this project. It is your statement, not the library's; licences and checks follow it.")
	if !slices.ContainsFunc(reference.Shipped().Regulations, func(r reference.RegulationRow) bool { return r.ID == id }) {
		intro = tr.T("The regulation is your own; what you have read replaces its status and dates. Licences and checks follow it.")
	}
	ui.ShowForm(p.window, ui.Form{Title: tr.F("Your reading of %s", id), Intro: intro, Width: 560,
		Fields: x.fields(), OK: tr.T("Use it"), Done: func() error { return p.Reading(id, x.said()) }})
}

// Reading enters status and dates of a regulation as the buyer has read them.
func (p *Page) Reading(id string, said reading) error {
	r, ok := p.session.Facts().Regulation(id)
	if !ok {
		return fmt.Errorf(tr.T("there is no regulation %q"), id)
	}
	if err := p.read(&r, said); err != nil {
		return err
	}
	return p.enter(tr.F("Your reading of %s", id), "regulation", id, r)
}

// read puts what was read into a regulation.
func (p *Page) read(r *planner.Regulation, said reading) error {
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
	r.CheckedOn = p.today()
	var err error
	r.Source, err = p.sourceOf(said.source)
	return err
}

// askNewRegulation asks for a regulation that the list lacks.
func (p *Page) askNewRegulation() {
	id, state, instrument := ui.NewEntry("EU-2027-1"), ui.NewEntry("EU"), ui.NewEntry(tr.T("as it is cited"))
	kind := ui.NewPick(termsOf(func(r reference.RegulationRow) string { return r.Kind }, words.Term), nil)
	kind.SetSelected("export_licence")
	covers, effect := ui.NewEntry(tr.T("goods, in words")), ui.NewEntry(tr.T("what it means for you"))
	statutory, low, high := ui.NewEntry(tr.T("days")), ui.NewEntry(tr.T("days")), ui.NewEntry(tr.T("days"))
	basis := ui.NewPick([]ui.Option{{ID: workingDays, Label: tr.T("working days")}, {ID: calendarDays, Label: tr.T("calendar days")}}, nil)
	basis.SetSelected(workingDays)
	x := newReadingFields(planner.Regulation{Status: "in_force"})
	fields := append([]ui.Field{{Label: tr.T("Short name"), Widget: id, Hint: tr.T("rules, quotations and what-ifs name it by this")}, {Label: tr.T("State"), Widget: state, Hint: tr.T("two letters, EU, or a pair such as CN/US")},
		{Label: tr.T("Instrument"), Widget: instrument}, {Label: tr.T("Kind"), Widget: kind}, {Label: tr.T("Covers"), Widget: covers}, {Label: tr.T("Effect"), Widget: effect},
		{Label: tr.T("Licence days by law"), Widget: statutory, Hint: tr.T("the wait of plans follows them, and what surveys report")}, {Label: tr.T("Counted in"), Widget: basis},
		{Label: tr.T("Reported, at least"), Widget: low}, {Label: tr.T("Reported, at most"), Widget: high}}, x.fields()...)
	ui.ShowForm(p.window, ui.Form{Title: tr.T("New regulation"), Width: 600, Fields: fields, OK: tr.T("Add"),
		Intro: tr.T("It counts where you name it: as the licence of a quotation, in a rule, in a what-if. The app does not guess from its words which goods it reaches."),
		Done: func() error {
			return p.NewRegulation(newRegulation{id.Text, state.Text, instrument.Text, kind.Selected(), covers.Text, effect.Text, statutory.Text, basis.Selected(), low.Text, high.Text, x.said()})
		}})
}

// NewRegulation adds a regulation that the list lacks.
func (p *Page) NewRegulation(said newRegulation) error {
	r := planner.Regulation{ID: strings.TrimSpace(said.id), Jurisdiction: strings.ToUpper(strings.TrimSpace(said.state)), Instrument: strings.TrimSpace(said.instrument),
		Covers: strings.TrimSpace(said.covers), Effect: strings.TrimSpace(said.effect), Terms: planner.Terms{Kind: said.kind}}
	switch {
	case r.ID == "" || strings.ContainsAny(r.ID, " ,;=|/"):
		return errors.New(tr.T("enter a short name without spaces, for example EU-2027-1"))
	case r.Jurisdiction == "":
		return errors.New(tr.T("enter the state that made it, for example CN"))
	case r.Instrument == "":
		return errors.New(tr.T("enter how it is cited"))
	case r.Terms.Kind == "" || said.status == "":
		return errors.New(tr.T("choose its kind and its status; unknown is a status too"))
	}
	for _, old := range p.session.Facts().Regulations {
		if strings.EqualFold(old.ID, r.ID) {
			return fmt.Errorf(tr.T("%q is in the list already as %s; change that row"), said.id, old.ID)
		}
	}
	var err error
	for _, x := range []struct {
		text string
		at   *planner.Opt[int]
	}{{said.statutory, &r.Terms.StatutoryDays}, {said.low, &r.WaitLowDays}, {said.high, &r.WaitHighDays}} {
		if *x.at, err = waitDays(x.text); err != nil {
			return err
		}
	}
	if r.Terms.StatutoryDays.OK {
		r.Terms.StatutoryBasis = said.basis
	}
	if r.WaitLowDays.OK && r.WaitHighDays.OK && r.WaitHighDays.V < r.WaitLowDays.V {
		return errors.New(tr.T("the longest wait is shorter than the shortest"))
	}
	if err := p.read(&r, said.reading); err != nil {
		return err
	}
	if err := p.enter(tr.F("New regulation %s", r.ID), "regulation", r.ID, r); err != nil {
		return err
	}
	p.goTo(r.ID)
	return nil
}

// waitDays reads a number of days that may be left out.
func waitDays(text string) (planner.Opt[int], error) {
	a, typed, err := entry.Number(text, "45")
	if err != nil || !typed {
		return planner.Opt[int]{}, err
	}
	v, err := planner.ParseNumber(a.Digits)
	if err != nil || v < 0 || v != float64(int(v)) || v > 3650 {
		return planner.Opt[int]{}, fmt.Errorf(tr.T("%q is no number of days; enter whole days, or leave it out"), text)
	}
	return planner.Some(int(v)), nil
}

// regulationRow is a regulation of the buyer's own as a row of the list.
func regulationRow(r *planner.Regulation) reference.RegulationRow {
	return reference.RegulationRow{ID: r.ID, Jurisdiction: r.Jurisdiction, Instrument: r.Instrument, Kind: r.Terms.Kind, Covers: r.Covers, Effective: r.Effective, SuspendedFrom: r.SuspendedFrom,
		SuspendedUntil: r.SuspendedUntil, Extension: r.Extension, StatutoryDays: r.Terms.StatutoryDays, StatutoryBasis: r.Terms.StatutoryBasis, ReportedLowDays: r.WaitLowDays, ReportedHighDays: r.WaitHighDays,
		Threshold: r.Terms.Threshold, OtherPeriod: r.Terms.OtherPeriod, Reality: r.Terms.Reality, Status: r.Status, Effect: r.Effect, Source: r.Source}
}
