package award

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"remanence/planner"
	"remanence/planner/highs"
	"remanence/planner/recheck"
)

var engine *highs.Engine

func TestMain(m *testing.M) {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	// The folder of the optimiser's own tests: one compilation serves both.
	engine, err = highs.Load(context.Background(), filepath.Join(dir, "remanence", "test-optimiser"))
	if err != nil {
		panic(err)
	}
	code := m.Run()
	engine.Close()
	os.Exit(code)
}

func money(s string) planner.Opt[planner.Decimal] {
	d, err := planner.ParseMoney(s)
	if err != nil {
		panic(err)
	}
	return planner.Some(d)
}

// plain is a project without discounting, holding, end credit or lateness, as
// the textbooks assume; parts weigh a kilogram a piece.
func plain(months int, demand map[string][]float64, order ...string) *planner.Project {
	p := &planner.Project{Name: "test", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: months,
		EndStock: planner.EndStockNone, Shortage: planner.Forbidden}
	for _, id := range order {
		part := planner.Part{ID: id, Grade: "N42", Unit: planner.Pieces, MassG: planner.Some(1000.0), Currency: "EUR"}
		for _, d := range demand[id] {
			part.Demand = append(part.Demand, planner.Some(d))
		}
		p.Parts = append(p.Parts, part)
	}
	return p
}

// quote adds an offer for one part that arrives in the month of its order.
func quote(p *planner.Project, id, supplier, part, price string) *planner.Offer {
	if p.SupplierNamed(supplier) == nil {
		p.Suppliers = append(p.Suppliers, planner.Supplier{Name: supplier, Group: supplier})
	}
	p.Offers = append(p.Offers, planner.Offer{ID: id, Supplier: supplier, Country: "DE", For: planner.ForPart, Item: part,
		Price: money(price), PriceUnit: planner.PerPiece, Currency: "EUR", LeadWeeks: planner.Some(0.0), TransitWeeks: planner.Some(0.0),
		FreightPerKg: money("0"), Duty: planner.Some(0.0), Status: planner.Qualified, Profile: "X"})
	if p.Profile("X") == nil {
		p.Profiles = append(p.Profiles, planner.Profile{ID: "X", Rows: []planner.Origin{
			{Element: "NdPr", Stage: planner.Magnet, Country: "DE", Share: 1, Kind: planner.Primary}}})
	}
	return &p.Offers[len(p.Offers)-1]
}

func testFacts() *planner.Facts {
	one := planner.Range{Low: 0.3, Typical: 0.3, High: 0.3}
	return &planner.Facts{
		Grades:    []planner.Grade{{Name: "N42", Family: "sintered NdFeB", Content: map[string]planner.Range{"NdPr": one}}, {Name: "Ferrite", Family: "ferrite"}},
		Countries: []planner.Country{{ISO2: "DE", EU: true, Region: "Western Europe"}, {ISO2: "CN", USCovered: true, Region: "East Asia"}, {ISO2: "JP", Region: "East Asia"}},
	}
}

// make plans to proof and checks the plan by independent code.
func solve(t *testing.T, p *planner.Project, o Options) *planner.Plan {
	t.Helper()
	return solveWith(t, p, testFacts(), o)
}

func solveWith(t *testing.T, p *planner.Project, f *planner.Facts, o Options) *planner.Plan {
	t.Helper()
	if o.Gap == 0 {
		o.Gap = 1e-6
	}
	plan, err := Make(context.Background(), engine, p, f, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range Check(p, f, plan, o) {
		t.Error(s)
	}
	again(t, p, f, plan, o)
	return plan
}

// again checks a plan a second time, in decimals.
func again(t *testing.T, p *planner.Project, f *planner.Facts, plan *planner.Plan, o Options) {
	t.Helper()
	for _, s := range recheck.Check(o.WithRules(p), f, plan) {
		t.Error("again: " + s)
	}
}

func wantCost(t *testing.T, plan *planner.Plan, want float64) {
	t.Helper()
	if plan.Status != planner.StatusOptimal || math.Abs(plan.TotalCost-want) > 1e-6*math.Abs(want)+1e-6 {
		t.Errorf("status %s, total %.6f, gap %g; want optimal at %.6f", plan.Status, plan.TotalCost, plan.Gap, want)
	}
}

func TestLowestLandedWinsNotLowestPrice(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {100}}, "A")
	quote(p, "O1", "Cheap", "A", "10").Duty = planner.Some(0.25) // lands at 12.50
	quote(p, "O2", "Near", "A", "12")                            // lands at 12.00
	plan := solve(t, p, Options{})
	wantCost(t, plan, 1200)
	if len(plan.Awards) != 1 || plan.Awards[0].Offer != "O2" {
		t.Errorf("awards %+v", plan.Awards)
	}
}

func TestDiscountingFreightAndPaymentTerms(t *testing.T) {
	// 10 kg arrive in month 2 (lead of 8.69 weeks), paid 60 days later: month 4.
	p := plain(3, map[string][]float64{"A": {0, 0, 10}}, "A")
	p.DiscountRate = 0.12
	o := quote(p, "O1", "S", "A", "100")
	o.LeadWeeks, o.PaymentDays, o.FreightPerKg = planner.Some(8.69), planner.Some(60), money("2")
	wantCost(t, solve(t, p, Options{}), 1020*math.Pow(1.12, -4.0/12))
}

