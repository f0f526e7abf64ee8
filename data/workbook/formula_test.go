package workbook

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/efp"
)

// allowed are the functions on which Excel, LibreOffice, Gnumeric and the
// library agree, also under other locales.
var allowed = strings.Fields("SUM SUMIFS SUBTOTAL SUMPRODUCT COUNT COUNTIF ROWS INDEX MATCH IF IFERROR AND ABS MIN MAX RANK COLUMNS EOMONTH YEAR MONTH")

// wrongFormula says what is wrong with a formula by our own rules, or "".
func wrongFormula(formula string) string {
	if len(formula) > maxFormula {
		return "longer than " + strconv.Itoa(maxFormula)
	}
	p := efp.ExcelParser()
	tokens := p.Parse(formula)
	for i, k := range tokens {
		switch {
		case k.TType == efp.TokenTypeFunction && k.TSubType == efp.TokenSubTypeStart && !slices.Contains(allowed, k.TValue):
			return "function " + k.TValue + " is not allowed"
		case k.TType == efp.TokenTypeOperand && k.TSubType == efp.TokenSubTypeNumber:
			subtotal := i > 0 && tokens[i-1].TValue == "SUBTOTAL" && k.TValue == "9" // its first argument names the sum
			if !slices.Contains([]string{"0", "1", "12"}, k.TValue) && !subtotal {
				return "hides the number " + k.TValue
			}
		case k.TType == efp.TokenTypeUnknown:
			return "cannot be parsed at " + k.TValue
		}
	}
	return ""
}

var cellRef = regexp.MustCompile(`(\$?)([A-Z]{1,3})(\$?)([0-9]+)`)

// relative writes a formula with its references counted from its own cell, so
// that the formulas of one column are equal when they do the same.
func relative(formula string, row, col int) string {
	parts := strings.Split(formula, `"`)
	for i := 0; i < len(parts); i += 2 { // words in quotes stay
		parts[i] = cellRef.ReplaceAllStringFunc(parts[i], func(s string) string {
			m := cellRef.FindStringSubmatch(s)
			c := 0
			for _, l := range m[2] {
				c = c*26 + int(l-'A') + 1
			}
			r, _ := strconv.Atoi(m[4])
			out := "R" + m[4]
			if m[3] == "" {
				out = "R[" + strconv.Itoa(r-row) + "]"
			}
			if m[1] == "" {
				return out + "C[" + strconv.Itoa(c-col) + "]"
			}
			return out + "C" + strconv.Itoa(c)
		})
	}
	return strings.Join(parts, `"`)
}

// Every formula of every sample keeps to the rules that make other programs
// agree and an auditor read on.
func TestFormulasKeepTheRules(t *testing.T) {
	for _, f := range []string{"SUM(A1:A3)*1.05", "VLOOKUP(A1,B:C,2,0)", "SUBTOTAL(109,A1:A3)", "SUM(" + strings.Repeat("A1,", 80) + "A1)"} {
		if wrongFormula(f) == "" {
			t.Fatalf("the test does not see what is wrong with %q", f)
		}
	}
	books := map[string]*book{}
	for _, name := range samples(t) {
		p, f := sample(t, name)
		plan, o := planOf(t, name, p, f)
		b, err := build(p, f, plan, o)
		if err != nil {
			t.Fatal(err)
		}
		books[name] = b
	}
	p, f, plan := everyTerm(t)
	b, err := build(p, f, plan, options())
	if err != nil {
		t.Fatal(err)
	}
	books["every term"] = b
	for name, b := range books {
		for _, s := range b.sheets {
			for r, cells := range s.rows {
				for c, x := range cells {
					if why := wrongFormula(x.formula); x.formula != "" && why != "" {
						t.Errorf("%s %s!%s =%s: %s", name, s.name, at(r, c), x.formula, why)
					}
				}
			}
			if s.table != nil {
				sameDown(t, s)
			}
		}
		sameAcross(t, b)
	}
}

// plainReference is a formula that only fetches one fixed cell, as the currency
// rate of a row does: which cell depends on the row. Beside it figures may be typed.
var plainReference = regexp.MustCompile(`^'[^']+'!\$[A-Z]+\$[0-9]+$`)

// sameDown wants one formula a column of a list.
func sameDown(t *testing.T, s *sheet) {
	for c := s.table.firstCol; c <= s.table.columnEnd; c++ {
		first := relative(s.cell(s.table.first+1, c).formula, s.table.first+1, c)
		for r := s.table.first + 2; r <= s.table.last; r++ {
			fetched := func(r int) bool { f := s.cell(r, c).formula; return f == "" || plainReference.MatchString(f) }
			if got := relative(s.cell(r, c).formula, r, c); got != first && !(fetched(r) && fetched(s.table.first+1)) {
				t.Fatalf("%s!%s does %s, the row above the list's second %s", s.name, at(r, c), got, first)
			}
		}
	}
}

// sameAcross wants one formula a line of the time sheet, the first month
// included, and the same for every part.
func sameAcross(t *testing.T, b *book) {
	s := b.demand.sheet
	seen := map[string]string{}
	for _, f := range b.demand.flows {
		for _, l := range b.demand.lines {
			r := f.head + b.demand.offset[l.label]
			for c := dcFirstMonth; c <= b.demand.lastCol; c++ {
				got := relative(s.cell(r, c).formula, r, c)
				if want, ok := seen[l.label]; ok && got != want {
					t.Fatalf("Demand!%s does %s, other months and parts %s", at(r, c), got, want)
				}
				seen[l.label] = got
			}
		}
	}
}

// A formula without a value never reaches a file: previews would show nothing.
func TestFormulaNeedsAValue(t *testing.T) {
	nan := 0.0
	nan /= nan
	for _, c := range []cell{{formula: "1+1"}, {formula: "A1", value: nan}, {value: struct{}{}}, {formula: strings.Repeat("A1+", 80) + "A1", value: 0.0}} {
		s := newSheet("Test", "", "", "")
		s.put(6, 1, c)
		if s.err == nil {
			t.Errorf("%+v was accepted", c)
		}
	}
}
