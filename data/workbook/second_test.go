package workbook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"testing"
)

// openpyxlReader prints every stored value, as programs that do not compute see it.
const openpyxlReader = `
import json, sys, openpyxl
out = {}
for path in sys.argv[1:]:
    book = openpyxl.load_workbook(path, data_only=True)
    assert book.properties.title, "no title"
    sheets = out[path] = {}
    for sheet in book:
        cells = sheets[sheet.title] = {}
        for row in sheet.iter_rows():
            for c in row:
                if c.value is None: continue
                v = c.value
                if hasattr(v, "isoformat"): v = v.isoformat()[:10]
                cells[c.coordinate] = v
json.dump(out, sys.stdout)
`

// found is what a reader saw: file, sheet, cell.
type found map[string]map[string]map[string]any

// Readers of two other kinds, which compute nothing, see every figure of every
// sample.
func TestSecondReadersSeeTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("reads every sample with Python and Node")
	}
	built := map[string]*book{}
	var paths []string
	for _, name := range samples(t) {
		x := written(t, name)
		built[x.path], paths = x.b, append(paths, x.path)
	}
	t.Run("openpyxl", func(t *testing.T) {
		sameFigures(t, built, readWith(t, needPython(t, "openpyxl"), append([]string{"-c", openpyxlReader}, paths...)))
	})
	t.Run("exceljs", func(t *testing.T) {
		sameFigures(t, built, readWith(t, needNode(t), append([]string{filepath.Join(readersFolder, "cells.js")}, paths...)))
	})
}

func readWith(t *testing.T, program string, args []string) found {
	t.Helper()
	var out, problem bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Stdout, cmd.Stderr = &out, &problem
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, problem.String())
	}
	got := found{}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	return got
}

func sameFigures(t *testing.T, built map[string]*book, got found) {
	t.Helper()
	for path, b := range built {
		n := 0
		for _, s := range b.sheets {
			cells := got[path][s.name]
			for r, row := range s.rows {
				for c, want := range row {
					if why := differs(want, cells[at(r, c)]); why != "" {
						t.Fatalf("%s %s!%s: %s", filepath.Base(path), s.name, at(r, c), why)
					}
					if _, ok := want.value.(float64); ok {
						n++
					}
				}
			}
		}
		if n < 500 {
			t.Errorf("%s: only %d figures were compared", filepath.Base(path), n)
		}
	}
}

// differs says how what a reader saw differs from a cell, "" when it does not.
func differs(want cell, got any) string {
	same := true
	switch v := want.value.(type) {
	case float64:
		if want.style.format == monthly || want.style.format == dated {
			same = got == csvField(want)
			break
		}
		x, ok := got.(float64)
		same = ok && math.Abs(x-v) <= 1e-12*math.Abs(v)
	case bool:
		same = got == v
	case string:
		same = v == "" || got == v
	}
	if same {
		return ""
	}
	return fmt.Sprintf("the reader sees %v, want %v", got, want.value)
}

// needPython finds Python with a module, or skips and says so.
func needPython(t testing.TB, module string) string {
	t.Helper()
	// The system's own comes first: that is the one its packages belong to.
	for _, python := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(python, "-c", "import "+module).Run() == nil {
			return python
		}
	}
	t.Skipf("Python with %s is not installed here: what it sees is NOT tested in this run", module)
	return ""
}
