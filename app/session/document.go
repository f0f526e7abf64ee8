package session

import (
	"encoding/json"
	"errors"
	"slices"

	"remanence/planner"
)

// Document stands in for data/document.Document until that has landed.
type Document struct {
	project    *planner.Project
	undo, redo []Change
	dirty      bool
}

// Change is one undoable step.
type Change struct {
	Name  string
	Edits []planner.Edit
}

// NewDocument holds a project.
func NewDocument(p *planner.Project) *Document { return &Document{project: p} }

// Project is the current project.
func (d *Document) Project() *planner.Project { return d.project }

// Apply makes every edit or none.
func (d *Document) Apply(c Change) error {
	if err := d.do(c.Edits); err != nil {
		return err
	}
	d.undo, d.redo = append(d.undo, c), nil
	return nil
}

func (d *Document) do(edits []planner.Edit) error {
	p, err := clone(d.project)
	if err != nil {
		return err
	}
	for _, e := range edits {
		if err := p.Apply(e); err != nil {
			return err
		}
	}
	d.project, d.dirty = p, true
	return nil
}

func (d *Document) step(from, to *[]Change, back bool) (string, bool) {
	if len(*from) == 0 {
		return "", false
	}
	c := (*from)[len(*from)-1]
	edits := slices.Clone(c.Edits)
	if back {
		slices.Reverse(edits)
		for i := range edits {
			edits[i] = edits[i].Inverse()
		}
	}
	if d.do(edits) != nil {
		return "", false
	}
	*from, *to = (*from)[:len(*from)-1], append(*to, c)
	return c.Name, true
}

// Undo takes the last change back.
func (d *Document) Undo() (string, bool) { return d.step(&d.undo, &d.redo, true) }

// Redo makes it again.
func (d *Document) Redo() (string, bool) { return d.step(&d.redo, &d.undo, false) }

// CanUndo names the change Undo would take back.
func (d *Document) CanUndo() (string, bool) { return last(d.undo) }

// CanRedo names the change Redo would make again.
func (d *Document) CanRedo() (string, bool) { return last(d.redo) }

func last(cs []Change) (string, bool) {
	if len(cs) == 0 {
		return "", false
	}
	return cs[len(cs)-1].Name, true
}

// Digest stands for the inputs.
func (d *Document) Digest() string {
	b, _ := json.Marshal(d.project)
	return string(b)
}

// Dirty reports unsaved changes.
func (d *Document) Dirty() bool { return d.dirty }

func clone(p *planner.Project) (*planner.Project, error) {
	if p == nil {
		return nil, errors.New("there is no project")
	}
	b, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	out := &planner.Project{}
	return out, json.Unmarshal(b, out)
}
