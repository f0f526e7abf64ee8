// Package shell is the window: navigation, header, menus and shortcuts, opening
// and saving, undo, and the state of the background work. It knows the pages
// only by their table.
package shell

import (
	"io/fs"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"remanence/app/entry"
	"remanence/app/imports"
	"remanence/app/parts"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/whatif"
	"remanence/data/document"
	"remanence/planner"
)

// PageMaker is a line of the table of pages. New is called when the page is
// first shown.
type PageMaker struct {
	ID, Title string
	Icon      func() fyne.Resource
	New       func(*session.Session, fyne.Window) session.Page
	Commands  func() []session.Command // what can be done on it; nil is nothing
}

// Sample is a built-in project.
type Sample struct {
	ID, Title string
	Files     fs.FS // the case folder
	// Plans gives the plans that ship with it, nil when there are none.
	Plans func() (plan, asToday, cheapest *planner.Plan)
}

// Params is what the shell is made from.
type Params struct {
	App     fyne.App
	Session *session.Session
	Pages   []PageMaker
	Samples []Sample
	Store   *Store
	Version string
	// Recovery is the folder in which unsaved changes are kept; "" keeps none.
	Recovery string
	// Example is the id of the sample the first screen opens.
	Example string
	// Scenarios lists what the header's picker chooses from; nil shows no picker.
	Scenarios ScenarioPicker
	OnDrawn   func()       // the first page is on screen
	OnQuit    func()       // the window begins to close
	OnUI      func(func()) // ui.Do
}

// Shell is the main window.
type Shell struct {
	app      fyne.App
	win      fyne.Window
	session  *session.Session
	store    *Store
	version  string
	samples  []Sample
	onUI     func(func())
	makers   []PageMaker
	pages    map[string]session.Page
	framed   map[string]fyne.CanvasObject // pages as they are shown
	current  string
	commands []Command
	menus    *menus
	rail     *rail
	header   *header
	body     *fyne.Container
	closing  bool
	onQuit   func()
	recovery string
	example  string
	lock     *document.Lock
	autosave *time.Timer
	// autosaveAfter is autosavePause; tests shorten it.
	autosaveAfter time.Duration
	leave         func() // session events
	imports       *imports.Imports
	first         fyne.Focusable // what has the keyboard on the first screen
}

// Smallest and usual size of the window.
var (
	SmallestSize = fyne.NewSize(900, 480) // 1366×768 at 150 %
	UsualSize    = fyne.NewSize(1366, 768)
)

// New builds the window; Window().ShowAndRun shows it.
func New(p Params) *Shell {
	s := &Shell{app: p.App, session: p.Session, store: p.Store, version: p.Version, samples: p.Samples, onUI: p.OnUI,
		makers: p.Pages, pages: map[string]session.Page{}, framed: map[string]fyne.CanvasObject{}, recovery: p.Recovery, example: p.Example, autosaveAfter: autosavePause}
	s.onQuit = p.OnQuit
	s.applyTheme()
	s.win = p.App.NewWindow("Remanence")
	s.imports = imports.New(p.Session, s.win, s.store.layouts(), s.keepLayouts)
	s.imports.OnWaiting = func() { s.menus.refresh() }
	s.commands = s.commandTable()
	s.menus = newMenus(s.commands, func() bool { return menuOpen(s.win.Canvas()) }, func(f func()) {
		time.AfterFunc(menuPause, func() {
			s.onUI(func() {
				if !s.closing {
					f()
				}
			})
		})
	})
	s.rail = newRail(p.Pages, func(id string) { s.Show(id, "") })
	s.header = newHeader(s)
	s.header.pick(p.Scenarios)
	s.body = container.NewStack()
	content := container.New(&frame{header: s.header.object, body: s.body, rail: s.rail}, s.header.object, s.rail, s.body)
	if p.OnDrawn != nil {
		content = container.NewStack(content, firstDraw(p.OnDrawn))
	}
	s.win.SetMainMenu(s.menus.main)
	s.win.SetContent(ui.NewLayer(s.win, content))
	s.win.SetPadded(false)
	s.win.SetMaster()
	s.win.Resize(s.size())
	s.win.SetCloseIntercept(s.Quit)
	s.win.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { s.dropped(uris) })
	s.win.Canvas().SetOnTypedKey(s.typedKey)
	s.leave = s.session.Subscribe(s.told)
	if s.recovery != "" {
		s.session.KeepJournal(s.recovery)
	}
	s.refresh()
	return s
}

