package workbook

import (
	"strconv"
	"strings"

	"remanence/planner"
)

// defaultRows lists the values the plan took that the buyer did not give.
func (b *book) defaultRows(s *sheet, r int) int {
	if len(b.plan.Assumptions) == 0 {
		return r - 1
	}
	s.put(r, 1, block("Values the plan took by default"))
	s.heads(r+1, "Where", "Value", "Unit", "Source", "Confidence", "As of", "Why", "Age (days)")
	r += 2
	for _, a := range b.plan.Assumptions {
		s.line(r, 1, wrapped(a.Where), text(a.Value), text(""), wrapped(sourceName(a.Source)), text(confidence(a.Source)), date(a.Source.Date), wrapped(a.Why))
		if from, ok := dateSerial(a.Source.Date); ok && b.set.asOf != "" {
			now, _ := dateSerial(b.o.AsOf)
			s.put(r, 8, calc(b.set.asOf+"-"+at(r, 6), now-from, plain))
		}
		r++
	}
	return r
}

// offerRows lists what the offers say beside their price.
func (b *book) offerRows(s *sheet, r int) int {
	s.put(r, 1, block("Terms of the offers"))
	s.heads(r+1, "Offer", "Lead time (weeks)", "Incoterm", "Supplier", "Evidence", "Valid to", "Terms, licence and gaps")
	r += 2
	for i := range b.p.Offers {
		o := &b.p.Offers[i]
		s.line(r, 1, text(o.ID), inputOf(o.LeadWeeks, `0.0_)`), text(o.Incoterm), wrapped(o.Supplier), text(evidence(o.Evidence)), text(""), wrapped(offerWords(o)))
		if o.ValidTo.OK {
			s.put(r, 6, month(o.ValidTo.V))
		}
		r++
	}
	return r
}

// remarkRows lists settings of the project that do not change the plan.
func (b *book) remarkRows(s *sheet, r int) {
	if len(b.p.Remarks) == 0 {
		return
	}
	s.put(r, 1, block("Notes of the project (they do not change the plan)"))
	s.heads(r+1, "Setting", "Value", "Unit", "Source", "Confidence", "As of", "Note")
	r += 2
	for _, x := range b.p.Remarks {
		s.line(r, 1, text(x.Key), text(x.Value), text(x.Unit), text("project"), text(""), text(""), wrapped(x.Note))
		r++
	}
}

func sourceName(x planner.Source) string {
	switch {
	case x.Name != "":
		return x.Name
	case x.URL != "":
		return x.URL
	case x.Default:
		return "default of the app"
	case x.User:
		return "entered by the user"
	}
	return "source not stated"
}

func confidence(x planner.Source) string {
	if x.Confidence == "" && x.Default {
		return "default"
	}
	return x.Confidence
}

// date shows a date as a real date where it is a full one, else as printed.
func date(s string) cell {
	if v, ok := dateSerial(s); ok {
		return leftOf(cell{value: v, style: style{format: dated}})
	}
	return text(s)
}

func evidence(level planner.Opt[int]) string {
	words := []string{"0 assumed", "1 stated", "2 documented", "3 verified"}
	switch {
	case !level.OK:
		return "not stated"
	case level.V >= 0 && level.V < len(words):
		return words[level.V]
	}
	return strconv.Itoa(level.V)
}

// offerWords says what an offer's row cannot show in figures.
func offerWords(o *planner.Offer) string {
	var w []string
	if o.Terms != "" {
		w = append(w, o.Terms)
	}
	if o.Licence.Rule != "" {
		w = append(w, "licence: "+o.Licence.Text)
	}
	if o.TierRule == planner.AllUnits || o.TierRule == planner.Incremental {
		w = append(w, "price breaks: "+strings.ReplaceAll(string(o.TierRule), "_", " "))
	}
	if m := o.Missing(); m != "" {
		w = append(w, "cannot be planned: "+m)
	}
	return strings.Join(w, "; ")
}
