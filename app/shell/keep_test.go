package shell

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"remanence/app/session"
	"remanence/app/ui"
	"remanence/data/document"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/scenario"
)

// typed writes into what has the keyboard.
func (r *rig) typed(text string) {
	for _, c := range text {
		r.s.win.Canvas().Focused().TypedRune(c)
	}
}

func (r *rig) key(name fyne.KeyName) {
	r.s.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
}

// crashed leaves a journal of two changes as a killed app does, and returns its
// folder. The process that made it is played by a child of this test.
func crashed(t *testing.T, password string) string {
	t.Helper()
	folder := t.TempDir()
	doc := newDocument()
	doc.SetPassword(password)
	s := session.New(reference.Shipped().Facts(), doc, nil, func(f func()) { f() })
	s.KeepJournal(folder)
	for _, name := range []string{"First name", "Second name"} {
		if err := s.Apply("Name of the project", setting("name", name)); err != nil {
			t.Fatal(err)
		}
	}
	names, _ := filepath.Glob(filepath.Join(folder, "*.journal"))
	if len(names) != 1 {
		t.Fatal(names)
	}
	b, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	s.Close() // on purpose: the journal goes, and its copy is nobody's
	if err := os.WriteFile(names[0], b, 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestAfterACrashTheChangesAreShownAndRestored(t *testing.T) {
	r := newRig(t)
	r.s.recovery = crashed(t, "")
	r.s.OfferRecovery()
	for _, want := range []string{"in no file yet", "2 changes", "Name of the project.", "First name → Second name"} {
		if text := r.dialog(); !strings.Contains(text, want) {
			t.Errorf("%q is not in the preview: %s", want, text)
		}
	}
	r.press("Restore")
	if got := r.s.session.Project().Name; got != "Second name" || !r.s.session.Unsaved() {
		t.Errorf("the project is called %q", got)
	}
	r.run("undo")
	if got := r.s.session.Project().Name; got != "First name" {
		t.Errorf("undo gives %q", got)
	}
	if left := document.Recoveries(r.s.recovery); len(left) != 0 {
		t.Error("what was restored is offered again")
	}
}

func TestARecoveryCanWaitAndBeThrownAway(t *testing.T) {
	r := newRig(t)
	r.s.recovery = crashed(t, "")
	r.s.OfferRecovery()
	r.press("Later")
	if r.dialog() != "" || len(document.Recoveries(r.s.recovery)) != 1 {
		t.Error("later means later")
	}
	r.s.OfferRecovery()
	r.press("Throw away")
	r.press("Throw away")
	if r.dialog() != "" || len(document.Recoveries(r.s.recovery)) != 0 {
		t.Error("it is still there:", r.dialog())
	}
}

func TestClosingWithoutSavingKeepsNothing(t *testing.T) {
	r := newRig(t)
	folder := r.s.recovery
	_ = r.s.session.Apply("Name", setting("name", "x"))
	if names, _ := filepath.Glob(filepath.Join(folder, "*.journal")); len(names) != 1 {
		t.Fatal("a change of an unsaved project is kept at once")
	}
	r.s.OpenSample(example)
	if names, _ := filepath.Glob(filepath.Join(folder, "*.journal")); len(names) != 0 {
		t.Error("the project was given up on purpose")
	}
}

func TestAnOpenProjectIsLockedForOthers(t *testing.T) {
	r := newRig(t)
	file := filepath.Join(t.TempDir(), "p.remanence")
	if err := document.New(newDocument().Project()).Save(file); err != nil {
		t.Fatal(err)
	}
	r.s.OpenPath(file)
	if l, who := document.Acquire(file, time.Now(), false); l != nil || who == nil {
		t.Fatal("nobody is told that the project is open")
	}
	r.s.OpenSample(example)
	l, who := document.Acquire(file, time.Now(), false)
	if l == nil {
		t.Fatal("the project is given free:", who)
	}
	r.s.OpenPath(file)
	if text := r.dialog(); !strings.Contains(text, "Somebody has this project open") {
		t.Fatal(text)
	}
	r.press("Open a copy")
	if got := r.s.session.Doc().Path(); got != "" || r.s.session.Project().Name != "New project" {
		t.Errorf("the copy is in %q", got)
	}
	r.s.OpenPath(file)
	r.press("Open anyway")
	if r.s.session.Doc().Path() != file {
		t.Error("not opened")
	}
	_ = l.Release()
	other := filepath.Join(t.TempDir(), "other.remanence")
	r.asked = []string{other}
	r.run("save-as")
	if _, who := document.Acquire(other, time.Now(), false); who == nil {
		t.Error("the lock did not follow the project to its new file")
	}
}

func TestAFileChangedElsewhereIsAskedAbout(t *testing.T) {
	r := newRig(t)
	file := filepath.Join(t.TempDir(), "p.remanence")
	elsewhere := func(name string) {
		p := newDocument().Project()
		p.Name = name
		if err := document.New(p).SaveOver(file); err != nil {
			t.Fatal(err)
		}
	}
	inFile := func() string {
		doc, err := document.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		return doc.Project().Name
	}
	elsewhere("first")
	r.s.OpenPath(file)
	_ = r.s.session.Apply("Name", setting("name", "ours"))
	elsewhere("theirs")
	r.run("save")
	if text := r.dialog(); !strings.Contains(text, "Another program changed p.remanence") {
		t.Fatal("nobody asked:", text)
	}
	r.press("Cancel")
	if inFile() != "theirs" || !r.s.session.Unsaved() {
		t.Error("saved all the same")
	}
	r.run("save")
	r.press("Replace it")
	if inFile() != "ours" || r.s.session.Unsaved() {
		t.Error("not replaced:", r.dialog())
	}
	elsewhere("theirs again")
	_ = r.s.session.Apply("Name", setting("name", "ours again"))
	other := filepath.Join(t.TempDir(), "other.remanence")
	r.asked = []string{other}
	r.run("save")
	r.press("Save under another name")
	if inFile() != "theirs again" || r.s.session.Doc().Path() != other {
		t.Error("both versions are to stand, ours is in", r.s.session.Doc().Path())
	}
}

func TestAPasswordIsSetAndAskedFor(t *testing.T) {
	r := newRig(t)
	file := filepath.Join(t.TempDir(), "secret.remanence")
	r.run("password")
	r.typed("short")
	r.press("OK")
	if text := r.dialog(); !strings.Contains(text, "eight characters") {
		t.Fatal(text)
	}
	r.typed("er but longer")
	r.s.win.Canvas().FocusNext()
	r.typed("shorter but longer")
	r.press("OK")
	if text := r.dialog(); text != "" {
		t.Fatal(text)
	}
	r.asked = []string{file}
	r.run("save")
	if b, _ := os.ReadFile(file); strings.Contains(string(b), "New project") {
		t.Fatal("the file can be read by anybody")
	}
	r.s.OpenSample(example)
	r.s.OpenPath(file)
	r.typed("wrong")
	r.press("Open")
	if text := r.dialog(); !strings.Contains(text, "not the right one") {
		t.Fatal(text)
	}
	r.typed(" ")
	for range 6 {
		r.key(fyne.KeyBackspace)
	}
	r.typed("shorter but longer")
	r.press("Open")
	if r.s.session.Doc().Path() != file || !r.s.session.Doc().Protected() {
		t.Error("not opened:", r.dialog())
	}
}

// What the password leads to is asked after it, not under it.
func TestAProtectedProjectThatSomebodyHasOpenIsAskedAbout(t *testing.T) {
	r := newRig(t)
	file := filepath.Join(t.TempDir(), "secret.remanence")
	doc := newDocument()
	doc.SetPassword("correct horse")
	if err := doc.Save(file); err != nil {
		t.Fatal(err)
	}
	lock, _ := document.Acquire(file, time.Now(), false)
	defer func() { _ = lock.Release() }()
	r.s.OpenPath(file)
	r.typed("correct horse")
	r.press("Open")
	if text := r.dialog(); !strings.Contains(text, "Somebody has this project open") {
		t.Fatalf("nobody asks: %q", text)
	}
	r.press("Open anyway")
	if r.s.session.Doc().Path() != file || r.dialog() != "" {
		t.Error("not opened:", r.dialog())
	}
}

func TestAProjectSavesItselfWhenAskedTo(t *testing.T) {
	r := newRig(t)
	r.s.autosaveAfter = time.Millisecond
	file := filepath.Join(t.TempDir(), "p.remanence")
	r.asked = []string{file}
	r.run("save")
	_ = r.s.session.Apply("Name", setting("name", "by hand"))
	if !r.s.session.Unsaved() {
		t.Fatal("nothing to save")
	}
	r.run("autosave")
	r.until("the project to save itself", func() bool { return !r.s.session.Unsaved() })
	if doc, err := document.Open(file); err != nil || doc.Project().Name != "by hand" {
		t.Error(err)
	}
}

func TestThePaletteFindsCommandsAndParts(t *testing.T) {
	r := newRig(t)
	r.openExample()
	r.run("palette")
	r.typed("demand")
	r.key(fyne.KeyReturn)
	if r.s.Current() != "demand" {
		t.Error("on page", r.s.Current())
	}
	r.run("palette")
	r.typed("offer O07")
	r.key(fyne.KeyReturn)
	if r.s.Current() != "sources" {
		t.Error("on page", r.s.Current())
	}
	r.run("palette")
	r.typed("dark")
	r.key(fyne.KeyReturn)
	if r.s.store.Theme != "dark" {
		t.Error("the theme is", r.s.store.Theme)
	}
	r.run("palette")
	r.typed("size 150")
	r.key(fyne.KeyReturn)
	if r.s.store.Scale != 1.5 {
		t.Error("the scale is", r.s.store.Scale)
	}
	r.run("palette")
	r.key(fyne.KeyEscape)
	for _, o := range r.s.paletteOptions() {
		if o.ID == "cancel" {
			t.Error("what cannot be done now is not offered")
		}
	}
}

func TestFindOpensInTheTableOfThePage(t *testing.T) {
	r := newRig(t)
	r.openExample()
	r.s.Show("demand", "")
	r.s.win.Canvas().Capture()
	r.s.win.Canvas().Unfocus()
	r.run("find")
	if _, ok := r.s.win.Canvas().Focused().(*ui.Entry); ok {
		t.Error("the keyboard is in some other field")
	}
	r.typed("EPS")
	r.key(fyne.KeyReturn)
	r.key(fyne.KeyEscape)
	if _, ok := r.s.win.Canvas().Focused().(finder); !ok {
		t.Errorf("%T has the keyboard", r.s.win.Canvas().Focused())
	}
}

func TestTheFirstScreenHasTwoButtons(t *testing.T) {
	r := newRig(t)
	r.s.store.Recent = []string{"/somewhere/plan.remanence"}
	r.s.Welcome()
	buttons := func() map[string]*ui.Button {
		out := map[string]*ui.Button{}
		for _, o := range test.LaidOutObjects(r.s.body) {
			if b, ok := o.(*ui.Button); ok {
				out[b.Text] = b
			}
		}
		return out
	}
	if b := buttons(); b["Open the example"] == nil || b["Start with my data"] == nil || b["plan.remanence"] == nil {
		t.Fatalf("%v", b)
	}
	buttons()["Start with my data"].OnTapped()
	if r.s.Current() != "demand" || len(r.s.session.Project().Parts) != 0 {
		t.Error("an empty project begins on the demand page, not on", r.s.Current())
	}
	r.run("welcome")
	buttons()["Open the example"].OnTapped()
	if r.s.Current() != "overview" || len(r.s.session.Project().Parts) == 0 {
		t.Error("the example opens on its overview, not on", r.s.Current())
	}
	if r.s.store.Page != "overview" {
		t.Error("the page is not remembered")
	}
}

// The header's picker brings a scenario to every page: inputs, title and what is
// changed. Undo and the project itself are as before.
func TestTheHeaderPicksAScenario(t *testing.T) {
	r := newRig(t)
	if r.s.header.scenarioBox.Visible() {
		t.Fatal("there is nothing to pick from")
	}
	r.s.OpenSample("mri-open-magnet-it")
	s := r.s.session
	part := s.Base().Parts[0].ID
	cell := planner.Path("part", part, "mass_g")
	before, _ := s.Base().Cell(cell)
	e, err := scenario.Add(s.Base(), planner.Scenario{Name: "Heavier", Edits: []planner.Edit{{What: cell, Before: before, After: "77"}}}, s.Doc().Digest())
	if err == nil {
		err = s.Apply("What if", e)
	}
	if err != nil {
		t.Fatal(err)
	}
	if !r.s.header.scenarioBox.Visible() || r.s.header.scenario.Selected() != "The project itself" {
		t.Fatal("the picker is not shown")
	}
	r.s.header.scenario.OnChanged("Heavier")
	if now, _ := s.Project().Cell(cell); now != "77" || s.Front() == "" || !strings.Contains(r.s.win.Title(), "Heavier") || r.s.header.scenario.Selected() != "Heavier" {
		t.Fatalf("mass %s, title %s", now, r.s.win.Title())
	}
	if err := s.Apply("Mass", planner.Edit{What: cell, After: "78"}); err != nil {
		t.Fatal(err)
	}
	now, _ := s.Project().Cell(cell)
	if base, _ := s.Base().Cell(cell); now != "78" || base != before {
		t.Errorf("%s under the scenario, %s in the project", now, base)
	}
	s.Undo()
	if now, _ := s.Project().Cell(cell); now != "77" {
		t.Errorf("%s after undo", now)
	}
	r.s.header.scenario.OnChanged("The project itself")
	if now, _ := s.Project().Cell(cell); now != before || s.Front() != "" {
		t.Errorf("%s in the project itself", now)
	}
}

func TestAboutNamesVersionsAndLicences(t *testing.T) {
	r := newRig(t)
	r.run("about")
	if text := r.dialog(); !strings.Contains(text, "Remanence test") || !strings.Contains(text, "Built with go") {
		t.Error(text)
	}
	r.press("Third-party notices")
	if text := r.dialog(); !strings.Contains(text, "Third-party notices") || !strings.Contains(text, "Redistribution") {
		t.Error(text)
	}
	r.press("Close")
	r.press("Close")
	r.run("keys")
	if text := r.dialog(); !strings.Contains(text, "Ctrl+Shift+L") || !strings.Contains(text, "Do or find anything") {
		t.Error(text)
	}
}
