package shell

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2/widget"

	"remanence/app/ui"
	"remanence/app/ui/palette"
	"remanence/data/document"
)

// openFile opens a project file: asks for its password if it has one, and says
// who has it open already.
func (s *Shell) openFile(path string) { s.openWith(path, "") }

func (s *Shell) openWith(path, password string) {
	doc, err := document.OpenWith(path, password)
	if errors.Is(err, document.ErrPassword) {
		s.askPassword(filepath.Base(path), func(password string) error {
			doc, err := document.OpenWith(path, password)
			if errors.Is(err, document.ErrWrongPassword) {
				return err
			}
			// After the dialog has closed, since this may open the next one.
			defer s.opened(path, doc, err)
			return nil
		})
		return
	}
	s.opened(path, doc, err)
}

// opened takes what was read, or says why nothing was.
func (s *Shell) opened(path string, doc *document.Document, err error) {
	if err != nil {
		s.fail(fmt.Sprintf("%s could not be opened.", filepath.Base(path)), err)
		return
	}
	lock, holder := document.Acquire(path, time.Now(), false)
	if holder == nil {
		s.takeFile(doc, lock)
		return
	}
	who := holder.User
	if holder.Host != "" {
		who += " on " + holder.Host
	}
	if !holder.Since.IsZero() {
		who += " since " + holder.Since.Local().Format("2 January 15:04")
	}
	text := widgetText("“" + filepath.Base(path) + "” is open: " + who + ". Two people who save it would overwrite each other.")
	var d *ui.Dialog
	d = ui.ShowDialog(s.win, "Somebody has this project open", text, 520,
		ui.Choice{Text: "Cancel", Cancel: true},
		ui.Choice{Text: "Open anyway", Do: func() bool {
			d.Close()
			lock, _ := document.Acquire(path, time.Now(), true)
			s.takeFile(doc, lock)
			return true
		}},
		ui.Choice{Text: "Open a copy", Default: true, Do: func() bool {
			d.Close()
			doc.Detach()
			s.takeFile(doc, nil)
			s.say("This is a copy; saving asks for a new name.")
			return true
		}})
}

// takeFile shows a document and holds its lock until another one is shown.
func (s *Shell) takeFile(doc *document.Document, lock *document.Lock) {
	s.release()
	s.lock = lock
	s.take(doc)
	if problems := doc.Warnings(); len(problems) > 0 {
		s.showProblems("Opened with remarks", s.session.Project().Name+" was opened.", problems)
	}
}

// release gives the project that was open free for others.
func (s *Shell) release() {
	if err := s.lock.Release(); err != nil {
		s.warn("Others may still see this project as open: " + err.Error())
	}
	s.lock = nil
}

// relock moves the lock to the file the project was just saved in.
func (s *Shell) relock(path string) {
	s.release()
	s.lock, _ = document.Acquire(path, time.Now(), false)
}

// warn shows a note that something small did not work.
func (s *Shell) warn(text string) { ui.Toast(s.win, ui.Notice{Text: text, Tint: palette.Warn}) }

func passwordEntry() *ui.Entry {
	e := ui.NewEntry("")
	e.Password = true
	return e
}

func (s *Shell) askPassword(name string, done func(string) error) {
	entry := passwordEntry()
	ui.ShowForm(s.win, ui.Form{Title: "Password", Intro: "“" + name + "” is protected.", OK: "Open",
		Fields: []ui.Field{{Label: "Password", Widget: entry}}, Done: func() error { return done(entry.Text) }})
}

// setPassword asks for a new password of the project, or takes it off.
func (s *Shell) setPassword() {
	first, second := passwordEntry(), passwordEntry()
	off := widget.NewCheck("No password", nil)
	fields := []ui.Field{{Label: "Password", Widget: first}, {Label: "Again", Widget: second}}
	doc := s.session.Doc()
	if doc.Protected() {
		fields = append(fields, ui.Field{Widget: off})
	}
	ui.ShowForm(s.win, ui.Form{Title: "Protect the project by a password",
		Intro:  "The file is encrypted from the next save on. A forgotten password cannot be recovered by anybody.",
		Fields: fields, Done: func() error {
			switch {
			case off.Checked:
				doc.SetPassword("")
				s.refresh()
				s.say("No password from the next save on.")
				return nil
			case len([]rune(first.Text)) < 8:
				return errors.New("at least eight characters")
			case first.Text != second.Text:
				return errors.New("the two differ")
			}
			doc.SetPassword(first.Text)
			s.session.Rejournal()
			s.refresh()
			s.say("The password holds from the next save on.")
			return nil
		}})
}
