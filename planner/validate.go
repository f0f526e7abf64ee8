package planner

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Validate checks what the cells of a project mean and returns every problem,
// not only the first: errors stand in the way of a plan, warnings do not. Facts
// may be nil; then nothing is compared with the reference tables.
func (p *Project) Validate(f *Facts) Problems {
	c := newChecker(p, f)
	c.settings()
	c.horizonSettings()
	c.rates()
	c.market()
	c.parts()
	c.suppliers()
	c.offers()
	c.sources()
	c.pools()
	c.profiles()
	c.stock()
	c.designs()
	c.streams()
	c.rules()
	c.scenarios()
	return c.ps
}

// checker gathers problems with the lookups several checks need.
type checker struct {
	p      *Project
	f      *Facts
	known  bool // facts are at hand
	ps     Problems
	names  struct{ parts, offers, suppliers, groups, grades, materials []string }
	spent  map[string][]string // currency → who uses it
	grades namer
	fits   [][]Fit // of each part
}

func newChecker(p *Project, f *Facts) *checker {
	c := &checker{p: p, known: f != nil, spent: map[string][]string{}}
	// The project's own rows stand after the shipped ones and win.
	c.f = &Facts{}
	if f != nil {
		*c.f = *f
	}
	c.f.Grades = append(slices.Clip(c.f.Grades), p.Grades...)
	c.f.Materials = append(slices.Clip(c.f.Materials), p.Materials...)
	c.f.BuildIndex()
	c.grades = namer{c.f, map[string]string{}}
	for i := range p.Parts {
		c.names.parts = append(c.names.parts, p.Parts[i].ID)
		c.fits = append(c.fits, p.Fits(&p.Parts[i], c.f))
	}
	for i := range p.Offers {
		c.names.offers = append(c.names.offers, p.Offers[i].ID)
	}
	for i := range p.Suppliers {
		c.names.suppliers = append(c.names.suppliers, p.Suppliers[i].Name)
		c.names.groups = append(c.names.groups, p.Suppliers[i].Group)
	}
	for _, g := range c.f.Grades {
		c.names.grades = append(append(c.names.grades, g.Name), g.Aliases...)
	}
	for _, m := range c.f.Materials {
		c.names.materials = append(append(c.names.materials, m.ID, m.Name), m.Aliases...)
	}
	return c
}

func (c *checker) refuse(where, path, what, mend string) {
	c.ps = append(c.ps, Problem{Refuses, where, path, what, mend})
}

func (c *checker) warn(where, path, what, mend string) {
	c.ps = append(c.ps, Problem{Warns, where, path, what, mend})
}

// near ends a mend with the name that was most likely meant.
func near(name string, known []string, otherwise string) string {
	if k, ok := Nearest(name, known); ok {
		return fmt.Sprintf("Did you mean %s?", k)
	}
	return otherwise
}

// item names one row in problems: "Offer O07", and its cells in the table.
type item struct{ kind, table, id string }

func (i item) where(cell string) string {
	if cell == "" {
		return i.kind + " " + i.id
	}
	return i.kind + " " + i.id + ", " + cell
}

func (i item) path(field string) string {
	if field == "" {
		return Path(i.table, i.id)
	}
	return Path(i.table, i.id, field)
}

func (c *checker) bad(i item, cell, field, what, mend string) {
	c.refuse(i.where(cell), i.path(field), what, mend)
}

func (c *checker) note(i item, cell, field, what, mend string) {
	c.warn(i.where(cell), i.path(field), what, mend)
}

// unique refuses rows that share an id, and rows without one.
func (c *checker) unique(kind, table string, ids []string) {
	count := map[string]int{}
	for n, id := range ids {
		if strings.TrimSpace(id) == "" {
			c.refuse(fmt.Sprintf("%s, row %d", kind, n+1), Path(table, id), "The row has no name.", "Give it a name of its own, or delete the row.")
			continue
		}
		count[id]++
		if count[id] == 2 {
			c.refuse(kind+" "+id, Path(table, id), fmt.Sprintf("%s stands in the table more than once.", id), "Rename or delete one of the rows.")
		}
	}
}

// number refuses a number that is missing its value (NaN) or below nought.
func (c *checker) number(i item, cell, field string, v Opt[float64]) bool {
	switch {
	case !v.OK:
		return false
	case math.IsNaN(v.V) || math.IsInf(v.V, 0):
		c.bad(i, cell, field, "The value is no number.", "Enter a number, or clear the cell.")
	case v.V < 0:
		c.bad(i, cell, field, fmt.Sprintf("%s is negative.", FormatNumber(v.V)), "Enter 0 or more, or clear the cell.")
	default:
		return true
	}
	return false
}

// share refuses a share outside 0 to most, stated as percent of the whole.
func (c *checker) share(i item, cell, field string, v Opt[float64], most float64) {
	if c.number(i, cell, field, v) && v.V > most+1e-9 {
		c.bad(i, cell, field, fmt.Sprintf("%s %% is more than %s %%.", FormatPercent(v.V), FormatPercent(most)), "Enter percent: 2.5 is 2.5 %.")
	}
}

func (c *checker) money(i item, cell, field string, v Opt[Decimal]) {
	if v.OK && v.V.IsNegative() {
		c.bad(i, cell, field, fmt.Sprintf("%s is negative.", v.V), "Enter 0 or more, or clear the cell.")
	}
}

// currency notes who spends in a currency; rates checks them together.
func (c *checker) currency(i item, field, code string) {
	if code == "" {
		return
	}
	if !isCurrency(code) {
		c.bad(i, "currency", field, fmt.Sprintf("%q is no currency code.", code), "Write the three-letter code, for example EUR.")
		return
	}
	c.spent[code] = append(c.spent[code], strings.ToLower(i.kind[:1])+i.kind[1:]+" "+i.id)
}

