package planner

import (
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"
)

// Piece is a piece of a rule's sentence. With a Field it is a blank, the column
// of the rules table that fills it; without one it is only text.
type Piece struct{ Text, Field string }

// Sentence is the rule in words, the one wording every page, sheet and report
// shows: "At most 90 %, falling to 65 %, of magnets from China, by calendar
// year." ReadRule reads it back. Facts name countries and may be nil.
func (r *Rule) Sentence(p *Project, f *Facts) string {
	return joinPieces(r.Pieces(p, f))
}

// Short is the sentence without window, months and stop, for lists.
func (r *Rule) Short(p *Project, f *Facts) string {
	return joinPieces(capital(wording{p, f, r}.head()))
}

// Pieces is the sentence cut at its blanks. Joined they are the sentence.
func (r *Rule) Pieces(p *Project, f *Facts) []Piece {
	w := wording{p, f, r}
	out := append(capital(w.head()), w.tail()...)
	return append(out, Piece{Text: "."})
}

func joinPieces(ps []Piece) string {
	var b strings.Builder
	for _, x := range ps {
		b.WriteString(x.Text)
	}
	return b.String()
}

// capital starts a sentence.
func capital(ps []Piece) []Piece {
	if len(ps) > 0 && ps[0].Text != "" {
		rs := []rune(ps[0].Text)
		rs[0] = unicode.ToUpper(rs[0])
		ps[0].Text = string(rs)
	}
	return ps
}

// wording fills the blanks of a metric's phrase.
type wording struct {
	p *Project
	f *Facts
	r *Rule
}

