package imports

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/palette"
	"remanence/data/sheets"
	"remanence/data/sheets/book"
)

// Imports opens sheets for a window and keeps the rows that wait.
type Imports struct {
	session *session.Session
	win     fyne.Window
	memory  *sheets.Memory
	keep    func(memory []byte)
	waiting []*Flow
	foreign []json.RawMessage // rows of the project that this version cannot read
	task    *session.Task
	current *dialog
	queue   []string // files that are opened once what is open is closed
	// OnWaiting is called when the list of waiting rows changes.
	OnWaiting func()
}

// Kind is what File, Import asks for.
func Kind() ui.FileKind {
	return ui.FileKind{Name: tr.T("Sheet"), Extensions: []string{".xlsx", ".xlsm", ".csv", ".tsv", ".txt"}}
}

// firstRows are read before the rest of a sheet.
const firstRows = 300

// New makes the importer of a window. memory is how layouts were read before, as
// keep was handed it; keep may be nil.
func New(s *session.Session, w fyne.Window, memory []byte, keep func([]byte)) *Imports {
	x := &Imports{session: s, win: w, memory: sheets.ReadMemory(memory), keep: keep}
	s.Subscribe(func(e session.Event) {
		if e.Kind == session.Opened { // rows that wait belong to their project
			x.recall()
			x.changed()
		}
	})
	x.recall()
	return x
}

// recall takes the rows that wait from the project that is open. What cannot be
// read stays in the project as it is.
func (x *Imports) recall() {
	x.waiting, x.foreign = nil, nil
	for _, text := range x.session.Doc().Waiting() {
		f, err := restore(text, x.memory, x.env)
		if err != nil {
			x.foreign = append(x.foreign, text)
			continue
		}
		x.waiting = append(x.waiting, f)
	}
}

// store keeps the rows that wait with the project.
func (x *Imports) store() {
	rows := slices.Clone(x.foreign)
	for _, f := range x.waiting {
		text, err := f.keep()
		if err != nil {
			x.fail(tr.T("Not all rows that wait are kept with the project."), err)
			continue
		}
		rows = append(rows, text)
	}
	x.session.Doc().SetWaiting(rows)
}

func (x *Imports) env() sheets.Env {
	return sheets.Env{Project: x.session.Project(), Facts: x.session.Facts()}
}

// OpenAll opens files one after the other, each when what was open before is closed.
func (x *Imports) OpenAll(paths []string) {
	x.queue = append(x.queue, paths...)
	if !x.Showing() {
		x.next()
	}
}

// Showing reports whether a sheet is being read or looked at.
func (x *Imports) Showing() bool {
	return x.task.Running() || x.current != nil && x.current.box.IsOpen()
}

// next opens the next file unless something else waits for an answer.
func (x *Imports) next() {
	if len(x.queue) == 0 || x.Showing() || x.win.Canvas().Overlays().Top() != nil {
		return
	}
	path := x.queue[0]
	x.queue = x.queue[1:]
	x.Open(path)
}

// Open reads a file in the background and shows what it holds.
func (x *Imports) Open(path string) { x.open(path, "") }

func (x *Imports) open(path, password string) {
	x.task.Cancel()
	var wait *ui.Dialog
	var first *dialog // shows the first rows while the others are read
	x.task = session.Work(x.session, func(ctx context.Context, tell func(*book.Book)) error {
		// The first rows are on screen at once; a long sheet follows.
		b, err := book.Open(ctx, path, book.Options{Password: password, MaxRows: firstRows})
		if err != nil {
			return err
		}
		if !partly(b) { // rows of merged cells stand behind the rows of a sheet
			b, err = book.Open(ctx, path, book.Options{Password: password})
			if err == nil {
				tell(b)
			}
			return err
		}
		tell(b)
		if b, err = book.Open(ctx, path, book.Options{Password: password}); err == nil {
			tell(b)
		}
		return err
	}, func(b *book.Book) {
		wait.Close()
		if first != nil {
			first.complete(b)
			return
		}
		x.start(b)
		if partly(b) {
			first = x.current
		}
	}, func(err error) {
		wait.Close()
		switch {
		case errors.Is(err, book.ErrPassword):
			x.askPassword(path, password != "")
		case err != nil:
			x.fail(tr.T("The sheet could not be read."), err)
		default:
			x.next() // where what came was closed before the end was told
		}
	})
	task := x.task
	wait = ui.ShowDialog(x.win, tr.T("Reading the file …"), container.NewWithoutLayout(), 0, ui.Choice{Text: tr.T("Cancel"), Cancel: true, Do: func() bool {
		task.Cancel()
		wait.OnClose = x.next
		return true
	}})
	if !task.Running() { // it was quicker than the dialog
		wait.Close()
	}
}

func (x *Imports) askPassword(path string, wrong bool) {
	entry := ui.NewEntry(tr.T("password"))
	entry.Password = true
	intro := tr.T("The file is protected by a password.")
	if wrong {
		intro = tr.T("That password does not open the file. Try again.")
	}
	ui.ShowForm(x.win, ui.Form{Title: tr.T("Password of the file"), Intro: intro, OK: tr.T("Open"),
		Fields: []ui.Field{{Label: tr.T("Password"), Widget: entry}},
		Done: func() error {
			if entry.Text == "" {
				return errors.New(tr.T("enter the password"))
			}
			defer x.open(path, entry.Text)
			return nil
		}}).OnClose = x.next
}

// Paste reads a table from the clipboard.
func (x *Imports) Paste(text string) {
	b, err := book.Paste(text)
	if err != nil {
		x.fail(tr.T("The clipboard could not be read."), err)
		return
	}
	x.start(b)
}

func (x *Imports) start(b *book.Book) {
	f, err := NewFlow(b, x.memory, x.env)
	if err != nil {
		x.fail(tr.T("Nothing to import."), err)
		return
	}
	x.current = x.show(f)
}

// closed follows a dialog that was closed without importing: what was mended in
// rows that wait is kept.
func (x *Imports) closed(f *Flow) {
	if slices.Contains(x.waiting, f) {
		x.store()
		x.changed()
	}
}

// finished follows an import: rows that wait are kept, the mapping is remembered.
func (x *Imports) finished(f *Flow, good int) {
	if x.keep != nil {
		if text, err := x.memory.JSON(); err == nil {
			x.keep(text)
		}
	}
	left := f.Waiting()
	x.waiting = slices.DeleteFunc(x.waiting, func(o *Flow) bool { return o == f || sheets.SameTable(o.request(), f.request()) })
	if left > 0 {
		x.waiting = append(x.waiting, f)
	}
	x.store()
	x.changed()
	ui.Toast(x.win, ui.Notice{Text: imported(good, f.Waiting()), Tint: palette.Ok, Action: tr.T("Undo"), OnAction: x.session.Undo})
}

func (x *Imports) changed() {
	if x.OnWaiting != nil {
		x.OnWaiting()
	}
}

// Waiting counts the rows that did not come in yet.
func (x *Imports) Waiting() int {
	n := 0
	for _, f := range x.waiting {
		n += f.Waiting()
	}
	return n
}

// ShowWaiting opens the latest import with rows that wait.
func (x *Imports) ShowWaiting() {
	if len(x.waiting) > 0 {
		x.current = x.show(x.waiting[len(x.waiting)-1])
	}
}

func (x *Imports) fail(what string, err error) {
	text := own(err.Error())
	if r := (*book.Refusal)(nil); errors.As(err, &r) {
		text = strings.TrimSpace(own(r.What) + " " + own(r.Mend))
	}
	ui.ShowError(x.win, what, errors.New(text)).OnClose = x.next
}
