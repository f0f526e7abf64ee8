package document

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func texts(rows []json.RawMessage) []string {
	var out []string
	for _, r := range rows {
		var b bytes.Buffer
		if json.Compact(&b, r) != nil {
			return nil
		}
		out = append(out, b.String())
	}
	return out
}

// Rows that wait are saved and opened with the project, plain and with a password,
// and are lost by no crash; they are no change and make no plan out of date.
func TestWaitingRowsBelongToTheProject(t *testing.T) {
	want := []string{`{"file":"a.xlsx","rows":[1,2.50,"ü"]}`, `{"file":"b.csv"}`}
	for _, password := range []string{"", "secret"} {
		folder, file := t.TempDir(), filepath.Join(t.TempDir(), "p"+Ext)
		d := New(named("Waits"))
		d.SetPassword(password)
		j := journal(t, folder, d)
		digest := d.Digest()
		if err := d.Save(file); err != nil {
			t.Fatal(err)
		}
		d.SetWaiting([]json.RawMessage{json.RawMessage(want[0])})
		d.SetWaiting([]json.RawMessage{json.RawMessage(want[0]), json.RawMessage(want[1])})
		if _, undo := d.CanUndo(); undo || !d.Dirty() || d.Digest() != digest {
			t.Error("rows that wait are a change of the project")
		}
		crash(t, j)
		r := one(t, folder)
		got, err := r.Restore(password)
		if err != nil || !slices.Equal(texts(got.Waiting()), want) || !got.Dirty() {
			t.Fatalf("after a crash: %q, %v", texts(got.Waiting()), err)
		}
		if err := got.Save(file); err != nil || got.Dirty() {
			t.Fatal(err, got.Dirty())
		}
		again, err := OpenWith(file, password)
		if err != nil || !slices.Equal(texts(again.Waiting()), want) || again.Dirty() {
			t.Fatalf("opened: %q, %v", texts(again.Waiting()), err)
		}
		again.SetWaiting([]json.RawMessage{json.RawMessage(want[0]), json.RawMessage(want[1])})
		if again.Dirty() {
			t.Error("the same rows are a difference")
		}
		again.SetWaiting(nil)
		if !again.Dirty() || again.Save(file) != nil {
			t.Error("taking them away is not saved")
		}
		if b, _ := os.ReadFile(file); password == "" && strings.Contains(string(b), "waiting") {
			t.Error("the file still speaks of rows that wait")
		}
	}
}