// Window is the window.
func (s *Shell) Window() fyne.Window { return s.win }

// firstDraw calls back when the canvas paints for the first time.
func firstDraw(drawn func()) fyne.CanvasObject {
	done := false
	r := canvas.NewRasterWithPixels(nil)
	blank := newBlank()
	r.Generator = func(w, h int) image {
		if !done {
			done = true
			drawn()
		}
		return blank
	}
	r.Resize(fyne.NewSize(1, 1))
	return container.NewWithoutLayout(r)
}

// size is the size of the last time, within reason; the window may not be
// larger than the smallest screen it must fit unless the user made it so.
func (s *Shell) size() fyne.Size {
	if s.store.Width < SmallestSize.Width || s.store.Height < SmallestSize.Height || s.store.Width > 8000 || s.store.Height > 5000 {
		if s.store.Scale > 1 { // the screen has grown no larger
			return fyne.NewSize(UsualSize.Width/s.store.Scale, UsualSize.Height/s.store.Scale).Max(SmallestSize)
		}
		return UsualSize
	}
	return fyne.NewSize(s.store.Width, s.store.Height)
}

// Show brings a page to the front, at a thing when what is not "".
func (s *Shell) Show(id, what string) {
	page := s.page(id)
	if page == nil {
		return
	}
	if s.current != id {
		s.current, s.store.Page = id, id
		s.rail.choose(id)
		// On a small screen with large text a page scrolls rather than be cut off.
		if s.framed[id] == nil {
			s.framed[id] = container.NewScroll(page.Content())
		}
		s.body.Objects = []fyne.CanvasObject{s.framed[id]}
		s.body.Refresh()
		s.menus.refresh()
	}
	page.Shown(what)
}

// Current is the id of the page in front.
func (s *Shell) Current() string { return s.current }

// page makes a page when it is first asked for; nil when there is none.
func (s *Shell) page(id string) session.Page {
	if p, ok := s.pages[id]; ok {
		return p
	}
	for _, m := range s.makers {
		if m.ID == id {
			s.pages[id] = m.New(s.session, s.win)
			return s.pages[id]
		}
	}
	return nil
}

// told hears of everything the session does.
func (s *Shell) told(e session.Event) {
	switch e.Kind {
	case session.Navigate:
		if e.Page == entry.ImportPage {
			s.imports.Paste(e.What)
			return
		}
		s.Show(e.Page, e.What)
		return
	case session.Explain:
		var more []ui.Choice
		if len(whatif.Cells(s.session.Project(), e.Why)) > 0 {
			more = []ui.Choice{{Text: whatif.Title(), Do: func() bool {
				whatif.Ask(s.session, s.win, e.Why)
				return true
			}}}
		}
		parts.ShowWhy(s.win, e.Why, time.Now().Format(time.DateOnly), func(page, what string) { s.Show(page, what) }, more...)
		return
	case session.Opened:
		if p := s.pages[s.current]; p != nil {
			p.Shown("")
		} else if s.welcoming() {
			s.Show("overview", "")
		}
	case session.ProjectChanged:
		s.autosaveSoon()
	case session.JournalFailed:
		s.warn(tr.F("Changes are not kept for the case of a crash: %s. Save often.", tr.Told(e.What)))
	}
	s.refresh()
}

