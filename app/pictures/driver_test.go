package pictures

import "testing"

// A value of a driver has its unit and all its digits.
func TestADriverHasItsUnitAndDigits(t *testing.T) {
	for want, x := range map[string]struct {
		unit string
		v    float64
	}{"×\u00a01.15": {"× today", 1.15}, "+12.5 points": {"points", 12.5}, "-25 points": {"points", -25}, "57\u00a0days more": {"days more", 57}, "0 points": {"points", 0}} {
		if got := driverValue(x.unit, x.v); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
