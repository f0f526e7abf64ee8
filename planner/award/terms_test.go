package award

import (
	"context"
	"math"
	"testing"

	"remanence/planner"
	"remanence/planner/cost"
)

func months(n int) planner.Opt[int] { return planner.Some(n) }

// audit holds the model's own objective against the booked plan.
func audit(t *testing.T, p *planner.Project) {
	t.Helper()
	if d, err := Audit(context.Background(), engine, p, testFacts(), Options{}); err != nil || math.Abs(d) > 1e-6 {
		t.Errorf("the model's objective differs from the booked plan by a share of %g (%v)", d, err)
	}
}

// An index that rises from 10 to 30 in month 2 makes 0.5 kg of it cost 10 more:
// buying month 2's ten pieces a month early at 20 and holding them for 4 each
// beats 30. At a pass-through of 30 % it rises by 3 only, less than the holding.
func TestIndexPathMovesTheOrder(t *testing.T) {
	p := plain(2, map[string][]float64{"A": {10, 10}}, "A")
	p.Parts[0].HoldingCost = money("4")
	o := quote(p, "O1", "S", "A", "20")
	o.Formula = planner.Some(planner.PriceFormula{Terms: []planner.FormulaTerm{{Element: "Dy", KgPerKg: planner.Some(0.5), Index: "X", Base: money("10").V}}})
	p.Indices = []planner.Index{{ID: "X", Element: "Dy", Basis: planner.ByContract, Currency: "EUR",
		Points: []planner.IndexPoint{{Price: money("10").V}, {From: p.Start + 1, Price: money("30").V}}}}
	plan := solve(t, p, Options{})
	wantCost(t, plan, 20*20+10*4)
	audit(t, p)
	o.Formula.V.Terms[0].PassThrough = planner.Some(0.3)
	plan = solve(t, p, Options{})
	wantCost(t, plan, 10*20+10*23)
	if last := plan.Awards[len(plan.Awards)-1]; math.Abs(last.Price-23) > 1e-9 {
		t.Errorf("price shown %g", last.Price)
	}
	// A cap of 21 on the price paid.
	o.Formula.V.Terms[0].PassThrough, o.PriceCap = planner.Opt[float64]{}, money("21")
	wantCost(t, solve(t, p, Options{}), 10*20+10*21)
}

// The dearer plant starts next year; until then nothing of it counts. Two rows of
// two suppliers under one contract: 60 + 60 reach the step of 100 at 9.
func TestContractTierJoinsSuppliers(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {60}, "B": {60}}, "A", "B")
	for _, id := range []string{"A", "B"} {
		o := quote(p, "O"+id, "S"+id, id, "10")
		o.TierRule, o.TierScope, o.Contract, o.Tiers = planner.AllUnits, planner.TierContract, "C", []planner.Tier{{FromKg: 100, Price: money("9").V}}
	}
	wantCost(t, solve(t, p, Options{}), 120*9)
	audit(t, p)
	p.Offers[1].Contract = "D"
	wantCost(t, solve(t, p, Options{}), 120*10)
}

// A row with tiers of its own raises its supplier's total all the same: 70 + 40
// reach 100 for the first, the second never reaches 50.
func TestTieredRowCountsInTheSuppliersTotal(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {70}, "B": {40}}, "A", "B")
	a, tier := quote(p, "OA", "S", "A", "10"), func(from float64, price string) []planner.Tier {
		return []planner.Tier{{FromKg: from, Price: money(price).V}}
	}
	a.TierRule, a.Tiers = planner.AllUnits, tier(100, "8")
	b := quote(p, "OB", "S", "B", "10")
	b.TierRule, b.TierScope, b.Tiers = planner.AllUnits, planner.TierRow, tier(50, "9.5")
	// Over-buying B to 50 at 9.5 costs 475, against 400.
	wantCost(t, solve(t, p, Options{}), 70*8+40*10)
}

// Half with the order, half on arrival two months later, at 12 % a year: of two
// offers at 100 the one that waits for all its money wins.
func TestDepositCostsItsInterest(t *testing.T) {
	p := plain(3, map[string][]float64{"A": {0, 0, 10}}, "A")
	p.DiscountRate = 0.12
	o := quote(p, "O1", "S", "A", "100")
	o.LeadWeeks, o.Deposit = planner.Some(8.69), planner.Some(0.5)
	plan := solve(t, p, Options{})
	wantCost(t, plan, 500+500*math.Pow(1.12, -2.0/12))
	audit(t, p)
	quote(p, "O2", "T", "A", "100").LeadWeeks = planner.Some(8.69)
	wantCost(t, solve(t, p, Options{}), 1000*math.Pow(1.12, -2.0/12))
}

