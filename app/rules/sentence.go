package rules

import (
	"cmp"
	"slices"
	"strings"

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
	"type": "What is limited", "scope": "Which parts", "supplier": "Supplier or group", "element": "Elements", "stage": "Stages of the chain",
	"country": "Countries", "basis": "Measured by", "value_from": "Limit", "value_to": "Limit in the last window", "window": "Measured over",
	"from_month": "First month", "to_month": "Last month", "hard": "Hard or soft", "penalty": "Penalty", "regulation_ref": "Regulation", "note": "Note",
}

// used are the blanks a metric reads beside scope, limit and window.
func used(t planner.RuleType) []string {
	m, _ := t.Metric()
	return m.Reads.Fields()
}

func uses(t planner.RuleType, field string) bool { return slices.Contains(used(t), field) }

// Sentence is the rule in words, cut at its blanks. Joined, the fragments are
// the sentence every other page shows.
func Sentence(p *planner.Project, f *planner.Facts, r *planner.Rule) []Fragment {
	return cut(words.Rule(p, f, r), blanks(p, f, r))
}

// blank is a field with the ways its content may stand in the sentence.
type blank struct {
	field string
	ways  []string
}

func blanks(p *planner.Project, f *planner.Facts, r *planner.Rule) []blank {
	var out []blank
	add := func(field string, ways ...string) { out = append(out, blank{field, ways}) }
	if r.Type != planner.CoveredCountryBan {
		from := r.ValueFrom.Or(r.ValueTo.V)
		add("value_from", words.RuleValue(p, r.Type, from))
		if to := r.ValueTo.Or(from); to != from {
			add("value_to", words.RuleValue(p, r.Type, to))
		}
	}
	if uses(r.Type, "country") {
		var names []string
		for _, c := range r.Countries {
			names = append(names, words.Country(f, c))
		}
		add("country", words.List(names), strings.Join(r.Countries, ", "))
	}
	if uses(r.Type, "supplier") {
		add("supplier", r.Supplier, "one supplier group", "one supplier")
	}
	if uses(r.Type, "element") {
		var names []string
		for _, e := range r.Elements {
			names = append(names, words.Element(e))
		}
		add("element", words.List(names), strings.Join(r.Elements, ", "), "magnets", "rare earths")
	}
	if uses(r.Type, "stage") {
		var names []string
		for _, s := range r.Stages {
			names = append(names, strings.ToLower(words.Stage(s)))
		}
		add("stage", words.List(names))
	}
	if uses(r.Type, "basis") {
		add("basis", "of value", "of mass")
	}
	_, value, _ := strings.Cut(r.Scope, ":")
	switch {
	case strings.HasPrefix(r.Scope, "criticality:"):
		add("scope", value+" parts")
	case r.Scope == "all_parts_together":
		add("scope", "all parts together")
	case value != "":
		add("scope", value)
	}
	add("window", windowWays[r.Window]...)
	return out
}

var windowWays = map[planner.Window][]string{
	planner.EveryMonth: {"every month"}, planner.EveryOrder: {"in every order"}, planner.PerQuarter: {"by quarter", "per quarter"},
	planner.PerHalfYear: {"by half year", "per half year"}, planner.PerYear: {"by calendar year", "per calendar year"},
	planner.WholePlan: {"over the whole plan"},
}

// cut finds the blanks in a sentence; each takes a place no other has.
func cut(text string, list []blank) []Fragment {
	type place struct {
		from, to int
		field    string
	}
	var taken []place
	free := func(from, to int) bool {
		return !slices.ContainsFunc(taken, func(x place) bool { return from < x.to && to > x.from })
	}
	for _, b := range list {
	ways:
		for _, way := range b.ways {
			for at := 0; way != "" && at < len(text); {
				i := strings.Index(text[at:], way)
				if i < 0 {
					break
				}
				from, to := at+i, at+i+len(way)
				if free(from, to) && whole(text, from, to) {
					taken = append(taken, place{from, to, b.field})
					break ways
				}
				at = to
			}
		}
	}
	slices.SortFunc(taken, func(a, b place) int { return cmp.Compare(a.from, b.from) })
	var out []Fragment
	at := 0
	for _, x := range taken {
		if x.from > at {
			out = append(out, Fragment{Text: text[at:x.from]})
		}
		out = append(out, Fragment{text[x.from:x.to], x.field, titles[x.field]})
		at = x.to
	}
	if at < len(text) {
		out = append(out, Fragment{Text: text[at:]})
	}
	return out
}

// whole reports that a match does not begin or end inside a word or a number.
func whole(text string, from, to int) bool {
	letter := func(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' }
	return (from == 0 || !letter(text[from-1]) || !letter(text[from])) && (to == len(text) || !letter(text[to]) || !letter(text[to-1]))
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
			out = append(out, Fragment{text, field, titles[field]})
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
		add("value_from", "no limit yet")
		add("value_to", "same limit throughout")
	}
	from, to := p.Start.Label(), (p.Start + planner.Month(p.Months-1)).Label()
	if r.FromMonth.OK {
		from = r.FromMonth.V.Label()
	}
	if r.ToMonth.OK {
		to = r.ToMonth.V.Label()
	}
	add("from_month", "from "+from)
	add("to_month", "until "+to)
	add("window", windowName(r.Window))
	if r.Hard {
		add("hard", "hard: always kept")
	} else {
		add("hard", "soft")
		add("penalty", orWord(r.Penalty, "no penalty: only reported"))
	}
	add("regulation_ref", orWord(r.Regulation, "own rule"))
	add("note", short(orWord(r.Note, "add a note"), 64))
	return out
}

func heldBy(f *planner.Facts, r *planner.Rule, field string) string {
	switch field {
	case "country":
		var names []string
		for _, c := range r.Countries {
			names = append(names, words.Country(f, c))
		}
		return orWord(words.List(names), "no country yet")
	case "stage":
		var names []string
		for _, s := range r.Stages {
			names = append(names, strings.ToLower(words.Stage(s)))
		}
		return orWord(words.List(names), "no stage yet")
	case "element":
		var names []string
		for _, e := range r.Elements {
			names = append(names, words.Element(e))
		}
		return orWord(words.List(names), "all rare earths")
	case "supplier":
		return orWord(r.Supplier, "any supplier group")
	case "basis":
		return "measured by " + string(r.ShareBasis())
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
