package award

import (
	"math"

	"remanence/planner"
	"remanence/planner/cost"
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
}

// receipt is an award or an open order that arrives in the plan.
type receipt struct {
	fit     planner.Fit
	ordered int // -1 for open orders
	arrives int
	kg      float64
	landed  float64
}

func newView(p *planner.Project, f *planner.Facts, plan *planner.Plan) *view {
	v := &view{p: p, f: f, plan: plan, flows: map[string]*planner.PartFlow{}}
	for _, a := range plan.Awards {
		part := p.Part(a.Part)
		fit := planner.Fit{Part: part, Offer: p.Offer(a.Offer), Design: a.Design, Grade: a.Grade, MassKg: part.MassKg().V}
		if a.Design > 0 {
			fit.Change = p.AlternativesOf(a.Part)[a.Design-1]
			fit.MassKg *= fit.Change.MassFactor
		}
		v.in = append(v.in, receipt{fit, int(a.Ordered - p.Start), int(a.Arrives - p.Start), a.Kg, a.Landed})
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
			o = &planner.Offer{}
		}
		grade := part.Grade
		if part.IsMaterial() {
			grade = part.Material
		}
		v.in = append(v.in, receipt{planner.Fit{Part: part, Offer: o, Grade: grade, MassKg: mass}, -1, t, s.Pieces * mass, landed})
	}
	for i := range plan.Flows {
		v.flows[plan.Flows[i].Part] = &plan.Flows[i]
	}
	return v
}

func (v *view) measure(r *planner.Rule) []planner.RuleResult {
	switch r.Type {
	case planner.CountryShareMax:
		return v.shares(r, func(x receipt) (float64, float64) { return CountryWeight(v.p, v.f, r, x.fit, x.landed) })
	case planner.LicenceShareMax:
		return v.shares(r, func(x receipt) (float64, float64) { return LicenceWeight(r, x.fit, x.landed) })
	case planner.RecycledContentMin:
		return v.shares(r, func(x receipt) (float64, float64) { return RecycledWeight(v.f, r, x.fit, x.landed) })
	case planner.SupplierShareMax, planner.SupplierShareMin:
		return v.groupShares(r)
	case planner.CO2IntensityMax:
		return v.carbon(r)
	case planner.MinSuppliers, planner.MaxSuppliers:
		return v.counts(r)
	case planner.CoverMin:
		return v.cover(r, func(*planner.Part, int) bool { return true })
	case planner.QualificationBudgetMax, planner.PurchaseBudgetMax, planner.StockValueMax:
		return v.budgets(r)
	case planner.CoveredCountryBan:
		return v.bans(r)
	}
	return nil
}

// result builds the row of a window; a value within a hair of its limit binds.
func (v *view) result(r *planner.Rule, w planner.RuleWindow, subject string, value float64) planner.RuleResult {
	res := planner.RuleResult{Rule: r.ID, Window: w.Label, First: w.First, Last: w.Last, Subject: subject, Limit: w.Limit, Value: value}
	miss := value - w.Limit
	if r.Type.IsMin() {
		miss = -miss
	}
	tol := 1e-5 * (1 + math.Abs(w.Limit))
	if miss > tol {
		res.Excess = miss
	}
	res.Binding = math.Abs(miss) <= 100*tol || res.Excess > 0
	if pen, err := r.ReadPenalty(); err == nil && !r.Hard && pen.Kind == planner.PenaltyMoney {
		res.Penalty = res.Excess * pen.Value * cost.Discount(v.p.DiscountRate, float64(w.Last))
	}
	return res
}

// within sums weight and hit of what arrives in a window.
func (v *view) within(r *planner.Rule, w planner.RuleWindow, weigh func(receipt) (float64, float64)) (weight, hit float64) {
	for _, x := range v.in {
		if w.Has(x.arrives) && r.Covers(x.fit.Part) {
			a, b := weigh(x)
			weight += a * x.kg
			hit += b * x.kg
		}
	}
	return weight, hit
}

