package policy

import (
	"fmt"

	"remanence/planner"
)

// Problems are what the rules and the quotations say differently, as warnings:
// the quotation wins, and the reader should know. They are judged by the table
// of regulations in the first month of the plan, without the regime.
func Problems(p *planner.Project, f *planner.Facts) planner.Problems {
	var out planner.Problems
	s := newSettler(p, f)
	s.b = NewBook(f, nil)
	warn := func(o *planner.Offer, what, mend string) {
		out = append(out, planner.Problem{Severity: planner.Warns, Where: "Offer " + o.ID + ", licence",
			Path: planner.Path("offer", o.ID, "licence_rule"), What: what, Mend: mend})
	}
	q := Query{Date: LastDay(p.Start), AsOf: LastDay(p.Start)}
	for i := range p.Offers {
		o := &p.Offers[i]
		if len(s.fits[o.ID]) == 0 || o.Licence.Text == "" && o.Licence.Rule == "" {
			continue
		}
		if what := s.b.disagreement(p, o, s.fits[o.ID], q); what != "" {
			warn(o, what+" The quotation counts.", "Ask the supplier, or clear the cell to let the rules decide.")
		}
	}
	for _, c := range p.Regime {
		if _, ok := s.b.f.Regulation(c.Regulation); !ok && !s.b.names(c.Regulation) {
			out = append(out, planner.Problem{Severity: planner.Warns, Where: "Settings, regime", Path: planner.Path("settings", "regime"),
				What: fmt.Sprintf("The rule %q is not in the list of regulations.", c.Regulation), Mend: "Write the id of a regulation, for example CN-2025-70=lapses."})
		}
	}
	return out
}

// names reports whether an id is the announcement that some rules are items of.
func (b *Book) names(id string) bool {
	for _, r := range b.f.Regulations {
		if stemOf(r.ID) == id {
			return true
		}
	}
	return false
}

// disagreement says how the quotation and the rules differ, or "".
func (b *Book) disagreement(p *planner.Project, o *planner.Offer, fits []planner.Fit, q Query) string {
	if _, ok := b.f.Regulation(o.Licence.Rule); o.Licence.Rule != "" && !ok {
		return "" // validation speaks of a rule nobody knows
	}
	touched := false
	for _, fit := range fits {
		for _, d := range b.Of(p, fit, q) {
			switch {
			case o.Licence.Rule == "" && d.Kind.licensing() && d.Need == NeedYes:
				return fmt.Sprintf("It states that no licence is needed. %s", d.Text)
			case o.Licence.Rule != "" && d.Reach != Misses && (d.Kind == EntityListing || d.Rule == o.Licence.Rule):
				touched = true
			}
		}
	}
	switch {
	case o.Licence.Rule == "":
		return ""
	case o.Licence.Dormant && b.State(o.Licence.Rule, q.Date).Standing == InForce:
		return fmt.Sprintf("It states a licence only if the suspension of %s lapses; by the table the rule is in force.", o.Licence.Rule)
	case !touched:
		return fmt.Sprintf("It states a licence under %s; by content, country and form the rule does not reach it.", o.Licence.Rule)
	}
	return ""
}
