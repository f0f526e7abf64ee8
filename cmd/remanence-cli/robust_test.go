package main

import (
	"maps"
	"reflect"
	"strings"
	"testing"

	"remanence/planner/compare"
)

// The keys of a robust plan, all there are, are those documented; those of the
// plan in it are those of plan.
func TestRobustJSONIsAsDocumented(t *testing.T) {
	var full robustResult
	fill(reflect.ValueOf(&full.Robust).Elem())
	full.Status, full.Currency, full.Plan = "ok", "EUR", planResult(plans{plan: everything()})
	none := robustResult{Status: "stopped", Currency: "EUR", Robust: compare.Robust{Different: []string{}}}
	keep := func(keys map[string][]string) map[string][]string {
		maps.DeleteFunc(keys, func(k string, _ []string) bool { return strings.HasPrefix(k, "plan.") })
		return keys
	}
	compareKeys(t, documentedKeys(t, "## robust"), keep(keysOf(t, marshal(t, full))), keep(keysOf(t, marshal(t, none))))
}

func TestRobustPlanOfASample(t *testing.T) {
	args := []string{"robust", riskSample, "--scenario", "S1", "--gap", "2%", "--react", "3"}
	contains(t, run(t, args...).want(t, exitOK).out, "plan of the base", "known from the start", "EVPI", "VSS")
}

func TestRobustWrongUsage(t *testing.T) {
	for _, args := range [][]string{
		{"--aim", "luck"}, {"--aim", "mean", "--tail", "0.5"}, {"--level", "1"}, {"--react", "-1"},
		{"--weight", "moon=1"}, {"--weight", "base=1"}, {"--weight", "base=much"},
	} {
		run(t, append([]string{"robust", riskSample}, args...)...).want(t, exitUsage)
	}
}
