package workbook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"remanence/planner"
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

// manyAwards splits the awards of a plan until there are so many; the plan stays
// the same to the cent.
func manyAwards(plan *planner.Plan, n int) *planner.Plan {
	out := *plan
	k := max(1, (n+len(plan.Awards)-1)/len(plan.Awards))
	out.Awards = nil
	for _, a := range plan.Awards {
		a.Kg /= float64(k)
		a.Pieces /= float64(k)
		for range k {
			out.Awards = append(out.Awards, a)
		}
	}
	if n < len(out.Awards) && k == 1 {
		out.Awards = out.Awards[:n]
	}
	return &out
}

// otherWriter writes as many lines with as many columns and live formulas, with
// stored results, by XlsxWriter.
const otherWriter = `
import sys, time, resource, xlsxwriter
n = int(sys.argv[2])
start = time.process_time()
book = xlsxwriter.Workbook(sys.argv[1])
s = book.add_worksheet()
for r in range(n):
    for c in range(14): s.write_number(r, c, r * 1.25 + c)
    for c in range(18): s.write_formula(r, 14 + c, "=A%d*B%d+C%d" % (r + 1, r + 1, r + 1), None, r * 2.5)
book.close()
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
`

// Export of plans of 100, 1,000 and 10,000 award lines; XlsxWriter writes the
// award plan alone, 32 columns with 18 formulas a line, in the same run.
func BenchmarkExport(b *testing.B) {
	p, f := sample(b, "ev-traction-de")
	plan := handPlan(p, f)
	for _, n := range []int{100, 1000, 10000} {
		big := manyAwards(plan, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var before, after runtime.MemStats
			for b.Loop() {
				runtime.GC()
				runtime.ReadMemStats(&before)
				var buf bytes.Buffer
				if err := Write(&buf, p, f, big, options()); err != nil {
					b.Fatal(err)
				}
				runtime.ReadMemStats(&after)
				b.ReportMetric(float64(buf.Len())/1e6, "MB-file")
			}
			b.ReportMetric(float64(len(big.Awards)), "lines")
			b.ReportMetric(float64(after.HeapSys)/1e6, "MB-heap")
		})
		b.Run(fmt.Sprintf("xlsxwriter-%d", n), func(b *testing.B) {
			python := needPython(b, "xlsxwriter")
			for b.Loop() {
				out, err := exec.Command(python, "-c", otherWriter, filepath.Join(b.TempDir(), "x.xlsx"), fmt.Sprint(n)).Output()
				if err != nil {
					b.Fatal(err)
				}
				var seconds, peak float64
				fmt.Sscan(string(out), &seconds, &peak)
				b.ReportMetric(seconds, "cpu-s")
				b.ReportMetric(peak, "MB-peak")
			}
		})
	}
}
