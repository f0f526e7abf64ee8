package award

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"remanence/planner"
	"remanence/planner/highs"
)

// maxConflicts is how many separate conflicts are reported.
const maxConflicts = 3

// conflictSeconds bounds each feasibility question of the search, so that a hard
// one cannot hold the user up. A question that runs out of time counts as "no
// conflict proven", which can only make a reported set larger, never wrong.
const conflictSeconds = 20

// infeasible finds why no plan keeps every hard rule: smallest sets of named
// rules that contradict each other, and the least relaxation of each member
// alone. The plan returned breaks the rules as little as can be. Less is told
// where less is asked for.
func (r *run) infeasible(lots map[string]bool) (*planner.Plan, error) {
	if r.o.Clash == ClashNamed {
		plan := r.nothing(newModel(r.p, r.f, r.o, nil, map[string]bool{}), highs.Result{Bound: math.Inf(-1)})
		plan.Status = planner.StatusInfeasible
		return plan, nil
	}
	r.phase = "finding conflicts"
	elastic := r.hardRules()
	if r.o.Clash == ClashShown {
		return r.elasticPlan(elastic, lots, nil)
	}
	// Why is asked on another processor while the plan is looked for; each is told as
	// soon as it is known.
	q, teller := *r, *r
	told := &clashTold{r: &teller}
	var stop context.CancelFunc
	q.ctx, stop = context.WithCancel(r.ctx)
	defer stop()
	named := make(chan error, 1)
	go func() { named <- q.conflicts(elastic, lots, told.conflict) }()
	plan, err := r.elasticPlan(elastic, lots, func(p *planner.Plan) { told.plan(p, r) })
	if err != nil {
		stop()
		<-named
		return nil, err
	}
	told.plan(plan, r)
	err = <-named
	plan.Conflicts = told.conflicts
	r.seconds = math.Max(r.seconds, q.seconds)
	return plan, err
}

// conflicts finds the sets of rules that contradict each other, one after the other,
// and what would mend each.
func (r *run) conflicts(elastic []string, lots map[string]bool, found func(planner.Conflict)) error {
	left := elastic
	for n := 0; n < maxConflicts && len(left) > 0; n++ {
		set, err := r.minimalConflict(left, lots)
		if err != nil {
			return err
		}
		if len(set) == 0 {
			break
		}
		c := planner.Conflict{Rules: set}
		for _, id := range set {
			rel, ok, err := r.relaxation(id, elastic, left, lots)
			if err == nil && !ok && len(set) < len(left) {
				// Other conflicts stand in the way: what it takes to mend this one.
				rel, ok, err = r.relaxation(id, elastic, set, lots)
			}
			if err != nil {
				return err
			}
			if ok {
				c.Relaxations = append(c.Relaxations, rel)
			}
			if rel, ok, err = r.later(id, set, lots); err != nil {
				return err
			}
			if ok {
				c.Relaxations = append(c.Relaxations, rel)
			}
		}
		found(c)
		// Look for another conflict that does not need the first rule of this one.
		left = without(left, set[0])
	}
	return nil
}

// hardRules are the ids that may conflict, in the order in which the filter tries
// to drop them: the buyer's own wishes before law, the latest priority first.
func (r *run) hardRules() []string {
	var wishes, laws []string
	for i := range r.p.Rules {
		ru := &r.p.Rules[i]
		switch {
		case !ru.Hard || ruleOff(ru, r.o.WithoutRules):
		case ru.Law():
			laws = append(laws, ru.ID)
		default:
			wishes = append(wishes, ru.ID)
		}
	}
	for _, ids := range [][]string{wishes, laws} {
		slices.SortStableFunc(ids, func(a, b string) int { return r.rank(b) - r.rank(a) })
	}
	out := append(wishes, laws...)
	if r.p.Shortage == planner.Forbidden {
		out = append(out, shortageRule)
	}
	return out
}

// minimalConflict is a smallest set among the candidates that no plan can keep
// together (deletion filter; model §4.2), or none when they can all be kept.
// Rules outside the candidates are relaxed.
func (r *run) minimalConflict(candidates []string, lots map[string]bool) ([]string, error) {
	all := r.hardRules()
	clash, err := r.clash(all, candidates, lots)
	if err != nil || !clash {
		return nil, err
	}
	keep := append([]string(nil), candidates...)
	for _, id := range candidates {
		rest := without(keep, id)
		clash, err := r.clash(all, rest, lots)
		if err != nil {
			return nil, err
		}
		if clash {
			keep = rest
		}
	}
	return keep, nil
}

