package sheets

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/xuri/excelize/v2"

	"remanence/data/document"
	"remanence/data/sheets/book"
)

// streamed is a workbook of one sheet, written row by row.
func streamed(tb testing.TB, rows int, line func(r int) []any) []byte {
	tb.Helper()
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		tb.Fatal(err)
	}
	for r := range rows + 1 {
		if err := w.SetRow(fmt.Sprintf("A%d", r+1), line(r)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

// erpExport is a workbook of so many rows as an ERP writes demand: a row a part
// and month, with the columns nobody asked for.
func erpExport(tb testing.TB, rows int) []byte {
	return streamed(tb, rows, func(r int) []any {
		if r == 0 {
			return []any{"Plant", "Material", "Description", "Requirement date", "Demand qty", "Unit", "MRP controller", "Supplier code"}
		}
		r--
		return []any{"1000", fmt.Sprintf("P-%04d", r/12%500), "magnet, sintered", fmt.Sprintf("2027-%02d-15", r%12+1), 100 + r%900, "PC", "017", r % 40}
	})
}

// quoteList is a list of quotes of many suppliers for the same parts.
func quoteList(tb testing.TB, rows int) []byte {
	return streamed(tb, rows, func(r int) []any {
		if r == 0 {
			return []any{"Supplier", "Part", "Price (EUR/pc)", "Lead time (weeks)", "Incoterm", "Remarks"}
		}
		return []any{fmt.Sprintf("Supplier %d", r/3), []string{"MOT-100", "MOT-200", "SEN-300"}[r%3], 5 + float64(r%100)/100, 8 + r%9, "FCA", "subject to confirmation"}
	})
}

// cpu is the processor time this process has used, in seconds.
func cpu() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

// BenchmarkImport measures the whole way from the file to the changed project, and
// what is seen first: the first 200 rows with their mapping. Of quotes it measures
// those that are new and those the project has already. openpyxl reads the values of
// the same file in the same run, and does nothing with them. cpu-s is the figure to
// compare on a busy machine.
func BenchmarkImport(b *testing.B) {
	for _, x := range []struct {
		name  string
		kind  Kind
		make  func(testing.TB, int) []byte
		again bool
	}{{"demand", Demand, erpExport, false}, {"quotes new", Offers, quoteList, false}, {"quotes updated", Offers, quoteList, true}} {
		for _, rows := range []int{1_000, 10_000, 100_000} {
			data := x.make(b, rows)
			e := env()
			if x.again {
				doc := document.New(e.Project)
				if err := doc.Apply(document.Change{Name: "before", Edits: imported(b, e, x.kind, dearer(b, rows), 0, rows).Edits}); err != nil {
					b.Fatal(err)
				}
				e.Project = doc.Project()
			}
			for _, c := range []struct {
				name string
				most int
			}{{"whole", 0}, {"first rows", 200}} {
				b.Run(fmt.Sprintf("%s/rows=%d/%s", x.name, rows, c.name), func(b *testing.B) {
					b.ReportAllocs()
					before := cpu()
					for b.Loop() {
						res := imported(b, e, x.kind, data, c.most, rows)
						if c.most > 0 {
							continue
						}
						if err := document.New(e.Project).Apply(document.Change{Name: res.Name, Edits: res.Edits}); err != nil {
							b.Fatal(err)
						}
					}
					b.ReportMetric((cpu()-before)/float64(b.N), "cpu-s")
				})
			}
			if !x.again {
				b.Run(fmt.Sprintf("%s/rows=%d/openpyxl", x.name, rows), func(b *testing.B) { openpyxlReads(b, data) })
			}
		}
	}
}

// dearer is the list of quotes with other prices.
func dearer(tb testing.TB, rows int) []byte {
	return streamed(tb, rows, func(r int) []any {
		if r == 0 {
			return []any{"Supplier", "Part", "Price (EUR/pc)", "Lead time (weeks)", "Incoterm"}
		}
		return []any{fmt.Sprintf("Supplier %d", r/3), []string{"MOT-100", "MOT-200", "SEN-300"}[r%3], 5.5 + float64(r%70)/100, 7 + r%9, "FCA"}
	})
}

func imported(b testing.TB, e Env, kind Kind, data []byte, most, rows int) *Result {
	x, err := book.Read(context.Background(), "list.xlsx", bytes.NewReader(data), int64(len(data)), book.Options{MaxRows: most})
	if err != nil {
		b.Fatal(err)
	}
	t := Find(x)[0]
	m := e.Guess(t, "")
	res, err := e.Preview(context.Background(), Request{Table: t, Mapping: m})
	if err != nil || m.Kind != kind || res.Refused+res.Waiting > 0 {
		b.Fatalf("%v, %s, %d refused, %d wait", err, m.Kind, res.Refused, res.Waiting)
	}
	if most == 0 && (rows >= 6000 && res.New+res.Changed == 0 || len(res.Rows) != rows) {
		b.Fatalf("%d rows, %d new, %d changed", len(res.Rows), res.New, res.Changed)
	}
	return res
}

const openpyxlReader = `
import sys, time, openpyxl
start = time.process_time()
n = 0
sheet = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True).worksheets[0]
sheet.reset_dimensions() # what the file says of its size may be short
for row in sheet.iter_rows(values_only=True): n += len(row)
assert n > 1000
print(time.process_time() - start)
`

func openpyxlReads(b *testing.B, data []byte) {
	python := "/usr/bin/python3"
	if exec.Command(python, "-c", "import openpyxl").Run() != nil {
		b.Skip("Python with openpyxl is not installed here")
	}
	file := filepath.Join(b.TempDir(), "list.xlsx")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		out, err := exec.Command(python, "-c", openpyxlReader, file).Output()
		if err != nil {
			b.Fatal(err)
		}
		var seconds float64
		fmt.Sscan(string(out), &seconds)
		b.ReportMetric(seconds, "cpu-s")
	}
}
