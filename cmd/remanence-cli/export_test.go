package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestExportWritesTheWorkbook(t *testing.T) {
	file := filepath.Join(t.TempDir(), "plan.xlsx")
	r := run(t, "export", folder(t, nil), "-o", file).want(t, exitOK)
	contains(t, r.out, "EUR 470.00", "optimal", file)
	x, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if len(x.GetSheetList()) < 3 {
		t.Errorf("sheets %v", x.GetSheetList())
	}
}

func TestExportWithoutAPlanWritesNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "plan.xlsx")
	r := run(t, "export", folder(t, withRules(atMostTwoFifths)), "-o", file).want(t, exitNoPlan)
	contains(t, r.out, "TWOFIFTHS")
	contains(t, r.err, "nothing was written")
	if _, err := os.Stat(file); err == nil {
		t.Error("a file was written")
	}
}

func TestExportToAFolderThatIsNotThere(t *testing.T) {
	file := filepath.Join(t.TempDir(), "nowhere", "plan.xlsx")
	contains(t, run(t, "export", folder(t, nil), "-o", file).want(t, exitInput).err, "cannot be written")
}
