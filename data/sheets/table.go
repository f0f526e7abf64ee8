package sheets

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"remanence/data/sheets/book"
	"remanence/data/values"
	"remanence/planner"
)

// Column is one column of a table.
type Column struct {
	Col    int      // of the sheet, from 0
	Head   string   // as it stands, header lines joined
	heads  []string // the lines and the whole, to be compared
	Unit   values.Unit
	Period values.Period // of a column that heads a month, quarter, week or year
	Hidden bool
	stats  stats
}

// Label is a named value outside the table, such as "Supplier: VAC".
type Label struct {
	Name, Value string
	Row, Col    int // of the value
}

// Skip is a row inside the table that is no data, and why.
type Skip struct {
	Row  int
	Text string // its first text
	Why  passed
}

// Table is a table found on a sheet.
type Table struct {
	Book  *book.Book
	Sheet *book.Sheet
	Title string // the text above it
	// Head are the numbers of its header rows, as the sheet counts; none for bare
	// cells without names.
	Head    []int
	Columns []Column
	Labels  []Label
	Skipped []Skip // told with the preview (Result.Notes) unless nothing is lost by them
	// Sideways tables have their names in the first column and a row's data in
	// each further one; Sheet is then turned.
	Sideways bool

	beside []string // the other tables of the sheet, by Where
	rows   []int    // data rows, as indices of Sheet.Rows
	score  float64
	votes  map[int]vote // what the columns of the whole table proved, where only rows that wait are left
}

// Rows is the number of data rows.
func (t *Table) Rows() int { return len(t.rows) }

// Place names a cell for people, in the words of the file.
func (t *Table) Place(row, col int) string {
	if t.Sideways && col >= 0 {
		row, col = col+1, row-1
	} else if t.Sideways {
		return fmt.Sprintf("%s, column %s", t.Book.Name, book.ColumnName(row-1))
	}
	return t.Book.Place(t.Sheet, row, col)
}

// Address is the cell's own name: C7.
func (t *Table) Address(row, col int) string {
	if t.Sideways {
		row, col = col+1, row-1
	}
	return book.ColumnName(col) + fmt.Sprint(row)
}

// Where says what part of the file the table is: "Sheet1, rows 5 to 30".
func (t *Table) Where() string {
	if len(t.rows) == 0 {
		return t.Sheet.Name
	}
	first, last := t.Sheet.Rows[t.rows[0]].N, t.Sheet.Rows[t.rows[len(t.rows)-1]].N
	switch {
	case t.Sideways && first == last:
		return fmt.Sprintf("%s, column %s", t.Sheet.Name, book.ColumnName(first-1))
	case t.Sideways:
		return fmt.Sprintf("%s, columns %s to %s", t.Sheet.Name, book.ColumnName(first-1), book.ColumnName(last-1))
	case first == last:
		return fmt.Sprintf("%s, row %d", t.Sheet.Name, first)
	}
	return fmt.Sprintf("%s, rows %d to %d", t.Sheet.Name, first, last)
}

// column by its place in the sheet.
func (t *Table) column(col int) *Column {
	for i := range t.Columns {
		if t.Columns[i].Col == col {
			return &t.Columns[i]
		}
	}
	return nil
}

// Fingerprint is the same for two tables with the same names over their columns,
// whatever their order and whichever months they cover.
func (t *Table) Fingerprint() string {
	var heads []string
	periods := false
	for i := range t.Columns {
		c := &t.Columns[i]
		switch {
		case c.Period.Months > 0:
			periods = true
		case c.Head != "":
			heads = append(heads, folded(c.Head))
		}
	}
	slices.Sort(heads)
	if periods {
		heads = append(heads, "<months>")
	}
	return strings.Join(heads, "|")
}

