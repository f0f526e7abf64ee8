// Package modelfile writes an optimisation model as text that other optimisers
// read: free MPS and the LP format.
//
// Names hold no blanks, are unique and say what they stand for; numbers are
// written so that they read back as the same number.
package modelfile

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"

	"remanence/planner/highs"
)

// Named is a model with a name for every column and row.
type Named struct {
	Name  string
	Model *highs.Model
	Cols  []string
	Rows  []string
}

// check refuses what the formats cannot say.
func (n *Named) check() error {
	if len(n.Cols) != n.Model.Cols() || len(n.Rows) != n.Model.Rows() {
		return fmt.Errorf("%d columns with %d names, %d rows with %d names", n.Model.Cols(), len(n.Cols), n.Model.Rows(), len(n.Rows))
	}
	for _, semi := range n.Model.SemiContinuous {
		if semi {
			return fmt.Errorf("semi-continuous columns are not written")
		}
	}
	return n.Model.Check()
}

// number writes a value so that it reads back as the same.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// costRow is the name of the objective.
const costRow = "COST"

// WriteMPS writes free MPS and says so beside the name: CBC takes some lines for
// fixed MPS otherwise. The objective is minimised; two-sided rows stand in
// RANGES.
func WriteMPS(w io.Writer, n *Named) error {
	if err := n.check(); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	m := n.Model
	fmt.Fprintf(b, "NAME %s FREE\nROWS\n N %s\n", word(n.Name), costRow)
	for i := range n.Rows {
		fmt.Fprintf(b, " %c %s\n", kind(m.RowLower[i], m.RowUpper[i]), n.Rows[i])
	}
	fmt.Fprint(b, "COLUMNS\n")
	whole := false
	for c := range n.Cols {
		if is := integer(m, c); is != whole {
			whole = is
			mark := "INTORG"
			if !whole {
				mark = "INTEND"
			}
			fmt.Fprintf(b, " MARKER%d 'MARKER' '%s'\n", c, mark)
		}
		if m.ColCost[c] != 0 || m.Start[c] == m.Start[c+1] {
			fmt.Fprintf(b, " %s %s %s\n", n.Cols[c], costRow, number(m.ColCost[c]))
		}
		for k := m.Start[c]; k < m.Start[c+1]; k++ {
			fmt.Fprintf(b, " %s %s %s\n", n.Cols[c], n.Rows[m.Index[k]], number(m.Value[k]))
		}
	}
	if whole {
		fmt.Fprint(b, " MARKEREND 'MARKER' 'INTEND'\n")
	}
	fmt.Fprint(b, "RHS\n")
	if m.Offset != 0 {
		fmt.Fprintf(b, " RHS %s %s\n", costRow, number(-m.Offset))
	}
	for i := range n.Rows {
		if v := rightHand(m.RowLower[i], m.RowUpper[i]); v != 0 {
			fmt.Fprintf(b, " RHS %s %s\n", n.Rows[i], number(v))
		}
	}
	fmt.Fprint(b, "RANGES\n")
	for i := range n.Rows {
		if lo, up := m.RowLower[i], m.RowUpper[i]; lo != up && !math.IsInf(lo, -1) && !math.IsInf(up, 1) {
			fmt.Fprintf(b, " RNG %s %s\n", n.Rows[i], number(up-lo))
		}
	}
	fmt.Fprint(b, "BOUNDS\n")
	for c := range n.Cols {
		writeBound(b, n.Cols[c], m.ColLower[c], m.ColUpper[c], integer(m, c))
	}
	fmt.Fprint(b, "ENDATA\n")
	return b.Flush()
}

func integer(m *highs.Model, c int) bool { return m.Integer != nil && m.Integer[c] }

// kind is the letter of a row: a two-sided row is written as its upper side with
// a range.
func kind(lo, up float64) byte {
	switch {
	case lo == up:
		return 'E'
	case math.IsInf(lo, -1) && math.IsInf(up, 1):
		return 'N'
	case math.IsInf(up, 1):
		return 'G'
	}
	return 'L'
}

func rightHand(lo, up float64) float64 {
	switch kind(lo, up) {
	case 'N':
		return 0
	case 'G':
		return lo
	}
	return up
}

// writeBound writes what differs from the format's own bounds, nothing to no
// limit; a whole column always states its upper bound, since readers disagree on
// what it is without one.
func writeBound(w io.Writer, name string, lo, up float64, whole bool) {
	switch {
	case lo == up:
		fmt.Fprintf(w, " FX BND %s %s\n", name, number(lo))
		return
	case math.IsInf(lo, -1) && math.IsInf(up, 1):
		fmt.Fprintf(w, " FR BND %s\n", name)
		return
	case math.IsInf(lo, -1):
		fmt.Fprintf(w, " MI BND %s\n", name)
	case lo != 0:
		fmt.Fprintf(w, " LO BND %s %s\n", name, number(lo))
	}
	if !math.IsInf(up, 1) {
		fmt.Fprintf(w, " UP BND %s %s\n", name, number(up))
	} else if whole {
		fmt.Fprintf(w, " PL BND %s\n", name)
	}
}

// word makes a name without blanks.
func word(s string) string {
	out := []rune{}
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' {
			r = '_'
		}
		out = append(out, r)
	}
	if len(out) == 0 {
		return "model"
	}
	return string(out)
}
