package words

import (
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// RulePieces is a rule's sentence cut at its blanks, in the language of the screen.
// In English it is the sentence files hold, with its months as the region writes
// them; in any other it is for reading only: what is typed as a rule, and what files
// hold, is always the English one.
func RulePieces(p *planner.Project, f *planner.Facts, r *planner.Rule) []planner.Piece {
	if tr.Current() == "en" {
		out := r.Pieces(p, f)
		for i := range out {
			switch out[i].Field {
			case "from_month", "to_month", "exempt_until":
				out[i].Text = Months(out[i].Text)
			}
		}
		return out
	}
	w := ruleWording{p, f, r}
	out := append(w.head(), w.tail()...)
	return capitalPieces(append(out, planner.Piece{Text: tr.T(".")}))
}

func rulePlain(ps []planner.Piece) string {
	var b strings.Builder
	for _, x := range ps {
		b.WriteString(x.Text)
	}
	return b.String()
}

func capitalPieces(ps []planner.Piece) []planner.Piece {
	if len(ps) > 0 {
		ps[0].Text = Capital(ps[0].Text)
	}
	return ps
}

// ruleWording fills the blanks of a metric's phrase in the language of the screen.
type ruleWording struct {
	p *planner.Project
	f *planner.Facts
	r *planner.Rule
}

// head is the translated phrase of the metric with its blanks filled.
func (w ruleWording) head() []planner.Piece {
	m, ok := w.r.Type.Metric()
	if !ok {
		return []planner.Piece{{Text: string(w.r.Type)}}
	}
	var out []planner.Piece
	rest := tr.Known(m.Phrase)
	for rest != "" {
		text, after, found := strings.Cut(rest, "{")
		if text != "" {
			out = append(out, planner.Piece{Text: text})
		}
		if !found {
			break
		}
		blank, more, _ := strings.Cut(after, "}")
		out = append(out, w.blank(blank)...)
		rest = more
	}
	return out
}

// around puts a blank into the words that join it to the sentence: " for %s".
func around(joined, text, field string) []planner.Piece {
	before, after, _ := strings.Cut(joined, "%s")
	out := []planner.Piece{{Text: before}, {Text: text, Field: field}, {Text: after}}
	if before == "" {
		out = out[1:]
	}
	if after == "" {
		out = out[:len(out)-1]
	}
	return out
}

func (w ruleWording) blank(name string) []planner.Piece {
	r := w.r
	switch name {
	case "limit":
		return w.limit()
	case "subject":
		return w.subject()
	case "country":
		return []planner.Piece{{Text: w.countries(r.Countries), Field: "country"}}
	case "supplier":
		if r.Supplier == "" {
			return []planner.Piece{{Text: tr.T("any one supplier group@@from"), Field: "supplier"}}
		}
		return []planner.Piece{{Text: r.Supplier, Field: "supplier"}}
	case "basis":
		return []planner.Piece{{Text: tr.Known(string(r.ShareBasis())), Field: "basis"}}
	case "element":
		if len(r.Elements) > 0 {
			return around(tr.T(" of %s@@rule"), elementsOf(r.Elements), "element")
		}
	case "stage":
		if len(r.Stages) > 0 {
			return around(tr.T(" at %s@@rule"), stagesOf(r.Stages), "stage")
		}
	case "scope":
		if text := w.scope(); text != "" {
			return around(tr.T(" for %s@@rule"), text, "scope")
		}
	case "exempt":
		return w.exempt()
	}
	return nil
}

func (w ruleWording) limit() []planner.Piece {
	from := w.r.ValueFrom.Or(w.r.ValueTo.V)
	to := w.r.ValueTo.Or(from)
	out := []planner.Piece{{Text: limitText(w.p, w.r, from), Field: "value_from"}}
	switch {
	case to < from:
		out = append(out, around(tr.T(", falling to %s,@@rule"), limitText(w.p, w.r, to), "value_to")...)
	case to > from:
		out = append(out, around(tr.T(", rising to %s,@@rule"), limitText(w.p, w.r, to), "value_to")...)
	}
	return out
}

// limitText is a limit with its unit, exactly.
func limitText(p *planner.Project, r *planner.Rule, v float64) string {
	if tr.Current() == "en" {
		return r.LimitWords(p, v)
	}
	n := figures.Decimal(planner.FormatNumber(v), -1)
	count := func(one, many string) string {
		if v == 1 {
			return strings.Replace(one, "%s", n, 1)
		}
		return strings.Replace(many, "%s", n, 1)
	}
	switch r.Type.Unit() {
	case planner.UnitPercent:
		return n + " %"
	case planner.UnitSuppliers:
		return count(tr.T("%s supplier"), tr.T("%s suppliers"))
	case planner.UnitWeeks:
		return count(tr.T("%s week"), tr.T("%s weeks"))
	case planner.UnitDays:
		return count(tr.T("%s day"), tr.T("%s days"))
	case planner.UnitKg:
		return n + " kg"
	case planner.UnitCO2:
		return n + " " + tr.T("kg CO2 per kg")
	}
	return r.Money(p) + " " + n
}

func (w ruleWording) subject() []planner.Piece {
	r := w.r
	var out []planner.Piece
	if len(r.Elements) == 0 && len(r.Stages) == 1 && r.Stages[0] == planner.Magnet {
		out = []planner.Piece{{Text: tr.T("magnets@@of"), Field: "stage"}}
	} else {
		what := tr.T("rare earths@@of")
		if len(r.Elements) > 0 {
			what = elementsOf(r.Elements)
		}
		out = []planner.Piece{{Text: what, Field: "element"}}
		if len(r.Stages) > 0 {
			out = append(out, around(tr.T(" at %s@@rule"), stagesOf(r.Stages), "stage")...)
		}
	}
	if r.ShareBasis() == planner.ByValue {
		out = append(out, around(" (%s)", tr.Known(string(planner.ByValue)), "basis")...)
	}
	return out
}

func elementsOf(symbols []string) string {
	names := make([]string, len(symbols))
	for i, e := range symbols {
		names[i] = tr.Known(planner.ElementName(e))
	}
	return List(names)
}

func stagesOf(stages []planner.Stage) string {
	names := make([]string, len(stages))
	for i, s := range stages {
		names[i] = Stage(s)
	}
	return List(names)
}

func (w ruleWording) countries(list []string) string {
	names := make([]string, len(list))
	for i, word := range list {
		names[i] = w.country(planner.ReadCountryGroup(word))
	}
	return List(names)
}

func (w ruleWording) country(g planner.CountryGroup) string {
	name := ""
	switch {
	case g.EU:
		name = tr.T("the EU@@from")
	case g.USCovered:
		name = tr.T("US covered countries@@from")
	case g.Region != "":
		name = tr.F("the region %s@@from", g.Region)
	case g.Code != "":
		name = Country(w.f, g.Code)
	}
	switch {
	case g.Each && name == "":
		return tr.T("any one country@@from")
	case g.Each && g.Not:
		return tr.F("any one country outside %s@@from", name)
	case g.Each:
		return tr.F("any one country in %s@@from", name)
	case g.Not:
		return tr.F("outside %s@@from", name)
	}
	return name
}

func (w ruleWording) scope() string {
	kind, names := w.r.ScopeOf()
	list := List(names)
	switch kind {
	case planner.ScopeAll:
		return ""
	case planner.ScopeTogether:
		return tr.T("all parts together")
	case planner.ScopeMagnets:
		return tr.T("all magnets")
	case planner.ScopeMaterials:
		return tr.T("all materials")
	case planner.ScopePart:
		return tr.F("part %s@@scope", list)
	case planner.ScopePrefix:
		return tr.F("parts %s…", strings.Join(names, "…, "))
	case planner.ScopeCriticality:
		return tr.F("%s parts@@criticality", list)
	case planner.ScopeApplication:
		return tr.F("application %s@@scope", list)
	case planner.ScopeGrade:
		return tr.F("grade %s@@scope", list)
	case planner.ScopeFamily:
		return tr.F("grade family %s@@scope", list)
	case planner.ScopeMaterial:
		return tr.F("material %s@@scope", list)
	}
	return w.r.Scope
}

func (w ruleWording) exempt() []planner.Piece {
	r := w.r
	var out []planner.Piece
	if r.ExemptRecycledIn != "" {
		out = append(out, around(tr.T(", except recycled magnets made in %s@@rule"), w.countries([]string{r.ExemptRecycledIn}), "exempt_recycled_in")...)
	}
	if r.ExemptStock != "" {
		out = append(out, around(tr.T(", except stock %s@@rule"), r.ExemptStock, "exempt_stock")...)
		if r.ExemptUntil.OK {
			out = append(out, around(tr.T(" used by %s@@rule"), figures.MonthLabel(r.ExemptUntil.V), "exempt_until")...)
		}
	}
	return out
}

// tail is the window, the months, and how firm the rule is.
func (w ruleWording) tail() []planner.Piece {
	r := w.r
	var out []planner.Piece
	add := func(joined, text, field string) { out = append(out, around(joined, text, field)...) }
	comma := tr.T(", ") + "%s"
	if text := windowText(r.Window); text != "" {
		add(comma, text, "window")
	}
	if r.FromMonth.OK {
		add(tr.T(", ")+tr.T("from %s"), figures.MonthLabel(r.FromMonth.V), "from_month")
	}
	if r.ToMonth.OK {
		add(tr.T(", ")+tr.T("until %s"), figures.MonthLabel(r.ToMonth.V), "to_month")
	}
	if !r.Hard {
		add(comma, tr.T("soft"), "hard")
		if text := strings.TrimSpace(r.Penalty); text != "" {
			add(": %s", tr.Known(text), "penalty")
		}
	}
	if r.Priority.OK {
		add(tr.T(", priority %s@@rule"), planner.FormatNumber(float64(r.Priority.V)), "priority")
	}
	return out
}

func windowText(w planner.Window) string {
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
		return tr.T("over the whole plan")
	}
	return ""
}
