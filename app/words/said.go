package words

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

func init() { tr.TellWith(Said) }

// Said is a sentence of the planner in the language of the screen. The planner
// speaks English, the language of files, reports and the command; a sentence that
// is known is put into the user's words with what it names in place, another one
// stays as it is.
func Said(text string) string {
	if text == "" || tr.Current() == "en" {
		return text
	}
	if known := tr.Known(text); known != text {
		return known
	}
	// Each region writes figures and months in its own way.
	return told.tell(tr.Current()+"\x00"+figures.InUse().Code+"\x00"+text, func() string { return recognised(text) })
}

// recognised finds the sentence a text is made from.
func recognised(text string) string {
	var whole func() string
	for _, p := range saidPatterns() {
		found := p.match.FindStringSubmatch(text)
		if found == nil {
			continue
		}
		if !slices.ContainsFunc(found[1:], saidInner.MatchString) {
			return p.said(found[1:])
		}
		if whole == nil {
			whole = func() string { return p.said(found[1:]) }
		}
	}
	if own := saidStruck(text); own != "" {
		return own
	}
	// An answer of several sentences, each known by itself.
	for at := range text {
		if !saidEnd.MatchString(text[at:]) {
			continue
		}
		head := text[:at+1]
		if own := Said(head); own != head {
			if tr.Current() == "ja" { // its sentences stand without a space between
				return own + Said(text[at+2:])
			}
			return own + " " + Said(text[at+2:])
		}
	}
	if whole != nil {
		return whole() // a name with a full stop in it
	}
	if head, tail, ok := strings.Cut(text, ": "); ok { // of a file, a row or a step
		if own := Said(tail); own != tail {
			return head + ": " + own
		}
	}
	return text
}

var (
	saidEnd   = regexp.MustCompile(`^\. [A-Z0-9]`)
	saidInner = regexp.MustCompile(`\. [A-Z0-9]`)
)

// said puts what a sentence names into the sentence of the language.
func (p saidPattern) said(found []string) string {
	var args []any
	proof := ""
	for i, arg := range found {
		if i == p.proof {
			proof = saidProven(arg)
			continue
		}
		args = append(args, saidPart(arg))
	}
	return strings.ReplaceAll(fmt.Sprintf(tr.Known(p.text), args...), provenMark, proof)
}

// Problem is what is wrong and how to mend it in the language of the screen, with
// the cell it speaks of.
func Problem(p planner.Problem) string {
	return strings.TrimSpace(Where(p.Where) + ": " + Said(p.What) + " " + Said(p.Mend))
}

// Reason is a reason of a plan as a sentence in the language of the screen.
// Its months are written as the region does.
func Reason(text string) string { return Sentence(Months(Said(text))) }

// Failure is what an error says as a sentence in the language of the screen.
func Failure(err error) string { return Sentence(Said(err.Error())) }

var isoMonth = regexp.MustCompile(`(^|[\s(])(\d{4}-(?:0[1-9]|1[0-2]))($|[\s.,;:)])`)

// Months writes the months of a text, 2027-05, as the region does.
func Months(text string) string {
	return isoMonth.ReplaceAllStringFunc(text, func(found string) string {
		x := isoMonth.FindStringSubmatch(found)
		m, err := planner.ParseMonth(x[2])
		if err != nil {
			return found
		}
		return x[1] + figures.MonthLabel(m) + x[3]
	})
}

type saidPattern struct {
	text  string
	match *regexp.Regexp
	proof int // which of what it finds says how finely a figure is proven, -1 for none
}

// saidPatterns are the sentences with something in them, those that say most first.
var saidPatterns = sync.OnceValue(func() []saidPattern {
	var out []saidPattern
	for _, text := range slices.Concat(said, saidAnswers, saidRisk, saidStudies, saidFailures, saidBasis, saidFiles, saidCells, saidReadback, saidProblems) {
		if !strings.Contains(text, "%s") {
			continue // Known knows it whole
		}
		expr := strings.ReplaceAll(regexp.QuoteMeta(strings.ReplaceAll(text, "%%", "%")), "%s", "(.+?)")
		proof := -1
		if before, _, ok := strings.Cut(text, provenMark); ok {
			proof = strings.Count(before, "%s")
			expr = strings.ReplaceAll(expr, regexp.QuoteMeta(provenMark), saidProof.String())
		}
		out = append(out, saidPattern{text, regexp.MustCompile("^" + expr + "$"), proof})
	}
	slices.SortStableFunc(out, func(a, b saidPattern) int { return cmp.Compare(len(b.text), len(a.text)) })
	return out
})

