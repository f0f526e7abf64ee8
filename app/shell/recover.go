package shell

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"remanence/app/parts"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/words"
	"remanence/data/document"
)

// OfferRecovery shows what a crash left behind, one project after the other,
// with the changes it holds, and lets the user take it, throw it away or decide
// later.
func (s *Shell) OfferRecovery() {
	if s.recovery == "" {
		return
	}
	s.offer(document.Recoveries(s.recovery))
}

func (s *Shell) offer(found []*document.Recovery) {
	if len(found) == 0 {
		return
	}
	r := found[0]
	next := func() { s.offer(found[1:]) }
	var d *ui.Dialog
	after := func(do func()) func() bool {
		return func() bool { d.Close(); do(); return true }
	}
	d = ui.ShowDialog(s.win, tr.T("Changes that were not saved"), s.preview(r), 600,
		ui.Choice{Text: tr.T("Later"), Cancel: true, Do: after(next)},
		ui.Choice{Text: tr.T("Throw away"), Danger: true, Do: after(func() {
			ui.Confirm(s.win, ui.Question{Title: tr.T("Throw the changes away?"), Text: tr.T("They cannot be brought back."), Yes: tr.T("Throw away"), Danger: true, OnNo: func() { s.offer(found) }}, func() {
				if err := r.Discard(); err != nil {
					s.warn(tr.F("The changes are still there: %v", tr.Told(err.Error())))
				}
				next()
			})
		})},
		ui.Choice{Text: tr.T("Restore"), Default: true, Do: after(func() { s.restore(r) })})
}

// preview says what there is to recover.
func (s *Shell) preview(r *document.Recovery) fyne.CanvasObject {
	name := r.Name
	if name == "" {
		name = tr.T("Unnamed project")
	}
	lead := tr.F("The app ended before the changes to “%s” were saved.", name)
	if r.Path == "" {
		lead += " " + tr.T("The project was in no file yet.")
	} else {
		lead += " " + tr.F("File: %s.", r.Path)
	}
	lead += " " + tr.F("Last change: %s.", r.Last.Local().Format("2006-01-02 15:04"))
	if r.Damaged {
		lead += " " + tr.T("The very last change broke off and is lost.")
	}
	if r.Locked {
		return widgetText(lead + " " + tr.T("The project has a password; the changes are shown once it is restored."))
	}
	lines := parts.NewLines("")
	lines.Most = 500
	var list []parts.Line
	for _, c := range r.Changes {
		list = append(list, parts.Line{Text: words.Sentence(c.Name) + " " + details(c)})
	}
	lines.Set(list)
	scroll := container.NewVScroll(lines.Object())
	scroll.SetMinSize(fyne.NewSize(560, min(260, 24+26*float32(len(list)))))
	head := widgetText(lead)
	count := widget.NewLabelWithStyle(tr.N(len(r.Changes), "%s change", "%s changes"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	return container.NewBorder(container.NewVBox(head, count), nil, nil, nil, scroll)
}

// details says what a change does to a single cell.
func details(c document.Change) string {
	if len(c.Edits) != 1 || strings.ContainsAny(c.Edits[0].After+c.Edits[0].Before, "{[") {
		return ""
	}
	before, after := c.Edits[0].Before, c.Edits[0].After
	if before == "" {
		before = "empty"
	}
	if after == "" {
		after = "empty"
	}
	return before + " → " + after
}

func (s *Shell) restore(r *document.Recovery) {
	if r.Locked {
		s.askPassword(r.Name, func(password string) error {
			doc, err := r.Restore(password)
			if errors.Is(err, document.ErrWrongPassword) || errors.Is(err, document.ErrPassword) {
				return err
			}
			defer s.restored(r, doc, err)
			return nil
		})
		return
	}
	doc, err := r.Restore("")
	s.restored(r, doc, err)
}

func (s *Shell) restored(r *document.Recovery, doc *document.Document, err error) {
	if doc == nil {
		s.fail(tr.T("The changes could not be restored; they are kept."), err)
		return
	}
	s.takeFile(doc, nil) // its changes are in the new journal now
	if path := doc.Path(); path != "" {
		s.relock(path)
	}
	if discard := r.Discard(); discard != nil {
		s.warn(tr.F("The old journal could not be removed: %v", discard))
	}
	if err != nil {
		ui.ShowInfo(s.win, tr.T("Restored with a remark"), words.Failure(err))
		return
	}
	s.say(tr.F("%s restored. Save the project to keep them.", tr.N(len(r.Changes), "%s change", "%s changes")))
}
