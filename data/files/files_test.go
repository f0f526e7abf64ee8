package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A file is whole or as it was, nothing is left beside it, and what went wrong is a
// sentence that says what can be done.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "plan.xlsx")
	for _, text := range []string{"one", "two"} {
		if err := Write(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if b, _ := os.ReadFile(path); string(b) != text {
			t.Errorf("holds %q", b)
		}
	}
	if info, _ := os.Stat(path); info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read it: %s", info.Mode())
	}
	err := Write(filepath.Join(dir, "none", "plan.xlsx"), nil)
	var failure *Failure
	if !errors.As(err, &failure) || !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "was not written: ") || !strings.Contains(err.Error(), "choose another name") {
		t.Error(err)
	}
	if names, _ := os.ReadDir(dir); len(names) != 1 {
		t.Errorf("left behind: %v", names)
	}
}

// Replace keeps the version before.
func TestReplaceKeepsABackup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "p.remanence")
	for _, text := range []string{"one", "two", "three"} {
		if err := Replace(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if b, _ := os.ReadFile(path + ".bak"); string(b) != "two" {
		t.Errorf("the backup holds %q", b)
	}
}

func TestCauseIsShort(t *testing.T) {
	full := &fs.PathError{Op: "write", Path: "/x/.plan.tmp", Err: syscall.ENOSPC}
	if got := Cause(full); got != syscall.ENOSPC.Error() {
		t.Error(got)
	}
	if got := Cause(&os.LinkError{Op: "rename", Old: "a", New: "b", Err: syscall.EACCES}); got != syscall.EACCES.Error() {
		t.Error(got)
	}
}
