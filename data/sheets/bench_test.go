package sheets

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"remanence/data/sheets/book"
)

// erpExport is a workbook of so many rows as an ERP writes demand: a row a part
// and month, with the columns nobody asked for.
func erpExport(tb testing.TB, rows int) []byte {
	tb.Helper()
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		tb.Fatal(err)
	}
	set := func(row int, cells ...any) {
		if err := w.SetRow(fmt.Sprintf("A%d", row), cells); err != nil {
			tb.Fatal(err)
		}
	}
	set(1, "Plant", "Material", "Description", "Requirement date", "Demand qty", "Unit", "MRP controller", "Supplier code")
	for r := range rows {
		set(r+2, "1000", fmt.Sprintf("P-%04d", r/12%500), "magnet, sintered", fmt.Sprintf("2027-%02d-15", r%12+1), 100+r%900, "PC", "017", r%40)
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

// BenchmarkImport measures the whole way from the file to the edits, and what is
// seen first: the first 200 rows with their mapping.
func BenchmarkImport(b *testing.B) {
	for _, rows := range []int{1_000, 10_000, 100_000} {
		data := erpExport(b, rows)
		for _, c := range []struct {
			name string
			most int
		}{{"whole", 0}, {"first rows", 200}} {
			b.Run(fmt.Sprintf("rows=%d/%s", rows, c.name), func(b *testing.B) {
				b.ReportAllocs()
				e := env()
				for b.Loop() {
					x, err := book.Read(context.Background(), "erp.xlsx", bytes.NewReader(data), int64(len(data)), book.Options{MaxRows: c.most})
					if err != nil {
						b.Fatal(err)
					}
					t := Find(x)[0]
					m := e.Guess(t, "")
					res, err := e.Preview(context.Background(), Request{Table: t, Mapping: m})
					if err != nil || m.Kind != Demand || res.Refused+res.Waiting > 0 {
						b.Fatalf("%v, %s, %d refused, %d wait", err, m.Kind, res.Refused, res.Waiting)
					}
					if c.most == 0 && (rows >= 6000 && res.New == 0 || len(res.Rows) != rows) {
						b.Fatalf("%d rows, %d new", len(res.Rows), res.New)
					}
				}
				b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			})
		}
	}
}
