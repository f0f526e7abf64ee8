package workbook

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// recalcAlways makes LibreOffice compute every formula on loading. Without it a
// stored number is kept as it is, and a comparison proves nothing.
const recalcAlways = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`

// office is LibreOffice with a profile of the test's own.
type office struct{ bin, profile string }

// startOffice gives LibreOffice and proves that it recalculates: a planted
// wrong value must come back right.
func startOffice(t *testing.T) office {
	t.Helper()
	bin, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed here: that its figures equal the app's is NOT tested in this run")
	}
	o := office{bin, t.TempDir()}
	user := filepath.Join(o.profile, "user")
	if err := os.MkdirAll(user, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(recalcAlways), 0o644); err != nil {
		t.Fatal(err)
	}
	s := newSheet("Proof", "", "", "")
	s.put(firstRow, 1, input(2, plain))
	s.put(firstRow, 2, calc("A6*A6", 5.0, plain)) // planted: 4 is right
	path := filepath.Join(t.TempDir(), "proof.xlsx")
	writeSheets(t, path, s)
	if got := o.recalculate(t, path)["Proof"]["B6"].value; got != "4" {
		t.Fatalf("LibreOffice kept the planted wrong value (%q): the profile does not recalculate", got)
	}
	return o
}

// recalculate has LibreOffice load, compute and save a workbook, and reads it.
func (o office) recalculate(t *testing.T, path string) map[string]map[string]storedCell {
	t.Helper()
	return readCells(t, filepath.Join(o.convert(t, path), filepath.Base(path)))
}

// convert has LibreOffice load, compute and save workbooks, all in one run as
// its start takes most of the time, and returns their folder.
func (o office) convert(t *testing.T, paths ...string) string {
	t.Helper()
	out := t.TempDir()
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Minute)
	defer cancel()
	home := (&url.URL{Scheme: "file", Path: o.profile}).String()
	args := append([]string{"-env:UserInstallation=" + home, "--headless", "--norestore", "--convert-to", "xlsx", "--outdir", out}, paths...)
	cmd := exec.CommandContext(ctx, o.bin, args...)
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v\n%s", err, text)
	}
	for _, path := range paths {
		if _, err := os.Stat(filepath.Join(out, filepath.Base(path))); err != nil {
			t.Fatalf("LibreOffice wrote nothing: %v", err)
		}
	}
	return out
}
