package sheets

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"remanence/data/values"
	"remanence/planner"
)

// Option is an answer to a question.
type Option struct{ Value, Label string }

// Question is something the sheet leaves open. Those that it settles by itself are
// never asked.
type Question struct {
	Key     string // for Mapping.Answer
	Col     int    // -1 when it is about the whole table
	Text    string
	Options []Option // empty: any text
	Value   string   // what is taken as long as nobody answers
}

// NotRead is the answer that a column means nothing.
const NotRead = "-"

// Questions lists what to ask about a mapping, the table's first.
func (e Env) Questions(t *Table, m *Mapping) []Question {
	var out []Question
	out = append(out, e.columnQuestions(t, m)...)
	out = append(out, e.missing(t, m)...)
	r := newReading(e, t, m)
	for _, c := range r.cols {
		out = append(out, c.signQuestion()...)
	}
	out = append(out, r.orderQuestion()...)
	for _, c := range r.cols {
		out = append(out, c.unitQuestion()...)
	}
	return dedupe(out)
}

func dedupe(qs []Question) []Question {
	seen := map[string]bool{}
	return slices.DeleteFunc(qs, func(q Question) bool {
		twice := seen[q.Key]
		seen[q.Key] = true
		return twice
	})
}

func (e Env) columnQuestions(t *Table, m *Mapping) []Question {
	var out []Question
	for i := range m.Columns {
		a := &m.Columns[i]
		c := t.column(a.Col)
		if a.Chosen || c == nil || c.stats.filled == 0 {
			continue
		}
		name := "“" + a.Head + "”"
		if a.Head == "" {
			name = "Column " + columnName(t, a.Col)
		}
		q := Question{Key: "column:" + strconv.Itoa(a.Col), Col: a.Col, Value: a.Target}
		option := func(name string) {
			if x := target(m.Kind, name); x != nil {
				q.Options = append(q.Options, Option{name, x.Title})
			}
		}
		switch {
		case a.Target != "" && a.Rival != "":
			x := target(m.Kind, a.Target)
			q.Text = fmt.Sprintf("%s and “%s” could both be the %s. Which one is it?", name, a.Rival, strings.ToLower(x.Title))
			q.Options = append(q.Options, Option{a.Target, name})
			for j := range m.Columns {
				if o := &m.Columns[j]; o.Head == a.Rival || "column "+columnName(t, o.Col) == a.Rival {
					q.Options = append(q.Options, Option{"rival:" + strconv.Itoa(o.Col) + ":" + a.Target, "“" + a.Rival + "”"})
				}
			}
		case a.Target != "" && a.Confidence < sure:
			x := target(m.Kind, a.Target)
			if x == nil {
				continue
			}
			q.Text = fmt.Sprintf("Is %s the %s?%s", name, strings.ToLower(x.Title), examples(c))
			option(a.Target)
			for _, g := range a.Others {
				option(g.Target)
			}
		default:
			continue
		}
		q.Options = append(q.Options, Option{NotRead, "Do not read it"})
		out = append(out, q)
	}
	return out
}

func examples(c *Column) string {
	if len(c.stats.sample) == 0 {
		return ""
	}
	var some []string
	for _, s := range c.stats.sample[:min(3, len(c.stats.sample))] {
		if r := []rune(s); len(r) > 24 {
			s = string(r[:23]) + "…"
		}
		some = append(some, s)
	}
	return " It holds " + strings.Join(some, ", ") + "."
}

