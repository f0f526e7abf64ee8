// Package standing says how a rule stands in a plan: kept, at its limit or
// missed, with the window that decides. Every page that shows rules uses it, so
// that a rule has one state. It knows no toolkit.
package standing

import (
	"math"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
)

// Standing is the state of a rule.
type Standing struct {
	Measured     bool
	Window       string // the window nearest to its limit, or most beyond it
	Limit, Value string
	State        string // kept, at its limit, broken, off, not measured
	Tint         palette.Tint
	Missed       string             // by how much the limit is missed at worst, "" when kept
	Broken       int                // windows that miss their limit
	Worst        planner.RuleResult // of Window
	Hint         string             // what one step tighter would cost, "" when unknown
}

// Of reads the state of a rule from a plan, which may be nil.
func Of(p *planner.Project, plan *planner.Plan, r *planner.Rule) Standing {
	s := Standing{Window: figures.Missing, Limit: figures.Missing, Value: figures.Missing, State: tr.T("not measured"), Tint: palette.Neutral}
	if r.Off {
		s.State = tr.T("off")
		return s
	}
	if plan == nil {
		return s
	}
	w, broken, ok := Tightest(plan, r)
	if !ok {
		return s
	}
	s.Measured, s.Worst, s.Broken = true, w, broken
	s.Window, s.Limit, s.Value = words.Window(w.Window), words.RuleValue(p, r.Type, w.Limit), words.RuleValue(p, r.Type, w.Value)
	if w.Subject != "" {
		s.Window += ", " + w.Subject
	}
	switch {
	case broken > 0 && r.Hard:
		s.State, s.Tint = tr.T("cannot be kept"), palette.Bad
	case broken > 0:
		s.State, s.Tint = tr.F("missed in %s", tr.N(broken, "%s window", "%s windows")), palette.Warn
	case w.Binding:
		s.State, s.Tint = tr.T("kept, at its limit"), palette.Info
	default:
		s.State, s.Tint = tr.T("kept"), palette.Ok
	}
	if broken > 0 {
		s.Missed = words.RuleValue(p, r.Type, w.Excess)
	}
	if w.Marginal.OK && math.Abs(w.Marginal.V) >= 0.5 {
		s.Hint = tr.F("One step tighter would cost about %s, with all choices as they are.", figures.MoneyShort(plan.Currency, math.Abs(w.Marginal.V)))
	}
	return s
}

// Tightest is the window that misses its limit most, else the one nearest to
// it, and how many windows miss theirs.
func Tightest(plan *planner.Plan, r *planner.Rule) (best planner.RuleResult, broken int, ok bool) {
	slack := func(w planner.RuleResult) float64 {
		d := w.Limit - w.Value
		if r.Type.IsMin() {
			d = -d
		}
		return d
	}
	for _, w := range plan.Rules {
		if w.Rule != r.ID {
			continue
		}
		if w.Excess > 1e-6 {
			broken++
		}
		if !ok || w.Excess > best.Excess || w.Excess == best.Excess && slack(w) < slack(best) {
			best, ok = w, true
		}
	}
	return best, broken, ok
}
