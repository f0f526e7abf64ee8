package imports

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"remanence/app/grid"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/data/document"
	"remanence/data/reference"
	"remanence/data/sheets"
	"remanence/planner"
)

func project() *planner.Project {
	p := &planner.Project{Name: "t", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 6}
	part := planner.Part{ID: "MOT-100", Grade: "N42SH", Unit: planner.Pieces, MassG: planner.Some(25.0), Currency: "EUR"}
	for range p.Months {
		part.Demand = append(part.Demand, planner.Some(1000.0))
	}
	p.Parts = append(p.Parts, part)
	p.Suppliers = []planner.Supplier{{Name: "Alpha Magnetics", Group: "Alpha"}}
	return p
}

// rig is the importer in a window on the test driver.
type rig struct {
	s *session.Session
	x *Imports
	w fyne.Window
}

func newRig(t *testing.T) *rig {
	t.Helper()
	test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	w.SetContent(ui.NewLayer(w, container.NewStack()))
	w.Resize(fyne.NewSize(1366, 768))
	s := session.ForProject(reference.Shipped().Facts(), project())
	t.Cleanup(s.Close)
	return &rig{s, New(s, w, nil, nil), w}
}

const forecast = "Part\tGrade\tJan 27\tFeb 27\nMOT-100\tN42SH\t1200\t1300\nNEW-1\tN35\t5\t#REF!\n\tN35\t1\t2\n"

func TestPasteComesInAsOneChangeAndTheRestWaits(t *testing.T) {
	r := newRig(t)
	r.x.Paste(forecast)
	d := r.x.current
	if d == nil || d.flow.Mapping.Kind != sheets.Demand || d.flow.Result.Good != 1 || d.flow.Result.Refused != 2 {
		t.Fatalf("%+v", d.flow.Result)
	}
	// a cell is mended in place
	d.rows.Only = sheets.Refused
	d.rows.Reload()
	if refused := d.rows.Apply([]grid.Edit{{Row: 0, Col: firstCell + 3, Text: "6"}}); len(refused) > 0 {
		t.Fatal(refused)
	}
	if d.flow.Result.Good != 2 || d.flow.Result.Refused != 1 {
		t.Fatalf("after the fix: %s", d.flow.Summary())
	}
	if !d.apply() {
		t.Fatal("not applied")
	}
	p := r.s.Project()
	if len(p.Parts) != 2 || p.Parts[0].Demand[0].V != 1200 || p.Parts[1].ID != "NEW-1" || p.Parts[1].Demand[1].V != 6 {
		t.Fatalf("%+v", p.Parts)
	}
	if r.x.Waiting() != 1 {
		t.Errorf("%d rows wait", r.x.Waiting())
	}
	// the row that waits is mended later
	r.x.ShowWaiting()
	d = r.x.current
	if d.rows.Rows() != 1 {
		t.Fatalf("%d rows shown, only the one that waits is wanted", d.rows.Rows())
	}
	d.rows.Apply([]grid.Edit{{Row: 0, Col: firstCell, Text: "NEW-2"}})
	if !d.apply() || r.x.Waiting() != 0 || len(r.s.Project().Parts) != 3 {
		t.Fatalf("%d wait, %d parts", r.x.Waiting(), len(r.s.Project().Parts))
	}
	// one undo each takes an import back whole
	r.s.Undo()
	r.s.Undo()
	if q := r.s.Project(); len(q.Parts) != 1 || q.Parts[0].Demand[0].V != 1000 {
		t.Errorf("after undo: %+v", q.Parts)
	}
}

func TestOnlyWhatIsUnclearIsAsked(t *testing.T) {
	r := newRig(t)
	r.x.Paste("Supplier\tPart\tPrice per piece\nAlpha Magnetics\tMOT-100\t5.2\n")
	d := r.x.current
	if len(d.flow.Questions) != 1 || d.flow.Questions[0].Key != "fix:currency" || len(d.asks.Objects) != 1 {
		t.Fatalf("%+v", d.flow.Questions)
	}
	var pick *ui.Pick
	walk(d.asks, func(o fyne.CanvasObject) {
		if p, ok := o.(*ui.Pick); ok {
			pick = p
		}
	})
	pick.OnChanged("USD")
	if len(d.flow.Questions) != 0 || d.flow.Result.New != 1 {
		t.Fatalf("%+v %s", d.flow.Questions, d.flow.Summary())
	}
	d.apply()
	if o := r.s.Project().Offers; len(o) != 1 || o[0].Currency != "USD" || o[0].Price.V.String() != "5.2" {
		t.Errorf("%+v", o)
	}
	// the layout is remembered
	r.x.Paste("Part\tSupplier\tPrice per piece\nMOT-100\tAlpha Magnetics\t5.3\n")
	if d := r.x.current; len(d.flow.Questions) != 0 || !d.flow.Mapping.Known {
		t.Errorf("asked again: %+v", d.flow.Questions)
	}
}

