package planner

// Editor reads and changes many cells of a project: it remembers where rows
// stand, so that a paste of thousands of cells does not search for each. It is
// used by one goroutine while nobody else changes the project.
type Editor struct {
	p  *Project
	at map[string]map[string]int // by table and row id; dropped when rows come, go or are renamed
}

// Editor makes an editor of the project.
func (p *Project) Editor() *Editor { return &Editor{p: p, at: map[string]map[string]int{}} }

// place finds the row of a plain cell; false for anything else.
func (e *Editor) place(path string) (t table, row int, field string, ok bool) {
	name, id, field, err := SplitPath(path)
	if err != nil || field == "" {
		return nil, 0, "", false
	}
	if t, ok = tables[name]; !ok {
		return nil, 0, "", false
	}
	if e.at[name] == nil {
		e.at[name] = t.index(e.p)
	}
	row, ok = e.at[name][id]
	if now, there := t.idAt(e.p, row); ok && (!there || now != id) { // somebody moved it
		delete(e.at, name)
		return nil, 0, "", false
	}
	return t, row, field, ok
}

// Cell is Project.Cell.
func (e *Editor) Cell(path string) (string, error) {
	if t, row, field, ok := e.place(path); ok {
		if get, _, err := t.cellAt(e.p, row, field); err == nil {
			return get(), nil
		}
	}
	return e.p.Cell(path)
}

// Apply is Project.Apply.
func (e *Editor) Apply(edit Edit) error {
	if t, row, field, ok := e.place(edit.What); ok && renamed(edit.What, edit.After) == edit.What {
		if _, set, err := t.cellAt(e.p, row, field); err == nil {
			e.p.decided = false
			return set(edit.After)
		}
	}
	clear(e.at)
	return e.p.Apply(edit)
}
