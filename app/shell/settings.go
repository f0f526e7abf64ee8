package shell

import (
	"slices"
	"time"

	"remanence/app/tr"
	"remanence/app/ui/figures"
)

// scales are the sizes of everything that the menu offers, in shares.
var scales = []float32{0.85, 1, 1.25, 1.5, 2}

// scaleCommands choose the size of text and everything else. The toolkit takes it
// when a window is made, so that it holds from the next start.
func (s *Shell) scaleCommands() []Command {
	list := []Command{{Title: mark(tr.T("As the system"), s.store.Scale == 0), Run: func() { s.setScale(0) }}}
	for _, scale := range scales {
		list = append(list, Command{Title: mark(figures.Percent(float64(scale), 0), s.store.Scale == scale), Run: func() { s.setScale(scale) }})
	}
	return list
}

func mark(title string, chosen bool) string {
	if chosen {
		return title + "  ✓"
	}
	return title
}

func (s *Shell) setScale(scale float32) {
	if s.store.Scale == scale {
		return
	}
	s.store.Scale = scale
	s.remember()
	s.menus.refresh()
	s.say(tr.T("It holds from the next start of Remanence."))
}

// autosavePause is how long nothing must change before a project saves itself.
const autosavePause = 20 * time.Second

func (s *Shell) toggleAutosave() {
	s.store.Autosave = !s.store.Autosave
	s.remember()
	s.menus.refresh()
	s.autosaveSoon()
}

// autosaveSoon saves a project that has a file once nothing has changed for a
// while. Without a file the journal keeps what is not saved.
func (s *Shell) autosaveSoon() {
	if s.autosave != nil {
		s.autosave.Stop()
		s.autosave = nil
	}
	if !s.store.Autosave || s.closing || s.session.Doc().Path() == "" || !s.session.Unsaved() {
		return
	}
	doc := s.session.Doc()
	s.autosave = time.AfterFunc(s.autosaveAfter, func() {
		s.onUI(func() {
			if !s.closing && s.store.Autosave && s.session.Doc() == doc && s.session.Unsaved() && doc.Path() != "" {
				if err := s.session.Save(doc.Path()); err != nil {
					s.warn(tr.F("The project did not save itself: %v", tr.Told(err.Error())))
				}
				s.refresh()
			}
		})
	})
}

// languageCommands choose the language, from the next start on.
func (s *Shell) languageCommands() []Command {
	set := func(code string) func() {
		return func() {
			if s.store.Language != code {
				s.store.Language = code
				s.remember()
				s.menus.refresh()
				s.say(tr.T("It holds from the next start of Remanence."))
			}
		}
	}
	list := []Command{{Title: mark(tr.T("As the system"), s.store.Language == ""), Run: set("")}}
	for _, l := range tr.Languages() {
		list = append(list, Command{Title: mark(l.Name, s.store.Language == l.Code), Run: set(l.Code)})
	}
	return list
}

// regionCommands choose how numbers and months are written, from the next start
// on. Each shows how it writes them.
func (s *Shell) regionCommands() []Command {
	set := func(code string) func() {
		return func() {
			if s.store.Region != code {
				s.store.Region = code
				s.remember()
				s.menus.refresh()
				s.say(tr.T("It holds from the next start of Remanence."))
			}
		}
	}
	list := []Command{{Title: mark(tr.F("As the system: %s", figures.LocaleOf(tr.SystemLocale("LC_NUMERIC")).Sample()), s.store.Region == ""), Run: set("")}}
	codes := figures.Locales()
	if r := s.store.Region; r != "" && !slices.Contains(codes, r) {
		codes = append(codes, r)
	}
	for _, code := range codes {
		list = append(list, Command{Title: mark(figures.LocaleOf(code).Sample(), s.store.Region == code), Run: set(code)})
	}
	return list
}
