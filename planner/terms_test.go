package planner

import (
	"math"
	"strconv"
	"testing"
)

func m(s string) Month {
	v, err := ParseMonth(s)
	if err != nil {
		panic(err)
	}
	return v
}

// Samples take two months, PPAP three and one more for approval: begun in January
// 2027 they are passed at the start of March, June and July. PPAP held until
// September moves approval to January; approval held until 2028-06 moves nothing
// before it.
func TestGatesPassOneAfterAnother(t *testing.T) {
	o := Offer{Gates: Gates{SampleMonths: Some(2), PPAPMonths: Some(3), ApprovalMonths: Some(1)}, QualificationMonths: Some(99)}
	if got := o.GatesFrom(m("2027-01")); got != (GateDates{m("2027-03"), m("2027-06"), m("2027-07")}) {
		t.Errorf("gates %v", got)
	}
	if n := o.QualificationTime(); n != Some(6) {
		t.Errorf("length %v", n)
	}
	o.Gates.PPAPEarliest = Some(m("2027-09"))
	if got := o.GatesFrom(m("2027-01")); got != (GateDates{m("2027-03"), m("2027-12"), m("2028-01")}) {
		t.Errorf("gates %v", got)
	}
	o.Gates.ApprovalEarliest = Some(m("2028-06"))
	if got := o.GatesFrom(m("2027-01")); got.Approved != m("2028-06") || got.PPAP != m("2027-12") {
		t.Errorf("gates %v", got)
	}
	simple := Offer{QualificationMonths: Some(4)}
	if got := simple.GatesFrom(m("2027-01")); got.Approved != m("2027-05") {
		t.Errorf("gates %v", got)
	}
}

// From 30 kg to 90 over three months: 50, 70, 90. A haircut of a quarter takes a
// quarter off what is above the 30 of the first month.
func TestCapacityClimbsAndIsCut(t *testing.T) {
	pool := Pool{ID: "P", Steps: []CapacityStep{{From: m("2027-01"), KgPerMonth: 30}, {From: m("2027-04"), KgPerMonth: 90, RampMonths: Some(3)}}}
	p := &Project{Start: m("2027-01"), Months: 12, RampHaircut: Some(0.25)}
	for month, want := range map[string][2]float64{"2026-12": {0, 0}, "2027-03": {30, 30}, "2027-04": {50, 45}, "2027-05": {70, 60}, "2027-06": {90, 75}, "2027-12": {90, 75}} {
		if got := pool.At(m(month)); math.Abs(got-want[0]) > 1e-9 {
			t.Errorf("%s: %g kg, want %g", month, got, want[0])
		}
		if got := p.Capacity(&pool, m(month)); math.Abs(got-want[1]) > 1e-9 {
			t.Errorf("%s: %g kg counted on, want %g", month, got, want[1])
		}
	}
	pool.Haircut = Some(0.5)
	if got := p.Capacity(&pool, m("2027-06")); math.Abs(got-60) > 1e-9 {
		t.Errorf("with the pool's own haircut %g", got)
	}
	pool.Steps[1].KgPerMonth = 10
	if got := p.Capacity(&pool, m("2027-06")); got != 10 {
		t.Errorf("a fall in capacity is cut to %g", got)
	}
}

// Five weeks of making ship in the second month after the order (5 ÷ 4.345,
// rounded up). Until June nothing is waited for; what ships in July waits 45
// days: 8 + 6.4 weeks are four months.
func TestGeneralLicenceEnds(t *testing.T) {
	o := Offer{LeadWeeks: Some(5.0), TransitWeeks: Some(3.0), Licence: ParseLicence("X general licence")}
	o.Licence.WaitP50, o.Licence.WaitP90 = Some(45.0), Some(45.0)
	if n := o.LeadMonthsFrom(m("2027-01"), 0.5); n != 4 {
		t.Errorf("without an end the wait counts as stated; %d months", n)
	}
	o.Licence.GeneralUntil = Some(m("2027-06"))
	for month, want := range map[string]int{"2027-01": 2, "2027-04": 2, "2027-05": 4, "2028-01": 4} {
		if n := o.LeadMonthsFrom(m(month), 0.5); n != want {
			t.Errorf("ordered in %s: %d months, want %d", month, n, want)
		}
	}
}

// Four weeks saved come off making and travelling, never off the licence wait.
func TestExpeditingSavesNoLicenceWait(t *testing.T) {
	o := Offer{LeadWeeks: Some(2.0), TransitWeeks: Some(1.0), ExpediteWeeks: Some(4.0), Licence: ParseLicence("X")}
	o.Licence.WaitP50, o.Licence.WaitP90 = Some(60.0), Some(60.0) // 8.57 weeks
	if n := o.LeadMonthsFor(m("2027-01"), 0.5, false); n != 3 {
		t.Errorf("normal %d", n)
	}
	if n := o.LeadMonthsFor(m("2027-01"), 0.5, true); n != 2 {
		t.Errorf("expedited %d", n)
	}
}

