package scenario

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"remanence/planner"
	"remanence/planner/policy"
)

// shock applies the disturbance of a scenario. Without a start it holds from the
// first month of the plan, without a length to the last.
func (a *applier) shock(s *planner.Scenario) {
	sh := &s.Shock
	if sh.Hits == "" {
		return
	}
	k := strike{a: a, s: s, from: a.p.Start, to: a.p.Start + planner.Month(a.p.Months-1)}
	last := k.to
	if sh.Start.OK {
		k.from = sh.Start.V
	}
	if sh.Months.OK {
		k.to = k.from + planner.Month(sh.Months.V-1)
	}
	if k.from > last || k.to < a.p.Start {
		a.problem(s, "start_month", fmt.Sprintf("It runs from %s to %s and so does not touch the plan.", k.from.Label(), k.to.Label()), "Choose a month of the plan.")
		return
	}
	kind, what, _ := strings.Cut(sh.Hits, ":")
	if strings.Contains(what, "?") || what == "" {
		a.problem(s, "hits", fmt.Sprintf("It does not say yet what it strikes: %s.", sh.Hits), "Choose what is struck.")
		return
	}
	apply, ok := strikes[kind]
	if !ok {
		a.problem(s, "hits", fmt.Sprintf("%q is not understood, so the scenario strikes nothing.", sh.Hits), "Choose one of the shocks of the library or write it like theirs.")
		return
	}
	apply(&k, what)
	if k.n == 0 {
		a.problem(s, "hits", fmt.Sprintf("It strikes nothing of this project: %s.", sh.Hits), "Check what it strikes, or leave it: it changes nothing.")
		return
	}
}

// strike is one shock at work.
type strike struct {
	a        *applier
	s        *planner.Scenario
	from, to planner.Month
	n        int // rows struck
}

// strikes says how each form of Shock.Hits is applied.
var strikes = map[string]func(*strike, string){
	"licence":       (*strike).licence,
	"licence_new":   (*strike).licenceNew,
	"general":       (*strike).general,
	"country_stage": (*strike).countryStage,
	"supplier":      (*strike).supplier,
	"entity":        (*strike).entity,
	"origin":        (*strike).origin,
	"price":         (*strike).origin,
	"goods":         (*strike).goods,
	"duty":          (*strike).origin,
	"lane":          (*strike).lane,
	"index":         (*strike).index,
	"currency":      (*strike).currency,
	"demand":        (*strike).demand,
	"stream":        (*strike).stream,
	"ramp":          (*strike).ramp,
	"rises":         (*strike).rises,
	"late":          (*strike).late,
}

// effect is what the shock does in full.
func (k *strike) effect() planner.Effect {
	sh := &k.s.Shock
	e := planner.Effect{By: nameOf(k.s), From: k.from, To: k.to, WaitDays: sh.ExtraWait.V, WaitTo: sh.WaitTo.V, DutyAdd: sh.ExtraDuty.V}
	if sh.CapacityLeft.OK && sh.CapacityLeft.V < 1 {
		e.Left = sh.CapacityLeft
	}
	if sh.PriceFactor.OK && sh.PriceFactor.V != 1 {
		e.Price = sh.PriceFactor
	}
	return e
}

// offers strikes every offer for which the share is above 0; of an offer that is
// struck in part only that share of the capacity and of the price is moved.
func (k *strike) offers(share func(*planner.Offer) float64, edit func(*planner.Effect)) {
	full := k.effect()
	var ids []string
	for i := range k.a.p.Offers {
		o := &k.a.p.Offers[i]
		w := share(o)
		if !(w > 0) {
			continue
		}
		e := full
		if e.Left.OK {
			e.Left.V = 1 - float64(w*(1-e.Left.V))
		}
		if e.Price.OK {
			e.Price.V = 1 + float64(w*(e.Price.V-1))
		}
		if edit != nil {
			edit(&e)
		}
		o.Effects = append(o.Effects, e)
		k.openOrders(o, e)
		ids = append(ids, o.ID)
	}
	k.n += len(ids)
	if len(ids) > 0 {
		k.a.change(k.s, "%s for %s: %s.", period(k.from, k.to), offerList(ids), effectText(full))
	}
}

func (k *strike) whole(hit func(*planner.Offer) bool) {
	k.offers(func(o *planner.Offer) float64 {
		if hit(o) {
			return 1
		}
		return 0
	}, nil)
}

