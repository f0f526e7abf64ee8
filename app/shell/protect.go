package shell

import (
	"errors"
	"path/filepath"
	"time"

	"remanence/app/tr"
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
		s.fail(tr.F("%s could not be opened.", filepath.Base(path)), err)
		return
	}
	lock, holder := document.Acquire(path, time.Now(), false)
	if holder == nil {
		s.takeFile(doc, lock)
		return
	}
	who := holder.User
	if holder.Host != "" {
		who = tr.F("%s on %s", who, holder.Host)
	}
	if !holder.Since.IsZero() {
		who = tr.F("%s since %s", who, holder.Since.Local().Format("2006-01-02 15:04"))
	}
	text := widgetText(tr.F("“%s” is open: %s. Of two who save it the second is asked whose version stays.", filepath.Base(path), who))
	var d *ui.Dialog
	d = ui.ShowDialog(s.win, tr.T("Somebody has this project open"), text, 520,
		ui.Choice{Text: tr.T("Cancel"), Cancel: true},
		ui.Choice{Text: tr.T("Open anyway"), Do: func() bool {
			d.Close()
			lock, _ := document.Acquire(path, time.Now(), true)
			s.takeFile(doc, lock)
			return true
		}},
		ui.Choice{Text: tr.T("Open a copy"), Default: true, Do: func() bool {
			d.Close()
			doc.Detach()
			s.takeFile(doc, nil)
			s.say(tr.T("This is a copy; saving asks for a new name."))
			return true
		}})
}

// takeFile shows a document and holds its lock until another one is shown.
func (s *Shell) takeFile(doc *document.Document, lock *document.Lock) {
	s.release()
	s.lock = lock
	s.take(doc)
	s.hintAtFonts(doc.Project())
	if problems := doc.Warnings(); len(problems) > 0 {
		s.showProblems(tr.T("Opened with remarks"), tr.F("%s was opened.", s.session.Project().Name), problems)
	}
}

// release gives the project that was open free for others.
func (s *Shell) release() {
	if err := s.lock.Release(); err != nil {
		s.warn(tr.F("Others may still see this project as open: %v", tr.Told(err.Error())))
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
	ui.ShowForm(s.win, ui.Form{Title: tr.T("Password"), Intro: tr.F("“%s” is protected.", name), OK: tr.T("Open"),
		Fields: []ui.Field{{Label: tr.T("Password"), Widget: entry}}, Done: func() error { return done(entry.Text) }})
}

// setPassword asks for a new password of the project, or takes it off.
func (s *Shell) setPassword() {
	first, second := passwordEntry(), passwordEntry()
	off := ui.NewTick(tr.T("No password"), nil)
	fields := []ui.Field{{Label: tr.T("Password"), Widget: first}, {Label: tr.T("Again"), Widget: second}}
	doc := s.session.Doc()
	if doc.Protected() {
		fields = append(fields, ui.Field{Widget: off})
	}
	ui.ShowForm(s.win, ui.Form{Title: tr.T("Protect the project by a password"),
		Intro:  tr.T("The file is encrypted from the next save on. A forgotten password cannot be recovered by anybody."),
		Fields: fields, Done: func() error {
			switch {
			case off.Checked:
				doc.SetPassword("")
				s.refresh()
				s.say(tr.T("No password from the next save on."))
				return nil
			case len([]rune(first.Text)) < 8:
				return errors.New(tr.T("at least eight characters"))
			case first.Text != second.Text:
				return errors.New(tr.T("the two differ"))
			}
			doc.SetPassword(first.Text)
			s.session.Rejournal()
			s.refresh()
			s.say(tr.T("The password holds from the next save on."))
			return nil
		}})
}