// Ensure every new cell can be set, read back and cleared through edits.
func TestTermsAreCells(t *testing.T) {
	for path, value := range map[string]string{
		"settings/insurance_pct": "0.4", "settings/frozen_months": "2", "settings/quarters_from_month": "2028-01", "settings/engineering_limit": "3.5", "settings/ramp_haircut_pct": "25",
		Path("part", "A", "switching_cost"): "1200.5", Path("offer", "O1", "contract"): "C7", Path("offer", "O1", "price_fixed"): "40.5", Path("offer", "O1", "index_lag_months"): "3",
		Path("offer", "O1", "price_cap"): "99", Path("offer", "O1", "price_floor"): "11.25", Path("offer", "O1", "deposit_pct"): "30", Path("offer", "O1", "take_or_pay_charge_per_kg"): "4",
		Path("offer", "O1", "take_or_pay_charge_pct"): "35", Path("offer", "O1", "tooling_cost"): "5000", Path("offer", "O1", "exit_cost"): "800", Path("offer", "O1", "freight_mode"): "sea",
		Path("offer", "O1", "ship_from"): "VN", Path("offer", "O1", "hs_code"): "850511", Path("offer", "O1", "preference"): "yes", Path("offer", "O1", "expedite_per_kg"): "2.5",
		Path("offer", "O1", "expedite_weeks_saved"): "4", Path("offer", "O1", "general_licence_until"): "2027-06", Path("offer", "O1", "sample_months"): "2", Path("offer", "O1", "ppap_months"): "3",
		Path("offer", "O1", "approval_months"): "1", Path("offer", "O1", "sample_earliest"): "2027-02", Path("offer", "O1", "ppap_earliest"): "2027-05", Path("offer", "O1", "approval_earliest"): "2027-09",
		Path("offer", "O1", "engineering_load"): "0.5", Path("offer", "O1", "index2"): "ex_china", Path("offer", "O1", "index1_element"): "Dy", Path("offer", "O1", "index1_kg_per_kg"): "0.03",
		Path("offer", "O1", "index1_yield_pct"): "75", Path("offer", "O1", "index1_pass_through_pct"): "80", Path("offer", "O1", "index1_base"): "400",
		Path("pool", "P", "ramp_haircut_pct"): "20", Path("pool", "P", "2027-02_ramp_months"): "3", Path("index", "I", "2027-04"): "410", Path("index", "I", "flat"): "390",
		Path("index", "I", "basis"): "contract", Path("lane", "CN>DE>sea", "cost_per_kg"): "0.9",
	} {
		p := small()
		p.Pools[0].Steps = []CapacityStep{{From: m("2027-02"), KgPerMonth: 5}}
		p.Indices = []Index{{ID: "I"}}
		p.Lanes = []Lane{{From: "CN", To: "DE", Mode: "sea"}}
		before := text(t, p)
		old, err := p.Cell(path)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		e := Edit{What: path, Before: old, After: value}
		if err := p.Apply(e); err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if got, err := p.Cell(path); got != value {
			t.Errorf("%s: %q, want %q (%v)", path, got, value, err)
		}
		if q := p.Clone(); text(t, q) != text(t, p) {
			t.Errorf("%s: lost in a copy", path)
		}
		if err := p.Apply(e.Inverse()); err != nil || text(t, p) != before {
			t.Errorf("%s: undo gives %s (%v)", path, text(t, p), err)
		}
	}
}

// An index value holds until the next, the first also before it.
func TestIndexValueHoldsUntilTheNext(t *testing.T) {
	x := Index{}
	for month, price := range map[string]string{"2027-06": "60", "2027-02": "20", "flat": "1"} {
		f, _ := IndexValueField(month)
		if err := f.Set(&x, price); err != nil {
			t.Fatal(err)
		}
	}
	for month, want := range map[string]float64{"2020-01": 1, "2027-02": 20, "2027-05": 20, "2027-06": 60, "2030-01": 60} {
		if got := x.At(m(month)); got != Some(want) {
			t.Errorf("%s: %v, want %s", month, got, strconv.FormatFloat(want, 'f', -1, 64))
		}
	}
	x.Points = x.Points[1:]
	if got := x.At(m("2020-01")); got != Some(20.0) {
		t.Errorf("before the first value: %v", got)
	}
	if (&Index{}).At(1).OK {
		t.Error("an index without values has one")
	}
}
