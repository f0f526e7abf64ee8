package samples

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/shipped"
	"remanence/planner"
)

// recost costs a plan a second time, in decimals, from the quotations alone: it
// knows neither the model nor package cost. It covers what the samples quote:
// prices with tiers, duty, freight, another design, tests, redesigns, orders,
// stock and lateness.
type recost struct {
	p    *planner.Project
	plan *planner.Plan
	sums map[planner.CostKind]decimal.Decimal // discounted
}

func dec(v float64) decimal.Decimal { return decimal.NewFromFloat(v) }

// add discounts an amount paid so many months from the start.
func (r *recost) add(kind planner.CostKind, amount decimal.Decimal, months float64) {
	r.sums[kind] = r.sums[kind].Add(amount.Mul(dec(math.Pow(1+r.p.DiscountRate, -months/12))))
}

// toPlan turns money of a currency into plan money, to thirty decimals.
func (r *recost) toPlan(v decimal.Decimal, currency string) decimal.Decimal {
	for _, x := range r.p.FX {
		if x.Currency == currency && currency != r.p.Currency {
			return v.DivRound(x.PerUnit, 30)
		}
	}
	return v
}

// tiered reports an offer with price breaks.
func tiered(o *planner.Offer) bool {
	return len(o.Tiers) > 0 && (o.TierRule == planner.AllUnits || o.TierRule == planner.Incremental)
}

// price is what a unit of an award is quoted at, with the tier that the total of
// its supplier (or row) reaches in the calendar year (or the plan).
func (r *recost) price(o *planner.Offer, ordered planner.Month) decimal.Decimal {
	if !tiered(o) {
		return o.Price.V
	}
	total := decimal.Zero
	for _, a := range r.plan.Awards {
		x := r.p.Offer(a.Offer)
		same := x.Supplier == o.Supplier
		if o.TierScope == planner.TierRow {
			same = x.ID == o.ID
		}
		if same && (o.TierPeriod == planner.TierHorizon || a.Ordered.Year() == ordered.Year()) {
			total = total.Add(dec(a.Kg))
		}
	}
	price := o.Price.V
	if o.TierRule == planner.AllUnits {
		for _, t := range o.Tiers {
			// A step counts as reached a millionth below it, the optimiser's tolerance.
			if total.GreaterThanOrEqual(dec(t.FromKg * (1 - 1.1e-6))) {
				price = t.Price
			}
		}
		return price
	}
	from, paid := decimal.Zero, decimal.Zero
	for _, t := range append(append([]planner.Tier{}, o.Tiers...), planner.Tier{FromKg: math.MaxFloat64}) {
		to := decimal.Min(total, dec(t.FromKg))
		if to.GreaterThan(from) {
			paid = paid.Add(price.Mul(to.Sub(from)))
			from = to
		}
		price = t.Price
	}
	return paid.DivRound(total, 30)
}

func (r *recost) awards() {
	orders := map[string]bool{}
	for _, a := range r.plan.Awards {
		o, part := r.p.Offer(a.Offer), r.p.Part(a.Part)
		units := dec(a.Kg)
		pieces := dec(a.Pieces)
		if o.PriceUnit == planner.PerPiece {
			units = pieces
		}
		start := float64(r.p.Start)
		arrives := float64(a.Arrives) - start
		pay := arrives + float64(o.PaymentDays.V)/30
		goods := r.toPlan(r.price(o, a.Ordered), o.Currency).Mul(units)
		r.add(planner.CostGoods, goods, pay)
		r.add(planner.CostDuty, goods.Mul(dec(o.Duty.V).Add(dec(o.ExtraDuty.V))), pay)
		r.add(planner.CostFreight, r.toPlan(o.FreightPerKg.V, o.Currency).Mul(dec(a.Kg)), pay)
		if a.Design > 0 {
			d := r.p.AlternativesOf(part.ID)[a.Design-1]
			r.add(planner.CostDesignExtra, r.toPlan(d.ExtraCost, d.Currency).Mul(pieces), arrives)
		}
		group := o.OrderGroup
		if group == "" {
			group = o.ID
		}
		if key := group + a.Ordered.String(); o.OrderCost.OK && !orders[key] {
			orders[key] = true
			r.add(planner.CostOrder, o.OrderCost.V, float64(a.Ordered)-start)
		}
	}
}