func walk(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	f(o)
	if c, ok := o.(*fyne.Container); ok {
		for _, x := range c.Objects {
			walk(x, f)
		}
	}
}

func TestColumnsAreChosenAnew(t *testing.T) {
	r := newRig(t)
	r.x.Paste("Part\tWhatever\tJan 27\nMOT-100\tN38SH\t7\n")
	d := r.x.current
	columns := &Columns{flow: d.flow, Changed: d.read}
	if got := columns.Cell(1, meansColumn).Text; got != "Grade" { // told by what it holds
		t.Fatalf("the column means %q", got)
	}
	columns.Apply([]grid.Edit{{Row: 1, Col: meansColumn, Text: "Description"}})
	if got := columns.Cell(1, sureColumn).Text; got != "chosen" {
		t.Errorf("sure: %q", got)
	}
	if refused := columns.Apply([]grid.Edit{{Row: 1, Col: meansColumn, Text: "Colour"}}); len(refused) != 1 {
		t.Error("an unknown meaning is taken")
	}
	d.apply()
	if got := r.s.Project().Parts[0].Description; got != "N38SH" {
		t.Errorf("description %q", got)
	}
}

func TestQuestionableRowsAreTakenOrLeft(t *testing.T) {
	r := newRig(t)
	r.x.Paste("Part\tJan 27\tFeb 27\tMar 27\nMOT-100\t12000\t12000\t12000\n")
	d := r.x.current
	if d.flow.Result.Waiting != 1 || !strings.Contains(d.about.Text, "12 times") || d.takeRow.Disabled() {
		t.Fatalf("%s: %q", d.flow.Summary(), d.about.Text)
	}
	test.Tap(d.leaveRow)
	if d.flow.Result.Left != 1 {
		t.Fatal(d.flow.Summary())
	}
	d.flow.Accept(0)
	d.read()
	if d.flow.Result.Changed != 1 {
		t.Fatal(d.flow.Summary())
	}
}

