package samples

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner"
	"remanence/planner/recheck"
)

func sample(t *testing.T, id string) (*planner.Project, *planner.Facts, shipped.Plans) {
	t.Helper()
	for _, s := range assets.Samples() {
		if s.ID != id {
			continue
		}
		p, ps := interchange.ReadFolder(s.FS, s.ID)
		if ps.Refused() {
			t.Fatal(ps)
		}
		plans, ok := shipped.Read(s.ID)
		if !ok {
			t.Fatal("no plan ships with it")
		}
		return p, reference.Shipped().WithProject(p), plans
	}
	t.Fatal("no sample " + id)
	return nil, nil, shipped.Plans{}
}

// The plans that ship hold, and cost the same to the cent, kind by kind.
func TestShippedPlansHold(t *testing.T) {
	for _, s := range assets.Samples() {
		t.Run(s.ID, func(t *testing.T) {
			p, f, plans := sample(t, s.ID)
			for _, plan := range []*planner.Plan{plans.Plan, plans.AsToday, plans.Cheapest} {
				if _, err := recheck.Costs(p, f, plan); err != nil {
					t.Fatal(err)
				}
				// The baselines are made without the optional rules.
				q := p.Clone()
				for i := range q.Rules {
					q.Rules[i].Off = plan == plans.AsToday || plan == plans.Cheapest && !q.Rules[i].Law()
				}
				for _, x := range recheck.Check(q, f, plan) {
					t.Error(plan.Name + ": " + x)
				}
			}
		})
	}
}

