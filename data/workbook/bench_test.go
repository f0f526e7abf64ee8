//go:build unix

package workbook

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"remanence/planner"
)

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

// otherWriters write the cells of a workbook, formulas with their stored results
// where the library can, and measure the writing alone.
const otherWriters = `
import sys, json, time, resource
which, cells, out = sys.argv[1:4]
spent = 0.0
def rows():
    for line in open(cells):
        yield json.loads(line)
start = time.process_time()
if which == "xlsxwriter":
    import xlsxwriter
    book = xlsxwriter.Workbook(out)
else:
    import openpyxl
    book = openpyxl.Workbook(write_only=True)
spent, sheet = time.process_time() - start, None
for row in rows():
    start = time.process_time()
    if isinstance(row, str):
        sheet = book.add_worksheet(row) if which == "xlsxwriter" else book.create_sheet(row)
    elif which == "xlsxwriter":
        r, values = row
        for c, v in enumerate(values):
            if isinstance(v, list): sheet.write_formula(r, c, "=" + v[0], None, v[1])
            elif isinstance(v, bool): sheet.write_boolean(r, c, v)
            elif isinstance(v, (int, float)): sheet.write_number(r, c, v)
            elif v: sheet.write_string(r, c, v)
    else:
        sheet.append(["=" + v[0] if isinstance(v, list) else v for v in row[1]])
    spent += time.process_time() - start
start = time.process_time()
if which == "xlsxwriter": book.close()
else: book.save(out)
spent += time.process_time() - start
print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
`

// dumpCells writes the cells of a workbook a row a line, for otherWriters.
func dumpCells(b *testing.B, p *planner.Project, f *planner.Facts, plan *planner.Plan) string {
	x, err := build(p, f, plan, options())
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "cells.jsonl")
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	defer w.Flush()
	e := json.NewEncoder(w)
	for _, s := range x.sheets {
		if err := e.Encode(s.name); err != nil {
			b.Fatal(err)
		}
		for _, r := range s.rowNumbers() {
			values := []any{}
			for _, c := range s.rows[r][1:] {
				if c.formula != "" {
					values = append(values, []any{c.formula, c.value})
					continue
				}
				values = append(values, c.value)
			}
			if err := e.Encode([]any{r - 1, values}); err != nil {
				b.Fatal(err)
			}
		}
	}
	return path
}

func cpuSeconds() float64 {
	var r syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano()).Seconds()
}

// measured exports a plan and reports seconds of the processor, memory and size.
func measured(b *testing.B, p *planner.Project, f *planner.Facts, plan *planner.Plan) {
	var before, after runtime.MemStats
	spent := 0.0
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		start := cpuSeconds()
		var buf bytes.Buffer
		if err := Write(&buf, p, f, plan, options()); err != nil {
			b.Fatal(err)
		}
		spent += cpuSeconds() - start
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(buf.Len())/1e6, "MB-file")
	}
	b.ReportMetric(spent/float64(b.N), "cpu-s")
	b.ReportMetric(float64(len(plan.Awards)), "lines")
	b.ReportMetric(float64(after.HeapSys)/1e6, "MB-heap")
}

// Export of plans of 100, 1,000 and 10,000 award lines; XlsxWriter and openpyxl
// write the same cells, without looks, in the same run.
func BenchmarkExport(b *testing.B) {
	p, f := sample(b, "ev-traction-de")
	plan := handPlan(p, f)
	for _, n := range []int{100, 1000, 10000} {
		big := manyAwards(plan, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) { measured(b, p, f, big) })
		for _, other := range []string{"xlsxwriter", "openpyxl"} {
			b.Run(fmt.Sprintf("%s-%d", other, n), func(b *testing.B) {
				python, cells := needPython(b, other), dumpCells(b, p, f, big)
				for b.Loop() {
					out, err := exec.Command(python, "-c", otherWriters, other, cells, filepath.Join(b.TempDir(), "x.xlsx")).CombinedOutput()
					if err != nil {
						b.Fatalf("%v: %s", err, out)
					}
					var seconds, peak float64
					fmt.Sscan(string(out), &seconds, &peak)
					b.ReportMetric(seconds, "cpu-s")
					b.ReportMetric(peak, "MB-peak")
				}
			})
		}
	}
}
