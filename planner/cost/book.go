package cost

import (
	"math"
	"sort"

	"remanence/planner"
)

// Book costs a plan from what it does: its awards, tests, design changes, stock
// flows and collected scrap. It knows nothing of the optimisation model, so
// that the two check each other. Entries are sorted by kind, month, part, offer.
func Book(p *planner.Project, f *planner.Facts, plan *planner.Plan) []planner.CostEntry {
	b := &book{p: p, f: f, plan: plan}
	b.goods()
	b.orders()
	b.decisions()
	b.onceOnly()
	b.exits()
	b.flows()
	b.recycling()
	b.takeOrPay()
	rank := map[planner.CostKind]int{}
	for i, k := range planner.CostKinds {
		rank[k] = i
	}
	sort.SliceStable(b.entries, func(i, j int) bool {
		x, y := b.entries[i], b.entries[j]
		if x.Kind != y.Kind {
			return rank[x.Kind] < rank[y.Kind]
		}
		if x.Month != y.Month {
			return x.Month < y.Month
		}
		if x.Part != y.Part {
			return x.Part < y.Part
		}
		return x.Offer < y.Offer
	})
	return b.entries
}

// Total sums the discounted cost, in the order of the entries.
func Total(entries []planner.CostEntry) float64 {
	sum := 0.0
	for _, e := range entries {
		sum += e.Present
	}
	return sum
}

type book struct {
	p       *planner.Project
	f       *planner.Facts
	plan    *planner.Plan
	entries []planner.CostEntry
}

func (b *book) add(e planner.CostEntry) {
	if e.Amount == 0 {
		return
	}
	e.Present = e.Amount * Discount(b.p.DiscountRate, e.Pay)
	b.entries = append(b.entries, e)
}

func (b *book) goods() {
	scale := TierTotals(b.p, b.plan.Awards)
	for i := range b.plan.Awards {
		a := &b.plan.Awards[i]
		part, o := b.p.Part(a.Part), b.p.Offer(a.Offer)
		if part == nil || o == nil {
			continue
		}
		massKg := part.MassKg().V
		var change *planner.Design
		if a.Design > 0 {
			change = b.p.AlternativesOf(part.ID)[a.Design-1]
			massKg *= change.MassFactor
		}
		ordered, arrives := int(a.Ordered-b.p.Start), int(a.Arrives-b.p.Start)
		pay := PayMonth(o, ordered, arrives-ordered)
		u := AwardUnit(b.p, b.f, o, scale, a, massKg)
		e := planner.CostEntry{Month: arrives, Pay: pay, Part: a.Part, Offer: a.Offer}
		deposit := o.Deposit.V
		lines := []struct {
			kind  planner.CostKind
			perKg float64
			pay   float64
		}{{planner.CostGoods, u.Goods * deposit, float64(ordered)}, {planner.CostGoods, u.Goods * (1 - deposit), pay},
			{planner.CostDuty, u.Duty + u.ExtraDuty, pay}, {planner.CostFreight, u.Freight, pay}}
		if a.Expedited {
			lines = append(lines, struct {
				kind  planner.CostKind
				perKg float64
				pay   float64
			}{planner.CostExpedite, Expedite(b.p, o), pay})
		}
		for _, line := range lines {
			e.Kind, e.Amount, e.Pay = line.kind, line.perKg*a.Kg, line.pay
			b.add(e)
		}
		if change != nil {
			b.add(planner.CostEntry{Kind: planner.CostDesignExtra, Month: arrives, Pay: float64(arrives), Part: a.Part, Offer: a.Offer,
				Amount: ToPlan(b.p, change.ExtraCost, change.Currency) * a.Kg / massKg})
		}
	}
}

