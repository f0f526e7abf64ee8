package scenario

import (
	"testing"

	"remanence/planner"
)

// Two shocks stand on each other and hold together, a shock and edits are one
// scenario, and what is there already is used.
func TestStackedScenariosHoldTogether(t *testing.T) {
	demand := planner.Scenario{Name: "more demand", Shock: planner.Shock{Hits: "demand:all", DemandFactor: planner.Some(1.1)}}
	duty := planner.Scenario{Name: "more duty", Shock: planner.Shock{Hits: "duty:CN", ExtraDuty: planner.Some(0.25)}}
	rate := planner.Scenario{Name: "rate", Edits: []planner.Edit{{What: "settings/discount_rate_pct", Before: "8", After: "11"}}}
	p := &planner.Project{Name: "P", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 12}
	one, known := Stacked(p, []planner.Scenario{rate, demand}, "both")
	if len(one) != 1 || known != "" || one[0].Name != "both" || len(one[0].Edits) != 1 || one[0].Shock != demand.Shock {
		t.Fatalf("a shock and an edit: %+v, %q", one, known)
	}
	two, _ := Stacked(p, []planner.Scenario{demand, duty}, "both")
	if len(two) != 2 || two[1].Name != "both" || len(two[1].With) != 1 || two[1].With[0] != two[0].ID || two[0].Name != "more demand" {
		t.Fatalf("two shocks: %+v", two)
	}
	edits, err := AddAll(p, two, "digest")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range edits {
		if err := p.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	if chain := Chain(p, p.Scenarios[1]); len(chain) != 2 || chain[0].Shock != demand.Shock || chain[1].Shock != duty.Shock {
		t.Errorf("both do not hold: %+v", chain)
	}
	if again, known := Stacked(p, []planner.Scenario{demand, duty}, "again"); len(again) != 0 || known != p.Scenarios[1].ID {
		t.Errorf("asked again: %+v, %q", again, known)
	}
	other := duty
	other.Shock.ExtraDuty = planner.Some(0.1)
	if more, known := Stacked(p, []planner.Scenario{demand, other}, "third"); len(more) != 1 || known != "" || more[0].With[0] != p.Scenarios[0].ID || more[0].ID == p.Scenarios[1].ID {
		t.Errorf("half of it is there: %+v, %q", more, known)
	}
}
