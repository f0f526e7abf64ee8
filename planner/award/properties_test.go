package award

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// The checks of the model that need no optimum, on random projects (model §5).

const seeds = 12

// each runs a property on projects drawn from several seeds.
func eachSeed(t *testing.T, plainOnly bool, property func(t *testing.T, p *planner.Project, plan *planner.Plan)) {
	t.Helper()
	for seed := range uint64(seeds) {
		p := dated(seed, plainOnly)
		property(t, p, solved(t, p, Options{}))
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// solved is solve with the facts of a dated project.
func solved(t *testing.T, p *planner.Project, o Options) *planner.Plan {
	t.Helper()
	return solveWith(t, p, datedFacts(p), o)
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
			if x := solved(t, p, Options{WithoutRules: []string{without}}); x.Objective > plan.Objective+slackOf(plan) {
				t.Errorf("without %s %f, with it %f", without, x.Objective, plan.Objective)
			}
		}
		q := p.Clone()
		loosen(&q.Rules[0], 5)
		if x := solved(t, q, Options{}); x.Objective > plan.Objective+slackOf(plan) {
			t.Errorf("five points more cost: %f, before %f", x.Objective, plan.Objective)
		}
	})
}

func TestAddingAnOfferNeverCosts(t *testing.T) {
	eachSeed(t, false, func(t *testing.T, p *planner.Project, plan *planner.Plan) {
		q := p.Clone()
		o := quote(q, "X", "Newcomer", q.Parts[0].ID, "11.11")
		o.CO2 = planner.Some(10.0)
		if x := solved(t, q, Options{}); x.Objective > plan.Objective+slackOf(plan) {
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
			for n := range o.Formula.V.Terms {
				o.Formula.V.Terms[n].Base = o.Formula.V.Terms[n].Base.Mul(by)
			}
		}
	}
	for i := range p.Indices {
		for n := range p.Indices[i].Points {
			if offers {
				p.Indices[i].Points[n].Price = p.Indices[i].Points[n].Price.Mul(by)
			}
		}
	}
}

func TestScalingPricesScalesCost(t *testing.T) {
	eachSeed(t, false, func(t *testing.T, p *planner.Project, plan *planner.Plan) {
		q := p.Clone()
		scaleMoney(q, 2.5, true)
		q.Rules[1].Penalty = "200 EUR per tonne CO2 above"
		wantObjective(t, "all prices × 2.5", solved(t, q, Options{}), 2.5*plan.Objective, plan)
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
		wantObjective(t, "in dollars", solved(t, q, Options{}), 2*plan.Objective, plan)

		// A price a piece is one a kilogram by the mass of the part.
		q = p.Clone()
		byTheKilogram(q)
		wantObjective(t, "priced by the kilogram", solved(t, q, Options{}), plan.Objective, plan)

		// What is needed, stored and missed by the piece is so by the kilogram.
		for i := range q.Parts {
			part := &q.Parts[i]
			kg := part.MassG.V / 1000
			per := func(v *planner.Opt[planner.Decimal]) { v.V = v.V.Div(decimal.NewFromFloat(kg)) }
			per(&part.HoldingCost)
			per(&part.ShortageCost)
			part.Unit, part.MassG = planner.Kilograms, planner.Opt[float64]{}
			for t := range part.Demand {
				part.Demand[t].V *= kg
			}
			for k := range q.Stock {
				if q.Stock[k].Part == part.ID {
					q.Stock[k].Pieces *= kg
				}
			}
		}
		wantObjective(t, "needed by the kilogram", solved(t, q, Options{}), plan.Objective, plan)
	})
}

// byTheKilogram states every price a piece as one a kilogram.
func byTheKilogram(p *planner.Project) {
	for i := range p.Offers {
		o := &p.Offers[i]
		kg := decimal.NewFromFloat(p.Part(o.Item).MassG.V / 1000)
		o.PriceUnit, o.Price.V = planner.PerKg, o.Price.V.Div(kg)
		o.Tiers = append([]planner.Tier(nil), o.Tiers...)
		for n := range o.Tiers {
			o.Tiers[n].Price = o.Tiers[n].Price.Div(kg)
		}
	}
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
		for k := range q.Stock {
			if lot := &q.Stock[k]; lot.Part == p.Parts[0].ID {
				lot.Pieces /= 2
				other := *lot
				other.Part = "HALF"
				q.Stock = append(q.Stock, other)
			}
		}
		for _, o := range p.Offers {
			if o.Item == p.Parts[0].ID {
				o.ID, o.Item = o.ID+"HALF", "HALF"
				q.Offers = append(q.Offers, o)
			}
		}
		wantObjective(t, "a part in two halves", solved(t, q, Options{}), plan.Objective, plan)
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
		plan := solved(t, p, Options{})
		q := p.Clone()
		q.Suppliers = append(q.Suppliers, planner.Supplier{Name: "Twin", Group: "Twin"})
		for _, o := range p.Offers {
			if o.Supplier == "S1" {
				o.ID, o.Supplier = o.ID+"TWIN", "Twin"
				q.Offers = append(q.Offers, o)
			}
		}
		wantObjective(t, "one supplier twice", solved(t, q, Options{}), plan.Objective, plan)
	})
}

