package award

import (
	"context"
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// The checks of the model that need no optimum, on random projects (model §5).

const seeds = 3

// each runs a property on projects drawn from several seeds.
func eachSeed(t *testing.T, plainOnly bool, property func(t *testing.T, p *planner.Project, plan *planner.Plan)) {
	t.Helper()
	for seed := range uint64(seeds) {
		p := random(seed, plainOnly)
		property(t, p, solve(t, p, Options{}))
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// slack is how far two proven optima may differ: each is proven to a millionth.
func slackOf(plan *planner.Plan) float64 { return 4e-6*math.Abs(plan.Objective) + 1e-3 }

func wantObjective(t *testing.T, what string, got *planner.Plan, want float64, base *planner.Plan) {
	t.Helper()
	if d := got.Objective - want; math.Abs(d) > slackOf(base)+slackOf(got) {
		t.Errorf("%s: %f, want %f", what, got.Objective, want)
	}
}

func TestRelaxingARuleNeverCosts(t *testing.T) {
	eachSeed(t, false, func(t *testing.T, p *planner.Project, plan *planner.Plan) {
		for _, without := range []string{"R1", "R2", "all"} {
			if x := solve(t, p, Options{WithoutRules: []string{without}}); x.Objective > plan.Objective+slackOf(plan) {
				t.Errorf("without %s %f, with it %f", without, x.Objective, plan.Objective)
			}
		}
		q := p.Clone()
		loosen(&q.Rules[0], 5)
		if x := solve(t, q, Options{}); x.Objective > plan.Objective+slackOf(plan) {
			t.Errorf("five points more cost: %f, before %f", x.Objective, plan.Objective)
		}
	})
}

func TestAddingAnOfferNeverCosts(t *testing.T) {
	eachSeed(t, false, func(t *testing.T, p *planner.Project, plan *planner.Plan) {
		q := p.Clone()
		o := quote(q, "X", "Newcomer", q.Parts[0].ID, "11.11")
		o.CO2 = planner.Some(10.0)
		if x := solve(t, q, Options{}); x.Objective > plan.Objective+slackOf(plan) {
			t.Errorf("with one offer more %f, before %f", x.Objective, plan.Objective)
		}
	})
}

// scaleMoney multiplies every amount in plan currency, and in the offers' when
// asked.
func scaleMoney(p *planner.Project, k float64, offers bool) {
	by := decimal.NewFromFloat(k)
	scale := func(v *planner.Opt[planner.Decimal]) { v.V = v.V.Mul(by) }
	for i := range p.Parts {
		scale(&p.Parts[i].HoldingCost)
		scale(&p.Parts[i].ShortageCost)
	}
	for i := range p.Offers {
		o := &p.Offers[i]
		scale(&o.QualificationCost)
		scale(&o.OrderCost)
		if offers {
			scale(&o.Price)
			scale(&o.FreightPerKg)
			for n := range o.Tiers {
				o.Tiers[n].Price = o.Tiers[n].Price.Mul(by)
			}
		}
	}
}

func TestScalingPricesScalesCost(t *testing.T) {
	eachSeed(t, false, func(t *testing.T, p *planner.Project, plan *planner.Plan) {
		q := p.Clone()
		scaleMoney(q, 2.5, true)
		q.Rules[1].Penalty = "200 EUR per tonne CO2 above"
		wantObjective(t, "all prices × 2.5", solve(t, q, Options{}), 2.5*plan.Objective, plan)
	})
}

func TestCurrencyAndUnitsChangeNothing(t *testing.T) {
	eachSeed(t, false, func(t *testing.T, p *planner.Project, plan *planner.Plan) {
		// Half a euro is worth a dollar: plan money doubles, quotes stay in euro.
		q := p.Clone()
		q.Currency, q.FX = "USD", []planner.Rate{{Currency: "EUR", PerUnit: decimal.RequireFromString("0.5")}}
		for i := range q.Parts {
			q.Parts[i].Currency = "USD"
		}
		scaleMoney(q, 2, false)
		q.Rules[1].Penalty = "160 USD per tonne CO2 above"
		wantObjective(t, "in dollars", solve(t, q, Options{}), 2*plan.Objective, plan)

		// A material line by the kilogram is a part of a kilogram a piece.
		q = p.Clone()
		for i := range q.Offers {
			q.Offers[i].PriceUnit = planner.PerKg
		}
		wantObjective(t, "priced by the kilogram", solve(t, q, Options{}), plan.Objective, plan)
	})
}

func TestSplittingAPartChangesNothing(t *testing.T) {
	eachSeed(t, true, func(t *testing.T, p *planner.Project, plan *planner.Plan) {
		q := p.Clone()
		half := q.Parts[0]
		half.ID, half.Demand = "HALF", append([]planner.Opt[float64](nil), half.Demand...)
		for t := range half.Demand {
			half.Demand[t].V /= 2
			q.Parts[0].Demand[t].V /= 2
		}
		q.Parts = append(q.Parts, half)
		for _, o := range p.Offers {
			if o.Item == p.Parts[0].ID {
				o.ID, o.Item = o.ID+"HALF", "HALF"
				q.Offers = append(q.Offers, o)
			}
		}
		wantObjective(t, "a part in two halves", solve(t, q, Options{}), plan.Objective, plan)
	})
}

func TestASupplierTwiceChangesNothing(t *testing.T) {
	eachSeed(t, true, func(t *testing.T, p *planner.Project, _ *planner.Plan) {
		p.Rules = p.Rules[1:] // no rule that counts suppliers
		for i := range p.Offers {
			o := &p.Offers[i]
			o.Pool, o.Tiers, o.TierRule = "", nil, ""
			o.Status = planner.Qualified
		}
		plan := solve(t, p, Options{})
		q := p.Clone()
		q.Suppliers = append(q.Suppliers, planner.Supplier{Name: "Twin", Group: "Twin"})
		for _, o := range p.Offers {
			if o.Supplier == "S1" {
				o.ID, o.Supplier = o.ID+"TWIN", "Twin"
				q.Offers = append(q.Offers, o)
			}
		}
		wantObjective(t, "one supplier twice", solve(t, q, Options{}), plan.Objective, plan)
	})
}

func TestShiftingAllDatesChangesNothing(t *testing.T) {
	eachSeed(t, false, func(t *testing.T, p *planner.Project, plan *planner.Plan) {
		q := p.Clone()
		q.Start += 12
		for i := range q.Pools {
			for k := range q.Pools[i].Steps {
				q.Pools[i].Steps[k].From += 12
			}
		}
		wantObjective(t, "a year later", solve(t, q, Options{}), plan.Objective, plan)
	})
}

func TestRemovingAnUnusedOfferChangesNothing(t *testing.T) {
	eachSeed(t, false, func(t *testing.T, p *planner.Project, plan *planner.Plan) {
		for i := range p.Offers {
			if kgOf(plan, p.Offers[i].ID) > 0 {
				continue
			}
			q := p.Clone()
			q.Offers = append(q.Offers[:i], q.Offers[i+1:]...)
			wantObjective(t, "without unused "+p.Offers[i].ID, solve(t, q, Options{}), plan.Objective, plan)
			return
		}
	})
}

// What the plan orders, entered as already ordered, is feasible, needs nothing
// more and costs what is left: stock, lateness and penalties.
func TestAPlanAlreadyOrderedCostsTheSame(t *testing.T) {
	eachSeed(t, false, func(t *testing.T, p *planner.Project, plan *planner.Plan) {
		q := p.Clone()
		for _, a := range plan.Awards {
			q.Stock = append(q.Stock, planner.StockLot{Part: a.Part, Kind: planner.OpenOrder, Month: a.Arrives, Pieces: a.Pieces, Offer: a.Offer})
		}
		for i := range q.Pools {
			// What is ordered has used its plant.
			pool, steps := &q.Pools[i], []planner.CapacityStep{}
			for m := q.Start; m < q.Start+planner.Month(q.Months); m++ {
				kg := pool.At(m)
				for _, a := range plan.Awards {
					if a.Ordered == m && p.Offer(a.Offer).Pool == pool.ID {
						kg -= a.Kg
					}
				}
				steps = append(steps, planner.CapacityStep{From: m, KgPerMonth: math.Max(0, kg)})
			}
			pool.Steps = steps
		}
		again := solve(t, q, Options{})
		k := plan.ByKind()
		left := plan.Penalties + k[planner.CostHolding] + k[planner.CostShortage]
		wantObjective(t, "already ordered", again, left, plan)
	})
}

// The same inputs give the same plan, byte for byte, on a second run and with
// their rows in another order.
func TestTheSameInputsGiveTheSamePlan(t *testing.T) {
	f := testFacts()
	bytes := func(p *planner.Project) string {
		plan, err := Make(context.Background(), engine, p, f, Options{Gap: 1e-4})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(plan)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for seed := range uint64(seeds) {
		p := random(seed, false)
		// Ties: every supplier asks the same for the first part.
		for i := range p.Offers {
			if p.Offers[i].Item == "P1" {
				p.Offers[i].Price = money("10")
			}
		}
		first := bytes(p)
		if bytes(p) != first {
			t.Errorf("seed %d: a second run differs", seed)
		}
		q := p.Clone()
		r := rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(len(q.Parts), func(i, j int) { q.Parts[i], q.Parts[j] = q.Parts[j], q.Parts[i] })
		r.Shuffle(len(q.Offers), func(i, j int) { q.Offers[i], q.Offers[j] = q.Offers[j], q.Offers[i] })
		r.Shuffle(len(q.Suppliers), func(i, j int) { q.Suppliers[i], q.Suppliers[j] = q.Suppliers[j], q.Suppliers[i] })
		r.Shuffle(len(q.Pools), func(i, j int) { q.Pools[i], q.Pools[j] = q.Pools[j], q.Pools[i] })
		if bytes(q) != first {
			t.Errorf("seed %d: rows in another order give another plan", seed)
		}
	}
}

// The elastic twin answers whatever the rules ask: a plan that breaks them least,
// with the rules that clash.
func TestContradictionsAreAlwaysAnswered(t *testing.T) {
	for seed := range uint64(3) {
		p := random(seed, false)
		p.Shortage = planner.Forbidden
		p.Rules = append(p.Rules, rule("R3", planner.MinSuppliers, 4, 4, planner.WholePlan), rule("R4", planner.PurchaseBudgetMax, 10, 10, planner.WholePlan))
		p.MinAwardShare = 0.3 // four suppliers with three tenths each
		plan, err := Make(context.Background(), engine, p, testFacts(), Options{Gap: 1e-3})
		if err != nil || plan.Status != planner.StatusInfeasible || len(plan.Conflicts) == 0 {
			t.Fatalf("seed %d: %v %+v", seed, err, plan)
		}
		for _, c := range plan.Conflicts {
			if len(c.Rules) == 0 || len(c.Relaxations) == 0 {
				t.Errorf("seed %d: %+v", seed, c)
			}
		}
	}
}

// Orders by quarter are a monthly plan with less freedom: never cheaper, equal
// month by month where a row has no lots, and the monthly plan itself where no
// quarter begins within the plan.
func TestQuartersOnlyTakeFreedom(t *testing.T) {
	dearer := false
	eachSeed(t, false, func(t *testing.T, p *planner.Project, plan *planner.Plan) {
		q := p.Clone()
		q.QuartersFrom = planner.Some(p.Start + planner.Month(p.Months))
		wantObjective(t, "quarters after the plan", solve(t, q, Options{}), plan.Objective, plan)
		q.QuartersFrom = planner.Some(p.Start)
		got := solve(t, q, Options{})
		if got.Objective < plan.Objective-slackOf(plan) {
			t.Errorf("by quarter %f, by month %f", got.Objective, plan.Objective)
		}
		dearer = dearer || got.Objective > plan.Objective+slackOf(plan)
		type row struct {
			part, offer string
			design      int
			quarter     planner.Month
		}
		kg := map[row]float64{}
		for _, a := range got.Awards {
			if o := q.Offer(a.Offer); o.OrderMinKg.OK || o.OrderMultipleKg.OK || o.OrderCost.OK {
				continue
			}
			k := row{a.Part, a.Offer, a.Design, a.Ordered / 3}
			if was, ok := kg[k]; ok && math.Abs(was-a.Kg) > 1e-5*(1+was) {
				t.Errorf("%s for %s: %g kg and %g kg in one quarter", a.Offer, a.Part, was, a.Kg)
			}
			kg[k] = a.Kg
		}
	})
	if !dearer {
		t.Error("on no project does a quarter cost anything")
	}
}
