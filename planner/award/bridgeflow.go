package award

import (
	"sort"

	"remanence/planner"
)

// perUnit are the kinds of cost paid by the unit bought, whose change has a
// quantity, a split, a price and a timing.
var perUnit = map[planner.CostKind]bool{
	planner.CostGoods: true, planner.CostDuty: true, planner.CostFreight: true, planner.CostDesignExtra: true,
}

// bought is what a plan pays for one kind at one offer for one part.
type bought struct {
	units, amount, present float64 // units of the part, as paid, discounted
}

type partOffer struct{ part, offer string }

// purchases adds up a plan by kind, part and offer.
func purchases(plan *planner.Plan, kind planner.CostKind) map[partOffer]bought {
	out := map[partOffer]bought{}
	for _, a := range plan.Awards {
		k := partOffer{a.Part, a.Offer}
		b := out[k]
		b.units += a.Pieces
		out[k] = b
	}
	for _, e := range plan.Costs {
		if e.Kind == kind {
			k := partOffer{e.Part, e.Offer}
			b := out[k]
			b.amount += e.Amount
			b.present += e.Present
			out[k] = b
		}
	}
	return out
}

// bridgeFlows splits the difference of two plans by kind and cause. The lines
// of all steps sum to the difference up to the noise of floating point.
func bridgeFlows(from, to *planner.Plan) []stepFlow {
	var out []stepFlow
	for _, kind := range kindsOf(from, to) {
		if perUnit[kind] {
			out = append(out, unitFlows(kind, purchases(from, kind), purchases(to, kind))...)
		} else {
			out = append(out, amountFlow(kind, from, to))
		}
	}
	return out
}

// kindsOf lists the kinds of both plans in the order pages show them.
func kindsOf(plans ...*planner.Plan) []planner.CostKind {
	there := map[planner.CostKind]bool{}
	for _, p := range plans {
		for _, e := range p.Costs {
			there[e.Kind] = true
		}
	}
	var out []planner.CostKind
	for _, k := range planner.CostKinds {
		if there[k] {
			out = append(out, k)
		}
	}
	return out
}

// unitFlows splits one kind. For a part bought Qa units at a mean of u and then
// Qb units, with offer i bought qa and qb at pa·da and pb·db (price as paid ×
// discount):
//
//	quantity  (Qb − Qa)·u
//	split     (qb − qa·Qb/Qa)·(ui − u), ui the first plan's cost of the offer, or
//	          the second's for an offer the first does not use
//	price     qb·(pb − pa)·da
//	timing    qb·pb·(db − da)
//
// which sum to the difference.
func unitFlows(kind planner.CostKind, a, b map[partOffer]bought) []stepFlow {
	quantity, split := stepFlow{kind: kind, cause: CauseQuantity}, stepFlow{kind: kind, cause: CauseSplit}
	price, timing := stepFlow{kind: kind, cause: CausePrice}, stepFlow{kind: kind, cause: CauseTiming}
	sumA, sumB := byPartOf(a), byPartOf(b)
	for _, part := range partsOf(sumA, sumB) {
		pa, pb := sumA[part], sumB[part]
		if pa.units == 0 || pb.units == 0 {
			// Nothing to compare with: all of it is quantity.
			quantity.lines = append(quantity.lines, lineFlow{part: part, amount: pb.present - pa.present})
			continue
		}
		mean := pa.present / pa.units
		quantity.lines = append(quantity.lines, lineFlow{part: part, amount: (pb.units - pa.units) * mean})
		for _, k := range keysOf(a, b, part) {
			x, y := a[k], b[k]
			unit := 0.0
			switch {
			case x.units > 0:
				unit = x.present / x.units
			case y.units > 0:
				unit = y.present / y.units
			}
			split.lines = append(split.lines, lineFlow{part, k.offer, (y.units - x.units*pb.units/pa.units) * (unit - mean)})
			if x.units <= 0 || y.units <= 0 {
				continue
			}
			p0, p1 := x.amount/x.units, y.amount/y.units
			d0, d1 := discountOf(x, y), discountOf(y, x)
			price.lines = append(price.lines, lineFlow{part, k.offer, y.units * (p1 - p0) * d0})
			timing.lines = append(timing.lines, lineFlow{part, k.offer, y.units * p1 * (d1 - d0)})
		}
	}
	return []stepFlow{quantity, split, price, timing}
}

// discountOf is the mean discount of what is paid; where nothing is paid, that
// of the other plan.
func discountOf(x, other bought) float64 {
	switch {
	case x.amount != 0:
		return x.present / x.amount
	case other.amount != 0:
		return other.present / other.amount
	}
	return 1
}

// amountFlow is the difference of a kind that is not paid by the unit, by part
// and offer.
func amountFlow(kind planner.CostKind, from, to *planner.Plan) stepFlow {
	s := stepFlow{kind: kind, cause: CauseAmount}
	at := map[partOffer]int{}
	add := func(plan *planner.Plan, sign float64) {
		for _, e := range plan.Costs {
			if e.Kind != kind {
				continue
			}
			k := partOffer{e.Part, e.Offer}
			i, ok := at[k]
			if !ok {
				i = len(s.lines)
				at[k] = i
				s.lines = append(s.lines, lineFlow{part: e.Part, offer: e.Offer})
			}
			s.lines[i].amount += float64(sign * e.Present)
		}
	}
	add(to, 1)
	add(from, -1)
	return s
}

func byPartOf(m map[partOffer]bought) map[string]bought {
	out := map[string]bought{}
	for _, k := range sortedKeys(m) {
		b := out[k.part]
		b.units += m[k].units
		b.amount += m[k].amount
		b.present += m[k].present
		out[k.part] = b
	}
	return out
}

func sortedKeys(m map[partOffer]bought) []partOffer {
	keys := make([]partOffer, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if keys[i].part != keys[j].part {
			return keys[i].part < keys[j].part
		}
		return keys[i].offer < keys[j].offer
	})
	return keys
}

func partsOf(a, b map[string]bought) []string {
	there := map[string]bool{}
	for id := range a {
		there[id] = true
	}
	for id := range b {
		there[id] = true
	}
	out := make([]string, 0, len(there))
	for id := range there {
		out = append(out, id)
	}
	sort.Strings(out)
	return out
}

func keysOf(a, b map[partOffer]bought, part string) []partOffer {
	both := map[partOffer]bought{}
	for _, m := range []map[partOffer]bought{a, b} {
		for k := range m {
			if k.part == part {
				both[k] = bought{}
			}
		}
	}
	return sortedKeys(both)
}
