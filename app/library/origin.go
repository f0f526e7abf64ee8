package library

import (
	"fmt"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/data/values"
	"remanence/planner"
)

// origin is where an own row comes from, as typed: who says so, of which day, and how
// far to trust it. All may be empty.
type origin struct{ name, date, confidence string }

// originFields ask for an origin.
type originFields struct {
	name, date *ui.Entry
	confidence *ui.Pick
}

// newOriginFields ask anew, or show what was said of a row of the buyer's own.
func newOriginFields(s planner.Source) originFields {
	options := []ui.Option{{ID: "", Label: tr.T("not stated")}}
	for _, c := range planner.Confidences {
		options = append(options, ui.Option{ID: c, Label: tr.Known(c)})
	}
	o := originFields{ui.NewEntry(tr.T("who says so")), ui.NewEntry(tr.T("today")), ui.NewPick(options, nil)}
	o.confidence.SetSelected("")
	if s.User { // what was said before stands there to be kept or changed
		o.name.SetText(s.Name)
		o.date.SetText(s.Date)
		o.confidence.SetSelected(s.Confidence)
	}
	return o
}

// newStatement asks for the origin of a figure typed anew: who said the last one may say
// this one too, but not on that day.
func newStatement(s planner.Source) originFields {
	s.Date = ""
	return newOriginFields(s)
}

func (o originFields) fields() []ui.Field {
	return []ui.Field{{Label: tr.T("Source"), Widget: o.name}, {Label: tr.T("Date"), Widget: o.date}, {Label: tr.T("Confidence"), Widget: o.confidence}}
}

func (o originFields) said() origin {
	return origin{o.name.Text, o.date.Text, o.confidence.Selected()}
}

// sourceOf makes a source of an origin; without a date it is of today, without a name
// the buyer's own entry.
func (p *Page) sourceOf(said origin) (planner.Source, error) {
	s := p.source(said.name)
	date, err := dated(said.date)
	if err != nil {
		return s, err
	}
	if date != "" {
		s.Date = date
	}
	s.Confidence = said.confidence
	return s, nil
}

// dated reads a year, a month or a day as files hold it; "" stays "".
func dated(text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" || len(text) == 4 && strings.Trim(text, "0123456789") == "" {
		return text, nil
	}
	if m, err := figures.ParseMonth(text); err == nil {
		return planner.Month(m).String(), nil
	}
	d, err := values.ParseDate(text, figures.InUse().Order())
	if err != nil {
		return "", fmt.Errorf(tr.T("%q is not a date; write 2027, 2027-01 or 2027-01-31"), text)
	}
	return d.String(), nil
}
