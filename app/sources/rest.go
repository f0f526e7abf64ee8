package sources

import (
	"fmt"

	"remanence/app/tr"
)

// restLine is a field of an offer that needs no line of its own making.
type restLine struct {
	field string
	title string
	kind  kind
	offer bool // an amount in the currency of the offer, not of the plan
	tip   string
}

// The fields of an offer beside those the comparison starts with, by group.
var (
	restFormula = []restLine{
		{"price_fixed", tr.Mark("Fixed part of the price"), money, true, tr.Mark("What an index-linked price holds beside its indices")},
		{"index_lag_months", tr.Mark("Index lag, months"), whole, false, tr.Mark("How many months before the order the index is read")},
		{"price_cap", tr.Mark("Price cap"), money, true, tr.Mark("The price never rises above it")},
		{"price_floor", tr.Mark("Price floor"), money, true, tr.Mark("The price never falls below it")},
	}
	restContract = []restLine{
		{"supplier_ref", tr.Mark("Reference of the supplier"), text, false, ""},
		{"applies_to", tr.Mark("Applies to"), text, false, tr.Mark("Parts the offer is for, separated by |; * is all it fits")},
		{"price_unit", tr.Mark("Price per"), text, false, tr.Mark("kg or piece")},
		{"currency", tr.Mark("Currency"), text, false, ""},
		{"contract", tr.Mark("Contract"), text, false, tr.Mark("Offers of one contract share their price steps")},
		{"valid_from", tr.Mark("Quotation valid from"), month, false, ""},
		{"tier_rule", tr.Mark("How price steps work"), text, false, tr.Mark("none, all_units or incremental")},
		{"tier_basis", tr.Mark("What price steps count"), text, false, ""},
		{"tier_scope", tr.Mark("Price steps count over"), text, false, tr.Mark("supplier, row or contract")},
		{"tier_period", tr.Mark("Price steps count in"), text, false, tr.Mark("year or horizon")},
		{"order_max_kg", tr.Mark("Largest order, kg"), kilos, false, ""},
		{"min_award_kg", tr.Mark("Least award over the plan, kg"), kilos, false, tr.Mark("Once anything is awarded, at least so much")},
		{"order_cost", tr.Mark("Cost of an order"), money, false, ""},
		{"order_group", tr.Mark("Ordered together"), text, false, tr.Mark("Offers of one group share an order and its cost")},
		{"capacity_pool", tr.Mark("Plant capacity"), text, false, tr.Mark("The capacity that all offers naming it share")},
		{"take_or_pay_charge_per_kg", tr.Mark("Take-or-pay charge per kg"), money, true, ""},
		{"take_or_pay_charge_pct", tr.Mark("Take-or-pay charge, share of the price"), percent, false, ""},
		{"deposit_pct", tr.Mark("Paid with the order"), percent, false, ""},
		{"tooling_cost", tr.Mark("Tooling, once"), money, false, ""},
		{"exit_cost", tr.Mark("Exit, once"), money, false, ""},
		{"defect_rate_pct", tr.Mark("Defect rate"), percent, false, ""},
	}
	restDelivery = []restLine{
		{"ship_from", tr.Mark("Ships from"), text, false, tr.Mark("Country code; empty is the country of the last stage")},
		{"freight_mode", tr.Mark("Freight mode"), text, false, tr.Mark("sea, air or truck; the lane of the library gives the freight where none is quoted")},
		{"hs_code", tr.Mark("Customs code"), text, false, tr.Mark("At least six digits; the duty table of the library gives the duty where none is quoted")},
		{"preference", tr.Mark("Preferential origin"), text, false, tr.Mark("yes when it is claimed and proven")},
		{"expedite_per_kg", tr.Mark("Expediting per kg"), money, true, ""},
		{"expedite_weeks_saved", tr.Mark("Expediting saves, weeks"), number, false, ""},
		{"general_licence_until", tr.Mark("General licence until"), month, false, ""},
	}
	restGates = []restLine{
		{"qualification_group", tr.Mark("Qualified together"), text, false, tr.Mark("Offers of one group are qualified by one test")},
		{"sample_months", tr.Mark("Samples, months"), whole, false, ""},
		{"sample_earliest", tr.Mark("Samples from"), month, false, ""},
		{"ppap_months", tr.Mark("PPAP, months"), whole, false, ""},
		{"ppap_earliest", tr.Mark("PPAP from"), month, false, ""},
		{"approval_months", tr.Mark("Approval, months"), whole, false, ""},
		{"approval_earliest", tr.Mark("Approved from"), month, false, ""},
		{"engineering_load", tr.Mark("Engineering load in a month of test"), number, false, ""},
	}
	restSwarf = []restLine{
		{"swarf_kg_per_kg", tr.Mark("Swarf, kg per kg bought"), number, false, ""},
		{"swarf_terms", tr.Mark("Swarf is"), text, false, tr.Mark("kept, returned or credited")},
		{"swarf_credit_per_kg", tr.Mark("Credit per kg of swarf"), money, true, ""},
		{"swarf_stream", tr.Mark("Swarf goes to"), text, false, tr.Mark("The scrap stream that takes it")},
	}
	// restTerms are the cells of an index term, behind "index1".
	restTerms = []restLine{
		{"", tr.Mark("Index %d"), text, false, tr.Mark("An index of the project, or a market such as china_domestic or ex_china")},
		{"_element", tr.Mark("Index %d: element"), text, false, ""},
		{"_kg_per_kg", tr.Mark("Index %d: kg of it per kg"), number, false, tr.Mark("Kilograms of the element in a kilogram of goods; empty takes the composition")},
		{"_yield_pct", tr.Mark("Index %d: yield"), percent, false, ""},
		{"_pass_through_pct", tr.Mark("Index %d: share passed on"), percent, false, ""},
		{"_base", tr.Mark("Index %d: base value per kg"), number, false, tr.Mark("Value of the index the quoted price stands on")},
	}
)

// restLines are the groups of everything else an offer holds, so that whatever a
// file brings can be seen and changed here.
func (c *Comparison) restLines() []line {
	var out []line
	group := func(title string, fields []restLine) {
		out = append(out, line{title: title, head: true})
		for _, r := range fields {
			out = append(out, r.line(r.field, tr.Known(r.title)))
		}
	}
	group(tr.T("Price formula"), restFormula)
	terms := 1
	for i := range c.sources {
		terms = max(terms, min(len(c.sources[i].offer.Formula.V.Terms)+1, 9))
	}
	for n := 1; n <= terms; n++ {
		for _, r := range restTerms {
			field := fmt.Sprintf("index%d", n) + r.field
			out = append(out, r.line(field, fmt.Sprintf(tr.Known(r.title), n)))
		}
	}
	group(tr.T("Contract and orders"), restContract)
	group(tr.T("Delivery"), restDelivery)
	group(tr.T("Steps of the qualification"), restGates)
	group(tr.T("Swarf"), restSwarf)
	return out
}

func (r restLine) line(field, title string) line {
	l := line{title: title, field: field, kind: r.kind, tip: tr.Known(r.tip)}
	switch r.kind {
	case text:
		l.show = written(field)
	case month:
		l.show = monthOf(field)
	case percent:
		l.show = percentOf(field)
	default:
		l.show = held(field, 0)
	}
	if r.offer {
		l.cur = func(s *source) string { return s.offer.Currency }
	}
	return l
}
