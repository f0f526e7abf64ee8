package sheets

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"remanence/data/document"
	"remanence/data/sheets/book"
	"remanence/planner"
)

// manyRows is a sheet of each kind with so many rows, as text; turn makes other
// figures of the same rows.
var manyRows = map[Kind]func(r, turn int) (head, line string){
	Demand: func(r, turn int) (string, string) {
		return "Part,Grade,Jan 27,Feb 27,Mar 27,Apr 27", fmt.Sprintf("P-%06d,N42SH,%d,%d,300,400", r, 100+turn, 200+turn)
	},
	Materials: func(r, turn int) (string, string) {
		return "Material line,material_id,Unit,Jan 27,Feb 27", fmt.Sprintf("Dy lot %d,M004,kg,%d,120", r, 100+turn)
	},
	Offers: func(r, turn int) (string, string) {
		return "Supplier,Part,Price (EUR/pc),Lead time (weeks)", fmt.Sprintf("Supplier %d,MOT-%d00,%.2f,8", r/2, 1+r%2, 5+float64(r%50+turn)/100)
	},
	Suppliers: func(r, turn int) (string, string) {
		return "Supplier,Group,Country,Stage,Site", fmt.Sprintf("Supplier %d,Group %d,%s,magnet,Works %d", r/2, r/20, []string{"DE", "JP"}[turn], r)
	},
	Capacity: func(r, turn int) (string, string) {
		return "Capacity pool,From,Capacity (kg/month)", fmt.Sprintf("Line %d,2027-%02d,%d", r/6, 1+r%6, 500+turn)
	},
	Stock: func(r, turn int) (string, string) {
		return "Part,On hand,On order,ETA", fmt.Sprintf("P-%06d,%d,50,2027-03-10", r, 100+turn)
	},
	Origins: func(r, turn int) (string, string) {
		return "Profile,Element,Stage,Country,Share", fmt.Sprintf("Chain %d,Dy,separation,%s,%d %%", r/2, []string{"CN", "AU"}[r%2], []int{60, 40, 50, 50}[r%2+2*turn])
	},
	Prices: func(r, turn int) (string, string) {
		return "Index,Market,Date,Price (USD/kg)", fmt.Sprintf("Dy oxide %d,Europe,2027-%02d,%d", r/12, 1+r%12, 900+turn)
	},
	TakeBack: func(r, turn int) (string, string) {
		return "Stream,Recycler,kg per month,Magnet yield", fmt.Sprintf("Stream %d,Remag,%d,0.7", r, 120+turn)
	},
	Rules: func(r, turn int) (string, string) {
		return "rule_id,type,element,stage,country,value_from,window,hard", fmt.Sprintf("R%d,country_share_max,Dy,separation,CN,%d,per_calendar_year,hard", r, 60+turn)
	},
	Budget: func(r, turn int) (string, string) {
		return "Part,Std cost 2027 (EUR)", fmt.Sprintf("P-%06d,%.2f", r, 5+float64(turn))
	},
}

// needParts are the kinds whose rows speak of parts that are there.
var needParts = map[Kind]bool{Stock: true, Budget: true}

// manyTogether is how many rows of a kind stand for one thing.
var manyTogether = map[Kind]int{Suppliers: 2, Capacity: 6, Origins: 2, Prices: 12}

// manyText is the sheet of a kind; of the other half of the things with half.
func manyText(k Kind, rows, turn int, half bool) []byte {
	var b strings.Builder
	for r := range rows {
		if half && r/max(1, manyTogether[k])%2 == 1 {
			continue
		}
		head, line := manyRows[k](r, turn)
		if r == 0 {
			b.WriteString(head + "\n")
		}
		b.WriteString(line + "\n")
	}
	return []byte(b.String())
}

