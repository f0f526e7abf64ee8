package main

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"remanence/planner/compare"
	"remanence/planner/risk"
)

// filled is the JSON of a value in which every field has something.
func filled[T any](t *testing.T) map[string][]string {
	t.Helper()
	var v T
	fill(reflect.ValueOf(&v).Elem())
	return keysOf(t, marshal(t, v))
}

// The answers of the commands that compare and of those on risk hold the keys
// that are documented, all of them, with their types.
func TestComparisonAndRiskJSONIsAsDocumented(t *testing.T) {
	without := func(keys map[string][]string, prefixes ...string) map[string][]string {
		maps.DeleteFunc(keys, func(k string, _ []string) bool {
			return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(k, p) })
		})
		return keys
	}
	var k risk.KnockOut
	fill(reflect.ValueOf(&k).Elem())
	var i risk.Insurance
	fill(reflect.ValueOf(&i).Elem())
	var s risk.Simulation
	fill(reflect.ValueOf(&s).Elem())
	s.Behind = &risk.Behind{}
	fill(reflect.ValueOf(s.Behind).Elem())
	// One distribution is documented, the others have its form.
	simulated := map[string][]string{}
	form := regexp.MustCompile(`^(policies\[\]\.)(extra_cost|line_stop_cost|days_stopped)\.`)
	figure := regexp.MustCompile(`\.(p50|p95|cvar95)\.(value|low|high)$`)
	for key, types := range keysOf(t, marshal(t, simulateResult{"ok", &s})) {
		key = figure.ReplaceAllString(form.ReplaceAllString(key, "${1}total_cost."), ".mean.$2")
		simulated[key] = types
	}
	to := tornadoResult{Status: "ok", Grid: &compare.Grid{}}
	fill(reflect.ValueOf(&to.Bars).Elem())
	fill(reflect.ValueOf(to.Grid).Elem())
	for heading, keys := range map[string]map[string][]string{
		"## knockout": keysOf(t, marshal(t, knockoutResult{"ok", &k})), "## insurance": keysOf(t, marshal(t, insuranceResult{"ok", k.At, &i})), "## simulate": simulated,
		"## compare": without(filled[compared](t), "bridges[]"), "## regret": filled[regretted](t), "## frontier": without(filled[frontierResult](t), "frontier.rule.", "frontier.points[].moves[]"),
		"## tornado": keysOf(t, marshal(t, to)), "## scenario": filled[scenarioResult](t),
	} {
		t.Run(heading, func(t *testing.T) { compareKeys(t, documentedKeys(t, heading), keys) })
	}
}
