package book

import (
	"strconv"
	"strings"

	"remanence/data/values"
)

// sheetReader turns the XML of one sheet into rows.
type sheetReader struct {
	p     *pack
	s     *Sheet
	strs  *sharedStrings
	arena []Cell

	row      Row
	lastRow  int
	col      int
	cell     Cell
	kind     byte // of the cell: n s i(nline) t(str) b e d
	value    []byte
	inV, inT bool
	inF      bool
	phonetic int
	formula  []byte
	shared   int // id of a shared formula, -1 none
	formulas []formulaCell
	wanted   int // highest shared text the rows refer to
	gap      int
}

func (p *pack) sheet(sp sheetPart, strs *sharedStrings, styles []Style, from1904 bool) (*Sheet, error) {
	r := &sheetReader{p: p, strs: strs, wanted: -1, s: &Sheet{Name: sp.name, Hidden: sp.hidden, Styles: styles, From1904: from1904, HiddenCols: map[int]bool{}}}
	if err := p.walk(sp.part, "the sheet "+sp.name, r.token); err != nil {
		return nil, err
	}
	if p.opt.MaxRows > 0 && r.wanted >= 0 {
		if err := strs.load(r.wanted + 1); err != nil {
			return nil, err
		}
		for i := range r.s.Rows {
			for j := range r.s.Rows[i].Cells {
				if c := &r.s.Rows[i].Cells[j]; c.Kind == sharedText {
					c.Kind, c.Text, c.Num = Text, strs.at(int(c.Num)), 0
				}
			}
		}
	}
	r.s.dropBlankTexts()
	r.compute()
	return r.s, nil
}

// sharedText marks a cell whose text is looked up when the rows are known.
const sharedText Kind = 255

// dropBlankTexts removes cells whose text is empty after all.
func (s *Sheet) dropBlankTexts() {
	for i := range s.Rows {
		cells := s.Rows[i].Cells
		keep := 0
		for j := range cells {
			if cells[j].Kind == Text && cells[j].Text == "" {
				continue
			}
			if keep != j {
				cells[keep] = cells[j]
			}
			keep++
		}
		s.Rows[i].Cells = cells[:keep]
	}
}

func (r *sheetReader) token(s *scanner, t token) error {
	switch t {
	case textRun:
		switch {
		case r.inV || r.inT && r.phonetic == 0:
			if len(r.value) <= 4*MaxCell {
				r.value = append(r.value, s.text...)
			}
		case r.inF && len(r.formula) <= 8192:
			r.formula = append(r.formula, s.text...)
		}
	case startTag:
		return r.start(s)
	case endTag:
		switch string(s.name) {
		case "c":
			return r.endCell()
		case "v":
			r.inV = false
		case "t":
			r.inT = false
		case "f":
			r.inF = false
		case "rPh":
			r.phonetic--
		case "row":
			return r.endRow()
		}
	}
	return nil
}

func (r *sheetReader) start(s *scanner) error {
	switch string(s.name) {
	case "c":
		r.startCell(s)
		if s.empty {
			r.kind = 0
		}
	case "v":
		r.inV = !s.empty
	case "f":
		r.cell.Formula, r.inF, r.shared = true, !s.empty, -1
		if b, ok := s.attrBytes("si"); ok {
			if n, err := strconv.Atoi(string(b)); err == nil {
				r.shared = n
			}
		}
	case "t":
		r.inT = !s.empty
	case "rPh":
		if !s.empty {
			r.phonetic++
		}
	case "row":
		return r.startRow(s)
	case "mergeCell":
		ref, _ := s.attr("ref")
		if rect, ok := parseRect(ref); ok && len(r.s.Merged) < 200_000 {
			r.s.Merged = append(r.s.Merged, rect)
		}
	case "col":
		if h, _ := s.attr("hidden"); h == "1" || h == "true" {
			from, _ := s.attr("min")
			to, _ := s.attr("max")
			a, _ := strconv.Atoi(from)
			b, _ := strconv.Atoi(to)
			for c := max(a, 1); c <= min(b, MaxColumns); c++ {
				r.s.HiddenCols[c-1] = true
			}
		}
	}
	return nil
}

