package risk

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
