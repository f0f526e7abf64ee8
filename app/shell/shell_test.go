package shell

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"remanence/app/session"
	"remanence/planner"
)

const example = "ev-traction-de"

func (r *rig) openExample() {
	r.t.Helper()
	if !r.s.OpenSample(example) {
		r.t.Fatal("the example is not there")
	}
	r.chip("Plan up to date")
}

func mass(part, g string) planner.Edit {
	return planner.Edit{What: planner.Path("part", part, "mass_g"), After: g}
}

func TestAnEditMakesThePlanOutOfDateAndThenANewOne(t *testing.T) {
	r := newRig(t)
	r.openExample()
	r.planner.Gate.Shut()
	if err := r.s.session.Apply("Mass of EA110-RO", mass("EA110-RO", "30")); err != nil {
		t.Fatal(err)
	}
	r.chip("Plan out of date")
	r.chip("Planning 40 %")
	if !r.s.header.cancel.Visible() || r.s.header.plan.Visible() {
		t.Error("while planning there is a stop button and no plan button")
	}
	r.planner.Gate.Open()
	r.chip("Plan up to date")
	if r.planner.Runs != 2 || !strings.HasSuffix(r.s.win.Title(), "* – Remanence") {
		t.Errorf("%d runs, title %q", r.planner.Runs, r.s.win.Title())
	}
}

func TestStopKeepsTheOldPlan(t *testing.T) {
	r := newRig(t)
	r.openExample()
	r.planner.Gate.Shut()
	_ = r.s.session.Apply("Mass", mass("EA110-RO", "30"))
	r.chip("Planning 40 %")
	r.run("cancel")
	r.chip("Plan out of date")
	if plan, stale := r.s.session.Plan(); plan == nil || !stale {
		t.Error("the old plan is gone")
	}
}

func TestUndoSaysWhatItTakesBack(t *testing.T) {
	r := newRig(t)
	r.openExample()
	_ = r.s.session.Apply("Mass of EA110-RO", mass("EA110-RO", "30"))
	undo := r.s.command("undo")
	if undo.Label() != "Undo mass of EA110-RO" {
		t.Errorf("the menu says %q", undo.Label())
	}
	r.run("undo")
	r.chip("Plan up to date")
	if r.s.session.Project().Part("EA110-RO").MassG.V == 30 || r.s.session.Unsaved() {
		t.Error("not taken back")
	}
	if r.s.command("redo").Label() != "Redo mass of EA110-RO" {
		t.Errorf("the menu says %q", r.s.command("redo").Label())
	}
}

func TestUndoBelongsToTheFieldThatIsEdited(t *testing.T) {
	r := newRig(t)
	r.openExample()
	_ = r.s.session.Apply("Mass of EA110-RO", mass("EA110-RO", "30"))
	e := widget.NewEntry()
	r.s.body.Objects = append(r.s.body.Objects, e)
	r.s.win.Canvas().Focus(e)
	e.TypedRune('x')
	r.run("undo")
	if e.Text != "" || r.s.session.Project().Part("EA110-RO").MassG.V != 30 {
		t.Errorf("undo went past the field: field %q", e.Text)
	}
}

func TestSaveAndOpenAgain(t *testing.T) {
	r := newRig(t)
	r.openExample()
	_ = r.s.session.Apply("Mass of EA110-RO", mass("EA110-RO", "30"))
	r.chip("Plan out of date")
	r.chip("Plan up to date")
	path := filepath.Join(t.TempDir(), "mine.remanence")
	r.asked = []string{path}
	r.run("save")
	if r.s.session.Unsaved() || r.s.store.Recent[0] != path {
		t.Errorf("unsaved %v, recent %v", r.s.session.Unsaved(), r.s.store.Recent)
	}
	runs := r.planner.Runs
	r.run("new")
	if len(r.s.session.Project().Parts) != 0 {
		t.Fatal("new is not empty")
	}
	r.s.OpenPath(path)
	if r.s.session.Project().Part("EA110-RO").MassG.V != 30 {
		t.Error("the edit was not saved")
	}
	if st := r.s.session.Status(); st.Kind != session.UpToDate || r.planner.Runs > runs+1 {
		t.Errorf("the plan was saved with the project: %+v, %d runs", st, r.planner.Runs-runs)
	}
}

