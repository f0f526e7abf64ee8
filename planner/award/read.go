package award

import (
	"math"

	"remanence/planner"
	"remanence/planner/cost"
)

// dust is the kilograms below which a solution value is numerical noise: the
// solver's feasibility tolerance is 1e-6 on scaled rows.
const dust = 1e-6

// read turns a solution into a plan and books it. Costs, stock and rule values
// come from the awards alone, not from the model's own columns.
func (m *model) read(x []float64) *planner.Plan {
	p := m.p
	plan := &planner.Plan{
		Currency: p.Currency, Start: p.Start, Months: p.Months, LicencePercentile: m.pct, Seed: p.Seed,
		Digest: m.opt.Digest, Name: m.opt.Name, Conflicts: []planner.Conflict{},
		Qualifications: []planner.QualificationStart{}, DesignChanges: []planner.DesignChange{}, Shortfalls: []planner.Shortfall{},
	}
	if plan.Name == "" {
		plan.Name = "plan"
	}
	plan.Awards = m.readAwards(x)
	m.readTests(x, plan)
	m.readFlows(x, plan)
	m.readRecycling(x, plan)
	m.finish(plan)
	return plan
}

// finish prices the awards, books the plan and measures the rules.
func (m *model) finish(plan *planner.Plan) {
	totals := cost.TierTotals(m.p, plan.Awards)
	for i := range plan.Awards {
		a := &plan.Awards[i]
		mass := m.byPart[a.Part].mass
		if a.Design > 0 {
			mass *= m.p.AlternativesOf(a.Part)[a.Design-1].MassFactor
		}
		u := cost.AwardUnit(m.p, m.f, m.p.Offer(a.Offer), totals, a, mass)
		a.Landed = u.Landed
		a.Price = u.Goods * u.PerUnit
		if m.p.Offer(a.Offer).PriceUnit == planner.PerPiece {
			a.Price *= mass
		}
	}
	plan.Costs = cost.Book(m.p, m.f, plan)
	plan.TotalCost = cost.Total(plan.Costs)
	plan.Rules = Measure(m.p, m.f, plan, m.opt.WithoutRules)
	for _, r := range plan.Rules {
		plan.Penalties += r.Penalty
	}
	plan.Objective = plan.TotalCost + plan.Penalties
}

func (m *model) readAwards(x []float64) []planner.Award {
	type key struct {
		part   *partVars
		offer  *planner.Offer
		design int
		t      int
		fast   bool
	}
	at := map[key]int{}
	awards := []planner.Award{}
	for _, o := range m.orders {
		kg := x[o.col]
		if kg <= dust {
			continue
		}
		k := key{o.pv, o.fit.Offer, o.fit.Design, o.t, o.expedited}
		if i, ok := at[k]; ok {
			awards[i].Kg += kg
			awards[i].Pieces = awards[i].Kg / o.fit.MassKg
			continue
		}
		at[k] = len(awards)
		awards = append(awards, planner.Award{
			Part: o.pv.part.ID, Offer: o.fit.Offer.ID, Supplier: o.fit.Offer.Supplier, Group: m.p.GroupOf(o.fit.Offer),
			Grade: o.fit.Grade, Design: o.fit.Design,
			Ordered: m.p.Start + planner.Month(o.t), Arrives: m.p.Start + planner.Month(o.arrive),
			Kg: kg, Pieces: kg / o.fit.MassKg, Expedited: o.expedited,
		})
	}
	return awards
}

// readTests starts each chosen test in the latest month that still serves its
// first order. A test that serves no order is not started.
func (m *model) readTests(x []float64, plan *planner.Plan) {
	first := m.firstStarts(x)
	done := map[*test]bool{}
	for i := range m.p.Offers {
		t := m.testOf(&m.p.Offers[i])
		start, used := first[t]
		if t == nil || done[t] || !used {
			continue
		}
		done[t] = true
		plan.Qualifications = append(plan.Qualifications, t.qualification(start))
	}
	for i := range m.p.Designs {
		d := &m.p.Designs[i]
		t := m.design[d.Part+">"+d.ToGrade]
		if start, used := first[t]; t != nil && used && t.change == d {
			plan.DesignChanges = append(plan.DesignChanges, t.designChange(start))
		}
	}
}

