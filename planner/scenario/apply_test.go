package scenario

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"remanence/planner"
)

func dec(s string) planner.Decimal {
	d, err := planner.ParseMoney(s)
	if err != nil {
		panic(err)
	}
	return d
}

func some[T any](v T) planner.Opt[T] { return planner.Some(v) }

// base is a part of 1 kg with 100 pieces a month from January 2027 on for a year,
// a Chinese and a German offer, the Chinese one with half Chinese Dy.
func base() (*planner.Project, *planner.Facts) {
	start := planner.MonthOf(2027, 1)
	p := &planner.Project{Name: "t", Currency: "EUR", Start: start, Months: 12, FX: []planner.Rate{{Currency: "USD", PerUnit: dec("1.25")}}}
	part := planner.Part{ID: "A", Grade: "G", Unit: planner.Pieces, MassG: some(1000.0), Currency: "EUR", Application: "motor"}
	for range 12 {
		part.Demand = append(part.Demand, some(100.0))
	}
	p.Parts = []planner.Part{part}
	p.Suppliers = []planner.Supplier{{Name: "Sino", Group: "Sino", Parent: "Holding"}, {Name: "Euro", Group: "Euro"}, {Name: "Sino Europe", Group: "Sino Europe", Parent: "Holding"}}
	p.Profiles = []planner.Profile{
		{ID: "half", Rows: []planner.Origin{{Element: "Dy", Stage: planner.Separation, Country: "CN", Share: 0.5, Kind: planner.Primary}, {Element: "Dy", Stage: planner.Separation, Country: "MY", Share: 0.5, Kind: planner.Primary}}},
		{ID: "none", Rows: []planner.Origin{{Element: "Dy", Stage: planner.Separation, Country: "EE", Share: 1, Kind: planner.Primary}}}}
	offer := func(id, supplier, country, profile, licence string) planner.Offer {
		return planner.Offer{ID: id, Supplier: supplier, Country: country, For: planner.ForGrade, Item: "G", Price: some(dec("50")), PriceUnit: planner.PerKg, Currency: "EUR",
			LeadWeeks: some(8.0), TransitWeeks: some(5.0), Duty: some(0.02), FreightPerKg: some(dec("1")), Status: planner.Qualified, Profile: profile, Licence: planner.ParseLicence(licence), Pool: country}
	}
	p.Offers = []planner.Offer{offer("CN", "Sino", "CN", "half", "CN-2025-18"), offer("DE", "Euro", "DE", "none", "CN-2025-61a if the suspension lapses")}
	p.Pools = []planner.Pool{{ID: "CN", Steps: []planner.CapacityStep{{From: start, KgPerMonth: 500}}},
		{ID: "DE", Steps: []planner.CapacityStep{{From: start, KgPerMonth: 50}, {From: start + 6, KgPerMonth: 250}}}}
	p.Rules = []planner.Rule{{ID: "R1", Type: planner.CountryShareMax}, {ID: "R2", Type: planner.CountryShareMax, Off: true}}
	p.Stock = []planner.StockLot{{Part: "A", Kind: planner.OpenOrder, Month: start + 3, Pieces: 40, Offer: "CN"}}
	f := &planner.Facts{
		Grades:   []planner.Grade{{Name: "G", Yield: some(0.8), Content: map[string]planner.Range{"Dy": {Typical: 0.04}, "NdPr": {Typical: 0.28}}}},
		Elements: []planner.Element{{Symbol: "Dy", ExChinaUSD: some(800.0), ChinaUSD: some(250.0)}, {Symbol: "NdPr", ExChinaUSD: some(120.0)}}}
	return p, f
}

func shocked(t *testing.T, sh planner.Shock) (*planner.Project, []Change) {
	t.Helper()
	p, f := base()
	before, _ := json.Marshal(p)
	v, changes, problems := Apply(p, f, planner.Scenario{ID: "S", Name: "what if", Shock: sh})
	for _, x := range problems {
		t.Errorf("%s: %s", sh.Hits, x)
	}
	if after, _ := json.Marshal(p); string(after) != string(before) {
		t.Errorf("%s: the base was changed", sh.Hits)
	}
	if len(changes) == 0 {
		t.Errorf("%s: nothing is said of what it does", sh.Hits)
	}
	return v, changes
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9*(1+math.Abs(b)) }

