package samples

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner/award"
	"remanence/planner/compare"
	"remanence/planner/highs"
	"remanence/planner/scenario"
)

// Where the orders of a plan cannot be kept at a value, here with a tenth less
// demand, the tornado says so and goes on.
func TestTornadoGoesOnWhereAPlanCannotBeKept(t *testing.T) {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	e, err := highs.Load(context.Background(), filepath.Join(dir, "remanence", "test-optimiser"))
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	for _, s := range assets.Samples() {
		if s.ID != "optics-materials-uk" {
			continue
		}
		p, problems := interchange.ReadFolder(s.FS, s.Name)
		made, ok := shipped.Read(s.ID)
		if problems.Refused() || !ok {
			t.Fatal(problems, ok)
		}
		w := &compare.Work{Engine: e, Base: p, Facts: reference.Shipped().WithProject(p), Options: award.Options{Gap: 0.01}}
		var demand []compare.Driver
		for _, d := range compare.Drivers(p, w.Facts) {
			if d.ID == "demand" {
				demand = append(demand, d)
			}
		}
		bars, err := w.Tornado(context.Background(), made.Plan, demand, nil, nil)
		if err != nil || len(bars) != 1 {
			t.Fatal(bars, err)
		}
		if b := bars[0]; b.FixedLow.OK || !b.ReplannedLow.OK || !b.ReplannedHigh.OK || !strings.Contains(b.Caveat, "no plan keeps the rules") {
			t.Errorf("%+v", b)
		}
		return
	}
	t.Fatal("the sample is gone")
}

// The price of every element a project buys as a material can be moved, and moves
// something: gallium, germanium and antimony for optics, next to rare earths.
func TestMaterialsArePriceDrivers(t *testing.T) {
	for _, s := range assets.Samples() {
		if s.ID != "optics-materials-uk" {
			continue
		}
		p, problems := interchange.ReadFolder(s.FS, s.Name)
		if problems.Refused() {
			t.Fatal(problems)
		}
		f := reference.Shipped().WithProject(p)
		moved := map[string]bool{}
		for _, d := range compare.Drivers(p, f) {
			if _, changes, _ := scenario.Apply(p, f, d.At(d.High)); len(changes) > 0 {
				moved[d.ID] = true
			}
		}
		for _, want := range []string{"Ga goods", "Ge goods", "Sb goods"} {
			if !moved[want] {
				t.Errorf("%s moves nothing; what does: %v", want, slices.Sorted(maps.Keys(moved)))
			}
		}
		return
	}
	t.Fatal("the sample is gone")
}
