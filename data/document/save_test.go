package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"remanence/planner"
)

// Ensure the old file stands when saving fails, the backup holds the version
// before, and permissions and links stay as they were.
func TestSave(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.remanence")
	d := New(sample(t, 1))
	if d.Dirty() {
		t.Error("a new document is dirty")
	}
	if err := d.Save(path); err != nil {
		t.Fatal(err)
	}
	v1, _ := os.ReadFile(path)
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	d.Apply(Change{"x", []planner.Edit{{What: "settings/name", After: "second"}}})
	if !d.Dirty() {
		t.Error("not dirty after a change")
	}
	if err := d.Save(path); err != nil {
		t.Fatal(err)
	}
	bak, _ := os.ReadFile(path + ".bak")
	if !bytes.Equal(bak, v1) || d.Dirty() {
		t.Error("the backup is not the version before")
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v", info.Mode())
	}
	d.Undo()
	if !d.Dirty() {
		t.Error("not dirty after undo beyond the saved state")
	}
	d.Redo()
	if d.Dirty() {
		t.Error("dirty though back at the saved state")
	}
	v2, _ := os.ReadFile(path)
	link := filepath.Join(dir, "link.remanence")
	os.Symlink(path, link)
	if err := d.Save(link); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Lstat(link); info.Mode()&os.ModeSymlink == 0 {
		t.Error("saving replaced the link")
	}
	for _, bad := range []string{filepath.Join(dir, "none", "a.remanence"), dir} {
		var fe *FileError
		if err := d.Save(bad); !errors.As(err, &fe) || fe.Mend == "" {
			t.Errorf("%s: %v", bad, err)
		}
	}
	d.Project().DiscountRate = nan()
	if err := d.Save(path); err == nil {
		t.Error("saved a value that is no number")
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, v2) {
		t.Error("a failed save changed the file")
	}
	left, _ := filepath.Glob(filepath.Join(dir, ".*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func nan() float64 { z := 0.0; return z / z }

type memory struct {
	names     []string
	truncated int
}

func (m *memory) Append(c Change) error               { m.names = append(m.names, c.Name); return nil }
func (m *memory) KeepWaiting([]json.RawMessage) error { return nil }
func (m *memory) Truncate() error                     { m.truncated++; return errors.New("no room") }

// Ensure the journal sees every change with its edits ready to be made again.
func TestJournal(t *testing.T) {
	d := New(sample(t, 1))
	j := &memory{}
	d.SetJournal(j)
	failed := 0
	d.Subscribe(func(e Event) {
		if _, ok := e.(JournalFailed); ok {
			failed++
		}
	})
	d.Apply(Change{"a", []planner.Edit{{What: "settings/name", After: "b"}}})
	d.Undo()
	d.Redo()
	if err := d.Save(filepath.Join(t.TempDir(), "x.remanence")); err != nil {
		t.Fatal(err)
	}
	if len(j.names) != 3 || j.truncated != 1 || failed != 1 {
		t.Errorf("%v %d %d", j.names, j.truncated, failed)
	}
}

// What another program wrote into the file of a project is not lost by saving.
func TestAFileThatAnotherProgramWroteIsNotReplacedUnasked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "p.remanence")
	if err := New(named("first")).Save(path); err != nil {
		t.Fatal(err)
	}
	open := func() *Document {
		d, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	name := func(d *Document, to string) {
		if err := d.Apply(Change{Name: "Name", Edits: []planner.Edit{{What: "settings/name", Before: d.Project().Name, After: to}}}); err != nil {
			t.Fatal(err)
		}
	}
	ours, theirs := open(), open()
	name(theirs, "theirs")
	if err := theirs.Save(path); err != nil {
		t.Fatal(err)
	}
	name(ours, "ours")
	var fe *FileError
	if err := ours.Save(path); !errors.Is(err, ErrChanged) || !errors.As(err, &fe) || fe.Mend == "" {
		t.Fatalf("their version is gone: %v", err)
	}
	if !ours.Dirty() || open().Project().Name != "theirs" {
		t.Error("something was saved all the same")
	}
	if err := ours.SaveOver(path); err != nil || open().Project().Name != "ours" {
		t.Error(err, open().Project().Name)
	}
	if kept, err := Open(path + ".bak"); err != nil || kept.Project().Name != "theirs" {
		t.Error("their version is not kept", err)
	}
	name(ours, "ours again")
	if err := ours.Save(path); err != nil {
		t.Error("what was saved last is ours", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	name(ours, "once more")
	if err := ours.Save(path); err != nil || open().Project().Name != "once more" {
		t.Error("a file that was taken away is written anew", err)
	}
}
