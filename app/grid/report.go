package grid

import (
	"strings"

	"fyne.io/fyne/v2"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/paint"
	"remanence/app/ui/wrap"
)

// A report is a grid for reading, in a page that scrolls: it asks for the room of all
// its rows, breaks long texts into lines and shares its width among the columns. Tab
// and the wheel belong to the page.
type report struct {
	// By column as shown: the width of the widest text, and with its title in two lines.
	natural, tight []float32
	word           float32 // the widest word of the first column, which breaks nowhere
	heads          []broken
	cells          [][]broken // by row and column as shown
	note           []string   // what is said of a filter, below the rows
}

// broken is a text in the lines its column has room for.
type broken struct {
	lines []string
	cut   bool
}

const (
	lineStep   = 16 // from line to line of a cell
	mostLines  = 3  // of a cell of the first column
	mostBroken = 9  // of one whose column breaks its texts
	headLines  = 2
	headText   = 12
	noteText   = 11
	reportPad  = 8 // between a cell's edge and its text: bars of the page lie over the edge
	leastFirst = 120
	usualFirst = 200 // what the first column keeps as long as others can give way
	mostWord   = 180
	// leastBroken is what a column whose texts break keeps.
	leastBroken = 130
	mostFirst   = 300
	// mostReport is how high a report gets before it scrolls by itself: it is one picture.
	mostReport = 1600
)

// fitReport gives columns and rows of a report their places.
func (g *Grid) fitReport() {
	r, geo := &g.report, &g.geo
	g.measureReport()
	width := geo.view.Width
	g.layReport(width)
	if geo.contentHeight() > mostReport {
		g.layReport(width - barSize)
	}
	r.note, geo.foot = nil, 0
	if text := g.reportNote(); text != "" {
		r.note = g.rows(text, mostLines, max(width-2*reportPad, leastFirst), noteText, false).lines
		geo.foot = 8 + lineStep*float32(len(r.note))
	}
	// Until its page has given it the room it asks for, it behaves as if it had.
	geo.view.Height = max(g.Size().Height, g.reportSize().Height)
	geo.clamp()
}

// reportNote tells that a filter hides rows.
func (g *Grid) reportNote() string {
	if _, _, filtered := g.Filtered(); filtered && g.geo.rows == 0 {
		return nothingPasses()
	}
	return g.filterNote()
}

func nothingPasses() string {
	return tr.T("No row passes the filter. Right-click a header, or Ctrl+Shift+L, to show all rows.")
}

// measureReport notes what the columns would like.
func (g *Grid) measureReport() {
	r, n := &g.report, len(g.columns)
	r.natural, r.tight, r.word = make([]float32, n), make([]float32, n), 0
	width := func(text string, size float32, bold bool) float32 {
		return textWidth(text, size, bold) + 2*reportPad
	}
	for c, col := range g.columns {
		if own := g.widths[g.arr.modelCol(c)]; own > 0 {
			r.natural[c], r.tight[c] = own, own
			continue
		}
		marks := g.marksWidth(c)
		r.natural[c] = width(col.Title, headText, false) + marks
		_, half := wrap.Halves(col.Title, func(line string) float64 { return float64(textWidth(line, headText, false)) })
		r.tight[c] = float32(half) + 2*reportPad + marks
		first := g.arr.modelCol(c) == 0
		for row := range g.geo.rows {
			cell := g.cell(row, c)
			bold := cell.Style == Total || cell.Style == Header
			w := width(cell.Text, ui.TextSize, bold)
			r.natural[c], r.tight[c] = max(r.natural[c], w), max(r.tight[c], w)
			if first && w > leastFirst {
				for _, word := range wrap.Tokens(cell.Text) {
					r.word = max(r.word, width(strings.TrimRight(word, " "), ui.TextSize, bold))
				}
			}
		}
	}
}

// layReport lays columns and rows out in a width.
func (g *Grid) layReport(width float32) {
	r, geo := &g.report, &g.geo
	for i, w := range g.share(width) {
		geo.x[i+1] = geo.x[i] + w
	}
	geo.header, r.heads = RowHeight, nil
	for c, col := range g.columns {
		b := g.rows(col.Title, headLines, geo.width(c)-2*reportPad-g.marksWidth(c), headText, false)
		r.heads = append(r.heads, b)
		geo.header = max(geo.header, RowHeight+lineStep*float32(len(b.lines)-1))
	}
	geo.tops, r.cells = []float32{0}, make([][]broken, geo.rows)
	for row := range geo.rows {
		lines := 1
		for c, col := range g.columns {
			cell, most := g.cell(row, c), 1
			switch {
			case width <= 0: // not laid out yet
			case col.Breaks:
				most = mostBroken
			case g.arr.modelCol(c) == 0:
				most = mostLines
			}
			b := g.rows(cell.Text, most, geo.width(c)-2*reportPad, ui.TextSize, cell.Style == Total || cell.Style == Header)
			r.cells[row] = append(r.cells[row], b)
			lines = max(lines, len(b.lines))
		}
		geo.tops = append(geo.tops, geo.tops[row]+RowHeight+lineStep*float32(lines-1))
	}
}

