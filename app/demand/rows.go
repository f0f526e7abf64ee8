package demand

import (
	"slices"
	"strconv"
	"strings"

	"remanence/app/tr"
	"remanence/planner"
)

// AddRows implements grid.RowAdder. The rows are blank until something is typed
// or pasted into them: a paste below the last part must be one step of undo, and
// an empty part would stop the planning.
func (t *Table) AddRows(after, n int) {
	blanks := slices.Repeat([]int{blankRow}, n)
	t.rows = slices.Insert(t.rows, min(max(after+1, 1), len(t.rows)), blanks...)
	t.refused = nil
}

// RemoveRows implements grid.RowRemover: the parts with their stock, open orders
// and approved grades, in one change.
func (t *Table) RemoveRows(rows []int) {
	p := t.doc.Project()
	var ids []string
	for _, r := range rows {
		if part := t.Part(r); part != nil {
			ids = append(ids, part.ID)
		}
	}
	if len(ids) == 0 {
		t.Reload() // only blank rows were selected
		return
	}
	name := tr.F("Delete %s", ids[0])
	if len(ids) > 1 {
		name = tr.F("Delete %s", tr.N(len(ids), "%s part", "%s parts"))
	}
	_ = t.doc.Apply(name, removeParts(p, ids)...) // rows that are there can be removed
}

// removeParts deletes rows from the last to the first: stock is known by its
// position, and undo puts everything back in the reverse order.
func removeParts(p *planner.Project, ids []string) []planner.Edit {
	var edits []planner.Edit
	drop := func(path string, row int) {
		if text, err := p.Cell(path); err == nil && text != "" {
			edits = append(edits, planner.Edit{What: path, Before: text, Row: row})
		}
	}
	for i := len(p.Stock) - 1; i >= 0; i-- {
		if slices.Contains(ids, p.Stock[i].Part) {
			drop(stockPath(i), i)
		}
	}
	for i := len(p.Designs) - 1; i >= 0; i-- {
		if d := p.Designs[i]; slices.Contains(ids, d.Part) {
			drop(planner.Path("design", d.Part+">"+d.ToGrade), i)
		}
	}
	for i := len(p.Parts) - 1; i >= 0; i-- {
		if slices.Contains(ids, p.Parts[i].ID) {
			drop(planner.Path("part", p.Parts[i].ID), i)
		}
	}
	return edits
}

// renamePart gives a part another name, also where stock, approved grades,
// offers and rules speak of it.
func renamePart(p *planner.Project, from, to string) []planner.Edit {
	set := func(path, before, after string) planner.Edit {
		return planner.Edit{What: path, Before: before, After: after}
	}
	edits := []planner.Edit{set(planner.Path("part", from, "part"), from, to)}
	for i := range p.Stock {
		if p.Stock[i].Part == from {
			edits = append(edits, set(stockPath(i)+"/part", from, to))
		}
	}
	for _, d := range p.Designs {
		if d.Part == from {
			edits = append(edits, set(planner.Path("design", d.Part+">"+d.ToGrade, "part"), from, to))
		}
	}
	for i := range p.Offers {
		o := &p.Offers[i]
		if o.For == planner.ForPart && o.Item == from {
			edits = append(edits, set(planner.Path("offer", o.ID, "item"), from, to))
		}
		if slices.Contains(o.AppliesTo, from) {
			list := slices.Clone(o.AppliesTo)
			list[slices.Index(list, from)] = to
			edits = append(edits, set(planner.Path("offer", o.ID, "applies_to"), strings.Join(o.AppliesTo, "|"), strings.Join(list, "|")))
		}
	}
	for i := range p.Rules {
		if r := &p.Rules[i]; r.Scope == "part:"+from {
			edits = append(edits, set(planner.Path("rule", r.ID, "scope"), r.Scope, "part:"+to))
		}
	}
	return edits
}

// stockPath is a row of the stock table, which is known by its position.
func stockPath(i int) string { return planner.Path("stock", strconv.Itoa(i)) }

// Search is the row of the next part, from a row on and round again, whose name,
// description or item holds every word.
func (t *Table) Search(text string, from int) (int, bool) {
	words := strings.Fields(strings.ToLower(text))
	if len(words) == 0 {
		return 0, false
	}
next:
	for i := range t.rows {
		r := (max(from, 0) + i) % len(t.rows)
		p := t.Part(r)
		if p == nil {
			continue
		}
		where := strings.ToLower(p.ID + " " + p.Description + " " + itemName(p, t.doc.Facts()))
		for _, w := range words {
			if !strings.Contains(where, w) {
				continue next
			}
		}
		return r, true
	}
	return 0, false
}
