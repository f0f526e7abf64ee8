package scenario

import (
	"testing"

	"remanence/planner"
	"remanence/planner/cost"
)

// months are how long orders of an offer take that are placed in some months of the
// plan, 0 the first.
func months(p *planner.Project, id string, ordered ...int) (out []int) {
	for _, t := range ordered {
		out = append(out, p.Offer(id).LeadMonthsFor(p.Start+planner.Month(t), 0.8, false))
	}
	return out
}

func same(a []int, b ...int) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}

// Lead 8 and transit 5 weeks are 2.99 months; with 45 days more 19.43 weeks, 4.47.
// What leaves from March to August is held up: ordered from January to June. The open
// order of April leaves in February and is not; held up from February on it comes two
// months later.
func TestCustomsDelay(t *testing.T) {
	start := planner.MonthOf(2027, 1)
	v, _ := shocked(t, planner.Shock{Hits: "origin:CN", Start: some(start + 2), Months: some(6), ExtraWait: some(45.0)})
	if got := months(v, "CN", 0, 5, 6); !same(got, 5, 5, 3) {
		t.Errorf("Chinese goods take %v months", got)
	}
	if got := months(v, "DE", 0, 5, 6); !same(got, 3, 3, 3) {
		t.Errorf("German goods take %v months", got)
	}
	if v.Stock[0].Month != start+3 {
		t.Errorf("the open order comes in %s", v.Stock[0].Month)
	}
	if v, _ = shocked(t, planner.Shock{Hits: "origin:CN", Start: some(start + 1), ExtraWait: some(45.0)}); v.Stock[0].Month != start+5 {
		t.Errorf("held up, the open order comes in %s", v.Stock[0].Month)
	}
}

