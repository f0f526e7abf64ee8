// Package exact has the functions of the standard library's math that are written for
// each processor, with fused operations where it has them, so that their last digit
// differs: here in plain arithmetic, with the same bits everywhere. The conversions
// keep the compiler from fusing a product with a sum.
package exact

import "math"

// roots are 2^(j/32).
var roots = [32]float64{
	1.0, 1.0218971486541166, 1.0442737824274138, 1.0671404006768237,
	1.0905077326652577, 1.1143867425958924, 1.1387886347566916, 1.1637248587775775,
	1.189207115002721, 1.215247359980469, 1.241857812073484, 1.2690509571917332,
	1.2968395546510096, 1.3252366431597413, 1.3542555469368927, 1.383909881963832,
	1.4142135623730951, 1.4451808069770467, 1.4768261459394993, 1.5091644275934228,
	1.5422108254079407, 1.5759808451078865, 1.6104903319492543, 1.645755478153965,
	1.681792830507429, 1.718619298122478, 1.7562521603732995, 1.7947090750031072,
	1.8340080864093424, 1.8741676341103, 1.9152065613971474, 1.9571441241754002,
}

// ln 2 and ln 2 ÷ 32, each in two parts of which the first has few digits.
const (
	ln2High, ln2Low   = 0.6931471803691238, 1.9082149292705877e-10
	stepHigh, stepLow = 0.02166084938653512, 5.9631716539705866e-12
	stepsPerE         = 46.16624130844683
)

// nearest added to a number below 2^51 leaves it rounded to a whole one.
const nearest = 3 << 51

// Exp is e^x to a relative 1e-14: 2^(k/32) × e^r with |r| ≤ ln 2 ÷ 64 and five
// terms of the series of e^r. Beyond ±700 it stays where it is.
func Exp(x float64) float64 {
	if x > 700 {
		x = 700
	} else if x < -700 {
		x = -700
	}
	whole := float64(x*stepsPerE) + nearest - nearest
	k := int(whole)
	r := x - float64(whole*stepHigh) - float64(whole*stepLow)
	p := 1 + float64(r*(1+float64(r*(0.5+float64(r*(1.0/6+float64(r*(1.0/24+float64(r*(1.0/120))))))))))
	return p * roots[k&31] * math.Float64frombits(uint64(1023+k>>5)<<52)
}

// Log is the natural logarithm of a normal number above 0 to a relative 1e-15:
// 2 artanh((m − 1) ÷ (m + 1)) of the mantissa m by its series.
func Log(x float64) float64 {
	bits := math.Float64bits(x)
	e := int(bits>>52) - 1023
	m := math.Float64frombits(bits&(1<<52-1) | 1023<<52)
	if m > math.Sqrt2 {
		m, e = m/2, e+1
	}
	s := (m - 1) / (m + 1)
	q := s * s
	p := 1.0 / 21
	for n := 19; n > 0; n -= 2 {
		p = 1/float64(n) + float64(q*p)
	}
	return float64(2*float64(s*p)) + float64(float64(e)*ln2Low) + float64(float64(e)*ln2High)
}

// Pow is a^b for a above 0 to a relative 1e-14 × (1 + |b ln a|).
func Pow(a, b float64) float64 { return Exp(float64(b * Log(a))) }
