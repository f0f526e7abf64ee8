package ui

import (
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
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
	first, rest := f.broken(text, room, size)
	if rest == "" {
		return []string{first}, size, false
	}
	second, left := rest, ""
	if f.width(rest, size) > room {
		second, left = f.broken(rest, room-f.width("…", size), size)
	}
	if left != "" {
		second += "…"
	}
	return []string{first, second}, size, left != ""
}

// broken is as much of a text as a width takes and the rest of it, between two words
// where there are any.
func (f face) broken(text string, room, size float32) (first, rest string) {
	letters := []rune(text)
	n := sort.Search(len(letters), func(n int) bool { return f.width(string(letters[:n+1]), size) > room })
	if n == len(letters) {
		return text, ""
	}
	end := len(string(letters[:n]))
	if at := strings.LastIndexByte(text[:end+1], ' '); at > 0 {
		return text[:at], text[at+1:]
	}
	return text[:end], text[end:]
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
	text := "…"
	if r.line.wide {
		text = r.line.Text
	}
	return fyne.MeasureText(text, theme.Size(r.line.face.one), r.line.face.style).AddWidthHeight(2*theme.InnerPadding(), 2*theme.InnerPadding())
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
