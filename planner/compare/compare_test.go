package compare

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/highs"
)

var engine *highs.Engine

func TestMain(m *testing.M) {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	engine, err = highs.Load(context.Background(), filepath.Join(dir, "remanence", "test-optimiser"))
	if err != nil {
		panic(err)
	}
	code := m.Run()
	engine.Close()
	os.Exit(code)
}

func dec(s string) planner.Decimal {
	d, err := planner.ParseMoney(s)
	if err != nil {
		panic(err)
	}
	return d
}

func some[T any](v T) planner.Opt[T] { return planner.Some(v) }

// project has parts of a kilogram a piece, without interest or end credit.
func project(months int, demand map[string][]float64, order ...string) *planner.Project {
	p := &planner.Project{Name: "t", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: months, EndStock: planner.EndStockNone, Shortage: planner.Backlog}
	for _, id := range order {
		part := planner.Part{ID: id, Grade: "N42", Unit: planner.Pieces, MassG: some(1000.0), Currency: "EUR", ShortageCost: some(dec("5"))}
		for _, d := range demand[id] {
			part.Demand = append(part.Demand, some(d))
		}
		p.Parts = append(p.Parts, part)
	}
	return p
}

// offer arrives in the month of its order.
func offer(p *planner.Project, id, country, part, price string) *planner.Offer {
	if p.SupplierNamed(country) == nil {
		p.Suppliers = append(p.Suppliers, planner.Supplier{Name: country, Group: country})
		p.Profiles = append(p.Profiles, planner.Profile{ID: country, Rows: []planner.Origin{{Element: "NdPr", Stage: planner.Magnet, Country: country, Share: 1, Kind: planner.Primary}}})
	}
	p.Offers = append(p.Offers, planner.Offer{ID: id, Supplier: country, Country: country, For: planner.ForPart, Item: part, Price: some(dec(price)), PriceUnit: planner.PerPiece,
		Currency: "EUR", LeadWeeks: some(0.0), TransitWeeks: some(0.0), FreightPerKg: some(dec("0")), Duty: some(0.0), Status: planner.Qualified, Profile: country})
	return &p.Offers[len(p.Offers)-1]
}

func facts() *planner.Facts {
	return &planner.Facts{Grades: []planner.Grade{{Name: "N42", Family: "sintered NdFeB", Content: map[string]planner.Range{"NdPr": {Low: 0.3, Typical: 0.3, High: 0.3}}}},
		Countries: []planner.Country{{ISO2: "DE"}, {ISO2: "CN"}}}
}

func work(p *planner.Project) *Work {
	return &Work{Engine: engine, Base: p, Facts: facts(), Options: award.Options{Gap: 1e-7}}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-5*(1+math.Abs(b)) }

// 100 pieces in each of two months. CN at 10 has room for 100 a month; DE at 12
// needs a test of one month at 50. In the case "stop" CN delivers nothing in the
// second month. The cheapest plan takes CN alone, 2,000. Known from the start,
// stop costs 1,000 + 50 + 1,200 = 2,250; followed for a month the cheapest plan
// has no test and owes 100 pieces: 1,000 + 500 for lateness + 1,000 yet to be
// bought. The plan made for stop has begun the test: 2,050 where nothing stops.
func twoMonths() (*planner.Project, Case) {
	p := project(2, map[string][]float64{"A": {100, 100}}, "A")
	cn := offer(p, "CN", "CN", "A", "10")
	cn.Pool = "P"
	p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 100}}}}
	de := offer(p, "DE", "DE", "A", "12")
	de.Status, de.QualificationMonths, de.QualificationCost = planner.NotStarted, some(1), some(dec("50"))
	return p, Case{"stop", []planner.Scenario{{Name: "stop", Shock: planner.Shock{Hits: "supplier:CN", Start: some(p.Start + 1), CapacityLeft: some(0.0)}}}}
}

