package shell

import (
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"remanence/app/parts"
	"remanence/app/plantest"
	"remanence/app/session"
	"remanence/app/ui"
	"remanence/data/document"
	"remanence/data/reference"
	"remanence/data/shipped"
)

// A toast's own clock would change the window beside the test.
func init() { ui.ToastTime = time.Hour }

// rig is the real window on the test driver with a planner that needs no
// optimiser. What the background brings back waits until the test lets it in.
type rig struct {
	t       *testing.T
	s       *Shell
	planner *plantest.Planner
	queue   chan func()
	asked   []string // paths the file prompts hand out, in order
}

func newRig(t *testing.T) *rig {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", t.TempDir()) // of the files held while a project is open
	a := test.NewTempApp(t)
	r := &rig{t: t, planner: &plantest.Planner{}, queue: make(chan func(), 10_000)}
	run := func(f func()) { r.queue <- f }
	before := ui.Files
	ui.Files = r
	s := session.New(reference.Shipped().Facts(), document.New(newDocument().Project()), r.planner, run)
	samples := Samples()
	for i := range samples {
		samples[i].Plans = nil // so that opening one plans it
	}
	r.s = New(Params{App: a, Session: s, Pages: Pages(), Samples: samples, Store: LoadStore(t.TempDir()), Version: "test", OnUI: run, Recovery: t.TempDir(), Example: example, Scenarios: FrontOf(s)})
	r.s.Window().Resize(UsualSize)
	r.s.Show("overview", "")
	t.Cleanup(func() {
		s.Close()
		ui.Files = before
		r.s.Window().Close()
	})
	return r
}

// Open and Save implement ui.FilePrompt with the paths of asked.
func (r *rig) Open(_ fyne.Window, _ ui.FileKind, done func(string)) { r.next(done) }
func (r *rig) Save(_ fyne.Window, _ ui.FileKind, _ string, done func(string)) {
	r.next(done)
}

func (r *rig) next(done func(string)) {
	if len(r.asked) > 0 {
		path := r.asked[0]
		r.asked = r.asked[1:]
		done(path)
	}
}

// until lets the background in until something holds.
func (r *rig) until(what string, holds func() bool) {
	r.t.Helper()
	deadline := time.After(20 * time.Second)
	for !holds() {
		select {
		case f := <-r.queue:
			f()
		case <-deadline:
			r.t.Fatalf("waited in vain for %s; the header says %q", what, r.s.header.chip.Text())
		}
	}
}

func (r *rig) chip(text string) {
	r.t.Helper()
	r.until(text, func() bool { return strings.ReplaceAll(r.s.header.chip.Text(), "\u00a0", " ") == text })
}

// run does a command and fails when it is not enabled.
func (r *rig) run(id string) {
	r.t.Helper()
	if !r.s.Run(id) {
		r.t.Fatalf("%s is not enabled", id)
	}
}

// dialog is the text of the dialog on top, "" when there is none.
func (r *rig) dialog() string {
	top := r.s.win.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	return wordsOf(top)
}

// screen is every text of the window, notices included.
func (r *rig) screen() string { return wordsOf(r.s.win.Canvas().Content()) }

func wordsOf(shown fyne.CanvasObject) string {
	var words []string
	for _, o := range test.LaidOutObjects(shown) {
		switch x := o.(type) {
		case *widget.Label:
			words = append(words, x.Text)
		case *canvas.Text:
			words = append(words, x.Text)
		}
	}
	inSight(shown, func(o fyne.CanvasObject) bool {
		if x, ok := o.(*parts.Table); ok {
			words = append(words, x.Grid().Drawn()...)
		}
		return true
	})
	return strings.Join(words, " ")
}

// press taps a button of the dialog on top.
func (r *rig) press(text string) {
	r.t.Helper()
	top := r.s.win.Canvas().Overlays().Top()
	if top == nil {
		r.t.Fatalf("no dialog with a button %q", text)
	}
	for _, o := range test.LaidOutObjects(top) {
		if b, ok := o.(*ui.Button); ok && b.Text == text {
			b.OnTapped()
			return
		}
	}
	r.t.Fatalf("no button %q in %q", text, r.dialog())
}

// openFinished opens a sample with the plans that ship with it, up to date.
func (r *rig) openFinished(id string) {
	r.t.Helper()
	made, ok := shipped.Read(id)
	if !ok {
		r.t.Fatalf("no plans ship with %s", id)
	}
	r.s.OpenSample(id)
	doc := r.s.session.Doc()
	made.Plan.Digest = doc.Digest()
	doc.SetPlan(made.Plan)
	doc.SetBaselines(made.AsToday, made.Cheapest)
	r.s.session.Open(doc)
}

func sampleFolder(t *testing.T, id string) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS("../../assets/samples/"+id)); err != nil {
		t.Fatal(err)
	}
	return folder
}
