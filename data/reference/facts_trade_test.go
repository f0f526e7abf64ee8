package reference

import (
	"testing"

	"remanence/planner"
)

// The planner's answer is the stack of the table, in shares: the rate a user of
// the library sees is the rate a plan counts.
func TestPlannerAsksTheSameDuties(t *testing.T) {
	tables := Shipped()
	f := tables.Facts()
	asked := 0
	for _, importer := range []string{"US", "DE", "JP", "GB", "KR"} {
		for _, origin := range []string{"CN", "JP", "DE", "VN"} {
			for _, hs := range []string{"85051100", "85051910", "28469019"} {
				for _, m := range []planner.Month{planner.MonthOf(2026, 11), planner.MonthOf(2027, 6)} {
					want, err := tables.DutyStack(DutyQuery{HS: hs, Importer: importer, Origin: origin, Date: m.String()})
					if err != nil {
						t.Fatal(err)
					}
					got := f.Duties.Duties(planner.DutyQuestion{HS: hs, Importer: importer, Origin: origin, Month: m})
					if got.Rate.OK != want.SumPct.OK || got.Rate.OK && got.Rate.V != want.SumPct.V.Shift(-2).InexactFloat64() || len(got.Layers) != len(want.Layers) {
						t.Errorf("%s from %s into %s in %s: %+v, want %+v", hs, origin, importer, m, got, want)
					}
					sum := 0.0
					for _, l := range got.Layers {
						if l.Applied {
							sum += l.Rate.V
							if l.Legal == "" || l.Source.Name == "" {
								t.Errorf("layer %s has no legal basis or source", l.ID)
							}
						}
					}
					if d := sum - got.Rate.V; got.Rate.OK && (d > 1e-12 || d < -1e-12) {
						t.Errorf("layers add to %g, the stack to %g", sum, got.Rate.V)
					}
					if got.Rate.OK && len(got.Layers) > 0 {
						asked++
					}
				}
			}
		}
	}
	if asked < 15 {
		t.Errorf("only %d imports have a known duty", asked)
	}
}

// Magnets of HS 8505.11.00 pay 2.1 % into the United States (row D001 of the
// table, HTS column 1).
func TestBaseDutyByHand(t *testing.T) {
	got := Shipped().Facts().Duties.Duties(planner.DutyQuestion{HS: "85051100", Importer: "US", Origin: "JP", Month: planner.MonthOf(2026, 11)})
	if got.Base != 0.021 || got.Layers[0].ID != "D001" {
		t.Errorf("stack %+v", got)
	}
}

func TestUnknownImportIsACaveat(t *testing.T) {
	got := Shipped().Facts().Duties.Duties(planner.DutyQuestion{HS: "85", Importer: "US", Origin: "JP", Month: planner.MonthOf(2026, 11)})
	if got.Rate.OK || len(got.Caveats) != 1 {
		t.Errorf("stack %+v", got)
	}
}

// Lanes are the typical estimates of the table, marked as defaults with a date.
func TestLanesAreDefaults(t *testing.T) {
	f := Shipped().Facts()
	p := &planner.Project{}
	l, ok := p.LaneFor(f, "CN", "DE", "sea")
	if !ok || l.PerKg.String() != "0.45" || l.Currency != "USD" || !l.Source.Default || l.Source.Date != "2026-11-23" || l.Source.Confidence == "" {
		t.Errorf("lane %+v", l)
	}
	if _, ok := p.LaneFor(f, "CN", "DE", "balloon"); ok {
		t.Error("a lane by balloon")
	}
}
