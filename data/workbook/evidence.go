package workbook

import (
	"strings"

	"remanence/planner"
)

// buildEvidence says how well the figures are supported and what is still open.
func buildEvidence(b *book) *sheet {
	s := newSheet(evidenceName, "How well origins are evidenced, and everything that is missing, with what to do about it",
		"Evidence and open items", "An open item is a gap in the inputs, not an error of the workbook. Missing is missing, never zero.")
	s.manyBlocks()
	s.maxWidth = 60
	s.widths = map[int]float64{1: 44, 2: 60, 3: 50}
	r := headRow
	if rows := b.plan.KPIs.Evidence; len(rows) > 0 {
		s.put(r, 1, block("Evidence of origin of what the plan receives"))
		s.heads(r+1, "Level", "Mass (kg)", "Share of mass", "Value ("+b.ccy()+")", "Share of value")
		first := r + 2
		r = first
		for _, e := range rows {
			s.line(r, 1, text(evidence(e.Level)), stated(e.Kg, masses), stated(e.KgShare, percent), stated(e.Value, b.money), stated(e.ValueShare, percent))
			r++
		}
		s.put(r, 1, totalText("Total"))
		for i, f := range []format{masses, percent, b.money, percent} {
			s.put(r, 2+i, total("SUM("+at(first, 2+i)+":"+at(r-1, 2+i)+")", s.sum(first, r-1, 2+i), f))
		}
		if s.value(r, 2) > 0 {
			b.sums = append(b.sums, sum{"Shares of evidence add up", "of kg", bound{s.at(r, 3), s.value(r, 3), share2}, bound{"", 1, share2}, "units", "100 % of what is received"})
		}
		r += 2
	}
	return b.openItems(s, r)
}

// openItems lists problems of the inputs and offers that lack something.
func (b *book) openItems(s *sheet, r int) *sheet {
	s.put(r, 1, block("Open items"))
	s.heads(r+1, "Where", "What is missing or doubtful", "What to do", "Weight")
	first := r + 2
	r = first
	for _, x := range b.p.Validate(b.f) {
		weight := "to note"
		if x.Severity == planner.Refuses {
			weight = "stands in the way of a plan"
		}
		s.line(r, 1, wrapped(x.Where), wrapped(x.What), wrapped(x.Mend), text(weight))
		r++
	}
	for i := range b.p.Offers {
		o := &b.p.Offers[i]
		if m := o.Missing(); m != "" {
			s.line(r, 1, text("Offer "+o.ID), text("It cannot be planned: "+m+"."), text("Ask "+o.Supplier+" for it."), text("never wins until stated"))
			r++
		}
	}
	if r == first {
		s.put(r, 1, text("nothing is open"))
		return s
	}
	s.table = &table{name: "tblOpen", first: first - 1, last: r - 1, firstCol: 1, columnEnd: 4}
	return s
}

func joined(words []string) string { return strings.Join(words, ", ") }
