package whatif

import (
	"strings"
	"testing"

	"remanence/app/plantest"
	"remanence/app/session"
	"remanence/app/why"
	"remanence/assets"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/scenario"
)

func example(t *testing.T) *session.Session {
	t.Helper()
	return session.ForProject(reference.Shipped().Facts(), plantest.Project(t, assets.Samples()[0].FS))
}

// An explanation that leads to a row, an offer, a part or a rule, offers the row's
// own figures; one that leads to a cell offers that cell, once.
func TestEveryExplanationLeadsToFigures(t *testing.T) {
	s := example(t)
	p := s.Project()
	offer, part, rule := p.Offers[0].ID, p.Parts[0].ID, p.Rules[0].ID
	cells := Cells(p, why.Explanation{Inputs: []why.Input{
		{Name: "offer", Page: "sources", What: planner.Path("offer", offer)}, {Name: "price", What: planner.Path("offer", offer, "price")},
		{Name: "part", What: planner.Path("part", part)}, {Name: "rule", Page: "rules", What: rule}, {Name: "a country", Page: "risk", What: "country:CN"}, {Name: "nothing"}}})
	seen := map[string]int{}
	for _, c := range cells {
		seen[c.Path]++
		if c.Name == "" || strings.Contains(c.Name, "_") {
			t.Errorf("%+v has no name for people", c)
		}
	}
	for _, path := range []string{planner.Path("offer", offer, "price"), planner.Path("offer", offer, "lead_time_weeks"), planner.Path("part", part, "mass_g"), planner.Path("rule", rule, "value_to")} {
		if seen[path] != 1 {
			t.Errorf("%s is offered %d times", path, seen[path])
		}
	}
}

// A what-if asked with a scenario in front builds on it, and rows that are no part
// of the project yet can be asked about.
func TestWhatIfsBuildOnWhatIsShown(t *testing.T) {
	s := example(t)
	p := s.Project()
	path := planner.Path("offer", p.Offers[0].ID, "price")
	before, _ := p.Cell(path)
	first, err := Keep(s, Cell{Name: "Price", Path: path, Value: before}, "99")
	if err != nil || !s.SetFront(first) {
		t.Fatal(err)
	}
	lead := planner.Path("offer", p.Offers[0].ID, "lead_time_weeks")
	now, _ := s.Project().Cell(lead)
	second, err := Keep(s, Cell{Name: "Lead", Path: lead, Value: now}, "30")
	if err != nil {
		t.Fatal(err)
	}
	list := s.Base().Scenarios
	x := list[len(list)-1]
	if x.ID != second || len(x.With) != 1 || x.With[0] != first {
		t.Fatalf("%+v", x)
	}
	under, _, problems := scenario.Apply(s.Base(), s.Facts(), x)
	price, _ := under.Cell(path)
	weeks, _ := under.Cell(lead)
	if price != "99" || weeks != "30" || len(problems) > 0 {
		t.Errorf("price %s, lead time %s, %v", price, weeks, problems)
	}
	if base, _ := s.Base().Cell(path); base != before {
		t.Errorf("the project itself became %s", base)
	}
}

// Every cell of two samples can be a scenario: the edit is taken without a problem and
// the cell reads so in the project under it. What the picker offers is all there is.
func TestEveryCellCanBeAScenario(t *testing.T) {
	f := reference.Shipped().Facts()
	for _, x := range assets.Samples() {
		if x.ID != "ev-traction-de" && x.ID != "optics-materials-uk" { // between them every table has rows
			continue
		}
		s := session.ForProject(f, plantest.Project(t, x.FS))
		p := s.Project()
		offered, trial := map[string]bool{}, p.Clone()
		for _, r := range Rows(p) {
			for _, c := range CellsOf(p, f, r.ID) {
				offered[c.Path] = true
				if c.Name == "" || strings.Contains(c.Name, "_") {
					t.Errorf("%s: %+v has no name for people", x.ID, c)
				}
				after := another(trial, c)
				if after == "" {
					t.Errorf("%s: %s takes no other value than %q", x.ID, c.Path, c.Value)
					continue
				}
				under, changes, problems := scenario.Apply(p, f, planner.Scenario{Name: "x", Edits: []planner.Edit{{What: c.Path, Before: c.Value, After: after}}})
				if now, err := under.Cell(c.Path); err != nil || now != after || len(changes) != 1 || len(problems) > 0 {
					t.Errorf("%s: %s under the scenario is %q, wanted %q, %v %v", x.ID, c.Path, now, after, problems, err)
				}
			}
		}
		for _, table := range planner.EditableTables {
			for _, id := range append(p.RowIDs(table), "") {
				for _, c := range p.EditableCells(table, id) {
					if !offered[c.Path] && !named(table, c.Field) {
						t.Errorf("%s: %s cannot be asked about", x.ID, c.Path)
					}
				}
			}
		}
		if len(offered) < 500 {
			t.Errorf("%s: only %d cells", x.ID, len(offered))
		}
	}
}

// another is a value the cell takes and does not hold, "" when none is found.
func another(trial *planner.Project, c Cell) string {
	for _, v := range append([]string{"7", "3", "0.5", "2031-06", "2031-07", "yes", "no", "soft", "hard", "2024:100", "CN-2025-61a=lapses", "x"}, wordsOf(trial, c.Path)...) {
		if trial.Apply(planner.Edit{What: c.Path, Before: c.Value, After: v}) != nil {
			continue
		}
		now, err := trial.Cell(c.Path)
		_ = trial.Apply(planner.Edit{What: c.Path, Before: now, After: c.Value}) // as it was
		if err == nil && now != c.Value {
			return now
		}
	}
	return ""
}

// wordsOf are the words a cell says it takes.
func wordsOf(trial *planner.Project, path string) []string {
	err := trial.Apply(planner.Edit{What: path, After: "\x00"})
	if err == nil {
		return nil
	}
	_, list, _ := strings.Cut(err.Error(), "use ")
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' || r == '"' })
}
