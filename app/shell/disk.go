package shell

import (
	"io/fs"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"remanence/app/tr"
	"remanence/data/document"
	"remanence/data/interchange"
	"remanence/planner"
)

// newDocument is what New opens: two years in euros, nothing else.
func newDocument() *document.Document {
	p := document.Begin()
	p.Name = tr.T("New project")
	return document.New(p)
}

// readFolder reads a case folder; nil when it holds nothing of a case.
func readFolder(files fs.FS, name string) (*document.Document, planner.Problems) {
	p, problems := interchange.ReadFolder(files, name)
	if len(p.Parts) == 0 && len(p.Offers) == 0 {
		return nil, problems
	}
	return document.New(p), problems
}

// ReadSample reads a built-in project with the plan that ships with it, when
// that still belongs to its inputs.
func ReadSample(x Sample) (*document.Document, error) {
	p, problems := interchange.ReadFolder(x.Files, x.Title)
	if problems.Refused() {
		return nil, problems
	}
	doc := document.New(p)
	if x.Plans != nil {
		if plan, asToday, cheapest := x.Plans(); plan != nil && plan.Digest == doc.Digest() {
			doc.SetPlan(plan)
			doc.SetBaselines(asToday, cheapest)
		}
	}
	return doc, nil
}

func widgetText(s string) fyne.CanvasObject {
	l := widget.NewLabel(s)
	l.Wrapping = fyne.TextWrapWord
	return l
}