func (r *sheetReader) startRow(s *scanner) error {
	n := r.lastRow + 1
	if b, ok := s.attrBytes("r"); ok {
		if v, ok := digits(b); ok && v > r.lastRow && v <= MaxRowNo {
			n = v
		}
	}
	r.lastRow, r.col = n, 0
	r.row = Row{N: n, Cells: r.arena[len(r.arena):]}
	if h, ok := s.attrBytes("hidden"); ok {
		r.row.Hidden = string(h) == "1" || string(h) == "true"
	}
	if s.empty {
		return r.endRow()
	}
	return nil
}

func (r *sheetReader) endRow() error {
	if r.row.N == 0 {
		return nil
	}
	row := r.row
	r.row = Row{}
	if len(row.Cells) == 0 {
		if r.gap++; r.gap > blankRows {
			return errEnough
		}
		return nil
	}
	r.gap = 0
	r.arena = r.arena[:len(r.arena)+len(row.Cells)]
	row.Cells = row.Cells[:len(row.Cells):len(row.Cells)]
	r.s.Rows = append(r.s.Rows, row)
	if m := r.p.opt.MaxRows; m > 0 && len(r.s.Rows) >= m {
		r.s.Partial = true
		return errEnough
	}
	return nil
}

func (r *sheetReader) startCell(s *scanner) {
	r.cell = Cell{Col: int32(r.col)}
	r.kind, r.value, r.formula, r.shared = 'n', r.value[:0], r.formula[:0], -1
	r.inV, r.inT, r.inF = false, false, false
	attrs := s.attrs
	// The usual order r, s, t with one blank between is read in one pass.
	for i := 0; i < len(attrs); {
		for i < len(attrs) && (attrs[i] == ' ' || attrs[i] == '\n' || attrs[i] == '\r' || attrs[i] == '\t') {
			i++
		}
		j := i
		for j < len(attrs) && attrs[j] != '=' {
			j++
		}
		if j+1 >= len(attrs) {
			return
		}
		quote := attrs[j+1]
		k := j + 2
		for k < len(attrs) && attrs[k] != quote {
			k++
		}
		if k >= len(attrs) {
			return
		}
		v := attrs[j+2 : k]
		if j-i == 1 {
			switch attrs[i] {
			case 'r':
				if col, ok := columnOf(v); ok && col >= r.col && col < MaxColumns {
					r.cell.Col = int32(col)
				}
			case 's':
				if n, ok := digits(v); ok && n < 65_536 {
					r.cell.Style = uint16(n)
				}
			case 't':
				r.kind = kindOf(v)
			}
		}
		i = k + 1
	}
}

func kindOf(t []byte) byte {
	switch string(t) {
	case "s":
		return 's'
	case "inlineStr":
		return 'i'
	case "str":
		return 't'
	case "b":
		return 'b'
	case "e":
		return 'e'
	case "d":
		return 'd'
	}
	return 'n'
}

func (r *sheetReader) endCell() error {
	c := &r.cell
	r.col = int(c.Col) + 1
	if r.kind == 0 {
		return nil
	}
	switch {
	case len(r.value) == 0 && c.Formula:
		// a formula without its result: kept, so that it can be computed or named
	case len(r.value) == 0:
		return nil
	case r.kind == 's':
		n, ok := digits(r.value)
		if !ok {
			return nil
		}
		if r.p.opt.MaxRows > 0 {
			c.Kind, c.Num = sharedText, float64(n)
			r.wanted = max(r.wanted, n)
		} else if c.Kind, c.Text = Text, r.strs.at(n); c.Text == "" {
			return nil
		}
	case r.kind == 'n':
		if v, ok := float(r.value); ok {
			c.Kind, c.Num = Number, v
		} else {
			c.Kind = Text
		}
	case r.kind == 'b':
		c.Kind, c.Num = Bool, float64(r.value[0]&1)
	case r.kind == 'e':
		c.Kind = Fault
	case r.kind == 'd':
		r.isoDate(c)
	default:
		c.Kind = Text
	}
	if c.Kind == Text && c.Text == "" || c.Kind == Fault {
		c.Text = tidy(r.value)
		if c.Text == "" && !c.Formula {
			return nil
		}
		if r.p.text -= int64(len(c.Text)); r.p.text < 0 {
			return tooBig("its texts take more than " + megabytes(MaxText))
		}
	}
	if c.Kind == Blank && c.Formula {
		r.formulas = append(r.formulas, formulaCell{len(r.s.Rows), len(r.row.Cells), string(r.formula)})
	}
	return r.keep(*c)
}