// comeIn imports a sheet of so many rows into a document and gives the result.
func comeIn(tb testing.TB, doc *document.Document, facts *planner.Facts, k Kind, text []byte, mode Mode) *Result {
	x, err := book.Read(context.Background(), "many.csv", bytes.NewReader(text), int64(len(text)), book.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	e := Env{Project: doc.Project(), Facts: facts}
	t := Find(x)[0]
	m := e.Guess(t, k)
	res, err := e.Preview(context.Background(), Request{Table: t, Mapping: m, Mode: mode})
	if err != nil {
		tb.Fatal(err)
	}
	if res.Waiting+res.Refused > 0 {
		for i := range res.Rows {
			if p := res.Rows[i].Problems; len(p) > 0 {
				tb.Fatalf("%s: %s", k, p[0])
			}
		}
	}
	if err := doc.Apply(document.Change{Name: res.Name, Edits: res.Edits}); err != nil {
		tb.Fatalf("%s, %s: %v", k, mode, err)
	}
	return res
}

// ways are what an import can do with many rows.
var ways = []string{"new", "updated", "replaced", "undone"}

// takesCPU runs every way with a number of rows and gives the processor seconds
// of each.
func takesCPU(tb testing.TB, k Kind, rows int) map[string]float64 {
	e := env()
	doc := document.New(e.Project)
	if needParts[k] {
		comeIn(tb, doc, e.Facts, Demand, manyText(Demand, rows, 0, false), Update)
	}
	out := map[string]float64{}
	spend := func(way string, do func()) {
		before := cpu()
		do()
		out[way] += cpu() - before
	}
	first, other, half := manyText(k, rows, 0, false), manyText(k, rows, 1, false), manyText(k, rows, 0, true)
	spend("new", func() { comeIn(tb, doc, e.Facts, k, first, Update) })
	spend("updated", func() {
		if res := comeIn(tb, doc, e.Facts, k, other, Update); res.Changed < rows*9/10 {
			tb.Fatalf("%s: %d of %d rows changed", k, res.Changed, rows)
		}
	})
	spend("replaced", func() {
		if res := comeIn(tb, doc, e.Facts, k, half, Replace); res.Removed == 0 && k != Budget && k != Capacity {
			tb.Fatalf("%s: a replacing sheet removed nothing", k)
		}
	})
	spend("undone", func() {
		for range 3 {
			if _, ok := doc.Undo(); !ok {
				tb.Fatalf("%s: undo failed", k)
			}
		}
	})
	return out
}

// BenchmarkManyRows measures every kind.
func BenchmarkManyRows(b *testing.B) {
	for _, k := range Kinds {
		if manyRows[k] == nil {
			continue
		}
		for _, rows := range []int{1_000, 10_000, 100_000} {
			b.Run(fmt.Sprintf("%s/rows=%d", k, rows), func(b *testing.B) {
				sum := map[string]float64{}
				for b.Loop() {
					for way, s := range takesCPU(b, k, rows) {
						sum[way] += s
					}
				}
				for _, way := range ways {
					b.ReportMetric(sum[way]/float64(b.N), way+"-cpu-s")
				}
			})
		}
	}
}

// Twelve times the rows take twelve times the work, not a hundred and forty-four: of
// every kind, new, changed, replaced and taken back.
func TestNoKindIsQuadratic(t *testing.T) {
	if testing.Short() {
		t.Skip("compares times, which the race detector stretches; the run without it does it")
	}
	const few, times = 1000, 12
	for _, k := range Kinds {
		if manyRows[k] == nil {
			continue
		}
		// The least of several: others use the processor too. A hundredth of a second is
		// too little to hold anything against; with the square it would become 1.4.
		small, large := takesCPU(t, k, few), takesCPU(t, k, times*few)
		slow := func() string {
			for _, way := range ways {
				if ratio := large[way] / max(small[way], 0.02); ratio > 1.7*times {
					return fmt.Sprintf("%s, %s: %d rows take %.3f s, %d rows %.2f s: %.0f times", k, way, few, small[way], times*few, large[way], ratio)
				}
			}
			return ""
		}
		for range 3 {
			if slow() == "" {
				break
			}
			for way, s := range takesCPU(t, k, times*few) {
				large[way] = min(large[way], s)
			}
		}
		if s := slow(); s != "" {
			t.Error(s)
		}
	}
}