// refresh brings title, header and menus up to date.
func (s *Shell) refresh() {
	if s.closing {
		return
	}
	dirty := s.session.Unsaved()
	title := s.session.Project().Name
	if dirty {
		title += " *"
	}
	s.win.SetTitle(title + " – Remanence")
	s.header.show(s.session, s.session.Doc().Path(), dirty, s.canExport())
	s.menus.refresh()
}

func (s *Shell) planning() bool { return s.session.Status().Kind == session.Planning }

func (s *Shell) canExport() bool {
	plan, _ := s.session.Plan()
	return plan != nil && len(plan.Flows) > 0
}

// why explains the figure under the pointer, or else the selected one.
func (s *Shell) why() {
	if ui.PointedWhy() {
		return
	}
	if p, ok := s.pages[s.current].(session.Explainer); ok {
		if e, ok := p.Why(); ok {
			s.session.Explain(e)
			return
		}
	}
	ui.Toast(s.win, ui.Notice{Text: tr.T("Select a figure, or rest the pointer on one, to see where it comes from."), Tint: palette.Info})
}

// whatIf asks what the selected figure would be and compares.
func (s *Shell) whatIf() {
	if p, ok := s.pages[s.current].(interface{ WhatIf() bool }); ok && p.WhatIf() {
		return
	}
	if p, ok := s.pages[s.current].(session.Explainer); ok {
		if e, ok := p.Why(); ok {
			whatif.Ask(s.session, s.win, e)
			return
		}
	}
	whatif.AskAny(s.session, s.win) // nothing is selected: any figure
}

func (s *Shell) planNow() { s.session.Replan() }

// typedKey takes the keys no menu can: those without a modifier.
func (s *Shell) typedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyF5:
		s.Run("plan")
	case fyne.KeyF1:
		s.Run("keys")
	default:
		s.pageKey(string(k.Name))
	}
}

// say shows a short note that goes away by itself.
func (s *Shell) say(text string) { ui.Toast(s.win, ui.Notice{Text: text, Tint: palette.Ok}) }

// fail says what did not work, in a sentence.
func (s *Shell) fail(what string, err error) { ui.ShowError(s.win, what, err) }

func (s *Shell) setTheme(id string) {
	s.store.Theme = id
	s.remember()
	s.applyTheme()
	s.menus.refresh()
}

func (s *Shell) applyTheme() {
	mode := map[string]ui.Mode{"light": ui.Light, "dark": ui.Dark}[s.store.Theme]
	s.app.Settings().SetTheme(menuTheme{ui.NewTheme(mode)})
}

// remember writes the store; a disk that refuses costs only the memory.
func (s *Shell) remember() {
	if err := s.store.Save(); err != nil {
		fyne.LogError("the window's settings were not saved", err)
	}
}

// Quit closes the window, asking first when there are unsaved changes.
func (s *Shell) Quit() {
	if s.closing {
		return
	}
	s.guard(tr.T("Save the changes before closing?"), s.shut)
}

// shut ends in order: no more events, jobs stopped and waited for, then the
// window.
func (s *Shell) shut() {
	s.closing = true
	if s.onQuit != nil {
		s.onQuit()
	}
	s.leave()
	if s.autosave != nil {
		s.autosave.Stop()
	}
	if size := s.win.Canvas().Size(); size.Width > 0 {
		s.store.Width, s.store.Height = size.Width, size.Height
	}
	s.remember()
	s.session.Stop()
	s.release()
	go func() {
		s.session.Wait()
		s.onUI(func() {
			s.win.Close()
			s.app.Quit()
		})
	}()
}

func size(bytes int64) string {
	switch {
	case bytes >= 1<<20:
		return figures.Number(float64(bytes)/(1<<20), 1) + "\u00a0MB"
	case bytes >= 1<<10:
		return figures.Number(float64(bytes)/(1<<10), 0) + "\u00a0kB"
	}
	return tr.F("%d bytes", bytes)
}
