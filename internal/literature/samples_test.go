package literature

import (
	"context"
	"testing"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/planner/award"
	"remanence/planner/highs"
)

// The linear relaxation of every sample, written by us and read by CBC and GLPK,
// has the optimum that our own optimiser finds.
func TestOthersAgreeOnTheSamples(t *testing.T) {
	if testing.Short() {
		t.Skip("solves every sample three times")
	}
	for _, s := range assets.Samples() {
		t.Run(s.ID, func(t *testing.T) {
			p, ps := interchange.ReadFolder(s.FS, s.ID)
			if ps.Refused() {
				t.Fatal(ps)
			}
			x, err := award.Export(p, reference.Shipped().WithProject(p), award.Options{}, true)
			if err != nil {
				t.Fatal(err)
			}
			ours, _, res, err := x.Solve(context.Background(), engine, highs.Options{})
			if err != nil || res.Status != highs.Optimal {
				t.Fatalf("%v %v", res.Status, err)
			}
			path := write(t, &x.Named, "mps")
			for _, o := range others {
				if err := within(o.ask(t, path)*x.Unit, ours); err != nil {
					t.Errorf("%s: %v", o.command, err)
				}
			}
		})
	}
}