// missing asks for what every row needs and no column gives.
func (e Env) missing(t *Table, m *Mapping) []Question {
	var out []Question
	for i := range vocabulary[m.Kind] {
		x := &vocabulary[m.Kind][i]
		if !x.Key || m.Has(x.Name) || x.Name == "item" && m.Has("grade") {
			continue
		}
		q := Question{Key: "find:" + x.Name, Col: -1, Text: fmt.Sprintf("Which column is the %s?", strings.ToLower(x.Title))}
		if (x.Name == "country" || x.Name == "share_pct") && m.Has(countryField) { // shares stand under their countries
			continue
		}
		if x.Name == "price" && m.Has(periodField) { // prices stand under their months
			continue
		}
		if m.Kind == Rules && x.Name == "window" {
			q.Key, q.Text, q.Options = "fix:window", "Over which time are the rules measured? The sheet does not say.", []Option{{"per_calendar_year", "Each calendar year"}, {"per_half_year", "Each half year"}, {"per_quarter", "Each quarter"}, {"every_month", "Each month"}, {"whole_plan", "The whole plan"}, {"every_order", "Each order"}}
			out = append(out, q)
			continue
		}
		for j := range m.Columns {
			a := &m.Columns[j]
			if a.Target != "" {
				continue
			}
			label := a.Head
			if label == "" {
				label = "Column " + columnName(t, a.Col)
			}
			q.Options = append(q.Options, Option{strconv.Itoa(a.Col), label})
		}
		if m.Kind == Origins && x.Name == "provenance_profile" && len(q.Options) == 0 {
			q.Key, q.Text = "fix:provenance_profile", "Which origin profile do the shares belong to? The sheet names none."
			for i := range e.Project.Profiles {
				q.Options = append(q.Options, Option{e.Project.Profiles[i].ID, e.Project.Profiles[i].ID})
			}
		}
		out = append(out, q)
	}
	priced := slices.ContainsFunc(m.Columns, func(a Assigned) bool {
		return a.Target == "price" || a.Target == "standard_price" || m.Kind == Prices && a.Target == periodField
	})
	if m.Kind == Offers && !m.Has("supplier") && !m.Has("offer_id") {
		q := Question{Key: "fix:supplier", Col: -1, Text: "Who quotes? The sheet names no supplier."}
		for i := range e.Project.Suppliers {
			q.Options = append(q.Options, Option{e.Project.Suppliers[i].Name, e.Project.Suppliers[i].Name})
		}
		out = append(out, q)
	}
	if priced && (m.Kind == Offers || m.Kind == Prices) && !m.Has("currency") && !e.currencyStated(t, m) {
		q := Question{Key: "fix:currency", Col: -1, Text: "Which currency are the prices in?"}
		seen := map[string]bool{}
		add := func(code string) {
			if code != "" && !seen[code] {
				seen[code] = true
				q.Options = append(q.Options, Option{code, code})
			}
		}
		add(e.Project.Currency)
		for _, x := range e.Project.FX {
			add(x.Currency)
		}
		for _, code := range []string{"EUR", "USD", "CNY", "JPY", "GBP"} {
			add(code)
		}
		out = append(out, q)
	}
	if m.Kind == Prices && !m.Has("basis") && t.market() == "" {
		out = append(out, Question{Key: "fix:basis", Col: -1, Text: "Which market are the prices from?", Options: []Option{{string(planner.ChinaDomestic), "Inside China"}, {string(planner.ExChina), "Outside China"}, {string(planner.ByContract), "By contract"}}})
	}
	bare := false
	for i := range t.Columns {
		if _, ok := values.MonthName(t.Columns[i].Head); ok && t.Columns[i].Period.Months == 0 {
			bare = true
		}
	}
	if bare && target(m.Kind, periodField) != nil {
		q := Question{Key: "year", Col: -1, Text: "Which year do the months belong to? The sheet does not say."}
		for y := e.Project.Start.Year(); y <= (e.Project.Start + planner.Month(max(e.Project.Months, 1)-1)).Year(); y++ {
			q.Options = append(q.Options, Option{strconv.Itoa(y), strconv.Itoa(y)})
		}
		out = append(out, q)
	}
	return out
}

// currencyStated reports that headers or cells themselves say the currency.
func (e Env) currencyStated(t *Table, m *Mapping) bool {
	for i := range m.Columns {
		a := &m.Columns[i]
		if a.Target != "price" && a.Target != periodField {
			continue
		}
		c := t.column(a.Col)
		if u, ok := values.ParseUnit(a.Unit); ok && u.Currency != "" || c != nil && (c.Unit.Currency != "" || c.stats.currency != "") {
			return true
		}
	}
	return false
}

func (c *readColumn) signQuestion() []Question {
	switch {
	case c.clash:
		return []Question{{Key: "decimal", Col: c.Col, Text: fmt.Sprintf("The column “%s” writes decimals with a point and with a comma. Which of the two is it where a number could be read both ways?", c.title()), Options: []Option{{".", "1,234.5 – point"}, {",", "1.234,5 – comma"}}}}
	case c.unclear:
		example := ""
		for _, s := range c.col.stats.sample {
			if _, ambiguous := values.DecimalSign(s); ambiguous {
				example = s
				break
			}
		}
		return []Question{{Key: "decimal", Col: c.Col, Text: fmt.Sprintf("Is “%s” in the column “%s” a whole number or a decimal?", example, c.title()), Options: []Option{{".", "The point is the decimal sign"}, {",", "The comma is the decimal sign"}}}}
	}
	return nil
}

