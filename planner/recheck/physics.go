package recheck

import (
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// orders: does every award come from an offer that may deliver it, weigh what it
// says and arrive when it must?
func (b *books) orders() {
	for i, a := range b.plan.Awards {
		x := b.arrivalOf(i)
		if x == nil {
			continue
		}
		o := x.offer
		if d := x.pieces.Mul(x.mass).Sub(x.kg).Abs(); d.GreaterThan(dec(1e-9).Mul(x.kg.Add(decimal.NewFromInt(1)))) {
			b.fail("%s for %s: %g pieces do not weigh %g kg", o.ID, a.Part, a.Pieces, a.Kg)
		}
		if x.kg.IsNegative() {
			b.fail("%s for %s: %g kg", o.ID, a.Part, a.Kg)
		}
		if want := a.Ordered + planner.Month(b.leadMonths(o, a.Ordered, a.Expedited)); a.Arrives != want {
			b.fail("%s ordered in %s arrives in %s, not %s", o.ID, a.Ordered, a.Arrives, want)
		}
		switch {
		case x.ordered < 0 || x.arrives >= b.p.Months:
			b.fail("%s is ordered in %s for %s, outside the plan", o.ID, a.Ordered, a.Arrives)
		case x.ordered < b.p.FrozenMonths.V:
			b.fail("%s is ordered in %s, inside the frozen window", o.ID, a.Ordered)
		case o.ValidFrom.OK && a.Ordered < o.ValidFrom.V || o.ValidTo.OK && a.Ordered > o.ValidTo.V:
			b.fail("%s is ordered in %s, when it is not valid", o.ID, a.Ordered)
		case !left(o, x.shipped).IsPositive():
			b.fail("%s is shipped in %s, when nothing of it is left", o.ID, x.shipped)
		case o.Licence.In(x.shipped).Barred:
			b.fail("%s is shipped in %s, when its export is refused", o.ID, x.shipped)
		}
		for d := x.design; d != nil; d = b.before(d) {
			if a.Ordered < d.Earliest {
				b.fail("%s is ordered in %s as %s, before the change to %s is allowed", o.ID, a.Ordered, a.Grade, d.ToGrade)
			}
		}
	}
}

// arrivalOf is the arrival of the i-th award, nil when it names nothing known.
func (b *books) arrivalOf(i int) *arrival {
	n := 0
	for j, a := range b.plan.Awards {
		if b.p.Part(a.Part) == nil || b.p.Offer(a.Offer) == nil {
			continue
		}
		if j == i {
			return &b.in[n]
		}
		n++
	}
	return nil
}

// lots: least, largest and multiple of every order of a row in a month, and the
// least award over the plan.
func (b *books) lots() {
	type slot struct {
		offer *planner.Offer
		month int
	}
	kg, whole := map[slot]decimal.Decimal{}, map[*planner.Offer]decimal.Decimal{}
	for _, x := range b.in {
		if x.ordered >= 0 {
			k := slot{x.offer, x.ordered}
			kg[k] = kg[k].Add(x.kg)
			whole[x.offer] = whole[x.offer].Add(x.kg)
		}
	}
	for k, q := range kg {
		o := k.offer
		if o.OrderMinKg.OK && over(dec(o.OrderMinKg.V), q) {
			b.fail("%s is ordered with %s kg in %s, below its MOQ of %g kg", o.ID, q.Round(3), month(b.p, k.month), o.OrderMinKg.V)
		}
		if o.OrderMaxKg.OK && over(q, dec(o.OrderMaxKg.V)) {
			b.fail("%s is ordered with %s kg in %s, above its largest order", o.ID, q.Round(3), month(b.p, k.month))
		}
		if n := dec(o.OrderMultipleKg.V); n.IsPositive() {
			lots := q.DivRound(n, digits)
			if lots.Sub(lots.Round(0)).Abs().GreaterThan(dec(1e-4)) {
				b.fail("%s is ordered with %s kg in %s, no multiple of %s kg", o.ID, q.Round(3), month(b.p, k.month), n)
			}
		}
	}
	for o, q := range whole {
		if o.MinAwardKg.OK && over(dec(o.MinAwardKg.V), q) {
			b.fail("%s gets %s kg in all, below its least award", o.ID, q.Round(3))
		}
	}
}

// pools: what is ordered from a plant in a month, against its steps, their ramps
// and the haircut on what is only announced; what a scenario leaves a share of
// gets, together with what is left less, at most that share.
func (b *books) pools() {
	for i := range b.p.Pools {
		pool := &b.p.Pools[i]
		for t := range b.p.Months {
			most := b.capacity(pool, t)
			shares := []decimal.Decimal{decimal.NewFromInt(1)}
			for _, x := range b.in {
				if x.ordered == t && x.offer.Pool == pool.ID {
					if share := left(x.offer, x.shipped); !slices.ContainsFunc(shares, share.Equal) {
						shares = append(shares, share)
					}
				}
			}
			for _, share := range shares {
				kg := decimal.Zero
				for _, x := range b.in {
					if x.ordered == t && x.offer.Pool == pool.ID && left(x.offer, x.shipped).LessThanOrEqual(share) {
						kg = kg.Add(x.kg)
					}
				}
				if limit := most.Mul(share); over(kg, limit) {
					b.fail("pool %s takes %s kg in %s, it has %s", pool.ID, kg.Round(3), month(b.p, t), limit.Round(3))
				}
			}
		}
	}
}

func (b *books) capacity(pool *planner.Pool, t int) decimal.Decimal {
	now, today := rated(pool, b.p.Start+planner.Month(t)), rated(pool, b.p.Start)
	cut := b.p.RampHaircut.V
	if pool.Haircut.OK {
		cut = pool.Haircut.V
	}
	if now.GreaterThan(today) {
		return today.Add(now.Sub(today).Mul(decimal.NewFromInt(1).Sub(decimal.Min(dec(cut), decimal.NewFromInt(1)))))
	}
	return now
}

// rated is the stated capacity of a month: steps in the order of their dates, a
// ramp climbed in equal rises.
func rated(pool *planner.Pool, m planner.Month) decimal.Decimal {
	var step *planner.CapacityStep
	for i := range pool.Steps {
		if s := &pool.Steps[i]; s.From <= m && (step == nil || s.From >= step.From) {
			step = s
		}
	}
	if step == nil {
		return decimal.Zero
	}
	kg := dec(step.KgPerMonth)
	since, ramp := int64(m-step.From)+1, int64(step.RampMonths.V)
	if since >= ramp {
		return kg
	}
	before := rated(pool, step.From-1)
	return before.Add(kg.Sub(before).Mul(decimal.NewFromInt(since)).DivRound(decimal.NewFromInt(ramp), digits))
}

// tests: are gates passed in their order, and nothing ordered before approval?
func (b *books) tests() {
	from := map[string]planner.Month{}
	for _, q := range b.plan.Qualifications {
		if q.Start < b.p.Start {
			b.fail("the test of %s starts in %s, before the plan", q.Offers[0], q.Start)
		}
		for _, id := range q.Offers {
			from[id] = q.Usable
			if need := approved(b.p.Offer(id), q.Start); q.Usable < need {
				b.fail("%s is approved in %s; begun in %s it takes until %s", id, q.Usable, q.Start, need)
			}
		}
	}
	if n := b.p.MaxNewQualifications; n.OK && len(b.plan.Qualifications) > n.V {
		b.fail("%d tests are started, %d are allowed", len(b.plan.Qualifications), n.V)
	}
	for t := range b.p.Months {
		load := decimal.Zero
		for _, q := range b.plan.Qualifications {
			most := 0.0
			for _, id := range q.Offers {
				most = math.Max(most, b.p.Offer(id).EngineeringLoad.V)
			}
			if at := b.p.Start + planner.Month(t); q.Start <= at && at < q.Usable {
				load = load.Add(dec(most))
			}
		}
		if limit := b.p.EngineeringLimit; limit.OK && over(load, dec(limit.V)) {
			b.fail("tests ask for an engineering load of %s in %s, %g is there", load, month(b.p, t), limit.V)
		}
	}
	for _, x := range b.in {
		if x.ordered < 0 {
			continue
		}
		at := b.p.Start + planner.Month(x.ordered)
		switch x.offer.Status {
		case planner.NotStarted:
			if when, ok := from[x.offer.ID]; !ok || at < when {
				b.fail("%s is ordered in %s without a finished test", x.offer.ID, at)
			}
		case planner.InProgress:
			first := x.offer.QualifiedFrom.V
			for i := range b.p.Offers {
				if o := &b.p.Offers[i]; o.QualificationGroup != "" && o.QualificationGroup == x.offer.QualificationGroup && o.QualifiedFrom.OK {
					first = min(first, o.QualifiedFrom.V)
				}
			}
			if at < first {
				b.fail("%s is ordered in %s before it is qualified in %s", x.offer.ID, at, first)
			}
		}
	}
	b.changes()
}

// changes: is every change of design made before the first order in it, and after
// those it builds on?
func (b *books) changes() {
	began := func(d *planner.Design) (planner.Month, bool) {
		for _, c := range b.plan.DesignChanges {
			if c.Part == d.Part && c.To == d.ToGrade {
				return c.Start, true
			}
		}
		return 0, false
	}
	for _, x := range b.in {
		for d := x.design; d != nil; d = b.before(d) {
			if start, ok := began(d); !ok || int(start-b.p.Start) > x.ordered {
				b.fail("%s of %s is ordered in %s without its change of design to %s", x.grade, x.part.ID, month(b.p, x.ordered), d.ToGrade)
			}
		}
	}
	for i := range b.p.Designs {
		d := &b.p.Designs[i]
		start, ok := began(d)
		if first := b.before(d); ok && first != nil {
			if s, made := began(first); !made || s > start {
				b.fail("%s is changed to %s in %s, before it is changed to %s", d.Part, d.ToGrade, start, first.ToGrade)
			}
		}
	}
}

// before is the change that leads to the grade another starts from, nil when that
// is today's.
func (b *books) before(d *planner.Design) *planner.Design {
	name := func(written string) string {
		if g, ok := b.f.Grade(written); ok {
			return g.Name
		}
		return planner.NameKey(written)
	}
	if d.FromGrade == "" || name(d.FromGrade) == name(b.p.Part(d.Part).Grade) {
		return nil
	}
	for i := range b.p.Designs {
		if x := &b.p.Designs[i]; x.Part == d.Part && x != d && name(x.ToGrade) == name(d.FromGrade) {
			return x
		}
	}
	return nil
}

// approved is the month in which an offer begun in a month passes its last gate.
func approved(o *planner.Offer, start planner.Month) planner.Month {
	g := o.Gates
	months := []planner.Opt[int]{g.SampleMonths, g.PPAPMonths, g.ApprovalMonths}
	earliest := []planner.Opt[planner.Month]{g.SampleEarliest, g.PPAPEarliest, {}}
	if !months[0].OK && !months[1].OK && !months[2].OK {
		months, earliest = []planner.Opt[int]{o.QualificationMonths}, earliest[:1]
	}
	at := start
	for i, n := range months {
		if earliest[i].OK && at < earliest[i].V {
			at = earliest[i].V
		}
		at += planner.Month(n.V)
	}
	if g.ApprovalEarliest.OK {
		at = max(at, g.ApprovalEarliest.V)
	}
	return at
}

// accounts closes the account of every part: what was there and what came, less
// what was needed, is what is left less what is owed.
func (b *books) accounts() {
	good, open := map[string][]decimal.Decimal{}, map[string][]decimal.Decimal{}
	for _, x := range b.in {
		to, pieces := good, x.pieces
		if x.ordered < 0 {
			to = open
		} else {
			pieces = pieces.Mul(decimal.NewFromInt(1).Sub(dec(x.offer.DefectRate.V)))
		}
		if to[x.part.ID] == nil {
			to[x.part.ID] = make([]decimal.Decimal, b.p.Months)
		}
		if x.arrives < b.p.Months {
			to[x.part.ID][x.arrives] = to[x.part.ID][x.arrives].Add(pieces)
		}
	}
	at := func(list []decimal.Decimal, t int) decimal.Decimal {
		if t < len(list) {
			return list[t]
		}
		return decimal.Zero
	}
	for _, fl := range b.plan.Flows {
		part := b.p.Part(fl.Part)
		net := dec(fl.Opening)
		for t := range fl.Stock {
			need := dec(part.Need(t))
			in := at(good[fl.Part], t).Add(at(open[fl.Part], t)).Add(dec(fl.Apart[t]))
			net = net.Add(in).Add(dec(fl.Lost[t])).Sub(dec(fl.Scrapped[t])).Sub(need)
			left := dec(fl.Stock[t]).Sub(dec(fl.Backlog[t]))
			if d := net.Sub(left).Abs(); d.GreaterThan(dec(1e-3).Add(dec(1e-5).Mul(need.Add(net.Abs())))) {
				b.fail("%s: the account of %s is out by %s", fl.Part, month(b.p, t), d.Round(6))
			}
			if fl.Stock[t] < 0 || fl.Backlog[t] < 0 || fl.Lost[t] < 0 || fl.Scrapped[t] < 0 || fl.Apart[t] < 0 {
				b.fail("%s: a negative quantity in %s", fl.Part, month(b.p, t))
			}
			net = left
		}
	}
}

// scrap: no stream gives more than came in, worked on or sold, and what its
// offers deliver is what its feed makes.
func (b *books) scrap() {
	ordered, made := decimal.Zero, decimal.Zero
	fed := map[string]bool{}
	for i := range b.p.Streams {
		s := &b.p.Streams[i]
		in, out := decimal.Zero, decimal.Zero
		worked, sold := b.plan.Collected[s.ID], b.plan.Sold[s.ID]
		for t := -s.LagMonths; t < b.p.Months; t++ {
			if t >= 0 {
				in = in.Add(dec(b.p.FeedOf(s, t)))
				for _, x := range b.in {
					if x.ordered >= 0 && x.arrives == t && x.offer.SwarfTerms == planner.SwarfReturned && x.offer.SwarfStream == s.ID {
						in = in.Add(x.kg.Mul(dec(x.offer.SwarfKgPerKg.V)))
					}
				}
				if t < len(sold) {
					out = out.Add(dec(sold[t]))
				}
			}
			if use := t + s.LagMonths; use < len(worked) {
				out = out.Add(dec(worked[use]))
				made = made.Add(dec(worked[use]).Mul(dec(s.MagnetPerFeed)))
			}
			if over(out, in) {
				b.fail("stream %s gives %s kg up to %s, only %s came in", s.ID, out.Round(3), month(b.p, max(t, 0)), in.Round(3))
			}
		}
		for _, kg := range sold {
			if s.SaleMaxKg.OK && over(dec(kg), dec(s.SaleMaxKg.V)) {
				b.fail("stream %s sells %g kg in a month, more than it may", s.ID, kg)
			}
		}
		for _, id := range s.Offers {
			fed[id] = true
		}
	}
	for _, x := range b.in {
		if x.ordered >= 0 && fed[x.offer.ID] {
			ordered = ordered.Add(x.kg)
		}
	}
	if over(ordered, made) {
		b.fail("offers made of scrap deliver %s kg, their feed makes %s", ordered.Round(3), made.Round(3))
	}
}
