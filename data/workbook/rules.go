package workbook

import (
	"slices"

	"remanence/planner"
)

// buildRules lists every rule with its price, and every window of every rule.
func buildRules(b *book) *sheet {
	rules := b.rulesShown()
	if len(rules) == 0 {
		return nil
	}
	s := newSheet(ruleName, "Every rule as a sentence, its price, and what the plan does in each window",
		"Rules", "Limits and values are computed in the app. The price of a rule is the plan with it less the plan without it, present value.")
	s.manyBlocks()
	s.maxWidth = 60
	s.widths = map[int]float64{1: 64, 2: 30}
	s.heads(headRow, "Rule", "Kind", "In force", "Price ("+b.ccy()+")", "What it costs", "Regulation", "Note", "Rule id")
	r := firstRow
	for _, x := range rules {
		kind, force := "soft", "on"
		if x.Hard {
			kind = "hard"
		}
		if x.Off {
			force = "off"
		}
		price, words := text("not asked"), ""
		if i := slices.IndexFunc(b.o.RulePrices, func(p RulePrice) bool { return p.Rule == x.ID }); i >= 0 {
			p := b.o.RulePrices[i]
			price, words = textAs("not known", roleStated), p.Text
			if p.Price.OK {
				price = stated(p.Price.V, b.money)
			}
		}
		s.line(r, 1, wrapped(b.ruleWords(x)), text(kind), text(force), price, wrapped(words), text(x.Regulation), wrapped(x.Note), text(x.ID))
		r++
	}
	b.windowBlock(s, r+1, rules)
	return s
}

func (b *book) windowBlock(s *sheet, r int, rules []*planner.Rule) {
	s.put(r, 1, block("Every window"))
	s.heads(r+1, "Rule", "Window", "About", "Limit", "Value", "Unit", "Missed by", "Kept", "Binding", "Penalty ("+b.ccy()+")", "Rule id")
	first := r + 2
	r = first
	for _, x := range rules {
		words := b.ruleWords(x)
		for _, res := range b.plan.Rules {
			if res.Rule != x.ID {
				continue
			}
			binding := "no"
			if res.Binding {
				binding = "yes"
			}
			s.line(r, 1, text(words), text(res.Window), text(res.Subject), stated(res.Limit, `#,##0.0#`), stated(res.Value, `#,##0.0#`), text(ruleUnit(x, b.p)), stated(res.Excess, `#,##0.0#`))
			s.put(r, 8, calc(at(r, 7)+"<="+b.set.units, res.Excess <= unitTolerance, truth))
			s.line(r, 9, text(binding), stated(res.Penalty, b.money), text(x.ID))
			r++
		}
	}
	if r == first {
		s.put(r, 1, text("no window was measured"))
		return
	}
	s.flags = append(s.flags, at(first, 8)+":"+at(r-1, 8))
	s.table = &table{name: "tblRules", first: first - 1, last: r - 1, firstCol: 1, columnEnd: 11}
}
