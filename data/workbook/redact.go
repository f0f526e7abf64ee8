package workbook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"remanence/planner"
)

// Redaction says what a copy for others leaves out.
type Redaction struct {
	Names  bool // suppliers, groups, owners and sites get names like "Supplier 3", everywhere the same
	Prices bool // money is left out: the copy holds values only, and the sheets of prices are missing
}

// redactNames gives copies of the project and the plans in which nobody's name
// stands, in no sentence and no note either.
func redactNames(p *planner.Project, plan *planner.Plan, o Options) (*planner.Project, *planner.Plan, Options, error) {
	names := aliases(p, plan)
	q, err := renamedCopy(p, names)
	if err != nil {
		return nil, nil, o, err
	}
	for i := range q.Suppliers {
		q.Suppliers[i].Ref = ""
	}
	for i := range q.Offers {
		q.Offers[i].SupplierRef = ""
	}
	for i := range q.Streams {
		q.Streams[i].RecyclerRef = ""
	}
	out := []*planner.Plan{plan, o.AsToday, o.Cheapest}
	for i, x := range out {
		if x == nil {
			continue
		}
		if out[i], err = renamedCopy(x, names); err != nil {
			return nil, nil, o, err
		}
	}
	o.AsToday, o.Cheapest = out[1], out[2]
	prices := slices.Clone(o.RulePrices)
	for i := range prices {
		prices[i].Text = names.in(prices[i].Text)
	}
	o.RulePrices, o.Changes, o.Scenario = prices, nil, names.in(o.Scenario)
	findings, err := renamedCopy(&o.Findings, names)
	if err != nil {
		return nil, nil, o, err
	}
	o.Findings = *findings
	return q, out[0], o, nil
}

// alias is a name and what stands in its place.
type alias struct{ name, by string }

type aliasList []alias

// aliases numbers the names in the order of the project: the same every time.
func aliases(p *planner.Project, plan *planner.Plan) aliasList {
	var out aliasList
	seen := map[string]bool{"": true}
	count := map[string]int{}
	add := func(kind, name string) {
		if !seen[name] {
			seen[name] = true
			count[kind]++
			out = append(out, alias{name, fmt.Sprintf("%s %d", kind, count[kind])})
		}
	}
	for _, s := range p.Suppliers {
		add("Supplier", s.Name)
	}
	for i := range p.Offers {
		add("Supplier", p.Offers[i].Supplier)
	}
	for _, a := range plan.Awards {
		add("Supplier", a.Supplier)
	}
	for _, s := range p.Streams {
		add("Supplier", s.Recycler)
	}
	for _, s := range p.Suppliers {
		add("Group", s.Group)
		add("Owner", s.Parent)
		for _, x := range s.Sites {
			add("Site", x.Name)
		}
	}
	for i := range p.Offers {
		add("Site", p.Offers[i].Site)
	}
	for _, a := range plan.Awards {
		add("Group", a.Group)
	}
	// Longer names first, so that no name is cut up by one inside it.
	slices.SortStableFunc(out, func(a, b alias) int { return len(b.name) - len(a.name) })
	return out
}

// in replaces the names in a text, where they stand as words of their own.
func (l aliasList) in(s string) string {
	for _, a := range l {
		if s == a.name {
			return a.by
		}
		if utf8.RuneCountInString(a.name) > 2 {
			s = replaceWord(s, a.name, a.by)
		}
	}
	return s
}

func replaceWord(s, name, by string) string {
	var b strings.Builder
	for {
		i := strings.Index(s, name)
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		end := i + len(name)
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[end:])
		first, _ := utf8.DecodeRuneInString(name)
		last, _ := utf8.DecodeLastRuneInString(name)
		inside := isWord(before) && isWord(first) || isWord(last) && isWord(after)
		b.WriteString(s[:i])
		if inside && first < 0x2e80 { // Chinese and Japanese set no blanks between words
			b.WriteString(name)
		} else {
			b.WriteString(by)
		}
		s = s[end:]
	}
}

func isWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// renamedCopy is a deep copy with every text replaced. It goes through the same
// JSON as the project file, so that no field added later is forgotten.
func renamedCopy[T any](v *T, names aliasList) (*T, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var tree any
	if err := d.Decode(&tree); err != nil {
		return nil, err
	}
	if text, err = json.Marshal(names.walk(tree)); err != nil {
		return nil, err
	}
	out := new(T)
	return out, json.Unmarshal(text, out)
}

func (l aliasList) walk(v any) any {
	switch v := v.(type) {
	case string:
		return l.in(v)
	case []any:
		for i := range v {
			v[i] = l.walk(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = l.walk(v[k])
		}
	}
	return v
}

// withheld stands where money stood.
const withheld = "withheld"

// ofMoney are the sheets that a copy without prices leaves out.
var ofMoney = map[string]bool{bridgeName: true, buildUpName: true, marketName: true, budgetName: true, cashName: true,
	commitName: true, otherName: true, stockName: true, worthName: true, offerName: true, inputsName: true, sensitivityName: true, robustName: true, changeName: true, checkName: true}

// withoutPrices takes the money out of a finished book. Formulas become the
// values they had, for what they read is gone.
func (b *book) withoutPrices() {
	b.sheets = slices.DeleteFunc(b.sheets, func(s *sheet) bool { return ofMoney[s.name] })
	b.names = nil
	sums := regexp.MustCompile(`(` + regexp.QuoteMeta(b.ccy()) + `\s*-?[0-9])|([0-9]\s*` + regexp.QuoteMeta(b.ccy()) + `)`)
	for _, s := range b.sheets {
		s.charts = slices.DeleteFunc(s.charts, func(c chart) bool { return c.axis != `0%` })
		for r, cells := range s.rows {
			for c, x := range cells {
				if x.formula != "" {
					x.formula, x.style.role = "", roleOfValue(x.style.role)
				}
				text, isText := x.value.(string)
				switch {
				case x.value != nil && !isText && (x.style.format == b.money || x.style.format == b.perUnit):
					x.value, x.style.format = withheld, general
				case isText && sums.MatchString(text):
					x.value = withheld
				}
				if name, _, ok := strings.Cut(strings.TrimPrefix(x.link, "'"), "'!"); ok && ofMoney[name] {
					x = cell{}
				}
				cells[c] = x
			}
			s.rows[r] = cells
		}
	}
}

func roleOfValue(r role) role {
	if r == roleFormula || r == roleCross {
		return roleStated
	}
	return r
}

// withoutKeys makes a copy that cannot be read back: a redacted figure must not
// return into the project as if somebody had changed it.
func (b *book) withoutKeys() {
	for _, s := range b.sheets {
		for _, cells := range s.rows {
			for c := range cells {
				if cells[c].value == rowKeyHead {
					cells[c].value = "Row"
				}
			}
		}
	}
}
