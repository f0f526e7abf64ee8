package risk

// bins of a histogram.
const bins = 40

// histogram counts sorted figures: bins of one width up to the hundredth path from
// the top, and one from there to the largest. Where these are one, all bins have the
// same width.
func histogram(sorted []float64) (edges []float64, counts []int) {
	n := len(sorted)
	low, high, most := sorted[0], sorted[min(n-1, n*99/100)], sorted[n-1]
	even := bins - 1
	if high <= low || most <= high {
		even, high = bins, most
		if high <= low {
			high = low + 1
		}
	}
	for k := range even + 1 {
		edges = append(edges, low+(high-low)*float64(k)/float64(even))
	}
	if even < bins {
		edges = append(edges, most)
	}
	counts = make([]int, bins)
	for _, x := range sorted {
		if x > high {
			counts[bins-1]++
			continue
		}
		counts[min(even-1, int((x-low)/(high-low)*float64(even)))]++
	}
	return edges, counts
}

// AtMost is the share of paths on which the figure is at most x, between the edges
// of the histogram by straight lines; 0 without one.
func (d *Distribution) AtMost(x float64) float64 {
	n, below := 0, 0.0
	for k, c := range d.Counts {
		n += c
		switch from, to := d.Edges[k], d.Edges[k+1]; {
		case x >= to:
			below += float64(c)
		case x > from:
			below += float64(c) * (x - from) / (to - from)
		}
	}
	if n == 0 {
		return 0
	}
	return below / float64(n)
}

// Quantile is the figure that a share of paths does not exceed, between the edges
// of the histogram by straight lines; 0 without one.
func (d *Distribution) Quantile(share float64) float64 {
	n := 0
	for _, c := range d.Counts {
		n += c
	}
	left := share * float64(n)
	for k, c := range d.Counts {
		if float64(c) >= left && c > 0 {
			return d.Edges[k] + (d.Edges[k+1]-d.Edges[k])*left/float64(c)
		}
		left -= float64(c)
	}
	if len(d.Edges) == 0 {
		return 0
	}
	return d.Edges[len(d.Edges)-1]
}
