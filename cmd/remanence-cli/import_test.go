package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestImportWritesAProjectFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "two.remanence")
	r := run(t, "import", folder(t, nil), "-o", file).want(t, exitOK)
	contains(t, r.out, "Two offers", "1 part, 2 offers", file)
	contains(t, run(t, "check", file).want(t, exitOK).out, "1 part, 2 offers")
}

func TestImportKeepsAnExistingFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "two.remanence")
	if err := os.WriteFile(file, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	contains(t, run(t, "import", folder(t, nil), "-o", file).want(t, exitInput).err, "--force")
	if text, err := os.ReadFile(file); err != nil || string(text) != "precious" {
		t.Fatalf("the file is now %q, %v", text, err)
	}
	run(t, "import", folder(t, nil), "-o", file, "--force").want(t, exitOK)
	run(t, "check", file).want(t, exitOK)
}

func TestImportWithFaultsKeepsWhatCouldBeRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "faults.remanence")
	r := run(t, "import", folder(t, threeFaults), "-o", file).want(t, exitInput)
	contains(t, r.err, `"ten"`, `"forty"`, `"soon"`, "to mend", file)
	contains(t, run(t, "check", file).out, "1 part, 2 offers")
}

func TestImportOfNothingWritesNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "empty.remanence")
	contains(t, run(t, "import", t.TempDir(), "-o", file).want(t, exitInput).err, "nothing was written")
	if _, err := os.Stat(file); err == nil {
		t.Error("a file was written")
	}
}

func TestImportIntoAFolderThatIsNotThere(t *testing.T) {
	file := filepath.Join(t.TempDir(), "nowhere", "x.remanence")
	contains(t, run(t, "import", folder(t, nil), "-o", file).want(t, exitInput).err, "not saved")
}

func TestImportOfASample(t *testing.T) {
	file := filepath.Join(t.TempDir(), "wind.remanence")
	run(t, "import", "sample:wind-generator-dk", "-o", file).want(t, exitOK)
	contains(t, run(t, "check", file).want(t, exitOK).out, "8 parts, 27 offers")
}
