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

// secondReader prints every stored value, as programs that do not compute see it.
const secondReader = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], data_only=True)
out = {}
for sheet in book:
    cells = {}
    for row in sheet.iter_rows():
        for c in row:
            if c.value is None: continue
            v = c.value
            if hasattr(v, "isoformat"): v = v.isoformat()[:10]
            cells[c.coordinate] = v
    out[sheet.title] = cells
json.dump({"cells": out, "title": book.properties.title, "description": book.properties.description}, sys.stdout)
`

// A reader of another kind, which computes nothing, sees every figure.
func TestSecondReaderSeesTheSame(t *testing.T) {
	python := needPython(t, "openpyxl")
	p, f := sample(t, "ev-traction-de")
	plan, o := planOf(t, "ev-traction-de", p, f)
	path := save(t, p, f, plan, o)
	var out, problem bytes.Buffer
	cmd := exec.Command(python, "-c", secondReader, path)
	cmd.Stdout, cmd.Stderr = &out, &problem
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, problem.String())
	}
	var got struct {
		Cells              map[string]map[string]any
		Title, Description string
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	b, err := build(p, f, plan, o)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, s := range b.sheets {
		for r, cells := range s.rows {
			for c, want := range cells {
				seen := got.Cells[s.name][at(r, c)]
				switch v := want.value.(type) {
				case float64:
					n++
					if want.style.format == monthly || want.style.format == dated {
						if seen != csvField(want) {
							t.Fatalf("%s!%s: openpyxl sees %v, want %s", s.name, at(r, c), seen, csvField(want))
						}
						continue
					}
					if x, ok := seen.(float64); !ok || math.Abs(x-v) > 1e-12*math.Abs(v) {
						t.Fatalf("%s!%s: openpyxl sees %v, want %v", s.name, at(r, c), seen, v)
					}
				case bool:
					if seen != v {
						t.Fatalf("%s!%s: openpyxl sees %v, want %v", s.name, at(r, c), seen, v)
					}
				case string:
					if v != "" && seen != v {
						t.Fatalf("%s!%s: openpyxl sees %q, want %q", s.name, at(r, c), seen, v)
					}
				}
			}
		}
	}
	if n < 5000 || got.Title == "" {
		t.Errorf("%d figures, title %q", n, got.Title)
	}
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