// clash asks whether no plan keeps a set of hard rules, all others relaxed.
func (r *run) clash(all, hard []string, lots map[string]bool) (bool, error) {
	elastic := all
	for _, id := range hard {
		elastic = without(elastic, id)
	}
	m := newModel(r.p, r.f, r.o, set(elastic), lots)
	for i := range m.b.cost {
		m.b.cost[i] = 0
	}
	res, err := r.ask(m)
	return err == nil && (res.Status == highs.Infeasible || res.Status == highs.InfeasibleOrUnbounded), err
}

func (r *run) ask(m *model) (highs.Result, error) {
	s, err := r.engine.New()
	if err != nil {
		return highs.Result{}, err
	}
	defer s.Close()
	if err := s.Pass(m.b.model()); err != nil {
		return highs.Result{}, err
	}
	res, err := s.Run(r.ctx, highs.Options{Gap: r.gap, TimeLimit: conflictSeconds * time.Second, Seed: int(r.p.Seed)}, nil)
	r.seconds += res.Seconds
	return res, err
}

// leastBeside is the weight of what the other rows of a relaxed rule need against the
// most that one does.
const leastBeside = 1e-4

// relaxation is the least by which one rule must give, alone, so that the
// candidates can all be kept.
func (r *run) relaxation(id string, all, candidates []string, lots map[string]bool) (planner.Relaxation, bool, error) {
	elastic := []string{id}
	for _, x := range all {
		if !contains(candidates, x) {
			elastic = append(elastic, x)
		}
	}
	m := newModel(r.p, r.f, r.o, set(elastic), lots)
	for i := range m.b.cost {
		m.b.cost[i] = 0
	}
	// A rule has one limit for all it speaks of: the most that any of its rows needs is
	// least, and what the others need beside it.
	var rows []ruleRow
	worst := m.b.col(1, 0, inf)
	for _, rr := range m.rules {
		if rr.slack >= 0 && rr.rule.ID == id {
			unit := m.unitOf(rr)
			m.b.cost[rr.slack] = leastBeside / unit
			if unit > 1e-6 { // else nothing is there that the limit could be a share of
				m.b.atLeast(0, term{worst, unit}, term{rr.slack, -1})
			}
			rows = append(rows, rr)
		}
	}
	if id == shortageRule {
		for _, pv := range m.parts {
			for _, c := range pv.back {
				if c >= 0 {
					m.b.cost[c] = 1 / pv.mass
				}
			}
		}
	}
	res, err := r.ask(m)
	if err != nil || !res.HasSolution {
		return planner.Relaxation{}, false, err
	}
	if id == shortageRule {
		pieces, kg := 0.0, 0.0
		for _, pv := range m.parts {
			for _, c := range pv.back {
				if c >= 0 {
					pieces += res.X[c] / pv.mass
					kg += res.X[c]
				}
			}
		}
		return planner.Relaxation{Rule: id, Amount: pieces, Unit: "pieces",
			Text: fmt.Sprintf("let %s pieces go short, or find %s t more that keeps the rules", Quantity(pieces), Quantity(kg/1000))}, true, nil
	}
	return describeRelaxation(m, rows, res.X)
}

// describeRelaxation words the largest excess among a rule's rows.
func describeRelaxation(m *model, rows []ruleRow, x []float64) (planner.Relaxation, bool, error) {
	best, amount := ruleRow{}, 0.0
	for _, rr := range rows {
		if a := x[rr.slack] / math.Max(rr.perUnit, 1e-12); a > amount {
			best, amount = rr, a
		}
	}
	if best.rule == nil {
		return planner.Relaxation{}, false, nil
	}
	to := best.window.Limit + amount
	if best.rule.Type.IsMin() {
		to = best.window.Limit - amount
	}
	rel := planner.Relaxation{Rule: best.rule.ID, Amount: amount, Unit: UnitOf(best.rule, m.p)}
	rel.Text = fmt.Sprintf("%s: %s instead of %s in %s", RuleName(best.rule), limitText(best.rule, m.p, to), limitText(best.rule, m.p, best.window.Limit), best.window.Label)
	if best.rule.Type == planner.CoveredCountryBan {
		rel.Unit = "kg"
		rel.Text = fmt.Sprintf("%s: let %s kg pass for %s", RuleName(best.rule), Quantity(amount), best.subject)
	}
	if best.rule.Type == planner.CO2IntensityMax {
		rel.Unit = "kg CO2"
		rel.Text = fmt.Sprintf("%s: let %s kg CO2 more pass in %s", RuleName(best.rule), Quantity(amount), best.window.Label)
	}
	return rel, true, nil
}

func set(ids []string) map[string]bool {
	m := map[string]bool{}
	for _, id := range ids {
		m[id] = true
	}
	return m
}

func without(ids []string, drop string) []string {
	var out []string
	for _, id := range ids {
		if id != drop {
			out = append(out, id)
		}
	}
	return out
}
