package sheets

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"remanence/data/values"
)

// folded is a header for comparison: small letters, no accents, CamelCase and
// snake_case cut into words, punctuation as blanks, full-width forms narrow.
func folded(s string) string {
	var b strings.Builder
	var before rune
	for _, r := range s {
		switch {
		case r >= '！' && r <= '～':
			r = r - '！' + '!'
		case r == '　':
			r = ' '
		}
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			b.WriteByte(' ')
		}
		before = r
		r = unicode.ToLower(r)
		if plain, ok := accents[r]; ok {
			b.WriteString(plain)
			continue
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' {
			b.WriteRune(r)
		} else {
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

var accents = func() map[rune]string {
	m := map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", '№': "no"}
	for plain, with := range map[string]string{"a": "àáâãäå", "c": "ç", "e": "èéêë", "i": "ìíîï", "n": "ñ", "o": "òóôõö", "u": "ùúûü", "y": "ýÿ"} {
		for _, r := range with {
			m[r] = plain
		}
	}
	return m
}()

// words that say nothing about a column.
var fillers = map[string]bool{"the": true, "of": true, "de": true, "der": true, "die": true, "das": true, "du": true, "la": true, "le": true, "in": true, "en": true, "our": true,
	"your": true, "new": true, "est": true, "approx": true, "ca": true, "please": true, "fill": true, "bitte": true, "required": true, "optional": true, "d": true, "l": true}

type synonym struct {
	target  int
	text    string
	compact string
	words   []string
	eastern bool // without blanks between its words
	pairs   []uint64
}

// lexicon is the vocabulary of a kind made ready for comparing.
type lexicon struct {
	exact map[string][]int // folded text → targets
	all   []synonym
}

var (
	lexicons   = map[Kind]*lexicon{}
	lexiconsMu sync.Mutex
)

func lexiconOf(k Kind) *lexicon {
	lexiconsMu.Lock()
	defer lexiconsMu.Unlock()
	if l := lexicons[k]; l != nil {
		return l
	}
	l := &lexicon{exact: map[string][]int{}}
	for i, t := range vocabulary[k] {
		add := func(name string) {
			name = folded(name)
			if name == "" {
				return
			}
			l.exact[name] = append(l.exact[name], i)
			s := synonym{target: i, text: name, compact: strings.ReplaceAll(name, " ", ""), words: strings.Fields(name)}
			s.eastern, s.pairs = isEastern(name), bigrams(s.compact)
			l.all = append(l.all, s)
		}
		if !manyColumns(t.Name) {
			add(t.Name)
			add(t.Title)
		}
		for _, n := range strings.Split(t.names, ";") {
			add(n)
		}
	}
	lexicons[k] = l
	return l
}

func isEastern(s string) bool {
	for _, r := range s {
		if r >= 0x3040 && r <= 0x30ff || r >= 0x4e00 && r <= 0x9fff {
			return true
		}
	}
	return false
}

// scores says how well a header fits each target of a kind, 0 to 1.
func (l *lexicon) scores(k Kind, head string) []float64 {
	out := make([]float64, len(vocabulary[k]))
	text := folded(head)
	if text == "" || len(text) > 120 {
		return out
	}
	compact := strings.ReplaceAll(text, " ", "")
	words := strings.Fields(text)
	content := 0
	has := map[string]bool{}
	for _, w := range words {
		if has[w] = true; !fillers[w] {
			content++
		}
	}
	pairs := bigrams(compact)
	for i := range l.all {
		s := &l.all[i]
		v := 0.0
		switch {
		case s.text == text:
			v = 1
		case s.compact == compact:
			v = 0.97
		case s.eastern:
			if strings.Contains(compact, s.compact) && len([]rune(s.compact)) >= 2 {
				v = 0.6 + 0.35*float64(len(s.compact))/float64(len(compact))
			}
		case containsAll(has, s.words):
			v = 0.62 + 0.33*float64(len(s.words))/float64(max(content, len(s.words)))
			if len(s.words) == 1 && len(s.text) < 3 {
				v -= 0.25 // "pn" or "me" among other words proves little
			}
		case len(compact) >= 5 && len(s.compact) >= 5:
			if d := dice(pairs, s.pairs); d > 0.7 {
				v = 0.85 * d
			}
		}
		out[s.target] = max(out[s.target], v)
	}
	for i := range out {
		if out[i] > 0 && out[i] < 1 && forbidden(vocabulary[k][i].not, has, text) {
			out[i] = min(out[i]*0.4, 0.4)
		}
	}
	return out
}

func containsAll(has map[string]bool, words []string) bool {
	for _, w := range words {
		if !has[w] {
			return false
		}
	}
	return true
}

// forbidden finds a word that makes the header something else: a total is no unit
// price.
func forbidden(not string, has map[string]bool, text string) bool {
	for _, w := range strings.Fields(not) {
		if has[w] || isEastern(w) && strings.Contains(text, w) || len(w) > 5 && strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// bigrams are the neighbouring pairs of letters, sorted.
func bigrams(s string) []uint64 {
	var out []uint64
	before := rune(-1)
	for _, r := range s {
		if before >= 0 {
			out = append(out, uint64(before)<<32|uint64(r))
		}
		before = r
	}
	slices.Sort(out)
	return out
}

// dice is the share of letter pairs two words have in common.
func dice(a, b []uint64) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	// Words of very different length have little in common.
	if 2*float64(min(len(a), len(b)))/float64(len(a)+len(b)) < 0.7 {
		return 0
	}
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			common, i, j = common+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

// known reports a text that is a name of some target of any kind, quickly: this
// is asked for every cell of the first rows.
func known(text string) bool {
	if len(text) > 80 {
		return false
	}
	name, _ := splitUnit(text)
	f := folded(name)
	for _, k := range Kinds {
		if len(lexiconOf(k).exact[f]) > 0 {
			return true
		}
	}
	return false
}

var bracketed = regexp.MustCompile(`[\(\[（【]([^\)\]）】]*)[\)\]）】]`)

// splitUnit parts a header into its name and the unit it states: "Price (€/kg)",
// "Gewicht [g]", "Lead time, weeks", "Menge in kg", "Price / 1000 pcs".
func splitUnit(head string) (name string, unit values.Unit) {
	name = head
	for _, g := range bracketed.FindAllStringSubmatch(head, 4) {
		if u, ok := values.ParseUnit(g[1]); ok {
			unit = merge(unit, u)
			name = strings.Replace(name, g[0], " ", 1)
		}
	}
	name = strings.TrimSpace(name)
	if unit.Dim != values.NoDim || unit.Currency != "" && !strings.Contains(name, "/") {
		return name, unit
	}
	for _, sign := range []string{", ", " in ", " en ", " - ", "\n", " ", "/"} {
		at := strings.LastIndex(name, sign)
		if sign == " " || sign == "/" {
			at = strings.Index(name, sign)
		}
		for at > 0 {
			tail := name[at+len(sign):]
			if sign == "/" {
				tail = "/" + tail
			}
			if u, ok := values.ParseUnit(tail); ok && !(sign == " " && ambiguousWord(tail)) {
				return strings.TrimSpace(name[:at]), merge(unit, u)
			}
			if sign != " " && sign != "/" {
				break
			}
			next := strings.Index(name[at+1:], sign)
			if next < 0 {
				break
			}
			at += 1 + next
		}
	}
	return name, unit
}

// ambiguousWord are last words of headers that are units only elsewhere: the
// "unit" of "price per unit" and "part" of "magnet part".
func ambiguousWord(s string) bool {
	switch strings.ToLower(s) {
	case "unit", "part", "magnet", "at", "a", "qty", "month", "year", "day", "date", "an", "mo", "to", "d", "t", "k", "st", "w":
		return true
	}
	return false
}

// merge adds what a second mention says: a currency here, a measure there.
func merge(a, b values.Unit) values.Unit {
	if a.Text == "" {
		return b
	}
	if b.Currency != "" {
		a.Currency, a.Scale = b.Currency, b.Scale
	}
	if b.Dim != values.NoDim {
		a.Dim, a.Factor = b.Dim, b.Factor
	}
	a.Month, a.Year = a.Month || b.Month, a.Year || b.Year
	a.Text += " " + b.Text
	return a
}
