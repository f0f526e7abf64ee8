package chart

import (
	"cmp"
	"image/color"
	"math"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
)

// Sample is one row of a Distribution.
type Sample struct {
	ID, Name string
	Tint     palette.Tint // Auto: the next colour of the sequence
	Shares   []float64    // of the results, one for each class
	IDs      []string     // of the classes; where there is none the sample's stands
	Marks    []float64    // one for each mark of the distribution; NaN is left out
	Note     string       // added to the tips, such as "1,000 runs, seed 7"
}

// Distribution shows how often results fall where: a row of bars for each sample,
// all over the same classes and to one scale, so that rows compare by eye. Marked
// values are told apart by their line and their shape.
type Distribution struct {
	Title   string
	Borders []float64 // of the classes, rising; one more than classes
	Samples []Sample
	Marks   []string // what is marked: "median", "mean of the worst 5 %"
	Axis    Axis     // of the results
}

// Scene implements Picture.
func (c Distribution) Scene(width, height float64, dark bool) *Scene {
	s := newScene(width, height, dark)
	var legend []legendItem
	for i, name := range c.Marks {
		legend = append(legend, legendItem{name: name, color: s.look.Text, dot: true, shape: Shape(i % 4)})
	}
	top := s.heading(c.Title, tr.T("share of results"), legend)
	if len(c.Samples) == 0 || len(c.Borders) < 2 {
		return s.empty(top)
	}
	label, most := 0.0, 0.0
	for _, x := range c.Samples {
		label = max(label, textWidth(x.Name, labelSize, true))
		for _, share := range x.Shares {
			most = max(most, share)
		}
	}
	label = min(label, width*0.24)
	p := plot{left: margin + label + 10, right: width - margin - 8, top: top + 2, bottom: height - margin - 34}
	x := scale{c.Borders[0], c.Borders[len(c.Borders)-1], p.left, p.right}
	c.across(s, p, x)
	step := max(1, (p.bottom-p.top)/float64(len(c.Samples)))
	for i := range c.Samples {
		base := p.top + step*float64(i+1)
		c.row(s, i, x, scale{0, most, base, base - max(0, step-c.words(step)-4)}, base-step, label)
	}
	return s
}

// words is the room above the bars of a row for the marked values; a low row has
// none and leaves them to the tips.
func (c Distribution) words(step float64) float64 {
	if step < leastSample {
		return 3
	}
	return 17
}

// across draws the axis of the results below the rows and its lines through them.
func (c Distribution) across(s *Scene, p plot, x scale) {
	for _, t := range niceTicks(x.lo, x.hi, int(max(2, (p.right-p.left)/90))) {
		if t < x.lo-1e-9*math.Abs(x.lo) || t > x.hi+1e-9*math.Abs(x.hi) {
			continue
		}
		s.line(s.look.Line, 1, Point{X: x.at(t), Y: p.top}, Point{X: x.at(t), Y: p.bottom})
		text := c.Axis.format(t)
		half := textWidth(text, labelSize, false) / 2
		s.text(max(half+2, min(x.at(t), s.Width-half-2)), p.bottom+16, text, labelSize, false, s.look.Muted, Middle)
	}
	s.text((p.left+p.right)/2, s.Height-margin+4, fit(c.Axis.Title, labelSize, false, s.Width-2*margin), labelSize, false, s.look.Muted, Middle)
}

// row draws one sample between y.from, its base, and top.
func (c Distribution) row(s *Scene, i int, x, y scale, top, label float64) {
	sample := c.Samples[i]
	ink := s.color(sample.Tint, i)
	s.rowName(x.from-10, (top+y.from)/2, label, y.from-top, sample.Name, true).Tip = sample.tip(sample.Name)
	s.line(s.look.LineStrong, 1, Point{X: x.from, Y: y.from}, Point{X: x.to, Y: y.from})
	for k, share := range sample.Shares {
		if !(share > 0) || k+1 >= len(c.Borders) {
			continue
		}
		gap := min(0.5, (x.at(c.Borders[k+1])-x.at(c.Borders[k]))*0.1)
		m := s.rect(x.at(c.Borders[k])+gap, y.at(share), x.at(c.Borders[k+1])-gap, y.from, palette.Mix(s.look.Surface, ink, 0.72))
		m.Hatch, m.Series, m.ID = sample.Tint.Hatched(), sample.Name, cmp.Or(at(sample.IDs, k), sample.ID)
		m.Tip = sample.tip(tr.F("%s\n%s to %s: %s", sample.Name, c.Axis.bare(c.Borders[k]), c.Axis.exact(c.Borders[k+1]), figures.Percent(share, 1)))
	}
	c.mark(s, sample, x, y, top, ink)
}

// bare is the lower end of a class, whose unit stands at the upper one.
func (a Axis) bare(v float64) string {
	if a.Exact != nil {
		return a.Exact(v)
	}
	return figures.Exact(v)
}

func (x Sample) tip(text string) string {
	if x.Note != "" {
		text += "\n" + x.Note
	}
	return text
}

// mark draws the marked values of a row; each is written where it meets no other.
func (c Distribution) mark(s *Scene, sample Sample, x, y scale, top float64, ink color.NRGBA) {
	free := x.from
	for i, v := range sample.Marks {
		if i >= len(c.Marks) || math.IsNaN(v) || v < x.lo || v > x.hi {
			continue
		}
		at, text := x.at(v), c.Axis.format(v)
		tip := sample.tip(sample.Name + "\n" + c.Marks[i] + ": " + c.Axis.exact(v))
		head := top + c.words(y.from-top) + 2
		s.line(s.look.Surface, 3.5, Point{X: at, Y: head}, Point{X: at, Y: y.from})
		m := s.line(palette.Mix(ink, s.look.Text, 0.5), 1.5, Point{X: at, Y: head}, Point{X: at, Y: y.from})
		m.Dash, m.Tip, m.ID = dashNumber(i), tip, sample.ID
		s.add(Mark{Kind: Dot, Points: []Point{{X: at, Y: head}}, Radius: 4, Shape: Shape(i % 4), Fill: s.look.Text, Stroke: s.look.Surface, Width: 1,
			Series: sample.Name, ID: sample.ID, Tip: tip})
		w := textWidth(text, labelSize, false)
		start := max(x.from, min(at-w/2, s.Width-margin-w))
		if c.words(y.from-top) >= 14 && start >= free {
			s.text(start, top+13, text, labelSize, false, s.look.Text, Start)
			free = start + w + 8
		}
	}
}

func dashNumber(i int) []float64 {
	return [][]float64{nil, {7, 3}, {2, 3}, {9, 3, 2, 3}}[i%4]
}
