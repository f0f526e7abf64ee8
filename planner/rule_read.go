package planner

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// ReadRule reads a rule from a plain sentence, the reverse of Rule.Sentence. It
// understands the sentences the app writes and shorter ways to say the same:
//
//	At most 65 % of Dy separation from CN per calendar year from 2027-01
//	At least 2 suppliers for part EPS-R
//
// Blanks the sentence leaves out take their usual values: all parts, hard, the
// window most rules of the metric have. The rule has no id. An error says which
// words were not understood and gives an example.
func ReadRule(p *Project, f *Facts, sentence string) (Rule, error) {
	rd := &ruleReader{p: p, f: f}
	text := strings.Join(strings.Fields(strings.ReplaceAll(sentence, "\u00a0", " ")), " ")
	text = strings.TrimSuffix(text, ".")
	if text == "" {
		return Rule{}, fmt.Errorf("the sentence is empty; write for example %q", exampleSentence)
	}
	r := Rule{Scope: "all", Hard: true}
	text, err := rd.tail(text, &r)
	if err != nil {
		return Rule{}, err
	}
	var first error
	for _, m := range Metrics {
		got, fits, err := rd.head(m, text, r)
		if !fits {
			continue
		}
		if err == nil {
			return got, nil
		}
		if first == nil {
			first = err
		}
	}
	if first != nil {
		return Rule{}, first
	}
	return Rule{}, fmt.Errorf("%q is not understood; write for example %q", text, exampleSentence)
}

const exampleSentence = "At most 65 % of dysprosium at separation from China, by calendar year, from 2027-01"

type ruleReader struct {
	p *Project
	f *Facts
}

var (
	softTail     = regexp.MustCompile(`(?i)^(.*?),? (hard|soft)(?:: (.*?))?(?:, priority (\d))?$`)
	priorityTail = regexp.MustCompile(`(?i)^(.*?),? priority (\d)$`)
	fromTail     = regexp.MustCompile(`(?i)^(.*?),? (?:starting |beginning )?(?:from|in|since) (\d{4}-\d{2}|[a-z]{3,9} \d{2,4})$`)
	untilTail    = regexp.MustCompile(`(?i)^(.*?),? (?:to|until|till|through) (\d{4}-\d{2}|[a-z]{3,9} \d{2,4})$`)
	windowTail   = regexp.MustCompile(`(?i)^(.*?),? (every month|each month|by month|per month|monthly|in every order|every order|in any order|per order|by quarter|per quarter|every quarter|quarterly|by half year|per half year|every half year|by calendar year|per calendar year|by year|per year|every year|yearly|a year|over the whole plan|in the whole plan|overall)$`)
)

// tail reads the window, the months and how firm the rule is off the end.
func (rd *ruleReader) tail(text string, r *Rule) (string, error) {
	if m := softTail.FindStringSubmatch(text); m != nil {
		r.Hard = strings.EqualFold(m[2], "hard")
		r.Penalty = m[3]
		if m[4] != "" {
			r.Priority = Some(int(m[4][0] - '0'))
		}
		text = m[1]
	} else if m := priorityTail.FindStringSubmatch(text); m != nil {
		r.Priority = Some(int(m[2][0] - '0'))
		text = m[1]
	}
	for more := true; more; {
		more = false
		for _, x := range []struct {
			at *regexp.Regexp
			to *Opt[Month]
		}{{fromTail, &r.FromMonth}, {untilTail, &r.ToMonth}} {
			m := x.at.FindStringSubmatch(text)
			if m == nil || x.to.OK {
				continue
			}
			month, err := readMonthWords(m[2])
			if err != nil {
				continue // words of the sentence, not a month
			}
			*x.to, text, more = Some(month), m[1], true
		}
		if m := windowTail.FindStringSubmatch(text); m != nil && r.Window == "" {
			r.Window, text, more = windowOf(m[2]), m[1], true
		}
	}
	return strings.TrimSuffix(text, ","), nil
}

