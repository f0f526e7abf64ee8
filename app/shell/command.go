package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"remanence/app/tr"
	"remanence/app/words"
)

// Command is one thing the window can do. The table of commands feeds the main
// menu, the buttons, the keys page and the test that no two share a key.
type Command struct {
	ID       string
	Menu     string // File, Edit, Plan, Pages, View, Help
	Title    string
	Name     func() string // in place of Title where it changes, such as "Undo Mass of EA110"
	Shortcut fyne.Shortcut
	Keys     string // as people write it: Ctrl+O
	Enabled  func() bool
	Checked  func() bool
	Run      func()
	Children func() []Command
	Gap      bool // a line above it
}

// menuTitle is a menu's name on screen.
func menuTitle(menu string) string {
	switch menu {
	case "File":
		return tr.T("File")
	case "Edit":
		return tr.T("Edit")
	case "Plan":
		return tr.T("Plan")
	case "Pages":
		return tr.T("Pages")
	case "View":
		return tr.T("View")
	case "Help":
		return tr.T("Help")
	}
	return menu
}

// Label is the title as it stands now.
func (c *Command) Label() string {
	if c.Name != nil {
		return c.Name()
	}
	return c.Title
}

func (c *Command) enabled() bool { return c.Enabled == nil || c.Enabled() }

// key is a shortcut with the platform's main modifier.
func key(name fyne.KeyName, more ...fyne.KeyModifier) fyne.Shortcut {
	m := fyne.KeyModifierShortcutDefault
	for _, x := range more {
		m |= x
	}
	return &desktop.CustomShortcut{KeyName: name, Modifier: m}
}

