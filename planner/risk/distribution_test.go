package risk

import (
	"math"
	"testing"
)

// A quarter of the paths lies between 10 and 20, the rest between 20 and 40.
func TestDistributionByHand(t *testing.T) {
	d := Distribution{Edges: []float64{10, 20, 40}, Counts: []int{25, 75}}
	for x, want := range map[float64]float64{5: 0, 10: 0, 14: 0.1, 20: 0.25, 30: 0.625, 40: 1, 99: 1} {
		if got := d.AtMost(x); math.Abs(got-want) > 1e-12 {
			t.Errorf("at most %g: %g, by hand %g", x, got, want)
		}
		if want > 0 && want < 1 {
			if back := d.Quantile(want); math.Abs(back-x) > 1e-9 {
				t.Errorf("the quantile of %g is %g, by hand %g", want, back, x)
			}
		}
	}
	if e := (&Distribution{}); e.AtMost(1) != 0 || e.Quantile(0.5) != 0 {
		t.Error("nothing has no distribution")
	}
}