func TestLicenceRefusedStopsWhatLeaves(t *testing.T) {
	start := planner.MonthOf(2027, 3)
	v, _ := shocked(t, planner.Shock{Hits: "licence:CN-2025-18", Start: some(start), Months: some(3), CapacityLeft: some(0.0)})
	cn := v.Offer("CN")
	// Lead 8 weeks is two months: what is ordered in January leaves in March.
	for m, want := range map[int]float64{1: 0, 2: 0, 3: 0, 4: 1, 12: 1} {
		if got := cn.LeftFor(planner.MonthOf(2027, m)); got != want {
			t.Errorf("ordered in month %d: %g is left, want %g", m, got, want)
		}
	}
	if !cn.BarredFrom(planner.MonthOf(2027, 1)) || cn.BarredFrom(planner.MonthOf(2027, 4)) {
		t.Error("the months of refusal are wrong")
	}
	if len(v.Offer("DE").Effects) != 0 {
		t.Error("the German offer has another rule and must not be struck")
	}
	// The open order of April left in February (transit 5 weeks, two months) and is
	// not touched.
	if v.Stock[0].Month != planner.MonthOf(2027, 4) || v.Stock[0].Pieces != 40 {
		t.Errorf("open order %+v", v.Stock[0])
	}
}

func TestOpenOrdersAreHeldBack(t *testing.T) {
	v, _ := shocked(t, planner.Shock{Hits: "supplier:Sino", Start: some(planner.MonthOf(2027, 2)), Months: some(3), CapacityLeft: some(0.25)})
	// It leaves in February: a quarter comes in April, the rest leaves in May and
	// comes in July.
	if len(v.Stock) != 2 || v.Stock[0].Pieces != 10 || v.Stock[1].Pieces != 30 || v.Stock[1].Month != planner.MonthOf(2027, 7) {
		t.Errorf("open orders %+v", v.Stock)
	}
}

func TestOriginCountsByShare(t *testing.T) {
	v, _ := shocked(t, planner.Shock{Hits: "country_stage:CN:separation:Dy|Tb", CapacityLeft: some(0.1), PriceFactor: some(1.6)})
	// Half of the Dy is Chinese: half of 90 % of the capacity goes, half of 60 %
	// comes on the price. The German offer holds none.
	e := v.Offer("CN").Effects[0]
	if !near(e.Left.V, 0.55) || !near(e.Price.V, 1.3) || len(v.Offer("DE").Effects) != 0 {
		t.Errorf("effects %+v", e)
	}
	p, f := base()
	p.Profiles[1].Rows = nil // nobody says where the German Dy comes from: worst case
	v, _, _ = Apply(p, f, planner.Scenario{Shock: planner.Shock{Hits: "country_stage:CN:separation:Dy", CapacityLeft: some(0.0)}})
	if got := v.Offer("DE").Effects; len(got) != 1 || got[0].Left.V != 0 {
		t.Errorf("unknown origin: %+v", got)
	}
}

