package demand

import (
	"encoding/json"
	"errors"
	"slices"

	"remanence/app/entry"
	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/words"
	"remanence/planner"
)

// change is what one edited cell means for the project.
type change struct {
	cell  grid.Edit
	edits []planner.Edit
}

// Apply implements grid.Model: everything that can be taken becomes one change
// of the project, so that one undo takes a whole paste back.
func (t *Table) Apply(cells []grid.Edit) []grid.Refusal {
	var refused []grid.Refusal
	refuse := func(e grid.Edit, why string) {
		refused = append(refused, entry.Refuse(e, why))
	}
	var changes, renames []change
	fresh := map[int][]grid.Edit{}
	for _, e := range cells {
		p := t.Part(e.Row)
		if p == nil {
			fresh[e.Row] = append(fresh[e.Row], e)
			continue
		}
		edits, err := t.cellEdits(p, &t.cols[e.Col], e.Text)
		switch {
		case err != nil:
			refuse(e, words.Said(err.Error()))
		case len(edits) == 0: // nothing changed
		case t.cols[e.Col].field == "part":
			renames = append(renames, change{e, edits})
		default:
			changes = append(changes, change{e, edits})
		}
	}
	added := t.newParts(fresh, refuse)
	name := t.name(append(slices.Clone(changes), renames...), len(added))
	// Renames come last: until then every other edit finds its row by the old name.
	all := append(append(added, changes...), renames...)
	t.commit(name, all, refuse)
	t.refused = entry.RefusedOf(refused)
	return refused
}

// cellEdits are the edits one cell of a part makes; none when it says what is
// there already.
func (t *Table) cellEdits(p *planner.Part, c *column, text string) ([]planner.Edit, error) {
	if c.field == item {
		if text == c.raw(p, t.doc.Facts()) {
			return nil, nil
		}
		return t.itemEdits(p, text), nil
	}
	after, err := c.stored(text, currencyOf(p, t.doc.Project()))
	if err != nil {
		return nil, err
	}
	path := planner.Path("part", p.ID, c.field)
	before := t.held(p, c)
	if before == after {
		return nil, nil
	}
	if c.field == "part" {
		if after == "" {
			return nil, errors.New(tr.T("a part needs a name; delete the row with Ctrl+Minus if it is no longer needed"))
		}
		return renamePart(t.doc.Project(), p.ID, after), nil
	}
	return []planner.Edit{{What: path, Before: before, After: after}}, nil
}

// held is the text of a cell as the project holds it.
func (t *Table) held(p *planner.Part, c *column) string {
	if c.month >= 0 {
		return planner.DemandField(t.doc.Project(), t.doc.Project().Start+planner.Month(c.month)).Get(p)
	}
	return partField(c.field).Get(p)
}

// itemEdits change what a part is made of. A name that only the materials know
// makes the row a material line in kilograms, and the other way round.
func (t *Table) itemEdits(p *planner.Part, text string) []planner.Edit {
	next := *p
	t.setItem(&next, text)
	var edits []planner.Edit
	for _, name := range []string{"grade", "material_id", "demand_unit"} {
		f := partField(name)
		if before, after := f.Get(p), f.Get(&next); before != after {
			edits = append(edits, planner.Edit{What: planner.Path("part", p.ID, name), Before: before, After: after})
		}
	}
	return edits
}

func (t *Table) setItem(p *planner.Part, text string) {
	f := t.doc.Facts()
	_, isGrade := f.Grade(text)
	m, isMaterial := f.Material(text)
	switch {
	case isMaterial && !isGrade:
		p.Grade, p.Material, p.Unit = "", m.ID, planner.Kilograms
	case p.IsMaterial() && isGrade:
		p.Grade, p.Material, p.Unit = text, "", planner.Pieces
	case p.IsMaterial():
		p.Material = text
	default:
		p.Grade = text
	}
}

