package planner

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Names of the cells of a scenario beside its columns: what a change of it sets a
// cell of the project to, and the share a group of suppliers gets by hand.
const (
	changedCell = "change|"
	handCell    = "hand|"
)

// ChangeField is the name of the cell that says what a scenario sets a cell of the
// project to.
func ChangeField(path string) string { return changedCell + path }

// HandField is the name of the cell that holds the share, in percent, that a group
// gets of a part by hand.
func HandField(part, group string) string { return handCell + part + "|" + group }

// ChangedCell is the cell of the project that a change of a scenario is about; ok is
// false for other cells.
func ChangedCell(field string) (path string, ok bool) { return strings.CutPrefix(field, changedCell) }

// HandCell reports the cell of a share by hand.
func HandCell(field string) bool { return strings.HasPrefix(field, handCell) }

// scenarioCells is scenarioCell: a change of a scenario is tried on the project, whose
// cells are found by the table that this stands in.
var scenarioCells func(p *Project, r *Scenario, name string) (Field[Scenario], bool)

func init() { scenarioCells = scenarioCell }

// scenarioCell finds the cells of a scenario that are no columns. One that is not in
// the scenario is not there: changes are made in the app, where they are undone as
// one.
func scenarioCell(p *Project, r *Scenario, name string) (Field[Scenario], bool) {
	if path, ok := ChangedCell(name); ok {
		return changeField(p, r, name, path)
	}
	if key, ok := strings.CutPrefix(name, handCell); ok {
		return handField(r, name, key)
	}
	return Field[Scenario]{}, false
}

var errLocked = errors.New("the scenario is locked as a baseline; branch it to change it")

func changeField(p *Project, r *Scenario, name, path string) (Field[Scenario], bool) {
	at := func(r *Scenario) int {
		return slices.IndexFunc(r.Edits, func(e Edit) bool { return e.What == path })
	}
	if _, _, field, err := SplitPath(path); err != nil || field == "" || at(r) < 0 {
		return Field[Scenario]{}, false
	}
	return Field[Scenario]{Name: name, Title: path,
		Get: func(r *Scenario) string {
			if i := at(r); i >= 0 {
				return r.Edits[i].After
			}
			return ""
		},
		Set: func(r *Scenario, s string) error {
			i := at(r)
			switch {
			case i < 0:
				return fmt.Errorf("the scenario does not change %s", path)
			case r.Locked != "":
				return errLocked
			}
			trial := p.Clone()
			before, err := trial.Cell(path)
			if err != nil {
				return err
			}
			if err := trial.Apply(Edit{What: path, Before: before, After: s}); err != nil {
				return err
			}
			after, err := trial.Cell(path)
			if err != nil {
				return err
			}
			r.Edits = slices.Clone(r.Edits)
			r.Edits[i].After = after
			return nil
		}}, true
}

func handField(r *Scenario, name, key string) (Field[Scenario], bool) {
	at := func(r *Scenario) int {
		return slices.IndexFunc(r.HandShares, func(h HandShare) bool { return h.Part+"|"+h.Group == key })
	}
	if at(r) < 0 {
		return Field[Scenario]{}, false
	}
	share := percentField("", "", "%", func(h *HandShare) *float64 { return &h.Share })
	return Field[Scenario]{Name: name, Title: strings.ReplaceAll(key, "|", ", "), Unit: "%",
		Get: func(r *Scenario) string {
			if i := at(r); i >= 0 {
				return share.Get(&r.HandShares[i])
			}
			return ""
		},
		Set: func(r *Scenario, s string) error {
			i := at(r)
			switch {
			case i < 0:
				return fmt.Errorf("the scenario gives no share of %s by hand", strings.ReplaceAll(key, "|", " to "))
			case r.Locked != "":
				return errLocked
			}
			h := r.HandShares[i]
			if err := share.Set(&h, s); err != nil {
				return err
			}
			if h.Share < 0 || h.Share > 1 {
				return fmt.Errorf("%s %% is no share; enter 0 to 100", s)
			}
			r.HandShares = slices.Clone(r.HandShares)
			r.HandShares[i] = h
			return nil
		}}, true
}
