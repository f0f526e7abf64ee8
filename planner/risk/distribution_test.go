package risk

import (
	"math"
	"testing"
)

// A quarter of the paths lies between 10 and 20, the rest between 20 and 40.
func TestDistributionByHand(t *testing.T) {
	d := Distribution{Edges: []float64{10, 20, 40}, Counts: []int{25, 75}}
	for x, want := range map[float64]float64{5: 0, 10: 0, 14: 0.1, 20: 0.25, 30: 0.625, 40: 1, 99: 1} {
		if got := d.AtMost(x); !(math.Abs(got-want) <= 1e-12) {
			t.Errorf("at most %g: %g, by hand %g", x, got, want)
		}
		if want > 0 && want < 1 {
			if back := d.Quantile(want); !(math.Abs(back-x) <= 1e-9) {
				t.Errorf("the quantile of %g is %g, by hand %g", want, back, x)
			}
		}
	}
	if e := (&Distribution{}); e.AtMost(1) != 0 || e.Quantile(0.5) != 0 {
		t.Error("nothing has no distribution")
	}
}

// One path far out does not blur the others: the median of 1 to 999 and a million is
// still found to half a bin of 25.
func TestHistogramWithAPathFarOut(t *testing.T) {
	var v []float64
	for k := range 999 {
		v = append(v, float64(k+1))
	}
	v = append(v, 1e6)
	d := Distribution{}
	d.Edges, d.Counts = histogram(v)
	n := 0
	for k, c := range d.Counts {
		n += c
		if d.Edges[k+1] <= d.Edges[k] {
			t.Errorf("bin %d runs from %g to %g", k, d.Edges[k], d.Edges[k+1])
		}
	}
	if n != 1000 || len(d.Edges) != bins+1 || d.Edges[0] != 1 || d.Edges[bins] != 1e6 {
		t.Errorf("%d paths between %v", n, d.Edges)
	}
	if q := d.Quantile(0.5); !(math.Abs(q-500) <= 13) {
		t.Errorf("the median is %g", q)
	}
	if edges, counts := histogram([]float64{3, 3, 3}); counts[0] != 3 || edges[0] != 3 || edges[bins] <= 3 {
		t.Errorf("three of one: %v %v", edges, counts)
	}
}

// Of 1 to 100 the worst 5 % are 96 to 100: their mean is 98, their variance 2, and 95
// lies 3 below. The band is 1.96 √((2 + 0.95 × 9) ÷ (100 × 0.05)) to either side.
func TestMeanOfTheTailByHand(t *testing.T) {
	var v []float64
	for k := range 100 {
		v = append(v, float64(k+1))
	}
	half := 1.96 * math.Sqrt(10.55/5)
	if got := tailMean(v, 0.95); !(math.Abs(got.Value-98) <= 1e-9) || !(math.Abs(got.Low-(98-half)) <= 1e-9) || !(math.Abs(got.High-(98+half)) <= 1e-9) {
		t.Errorf("%+v, by hand 98 ± %g", got, half)
	}
}