// newParts turns the cells typed or pasted into blank rows into whole new rows.
func (t *Table) newParts(fresh map[int][]grid.Edit, refuse func(grid.Edit, string)) []change {
	p := t.doc.Project()
	taken := map[string]bool{}
	for i := range p.Parts {
		taken[p.Parts[i].ID] = true
	}
	var out []change
	at := 0
	for row := range t.rows {
		if t.rows[row] >= 0 {
			at++
		}
		cells := fresh[row]
		part := planner.Part{Unit: planner.Pieces, Currency: p.Currency, Demand: make([]planner.Opt[float64], max(0, p.Months))}
		if len(cells) == 0 || !t.fill(&part, cells, taken, refuse) {
			continue
		}
		if part.ID == "" {
			part.ID = unused(taken)
		}
		taken[part.ID] = true
		text, err := json.Marshal(part)
		if err != nil {
			refuse(cells[0], words.Said(err.Error()))
			continue
		}
		out = append(out, change{cells[0], []planner.Edit{{What: planner.Path("part", part.ID), After: string(text), Row: at}}})
		at++
	}
	return out
}

// fill sets the cells of a new part; false when nothing is left of it.
func (t *Table) fill(part *planner.Part, cells []grid.Edit, taken map[string]bool, refuse func(grid.Edit, string)) bool {
	filled := false
	for _, e := range cells {
		c := &t.cols[e.Col]
		text, err := c.stored(e.Text, currencyOf(part, t.doc.Project()))
		switch {
		case err != nil:
			refuse(e, words.Said(err.Error()))
			continue
		case text == "":
			continue
		case c.field == "part" && taken[text]:
			refuse(e, tr.F("there is a part %q already; paste over its own row to change it", text))
			return false
		case c.field == item:
			t.setItem(part, text)
		case c.month >= 0:
			err = planner.DemandField(t.doc.Project(), t.doc.Project().Start+planner.Month(c.month)).Set(part, text)
		default:
			err = partField(c.field).Set(part, text)
		}
		if err != nil {
			refuse(e, words.Said(err.Error()))
			continue
		}
		filled = true
	}
	return filled
}

func unused(taken map[string]bool) string {
	for n := 1; ; n++ {
		if id := tr.F("New part %d", n); !taken[id] {
			return id
		}
	}
}

// commit makes the change. When the project refuses it, the cells are tried one
// by one, so that the good ones still get in together.
func (t *Table) commit(name string, all []change, refuse func(grid.Edit, string)) {
	var edits []planner.Edit
	for _, c := range all {
		edits = append(edits, c.edits...)
	}
	if len(edits) == 0 || t.doc.Apply(name, edits...) == nil {
		return
	}
	scratch := t.doc.Project().Clone()
	edits = nil
	for _, c := range all {
		if err := try(scratch, c.edits); err != nil {
			refuse(c.cell, words.Said(err.Error()))
			continue
		}
		edits = append(edits, c.edits...)
	}
	if len(edits) > 0 {
		if err := t.doc.Apply(name, edits...); err != nil {
			refuse(all[0].cell, words.Said(err.Error()))
		}
	}
}

func try(p *planner.Project, edits []planner.Edit) error {
	for _, e := range edits {
		if err := p.Apply(e); err != nil {
			return err
		}
	}
	return nil
}

// name is what undo calls the change.
func (t *Table) name(changes []change, added int) string {
	cells := tr.F("%s of demand", tr.N(len(changes), "%s cell", "%s cells"))
	parts := tr.N(added, "%s new part", "%s new parts")
	switch {
	case len(changes) == 0:
		return parts
	case added > 0:
		return tr.F("%s and %s", parts, cells)
	case len(changes) > 1:
		return cells
	}
	e := changes[0].cell
	c := t.cols[e.Col]
	title := c.Title
	if c.month >= 0 {
		title = tr.F("Demand in %s", title)
	}
	return tr.F("%s of %s@@title", title, t.Part(e.Row).ID)
}