func TestLicenceWaitDelaysByPercentile(t *testing.T) {
	p := plain(4, map[string][]float64{"A": {0, 0, 0, 10}}, "A")
	o := quote(p, "O1", "S", "A", "1")
	o.Licence = planner.ParseLicence("CN-2025-18")
	o.Licence.WaitP50, o.Licence.WaitP90 = planner.Some(40.0), planner.Some(120.0)
	at := func(pct float64) planner.Month {
		plan := solve(t, p, Options{LicencePercentile: planner.Some(pct)})
		return plan.Awards[0].Arrives - plan.Awards[0].Ordered
	}
	// 40 days are 1.3 months, 120 days 3.9 months.
	if got := at(0.5); got != 2 {
		t.Errorf("median wait takes %d months", got)
	}
	o.LeadWeeks = planner.Some(0.0)
	p.Shortage = planner.Backlog
	p.Parts[0].ShortageCost = money("1")
	plan := solve(t, p, Options{LicencePercentile: planner.Some(0.9)})
	if len(plan.Awards) > 0 && plan.Awards[0].Arrives-plan.Awards[0].Ordered != 4 {
		t.Errorf("awards %+v", plan.Awards)
	}
}

// Uncapacitated facility location, two plants and three customers, worked by
// hand: opening only P1 costs 10+6+7+9 = 32, only P2 12+3+2+4 = 21, both 10+12
// plus the cheaper lane each = 22+3+2+4 = 31. The optimum is 21.
func TestFacilityLocationByQualification(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {1}, "B": {1}, "C": {1}}, "A", "B", "C")
	lanes := map[string][3]string{"P1": {"6", "7", "9"}, "P2": {"3", "2", "4"}}
	open := map[string]string{"P1": "10", "P2": "12"}
	for _, plant := range []string{"P1", "P2"} {
		for i, part := range []string{"A", "B", "C"} {
			o := quote(p, plant+part, plant, part, lanes[plant][i])
			o.Status, o.QualificationMonths, o.QualificationCost = planner.NotStarted, planner.Some(0), money(open[plant])
			o.QualificationGroup = plant
		}
	}
	plan := solve(t, p, Options{})
	wantCost(t, plan, 21)
	if len(plan.Qualifications) != 1 || len(plan.Qualifications[0].Offers) != 3 {
		t.Errorf("qualifications %+v", plan.Qualifications)
	}
}

// The lot-sizing example of Wagner and Whitin (1958): twelve periods, set-up
// costs that change by period, holding 1 a unit and period; their optimum is 864.
func TestWagnerWhitin(t *testing.T) {
	demand := []float64{69, 29, 36, 61, 61, 26, 34, 67, 45, 67, 79, 56}
	setup := []string{"85", "102", "102", "101", "98", "114", "105", "86", "119", "110", "98", "114"}
	p := plain(12, map[string][]float64{"A": demand}, "A")
	p.Parts[0].HoldingCost = money("1")
	for i, s := range setup {
		o := quote(p, "O"+string(rune('A'+i)), "S", "A", "1")
		o.OrderCost = money(s)
		o.ValidFrom, o.ValidTo = planner.Some(p.Start+planner.Month(i)), planner.Some(p.Start+planner.Month(i))
	}
	total := 0.0
	for _, d := range demand {
		total += d
	}
	wantCost(t, solve(t, p, Options{}), 864+total)
}

func TestMOQAndMultipleAreKept(t *testing.T) {
	p := plain(2, map[string][]float64{"A": {3, 3}}, "A")
	p.Parts[0].HoldingCost = money("0.5")
	o := quote(p, "O1", "S", "A", "1")
	o.OrderMinKg, o.OrderMultipleKg = planner.Some(5.0), planner.Some(4.0)
	// One order of 8 in month 1: 8 + 0.5×5 held after month 1 + 0.5×2 after month 2.
	wantCost(t, solve(t, p, Options{}), 8+2.5+1)
}

func TestSmallMOQIsMendedNotIgnored(t *testing.T) {
	// The MOQ of 20 is small against 100 a month, so that it is left out at first;
	// the plan must keep it all the same.
	p := plain(1, map[string][]float64{"A": {100}}, "A")
	p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 95}}}}
	quote(p, "O1", "S1", "A", "1").Pool = "P"
	quote(p, "O2", "S2", "A", "2").OrderMinKg = planner.Some(20.0)
	wantCost(t, solve(t, p, Options{}), 80+2*20)
}

func TestAllUnitsTierMayPayToOverbuy(t *testing.T) {
	// 95 at 10 cost 950; 100 at 9 cost 900, five pieces left over.
	p := plain(1, map[string][]float64{"A": {95}}, "A")
	o := quote(p, "O1", "S", "A", "10")
	o.TierRule, o.Tiers = planner.AllUnits, []planner.Tier{{FromKg: 100, Price: money("9").V}}
	wantCost(t, solve(t, p, Options{}), 900)
}

