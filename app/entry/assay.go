package entry

import (
	"encoding/json"
	"fmt"
	"slices"

	"remanence/app/tr"
	"remanence/planner"
	"remanence/planner/chain"
)

// OwnAssay is the source of an assay nobody named, as projects hold it.
var OwnAssay = tr.Mark("own assay")

// Assay is the edit that enters what an analysis found of an element in a grade,
// a share of the finished magnet's mass, with its tolerance as a share of it. The
// grade becomes the buyer's own and the range of the element shrinks; the others
// keep theirs.
func Assay(p *planner.Project, f *planner.Facts, grade, element string, share, tolerance float64, source planner.Source) (planner.Edit, error) {
	g, ok := f.Grade(grade)
	if !ok {
		return planner.Edit{}, fmt.Errorf(tr.T("the grade %q is not in the library; choose one that is"), grade)
	}
	own, err := chain.Assay(g, element, share, tolerance, source)
	if err != nil {
		return planner.Edit{}, err
	}
	return OwnGrade(p, own)
}

// OwnGrade is the edit that puts a grade of the buyer's own into the project, in
// place of the one of that name.
func OwnGrade(p *planner.Project, own planner.Grade) (planner.Edit, error) {
	at := slices.IndexFunc(p.Grades, func(x planner.Grade) bool { return x.Name == own.Name })
	text, err := json.Marshal(own)
	e := planner.Edit{What: planner.Path("grade", own.Name), After: string(text), Row: len(p.Grades)}
	if err == nil && at >= 0 {
		e.Row = at
		e.Before, err = p.Cell(e.What)
	}
	return e, err
}

// OwnMaterial is the edit that puts a material of the buyer's own into the
// project, in place of the one of that id.
func OwnMaterial(p *planner.Project, own planner.Material) (planner.Edit, error) {
	at := slices.IndexFunc(p.Materials, func(x planner.Material) bool { return x.ID == own.ID })
	text, err := json.Marshal(own)
	e := planner.Edit{What: planner.Path("material", own.ID), After: string(text), Row: len(p.Materials)}
	if err == nil && at >= 0 {
		e.Row = at
		e.Before, err = p.Cell(e.What)
	}
	return e, err
}