// said are the sentences of plans and parts of them; %s stands for what they name.
var said = []string{
	tr.Mark("At most %s %% better may exist: the search was stopped or the yes/no choices leave that much open."),
	tr.Mark("The search was stopped before any plan was found."),
	tr.Mark("These rules cannot all hold: %s. One of these would mend it: %s."),
	tr.Mark("These rules cannot all hold: %s."),
	tr.Mark("No plan keeps this rule: %s. One of these would mend it: %s."),
	tr.Mark("No plan keeps this rule: %s."),
	tr.Mark("No plan keeps all hard rules. This one breaks them as little as can be; which rules contradict each other is not known yet."),
	tr.Mark("no demand may be late"),
	tr.Mark("%s runs short from %s, at worst by %s pieces, in %s months; the shortage costs %s."),
	tr.Mark("%s runs short in %s, by %s pieces; the shortage costs %s."),
	tr.Mark("%s runs short from %s, at worst by %s kg, in %s months; the shortage costs %s."),
	tr.Mark("%s runs short in %s, by %s kg; the shortage costs %s."),
	// As plans of earlier versions say it.
	tr.Mark("%s runs short from %s, at worst by %s pieces, in %s months: %s."),
	tr.Mark("%s runs short in %s, by %s pieces: %s."),
	tr.Mark("%s runs short from %s, at worst by %s kg, in %s months: %s."),
	tr.Mark("%s runs short in %s, by %s kg: %s."),
	tr.Mark("%s: kept; it shuts out cheaper offers."),
	tr.Mark("%s: %s in %s against a limit of %s, at a penalty of %s in all."),
	tr.Mark("%s: %s in %s against a limit of %s."),
	tr.Mark("Further years at the limit: %s."),
	tr.Mark("Further half-years at the limit: %s."),
	tr.Mark("Further quarters at the limit: %s."),
	tr.Mark("Further months at the limit: %s."),
	tr.Mark("Also at the limit: %s and %s more."),
	tr.Mark("Also at the limit: %s."),
	tr.Mark("the whole plan"),
	tr.Mark("1 supplier"),
	tr.Mark("1 week"),
	tr.Mark("1 day"),
	tr.Mark("%s holds the plan: exactly %s in %s."),
	tr.Mark("Start testing %s of %s (%s) by %s at %s; it is usable from %s and delivers %s kg."),
	tr.Mark("Change %s from %s to %s from %s at %s."),
	tr.Mark("Capacity %s is full in %s of %s months, first in %s."),
	tr.Mark("Capacity %s is full in one month, %s."),
	tr.Mark("%s: the lowest landed quote, %s of %s at %s per kg, gets %s %% of new orders because of %s."),
	tr.Mark("let %s pieces go short, or find %s t more that keeps the rules"),
	tr.Mark("%s: %s instead of %s in %s"),
	tr.Mark("%s: let %s kg pass for %s"),
	tr.Mark("its lead time of %s months, its lots or its payment terms"),
	tr.Mark("its test (%s month, %s)"),
	tr.Mark("its test (%s months, %s)"),
	tr.Mark("capacity %s"),
	tr.Mark("share of magnets made in %s"),
	tr.Mark("share of %s from %s at %s"),
	tr.Mark("share that needs an export licence"),
	tr.Mark("recycled content"),
	tr.Mark("CO2 intensity"),
	tr.Mark("weeks of cover"),
	tr.Mark("least number of suppliers"),
	tr.Mark("largest share of one supplier group"),
	tr.Mark("nothing from %s"),
	tr.Mark("safety stock"),
	tr.Mark("criticality %s"),
}

