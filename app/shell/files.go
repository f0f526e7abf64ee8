package shell

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/palette"
	"remanence/data/document"
	"remanence/planner"
)

func projectKind() ui.FileKind {
	return ui.FileKind{Name: tr.T("Project"), Extensions: []string{document.Ext}}
}

func severityTint(s planner.Severity) palette.Tint {
	if s == planner.Refuses {
		return palette.Bad
	}
	return palette.Warn
}

// guard asks what to do with unsaved changes, then goes on unless the answer is
// to stay.
func (s *Shell) guard(question string, then func()) {
	if !s.session.Unsaved() {
		then()
		return
	}
	var d *ui.Dialog
	choose := func(f func()) func() bool {
		return func() bool { d.Close(); f(); return true }
	}
	text := widgetText(tr.F("“%s” has changes that are not saved.", s.session.Project().Name))
	d = ui.ShowDialog(s.win, question, text, 0,
		ui.Choice{Text: tr.T("Cancel"), Cancel: true},
		ui.Choice{Text: tr.T("Don't save"), Do: choose(then)},
		ui.Choice{Text: tr.T("Save"), Default: true, Do: choose(func() { s.save(then) })})
}

// take shows a document that was opened.
func (s *Shell) take(doc *document.Document) {
	if doc.Path() == "" {
		s.release()
	}
	if doc.Path() != "" {
		s.store.Remember(doc.Path())
		s.remember()
	}
	s.session.Open(doc)
	s.refresh()
}

func (s *Shell) newProject() {
	s.guard(tr.T("Save the changes first?"), func() { s.take(newDocument()) })
}

func (s *Shell) open() {
	s.guard(tr.T("Save the changes first?"), func() {
		ui.Files.Open(s.win, projectKind(), func(path string) { s.OpenPath(path) })
	})
}

// importFolder asks for a case folder.
func (s *Shell) importFolder() {
	s.guard(tr.T("Save the changes first?"), func() {
		d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
			if err != nil {
				s.fail(tr.T("The folder could not be opened."), err)
			} else if u != nil {
				s.OpenPath(u.Path())
			}
		}, s.win)
		d.Resize(s.win.Canvas().Size().SubtractWidthHeight(80, 80))
		d.Show()
	})
}

// OpenPath opens a project file or a case folder. What is wrong with it is
// listed; the good rows come in.
func (s *Shell) OpenPath(path string) {
	info, err := os.Stat(path)
	if err != nil {
		s.store.Forget(path)
		s.remember()
		s.refresh()
		s.fail(tr.F("%s could not be opened: it is not there any more, or you may not read it.", path), err)
		return
	}
	if info.IsDir() {
		doc, problems := readFolder(os.DirFS(path), filepath.Base(path))
		if doc == nil {
			s.showProblems(tr.T("Nothing was imported"), tr.F("%s is not a case folder.", path), problems)
			return
		}
		s.take(doc)
		s.imported(path, problems)
		return
	}
	s.openFile(path)
}

func (s *Shell) imported(path string, problems planner.Problems) {
	p := s.session.Project()
	got := tr.F("%s and %s", tr.N(len(p.Parts), "%s part", "%s parts"), tr.N(len(p.Offers), "%s offer", "%s offers"))
	if len(problems) == 0 {
		s.say(tr.F("Imported %s from %s", got, filepath.Base(path)))
		return
	}
	s.showProblems(tr.F("Imported with %s", tr.N(len(problems), "%s remark", "%s remarks")),
		tr.F("%s came in. These cells need a look; nothing else was lost:", got), problems)
}

// OpenSample opens a built-in project by its id; false when there is none.
func (s *Shell) OpenSample(id string) bool {
	for _, x := range s.samples {
		if x.ID == id {
			doc, err := ReadSample(x)
			if err != nil {
				s.fail(tr.T("The sample could not be opened."), err)
				return true
			}
			s.take(doc)
			return true
		}
	}
	return false
}

func (s *Shell) sampleCommands() []Command {
	var list []Command
	for _, x := range s.samples {
		list = append(list, Command{Title: x.Title, Run: func() {
			s.guard(tr.T("Save the changes first?"), func() { s.OpenSample(x.ID) })
		}})
	}
	return list
}

func (s *Shell) recentCommands() []Command {
	var list []Command
	for _, path := range s.store.Recent {
		list = append(list, Command{Title: shorten(path, 70), Run: func() {
			s.guard(tr.T("Save the changes first?"), func() { s.OpenPath(path) })
		}})
	}
	return list
}

// shorten keeps the end of a long path, which is what tells files apart.
func shorten(path string, most int) string {
	r := []rune(path)
	if len(r) <= most {
		return path
	}
	return "…" + string(r[len(r)-most+1:])
}

func (s *Shell) save(then func()) {
	path := s.session.Doc().Path()
	if path == "" {
		s.saveAs(then)
		return
	}
	s.saveTo(path, then)
}

func (s *Shell) saveAs(then func()) {
	suggested := s.session.Doc().Path()
	if suggested == "" {
		home, _ := os.UserHomeDir()
		suggested = filepath.Join(home, fileName(s.session.Project().Name)+document.Ext)
	}
	ui.Files.Save(s.win, projectKind(), suggested, func(path string) { s.saveTo(path, then) })
}

func (s *Shell) saveTo(path string, then func()) {
	moved := path != s.session.Doc().Path()
	err := s.session.Save(path)
	if errors.Is(err, document.ErrChanged) {
		s.askAboutChanged(path, then)
		return
	}
	s.savedTo(path, moved, err, then)
}

// askAboutChanged asks what to do with a file that another program wrote since.
func (s *Shell) askAboutChanged(path string, then func()) {
	text := widgetText(tr.F("Another program changed %s since it was opened or saved here. Saving under another name keeps both; replacing it keeps the other version beside it, as %s.", filepath.Base(path), filepath.Base(path)+".bak"))
	var d *ui.Dialog
	d = ui.ShowDialog(s.win, tr.T("The file is no longer the one you opened"), text, 0,
		ui.Choice{Text: tr.T("Cancel"), Cancel: true},
		ui.Choice{Text: tr.T("Replace it"), Danger: true, Do: func() bool {
			d.Close()
			s.savedTo(path, false, s.session.SaveOver(path), then)
			return true
		}},
		ui.Choice{Text: tr.T("Save under another name"), Default: true, Do: func() bool { d.Close(); s.saveAs(then); return true }})
}

// savedTo tells how saving went and goes on.
func (s *Shell) savedTo(path string, moved bool, err error, then func()) {
	if err != nil {
		s.fail(tr.T("The project was not saved. The file that was there before is untouched."), err)
		return
	}
	if moved {
		s.relock(path)
	}
	s.store.Remember(path)
	s.remember()
	s.refresh()
	s.say(tr.F("Saved %s%s", path, sizeOf(path)))
	if then != nil {
		then()
	}
}

func sizeOf(path string) string {
	if info, err := os.Stat(path); err == nil {
		return " (" + size(info.Size()) + ")"
	}
	return ""
}

// fileName makes a file name of a project's name.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, strings.TrimSpace(name))
	if name == "" {
		return "project"
	}
	return name
}