func TestShiftingAllDatesChangesNothing(t *testing.T) {
	eachSeed(t, false, func(t *testing.T, p *planner.Project, plan *planner.Plan) {
		q := p.Clone()
		laterBy(q, 12)
		wantObjective(t, "a year later", solved(t, q, Options{}), plan.Objective, plan)
	})
}

// Every kind of date of these projects decides something on one of them, so that what
// the properties say of dates is said of dates that count.
func TestEveryKindOfDateCounts(t *testing.T) {
	kinds := map[string]func(p *planner.Project){
		"a quotation's validity": func(p *planner.Project) {
			for i := range p.Offers {
				p.Offers[i].ValidFrom, p.Offers[i].ValidTo = planner.Opt[planner.Month]{}, planner.Opt[planner.Month]{}
			}
		},
		"a later approval": func(p *planner.Project) {
			for i := range p.Offers {
				p.Offers[i].QualifiedFrom, p.Offers[i].Gates = planner.Some(p.Start), planner.Gates{}
			}
		},
		"a general licence that ends": func(p *planner.Project) {
			for i := range p.Offers {
				p.Offers[i].Licence.GeneralUntil = planner.Some(p.Start + 100)
			}
		},
		"a plant that changes": func(p *planner.Project) {
			for i := range p.Pools {
				p.Pools[i].Steps = p.Pools[i].Steps[:1]
			}
		},
		"an index that moves": func(p *planner.Project) { p.Indices[0].Points = p.Indices[0].Points[:1] },
		"an open order":       func(p *planner.Project) { p.Stock = append([]planner.StockLot(nil), p.Stock[:1]...) },
		"a rule that begins or ends": func(p *planner.Project) {
			for i := range p.Rules {
				p.Rules[i].FromMonth, p.Rules[i].ToMonth = planner.Opt[planner.Month]{}, planner.Opt[planner.Month]{}
			}
		},
	}
	counts := map[string]bool{}
	duty := false
	eachSeed(t, false, func(t *testing.T, p *planner.Project, plan *planner.Plan) {
		for kind, without := range kinds {
			if counts[kind] {
				continue
			}
			q := p.Clone()
			without(q)
			counts[kind] = math.Abs(solved(t, q, Options{}).Objective-plan.Objective) > slackOf(plan)
		}
		duty = duty || math.Abs(solveWith(t, p, dutiable(p.Start+100), Options{}).Objective-plan.Objective) > slackOf(plan)
	})
	for kind := range kinds {
		if !counts[kind] {
			t.Errorf("%s changes no plan", kind)
		}
	}
	if !duty {
		t.Error("a duty that begins changes no plan")
	}
}