func TestElementPricesRequote(t *testing.T) {
	v, _ := shocked(t, planner.Shock{Hits: "index:Dy:all", PriceFactor: some(2.0)})
	// 0.04 kg Dy ÷ 0.8 is 0.05 kg of alloy metal: at 250 USD in China and 800
	// outside, at 1.25 USD for a euro.
	if got := v.Offer("CN").Effects[0].PriceAdd; !near(got, 0.05*250/1.25) {
		t.Errorf("Chinese goods: %g a kilogram", got)
	}
	if got := v.Offer("DE").Effects[0].PriceAdd; !near(got, 0.05*800/1.25) {
		t.Errorf("German goods: %g a kilogram", got)
	}
	p, f := base()
	o := p.Offer("DE")
	o.Formula = some(planner.PriceFormula{Terms: []planner.FormulaTerm{{Element: "Dy", Index: string(planner.ExChina), Base: dec("800")}}})
	v, _, problems := Apply(p, f, planner.Scenario{Shock: planner.Shock{Hits: "index:Dy:ex_china", PriceFactor: some(2.0), Start: some(p.Start + 2), Months: some(3)}})
	if len(problems) > 0 || len(v.Offer("DE").Effects) > 0 || len(v.Offer("CN").Effects) > 0 {
		t.Fatalf("an index-linked offer follows its index alone: %v %+v", problems, v.Offers)
	}
	x, ok := v.IndexOf(f, o.Formula.V.Terms[0])
	for m, want := range map[planner.Month]float64{p.Start: 800, p.Start + 1: 800, p.Start + 2: 1600, p.Start + 4: 1600, p.Start + 5: 800} {
		if !ok || x.At(m).V != want {
			t.Errorf("%s: index at %g, want %g", m, x.At(m).V, want)
		}
	}
}

func TestPoolsRampAndSlip(t *testing.T) {
	start := planner.MonthOf(2027, 1)
	v, _ := shocked(t, planner.Shock{Hits: "ramp:largest_non_cn", Start: some(start + 5), Months: some(2), CapacityLeft: some(0.5)})
	for m, want := range map[planner.Month]float64{start: 50, start + 5: 25, start + 6: 125, start + 7: 250} {
		if got := v.Capacity(v.Pool("DE"), m); got != want {
			t.Errorf("ramp, %s: %g, want %g", m, got, want)
		}
	}
	v, _ = shocked(t, planner.Shock{Hits: "late:DE", Months: some(3)})
	for m, want := range map[planner.Month]float64{start: 50, start + 8: 50, start + 9: 250, start + 11: 250} {
		if got := v.Capacity(v.Pool("DE"), m); got != want {
			t.Errorf("late, %s: %g, want %g", m, got, want)
		}
	}
}

func TestOtherShocks(t *testing.T) {
	v, _ := shocked(t, planner.Shock{Hits: "demand:motor", Start: some(planner.MonthOf(2027, 12)), DemandFactor: some(1.5)})
	if v.Parts[0].Need(10) != 100 || v.Parts[0].Need(11) != 150 {
		t.Errorf("demand %v", v.Parts[0].Demand)
	}
	v, _ = shocked(t, planner.Shock{Hits: "entity:Sino Europe", CapacityLeft: some(0.0)})
	if len(v.Offer("CN").Effects) != 1 || len(v.Offer("DE").Effects) != 0 {
		t.Error("a listing reaches all of the parent and nobody else")
	}
	v, _ = shocked(t, planner.Shock{Hits: "licence:CN-2025-61a", ExtraWait: some(60.0)})
	if !v.Offer("DE").LicenceWoken(v.Start) {
		t.Error("the licence of a suspended rule is needed while the shock lasts")
	}
	v, _ = shocked(t, planner.Shock{Hits: "duty:CN", ExtraDuty: some(0.25)})
	if v.Offer("CN").DutyEffect(v.Start) != 0.25 || v.Offer("DE").DutyEffect(v.Start) != 0 {
		t.Error("duty")
	}
	v, _ = shocked(t, planner.Shock{Hits: "lane:CN:sea", CapacityLeft: some(0.0)})
	if v.Offer("CN").LeftIn(v.Start) != 0 {
		t.Error("an offer that names no mode counts as struck")
	}
	v, _ = shocked(t, planner.Shock{Hits: "goods:A", PriceFactor: some(1.5)})
	for _, id := range []string{"CN", "DE"} {
		if e := v.Offer(id).Effects; len(e) != 1 || e[0].Price.V != 1.5 {
			t.Errorf("what part A can be bought as moves whoever makes it: %s %+v", id, e)
		}
	}
	p, f := base()
	if _, changes, _ := Apply(p, f, planner.Scenario{Shock: planner.Shock{Hits: "goods:B", PriceFactor: some(1.5)}}); len(changes) > 0 {
		t.Errorf("nothing is bought as a part that is not there: %v", changes)
	}
}