// qualification is a test of offers as a plan states it, started in a plan month.
func (t *test) qualification(start int) planner.QualificationStart {
	q := planner.QualificationStart{Start: t.start0 + planner.Month(start), Usable: t.start0 + planner.Month(t.usable(start)), Cost: t.cost, Tooling: t.tooling}
	for _, o := range t.offers {
		q.Offers = append(q.Offers, o.ID)
		if o.Gates != (planner.Gates{}) {
			d := o.GatesFrom(q.Start)
			q.Sample, q.PPAP = max(q.Sample, d.Sample), max(q.PPAP, d.PPAP)
		}
	}
	return q
}

// designChange is a change of design as a plan states it, started in a plan month.
func (t *test) designChange(start int) planner.DesignChange {
	d := t.change
	return planner.DesignChange{Part: d.Part, From: d.FromGrade, To: d.ToGrade, Start: t.start0 + planner.Month(start), Cost: t.cost}
}

// startIn is the month in which a solution starts a test whose month is exact.
func (m *model) startIn(t *test, x []float64) int {
	for i, c := range t.open {
		if x[c] > 0.5 {
			return t.ends[i] // exact, so that a step is a month
		}
	}
	return t.last
}

// firstStarts is the latest month in which each test that serves an order must
// start.
func (m *model) firstStarts(x []float64) map[*test]int {
	first := map[*test]int{}
	note := func(t *test, month int) {
		start := t.latest(month)
		if t.exact {
			start = min(start, m.startIn(t, x))
		}
		if s, ok := first[t]; !ok || start < s {
			first[t] = start
		}
	}
	for _, o := range m.orders {
		if x[o.col] > dust {
			for _, t := range m.gatesOf(o.fit) {
				note(t, o.t)
			}
		}
	}
	return first
}

// readFlows replays the book of every part month by month from the awards.
func (m *model) readFlows(x []float64, plan *planner.Plan) {
	good := map[string][]float64{}
	for _, a := range plan.Awards {
		if good[a.Part] == nil {
			good[a.Part] = make([]float64, m.H)
		}
		good[a.Part][int(a.Arrives-m.p.Start)] += float64(a.Pieces * (1 - m.p.Offer(a.Offer).DefectRate.V))
	}
	for _, pv := range m.parts {
		fl := planner.PartFlow{Part: pv.part.ID, Opening: pv.opening / pv.mass, Value: pv.val.Stock}
		fl.Arrivals = good[pv.part.ID]
		if fl.Arrivals == nil {
			fl.Arrivals = make([]float64, m.H)
		}
		for _, s := range []*[]float64{&fl.Demand, &fl.Open, &fl.Apart, &fl.Scrapped, &fl.Lost, &fl.Stock, &fl.Backlog} {
			*s = make([]float64, m.H)
		}
		net := fl.Opening
		for t := 0; t < m.H; t++ {
			fl.Demand[t] = pv.part.Need(t)
			fl.Open[t] = pv.open[t] / pv.mass
			for _, a := range pv.apart {
				if a.use[t] >= 0 {
					fl.Apart[t] += clean(x[a.use[t]]) / pv.mass
				}
			}
			if pv.scrap[t] >= 0 {
				fl.Scrapped[t] = clean(x[pv.scrap[t]]) / pv.mass
			}
			if pv.policy != planner.Backlog && pv.back[t] >= 0 {
				fl.Lost[t] = clean(x[pv.back[t]]) / pv.mass
			}
			net += fl.Open[t] + fl.Arrivals[t] + fl.Apart[t] + fl.Lost[t] - fl.Scrapped[t] - fl.Demand[t]
			if math.Abs(net)*pv.mass < 10*dust*(1+pv.need[t]) {
				net = 0
			}
			fl.Stock[t], fl.Backlog[t] = math.Max(net, 0), math.Max(-net, 0)
			if late := fl.Backlog[t] + fl.Lost[t]; late > 0 {
				plan.Shortfalls = append(plan.Shortfalls, planner.Shortfall{Part: fl.Part, Month: m.p.Start + planner.Month(t), Pieces: late})
			}
		}
		plan.Flows = append(plan.Flows, fl)
	}
}

func clean(v float64) float64 {
	if v <= dust {
		return 0
	}
	return v
}
