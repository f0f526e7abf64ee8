package workbook

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
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

// typist is a macro that does what a person at the screen does: it opens workbooks,
// types into cells, reads sheets and takes back what it typed. Orders come a line
// each, words between tabs; "show" answers with row, column and text of every cell.
const typist = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic"><![CDATA[
Dim desk, typed(999), before(999) As String, n As Integer

Sub Work(job As String)
	On Error Goto failed
	Dim hidden(0) As New com.sun.star.beans.PropertyValue
	hidden(0).Name = "Hidden"
	hidden(0).Value = True
	orders = FreeFile
	Open job For Input As #orders
	answers = FreeFile
	Open job & ".answers" For Output As #answers
	Do While Not Eof(orders)
		Line Input #orders, order
		words = Split(order, Chr(9))
		Select Case words(0)
		Case "open"
			If Not IsEmpty(desk) Then desk.close(True)
			desk = StarDesktop.loadComponentFromURL(words(1), "_blank", 0, hidden())
		Case "number", "text"
			typed(n) = desk.Sheets.getByName(words(1)).getCellRangeByName(words(2))
			before(n) = typed(n).getFormula()
			If words(0) = "text" Then typed(n).setString(words(3)) Else typed(n).setValue(Val(words(3)))
			n = n + 1
		Case "undo"
			Do While n > 0
				n = n - 1
				typed(n).setFormula(before(n))
			Loop
		Case "show"
			desk.calculateAll()
			sheet = desk.Sheets.getByName(words(1))
			used = sheet.createCursor()
			used.gotoEndOfUsedArea(False)
			rows = sheet.getCellRangeByPosition(0, 0, used.RangeAddress.EndColumn, used.RangeAddress.EndRow).getDataArray()
			For r = 0 To UBound(rows)
				cells = rows(r)
				For c = 0 To UBound(cells)
					shown = ""
					If VarType(cells(c)) = 5 Then shown = Trim(Str(cells(c)))
					If VarType(cells(c)) = 8 Then shown = cells(c)
					If shown <> "" Then Print #answers, "cell" & Chr(9) & (r + 1) & Chr(9) & (c + 1) & Chr(9) & shown
				Next
			Next
			Print #answers, "shown"
		End Select
	Loop
	Print #answers, "done"
	Close #orders
	Close #answers
	desk.close(True)
	StarDesktop.terminate()
	Exit Sub
failed:
	Print #answers, "failed: " & Error & ", line " & Erl & ", at " & order
	Close #answers
	StarDesktop.terminate()
End Sub
]]></script:module>
`

// office is LibreOffice with a profile of the tests' own.
type office struct{ bin, profile string }

// started is the one LibreOffice of all tests: its first start takes the longest.
var started struct {
	sync.Mutex
	office
}

// startOffice gives LibreOffice, and proves at its first start that it recalculates:
// a planted wrong value must come back right.
func startOffice(t *testing.T) office {
	t.Helper()
	bin, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed here: that its figures equal the app's is NOT tested in this run")
	}
	started.Lock()
	defer started.Unlock()
	if started.bin != "" {
		return started.office
	}
	profile, err := os.MkdirTemp("", "office-*")
	if err != nil {
		t.Fatal(err)
	}
	o := office{bin, profile}
	started.profile = profile
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
	// LibreOffice lays out its own empty macros at the first start; ours come after.
	if err := os.WriteFile(filepath.Join(user, "basic", "Standard", "Module1.xba"), []byte(typist), 0o644); err != nil {
		t.Fatal(err)
	}
	started.office = o
	return o
}

// trial is what is typed into a workbook at one time.
type trial struct {
	path  string
	typed []typedCell
}

// typedCell is a number, a text or nothing (nil) typed into a cell.
type typedCell struct {
	sheet, cell string
	value       any
}

// try has LibreOffice type every trial, one after the other and each taken back
// before the next, and gives what the sheets then show: trial, sheet, cell. It opens
// a workbook once for all trials on it that follow each other.
func (o office) try(t *testing.T, trials []trial, sheets ...string) []map[string]map[string]string {
	t.Helper()
	var orders strings.Builder
	order := func(words ...string) { fmt.Fprintln(&orders, strings.Join(words, "\t")) }
	open := ""
	for _, x := range trials {
		if x.path != open {
			order("open", fileURL(x.path))
			open = x.path
		}
		for _, c := range x.typed {
			switch v := c.value.(type) {
			case nil:
				order("text", c.sheet, c.cell, "")
			case string:
				order("text", c.sheet, c.cell, v)
			default:
				order("number", c.sheet, c.cell, fmt.Sprint(v))
			}
		}
		for _, s := range sheets {
			order("show", s)
		}
		order("undo")
	}
	job := filepath.Join(t.TempDir(), "orders")
	if err := os.WriteFile(job, []byte(orders.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	o.run(t, `macro:///Standard.Module1.Work("`+job+`")`)
	b, err := os.ReadFile(job + ".answers")
	if err != nil {
		t.Fatalf("LibreOffice did nothing: %v", err)
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	if last := lines[len(lines)-1]; last != "done" {
		t.Fatalf("LibreOffice stopped: %s", last)
	}
	out := make([]map[string]map[string]string, len(trials))
	shown := 0
	for _, line := range lines {
		words := strings.SplitN(line, "\t", 4)
		k := shown / len(sheets)
		switch {
		case line == "shown":
			shown++
		case words[0] == "cell" && len(words) == 4:
			row, _ := strconv.Atoi(words[1])
			col, _ := strconv.Atoi(words[2])
			if out[k] == nil {
				out[k] = map[string]map[string]string{}
			}
			name := sheets[shown%len(sheets)]
			if out[k][name] == nil {
				out[k][name] = map[string]string{}
			}
			out[k][name][at(row, col)] = words[3]
		}
	}
	if shown != len(trials)*len(sheets) {
		t.Fatalf("LibreOffice showed %d sheets of %d", shown, len(trials)*len(sheets))
	}
	return out
}

// run starts LibreOffice and waits for its end.
func (o office) run(t *testing.T, args ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Minute)
	defer cancel()
	args = append([]string{"-env:UserInstallation=" + fileURL(o.profile), "--headless", "--norestore"}, args...)
	if text, err := exec.CommandContext(ctx, o.bin, args...).CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v\n%s", err, text)
	}
}

func fileURL(path string) string { return (&url.URL{Scheme: "file", Path: path}).String() }

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
	o.run(t, append([]string{"--convert-to", "xlsx", "--outdir", out}, paths...)...)
	for _, path := range paths {
		if _, err := os.Stat(filepath.Join(out, filepath.Base(path))); err != nil {
			t.Fatalf("LibreOffice wrote nothing: %v", err)
		}
	}
	return out
}
