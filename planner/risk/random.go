package risk

import (
	"math"

	"remanence/planner/exact"
)

// dice draws numbers that depend on nothing but the seed, the pair of paths and
// what is drawn for: the same on every machine and number of workers, and the
// same for every policy, so that policies meet the same world. The second path
// of a pair takes the mirror of each: 1 less a share, a normal draw with the
// other sign.
type dice uint64

// What a draw is for.
const (
	forDesk uint64 = iota + 1
	forApproval
	forWait
	forLead
	forYield
	forScrap
	forRamp
	forTest
	forProgramme
	forDemand
	forMarket
	forIndex
	forJump
	forJumpSize
	forCurrency
)

func roll(seed int64, pair int) dice {
	return dice(mix(uint64(seed)*0x9e3779b97f4a7c15 + uint64(pair) + 1))
}

// mix is the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// uniform is a draw between 0 and 1, neither included.
func (d dice) uniform(what uint64, a, b int) float64 {
	x := mix(uint64(d) ^ mix(what<<48|uint64(uint32(a))<<16|uint64(uint16(b))))
	return (float64(x>>11) + 0.5) / (1 << 53)
}

// mirrored is a uniform draw as a side of the pair sees it.
func mirrored(u float64, side int) float64 {
	if side == 1 {
		return 1 - u
	}
	return u
}

// normal is a draw of the standard normal distribution.
func (d dice) normal(what uint64, a, b int) float64 { return quantile(d.uniform(what, a, b)) }

// quantile is the inverse of the standard normal distribution by the rational
// approximation of P. J. Acklam, relative error below 1.2e-9.
func quantile(p float64) float64 {
	const low = 0.02425
	switch {
	case p < low:
		return tailQuantile(math.Sqrt(-2 * exact.Log(p)))
	case p > 1-low:
		return -tailQuantile(math.Sqrt(-2 * exact.Log(1-p)))
	}
	q := p - 0.5
	r := q * q
	return poly(r, -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00) * q /
		(float64(poly(r, -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01, 1)))
}

func tailQuantile(q float64) float64 {
	return poly(q, -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00) /
		(float64(poly(q, 0, 7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1)))
}

// poly is a polynomial of degree five by Horner's rule, without fusing.
func poly(x, a, b, c, d, e, f float64) float64 {
	return float64(x*(float64(x*(float64(x*(float64(x*(float64(x*a)+b))+c))+d))+e)) + f
}
