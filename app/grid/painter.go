package grid

import (
	"image"
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"remanence/app/ui"
	"remanence/app/ui/paint"
	"remanence/app/ui/palette"
)

const cellPad = 6 // between a cell's edge and its text

// painter draws everything but the selection into one image. It reads the grid
// and keeps only what is costly to make again: the buffer and the faces.
type painter struct {
	g     *Grid
	buf   *image.RGBA
	scale float64
	look  palette.Scheme
	cols  []Column
	face  [4]*paint.Face // plain, bold, italic, bold italic
	small *paint.Face

	sought string // what the finder looks for
}

// paint fills an image of device pixels; it is the raster's generator.
func (p *painter) paint(w, h int) image.Image {
	size := p.g.geo.view
	if w <= 0 || h <= 0 || size.Width <= 0 {
		return image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	}
	if p.buf == nil || p.buf.Rect.Dx() != w || p.buf.Rect.Dy() != h {
		p.buf = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	p.scale = float64(w) / float64(size.Width)
	p.look = ui.Colors()
	p.cols = p.g.columns
	text := ui.TextSize * p.scale
	for i := range p.face {
		p.face[i] = paint.Get(paint.Font{Bold: i&1 != 0, Italic: i&2 != 0}, text)
	}
	p.small = paint.Get(paint.Font{}, 11*p.scale)
	p.sought = p.g.finder.text

	geo := &p.g.geo
	area := geo.area()
	paint.Fill(p.buf, p.buf.Rect, p.look.Surface)
	from, to := geo.visibleColumns()
	frozen := min(geo.frozen, geo.columns())
	body := p.rect(geo.frozenRight(), geo.header, area.Width, area.Height)
	fixed := p.rect(geo.gutter, geo.header, min(geo.frozenRight(), area.Width), area.Height)
	p.cells(body, from, to)
	p.cells(fixed, 0, frozen)
	p.gutter(p.rect(0, geo.header, geo.gutter, area.Height))
	p.header(p.rect(geo.frozenRight(), 0, area.Width, geo.header), from, to)
	p.header(p.rect(0, 0, min(geo.frozenRight(), area.Width), geo.header), 0, frozen)
	if frozen > 0 {
		x := p.px(geo.frozenRight())
		bottom := min(p.px(geo.contentHeight()-geo.offsetY), p.px(area.Height))
		paint.Fill(p.buf, image.Rect(x-1, 0, x, bottom), p.look.LineStrong)
	}
	p.bars()
	return p.buf
}

func (p *painter) px(v float32) int { return int(math.Round(float64(v) * p.scale)) }

func (p *painter) rect(x0, y0, x1, y1 float32) image.Rectangle {
	return image.Rect(p.px(x0), p.px(y0), p.px(x1), p.px(y1)).Intersect(p.buf.Rect)
}

// hair is the thickness of grid lines: one device pixel up to double scale.
func (p *painter) hair() int { return max(1, int(p.scale/2+0.25)) }

// cells paints the columns from..to of all visible rows, inside clip.
func (p *painter) cells(clip image.Rectangle, from, to int) {
	if clip.Empty() || from >= to {
		return
	}
	geo := &p.g.geo
	first, last := geo.visibleRows()
	right := min(p.px(geo.left(to-1)+geo.width(to-1)), clip.Max.X)
	row := make([]Cell, to-from)
	for r := first; r < last; r++ {
		y0, y1 := p.px(geo.top(r)), p.px(geo.top(r+1))
		line := image.Rect(clip.Min.X, y0, right, y1).Intersect(clip)
		if r%2 == 1 {
			paint.Fill(p.buf, line, p.look.Zebra)
		}
		for i := range row {
			row[i] = p.g.cell(r, from+i)
		}
		box := func(i int) image.Rectangle {
			return image.Rect(p.px(geo.left(from+i)), y0, p.px(geo.left(from+i)+geo.width(from+i)), y1)
		}
		// Backgrounds and lines first: group headings run over their neighbours.
		for i, cell := range row {
			p.background(box(i).Intersect(clip), cell)
			if p.sought != "" && p.g.holds(r, from+i, p.sought) {
				paint.Fill(p.buf, box(i).Intersect(clip), palette.Mix(p.look.Surface, p.look.Warn, 0.35))
			}
			if x := box(i).Max.X; cell.Style != Header || i == len(row)-1 {
				paint.Fill(p.buf, image.Rect(x-p.hair(), y0, x, y1).Intersect(clip), p.look.Line)
			}
		}
		for i, cell := range row {
			text := box(i)
			if cell.Style == Header && cell.Text != "" {
				for j := i + 1; j < len(row) && row[j].Text == "" && row[j].Style == Header; j++ {
					text.Max.X = box(j).Max.X
				}
			}
			p.content(clip, box(i), text, r, from+i, cell)
		}
		paint.Fill(p.buf, image.Rect(line.Min.X, y1-p.hair(), line.Max.X, y1).Intersect(clip), p.look.Line)
	}
}

func (p *painter) background(box image.Rectangle, c Cell) {
	switch {
	case c.Background != nil:
		paint.Fill(p.buf, box, *c.Background)
	case c.Problem != "" || c.Style == Bad:
		paint.Fill(p.buf, box, p.look.BadSoft)
	case c.Style == Warn:
		paint.Fill(p.buf, box, p.look.WarnSoft)
	case c.Style == Good:
		paint.Fill(p.buf, box, p.look.OkSoft)
	case c.Style == Header:
		paint.Fill(p.buf, box, p.look.Header)
	case c.Style == Total:
		paint.Fill(p.buf, box, palette.Mix(p.look.Surface, p.look.Header, 0.6))
		paint.Fill(p.buf, image.Rect(box.Min.X, box.Min.Y, box.Max.X, box.Min.Y+p.hair()), p.look.LineStrong)
	case c.Style == Stale:
		paint.FillHatch(p.buf, box, paint.Hatching{Line: palette.Alpha(p.look.LineStrong, 60), Gap: 7 * p.scale, Width: p.scale})
	}
}

func (p *painter) style(c Cell) (*paint.Face, color.NRGBA) {
	bold, italic, ink := 0, 0, p.look.Text
	switch c.Style {
	case Header, Total:
		bold = 1
	case Default, Stale:
		italic, ink = 2, p.look.Muted
	case Muted:
		ink = p.look.Muted
	case Bad:
		ink = p.look.Bad
	case Warn:
		ink = p.look.Warn
	case Good:
		ink = p.look.Ok
	}
	if c.Tint != palette.Auto {
		ink = c.Tint.Color(p.look.Dark, ink)
	}
	if c.Background != nil {
		ink = palette.OnColor(*c.Background)
	}
	return p.face[bold|italic], ink
}

// content draws text, tick or arrow of a cell. box is the cell, text where its
// words may go.
func (p *painter) content(clip, box, text image.Rectangle, r, c int, cell Cell) {
	col := p.cols[c]
	pad := int(cellPad * p.scale)
	face, ink := p.style(cell)
	if col.Kind == Check && cell.Style != Header && cell.Style != Total {
		p.tick(clip, box, ticked(cell.Text), col.Editable && !cell.Locked, cell.Text == "")
		p.corner(clip, box, cell)
		return
	}
	if col.Kind == Choice && col.Editable && !cell.Locked && cell.Style != Header && cell.Style != Total {
		p.arrow(clip, box)
		text.Max.X -= int(12 * p.scale)
	}
	if p.g.Report {
		p.lines(clip, box, r, c, cell)
		p.corner(clip, box, cell)
		return
	}
	if cell.Text != "" && face.Covers(cell.Text) {
		room := float64(text.Dx() - 2*pad)
		s := strings.ReplaceAll(cell.Text, "\n", " ")
		width := face.Width(s)
		if width > room+0.5 {
			if numeric(col, cell) {
				// A number cut off reads as another number.
				s = strings.Repeat("#", max(1, int(room/face.Width("#"))))
			} else {
				s = face.Fit(s, room)
			}
			width = face.Width(s)
		}
		x := float64(text.Min.X + pad)
		switch align(col, cell) {
		case Right:
			x = float64(text.Max.X-pad) - width
		case Center:
			x = float64(text.Min.X+text.Max.X)/2 - width/2
		}
		y := face.Middle(float64(box.Min.Y+box.Max.Y) / 2)
		if link := col.Kind == Link && cell.Style == Normal; link {
			ink = p.look.Accent
			under := int(y) + max(1, int(1.5*p.scale))
			paint.Fill(p.buf, image.Rect(int(x), under, int(x+width), under+p.hair()).Intersect(text).Intersect(clip), ink)
		}
		face.Draw(p.buf, text.Intersect(clip), x, y, s, ink)
	}
	p.corner(clip, box, cell)
}

// lines draws a text of a report.
func (p *painter) lines(clip, box image.Rectangle, r, c int, cell Cell) {
	face, ink := p.style(cell)
	if !face.Covers(cell.Text) {
		return // the toolkit does
	}
	pad := reportPad * p.scale
	y := float64(box.Min.Y) + RowHeight/2*p.scale
	for _, line := range p.g.report.cells[r][c].lines {
		x := float64(box.Min.X) + pad
		switch width := face.Width(line); align(p.cols[c], cell) {
		case Right:
			x = float64(box.Max.X) - pad - width
		case Center:
			x = float64(box.Min.X+box.Max.X)/2 - width/2
		}
		face.Draw(p.buf, box.Intersect(clip), x, face.Middle(y), line, ink)
		y += lineStep * p.scale
	}
}

func numeric(col Column, c Cell) bool { return col.Kind.Numeric() && c.Style != Header }

func align(col Column, c Cell) Align {
	switch {
	case c.Style == Header:
		return Left
	case col.Align != AlignAuto:
		return col.Align
	case col.Kind.Numeric():
		return Right
	case col.Kind == Month || col.Kind == Check:
		return Center
	}
	return Left
}

// corner marks a problem the way spreadsheets mark a note.
func (p *painter) corner(clip, box image.Rectangle, c Cell) {
	if c.Problem == "" || box.Max.X > clip.Max.X || box.Min.Y < clip.Min.Y {
		return
	}
	s, x, y := 7*p.scale, float64(box.Max.X), float64(box.Min.Y)
	paint.FillPolygon(p.buf, []paint.Point{{X: x - s, Y: y}, {X: x, Y: y}, {X: x, Y: y + s}}, image.NewUniform(p.look.Bad))
}

func (p *painter) arrow(clip, box image.Rectangle) {
	x, y, s := float64(box.Max.X)-9*p.scale, float64(box.Min.Y+box.Max.Y)/2, 3.2*p.scale
	if int(x-s) < clip.Min.X || int(x+s) > clip.Max.X || int(y-s) < clip.Min.Y {
		return
	}
	paint.FillPolygon(p.buf, []paint.Point{{X: x - s, Y: y - s/2}, {X: x + s, Y: y - s/2}, {X: x, Y: y + s/2 + 1}}, image.NewUniform(p.look.Faint))
}

func (p *painter) tick(clip, box image.Rectangle, on, enabled, empty bool) {
	if empty {
		return
	}
	s := 6.5 * p.scale
	x, y := math.Round(float64(box.Min.X+box.Max.X)/2), math.Round(float64(box.Min.Y+box.Max.Y)/2)
	frame := image.Rect(int(x-s), int(y-s), int(x+s), int(y+s))
	if !frame.In(clip) {
		return
	}
	edge, fill, mark := p.look.LineStrong, p.look.Surface, p.look.OnAccent
	if on {
		edge, fill = p.look.Accent, p.look.Accent
	}
	if !enabled {
		edge, fill, mark = p.look.Line, p.look.Header, p.look.Muted
	}
	paint.Fill(p.buf, frame, edge)
	paint.Fill(p.buf, frame.Inset(max(1, int(p.scale))), fill)
	if on {
		paint.Stroke(p.buf, []paint.Point{{X: x - 0.5*s, Y: y}, {X: x - 0.1*s, Y: y + 0.45*s}, {X: x + 0.6*s, Y: y - 0.45*s}}, 1.8*p.scale, nil, mark)
	}
}

// ticked reads the text of a Check cell.
func ticked(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "true", "1", "yes", "x", "on", "y", "ja", "wahr":
		return true
	}
	return false
}

// measure is the width a column needs for what it shows, title included.
func (g *Grid) measure(col int) float32 {
	face, bold := paint.Get(paint.Font{}, ui.TextSize), paint.Get(paint.Font{Bold: true}, ui.TextSize)
	c := g.columns[col]
	w := bold.Width(c.Title)
	for r := range min(g.Model.Rows(), 2000) {
		cell := g.cell(r, col)
		switch cell.Style {
		case Header:
		case Total:
			w = max(w, bold.Width(cell.Text))
		default:
			w = max(w, face.Width(cell.Text))
		}
	}
	if c.Kind == Choice {
		w += 12
	}
	return float32(min(w, 420)) + 2*cellPad + 2
}

var _ fyne.Widget = (*Grid)(nil)
