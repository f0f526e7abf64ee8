package grid

import (
	"image"
	"strconv"
	"strings"

	"remanence/app/ui/paint"
	"remanence/app/ui/palette"
)

// header paints the titles of the columns from..to, with the gutter's corner.
func (p *painter) header(clip image.Rectangle, from, to int) {
	if clip.Empty() {
		return
	}
	geo := &p.g.geo
	paint.Fill(p.buf, clip, p.look.Header)
	pad := float64(cellPad) * p.scale
	step, plain, ink := 15*p.scale, p.face[1], p.look.Text
	if p.g.Report {
		pad = reportPad * p.scale
		step, plain, ink = lineStep*p.scale, paint.Get(paint.Font{}, headText*p.scale), p.look.Muted
	}
	for c := from; c < to; c++ {
		x0, x1 := p.px(geo.left(c)), p.px(geo.left(c)+geo.width(c))
		box := image.Rect(x0, 0, x1, clip.Max.Y)
		paint.Fill(p.buf, image.Rect(x1-p.hair(), 0, x1, clip.Max.Y).Intersect(clip), palette.Mix(p.look.Line, p.look.LineStrong, 0.35))
		marks := p.headerMarks(c, box, clip)
		box.Max.X -= marks
		x1 -= marks
		lines := p.titleLines(c, float64(box.Dx())-2*pad)
		y := float64(clip.Max.Y)/2 - step*float64(len(lines)-1)/2
		for i, line := range lines {
			face, ink := plain, ink
			if i == len(lines)-1 && p.cols[c].Unit != "" {
				face, ink = p.small, p.look.Muted
			}
			if !p.g.Report { // that has been fitted already
				line = face.Fit(line, float64(box.Dx())-2*pad)
			}
			w, x := face.Width(line), float64(x0)+pad
			switch align(p.cols[c], Cell{}) {
			case Right:
				x = float64(x1) - pad - w
			case Center:
				x = float64(x0+x1)/2 - w/2
			}
			face.Draw(p.buf, box.Intersect(clip), x, face.Middle(y), line, ink)
			y += step
		}
	}
	paint.Fill(p.buf, image.Rect(clip.Min.X, clip.Max.Y-p.hair(), clip.Max.X, clip.Max.Y), p.look.LineStrong)
}

// headerMarks draws what is done with a column, a triangle for its order and a
// funnel for a filter, and returns the room they take.
func (p *painter) headerMarks(c int, box, clip image.Rectangle) int {
	a := &p.g.arr
	x, y, used := float64(box.Max.X)-8*p.scale, float64(box.Max.Y)/2, 0
	draw := func(outline ...paint.Point) {
		for i := range outline {
			outline[i] = paint.Point{X: x + outline[i].X*p.scale, Y: y + outline[i].Y*p.scale}
		}
		if box.In(clip) {
			paint.FillPolygon(p.buf, outline, image.NewUniform(p.look.Accent))
		}
		x -= markWidth * p.scale
		used += int(markWidth * p.scale)
	}
	sorted, filtered := p.g.marked(c)
	if sorted {
		if a.sort[0].Down {
			draw(paint.Point{X: -4, Y: -2.5}, paint.Point{X: 4, Y: -2.5}, paint.Point{X: 0, Y: 3})
		} else {
			draw(paint.Point{X: -4, Y: 2.5}, paint.Point{X: 4, Y: 2.5}, paint.Point{X: 0, Y: -3})
		}
	}
	if filtered {
		draw(paint.Point{X: -4.5, Y: -4}, paint.Point{X: 4.5, Y: -4}, paint.Point{X: 1, Y: 0.5}, paint.Point{X: 1, Y: 4.5}, paint.Point{X: -1, Y: 3.5}, paint.Point{X: -1, Y: 0.5})
	}
	return used
}

const markWidth = 11

// marked tells whether the column shown at c orders the rows or is filtered.
func (g *Grid) marked(c int) (sorted, filtered bool) {
	m := g.arr.modelCol(c)
	_, filtered = g.arr.filters[m]
	return len(g.arr.sort) > 0 && g.arr.sort[0].Col == m, filtered
}

// marksWidth is the room that the marks of a header take.
func (g *Grid) marksWidth(c int) (width float32) {
	sorted, filtered := g.marked(c)
	if sorted {
		width += markWidth
	}
	if filtered {
		width += markWidth
	}
	return width
}

