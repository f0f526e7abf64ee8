package policy

import (
	"fmt"
	"slices"

	"remanence/planner"
)

// Assumptions are what a plan takes for granted of rules and licences: the
// regime chosen, suspensions taken to hold that may not, licences the quotations
// are silent about and waits they do not state.
func Assumptions(p *planner.Project, f *planner.Facts) []planner.Assumption {
	p = Settle(p, f)
	b := NewBook(f, p.Regime)
	var out []planner.Assumption
	for _, c := range p.Regime {
		out = append(out, planner.Assumption{Where: "regime", Value: c.String(), Why: "Chosen for this plan; the table of regulations states otherwise or leaves it open.",
			Source: planner.Source{Name: "project settings", User: true}})
	}
	out = append(out, b.open(p)...)
	return append(out, b.silent(p)...)
}

// open are the questions that some offer of the project turns on.
func (b *Book) open(p *planner.Project) []planner.Assumption {
	var out []planner.Assumption
	for _, q := range b.Questions() {
		n := 0
		for i := range p.Offers {
			if slices.Contains(q.Rules, p.Offers[i].Licence.Rule) {
				n++
			}
		}
		if _, chosen := b.choice(q.Rules[0]); n == 0 || chosen {
			continue
		}
		text := q.Text + " The plan takes it to hold."
		for _, w := range q.Branches[1:] {
			text += fmt.Sprintf(" Other branch %s=%s: %s.", q.ID, w.Branch, w.Text)
		}
		out = append(out, planner.Assumption{Where: "regulation " + q.ID, Value: fmt.Sprintf("suspension holds, %s", offers(n)), Why: text, Source: q.Source})
	}
	return out
}

// silent are the offers whose quotation leaves need or wait open, by rule.
func (b *Book) silent(p *planner.Project) []planner.Assumption {
	needed, waits := map[string]int{}, map[string]int{}
	unknown, barred := 0, map[string]int{}
	for i := range p.Offers {
		l := p.Offers[i].Licence
		t, ok := l.Terms()
		if !ok || len(t.Periods) == 0 {
			continue
		}
		var rule, bar string
		open := false
		for _, m := range t.Periods {
			if m.Needed && rule == "" {
				rule = m.Rule
			}
			if m.Barred && bar == "" {
				bar = m.Rule
			}
			open = open || m.Unknown
		}
		switch {
		case t.Derived && rule != "":
			needed[rule]++
		case t.Derived && open:
			unknown++
		case rule != "" && !l.WaitP50.OK && t.P50.OK:
			waits[rule]++
		}
		if bar != "" {
			barred[bar]++
		}
	}
	var out []planner.Assumption
	for _, r := range b.f.Regulations {
		w := b.Wait(r.ID)
		w.Source.Default = true
		if n := needed[r.ID]; n > 0 {
			out = append(out, planner.Assumption{Where: "licences", Value: fmt.Sprintf("%s under %s, %s", offers(n), r.ID, w.Text),
				Why: "The quotation does not say whether a licence is needed; content, form and country decide.", Source: w.Source})
		}
		if n := waits[r.ID]; n > 0 {
			out = append(out, planner.Assumption{Where: "licence wait", Value: fmt.Sprintf("%s under %s, %s", offers(n), r.ID, w.Text),
				Why: "The quotation names a licence and no wait.", Source: w.Source})
		}
		if n := barred[r.ID]; n > 0 {
			out = append(out, planner.Assumption{Where: "export ban", Value: fmt.Sprintf("%s under %s", offers(n), r.ID),
				Why: "Nothing is ordered of them in the months in which the rule refuses the export.", Source: r.Source})
		}
	}
	if unknown > 0 {
		out = append(out, planner.Assumption{Where: "licences", Value: offers(unknown) + " may need one",
			Why:    "Neither the quotation nor what is known of content, country and maker decides it. No wait is counted, and shares of what depends on a licence count them in.",
			Source: planner.Source{Name: "default of the app", Default: true}})
	}
	return out
}

func offers(n int) string {
	if n == 1 {
		return "1 offer"
	}
	return fmt.Sprintf("%d offers", n)
}