// head is the phrase of the metric with its blanks filled.
func (w wording) head() []Piece {
	m, ok := w.r.Type.Metric()
	if !ok {
		return []Piece{{Text: string(w.r.Type)}}
	}
	var out []Piece
	rest := m.Phrase
	for rest != "" {
		text, after, found := strings.Cut(rest, "{")
		if text != "" {
			out = append(out, Piece{Text: text})
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

func (w wording) blank(name string) []Piece {
	switch name {
	case "limit":
		return w.limit()
	case "subject":
		return w.subject()
	case "country":
		return []Piece{{CountryWords(w.f, w.r.Countries), "country"}}
	case "supplier":
		if w.r.Supplier == "" {
			return []Piece{{"any one supplier group", "supplier"}}
		}
		return []Piece{{nameWords(w.r.Supplier), "supplier"}}
	case "basis":
		return []Piece{{string(w.r.ShareBasis()), "basis"}}
	case "element":
		if len(w.r.Elements) == 0 {
			return nil
		}
		lead := " of "
		if w.r.Type == CoveredCountryBan {
			lead = " in "
		}
		return []Piece{{Text: lead}, {elementWords(w.r.Elements), "element"}}
	case "stage":
		if len(w.r.Stages) == 0 {
			return nil
		}
		return []Piece{{Text: " at "}, {stageWords(w.r.Stages), "stage"}}
	case "scope":
		if text := w.scope(); text != "" {
			return []Piece{{Text: " for "}, {text, "scope"}}
		}
	case "exempt":
		return w.exempt()
	}
	return nil
}

// limit is the limit of the first window and, on a glide path, of the last.
func (w wording) limit() []Piece {
	r := w.r
	from := r.ValueFrom.Or(r.ValueTo.V)
	to := r.ValueTo.Or(from)
	out := []Piece{{r.LimitWords(w.p, from), "value_from"}}
	if to == from {
		return out
	}
	way := ", rising to "
	if to < from {
		way = ", falling to "
	}
	return append(out, Piece{Text: way}, Piece{r.LimitWords(w.p, to), "value_to"}, Piece{Text: ","})
}

// LimitWords writes a limit or value of the rule with its unit, exactly.
func (r *Rule) LimitWords(p *Project, v float64) string {
	n := GroupedNumber(v)
	switch r.Type.Unit() {
	case UnitPercent:
		return n + " %"
	case UnitSuppliers:
		if v == 1 {
			return "1 supplier"
		}
		return n + " suppliers"
	case UnitWeeks:
		if v == 1 {
			return "1 week"
		}
		return n + " weeks"
	case UnitDays:
		if v == 1 {
			return "1 day"
		}
		return n + " days"
	case UnitKg:
		return n + " kg"
	case UnitCO2:
		return n + " kg CO2 per kg"
	}
	return r.Money(p) + " " + n
}

// Money is the currency a budget is stated in: the first word of its basis when
// that is a currency, else the plan's.
func (r *Rule) Money(p *Project) string {
	if word, _, _ := strings.Cut(r.Basis, " "); isCurrency(word) {
		return word
	}
	if p == nil || p.Currency == "" {
		return "money"
	}
	return p.Currency
}

// GroupedNumber writes a number in its shortest exact form with commas between
// thousands.
func GroupedNumber(v float64) string {
	s := FormatNumber(v)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, frac, dot := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if dot {
		whole += "." + frac
	}
	return sign + whole
}

// subject is what a country share is a share of.
func (w wording) subject() []Piece {
	r := w.r
	var out []Piece
	if r.ShareBasis() == ByValue {
		out = append(out, Piece{Text: "the "}, Piece{"value", "basis"}, Piece{Text: " of "})
	}
	if len(r.Elements) == 0 && len(r.Stages) == 1 && r.Stages[0] == Magnet {
		return append(out, Piece{"magnets", "stage"})
	}
	what := "rare earths"
	if len(r.Elements) > 0 {
		what = elementWords(r.Elements)
	}
	out = append(out, Piece{what, "element"})
	if len(r.Stages) > 0 {
		out = append(out, Piece{Text: " at "}, Piece{stageWords(r.Stages), "stage"})
	}
	return out
}

func (w wording) scope() string {
	kind, names := w.r.ScopeOf()
	switch kind {
	case ScopeTogether:
		return "all parts together"
	case ScopeMagnets:
		return "all magnets"
	case ScopeMaterials:
		return "all materials"
	}
	if !kind.Named() || len(names) == 0 {
		return ""
	}
	words := make([]string, len(names))
	for i, n := range names {
		words[i] = nameWords(n)
	}
	switch kind {
	case ScopePart:
		if len(names) == 1 {
			return "part " + words[0]
		}
		return "parts " + List(words)
	case ScopePrefix:
		for i := range words {
			words[i] += "…"
		}
		return "parts " + List(words)
	case ScopeCriticality:
		return List(words) + " parts"
	case ScopeFamily:
		return "grade family " + List(words)
	}
	return string(kind) + " " + List(words)
}

// exempt names what a ban lets pass.
func (w wording) exempt() []Piece {
	r := w.r
	var out []Piece
	if r.ExemptRecycledIn != "" {
		out = append(out, Piece{Text: ", except recycled magnets made in "}, Piece{CountryWords(w.f, []string{r.ExemptRecycledIn}), "exempt_recycled_in"})
	}
	if r.ExemptStock != "" {
		out = append(out, Piece{Text: ", except stock "}, Piece{nameWords(r.ExemptStock), "exempt_stock"})
		if r.ExemptUntil.OK {
			out = append(out, Piece{Text: " used by "}, Piece{r.ExemptUntil.V.String(), "exempt_until"})
		}
	}
	return out
}

// tail is the window, the months, and how firm the rule is.
func (w wording) tail() []Piece {
	r := w.r
	var out []Piece
	if words, ok := windowWords[r.Window]; ok {
		out = append(out, Piece{Text: ", "}, Piece{words, "window"})
	}
	if r.FromMonth.OK {
		out = append(out, Piece{Text: ", from "}, Piece{r.FromMonth.V.String(), "from_month"})
	}
	if r.ToMonth.OK {
		out = append(out, Piece{Text: ", until "}, Piece{r.ToMonth.V.String(), "to_month"})
	}
	if !r.Hard {
		out = append(out, Piece{Text: ", "}, Piece{"soft", "hard"})
		if text := strings.TrimSpace(r.Penalty); text != "" {
			out = append(out, Piece{Text: ": "}, Piece{text, "penalty"})
		}
	}
	if r.Priority.OK {
		out = append(out, Piece{Text: ", priority "}, Piece{FormatNumber(float64(r.Priority.V)), "priority"})
	}
	return out
}

var windowWords = map[Window]string{
	EveryMonth: "every month", EveryOrder: "in every order", PerQuarter: "by quarter", PerHalfYear: "by half year",
	PerYear: "by calendar year", WholePlan: "over the whole plan",
}

// List joins names: "a", "a and b", "a, b and c".
func List(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// elementNames are the names of elements in sentences. NdPr keeps its symbol, so
// that it cannot be read as two.
var elementNames = map[string]string{
	"Nd": "neodymium", "Pr": "praseodymium", "Dy": "dysprosium", "Tb": "terbium", "Sm": "samarium", "Gd": "gadolinium",
	"Ho": "holmium", "Co": "cobalt", "Ga": "gallium", "Ge": "germanium", "Sb": "antimony", "W": "tungsten",
	"Ce": "cerium", "La": "lanthanum", "Y": "yttrium",
}

// ElementName is the name of an element in sentences, its symbol where it has
// none.
func ElementName(symbol string) string {
	if n, ok := elementNames[symbol]; ok {
		return n
	}
	return symbol
}

func elementWords(symbols []string) string {
	names := make([]string, len(symbols))
	for i, e := range symbols {
		names[i] = ElementName(e)
	}
	return List(names)
}

var stageNames = map[Stage]string{Mine: "mining", Separation: "separation", Refining: "refining", Metal: "metal", Magnet: "magnet"}

func stageWords(stages []Stage) string {
	names := make([]string, len(stages))
	for i, s := range stages {
		names[i] = string(s)
		if n, ok := stageNames[s]; ok {
			names[i] = n
		}
	}
	return List(names)
}

// CountryWords names the countries and groups of a rule: "China and Russia",
// "outside the EU", "any one country outside the EU".
func CountryWords(f *Facts, words []string) string {
	names := make([]string, len(words))
	for i, w := range words {
		names[i] = ReadCountryGroup(w).words(f)
	}
	return List(names)
}

func (g CountryGroup) words(f *Facts) string {
	name := ""
	switch {
	case g.EU:
		name = "the EU"
	case g.USCovered:
		name = "US covered countries"
	case g.Region != "":
		name = "the region " + nameWords(g.Region)
	case g.Code != "":
		name = countryName(f, g.Code)
	}
	switch {
	case g.Each && g.bare():
		return "any one country"
	case g.Each && g.Not:
		return "any one country outside " + name
	case g.Each:
		return "any one country in " + name
	case g.Not:
		return "outside " + name
	}
	return name
}

// countryName is the name of a country where the facts know it and it can stand
// in a list, else its code.
func countryName(f *Facts, code string) string {
	if c, ok := f.Country(code); ok && c.Name != "" && plainName(c.Name) && !strings.HasPrefix(c.Name, "outside ") {
		return c.Name
	}
	return code
}

// keywords are the words the sentence itself is built from; a name that holds
// one stands in quotation marks.
var keywords = []string{" for ", " from ", " and ", " at ", " in ", " of ", " until ", " used by ", " parts", " every ", " by ", " over ", " per "}

func plainName(s string) bool {
	if s == "" || s != strings.TrimSpace(s) || strings.Contains(s, "  ") {
		return false
	}
	padded := " " + strings.ToLower(s) + " "
	for _, k := range keywords {
		if strings.Contains(padded, k) {
			return false
		}
	}
	return !slices.ContainsFunc([]rune(s), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune(" -_/.+#()", c)
	}) && !strings.HasSuffix(s, ".")
}

// nameWords is a name as it stands in a sentence, in quotation marks where it
// could be misread.
func nameWords(s string) string {
	if plainName(s) && !slices.Contains(reservedNames, strings.ToLower(s)) {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// reservedNames would read as something else.
var reservedNames = []string{"any one supplier group", "all", "part", "parts"}

// exactly reads a number with commas between thousands.
func exactly(s string) (float64, bool) {
	d, err := decimal.NewFromString(strings.ReplaceAll(strings.TrimSpace(s), ",", ""))
	if err != nil || d.Exponent() > 30 || d.Exponent() < -30 {
		return 0, false
	}
	v, _ := d.Float64()
	return v, true
}
