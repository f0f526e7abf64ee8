package parts

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui"
	"remanence/app/ui/wrap"
)

// CreateRenderer implements fyne.Widget.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	r := &tableRenderer{t: t}
	r.build()
	return r
}

type tableRenderer struct {
	t       *Table
	natural []float32           // by column: the width of its widest text
	tight   []float32           // and with its title in two lines
	rows    [][]*cellText       // head first
	word    float32             // the widest word of the first column, which breaks nowhere
	bands   []*canvas.Rectangle // by row, head first
	frame   *canvas.Rectangle   // around the rows chosen by keyboard
	hint    *widget.Label
	objects []fyne.CanvasObject
}

// cellText is a text of a table, broken into the lines its column has room for.
type cellText struct {
	full  string
	first *canvas.Text
	lines []*canvas.Text // first and those below it
}

// breakInto writes a text in at most so many lines of a width and tells whether some of
// it is missing.
func (c *cellText) breakInto(most int, width float32) (cut bool) {
	rows, cut := ui.Rows(c.full, most, width+0.5, c.first.TextSize, c.first.TextStyle)
	c.lines = c.lines[:1]
	for i, row := range rows {
		if i > 0 {
			line := *c.first
			c.lines = append(c.lines, &line)
		}
		c.lines[i].Text = row
	}
	return cut
}

func (r *tableRenderer) build() {
	s := ui.Colors()
	r.bands, r.rows, r.word = nil, nil, 0
	r.natural, r.tight = make([]float32, len(r.t.heads)), make([]float32, len(r.t.heads))
	head := Row{Bold: true}
	for _, h := range r.t.heads {
		head.Cells = append(head.Cells, Cell{Text: h.Title})
	}
	for i, row := range append([]Row{head}, r.t.rows...) {
		band := canvas.NewRectangle(s.Surface)
		switch {
		case i == 0:
			band.FillColor = s.Header
		case i%2 == 0:
			band.FillColor = s.Zebra
		}
		r.bands = append(r.bands, band)
		var texts []*cellText
		for j := range r.t.heads {
			c := Cell{}
			if j < len(row.Cells) {
				c = row.Cells[j]
			}
			x := canvas.NewText(c.Text, c.Tint.Color(s.Dark, s.Text))
			x.TextSize, x.TextStyle.Bold = tableText, row.Bold
			if i == 0 {
				x.TextSize, x.Color, x.TextStyle.Bold = headText, s.Muted, false
			}
			if r.t.heads[j].Right {
				x.Alignment = fyne.TextAlignTrailing
			}
			width := x.MinSize().Width + 2*cellInset
			r.natural[j] = max(r.natural[j], width)
			if i == 0 {
				width = halved(x) + 2*cellInset
			}
			r.tight[j] = max(r.tight[j], width)
			if j == 0 && width > leastFirst {
				for _, word := range wrap.Tokens(c.Text) {
					r.word = max(r.word, fyne.MeasureText(strings.TrimRight(word, " "), x.TextSize, x.TextStyle).Width+2*cellInset)
				}
			}
			texts = append(texts, &cellText{full: c.Text, first: x, lines: []*canvas.Text{x}})
		}
		r.rows = append(r.rows, texts)
	}
	r.hint = nil
	if len(r.t.rows) == 0 && r.t.Hint != nil {
		if text := r.t.Hint(); text != "" {
			r.hint = widget.NewLabel(text)
			r.hint.Importance, r.hint.Wrapping = widget.LowImportance, fyne.TextWrapWord
			r.hint.Resize(fyne.NewSize(max(r.t.Size().Width-4, leastFirst), rowHeight))
		}
	}
	r.frame = canvas.NewRectangle(nil)
	r.frame.StrokeColor, r.frame.StrokeWidth, r.frame.CornerRadius = s.Accent, 2, 3
	r.gather()
}

// halved is the width a title needs in two lines.
func halved(x *canvas.Text) float32 {
	width := func(text string) float32 { return fyne.MeasureText(text, x.TextSize, x.TextStyle).Width }
	words := wrap.Tokens(x.Text)
	least := width(x.Text)
	for n := 1; n < len(words); n++ {
		first := strings.TrimRight(strings.Join(words[:n], ""), " ")
		least = min(least, max(width(first), width(strings.Join(words[n:], ""))))
	}
	return least
}