// A mistake in each kind of thing that is checked is found and named.
func TestMistakesAreFound(t *testing.T) {
	const id = "ev-traction-de"
	for name, c := range map[string]struct {
		spoil func(p *planner.Project, plan *planner.Plan)
		says  string
	}{
		"weight":  {func(_ *planner.Project, plan *planner.Plan) { plan.Awards[3].Pieces *= 1.001 }, "do not weigh"},
		"arrival": {func(_ *planner.Project, plan *planner.Plan) { plan.Awards[3].Arrives++ }, "arrives in"},
		"frozen":  {func(p *planner.Project, _ *planner.Plan) { p.FrozenMonths = planner.Some(30) }, "frozen window"},
		"valid": {func(p *planner.Project, plan *planner.Plan) {
			p.Offer(plan.Awards[0].Offer).ValidTo = planner.Some(p.Start - 1)
		}, "not valid"},
		"MOQ": {func(p *planner.Project, plan *planner.Plan) {
			p.Offer(plan.Awards[0].Offer).OrderMinKg = planner.Some(1e7)
		}, "below its MOQ"},
		"multiple": {func(p *planner.Project, plan *planner.Plan) {
			p.Offer(plan.Awards[0].Offer).OrderMultipleKg = planner.Some(plan.Awards[0].Kg * 0.77)
		}, "no multiple"},
		"largest order": {func(p *planner.Project, plan *planner.Plan) {
			p.Offer(plan.Awards[0].Offer).OrderMaxKg = planner.Some(plan.Awards[0].Kg / 2)
		}, "largest order"},
		"least award": {func(p *planner.Project, plan *planner.Plan) {
			p.Offer(plan.Awards[0].Offer).MinAwardKg = planner.Some(1e9)
		}, "least award"},
		"capacity": {func(p *planner.Project, _ *planner.Plan) {
			for i := range p.Pools {
				for j := range p.Pools[i].Steps {
					p.Pools[i].Steps[j].KgPerMonth /= 50
				}
			}
		}, "it has"},
		"test": {func(p *planner.Project, plan *planner.Plan) { plan.Qualifications = nil }, "without a finished test"},
		"gates": {func(p *planner.Project, plan *planner.Plan) {
			p.Offer(plan.Qualifications[0].Offers[0]).QualificationMonths = planner.Some(60)
		}, "it takes until"},
		"number of tests": {func(p *planner.Project, _ *planner.Plan) { p.MaxNewQualifications = planner.Some(0) }, "0 are allowed"},
		"design":          {func(_ *planner.Project, plan *planner.Plan) { plan.DesignChanges = nil }, "change of design"},
		"account":         {func(_ *planner.Project, plan *planner.Plan) { plan.Flows[0].Stock[4] += 500 }, "is out by"},
		"scrap":           {func(p *planner.Project, _ *planner.Plan) { p.Streams[0].KgStart, p.Streams[0].KgEnd = 0, 0 }, "only"},
		"a rule misreported": {func(_ *planner.Project, plan *planner.Plan) {
			for i := range plan.Rules {
				plan.Rules[i].Value *= 0.999
			}
		}, "counted again"},
		"a cost misbooked": {func(_ *planner.Project, plan *planner.Plan) { plan.Costs[0].Present += 0.02 }, "is booked at"},
		"a price by index": {func(p *planner.Project, plan *planner.Plan) {
			o := p.Offer(plan.Awards[0].Offer)
			o.Formula = planner.Some(planner.PriceFormula{Terms: []planner.FormulaTerm{{Element: "Dy", KgPerKg: planner.Some(0.01), Index: "ex_china"}}})
		}, "counted again it is"},
		"a freight by lane": {func(p *planner.Project, plan *planner.Plan) {
			o := p.Offer(plan.Awards[0].Offer)
			o.FreightPerKg, o.FreightMode, o.Incoterm, p.BuyerCountry = planner.Opt[planner.Decimal]{}, "sea", "FOB", "DE"
			p.Lanes = []planner.Lane{{From: o.ShipsFrom(), To: "DE", Mode: "sea", PerKg: decimal.NewFromInt(7), Currency: p.Currency}}
		}, "counted again it is"},
		"a duty by code": {func(p *planner.Project, plan *planner.Plan) {
			p.Offer(plan.Awards[0].Offer).Duty, p.Offer(plan.Awards[0].Offer).HS, p.BuyerCountry = planner.Opt[float64]{}, "8505.11", "US"
		}, "counted again it is"},
		"a hard rule broken": {func(p *planner.Project, plan *planner.Plan) {
			for i := range p.Rules {
				if r := &p.Rules[i]; r.Type == planner.CountryShareMax {
					r.Hard, r.ValueFrom, r.ValueTo = true, planner.Some(1.0), planner.Some(1.0)
				}
			}
		}, "is broken"},
	} {
		t.Run(name, func(t *testing.T) {
			p, f, plans := sample(t, id)
			p = p.Clone()
			c.spoil(p, plans.Plan)
			if all := strings.Join(recheck.Check(p, f, plans.Plan), "\n"); !strings.Contains(all, c.says) {
				t.Errorf("%q is not among: %s", c.says, all)
			}
		})
	}
}

// A price, a duty or a term that changes shows in the costs.
func TestCostsFollowTheQuotations(t *testing.T) {
	p, f, plans := sample(t, "ev-traction-de")
	was, err := recheck.Costs(p, f, plans.Plan)
	if err != nil {
		t.Fatal(err)
	}
	p = p.Clone()
	for i := range p.Offers {
		o := &p.Offers[i]
		o.Price.V = o.Price.V.Mul(decimal.NewFromInt(2))
		for j := range o.Tiers {
			o.Tiers[j].Price = o.Tiers[j].Price.Mul(decimal.NewFromInt(2))
		}
	}
	now, _ := recheck.Costs(p, f, plans.Plan)
	for kind, k := range map[planner.CostKind]int64{planner.CostGoods: 2, planner.CostDuty: 2, planner.CostFreight: 1} {
		if d := was[kind].Mul(decimal.NewFromInt(k)).Sub(now[kind]).Abs(); d.GreaterThan(decimal.NewFromFloat(1e-6)) {
			t.Errorf("%s: %s, then %s", kind, was[kind], now[kind])
		}
	}
}
