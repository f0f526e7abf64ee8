package words

import (
	"math"
	"regexp"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// Rule is a rule as a sentence in the language of the screen, with spaces that keep
// a number and its unit on one line: "At most 90 %, falling to 65 %, of magnets from
// China, by calendar year."
func Rule(p *planner.Project, f *planner.Facts, r *planner.Rule) string {
	return Typeset(rulePlain(RulePieces(p, f, r)))
}

// RuleShort is the sentence without its window and stop, for lists.
func RuleShort(p *planner.Project, f *planner.Facts, r *planner.Rule) string {
	if tr.Current() != "en" {
		return Typeset(rulePlain(capitalPieces(ruleWording{p, f, r}.head())))
	}
	return Typeset(r.Short(p, f))
}

var (
	unitAfter  = regexp.MustCompile(`([0-9]) (%|kg|weeks?|days?|Wochen?|Tage?)`)
	moneyAhead = regexp.MustCompile(`\b([A-Z]{3}) ([0-9])`)
)

// Typeset keeps a number and its unit on one line.
func Typeset(s string) string {
	s = strings.ReplaceAll(s, "kg CO2", "kg\u00a0CO2")
	return moneyAhead.ReplaceAllString(unitAfter.ReplaceAllString(s, "$1\u00a0$2"), "$1\u00a0$2")
}

// RuleKind is "hard" or "soft", and "off" when the rule is switched off.
func RuleKind(r *planner.Rule) string {
	switch {
	case r.Off:
		return tr.T("off")
	case r.Hard:
		return tr.T("hard")
	}
	return tr.T("soft")
}

// RuleValue writes a limit or a value of the rule's metric with its unit,
// rounded to what its unit is read in.
func RuleValue(p *planner.Project, t planner.RuleType, v float64) string {
	places := 2.0
	switch t.Unit() {
	case planner.UnitSuppliers, planner.UnitMoney, planner.UnitDays:
		places = 0
	case planner.UnitWeeks, planner.UnitKg:
		places = 1
	}
	k := math.Pow(10, places)
	r := planner.Rule{Type: t}
	return Typeset(limitText(p, &r, math.Round(v*k)/k))
}

// Window is the label of a window as people read it: "Dec 29", "2028",
// "the whole plan".
func Window(label string) string {
	if m, err := planner.ParseMonth(label); err == nil {
		return figures.MonthLabel(m)
	}
	if label == "plan" {
		return tr.T("the whole plan")
	}
	return label
}
