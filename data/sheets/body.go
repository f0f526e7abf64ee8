package sheets

import (
	"slices"
	"strings"

	"remanence/data/sheets/book"
	"remanence/data/values"
)

// body collects the data rows of a table and says where the table ends: at three
// empty rows, at the header of another table, or at the end of the sheet.
func (f *finder) body(t *Table, from int, head []string) (next int) {
	rows := f.sheet.Rows
	width := 0
	for _, h := range head {
		if h != "" {
			width++
		}
	}
	last := t.Head
	for i := from; i < len(rows); i++ {
		gap := 0
		if i > from {
			gap = rows[i].N - rows[i-1].N - 1
		} else if len(last) > 0 {
			gap = rows[i].N - last[len(last)-1] - 1
		}
		if gap >= 3 {
			return i
		}
		line := f.text(&rows[i].Cells[0])
		if len(rows[i].Cells) >= 2 && rows[i].Cells[0].Kind != book.Number {
			if same(f.lineQuick(i), head) {
				t.Skipped = append(t.Skipped, Skip{rows[i].N, line, repeatedHead})
				continue
			}
			if (gap > 0 || len(t.Skipped) > 0 && t.Skipped[len(t.Skipped)-1].Row == rows[i].N-1) && f.anotherHead(i) {
				return i
			}
		}
		switch why := f.noData(i, width); {
		case why == dataRow:
			t.rows = append(t.rows, i)
		default:
			t.Skipped = append(t.Skipped, Skip{rows[i].N, line, why})
			f.labelsBelow(t, i)
		}
	}
	return len(rows)
}

// labelsBelow reads "Currency: EUR" under a table as well.
func (f *finder) labelsBelow(t *Table, i int) {
	if len(f.sheet.Rows[i].Cells) <= 2 && len(t.Labels) < 100 {
		title := t.Title
		f.labels(t, i)
		t.Title = title
	}
}

// lineQuick is the texts of a row without merged cells.
func (f *finder) lineQuick(i int) []string {
	row := &f.sheet.Rows[i]
	out := make([]string, min(row.Last(), 2000))
	for j := range row.Cells {
		if c := &row.Cells[j]; int(c.Col) < len(out) {
			out[c.Col] = f.text(c)
		}
	}
	return out
}

func same(a, b []string) bool {
	hits, filled := 0, 0
	for c := range max(len(a), len(b)) {
		x, y := at(a, c), at(b, c)
		if y == "" {
			continue
		}
		filled++
		if x == y {
			hits++
		}
	}
	return filled >= 2 && hits*10 >= filled*8
}

// anotherHead reports the header of a further table.
func (f *finder) anotherHead(i int) bool {
	if i+1 >= len(f.sheet.Rows) {
		return false
	}
	if f.heads(f.lineQuick(i)) {
		return true
	}
	// a title line over the header counts as its beginning
	if len(f.sheet.Rows[i].Cells) == 1 && i+2 < len(f.sheet.Rows) {
		return f.heads(f.lineQuick(i + 1))
	}
	return false
}

// heads reports a line that names columns in words: figures that could be years are
// no header by themselves.
func (f *finder) heads(line []string) bool {
	if score, named := headScore(line); named < 2 || score < 1.8 {
		return false
	}
	words := slices.Clone(line)
	for c := range words {
		if isNumber(words[c]) {
			words[c] = ""
		}
	}
	_, named := headScore(words)
	return named > 0
}

// passed says why a row was passed over.
type passed int

const (
	dataRow passed = iota
	repeatedHead
	exampleRow // of a template
	totalRow
	loneText // a heading or a note
	loneFigure
)

// totalWords begin rows that sum up others.
var totalWords = []string{"total", "totals", "sum", "sum of", "grand total", "sub total", "subtotal", "summe", "gesamt", "gesamtsumme", "zwischensumme", "somme", "total general", "sous total", "合計", "合计", "小計", "小计", "総計", "总计", "计", "total result", "gesamtergebnis", "ergebnis"}

// noData says why a row is none of the table's data, dataRow when it is.
func (f *finder) noData(i, width int) passed {
	row := &f.sheet.Rows[i]
	first := ""
	texts, figures := 0, 0
	for j := range row.Cells {
		switch c := &row.Cells[j]; {
		case c.Kind == book.Text && !(startsNumeric(c.Text) && isNumber(c.Text)):
			if texts++; first == "" {
				first = c.Text
			}
		case c.Kind != book.Blank:
			figures++
		}
	}
	name := ""
	if texts <= 2 { // a total names itself and at most its unit
		name = folded(first)
	}
	for _, w := range totalWords {
		if name == w || strings.HasPrefix(name, w+" ") && texts == 1 && figures > 0 || isEastern(w) && strings.HasPrefix(name, w) && len([]rune(name)) < 8 {
			return totalRow
		}
	}
	for _, w := range []string{"Example:", "Beispiel:", "Exemple:", "例:", "示例:"} {
		if strings.HasPrefix(first, w) { // of a template
			return exampleRow
		}
	}
	if width >= 3 && len(row.Cells) == 1 {
		if texts == 1 {
			return loneText
		}
		return loneFigure
	}
	return dataRow
}