// gather lists what is drawn.
func (r *tableRenderer) gather() {
	r.objects = r.objects[:0:0]
	for i, texts := range r.rows {
		r.objects = append(r.objects, r.bands[i])
		for _, text := range texts {
			for _, line := range text.lines {
				r.objects = append(r.objects, line)
			}
		}
	}
	if r.hint != nil {
		r.objects = append(r.objects, r.hint)
	}
	r.objects = append(r.objects, r.frame)
}

// columns gives every column its place: the first one what it needs, up to a
// readable width, then all share what is left. Where there is too little, titles go on
// in a second line first, then long texts, then the first column.
func (r *tableRenderer) columns(width float32) []float32 {
	w := append([]float32(nil), r.natural...)
	if len(w) == 0 {
		return w
	}
	rest := width
	for _, x := range w {
		rest -= x
	}
	give := func(i int, least float32) {
		if give := min(-rest, w[i]-least); give > 0 {
			w[i] -= give
			rest += give
		}
	}
	for i := range w {
		give(i, r.tight[i])
	}
	for i, h := range r.t.heads {
		if h.Gives {
			give(i, leastGiving)
		}
	}
	if rest < 0 || len(w) == 1 {
		w[0] = max(w[0]+rest, r.least())
		return w
	}
	for i := range w {
		w[i] += rest / float32(len(w))
	}
	return w
}

func (r *tableRenderer) Layout(size fyne.Size) {
	w := r.columns(size.Width)
	r.t.widths, r.t.tops = w, []float32{0}
	r.t.whole = make([][]string, len(r.t.rows))
	y := float32(0)
	for i, texts := range r.rows {
		most := 1
		for j, text := range texts {
			lines := 1
			switch {
			case size.Width <= 0: // not laid out yet
			case i == 0:
				lines = headLines
			case j == 0 || r.t.heads[j].Gives:
				lines = mostLines
			}
			if text.breakInto(lines, w[j]-2*cellInset) && i > 0 {
				r.t.whole[i-1] = append(r.t.whole[i-1], text.full)
			}
			most = max(most, len(text.lines))
		}
		high := rowHeight + lineStep*float32(most-1)
		r.bands[i].Move(fyne.NewPos(0, y))
		r.bands[i].Resize(fyne.NewSize(size.Width, high))
		x := float32(0)
		for j, text := range texts {
			from := y
			if i == 0 { // titles stand on one line
				from += lineStep * float32(most-len(text.lines))
			}
			for n, line := range text.lines {
				line.Move(fyne.NewPos(x+cellInset, from+(rowHeight-lineStep)/2+lineStep*float32(n)))
				line.Resize(fyne.NewSize(w[j]-2*cellInset, lineStep))
			}
			x += w[j]
		}
		y += high
		r.t.tops = append(r.t.tops, y)
	}
	r.gather()
	if r.hint != nil {
		r.hint.Move(fyne.NewPos(2, y))
		r.hint.Resize(fyne.NewSize(max(size.Width-4, leastFirst), r.hint.MinSize().Height))
	}
	r.frame.Hide()
	if first, last := r.t.chosen(); r.t.focused && last < len(r.t.rows) {
		left, width := float32(0), size.Width
		if col := r.t.cell(); col >= 0 && col < len(w) && first == last {
			for _, x := range w[:col] {
				left += x
			}
			width = w[col]
		}
		r.frame.Move(fyne.NewPos(left, r.t.top(first)))
		r.frame.Resize(fyne.NewSize(width, r.t.top(last+1)-r.t.top(first)))
		r.frame.Show()
	}
}

// least is what the first column keeps: a readable width, and its longest word.
func (r *tableRenderer) least() float32 { return max(leastFirst, min(r.word, mostWord)) }

func (r *tableRenderer) MinSize() fyne.Size {
	w := r.least()
	if r.t.KeepFirst && len(r.natural) > 0 {
		w = max(w, min(r.natural[0], mostFirst))
	}
	for i, x := range r.tight {
		if i > 0 && r.t.heads[i].Gives {
			w += min(x, leastGiving)
		} else if i > 0 {
			w += x
		}
	}
	height := r.t.top(len(r.t.rows))
	if r.hint != nil {
		height += r.hint.MinSize().Height
	}
	return fyne.NewSize(w, height)
}

func (r *tableRenderer) Refresh() {
	r.build()
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

func (r *tableRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *tableRenderer) Destroy()                     {}
