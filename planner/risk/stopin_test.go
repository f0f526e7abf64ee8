package risk

import (
	"math"
	"testing"
)

// 2 of 10 paths: Wilson's interval is 5.67 % to 50.98 % (Brown, Cai, DasGupta 2001).
func TestStopInHasTheBandOfItsPaths(t *testing.T) {
	s := &Simulation{Paths: 10, Policies: []PolicyResult{{StopByMonth: []float64{0, 0.2}}}}
	f := s.StopIn(0, 1)
	if f.Value != 0.2 || math.Abs(f.Low-0.0567) > 1e-4 || math.Abs(f.High-0.5098) > 1e-4 {
		t.Errorf("%+v", f)
	}
	if f := s.StopIn(0, 0); f.Value != 0 || f.Low != 0 || f.High < 0.2 {
		t.Errorf("never seen is not impossible: %+v", f)
	}
	for _, x := range [][2]int{{-1, 0}, {1, 0}, {0, 2}, {0, -1}} {
		if f := s.StopIn(x[0], x[1]); f != (Figure{}) {
			t.Errorf("%v: %+v", x, f)
		}
	}
}
