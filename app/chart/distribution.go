package chart

import (
	"image/color"
	"math"
	"slices"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
)

// Sample is one named set of results of a Distribution.
type Sample struct {
	Series        // Values are the results, in any order; NaN is left out
	Mean   bool   // mark the mean
	Note   string // added to the tips, such as "1,000 runs, seed 7"
}

// Distribution shows how often results fall where. The first sample is filled
// bars, others are outlines with their own dashes over the same classes. Marked
// quantiles and limits are lines with words.
type Distribution struct {
	Title     string
	Samples   []Sample
	Axis      Axis // of the results
	Classes   int  // about how many; 0 chooses by the square root of the number of results
	Quantiles []float64
	Limits    []Limit
}

// Quantile is the value below which a share of the sorted values lies, between
// neighbours in proportion (Hyndman and Fan, type 7); NaN without values.
func Quantile(sorted []float64, share float64) float64 {
	if len(sorted) == 0 || math.IsNaN(share) {
		return math.NaN()
	}
	at := max(0, min(1, share)) * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// clean is the finite values, sorted.
func clean(values []float64) []float64 {
	var out []float64
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return out
}

// classes counts sorted values between borders; the last class holds its upper
// border.
func classes(sorted, borders []float64) []int {
	counts := make([]int, len(borders)-1)
	k := 0
	for _, v := range sorted {
		for k < len(counts)-1 && v >= borders[k+1] {
			k++
		}
		counts[k]++
	}
	return counts
}

// borders are the class borders over all samples: round numbers, and at least
// one class also when all results are equal.
func (c Distribution) borders(all [][]float64) []float64 {
	lo, hi, n := math.Inf(1), math.Inf(-1), 0
	for _, sorted := range all {
		lo, hi = extent(lo, hi, sorted...)
		n = max(n, len(sorted))
	}
	want := c.Classes
	if want <= 0 {
		want = int(max(5, min(40, math.Sqrt(float64(n)))))
	}
	return niceTicks(lo, hi, want)
}

// Scene implements Picture.
func (c Distribution) Scene(width, height float64, dark bool) *Scene {
	s := newScene(width, height, dark)
	var legend []legendItem
	var all [][]float64
	for i, x := range c.Samples {
		item := legendItem{name: x.Name, color: s.color(x.Tint, i), hatch: x.Tint.Hatched()}
		if i > 0 {
			item.line, item.dash = true, dashNumber(i)
		}
		legend = append(legend, item)
		all = append(all, clean(x.Values))
	}
	if len(legend) < 2 {
		legend = nil
	}
	top := s.heading(c.Title, tr.T("share of results"), legend)
	if len(all) == 0 || !slices.ContainsFunc(all, func(v []float64) bool { return len(v) > 0 }) {
		return s.empty(top)
	}
	borders := c.borders(all)
	shares, most := make([][]float64, len(all)), 0.0
	for i, sorted := range all {
		for _, n := range classes(sorted, borders) {
			share := 0.0
			if len(sorted) > 0 {
				share = float64(n) / float64(len(sorted))
			}
			shares[i] = append(shares[i], share)
			most = max(most, share)
		}
	}
	lines := c.lines(all, s)
	s.Height -= 16
	p := s.axes(top+14*float64(min(len(lines), 3)), Axis{Format: percent}, 0, most, 0.05, nil, nil)
	s.Height += 16
	x := scale{borders[0], borders[len(borders)-1], p.left, p.right}
	c.under(s, p, x)
	for i := range all {
		c.draw(s, p, x, borders, shares[i], i, len(all[i]))
	}
	c.mark(s, p, x, lines)
	return s
}

// under writes the value axis of the results below the plot.
func (c Distribution) under(s *Scene, p plot, x scale) {
	for _, t := range niceTicks(x.lo, x.hi, int(max(2, (p.right-p.left)/90))) {
		if t < x.lo-1e-9 || t > x.hi*(1+1e-9)+1e-9 {
			continue
		}
		text := c.Axis.format(t)
		half := textWidth(text, labelSize, false) / 2
		s.line(s.look.LineStrong, 1, Point{X: x.at(t), Y: p.bottom}, Point{X: x.at(t), Y: p.bottom + 4})
		s.text(max(half+2, min(x.at(t), s.Width-half-2)), p.bottom+16, text, labelSize, false, s.look.Muted, Middle)
	}
	s.text((p.left+p.right)/2, s.Height-margin+4, fit(c.Axis.Title, labelSize, false, s.Width-2*margin), labelSize, false, s.look.Muted, Middle)
}

func (c Distribution) draw(s *Scene, p plot, x scale, borders, shares []float64, i, n int) {
	ink, sample := s.color(c.Samples[i].Tint, i), c.Samples[i]
	tip := func(k int) string {
		text := tr.F("%s\n%s to %s %s: %s (%s of %s)", sample.Name, c.Axis.format(borders[k]), c.Axis.format(borders[k+1]), c.Axis.Title, figures.Percent(shares[k], 1), figures.Number(math.Round(shares[k]*float64(n)), 0), figures.Number(float64(n), 0))
		if sample.Note != "" {
			text += "\n" + sample.Note
		}
		return text
	}
	if i == 0 {
		for k, share := range shares {
			m := s.rect(x.at(borders[k])+0.5, p.y.at(share), x.at(borders[k+1])-0.5, p.bottom, palette.Mix(s.look.Surface, ink, 0.72))
			m.Hatch, m.Series, m.ID, m.Tip = sample.Tint.Hatched(), sample.Name, sample.id(k), tip(k)
			if share == 0 {
				m.Tip, m.ID = "", ""
			}
		}
		return
	}
	var steps []Point
	for k, share := range shares {
		steps = append(steps, Point{X: x.at(borders[k]), Y: p.y.at(share)}, Point{X: x.at(borders[k+1]), Y: p.y.at(share)})
	}
	s.line(s.look.Surface, 4, steps...)
	s.line(ink, 2, steps...).Dash = dashNumber(i)
	for k, share := range shares {
		if share == 0 {
			continue
		}
		s.add(Mark{Kind: Dot, Points: []Point{{X: (x.at(borders[k]) + x.at(borders[k+1])) / 2, Y: p.y.at(share)}}, Radius: 3, Shape: Shape(i % 4), Fill: ink,
			Series: sample.Name, ID: sample.id(k), Tip: tip(k)})
	}
}

// namedLine is a value to mark.
type namedLine struct {
	at   float64
	text string
	ink  color.NRGBA
	dash []float64
}

// lines are the quantiles and means of all samples and the limits.
func (c Distribution) lines(all [][]float64, s *Scene) (lines []namedLine) {
	for i, sorted := range all {
		if len(sorted) == 0 {
			continue
		}
		ink, name := s.color(c.Samples[i].Tint, i), ""
		if len(all) > 1 {
			name = c.Samples[i].Name + " "
		}
		for _, q := range c.Quantiles {
			v := Quantile(sorted, q)
			word := tr.F("%s below ", percent(q))
			if q == 0.5 {
				word = tr.T("median ")
			}
			lines = append(lines, namedLine{v, name + word + c.Axis.format(v), ink, []float64{5, 4}})
		}
		if c.Samples[i].Mean {
			sum := 0.0
			for _, v := range sorted {
				sum += v
			}
			v := sum / float64(len(sorted))
			lines = append(lines, namedLine{v, tr.F("%smean %s", name, c.Axis.format(v)), ink, []float64{2, 3}})
		}
	}
	for _, l := range c.Limits {
		lines = append(lines, namedLine{l.At, l.Text, l.Tint.Color(s.Dark, s.look.Text), nil})
	}
	slices.SortStableFunc(lines, func(a, b namedLine) int {
		switch {
		case a.at < b.at:
			return -1
		case a.at > b.at:
			return 1
		}
		return 0
	})
	return lines
}

// mark draws the lines with their words on up to three rows above the plot.
func (c Distribution) mark(s *Scene, p plot, x scale, lines []namedLine) {
	rows := min(len(lines), 3)
	free := make([]float64, rows)
	for i := range free {
		free[i] = p.left
	}
	for _, l := range lines {
		if l.at < x.lo || l.at > x.hi {
			continue
		}
		m := s.line(l.ink, 1.5, Point{X: x.at(l.at), Y: p.top - 4}, Point{X: x.at(l.at), Y: p.bottom})
		m.Dash, m.Tip = l.dash, l.text
		w := textWidth(l.text, labelSize, false)
		start := max(p.left, min(x.at(l.at)-w/2, s.Width-margin-w))
		for r := range free {
			if start >= free[r] {
				s.text(start, p.top-9-14*float64(r), l.text, labelSize, false, s.look.Text, Start)
				free[r] = start + w + 10
				break
			}
		}
	}
}

func dashNumber(i int) []float64 {
	return [][]float64{nil, {7, 3}, {2, 3}, {9, 3, 2, 3}}[i%4]
}
