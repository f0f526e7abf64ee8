package compare

import (
	"fmt"
	"math"
	"slices"

	"remanence/planner"
)

// GivenText says in which cases optional rules give way, and what is known of a
// plan that keeps them; "" where none does.
func (r *Robust) GivenText() string {
	var names []string
	open := r.RulesOpen
	for _, x := range r.Cases {
		if x.RulesGiven {
			names = append(names, x.Name)
		}
		open = open || x.open
	}
	switch {
	case len(names) == 0:
		return ""
	case open:
		return fmt.Sprintf("Optional rules give way in %s. A plan that keeps them may exist; none has been found.", listOf(names))
	}
	return fmt.Sprintf("Optional rules give way in %s: no decision keeps them in every case.", listOf(names))
}

// differences say what a plan decides before a month that another does not: tests
// and changes of design, what each supplier group is ordered from, and what is in
// stock by then.
func differences(from, to *planner.Plan, until planner.Month) []string {
	out := []string{}
	if from == nil || to == nil || from == to {
		return out
	}
	starts := func(p *planner.Plan) map[string]planner.Month {
		m := map[string]planner.Month{}
		for _, q := range p.Qualifications {
			if q.Start < until {
				m["the test of "+listOf(q.Offers)] = q.Start
			}
		}
		for _, c := range p.DesignChanges {
			if c.Start < until {
				m["the change of "+c.Part+" to "+c.To] = c.Start
			}
		}
		return m
	}
	a, b := starts(from), starts(to)
	for _, name := range keys(a, b) {
		was, is := a[name], b[name]
		_, inA := a[name]
		_, inB := b[name]
		switch {
		case inB && !inA:
			out = append(out, fmt.Sprintf("Begins %s in %s.", name, is.Label()))
		case inA && !inB:
			out = append(out, fmt.Sprintf("Does not begin %s before %s.", name, until.Label()))
		case was != is:
			out = append(out, fmt.Sprintf("Begins %s in %s, not in %s.", name, is.Label(), was.Label()))
		}
	}
	kg := func(p *planner.Plan) map[string]float64 {
		m := map[string]float64{}
		for _, w := range p.Awards {
			if w.Ordered < until {
				m[w.Group] += w.Kg
			}
		}
		return m
	}
	x, y := kg(from), kg(to)
	for _, g := range keys(x, y) {
		if d := y[g] - x[g]; math.Abs(d) > 0.5+float64(1e-3*math.Max(x[g], y[g])) {
			out = append(out, fmt.Sprintf("Orders %s kg %s from %s before %s.", planner.GroupedNumber(math.Round(math.Abs(d))), moreOrLess(d), g, until.Label()))
		}
	}
	month := int(until-to.Start) - 1
	if month < 0 {
		return out
	}
	for i, fl := range to.Flows {
		if i >= len(from.Flows) || from.Flows[i].Part != fl.Part || month >= len(fl.Stock) {
			continue
		}
		if d := fl.Stock[month] - from.Flows[i].Stock[month]; math.Abs(d) > 0.5+float64(1e-2*math.Max(fl.Stock[month], from.Flows[i].Stock[month])) {
			out = append(out, fmt.Sprintf("Has %s pieces %s of %s in stock at the end of %s.", planner.GroupedNumber(math.Round(math.Abs(d))), moreOrLess(d), fl.Part, (until-1).Label()))
		}
	}
	return out
}

func moreOrLess(d float64) string {
	if d > 0 {
		return "more"
	}
	return "less"
}

// keys are those of either map, in order.
func keys[V any](a, b map[string]V) []string {
	var out []string
	for k := range a {
		out = append(out, k)
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}