// openOrders delays what is already placed: an extra wait makes it late, and the
// share that is held back comes after the last month struck.
func (k *strike) openOrders(o *planner.Offer, e planner.Effect) {
	transit := planner.Month(math.Ceil(o.TransitWeeks.V/planner.WeeksPerMonth - 1e-9))
	late := planner.Month(math.Ceil((e.WaitDays+k.longer(o, e))/7/planner.WeeksPerMonth - 1e-9))
	var held []planner.StockLot
	for i := range k.a.p.Stock {
		lot := &k.a.p.Stock[i]
		if lot.Kind != planner.OpenOrder || lot.Offer != o.ID || !e.In(lot.Month-transit) {
			continue
		}
		if e.Left.OK && e.Left.V < 1 {
			rest := *lot
			rest.Pieces *= 1 - e.Left.V
			rest.Month = k.to + 1 + transit
			rest.Note = strings.TrimPrefix(rest.Note+"; held back by "+nameOf(k.s), "; ")
			held = append(held, rest)
			lot.Pieces *= e.Left.V
		}
		lot.Month += late
	}
	k.a.p.Stock = append(k.a.p.Stock, held...)
	// What comes after the plan is no arrival of it.
	last := k.a.p.Start + planner.Month(k.a.p.Months-1)
	k.a.p.Stock = slices.DeleteFunc(k.a.p.Stock, func(l planner.StockLot) bool {
		return l.Kind == planner.OpenOrder && l.Offer == o.ID && (l.Pieces == 0 || l.Month > last)
	})
	if len(held) > 0 {
		sum := 0.0
		for _, l := range held {
			sum += l.Pieces
		}
		when := "only in " + held[0].Month.Label()
		if held[0].Month > last {
			when = "after the end of the plan"
		}
		unit, arrive := "pieces", "arrive"
		if math.Round(sum) == 1 {
			unit, arrive = "piece", "arrives"
		}
		if part := k.a.p.Part(held[0].Part); part != nil && part.IsMaterial() {
			unit = "kg"
		}
		k.a.change(k.s, "%s %s of orders already placed with %s %s %s.", planner.GroupedNumber(math.Round(sum)), unit, o.ID, arrive, when)
	}
}

// longer is what a least licence wait adds to the wait of an order already placed,
// days, from the licence as the rules and the quotation give it.
func (k *strike) longer(o *planner.Offer, e planner.Effect) float64 {
	if e.WaitTo <= 0 {
		return 0
	}
	licence := policy.Settle(k.a.p, k.a.f).Offer(o.ID).Licence
	if !licence.Asked(e.From) {
		return 0
	}
	return math.Max(0, e.WaitTo-licence.WaitDaysIn(e.From, k.a.p.Percentile()))
}

func period(from, to planner.Month) string {
	if from == to {
		return from.Label()
	}
	return from.Label() + " to " + to.Label()
}

func offerList(ids []string) string {
	if len(ids) > 6 {
		return fmt.Sprintf("%s and %d more offers", strings.Join(ids[:5], ", "), len(ids)-5)
	}
	return strings.Join(ids, ", ")
}

// effectText says what an effect does.
func effectText(e planner.Effect) string {
	var out []string
	if e.Licence {
		out = append(out, "the licence is needed")
	}
	switch {
	case e.Left.OK && e.Left.V <= 0:
		out = append(out, "nothing leaves")
	case e.Left.OK:
		out = append(out, percentText(e.Left.V)+" of the capacity is left")
	}
	if e.WaitDays > 0 {
		out = append(out, planner.FormatNumber(e.WaitDays)+" days longer")
	}
	if e.WaitTo > 0 {
		out = append(out, "a licence takes "+planner.FormatNumber(e.WaitTo)+" days at least")
	}
	if e.Price.OK {
		out = append(out, fmt.Sprintf("prices %+.4g %%", 100*(e.Price.V-1)))
	}
	if e.DutyAdd != 0 {
		out = append(out, fmt.Sprintf("duty %+.4g points", 100*e.DutyAdd))
	}
	if len(out) == 0 {
		return "nothing changes"
	}
	return strings.Join(out, ", ")
}

func percentText(share float64) string {
	return planner.FormatNumber(math.Round(share*1e6)/1e4) + " %"
}