func TestFilesOpenInTheBackground(t *testing.T) {
	r := newRig(t)
	// As in the window: what the background brings back waits its turn.
	queue := make(chan func(), 100)
	r.s = session.New(reference.Shipped().Facts(), document.New(project()), nil, func(f func()) { queue <- f })
	t.Cleanup(r.s.Close)
	r.x = New(r.s, r.w, nil, nil)
	file := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(file, []byte("Part;Jan 27\nMOT-100;1200\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.x.Open(file)
	for deadline := time.After(20 * time.Second); r.x.current == nil; {
		select {
		case f := <-queue:
			f()
		case <-deadline:
			t.Fatal("the file was not read")
		}
	}
	if r.x.current.flow.Result.Changed != 1 {
		t.Fatal("the file was not read")
	}
}

func TestALongFileShowsItsFirstRowsAndThenTheRest(t *testing.T) {
	r := newRig(t)
	queue := make(chan func(), 100)
	r.s = session.New(reference.Shipped().Facts(), document.New(project()), nil, func(f func()) { queue <- f })
	t.Cleanup(r.s.Close)
	r.x = New(r.s, r.w, nil, nil)
	text := "Part;Weight;Jan 27\n"
	for i := range 1200 {
		text += fmt.Sprintf("P-%d;%d;%d\n", i, i%50+2, i)
	}
	file := filepath.Join(t.TempDir(), "long.csv")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	r.x.Open(file)
	until := func(what string, holds func() bool) {
		t.Helper()
		for deadline := time.After(20 * time.Second); !holds(); {
			select {
			case f := <-queue:
				f()
			case <-deadline:
				t.Fatal("waited in vain for " + what)
			}
		}
	}
	until("the first rows", func() bool { return r.x.current != nil })
	d := r.x.current
	if !d.flow.partial || len(d.flow.Result.Rows) != firstRows-1 || d.apply() {
		t.Fatalf("partial %v, %d rows", d.flow.partial, len(d.flow.Result.Rows))
	}
	d.flow.Mapping.Answer(d.flow.Table, "unit:1", "g") // stays when the rest comes
	until("the rest", func() bool { return !d.flow.partial })
	if d.flow.Result.New != 1200 || d.flow.Mapping.Columns[1].Unit != "g" {
		t.Fatalf("%s, unit %q", d.flow.Summary(), d.flow.Mapping.Columns[1].Unit)
	}
}

// A long import is made in the background: the window stays free, and the dialog
// closes when the project took the rows in one step.
func TestALongImportLeavesTheWindowFree(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	w.SetContent(ui.NewLayer(w, container.NewStack()))
	w.Resize(fyne.NewSize(1366, 768))
	queue := make(chan func(), 1000)
	s := session.New(reference.Shipped().Facts(), document.New(project()), nil, func(f func()) { queue <- f })
	t.Cleanup(s.Close)
	x := New(s, w, nil, nil)
	var text strings.Builder
	text.WriteString("Part\tGrade\tJan 27\tFeb 27\n")
	const rows = 2500
	for i := range rows {
		fmt.Fprintf(&text, "P-%04d\tN42SH\t%d\t%d\n", i, 100+i, 200+i)
	}
	x.Paste(text.String())
	d := x.current
	for d.task.Running() { // the preview
		(<-queue)()
	}
	if d.flow.Result == nil || len(d.flow.Result.Edits) < rows {
		t.Fatalf("%s", d.flow.Summary())
	}
	if d.apply() || !d.task.Running() || !d.box.IsOpen() || len(s.Project().Parts) != 1 {
		t.Fatal("made at once, on the goroutine of the window")
	}
	if d.apply() {
		t.Error("made twice")
	}
	for d.task.Running() {
		(<-queue)()
	}
	if len(s.Project().Parts) != rows+1 || d.box.IsOpen() || x.Waiting() != 0 {
		t.Fatalf("%d parts, open %t, %d wait", len(s.Project().Parts), d.box.IsOpen(), x.Waiting())
	}
	if s.Undo(); len(s.Project().Parts) != 1 {
		t.Error("one undo does not take it back")
	}
}

// A month in words stays missing, and the preview marks its cell and its row.
func TestMonthsInWordsAreMarked(t *testing.T) {
	r := newRig(t)
	defer tr.Use("en")
	for code, want := range map[string]string{
		"en": "“coming soon” is not a number; the cell counts as empty, not as 0. Type the number when it is known, or 0 where there is none.",
		"de": "„coming soon“ ist keine Zahl; die Zelle gilt als leer, nicht als 0. Die Zahl eintippen, sobald sie bekannt ist, oder 0, wo es nichts gibt.",
		"ja": "「coming soon」は数値ではありません。0ではなく空欄として扱います。 数値が分かり次第入力してください。ない場合は0を入力します。",
	} {
		tr.Use(code)
		r.x.Paste("Part\tJan 27\tFeb 27\nNEW-1\tcoming soon\t40\nNEW-2\t30\t40\n")
		f := r.x.current.flow
		rows := &Rows{flow: f}
		rows.Reload()
		if cell := rows.Cell(0, firstCell+1); cell.Text != "coming soon" || cell.Style != grid.Warn || cell.Tooltip != want {
			t.Errorf("%s: %+v", code, cell)
		}
		if state := rows.Cell(0, stateColumn); state.Style != grid.Warn || !strings.Contains(state.Tooltip, want) {
			t.Errorf("%s: %+v", code, state)
		}
		if cell, state := rows.Cell(1, firstCell+1), rows.Cell(1, stateColumn); cell.Style != grid.Normal || state.Style != grid.Good {
			t.Errorf("%s: a row without a remark is marked: %+v %+v", code, cell, state)
		}
		if line := f.Summary(); !strings.Contains(line, tr.F("%s with a remark", "1")) {
			t.Errorf("%s: %s", code, line)
		}
	}
}

// Rows that were passed over are told in the dialog with their places, beside the
// rows that come in.
func TestNotesOnTheTableAreShown(t *testing.T) {
	r := newRig(t)
	r.x.Paste("Part\tJan 27\tFeb 27\nNEW-1\t30\t40\nNEW-2\nNEW-3\t30\t40\nTotal\t60\t80\n")
	d := r.x.current
	if !d.notes.Visible() || d.notes.Text != "2 notes on the table …" {
		t.Errorf("%v %q", d.notes.Visible(), d.notes.Text)
	}
	want := "Clipboard, row 3: “NEW-2” stands alone in its row; the row was not read. If it is data, fill in another cell of the row.\n" +
		"Clipboard, row 5: The row “Total” was taken for a total of other rows and not read. If it is data, begin it with another word.\n"
	if got := notesText(d.flow.Result); got != want {
		t.Errorf("%q", got)
	}
	r.x.Paste("Part\tJan 27\tFeb 27\nNEW-1\t30\t40\nNEW-3\t30\t40\n")
	if d = r.x.current; d.notes.Visible() {
		t.Errorf("%q", d.notes.Text)
	}
}
