package book

import (
	"bytes"
	"context"
	"fmt"
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
