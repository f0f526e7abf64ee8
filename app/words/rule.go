package words

import (
	"strings"

	"remanence/app/ui/figures"
	"remanence/planner"
)

// Rule is a rule as a sentence: "At most 90 %, falling to 65 %, of magnets from
// China, by calendar year."
func Rule(p *planner.Project, f *planner.Facts, r *planner.Rule) string {
	return Sentence(RuleShort(p, f, r) + every(r.Window))
}

// RuleShort is the sentence without its window and stop, for lists.
func RuleShort(p *planner.Project, f *planner.Facts, r *planner.Rule) string {
	limit, scope := limits(p, r), scopeOf(r)
	switch r.Type {
	case planner.CountryShareMax:
		return "at most " + limit + " of " + subject(r) + scope + " from " + countries(f, r.Countries)
	case planner.SupplierShareMax:
		who := "one supplier group"
		if r.Supplier != "" {
			who = r.Supplier
		}
		return "at most " + limit + byBasis(r) + scope + " from " + who
	case planner.SupplierShareMin:
		return "at least " + limit + byBasis(r) + scope + " from " + r.Supplier
	case planner.LicenceShareMax:
		return "at most " + limit + byBasis(r) + scope + " needs an export licence"
	case planner.RecycledContentMin:
		return "at least " + limit + " recycled content" + scope
	case planner.MinSuppliers:
		return "at least " + limit + scope
	case planner.MaxSuppliers:
		return "at most " + limit + scope
	case planner.CoverMin:
		return "at least " + limit + " of cover" + scope
	case planner.QualificationBudgetMax:
		return "at most " + limit + " for qualification" + scope
	case planner.PurchaseBudgetMax:
		return "purchases of at most " + limit + scope
	case planner.StockValueMax:
		return "stock worth at most " + limit + scope
	case planner.CoveredCountryBan:
		return "nothing" + scope + " from " + countries(f, r.Countries) + atStages(r.Stages)
	case planner.CO2IntensityMax:
		return "at most " + limit + scope
	}
	return string(r.Type) + " " + limit + scope
}

// RuleKind is "hard" or "soft", and "off" when the rule is switched off.
func RuleKind(r *planner.Rule) string {
	switch {
	case r.Off:
		return "off"
	case r.Hard:
		return "hard"
	}
	return "soft"
}

// RuleValue writes a limit or a value of the rule's metric with its unit.
func RuleValue(p *planner.Project, t planner.RuleType, v float64) string {
	switch {
	case t.InPercent():
		return figures.Auto(round(v, 2)) + "\u00a0%"
	case t == planner.MinSuppliers || t == planner.MaxSuppliers:
		return Count(int(v+0.5), "supplier", "suppliers")
	case t == planner.CoverMin:
		return figures.Auto(round(v, 1)) + "\u00a0weeks"
	case t == planner.QualificationBudgetMax || t == planner.PurchaseBudgetMax || t == planner.StockValueMax:
		return p.Currency + "\u00a0" + figures.Number(v, 0)
	case t == planner.CO2IntensityMax:
		return figures.Auto(round(v, 2)) + "\u00a0kg\u00a0CO2 per kg"
	}
	return figures.Auto(v)
}

// Window is the label of a window as people read it: "Dec 29", "2028",
// "the whole plan".
func Window(label string) string {
	if m, err := planner.ParseMonth(label); err == nil {
		return m.Label()
	}
	if label == "plan" {
		return "the whole plan"
	}
	return label
}

func limits(p *planner.Project, r *planner.Rule) string {
	from := r.ValueFrom.Or(r.ValueTo.V)
	to := r.ValueTo.Or(from)
	text := RuleValue(p, r.Type, from)
	switch {
	case to < from:
		text += ", falling to " + RuleValue(p, r.Type, to) + ","
	case to > from:
		text += ", rising to " + RuleValue(p, r.Type, to) + ","
	}
	return text
}

func subject(r *planner.Rule) string {
	elements := make([]string, len(r.Elements))
	for i, e := range r.Elements {
		elements[i] = Element(e)
	}
	what := List(elements)
	if len(r.Stages) == 1 && r.Stages[0] == planner.Magnet && what == "" {
		return "magnets"
	}
	if what == "" {
		what = "rare earths"
	}
	return what + atStages(r.Stages)
}

func atStages(stages []planner.Stage) string {
	var names []string
	for _, s := range stages {
		names = append(names, strings.ToLower(Stage(s)))
	}
	if len(names) == 0 {
		return ""
	}
	return " at " + List(names)
}

func byBasis(r *planner.Rule) string {
	if r.ShareBasis() == planner.ByValue {
		return " of value"
	}
	return " of mass"
}

func countries(f *planner.Facts, codes []string) string {
	names := make([]string, len(codes))
	for i, c := range codes {
		names[i] = Country(f, c)
	}
	return List(names)
}

func scopeOf(r *planner.Rule) string {
	kind, value, _ := strings.Cut(r.Scope, ":")
	switch kind {
	case "part":
		return " for " + value
	case "part_prefix":
		return " for parts " + value + "…"
	case "application":
		return " for " + value
	case "criticality":
		return " for " + value + " parts"
	case "all_parts_together":
		return " for all parts together"
	}
	return ""
}

func every(w planner.Window) string {
	switch w {
	case planner.EveryMonth:
		return ", every month"
	case planner.EveryOrder:
		return ", in every order"
	case planner.PerQuarter:
		return ", by quarter"
	case planner.PerHalfYear:
		return ", by half year"
	case planner.PerYear:
		return ", by calendar year"
	case planner.WholePlan:
		return ", over the whole plan"
	}
	return ""
}

func round(v float64, decimals int) float64 {
	k := 1.0
	for range decimals {
		k *= 10
	}
	if v < 0 {
		return float64(int64(v*k-0.5)) / k
	}
	return float64(int64(v*k+0.5)) / k
}