func TestScenariosCombine(t *testing.T) {
	p, f := base()
	p.Scenarios = []planner.Scenario{
		{ID: "S1", Name: "dear", Edits: []planner.Edit{{What: "offer/CN/price", Before: "50", After: "60"}, {What: regimePath, After: "CN-2025-70=lapses"}}},
		{ID: "S2", Name: "switch", With: []string{"S1"}, RulesOff: []string{"R1"}, RulesOn: []string{"R2"}, Edits: []planner.Edit{{What: regimePath, After: "CN-2025-72=lapses"}}},
		{ID: "S3", Name: "round", With: []string{"S3"}},
	}
	v, changes, problems := Apply(p, f, p.Scenarios[1], p.Scenarios[0])
	if len(problems) > 0 || v.Offer("CN").Price.V.String() != "60" || !v.Rules[0].Off || v.Rules[1].Off {
		t.Errorf("%v %+v", problems, v.Rules)
	}
	if got := v.Regime.String(); got != "CN-2025-70=lapses|CN-2025-72=lapses" {
		t.Errorf("regimes are joined: %s", got)
	}
	if len(changes) != 5 {
		t.Errorf("%d changes: %+v", len(changes), changes)
	}
	if _, _, problems = Apply(p, f, p.Scenarios[2]); len(problems) != 1 {
		t.Errorf("a scenario that builds on itself: %v", problems)
	}
	p.Offers[0].Price = some(dec("55"))
	_, changes, _ = Apply(p, f, p.Scenarios[0])
	if !changes[0].Moved {
		t.Error("the base has moved under the edit")
	}
	_, _, problems = Apply(p, f, planner.Scenario{Name: "x", Edits: []planner.Edit{{What: "offer/NO/price", After: "1"}}, RulesOff: []string{"R9"}, Shock: planner.Shock{Hits: "supplier:Nobody"}})
	if len(problems) != 3 {
		t.Errorf("what cannot be applied is said: %v", problems)
	}
}

