package award

import (
	"strings"
	"testing"

	"remanence/planner"
)

// Two suppliers of one group are one: half from China Co and China Two together.
func TestSuppliersOfAGroupCountTogether(t *testing.T) {
	p := twoCountries(1)
	quote(p, "CN2", "China Two", "A", "10.5")
	p.Rules = []planner.Rule{rule("R", planner.SupplierShareMax, 50, 50, planner.WholePlan)}
	wantCost(t, solve(t, p, Options{}), 50*10+50*10.5)
	p.SupplierNamed("China Two").Group = "China Co"
	wantCost(t, solve(t, p, Options{}), 50*10+50*14)
}

// 60 in December and 60 in January never reach the step of 100 of a year, but that
// of the plan.
func TestTierTotalOfACalendarYear(t *testing.T) {
	need := make([]float64, 24)
	need[11], need[12] = 60, 60
	p := plain(24, map[string][]float64{"A": need}, "A")
	p.Parts[0].HoldingCost = money("50")
	o := quote(p, "O", "S", "A", "10")
	o.TierRule, o.Tiers = planner.AllUnits, []planner.Tier{{FromKg: 100, Price: money("9").V}}
	wantCost(t, solve(t, p, Options{}), 120*10)
	p.Offers[0].TierPeriod = planner.TierHorizon
	wantCost(t, solve(t, p, Options{}), 120*9)
}

// 24 % a year of carrying less 12 % of discount: 1 % of 1,000 for the month it lies.
func TestHoldingCountsCapitalOnce(t *testing.T) {
	p := plain(2, map[string][]float64{"A": {0, 100}}, "A")
	p.DiscountRate, p.CarryingRate = 0.12, 0.24
	quote(p, "O", "S", "A", "10").ValidTo = planner.Some(p.Start)
	wantCost(t, solve(t, p, Options{}), 1000+10)
}

// 80 pieces are left, the need of three more months is 30.
func TestEndStockIsCreditedForThreeMonths(t *testing.T) {
	p := plain(2, map[string][]float64{"A": {10, 10}}, "A")
	p.EndStock = planner.EndStockNext3
	quote(p, "O1", "S", "A", "10")
	p.Stock = []planner.StockLot{{Part: "A", Kind: planner.OnHand, Month: p.Start, Pieces: 100, Offer: "O1"}}
	wantCost(t, solve(t, p, Options{}), -300)
}

// What is bought in the first month at 1 keeps for one month or two; in the third
// it costs 5.
func TestShelfLifeEndsStock(t *testing.T) {
	for life, want := range map[int]float64{1: 50, 2: 10} {
		p := plain(3, map[string][]float64{"A": {0, 0, 10}}, "A")
		p.Parts[0].ShelfLifeMonths = planner.Some(life)
		quote(p, "O1", "S", "A", "1").ValidTo = planner.Some(p.Start)
		quote(p, "O2", "T", "A", "5")
		wantCost(t, solve(t, p, Options{}), want)
	}
}

// Two rows on one order pay for it once.
func TestRowsShareAnOrder(t *testing.T) {
	for group, want := range map[string]float64{"G": 20 + 100, "": 20 + 200} {
		p := plain(1, map[string][]float64{"A": {10}, "B": {10}}, "A", "B")
		for _, id := range []string{"A", "B"} {
			o := quote(p, "O"+id, "S", id, "1")
			o.OrderCost, o.OrderGroup = money("100"), group
		}
		wantCost(t, solve(t, p, Options{}), want)
	}
}

// 40 days at the median, 120 in one case of ten: 1.3, 2.7 and 3.9 months.
func TestWaitAtEachPercentile(t *testing.T) {
	p := plain(6, map[string][]float64{"A": {0, 0, 0, 0, 0, 10}}, "A")
	o := quote(p, "O1", "S", "A", "1")
	o.Licence = planner.ParseLicence("CN-2025-18")
	o.Licence.WaitP50, o.Licence.WaitP90 = planner.Some(40.0), planner.Some(120.0)
	for pct, want := range map[float64]planner.Month{0.5: 2, 0.8: 3, 0.9: 4} {
		a := solve(t, p, Options{LicencePercentile: planner.Some(pct)}).Awards
		if len(a) != 1 || a[0].Arrives-a[0].Ordered != want {
			t.Errorf("at %g: %+v, want %d months", pct, a, want)
		}
	}
	a := solve(t, p, Options{}).Awards // 80 unless entered
	if len(a) != 1 || a[0].Arrives-a[0].Ordered != 3 {
		t.Errorf("%+v", a)
	}
}

// Who states no CO2 counts as the highest stated, 30: half from JP at 10 for 20.
func TestUnknownCarbonIsTheHighestStated(t *testing.T) {
	p := twoCountries(1)
	quote(p, "OLD", "Old Co", "A", "99").CO2 = planner.Some(30.0)
	p.Offer("JP").CO2 = planner.Some(10.0)
	p.Rules = []planner.Rule{rule("R", planner.CO2IntensityMax, 20, 20, planner.WholePlan)}
	wantCost(t, solve(t, p, Options{}), 50*10+50*14)
}

// Of two rows that state a quantity to be taken, a kilogram missing costs the less.
func TestTakeOrPayOfTwoRows(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {100}}, "A")
	for id, charge := range map[string]string{"O1": "3", "O2": "1"} {
		o := quote(p, id, "S", "A", "5")
		o.TakeOrPayKg, o.TakeOrPayCharge = planner.Some(150.0), money(charge)
	}
	wantCost(t, solve(t, p, Options{}), 500+50)
}

// The budget clashes with either share; the one of the first priority is named.
func TestConflictNamesTheFirstPriority(t *testing.T) {
	for _, first := range []string{"COUNTRY", "SUPPLIER"} {
		p := twoCountries(12)
		country := rule("COUNTRY", planner.CountryShareMax, 30, 30, planner.WholePlan)
		country.Stages, country.Countries = []planner.Stage{planner.Magnet}, []string{"CN"}
		supplier := rule("SUPPLIER", planner.SupplierShareMax, 30, 30, planner.WholePlan)
		supplier.Supplier = "China Co"
		p.Rules = []planner.Rule{country, supplier, rule("BUDGET", planner.PurchaseBudgetMax, 14000, 14000, planner.WholePlan)}
		for i := range p.Rules[:2] {
			p.Rules[i].Priority = planner.Some(2)
			if p.Rules[i].ID == first {
				p.Rules[i].Priority = planner.Some(1)
			}
		}
		plan := solve(t, p, Options{})
		if len(plan.Conflicts) == 0 || !strings.Contains(strings.Join(plan.Conflicts[0].Rules, " "), first) {
			t.Errorf("%s first: %+v", first, plan.Conflicts)
		}
	}
}
