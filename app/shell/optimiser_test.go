package shell

import (
	"strings"
	"testing"

	"remanence/planner/award"
)

func TestProgressSpeaksToBuyers(t *testing.T) {
	got := said("EUR", award.Progress{Phase: "improving", HasPlan: true, Incumbent: 84_100_000, Gap: 0.012})
	if strings.ReplaceAll(got, "\u00a0", " ") != "Looking for a cheaper plan, best so far EUR 84.1 M, at most 1.2 % better exists" {
		t.Error(got)
	}
	if got := said("EUR", award.Progress{Phase: "building"}); got != "Laying out the months" {
		t.Error(got)
	}
	last := -1.0
	for _, gap := range []float64{0.9, 0.3, 0.1, 0.02, 0.005, 0.003} {
		d := done(award.Progress{HasPlan: true, Gap: gap}, 0.003)
		if d <= last || d > 1 {
			t.Errorf("gap %g: %g after %g", gap, d, last)
		}
		last = d
	}
	if done(award.Progress{}, 0.003) != -1 {
		t.Error("without a plan nobody knows how far it is")
	}
}