// commandTable lists every command in menu order.
func (s *Shell) commandTable() []Command {
	always := func(f func()) func() { return f }
	planning := func() bool { return s.planning() }
	list := []Command{
		{ID: "new", Menu: "File", Title: tr.T("New"), Shortcut: key(fyne.KeyN), Keys: "Ctrl+N", Run: s.newProject},
		{ID: "open", Menu: "File", Title: tr.T("Open …"), Shortcut: key(fyne.KeyO), Keys: "Ctrl+O", Run: s.open},
		{ID: "sample", Menu: "File", Title: tr.T("Open sample"), Children: s.sampleCommands},
		{ID: "recent", Menu: "File", Title: tr.T("Open recent"), Enabled: func() bool { return len(s.store.Recent) > 0 }, Children: s.recentCommands},
		{ID: "save", Menu: "File", Title: tr.T("Save"), Shortcut: key(fyne.KeyS), Keys: "Ctrl+S", Gap: true, Run: func() { s.save(nil) }},
		{ID: "save-as", Menu: "File", Title: tr.T("Save as …"), Shortcut: key(fyne.KeyS, fyne.KeyModifierShift), Keys: "Ctrl+Shift+S", Run: func() { s.saveAs(nil) }},
		{ID: "autosave", Menu: "File", Title: tr.T("Save by itself"), Checked: func() bool { return s.store.Autosave }, Run: s.toggleAutosave},
		{ID: "password", Menu: "File", Title: tr.T("Password …"), Run: s.setPassword},
		{ID: "import-sheet", Menu: "File", Title: tr.T("Import sheet …"), Shortcut: key(fyne.KeyI, fyne.KeyModifierShift), Keys: "Ctrl+Shift+I", Gap: true, Run: s.importSheet},
		{ID: "import-waiting", Menu: "File", Name: s.waitingName, Enabled: func() bool { return s.imports.Waiting() > 0 }, Run: s.imports.ShowWaiting},
		{ID: "import", Menu: "File", Title: tr.T("Import case folder …"), Run: s.importFolder},
		{ID: "template", Menu: "File", Title: tr.T("Template to fill in"), Children: s.templateCommands},
		{ID: "export", Menu: "File", Title: tr.T("Export workbook …"), Shortcut: key(fyne.KeyE), Keys: "Ctrl+E", Enabled: s.canExport, Run: s.export},
		{ID: "export-as", Menu: "File", Title: tr.T("Export a copy"), Enabled: s.canExport, Children: s.exportCommands},
		{ID: "quit", Menu: "File", Title: tr.T("Quit"), Shortcut: key(fyne.KeyQ), Keys: "Ctrl+Q", Gap: true, Run: s.Quit},

		{ID: "undo", Menu: "Edit", Title: tr.T("Undo"), Name: s.undoName, Shortcut: &fyne.ShortcutUndo{}, Keys: "Ctrl+Z", Run: s.undo},
		{ID: "redo", Menu: "Edit", Title: tr.T("Redo"), Name: s.redoName, Shortcut: &fyne.ShortcutRedo{}, Keys: "Ctrl+Y", Run: s.redo},
		{ID: "cut", Menu: "Edit", Title: tr.T("Cut"), Shortcut: &fyne.ShortcutCut{}, Keys: "Ctrl+X", Gap: true, Run: always(func() { s.pass(&fyne.ShortcutCut{Clipboard: s.app.Clipboard()}) })},
		{ID: "copy", Menu: "Edit", Title: tr.T("Copy"), Shortcut: &fyne.ShortcutCopy{}, Keys: "Ctrl+C", Run: func() { s.pass(&fyne.ShortcutCopy{Clipboard: s.app.Clipboard()}) }},
		{ID: "paste", Menu: "Edit", Title: tr.T("Paste"), Shortcut: &fyne.ShortcutPaste{}, Keys: "Ctrl+V", Run: func() { s.pass(&fyne.ShortcutPaste{Clipboard: s.app.Clipboard()}) }},
		{ID: "paste-table", Menu: "Edit", Title: tr.T("Paste a table …"), Shortcut: key(fyne.KeyV, fyne.KeyModifierShift), Keys: "Ctrl+Shift+V", Run: func() { s.imports.Paste(s.app.Clipboard().Content()) }},

		{ID: "find", Menu: "Edit", Title: tr.T("Find in the table"), Shortcut: key(fyne.KeyF), Keys: "Ctrl+F", Gap: true, Run: s.find},
		{ID: "palette", Menu: "Edit", Title: tr.T("Do or find anything …"), Shortcut: key(fyne.KeyK), Keys: "Ctrl+K", Run: s.showPalette},

		{ID: "plan", Menu: "Plan", Title: tr.T("Plan now"), Shortcut: key(fyne.KeyR, fyne.KeyModifierShift), Keys: "F5, Ctrl+Shift+R", Enabled: func() bool { return !planning() }, Run: s.planNow},
		{ID: "cancel", Menu: "Plan", Title: tr.T("Stop planning"), Shortcut: key(fyne.KeyPeriod), Keys: "Ctrl+.", Enabled: planning, Run: s.session.Cancel},
		{ID: "project-settings", Menu: "Plan", Title: tr.T("Project settings"), Gap: true, Run: func() { s.Show("library", "settings") }},
		{ID: "what-if", Menu: "Plan", Title: tr.T("What if this were …"), Shortcut: key(fyne.KeyJ), Keys: "Ctrl+J", Gap: true, Run: s.whatIf},
	}
	list = append(append(list, s.pageCommands()...), s.viewCommands()...)
	return append(list,
		Command{ID: "why", Menu: "Help", Title: tr.T("Why this figure?"), Shortcut: key(fyne.KeyI), Keys: "Ctrl+I", Run: s.why},
		Command{ID: "keys", Menu: "Help", Title: tr.T("Keys"), Shortcut: key(fyne.KeySlash), Keys: "Ctrl+/, F1", Run: s.showKeys},
		Command{ID: "about", Menu: "Help", Title: tr.T("About Remanence"), Run: s.showAbout})
}

func (s *Shell) viewCommands() []Command {
	var list []Command
	digits := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}
	for i, p := range s.makers {
		list = append(list, Command{ID: "page-" + p.ID, Menu: "View", Title: p.Title, Shortcut: key(digits[i]), Keys: "Ctrl+" + string(digits[i]),
			Checked: func() bool { return s.current == p.ID }, Run: func() { s.Show(p.ID, "") }})
	}
	list = append(list, Command{ID: "next-tab", Menu: "View", Title: tr.T("Next tab"), Shortcut: key(fyne.KeyPageDown), Keys: "Ctrl+PageDown", Gap: true, Enabled: s.hasTabs, Run: func() { s.turnTab(1) }},
		Command{ID: "previous-tab", Menu: "View", Title: tr.T("Previous tab"), Shortcut: key(fyne.KeyPageUp), Keys: "Ctrl+PageUp", Enabled: s.hasTabs, Run: func() { s.turnTab(-1) }})
	for i, t := range []struct{ id, title string }{{"light", tr.T("Light")}, {"dark", tr.T("Dark")}, {"", tr.T("As the system")}} {
		list = append(list, Command{ID: "theme-" + t.id, Menu: "View", Title: t.title, Gap: i == 0,
			Checked: func() bool { return s.store.Theme == t.id }, Run: func() { s.setTheme(t.id) }})
	}
	list = append(list, Command{ID: "scale", Menu: "View", Title: tr.T("Size"), Gap: true, Children: s.scaleCommands},
		Command{ID: "language", Menu: "View", Title: tr.T("Language"), Children: s.languageCommands},
		Command{ID: "region", Menu: "View", Title: tr.T("Numbers and months"), Children: s.regionCommands},
		Command{ID: "welcome", Menu: "View", Title: tr.T("First screen"), Run: s.Welcome})
	return list
}