func TestRemovingAnUnusedOfferChangesNothing(t *testing.T) {
	eachSeed(t, false, func(t *testing.T, p *planner.Project, plan *planner.Plan) {
		for i := range p.Offers {
			if kgOf(plan, p.Offers[i].ID) > 0 {
				continue
			}
			q := p.Clone()
			q.Offers = append(q.Offers[:i], q.Offers[i+1:]...)
			wantObjective(t, "without unused "+p.Offers[i].ID, solved(t, q, Options{}), plan.Objective, plan)
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
		again := solved(t, q, Options{})
		k := plan.ByKind()
		left := plan.Penalties + k[planner.CostHolding] + k[planner.CostShortage]
		wantObjective(t, "already ordered", again, left, plan)
	})
}

// The same inputs give the same plan, byte for byte, on a second run and with the rows of
// every list in another order.
func TestTheSameInputsGiveTheSamePlan(t *testing.T) {
	bytes := func(p *planner.Project) string {
		plan, err := Make(context.Background(), engine, p, datedFacts(p), Options{Gap: 1e-4})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(plan)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	moved := map[string]bool{}
	for seed := range uint64(seeds) {
		p := dated(seed, false)
		// Ties: every supplier asks the same for the first part.
		for i := range p.Offers {
			if p.Offers[i].Item == "P1" {
				p.Offers[i].Price = money("10")
			}
		}
		manyLists(p)
		first := bytes(p)
		if bytes(p) != first {
			t.Errorf("seed %d: a second run differs", seed)
		}
		q, lists := shuffled(p, seed)
		if bytes(q) != first {
			t.Errorf("seed %d: rows in another order give another plan", seed)
		}
		for name := range lists {
			moved[name] = true
		}
	}
	for _, name := range []string{"Parts", "Suppliers", "Offers", "Pools", "Profiles", "Streams", "FX", "Stock", "Indices", "Lanes", "Designs", "Grades", "Materials"} {
		if !moved[name] {
			t.Errorf("no project has its %s in another order", name)
		}
	}
}

// manyLists gives a project two and more of everything: currencies, origins, scrap that
// two suppliers turn into magnets, lanes, grades, and a part with an approved second.
func manyLists(p *planner.Project) {
	p.FX = []planner.Rate{{Currency: "USD", PerUnit: decimal.RequireFromString("1.1")}, {Currency: "JPY", PerUnit: decimal.RequireFromString("160")}}
	p.Lanes = []planner.Lane{{From: "DE", To: "US", Mode: "sea", PerKg: money("0.4").V, Currency: "EUR"}, {From: "JP", To: "US", Mode: "sea", PerKg: money("60").V, Currency: "JPY"}}
	p.Profiles = append(p.Profiles, planner.Profile{ID: "Y", Rows: []planner.Origin{{Element: "NdPr", Stage: planner.Magnet, Country: "JP", Share: 1, Kind: planner.Primary}}})
	p.Indices = append(p.Indices, planner.Index{ID: "Z", Element: "Tb", Basis: planner.ExChina, Currency: "EUR"})
	third := planner.Range{Low: 0.3, Typical: 0.3, High: 0.3}
	for _, g := range []string{"N45", "N48"} {
		p.Grades = append(p.Grades, planner.Grade{Name: g, Family: "sintered NdFeB", Content: map[string]planner.Range{"NdPr": third}})
	}
	p.Materials = append(p.Materials, planner.Material{ID: "M1", Name: "oxide one"}, planner.Material{ID: "M2", Name: "oxide two"})
	for i := range p.Offers {
		switch o := &p.Offers[i]; o.Supplier {
		case "S2":
			o.Currency, o.Price.V = "USD", o.Price.V.Mul(decimal.RequireFromString("1.1"))
			o.Profile, o.Country = "Y", "JP"
		case "S3":
			o.FreightPerKg, o.FreightMode = planner.Opt[planner.Decimal]{}, "sea"
		}
	}
	for n, part := range p.Parts[:2] {
		p.Designs = append(p.Designs, planner.Design{Part: part.ID, FromGrade: part.Grade, ToGrade: "N45", MassFactor: 1.1, ExtraCost: money("0.1").V, RedesignCost: money("40").V, Currency: "EUR", Earliest: p.Start + 1})
		o := quote(p, "RE"+part.ID, "Recycler", part.ID, "4")
		p.Streams = append(p.Streams, planner.Stream{ID: fmt.Sprintf("T%d", n), KgStart: 10, KgEnd: 14, MagnetPerFeed: 0.8, Offers: []string{o.ID}, Currency: "EUR", CollectionCost: money("1")})
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
		wantObjective(t, "quarters after the plan", solved(t, q, Options{}), plan.Objective, plan)
		q.QuartersFrom = planner.Some(p.Start)
		got := solved(t, q, Options{})
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
