package recheck

import (
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// Costs is what each kind of cost of a plan comes to, discounted plan currency,
// from the quotations, indices, lanes and duty rows. The error says which index
// or table says nothing about an order.
func Costs(p *planner.Project, f *planner.Facts, plan *planner.Plan) (map[planner.CostKind]decimal.Decimal, error) {
	b := newBooks(p, f, plan)
	return b.sums, b.costs()
}

func (b *books) costs() error {
	b.awards()
	b.decisions()
	b.once()
	b.stock()
	b.streams()
	b.commitments()
	return b.missing
}

// ties compares each kind of cost with what the plan booked, to the cent.
func (b *books) ties() {
	if err := b.costs(); err != nil {
		b.fail("The costs cannot be counted again: %s.", err)
		return
	}
	booked := map[planner.CostKind]decimal.Decimal{}
	for _, e := range b.plan.Costs {
		booked[e.Kind] = booked[e.Kind].Add(dec(e.Present))
	}
	total := decimal.Zero
	for _, kind := range planner.CostKinds {
		v := b.sums[kind]
		total = total.Add(v)
		// Cents, and of large amounts the digits a float can carry.
		if d := booked[kind].Sub(v).Abs(); d.GreaterThan(dec(0.01).Add(v.Abs().Mul(dec(1e-11)))) {
			b.fail("%s is booked at %s; counted again it is %s", kind.Label(), booked[kind].Round(2), v.Round(2))
		}
	}
	if told := dec(b.plan.TotalCost); told.Sub(total).Abs().GreaterThan(dec(0.01).Add(total.Abs().Mul(dec(1e-11)))) {
		b.fail("the plan says that it costs %s in all; counted again it is %s", told.Round(2), total.Round(2))
	}
}

func (b *books) awards() {
	orders := map[string]bool{}
	for i := range b.in {
		x := &b.in[i]
		if x.ordered < 0 {
			continue
		}
		o := x.offer
		pay := float64(x.arrives) + float64(o.PaymentDays.V)/30
		l := x.unit
		deposit := dec(o.Deposit.V)
		b.add(planner.CostGoods, l.goods.Mul(x.kg).Mul(deposit), float64(x.ordered))
		b.add(planner.CostGoods, l.goods.Mul(x.kg).Mul(decimal.NewFromInt(1).Sub(deposit)), pay)
		b.add(planner.CostDuty, l.duty.Mul(x.kg), pay)
		b.add(planner.CostFreight, l.freight.Mul(x.kg), pay)
		if x.expedite {
			b.add(planner.CostExpedite, b.toPlan(o.ExpeditePerKg.V, o.Currency).Mul(x.kg), pay)
		}
		if x.design != nil {
			b.add(planner.CostDesignExtra, b.toPlan(x.design.ExtraCost, x.design.Currency).Mul(x.pieces), float64(x.arrives))
		}
		if o.SwarfTerms == planner.SwarfCredited {
			credit := b.toPlan(o.SwarfCredit.V, o.Currency).Mul(dec(o.SwarfKgPerKg.V))
			b.add(planner.CostScrapCredit, credit.Mul(x.kg).Neg(), float64(x.arrives))
		}
		group, cost := o.ID, o.OrderCost.V
		if o.OrderGroup != "" {
			group = o.OrderGroup
			for j := range b.p.Offers {
				if other := &b.p.Offers[j]; other.OrderGroup == group {
					cost = decimal.Max(cost, other.OrderCost.V)
				}
			}
		}
		if key := group + month(b.p, x.ordered); !orders[key] {
			orders[key] = true
			b.add(planner.CostOrder, cost, float64(x.ordered))
		}
	}
}

// decisions are tests with their tooling and changes of design.
func (b *books) decisions() {
	for _, q := range b.plan.Qualifications {
		test, tooling := decimal.Zero, decimal.Zero
		for _, id := range q.Offers {
			o := b.p.Offer(id)
			test = decimal.Max(test, o.QualificationCost.V)
			tooling = decimal.Max(tooling, o.ToolingCost.V)
		}
		b.add(planner.CostQualification, test, float64(q.Start-b.p.Start))
		b.add(planner.CostTooling, tooling, float64(q.Start-b.p.Start))
	}
	for _, d := range b.plan.DesignChanges {
		for i := range b.p.Designs {
			if x := &b.p.Designs[i]; x.Part == d.Part && x.ToGrade == d.To {
				b.add(planner.CostRedesign, b.toPlan(x.RedesignCost, x.Currency), float64(d.Start-b.p.Start))
			}
		}
	}
}

// today lists the offers a part is supplied by now: of its open orders, else of
// its stock on hand.
func (b *books) today(part string) []*planner.Offer {
	for _, kind := range []string{planner.OpenOrder, planner.OnHand} {
		var out []*planner.Offer
		for _, s := range b.p.Stock {
			if o := b.p.Offer(s.Offer); s.Part == part && s.Kind == kind && s.Pieces > 0 && o != nil {
				out = append(out, o)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// once is what comes with the first order of a row or of a new supplier, and
// what leaving a source of today costs.
func (b *books) once() {
	tools, switches := map[string]int{}, map[[2]string]int{}
	for _, x := range b.in {
		if x.ordered < 0 {
			continue
		}
		if x.offer.ToolingCost.OK && x.offer.Status != planner.NotStarted {
			if t, ok := tools[x.offer.ID]; !ok || x.ordered < t {
				tools[x.offer.ID] = x.ordered
			}
		}
		now := b.today(x.part.ID)
		if len(now) > 0 && !slices.ContainsFunc(now, func(o *planner.Offer) bool { return o.Supplier == x.offer.Supplier }) {
			k := [2]string{x.part.ID, x.offer.Supplier}
			if t, ok := switches[k]; !ok || x.ordered < t {
				switches[k] = x.ordered
			}
		}
	}
	for id, t := range tools {
		b.add(planner.CostTooling, b.p.Offer(id).ToolingCost.V, float64(t))
	}
	for k, t := range switches {
		b.add(planner.CostSwitching, b.p.Part(k[0]).SwitchingCost.V, float64(t))
	}
	for i := range b.p.Offers {
		o := &b.p.Offers[i]
		source := slices.ContainsFunc(b.p.Parts, func(part planner.Part) bool { return slices.Contains(b.today(part.ID), o) })
		if !o.ExitCost.OK || !source {
			continue
		}
		kg := decimal.Zero
		for _, a := range b.plan.Awards {
			if a.Offer == o.ID {
				kg = kg.Add(dec(a.Kg))
			}
		}
		if over(dec(math.Max(o.MinAwardKg.V, 1)), kg) {
			b.add(planner.CostExit, o.ExitCost.V, 0)
		}
	}
}

func (b *books) stock() {
	rate := dec(math.Max(0, b.p.CarryingRate-b.p.DiscountRate)).DivRound(decimal.NewFromInt(12), digits)
	for _, fl := range b.plan.Flows {
		part := b.p.Part(fl.Part)
		worth, lowest := b.worth(part)
		hold := rate.Mul(worth)
		if part.HoldingCost.OK {
			hold = part.HoldingCost.V
		}
		short := b.toPlan(part.ShortageCost.V, part.Currency)
		for t := range fl.Stock {
			b.add(planner.CostHolding, hold.Mul(dec(fl.Stock[t])), float64(t))
			b.add(planner.CostShortage, short.Mul(dec(fl.Backlog[t]).Add(dec(fl.Lost[t]))), float64(t))
		}
		last := len(fl.Stock) - 1
		b.add(planner.CostShortage, worth.Mul(dec(fl.Backlog[last])), float64(last+1))
		if b.p.EndStock != planner.EndStockNone {
			// At most the need of three more months, each like the mean of the last three.
			most := decimal.Zero
			n := min(3, b.p.Months)
			for t := b.p.Months - n; t < b.p.Months; t++ {
				most = most.Add(dec(part.Need(t)).Mul(decimal.NewFromInt(3)).DivRound(decimal.NewFromInt(int64(n)), digits))
			}
			b.add(planner.CostEndStock, lowest.Mul(decimal.Min(most, dec(fl.Stock[last]))).Neg(), float64(last+1))
		}
	}
}

// worth is what a unit of a part in stock is worth, plan currency: the landed
// cost of what is on hand and on order, else of the cheapest qualified source,
// else of the cheapest; and the lowest it can be bought for in any design.
func (b *books) worth(part *planner.Part) (worth, lowest decimal.Decimal) {
	sum, pieces := decimal.Zero, decimal.Zero
	mass := dec(part.MassKg().V)
	for _, s := range b.p.Stock {
		if o := b.p.Offer(s.Offer); s.Part == part.ID && b.valued(o) {
			sum = sum.Add(dec(s.Pieces).Mul(b.quoted(calm(o), mass).total().Mul(mass)))
			pieces = pieces.Add(dec(s.Pieces))
		}
	}
	var qualified *decimal.Decimal
	none := true
	for _, fit := range b.p.Fits(part, b.f) {
		if !b.valued(fit.Offer) {
			continue
		}
		weight := dec(fit.MassKg)
		unit := b.lowestEver(fit.Offer, weight).Mul(weight)
		if fit.Change != nil {
			unit = unit.Add(b.toPlan(fit.Change.ExtraCost, fit.Change.Currency))
		}
		if none || unit.LessThan(lowest) {
			lowest, none = unit, false
		}
		if fit.Offer.Status == planner.Qualified && fit.Design == 0 {
			now := b.quoted(calm(fit.Offer), weight).total().Mul(weight)
			if qualified == nil || now.LessThan(*qualified) {
				qualified = &now
			}
		}
	}
	switch {
	case pieces.IsPositive():
		worth = sum.DivRound(pieces, digits)
	case qualified != nil:
		worth = *qualified
	default:
		worth = lowest
	}
	return worth, decimal.Min(lowest, worth)
}

// streams are scrap collected, worked on for a toll, or sold.
func (b *books) streams() {
	for i := range b.p.Streams {
		s := &b.p.Streams[i]
		collect := b.toPlan(s.CollectionCost.V, s.Currency)
		for t, kg := range b.plan.Collected[s.ID] {
			b.add(planner.CostCollection, collect.Mul(dec(kg)), float64(t))
			b.add(planner.CostToll, b.toPlan(s.TollFee.V, s.Currency).Mul(dec(kg)), float64(t))
		}
		for t, kg := range b.plan.Sold[s.ID] {
			b.add(planner.CostCollection, collect.Mul(dec(kg)), float64(t))
			b.add(planner.CostScrapCredit, b.toPlan(s.Credit.V, s.Currency).Mul(dec(kg)).Neg(), float64(t+s.CreditDelay.V))
		}
	}
}

// commitments are kilograms paid for and not taken, by supplier and calendar
// year from the first with an order.
func (b *books) commitments() {
	done := map[string]bool{}
	for i := range b.p.Offers {
		o := &b.p.Offers[i]
		if !(o.TakeOrPayKg.V > 0) || !b.valued(o) || done[o.Supplier] {
			continue
		}
		done[o.Supplier] = true
		owed, per := decimal.Zero, decimal.Zero
		first := true
		for j := range b.p.Offers {
			x := &b.p.Offers[j]
			if x.Supplier != o.Supplier || !(x.TakeOrPayKg.V > 0) || !b.valued(x) {
				continue
			}
			owed = decimal.Max(owed, dec(x.TakeOrPayKg.V))
			if ask := b.asked(x); first || ask.LessThan(per) {
				per, first = ask, false
			}
		}
		taken := map[int]decimal.Decimal{}
		for _, a := range b.plan.Awards {
			if b.p.Offer(a.Offer).Supplier == o.Supplier {
				taken[a.Ordered.Year()] = taken[a.Ordered.Year()].Add(dec(a.Kg))
			}
		}
		started := false
		for t := range b.p.Months {
			at := b.p.Start + planner.Month(t)
			started = started || taken[at.Year()].IsPositive()
			if t+1 < b.p.Months && (at+1).Year() == at.Year() {
				continue // not the last month of its year
			}
			if short := owed.Sub(taken[at.Year()]); started && short.IsPositive() {
				b.add(planner.CostTakeOrPay, short.Mul(per), float64(t+1))
			}
		}
	}
}

// asked is what a row asks for a kilogram not taken, plan currency.
func (b *books) asked(o *planner.Offer) decimal.Decimal {
	if o.TakeOrPayCharge.OK {
		return b.toPlan(o.TakeOrPayCharge.V, o.Currency)
	}
	mass := decimal.NewFromInt(1)
	if part := b.p.Part(o.Item); o.PriceUnit == planner.PerPiece && part != nil && part.MassKg().OK {
		mass = dec(part.MassKg().V)
	}
	low := b.lowest(o, mass).goods
	return low.Mul(dec(o.TakeOrPayShare.Or(1)))
}