// startsNumeric saves reading every part number as a number.
func startsNumeric(s string) bool {
	c := s[0]
	return c >= '0' && c <= '9' || strings.IndexByte("+-(.,'", c) >= 0 || c >= 0x80
}

// columns names the columns from the header lines and units, and adds those that
// hold data without a name.
func (f *finder) columns(t *Table, lines [][]string, units []string) {
	width := 0
	for _, l := range lines {
		width = max(width, len(l))
	}
	named := map[int]bool{}
	for c := range width {
		col := Column{Col: c, Hidden: f.sheet.HiddenCols[c]}
		if len(lines) == 2 {
			up, down := at(lines[0], c), at(lines[1], c)
			col.Head = joinHead(up, down)
			if up != "" && down != "" && up != down {
				col.heads = []string{col.Head, down, up}
			}
		} else {
			col.Head = at(lines[0], c)
		}
		if col.Head == "" {
			continue
		}
		if len(col.heads) == 0 {
			col.heads = variants(col.Head)
		}
		col.describe()
		if u, ok := values.ParseUnit(at(units, c)); ok {
			col.Unit = merge(col.Unit, u)
		}
		named[c] = true
		t.Columns = append(t.Columns, col)
	}
	// Columns past the header, and gaps in it, that hold data.
	filled := map[int]int{}
	for _, i := range t.rows[:min(len(t.rows), 500)] {
		for j := range f.sheet.Rows[i].Cells {
			filled[int(f.sheet.Rows[i].Cells[j].Col)]++
		}
	}
	for c, n := range filled {
		if !named[c] && (n >= 2 || len(t.rows) < 4) {
			t.Columns = append(t.Columns, Column{Col: c, Hidden: f.sheet.HiddenCols[c]})
		}
	}
	slices.SortFunc(t.Columns, func(a, b Column) int { return a.Col - b.Col })
	// A name merged over several columns of which the others hold nothing.
	t.Columns = slices.DeleteFunc(t.Columns, func(c Column) bool {
		if c.Head == "" || filled[c.Col] > 0 {
			return false
		}
		for i := range t.Columns {
			if o := &t.Columns[i]; o.Col != c.Col && o.Head == c.Head && filled[o.Col] > 0 {
				return true
			}
		}
		return false
	})
	f.yearsOver(t)
	for i := range t.Columns {
		t.Columns[i].stats = f.measure(t, t.Columns[i].Col)
	}
}

// describe reads unit and period of a column from its header.
func (c *Column) describe() {
	for _, h := range c.heads {
		if p, ok := values.ParsePeriod(stripQuantityWords(h)); ok {
			c.Period = p
			break
		}
	}
	for _, h := range c.heads {
		if _, whole := values.ParsePeriod(h); whole { // the 2027 of 1/2027 is no count
			continue
		}
		if _, u := splitUnit(h); u.Text != "" {
			c.Unit = u
			return
		}
	}
}

// quantityWords stand beside months: "Bedarf Jan 27", "Jan 27 qty (pcs)".
var quantityWords = map[string]bool{"qty": true, "quantity": true, "demand": true, "forecast": true, "fc": true, "fcst": true, "bedarf": true, "menge": true, "stuck": true, "pcs": true, "kg": true, "plan": true, "budget": true, "volume": true, "besoin": true, "prevision": true, "quantite": true, "units": true, "month": true, "monat": true}

func stripQuantityWords(h string) string {
	h = bracketed.ReplaceAllString(h, " ")
	words := strings.Fields(h)
	kept := words[:0:0]
	for _, w := range words {
		if !quantityWords[folded(w)] {
			kept = append(kept, w)
		}
	}
	text := strings.Join(kept, " ")
	for _, east := range []string{"需求量", "需求", "数量", "所要量", "予測", "预测", "計画", "计划"} {
		text = strings.ReplaceAll(text, east, "")
	}
	return text
}

