package planner_test

import (
	"math"
	"math/rand"
	"testing"

	"remanence/planner"
)

func takeBack(curve string) (*planner.Project, *planner.Stream) {
	c, err := planner.ParseLifeCurve(curve)
	if err != nil {
		panic(err)
	}
	p := &planner.Project{Start: planner.MonthOf(2027, 1), Months: 24, Parts: []planner.Part{{ID: "A", Unit: planner.Pieces, MassG: planner.Some(2000.0)}}}
	for range 24 {
		p.Parts[0].Demand = append(p.Parts[0].Demand, planner.Some(10.0))
	}
	p.Streams = []planner.Stream{{ID: "T", SoldPart: "A", Life: c, CollectionRate: planner.Some(0.5), SoldUnits: []planner.YearUnits{{Year: 2026, Units: 1200}}}}
	return p, &p.Streams[0]
}

// 100 units a month of 2 kg, all ending within their first year, half collected.
// In January all twelve months of 2026 send back a twelfth: 100 units, 100 kg. In
// February January 2026 has ended and the ten units sold in January 2027 begin:
// 1100 ÷ 12 + 10 ÷ 12 units.
func TestTakeBackByLifeCurve(t *testing.T) {
	p, s := takeBack("100")
	for at, want := range map[int]float64{0: 100, 1: (1100.0/12 + 10.0/12)} {
		if got := p.TakeBack(s, at); math.Abs(got-want) > 1e-9 {
			t.Errorf("month %d brings %g kg back, want %g", at, got, want)
		}
	}
	s.MaxKgPerMonth = planner.Some(60.0)
	if got := p.FeedOf(s, 0); got != 60 {
		t.Errorf("the cap of 60 lets %g through", got)
	}
	w, _ := planner.ParseLifeCurve("weibull 2 10")
	if got := w.Ended(120); math.Abs(got-(1-math.Exp(-1))) > 1e-12 {
		t.Errorf("at its scale a Weibull curve has ended for %g", got)
	}
}

// Ensure no curve brings back more than was sold, in mass, times the share
// collected, and that curves survive being written.
func TestTakeBackNeverExceedsWhatWasSold(t *testing.T) {
	rnd := rand.New(rand.NewSource(3))
	for _, curve := range []string{"weibull 2.5 12", "weibull 0.8 1", "0|5|20|40|35", "100", "50|50"} {
		p, s := takeBack(curve)
		s.CollectionRate = planner.Some(rnd.Float64())
		sum := 0.0
		for at := range p.Months {
			sum += p.TakeBack(s, at)
		}
		if most := (1200 + 240) * 2 * s.CollectionRate.V; sum < 0 || sum > most {
			t.Errorf("%s: %g kg back of %g", curve, sum, most)
		}
		if again, err := planner.ParseLifeCurve(s.Life.String()); err != nil || again.String() != curve {
			t.Errorf("%s is written %s (%v)", curve, again, err)
		}
	}
	for _, bad := range []string{"weibull 2", "weibull 0 5", "60|60", "soon"} {
		if _, err := planner.ParseLifeCurve(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
