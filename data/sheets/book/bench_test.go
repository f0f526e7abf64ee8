package book

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/xuri/excelize/v2"
)

// wideSheet is a workbook of so many rows of 21 cells, texts and numbers, as a
// plan or an ERP writes it.
func wideSheet(tb testing.TB, rows int) []byte {
	tb.Helper()
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		tb.Fatal(err)
	}
	for r := range rows {
		line := make([]any, 21)
		for c := range line {
			switch {
			case c < 3:
				line[c] = fmt.Sprintf("Part %d-%d", r, c)
			case r == 0:
				line[c] = fmt.Sprintf("2027-%02d", c-2)
			default:
				line[c] = float64(r*31+c*7) / 100
			}
		}
		if err := w.SetRow(fmt.Sprintf("A%d", r+1), line); err != nil {
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

func BenchmarkRead(b *testing.B) {
	for _, rows := range []int{1_000, 10_000, 100_000} {
		data := wideSheet(b, rows)
		for _, c := range []struct {
			name string
			most int
		}{{"all", 0}, {"first 200", 200}} {
			b.Run(fmt.Sprintf("rows=%d/%s", rows, c.name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					book, err := Read(context.Background(), "x.xlsx", bytes.NewReader(data), int64(len(data)), Options{MaxRows: c.most})
					if err != nil {
						b.Fatal(err)
					}
					if want := min(rows, max(c.most, 0)); c.most > 0 && len(book.Sheets[0].Rows) != want {
						b.Fatal(len(book.Sheets[0].Rows))
					}
				}
				b.ReportMetric(float64(rows)*21*float64(b.N)/b.Elapsed().Seconds(), "cells/s")
			})
		}
	}
}

// hundredMegabytes writes a workbook whose one sheet is 100 MB of XML, some 2.4
// million numbers.
func hundredMegabytes(tb testing.TB) string {
	tb.Helper()
	file := filepath.Join(tb.TempDir(), "large.xlsx")
	out, err := os.Create(file)
	if err != nil {
		tb.Fatal(err)
	}
	defer out.Close()
	small := wideSheet(tb, 1)
	from, err := zip.NewReader(bytes.NewReader(small), int64(len(small)))
	if err != nil {
		tb.Fatal(err)
	}
	z := zip.NewWriter(out)
	for _, part := range from.File {
		w, err := z.Create(part.Name)
		if err != nil {
			tb.Fatal(err)
		}
		if part.Name != "xl/worksheets/sheet1.xml" {
			r, err := part.Open()
			if err != nil {
				tb.Fatal(err)
			}
			_, err = io.Copy(w, r)
			r.Close()
			if err != nil {
				tb.Fatal(err)
			}
			continue
		}
		var row bytes.Buffer
		size := 0
		put := func(b []byte) {
			n, err := w.Write(b)
			if err != nil {
				tb.Fatal(err)
			}
			size += n
		}
		put([]byte(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`))
		for n := 1; size < 100<<20; n++ {
			row.Reset()
			fmt.Fprintf(&row, `<row r="%d">`, n)
			for c := range 20 {
				fmt.Fprintf(&row, `<c r="%s%d"><v>%d.%02d</v></c>`, ColumnName(c), n, n*31%9973+c, n%100)
			}
			row.WriteString("</row>")
			put(row.Bytes())
		}
		put([]byte(`</sheetData></worksheet>`))
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return file
}

// A sheet of 100 MB, whole and its first rows only: it is streamed, so that memory
// holds the cells and never the XML.
func BenchmarkHundredMegabytes(b *testing.B) {
	file := hundredMegabytes(b)
	for _, most := range []int{300, 0} {
		name := map[int]string{300: "first 300 rows", 0: "whole"}[most]
		b.Run(name, func(b *testing.B) {
			var before, after runtime.MemStats
			for b.Loop() {
				runtime.GC()
				runtime.ReadMemStats(&before)
				book, err := Open(context.Background(), file, Options{MaxRows: most})
				if err != nil || most > 0 && len(book.Sheets[0].Rows) != most || most == 0 && len(book.Sheets[0].Rows) < 100_000 {
					b.Fatal(err, len(book.Sheets[0].Rows))
				}
				runtime.ReadMemStats(&after)
				b.ReportMetric(float64(after.HeapSys-after.HeapReleased)/1e6, "MB-heap")
				b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/1e6, "MB-allocated")
			}
		})
	}
}