func TestRegretByHand(t *testing.T) {
	p, stop := twoMonths()
	w := work(p)
	cases := []Case{{Name: "base"}, stop}
	made, err := w.Plans(context.Background(), cases)
	if err != nil {
		t.Fatal(err)
	}
	if !near(made[0].Plan.TotalCost, 2000) || !near(made[1].Plan.TotalCost, 2250) {
		t.Fatalf("plans cost %g and %g", made[0].Plan.TotalCost, made[1].Plan.TotalCost)
	}
	r, err := w.Regret(context.Background(), []*planner.Plan{made[0].Plan, made[1].Plan}, cases, 1)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]float64{{2000, 2500}, {2050, 2250}}
	fixed := [][]float64{{2000, 2500}, {2250, 2250}}
	for i := range want {
		for j := range want[i] {
			if c := r.Cells[i][j]; !near(c.Replanned.V, want[i][j]) || !near(c.Fixed.V, fixed[i][j]) {
				t.Errorf("%s in %s: %g (kept %g), want %g (%g)", r.Plans[i], r.Cases[j], c.Replanned.V, c.Fixed.V, want[i][j], fixed[i][j])
			}
		}
	}
	if !near(r.Most[0].V, 250) || !near(r.Most[1].V, 50) || r.Least != 1 {
		t.Errorf("largest regrets %v, least %d", r.Most, r.Least)
	}
	if s := r.Cells[0][1].FirstStop; !s.OK || s.V != p.Start+1 {
		t.Errorf("first line stop %v", s)
	}
	a, _ := json.Marshal(r)
	again, err := (&Work{Engine: engine, Base: p, Facts: facts(), Options: w.Options, Beside: 1}).Regret(context.Background(), []*planner.Plan{made[0].Plan, made[1].Plan}, cases, 1)
	b, _ := json.Marshal(again)
	if err != nil || string(a) != string(b) {
		t.Errorf("another run gives other bytes: %v\n%s\n%s", err, a, b)
	}
}

// Unknown origin counts in full for every country of a stage: the table says at which
// stages and how much, so that shares above the whole are no riddle.
func TestTableNamesCountedUnknownOrigin(t *testing.T) {
	plan := func(unknown float64) *planner.Plan {
		p := &planner.Plan{Status: planner.StatusOptimal, Start: planner.MonthOf(2027, 1), Months: 1}
		for country, share := range map[string]float64{"CN": 0.6, "JP": 0.4 - unknown} {
			p.KPIs.Exposures = append(p.KPIs.Exposures, planner.Exposure{Element: "Ga", Stage: planner.Mine, Country: country, Share: share, Unknown: unknown, Worst: share + unknown},
				planner.Exposure{Element: "Ga", Stage: planner.Refining, Country: country, Share: share + unknown/2, Worst: share + unknown/2})
		}
		return p
	}
	table := NewTable([]string{"base", "other"}, []*planner.Plan{plan(0), plan(0.1)}, 0)
	if len(table.UnknownCounted) != 1 {
		t.Fatalf("%+v", table.UnknownCounted)
	}
	if u := table.UnknownCounted[0]; u.Element != "Ga" || u.Stage != planner.Mine || u.Values[0].OK || !u.Values[1].OK || !near(u.Values[1].V, 0.1) {
		t.Errorf("%+v", u)
	}
	if known := NewTable([]string{"base"}, []*planner.Plan{plan(0)}, 0); known.UnknownCounted == nil || len(known.UnknownCounted) > 0 {
		t.Errorf("%+v", known.UnknownCounted)
	}
}

