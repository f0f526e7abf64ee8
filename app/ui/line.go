package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui/wrap"
)

// Line is a row of text, muted or a title. Where it is too narrow for the text it
// writes it smaller, in two lines of the same height together; what has no room in
// these either ends in three points.
type Line struct {
	widget.BaseWidget
	Text string

	face face
	wide bool // asks for the room of the whole text
}

// face is how a line writes: in one row, and in two.
type face struct {
	one, two fyne.ThemeSizeName
	style    fyne.TextStyle
	colour   fyne.ThemeColorName
}

var (
	muted = face{theme.SizeNameText, theme.SizeNameCaptionText, fyne.TextStyle{}, theme.ColorNamePlaceHolder}
	large = face{theme.SizeNameSubHeadingText, theme.SizeNameText, fyne.TextStyle{Bold: true}, theme.ColorNameForeground}
	bold  = face{theme.SizeNameText, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true}, theme.ColorNameForeground}
)

// NewLine makes a muted line.
func NewLine(text string) *Line { return newLine(text, muted) }

// NewTitle makes a line that is the title of a page or panel.
func NewTitle() *Line { return newLine("", large) }

// NewBold makes a line that is the title of something smaller.
func NewBold() *Line { return newLine("", bold) }

func newLine(text string, f face) *Line {
	l := &Line{Text: text, face: f}
	l.ExtendBaseWidget(l)
	return l
}

// SetText says something else.
func (l *Line) SetText(text string) {
	if text != l.Text {
		l.Text = text
		l.Refresh()
	}
}

// Cut tells whether some of the text is missing.
func (l *Line) Cut() bool {
	_, _, cut := l.face.lines(l.Text, l.Size().Width-2*theme.InnerPadding())
	return cut
}

// Wish is how wide the line would like to be, to say all in one row.
func (l *Line) Wish() float32 {
	return l.face.width(l.Text, theme.Size(l.face.one)) + 2*theme.InnerPadding()
}

// LineFits tells whether a text has room in a muted line of a width.
func LineFits(text string, width float32) bool {
	_, _, cut := muted.lines(text, width-2*theme.InnerPadding())
	return !cut
}

// lines are a text as a row of a width shows it, and the size they are written in.
func (f face) lines(text string, room float32) (rows []string, size float32, cut bool) {
	if size = theme.Size(f.one); f.width(text, size) <= room {
		return []string{text}, size, false
	}
	size = theme.Size(f.two)
	rows, cut = Rows(text, 2, room, size, f.style)
	return rows, size, cut
}

// Rows breaks a text into at most so many rows of a width; what has no room in them
// ends in three points.
func Rows(text string, most int, room, size float32, style fyne.TextStyle) (rows []string, cut bool) {
	fits := func(row string) bool { return fyne.MeasureText(row, size, style).Width <= room }
	if fits(text) {
		return []string{text}, false
	}
	if room <= 0 {
		return []string{""}, true
	}
	rows = wrap.Lines(text, most, fits)
	for i, row := range rows {
		rows[i] = fitText(row, room, size, style)
		cut = cut || rows[i] != row
	}
	return rows, cut
}

func (f face) width(text string, size float32) float32 {
	return fyne.MeasureText(text, size, f.style).Width
}

// height is that of a row; two stand closer than the font asks for, whose box has
// room above and below every letter.
func (f face) height(size float32, rows int) float32 {
	height := fyne.MeasureText("x", size, f.style).Height
	if rows > 1 {
		height *= 0.86
	}
	return height
}

// CreateRenderer implements fyne.Widget.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{line: l}
	for i := range r.rows {
		r.rows[i] = canvas.NewText("", nil)
	}
	return r
}

type lineRenderer struct {
	line *Line
	rows [2]*canvas.Text
}

func (r *lineRenderer) MinSize() fyne.Size {
	f := r.line.face
	least := fyne.MeasureText("…", theme.Size(f.one), f.style).AddWidthHeight(2*theme.InnerPadding(), 2*theme.InnerPadding())
	if r.line.wide {
		least.Width = r.line.Wish()
	}
	return least
}

func (r *lineRenderer) Layout(size fyne.Size) {
	f := r.line.face
	texts, points, _ := f.lines(r.line.Text, size.Width-2*theme.InnerPadding())
	colour := theme.ColorForWidget(f.colour, r.line)
	height := f.height(points, len(texts))
	y := (size.Height - height*float32(len(texts))) / 2
	for i, row := range r.rows {
		was := *row
		row.Text = ""
		if i < len(texts) {
			row.Text = texts[i]
		}
		row.TextSize, row.TextStyle, row.Color = points, f.style, colour
		row.Move(fyne.NewPos(theme.InnerPadding(), y))
		row.Resize(fyne.NewSize(size.Width-2*theme.InnerPadding(), height))
		if row.Text != was.Text || row.TextSize != was.TextSize || row.Color != was.Color {
			row.Refresh()
		}
		y += height
	}
}

func (r *lineRenderer) Refresh() { r.Layout(r.line.Size()) }

func (r *lineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.rows[0], r.rows[1]}
}

func (r *lineRenderer) Destroy() {}
