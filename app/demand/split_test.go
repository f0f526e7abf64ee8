package demand

import (
	"fmt"
	"runtime"
	"testing"

	"remanence/data/reference"
	"remanence/planner"
)

// What all parts need together is worked out part by part: four times as many parts
// take about four times the memory, not sixteen times.
func TestAllPartsTakeNoSquare(t *testing.T) {
	f := reference.Shipped().Facts()
	takes := func(parts int) float64 {
		p := &planner.Project{Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 12}
		for i := range parts {
			x := planner.Part{ID: fmt.Sprintf("P-%04d", i), Grade: "N42", Unit: planner.Pieces, MassG: planner.Some(10.0)}
			for range p.Months {
				x.Demand = append(x.Demand, planner.Some(float64(100+i)))
			}
			p.Parts = append(p.Parts, x)
		}
		NewSplit(p, f, "", "") // what is kept for later is no matter
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		s := NewSplit(p, f, "", "")
		runtime.ReadMemStats(&after)
		if len(s.Chart.Series[0].Values) != p.Months {
			t.Fatal("the picture is missing")
		}
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	if few, many := takes(200), takes(800); many > 8*few {
		t.Errorf("800 parts take %.0f kB, 200 take %.0f kB", many/1e3, few/1e3)
	}
}
