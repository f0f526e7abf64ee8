package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"remanence/app/ui"
	"remanence/app/ui/paint"
)

// view is the renderer: one image, and over it the marks that move often, texts
// in scripts the bundled font lacks, and the editor.
type view struct {
	g       *Grid
	painter *painter
	raster  *canvas.Raster
	block   *canvas.Rectangle // the selected range
	frame   *canvas.Rectangle // the active cell
	top     *canvas.Rectangle // selected columns in the header
	side    *canvas.Rectangle // selected rows in the gutter
	handle  *canvas.Rectangle // at the selection's corner, dragged to fill
	target  *canvas.Rectangle // where a fill goes, or where a column is put
	sum     *canvas.Text      // of a report: what is selected, for it has no status line
	plate   *canvas.Rectangle // behind it
	foreign []foreign
	objects []fyne.CanvasObject
}

// foreign is a text drawn by the toolkit, within what shows of its cell.
type foreign struct {
	clip *container.Clip
	text *canvas.Text
}

func newView(g *Grid) *view {
	v := &view{g: g, painter: &painter{g: g}}
	v.raster = canvas.NewRaster(v.painter.paint)
	v.block, v.frame, v.top, v.side = canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	v.handle, v.target = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	v.sum, v.plate = canvas.NewText("", nil), canvas.NewRectangle(nil)
	g.editor, g.finder = newEditor(g), newFinder(g)
	v.collect()
	return v
}

func (v *view) collect() {
	v.objects = []fyne.CanvasObject{v.raster}
	for _, t := range v.foreign {
		v.objects = append(v.objects, t.clip)
	}
	v.objects = append(v.objects, v.block, v.top, v.side, v.frame, v.handle, v.target, v.plate, v.sum, v.g.editor.box, v.g.finder.box)
}

func (v *view) Layout(size fyne.Size) {
	narrower := v.g.geo.view.Width != size.Width
	v.g.geo.view = size
	if v.g.Report {
		v.g.geo.view.Height = max(size.Height, v.g.reportSize().Height)
	}
	if v.g.Report && narrower {
		v.g.measureAll() // other widths, other lines
	}
	v.g.geo.clamp()
	v.raster.Resize(size)
	v.update(true)
}

func (v *view) MinSize() fyne.Size           { return v.g.MinSize() }
func (v *view) Objects() []fyne.CanvasObject { return v.objects }
func (v *view) Destroy()                     {}
func (v *view) Refresh()                     { v.update(true) }

// update places the marks and, if asked, has the image painted again.
func (v *view) update(paintAgain bool) {
	if paintAgain {
		v.placeForeign()
		v.raster.Refresh()
	}
	colors, geo := ui.Colors(), &v.g.geo
	accent := colors.Accent
	if !v.g.focused && !v.g.editor.open {
		accent = colors.Faint
	}
	span := v.g.sel.span()
	put := func(r *canvas.Rectangle, pos fyne.Position, size fyne.Size, ok bool) {
		if !ok {
			r.Hide()
			return
		}
		r.Move(pos)
		r.Resize(size)
		r.Show()
		r.Refresh()
	}
	soft, strong := accent, accent
	soft.A, strong.A = 38, 60
	v.block.FillColor, v.block.StrokeColor, v.block.StrokeWidth = soft, accent, 1
	v.frame.FillColor, v.frame.StrokeColor, v.frame.StrokeWidth = nil, accent, 2
	v.top.FillColor, v.side.FillColor = strong, strong
	marked := v.g.focused || v.g.finder.box.Visible() || !v.g.Report // of many small tables one has the keyboard
	pos, size, ok := geo.rect(span)
	ok = ok && marked
	put(v.block, pos, size, ok && !span.Single())
	put(v.top, fyne.NewPos(pos.X, 0), fyne.NewSize(size.Width, geo.header), ok)
	put(v.side, fyne.NewPos(0, pos.Y), fyne.NewSize(geo.gutter, size.Height), ok && geo.gutter > 0)
	v.putSum(pos, size, ok)
	a := v.g.sel.active
	pos, size, ok = geo.rect(Range{a.Row, a.Col, a.Row, a.Col})
	ok = ok && marked
	// The frame covers the grid lines around the cell.
	put(v.frame, pos.SubtractXY(1, 1), size.AddWidthHeight(1, 1), ok && !v.g.editor.open)
	v.handle.FillColor, v.handle.StrokeColor, v.handle.StrokeWidth = accent, colors.Surface, 1
	pos, size, ok = v.g.handleRect()
	put(v.handle, pos, size, ok && v.g.focused)
	v.putTarget(put)
	v.g.editor.follow()
	if v.g.finder.box.Visible() {
		v.g.finder.place()
	}
}

