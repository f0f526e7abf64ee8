package modelfile

import (
	"bufio"
	"fmt"
	"io"
	"math"
)

// WriteLP writes the LP format of CPLEX. A two-sided row is written as two rows.
func WriteLP(w io.Writer, n *Named) error {
	if err := n.check(); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	m := n.Model
	fmt.Fprintf(b, "\\ %s\nMinimize\n %s:", word(n.Name), costRow)
	line := terms{w: b}
	for c, v := range m.ColCost {
		line.add(v, n.Cols[c])
	}
	if m.Offset != 0 {
		fmt.Fprintf(b, " %+g", m.Offset)
	}
	line.end(n.Cols)
	fmt.Fprint(b, "Subject To\n")
	rows := make([][]entry, len(n.Rows))
	for c := range n.Cols {
		for k := m.Start[c]; k < m.Start[c+1]; k++ {
			rows[m.Index[k]] = append(rows[m.Index[k]], entry{c, m.Value[k]})
		}
	}
	for i, row := range rows {
		lo, up := m.RowLower[i], m.RowUpper[i]
		write := func(name, sense string, v float64) {
			fmt.Fprintf(b, " %s:", name)
			line := terms{w: b}
			for _, e := range row {
				line.add(e.value, n.Cols[e.col])
			}
			line.empty(n.Cols)
			fmt.Fprintf(b, " %s %s\n", sense, number(v))
		}
		switch {
		case lo == up:
			write(n.Rows[i], "=", lo)
		default:
			if !math.IsInf(up, 1) {
				write(n.Rows[i], "<=", up)
			}
			if !math.IsInf(lo, -1) {
				name := n.Rows[i]
				if !math.IsInf(up, 1) {
					name += ".from"
				}
				write(name, ">=", lo)
			}
		}
	}
	fmt.Fprint(b, "Bounds\n")
	for c, name := range n.Cols {
		switch lo, up := m.ColLower[c], m.ColUpper[c]; {
		case lo == up:
			fmt.Fprintf(b, " %s = %s\n", name, number(lo))
		case math.IsInf(lo, -1) && math.IsInf(up, 1):
			fmt.Fprintf(b, " %s free\n", name)
		case math.IsInf(lo, -1):
			fmt.Fprintf(b, " -inf <= %s <= %s\n", name, number(up))
		case !math.IsInf(up, 1):
			fmt.Fprintf(b, " %s <= %s <= %s\n", number(lo), name, number(up))
		case lo != 0:
			fmt.Fprintf(b, " %s >= %s\n", name, number(lo))
		}
	}
	fmt.Fprint(b, "Generals\n")
	for c, name := range n.Cols {
		if integer(m, c) {
			fmt.Fprintf(b, " %s\n", name)
		}
	}
	fmt.Fprint(b, "End\n")
	return b.Flush()
}

type entry struct {
	col   int
	value float64
}

// terms writes a sum, a few terms on a line: some readers limit its length.
type terms struct {
	w io.Writer
	n int
}

func (t *terms) add(v float64, name string) {
	if v == 0 {
		return
	}
	if t.n > 0 && t.n%8 == 0 {
		fmt.Fprint(t.w, "\n  ")
	}
	t.n++
	sign := "+"
	if v < 0 {
		sign, v = "-", -v
	}
	fmt.Fprintf(t.w, " %s %s %s", sign, number(v), name)
}

// empty writes a sum of nothing as nothing times the first column.
func (t *terms) empty(cols []string) {
	if t.n == 0 && len(cols) > 0 {
		fmt.Fprintf(t.w, " 0 %s", cols[0])
	}
}

func (t *terms) end(cols []string) {
	t.empty(cols)
	fmt.Fprintln(t.w)
}
