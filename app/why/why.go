// Package why says where a figure on screen comes from: the formula in words, its
// inputs, their sources and their age. Pages make an Explanation for a figure,
// the window shows it. It knows no toolkit.
package why

import (
	"slices"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/data/reference"
	"remanence/planner"
)

// Explanation takes one figure apart.
type Explanation struct {
	Title   string // what it is: "Landed cost of O12 for EPS-R"
	Value   string // as shown, exact
	Formula string // in words: "goods + duty + extra duty + freight"
	Inputs  []Input
	Notes   []string // what else must be known to read it rightly
}

// Input is one figure that goes in.
type Input struct {
	Name, Value string
	How         string         // where it comes from in words, "" when Source says it
	Source      planner.Source // a zero Source is none
	Page, What  string         // where it can be seen or changed
}

// Entered is an input the buyer entered in a cell of the project; page is where
// the cell is shown. An empty cell says that it is missing.
func Entered(p *planner.Project, name, path, unit, page string) Input {
	text, err := p.Cell(path)
	in := Input{Name: name, Value: figures.Missing, How: tr.T("not entered"), Page: page, What: path}
	if err == nil && strings.TrimSpace(text) != "" {
		in.Value, in.How = strings.TrimSpace(figures.Decimal(text, -1)+" "+unit), tr.T("entered in the project")
		if _, err := planner.ParseNumber(text); err != nil {
			in.Value = text
		}
	}
	return in
}

// Origin is where an input comes from, with its date and age on a day.
func (i Input) Origin(today string) string {
	if i.Source == (planner.Source{}) {
		return i.How
	}
	text := tr.Known(i.Source.Name)
	if i.How != "" {
		text = i.How + "; " + text
	}
	if i.Source.Default {
		text = tr.F("default of the app; %s", text)
	}
	if i.Source.Date != "" {
		text += ", " + i.Source.Date
		if age := reference.SourceAgeOn(i.Source, today); age.OK && age.V > 0 {
			text += tr.F(" (%s old)", tr.N(age.V, "%s month", "%s months"))
		}
	}
	if i.Source.Confidence != "" {
		text += ", " + tr.F("%s confidence", tr.Known(i.Source.Confidence))
	}
	return strings.TrimPrefix(text, ", ")
}

// OldPlan is what an explanation says of the figures of a plan made before the inputs
// changed.
func OldPlan() string { return tr.T("Out of date: the inputs changed since this plan was made.") }

// OldPlanIf is OldPlan of a plan that is stale, nothing of another.
func OldPlanIf(stale bool) string {
	if stale {
		return OldPlan()
	}
	return ""
}

// OldAnswer says it of the answer of a study.
func OldAnswer() string { return tr.T("Out of date: the inputs changed since this was found out.") }

// With is the explanation with one more note, unless it is empty or there already.
func (e Explanation) With(note string) Explanation {
	if note != "" && !slices.Contains(e.Notes, note) {
		e.Notes = append(slices.Clip(e.Notes), note)
	}
	return e
}

// Text is the whole explanation as lines, to be copied.
func (e Explanation) Text(today string) string {
	lines := []string{e.Title + ": " + e.Value}
	if e.Formula != "" {
		lines = append(lines, "= "+e.Formula)
	}
	for _, i := range e.Inputs {
		lines = append(lines, strings.TrimRight(i.Name+"\t"+i.Value+"\t"+i.Origin(today), "\t"))
	}
	return strings.Join(append(lines, e.Notes...), "\n")
}

// PageOf is the page that shows a cell of the project, "" when none does.
func PageOf(path string) string {
	table, _, _, err := planner.SplitPath(path)
	if err != nil {
		return ""
	}
	switch table {
	case "part", "stock", "design":
		return "demand"
	case "offer", "supplier", "pool", "profile", "index":
		return "sources"
	case "stream":
		return "recycling"
	case "rule":
		return "rules"
	case "settings":
		return "library"
	}
	return ""
}

// Cell explains a cell of the project that was typed in.
func Cell(p *planner.Project, title, path, shown, page string) Explanation {
	in := Entered(p, title, path, "", page)
	e := Explanation{Title: title, Value: shown, Formula: tr.T("as entered"), Inputs: []Input{in}}
	if in.Value == figures.Missing {
		e.Formula, e.Notes = tr.T("nothing is entered"), []string{tr.T("Missing is not zero: whatever needs this figure says so.")}
	}
	return e
}
