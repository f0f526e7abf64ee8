package scenario

import (
	"testing"

	"remanence/planner"
)

// waits is the base with a third offer of a grade without Dy, all three licensed
// under rule 18: the Chinese one with a wait of 63 days, the German one with 150.
func waits() (*planner.Project, *planner.Facts) {
	p, f := base()
	for i, days := range []float64{63, 150} {
		o := &p.Offers[i]
		o.Licence = planner.ParseLicence("CN-2025-18")
		o.Licence.WaitP50, o.Licence.WaitP90 = some(days), some(days)
	}
	light := p.Offers[0]
	light.ID, light.Item = "L", "light"
	p.Offers = append(p.Offers, light)
	f.Grades = append(f.Grades, planner.Grade{Name: "light", Content: map[string]planner.Range{"NdPr": {Typical: 0.3}}})
	return p, f
}

// Lead 8 and transit 5 weeks. With 63 days (9 weeks) an order takes 22 weeks, 5.06
// months, so 6; with 120 days it takes 13 + 17.14 weeks, 6.94 months, so 7. 150 days
// are 34.43 weeks, 7.92 months, so 8: a longer wait stays. The grade without Dy keeps
// its 6. The open order of April is 57 days, 1.87 months, later: it comes in June.
func TestALicenceTakesAHundredAndTwentyDays(t *testing.T) {
	p, f := waits()
	p.Months = 24
	shock := planner.Shock{Hits: "licence:CN-2025-18:Dy|Tb", WaitTo: some(120.0)}
	v, changes, problems := Apply(p, f, planner.Scenario{Name: "slow", Shock: shock})
	if len(problems) > 0 || len(changes) != 1 {
		t.Fatalf("%v %v", problems, changes)
	}
	for id, want := range map[string]int{"CN": 7, "DE": 8, "L": 6} {
		if got := v.Offer(id).LeadMonthsFor(v.Start, 0.8, false); got != want {
			t.Errorf("%s: %d months, want %d", id, got, want)
		}
	}
	if v.Stock[0].Month != planner.MonthOf(2027, 6) {
		t.Errorf("the open order comes in %s", v.Stock[0].Month)
	}
	// While a general licence stands none is applied for, so that nothing waits.
	o := p.Offer("CN")
	o.Licence.General, o.Licence.GeneralUntil = true, some(p.Start+5)
	v, _, _ = Apply(p, f, planner.Scenario{Name: "slow", Shock: shock})
	if a, b := v.Offer("CN").LeadMonthsFor(p.Start, 0.8, false), v.Offer("CN").LeadMonthsFor(p.Start+5, 0.8, false); a != 3 || b != 7 {
		t.Errorf("%d months under the general licence and %d after it, want 3 and 7", a, b)
	}
}

// Nobody knows what the grade X holds: its declared origin of Dy is what counts.
func TestDeclaredDyIsStruck(t *testing.T) {
	p, f := waits()
	p.Offers[0].Item, p.Offers[2].Item = "X", "X"
	p.Offers[2].Profile = ""
	v, _, _ := Apply(p, f, planner.Scenario{Shock: planner.Shock{Hits: "licence:CN-2025-18:Dy|Tb", WaitTo: some(120.0)}})
	if a, b := len(v.Offer("CN").Effects), len(v.Offer("L").Effects); a != 1 || b != 0 {
		t.Errorf("with declared Dy %d effects, without %d", a, b)
	}
}

// The plant of 50 kg rises to 250 in July. From August for two months 70 % of the
// rise count: 50 + 140 = 190. Another plant has a haircut of its own and keeps it,
// the Chinese one does not rise.
func TestRisesReachPartOfWhatIsAnnounced(t *testing.T) {
	p, f := base()
	own := p.Pools[1]
	own.ID, own.Haircut = "own", some(0.1)
	p.Pools = append(p.Pools, own)
	v, changes, problems := Apply(p, f, planner.Scenario{Name: "ramps", Shock: planner.Shock{Hits: "rises:all", Start: some(p.Start + 7), Months: some(2), CapacityLeft: some(0.7)}})
	if len(problems) > 0 || len(changes) != 1 {
		t.Fatalf("%v %v", problems, changes)
	}
	for m, want := range map[planner.Month][3]float64{5: {50, 50, 500}, 6: {250, 230, 500}, 7: {190, 230, 500}, 8: {190, 230, 500}, 9: {250, 230, 500}} {
		for i, id := range []string{"DE", "own", "CN"} {
			if got := v.Capacity(v.Pool(id), v.Start+m); !near(got, want[i]) {
				t.Errorf("month %d of %s: %g, want %g", m, id, got, want[i])
			}
		}
	}
	// For the whole plan it is the haircut of the project, and never less of one.
	whole := planner.Scenario{Shock: planner.Shock{Hits: "rises:all", CapacityLeft: some(0.7)}}
	v, _, _ = Apply(p, f, whole)
	p.RampHaircut = some(0.3)
	for m := range planner.Month(12) {
		if got, want := v.Capacity(v.Pool("DE"), p.Start+m), p.Capacity(p.Pool("DE"), p.Start+m); !near(got, want) {
			t.Errorf("month %d: %g, under the setting %g", m, got, want)
		}
	}
	p.RampHaircut = some(0.5)
	if v, changes, _ = Apply(p, f, whole); v.Capacity(v.Pool("DE"), p.Start+11) != 150 || len(changes) != 0 {
		t.Errorf("a shock gave capacity back: %g, %v", v.Capacity(v.Pool("DE"), p.Start+11), changes)
	}
}
