package ui

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Line is a row of muted text. Where it is too narrow for the text it writes it
// smaller, in two lines of the same height together; what has no room in these
// either ends in three points.
type Line struct {
	widget.BaseWidget
	Text string

	wide bool // asks for the room of the whole text
}

// NewLine makes a line.
func NewLine(text string) *Line {
	l := &Line{Text: text}
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
	_, _, cut := lines(l.Text, l.Size().Width-2*theme.InnerPadding())
	return cut
}

// LineFits tells whether a text has room in a line of a width.
func LineFits(text string, width float32) bool {
	_, _, cut := lines(text, width-2*theme.InnerPadding())
	return !cut
}

// lines are a text as a row of a width shows it, and the size they are written in.
func lines(text string, room float32) (rows []string, size float32, cut bool) {
	if textWidth(text, theme.TextSize()) <= room {
		return []string{text}, theme.TextSize(), false
	}
	size = theme.CaptionTextSize()
	first, rest := broken(text, room, size)
	if rest == "" {
		return []string{first}, size, false
	}
	second, left := rest, ""
	if textWidth(rest, size) > room {
		second, left = broken(rest, room-textWidth("…", size), size)
	}
	if left != "" {
		second += "…"
	}
	return []string{first, second}, size, left != ""
}

// broken is as much of a text as a width takes and the rest of it, between two words
// where there are any.
func broken(text string, room, size float32) (first, rest string) {
	end := 0
	for end < len(text) {
		_, n := utf8.DecodeRuneInString(text[end:])
		if textWidth(text[:end+n], size) > room {
			break
		}
		end += n
	}
	if end == len(text) {
		return text, ""
	}
	if at := strings.LastIndexByte(text[:end+1], ' '); at > 0 {
		return text[:at], text[at+1:]
	}
	return text[:end], text[end:]
}

func textWidth(text string, size float32) float32 {
	return fyne.MeasureText(text, size, fyne.TextStyle{}).Width
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
	return fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{}).AddWidthHeight(2*theme.InnerPadding(), 2*theme.InnerPadding())
}

func (r *lineRenderer) Layout(size fyne.Size) {
	texts, points, _ := lines(r.line.Text, size.Width-2*theme.InnerPadding())
	colour := theme.ColorForWidget(theme.ColorNamePlaceHolder, r.line)
	height := rowHeightOf(points, len(texts))
	y := (size.Height - height*float32(len(texts))) / 2
	for i, row := range r.rows {
		row.Text = ""
		if i < len(texts) {
			row.Text = texts[i]
		}
		row.TextSize, row.Color = points, colour
		row.Move(fyne.NewPos(theme.InnerPadding(), y))
		row.Resize(fyne.NewSize(size.Width-2*theme.InnerPadding(), height))
		row.Refresh()
		y += height
	}
}

// rowHeightOf is the height of a row; two stand closer than the font asks for, whose
// box has room above and below every letter.
func rowHeightOf(points float32, rows int) float32 {
	height := fyne.MeasureText("x", points, fyne.TextStyle{}).Height
	if rows > 1 {
		height *= 0.86
	}
	return height
}

func (r *lineRenderer) Refresh() { r.Layout(r.line.Size()) }

func (r *lineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.rows[0], r.rows[1]}
}

func (r *lineRenderer) Destroy() {}