// keep puts a cell at the end of the row, in one block with its neighbours.
func (r *sheetReader) keep(c Cell) error {
	if r.p.cells--; r.p.cells < 0 {
		return tooBig("it has more than " + FormatNumber(MaxCells) + " filled cells")
	}
	if r.row.N == 0 { // a cell outside any row
		return nil
	}
	if len(r.row.Cells) == cap(r.row.Cells) {
		size := max(8192, 2*len(r.row.Cells))
		r.arena = make([]Cell, 0, size)
		r.row.Cells = append(r.arena, r.row.Cells...)
	}
	r.row.Cells = append(r.row.Cells, c)
	return nil
}

// isoDate reads a cell that holds its date as text.
func (r *sheetReader) isoDate(c *Cell) {
	c.Kind, c.Text = Text, tidy(r.value)
	if d, err := values.ParseDate(strings.TrimSuffix(c.Text, "Z"), values.UnknownOrder); err == nil {
		c.Text = d.String()
	}
}

// columnOf reads the letters of a reference such as AB12.
func columnOf(ref []byte) (int, bool) {
	col := 0
	for i, c := range ref {
		switch {
		case c >= 'A' && c <= 'Z':
			col = col*26 + int(c-'A') + 1
		case c >= 'a' && c <= 'z':
			col = col*26 + int(c-'a') + 1
		case c == '$':
		default:
			return col - 1, i > 0
		}
		if i > 4 {
			return 0, false
		}
	}
	return col - 1, len(ref) > 0
}

func parseRef(ref string) (row, col int, ok bool) {
	ref = strings.ReplaceAll(ref, "$", "")
	at := strings.IndexAny(ref, "0123456789")
	if at < 1 || at > 3 {
		return 0, 0, false
	}
	col, ok = columnOf([]byte(ref[:at]))
	row, good := digits([]byte(ref[at:]))
	return row, col, ok && good && row >= 1 && row <= MaxRowNo && col >= 0 && col < MaxColumns
}

func parseRect(ref string) (Rect, bool) {
	a, b, two := strings.Cut(ref, ":")
	if !two {
		b = a
	}
	top, left, ok1 := parseRef(a)
	bottom, right, ok2 := parseRef(b)
	return Rect{min(top, bottom), min(left, right), max(top, bottom), max(left, right)}, ok1 && ok2
}

func digits(b []byte) (int, bool) {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' || n > 1<<40 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(b) > 0
}

var pow10 = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// float reads a number of the file. Up to 15 digits without exponent it is exact
// by one division; the rest is left to strconv.
func float(b []byte) (float64, bool) {
	var mant uint64
	neg, i, frac, seen := false, 0, -1, 0
	if len(b) > 0 && b[0] == '-' {
		neg, i = true, 1
	}
	for ; i < len(b); i++ {
		switch c := b[i]; {
		case c >= '0' && c <= '9' && seen < 15:
			mant = mant*10 + uint64(c-'0')
			if mant > 0 {
				seen++
			}
			if frac >= 0 {
				frac++
			}
		case c == '.' && frac < 0:
			frac = 0
		default:
			return slowFloat(b)
		}
	}
	if frac > 22 || len(b) == 0 || neg && len(b) == 1 {
		return slowFloat(b)
	}
	v := float64(mant)
	if frac > 0 {
		v /= pow10[frac]
	}
	if neg {
		v = -v
	}
	return v, true
}

func slowFloat(b []byte) (float64, bool) {
	v, err := strconv.ParseFloat(strings.TrimSpace(string(b)), 64)
	if err != nil || v != v || v > 1e300 || v < -1e300 {
		return 0, false
	}
	return v, true
}
