package grid

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// counted counts what the table asks of its model.
type counted struct {
	*sheet
	asked   int         // cells
	applied map[Pos]int // edits handed on, by cell
}

func (c *counted) Cell(row, col int) Cell {
	c.asked++
	return c.sheet.Cell(row, col)
}

func (c *counted) Apply(edits []Edit) []Refusal {
	for _, e := range edits {
		c.applied[Pos{e.Row, e.Col}]++
	}
	return c.sheet.Apply(edits)
}

// AddRows adds all rows at once; row by row it would itself grow with the square.
func (c *counted) AddRows(after, n int) {
	rows := make([][]string, n)
	for i := range rows {
		rows[i] = make([]string, len(c.cols))
	}
	c.cells = slices.Insert(c.cells, after+1, rows...)
}

// watch shows a table of numbers and counts from then on.
func watch(t *testing.T, rows, cols int) (*fixture, *counted) {
	t.Helper()
	s := &sheet{}
	for c := range cols {
		s.cols = append(s.cols, Column{Title: fmt.Sprint("Column ", c), Kind: Number, Editable: true, Width: 90})
	}
	for r := range rows {
		row := make([]string, cols)
		for c := range row {
			row[c] = fmt.Sprint(r * c)
		}
		s.cells = append(s.cells, row)
	}
	f := show(t, s, fyne.NewSize(1366, 768))
	m := &counted{sheet: s, applied: map[Pos]int{}}
	f.g.SetModel(m)
	m.asked = 0
	return f, m
}

// A step of the wheel costs what is seen, however long the table.
func TestAScrollStepAsksOnlyForWhatIsSeen(t *testing.T) {
	f, m := watch(t, 5000, 40)
	for step := range 200 {
		m.asked = 0
		f.g.scroll(0, 60)
		f.g.view.painter.paint(1366, 768)
		top, bottom := f.g.geo.visibleRows()
		left, right := f.g.geo.visibleColumns()
		if seen := (bottom - top) * (right - left); m.asked < seen || m.asked > 3*seen {
			t.Fatalf("step %d asks for %d cells, %d are seen", step, m.asked, seen)
		}
	}
	if f.g.geo.offsetY == 0 {
		t.Error("nothing scrolled")
	}
}

func block(rows, cols int) string {
	var text strings.Builder
	for r := range rows {
		for c := range cols {
			if c > 0 {
				text.WriteByte('\t')
			}
			fmt.Fprint(&text, r*c)
		}
		text.WriteByte('\n')
	}
	return text.String()
}

// Each pasted cell is checked once.
func TestAPastedCellIsCheckedOnce(t *testing.T) {
	f, m := watch(t, 0, 12)
	f.g.Paste(block(5000, 12))
	if len(m.applied) != 5000*12 {
		t.Errorf("%d cells came in", len(m.applied))
	}
	for at, n := range m.applied {
		if n != 1 {
			t.Fatalf("%v is checked %d times", at, n)
		}
	}
	if m.asked > 2*5000*12 {
		t.Errorf("the paste asks for %d cells", m.asked)
	}
}