// Ten pieces are needed in month 2. A normal order takes two months and is a
// month late at 3 a piece; five weeks saved cost 2 a piece.
func TestExpeditePaysWhenLatenessIsDearer(t *testing.T) {
	for _, c := range []struct {
		premium string
		want    float64
		fast    bool
	}{{"2", 10*5 + 10*2, true}, {"4", 10*5 + 10*3, false}} {
		p := plain(3, map[string][]float64{"A": {0, 10, 0}}, "A")
		p.Shortage, p.Parts[0].ShortageCost = planner.Backlog, money("3")
		o := quote(p, "O1", "S", "A", "5")
		o.LeadWeeks, o.ExpediteWeeks, o.ExpeditePerKg = planner.Some(8.0), planner.Some(5.0), money(c.premium)
		plan := solve(t, p, Options{})
		wantCost(t, plan, c.want)
		if len(plan.Awards) != 1 || plan.Awards[0].Expedited != c.fast {
			t.Errorf("premium %s: %+v", c.premium, plan.Awards)
		}
		audit(t, p)
	}
}

// Good pieces count: 10 % bad, so 100 good ones are 111.1 ordered at 9 and 1000;
// against 100 at 10.01.
func TestDefectsAreBoughtToo(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {100}}, "A")
	quote(p, "O1", "S", "A", "9").DefectRate = planner.Some(0.1)
	quote(p, "O2", "T", "A", "10.01")
	wantCost(t, solve(t, p, Options{}), 1000)
}

// Tooling of 150 against a price 1 lower on 200 pieces; at 250 it does not pay.
func TestToolingOfAQualifiedRow(t *testing.T) {
	for tooling, want := range map[string]float64{"150": 200*4 + 150, "250": 200 * 5} {
		p := plain(2, map[string][]float64{"A": {100, 100}}, "A")
		quote(p, "O1", "S", "A", "5")
		quote(p, "O2", "T", "A", "4").ToolingCost = money(tooling)
		plan := solve(t, p, Options{})
		wantCost(t, plan, want)
		audit(t, p)
	}
}

// Tooling of a row that must be tested is paid with the test: 50 and 30.
func TestToolingWithTheTest(t *testing.T) {
	p := plain(2, map[string][]float64{"A": {0, 100}}, "A")
	o := quote(p, "O1", "S", "A", "4")
	o.Status, o.QualificationMonths, o.QualificationCost, o.ToolingCost = planner.NotStarted, months(1), money("50"), money("30")
	plan := solve(t, p, Options{})
	wantCost(t, plan, 400+50+30)
	if k := plan.ByKind(); k[planner.CostQualification] != 50 || k[planner.CostTooling] != 30 {
		t.Errorf("costs %v", k)
	}
}

// Leaving the supplier of the stock costs 60 once; 100 pieces at 1 less pay for
// it, 50 do not.
func TestSwitchingFromTheIncumbent(t *testing.T) {
	for need, want := range map[float64]float64{100: 100*4 + 60, 50: 50 * 5} {
		p := plain(1, map[string][]float64{"A": {need + 1}}, "A")
		p.Parts[0].SwitchingCost = money("60")
		quote(p, "O1", "S", "A", "5")
		quote(p, "O2", "T", "A", "4")
		p.Stock = []planner.StockLot{{Part: "A", Kind: planner.OnHand, Month: p.Start, Pieces: 1, Offer: "O1"}}
		wantCost(t, solve(t, p, Options{}), want)
		audit(t, p)
	}
}

// Ending O1 costs 30. Buying 1 kg of it at 5 instead of 4 keeps it for 1 more;
// with a least award of 40 kg keeping it costs 40 more, so it is left.
func TestExitOrKeepTheSourceOfToday(t *testing.T) {
	for least, want := range map[float64]float64{0: 100*4 + 1, 40: 100*4 + 30} {
		p := plain(1, map[string][]float64{"A": {101}}, "A")
		o := quote(p, "O1", "S", "A", "5")
		o.ExitCost, o.MinAwardKg = money("30"), planner.Some(least)
		quote(p, "O2", "T", "A", "4")
		p.Stock = []planner.StockLot{{Part: "A", Kind: planner.OnHand, Month: p.Start, Pieces: 1, Offer: "O1"}}
		wantCost(t, solve(t, p, Options{}), want)
		audit(t, p)
	}
}

// An exit that cannot be avoided is certain money.
func TestExitOfARowThatCannotBeOrdered(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {101}}, "A")
	o := quote(p, "O1", "S", "A", "3")
	o.ExitCost, o.ValidTo = money("30"), planner.Some(p.Start-1)
	quote(p, "O2", "T", "A", "4")
	p.Stock = []planner.StockLot{{Part: "A", Kind: planner.OnHand, Month: p.Start, Pieces: 1, Offer: "O1"}}
	wantCost(t, solve(t, p, Options{}), 430)
	audit(t, p)
}

