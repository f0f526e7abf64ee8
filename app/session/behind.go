package session

import (
	"context"
	"errors"

	"remanence/app/tr"
	"remanence/data/document"
	"remanence/planner"
)

// manyEdits is from how many edits on a change is made in the background. Fewer take
// less than a frame or two.
const manyEdits = 2_000

// ApplyBehind is Apply for a change of many edits: it is made to a copy of the project,
// and that is checked, in the background; the document takes it on the UI goroutine, in
// one step. What was changed meanwhile stays. done is called on the UI goroutine, at
// once for a few edits; a cancelled task changes nothing and does not call it.
func (s *Session) ApplyBehind(name string, edits []planner.Edit, done func(error)) *Task {
	if len(edits) < manyEdits || s.front.id != "" {
		done(s.Apply(name, edits...))
		return nil
	}
	type ready struct {
		made     *document.Prepared
		facts    *planner.Facts
		problems planner.Problems
	}
	doc, from := s.doc, s.doc.Project()
	var taken error
	return Work(s, func(ctx context.Context, tell func(ready)) error {
		made, err := document.Prepare(from, document.Change{Name: name, Edits: edits})
		if err != nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		facts := s.FactsOf(made.Project())
		tell(ready{made, facts, s.check(made.Project(), facts)})
		return nil
	}, func(r ready) {
		switch {
		case s.doc != doc:
			taken = errors.New(tr.T("another project was opened meanwhile"))
		case s.front.id != "" || !doc.Commit(r.made):
			taken = s.Apply(name, edits...)
		default:
			s.stop()
			s.facts, s.problems = r.facts, r.problems
			s.tellChanged(edits)
		}
	}, func(err error) { done(errors.Join(err, taken)) })
}
