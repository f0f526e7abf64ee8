package sheets

import (
	"regexp"
	"strings"

	"remanence/data/sheets/book"
	"remanence/data/values"
)

func columnName(_ *Table, col int) string { return book.ColumnName(col) }

// breakHead finds the quantity in the header of a price break: "Price 1k", "from
// 500 kg", "10,000 pcs", "ab 5.000 Stück", "≥ 1000", "1000-4999 pcs".
var breakHead = regexp.MustCompile(`(?i)(?:^|[^\pL\d])(\d{1,3}(?:[., '’]\d{3})+|\d+(?:\.\d+)?)\s*(k|tsd\.?|千|万)?\s*(?:[-–~]\s*[\d., ]*\s*)?(\+)?\s*(pcs|pc|pieces|each|ea|st|stk|stck|stück|kg|kgs|t|to|個|个|件|只)?(?:[^\pL\d]|$)`)

var perQuantity = regexp.MustCompile(`(?i)(/|per|pro|par)\s*[\d., ]+\s*\pL*`)

var thousandsOnly = strings.NewReplacer(",", "", ".", "", " ", "", "'", "", "’", "")

// quantityHead reports a header that is a quantity of a price break.
func quantityHead(head string) bool {
	_, _, ok := breakQuantity(head)
	return ok
}

// breakQuantity is the quantity in a header and its unit; a year is none.
func breakQuantity(head string) (from float64, unit string, ok bool) {
	if _, period := values.ParsePeriod(head); period {
		return 0, "", false
	}
	// What a price is per is no quantity it holds from.
	text := perQuantity.ReplaceAllString(head, " ")
	g := breakHead.FindStringSubmatch(text)
	if g == nil {
		return 0, "", false
	}
	digits := g[1]
	if strings.ContainsAny(digits, "., '’") && len(digits) > 4 {
		digits = thousandsOnly.Replace(digits)
	}
	a, err := values.Parse(digits, ".")
	if err != nil {
		return 0, "", false
	}
	v := a.Float()
	switch strings.ToLower(strings.TrimSuffix(g[2], ".")) {
	case "k", "tsd", "千":
		v *= 1000
	case "万":
		v *= 10000
	}
	if v <= 0 || g[2] == "" && g[4] == "" && g[3] == "" && !strings.ContainsAny(head, "<>≥≤+") && v >= 1990 && v <= 2099 {
		return 0, "", false
	}
	return v, strings.ToLower(g[4]), true
}

// breaks makes tiers of several price columns whose headers name quantities.
func (e Env) breaks(t *Table, m *Mapping) {
	if m.Kind != Offers {
		return
	}
	var at []int
	for i := range t.Columns {
		c := &t.Columns[i]
		a := &m.Columns[i]
		if c.stats.filled > 0 && c.stats.share(c.stats.numbers+c.stats.texts) < 0.5 || c.Period.Months > 0 {
			continue
		}
		from, unit, ok := breakQuantity(c.Head)
		// Only headers that are about prices, or bare quantities.
		price := a.Target == "price"
		for _, g := range a.Others {
			price = price || g.Target == "price" && g.Confidence > 0.4
		}
		bare := strings.TrimSpace(breakHead.ReplaceAllString(c.Head, "")) == ""
		if !ok || !(price || (a.Target == "" || a.Confidence < sure) && (bare || priceBreakWord(c.Head))) {
			continue
		}
		a.From, a.FromUnit = from, unit
		at = append(at, i)
	}
	if len(at) < 2 {
		for _, i := range at {
			m.Columns[i].From, m.Columns[i].FromUnit = 0, ""
		}
		return
	}
	unit := ""
	for _, i := range at {
		if m.Columns[i].FromUnit != "" {
			unit = m.Columns[i].FromUnit
		}
	}
	for _, i := range at {
		a := &m.Columns[i]
		a.Target, a.Confidence, a.Rival = "price", max(a.Confidence, 0.86), ""
		if a.FromUnit == "" {
			a.FromUnit = unit
		}
	}
	// A price column without a quantity beside them is another price.
	for i := range m.Columns {
		if a := &m.Columns[i]; a.Target == "price" && a.From == 0 {
			a.Rival = m.Columns[at[0]].Head
		}
	}
}

func priceBreakWord(head string) bool {
	f := folded(head)
	for _, w := range []string{"price", "preis", "prix", "break", "staffel", "palier", "tier", "ab ", "from ", "単価", "单价", "价格"} {
		if strings.Contains(f+" ", w) {
			return true
		}
	}
	return false
}
