package planner

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

func (c *checker) rules() {
	var ids []string
	for i := range c.p.Rules {
		r := &c.p.Rules[i]
		ids = append(ids, r.ID)
		at := item{"Rule", "rule", r.ID}
		if !slices.Contains(RuleTypes, r.Type) {
			c.bad(at, "metric", "type", fmt.Sprintf("%q is no metric.", r.Type), near(string(r.Type), strings.Split(joinWords(RuleTypes), " "), "Choose "+quoteList(RuleTypes)+"."))
			continue
		}
		c.ruleScope(r, at)
		c.ruleWhat(r, at)
		c.ruleLimit(r, at)
		c.ruleTime(r, at)
		c.rulePenalty(r, at)
		c.ruleExempt(r, at)
		if r.Regulation != "" && c.known {
			if _, ok := c.f.Regulation(r.Regulation); !ok {
				c.note(at, "regulation", "regulation_ref", fmt.Sprintf("The regulation %q is not in the list.", r.Regulation), near(r.Regulation, c.regulations(), "Clear the cell if it is your own rule."))
			}
		}
	}
	c.unique("Rule", "rule", ids)
}

func joinWords[W ~string](words []W) string {
	var out []string
	for _, w := range words {
		out = append(out, string(w))
	}
	return strings.Join(out, " ")
}

func (c *checker) ruleScope(r *Rule, at item) {
	if what := r.ScopeProblem(); what != "" {
		c.bad(at, "scope", "scope", strings.ToUpper(what[:1])+what[1:]+".", "Write one of these forms.")
		return
	}
	if r.Scope == "all_parts_together" && r.Type != MaxSuppliers && r.Type != MinSuppliers {
		c.note(at, "scope", "scope", "\"All parts together\" has a meaning only for the number of suppliers; here it means all parts.", "Write all.")
	}
	if !slices.ContainsFunc(c.p.Parts, func(p Part) bool { return r.Covers(&p, c.f) }) {
		_, value, _ := strings.Cut(r.Scope, ":")
		c.note(at, "scope", "scope", fmt.Sprintf("No part falls under %q, so the rule does nothing.", r.Scope), near(value, c.names.parts, "Check the scope."))
	}
}

func (c *checker) ruleWhat(r *Rule, at item) {
	m, _ := r.Type.Metric()
	idle := func(used, filled bool, cell, field string) {
		if filled && !used {
			c.note(at, cell, field, "This metric does not use the "+cell+"; it is not read.", "Clear the cell, or choose another metric.")
		}
	}
	idle(m.Reads.Supplier, r.Supplier != "", "supplier", "supplier")
	idle(m.Reads.Element, len(r.Elements) > 0, "element", "element")
	idle(m.Reads.Stage, len(r.Stages) > 0, "stage", "stage")
	idle(m.Reads.Country, len(r.Countries) > 0, "country", "country")
	for _, e := range r.Elements {
		if m.Reads.Element && !c.elementKnown(e) {
			c.bad(at, "element", "element", fmt.Sprintf("The element %q is not known.", e), "Write symbols such as Dy, separated by |; neodymium and praseodymium together are NdPr.")
		}
	}
	for _, s := range r.Stages {
		if !isStage(s) {
			c.bad(at, "stage", "stage", fmt.Sprintf("%q is no stage.", s), "Choose "+quoteList(Stages)+".")
		}
	}
	if m.Reads.Country {
		c.ruleCountries(r, at)
	}
	if m.Needs.Country && len(r.Countries) == 0 {
		c.bad(at, "country", "country", "The rule names no country, so it limits nothing.", "Enter the country, for example CN.")
	}
	if m.Needs.Stage && len(r.Stages) == 0 {
		c.bad(at, "stage", "stage", "The rule names no stage, so it limits nothing.", "Choose "+quoteList(Stages)+".")
	}
	if m.Reads.Supplier && r.Supplier != "" && !slices.Contains(c.names.suppliers, r.Supplier) && !slices.Contains(c.names.groups, r.Supplier) {
		c.bad(at, "supplier", "supplier", fmt.Sprintf("There is no supplier or group %q.", r.Supplier), near(r.Supplier, append(slices.Clone(c.names.groups), c.names.suppliers...), "Choose one of the table."))
	}
	if m.Needs.Supplier && r.Supplier == "" {
		c.bad(at, "supplier", "supplier", "The rule names no supplier.", "Enter the supplier or group it speaks of.")
	}
}

