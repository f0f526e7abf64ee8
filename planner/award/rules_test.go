package award

import (
	"strings"
	"testing"

	"remanence/planner"
)

// twoCountries is 100 pieces a month, cheap from CN at 10, dear from JP at 14.
func twoCountries(months int) *planner.Project {
	d := make([]float64, months)
	for i := range d {
		d[i] = 100
	}
	p := plain(months, map[string][]float64{"A": d}, "A")
	quote(p, "CN", "China Co", "A", "10").Profile = "CN"
	quote(p, "JP", "Japan Co", "A", "14").Profile = "JP"
	p.Profiles = nil
	for _, c := range []string{"CN", "JP"} {
		pr := planner.Profile{ID: c}
		for _, s := range []planner.Stage{planner.Mine, planner.Separation, planner.Metal, planner.Magnet} {
			pr.Rows = append(pr.Rows, planner.Origin{Element: "NdPr", Stage: s, Country: c, Share: 1, Kind: planner.Primary})
		}
		p.Profiles = append(p.Profiles, pr)
		p.Offer(c).Country = c
	}
	return p
}

func rule(id string, t planner.RuleType, from, to float64, w planner.Window) planner.Rule {
	return planner.Rule{ID: id, Type: t, Scope: "all", ValueFrom: planner.Some(from), ValueTo: planner.Some(to), Window: w, Hard: true}
}

func TestCountryShareGlidesDown(t *testing.T) {
	p := twoCountries(24)
	p.Parts[0].HoldingCost = money("5") // no buying ahead of the tighter year
	r := rule("R1", planner.CountryShareMax, 80, 40, planner.PerYear)
	r.Stages, r.Countries = []planner.Stage{planner.Magnet}, []string{"CN"}
	p.Rules = []planner.Rule{r}
	// 2027: 80 % of 1,200 at 10, the rest at 14; 2028: 40 %.
	wantCost(t, solve(t, p, Options{}), 1200*(0.8*10+0.2*14)+1200*(0.4*10+0.6*14))
	wantCost(t, solve(t, p, Options{WithoutRules: []string{"R1"}}), 2400*10)
}

func TestUnknownOriginCountsAsWorst(t *testing.T) {
	p := twoCountries(12)
	p.Offer("JP").Profile = "nowhere"
	p.Offer("JP").Country = ""
	r := rule("R1", planner.CountryShareMax, 50, 50, planner.WholePlan)
	r.Elements, r.Stages, r.Countries = []string{"NdPr"}, []planner.Stage{planner.Separation}, []string{"CN"}
	p.Rules = []planner.Rule{r}
	plan := solve(t, p, Options{})
	if plan.Status != planner.StatusInfeasible {
		t.Fatalf("status %s, want infeasible: both origins count as CN", plan.Status)
	}
	if len(plan.Conflicts) == 0 || strings.Join(plan.Conflicts[0].Rules, " ") != "R1 shortage" {
		t.Fatalf("conflicts %+v", plan.Conflicts)
	}
	rel := plan.Conflicts[0].Relaxations
	if len(rel) != 2 || rel[0].Rule != "R1" || rel[0].Amount < 49.9 || rel[0].Amount > 50.1 || rel[0].Unit != "points" {
		t.Errorf("relaxations %+v", rel)
	}
}

func TestConflictNamesBothRules(t *testing.T) {
	p := twoCountries(12)
	share := rule("R1", planner.CountryShareMax, 30, 30, planner.WholePlan)
	share.Stages, share.Countries = []planner.Stage{planner.Magnet}, []string{"CN"}
	budget := rule("R2", planner.PurchaseBudgetMax, 14000, 14000, planner.WholePlan)
	idle := rule("R3", planner.SupplierShareMax, 90, 90, planner.WholePlan)
	p.Rules = []planner.Rule{share, budget, idle}
	// 30 % at 10 and 70 % at 14 cost 15,360: R1, R2 and the ban on shortage clash.
	plan := solve(t, p, Options{})
	if plan.Status != planner.StatusInfeasible || len(plan.Conflicts) == 0 {
		t.Fatalf("status %s conflicts %+v", plan.Status, plan.Conflicts)
	}
	c := plan.Conflicts[0]
	if strings.Join(c.Rules, " ") != "R1 R2 shortage" {
		t.Errorf("rules %v", c.Rules)
	}
	for _, rel := range c.Relaxations {
		// 14,000 leaves 14 − 14,000/1,200 = 2.333 of 4 to save: a CN share of 58.33 %.
		if rel.Rule == "R1" && (rel.Amount < 28.3 || rel.Amount > 28.4) {
			t.Errorf("R1 %+v", rel)
		}
		if rel.Rule == "shortage" && !strings.Contains(rel.Text, "t more that keeps the rules") {
			t.Errorf("shortage %+v", rel)
		}
		if rel.Rule == "R2" && (rel.Amount < 1359 || rel.Amount > 1361) {
			t.Errorf("R2 %+v", rel)
		}
	}
}

