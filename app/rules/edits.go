package rules

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// Document is what the page reads and changes: a *session.Session.
type Document interface {
	Project() *planner.Project
	Facts() *planner.Facts
	Problems() planner.Problems
	Plan() (*planner.Plan, bool)
	Apply(name string, edits ...planner.Edit) error
}

// Fill puts what was picked or typed into a blank of a rule, as one change. The
// error is a sentence for the blank.
func Fill(doc Document, id, field, text string) error {
	p := doc.Project()
	r := ruleOf(p, id)
	if r == nil {
		return fmt.Errorf(tr.T("there is no rule %q any more"), id)
	}
	next := clone(r)
	if err := fill(p, &next, field, text); err != nil {
		return err
	}
	return replace(doc, changeName(field, id), r, &next)
}

func changeName(field, id string) string {
	name := title(field)
	if name == "" {
		name = field
	}
	return tr.F("%s of rule %s", name, id)
}

func ruleOf(p *planner.Project, id string) *planner.Rule {
	for i := range p.Rules {
		if p.Rules[i].ID == id {
			return &p.Rules[i]
		}
	}
	return nil
}

func clone(r *planner.Rule) planner.Rule {
	next := *r
	next.Elements, next.Stages, next.Countries = slices.Clone(r.Elements), slices.Clone(r.Stages), slices.Clone(r.Countries)
	return next
}

// replace makes the edits of the cells that differ.
func replace(doc Document, name string, r, next *planner.Rule) error {
	var edits []planner.Edit
	for _, f := range planner.RuleFields {
		if before, after := f.Get(r), f.Get(next); before != after {
			edits = append(edits, planner.Edit{What: planner.Path("rule", r.ID, f.Name), Before: before, After: after})
		}
	}
	return doc.Apply(name, edits...)
}

func fill(p *planner.Project, r *planner.Rule, field, text string) error {
	text = strings.TrimSpace(text)
	switch field {
	case "type":
		*r = retype(p, r, planner.RuleType(text))
		return nil
	case "element":
		if text == "all" {
			r.Elements = nil
			return nil
		}
		r.Elements = toggled(r.Elements, text)
	case "stage":
		r.Stages = toggled(r.Stages, planner.Stage(text))
		slices.SortFunc(r.Stages, func(a, b planner.Stage) int { return slices.Index(planner.Stages, a) - slices.Index(planner.Stages, b) })
	case "country":
		r.Countries = toggled(r.Countries, text)
	case "value_from", "value_to":
		return fillLimit(r, field, text)
	case "from_month", "to_month":
		m, err := figures.ParseMonth(text)
		switch {
		case errors.Is(err, figures.ErrMissing):
			text = ""
		case err != nil:
			return fmt.Errorf(tr.T("%q is not a month; write for example 2027-01 or Jan 27"), text)
		default:
			text = m.String()
		}
		return fieldOf(field).Set(r, text)
	case "hard":
		if text == "hard" {
			r.Penalty = ""
		} else if r.Type == planner.CoverMin && r.Penalty == "" {
			r.Penalty = "0.4 percent of value per missing week and month"
		}
		return fieldOf(field).Set(r, text)
	case "penalty":
		r.Penalty = text
		_, err := r.ReadPenalty()
		return err
	default:
		return fieldOf(field).Set(r, text)
	}
	return nil
}

// fillLimit sets a limit. A rule whose limit is the same throughout keeps it so
// when its first one changes; an emptied last limit makes it the same again.
func fillLimit(r *planner.Rule, field, text string) error {
	a, ok, err := entry.Number(text, "65")
	if err != nil {
		return err
	}
	same := !r.ValueTo.OK || r.ValueTo == r.ValueFrom || !r.ValueFrom.OK
	if !ok {
		if field == "value_from" {
			return errors.New(tr.T("a rule needs a limit; switch it off or delete it instead"))
		}
		r.ValueTo = r.ValueFrom
		return nil
	}
	v, err := strconv.ParseFloat(a.Digits, 64)
	switch {
	case err != nil:
		return err
	case v < 0:
		return errors.New(tr.T("a limit is not below zero"))
	case r.Type.InPercent() && v > 100:
		return errors.New(tr.T("a share is at most 100 %"))
	case (r.Type == planner.MinSuppliers || r.Type == planner.MaxSuppliers) && (v < 1 || v != float64(int(v))):
		return errors.New(tr.T("write a whole number of suppliers, 1 or more"))
	}
	if field == "value_from" {
		r.ValueFrom = planner.Some(v)
		if same {
			r.ValueTo = r.ValueFrom
		}
		return nil
	}
	r.ValueTo = planner.Some(v)
	return nil
}

func fieldOf(name string) planner.Field[planner.Rule] {
	i := slices.IndexFunc(planner.RuleFields, func(f planner.Field[planner.Rule]) bool { return f.Name == name })
	return planner.RuleFields[i]
}

func toggled[T comparable](list []T, x T) []T {
	if i := slices.Index(list, x); i >= 0 {
		return slices.Delete(list, i, i+1)
	}
	return append(list, x)
}

// Switch turns a rule on or off.
func Switch(doc Document, id string, on bool) error {
	before, after, name := "yes", "", tr.F("Rule %s switched on", id)
	if !on {
		before, after, name = "", "yes", tr.F("Rule %s switched off", id)
	}
	return doc.Apply(name, planner.Edit{What: planner.Path("rule", id, "off"), Before: before, After: after})
}

// Add puts a rule at the end and gives it an id of its own.
func Add(doc Document, r planner.Rule) (id string, err error) {
	return insert(doc, tr.T("New rule"), r, len(doc.Project().Rules))
}

// Duplicate puts a copy of a rule below it.
func Duplicate(doc Document, id string) (string, error) {
	p := doc.Project()
	for i := range p.Rules {
		if p.Rules[i].ID == id {
			return insert(doc, tr.F("Copy of rule %s", id), p.Rules[i], i+1)
		}
	}
	return "", fmt.Errorf(tr.T("there is no rule %q"), id)
}

func insert(doc Document, name string, r planner.Rule, at int) (string, error) {
	r.ID = FreeID(doc.Project())
	text, err := json.Marshal(r)
	if err != nil {
		return "", err
	}
	return r.ID, doc.Apply(name+" "+r.ID, planner.Edit{What: planner.Path("rule", r.ID), After: string(text), Row: at})
}

// Delete takes a rule away; undo brings it back.
func Delete(doc Document, id string) error {
	p := doc.Project()
	for i := range p.Rules {
		if p.Rules[i].ID == id {
			what := planner.Path("rule", id)
			before, err := p.Cell(what)
			if err != nil {
				return err
			}
			return doc.Apply(tr.F("Delete rule %s", id), planner.Edit{What: what, Before: before, Row: i})
		}
	}
	return nil
}

// FreeID is the next rule id: R09 after R08.
func FreeID(p *planner.Project) string {
	for n := len(p.Rules) + 1; ; n++ {
		if id := fmt.Sprintf("R%02d", n); ruleOf(p, id) == nil {
			return id
		}
	}
}
