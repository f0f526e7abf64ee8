package award

import (
	"testing"

	"remanence/planner"
)

// metricCase is a metric on 100 kg from China Co at 10 or Japan Co at 14, by
// hand: what the plan costs with and without the rule, what the rule measures in
// both, and what missing it costs at a low penalty. At the high one it is kept.
type metricCase struct {
	months       int
	set          func(p *planner.Project, r *planner.Rule)
	limit        float64
	kept, free   float64 // cost
	at, without  float64 // value
	low, high    string
	lowPenalties float64
}

// in sets blanks.
func in(countries string, stages ...planner.Stage) func(*planner.Project, *planner.Rule) {
	return func(_ *planner.Project, r *planner.Rule) { r.Countries, r.Stages = []string{countries}, stages }
}

func from60(supplier string) func(*planner.Project, *planner.Rule) {
	return func(_ *planner.Project, r *planner.Rule) { r.Supplier = supplier }
}

var metricCases = map[planner.RuleType]metricCase{
	planner.CountryShareMax:  {1, in("CN", planner.Magnet), 40, 1240, 1000, 40, 100, "1 EUR per point above", "10 EUR per point above", 60},
	planner.CountryShareMin:  {1, in("JP", planner.Magnet), 60, 1240, 1000, 60, 0, "1 EUR per point missing", "10 EUR per point missing", 60},
	planner.SupplierShareMax: {1, from60("China Co"), 40, 1240, 1000, 40, 100, "1 EUR per point above", "10 EUR per point above", 60},
	planner.SupplierShareMin: {1, from60("Japan Co"), 60, 1240, 1000, 60, 0, "1 EUR per point missing", "10 EUR per point missing", 60},
	planner.VolumeMin:        {1, from60("Japan Co"), 60, 1240, 1000, 60, 0, "1 EUR per kg missing", "10 EUR per kg missing", 60},
	planner.VolumeMax:        {1, from60("China Co"), 40, 1240, 1000, 40, 100, "1 EUR per kg above", "10 EUR per kg above", 60},
	planner.AwardShareMin: {1, func(p *planner.Project, _ *planner.Rule) { capCN(p, 95) },
		20, 1080, 1020, 20, 5, "1 EUR per point missing", "10 EUR per point missing", 15},
	planner.LicenceShareMax: {1, func(p *planner.Project, _ *planner.Rule) { p.Offer("CN").Licence = planner.ParseLicence("R1") },
		40, 1240, 1000, 40, 100, "1 EUR per point above", "10 EUR per point above", 60},
	// Half of what Japan Co delivers is recycled.
	planner.RecycledContentMin: {1, func(p *planner.Project, _ *planner.Rule) { p.Offer("JP").RecycledShare = planner.Some(0.5) },
		30, 1240, 1000, 30, 0, "1 EUR per point missing", "10 EUR per point missing", 30},
	planner.MinSuppliers: {1, func(p *planner.Project, _ *planner.Rule) { p.MinAwardShare = 0.1 },
		2, 1040, 1000, 2, 1, "1 EUR per supplier missing", "100 EUR per supplier missing", 1},
	planner.MaxSuppliers: {1, func(p *planner.Project, _ *planner.Rule) { capCN(p, 80) },
		1, 1400, 1080, 1, 2, "1 EUR per supplier above", "1000 EUR per supplier above", 1},
	// 50 pieces more; 0.1 % of 1,000 for each of 2.1725 weeks.
	planner.CoverMin: {1, func(*planner.Project, *planner.Rule) {}, planner.WeeksPerMonth / 2, 1500, 1000, planner.WeeksPerMonth / 2, 0,
		"0.1 percent of value per missing week and month", "100 percent of value per missing week and month", planner.WeeksPerMonth / 2},
	planner.QualificationBudgetMax: {1, func(p *planner.Project, _ *planner.Rule) {
		o := p.Offer("CN")
		o.Status, o.QualificationMonths, o.QualificationCost = planner.NotStarted, planner.Some(0), money("100")
	}, 50, 1400, 1100, 0, 100, "1 EUR per EUR above", "10 EUR per EUR above", 50},
	planner.RedesignBudgetMax: {1, func(p *planner.Project, _ *planner.Rule) {
		o := quote(p, "F", "Ferrite Co", "", "3")
		o.For, o.Item, o.PriceUnit = planner.ForGrade, "Ferrite", planner.PerKg
		p.Designs = []planner.Design{{Part: "A", FromGrade: "N42", ToGrade: "Ferrite", MassFactor: 1, RedesignCost: money("100").V, Currency: "EUR", Earliest: p.Start}}
	}, 50, 1000, 400, 0, 100, "1 EUR per EUR above", "100 EUR per EUR above", 50},
	// An order of China Co costs 1,000 besides: 2,000 in all, of which 1,000 is for goods.
	planner.PurchaseBudgetMax: {1, func(p *planner.Project, _ *planner.Rule) { p.Offer("CN").OrderCost = money("1000") },
		1200, 2000, 1400, 1000, 1400, "1 EUR per EUR above", "10 EUR per EUR above", 200},
	// China Co makes 50 a month, so that 50 worth 500 lie over the first month; 100
	// let 10 lie and Japan Co deliver 40.
	planner.StockValueMax: {2, func(p *planner.Project, _ *planner.Rule) { capCN(p, 50) }, 100, 1160, 1000, 100, 500,
		"0.1 EUR per EUR above", "1 EUR per EUR above", 40},
	// China Co takes 20 weeks, Japan Co 4.
	planner.LeadTimeMax: {6, func(p *planner.Project, _ *planner.Rule) {
		p.Offer("CN").LeadWeeks, p.Offer("JP").LeadWeeks = planner.Some(20.0), planner.Some(4.0)
	}, 12, 1200, 1000, 12, 20, "1 EUR per week above", "100 EUR per week above", 8},
	// 60 days with Japan Co, none with China Co, by value: 10x = 14 (100 − x).
	planner.PaymentDaysMin: {1, func(p *planner.Project, _ *planner.Rule) { p.Offer("JP").PaymentDays = planner.Some(60) },
		30, 10*1400.0/24 + 14*(100-1400.0/24), 1000, 30, 0, "1 EUR per day missing", "100 EUR per day missing", 30},
	planner.CoveredCountryBan: {1, in("CN", planner.Magnet), 0, 1400, 1000, 0, 100, "1 EUR per kg above", "10 EUR per kg above", 100},
	// 30 kg CO2 per kg against 10: 0.8 t above for 100 kg.
	planner.CO2IntensityMax: {1, func(p *planner.Project, _ *planner.Rule) {
		p.Offer("CN").CO2, p.Offer("JP").CO2 = planner.Some(30.0), planner.Some(10.0)
	}, 22, 1160, 1000, 22, 30, "100 EUR per tonne CO2 above", "1000 EUR per tonne CO2 above", 80},
}