func TestClosingAsksOnlyWhenSomethingWouldBeLost(t *testing.T) {
	r := newRig(t)
	r.openExample()
	gone := false
	r.s.guard("?", func() { gone = true })
	if !gone {
		t.Fatal("nothing was changed, so nothing is asked")
	}
	_ = r.s.session.Apply("Mass", mass("EA110-RO", "30"))
	r.s.Quit()
	if !strings.Contains(r.dialog(), "not saved") {
		t.Fatalf("dialog %q", r.dialog())
	}
	r.press("Cancel")
	if r.s.closing || r.dialog() != "" {
		t.Fatal("cancel stays")
	}
	path := filepath.Join(t.TempDir(), "kept.remanence")
	r.asked = []string{path}
	r.s.Quit()
	r.press("Save")
	if _, err := os.Stat(path); err != nil || !r.s.closing {
		t.Errorf("saved and closing: %v, %v", err, r.s.closing)
	}
}

func TestFailuresAreSentences(t *testing.T) {
	r := newRig(t)
	r.s.store.Remember("/nowhere/x.remanence")
	r.s.OpenPath("/nowhere/x.remanence")
	if d := r.dialog(); !strings.Contains(d, "could not be opened") || len(r.s.store.Recent) != 0 {
		t.Errorf("%q, recent %v", d, r.s.store.Recent)
	}
	r.press("Close")
	r.planner.Err = errors.New("the optimiser could not be started")
	r.s.OpenSample(example)
	r.chip("Planning failed")
	if tip := r.s.header.chip.Tip; !strings.Contains(tip, "could not be started") {
		t.Errorf("the chip's tip says %q", tip)
	}
}

func TestAFolderComesInWithItsFaultsListed(t *testing.T) {
	r := newRig(t)
	folder := sampleFolder(t, "wind-generator-dk")
	offers := filepath.Join(folder, "offers.csv")
	b, _ := os.ReadFile(offers)
	rows := strings.Split(string(b), "\n")
	rows = append(rows[:2], append([]string{"OX,Nobody,,,,nonsense"}, rows[2:]...)...)
	if err := os.WriteFile(offers, []byte(strings.Join(rows, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	r.s.dropped([]fyne.URI{storage.NewFileURI(folder)})
	if d := r.dialog(); !strings.Contains(d, "offers.csv") {
		t.Errorf("dialog %q", d)
	}
	if len(r.s.session.Project().Offers) < 20 {
		t.Errorf("%d offers came in", len(r.s.session.Project().Offers))
	}
}

func TestDroppingSomethingElseIsRefused(t *testing.T) {
	r := newRig(t)
	path := filepath.Join(t.TempDir(), "photo.png")
	_ = os.WriteFile(path, nil, 0o600)
	r.s.dropped([]fyne.URI{storage.NewFileURI(path)})
	if !strings.Contains(r.dialog(), ".remanence") {
		t.Errorf("dialog %q", r.dialog())
	}
}

func TestNavigationOpensThePageAtTheThing(t *testing.T) {
	r := newRig(t)
	r.openExample()
	r.s.session.Navigate("plan", "EPS-R")
	if r.s.Current() != "plan" {
		t.Errorf("the page is %s", r.s.Current())
	}
	r.s.session.Navigate("nowhere", "x")
	if r.s.Current() != "plan" {
		t.Error("an unknown page changes nothing")
	}
	for _, m := range Pages() {
		r.run("page-" + m.ID)
		if r.s.Current() != m.ID {
			t.Errorf("%s is not shown", m.ID)
		}
	}
}

func TestEveryPageFitsTheSmallestScreen(t *testing.T) {
	r := newRig(t)
	r.openExample()
	for _, theme := range []string{"light", "dark"} {
		r.run("theme-" + theme)
		for _, m := range Pages() {
			r.run("page-" + m.ID)
			if min := r.s.win.Content().MinSize(); min.Width > 1366 || min.Height > 740 {
				t.Errorf("%s needs %v", m.ID, min)
			}
		}
	}
}

func setting(name, value string) planner.Edit {
	return planner.Edit{What: "settings/" + name, After: value}
}
