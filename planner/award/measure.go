package award

import (
	"math"

	"remanence/planner"
	"remanence/planner/cost"
	"remanence/planner/policy"
)

// Measure tells what a plan does to every rule in force, from its awards and
// flows alone.
func Measure(p *planner.Project, f *planner.Facts, plan *planner.Plan, without []string) []planner.RuleResult {
	v := newView(p, f, plan)
	out := []planner.RuleResult{}
	for i := range p.Rules {
		r := &p.Rules[i]
		if ruleOff(r, without) {
			continue
		}
		out = append(out, v.measure(r)...)
	}
	off := func(r *planner.Rule) bool { return ruleOff(r, without) }
	return append(out, v.safety(off)...)
}

// view is a plan seen by its receipts.
type view struct {
	p     *planner.Project
	f     *planner.Facts
	plan  *planner.Plan
	in    []receipt
	flows map[string]*planner.PartFlow

	scopes map[scopeKey]bool
	base   []base // of every part, made when first asked for
}

// receipt is an award or an open order that arrives in the plan.
type receipt struct {
	fit     planner.Fit
	ordered int // -1 for open orders
	arrives int
	kg      float64
	landed  float64

	expedited bool
	shipped   planner.Month // 0 of open orders
}

func newView(p *planner.Project, f *planner.Facts, plan *planner.Plan) *view {
	p = policy.Settle(p, f)
	v := &view{p: p, f: f, plan: plan, flows: map[string]*planner.PartFlow{}, scopes: map[scopeKey]bool{}}
	for _, a := range plan.Awards {
		part := p.Part(a.Part)
		fit := planner.Fit{Part: part, Offer: p.Offer(a.Offer), Design: a.Design, Grade: a.Grade, MassKg: part.MassKg().V}
		if a.Design > 0 {
			fit.Change = p.AlternativesOf(a.Part)[a.Design-1]
			fit.MassKg *= fit.Change.MassFactor
		}
		v.in = append(v.in, receipt{fit, int(a.Ordered - p.Start), int(a.Arrives - p.Start), a.Kg, a.Landed, a.Expedited, fit.Offer.ShipMonth(a.Ordered)})
	}
	for _, s := range p.Stock {
		part, t := p.Part(s.Part), int(s.Month-p.Start)
		if s.Kind != planner.OpenOrder || part == nil || !part.MassKg().OK || t < 0 || t >= p.Months {
			continue
		}
		mass := part.MassKg().V
		o := p.Offer(s.Offer)
		landed := 0.0
		if o != nil {
			landed = cost.Base(p, f, o, mass).Landed
		} else {
			o = unknownOffer
		}
		grade := part.Grade
		if part.IsMaterial() {
			grade = part.Material
		}
		v.in = append(v.in, receipt{planner.Fit{Part: part, Offer: o, Grade: grade, MassKg: mass}, -1, t, s.Pieces * mass, landed, false, 0})
	}
	for i := range plan.Flows {
		v.flows[plan.Flows[i].Part] = &plan.Flows[i]
	}
	return v
}

// result builds the row of a window; a value within a hair of its limit binds.
func (v *view) result(r *planner.Rule, w planner.RuleWindow, subject string, value float64) planner.RuleResult {
	res := planner.RuleResult{Rule: r.ID, Window: w.Label, First: w.First, Last: w.Last, Subject: subject, Limit: w.Limit, Value: value}
	miss := sign(r) * (value - w.Limit)
	tol := 1e-5 * (1 + math.Abs(w.Limit))
	if miss > tol {
		res.Excess = miss
	}
	res.Binding = math.Abs(miss) <= 100*tol && !idle(r, res.Limit) || res.Excess > 0
	return res
}

// speaks reports whether a rule speaks of a part.
func (v *view) speaks(r *planner.Rule, part *planner.Part) bool {
	k := scopeKey{r, part}
	in, ok := v.scopes[k]
	if !ok {
		in = r.Covers(part, v.f)
		v.scopes[k] = in
	}
	return in
}

type scopeKey struct {
	rule *planner.Rule
	part *planner.Part
}

// disc is the discount factor of the end of a month.
func (v *view) disc(t int) float64 { return cost.Discount(v.p.DiscountRate, float64(t)) }

// groups lists the supplier groups in the order of the offers.
func (v *view) groups() []string {
	var out []string
	seen := map[string]bool{}
	for i := range v.p.Offers {
		if g := v.p.GroupOf(&v.p.Offers[i]); !seen[g] {
			seen[g] = true
			out = append(out, g)
		}
	}
	return out
}

// idle reports a limit that nothing can reach beyond: at most all of it, or at
// least none.
func idle(r *planner.Rule, limit float64) bool {
	if r.Type.IsMin() {
		return limit <= 0
	}
	return r.Type.InPercent() && limit >= 100
}
