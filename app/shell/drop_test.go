package shell

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"github.com/xuri/excelize/v2"

	"remanence/planner"
)

func (r *rig) drop(paths ...string) {
	var uris []fyne.URI
	for _, p := range paths {
		uris = append(uris, storage.NewFileURI(p))
	}
	r.s.dropped(uris)
}

// A project that is dropped opens, and what was not saved is asked about first.
func TestAProjectIsDropped(t *testing.T) {
	r := newRig(t)
	r.openExample()
	path := filepath.Join(t.TempDir(), "mine.remanence")
	r.asked = []string{path}
	r.run("save")
	r.run("new")
	_ = r.s.session.Apply("Part", planner.Edit{What: "settings/name", After: "Not saved"})
	r.drop(path)
	if d := r.dialog(); !strings.Contains(d, "not saved") || len(r.s.session.Project().Parts) > 0 {
		t.Fatalf("dialog %q", d)
	}
	r.press("Cancel")
	if !r.s.session.Unsaved() {
		t.Fatal("what was not saved is gone")
	}
	r.drop(path)
	r.press("Don't save")
	if len(r.s.session.Project().Parts) == 0 || r.s.session.Doc().Path() != path {
		t.Errorf("open is %q with %d parts", r.s.session.Doc().Path(), len(r.s.session.Project().Parts))
	}
}

// Sheets that are dropped are looked at one after the other, those dropped meanwhile
// too, and one that cannot be read stops none of the others.
func TestSheetsAreDropped(t *testing.T) {
	r := newRig(t)
	folder := t.TempDir()
	sheet := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	one := sheet("one.csv", "Part;Grade;Jan 27\nA-1;N35;5\n")
	two := sheet("two.csv", "Part;Grade;Jan 27\nB-1;N35;5\n")
	broken := sheet("broken.xlsx", "no workbook")
	photo := sheet("photo.png", "")
	r.drop(one, photo, broken, filepath.Join(folder, "gone.csv"))
	if d := r.dialog(); !strings.Contains(d, "“photo.png” is none of them.") || !strings.Contains(d, "gone.csv") {
		t.Fatalf("dialog %q", d)
	}
	shows := func(text string) func() bool {
		return func() bool { return strings.Contains(r.dialog(), text) }
	}
	r.press("Close")
	r.until("the first sheet", shows("Import one.csv"))
	r.drop(two)
	if d := r.dialog(); !strings.Contains(d, "Import one.csv") {
		t.Fatalf("dialog %q", d)
	}
	r.until("its rows", shows("1 new"))
	r.press("Import the good rows")
	r.until("the one that cannot be read", shows("Nothing to import"))
	r.press("Close")
	r.until("the sheet dropped last", shows("Import two.csv"))
	r.until("its rows", shows("1 new"))
	r.press("Import the good rows")
	r.until("an end", func() bool { return r.dialog() == "" })
	if p := r.s.session.Project(); p.Part("A-1") == nil || p.Part("B-1") == nil || len(p.Parts) != 2 {
		t.Errorf("%d parts came in", len(p.Parts))
	}
}

func TestWhatCannotBeDroppedTogether(t *testing.T) {
	r := newRig(t)
	folder := sampleFolder(t, "wind-generator-dk")
	list := filepath.Join(folder, "offers.csv")
	r.drop(folder, list)
	if d := r.dialog(); !strings.Contains(d, "by itself") || len(r.s.session.Project().Parts) > 0 {
		t.Fatalf("dialog %q", d)
	}
	r.drop(list)
	if d := r.dialog(); !strings.Contains(d, "Answer what is open first") {
		t.Errorf("dropped onto a question: %q", d)
	}
}

// A workbook that is dropped is looked at like a sheet of text, and what is dropped
// but is not there changes nothing.
func TestAWorkbookIsDropped(t *testing.T) {
	r := newRig(t)
	path := filepath.Join(t.TempDir(), "parts.xlsx")
	book := excelize.NewFile()
	for cell, v := range map[string]any{"A1": "Part", "B1": "Grade", "C1": "Jan 27", "A2": "X-1", "B2": "N35", "C2": 5} {
		if err := book.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	r.drop(filepath.Join(filepath.Dir(path), "gone.remanence"))
	if d := r.dialog(); !strings.Contains(d, "gone.remanence") {
		t.Fatalf("dialog %q", d)
	}
	r.press("Close")
	if len(r.s.session.Project().Parts) > 0 || r.s.session.Unsaved() {
		t.Fatal("a file that is not there changed the project")
	}
	r.drop(path)
	r.until("its rows", func() bool {
		d := r.dialog()
		return strings.Contains(d, "Import parts.xlsx") && strings.Contains(d, "1 new")
	})
	r.press("Import the good rows")
	r.until("an end", func() bool { return r.dialog() == "" })
	if p := r.s.session.Project(); p.Part("X-1") == nil || len(p.Parts) != 1 || !r.s.session.Unsaved() {
		t.Errorf("%d parts came in", len(p.Parts))
	}
}
