package figures

import (
	"math"
	"strconv"
	"strings"
)

// Number writes v with thousands separators and a fixed number of decimals.
// NaN is a missing value. Rounding is to nearest, halves away from zero, on the
// shortest decimal that stands for v, so that 2.675 shows as people expect.
func Number(v float64, decimals int) string {
	if math.IsNaN(v) {
		return Missing
	}
	if math.IsInf(v, 0) {
		return map[bool]string{true: "∞", false: "-∞"}[v > 0]
	}
	return Decimal(strconv.FormatFloat(v, 'f', -1, 64), decimals)
}

// Decimal writes a plain decimal string ("-1234.5") with separators; decimals
// below zero keeps the digits that are there. It never goes through a float.
func Decimal(digits string, decimals int) string { return decimal(digits, decimals, current) }

func decimal(digits string, decimals int, style Style) string {
	negative := strings.HasPrefix(digits, "-")
	whole, frac, _ := strings.Cut(strings.TrimPrefix(digits, "-"), ".")
	if decimals >= 0 {
		whole, frac = round(whole, frac, decimals)
	}
	var b strings.Builder
	if negative && strings.Trim(whole+frac, "0") != "" {
		b.WriteByte('-') // a plain hyphen: it survives the way to a spreadsheet and every font has it
	}
	for i, r := range whole {
		// Four digits in a row are grouped as well: columns must line up.
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(style.Group)
		}
		b.WriteRune(r)
	}
	if frac != "" {
		b.WriteString(style.Decimal + frac)
	}
	return b.String()
}

func round(whole, frac string, decimals int) (string, string) {
	if len(frac) <= decimals {
		return whole, frac + strings.Repeat("0", decimals-len(frac))
	}
	up := frac[decimals] >= '5'
	digits := []byte(whole + frac[:decimals])
	for i := len(digits) - 1; up && i >= 0; i-- {
		if digits[i] == '9' {
			digits[i] = '0'
			continue
		}
		digits[i]++
		up = false
	}
	if up {
		digits = append([]byte{'1'}, digits...)
	}
	n := len(digits) - decimals
	return string(digits[:n]), string(digits[n:])
}

// Auto writes v with as many decimals as its size deserves: 1,235 · 123.4 ·
// 12.35 · 0.0123. It is for charts and totals, not for inputs.
func Auto(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return Number(v, 0)
	}
	a := math.Abs(v)
	switch {
	case a == 0 || a >= 1000:
		return Number(v, 0)
	case a >= 100:
		return trimZeros(Number(v, 1))
	case a >= 1:
		return trimZeros(Number(v, 2))
	}
	return trimZeros(Number(v, min(9, 2-int(math.Floor(math.Log10(a))))))
}

// Exact writes a figure to the thousandth at most, without decimals that say nothing:
// kilograms to the gram. It is for tips that no unit of their own writes.
func Exact(v float64) string { return trimZeros(Number(v, 3)) }

func trimZeros(s string) string {
	if !strings.Contains(s, current.Decimal) {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), current.Decimal)
}

// Percent writes a share: Percent(0.4, 0) is "40 %".
func Percent(v float64, decimals int) string {
	if math.IsNaN(v) {
		return Missing
	}
	return Number(v*100, decimals) + "\u00a0%"
}

// Signed is Number with an explicit plus, for differences.
func Signed(v float64, decimals int) string {
	s := Number(v, decimals)
	if v > 0 && strings.Trim(s, "0.,\u00a0") != "" {
		return "+" + s
	}
	return s
}

// Money writes the exact amount with two decimals: "EUR 1,234.50".
func Money(currency string, v float64) string {
	if math.IsNaN(v) {
		return Missing
	}
	return currency + "\u00a0" + Number(v, 2)
}

// MoneyShort scales to k, M or bn with four significant digits, for cards and
// labels; show Money in the tooltip beside it.
func MoneyShort(currency string, v float64) string {
	if math.IsNaN(v) {
		return Missing
	}
	return strings.TrimSpace(currency + "\u00a0" + Short(v))
}

// Short scales a number: 950 · 12.3 k · 182.0 M · 1.2 bn. Scaled ones all have a
// decimal, so that they compare at a glance.
func Short(v float64) string { return short(v, func(x float64) string { return Number(x, 1) }) }

// Tick is Short without a decimal that says nothing, for the marks of an axis; steps
// of a quarter keep their second: 1.25 M, not 1.3 M.
func Tick(v float64) string {
	return short(v, func(x float64) string {
		if math.Abs(100*x-math.Round(100*x)) < 1e-6 {
			return trimZeros(Number(x, 2))
		}
		return trimZeros(Number(x, 1))
	})
}

func short(v float64, write func(float64) string) string {
	a := math.Abs(v)
	for _, s := range []struct {
		limit, div float64
		sign       string
	}{{999.95e6, 1e9, "bn"}, {999.95e3, 1e6, "M"}, {9.9995e3, 1e3, "k"}} {
		if a >= s.limit {
			return write(v/s.div) + "\u00a0" + s.sign
		}
	}
	return Auto(v)
}

// Mass writes kilograms as grams, kilograms or tonnes, whichever reads best.
func Mass(kg float64) string {
	if math.IsNaN(kg) {
		return Missing
	}
	switch a := math.Abs(kg); {
	case a >= 1e6:
		return Number(kg/1000, 0) + "\u00a0t"
	case a >= 1000:
		return trimZeros(Number(kg/1000, 2)) + "\u00a0t"
	case a >= 1 || a == 0:
		return Auto(kg) + "\u00a0kg"
	}
	return Auto(kg*1000) + "\u00a0g"
}