// titleLines breaks a long title where there is room for two lines of it, and puts the
// unit below.
func (p *painter) titleLines(col int, room float64) []string {
	if p.g.Report {
		return p.g.report.heads[col].lines
	}
	c := p.cols[col]
	if c.Unit == "" {
		return p.broken(c.Title, room, tallHeader)
	}
	return append(p.broken(c.Title, room, highHeader), c.Unit)
}

// broken is a title in two lines when it is wider than its room and the header at least
// so high.
func (p *painter) broken(title string, room float64, high float32) []string {
	if p.g.geo.header < high || p.face[1].Width(title) <= room {
		return []string{title}
	}
	words := strings.Fields(title)
	for n := len(words) - 1; n > 0; n-- {
		if head := strings.Join(words[:n], " "); p.face[1].Width(head) <= room {
			return []string{head, strings.Join(words[n:], " ")}
		}
	}
	return []string{title}
}

func (p *painter) gutter(clip image.Rectangle) {
	if clip.Empty() {
		return
	}
	geo := &p.g.geo
	first, last := geo.visibleRows()
	bottom := min(p.px(geo.top(last)), clip.Max.Y)
	paint.Fill(p.buf, image.Rect(clip.Min.X, clip.Min.Y, clip.Max.X, bottom), p.look.Header)
	for r := first; r < last; r++ {
		y0, y1 := p.px(geo.top(r)), p.px(geo.top(r+1))
		s := strconv.Itoa(p.g.arr.modelRow(r) + 1)
		p.small.Draw(p.buf, clip, float64(clip.Max.X)-5*p.scale-p.small.Width(s), p.small.Middle(float64(y0+y1)/2), s, p.look.Muted)
		paint.Fill(p.buf, image.Rect(0, y1-p.hair(), clip.Max.X, y1).Intersect(clip), p.look.Line)
	}
	paint.Fill(p.buf, image.Rect(clip.Max.X-p.hair(), clip.Min.Y, clip.Max.X, bottom), p.look.LineStrong)
}

func (p *painter) bars() {
	geo := &p.g.geo
	a := geo.area()
	h, v := geo.bars()
	handle := func(x0, y0, x1, y1 float32, hot bool) {
		c := palette.Mix(p.look.Header, p.look.LineStrong, 0.75)
		if hot {
			c = p.look.Muted
		}
		r := p.rect(x0+2, y0+2, x1-2, y1-2)
		paint.Fill(p.buf, r, c)
	}
	if v {
		paint.Fill(p.buf, p.rect(a.Width, 0, geo.view.Width, geo.view.Height), p.look.Header)
		at, length := p.g.thumbY()
		handle(a.Width, at, geo.view.Width, at+length, p.g.mouse.dragging == partBarY)
	}
	if h {
		paint.Fill(p.buf, p.rect(0, a.Height, geo.view.Width, geo.view.Height), p.look.Header)
		at, length := p.g.thumbX()
		handle(at, a.Height, at+length, geo.view.Height, p.g.mouse.dragging == partBarX)
	}
	if p.g.Report {
		p.note()
		return
	}
	empty := p.g.EmptyText
	if _, _, filtered := p.g.Filtered(); filtered {
		empty = nothingPasses()
	}
	if p.g.geo.rows == 0 && empty != "" {
		box := p.rect(0, geo.header, a.Width, a.Height)
		face := p.face[0]
		s := face.Fit(empty, float64(box.Dx())-20*p.scale)
		face.Draw(p.buf, box, float64(box.Min.X+box.Max.X)/2-face.Width(s)/2, float64(box.Min.Y)+40*p.scale, s, p.look.Muted)
	}
}

// note writes what a filter hides, below the rows of a report.
func (p *painter) note() {
	geo := &p.g.geo
	a := geo.area()
	face := paint.Get(paint.Font{}, noteText*p.scale)
	clip := p.rect(0, geo.header, a.Width, a.Height)
	y := float64(geo.top(geo.rows)) + 4 + lineStep/2
	for _, line := range p.g.report.note {
		face.Draw(p.buf, clip, reportPad*p.scale, face.Middle(y*p.scale), line, p.look.Muted)
		y += lineStep
	}
}
