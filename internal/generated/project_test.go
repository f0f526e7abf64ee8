package generated

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/highs"
)

func TestSeedDecidesEverything(t *testing.T) {
	text := func(seed uint64) string {
		b, err := json.Marshal(Project(M, seed))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if first, again := text(3), text(3); first != again {
		t.Error("one seed makes two projects")
	}
	if text(3) == text(4) {
		t.Error("two seeds make one project")
	}
}

// Every project has what the aims speak of and is refused by no check.
func TestEverySizeIsAProject(t *testing.T) {
	f := reference.Shipped().Facts()
	for _, size := range Sizes {
		for seed := range uint64(2) {
			p := Project(size, seed)
			if ps := p.Validate(f); ps.Refused() {
				t.Fatalf("%s: %v", p.Name, ps)
			}
			if len(p.Parts) != size.Parts || len(p.Suppliers) != size.Suppliers || p.Months != size.Months {
				t.Errorf("%s: %d parts, %d suppliers, %d months", p.Name, len(p.Parts), len(p.Suppliers), p.Months)
			}
			tests, lots, tiers, recycled, ramps := 0, 0, 0, 0, 0
			for i := range p.Offers {
				o := &p.Offers[i]
				if o.Status == planner.NotStarted {
					tests++
				}
				if o.OrderMinKg.OK {
					lots++
				}
				if len(o.Tiers) > 0 {
					tiers++
				}
				if o.RecycledShare.OK {
					recycled++
				}
			}
			for _, pool := range p.Pools {
				ramps += len(pool.Steps) - 1
			}
			for what, n := range map[string]int{"tests": tests, "lots": lots, "tiers": tiers, "recycled": recycled, "ramps": ramps} {
				if n == 0 {
					t.Errorf("%s has no %s", p.Name, what)
				}
			}
		}
	}
}

// The smallest size is planned: there is a plan that keeps every hard rule.
func TestSmallCanBePlanned(t *testing.T) {
	if testing.Short() {
		t.Skip("plans a project")
	}
	cache, err := os.UserCacheDir()
	if err == nil {
		cache = filepath.Join(cache, "remanence", "test-optimiser")
	}
	e, err := highs.Load(context.Background(), cache)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	p, f := Project(S, 1), reference.Shipped().Facts()
	o := award.Options{Gap: 0.05}
	plan, err := award.Make(context.Background(), e, p, f, o)
	if err != nil {
		t.Fatal(err)
	}
	if plan.Status != planner.StatusOptimal {
		t.Fatalf("status %s, conflicts %+v", plan.Status, plan.Conflicts)
	}
	for _, s := range award.Check(p, f, plan, o) {
		t.Error(s)
	}
}
