package rules

import (
	"slices"
	"strings"

	"remanence/app/tr"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/chain"
)

// Kind says how a blank is filled.
type Kind int

// The kinds of blank.
const (
	Pick   Kind = iota // one of a list
	Many               // any of a list; choosing one takes it in or out
	Number             // typed
	Month              // typed
	Words              // typed
)

// Choice is one way to fill a blank. Chosen ones are in the rule now.
type Choice struct {
	ID, Label, Detail string
	Chosen            bool
}

// KindOf is how a field is filled.
func KindOf(field string) Kind {
	switch field {
	case "element", "stage", "country":
		return Many
	case "value_from", "value_to":
		return Number
	case "from_month", "to_month":
		return Month
	case "penalty", "note":
		return Words
	}
	return Pick
}

// MetricName is a metric as a heading.
func MetricName(t planner.RuleType) string {
	if m, ok := t.Metric(); ok {
		return tr.Known(m.Title)
	}
	return strings.ReplaceAll(string(t), "_", " ")
}

func windowName(w planner.Window) string {
	switch w {
	case planner.EveryMonth:
		return tr.T("every month")
	case planner.EveryOrder:
		return tr.T("every order")
	case planner.PerQuarter:
		return tr.T("by quarter")
	case planner.PerHalfYear:
		return tr.T("by half year")
	case planner.PerYear:
		return tr.T("by calendar year")
	case planner.WholePlan:
		return tr.T("the whole plan")
	}
	return tr.T("no window yet")
}

func scopeName(scope string) string {
	kind, value, _ := strings.Cut(scope, ":")
	switch kind {
	case "", "all":
		return tr.T("all parts")
	case "all_parts_together":
		return tr.T("all parts together")
	case "criticality":
		return tr.F("%s parts", value)
	case "part_prefix":
		return tr.F("parts %s…", value)
	}
	return value
}

// Choices are the ways to fill a blank of a rule that is picked.
func Choices(p *planner.Project, f *planner.Facts, r *planner.Rule, field string) []Choice {
	var out []Choice
	add := func(id, label, detail string, chosen bool) {
		out = append(out, Choice{id, label, detail, chosen})
	}
	switch field {
	case "type":
		for _, t := range planner.RuleTypes {
			add(string(t), MetricName(t), "", t == r.Type)
		}
	case "scope":
		for _, s := range scopes(p, r) {
			add(s, scopeName(s), scopeDetail(p, f, s), s == r.Scope || s == "all" && r.Scope == "")
		}
	case "supplier":
		if r.Type == planner.SupplierShareMax {
			add("", tr.T("any one supplier group"), tr.T("each for itself"), r.Supplier == "")
		}
		for _, g := range groups(p) {
			add(g, g, "", g == r.Supplier)
		}
	case "element":
		add("all", tr.T("all rare earths"), "", len(r.Elements) == 0)
		for _, e := range elements(p, f, r) {
			add(e, words.Element(e), e, slices.Contains(r.Elements, e))
		}
	case "stage":
		for _, s := range planner.Stages {
			add(string(s), words.Stage(s), "", slices.Contains(r.Stages, s))
		}
	case "country":
		for _, c := range countries(p, f, r) {
			add(c, words.Country(f, c), c, slices.Contains(r.Countries, c))
		}
	case "basis":
		add("mass", tr.T("mass"), tr.T("kilograms"), r.ShareBasis() == planner.ByMass)
		add("value", tr.T("value"), tr.T("landed cost"), r.ShareBasis() == planner.ByValue)
	case "window":
		for _, w := range []planner.Window{planner.EveryOrder, planner.EveryMonth, planner.PerQuarter, planner.PerHalfYear, planner.PerYear, planner.WholePlan} {
			add(string(w), windowName(w), "", w == r.Window)
		}
	case "hard":
		add("hard", tr.T("hard"), tr.T("always kept"), r.Hard)
		add("soft", tr.T("soft"), tr.T("may be missed at a penalty"), !r.Hard)
	case "regulation_ref":
		add("", tr.T("own rule"), tr.T("modelled on no regulation"), r.Regulation == "")
		for _, x := range f.Regulations {
			add(x.ID, x.ID, x.Instrument, x.ID == r.Regulation)
		}
	}
	return out
}

func scopes(p *planner.Project, r *planner.Rule) []string {
	out := []string{"all"}
	if r.Type == planner.MaxSuppliers {
		out = append(out, "all_parts_together")
	}
	add := func(s string) {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, kind := range []func(*planner.Part) string{
		func(x *planner.Part) string { return prefixed("criticality:", x.Criticality) },
		func(x *planner.Part) string { return prefixed("application:", x.Application) },
		func(x *planner.Part) string { return prefixed("part:", x.ID) },
	} {
		from := len(out)
		for i := range p.Parts {
			if s := kind(&p.Parts[i]); s != "" {
				add(s)
			}
		}
		slices.Sort(out[from:])
	}
	if r.Scope != "" {
		add(r.Scope)
	}
	return out
}

func prefixed(prefix, value string) string {
	if value == "" {
		return ""
	}
	return prefix + value
}

func scopeDetail(p *planner.Project, f *planner.Facts, scope string) string {
	kind, value, _ := strings.Cut(scope, ":")
	switch kind {
	case "part":
		if part := p.Part(value); part != nil {
			return part.Description
		}
	case "application", "criticality", "part_prefix":
		n := 0
		r := planner.Rule{Scope: scope}
		for i := range p.Parts {
			if r.Covers(&p.Parts[i], f) {
				n++
			}
		}
		return tr.N(n, "%s part", "%s parts")
	}
	return ""
}

func groups(p *planner.Project) []string {
	var out []string
	for i := range p.Offers {
		for _, g := range []string{p.GroupOf(&p.Offers[i]), p.Offers[i].Supplier} {
			if g != "" && !slices.Contains(out, g) {
				out = append(out, g)
			}
		}
	}
	slices.Sort(out)
	return out
}

// elements are those of the project's parts, then the other rare earths.
func elements(p *planner.Project, f *planner.Facts, r *planner.Rule) []string {
	var out []string
	add := func(e string) {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	for i := range p.Parts {
		item := p.Parts[i].Grade
		if p.Parts[i].IsMaterial() {
			item = p.Parts[i].Material
		}
		for _, e := range chain.Elements(f, &p.Parts[i], item) {
			add(e)
		}
	}
	for _, e := range append(slices.Clone(planner.RareEarths), r.Elements...) {
		add(e)
	}
	return out
}

// countries are those the project's origins and offers name, then all others.
func countries(p *planner.Project, f *planner.Facts, r *planner.Rule) []string {
	out := slices.Clone(r.Countries)
	add := func(c string) {
		if c != "" && c != planner.UnknownCountry && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	for _, profile := range p.Profiles {
		for _, row := range profile.Rows {
			add(row.Country)
		}
	}
	for i := range p.Offers {
		add(p.Offers[i].Country)
	}
	slices.Sort(out[len(r.Countries):])
	for _, c := range f.Countries {
		add(c.ISO2)
	}
	return out
}
