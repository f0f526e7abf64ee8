package planner

import (
	"slices"
	"strings"
	"testing"
)

// everything is a project with a row in every table and something in every list.
func everything() *Project {
	p := &Project{Start: MonthOf(2027, 1), Months: 2, Currency: "EUR", BuyerCountry: "DE",
		FX:    []Rate{{Currency: "USD", PerUnit: mustMoney("1.1")}},
		Parts: []Part{{ID: "A/1"}}, Designs: []Design{{Part: "A/1", ToGrade: "N42SH"}}, Suppliers: []Supplier{{Name: "Beta"}},
		Offers: []Offer{{ID: "O1", Tiers: []Tier{{FromKg: 10, Price: mustMoney("4")}}, Formula: Some(PriceFormula{Terms: []FormulaTerm{{Index: "I1"}}})}},
		Pools:  []Pool{{ID: "P1", Steps: []CapacityStep{{From: MonthOf(2027, 1), KgPerMonth: 5}}}}, Profiles: []Profile{{ID: "F1", Rows: []Origin{{Element: "Dy", Stage: Separation, Country: "CN", Kind: Primary, Share: 0.5}}}},
		Indices: []Index{{ID: "I1", Points: []IndexPoint{{0, mustMoney("3")}, {MonthOf(2027, 2), mustMoney("4")}}}},
		Lanes:   []Lane{{From: "CN", To: "DE", Mode: "sea"}}, OwnDuties: []OwnDuty{{ID: "D1"}}, OwnEvidence: []Evidence{{Period: "2027-01", Metric: "approval_share"}}, OwnShares: []WorldShare{{Stage: "mining", Year: 2027}},
		Stock:   []StockLot{{Part: "A/1"}},
		Streams: []Stream{{ID: "S1"}}, Rules: []Rule{{ID: "R1"}}, Recovery: NamedValues{{"site", 3}}, Simulation: NamedValues{{"demand_own", 0.1}}}
	return p
}

func mustMoney(s string) Decimal {
	d, err := ParseMoney(s)
	if err != nil {
		panic(err)
	}
	return d
}

// values are what some cell of each kind takes.
var values = []string{"7", "3.5", "2031-06", "no", "yes", "soft", "all_units", "per_row", "kg", "JPY", "CN-2025-61a=lapses", "site=9", "2024=100", "2024:100", "x"}

// Every cell of the list reads, takes another value by an edit and gives it back by
// the inverse; no table with fields is left out.
func TestEveryEditableCellTakesAnEdit(t *testing.T) {
	p := everything()
	listed := map[string]bool{}
	for _, name := range EditableTables {
		ids := p.RowIDs(name)
		if name == "settings" {
			ids = []string{""}
		}
		if len(ids) == 0 {
			t.Errorf("%s has no row to try", name)
		}
		listed[name] = true
		for _, id := range ids {
			for _, c := range p.EditableCells(name, id) {
				if c.Title == "" || c.Path == "" {
					t.Errorf("%+v has no title", c)
				}
				before, err := p.Cell(c.Path)
				if err != nil {
					t.Errorf("%s: %v", c.Path, err)
					continue
				}
				taken := false
				for _, v := range append(values, wordsFor(p, c.Path)...) {
					q := p.Clone()
					e := Edit{What: c.Path, Before: before, After: v}
					if q.Apply(e) != nil {
						continue
					}
					now, err := q.Cell(renamed(c.Path, v))
					if err != nil || now == before {
						continue
					}
					e.After = now
					taken = true
					if err := q.Apply(e.Inverse()); err != nil {
						t.Errorf("%s: %v cannot be undone: %v", c.Path, e, err)
					} else if back, _ := q.Cell(c.Path); back != before {
						t.Errorf("%s: %q came back as %q", c.Path, before, back)
					}
					break
				}
				if !taken {
					t.Errorf("%s takes no other value than %q", c.Path, before)
				}
			}
		}
	}
	for name, x := range tables {
		whole := slices.Contains([]string{"grade", "material", "regulation", "element", "country"}, name) // edited as rows
		if !listed[name] && !whole && name != "scenario" {
			t.Errorf("the table %s is not listed", name)
		}
		if whole {
			if _, _, err := x.cellAt(withRow(p, name), 0, "note"); err == nil {
				t.Errorf("%s has cells now; list it", name)
			}
		}
	}
}

// wordsFor are the words a cell says it takes.
func wordsFor(p *Project, path string) []string {
	err := p.Clone().Apply(Edit{What: path, After: "\x00"})
	if err == nil {
		return nil
	}
	_, list, _ := strings.Cut(err.Error(), "use ")
	var out []string
	for _, w := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' || r == '"' }) {
		if w != "or" {
			out = append(out, w)
		}
	}
	return out
}

func withRow(p *Project, name string) *Project {
	q := p.Clone()
	switch name {
	case "grade":
		q.Grades = []Grade{{Name: "G"}}
	case "material":
		q.Materials = []Material{{ID: "M"}}
	case "regulation":
		q.OwnRegulations = []Regulation{{ID: "R"}}
	case "element":
		q.OwnElements = []Element{{Symbol: "Dy"}}
	case "country":
		q.OwnCountries = []Country{{ISO2: "VN"}}
	}
	return q
}

// One figure of a list is edited apart from the others.
func TestANamedFigureIsACell(t *testing.T) {
	p := &Project{Simulation: NamedValues{{"desk_stop", 0.03}}}
	e := Edit{What: "settings/simulation:price_spread:Dy:china_domestic", After: "0.2"}
	if err := p.Apply(e); err != nil || p.Simulation.String() != "desk_stop=0.03; price_spread:Dy:china_domestic=0.2" {
		t.Fatal(p.Simulation, err)
	}
	if now, err := p.Cell(e.What); err != nil || now != "0.2" {
		t.Errorf("it reads %q, %v", now, err)
	}
	if err := p.Apply(e.Inverse()); err != nil || p.Simulation.String() != "desk_stop=0.03" {
		t.Error(p.Simulation, err)
	}
	for _, bad := range []Edit{{What: "settings/simulation:x", After: "-1"}, {What: "settings/simulation:x", After: "y"}, {What: "settings/simulation:", After: "1"}, {What: "settings/name:x", After: "1"}} {
		if err := p.Apply(bad); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}