func TestTableByHand(t *testing.T) {
	p, stop := twoMonths()
	made, err := work(p).Plans(context.Background(), []Case{{Name: "base"}, stop})
	if err != nil {
		t.Fatal(err)
	}
	table := NewTable([]string{"base", "stop"}, []*planner.Plan{made[0].Plan, made[1].Plan}, 0)
	seen := 0
	for _, r := range table.Rows {
		switch r.Group + "/" + r.Name {
		case "Cost/Total":
			seen++
			if !near(r.Values[1].V, 2250) || !near(r.Above[1].V, 250) || r.Above[0].V != 0 {
				t.Errorf("%+v", r)
			}
		case "Tonnes by supplier/DE":
			seen++
			if r.Values[0].V != 0 || !near(r.Values[1].V, 0.1) {
				t.Errorf("%+v", r)
			}
		case "Tests/Tests started":
			seen++
			if r.Above[1].V != 1 {
				t.Errorf("%+v", r)
			}
		case "Exposure/NdPr, magnet, CN":
			seen++
			if !near(r.Values[0].V, 1) || !near(r.Values[1].V, 0.5) {
				t.Errorf("%+v", r)
			}
		case "Cover/First line stop":
			t.Error("nothing stops, so there is no such row")
		}
	}
	if seen != 4 {
		t.Errorf("%d of 4 rows: %+v", seen, table.Rows)
	}
}

// Three parts of 60, 30 and 10 pieces, each wholly from CN at 10 or wholly from
// DE: eight plans, found here one by one. The frontier must be those no other
// beats: 100 % at 1,000, 40 % at 1,060, 10 % at 1,120, 0 % at 1,220. (70 % at
// 1,060 and 30 % at 1,160 are beaten.)
func TestFrontierIsThatOfAllPlans(t *testing.T) {
	need, dear := map[string]float64{"A": 60, "B": 30, "C": 10}, map[string]string{"A": "11", "B": "12", "C": "20"}
	p := project(1, map[string][]float64{"A": {60}, "B": {30}, "C": {10}}, "A", "B", "C")
	p.Shortage = planner.Forbidden
	for _, id := range []string{"A", "B", "C"} {
		offer(p, "CN"+id, "CN", id, "10")
		offer(p, "DE"+id, "DE", id, dear[id]).OrderMultipleKg = some(need[id])
	}
	type plan struct{ share, cost float64 }
	var all, best []plan
	for n := range 8 {
		x := plan{0, 0}
		for i, id := range []string{"A", "B", "C"} {
			if n>>i&1 == 0 {
				x.share += need[id]
				x.cost += 10 * need[id]
			} else {
				x.cost += dec(dear[id]).InexactFloat64() * need[id]
			}
		}
		all = append(all, x)
	}
	for _, x := range all {
		beaten := false
		for _, y := range all {
			beaten = beaten || y.share <= x.share && y.cost <= x.cost && y != x
		}
		if !beaten {
			best = append(best, x)
		}
	}
	found := 0
	fr, err := work(p).Frontier(context.Background(), planner.Rule{Type: planner.CountryShareMax, Elements: []string{"NdPr"}, Stages: []planner.Stage{planner.Magnet}, Countries: []string{"CN"}}, 12, func(Point) { found++ })
	if err != nil {
		t.Fatal(err)
	}
	if len(fr.Points) != len(best) || len(best) != 4 || found < 4 || !fr.Proven {
		t.Fatalf("%d points, %d plans are not beaten: %+v", len(fr.Points), len(best), fr.Points)
	}
	for _, pt := range fr.Points {
		ok := false
		for _, x := range best {
			ok = ok || near(pt.Exposure, x.share) && near(pt.Cost, x.cost)
		}
		if !ok || pt.Text == "" {
			t.Errorf("point %g at %g (%s)", pt.Exposure, pt.Cost, pt.Text)
		}
	}
}