// yearsOver completes months without a year from a year in the rows above or, in
// a run from month to month, from the first that has one.
func (f *finder) yearsOver(t *Table) {
	bare := 0
	for i := range t.Columns {
		if _, ok := values.MonthName(t.Columns[i].Head); ok && t.Columns[i].Period.Months == 0 {
			bare++
		}
	}
	if bare == 0 {
		return
	}
	year := 0
	for _, text := range append(labelTexts(t), t.Title) {
		for _, w := range strings.Fields(folded(text)) {
			if p, ok := values.ParsePeriod(w); ok && p.Months == 12 {
				year = p.First.Year()
			}
		}
	}
	before := 0
	for i := range t.Columns {
		c := &t.Columns[i]
		m, ok := values.MonthName(c.Head)
		switch {
		case c.Period.Months == 1 && c.Period.First > 0:
			year, before = c.Period.First.Year(), c.Period.First.Number()
		case ok && year > 0:
			if m < before {
				year++
			}
			before = m
			c.Period = values.Period{First: monthOf(year, m), Months: 1}
		}
	}
}

func labelTexts(t *Table) []string {
	var out []string
	for _, l := range t.Labels {
		out = append(out, l.Name, l.Value)
	}
	return out
}

// bare takes a block without names, as people paste it.
func (f *finder) bare(from int) (*Table, int) {
	t := &Table{Book: f.book, Sheet: f.sheet}
	next := f.body(t, from, nil)
	if len(t.rows) == 0 {
		return nil, next
	}
	cells := 0
	for _, i := range t.rows {
		cells += len(f.sheet.Rows[i].Cells)
	}
	if cells < 2*len(t.rows) && cells < 2 { // a text of its own
		return nil, next
	}
	f.columns(t, [][]string{nil}, nil)
	if len(t.Columns) < 2 {
		return nil, next
	}
	return t, next
}

// apart cuts tables that stand side by side: an empty column between them and the
// same names on both sides.
func (f *finder) apart(t *Table) []*Table {
	for i := 1; i < len(t.Columns); i++ {
		if t.Columns[i].Col-t.Columns[i-1].Col < 2 {
			continue
		}
		left, right := t.Columns[:i], t.Columns[i:]
		if !repeats(left, right) {
			continue
		}
		a, b := *t, *t
		a.Columns, b.Columns = slices.Clone(left), slices.Clone(right)
		a.rows, b.rows = f.within(&a), f.within(&b)
		return append([]*Table{&a}, f.apart(&b)...)
	}
	return []*Table{t}
}

func (f *finder) within(t *Table) []int {
	var out []int
	for _, i := range t.rows {
		for _, c := range t.Columns {
			if !f.sheet.Rows[i].At(c.Col).Empty() {
				out = append(out, i)
				break
			}
		}
	}
	return out
}

// repeats reports that the first name on the right stands on the left as well.
func repeats(left, right []Column) bool {
	for _, r := range right {
		if r.Head == "" || r.Period.Months > 0 {
			continue
		}
		for _, l := range left {
			if folded(l.Head) == folded(r.Head) {
				return true
			}
		}
		return false
	}
	return false
}

// turned is the whole sheet on its side when the names stand in its first column:
// a comparison of quotes with suppliers across.
func (f *finder) turned(found []*Table) *Table {
	if len(f.sheet.Rows) < 3 || len(f.sheet.Rows) > 200 {
		return nil
	}
	best := 0.0
	for _, t := range found {
		best = max(best, t.score)
	}
	col := make([]string, 0, len(f.sheet.Rows))
	width := 0
	for i := range f.sheet.Rows {
		r := &f.sheet.Rows[i]
		col = append(col, f.text(r.At(0)))
		width = max(width, r.Last())
	}
	score, named := headScore(col)
	if named < 3 || score < best+1.5 || width < 2 || width > 200 {
		return nil
	}
	s := &book.Sheet{Name: f.sheet.Name, Hidden: f.sheet.Hidden, Styles: f.sheet.Styles, From1904: f.sheet.From1904, Decimal: f.sheet.Decimal, HiddenCols: map[int]bool{}}
	for c := range width {
		row := book.Row{N: c + 1, Hidden: f.sheet.HiddenCols[c]}
		for i := range f.sheet.Rows {
			if x := f.sheet.Rows[i].At(c); x != nil {
				turned := *x
				turned.Col = int32(f.sheet.Rows[i].N - 1)
				row.Cells = append(row.Cells, turned)
			}
		}
		if len(row.Cells) > 0 {
			s.Rows = append(s.Rows, row)
		}
	}
	g := &finder{book: f.book, sheet: s, texts: map[int][]string{}}
	t, _ := g.next(0)
	if t == nil || len(t.rows) == 0 {
		return nil
	}
	t.Sideways = true
	return t
}
