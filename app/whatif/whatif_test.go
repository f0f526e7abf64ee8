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
	first, err := Keep(s, Cell{"Price", path, before}, "99")
	if err != nil || !s.SetFront(first) {
		t.Fatal(err)
	}
	lead := planner.Path("offer", p.Offers[0].ID, "lead_time_weeks")
	now, _ := s.Project().Cell(lead)
	second, err := Keep(s, Cell{"Lead", lead, now}, "30")
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