func (v *view) shares(r *planner.Rule, weigh func(receipt) (float64, float64)) []planner.RuleResult {
	var out []planner.RuleResult
	for _, w := range r.Windows(v.p) {
		weight, hit := v.within(r, w, weigh)
		if weight > 0 {
			out = append(out, v.result(r, w, "", 100*hit/weight))
		}
	}
	return out
}

// groupShares reports, for each window, the group nearest to (or furthest over)
// the limit.
func (v *view) groupShares(r *planner.Rule) []planner.RuleResult {
	var out []planner.RuleResult
	for _, w := range r.Windows(v.p) {
		var worst *planner.RuleResult
		seen := map[string]bool{}
		for i := range v.p.Offers {
			g := v.p.GroupOf(&v.p.Offers[i])
			if seen[g] || r.Supplier != "" && r.Supplier != g && v.namedGroup(r.Supplier) != g {
				continue
			}
			seen[g] = true
			weight, hit := v.within(r, w, func(x receipt) (float64, float64) { return GroupWeight(v.p, r, g, x.fit, x.landed) })
			if weight == 0 || r.Type == planner.SupplierShareMin && r.Supplier == "" && hit == 0 {
				continue
			}
			res := v.result(r, w, g, 100*hit/weight)
			better := worst == nil || (r.Type == planner.SupplierShareMax) == (res.Value > worst.Value) && res.Value != worst.Value
			if better {
				worst = &res
			}
		}
		if worst != nil {
			out = append(out, *worst)
		}
	}
	return out
}

func (v *view) namedGroup(name string) string {
	if s := v.p.SupplierNamed(name); s != nil && s.Group != "" {
		return s.Group
	}
	return name
}

func (v *view) carbon(r *planner.Rule) []planner.RuleResult {
	worst := WorstCO2(v.p)
	var out []planner.RuleResult
	for _, w := range r.Windows(v.p) {
		weight, hit := v.within(r, w, func(x receipt) (float64, float64) { return 1, x.fit.Offer.CO2.Or(worst) })
		if weight == 0 {
			continue
		}
		res := v.result(r, w, "", hit/weight)
		// The penalty runs over the kilograms of CO2 above the limit.
		if pen, err := r.ReadPenalty(); err == nil && !r.Hard && pen.Kind == planner.PenaltyMoney {
			res.Penalty = math.Max(0, hit-w.Limit*weight) * pen.Value * PenaltyUnits(r, pen) * cost.Discount(v.p.DiscountRate, float64(w.Last))
		}
		out = append(out, res)
	}
	return out
}

func (v *view) counts(r *planner.Rule) []planner.RuleResult {
	var out []planner.RuleResult
	for _, w := range r.Windows(v.p) {
		if r.Scope == "all_parts_together" {
			kg := map[string]float64{}
			for _, x := range v.in {
				if w.Has(x.arrives) && x.fit.Offer.ID != "" {
					kg[v.p.GroupOf(x.fit.Offer)] += x.kg
				}
			}
			out = append(out, v.result(r, w, "", float64(len(kg))))
			continue
		}
		for i := range v.p.Parts {
			part := &v.p.Parts[i]
			if !r.Covers(part) || !part.MassKg().OK {
				continue
			}
			need, kg := 0.0, map[string]float64{}
			for t := w.First; t <= w.Last; t++ {
				need += part.Need(t) * part.MassKg().V
			}
			for _, x := range v.in {
				if x.fit.Part == part && w.Has(x.arrives) && x.fit.Offer.ID != "" {
					kg[v.p.GroupOf(x.fit.Offer)] += x.kg * part.MassKg().V / x.fit.MassKg * (1 - x.fit.Offer.DefectRate.V)
				}
			}
			least := dust
			if r.Type == planner.MinSuppliers {
				least = ActiveFrom(v.p, need, part.MassKg().V) * (1 - 1e-6)
			}
			n := 0
			for _, q := range kg {
				if q >= least {
					n++
				}
			}
			if need > 0 {
				out = append(out, v.result(r, w, part.ID, float64(n)))
			}
		}
	}
	return out
}