func TestIncrementalTierHoldsAboveTheStep(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {150}}, "A")
	o := quote(p, "O1", "S", "A", "10")
	o.TierRule, o.Tiers = planner.Incremental, []planner.Tier{{FromKg: 100, Price: money("8").V}}
	wantCost(t, solve(t, p, Options{}), 100*10+50*8)
}

func TestTierTotalRunsOverTheSupplier(t *testing.T) {
	// Two rows of 60 reach the supplier's step of 100 together; row by row they do not.
	p := plain(1, map[string][]float64{"A": {60}, "B": {60}}, "A", "B")
	for _, id := range []string{"A", "B"} {
		o := quote(p, "O"+id, "S", id, "10")
		o.TierRule, o.Tiers = planner.AllUnits, []planner.Tier{{FromKg: 100, Price: money("9").V}}
	}
	wantCost(t, solve(t, p, Options{}), 120*9)
	for i := range p.Offers {
		p.Offers[i].TierScope = planner.TierRow
	}
	// Over-buying a row to 100 at 9 costs 900, more than 60 at 10.
	wantCost(t, solve(t, p, Options{}), 120*10)
}

func TestTakeOrPayIsPaidWhenNotTaken(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {100}}, "A")
	o := quote(p, "O1", "S", "A", "5")
	o.TakeOrPayKg = planner.Some(150.0)
	quote(p, "O2", "T", "A", "8")
	// 100 at 5 and 50 not taken at 5 are 750, against 800.
	plan := solve(t, p, Options{})
	wantCost(t, plan, 750)
	// Taking 50 more and leaving them costs the same; either way O1 gets it all.
	if k := plan.ByKind(); math.Abs(k[planner.CostTakeOrPay]+k[planner.CostGoods]-750) > 1e-6 {
		t.Errorf("costs %v", k)
	}
}

func TestBacklogCostsByMonthAndIsDelivered(t *testing.T) {
	p := plain(3, map[string][]float64{"A": {10, 0, 0}}, "A")
	p.Shortage = planner.Backlog
	p.Parts[0].ShortageCost = money("3")
	quote(p, "O1", "S", "A", "2").LeadWeeks = planner.Some(8.0) // two months
	plan := solve(t, p, Options{})
	wantCost(t, plan, 10*2+2*10*3)
	if len(plan.Shortfalls) != 2 || plan.Shortfalls[0].Pieces != 10 {
		t.Errorf("shortfalls %+v", plan.Shortfalls)
	}
}

func TestDesignChangePaysWhenTheSavingIsLarger(t *testing.T) {
	for _, c := range []struct {
		redesign string
		want     float64
	}{{"100", 100 + 50 + 2*100*1.1*3}, {"1000", 100 * 2 * 5}} {
		p := plain(2, map[string][]float64{"A": {100, 100}}, "A")
		p.Parts[0].Grade = "N42"
		quote(p, "O1", "S", "A", "5")
		o := quote(p, "O2", "T", "", "3")
		o.For, o.Item, o.PriceUnit = planner.ForGrade, "Ferrite", planner.PerKg
		p.Designs = []planner.Design{{Part: "A", FromGrade: "N42", ToGrade: "Ferrite", MassFactor: 1.1, ExtraCost: money("0.25").V,
			RedesignCost: money(c.redesign).V, Currency: "EUR", Earliest: p.Start}}
		wantCost(t, solve(t, p, Options{}), c.want)
	}
}

func TestTakeBackFeedLimitsRecycledMagnets(t *testing.T) {
	p := plain(2, map[string][]float64{"A": {10, 10}}, "A")
	quote(p, "O1", "S", "A", "10")
	quote(p, "O2", "R", "A", "4").RecycledShare = planner.Some(1.0)
	p.Streams = []planner.Stream{{ID: "T", KgStart: 5, KgEnd: 5, MagnetPerFeed: 0.8, LagMonths: 1, Offers: []string{"O2"},
		CollectionCost: money("1"), Currency: "EUR"}}
	// Nothing in month 1; 4 kg in month 2 from 5 kg scrap: 16×10 + 4×4 + 5×1.
	wantCost(t, solve(t, p, Options{}), 160+16+5)
}

func TestEndStockCreditNeverPaysForStock(t *testing.T) {
	p := plain(2, map[string][]float64{"A": {10, 10}}, "A")
	p.EndStock, p.CarryingRate = planner.EndStockNext3, 0.012
	quote(p, "O1", "S", "A", "10")
	p.Stock = []planner.StockLot{{Part: "A", Kind: planner.OnHand, Month: p.Start, Pieces: 25, Offer: "O1"}}
	// 5 are left and worth 10 each; 15 and then 5 of 10 are held a month at 0.1 %.
	plan := solve(t, p, Options{})
	wantCost(t, plan, -50+0.15+0.05)
	if len(plan.Awards) != 0 {
		t.Errorf("bought %+v", plan.Awards)
	}
}