// ruleCountries checks codes, groups and regions. "each" stands alone, since it
// makes one limit of its own for every country.
func (c *checker) ruleCountries(r *Rule, at item) {
	for _, word := range r.Countries {
		g := ReadCountryGroup(word)
		switch {
		case g.Each && (len(r.Countries) > 1 || r.Type == CoveredCountryBan || r.Type == CountryShareMin):
			c.bad(at, "country", "country", fmt.Sprintf("%q means a limit for every country by itself and cannot stand here.", word), "Name the countries, or use it alone in a largest share of a country.")
		case g.Region != "" && c.known && !slices.ContainsFunc(c.f.Countries, func(k Country) bool { return k.Region == g.Region }):
			c.bad(at, "country", "country", fmt.Sprintf("The region %q is not known.", g.Region), near(g.Region, c.f.Regions(), "Write it as in the table of countries, for example region:East Asia."))
		case g.Code != "" && c.known:
			if _, ok := c.f.Country(g.Code); !ok {
				c.bad(at, "country", "country", fmt.Sprintf("The country %q is not known.", g.Code), c.countryMend(g.Code))
			}
		}
	}
}

func (c *checker) ruleLimit(r *Rule, at item) {
	if r.Bound != "" && (r.Bound == "min") != r.Type.IsMin() || r.Bound != "" && r.Bound != "min" && r.Bound != "max" {
		right := "max"
		if r.Type.IsMin() {
			right = "min"
		}
		c.bad(at, "bound", "bound", fmt.Sprintf("The bound %q does not go with %s.", r.Bound, r.Type), "Write "+right+", or choose another metric.")
	}
	if !r.ValueFrom.OK && !r.ValueTo.OK && r.Type != CoveredCountryBan {
		c.bad(at, "limit", "value_from", "The rule has no limit.", "Enter it for the first and the last window.")
		return
	}
	for _, v := range []struct {
		cell, field string
		v           Opt[float64]
	}{{"limit, first window", "value_from", r.ValueFrom}, {"limit, last window", "value_to", r.ValueTo}} {
		if !c.number(at, v.cell, v.field, v.v) {
			continue
		}
		switch {
		case r.Type.InPercent() && v.v.V > 100:
			c.bad(at, v.cell, v.field, fmt.Sprintf("%s %% is more than 100 %%.", FormatNumber(v.v.V)), "Enter percent, 0 to 100.")
		case r.Type.InPercent() && v.v.V > 0 && v.v.V < 1 && r.Type != RecycledContentMin && r.Type != LicenceShareMax:
			c.note(at, v.cell, v.field, fmt.Sprintf("%s %% is unusually little.", FormatNumber(v.v.V)), "Enter percent: 65 is 65 %, not 0.65.")
		case r.Type.Unit() == UnitSuppliers && (v.v.V < 1 || v.v.V != math.Trunc(v.v.V)):
			c.bad(at, v.cell, v.field, fmt.Sprintf("%s is no number of suppliers.", FormatNumber(v.v.V)), "Enter a whole number, 1 or more.")
		case r.Type.Unit() == UnitWeeks && v.v.V > 260:
			c.bad(at, v.cell, v.field, fmt.Sprintf("%s weeks are more than five years.", FormatNumber(v.v.V)), "Enter weeks, not days.")
		case r.Type.Unit() == UnitDays && v.v.V > 720:
			c.bad(at, v.cell, v.field, fmt.Sprintf("%s days are more than two years.", FormatNumber(v.v.V)), "Check the number of days.")
		case r.Type == CoveredCountryBan && v.v.V != 0:
			c.bad(at, v.cell, v.field, "A ban has no limit other than 0.", "Enter 0, or choose country_share_max.")
		}
	}
}