// cover reports, for each part in scope, its worst month and the penalty of all
// months.
func (v *view) cover(r *planner.Rule, when func(*planner.Part, int) bool) []planner.RuleResult {
	pen, _ := r.ReadPenalty()
	var out []planner.RuleResult
	ws := r.Windows(v.p)
	for i := range v.p.Parts {
		part := &v.p.Parts[i]
		fl := v.flows[part.ID]
		if !r.Covers(part) || fl == nil {
			continue
		}
		var worst planner.RuleResult
		penalty, found := 0.0, false
		for _, w := range ws {
			for t := w.First; t <= w.Last; t++ {
				ahead := cost.NeedAhead(part, v.p.Months, t)
				if ahead == 0 || !when(part, t) {
					continue
				}
				month := w
				month.Label = (v.p.Start + planner.Month(t)).String()
				month.First, month.Last = t, t
				res := v.result(r, month, part.ID, fl.Stock[t]/ahead*planner.WeeksPerMonth)
				if pen.Kind == planner.PenaltyCover {
					missing := math.Max(0, w.Limit-res.Value)
					penalty += pen.Value * ahead * fl.Value * missing * cost.Discount(v.p.DiscountRate, float64(t))
				}
				if !found || res.Limit-res.Value > worst.Limit-worst.Value {
					worst, found = res, true
				}
			}
		}
		if found {
			worst.Penalty = penalty
			out = append(out, worst)
		}
	}
	return out
}

func (v *view) safety(off func(*planner.Rule) bool) []planner.RuleResult {
	var out []planner.RuleResult
	for i := range v.p.Parts {
		part := &v.p.Parts[i]
		if part.SafetyStockWeeks.V <= 0 {
			continue
		}
		r := SafetyRule(part.SafetyStockWeeks.V)
		r.Scope = "part:" + part.ID
		r.Penalty = planner.FormatPercent(SafetyPenalty) + " percent of value per missing week and month"
		out = append(out, v.cover(r, func(part *planner.Part, t int) bool { return !CoverRuled(v.p, part, t, off) })...)
	}
	return out
}

func (v *view) budgets(r *planner.Rule) []planner.RuleResult {
	rate := budgetRate(v.p, r)
	var out []planner.RuleResult
	for _, w := range r.Windows(v.p) {
		if r.Type == planner.StockValueMax {
			res := v.result(r, w, "", v.mostStock(r, w)/rate)
			out = append(out, res)
			continue
		}
		spent := 0.0
		if r.Type == planner.QualificationBudgetMax {
			for _, q := range v.plan.Qualifications {
				if w.Has(int(q.Start - v.p.Start)) {
					spent += q.Cost
				}
			}
		} else {
			for _, x := range v.in {
				if x.ordered >= 0 && w.Has(x.ordered) && r.Covers(x.fit.Part) {
					spent += x.kg * x.landed
				}
			}
		}
		out = append(out, v.result(r, w, "", spent/rate))
	}
	return out
}

func (v *view) mostStock(r *planner.Rule, w planner.RuleWindow) float64 {
	most := 0.0
	for t := w.First; t <= w.Last; t++ {
		sum := 0.0
		for i := range v.plan.Flows {
			if fl := &v.plan.Flows[i]; r.Covers(v.p.Part(fl.Part)) {
				sum += fl.Stock[t] * fl.Value
			}
		}
		most = math.Max(most, sum)
	}
	return most
}

// bans reports the kilograms ordered against a ban; the limit is nothing.
func (v *view) bans(r *planner.Rule) []planner.RuleResult {
	ws := r.Windows(v.p)
	if len(ws) == 0 {
		return nil
	}
	whole := planner.RuleWindow{Span: planner.Span{First: ws[0].First, Last: ws[len(ws)-1].Last}, Label: "plan"}
	kg := 0.0
	for _, x := range v.in {
		if x.ordered >= 0 && whole.Has(x.ordered) && r.Covers(x.fit.Part) && Banned(v.p, v.f, r, x.fit) {
			kg += x.kg
		}
	}
	res := v.result(r, whole, "", kg)
	res.Binding = true
	return []planner.RuleResult{res}
}
