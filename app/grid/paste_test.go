package grid

import (
	"testing"

	"fyne.io/fyne/v2"

	"remanence/app/ui"
)

func TestPasteGrowsAndRefuses(t *testing.T) {
	f := show(t, numbers(3), small)
	f.g.Select(2, 0)
	f.g.Paste("A\t7\tx\tno\nB\t8\n")
	if len(f.s.cells) != 4 {
		t.Fatalf("%d rows, want one more", len(f.s.cells))
	}
	f.want(2, 0, "A")
	f.want(3, 0, "B")
	f.want(3, 1, "8")
	f.want(3, 2, "") // the ragged row leaves it alone
	f.want(2, 2, "20")
	if len(f.why) != 2 || f.why[0].Why != "this column is calculated" || f.why[1].Why != "this is not a number" {
		t.Errorf("refusals: %+v", f.why)
	}
	if len(f.s.applied) != 1 {
		t.Error("a paste must be one Apply")
	}
	if f.g.Selection() != (Range{2, 0, 3, 3}) {
		t.Error(f.g.Selection())
	}
	if got := ui.TipText(f.w.Canvas()); got == "" {
		t.Error("the refusal is not shown")
	}
}

func TestReadOnlySaysWhy(t *testing.T) {
	f := show(t, numbers(3), small)
	f.g.ReadOnly, f.g.ReadOnlyWhy = true, "the plan is being made"
	f.typed("1")
	if f.g.Editing() || len(f.why) != 1 || f.why[0].Why != "the plan is being made" {
		t.Error(f.why)
	}
	f.g.Paste("1")
	f.press(fyne.KeyInsert, fyne.KeyDelete)
	if len(f.s.applied) != 0 || len(f.s.cells) != 3 {
		t.Error("a read-only table changed")
	}
}
