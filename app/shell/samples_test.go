package shell

import (
	"testing"

	"remanence/app/session"
	"remanence/data/shipped"
)

// The plans are written by hand (go run ./cmd/genplans); this fails when a
// sample, a reference table or the digest has changed since.
func TestShippedPlansBelongToTheirSamples(t *testing.T) {
	for _, x := range Samples() {
		made, ok := shipped.Read(x.ID)
		if !ok {
			continue
		}
		doc, err := ReadSample(x)
		if err != nil {
			t.Errorf("%s: %v", x.ID, err)
			continue
		}
		if plan := doc.Plan(); plan == nil || doc.Stale() {
			t.Errorf("the shipped plan of %s was made from other inputs; run: go run ./cmd/genplans %s", x.ID, x.ID)
		}
		if made.AsToday == nil || made.Cheapest == nil {
			t.Errorf("%s ships without baselines", x.ID)
		}
	}
}

func TestTheExampleOpensAsAFinishedPlan(t *testing.T) {
	r := newRig(t)
	r.s.samples = Samples()
	r.s.OpenSample(example)
	if st := r.s.session.Status(); st.Kind != session.UpToDate || r.planner.Runs != 0 || r.s.session.Cheapest() == nil {
		t.Errorf("%+v after %d runs", st, r.planner.Runs)
	}
}
