package imports

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"remanence/app/grid"
	"remanence/app/session"
	"remanence/data/document"
	"remanence/data/reference"
	"remanence/data/sheets"
)

// reopen saves the project, opens the file and shows it in a new importer, as after
// the app was closed.
func (r *rig) reopen(t *testing.T, file string) *rig {
	t.Helper()
	if err := r.s.Save(file); err != nil {
		t.Fatal(err)
	}
	doc, err := document.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	s := session.New(reference.Shipped().Facts(), doc, nil, nil)
	t.Cleanup(s.Close)
	return &rig{s, New(s, r.w, nil, nil), r.w}
}

func TestRowsThatWaitAreThereAfterTheAppWasClosed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "p"+document.Ext)
	r := newRig(t)
	r.x.Paste(forecast)
	if !r.x.current.apply() || r.x.Waiting() != 2 {
		t.Fatalf("%d rows wait", r.x.Waiting())
	}
	r = r.reopen(t, file)
	if r.x.Waiting() != 2 || r.s.Unsaved() {
		t.Fatalf("%d rows wait after opening, unsaved %v", r.x.Waiting(), r.s.Unsaved())
	}
	// One is mended and the dialog closed without importing.
	r.x.ShowWaiting()
	d := r.x.current
	if d.rows.Rows() != 2 || d.flow.Result.Refused != 2 || len(d.flow.Questions) > 0 {
		t.Fatalf("%d rows shown: %s", d.rows.Rows(), d.flow.Summary())
	}
	if got := d.rows.Cell(0, firstCell+3); got.Text != "#REF!" || got.Problem == "" {
		t.Errorf("the cell that waits shows %+v", got)
	}
	d.rows.Apply([]grid.Edit{{Row: 0, Col: firstCell + 3, Text: "6"}})
	d.box.Close()
	r.x.closed(d.flow)
	r = r.reopen(t, file)
	if r.x.Waiting() != 2 {
		t.Fatalf("%d rows wait", r.x.Waiting())
	}
	r.x.ShowWaiting()
	d = r.x.current
	if d.flow.Result.Good != 1 || d.flow.Result.Refused != 1 {
		t.Fatalf("what was mended is lost: %s", d.flow.Summary())
	}
	if !d.apply() || r.x.Waiting() != 1 {
		t.Fatalf("%d rows wait", r.x.Waiting())
	}
	r = r.reopen(t, file)
	r.x.ShowWaiting()
	d = r.x.current
	d.rows.Apply([]grid.Edit{{Row: 0, Col: firstCell, Text: "NEW-2"}})
	if !d.apply() || r.x.Waiting() != 0 {
		t.Fatalf("%d rows wait", r.x.Waiting())
	}
	r = r.reopen(t, file)
	p := r.s.Project()
	if r.x.Waiting() != 0 || len(p.Parts) != 3 || p.Parts[1].ID != "NEW-1" || p.Parts[1].Demand[1].V != 6 || p.Parts[2].ID != "NEW-2" {
		t.Errorf("%d wait; %+v", r.x.Waiting(), p.Parts)
	}
}

// The same table imported again takes the place of its rows that wait.
func TestTheSameTableAgainReplacesItsWaitingRows(t *testing.T) {
	r := newRig(t)
	r.x.Paste(forecast)
	r.x.current.apply()
	r.x.Paste("Part\tGrade\tJan 27\tFeb 27\nMOT-100\tN42SH\t1200\t1300\nNEW-1\tN35\t5\t6\nNEW-2\tN35\t1\t2\n")
	if d := r.x.current; !d.apply() || r.x.Waiting() != 0 || len(r.s.Doc().Waiting()) != 0 {
		t.Errorf("%d rows wait, %s", r.x.Waiting(), d.flow.Summary())
	}
}

// What a later version left in the file stays there.
func TestWaitingRowsOfAnotherVersionStay(t *testing.T) {
	r := newRig(t)
	r.s.Doc().SetWaiting([]json.RawMessage{json.RawMessage(`{"format":99}`)})
	r.x.recall()
	r.x.Paste(forecast)
	r.x.current.apply()
	w := r.s.Doc().Waiting()
	if len(w) != 2 || string(w[0]) != `{"format":99}` || r.x.Waiting() != 2 {
		t.Errorf("%q", w)
	}
	if _, err := sheets.Restore(w[1]); err != nil {
		t.Error(err)
	}
}