func windowOf(words string) Window {
	w := strings.ToLower(words)
	switch {
	case strings.Contains(w, "month"):
		return EveryMonth
	case strings.Contains(w, "order"):
		return EveryOrder
	case strings.Contains(w, "quarter"):
		return PerQuarter
	case strings.Contains(w, "half"):
		return PerHalfYear
	case strings.Contains(w, "year"):
		return PerYear
	}
	return WholePlan
}

var monthNames = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// readMonthWords reads 2027-01, Jan 27 and January 2027.
func readMonthWords(s string) (Month, error) {
	if m, err := ParseMonth(s); err == nil {
		return m, nil
	}
	name, year, _ := strings.Cut(strings.ToLower(s), " ")
	if len(name) >= 3 {
		if i := slices.Index(monthNames, name[:3]); i >= 0 {
			if y, err := ParseWhole(year); err == nil {
				if y < 100 {
					y += 2000
				}
				return MonthOf(y, i+1), nil
			}
		}
	}
	return 0, fmt.Errorf("%q is not a month; write it as year-month, for example 2027-01", s)
}

// blankPatterns are the words that may fill each blank of a phrase; what they
// mean is read afterwards.
var blankPatterns = map[string]string{
	"limit":    `(?P<limit>.+?)`,
	"subject":  `(?P<subject>.+?)`,
	"country":  `(?P<country>.+?)`,
	"supplier": `(?P<supplier>.+?)`,
	"basis":    `(?P<basis>(?:the )?(?:mass|value|weight)|it|all)`,
	"element":  `(?: (?:of|in) (?P<element>.+?))?`,
	"stage":    `(?: at (?P<stage>.+?))?`,
	"scope":    `(?: for (?P<scope>.+?))?`,
	"exempt":   `(?P<exempt>(?:, except .+?)*)`,
}

var phrasePatterns = func() map[RuleType]*regexp.Regexp {
	out := map[RuleType]*regexp.Regexp{}
	for _, m := range Metrics {
		var b strings.Builder
		b.WriteString("(?i)^")
		rest := m.Phrase
		for rest != "" {
			text, after, found := strings.Cut(rest, "{")
			b.WriteString(regexp.QuoteMeta(text))
			if !found {
				break
			}
			name, more, _ := strings.Cut(after, "}")
			b.WriteString(blankPatterns[name])
			rest = more
		}
		b.WriteString("$")
		out[m.Type] = regexp.MustCompile(b.String())
	}
	return out
}()

// head reads the phrase of one metric. fits is false when the words are not of
// this metric at all.
func (rd *ruleReader) head(m Metric, text string, r Rule) (Rule, bool, error) {
	text, names := hideQuotes(text)
	found := phrasePatterns[m.Type].FindStringSubmatch(text)
	if found == nil {
		return r, false, nil
	}
	at := map[string]string{}
	for i, name := range phrasePatterns[m.Type].SubexpNames() {
		if name != "" {
			at[name] = strings.TrimSpace(found[i])
		}
	}
	r.Type = m.Type
	r.Bound = "max"
	if m.Min {
		r.Bound = "min"
	}
	if r.Type != CoveredCountryBan {
		if ok := rd.limit(&r, at["limit"]); !ok {
			return r, false, nil
		}
	} else {
		r.ValueFrom, r.ValueTo = Some(0.0), Some(0.0)
	}
	if m.Reads.Basis {
		r.Basis = string(ByMass)
	}
	if strings.Contains(strings.ToLower(at["basis"]), "value") {
		r.Basis = string(ByValue)
	}
	if r.Window == "" {
		r.Window = usualWindow(m)
	}
	for _, step := range []func() error{
		func() error { return rd.subject(&r, at["subject"]) },
		func() error { return rd.elements(&r, at["element"]) },
		func() error { return rd.stages(&r, at["stage"]) },
		func() error { return rd.countries(&r, at["country"], names) },
		func() error { return rd.supplier(&r, at["supplier"], names) },
		func() error { return rd.scope(&r, at["scope"], names) },
		func() error { return rd.exempt(&r, at["exempt"], names) },
	} {
		if err := step(); err != nil {
			return r, true, err
		}
	}
	return r, true, nil
}

