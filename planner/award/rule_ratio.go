package award

import (
	"math"
	"slices"

	"remanence/planner"
	"remanence/planner/chain"
)

// ratio is a metric that compares two sums over what arrives in a window: the
// hit must be at most (at least) the limit times the weight. Multiplied out it
// is linear. Open orders count, opening stock does not.
type ratio struct {
	weigh weighing
	scale float64 // metric units for hit ÷ weight: 100 makes a share a percentage
	own   bool    // only orders the plan itself places
	whole bool    // the excess is counted in units of the hit, not per unit of weight
	// each lists the subjects that have a limit of their own, nil when there is one
	// limit for all together.
	each func(p *planner.Project, f *planner.Facts, r *planner.Rule, there func(*planner.Offer) bool) []string
}

// sign turns a least value into a largest one.
func sign(r *planner.Rule) float64 {
	if r.Type.IsMin() {
		return -1
	}
	return 1
}

func (k ratio) subjects(p *planner.Project, f *planner.Facts, r *planner.Rule, there func(*planner.Offer) bool) []string {
	if k.each == nil {
		return nil
	}
	return k.each(p, f, r, there)
}

// miss is how far a kilogram of weight and hit lies over the limit. Where no
// single order may miss it, what lies under does not make up for what lies over.
func (k ratio) miss(r *planner.Rule, limit, weight, hit float64) float64 {
	d := sign(r) * (hit - float64(limit/k.scale*weight))
	if r.EachOrder() {
		return math.Max(0, d)
	}
	return d
}

// perUnit is how much excess one unit of the metric stands for.
func (k ratio) perUnit(expected float64) float64 {
	if k.whole {
		return 1
	}
	return math.Max(expected, 1e-6) / k.scale
}

func (k ratio) rows(m *model, r *planner.Rule, w planner.RuleWindow) {
	there := map[*planner.Offer]bool{}
	var orders []*order
	var lots []lotOf
	m.received(r, w, func(o *order) {
		orders = append(orders, o)
		there[o.fit.Offer] = true
	}, func(pv *partVars, l openLot) {
		if !k.own && !r.EachOrder() {
			lots = append(lots, lotOf{pv, l})
			if l.offer != nil {
				there[l.offer] = true
			}
		}
	})
	if len(orders) == 0 && len(lots) == 0 {
		return
	}
	bs := m.bases(r)
	subjects := k.subjects(m.p, m.f, r, func(o *planner.Offer) bool { return there[o] })
	if subjects == nil {
		g := newGauge(m.p, m.f, r, m.pct, k.weigh, "")
		var terms []term
		constant := 0.0
		for _, o := range orders {
			if weight, hit := g.of(m.load(o), o.unit.Landed); weight != 0 {
				terms = append(terms, term{o.col, k.miss(r, w.Limit, weight, hit)})
			}
		}
		for _, l := range lots {
			weight, hit := g.of(load{Fit: openFit(l.pv.part, l.pv.mass, l.lot)}, openLanded(m.p, m.f, l.pv.mass, l.lot))
			constant += float64(l.lot.kg * k.miss(r, w.Limit, weight, hit))
		}
		m.limit(r, w, "", terms, constant, k.perUnit(g.expected(bs, w, k.own)))
		return
	}
	// A column holds the whole weight of the window, so that the row of each subject
	// stays short.
	total := -1
	for _, s := range subjects {
		g := newGauge(m.p, m.f, r, m.pct, k.weigh, s)
		if total < 0 {
			total = k.totalWeight(m, g, orders, lots)
		}
		terms, constant, any := []term{{total, -sign(r) * w.Limit / k.scale}}, 0.0, false
		for _, o := range orders {
			if _, hit := g.of(m.load(o), o.unit.Landed); hit != 0 {
				terms = append(terms, term{o.col, sign(r) * hit})
				any = true
			}
		}
		for _, l := range lots {
			_, hit := g.of(load{Fit: openFit(l.pv.part, l.pv.mass, l.lot)}, openLanded(m.p, m.f, l.pv.mass, l.lot))
			constant += float64(l.lot.kg * sign(r) * hit)
		}
		if any || constant != 0 || r.Type.IsMin() {
			m.limit(r, w, s, terms, constant, k.perUnit(g.expected(bs, w, k.own)))
		}
	}
}

// lotOf is an open order of a part.
type lotOf struct {
	pv  *partVars
	lot openLot
}

func (m *model) load(o *order) load {
	return load{o.fit, m.p.Start + planner.Month(o.t), o.expedited}
}

func (k ratio) totalWeight(m *model, g *gauge, orders []*order, lots []lotOf) int {
	total := m.b.col(0, 0, inf)
	terms, constant := []term{{total, -1}}, 0.0
	for _, o := range orders {
		weight, _ := g.of(m.load(o), o.unit.Landed)
		terms = append(terms, term{o.col, weight})
	}
	for _, l := range lots {
		weight, _ := g.of(load{Fit: openFit(l.pv.part, l.pv.mass, l.lot)}, openLanded(m.p, m.f, l.pv.mass, l.lot))
		constant += float64(l.lot.kg * weight)
	}
	m.b.equal(-constant, terms...)
	return total
}

