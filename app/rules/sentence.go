package rules

import (
	"slices"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
)

// Fragment is a piece of a rule's sentence. With a Field it is a blank that can
// be filled in another way; without one it is only text.
type Fragment struct {
	Text  string
	Field string // column of the rules table, "" for text
	Title string // what the blank is called
}

// titles name the blanks.
var titles = map[string]string{
	"type": tr.Mark("What is limited"), "scope": tr.Mark("Which parts"), "supplier": tr.Mark("Supplier or group"), "element": tr.Mark("Elements"), "stage": tr.Mark("Stages of the chain"),
	"country": tr.Mark("Countries"), "basis": tr.Mark("Measured by"), "value_from": tr.Mark("Limit"), "value_to": tr.Mark("Limit in the last window"), "window": tr.Mark("Measured over"),
	"from_month": tr.Mark("First month"), "to_month": tr.Mark("Last month"), "hard": tr.Mark("Hard or soft"), "penalty": tr.Mark("Penalty"), "priority": tr.Mark("Priority"),
	"exempt_stock": tr.Mark("Exempt stock"), "exempt_until": tr.Mark("Exempt until"), "exempt_recycled_in": tr.Mark("Recycled exempt in"), "regulation_ref": tr.Mark("Regulation"), "note": tr.Mark("Note"),
}

// title is what a blank is called on screen.
func title(field string) string { return tr.Known(titles[field]) }

// used are the blanks a metric reads beside scope, limit and window.
func used(t planner.RuleType) []string {
	m, _ := t.Metric()
	return m.Reads.Fields()
}

func uses(t planner.RuleType, field string) bool { return slices.Contains(used(t), field) }

// Sentence is the rule in words, cut at its blanks. Joined, the fragments are
// the sentence every other page shows.
func Sentence(p *planner.Project, f *planner.Facts, r *planner.Rule) []Fragment {
	var out []Fragment
	for _, x := range words.RulePieces(p, f, r) {
		out = append(out, Fragment{words.Typeset(x.Text), x.Field, title(x.Field)})
	}
	return out
}

// Details are the blanks that the sentence leaves out: the metric, the months,
// hard or soft, the penalty, and any blank the sentence has no word for.
func Details(p *planner.Project, f *planner.Facts, r *planner.Rule) []Fragment {
	in := map[string]bool{}
	for _, x := range Sentence(p, f, r) {
		in[x.Field] = true
	}
	var out []Fragment
	add := func(field, text string) {
		if !in[field] {
			out = append(out, Fragment{text, field, title(field)})
		}
	}
	add("type", MetricName(r.Type))
	if !in["scope"] {
		add("scope", scopeName(r.Scope))
	}
	for _, field := range used(r.Type) {
		if !in[field] {
			add(field, heldBy(f, r, field))
		}
	}
	if r.Type != planner.CoveredCountryBan {
		add("value_from", tr.T("no limit yet"))
		add("value_to", tr.T("same limit throughout"))
	}
	from, to := figures.MonthLabel(p.Start), figures.MonthLabel(p.Start+planner.Month(p.Months-1))
	if r.FromMonth.OK {
		from = figures.MonthLabel(r.FromMonth.V)
	}
	if r.ToMonth.OK {
		to = figures.MonthLabel(r.ToMonth.V)
	}
	add("from_month", tr.F("from %s", from))
	add("to_month", tr.F("until %s", to))
	add("window", windowName(r.Window))
	if r.Hard {
		add("hard", tr.T("hard: always kept"))
	} else {
		add("hard", tr.T("soft"))
		add("penalty", orWord(r.Penalty, tr.T("no penalty: only reported")))
	}
	add("regulation_ref", orWord(r.Regulation, tr.T("own rule")))
	add("note", short(orWord(r.Note, tr.T("add a note")), 64))
	return out
}

func heldBy(f *planner.Facts, r *planner.Rule, field string) string {
	switch field {
	case "country":
		var names []string
		for _, c := range r.Countries {
			names = append(names, words.Country(f, c))
		}
		return orWord(words.List(names), tr.T("no country yet"))
	case "stage":
		var names []string
		for _, s := range r.Stages {
			names = append(names, strings.ToLower(words.Stage(s)))
		}
		return orWord(words.List(names), tr.T("no stage yet"))
	case "element":
		var names []string
		for _, e := range r.Elements {
			names = append(names, words.Element(e))
		}
		return orWord(words.List(names), tr.T("all rare earths"))
	case "supplier":
		return orWord(r.Supplier, tr.T("any supplier group"))
	case "basis":
		return tr.F("measured by %s", tr.Known(string(r.ShareBasis())))
	}
	return figures.Missing
}

func orWord(text, other string) string {
	if strings.TrimSpace(text) == "" {
		return other
	}
	return text
}

// short cuts a text after so many letters.
func short(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return s
}
