package exact

import (
	"math"
	"testing"
)

func close(t *testing.T, what string, x, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s of %g is %.17g, not %.17g", what, x, got, want)
	}
}

// Against the standard library, which is as close as a float can be.
func TestAgainstTheStandardLibrary(t *testing.T) {
	for k := -4000; k <= 4000; k++ {
		x := float64(k) / 7.3
		close(t, "e to the power", x, Exp(x), math.Exp(x), 3e-14*math.Exp(x))
		y := math.Exp(x / 3)
		close(t, "the logarithm", y, Log(y), math.Log(y), 1e-15*math.Max(1, math.Abs(math.Log(y))))
		p := 1 / (1 + math.Exp(x/30))
		close(t, "the normal quantile", p, Normal(p), math.Sqrt2*math.Erfinv(2*p-1), 4e-15*(1+math.Abs(Normal(p))))
		a := 1.01 + float64(k+4000)/1e4
		close(t, "the power", a, Pow(a, -x/100), math.Pow(a, -x/100), 2e-14*math.Pow(a, -x/100))
	}
	if Pow(1.08, 0) != 1 || Exp(0) != 1 || Log(1) != 0 || Normal(0.5) != 0 {
		t.Error("nothing is exact where it can be")
	}
}

// The bits that they must have on every machine.
func TestTheSameBitsEverywhere(t *testing.T) {
	sum := uint64(0)
	add := func(v float64) { sum = (sum ^ math.Float64bits(v)) * 0x100000001b3 }
	for k := range 1000 {
		add(Exp(float64(k)/100 - 5))
		add(Log(float64(k+1) / 77))
		add(Pow(1+float64(k)/5000, -float64(k)/12))
		add(Normal((float64(k) + 0.5) / 1000))
		add(Normal(math.Ldexp(1, -k/40-1)))
	}
	if sum != 0x44d2762fc65ea6ae {
		t.Errorf("the bits are %#x, elsewhere they are others", sum)
	}
}
