package award

import (
	"context"
	"testing"

	"remanence/planner"
)

// OLD follows dysprosium: 8 and 0.02 kg of it a kilogram, above a base of 200,
// over a plant of 50 a month. DEAR takes the rest at 14. The recycler asks 9
// flat, has 80 a month and needs no dysprosium; it replaces DEAR at any price and
// the last of OLD where 8 + 0.02·(z − 200) = 9, at 250.
func TestIndexSweepFindsTheCrossing(t *testing.T) {
	d := []float64{100, 100, 100}
	p := plain(3, map[string][]float64{"A": d}, "A")
	p.Indices = []planner.Index{{ID: "DY", Element: "Dy", Basis: planner.ExChina, Currency: "EUR", Points: []planner.IndexPoint{{Price: money("200").V}}}}
	p.Pools = []planner.Pool{
		{ID: "OLD", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 50}}},
		{ID: "NEW", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 80}}}}
	o := quote(p, "OLD", "Old", "A", "8")
	o.Pool, o.PriceUnit = "OLD", planner.PerKg
	o.Formula = planner.Some(planner.PriceFormula{Fixed: money("8").V, Terms: []planner.FormulaTerm{{Element: "Dy", KgPerKg: planner.Some(0.02), Index: "DY", Base: money("200").V}}})
	quote(p, "DEAR", "Dear", "A", "14")
	quote(p, "RE", "Recycler", "A", "9").Pool = "NEW"
	q := ask(t, p)
	pieces, err := q.IndexSweep(context.Background(), "DY", 100, 700)
	if err != nil {
		t.Fatal(err)
	}
	// From 250 the recycler is full and OLD makes 20; from 500 DEAR is cheaper still.
	if len(pieces) != 3 || !near(pieces[0].To, 250) || !near(pieces[1].To, 500) {
		t.Fatalf("%+v", pieces)
	}
	for i, want := range []map[string]float64{{"OLD": 150, "RE": 150}, {"OLD": 60, "RE": 240}, {"DEAR": 60, "RE": 240}} {
		for id, kg := range want {
			if !near(pieces[i].Kg[id], kg) {
				t.Errorf("piece %d: %v", i, pieces[i].Kg)
			}
		}
	}
	if pieces[0].CostTo != pieces[1].CostFrom && !near(pieces[0].CostTo, pieces[1].CostFrom) {
		t.Errorf("the cost jumps from %f to %f", pieces[0].CostTo, pieces[1].CostFrom)
	}
	if _, err := q.IndexSweep(context.Background(), "TB", 1, 2); err == nil {
		t.Error("an unknown index is an error")
	}
}

// The price of JP from 5 to 20 against CN at 10: below 10 all from JP, above
// none.
func TestPriceSweep(t *testing.T) {
	q := ask(t, twoCountries(12))
	pieces, err := q.PriceSweep(context.Background(), "JP", 5, 20)
	if err != nil || len(pieces) != 2 || !near(pieces[0].To, 10) || !near(pieces[0].Kg["JP"], 1200) || pieces[1].Kg["JP"] != 0 {
		t.Errorf("%+v %v", pieces, err)
	}
	if _, err := q.PriceSweep(context.Background(), "JP", 20, 5); err == nil {
		t.Error("a sweep leads upwards")
	}
}
