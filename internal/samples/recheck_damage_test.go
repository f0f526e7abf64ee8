package samples

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner"
	"remanence/planner/recheck"
)

// A damaged plan, one figure or word of each kind at a time, is told and ends
// nothing.
func TestADamagedPlanIsCountedWithoutEnd(t *testing.T) {
	sample := assets.Samples()[0]
	for _, s := range assets.Samples() {
		if s.ID == "optics-materials-uk" {
			sample = s
		}
	}
	t.Parallel()
	made, ok := shipped.Read(sample.ID)
	if !ok {
		t.Fatal("no plan is shipped")
	}
	p, _ := interchange.ReadFolder(sample.FS, sample.Name)
	f := reference.Shipped().WithProject(p)
	text, err := json.Marshal(made.Plan)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	rng := rand.New(rand.NewPCG(1, 2))
	for _, kind := range kinds(text) {
		var whole any
		if err := json.Unmarshal(text, &whole); err != nil {
			t.Fatal(err)
		}
		damage(&whole, kind, rng)
		bad, err := json.Marshal(whole)
		if err != nil {
			t.Fatal(err)
		}
		var plan planner.Plan
		if json.Unmarshal(bad, &plan) != nil {
			continue // no file opens with it
		}
		func() {
			defer func() {
				if r := recover(); r != nil {
					t.Errorf("%s: %v", kind, r)
				}
			}()
			if len(recheck.Check(p, f, &plan)) > 0 {
				found[kind] = true
			}
		}()
	}
	for _, kind := range []string{"/awards/#/kg", "/awards/#/offer", "/awards/#/ordered", "/flows/#/stock/#", "/flows/#/part", "/total_cost", "/costs/#/present"} {
		if !found[kind] {
			t.Errorf("%s was damaged and nothing was found; found: %v", kind, found)
		}
	}
}

// kinds are the places of a text, list positions left out, in their order.
func kinds(text []byte) []string {
	var whole any
	if json.Unmarshal(text, &whole) != nil {
		return nil
	}
	seen := map[string]bool{}
	var out []string
	var walk func(at string, v any)
	walk = func(at string, v any) {
		if !seen[at] {
			seen[at] = true
			out = append(out, at)
		}
		switch v := v.(type) {
		case map[string]any:
			for _, k := range slices.Sorted(maps.Keys(v)) {
				if k != "kpis" && k != "reasons" && k != "assumptions" { // nobody counts them
					walk(at+"/"+k, v[k])
				}
			}
		case []any:
			for _, x := range v {
				walk(at+"/#", x)
			}
		}
	}
	walk("", whole)
	return out
}

// damage changes one place of a kind: a number, a word, or the end of a list.
func damage(v *any, kind string, rng *rand.Rand) {
	var places []*any
	var set []func(any)
	var walk func(at string, v any, put func(any))
	walk = func(at string, v any, put func(any)) {
		if at == kind {
			places, set = append(places, &v), append(set, put)
		}
		switch v := v.(type) {
		case map[string]any:
			for _, k := range slices.Sorted(maps.Keys(v)) {
				walk(at+"/"+k, v[k], func(y any) { v[k] = y })
			}
		case []any:
			for i, x := range v {
				walk(at+"/#", x, func(y any) { v[i] = y })
			}
		}
	}
	walk("", *v, func(y any) { *v = y })
	i := rng.IntN(len(places))
	switch x := (*places[i]).(type) {
	case float64:
		set[i]([]any{-1e9, 1e9, x*2 + 1, -x - 1, 0.0}[rng.IntN(5)])
	case string:
		set[i]([]any{"", "?", "2099-12", "1999-01", fmt.Sprint(x, "x")}[rng.IntN(5)])
	case []any:
		set[i](x[:len(x)/2])
	case map[string]any:
		set[i](map[string]any{})
	}
}
