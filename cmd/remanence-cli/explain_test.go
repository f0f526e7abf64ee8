package main

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"

	"remanence/planner"
	"remanence/planner/award"
)

func explainCase(t *testing.T) string { return folder(t, withRules(atMostHalf)) }

// HALF moves a kilogram from 45 to 50: it costs 5, and one point more would save
// a tenth of a kilogram's 5.
func TestExplainRulesAndLimits(t *testing.T) {
	dir := explainCase(t)
	contains(t, run(t, "explain", dir, "rules", "HALF").want(t, exitOK).out, "Total cost  EUR 475.00", "HALF (", ") costs EUR 5, 1.05 % of the plan.")
	contains(t, run(t, "explain", dir, "rule", "HALF", "--json").want(t, exitOK).out, `"rule": "HALF"`, `"money": 5`)
	contains(t, run(t, "explain", dir, "limits").want(t, exitOK).out, "1 point more would save EUR 0.5")
	contains(t, run(t, "explain", dir).want(t, exitOK).out, "Reasons", "HALF")
}

// FAR lands at 1.1 × price + 1: it meets NEAR's 50 at 44.5455.
func TestExplainBreakEven(t *testing.T) {
	dir := folder(t, nil)
	contains(t, run(t, "explain", dir, "break-even", "FAR").want(t, exitOK).out, "stays in the plan up to EUR 44.5455 per kg")
	contains(t, run(t, "explain", dir, "why-not", "NEAR").want(t, exitOK).out, "is in the plan with 4 kg")
}

func explained(t *testing.T, out string) (x explanation) {
	t.Helper()
	if err := json.Unmarshal([]byte(out), &x); err != nil {
		t.Fatal(err)
	}
	return x
}

// FAR at 50 lands at 56 and gets nothing beside NEAR's 50; all of its 6 kg would cost 36
// more, all of it duty and freight, and it would be in the plan below 44.5455.
func TestExplainWhyNotByHand(t *testing.T) {
	dear := strings.Replace(twoOffers["offers.csv"], "N42UH,40,kg", "N42UH,50,kg", 1)
	got := explained(t, run(t, "explain", folder(t, map[string]string{"offers.csv": dear}), "why-not", "FAR", "--json").want(t, exitOK).out)
	if len(got.WhyNot) != 1 {
		t.Fatalf("%+v", got)
	}
	x := got.WhyNot[0]
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-3 {
			t.Errorf("%s is %g, by hand %g", what, got, want)
		}
	}
	near("what it gets", x.Awarded, 0)
	near("the award asked about", x.ForcedKg, 6)
	near("its extra cost", x.Extra.Value, 36)
	near("the price at which it enters", x.BreakEven.V.Price.Value, (50.0-1)/1.1)
	sum := 0.0
	for _, y := range x.Parts {
		sum += y.Amount.InexactFloat64()
	}
	near("the sum of its reasons", sum, 36)
}

// Two suppliers of at most 40 % each: at 50 % both can deliver, ten points more; or all
// 1,000 pieces go short.
func TestExplainConflictsByHand(t *testing.T) {
	got := explained(t, run(t, "explain", folder(t, withRules(atMostTwoFifths)), "conflicts", "--json").want(t, exitOK).out)
	if len(got.Conflicts) != 1 || len(got.Conflicts[0].Relaxations) != 2 {
		t.Fatalf("%+v", got.Conflicts)
	}
	for _, x := range got.Conflicts[0].Relaxations {
		want := map[string]float64{"TWOFIFTHS": 10, "shortage": 1000}[x.Rule]
		if math.Abs(x.Amount-want) > 1e-2 {
			t.Errorf("%s gives way by %g %s, by hand %g", x.Rule, x.Amount, x.Unit, want)
		}
	}
}

func TestExplainBridgeSumsToTheCent(t *testing.T) {
	out := run(t, "explain", explainCase(t), "bridge", "without:HALF", "plan").want(t, exitOK).out
	contains(t, out, "From without:HALF to plan", "470.00", "475.00")
	json := run(t, "explain", explainCase(t), "bridge", "cheapest", "plan", "--json").want(t, exitOK).out
	contains(t, json, `"from_plan": "cheapest"`, `"difference": "5"`)
}

