package shell

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Ensure the tabs of a page turn by keys, round and round, and that what had the
// keyboard on the tab before does not keep it out of sight.
func TestTabsTurnByKeys(t *testing.T) {
	r := newRig(t)
	r.openExample()
	tabs := firstTabs(r.s.body)
	if tabs == nil {
		t.Fatal("the overview has no tabs")
	}
	n := len(tabs.Items)
	for i := range n {
		r.run("next-tab")
		if got := tabs.SelectedIndex(); got != (i+1)%n {
			t.Fatalf("at tab %d after %d turns", got, i+1)
		}
	}
	r.run("previous-tab")
	if got := tabs.SelectedIndex(); got != n-1 {
		t.Errorf("one back from the first is %d, want the last", got)
	}
	r.run("page-demand")
	if r.s.Run("next-tab") {
		t.Error("a page without tabs has none to turn")
	}
}

// trial is a page with changes of its own.
type trial struct{ done, undone int }

func (*trial) ID() string                 { return "plan" }
func (*trial) Title() string              { return "Plan" }
func (*trial) Content() fyne.CanvasObject { return widget.NewLabel("") }
func (*trial) Shown(string)               {}
func (p *trial) CanUndo() (string, bool)  { return "Shares by hand", p.done > 0 }
func (p *trial) CanRedo() (string, bool)  { return "Shares by hand", p.undone > 0 }
func (p *trial) Undo()                    { p.done, p.undone = p.done-1, p.undone+1 }
func (p *trial) Redo()                    { p.done, p.undone = p.done+1, p.undone-1 }

// Ensure what a page tries comes back by the keys of undo before the project's own
// changes, which it does not touch.
func TestUndoTakesThePagesOwnChangesFirst(t *testing.T) {
	r := newRig(t)
	r.openExample()
	if err := r.s.session.Apply("Mass of EA110-RO", mass("EA110-RO", "30")); err != nil {
		t.Fatal(err)
	}
	p := &trial{done: 1}
	r.s.pages["plan"] = p
	r.run("page-plan")
	if got := r.s.command("undo").Label(); got != "Undo shares by hand" {
		t.Errorf("the menu says %q", got)
	}
	r.run("undo")
	if name, _ := r.s.session.CanUndo(); p.done != 0 || name != "Mass of EA110-RO" {
		t.Errorf("%+v, and the project's own change is %q", p, name)
	}
	r.run("redo")
	if p.done != 1 {
		t.Error("it does not come again")
	}
	r.run("undo")
	r.run("undo")
	if _, can := r.s.session.CanUndo(); can {
		t.Error("then the project's change goes")
	}
	p.done = 1
	r.run("page-overview")
	r.run("redo")
	if name, can := r.s.session.CanUndo(); !can || p.done != 1 {
		t.Errorf("on another page the project's change comes again, %q", name)
	}
}
