// Package samples plans every built-in sample from end to end.
package samples

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/planner/award"
	"remanence/planner/cost"
	"remanence/planner/highs"
)

// Every sample is planned, booked again and checked again by code that knows
// nothing of the model. The gap is wide, so that the first answer ends the run.
func TestSamplesTieAndCheck(t *testing.T) {
	if testing.Short() {
		t.Skip("plans every sample; the run without the race detector does it")
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	ctx := context.Background()
	e, err := highs.Load(ctx, filepath.Join(dir, "remanence"))
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	f := reference.Shipped().Facts()
	for _, s := range assets.Samples() {
		t.Run(s.ID, func(t *testing.T) {
			p, ps := interchange.ReadFolder(s.FS, s.ID)
			if ps.Refused() {
				t.Fatal(ps)
			}
			o := award.Options{Gap: 0.25}
			plan, err := award.Make(ctx, e, p, f, o)
			if err != nil {
				t.Fatal(err)
			}
			if plan.Status != "optimal" {
				t.Fatalf("status %s, gap %g", plan.Status, plan.Gap)
			}
			for _, x := range award.Check(p, f, plan, o) {
				t.Error(x)
			}
			if again := cost.Total(cost.Book(p, f, plan)); math.Abs(again-plan.TotalCost) > 1e-9*math.Abs(again) {
				t.Errorf("booked again %f, plan says %f", again, plan.TotalCost)
			}
			d, err := award.Audit(ctx, e, p, f, o)
			if err != nil || math.Abs(d) > 1e-6 {
				t.Errorf("the model's own objective differs from the booked plan by a share of %g (%v)", d, err)
			}
		})
	}
}