func isCurrency(code string) bool {
	return len(code) == 3 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// planSpan reports whether start and length are sound, so that months can be
// compared with them.
func (c *checker) planSpan() bool {
	return c.p.Start > MonthOf(1900, 1) && c.p.Months >= 1 && c.p.Months <= MaxMonths
}

func (c *checker) last() Month { return c.p.Start + Month(c.p.Months) - 1 }

func (c *checker) settings() {
	p := c.p
	set := func(field, title, what, mend string) {
		c.refuse("Settings, "+title, Path("settings", field), what, mend)
	}
	switch {
	case p.Currency == "":
		set("currency", "plan currency", "No plan currency is set.", "Choose one, for example EUR.")
	case !isCurrency(p.Currency):
		set("currency", "plan currency", fmt.Sprintf("%q is no currency code.", p.Currency), "Write the three-letter code, for example EUR.")
	}
	if p.Start <= MonthOf(1900, 1) || p.Start > MonthOf(2200, 1) {
		set("plan_start", "first month", "The plan has no first month.", "Enter it as year-month, for example 2027-01.")
	}
	if p.Months < 1 || p.Months > MaxMonths {
		set("plan_months", "length", fmt.Sprintf("A plan of %d months is not possible.", p.Months), fmt.Sprintf("Enter 1 to %d months.", MaxMonths))
	}
	for _, r := range []struct {
		field, title string
		v            float64
	}{
		{"discount_rate_pct", "discount rate", p.DiscountRate}, {"carrying_cost_pct", "carrying cost", p.CarryingRate},
		{"min_award_share_pct", "least share of an active supplier", p.MinAwardShare}, {"mip_gap_pct", "gap asked for", p.Gap.V},
	} {
		switch {
		case math.IsNaN(r.v) || r.v < 0:
			set(r.field, r.title, FormatPercent(r.v)+" % is not possible.", "Enter 0 or more percent.")
		case r.v > 1:
			set(r.field, r.title, FormatPercent(r.v)+" % is more than the whole.", "Enter percent: 9 is 9 %.")
		}
	}
	if l := p.LicencePercentile; l.OK && !(l.V > 0 && l.V < 1) {
		set("licence_percentile_pct", "licence wait percentile", FormatPercent(l.V)+" % is no percentile.", "Enter a value between 1 and 99, usually 80.")
	}
	if n := p.MaxNewQualifications; n.OK && n.V < 0 {
		set("max_new_qualifications", "new qualifications at most", fmt.Sprintf("%d is negative.", n.V), "Enter 0 or more, or clear the cell for no limit.")
	}
	if !slices.Contains([]EndStockValue{"", EndStockNext3, EndStockNone}, p.EndStock) {
		set("end_stock_value", "end stock credit", fmt.Sprintf("%q is not known.", p.EndStock), "Choose next3 or none.")
	}
	if !slices.Contains([]UnknownOrigin{"", UnknownWorst, UnknownLeftOut}, p.Unknown) {
		set("unknown_origin", "unknown origin", fmt.Sprintf("%q is not known.", p.Unknown), "Choose worst_case or left_out.")
	}
	if !slices.Contains([]ShortagePolicy{"", Backlog, Lost, Forbidden}, p.Shortage) {
		set("shortage", "late demand", fmt.Sprintf("%q is not known.", p.Shortage), "Choose backlog, lost or forbidden.")
	}
}

// rates finds the currencies in use that have no exchange rate, each once.
func (c *checker) rates() {
	p := c.p
	for i := range p.Parts {
		if p.Parts[i].ShortageCost.OK {
			c.currency(item{"Part", "part", p.Parts[i].ID}, "currency", p.Parts[i].Currency)
		}
	}
	for i := range p.Offers {
		c.currency(item{"Offer", "offer", p.Offers[i].ID}, "currency", p.Offers[i].Currency)
	}
	for i := range p.Designs {
		c.currency(item{"Design change", "design", p.Designs[i].Part + ">" + p.Designs[i].ToGrade}, "currency", p.Designs[i].Currency)
	}
	for i := range p.Streams {
		c.currency(item{"Stream", "stream", p.Streams[i].ID}, "currency", p.Streams[i].Currency)
	}
	c.marketCurrencies()
	have := map[string]bool{p.Currency: true}
	for _, r := range p.FX {
		key := "fx_" + p.Currency + "_" + r.Currency
		where := "Settings, exchange rate " + r.Currency
		switch {
		case r.Currency == p.Currency:
			c.warn(where, Path("settings", key), "The plan currency needs no rate; it is not used.", "Delete the rate.")
		case have[r.Currency]:
			c.refuse(where, Path("settings", key), "The rate stands in the table more than once.", "Delete one of the rates.")
		case !r.PerUnit.IsPositive():
			c.refuse(where, Path("settings", key), fmt.Sprintf("A rate of %s is not possible.", r.PerUnit), fmt.Sprintf("Enter how many %s one %s buys.", r.Currency, p.Currency))
		}
		have[r.Currency] = true
	}
	codes := make([]string, 0, len(c.spent))
	for code := range c.spent {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		if !have[code] && isCurrency(p.Currency) {
			c.refuse("Settings, exchange rate "+code, Path("settings", "fx_"+p.Currency+"_"+code),
				fmt.Sprintf("There is no exchange rate for %s, used by %s.", code, some(c.spent[code])),
				fmt.Sprintf("Enter how many %s one %s buys, as fx_%s_%s.", code, p.Currency, p.Currency, code))
		}
	}
}

// some lists names up to four, and how many more there are.
func some(names []string) string {
	if len(names) <= 4 {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:3], ", "), len(names)-3)
}