func (c *checker) ruleTime(r *Rule, at item) {
	m, _ := r.Type.Metric()
	if r.FromMonth.OK && r.ToMonth.OK && r.FromMonth.V > r.ToMonth.V {
		c.bad(at, "to", "to_month", fmt.Sprintf("The rule ends in %s, before it starts in %s.", r.ToMonth.V, r.FromMonth.V), "Correct one of the two months.")
		return
	}
	if c.planSpan() && len(r.Windows(c.p)) == 0 {
		c.note(at, "from", "from_month", fmt.Sprintf("The rule holds in no month of the plan (%s to %s).", c.p.Start, c.last()), "Check its months.")
	}
	switch {
	case !slices.Contains([]Window{EveryMonth, EveryOrder, PerQuarter, PerHalfYear, PerYear, WholePlan}, r.Window):
		c.bad(at, "window", "window", fmt.Sprintf("%q is no window.", r.Window), "Choose every_month, every_order, per_quarter, per_half_year, per_calendar_year or whole_plan.")
	case r.Type == CoveredCountryBan && r.Window != EveryOrder:
		c.note(at, "window", "window", "A ban holds for every order, whatever the window says.", "Write every_order.")
	case !m.AtOrder && r.Window == EveryOrder:
		c.note(at, "window", "window", "This metric is not measured on single orders; it is measured month by month.", "Write every_month.")
	case m.Monthly && r.Window != EveryMonth && r.Window != EveryOrder:
		c.note(at, "window", "window", "This metric is measured at the end of every month.", "Write every_month.")
	}
}

func (c *checker) rulePenalty(r *Rule, at item) {
	if r.Priority.OK && (r.Priority.V < 1 || r.Priority.V > 9) {
		c.bad(at, "priority", "priority", fmt.Sprintf("A priority of %d is not possible.", r.Priority.V), "Enter 1 (kept first) to 9, or clear the cell.")
	}
	if r.Hard {
		if r.Penalty != "" {
			c.note(at, "penalty", "penalty", "A hard rule is never broken, so its penalty is not used.", "Make the rule soft, or clear the penalty.")
		}
		return
	}
	pen, err := r.ReadPenalty()
	if err != nil {
		what, mend, _ := strings.Cut(err.Error(), "; ")
		c.bad(at, "penalty", "penalty", "The "+what+".", strings.ToUpper(mend[:1])+mend[1:]+".")
		return
	}
	if r.Priority.OK && r.Penalty != "" && pen.Kind != PenaltyReported {
		c.note(at, "penalty", "penalty", "The rule has a priority, which comes before cost, so its penalty is not used.", "Clear the priority or the penalty.")
	}
	if r.Penalty == "" && !r.Priority.OK {
		c.note(at, "penalty", "penalty", "The soft rule has no penalty, so it never changes the plan; breaches are only reported.", "Enter a penalty or a priority, or make the rule hard.")
	}
	if pen.Kind == PenaltyCover && r.Type != CoverMin {
		c.bad(at, "penalty", "penalty", "A penalty per missing week goes only with weeks of cover.", "Write for example \"350 EUR per point above\" or \"reported\".")
	}
	if pen.Kind == PenaltyMoney {
		if _, ok := pen.PerUnit(r.Type); !ok {
			c.bad(at, "penalty", "penalty", fmt.Sprintf("A penalty per %s does not go with this metric.", pen.Unit), "Write it per "+PenaltyUnits(r.Type)+".")
		}
	}
	if m := moneyPenalty.FindStringSubmatch(strings.TrimSpace(r.Penalty)); m != nil && pen.Kind == PenaltyMoney && m[2] != c.p.Currency {
		c.bad(at, "penalty", "penalty", fmt.Sprintf("The penalty is in %s, but the plan in %s.", m[2], c.p.Currency), "State it in the plan currency.")
	}
}

func (c *checker) ruleExempt(r *Rule, at item) {
	if r.ExemptStock == "" && !r.ExemptUntil.OK && r.ExemptRecycledIn == "" {
		return
	}
	if r.Type != CoveredCountryBan {
		c.note(at, "exempt stock", "exempt_stock", "Only a ban has exemptions; they are not used.", "Clear the exemptions.")
		return
	}
	switch {
	case r.ExemptStock != "" && !r.ExemptUntil.OK:
		c.bad(at, "exempt until", "exempt_until", "The month until which the stock is exempt is missing.", "Enter the last month, for example 2027-06.")
	case r.ExemptStock == "" && r.ExemptUntil.OK:
		c.note(at, "exempt stock", "exempt_stock", "The exemption names no kind of stock, so nothing is exempt.", "Enter the kind as it stands in the stock table.")
	case r.ExemptStock != "" && !slices.ContainsFunc(c.p.Stock, func(l StockLot) bool { return l.Kind == r.ExemptStock }):
		c.note(at, "exempt stock", "exempt_stock", fmt.Sprintf("There is no stock of the kind %s.", r.ExemptStock), "Check the kind in the stock table.")
	}
	c.countryKnown(at, "recycled exempt in", "exempt_recycled_in", r.ExemptRecycledIn)
}