// putSum writes what is selected in the lower right corner; in a report below the block,
// or above it where the table or what the page shows of it ends, and in it where it
// reaches beyond both.
func (v *view) putSum(pos fyne.Position, size fyne.Size, ok bool) {
	g, colors := v.g, ui.Colors()
	text := g.said
	if text == "" || g.Report && !ok {
		v.sum.Hide()
		v.plate.Hide()
		return
	}
	v.sum.Text, v.sum.TextSize, v.sum.Color = text, headText, colors.Text
	v.plate.FillColor, v.plate.StrokeColor, v.plate.StrokeWidth, v.plate.CornerRadius = colors.Raised, colors.LineStrong, 1, 4
	need := v.sum.MinSize().AddWidthHeight(16, 6)
	a := g.geo.area()
	at := fyne.NewPos(max(0, min(pos.X+size.Width-need.Width, a.Width-need.Width)), pos.Y+size.Height+4)
	top, bottom := g.inSight()
	if !g.Report {
		at = fyne.NewPos(max(0, a.Width-need.Width-4), max(0, a.Height-need.Height-4))
	} else if at.Y+need.Height > bottom {
		if at.Y = pos.Y - need.Height - 4; at.Y < top {
			at.Y = max(top, bottom-need.Height-4)
		}
	}
	v.plate.Move(at)
	v.plate.Resize(need)
	v.sum.Move(at.AddXY(8, 3))
	v.sum.Resize(v.sum.MinSize())
	v.plate.Show()
	v.sum.Show()
	v.plate.Refresh()
	v.sum.Refresh()
}

// putTarget shows what letting the mouse go would do: the block a fill covers, or
// the edge a column is put at.
func (v *view) putTarget(put func(*canvas.Rectangle, fyne.Position, fyne.Size, bool)) {
	g, colors := v.g, ui.Colors()
	v.target.FillColor, v.target.StrokeColor, v.target.StrokeWidth = nil, colors.Accent, 2
	switch g.mouse.dragging {
	case partHandle:
		pos, size, ok := g.geo.rect(g.mouse.fill)
		put(v.target, pos, size, ok && g.mouse.fill != g.sel.span())
	case partMove:
		x := g.geo.gutter + g.geo.x[min(g.mouse.drop, len(g.columns))]
		if g.mouse.drop > g.geo.frozen {
			x -= g.geo.offsetX
		}
		v.target.FillColor, v.target.StrokeWidth = colors.Accent, 0
		put(v.target, fyne.NewPos(x-1, 0), fyne.NewSize(3, g.geo.area().Height), g.mouse.drop >= 0)
	default:
		v.target.Hide()
	}
}

// placeForeign shows visible texts in scripts the bundled font lacks (Chinese,
// Arabic …) through the toolkit, which finds a font of the system. The painter
// leaves those cells blank.
func (v *view) placeForeign() {
	g, n := v.g, 0
	face := paint.Get(paint.Font{}, ui.TextSize)
	colors := ui.Colors()
	pad := float32(cellPad)
	if g.Report {
		pad = reportPad
	}
	show := func(r, c int) {
		cell := g.cell(r, c)
		if cell.Text == "" || face.Covers(cell.Text) {
			return
		}
		pos, size, ok := g.geo.rect(Range{r, c, r, c})
		if !ok {
			return
		}
		lines := []string{cell.Text}
		if g.Report {
			lines = g.report.cells[r][c].lines
		}
		for i, line := range lines {
			if n == len(v.foreign) {
				t := canvas.NewText("", nil)
				v.foreign = append(v.foreign, foreign{container.NewClip(container.NewWithoutLayout(t)), t})
			}
			t, clip := v.foreign[n].text, v.foreign[n].clip
			n++
			clip.Move(pos)
			clip.Resize(size)
			t.Text, t.TextSize, t.Color = line, ui.TextSize, cell.Tint.Color(colors.Dark, colors.Text)
			t.TextStyle.Bold = cell.Style == Total || cell.Style == Header
			for t.MinSize().Width > g.geo.width(c)-2*pad+1 && len([]rune(t.Text)) > 1 {
				r := []rune(t.Text)
				t.Text = string(r[:len(r)-2]) + "…"
				if len(r) <= 2 {
					break
				}
			}
			t.Resize(t.MinSize())
			x := g.geo.left(c) - pos.X + pad
			if align(g.columns[c], cell) == Right {
				x = g.geo.left(c) + g.geo.width(c) - pos.X - pad - t.MinSize().Width
			}
			t.Move(fyne.NewPos(x, g.geo.top(r)-pos.Y+(RowHeight-t.MinSize().Height)/2+lineStep*float32(i)))
			clip.Show()
			t.Refresh()
		}
	}
	first, last := g.geo.visibleRows()
	from, to := g.geo.visibleColumns()
	for r := first; r < last; r++ {
		for c := range min(g.geo.frozen, g.geo.columns()) {
			show(r, c)
		}
		for c := from; c < to; c++ {
			show(r, c)
		}
	}
	for _, t := range v.foreign[n:] {
		t.clip.Hide()
	}
	v.collect()
}