// share gives every column a width: the first one what it needs, up to a readable
// width, then all share what is left. Where there is too little, titles go on in a
// second line first, then long texts, the widest most, then the first column. What the
// user has dragged stays.
func (g *Grid) share(width float32) []float32 {
	r := &g.report
	w := append([]float32(nil), r.natural...)
	if len(w) == 0 || width <= 0 {
		return w
	}
	var free []int
	first, rest := -1, width
	for i, x := range w {
		rest -= x
		if m := g.arr.modelCol(i); g.widths[m] == 0 {
			if free = append(free, i); m == 0 {
				first = i
			}
		}
	}
	give := func(i int, least float32) {
		if give := min(-rest, w[i]-least); give > 0 {
			w[i] -= give
			rest += give
		}
	}
	for _, i := range free {
		give(i, r.tight[i])
	}
	least := func(i int) float32 {
		switch {
		case g.columns[i].Breaks:
			return leastBroken
		case i == first:
			return max(usualFirst, r.least())
		}
		return w[i]
	}
	for rest < 0 { // the widest of the long texts first, down to the next one
		widest, next := -1, float32(leastBroken)
		for _, i := range free {
			switch {
			case w[i] <= least(i):
			case widest < 0 || w[i] > w[widest]:
				if widest >= 0 {
					next = max(next, w[widest])
				}
				widest = i
			default:
				next = max(next, w[i])
			}
		}
		if widest < 0 {
			break
		}
		give(widest, max(least(widest), min(next, w[widest]-1)))
	}
	if first >= 0 && (rest < 0 || len(w) == 1) {
		w[first] = max(w[first]+rest, r.least())
		return w
	}
	for _, i := range free {
		w[i] += max(rest, 0) / float32(len(free))
	}
	return w
}

// holdBefore keeps the columns before one as wide as they are.
func (g *Grid) holdBefore(col int) {
	for c := range col {
		if m := g.arr.modelCol(c); g.widths[m] == 0 {
			g.widths[m] = g.geo.width(c)
		}
	}
}

// least is what the first column keeps: a readable width, and its longest word.
func (r *report) least() float32 { return max(leastFirst, min(r.word, mostWord)) }

// reportSize is the room a report asks for, as last laid out.
func (g *Grid) reportSize() fyne.Size {
	r, w := &g.report, float32(0)
	for c, col := range g.columns {
		switch m := g.arr.modelCol(c); {
		case g.widths[m] > 0: // a column dragged wide scrolls within the table
			w += min(g.widths[m], leastFirst)
		case m == 0 && g.KeepFirst:
			w += max(r.least(), min(r.natural[c], mostFirst))
		case m == 0:
			w += r.least()
		case col.Breaks:
			w += min(r.tight[c], leastBroken)
		default:
			w += r.tight[c]
		}
	}
	high := min(g.geo.contentHeight(), mostReport)
	if g.geo.view.Width > 0 && g.geo.contentWidth() > g.geo.view.Width+0.5 {
		high += barSize
	}
	return fyne.NewSize(w, high)
}

// rows breaks a text into at most so many lines of a width; what has no room in them
// ends in three points.
func (g *Grid) rows(text string, most int, room, size float32, bold bool) broken {
	text = strings.ReplaceAll(text, "\n", " ")
	face := paint.Get(paint.Font{Bold: bold}, float64(size))
	if !face.Covers(text) {
		lines, cut := ui.Rows(text, most, room+0.5, size, fyne.TextStyle{Bold: bold})
		return broken{lines, cut}
	}
	fits := func(line string) bool { return float32(face.Width(line)) <= room+0.5 }
	if fits(text) {
		return broken{lines: []string{text}}
	}
	b := broken{lines: wrap.Lines(text, most, fits)}
	for i, line := range b.lines {
		if !fits(line) {
			b.lines[i] = face.Fit(line, float64(max(room, 0)))
			b.cut = true
		}
	}
	return b
}

func textWidth(text string, size float32, bold bool) float32 {
	if face := paint.Get(paint.Font{Bold: bold}, float64(size)); face.Covers(text) {
		return float32(face.Width(text))
	}
	return fyne.MeasureText(text, size, fyne.TextStyle{Bold: bold}).Width
}

// cutTexts are the texts of a row that are not whole.
func (g *Grid) cutTexts(row int) (out []string) {
	if row < len(g.report.cells) {
		for c, b := range g.report.cells[row] {
			if b.cut {
				out = append(out, g.cell(row, c).Text)
			}
		}
	}
	return out
}

// reportTip is that of a row, with what of its texts is cut off.
func (g *Grid) reportTip(p Pos) string {
	said := g.cell(p.Row, p.Col).Tooltip
	var lines []string
	for _, text := range g.cutTexts(p.Row) {
		if !strings.Contains(said, text) {
			lines = append(lines, text)
		}
	}
	if said != "" {
		lines = append(lines, said)
	}
	return strings.Join(lines, "\n")
}

// inSight is the strip of the grid that its page shows, of a report only a part.
func (g *Grid) inSight() (top, bottom float32) {
	bottom = g.geo.area().Height
	if !g.Report {
		return 0, bottom
	}
	if s := ui.ScrollOf(g); s != nil && s.Content != nil {
		d := fyne.CurrentApp().Driver()
		above := s.Offset.Y - d.AbsolutePositionForObject(g).Y + d.AbsolutePositionForObject(s.Content).Y
		if t, b := max(0, above), min(bottom, above+s.Size().Height); t < b {
			return t, b
		}
	}
	return 0, bottom
}

// showOnPage scrolls the page to the row of a cell.
func (g *Grid) showOnPage(p Pos) {
	sought := g.finder != nil && g.finder.box.Visible() // the finder has the keyboard then
	if !g.Report || !g.focused && !sought || g.mouse.pressing || p.Row >= g.geo.rows {
		return // nothing moves under a mouse that is pressed: the click could miss its row
	}
	top := g.geo.top(p.Row)
	if p.Row == 0 {
		top = 0
	}
	ui.Reveal(g, top, g.geo.top(p.Row+1)-top)
}