// Plans of 100 pieces from CN at 10 and from DE at 12: a Chinese price 20 % up
// makes them equal; so does a duty of 20 points. Replanned, a price half up costs
// 200 more and kept 500 more; 30 % down saves 300 either way.
func TestTornadoByHand(t *testing.T) {
	p := project(1, map[string][]float64{"A": {100}}, "A")
	offer(p, "CN", "CN", "A", "10")
	offer(p, "DE", "DE", "A", "12")
	w := work(p)
	made, err := w.Plans(context.Background(), []Case{{Name: "plan"}, {"rival", []planner.Scenario{{Name: "stop", Shock: planner.Shock{Hits: "supplier:CN", CapacityLeft: some(0.0)}}}}})
	if err != nil {
		t.Fatal(err)
	}
	price := Driver{"p", "price", "×", 0.7, 1, 1.5, "", func(v float64) planner.Scenario {
		return planner.Scenario{Shock: planner.Shock{Hits: "price:CN", PriceFactor: some(v)}}
	}}
	duty := Driver{"d", "duty", "points", 0, 0, 25, "", func(v float64) planner.Scenario {
		return planner.Scenario{Shock: planner.Shock{Hits: "duty:CN", ExtraDuty: some(v / 100)}}
	}}
	// Nothing is bought in Japan, at no price: that moves nothing and has no bar.
	offer(p, "JP", "JP", "A", "99")
	idle := Driver{"i", "idle", "×", 0.9, 1, 1.1, "", func(v float64) planner.Scenario {
		return planner.Scenario{Shock: planner.Shock{Hits: "price:JP", PriceFactor: some(v)}}
	}}
	bars, err := w.Tornado(context.Background(), made[0].Plan, []Driver{duty, idle, price}, []*planner.Plan{made[1].Plan}, nil)
	if err != nil || len(bars) != 2 || bars[0].ID != "p" {
		t.Fatalf("%v %+v", err, bars)
	}
	b := bars[0]
	if !near(b.FixedHigh.V, 500) || !near(b.ReplannedHigh.V, 200) || !near(b.FixedLow.V, -300) || !near(b.ReplannedLow.V, -300) || !near(b.BreakEven.V, 1.2) {
		t.Errorf("%+v", b)
	}
	if !near(bars[1].BreakEven.V, 20) || !near(bars[1].FixedHigh.V, 250) || !near(bars[1].ReplannedHigh.V, 200) {
		t.Errorf("%+v", bars[1])
	}
	g, err := w.Grid(context.Background(), made[0].Plan, price, duty, 2, true, nil)
	if err != nil || !near(g.Above[0][0].V, -300) || !near(g.Above[1][1].V, 1500*1.25-1000) {
		t.Errorf("%v %+v", err, g)
	}
}

// Stopped after two ends, what was found stays: the kept results of both, none made
// anew, and no word of a plan that does not exist. A crossing likewise.
func TestStoppedStudiesKeepWhatTheyFound(t *testing.T) {
	p := project(1, map[string][]float64{"A": {100}}, "A")
	offer(p, "CN", "CN", "A", "10")
	offer(p, "DE", "DE", "A", "12")
	w := work(p)
	w.Beside = 1
	made, err := w.Plans(context.Background(), []Case{{Name: "plan"}})
	if err != nil {
		t.Fatal(err)
	}
	price := func(id, hits string) Driver {
		return Driver{id, id, "×", 0.7, 1, 1.5, "", func(v float64) planner.Scenario {
			return planner.Scenario{Shock: planner.Shock{Hits: hits, PriceFactor: some(v)}}
		}}
	}
	cn, de := price("cn", "price:CN"), price("de", "price:DE")
	ctx, stop := context.WithCancel(context.Background())
	seen := 0
	bars, err := w.Tornado(ctx, made[0].Plan, []Driver{cn, de}, nil, func(b []Bar) {
		if seen++; seen == 2 {
			stop()
		}
	})
	if err != context.Canceled || len(bars) != 1 || bars[0].ID != "cn" {
		t.Fatalf("%v %+v", err, bars)
	}
	if b := bars[0]; !near(b.FixedHigh.V, 500) || !near(b.FixedLow.V, -300) || b.ReplannedLow.OK || b.ReplannedHigh.OK || b.Caveat != "" {
		t.Errorf("%+v", b)
	}
	ctx, stop = context.WithCancel(context.Background())
	g, err := w.Grid(ctx, made[0].Plan, cn, de, 2, true, func(g Grid) {
		if !g.Cut {
			t.Error("a crossing at work calls itself whole")
		}
		stop()
	})
	if err != context.Canceled || !g.Cut || !near(g.Above[0][0].V, -300) || g.Above[1][1].OK {
		t.Errorf("%v %+v", err, g)
	}
}

