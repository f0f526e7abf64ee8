package demand

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"remanence/app/session"
	"remanence/app/ui"
	"remanence/planner"
)

// pasted is a block of parts × columns as it comes out of a spreadsheet: names,
// grades and numbers, each in its column.
func pasted(t *Table, rows, columns, plus int) string {
	at := t.column("part")
	var b strings.Builder
	for r := range rows {
		for c := range columns {
			if c > 0 {
				b.WriteByte('\t')
			}
			switch col := &t.cols[at+c]; {
			case col.field == "part":
				fmt.Fprintf(&b, "P%04d", r)
			case col.field == item:
				b.WriteString("N42SH")
			case col.month >= 0 || col.Kind.Numeric():
				fmt.Fprint(&b, r%90+c+plus)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// The law of the large paste: 5,000 × 12 cells come in, checked, within two
// seconds, as new rows and over rows that are there.
func BenchmarkPaste5000x12(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(ui.NewTheme(ui.Light))
	for name, twice := range map[string]bool{"new": false, "over": true} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				p := &planner.Project{Name: "large", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 24}
				page := New(session.ForProject(facts(), p))
				w := test.NewTempWindow(b, ui.NewLayer(test.NewTempWindow(b, nil), page.Content()))
				w.Resize(fyne.NewSize(1366, 768))
				page.Shown("")
				at := page.table.column("part")
				if twice {
					page.grid.Select(1, at)
					page.grid.Paste(pasted(page.table, 5000, 12, 0))
					page.grid.Select(1, at)
				}
				b.StartTimer()
				page.grid.Select(1, at)
				page.grid.Paste(pasted(page.table, 5000, 12, 1))
				b.StopTimer()
				if n := len(page.session.Project().Parts); n != 5000 || len(page.table.refused) > 0 {
					b.Fatalf("%d parts, %d cells refused", n, len(page.table.refused))
				}
				b.StartTimer()
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/paste")
		})
	}
}
