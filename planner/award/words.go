package award

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"remanence/planner"
)

// RuleName words a rule for a sentence: "R01 (share of CN at magnet stage)".
func RuleName(r *planner.Rule) string {
	if r.ID == safetyRule {
		return "safety stock"
	}
	return r.ID + " (" + Metric(r) + ")"
}

// Metric says in words what a rule limits.
func Metric(r *planner.Rule) string {
	scope := ""
	if kind, v, ok := strings.Cut(r.Scope, ":"); ok {
		switch kind {
		case "part":
			scope = " for " + v
		case "part_prefix":
			scope = " for parts " + v + "…"
		case "application":
			scope = " for " + v
		case "criticality":
			scope = " for criticality " + v
		}
	}
	switch r.Type {
	case planner.CountryShareMax:
		what := strings.Join(r.Elements, ", ")
		if what == "" {
			what = "rare earths"
		}
		var stages []string
		for _, s := range ruleStages(r) {
			stages = append(stages, string(s))
		}
		if len(r.Elements) == 0 && len(stages) == 1 && stages[0] == string(planner.Magnet) {
			return "share of magnets made in " + strings.Join(r.Countries, ", ") + scope
		}
		return "share of " + what + " from " + strings.Join(r.Countries, ", ") + " at " + strings.Join(stages, ", ") + scope
	case planner.CoveredCountryBan:
		return "nothing from " + strings.Join(r.Countries, ", ") + scope
	}
	m, ok := r.Type.Metric()
	if !ok {
		return string(r.Type)
	}
	name := strings.ToLower(m.Title[:1]) + m.Title[1:]
	if r.Supplier != "" {
		name += " " + r.Supplier
	}
	return name + scope
}

// UnitOf is the unit in which a rule's limit is stated.
func UnitOf(r *planner.Rule, p *planner.Project) string {
	switch u := r.Type.Unit(); u {
	case planner.UnitPercent:
		return "points"
	case planner.UnitMoney:
		if word, _, _ := strings.Cut(r.Basis, " "); len(word) == 3 {
			return word
		}
		return p.Currency
	default:
		return string(u)
	}
}

// LimitText words a limit or value of a rule: "65 %", "2 suppliers".
func LimitText(r *planner.Rule, p *planner.Project, v float64) string { return limitText(r, p, v) }

func limitText(r *planner.Rule, p *planner.Project, v float64) string {
	switch u := r.Type.Unit(); u {
	case planner.UnitPercent:
		return trimmed(v, 1) + " %"
	case planner.UnitWeeks, planner.UnitSuppliers, planner.UnitDays:
		if text := trimmed(v, 1); text != "1" {
			return text + " " + string(u)
		}
		return "1 " + strings.TrimSuffix(string(u), "s")
	case planner.UnitCO2:
		return trimmed(v, 2) + " kg CO2 per kg"
	case planner.UnitKg:
		return Quantity(v) + " kg"
	}
	return UnitOf(r, p) + " " + Quantity(v)
}

func trimmed(v float64, places int) string {
	s := strconv.FormatFloat(v, 'f', places, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}

// Quantity writes a quantity with thousands separators, with decimals only
// where it is small.
func Quantity(v float64) string {
	places := 0
	switch a := math.Abs(v); {
	case a < 1:
		places = 3
	case a < 100:
		places = 1
	}
	s := strconv.FormatFloat(math.Abs(v), 'f', places, 64)
	whole, frac, has := strings.Cut(s, ".")
	var b strings.Builder
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if frac = strings.TrimRight(frac, "0"); has && frac != "" {
		b.WriteString("." + frac)
	}
	if v < 0 && b.String() != "0" {
		return "-" + b.String()
	}
	return b.String()
}

func moneyText(p *planner.Project, v float64) string {
	return fmt.Sprintf("%s %s", p.Currency, Quantity(v))
}