// 100 at 5 with 50 owed and not taken: at a charge of 1 that is 550, below 650 of
// the other; the whole price of 5 would make it 750.
func TestTakeOrPayAtItsCharge(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {100}}, "A")
	o := quote(p, "O1", "S", "A", "5")
	o.TakeOrPayKg, o.TakeOrPayCharge = planner.Some(150.0), money("1")
	quote(p, "O2", "T", "A", "6.5")
	wantCost(t, solve(t, p, Options{}), 550)
	o = &p.Offers[0]
	o.TakeOrPayCharge = planner.Opt[planner.Decimal]{}
	wantCost(t, solve(t, p, Options{}), 650)
	o.TakeOrPayShare = planner.Some(0.5)
	wantCost(t, solve(t, p, Options{}), 625)
}

// A contract's floor price of 8 makes the offer at 5 dearer than 7.
func TestFloorPriceCounts(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {10}}, "A")
	quote(p, "O1", "S", "A", "5").PriceFloor = money("8")
	quote(p, "O2", "T", "A", "7")
	wantCost(t, solve(t, p, Options{}), 70)
}

// Samples 1 month from month 1 on, PPAP 1 month: usable in month 3. The ten
// pieces of month 3 come from it at 2, those before at 5.
func TestGatesHoldUpTheFirstOrder(t *testing.T) {
	p := plain(5, map[string][]float64{"A": {0, 0, 10, 10, 10}}, "A")
	quote(p, "O1", "S", "A", "5")
	o := quote(p, "O2", "T", "A", "2")
	o.Status, o.QualificationCost = planner.NotStarted, money("20")
	o.Gates = planner.Gates{SampleMonths: months(1), PPAPMonths: months(1), SampleEarliest: planner.Some(p.Start + 1)}
	plan := solve(t, p, Options{})
	wantCost(t, plan, 50+20+20+20)
	q := plan.Qualifications[0]
	if q.Usable != p.Start+3 || q.Sample != p.Start+2 || q.PPAP != p.Start+3 {
		t.Errorf("dates %+v", q)
	}
}

// Two tests of two months each ask for one engineer each. With two engineers both
// start at once; with one the second waits two months, in which part B costs 2
// a piece more.
func TestEngineersLimitTestsUnderWay(t *testing.T) {
	for limit, want := range map[float64]float64{2: 2*10*3 + 4*10*1, 1: 2*10*3 + 2*10*1 + 2*10*3} {
		p := plain(4, map[string][]float64{"A": {0, 0, 10, 10}, "B": {10, 10, 10, 10}}, "A", "B")
		p.EngineeringLimit = planner.Some(limit)
		for _, id := range []string{"A", "B"} {
			quote(p, "old"+id, "S", id, "3")
			o := quote(p, "new"+id, "T", id, "1")
			o.Status, o.QualificationMonths, o.QualificationCost, o.EngineeringLoad = planner.NotStarted, months(2), money("0"), planner.Some(1.0)
		}
		wantCost(t, solve(t, p, Options{}), want)
	}
}

// The plant climbs to 30 over three months; half of the rise is not counted on:
// 5, 10 and 15 above the 0 of the first month.
func TestRampLimitsOrders(t *testing.T) {
	p := plain(4, map[string][]float64{"A": {30, 30, 30, 30}}, "A")
	quote(p, "O1", "S", "A", "5")
	quote(p, "O2", "T", "A", "1").Pool = "P"
	p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start + 1, KgPerMonth: 30, RampMonths: months(3)}}}}
	p.RampHaircut = planner.Some(0.5)
	wantCost(t, solve(t, p, Options{}), 30*1+90*5)
	p.RampHaircut = planner.Opt[float64]{}
	wantCost(t, solve(t, p, Options{}), 60*1+60*5)
}

// Nothing new can be ordered in the first two months: the order already placed
// must do, and what it lacks is late.
func TestFrozenWindow(t *testing.T) {
	p := plain(3, map[string][]float64{"A": {10, 10, 10}}, "A")
	p.Shortage, p.Parts[0].ShortageCost, p.FrozenMonths = planner.Backlog, money("3"), months(2)
	quote(p, "O1", "S", "A", "5")
	p.Stock = []planner.StockLot{{Part: "A", Kind: planner.OpenOrder, Month: p.Start, Pieces: 14, Offer: "O1"}}
	plan := solve(t, p, Options{})
	wantCost(t, plan, 16*5+6*3)
	if len(plan.Awards) != 1 || plan.Awards[0].Ordered != p.Start+2 {
		t.Errorf("awards %+v", plan.Awards)
	}
}

