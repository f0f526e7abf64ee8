package document

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"remanence/planner"
)

func init() { workFactor = 10 } // a thousandth of the real work

func named(name string) *planner.Project {
	return &planner.Project{Name: name, Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 12, Parts: []planner.Part{{ID: "A"}, {ID: "B"}}}
}

func setMass(t *testing.T, d *Document, part, grams string) {
	t.Helper()
	if err := d.Apply(Change{Name: "Mass of " + part, Edits: []planner.Edit{{What: planner.Path("part", part, "mass_g"), After: grams}}}); err != nil {
		t.Fatal(err)
	}
}

func massOf(t *testing.T, d *Document, part string) string {
	t.Helper()
	text, err := d.Project().Cell(planner.Path("part", part, "mass_g"))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func journal(t *testing.T, folder string, d *Document) *FileJournal {
	t.Helper()
	j, err := NewJournal(folder, d)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// crash leaves the journal as a killed process does: the lock of its process is
// gone, the file is not.
func crash(t *testing.T, j *FileJournal) {
	t.Helper()
	if err := errors.Join(j.file.Close(), j.hold.Unlock()); err != nil {
		t.Fatal(err)
	}
	j.file = nil
}

func one(t *testing.T, folder string) *Recovery {
	t.Helper()
	found := Recoveries(folder)
	if len(found) != 1 {
		t.Fatalf("%d recoveries, want one", len(found))
	}
	return found[0]
}

func TestACrashLosesNothingOfASavedProject(t *testing.T) {
	folder, file := t.TempDir(), filepath.Join(t.TempDir(), "p"+Ext)
	d := New(named("Saved"))
	j := journal(t, folder, d)
	setMass(t, d, "A", "1")
	if err := d.Save(file); err != nil {
		t.Fatal(err)
	}
	if len(Recoveries(folder)) != 0 {
		t.Fatal("what is saved needs no journal")
	}
	setMass(t, d, "A", "2")
	setMass(t, d, "B", "3")
	d.Undo()
	if len(Recoveries(folder)) != 0 {
		t.Error("a journal that is being written is nobody's to recover")
	}
	crash(t, j)
	r := one(t, folder)
	if r.Name != "Saved" || r.Path != file || len(r.Changes) != 3 || r.Changes[0].Name != "Mass of A" {
		t.Errorf("%+v", r)
	}
	got, err := r.Restore("")
	if err != nil {
		t.Fatal(err)
	}
	if massOf(t, got, "A") != "2" || massOf(t, got, "B") != "" || got.Path() != file || !got.Dirty() {
		t.Errorf("A %q B %q, path %q, dirty %v", massOf(t, got, "A"), massOf(t, got, "B"), got.Path(), got.Dirty())
	}
	// A second crash, right after the first was mended, loses nothing either.
	second := journal(t, folder, got)
	if err := r.Discard(); err != nil {
		t.Error(err)
	}
	setMass(t, got, "B", "9")
	crash(t, second)
	r = one(t, folder)
	if again, err := r.Restore(""); err != nil || massOf(t, again, "A") != "2" || massOf(t, again, "B") != "9" {
		t.Error("after the second crash:", err)
	}
	if err := r.Discard(); err != nil || len(Recoveries(folder)) != 0 {
		t.Error(err, "the journal is still there")
	}
}

func TestACrashLosesNothingOfAProjectInNoFile(t *testing.T) {
	folder := t.TempDir()
	d := New(named("New"))
	j := journal(t, folder, d)
	setMass(t, d, "A", "7")
	setMass(t, d, "A", "8")
	crash(t, j)
	got, err := one(t, folder).Restore("")
	if err != nil || massOf(t, got, "A") != "8" || got.Path() != "" {
		t.Fatal(err, got)
	}
	got.Undo()
	got.Undo()
	if massOf(t, got, "A") != "" {
		t.Error("what was recovered can be undone")
	}
}

func TestAHalfWrittenLineEndsTheJournal(t *testing.T) {
	folder := t.TempDir()
	d := New(named("New"))
	j := journal(t, folder, d)
	setMass(t, d, "A", "7")
	setMass(t, d, "A", "8")
	name := j.file.Name()
	crash(t, j)
	b, _ := os.ReadFile(name)
	if err := os.WriteFile(name, b[:len(b)-20], 0o600); err != nil {
		t.Fatal(err)
	}
	r := one(t, folder)
	if got, err := r.Restore(""); err != nil || massOf(t, got, "A") != "7" || !r.Damaged {
		t.Error(err, r.Damaged)
	}
	if err := os.WriteFile(name, b[:30], 0o600); err != nil {
		t.Fatal(err)
	}
	if len(Recoveries(folder)) != 0 {
		t.Error("nothing whole is nothing to offer")
	}
}

func TestAFileThatChangedSinceKeepsItsChanges(t *testing.T) {
	folder, file := t.TempDir(), filepath.Join(t.TempDir(), "p"+Ext)
	d := New(named("Shared"))
	if err := d.Save(file); err != nil {
		t.Fatal(err)
	}
	j := journal(t, folder, d)
	setMass(t, d, "A", "2")
	crash(t, j)
	other, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	setMass(t, other, "B", "50")
	if err := other.Save(file); err != nil {
		t.Fatal(err)
	}
	got, err := one(t, folder).Restore("")
	if err == nil || !strings.Contains(err.Error(), "changed since") || massOf(t, got, "A") != "2" || massOf(t, got, "B") != "50" {
		t.Error(err)
	}
}

func TestAPasswordKeepsFileJournalAndBackupSecret(t *testing.T) {
	folder, file := t.TempDir(), filepath.Join(t.TempDir(), "p"+Ext)
	d := New(named("Secret motor"))
	for range 2 {
		if err := d.Save(file); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(file + ".bak"); err != nil {
		t.Fatal("the test needs a plain backup")
	}
	d.SetPassword("correct horse")
	if !d.Dirty() {
		t.Error("a new password is not in the file yet")
	}
	j := journal(t, folder, d)
	if err := d.Save(file); err != nil {
		t.Fatal(err)
	}
	setMass(t, d, "A", "123456")
	crash(t, j)
	for _, dir := range []string{folder, filepath.Dir(file)} {
		names, _ := filepath.Glob(filepath.Join(dir, "*"))
		hidden, _ := filepath.Glob(filepath.Join(dir, ".*"))
		for _, name := range append(names, hidden...) {
			b, _ := os.ReadFile(name)
			if strings.Contains(string(b), "123456") || strings.Contains(string(b), "currency") {
				t.Errorf("%s can be read by anybody", name)
			}
		}
	}
	if _, err := Open(file); !errors.Is(err, ErrPassword) || !strings.Contains(err.Error(), "password") {
		t.Error(err)
	}
	if _, err := OpenWith(file, "wrong"); !errors.Is(err, ErrWrongPassword) {
		t.Error(err)
	}
	again, err := OpenWith(file, "correct horse")
	if err != nil || !again.Protected() || again.Project().Name != "Secret motor" || again.Dirty() {
		t.Fatal(err)
	}
	r := one(t, folder)
	if !r.Locked || len(r.Changes) != 0 {
		t.Error("the preview needs the password as well")
	}
	if _, err := r.Restore("wrong"); !errors.Is(err, ErrWrongPassword) {
		t.Error(err)
	}
	got, err := r.Restore("correct horse")
	if err != nil || massOf(t, got, "A") != "123456" || !got.Protected() {
		t.Error(err)
	}
	b, _ := os.ReadFile(file)
	b[len(b)-3] ^= 1
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenWith(file, "correct horse"); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Error("a changed byte was not noticed:", err)
	}
	again.SetPassword("")
	if err := again.SaveOver(file); err != nil {
		t.Fatal(err)
	}
	if plain, err := Open(file); err != nil || plain.Protected() {
		t.Error(err)
	}
}

func TestClosingOnPurposeLeavesNoJournal(t *testing.T) {
	folder := t.TempDir()
	d := New(named("x"))
	j := journal(t, folder, d)
	setMass(t, d, "A", "1")
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(folder); len(left) != 0 {
		t.Error(left)
	}
	setMass(t, d, "A", "2")
}

func TestALockNamesItsHolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "p"+Ext)
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	a, who := Acquire(file, now, false)
	if a == nil || who != nil {
		t.Fatal("the first to come has it")
	}
	mine, _ := readHolder(lockPath(file))
	if b, who := Acquire(file, now, false); b != nil || who == nil || !who.Since.Equal(now) || who.Host == "" {
		t.Errorf("%v %+v", b, who)
	}
	if err := a.Release(); err != nil {
		t.Fatal(err)
	}
	// Left by a crash on this computer: nobody holds it.
	left := func(user, host string) {
		if err := os.WriteFile(lockPath(file), []byte(`{"user":"`+user+`","host":"`+host+`","since":"2026-11-24T08:00:00Z"}`), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	left(mine.User, mine.Host)
	if b, who := Acquire(file, now, false); b == nil {
		t.Error("a lock of a dead process holds nobody up", who)
	} else if err := b.Release(); err != nil {
		t.Error(err)
	}
	left("Ada", "elsewhere")
	if b, who := Acquire(file, now, false); b != nil || who == nil || who.User != "Ada" {
		t.Errorf("another computer's lock counts: %+v", who)
	}
	if b, _ := Acquire(file, now, true); b == nil {
		t.Error("it can be taken over")
	} else {
		b.Release()
	}
	var none *Lock
	if none.Release() != nil {
		t.Error("no lock, nothing to release")
	}
	if b, who := Acquire(filepath.Join(t.TempDir(), "nowhere", "p"), now, false); b != nil || who != nil {
		t.Error("where nothing can be written nobody is in the way")
	}
}

// A file that another program wrote, or took away, before the first change does not
// become the base of the changes that a crash leaves.
func TestChangesAreKeptForTheProjectTheyWereMadeTo(t *testing.T) {
	for _, gone := range []bool{false, true} {
		path, folder := filepath.Join(t.TempDir(), "p.remanence"), t.TempDir()
		if err := New(named("first")).Save(path); err != nil {
			t.Fatal(err)
		}
		d, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		j := journal(t, folder, d)
		if gone {
			err = os.Remove(path)
		} else {
			theirs := named("theirs")
			theirs.Currency = "JPY"
			err = New(theirs).SaveOver(path)
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Apply(Change{Name: "Name", Edits: []planner.Edit{{What: "settings/name", Before: "first", After: "ours"}}}); err != nil {
			t.Fatal(err)
		}
		crash(t, j)
		back, err := one(t, folder).Restore("")
		if err != nil || back.Project().Name != "ours" || back.Project().Currency == "JPY" {
			t.Fatal("not what was changed", err)
		}
		if err := back.Save(path); errors.Is(err, ErrChanged) == gone {
			t.Errorf("file taken away %v: saving says %v", gone, err)
		}
	}
}