func (b *book) orders() {
	type key struct {
		group string
		month planner.Month
	}
	done := map[key]bool{}
	for _, a := range b.plan.Awards {
		o := b.p.Offer(a.Offer)
		if o == nil || GroupOrderCost(b.p, OrderGroup(o)) == 0 {
			continue
		}
		k := key{OrderGroup(o), a.Ordered}
		if done[k] {
			continue
		}
		done[k] = true
		t := int(a.Ordered - b.p.Start)
		b.add(planner.CostEntry{Kind: planner.CostOrder, Month: t, Pay: float64(t), Offer: k.group, Amount: GroupOrderCost(b.p, k.group)})
	}
}

// OrderGroup names the rows that share one order: the stated group or the row.
func OrderGroup(o *planner.Offer) string {
	if o.OrderGroup != "" {
		return o.OrderGroup
	}
	return o.ID
}

// GroupOrderCost is the cost of one order of a group: the largest its rows
// state, plan currency.
func GroupOrderCost(p *planner.Project, group string) float64 {
	most := 0.0
	for i := range p.Offers {
		if o := &p.Offers[i]; OrderGroup(o) == group && o.OrderCost.OK {
			most = max(most, o.OrderCost.V.InexactFloat64())
		}
	}
	return most
}

func (b *book) decisions() {
	for _, q := range b.plan.Qualifications {
		t := int(q.Start - b.p.Start)
		b.add(planner.CostEntry{Kind: planner.CostQualification, Month: t, Pay: float64(t), Offer: q.Offers[0], Amount: q.Cost})
		b.add(planner.CostEntry{Kind: planner.CostTooling, Month: t, Pay: float64(t), Offer: q.Offers[0], Amount: q.Tooling})
	}
	for _, d := range b.plan.DesignChanges {
		t := int(d.Start - b.p.Start)
		b.add(planner.CostEntry{Kind: planner.CostRedesign, Month: t, Pay: float64(t), Part: d.Part, Amount: redesignCost(b.p, d)})
	}
}

// redesignCost is what a design change costs at today's exchange rate; as it was
// planned where the project does not list it any more.
func redesignCost(p *planner.Project, d planner.DesignChange) float64 {
	for _, x := range p.AlternativesOf(d.Part) {
		if x.ToGrade == d.To {
			if c := ToPlan(p, x.RedesignCost, x.Currency); !math.IsNaN(c) {
				return c
			}
		}
	}
	return d.Cost
}

func (b *book) flows() {
	for _, fl := range b.plan.Flows {
		part := b.p.Part(fl.Part)
		if part == nil {
			continue
		}
		v := StockValues(b.p, b.f, part)
		hold, short := HoldingCost(b.p, part, v), ShortageCost(b.p, part)
		last := len(fl.Stock) - 1
		for t := range fl.Stock {
			b.add(planner.CostEntry{Kind: planner.CostHolding, Month: t, Pay: float64(t), Part: fl.Part, Amount: hold * fl.Stock[t]})
			b.add(planner.CostEntry{Kind: planner.CostShortage, Month: t, Pay: float64(t), Part: fl.Part, Amount: short * (fl.Backlog[t] + fl.Lost[t])})
		}
		if last < 0 {
			continue
		}
		// What is still owed at the end must yet be bought.
		b.add(planner.CostEntry{Kind: planner.CostShortage, Month: last, Pay: float64(last + 1), Part: fl.Part, Amount: v.Stock * fl.Backlog[last]})
		if b.p.EndStock != planner.EndStockNone {
			units := min(fl.Stock[last], EndStockCap(part, b.p.Months))
			b.add(planner.CostEntry{Kind: planner.CostEndStock, Month: last, Pay: float64(last + 1), Part: fl.Part, Amount: -v.End * units})
		}
	}
}

// YearSpan is the plan months of one calendar year.
type YearSpan struct {
	Year int
	planner.Span
}

// Years cuts the plan into calendar years.
func Years(p *planner.Project) []YearSpan {
	var out []YearSpan
	for t := 0; t < p.Months; t++ {
		y := (p.Start + planner.Month(t)).Year()
		if n := len(out); n > 0 && out[n-1].Year == y {
			out[n-1].Last = t
			continue
		}
		out = append(out, YearSpan{y, planner.Span{First: t, Last: t}})
	}
	return out
}
