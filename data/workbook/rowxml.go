package workbook

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// rowWriter writes the cells of a sheet as the file format has them. The Excel
// library sets everything else of a sheet; its own way to write cells takes
// several times the work and keeps every sheet in memory, this one none.
type rowWriter struct {
	s     *sheet
	ids   map[style]int // number of each style in the file
	buf   []byte
	names []string // of the columns
}

// rowChunk is how much is written at a time.
const rowChunk = 1 << 16

// writeTo writes the rows, top to bottom.
func (x *rowWriter) writeTo(w io.Writer) error {
	_, last := x.s.extent()
	for c := 0; c <= last; c++ {
		x.names = append(x.names, column(c))
	}
	for _, r := range x.s.rowNumbers() {
		x.row(r)
		if len(x.buf) > rowChunk {
			if _, err := w.Write(x.buf); err != nil {
				return err
			}
			x.buf = x.buf[:0]
		}
	}
	_, err := w.Write(x.buf)
	return err
}

func (x *rowWriter) add(s string) { x.buf = append(x.buf, s...) }

func (x *rowWriter) row(r int) {
	no := strconv.Itoa(r)
	x.add(`<row r="`)
	x.add(no)
	if h := x.s.height(r); h > 0 {
		x.add(`" ht="`)
		x.buf = strconv.AppendFloat(x.buf, h, 'f', -1, 64)
		x.add(`" customHeight="1`)
	}
	x.add(`">`)
	for c, y := range x.s.rows[r] {
		if c == 0 || y.value == nil && y.style == (style{}) {
			continue
		}
		x.add(`<c r="`)
		x.add(x.names[c])
		x.add(no)
		x.add(`" s="`)
		x.buf = strconv.AppendInt(x.buf, int64(x.ids[y.style]), 10)
		x.add(`"`)
		x.content(&y)
	}
	x.add(`</row>`)
}

// content closes the cell's opening tag and writes what it holds.
func (x *rowWriter) content(y *cell) {
	switch v := y.value.(type) {
	case nil:
		x.add(`/>`)
		return
	case float64:
		x.add(`>`)
		x.formula(y.formula)
		x.add(`<v>`)
		x.buf = strconv.AppendFloat(x.buf, v, numberForm(v), -1, 64)
	case bool:
		x.add(` t="b">`)
		x.formula(y.formula)
		x.add(`<v>`)
		x.buf = strconv.AppendInt(x.buf, int64(count(v)), 10)
	case string:
		if y.formula == "" {
			x.add(` t="inlineStr"><is><t`)
			if strings.TrimSpace(v) != v {
				x.add(` xml:space="preserve"`)
			}
			x.add(`>`)
			x.text(guarded(v))
			x.add(`</t></is></c>`)
			return
		}
		x.add(` t="str">`)
		x.formula(y.formula)
		x.add(`<v>`)
		x.text(guarded(v))
	}
	x.add(`</v></c>`)
}

// numberForm writes very small and very large numbers with an exponent.
func numberForm(v float64) byte {
	if v < 0 {
		v = -v
	}
	if v != 0 && (v < 1e-5 || v >= 1e15) {
		return 'E'
	}
	return 'f'
}

func (x *rowWriter) formula(f string) {
	if f != "" {
		x.add(`<f>`)
		x.text(f)
		x.add(`</f>`)
	}
}

// text writes text between tags. Quotes may stand there as they are, so that
// most formulas need no second look.
func (x *rowWriter) text(s string) {
	if strings.IndexFunc(s, func(r rune) bool { return r == '&' || r == '<' || r == '>' || r < ' ' || r >= 0xfffd }) < 0 {
		x.add(s)
		return
	}
	b := bytes.NewBuffer(x.buf)
	_ = xml.EscapeText(b, []byte(s)) // a buffer takes everything
	x.buf = b.Bytes()
}

// escapes are what readers of the format turn into one character, _x000D_ for
// example.
var escapes = regexp.MustCompile(`_x[0-9a-fA-F]{4}_`)

// guarded keeps text that looks like such an escape as it is.
func guarded(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	out, from := "", 0
	for from < len(s) { // escapes may share an underscore
		at := escapes.FindStringIndex(s[from:])
		if at == nil {
			break
		}
		out += s[from:from+at[0]] + "_x005F_"
		from += at[0] + 1
	}
	return out + s[from:]
}

// splice writes a sheet's part with its rows in the place the library left empty.
func splice(w io.Writer, part []byte, rows *rowWriter) error {
	const open, end = "<sheetData>", "</sheetData>"
	from, to := bytes.Index(part, []byte(open)), bytes.Index(part, []byte(end))
	if from < 0 || to < from {
		return errors.New("the part of sheet " + rows.s.name + " has no place for its rows")
	}
	if _, err := w.Write(part[:from+len(open)]); err != nil {
		return err
	}
	if err := rows.writeTo(w); err != nil {
		return err
	}
	_, err := w.Write(part[to:])
	return err
}
