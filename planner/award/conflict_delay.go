package award

import (
	"fmt"
	"maps"
	"sort"

	"remanence/planner"
)

// later is the least number of months by which one rule alone would have to hold
// later, its limits unchanged, so that the candidates can all be kept. It is
// found by halving: a rule that holds later is never harder to keep. There is
// none for a rule of a single window, or when its last window alone is too much.
func (r *run) later(id string, candidates []string, lots map[string]bool) (planner.Relaxation, bool, error) {
	ru := ruleByID(r.p, id)
	if ru == nil {
		return planner.Relaxation{}, false, nil
	}
	ws := ru.Windows(r.p)
	if len(ws) < 2 {
		return planner.Relaxation{}, false, nil
	}
	var failed error
	starts := func(i int) bool { // the candidates can be kept when the rule starts at window i
		if failed != nil {
			return true
		}
		clash, err := r.holdingFrom(id, ws[i].First).clash(r.hardRules(), candidates, lots)
		failed = err
		return !clash
	}
	if !starts(len(ws)-1) || failed != nil {
		return planner.Relaxation{}, false, failed
	}
	i := 1 + sort.Search(len(ws)-2, func(i int) bool { return starts(i + 1) })
	if failed != nil {
		return planner.Relaxation{}, false, failed
	}
	months := ws[i].First - ws[0].First
	unit := "months"
	if months == 1 {
		unit = "month"
	}
	return planner.Relaxation{Rule: id, Amount: float64(months), Unit: "months",
		Text: fmt.Sprintf("%s: from %s instead of %s, %d %s later", RuleName(ru), r.p.Start+planner.Month(ws[i].First), r.p.Start+planner.Month(ws[0].First), months, unit)}, true, nil
}

// holdingFrom is the run with the windows of a rule left out that begin before a month.
func (r *run) holdingFrom(rule string, first int) *run {
	q := *r
	t := twist{}
	if r.o.twist != nil {
		t = *r.o.twist
	}
	t.from = maps.Clone(t.from)
	if t.from == nil {
		t.from = map[string]int{}
	}
	t.from[rule] = first
	q.o.twist = &t
	return &q
}

// waived reports whether a question leaves a window of a rule out.
func (m *model) waived(r *planner.Rule, w planner.RuleWindow) bool {
	return m.opt.twist != nil && w.First < m.opt.twist.from[r.ID]
}
