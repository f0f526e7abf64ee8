package workbook

import (
	"fmt"

	"remanence/planner"
)

// exposureBlock shows, for each element and stage, the country on which most
// depends.
func (b *book) exposureBlock(s *sheet, r int) int {
	s.put(r, 1, block("Exposure: the country on which most of an element depends, by stage (computed in the app)"))
	s.heads(r+1, "Element", "Stage", "Country", "Worst share", "Known share", "Unknown origin", "Value share", "Mass (kg)")
	r += 2
	type key struct {
		element string
		stage   planner.Stage
	}
	worst := map[key]int{}
	var order []key
	for i, e := range b.plan.KPIs.Exposures {
		k := key{e.Element, e.Stage}
		at, ok := worst[k]
		if !ok {
			order = append(order, k)
		}
		if !ok || e.Worst > b.plan.KPIs.Exposures[at].Worst {
			worst[k] = i
		}
	}
	for _, k := range order {
		e := b.plan.KPIs.Exposures[worst[k]]
		s.line(r, 1, text(e.Element), text(string(e.Stage)), text(b.countryLabel(e.Country)), stated(e.Worst, percent), stated(e.Share, percent),
			stated(e.Unknown, percent), stated(e.Value, percent), stated(e.Kg, masses))
		r++
	}
	if len(order) == 0 {
		s.put(r, 1, text("not computed"))
		r++
	}
	return r
}

// ruleBlock shows each rule at its tightest window: limit, value and whether it
// is kept.
func (b *book) ruleBlock(s *sheet, r int) int {
	s.put(r, 1, block("Rules: the window in which each is tightest (values computed in the app)"))
	s.heads(r+1, "Rule", "Window", "Limit", "Value", "Unit", "Missed by", "Kept", "Rule id", "Windows")
	r += 2
	first := r
	for _, rule := range b.rulesShown() {
		s.put(r, 1, wrapped(b.ruleWords(rule)))
		s.put(r, 8, text(rule.ID))
		res, kept, n := b.tightest(rule)
		switch {
		case rule.Off:
			s.put(r, 2, text("switched off"))
		case n == 0:
			s.put(r, 2, text("not part of this plan"))
		default:
			window := res.Window
			if res.Subject != "" {
				window += ", " + res.Subject
			}
			s.line(r, 2, wrapped(window), stated(res.Limit, `#,##0.0#`), stated(res.Value, `#,##0.0#`), text(ruleUnit(rule, b.p)), stated(res.Excess, `#,##0.0#`))
			s.put(r, 7, calc("IFERROR("+at(r, 6)+"<="+b.set.units+",FALSE)", res.Excess <= unitTolerance, truth))
			s.put(r, 9, text(fmt.Sprintf("kept in %d of %d", kept, n)))
		}
		r++
	}
	if r == first {
		s.put(r, 1, text("no rules"))
		r++
	} else {
		s.flags = append(s.flags, at(first, 7)+":"+at(r-1, 7))
	}
	return r
}

// rulesShown is the project's rules and the app's own, such as the target that
// safety stock sets.
func (b *book) rulesShown() []*planner.Rule {
	var out []*planner.Rule
	known := map[string]bool{}
	for i := range b.p.Rules {
		out = append(out, &b.p.Rules[i])
		known[b.p.Rules[i].ID] = true
	}
	for _, x := range b.plan.Rules {
		if known[x.Rule] {
			continue
		}
		known[x.Rule] = true
		own := &planner.Rule{ID: x.Rule, Type: planner.RuleType(x.Rule), Scope: "all"}
		if x.Rule == "safety_stock" {
			own.Type = planner.CoverMin // its limit is the parts' own safety stock
		}
		out = append(out, own)
	}
	return out
}

// tightest finds the window that misses its limit most, or comes nearest to it,
// and counts the windows kept.
func (b *book) tightest(rule *planner.Rule) (best planner.RuleResult, kept, n int) {
	slack := func(x planner.RuleResult) float64 {
		d := x.Limit - x.Value
		if rule.Type.IsMin() {
			d = -d
		}
		return d
	}
	for _, x := range b.plan.Rules {
		if x.Rule != rule.ID {
			continue
		}
		n++
		if x.Excess <= unitTolerance {
			kept++
		}
		if n == 1 || x.Excess > best.Excess || (x.Excess == best.Excess && slack(x) < slack(best)) {
			best = x
		}
	}
	return best, kept, n
}

// reasonBlock writes the sentences that explain the plan.
func (b *book) reasonBlock(s *sheet, r int) int {
	s.put(r, 1, block("Why the plan is as it is (sentences of the app)"))
	r++
	say := func(t string) {
		for _, l := range lines(t, sentenceWidth) {
			s.put(r, 1, textAs(l, roleStated))
			r++
		}
	}
	for _, x := range b.plan.Reasons {
		say(x.Text)
	}
	for _, c := range b.plan.Conflicts {
		for _, x := range c.Relaxations {
			say(x.Text)
		}
	}
	if len(b.plan.Reasons) == 0 && len(b.plan.Conflicts) == 0 {
		say("No reasons are stated.")
	}
	return r
}
