package workbook

import (
	"strconv"
	"strings"

	"remanence/planner"
)

// An input list carries what is needed to read it back: above each header
// stands the name of the field, and the column "Project row" names the row. Both
// stay with their cells when people sort, insert or move columns and rows.
const rowKeyHead = "Project row"

// cellCode stands above a header whose rows name whole cells.
const cellCode = "="

// digestNow stands on the Cover beside the digest of the project as the workbook
// was written.
const digestNow = "Inputs now (digest)"

// digestPlan stands beside the digest of the inputs of the plan.
const digestPlan = "Inputs of the plan (digest)"

// inputKind is how the text of a field stands in a cell.
type inputKind uint8

const (
	asText inputKind = iota
	asNumber
	asPercent // of 1
	asMonth   // its last day, as a date
)

// kindOf asks a field what it takes.
func kindOf[T any](f planner.Field[T]) inputKind {
	takes := func(s string) bool {
		var row T
		return f.Set(&row, s) == nil
	}
	switch {
	case takes("x1z"):
		return asText
	case strings.HasSuffix(f.Name, "_pct") || f.Unit == "%":
		return asPercent
	case takes("1"):
		return asNumber
	case takes("2027-03"):
		return asMonth
	}
	return asText // a word of a list
}

// inputCell shows the text of a field; missing stays blank.
func inputCell(kind inputKind, s string) cell {
	c := cell{style: style{role: roleInput}}
	if s == "" {
		return c
	}
	switch kind {
	case asNumber, asPercent:
		v, err := planner.ParseNumber(s)
		if err != nil {
			break
		}
		if kind == asPercent {
			c.style.format = share2
			v = percentOf(v)
		}
		c.value = v
		return c
	case asMonth:
		if m, err := planner.ParseMonth(s); err == nil {
			return month(m)
		}
	}
	return inputText(s)
}

// percentOf is a percentage as a share, read from decimals so that no binary
// noise enters.
func percentOf(v float64) float64 {
	x, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64)+"e-2", 64)
	if err != nil {
		return v / 100
	}
	return x
}

// inputColumn is one column of an input list.
type inputColumn struct {
	code, title string
	kind        inputKind
	text        func(i int) string
}

// columnsOf makes columns of fields; one that no row fills is left out unless
// it is named among those always wanted.
func columnsOf[T any](rows []T, fields []planner.Field[T], always ...string) []inputColumn {
	var out []inputColumn
	for _, f := range fields {
		used := false
		for _, a := range always {
			used = used || a == f.Name
		}
		for i := 0; i < len(rows) && !used; i++ {
			used = f.Get(&rows[i]) != ""
		}
		if !used {
			continue
		}
		t := f.Title
		if f.Unit != "" {
			t += " (" + f.Unit + ")"
		}
		out = append(out, inputColumn{f.Name, t, kindOf(f), func(i int) string { return f.Get(&rows[i]) }})
	}
	return out
}

// inputList writes columns from one column on, their names above the header, and
// the rows' names behind them; it gives the place of each column by name.
func (s *sheet) inputList(head, col, n int, columns []inputColumn, key func(i int) string) map[string]int {
	at := map[string]int{}
	for k, x := range columns {
		c := col + k
		at[x.code] = c
		s.put(head-1, c, textAs(x.code, roleNote))
		h := textAs(x.title, roleHead)
		h.style.wrap = true
		s.put(head, c, h)
		for i := range n {
			s.put(head+1+i, c, inputCell(x.kind, x.text(i)))
		}
	}
	end := col + len(columns)
	s.put(head, end, textAs(rowKeyHead, roleHead))
	for i := range n {
		s.put(head+1+i, end, note(key(i)))
	}
	at[rowKeyHead] = end
	return at
}
