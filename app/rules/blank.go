package rules

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/palette"
)

// gap is a blank of a sentence: underlined, opened by a click or by Enter.
type gap struct {
	widget.BaseWidget
	piece   Fragment
	quiet   bool // of the line of details
	off     bool
	tip     string
	open    func(*gap)
	focus   func()
	hovered bool
	focused bool

	back *canvas.Rectangle
	line *canvas.Line
	text *canvas.Text
}

func newGap(piece Fragment, quiet, off bool, open func(*gap), focus func()) *gap {
	g := &gap{piece: piece, quiet: quiet, off: off, open: open, focus: focus, tip: tr.F("%s\nClick, or press Enter, to change it", piece.Title),
		back: canvas.NewRectangle(nil), line: canvas.NewLine(nil), text: canvas.NewText(piece.Text, nil)}
	g.back.CornerRadius = 3
	g.ExtendBaseWidget(g)
	return g
}

const (
	sentenceText = 14
	detailText   = 12
	gapInset     = 2
)

func (g *gap) CreateRenderer() fyne.WidgetRenderer {
	r := &gapRenderer{g}
	r.Refresh()
	return r
}

type gapRenderer struct{ g *gap }

func (r *gapRenderer) MinSize() fyne.Size {
	s := r.g.text.MinSize()
	return fyne.NewSize(s.Width+2*gapInset, s.Height+1)
}

func (r *gapRenderer) Layout(s fyne.Size) {
	r.g.back.Resize(s)
	r.g.text.Move(fyne.NewPos(gapInset, 0))
	r.g.text.Resize(fyne.NewSize(s.Width-2*gapInset, s.Height))
	r.g.line.Position1, r.g.line.Position2 = fyne.NewPos(gapInset, s.Height-1), fyne.NewPos(s.Width-gapInset, s.Height-1)
}

func (r *gapRenderer) Refresh() {
	s, g := ui.Colors(), r.g
	g.text.Text, g.text.Color, g.text.TextSize = g.piece.Text, s.Accent, sentenceText
	g.line.StrokeColor, g.line.StrokeWidth = palette.Alpha(s.Accent, 120), 1
	if g.quiet {
		g.text.Color, g.text.TextSize = s.Muted, detailText
		g.line.StrokeColor = palette.Alpha(s.Muted, 110)
	}
	if g.off {
		g.text.Color = s.Faint
	}
	g.back.FillColor, g.back.StrokeWidth = palette.Alpha(s.Accent, 0), 0
	if g.hovered {
		g.back.FillColor = s.AccentSoft
	}
	if g.focused {
		g.back.StrokeColor, g.back.StrokeWidth = s.Accent, 2
	}
	canvas.Refresh(g)
}

func (r *gapRenderer) Destroy() {}
func (r *gapRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.g.back, r.g.line, r.g.text}
}

// Tapped implements fyne.Tappable.
func (g *gap) Tapped(*fyne.PointEvent) {
	if c := entry.CanvasOf(g); c != nil {
		c.Focus(g)
	}
	g.open(g)
}

func (g *gap) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyF2, fyne.KeyDown:
		g.open(g)
	default:
		ui.FunctionKey(g, k)
	}
}
func (g *gap) TypedRune(rune) {}
func (g *gap) FocusGained() {
	g.focused = true
	g.Refresh()
	if g.focus != nil {
		g.focus()
	}
}
func (g *gap) FocusLost() { g.focused = false; g.Refresh() }

func (g *gap) MouseIn(e *desktop.MouseEvent) {
	g.hovered = true
	g.Refresh()
	ui.RestTip(g, e.Position, g.tip)
}
func (g *gap) MouseMoved(e *desktop.MouseEvent) { ui.RestTip(g, e.Position, g.tip) }
func (g *gap) MouseOut() {
	g.hovered = false
	g.Refresh()
	ui.HideTip(g)
}
func (g *gap) Cursor() desktop.Cursor { return desktop.PointerCursor }