func (r *reading) orderQuestion() []Question {
	if r.m.Order != values.UnknownOrder {
		return nil
	}
	for _, c := range r.cols {
		if c.target.Shape != Month || c.order != values.UnknownOrder {
			continue
		}
		for _, s := range c.col.stats.sample {
			if _, err := values.ParseDate(s, values.UnknownOrder); err != nil {
				if _, second := values.ParseDate(s, values.DayFirst); second == nil {
					return []Question{{Key: "order", Col: c.Col, Text: fmt.Sprintf("Is “%s” in the column “%s” day first or month first?", s, c.title()), Options: []Option{{"day", "Day first"}, {"month", "Month first"}}}}
				}
			}
		}
	}
	return nil
}

// unitQuestion asks for a unit where a wrong guess would be wrong by a thousand.
func (c *readColumn) unitQuestion() []Question {
	s := &c.col.stats
	if c.unit.Text != "" || s.unit.Text != "" || c.Unit != "" || s.numbers == 0 {
		return nil
	}
	q := Question{Key: "unit:" + strconv.Itoa(c.Col), Col: c.Col}
	head := folded(c.Head)
	named := func(words ...string) bool {
		for _, w := range words {
			if slices.Contains(strings.Fields(head), w) {
				return true
			}
		}
		return false
	}
	switch {
	case c.Target == "mass_g" && !named("g", "mass_g"):
		// A magnet weighs grams; kilograms show as small fractions.
		if s.high <= 1 || s.high > 5000 {
			q.Text, q.Value = fmt.Sprintf("Is the mass in “%s” in grams or kilograms?%s", c.title(), examples(c.col)), "g"
			q.Options = []Option{{"g", "Grams"}, {"kg", "Kilograms"}}
			return []Question{q}
		}
	case c.Target == "lead_time_weeks" && !named("weeks", "wochen", "semaines"):
		if s.high > 20 || s.low < 3 {
			q.Text, q.Value = fmt.Sprintf("Is the lead time in “%s” in days, weeks or months?%s", c.title(), examples(c.col)), "weeks"
			q.Options = []Option{{"weeks", "Weeks"}, {"days", "Days"}, {"months", "Months"}}
			return []Question{q}
		}
	case (c.Target == "moq_kg_per_order" || c.Target == "order_multiple_kg") && !named("kg"):
		q.Text, q.Value = fmt.Sprintf("Is “%s” in pieces or kilograms?%s", c.title(), examples(c.col)), "pcs"
		q.Options = []Option{{"pcs", "Pieces"}, {"kg", "Kilograms"}}
		return []Question{q}
	}
	return nil
}

// Answer takes the answer to a question.
func (m *Mapping) Answer(t *Table, key, value string) {
	what, arg, _ := strings.Cut(key, ":")
	switch what {
	case "column":
		at, err := strconv.Atoi(arg)
		if rival, ok := strings.CutPrefix(value, "rival:"); ok {
			other, name, _ := strings.Cut(rival, ":")
			if n, bad := strconv.Atoi(other); bad == nil {
				m.Set(n, name)
			}
			return
		}
		if value == NotRead {
			value = ""
		}
		if err == nil {
			m.Set(at, value)
		}
	case "find":
		if at, err := strconv.Atoi(value); err == nil {
			m.Set(at, arg)
		}
	case "fix":
		m.Fix(arg, value)
	case "decimal":
		m.Decimal = value
	case "order":
		m.Order = map[string]values.Order{"day": values.DayFirst, "month": values.MonthFirst}[value]
	case "unit":
		if at, err := strconv.Atoi(arg); err == nil && m.column(at) != nil {
			m.column(at).Unit = value
		}
	case "year":
		if y, err := strconv.Atoi(value); err == nil {
			m.Year = y
			t.SetYear(y)
			for i := range t.Columns {
				if a := m.column(t.Columns[i].Col); a != nil && t.Columns[i].Period.Months > 0 && !a.Chosen && target(m.Kind, periodField) != nil {
					a.Target, a.Confidence, a.Rival = periodField, 0.98, ""
				}
			}
		}
	}
}

// SetYear gives months without a year their year; a month before the one on its
// left begins the next year.
func (t *Table) SetYear(year int) {
	before := 0
	for i := range t.Columns {
		c := &t.Columns[i]
		m, ok := values.MonthName(c.Head)
		if !ok {
			continue
		}
		if m < before {
			year++
		}
		before = m
		c.Period = values.Period{First: planner.MonthOf(year, m), Months: 1}
	}
}