// CN may bring at most 30 % a month and makes no more than a month's need, and
// JP, which makes the rest, is only qualified from the fifth month on: the rule
// must hold four months later, or let CN bring all.
func TestConflictIsMendedByMonths(t *testing.T) {
	p := twoCountries(12)
	jp := p.Offer("JP")
	lead := planner.Month(jp.LeadMonths(p.Percentile()))
	jp.Status, jp.QualifiedFrom = planner.InProgress, planner.Some(p.Start+4)
	p.Offer("CN").OrderMaxKg = planner.Some(100.0)
	share := rule("R1", planner.CountryShareMax, 30, 30, planner.EveryMonth)
	share.Stages, share.Countries = []planner.Stage{planner.Magnet}, []string{"CN"}
	p.Rules = []planner.Rule{share}
	p.Shortage = planner.Forbidden
	plan := solve(t, p, Options{})
	if plan.Status != planner.StatusInfeasible || len(plan.Conflicts) == 0 {
		t.Fatalf("status %s conflicts %+v", plan.Status, plan.Conflicts)
	}
	want := float64(4 + lead)
	found := map[string]float64{}
	for _, rel := range plan.Conflicts[0].Relaxations {
		if rel.Rule == "R1" {
			found[rel.Unit] = rel.Amount
		}
	}
	if found["months"] != want || found["points"] < 69.9 {
		t.Errorf("R1 %+v, want %g months and 70 points: %+v", found, want, plan.Conflicts[0])
	}
}

func TestSupplierRules(t *testing.T) {
	p := twoCountries(12)
	p.Rules = []planner.Rule{rule("R1", planner.SupplierShareMax, 60, 60, planner.PerYear)}
	wantCost(t, solve(t, p, Options{}), 1200*(0.6*10+0.4*14))

	p.Rules = []planner.Rule{rule("R1", planner.MinSuppliers, 2, 2, planner.PerYear)}
	p.MinAwardShare = 0.1
	wantCost(t, solve(t, p, Options{}), 1200*(0.9*10+0.1*14))

	p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 80}}}}
	p.Offer("CN").Pool = "P"
	p.Rules = []planner.Rule{rule("R1", planner.MaxSuppliers, 1, 1, planner.WholePlan)}
	wantCost(t, solve(t, p, Options{}), 1200*14) // CN alone cannot make it
	p.Rules[0].Scope = "all_parts_together"
	wantCost(t, solve(t, p, Options{}), 1200*14)

	p.Rules = []planner.Rule{rule("R1", planner.SupplierShareMin, 30, 30, planner.WholePlan)}
	p.Rules[0].Supplier = "Japan Co"
	wantCost(t, solve(t, p, Options{}), 1200*(0.7*10+0.3*14))
}

func TestLicenceShareByValue(t *testing.T) {
	p := twoCountries(12)
	p.Offer("CN").Licence = planner.ParseLicence("CN-2025-18")
	r := rule("R1", planner.LicenceShareMax, 50, 50, planner.PerYear)
	r.Basis = "value"
	p.Rules = []planner.Rule{r}
	// Half the value: x at 10 and 1,200−x at 14 with 10x = 14(1,200−x): x = 700.
	wantCost(t, solve(t, p, Options{}), 700*10+500*14)
}

func TestRecycledAndCarbon(t *testing.T) {
	p := twoCountries(12)
	p.Offer("JP").RecycledShare = planner.Some(0.5)
	p.Rules = []planner.Rule{rule("R1", planner.RecycledContentMin, 10, 10, planner.PerYear)}
	wantCost(t, solve(t, p, Options{}), 1200*(0.8*10+0.2*14))

	p.Offer("CN").CO2, p.Offer("JP").CO2 = planner.Some(30.0), planner.Some(10.0)
	p.Rules = []planner.Rule{rule("R1", planner.CO2IntensityMax, 25, 25, planner.PerYear)}
	wantCost(t, solve(t, p, Options{}), 1200*(0.75*10+0.25*14))

	// Soft, at 100 a tonne: 1,200 kg × 5 kg CO2 above are 6 t and 600, cheaper than
	// 1,200 more for a quarter of JP.
	p.Rules[0].Hard, p.Rules[0].Penalty = false, "100 EUR per tonne CO2 above"
	plan := solve(t, p, Options{})
	wantCost(t, plan, 1200*10)
	if plan.Penalties < 599.9 || plan.Penalties > 600.1 {
		t.Errorf("penalties %g", plan.Penalties)
	}
}

func TestBudgetsAndStock(t *testing.T) {
	p := twoCountries(12)
	o := p.Offer("CN")
	o.Status, o.QualificationMonths, o.QualificationCost = planner.NotStarted, planner.Some(0), money("1000")
	p.Rules = []planner.Rule{rule("R1", planner.QualificationBudgetMax, 999, 999, planner.WholePlan)}
	wantCost(t, solve(t, p, Options{}), 1200*14)
	p.Rules[0].ValueFrom, p.Rules[0].ValueTo = planner.Some(1000.0), planner.Some(1000.0)
	wantCost(t, solve(t, p, Options{}), 1200*10+1000)
}