// Find lists the tables of a book, best first; tables of hidden sheets last.
func Find(b *book.Book) []*Table {
	var out []*Table
	for i := range b.Sheets {
		out = append(out, findIn(b, &b.Sheets[i])...)
	}
	slices.SortStableFunc(out, func(x, y *Table) int {
		if x.Sheet.Hidden != y.Sheet.Hidden {
			if x.Sheet.Hidden {
				return 1
			}
			return -1
		}
		switch a, b := x.worth(), y.worth(); {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	return out
}

// InOrder sorts tables of a book as they stand in it: by sheet, then by where they begin.
func InOrder(b *book.Book, tables []*Table) []*Table {
	at := func(t *Table) int {
		return slices.IndexFunc(b.Sheets, func(s book.Sheet) bool { return s.Name == t.Sheet.Name })
	}
	out := slices.Clone(tables)
	slices.SortStableFunc(out, func(x, y *Table) int { return cmp.Or(cmp.Compare(at(x), at(y)), cmp.Compare(x.first(), y.first())) })
	return out
}

// first is the number of the first row of data, as the sheet counts.
func (t *Table) first() int {
	if len(t.rows) == 0 {
		return 0
	}
	return t.Sheet.Rows[t.rows[0]].N
}

// worth prefers clear headers, then many rows.
func (t *Table) worth() float64 { return t.score + min(float64(len(t.rows)), 50)/25 }

const (
	headSearch = 60 // rows looked through for a header
	maxTables  = 30 // on one sheet
)

func findIn(b *book.Book, s *book.Sheet) []*Table {
	var out []*Table
	f := &finder{book: b, sheet: s, texts: map[int][]string{}}
	for from := 0; from < len(s.Rows) && len(out) < maxTables; {
		t, next := f.next(from)
		if t != nil {
			out = append(out, f.apart(t)...)
		}
		if next <= from {
			break
		}
		from = next
	}
	if turned := f.turned(out); turned != nil {
		return []*Table{turned}
	}
	for i, t := range out {
		for j, other := range out {
			if i != j {
				t.beside = append(t.beside, other.Where())
			}
		}
	}
	return out
}

// finder looks for tables on one sheet.
type finder struct {
	book  *book.Book
	sheet *book.Sheet
	texts map[int][]string // header candidates by row, merged cells filled
}

// text of a cell in a header: dates as months, numbers as written.
func (f *finder) text(c *book.Cell) string {
	if c == nil {
		return ""
	}
	if c.Kind == book.Number && f.sheet.Style(c).Date {
		if d, ok := values.SerialDate(c.Num, f.sheet.From1904); ok {
			return d.Month().String()
		}
	}
	return c.String()
}

// line gives the texts of a row from column 0, merged cells filled to the right
// and down.
func (f *finder) line(i int) []string {
	if t, ok := f.texts[i]; ok {
		return t
	}
	row := &f.sheet.Rows[i]
	width := row.Last()
	for _, m := range f.sheet.Merged {
		if m.Top <= row.N && row.N <= m.Bottom && m.Right < width+400 {
			width = max(width, m.Right+1)
		}
	}
	out := make([]string, min(width, 2000))
	for j := range row.Cells {
		if c := &row.Cells[j]; int(c.Col) < len(out) {
			out[c.Col] = f.text(c)
		}
	}
	for _, m := range f.sheet.Merged {
		if m.Top > row.N || row.N > m.Bottom || m.Left >= len(out) || m.Right == m.Left && m.Top == m.Bottom {
			continue
		}
		text := ""
		if at, ok := f.find(m.Top); ok {
			text = f.text(f.sheet.Rows[at].At(m.Left))
		}
		for c := m.Left; c <= m.Right && c < len(out); c++ {
			if out[c] == "" {
				out[c] = text
			}
		}
	}
	f.texts[i] = out
	return out
}

// find is the index of a row by its number.
func (f *finder) find(n int) (int, bool) {
	return slices.BinarySearchFunc(f.sheet.Rows, n, func(r book.Row, n int) int { return r.N - n })
}

// headScore says how much a line looks like the names of columns.
func headScore(line []string) (score float64, named int) {
	filled := 0
	seen := map[string]bool{}
	years := yearsRun(line)
	for _, t := range line {
		if t == "" {
			continue
		}
		filled++
		if seen[t] && filled > 1 { // a merged title repeats itself
			score -= 0.1
			continue
		}
		seen[t] = true
		switch p, isPeriod := values.ParsePeriod(t); {
		case isPeriod && (p.Months != 12 || len(t) == 4 && years):
			score, named = score+1, named+1
		case priceBreakWord(t) && quantityHead(t):
			score, named = score+1, named+1
		case known(t) || anyKnown(t):
			score, named = score+1, named+1
		case isNumber(t):
			score -= 0.5
		case len([]rune(t)) > 70:
			score -= 0.5
		default:
			if _, month := values.MonthName(t); month {
				score, named = score+0.8, named+1
			} else {
				score += 0.2
			}
		}
	}
	if filled < 2 {
		return min(score, 0.9), named
	}
	return score, named
}

// yearsRun reports that the numbers of a line that could be years follow each other
// like years: 2027 and 2028 head columns, 2050 and 2090 are pieces.
func yearsRun(line []string) bool {
	last, step := 0, 0
	for _, t := range line {
		if len(t) != 4 || !isNumber(t) {
			continue
		}
		p, ok := values.ParsePeriod(t)
		if !ok || p.Months != 12 {
			continue
		}
		year := p.First.Year()
		switch by := year - last; {
		case last == 0 || by == 0: // a year stands over each of its months
		case by != 1 && by != -1 || step != 0 && by != step:
			return false
		default:
			step = by
		}
		last = year
	}
	return true
}

func isNumber(t string) bool {
	_, err := values.Parse(t, ".")
	return err == nil
}

// anyKnown looks at the parts of a header in two languages: "Part no. / 零件号".
func anyKnown(t string) bool {
	for _, p := range variants(t)[1:] {
		if known(p) {
			return true
		}
	}
	return false
}

// variants are the readings of a header: the whole, and its parts by language.
func variants(t string) []string {
	out := []string{t}
	for _, sep := range []string{"\n", "/", "|", "／"} {
		if parts := strings.Split(t, sep); len(parts) > 1 && len(parts) < 5 {
			for _, p := range parts {
				if p = strings.TrimSpace(p); len([]rune(p)) > 1 {
					out = append(out, p)
				}
			}
		}
	}
	if g := bracketed.FindStringSubmatch(t); g != nil {
		out = append(out, strings.TrimSpace(bracketed.ReplaceAllString(t, " ")))
		if isEastern(g[1]) != isEastern(strings.Replace(t, g[0], "", 1)) {
			out = append(out, g[1])
		}
	}
	return out
}

// next finds the first table from a row on, and where to go on.
func (f *finder) next(from int) (*Table, int) {
	best, bestAt, pair := 0.0, -1, false
	end := min(len(f.sheet.Rows), from+headSearch)
	for i := from; i < end; i++ {
		line := f.line(i)
		score, named := headScore(line)
		if i+1 < len(f.sheet.Rows) {
			score += f.below(i, line) * min(1, score)
		}
		if score > best+0.01 && (named > 0 || score > 0.7) {
			best, bestAt, pair = score, i, false
		}
		if i+1 < end && f.sheet.Rows[i+1].N == f.sheet.Rows[i].N+1 && i+2 < len(f.sheet.Rows) {
			joined := f.join(i)
			s, n := headScore(joined)
			s += f.below(i+1, joined) * min(1, s)
			if n > named && s > best+0.6 && f.headLike(i+1) {
				best, bestAt, pair = s, i, true
			}
		}
		// A clear header is not overruled by a later table's.
		if bestAt >= 0 && best >= 2 && i > bestAt+3 {
			break
		}
	}
	t := &Table{Book: f.book, Sheet: f.sheet, score: best}
	if bestAt < 0 || best < 1.2 && !f.plainHeader(from, bestAt) {
		return f.bare(from)
	}
	head := f.line(bestAt)
	lines := [][]string{head}
	t.Head = []int{f.sheet.Rows[bestAt].N}
	body := bestAt + 1
	if pair {
		lines = [][]string{f.spread(bestAt), f.line(bestAt + 1)}
		t.Head, body = append(t.Head, f.sheet.Rows[bestAt+1].N), bestAt+2
	}
	var units []string
	if body < len(f.sheet.Rows) && f.unitRow(body) {
		units = f.line(body)
		t.Head, body = append(t.Head, f.sheet.Rows[body].N), body+1
	}
	f.above(t, from, bestAt)
	next := f.body(t, body, lines[len(lines)-1])
	f.columns(t, lines, units)
	if len(t.rows) == 0 {
		return nil, max(next, body)
	}
	return t, next
}

// below is the share of a line's columns that hold numbers in the row under it.
func (f *finder) below(i int, line []string) float64 {
	n, filled := 0, 0
	for c, t := range line {
		if t == "" {
			continue
		}
		filled++
		if x := f.sheet.Rows[i+1].At(c); x != nil && (x.Kind == book.Number || isNumber(x.Text)) {
			n++
		}
	}
	if filled == 0 {
		return 0
	}
	return float64(n) / float64(filled)
}

// headLike reports a row of mostly texts, months or years.
func (f *finder) headLike(i int) bool {
	texts, numbers := 0, 0
	for _, t := range f.line(i) {
		if t == "" {
			continue
		}
		if _, period := values.ParsePeriod(t); !period && isNumber(t) && !quantityHead(t) {
			numbers++
		} else {
			texts++
		}
	}
	return texts > numbers
}

// spread is a first header line with its texts carried to the right, as over
// months of one year, up to the next text.
func (f *finder) spread(i int) []string {
	line := slices.Clone(f.line(i))
	under := f.line(i + 1)
	for len(line) < len(under) {
		line = append(line, "")
	}
	carry := ""
	for c := range line {
		switch {
		case line[c] != "":
			carry = line[c]
		case c < len(under) && under[c] != "" && carries(carry, under[c]):
			line[c] = carry
		default:
			carry = ""
		}
	}
	return line
}

// carries reports an upper text that completes a lower one: a year over months, a
// word over quantities.
func carries(upper, lower string) bool {
	if upper == "" {
		return false
	}
	if _, ok := values.MonthName(lower); ok {
		return true
	}
	if _, ok := values.ParsePeriod(upper + " " + lower); ok {
		return true
	}
	return quantityHead(lower)
}

func (f *finder) join(i int) []string {
	up, down := f.spread(i), f.line(i+1)
	out := make([]string, max(len(up), len(down)))
	for c := range out {
		out[c] = joinHead(at(up, c), at(down, c))
		if _, period := values.ParsePeriod(out[c]); !period && !known(out[c]) && !(priceBreakWord(out[c]) && quantityHead(at(down, c))) {
			for _, one := range []string{at(down, c), at(up, c)} {
				if one != "" && (known(one) || out[c] == "") {
					out[c] = one
					break
				}
			}
		}
	}
	return out
}

func joinHead(up, down string) string {
	switch {
	case up == "" || up == down:
		return down
	case down == "":
		return up
	}
	return up + " " + down
}

func at(line []string, c int) string {
	if c < len(line) {
		return line[c]
	}
	return ""
}

// plainHeader takes the first row of a block as names although none is known: all
// texts, all different, and figures below.
func (f *finder) plainHeader(from, at int) bool {
	if at != from && at > from+3 || at < 0 || at+1 >= len(f.sheet.Rows) {
		return false
	}
	line := f.line(at)
	seen := map[string]bool{}
	n := 0
	for _, t := range line {
		if t == "" {
			continue
		}
		if seen[t] || isNumber(t) || strings.ContainsAny(t, "0123456789") {
			return false
		}
		seen[t] = true
		n++
	}
	return n >= 2 && f.below(at, line) > 0
}

// unitRow reports a row of nothing but units.
func (f *finder) unitRow(i int) bool {
	units, other := 0, 0
	for _, t := range f.line(i) {
		switch t = strings.TrimSpace(t); t {
		case "", "-", "–":
			continue
		}
		if u, ok := values.ParseUnit(t); ok && !isNumber(t) && (u.Dim != values.NoDim || u.Money()) {
			units++
		} else {
			other++
		}
	}
	return units > 0 && (other == 0 || units >= 2 && units >= 4*other)
}

// above reads titles and labels between the end of the table before and the header.
func (f *finder) above(t *Table, from, head int) {
	for i := from; i < head; i++ {
		f.labels(t, i)
	}
}

func (f *finder) labels(t *Table, i int) {
	row := &f.sheet.Rows[i]
	if len(row.Cells) == 1 && t.Title == "" && row.Cells[0].Kind == book.Text && !strings.Contains(row.Cells[0].Text, ":") {
		t.Title = row.Cells[0].Text
	}
	for j := range row.Cells {
		c := &row.Cells[j]
		if c.Kind != book.Text {
			continue
		}
		if name, value, ok := strings.Cut(strings.Replace(c.Text, "：", ":", 1), ":"); ok && strings.TrimSpace(value) != "" {
			t.Labels = append(t.Labels, Label{strings.TrimSpace(name), strings.TrimSpace(value), row.N, int(c.Col)})
			continue
		}
		if j+1 < len(row.Cells) && row.Cells[j+1].Col <= c.Col+2 {
			v := &row.Cells[j+1]
			t.Labels = append(t.Labels, Label{strings.Trim(c.Text, " :："), f.text(v), row.N, int(v.Col)})
		}
	}
}

// Examples are up to n different values of a column.
func (t *Table) Examples(col, n int) []string {
	c := t.column(col)
	if c == nil {
		return nil
	}
	return c.stats.sample[:min(n, len(c.stats.sample))]
}

// PeriodOf is the month, quarter or year a column heads, as people write it; ""
// for other columns.
func (t *Table) PeriodOf(col int) string {
	c := t.column(col)
	if c == nil || c.Period.Months == 0 {
		return ""
	}
	first, last := c.Period.First, c.Period.First+planner.Month(c.Period.Months-1)
	switch {
	case c.Period.Week > 0:
		return fmt.Sprintf("week %d, %s", c.Period.Week, first.Label())
	case c.Period.Months > 1:
		return first.Label() + " to " + last.Label()
	}
	return first.Label()
}

// UnitOf is the unit the header of a column states, "" none.
func (t *Table) UnitOf(col int) string {
	if c := t.column(col); c != nil {
		return c.Unit.Text
	}
	return ""
}

// Foreign reports a pasted text that brings its own header: at least two names in
// its first rows and rows below. Cells copied out of a table have none.
func Foreign(text string) bool {
	if len(text) > 1<<20 {
		return true // too much for typing into cells
	}
	b, err := book.Paste(text)
	if err != nil || len(b.Sheets[0].Rows) < 2 {
		return false
	}
	f := &finder{book: b, sheet: &b.Sheets[0], texts: map[int][]string{}}
	for i := range b.Sheets[0].Rows[:min(5, len(b.Sheets[0].Rows)-1)] {
		if score, named := headScore(f.line(i)); named >= 2 && score >= 1.8 {
			return true
		}
	}
	return false
}
