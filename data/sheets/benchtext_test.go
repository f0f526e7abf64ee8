package sheets

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"remanence/data/sheets/book"
)

// BenchmarkText measures what is seen first of a long text file in the dialects of
// spreadsheets, and the whole of it: separator, decimal sign and encoding are found
// out on the way.
func BenchmarkText(b *testing.B) {
	for _, x := range []struct{ name, head, line string }{
		{"comma", "Supplier,Part,Price (EUR/pc),Lead time (weeks)", "Supplier %d,MOT-100,%d.25,%d"},
		{"semicolon", "Supplier;Part;Price (EUR/pc);Lead time (weeks)", "Supplier %d;MOT-100;%d,25;%d"},
		{"tab", "Supplier\tPart\tPrice (EUR/pc)\tLead time (weeks)", "Supplier %d\tMOT-100\t%d,25\t%d"},
	} {
		var text strings.Builder
		text.WriteString(x.head + "\r\n")
		for r := range 100_000 {
			fmt.Fprintf(&text, x.line+"\r\n", r, 5+r%3, 8+r%9)
		}
		data := []byte(text.String())
		for _, c := range []struct {
			name string
			most int
		}{{"whole", 0}, {"first rows", 300}} {
			b.Run(x.name+"/"+c.name, func(b *testing.B) {
				e := env()
				before := cpu()
				for b.Loop() {
					bk, err := book.Read(context.Background(), "list.csv", bytes.NewReader(data), int64(len(data)), book.Options{MaxRows: c.most})
					if err != nil {
						b.Fatal(err)
					}
					t := Find(bk)[0]
					m := e.Guess(t, "")
					res, err := e.Preview(context.Background(), Request{Table: t, Mapping: m})
					if err != nil || m.Kind != Offers || res.Good != t.Rows() || c.most == 0 && res.New != 100_000 {
						b.Fatalf("%v, %s, %d of %d rows good", err, m.Kind, res.Good, t.Rows())
					}
				}
				b.ReportMetric((cpu()-before)/float64(b.N), "cpu-s")
			})
		}
	}
}