var (
	saidNumber = regexp.MustCompile(`^-?[\d,]+(\.\d+)?$`)
	saidYear   = regexp.MustCompile(`^20[2-9]\d$`)
	saidAmount = regexp.MustCompile(`^([A-Z]{3}) (-?[\d,]+(?:\.\d+)?)$`)
	saidUnit   = regexp.MustCompile(`^(-?[\d,]+(?:\.\d+)?) (%|suppliers|weeks|days|kg CO2 per kg|kg)$`)
	saidRule   = regexp.MustCompile(`^([\w.-]+) \((.+)\)$`)
	saidMonth  = regexp.MustCompile(`^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?:20)?\d\d$`)
	saidFor    = regexp.MustCompile(`^(.+) for (.+)$`)
)

func saidDigits(text string) string {
	return figures.Decimal(strings.ReplaceAll(text, ",", ""), -1)
}

// saidPart is something a sentence names: a number, a month, an amount, a rule, a
// list of these, or a name that stays.
func saidPart(text string) string {
	if known := tr.Known(text); known != text {
		return known
	}
	for _, list := range []func(string) string{saidOr, saidSteps, saidMoves, saidRange} {
		if own := list(text); own != "" {
			return own
		}
	}
	if list := splitList(text); len(list) > 1 {
		for i := range list {
			list[i] = saidPart(list[i])
		}
		return List(list)
	}
	switch {
	case saidYear.MatchString(text):
		return text
	case saidNumber.MatchString(text):
		return saidDigits(text)
	case saidMonth.MatchString(text):
		if m, err := figures.ParseMonth(text); err == nil {
			return m.Label()
		}
	}
	if s := planner.Stage(text); slices.Contains(planner.Stages, s) {
		return Stage(s)
	}
	if m, err := planner.ParseMonth(text); err == nil {
		return figures.MonthLabel(m)
	}
	if x := saidAmount.FindStringSubmatch(text); x != nil {
		return x[1] + "\u00a0" + saidDigits(x[2])
	}
	if x := saidUnit.FindStringSubmatch(text); x != nil {
		return saidDigits(x[1]) + "\u00a0" + tr.Known(x[2])
	}
	if x := saidRule.FindStringSubmatch(text); x != nil {
		if metric := saidMetric(x[2]); metric != x[2] {
			return x[1] + " (" + metric + ")"
		}
	}
	if own := saidMetric(text); own != text {
		return own
	}
	if x := saidFor.FindStringSubmatch(text); x != nil {
		if head := saidPart(x[1]); head != x[1] {
			return tr.F("%s for %s@@said", head, x[2])
		}
	}
	return text
}

// saidMetric is what a rule limits, with its scope.
func saidMetric(text string) string {
	// The scope first: "made in CN for Hard disk" is not a place.
	if x := saidFor.FindStringSubmatch(text); x != nil {
		if head := saidMetric(x[1]); head != x[1] {
			return tr.F("%s for %s@@said", head, saidScope(x[2]))
		}
	}
	if own := Said(text); own != text {
		return own
	}
	title := Capital(text)
	for _, m := range planner.Metrics {
		if m.Title == title {
			return tr.Known(title)
		}
	}
	return text
}

func saidScope(scope string) string {
	if name, ok := strings.CutPrefix(scope, "parts "); ok {
		return tr.F("parts %s…", strings.TrimSuffix(name, "…"))
	}
	return Said(scope)
}

// splitList cuts "R01 (a, b), R02 (c) and capacity X" at its commas and its last
// "and", not inside brackets; only what begins like a rule, a plant or a test is a
// list, names may hold commas.
func splitList(text string) []string {
	if !saidRuleStart.MatchString(text) {
		return nil
	}
	var out []string
	depth, from := 0, 0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '(':
			depth++
		case text[i] == ')':
			depth--
		case depth == 0 && strings.HasPrefix(text[i:], ", "):
			out, from = append(out, text[from:i]), i+2
		case depth == 0 && strings.HasPrefix(text[i:], " and "):
			out, from = append(out, text[from:i]), i+5
		}
	}
	return append(out, text[from:])
}

var saidRuleStart = regexp.MustCompile(`^(?:R[\w.-]* \(|its test \(|capacity )`)
