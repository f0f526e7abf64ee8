package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"remanence/planner"
)

// documentedKeys reads the key table of a section of docs/command.md: key →
// type.
func documentedKeys(t *testing.T, heading string) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../docs/command.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(text), "\n"+heading+"\n")
	if !found {
		t.Fatalf("docs/command.md has no section %q", heading)
	}
	if end := strings.Index(section, "\n## "); end >= 0 {
		section = section[:end]
	}
	keys := map[string]string{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z_.0-9\\[\\]]+)` \\| ([^|]+?) \\|").FindAllStringSubmatch(section, -1) {
		if _, twice := keys[m[1]]; twice {
			t.Errorf("%s is documented twice", m[1])
		}
		keys[m[1]] = m[2]
	}
	return keys
}

// keysOf flattens JSON: path → the types seen there. A list adds "[]".
func keysOf(t *testing.T, text string) map[string][]string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	keys := map[string][]string{}
	flatten(keys, "", v)
	return keys
}

func flatten(keys map[string][]string, path string, v any) {
	if path != "" {
		keys[path] = append(keys[path], typeName(v))
	}
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			flatten(keys, strings.TrimPrefix(path+"."+k, "."), x)
		}
	case []any:
		for _, x := range v {
			switch x := x.(type) {
			case map[string]any:
				for k, y := range x {
					flatten(keys, path+"[]."+k, y)
				}
			case []any: // a table: its cells, if they are objects
				for k, types := range keysUnder(x) {
					keys[path+"[]"+k] = append(keys[path+"[]"+k], types...)
				}
			}
		}
	}
}

// keysUnder are the keys of the objects in a list, after "[].".
func keysUnder(list []any) map[string][]string {
	keys := map[string][]string{}
	flatten(keys, "", map[string]any{"x": list})
	out := map[string][]string{}
	for k, types := range keys {
		if rest, ok := strings.CutPrefix(k, "x[]"); ok {
			out["[]"+rest] = types
		}
	}
	return out
}

var (
	monthText = regexp.MustCompile(`^\d{4}-\d{2}$`)
	moneyText = regexp.MustCompile(`^-?\d+(\.\d{1,6})?$`)
)

func typeName(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return "yes or no"
	case float64:
		return "number"
	case []any:
		return "list"
	case string:
		switch {
		case monthText.MatchString(v):
			return "month"
		case moneyText.MatchString(v):
			return "money"
		}
		return "text"
	}
	return "object"
}

// compareKeys checks that every key in the outputs is documented with its type,
// that every documented key appears in one of them, and that the first holds
// every key that may not be missing.
func compareKeys(t *testing.T, documented map[string]string, outputs ...map[string][]string) {
	t.Helper()
	seen := map[string]bool{}
	for _, out := range outputs {
		for key, types := range out {
			seen[key] = true
			want, ok := documented[key]
			if !ok {
				t.Errorf("%s is in the output and not documented", key)
				continue
			}
			for _, got := range types {
				if !matchesType(want, got) {
					t.Errorf("%s is %s, documented as %s", key, got, want)
				}
			}
		}
	}
	for key := range documented {
		if !seen[key] {
			t.Errorf("%s is documented and in no output", key)
		}
	}
}

func matchesType(documented, got string) bool {
	documented = strings.TrimSuffix(documented, ", may be missing")
	name, nullable := strings.CutSuffix(documented, " or null")
	switch {
	case got == "null":
		return nullable
	case name == "whole number":
		return got == "number"
	case name == "text":
		return got == "text" || got == "month" || got == "money"
	}
	return name == got
}

// everything is a plan in which every field has a value.
func everything() *planner.Plan {
	plan := &planner.Plan{}
	fill(reflect.ValueOf(plan).Elem())
	plan.Status = planner.StatusOptimal
	plan.Costs = nil
	for _, kind := range planner.CostKinds {
		plan.Costs = append(plan.Costs, planner.CostEntry{Kind: kind, Present: 1.25})
	}
	return plan
}

// fill puts a value other than zero into every field, one entry into every list.
func fill(v reflect.Value) {
	if _, ok := v.Interface().(planner.Month); ok {
		v.SetInt(int64(planner.MonthOf(2027, 3)))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i))
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.String:
		v.SetString("word")
	case reflect.Float64:
		v.SetFloat(1.5)
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Bool:
		v.SetBool(true)
	}
}

func marshal(t *testing.T, v any) string {
	t.Helper()
	var b strings.Builder
	if err := writeJSON(&b, v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPlanJSONIsAsDocumented(t *testing.T) {
	full := keysOf(t, marshal(t, planResult(plans{plan: everything(), asToday: everything(), cheapest: everything()})))
	none := keysOf(t, marshal(t, planResult(plans{plan: cancelled(&planner.Project{Currency: "EUR", Start: planner.MonthOf(2027, 1)})})))
	documented := documentedKeys(t, "## plan")
	compareKeys(t, documented, full, none)
	for key := range documented {
		optional := strings.HasSuffix(documented[key], "may be missing") || strings.ContainsAny(key, "[") || strings.HasPrefix(key, "costs.")
		parent := key[:max(0, strings.LastIndex(key, "."))]
		if strings.HasSuffix(documented[parent], "may be missing") {
			optional = true
		}
		if _, ok := none[key]; !ok && !optional {
			t.Errorf("%s is not there without a plan", key)
		}
	}
}

// The keys named in the promise to others; losing one breaks them.
var promised = []string{"status", "gap", "currency", "total_cost", "objective", "costs", "awards", "awards[].part",
	"awards[].offer", "awards[].supplier", "awards[].ordered", "awards[].arrives", "awards[].pieces", "awards[].kg",
	"qualifications", "qualifications[].offer", "qualifications[].start", "qualifications[].usable_from",
	"design_changes", "shortfalls", "shortfalls[].part", "shortfalls[].month", "shortfalls[].pieces",
	"conflicts", "conflicts[].rules", "conflicts[].relaxations", "kpis", "seconds",
	"model", "model.columns", "model.rows", "model.binaries"}

func TestPromisedKeysAreThere(t *testing.T) {
	full := keysOf(t, marshal(t, planResult(plans{plan: everything()})))
	for _, key := range promised {
		if _, ok := full[key]; !ok {
			t.Errorf("%s is gone", key)
		}
	}
}

func TestCostKindsTieToTheTotal(t *testing.T) {
	plan := &planner.Plan{Status: planner.StatusOptimal, Currency: "EUR", Costs: []planner.CostEntry{
		{Kind: planner.CostGoods, Present: 0.1}, {Kind: planner.CostGoods, Present: 0.2}, // no 0.30000000000000004
		{Kind: planner.CostDuty, Present: 0.0000005}, // half away from zero
		{Kind: planner.CostEndStock, Present: -0.0000005},
		{Kind: planner.CostFreight, Present: 1234567.1234564},
		{Kind: planner.CostOpenGoods, Present: 99}, // sunk: the same in every plan
	}}
	r := planResult(plans{plan: plan})
	for kind, want := range map[string]string{"goods": "0.3", "duty": "0.000001", "end_stock": "-0.000001", "freight": "1234567.123456", "holding": "0"} {
		if r.Costs[kind] != want {
			t.Errorf("%s is %s, want %s", kind, r.Costs[kind], want)
		}
	}
	if got := r.TotalCost.String(); got != "1234567.423456" {
		t.Errorf("total %s", got)
	}
	if _, ok := r.Costs["open_orders"]; ok {
		t.Error("open orders stand outside the total and so outside the kinds")
	}
}

func TestOffersTestedTogetherCostOnce(t *testing.T) {
	plan := &planner.Plan{Status: planner.StatusOptimal, Qualifications: []planner.QualificationStart{
		{Offers: []string{"A", "B"}, Start: planner.MonthOf(2027, 1), Usable: planner.MonthOf(2027, 9), Cost: 5000}}}
	q := planResult(plans{plan: plan}).Qualifications
	if len(q) != 2 || q[0].Offer != "A" || q[1].Offer != "B" || q[0].Cost.String() != "5000" || q[1].Cost.String() != "0" {
		t.Errorf("got %+v", q)
	}
}

func TestFiguresThatAreNotNumbersAreNull(t *testing.T) {
	inf := planner.Plan{Status: planner.StatusFeasible}
	inf.Gap = 1 / inf.Gap
	text := marshal(t, planResult(plans{plan: &inf}))
	contains(t, text, `"gap": null`)
}

func TestGrouping(t *testing.T) {
	var got []string
	for _, s := range []string{"0", "999", "1000", "-1234567.5", "100000.25"} {
		got = append(got, grouped(s))
	}
	if want := []string{"0", "999", "1,000", "-1,234,567.5", "100,000.25"}; !slices.Equal(got, want) {
		t.Error(fmt.Sprint(got))
	}
}
