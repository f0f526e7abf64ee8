package main

import (
	"maps"
	"reflect"
	"strings"
	"testing"

	"remanence/planner"
	"remanence/planner/compare"
)

// The keys of a robust plan, all there are, are those documented; those of the
// plan in it are those of plan.
func TestRobustJSONIsAsDocumented(t *testing.T) {
	var full robustResult
	fill(reflect.ValueOf(&full.Robust).Elem())
	full.Status, full.Currency, full.Plan = "ok", "EUR", planResult(plans{plan: everything()})
	none := robustResult{Status: "stopped", Currency: "EUR", Robust: compare.Robust{Cases: []compare.RobustCase{}, Judged: []compare.Judged{}, Different: []string{}, Known: planner.MonthOf(2027, 7)}}
	keep := func(keys map[string][]string) map[string][]string {
		maps.DeleteFunc(keys, func(k string, _ []string) bool { return strings.HasPrefix(k, "plan.") })
		return keys
	}
	compareKeys(t, documentedKeys(t, "## robust"), keep(keysOf(t, marshal(t, full))), keep(keysOf(t, marshal(t, none))))
}

func TestRobustPlanBesideThePlanOfTheBase(t *testing.T) {
	dir := folder(t, nil)
	args := []string{"robust", dir, "--shock", "supplier-lost=Near Magnets@2027-02", "--react", "1"}
	out := run(t, args...).want(t, exitOK).out
	contains(t, out, "plan of the base", "known from the start", "EVPI", "VSS", "Nobody stated weights")
	out = run(t, append(args, "--aim", "regret")...).want(t, exitOK).out
	contains(t, out, "Largest regret: EUR")
	if strings.Contains(out, "EVPI") || strings.Contains(out, "Nobody stated") {
		t.Errorf("a regret needs neither weights nor the worth of knowing:\n%s", out)
	}
	chosen := run(t, append(args, "--weight", "base=3", "--weight", "Supplier lost=1", "--json")...)
	if chosen.code != exitUsage && !strings.Contains(chosen.out, `"equal_weights": false`) {
		t.Errorf("weights of a shock: %+v", chosen)
	}
}

func TestRobustWrongUsage(t *testing.T) {
	for _, args := range [][]string{
		{"--aim", "luck"}, {"--aim", "mean", "--tail", "0.5"}, {"--level", "1"}, {"--react", "-1"},
		{"--weight", "moon=1"}, {"--weight", "base=1"}, {"--weight", "base=much"},
	} {
		run(t, append([]string{"robust", riskSample}, args...)...).want(t, exitUsage)
	}
}