// Parts of 100 pieces: A from CN or DE for the same 10, B whole from one at 10 or
// from the other at 11, C at 10 or 13. Of the cheap country's share there are 2/3
// at 3,000, 1/3 at 3,100 and none at 3,400; between them lie plans as dear with
// some of A from there, weakly beaten. Ties fall the same way whichever country is
// measured, so that without the reward one of the two frontiers is wrong. Between the three lie only plans that buy more of A
// than is needed to thin the share out: 100 more pieces would be as dear as B.
func TestFrontierHasNoWeaklyBeatenPoint(t *testing.T) {
	for _, country := range []string{"CN", "DE"} {
		p := project(1, map[string][]float64{"A": {100}, "B": {100}, "C": {100}}, "A", "B", "C")
		p.Shortage = planner.Forbidden
		for _, part := range []string{"A", "B", "C"} {
			for _, from := range []string{"CN", "DE"} {
				price := "10"
				if from != country {
					price = map[string]string{"A": "10", "B": "11", "C": "13"}[part]
				}
				if o := offer(p, from+part, from, part, price); part != "A" {
					o.OrderMultipleKg = some(100.0)
				}
			}
		}
		fr, err := work(p).Frontier(context.Background(), planner.Rule{Type: planner.CountryShareMax, Elements: []string{"NdPr"}, Stages: []planner.Stage{planner.Magnet}, Countries: []string{country}}, 4, nil)
		if err != nil || !fr.Complete {
			t.Fatalf("%s: %v %+v", country, err, fr.Points)
		}
		bought := func(pt Point) (kg float64) {
			for _, a := range pt.Plan.Awards {
				kg += a.Kg
			}
			return kg
		}
		exact := slices.DeleteFunc(slices.Clone(fr.Points), func(pt Point) bool { return bought(pt) > 300+1e-6 })
		if len(exact) != 3 {
			t.Fatalf("%s: %+v", country, exact)
		}
		for _, pt := range fr.Points { // x pieces more for 10 each: 200 or 100 of 300 + x
			cheap := map[bool]float64{true: 200, false: 100}[pt.Cost < 3100-1e-3]
			if x := bought(pt) - 300; x > 1e-6 && !near(pt.Exposure, 100*cheap/(300+x)) {
				t.Errorf("%s: %g %% at %g with %g pieces too many", country, pt.Exposure, pt.Cost, x)
			}
		}
		fr.Points = exact
		for i, want := range [][2]float64{{200.0 / 3, 3000}, {100.0 / 3, 3100}, {0, 3400}} {
			pt := fr.Points[i]
			if !near(pt.Exposure, want[0]) || !near(pt.Cost, want[1]) {
				t.Errorf("%s, point %d: %g %% at %g, want %g %% at %g", country, i, pt.Exposure, pt.Cost, want[0], want[1])
			}
			if !(pt.Plan.Penalties <= 1e-6) || slices.ContainsFunc(pt.Plan.Rules, func(r planner.RuleResult) bool { return r.Rule == rewardRule }) {
				t.Errorf("%s, point %d shows the reward: %g %+v", country, i, pt.Plan.Penalties, pt.Plan.Rules)
			}
		}
	}
}

// A change below half a hundredth of the unit is none; one that lifts the cost alike
// at both ends is.
func TestWhatMovesNothing(t *testing.T) {
	for _, x := range []struct {
		bar         Bar
		kept, anew  bool
		onTheFigure bool
	}{
		{Bar{FixedLow: some(-0.001), FixedHigh: some(0.004), ReplannedHigh: some(0.0049)}, false, false, false},
		{Bar{FixedLow: some(7.0), FixedHigh: some(7.0)}, true, false, true},
		{Bar{ReplannedLow: some(-1.0)}, false, true, true},
		{Bar{BreakEven: some(2.0)}, false, false, true},
		{Bar{}, false, false, false},
	} {
		if kept, anew := x.bar.Moves(); kept != x.kept || anew != x.anew || x.bar.says() != x.onTheFigure {
			t.Errorf("%+v moves %t, %t, shows %t", x.bar, kept, anew, x.bar.says())
		}
	}
}