func capCN(p *planner.Project, kg float64) {
	p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: kg}}}}
	p.Offer("CN").Pool = "P"
}

// Every metric, hard, soft with a penalty that is paid and one that is not, soft
// with a priority, and off: the plan costs what it does by hand and the rule
// reports what it measures by hand. Its sentence reads back as the same rule.
func TestEveryMetricByHand(t *testing.T) {
	for _, kind := range planner.RuleTypes {
		c, ok := metricCases[kind]
		if !ok {
			t.Errorf("%s has no case", kind)
			continue
		}
		for _, v := range []struct {
			name           string
			hard           bool
			penalty        string
			priority       int
			off            bool
			cost, at, paid float64
		}{
			{"hard", true, "", 0, false, c.kept, c.at, 0},
			{"soft and paid", false, c.low, 0, false, c.free, c.without, c.lowPenalties},
			{"soft and kept", false, c.high, 0, false, c.kept, c.at, 0},
			{"by priority", false, "", 1, false, c.kept, c.at, 0},
			{"reported", false, "reported", 0, false, c.free, c.without, 0},
			{"off", true, "", 0, true, c.free, c.without, 0},
		} {
			t.Run(string(kind)+"/"+v.name, func(t *testing.T) {
				p := twoCountries(c.months)
				for m := range c.months - 1 {
					p.Parts[0].Demand[m] = planner.Some(0.0)
				}
				r := rule("R", kind, c.limit, c.limit, planner.WholePlan)
				if m, _ := kind.Metric(); m.Law {
					r.Window = planner.EveryOrder
				} else if m.Monthly {
					r.Window = planner.EveryMonth
				}
				r.Hard, r.Penalty, r.Off = v.hard, v.penalty, v.off
				if v.priority > 0 {
					r.Priority = planner.Some(v.priority)
				}
				c.set(p, &r)
				p.Rules = []planner.Rule{r}
				plan := solve(t, p, Options{})
				wantCost(t, plan, v.cost)
				if !closeTo(plan.Penalties, v.paid) {
					t.Errorf("penalties %g, by hand %g", plan.Penalties, v.paid)
				}
				if v.off {
					if len(plan.Rules) > 0 {
						t.Errorf("a rule that is off reports %+v", plan.Rules)
					}
					return
				}
				if got := value(plan, "R"); !closeTo(got.Value, v.at) {
					t.Errorf("reports %g, by hand %g", got.Value, v.at)
				}
				text := r.Sentence(p, testFacts())
				back, err := planner.ReadRule(p, testFacts(), text)
				if err != nil || back.Type != r.Type || back.Sentence(p, testFacts()) != text {
					t.Errorf("%q is read back as %q (%v)", text, back.Sentence(p, testFacts()), err)
				}
			})
		}
	}
}