func TestCoverIsHeldOrPaid(t *testing.T) {
	p := twoCountries(3)
	p.CarryingRate = 0.12
	r := rule("R1", planner.CoverMin, planner.WeeksPerMonth/2, planner.WeeksPerMonth/2, planner.EveryMonth)
	p.Rules = []planner.Rule{r}
	// Half a month's need, 50 pieces of 10, held at the end of three months at 1 %.
	wantCost(t, solve(t, p, Options{}), 350*10+3*50*10*0.01)
	p.Rules[0].Hard, p.Rules[0].Penalty = false, "0.1 percent of value per missing week and month"
	plan := solve(t, p, Options{})
	wantCost(t, plan, 300*10) // cheaper to miss it
	// 0.1 % of a month's need (1,000) for each of 2.1725 weeks and three months.
	if want := 3 * 0.001 * 1000 * planner.WeeksPerMonth / 2; plan.Penalties < want*0.999 || plan.Penalties > want*1.001 {
		t.Errorf("penalties %g, want %g", plan.Penalties, want)
	}
}

func TestBanExemptsRecycledAndKeepsStockApart(t *testing.T) {
	p := twoCountries(2)
	r := planner.Rule{ID: "R1", Type: planner.CoveredCountryBan, Scope: "all", Countries: []string{"CN"}, Window: planner.EveryOrder, Hard: true,
		Stages:    []planner.Stage{planner.Mine, planner.Separation, planner.Metal, planner.Magnet},
		ValueFrom: planner.Some(0.0), ExemptStock: "old", ExemptUntil: planner.Some(p.Start)}
	p.Rules = []planner.Rule{r}
	p.Stock = []planner.StockLot{{Part: "A", Kind: "old", Month: p.Start, Pieces: 150}}
	// 100 old pieces serve month 1, the 50 left may not serve month 2.
	wantCost(t, solve(t, p, Options{}), 100*14)

	p.Rules[0].ExemptRecycledIn = "CN"
	for i := range p.Profiles[0].Rows {
		p.Profiles[0].Rows[i].Kind = planner.Recycled
	}
	wantCost(t, solve(t, p, Options{}), 100*10)
}

// All from China at most 100 % from there: the rule holds nothing. At most 99 %
// does.
func TestALimitOfAllHoldsNothing(t *testing.T) {
	for limit, want := range map[float64]bool{100: false, 99: true} {
		p := twoCountries(12)
		r := rule("R1", planner.CountryShareMax, limit, limit, planner.PerYear)
		r.Stages, r.Countries = []planner.Stage{planner.Magnet}, []string{"CN"}
		p.Rules = []planner.Rule{r}
		if got := value(solve(t, p, Options{}), "R1"); !closeTo(got.Value, limit) || got.Binding != want {
			t.Errorf("%g %%: %+v", limit, got)
		}
	}
}

// How much a run tells of rules that contradict each other is asked for.
func TestAClashIsToldAsMuchAsAsked(t *testing.T) {
	p := twoCountries(12)
	share := rule("R1", planner.CountryShareMax, 30, 30, planner.WholePlan)
	share.Stages, share.Countries = []planner.Stage{planner.Magnet}, []string{"CN"}
	p.Rules = []planner.Rule{share, rule("R2", planner.PurchaseBudgetMax, 14000, 14000, planner.WholePlan)}
	for clash, wants := range map[Clash]struct{ plan, why bool }{ClashExplained: {true, true}, ClashShown: {true, false}, ClashNamed: {false, false}} {
		plan := solve(t, p, Options{Clash: clash})
		if plan.Status != planner.StatusInfeasible || len(plan.Conflicts) > 0 != wants.why || len(plan.Awards) > 0 != wants.plan {
			t.Errorf("asked for %d: %s, %d conflicts, %d awards", clash, plan.Status, len(plan.Conflicts), len(plan.Awards))
		}
	}
}

// While it is worked out which rules clash, the plan that breaks them least is
// there, then each conflict as it is found.
func TestAClashIsShownBeforeItIsExplained(t *testing.T) {
	p := twoCountries(12)
	share := rule("R1", planner.CountryShareMax, 30, 30, planner.WholePlan)
	share.Stages, share.Countries = []planner.Stage{planner.Magnet}, []string{"CN"}
	p.Rules = []planner.Rule{share, rule("R2", planner.PurchaseBudgetMax, 14000, 14000, planner.WholePlan)}
	var told []int
	var early string
	plan := solve(t, p, Options{Found: func(shown *planner.Plan) {
		if shown.Status != planner.StatusInfeasible || len(shown.Awards) == 0 {
			t.Errorf("shown: %s with %d awards", shown.Status, len(shown.Awards))
		}
		if told = append(told, len(shown.Conflicts)); len(shown.Conflicts) == 0 {
			for _, r := range shown.Reasons {
				early += r.Text
			}
		}
	}})
	if len(told) < 2 || told[0] != 0 || told[len(told)-1] != len(plan.Conflicts) {
		t.Errorf("told of %v conflicts, found %d", told, len(plan.Conflicts))
	}
	if !strings.Contains(early, "which rules contradict each other is not known yet") {
		t.Errorf("early it says %q", early)
	}
}