func TestListOfScenarios(t *testing.T) {
	p, f := base()
	do := func(e planner.Edit, err error) {
		t.Helper()
		if err == nil {
			err = p.Apply(e)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	do(Add(p, planner.Scenario{Name: "dear"}, "d1"))
	do(Record(p, "S1", planner.Edit{What: "offer/CN/price", Before: "50", After: "55"}))
	do(Record(p, "S1", planner.Edit{What: "offer/CN/price", Before: "55", After: "60"}))
	do(Duplicate(p, "S1", "d1"))
	do(Branch(p, "S1", "d1"))
	do(Record(p, "S3", planner.Edit{What: "offer/DE/price", Before: "50", After: "49"}))
	do(Combine(p, []string{"S2", "S3"}, "d1"))
	do(Record(p, "S1", planner.Edit{What: "offer/CN/price", Before: "60", After: "50"}))
	if s := p.Scenarios; len(s) != 4 || len(s[0].Edits) != 0 || s[1].Name != "dear (2)" || s[1].Edits[0] != (planner.Edit{What: "offer/CN/price", Before: "50", After: "60"}) {
		t.Fatalf("%+v", s)
	}
	v, _, _ := Apply(p, f, p.Scenarios[3])
	if v.Offer("CN").Price.V.String() != "60" || v.Offer("DE").Price.V.String() != "49" {
		t.Error("a combination holds all of its scenarios")
	}
	if d := Differences(p, f, p.Scenarios[:1], p.Scenarios[3:]); len(d) != 2 || d[0].A != "50" || d[0].B != "60" {
		t.Errorf("differences %+v", d)
	}
	do(Lock(p, "S2", "2026-11-26", "d2"))
	if _, err := Record(p, "S2", planner.Edit{What: "offer/CN/price", After: "1"}); err == nil || !strings.Contains(err.Error(), "2026-11-26") {
		t.Errorf("a locked baseline refuses: %v", err)
	}
	if Stale(p.Scenarios[1], "d2") || !Stale(p.Scenarios[1], "d3") || Stale(planner.Scenario{}, "d3") {
		t.Error("stale")
	}
	if a, b := Digest("d", p.Scenarios[1]), Digest("d", p.Scenarios[2]); a == b || Digest("d") != "d" {
		t.Error("the digest tells scenarios apart")
	}
}

// A shock strikes harder or more gently in the unit a buyer thinks in; what cannot
// be is refused, the size of the library changes nothing.
func TestTheStrengthOfAShock(t *testing.T) {
	for _, x := range []struct {
		shock planner.Shock
		unit  string
		was   float64
		now   float64
		want  planner.Shock
		wrong float64
	}{
		{planner.Shock{PriceFactor: planner.Some(1.87)}, "× today", 1.87, 1.5, planner.Shock{PriceFactor: planner.Some(1.5)}, -1},
		{planner.Shock{DemandFactor: planner.Some(0.5)}, "× plan", 0.5, 0.25, planner.Shock{DemandFactor: planner.Some(0.25)}, -1},
		{planner.Shock{ExtraDuty: planner.Some(0.25)}, "points", 25, -50, planner.Shock{ExtraDuty: planner.Some(-0.5)}, -101},
		{planner.Shock{ExtraWait: planner.Some(57.0)}, "days more", 57, 30, planner.Shock{ExtraWait: planner.Some(30.0)}, -1},
		{planner.Shock{CapacityLeft: planner.Some(0.0)}, "% left", 0, 40, planner.Shock{CapacityLeft: planner.Some(0.4)}, 101},
	} {
		v, unit, ok := Strength(x.shock)
		if !ok || v != x.was || unit != x.unit {
			t.Errorf("%+v is %g %s", x.shock, v, unit)
		}
		s := planner.Scenario{Name: "shock", Shock: x.shock}
		if got, err := WithStrength(s, x.now); err != nil || got.Shock != x.want || got.Name == s.Name {
			t.Errorf("%v %+v", err, got)
		}
		if got, err := WithStrength(s, x.was); err != nil || got.Name != s.Name {
			t.Errorf("%v %+v", err, got)
		}
		if _, err := WithStrength(s, x.wrong); err == nil {
			t.Errorf("%g %s was taken", x.wrong, x.unit)
		}
	}
	if _, err := WithStrength(planner.Scenario{Name: "rule"}, 2); err == nil {
		t.Error("a rule that returns has no size")
	}
}

// A size that is changed again replaces what the name said of it; fields are set by
// their names, one there is not is refused.
func TestAScenarioIsChanged(t *testing.T) {
	s := planner.Scenario{ID: "S1", Name: "Dy doubles", Note: "why", Shock: planner.Shock{Hits: "index:Dy:all", PriceFactor: planner.Some(2.0)}}
	s, err := WithStrength(s, 3)
	if err == nil {
		s, err = WithStrength(s, 4)
	}
	if err != nil || s.Name != "Dy doubles: 4 × today" || s.Note != "Size entered by hand. In the library: why" || s.Shock.PriceFactor.V != 4 {
		t.Errorf("%+v %v", s, err)
	}
	p := &planner.Project{Start: planner.MonthOf(2027, 1), Months: 12, Scenarios: []planner.Scenario{s}}
	now, err := Fields(s, map[string]string{"duration_months": "3", "probability": "0.2"})
	if err != nil || now.Shock.Months.V != 3 || now.Probability.V != 0.2 {
		t.Errorf("%+v %v", now, err)
	}
	e, err := Revise(p, now)
	if err == nil {
		err = p.Apply(e)
	}
	if err != nil || p.Scenarios[0].Shock.Months.V != 3 {
		t.Errorf("%+v %v", p.Scenarios, err)
	}
	for _, bad := range []map[string]string{{"scenario_id": "x"}, {"colour": "red"}, {"duration_months": "soon"}} {
		if _, err := Fields(s, bad); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
	p.Scenarios[0].Locked = "2026-11-26"
	if _, err := Revise(p, now); err == nil {
		t.Error("a locked baseline is changed")
	}
}