func usualWindow(m Metric) Window {
	switch {
	case m.Type == CoveredCountryBan:
		return EveryOrder
	case m.Monthly:
		return EveryMonth
	case m.Type == QualificationBudgetMax || m.Type == RedesignBudgetMax:
		return WholePlan
	}
	return PerYear
}

// hideQuotes takes quoted names out of a sentence, so that no word inside them
// is read as part of it.
func hideQuotes(text string) (string, []string) {
	var b strings.Builder
	var names []string
	for {
		i := strings.IndexByte(text, '"')
		if i < 0 {
			break
		}
		b.WriteString(text[:i])
		rest, name, closed := text[i+1:], "", false
		for {
			j := strings.IndexByte(rest, '"')
			if j < 0 {
				break
			}
			name += rest[:j]
			if strings.HasPrefix(rest[j:], `""`) {
				name += `"`
				rest = rest[j+2:]
				continue
			}
			rest, closed = rest[j+1:], true
			break
		}
		if !closed {
			b.WriteString(text[i:])
			text = ""
			break
		}
		fmt.Fprintf(&b, "\x01%d\x01", len(names))
		names = append(names, name)
		text = rest
	}
	b.WriteString(text)
	return b.String(), names
}

var hidden = regexp.MustCompile("\x01(\\d+)\x01")

func showQuotes(s string, names []string) string {
	return hidden.ReplaceAllStringFunc(s, func(x string) string {
		n, _ := ParseWhole(strings.Trim(x, "\x01"))
		return names[n]
	})
}

var glide = regexp.MustCompile(`(?i)^(.+?),? (?:falling|rising|going) to (.+?),?$`)

// limit reads the limit with its unit; false when the unit is not this metric's.
func (rd *ruleReader) limit(r *Rule, words string) bool {
	from, to := words, words
	if m := glide.FindStringSubmatch(words); m != nil {
		from, to = m[1], m[2]
	}
	for _, x := range []struct {
		words string
		at    *Opt[float64]
	}{{from, &r.ValueFrom}, {to, &r.ValueTo}} {
		v, currency, ok := rd.quantity(r.Type.Unit(), x.words)
		if !ok {
			return false
		}
		*x.at = Some(v)
		if currency != "" {
			r.Basis = currency
		}
	}
	return true
}

var unitWords = map[LimitUnit]*regexp.Regexp{
	UnitPercent:   regexp.MustCompile(`(?i)^([\d.,]+) ?(?:%|percent|per cent)$`),
	UnitSuppliers: regexp.MustCompile(`(?i)^([\d.,]+|one|two|three|four|five) (?:suppliers?|supplier groups?|sources?)$`),
	UnitWeeks:     regexp.MustCompile(`(?i)^([\d.,]+) weeks?$`),
	UnitDays:      regexp.MustCompile(`(?i)^([\d.,]+) days?$`),
	UnitKg:        regexp.MustCompile(`(?i)^([\d.,]+) (kg|t|tonnes?)$`),
	UnitCO2:       regexp.MustCompile(`(?i)^([\d.,]+) kg CO2 per kg$`),
}

var (
	moneyWords = regexp.MustCompile(`^(?:([A-Z]{3}|money) ([\d.,]+)|([\d.,]+) ([A-Z]{3}))$`)
	wordDigits = map[string]string{"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}
)

func (rd *ruleReader) quantity(u LimitUnit, words string) (v float64, currency string, ok bool) {
	if u == UnitMoney {
		m := moneyWords.FindStringSubmatch(words)
		if m == nil {
			return 0, "", false
		}
		v, ok = exactly(m[2] + m[3])
		currency = m[1] + m[4]
		if currency == "money" {
			currency = ""
		}
		return v, currency, ok
	}
	m := unitWords[u].FindStringSubmatch(words)
	if m == nil {
		return 0, "", false
	}
	if d, is := wordDigits[strings.ToLower(m[1])]; is {
		m[1] = d
	}
	v, ok = exactly(m[1])
	if u == UnitKg && strings.HasPrefix(strings.ToLower(m[2]), "t") {
		v *= 1000
	}
	return v, "", ok
}