func (r *recost) decisions() {
	for _, q := range r.plan.Qualifications {
		most := decimal.Zero
		for _, id := range q.Offers {
			most = decimal.Max(most, r.p.Offer(id).QualificationCost.V)
		}
		r.add(planner.CostQualification, most, float64(q.Start-r.p.Start))
	}
	for _, d := range r.plan.DesignChanges {
		for i := range r.p.Designs {
			if x := &r.p.Designs[i]; x.Part == d.Part && x.ToGrade == d.To {
				r.add(planner.CostRedesign, r.toPlan(x.RedesignCost, x.Currency), float64(d.Start-r.p.Start))
			}
		}
	}
}

func (r *recost) stock() {
	rate := dec(math.Max(0, r.p.CarryingRate-r.p.DiscountRate)).DivRound(decimal.NewFromInt(12), 30)
	for _, fl := range r.plan.Flows {
		part := r.p.Part(fl.Part)
		hold := rate.Mul(dec(fl.Value))
		if part.HoldingCost.OK {
			hold = part.HoldingCost.V
		}
		short := r.toPlan(part.ShortageCost.V, part.Currency)
		for t := range fl.Stock {
			r.add(planner.CostHolding, hold.Mul(dec(fl.Stock[t])), float64(t))
			r.add(planner.CostShortage, short.Mul(dec(fl.Backlog[t]).Add(dec(fl.Lost[t]))), float64(t))
		}
		last := len(fl.Stock) - 1
		r.add(planner.CostShortage, dec(fl.Value).Mul(dec(fl.Backlog[last])), float64(last+1))
	}
}

// check closes the account of every part in decimals, and weighs every award.
func (r *recost) check(t *testing.T) {
	in := map[string][]decimal.Decimal{}
	for _, a := range r.plan.Awards {
		mass := dec(r.p.Part(a.Part).MassKg().V)
		if a.Design > 0 {
			mass = mass.Mul(dec(r.p.AlternativesOf(a.Part)[a.Design-1].MassFactor))
		}
		if d := dec(a.Pieces).Mul(mass).Sub(dec(a.Kg)).Abs(); d.GreaterThan(dec(1e-9 * (1 + a.Kg))) {
			t.Errorf("%s: %v pieces do not weigh %v kg", a.Offer, a.Pieces, a.Kg)
		}
		if in[a.Part] == nil {
			in[a.Part] = make([]decimal.Decimal, r.p.Months)
		}
		month := int(a.Arrives - r.p.Start)
		in[a.Part][month] = in[a.Part][month].Add(dec(a.Pieces).Mul(dec(1 - r.p.Offer(a.Offer).DefectRate.V)))
	}
	for _, fl := range r.plan.Flows {
		net := dec(fl.Opening)
		for m := range fl.Stock {
			if got := in[fl.Part]; got != nil {
				net = net.Add(got[m])
			}
			net = net.Add(dec(fl.Open[m])).Add(dec(fl.Apart[m])).Add(dec(fl.Lost[m])).Sub(dec(fl.Scrapped[m])).Sub(dec(r.p.Part(fl.Part).Need(m)))
			if d := net.Sub(dec(fl.Stock[m])).Add(dec(fl.Backlog[m])).Abs(); d.GreaterThan(dec(1e-3 + 1e-5*fl.Demand[m])) {
				t.Errorf("%s, month %d: the account is out by %s", fl.Part, m, d)
			}
		}
	}
}

// The plans that ship are costed again to the cent, kind by kind.
func TestShippedPlansCostTheSameInDecimals(t *testing.T) {
	for _, s := range assets.Samples() {
		t.Run(s.ID, func(t *testing.T) {
			p, ps := interchange.ReadFolder(s.FS, s.ID)
			if ps.Refused() {
				t.Fatal(ps)
			}
			plans, ok := shipped.Read(s.ID)
			if !ok {
				t.Skip("no plan ships with it")
			}
			plan := plans.Plan
			r := &recost{p: p, plan: plan, sums: map[planner.CostKind]decimal.Decimal{}}
			r.awards()
			r.decisions()
			r.stock()
			r.check(t)
			booked := map[planner.CostKind]decimal.Decimal{}
			for _, e := range plan.Costs {
				booked[e.Kind] = booked[e.Kind].Add(dec(e.Present))
			}
			for _, kind := range []planner.CostKind{planner.CostGoods, planner.CostDuty, planner.CostFreight, planner.CostDesignExtra,
				planner.CostQualification, planner.CostRedesign, planner.CostOrder, planner.CostHolding, planner.CostShortage} {
				if a, b := booked[kind].Round(2), r.sums[kind].Round(2); a.Sub(b).Abs().GreaterThan(decimal.New(1, -2)) {
					t.Errorf("%s: booked %s, again %s", kind, a, b)
				}
			}
		})
	}
}
