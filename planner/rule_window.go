package planner

import (
	"fmt"
	"strconv"
)

// Span is a run of plan months, first to last, both counted from the start of
// the plan.
type Span struct{ First, Last int }

// Has reports whether a month lies in the span.
func (s Span) Has(t int) bool { return t >= s.First && t <= s.Last }

// RuleWindow is one window of a rule with the limit that holds in it.
type RuleWindow struct {
	Span
	Label string  // "2027", "2027 H1", "2027-05", "plan"
	Limit float64 // in the unit of the metric
}

// Windows cuts the life of a rule into its windows and gives each its limit:
// ValueFrom in the first, ValueTo in the last, a straight line between.
func (r *Rule) Windows(p *Project) []RuleWindow {
	first, last := 0, p.Months-1
	if r.FromMonth.OK {
		first = max(first, int(r.FromMonth.V-p.Start))
	}
	if r.ToMonth.OK {
		last = min(last, int(r.ToMonth.V-p.Start))
	}
	if first > last {
		return nil
	}
	var ws []RuleWindow
	for t := first; t <= last; t++ {
		label := r.windowLabel(p.Start + Month(t))
		if len(ws) > 0 && ws[len(ws)-1].Label == label {
			ws[len(ws)-1].Last = t
			continue
		}
		ws = append(ws, RuleWindow{Span: Span{t, t}, Label: label})
	}
	from := r.ValueFrom.Or(r.ValueTo.V)
	to := r.ValueTo.Or(from)
	// The line runs over the rule's own life, of which the plan may see only a part.
	before, total := r.windowsBefore(p, first), r.windowsInLife(p, first, last, len(ws))
	for i := range ws {
		ws[i].Limit = from
		if total > 1 {
			ws[i].Limit = from + (to-from)*float64(before+i)/float64(total-1)
		}
	}
	return ws
}

func (r *Rule) windowLabel(m Month) string {
	switch r.Window {
	case WholePlan:
		return "plan"
	case PerYear:
		return strconv.Itoa(m.Year())
	case PerHalfYear:
		return fmt.Sprintf("%d H%d", m.Year(), (m.Number()+5)/6)
	case PerQuarter:
		return fmt.Sprintf("%d Q%d", m.Year(), (m.Number()+2)/3)
	}
	return m.String()
}

// windowsBefore counts the rule's windows that ended before the plan starts.
func (r *Rule) windowsBefore(p *Project, first int) int {
	if !r.FromMonth.OK {
		return 0
	}
	return r.countWindows(r.FromMonth.V, p.Start+Month(first)-1, r.windowLabel(p.Start+Month(first)))
}

func (r *Rule) windowsInLife(p *Project, first, last, inPlan int) int {
	n := r.windowsBefore(p, first) + inPlan
	if r.ToMonth.OK {
		n += r.countWindows(p.Start+Month(last)+1, r.ToMonth.V, r.windowLabel(p.Start+Month(last)))
	}
	return n
}

func (r *Rule) countWindows(from, to Month, except string) int {
	if to-from > 1200 {
		to = from + 1200
	}
	n, prev := 0, except
	for m := from; m <= to; m++ {
		if l := r.windowLabel(m); l != prev && l != except {
			n++
			prev = l
		}
	}
	return n
}
