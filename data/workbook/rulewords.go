package workbook

import (
	"strings"

	"remanence/planner"
)

// ruleWords says what a rule limits, in a buyer's words.
func (b *book) ruleWords(r *planner.Rule) string {
	w := map[planner.RuleType]string{
		planner.CountryShareMax:        "Share of a country at most",
		planner.SupplierShareMax:       "Share of a supplier group at most",
		planner.SupplierShareMin:       "Share of a supplier group at least",
		planner.LicenceShareMax:        "Share that needs an export licence at most",
		planner.RecycledContentMin:     "Recycled content at least",
		planner.MinSuppliers:           "Supplier groups at least",
		planner.MaxSuppliers:           "Supplier groups at most",
		planner.CoverMin:               "Weeks of cover at least",
		planner.QualificationBudgetMax: "Cost of tests at most",
		planner.PurchaseBudgetMax:      "Purchases at most",
		planner.StockValueMax:          "Stock value at most",
		planner.CoveredCountryBan:      "No goods from covered countries",
		planner.CO2IntensityMax:        "CO2 per kg at most",
	}[r.Type]
	if w == "" {
		w = strings.ReplaceAll(string(r.Type), "_", " ")
	}
	add := func(lead string, words ...string) {
		if t := strings.Join(words, ", "); t != "" {
			w += "; " + lead + t
		}
	}
	countries := make([]string, len(r.Countries))
	for i, c := range r.Countries {
		countries[i] = b.countryLabel(c)
	}
	add("", countries...)
	stages := make([]string, len(r.Stages))
	for i, s := range r.Stages {
		stages[i] = string(s)
	}
	add("stage ", stages...)
	add("", r.Elements...)
	add("", r.Supplier)
	add("", scopeWords(r.Scope))
	if r.Hard {
		return w + "; hard"
	}
	return w + "; soft"
}

// scopeWords says of which parts a rule speaks.
func scopeWords(scope string) string {
	kind, value, found := strings.Cut(scope, ":")
	if !found {
		return "all parts"
	}
	return map[string]string{"part": "part ", "part_prefix": "parts ", "application": "application ", "criticality": "criticality "}[kind] + value
}

// ruleUnit is the unit of a rule's limit and value.
func ruleUnit(r *planner.Rule, p *planner.Project) string {
	if r.Type.InPercent() {
		return "%"
	}
	switch r.Type {
	case planner.MinSuppliers, planner.MaxSuppliers:
		return "groups"
	case planner.CoverMin:
		return "weeks"
	case planner.QualificationBudgetMax, planner.PurchaseBudgetMax, planner.StockValueMax:
		return p.Currency
	case planner.CO2IntensityMax:
		return "kg CO2 per kg"
	case planner.CoveredCountryBan:
		return "kg"
	}
	return ""
}