// command finds a command of the table.
func (s *Shell) command(id string) *Command {
	for i := range s.commands {
		if s.commands[i].ID == id {
			return &s.commands[i]
		}
	}
	return nil
}

// Run does a command by its id if it is enabled; false when it is not.
func (s *Shell) Run(id string) bool {
	c := s.command(id)
	if c == nil || !c.enabled() || c.Run == nil {
		return false
	}
	c.Run()
	return true
}

// undoer is a page with changes of its own that are not in the project yet, such
// as shares tried by hand; they come back first.
type undoer interface {
	CanUndo() (name string, ok bool)
	CanRedo() (name string, ok bool)
	Undo()
	Redo()
}

// undoes is the page in front if it has something to undo or redo itself.
func (s *Shell) undoes() undoer {
	u, _ := s.pages[s.current].(undoer)
	return u
}

func (s *Shell) undoName() string {
	if u := s.undoes(); u != nil {
		if name, ok := u.CanUndo(); ok {
			return tr.F("Undo %s", lowerFirst(name))
		}
	}
	if name, ok := s.session.CanUndo(); ok {
		return tr.F("Undo %s", lowerFirst(name))
	}
	return tr.T("Undo")
}

func (s *Shell) redoName() string {
	if u := s.undoes(); u != nil {
		if name, ok := u.CanRedo(); ok {
			return tr.F("Redo %s", lowerFirst(name))
		}
	}
	if name, ok := s.session.CanRedo(); ok {
		return tr.F("Redo %s", lowerFirst(name))
	}
	return tr.T("Redo")
}

// lowerFirst fits a change's name behind a verb; names such as "MOQ of O1" stay.
func lowerFirst(s string) string {
	if tr.Current() != "en" {
		return s // German nouns keep their capital
	}
	r := []rune(s)
	if len(r) > 1 && r[0] >= 'A' && r[0] <= 'Z' && r[1] >= 'a' && r[1] <= 'z' {
		r[0] += 'a' - 'A'
	}
	return string(r)
}

// textField is what every entry has and a grid has not.
type textField interface {
	fyne.Shortcutable
	SelectedText() string
}

// editing is the text field that has the keyboard, nil when none has. Menu
// shortcuts come before the field's own, so undo must be handed on to it.
func (s *Shell) editing() fyne.Shortcutable {
	if f, ok := s.win.Canvas().Focused().(textField); ok {
		return f
	}
	return nil
}

// pass hands a shortcut to whatever has the keyboard.
func (s *Shell) pass(x fyne.Shortcut) {
	if f, ok := s.win.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(x)
	}
}

func (s *Shell) undo() {
	if f := s.editing(); f != nil {
		f.TypedShortcut(&fyne.ShortcutUndo{})
		return
	}
	if u := s.undoes(); u != nil {
		if name, ok := u.CanUndo(); ok {
			u.Undo()
			s.menus.refresh()
			s.say(tr.F("Taken back: %s", words.Sentence(lowerFirst(name))))
			return
		}
	}
	if name, ok := s.session.CanUndo(); ok {
		s.session.Undo()
		s.say(tr.F("Taken back: %s", words.Sentence(lowerFirst(name))))
	}
}

func (s *Shell) redo() {
	if f := s.editing(); f != nil {
		f.TypedShortcut(&fyne.ShortcutRedo{})
		return
	}
	if u := s.undoes(); u != nil {
		if name, ok := u.CanRedo(); ok {
			u.Redo()
			s.menus.refresh()
			s.say(tr.F("Made again: %s", words.Sentence(lowerFirst(name))))
			return
		}
	}
	if name, ok := s.session.CanRedo(); ok {
		s.session.Redo()
		s.say(tr.F("Made again: %s", words.Sentence(lowerFirst(name))))
	}
}
