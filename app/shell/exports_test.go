package shell

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Every copy is written, and the workbook that comes back is shown cell by cell,
// taken over as one change and taken back by one undo.
func TestCopiesGoOutAndTheWorkbookComesBack(t *testing.T) {
	r := newRig(t)
	r.openExample()
	dir := t.TempDir()
	book := filepath.Join(dir, "plan.xlsx")
	write := func(path string, run func()) []byte {
		r.asked = append(r.asked, path)
		run()
		var text []byte
		r.until("the file "+path, func() bool { text, _ = os.ReadFile(path); return len(text) > 0 })
		return text
	}
	write(book, func() { r.run("export") })
	copies := r.s.exportCommands()
	if text := write(filepath.Join(dir, "memo.pdf"), copies[0].Run); !bytes.HasPrefix(text, []byte("%PDF")) {
		t.Error("the memo is no PDF")
	}
	write(filepath.Join(dir, "nameless.xlsx"), copies[1].Run)

	x, err := excelize.OpenFile(book)
	if err != nil {
		t.Fatal(err)
	}
	const sheet = "Offers as received"
	rows, err := x.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	offer := r.s.session.Project().Offers[0].ID
	for i, row := range rows {
		if len(row) > 0 && row[0] == offer {
			cell, _ := excelize.CoordinatesToCellName(slices.Index(rows[3], "price")+1, i+1)
			if err := x.SetCellValue(sheet, cell, 99.5); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := x.Save(); err != nil {
		t.Fatal(err)
	}
	r.asked = append(r.asked, book)
	r.run("import-sheet")
	r.until("the question", func() bool { return strings.Contains(r.dialog(), "99.5") })
	r.press("Take over (1)")
	if got := r.s.session.Project().Offer(offer).Price.V.String(); got != "99.5" {
		t.Errorf("the price is %s", got)
	}
	r.run("undo")
	if got := r.s.session.Project().Offer(offer).Price.V.String(); got == "99.5" {
		t.Error("one undo does not take it back")
	}
}

// The templates are written from the menu and come back as our own kind of sheet.
func TestTemplatesGoOut(t *testing.T) {
	r := newRig(t)
	r.openExample()
	path := filepath.Join(t.TempDir(), "demand.xlsx")
	r.asked = append(r.asked, path)
	r.s.templateCommands()[0].Run()
	r.until("the template", func() bool { text, _ := os.ReadFile(path); return len(text) > 0 })
	x, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	found, err := x.SearchSheet(x.GetSheetList()[0], r.s.session.Project().Parts[0].ID)
	if err != nil || len(found) == 0 {
		t.Errorf("the first part is not in the template: %v", err)
	}
	r.s.templateCommands()[1].Run()
	if !strings.Contains(r.dialog(), "imported again") {
		t.Errorf("whom to ask is not asked: %s", r.dialog())
	}
}

// With a scenario in front the workbook is that of the scenario, and its checks
// hold.
func TestExportOfTheScenarioInFront(t *testing.T) {
	r := newRig(t)
	r.openExample()
	x := r.s.session.Project().Scenarios[1]
	if !r.s.session.SetFront(x.ID) {
		t.Fatal("the scenario does not come to the front")
	}
	r.until("a plan under it", func() bool { plan, stale := r.s.session.Plan(); return plan != nil && !stale })
	path := filepath.Join(t.TempDir(), "under.xlsx")
	r.asked = append(r.asked, path)
	r.run("export")
	r.until("the file", func() bool { text, _ := os.ReadFile(path); return len(text) > 0 })
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	found, err := book.SearchSheet("Cover", x.Name)
	if err != nil || len(found) == 0 {
		t.Errorf("the cover does not name %q: %v", x.Name, err)
	}
	if title, _ := book.GetCellValue("Cover", "A1"); strings.Count(title, x.Name) != 1 {
		t.Errorf("the cover is headed %q", title)
	}
}
