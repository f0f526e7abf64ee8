package planner

import (
	"encoding/json"
	"fmt"
	"slices"
)

// decode reads the JSON of a row, and the id it has; rows known by their position
// keep the old one.
func (l list[T]) decode(text, old string) (any, string, error) {
	r := new(T)
	if err := json.Unmarshal([]byte(text), r); err != nil {
		return nil, "", fmt.Errorf("the new row cannot be read: %w", err)
	}
	if l.placed {
		return r, old, nil
	}
	return r, l.id(r, 0), nil
}

// add puts a row at the end; space for as many again is taken at once, since rows
// of a project are large and an import adds many.
func (l list[T]) add(p *Project, row any) {
	rows := l.rows(p)
	if len(*rows) == cap(*rows) {
		*rows = slices.Grow(*rows, max(16, len(*rows)))
	}
	*rows = append(*rows, *row.(*T))
}

func (l list[T]) replace(p *Project, at int, row any) { (*l.rows(p))[at] = *row.(*T) }

// insertAll puts rows where they stand afterwards, in rising order.
func (l list[T]) insertAll(p *Project, at []int, rows []any) {
	old := *l.rows(p)
	out := make([]T, 0, len(old)+len(rows))
	for k, i := range at {
		n := i - len(out)
		out, old = append(out, old[:n]...), old[n:]
		out = append(out, *rows[k].(*T))
	}
	*l.rows(p) = append(out, old...)
}

// removeAll takes rows out, given in falling order.
func (l list[T]) removeAll(p *Project, falling []int) {
	rows := *l.rows(p)
	kept := falling[len(falling)-1]
	for k := len(falling) - 1; k >= 0; k-- {
		end := len(rows)
		if k > 0 {
			end = falling[k-1]
		}
		kept += copy(rows[kept:], rows[falling[k]+1:end])
	}
	clear(rows[kept:])
	*l.rows(p) = rows[:kept]
}