// For March and April nothing leaves China by sea; by air it does, and from Germany.
func TestAFreightLaneIsClosed(t *testing.T) {
	p, f := base()
	air := p.Offers[0]
	air.ID, air.FreightMode = "air", "air"
	p.Offers[0].FreightMode = "sea"
	p.Offers = append(p.Offers, air)
	v, _, problems := Apply(p, f, planner.Scenario{Shock: planner.Shock{Hits: "lane:CN:sea", Start: some(p.Start + 2), Months: some(2), CapacityLeft: some(0.0)}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for id, want := range map[string][4]float64{"CN": {1, 0, 0, 1}, "air": {1, 1, 1, 1}, "DE": {1, 1, 1, 1}} {
		for i, w := range want {
			if got := v.Offer(id).LeftIn(p.Start + 1 + planner.Month(i)); got != w {
				t.Errorf("%s, month %d: %g is left, want %g", id, i+1, got, w)
			}
		}
	}
	if v, _, _ = Apply(p, f, planner.Scenario{Shock: planner.Shock{Hits: "lane:CN", CapacityLeft: some(0.0)}}); v.Offer("air").LeftIn(p.Start) != 0 {
		t.Error("without a mode every way out of the country is closed")
	}
}

// A German offer in dollars: 50 USD at 1.25 are 40 EUR, with 2 % duty and 1 USD of
// freight 41.60. The dollar 10 % up for two months makes the price 44 and the landed
// cost 45.68; the freight stays.
func TestACurrencyRises(t *testing.T) {
	p, f := base()
	p.Offer("DE").Currency = "USD"
	v, _, problems := Apply(p, f, planner.Scenario{Shock: planner.Shock{Hits: "currency:USD", Start: some(p.Start + 1), Months: some(2), PriceFactor: some(1.1)}})
	if len(problems) > 0 || len(v.Offer("CN").Effects) > 0 {
		t.Fatalf("%v, %d effects on an offer in euro", problems, len(v.Offer("CN").Effects))
	}
	o := v.Offer("DE")
	for month, want := range []float64{41.6, 45.68, 45.68, 41.6} {
		at := p.Start + planner.Month(month)
		if got := cost.PerKg(v, f, o, o.Price.V, 1, cost.When{Ordered: at, Arrives: at + 3}).Landed; !near(got, want) {
			t.Errorf("ordered in month %d: %g a kilogram, want %g", month, got, want)
		}
	}
}

// 100 kg of scrap a month: a quarter is left from March for three months.
func TestAScrapStreamIsLost(t *testing.T) {
	p, f := base()
	p.Streams = []planner.Stream{{ID: "swarf", KgStart: 100, KgEnd: 100}, {ID: "other", KgStart: 50, KgEnd: 50}}
	v, changes, problems := Apply(p, f, planner.Scenario{Shock: planner.Shock{Hits: "stream:swarf", Start: some(p.Start + 2), Months: some(3), CapacityLeft: some(0.25)}})
	if len(problems) > 0 || len(changes) != 1 {
		t.Fatalf("%v %v", problems, changes)
	}
	for month, want := range []float64{100, 100, 25, 25, 25, 100} {
		if got := v.FeedOf(&v.Streams[0], month); !near(got, want) {
			t.Errorf("month %d: %g kg, want %g", month, got, want)
		}
		if got := v.FeedOf(&v.Streams[1], month); !near(got, 50) {
			t.Errorf("month %d: the other stream brings %g kg", month, got)
		}
	}
}

// 63 days are 9 weeks: 22 in all, 5.06 months. They fall on Chinese goods that need
// no licence so far, all or those with Dy; what needs one has its own wait.
func TestANewLicence(t *testing.T) {
	p, f := waits()
	p.Offer("L").Licence = planner.Licence{}
	free := p.Offers[2]
	free.ID, free.Item = "free", "G"
	p.Offers = append(p.Offers, free)
	for what, want := range map[string]map[string]int{"all": {"free": 6, "L": 6}, "Dy": {"free": 6, "L": 3}} {
		v, _, problems := Apply(p, f, planner.Scenario{Shock: planner.Shock{Hits: "licence_new:CN:" + what, ExtraWait: some(63.0)}})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		for id, n := range want {
			if got := months(v, id, 0); got[0] != n {
				t.Errorf("%s, %s takes %v months, want %d", what, id, got, n)
			}
		}
		if len(v.Offer("CN").Effects) > 0 || len(v.Offer("DE").Effects) > 0 {
			t.Errorf("%s: what needs a licence already, or is German, is struck", what)
		}
	}
}

// General licences to December end in February: what leaves from March on waits 63
// days (22 weeks, 6 months) or what was quoted if that is longer (120 days: 30.14
// weeks, 7 months), never both. Before March nothing waits.
func TestGeneralLicencesAreNotRenewed(t *testing.T) {
	p, f := waits()
	for i, days := range []float64{30, 30, 120} {
		o := &p.Offers[i]
		o.Licence = planner.ParseLicence("CN-2025-18 general licence")
		o.Licence.WaitP50, o.Licence.WaitP90, o.Licence.GeneralUntil = some(days), some(days), some(p.Start+11)
	}
	v, _, problems := Apply(p, f, planner.Scenario{Shock: planner.Shock{Hits: "general:CN", Start: some(p.Start + 2), WaitTo: some(63.0)}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	early := v.Start - 1 // an order that leaves in February
	for id, want := range map[string][2]int{"CN": {3, 6}, "L": {3, 7}, "DE": {3, 3}} {
		o := v.Offer(id)
		if a, b := o.LeadMonthsFor(early, 0.8, false), o.LeadMonthsFor(v.Start, 0.8, false); a != want[0] || b != want[1] {
			t.Errorf("%s takes %d months before and %d after, want %v", id, a, b, want)
		}
	}
	if v.Offer("CN").Licence.GeneralUntil.V != p.Start+1 || v.Offer("DE").Licence.GeneralUntil.V != p.Start+11 {
		t.Error("the general licences end in the wrong month")
	}
}