// report gives each window one result; where subjects have limits of their own,
// it is that of the subject nearest to (or furthest over) the limit, and the
// penalties of all.
func (k ratio) report(v *view, r *planner.Rule) []planner.RuleResult {
	var out []planner.RuleResult
	bs := v.bases(r)
	subjects := k.subjects(v.p, v.f, r, func(*planner.Offer) bool { return true })
	if subjects == nil {
		subjects = []string{""}
	}
	gauges := make([]*gauge, len(subjects))
	for i, s := range subjects {
		gauges[i] = newGauge(v.p, v.f, r, v.plan.LicencePercentile, k.weigh, s)
	}
	for _, w := range r.Windows(v.p) {
		var worst *planner.RuleResult
		penalty := 0.0
		for i, s := range subjects {
			res, ok := k.measure(v, r, w, s, gauges[i], bs)
			if !ok {
				continue
			}
			penalty += res.Penalty
			if worst == nil || sign(r)*res.Value > sign(r)*worst.Value {
				worst = &res
			}
		}
		if worst != nil {
			worst.Penalty = penalty
			out = append(out, *worst)
		}
	}
	return out
}

func (k ratio) measure(v *view, r *planner.Rule, w planner.RuleWindow, subject string, g *gauge, bs []base) (planner.RuleResult, bool) {
	weight, hit, excess, most := 0.0, 0.0, 0.0, math.Inf(-1)
	for _, x := range v.in {
		if !w.Has(x.arrives) || (k.own || r.EachOrder()) && x.ordered < 0 || !v.speaks(r, x.fit.Part) {
			continue
		}
		l := load{Fit: x.fit, expedited: x.expedited}
		if x.ordered >= 0 {
			l.ordered = v.p.Start + planner.Month(x.ordered)
		}
		a, b := g.of(l, x.landed)
		weight += float64(a * x.kg)
		hit += float64(b * x.kg)
		excess += float64(x.kg * k.miss(r, w.Limit, a, b))
		if a > 0 {
			most = math.Max(most, sign(r)*k.scale*b/a)
		}
	}
	if weight <= 0 {
		return planner.RuleResult{}, false
	}
	value := k.scale * hit / weight
	if r.EachOrder() {
		value = sign(r) * most
	}
	res := v.result(r, w, subject, value)
	if price := excessPrice(r); price > 0 {
		res.Penalty = math.Max(0, excess) / k.perUnit(g.expected(bs, w, k.own)) * price * v.disc(w.Last)
	}
	return res, true
}

func (k ratio) presses(v *view, r *planner.Rule, fit planner.Fit) bool {
	subjects := k.subjects(v.p, v.f, r, func(*planner.Offer) bool { return true })
	if subjects == nil {
		subjects = []string{""}
	}
	for _, res := range v.plan.Rules {
		if res.Rule != r.ID || !res.Binding || !slices.Contains(subjects, res.Subject) {
			continue
		}
		g := newGauge(v.p, v.f, r, v.plan.LicencePercentile, k.weigh, res.Subject)
		if weight, hit := g.of(load{Fit: fit}, 1); weight > 0 && k.miss(r, res.Limit, weight, hit) > 1e-12 {
			return true
		}
	}
	return false
}

// eachGroup lists the supplier groups with a limit of their own: the one the
// rule names, else for a largest share every group that could deliver, in the
// order of the offers.
func eachGroup(p *planner.Project, _ *planner.Facts, r *planner.Rule, there func(*planner.Offer) bool) []string {
	if r.Supplier != "" && r.Type.IsMin() {
		return []string{groupNamed(p, r.Supplier)}
	}
	out := []string{}
	for i := range p.Offers {
		o := &p.Offers[i]
		g := p.GroupOf(o)
		if there(o) && !slices.Contains(out, g) && (r.Supplier == "" || r.Supplier == g || groupNamed(p, r.Supplier) == g) {
			out = append(out, g)
		}
	}
	return out
}

func groupNamed(p *planner.Project, name string) string {
	if s := p.SupplierNamed(name); s != nil && s.Group != "" {
		return s.Group
	}
	return name
}

// eachCountry lists the countries with a limit of their own under a rule that
// says "each": those of the offers' origins that lie in the group, in the order
// of the profiles. Other rules have one limit for all their countries.
func eachCountry(p *planner.Project, f *planner.Facts, r *planner.Rule, there func(*planner.Offer) bool) []string {
	if len(r.Countries) != 1 {
		return nil
	}
	group := planner.ReadCountryGroup(r.Countries[0])
	if !group.Each {
		return nil
	}
	out := []string{}
	add := func(c string) {
		if group.Has(f, c) && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	for i := range p.Offers {
		o := &p.Offers[i]
		if !there(o) {
			continue
		}
		for _, c := range chain.CountriesOf(p, o) {
			add(c)
		}
	}
	return out
}