// The cheap offer is valid in the first month only; holding costs 3 a month, so
// that it serves two months and not the third.
func TestOfferValidityBinds(t *testing.T) {
	p := plain(3, map[string][]float64{"A": {10, 10, 10}}, "A")
	p.Parts[0].HoldingCost = money("3")
	o := quote(p, "O1", "S", "A", "1")
	o.ValidTo = planner.Some(p.Start)
	quote(p, "O2", "T", "A", "6")
	wantCost(t, solve(t, p, Options{}), 20*1+10*3+10*6)
}

// From the month after the general licence the wait of 60 days applies, so that
// month 4's pieces must be ordered while it stands and held.
func TestGeneralLicenceExpiryBringsOrdersForward(t *testing.T) {
	p := plain(4, map[string][]float64{"A": {0, 10, 0, 10}}, "A")
	p.Parts[0].HoldingCost = money("0.5")
	o := quote(p, "O1", "S", "A", "1")
	o.Licence = planner.ParseLicence("X general licence")
	o.Licence.WaitP50, o.Licence.WaitP90 = planner.Some(60.0), planner.Some(60.0)
	o.Licence.GeneralUntil = planner.Some(p.Start + 1)
	quote(p, "O2", "T", "A", "9")
	// 20 ordered by month 2, 10 of them held over two month ends.
	wantCost(t, solve(t, p, Options{LicencePercentile: planner.Some(0.5)}), 20+10*0.5*2)
	// Standing to the end, nothing is held.
	p.Offers[0].Licence.GeneralUntil = planner.Some(p.Start + 3)
	wantCost(t, solve(t, p, Options{LicencePercentile: planner.Some(0.5)}), 20)
}

// In a quarter the months get the same: 10 a month at 1 and half of each month's
// 10 left over from a month with less need is held. Month by month nothing is.
func TestQuarterlyOrdersAreEqual(t *testing.T) {
	p := plain(6, map[string][]float64{"A": {10, 10, 10, 6, 12, 12}}, "A")
	p.Parts[0].HoldingCost = money("1")
	quote(p, "O1", "S", "A", "1")
	monthly := solve(t, p, Options{})
	wantCost(t, monthly, 60)
	p.QuartersFrom = planner.Some(p.Start + 3)
	plan := solve(t, p, Options{})
	// 10 in each of April, May and June: 4 left after April, 2 after May.
	wantCost(t, plan, 60+4+2)
	for _, a := range plan.Awards {
		if a.Ordered >= p.Start+3 && math.Abs(a.Kg-10) > 1e-6 {
			t.Errorf("%s: %g kg", a.Ordered, a.Kg)
		}
	}
	audit(t, p)
	if plan.Model.Columns >= monthly.Model.Columns {
		t.Errorf("%d columns, %d without quarters", plan.Model.Columns, monthly.Model.Columns)
	}
}

// Dated duties: 25 % from month 3 on arrivals make the offer at 10 dearer than 11
// from then on.
func TestDatedDutyTurnsTheAward(t *testing.T) {
	p := plain(4, map[string][]float64{"A": {10, 10, 10, 10}}, "A")
	p.Parts[0].HoldingCost = money("5")
	p.BuyerCountry = "US"
	o := quote(p, "O1", "S", "A", "10")
	o.Duty, o.HS = planner.Opt[float64]{}, "850511"
	quote(p, "O2", "T", "A", "11")
	f := dutiable(p.Start + 2)
	plan, err := Make(context.Background(), engine, p, f, Options{Gap: 1e-6})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range Check(p, f, plan, Options{}) {
		t.Error(s)
	}
	again(t, p, f, plan, Options{})
	wantCost(t, plan, 20*10+20*11)
	if again := cost.Total(cost.Book(p, f, plan)); math.Abs(again-plan.TotalCost) > 1e-9 {
		t.Errorf("booked again %g", again)
	}
}

// dutiable is the test facts with 25 % duty in the United States from a month on.
func dutiable(month planner.Month) *planner.Facts {
	f := testFacts()
	f.Countries = append(f.Countries, planner.Country{ISO2: "US"})
	f.Duties = from{month}
	f.DutyRows = []planner.DutyRow{
		{ID: "D1", Importer: "US", Origin: "*", Prefix: "8505", Layer: "base", RatePct: money("0"), RateType: "ad_valorem", To: (month - 1).String()},
		{ID: "D2", Importer: "US", Origin: "*", Prefix: "8505", Layer: "base", RatePct: money("25"), RateType: "ad_valorem", From: month.String()}}
	return f
}

// from is a duty table with 25 % on everything from a month on.
type from struct{ month planner.Month }

func (d from) Duties(q planner.DutyQuestion) planner.DutyStack {
	if q.Month < d.month {
		return planner.DutyStack{Rate: planner.Some(0.0)}
	}
	return planner.DutyStack{Rate: planner.Some(0.25), Base: 0.25}
}
