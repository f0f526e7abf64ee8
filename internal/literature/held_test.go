package literature

import (
	"context"
	"testing"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner/award"
	"remanence/planner/highs"
)

// In the eyes of CBC and GLPK every plan that ships keeps every row of the whole
// model, lots and yes/no choices included, and costs what we say.
func TestOthersAgreeOnTheShippedPlans(t *testing.T) {
	if testing.Short() {
		t.Skip("solves the model of every sample twice")
	}
	for _, s := range assets.Samples() {
		t.Run(s.ID, func(t *testing.T) {
			p, ps := interchange.ReadFolder(s.FS, s.ID)
			plans, ok := shipped.Read(s.ID)
			if ps.Refused() || !ok {
				t.Fatal(ps)
			}
			x, want, held, err := award.ExportHeld(p, reference.Shipped().WithProject(p), award.Options{}, plans.Plan)
			if err != nil {
				t.Fatal(err)
			}
			if held != len(plans.Plan.Awards) || held == 0 {
				t.Errorf("%d of %d orders are settled", held, len(plans.Plan.Awards))
			}
			path := write(t, &x.Named, "mps")
			for _, o := range others {
				got := o.ask(t, path) * x.Unit
				t.Logf("%s: %.2f, the plan %.2f (%d orders, %d columns, %d rows)", o.command, got, want, held, x.Model.Cols(), x.Model.Rows())
				if !(abs(got-want) <= 1e-7*abs(want)) {
					t.Errorf("%s: %.2f, the plan costs %.2f", o.command, got, want)
				}
			}
			// A plan that orders without its tests keeps no model.
			if len(plans.Plan.Qualifications) > 0 {
				plans.Plan.Qualifications = nil
				x, _, _, err := award.ExportHeld(p, reference.Shipped().WithProject(p), award.Options{}, plans.Plan)
				if err != nil {
					t.Fatal(err)
				}
				if _, _, res, err := x.Solve(context.Background(), engine, highs.Options{}); err != nil || res.Status != highs.Infeasible {
					t.Errorf("without its tests the plan is %v (%v)", res.Status, err)
				}
			}
		})
	}
}
