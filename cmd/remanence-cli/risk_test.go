package main

import (
	"encoding/json"
	"testing"
)

const riskSample = "sample:mri-open-magnet-it"

func TestKnockoutNamesTheWorstNode(t *testing.T) {
	out := run(t, "knockout", riskSample, "--kind", "country", "--recovery", "country=6", "--json").want(t, exitOK).out
	var k struct {
		Status string
		At     string
		First  struct{ Days float64 } `json:"first_stop"`
		Nodes  []struct {
			Kind     string
			Name     string
			Cost     float64 `json:"line_stop_cost"`
			Recovery struct{ Months float64 }
		}
	}
	if err := json.Unmarshal([]byte(out), &k); err != nil {
		t.Fatal(err)
	}
	if k.Status != "ok" || k.First.Days <= 0 || len(k.Nodes) == 0 || k.Nodes[0].Name != "China" || k.Nodes[0].Recovery.Months != 6 || k.Nodes[0].Cost <= 0 {
		t.Errorf("%+v", k)
	}
	for _, x := range k.Nodes {
		if x.Kind != "country" {
			t.Errorf("%s was not asked for", x.Kind)
		}
	}
	contains(t, run(t, "knockout", riskSample, "--kind", "lane").want(t, exitOK).out, "Recovery times", "assumed")
	contains(t, run(t, "knockout", riskSample, "--kind", "moon").want(t, exitUsage).err, "site, supplier")
	contains(t, run(t, "knockout", riskSample, "--month", "2050-01").want(t, exitNoPlan).err, "outside the plan")
}

func TestInsuranceShowsTheBreakEvenChance(t *testing.T) {
	contains(t, run(t, "insurance", riskSample, "--kind", "country").want(t, exitOK).out, "a year more than going on as today: the premium.", "country: China", "pays from a chance a year of")
	contains(t, run(t, "insurance", riskSample, "--against", "nothing").want(t, exitUsage).err, "as-today, cheapest")
}

func TestSimulateComparesFourPolicies(t *testing.T) {
	out := run(t, "simulate", riskSample, "--paths", "400", "--json").want(t, exitOK).out
	var s struct {
		Paths    int
		Policies []struct{ Name string }
	}
	if err := json.Unmarshal([]byte(out), &s); err != nil {
		t.Fatal(err)
	}
	if s.Paths != 400 || len(s.Policies) != 4 || s.Policies[0].Name != "plan" {
		t.Errorf("%+v", s)
	}
	if again := run(t, "simulate", riskSample, "--paths", "400", "--json").want(t, exitOK).out; again != out {
		t.Error("the same seed gives other figures")
	}
	contains(t, run(t, "simulate", riskSample, "--paths", "200", "--set", "desk_stop=0.5").want(t, exitOK).out, "Policies on the same paths", "set in this project")
	contains(t, run(t, "simulate", riskSample, "--set", "luck=1").want(t, exitUsage).err, "desk_stop")
}
