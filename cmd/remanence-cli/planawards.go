package main

import (
	"fmt"
	"io"

	"remanence/planner"
	"remanence/planner/award"
)

// received is what a supplier gets of a part over the whole plan.
type received struct {
	supplier    string
	pieces, kg  float64
	first, last planner.Month // of ordering
}

// printAwards sums up the orders by part and supplier.
func printAwards(w io.Writer, p *planner.Project, plan *planner.Plan) {
	if len(plan.Awards) == 0 {
		return
	}
	section(w, "Awards")
	t := newTable("part", "supplier", ">kg", ">pieces", ">share", "first order", "last order")
	for _, part := range p.Parts {
		list := bySupplier(plan, part.ID)
		total := 0.0
		for _, r := range list {
			total += r.kg
		}
		for _, r := range list {
			pieces := figure(r.pieces, 0)
			if part.Unit == planner.Kilograms {
				pieces = ""
			}
			t.add(part.ID, r.supplier, figure(r.kg, 1), pieces, percent(r.kg/total), r.first.String(), r.last.String())
		}
	}
	t.write(w)
}

// bySupplier keeps the order in which the suppliers first appear.
func bySupplier(plan *planner.Plan, part string) []received {
	var list []received
	index := map[string]int{}
	for _, a := range plan.Awards {
		if a.Part != part {
			continue
		}
		i, ok := index[a.Supplier]
		if !ok {
			i = len(list)
			index[a.Supplier] = i
			list = append(list, received{supplier: a.Supplier, first: a.Ordered, last: a.Ordered})
		}
		r := &list[i]
		r.pieces, r.kg = r.pieces+a.Pieces, r.kg+a.Kg
		r.first, r.last = min(r.first, a.Ordered), max(r.last, a.Ordered)
	}
	return list
}

// printRules shows for each rule the window in which it is tightest.
func printRules(w io.Writer, p *planner.Project, plan *planner.Plan) {
	if len(plan.Rules) == 0 {
		return
	}
	section(w, "Rules, each in its tightest window")
	t := newTable("rule", "what", "window", "subject", ">limit", ">value", "state")
	for i := range p.Rules {
		rule := &p.Rules[i]
		results := resultsOf(plan, rule.ID)
		if len(results) == 0 {
			continue
		}
		r := tightest(rule, results)
		t.add(rule.ID, ruleName(rule), windowText(r.Window), r.Subject, limitText(rule, r.Limit), limitText(rule, r.Value), stateText(rule, results))
	}
	t.write(w)
}

func resultsOf(plan *planner.Plan, rule string) []planner.RuleResult {
	var list []planner.RuleResult
	for _, r := range plan.Rules {
		if r.Rule == rule {
			list = append(list, r)
		}
	}
	return list
}

// tightest is the window with the greatest excess, else the one nearest to its
// limit.
func tightest(rule *planner.Rule, results []planner.RuleResult) planner.RuleResult {
	best := results[0]
	for _, r := range results[1:] {
		if r.Excess > best.Excess || r.Excess == best.Excess && room(rule, r) < room(rule, best) {
			best = r
		}
	}
	return best
}

// room is how far the value is from the limit.
func room(rule *planner.Rule, r planner.RuleResult) float64 {
	if rule.Type.IsMin() {
		return r.Value - r.Limit
	}
	return r.Limit - r.Value
}

func stateText(rule *planner.Rule, results []planner.RuleResult) string {
	broken, binding := 0, false
	for _, r := range results {
		if r.Excess > 0 {
			broken++
		}
		binding = binding || r.Binding
	}
	switch {
	case broken > 0 && len(results) == 1:
		return "broken"
	case broken > 0:
		return fmt.Sprintf("broken, %d of %d times it is measured", broken, len(results))
	case binding:
		return "kept, at the limit"
	}
	return "kept"
}

// ruleName says what a rule limits, in its own words.
func ruleName(r *planner.Rule) string {
	text := award.Metric(r)
	if !r.Hard {
		text += " (soft)"
	}
	return text
}

// windowText is a window as the table shows it.
func windowText(label string) string {
	if label == "plan" {
		return "whole plan"
	}
	return label
}

func limitText(rule *planner.Rule, v float64) string {
	if rule.Type.InPercent() {
		return figure(v, 1) + " %"
	}
	return figure(v, 2)
}
