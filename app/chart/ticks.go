package chart

import "math"

// niceTicks returns round steps that cover lo..hi with about want intervals. The
// first and last tick enclose the range.
func niceTicks(lo, hi float64, want int) []float64 {
	if math.IsNaN(lo) || math.IsNaN(hi) || math.IsInf(lo, 0) || math.IsInf(hi, 0) {
		return []float64{0, 1}
	}
	if lo > hi {
		lo, hi = hi, lo
	}
	if hi-lo <= 1e-12*max(math.Abs(lo), math.Abs(hi)) { // a flat line still needs a scale
		d := max(math.Abs(lo)*0.1, 0.5)
		if lo == 0 {
			hi = 1
		} else {
			lo, hi = lo-d, hi+d
		}
	}
	step := niceStep((hi - lo) / float64(max(want, 1)))
	first, last := math.Floor(lo/step+1e-9), math.Ceil(hi/step-1e-9)
	// Rounding to the step's decimals keeps 3 × 0.1 from being 0.30000000000000004.
	unit := math.Pow(10, max(0, 2-math.Floor(math.Log10(step))))
	var out []float64
	for i := first; i <= last; i++ {
		out = append(out, math.Round(i*step*unit)/unit)
	}
	return out
}

// within leaves out the ticks beyond what the axis may show; two are left at least.
func (a Axis) within(ticks []float64) []float64 {
	if a.Least >= a.Most {
		return ticks
	}
	for len(ticks) > 2 && ticks[0] < a.Least {
		ticks = ticks[1:]
	}
	for len(ticks) > 2 && ticks[len(ticks)-1] > a.Most {
		ticks = ticks[:len(ticks)-1]
	}
	return ticks
}

// niceStep is the 1, 2, 2.5 or 5 times a power of ten next above raw.
func niceStep(raw float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, f := range []float64{1, 2, 2.5, 5} {
		if raw <= f*power*(1+1e-9) {
			return f * power
		}
	}
	return 10 * power
}

// thin returns every how many labels one is shown so that labels of a width fit
// bands of a width. Steps follow the calendar: 1, 2, 3, 6, 12 and multiples.
func thin(labels int, widest, band float64) int {
	if band <= 0 || labels == 0 {
		return max(labels, 1)
	}
	for _, n := range []int{1, 2, 3, 6, 12, 24, 36, 60, 120} {
		if widest+8 <= band*float64(n) {
			return n
		}
	}
	return labels
}

// extent widens lo..hi by values; NaN is skipped.
func extent(lo, hi float64, values ...float64) (float64, float64) {
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	return lo, hi
}