func TestExplainOthers(t *testing.T) {
	dir := explainCase(t)
	contains(t, run(t, "explain", dir, "tests").want(t, exitOK).out, "The plan starts no test.")
	contains(t, run(t, "explain", dir, "conflicts").want(t, exitOK).out, "All hard rules can be kept together.")
	contains(t, run(t, "explain", dir, "alternatives", "0.1%").want(t, exitOK).out, "No other plan within that cost")
	contains(t, run(t, "explain", dir, "all").want(t, exitOK).out, "Price of each rule", "What holds the plan")
	contains(t, run(t, "explain", dir, "budget").want(t, exitInput).err, "No part has a standard price", "page Demand", "standard_price of demand.csv")
	priced := folder(t, map[string]string{"demand.csv": strings.NewReplacer("criticality,", "criticality,standard_price,", "EUR,A,", "EUR,A,0.5,").Replace(twoOffers["demand.csv"])})
	contains(t, run(t, "explain", priced, "budget").want(t, exitOK).out, "EUR 30 below budget")
}

func TestExplainConflicts(t *testing.T) {
	dir := folder(t, withRules("NOFAR,supplier_share_max,all,,,,mass,max,20,20,2027-01,2027-01,whole_plan,hard,,,\n"))
	r := run(t, "explain", dir, "rules").want(t, exitNoPlan)
	contains(t, r.out, "Rules that cannot all be kept", "NOFAR")
	run(t, "explain", dir, "conflicts", "--json").want(t, exitOK)
}

func TestExplainWrongUsage(t *testing.T) {
	dir := folder(t, nil)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"explain"}, "missing"},
		{[]string{"explain", dir, "moods"}, "no question"},
		{[]string{"explain", dir, "why-not"}, "Name an offer"},
		{[]string{"explain", dir, "why-not", "NOBODY"}, "FAR, NEAR"},
		{[]string{"explain", dir, "rules", "R99"}, `no "R99"`},
		{[]string{"explain", dir, "alternatives", "many"}, "many"},
		{[]string{"explain", dir, "bridge", "plan", "moon"}, "no plan"},
		{[]string{"explain", dir, "bridge", "plan", "without:R99"}, "R99"},
		{[]string{"explain", dir, "bridge", "plan", "plan", "plan"}, "too much"},
		{[]string{"explain", dir, "sweep", "DY", "1"}, "INDEX FROM TO"},
		{[]string{"explain", dir, "sweep", "DY", "5", "1"}, "lower price"},
		{[]string{"explain", dir, "sweep", "DY", "1", "5"}, "no index"},
		{[]string{"explain", dir, "tests", "O1"}, "takes no name"},
	} {
		contains(t, run(t, c.args...).want(t, exitUsage).err, c.want)
	}
}

func TestExplainJSONIsAsDocumented(t *testing.T) {
	plan := everything()
	full := explain(&award.Questions{Plan: plan})
	fill(reflect.ValueOf(&full.Reasons).Elem())
	for _, x := range []any{&full.Rules, &full.Limits, &full.WhyNot, &full.BreakEven, &full.Sweep, &full.Tests, &full.Alternatives, &full.Conflicts} {
		fill(reflect.ValueOf(x).Elem())
	}
	full.Sweep[0].Kg = map[string]float64{} // its keys are offers
	full.Limits[0].Marginal = planner.Some(1.5)
	full.WhyNot[0].Conflict, full.WhyNot[0].BreakEven = planner.Some(full.Conflicts[0]), planner.Some(full.BreakEven[0])
	full.Tests[0].Last, full.Tests[0].Late = planner.Some(planner.MonthOf(2027, 1)), planner.Some(1.5)
	full.Bridge, full.Budget = &bridgeAnswer{}, &award.Budget{}
	fill(reflect.ValueOf(full.Bridge).Elem())
	fill(reflect.ValueOf(full.Budget).Elem())
	none := explain(&award.Questions{Plan: cancelled(&planner.Project{Currency: "EUR"})})
	compareKeys(t, documentedKeys(t, "## explain"), keysOf(t, marshal(t, full)), keysOf(t, marshal(t, none)))
}
