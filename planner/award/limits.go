package award

import (
	"context"
	"fmt"
	"math"

	"remanence/planner"
)

// Limit is something that holds the plan, and what one unit of it is worth.
type Limit struct {
	Kind string `json:"kind"` // rule, capacity, tests
	ID   string `json:"id"`   // of the rule or the capacity pool
	Name string `json:"name"`
	Step string `json:"step"` // by how much it is loosened: "1 point", "1 % more a month", "1 test"
	// Effect is what the plan saves when the limit is loosened by the step, found
	// by planning again; cost and penalties, discounted plan currency.
	Effect Estimate `json:"effect"`
	Known  bool     `json:"known"` // false when no plan was found in time
	// Marginal is the same by shadow price, with every yes/no choice kept: a hint.
	Marginal planner.Opt[float64] `json:"marginal,omitzero"`
	Text     string               `json:"text"`
}

// loosened is a project with one limit loosened by one step.
type loosened struct {
	limit   Limit
	project *planner.Project
}

// Limits lists what binds: rules that stand at their limit or are missed,
// capacities that are full, and the number of tests when it is used up. Each is
// loosened by one step and planned again.
func (q *Questions) Limits(ctx context.Context) ([]Limit, error) {
	if err := q.needPlan(); err != nil {
		return nil, err
	}
	list := q.looseRules()
	list = append(list, q.loosePools()...)
	list = append(list, q.looseTests()...)
	m := newModel(q.Project, q.Facts, q.Options, nil, map[string]bool{})
	duals, err := marginals(ctx, q.Engine, m, q.Plan)
	if err != nil {
		return nil, err
	}
	out := make([]Limit, len(list))
	err = q.side(ctx, len(list), func(ctx context.Context, i int) error {
		plan, err := q.make(ctx, list[i].project, q.Options)
		if err != nil {
			return err
		}
		out[i] = q.limitEffect(list[i].limit, plan)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range out {
		if out[i].Kind == "rule" && duals != nil {
			out[i].Marginal = ruleMarginal(m, out[i].ID, duals, looseStep(ruleByID(q.Project, out[i].ID)))
		}
		out[i].Text = q.limitText(out[i])
	}
	return out, nil
}

func (q *Questions) limitEffect(l Limit, plan *planner.Plan) Limit {
	if l.Known = Planned(plan); !l.Known {
		return l
	}
	// The plan itself is still allowed, so loosening never costs.
	best := math.Min(plan.Objective, q.cheapest().Objective)
	l.Effect = q.saved(best, plan.Bound)
	return l
}

func (q *Questions) limitText(l Limit) string {
	text := ""
	switch {
	case !l.Known:
		return fmt.Sprintf("%s holds the plan; what %s would save is not known, the search was stopped.", l.Name, l.Step)
	case l.Effect.Value <= 0.005:
		text = fmt.Sprintf("%s holds the plan, but %s would save nothing%s", l.Name, l.Step, q.within(l.Effect))
	default:
		text = fmt.Sprintf("%s holds the plan: %s would save %s%s", l.Name, l.Step, moneyText(q.Project, l.Effect.Value), q.within(l.Effect))
	}
	if l.Marginal.OK && l.Marginal.V > 0.005 {
		text += fmt.Sprintf("; by shadow price, with all choices kept, about %s", moneyText(q.Project, l.Marginal.V))
	}
	return text + "."
}

// looseRules are the rules that bind, each loosened by one unit in every window.
// A ban has no unit; its price tells what it costs.
func (q *Questions) looseRules() []loosened {
	binds := map[string]bool{}
	for _, r := range q.Plan.Rules {
		if r.Binding {
			binds[r.Rule] = true
		}
	}
	var out []loosened
	for i := range q.Project.Rules {
		r := &q.Project.Rules[i]
		step := looseStep(r)
		if !binds[r.ID] || step == 0 {
			continue
		}
		p := q.Project.Clone()
		loosen(&p.Rules[i], step)
		out = append(out, loosened{Limit{Kind: "rule", ID: r.ID, Name: RuleName(r), Step: stepText(r, q.Project, step)}, p})
	}
	return out
}

// looseStep is one unit of a rule's limit: a point, a week, a supplier; for
// money and CO2 a hundredth of the limit. 0 for a rule without a unit.
func looseStep(r *planner.Rule) float64 {
	switch {
	case r.Type == planner.CoveredCountryBan:
		return 0
	case r.Type.InPercent(), r.Type == planner.CoverMin, r.Type == planner.MinSuppliers, r.Type == planner.MaxSuppliers:
		return 1
	}
	return math.Max(math.Abs(r.ValueFrom.V), math.Abs(r.ValueTo.V)) / 100
}

// loosen moves both ends of a rule's limit by a step in the direction that
// allows more; a least value does not fall below nothing.
func loosen(r *planner.Rule, step float64) {
	for _, v := range []*planner.Opt[float64]{&r.ValueFrom, &r.ValueTo} {
		if !v.OK {
			continue
		}
		if r.Type.IsMin() {
			v.V = math.Max(0, v.V-step)
		} else if v.V += step; r.Type.InPercent() {
			v.V = math.Min(100, v.V)
		}
	}
}

func stepText(r *planner.Rule, p *planner.Project, step float64) string {
	way := "more"
	if r.Type.IsMin() {
		way = "less"
	}
	switch {
	case r.Type.InPercent():
		return "1 point " + way
	case r.Type == planner.CoverMin:
		return "1 week " + way
	case r.Type == planner.MinSuppliers || r.Type == planner.MaxSuppliers:
		return "1 supplier " + way
	}
	return fmt.Sprintf("1 %% (%s) %s", limitText(r, p, step), way)
}

// ruleMarginal adds up the shadow prices of a rule's rows for one step.
func ruleMarginal(m *model, id string, duals []float64, step float64) planner.Opt[float64] {
	sum, found := 0.0, false
	for _, rr := range m.rules {
		if rr.rule.ID == id && rr.row < len(duals) {
			sum += float64(math.Max(0, -duals[rr.row]) * rr.perUnit * step)
			found = true
		}
	}
	if !found {
		return planner.Opt[float64]{}
	}
	return planner.Some(sum)
}

// loosePools are the plants that are full in some month, each with a hundredth
// more in every month.
func (q *Questions) loosePools() []loosened {
	full := fullPools(q.Project, q.Plan)
	var out []loosened
	for i := range q.Project.Pools {
		id := q.Project.Pools[i].ID
		if full[id] == 0 {
			continue
		}
		p := q.Project.Clone()
		for k := range p.Pools[i].Steps {
			p.Pools[i].Steps[k].KgPerMonth *= 1.01
		}
		out = append(out, loosened{Limit{Kind: "capacity", ID: id, Name: "Capacity " + id, Step: "1 % more a month"}, p})
	}
	return out
}

// fullPools counts the months in which each plant is full.
func fullPools(p *planner.Project, plan *planner.Plan) map[string]int {
	type slot struct {
		pool  string
		month planner.Month
	}
	used, full := map[slot]float64{}, map[string]int{}
	for _, a := range plan.Awards {
		used[slot{p.Offer(a.Offer).Pool, a.Ordered}] += a.Kg
	}
	for s, kg := range used {
		if pool := p.Pool(s.pool); pool != nil && pool.At(s.month) > 0 && kg >= pool.At(s.month)*(1-1e-6) {
			full[s.pool]++
		}
	}
	return full
}

// looseTests is one more test, where the number of tests is used up.
func (q *Questions) looseTests() []loosened {
	n := q.Project.MaxNewQualifications
	if !n.OK || len(q.Plan.Qualifications) < n.V {
		return nil
	}
	p := q.Project.Clone()
	p.MaxNewQualifications = planner.Some(n.V + 1)
	return []loosened{{Limit{Kind: "tests", Name: fmt.Sprintf("The limit of %d new tests", n.V), Step: "1 test more"}, p}}
}
