package sheets

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"remanence/data/sheets/book"
	"remanence/data/values"
	"remanence/planner"
)

// Severity of a remark on a row.
type Severity int

// The severities.
const (
	Remark  Severity = iota // the row comes in; the reader should know
	Asks                    // the row waits until somebody has looked
	Refuses                 // the row cannot come in as it is
)

// Problem is what is wrong with a cell or a row, and how to mend it.
type Problem struct {
	Severity Severity
	Col      int    // of the sheet; -1 for the row
	Place    string // "quotes.xlsx, Sheet1, C7"
	Column   string // head of the column
	What     string
	Mend     string
}

func (p Problem) String() string { return strings.TrimSpace(p.Place + ": " + p.What + " " + p.Mend) }

// reading turns cells into the texts the project keeps.
type reading struct {
	env   Env
	facts *planner.Facts
	t     *Table
	m     *Mapping
	cols  []*readColumn
}

// readColumn is one column that is read.
type readColumn struct {
	*Assigned
	col     *Column
	target  *Target
	decimal string      // decimal sign of its texts
	proved  bool        // its own texts prove it
	clash   bool        // its texts prove both signs
	unclear bool        // "1,234" could be either and nothing decides
	unit    values.Unit // of the header or the user
	share   bool        // percent written as shares of one
	order   values.Order
	seen    map[string]string // texts read before, of months and words, which repeat
}

// most texts a column remembers.
const maxSeen = 4096

func (r *reading) country(text string) (string, bool) { return countryOf(text) }

// newReading prepares the columns: decimal sign, unit and order of dates of each.
func newReading(e Env, t *Table, m *Mapping) *reading {
	r := &reading{env: e, facts: e.Facts, t: t, m: m}
	for i := range m.Columns {
		a := &m.Columns[i]
		col := t.column(a.Col)
		if a.Target == "" || col == nil {
			continue
		}
		c := &readColumn{Assigned: a, col: col, target: target(m.Kind, a.Target), unit: col.Unit, order: m.Order}
		if c.target == nil {
			x := plainTarget(m.Kind, a.Target)
			c.target = &x
		}
		if a.Unit != "" {
			if u, ok := values.ParseUnit(a.Unit); ok {
				c.unit = u
			}
		}
		r.vote(c)
		r.cols = append(r.cols, c)
	}
	r.pool()
	r.together()
	return r
}

// together settles shares across countries: as one row adds up to the whole, they are
// all percent as soon as one of them is more than 1.
func (r *reading) together() {
	percent := false
	for _, c := range r.cols {
		percent = percent || c.Target == countryField && !c.share && c.col.stats.numbers > 0
	}
	for _, c := range r.cols {
		if c.Target == countryField && percent && c.col.stats.percents == 0 {
			c.share = false
		}
	}
}

// pool settles a column that could be read both ways by what the others prove: a
// sheet is written in one style.
func (r *reading) pool() {
	sign := ""
	for _, c := range r.cols {
		switch {
		case !c.proved:
		case sign != "" && sign != c.decimal || c.clash:
			return
		default:
			sign = c.decimal
		}
	}
	for _, c := range r.cols {
		if c.unclear && sign != "" {
			c.decimal, c.unclear = sign, false
		}
	}
}

// vote is what the texts of a column prove.
type vote struct {
	Decimal                       string
	Proved, Clash, Unclear, Share bool
	Order                         values.Order
}

// vote finds the decimal sign and the order of dates a column's own texts prove.
func (r *reading) vote(c *readColumn) {
	if v, ok := r.t.votes[c.Col]; ok {
		c.decimal, c.proved, c.clash, c.unclear, c.share = v.Decimal, v.Proved, v.Clash, v.Unclear, v.Share
		if c.order == values.UnknownOrder {
			c.order = v.Order
		}
		if r.m.Decimal != "" && !c.proved {
			c.decimal, c.clash, c.unclear = r.m.Decimal, false, false
		}
		return
	}
	dots, commas, unclear := 0, 0, 0
	for _, i := range r.t.rows {
		x := r.t.Sheet.Rows[i].At(c.Col)
		if x == nil || x.Kind != book.Text {
			continue
		}
		switch c.target.Shape {
		case Figure, Whole, Money, Percent:
			sign, ambiguous := values.DecimalSign(x.Text)
			switch {
			case sign == ".":
				dots++
			case sign == ",":
				commas++
			case ambiguous:
				unclear++
			}
		case Month:
			if o := values.OrderOf(x.Text); o != values.UnknownOrder && c.order == values.UnknownOrder {
				c.order = o
			}
		}
	}
	c.decimal = r.m.Decimal
	switch {
	case dots > 0 && commas > 0:
		if c.clash = c.decimal == ""; c.clash {
			c.decimal = "."
		}
	case dots > 0:
		c.decimal, c.proved = ".", true
	case commas > 0:
		c.decimal, c.proved = ",", true
	case c.decimal == "":
		c.unclear, c.decimal = unclear > 0, "."
	}
	s := &c.col.stats
	if c.target.Shape == Percent && c.unit.Dim != values.Share && s.percents == 0 && s.high <= 1 && s.high > 0 && s.low >= 0 {
		c.share = true
	}
}

// value is a cell that was read.
type value struct {
	*readColumn
	text string // as the project keeps it; "" is missing
	raw  string // as it stands in the sheet
	unit values.Unit
}

// Words that say there is no value yet. They matter only for fields that may be left
// open; a price or the figure of a month takes any words (noNumber).
var noValueYet = map[string]bool{"on request": true, "auf anfrage": true, "a a": true, "sur demande": true, "a definir": true, "tbd": true, "tba": true, "tbc": true, "to be confirmed": true, "to be quoted": true, "no quote": true, "no bid": true, "nq": true, "nb": true, "declined": true, "kein angebot": true, "offen": true, "応談": true, "別途見積": true, "要相談": true, "面议": true, "待定": true, "未定": true, "询价": true, "n a": true, "na": true, "none": true, "nil": true, "k a": true, "see note": true, "s anmerkung": true, "x": true}

// read reads one cell. note is text worth keeping although the field stays empty.
func (r *reading) read(c *readColumn, x *book.Cell, fixed string) (v value, note string, p *Problem) {
	v = value{readColumn: c, unit: c.unit}
	if fixed != "" {
		x = &book.Cell{Kind: book.Text, Text: fixed}
	}
	if x == nil {
		return v, "", nil
	}
	v.raw = r.show(x)
	fail := func(s Severity, what, mend string) (value, string, *Problem) {
		return v, "", &Problem{Severity: s, Col: c.Col, What: what, Mend: mend}
	}
	switch {
	case x.Kind == book.Fault || x.Kind == book.Text && isFault(x.Text):
		return fail(Refuses, "The cell shows the error "+v.raw+".", "Correct the formula in the sheet, or type the value here.")
	case x.Kind == book.Blank && x.Formula:
		return fail(Refuses, "The result of the formula is not stored in the file.", "Open the file in the spreadsheet and save it once, or type the value here.")
	case x.Kind == book.Blank:
		return v, "", nil
	}
	switch c.target.Shape {
	case Figure, Whole, Money, Percent:
		return r.figure(c, x, v)
	}
	if text, ok := c.seen[v.raw]; ok {
		v.text = text
		return v, "", nil
	}
	if c.target.Shape == Month {
		v, note, p = r.month(c, x, v)
		c.remember(v, p)
		return v, note, p
	}
	text := strings.TrimSpace(v.raw)
	if blankWord(text) {
		return v, "", nil
	}
	if c.target.read != nil {
		w, err := c.target.read(r, text)
		if err != nil {
			what, mend := sentences(err)
			return fail(Refuses, what, mend)
		}
		text = w
	}
	v.text = text
	if c.target.read != nil {
		c.remember(v, nil)
	}
	return v, "", nil
}

// remember keeps what a text was read as.
func (c *readColumn) remember(v value, p *Problem) {
	if p != nil || len(c.seen) >= maxSeen {
		return
	}
	if c.seen == nil {
		c.seen = map[string]string{}
	}
	c.seen[v.raw] = v.text
}

// isFault reports the text of an error cell, as text files hold it.
func isFault(s string) bool {
	if len(s) < 3 || s[0] != '#' {
		return false
	}
	switch strings.ToUpper(s) {
	case "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#VALEUR!", "#NOMBRE!", "#NOM?":
		return true
	}
	return false
}

// dash reports a mark that people put into a cell to leave it empty.
func dash(s string) bool {
	switch s {
	case "", "-", "–", "—", "--", ".":
		return true
	}
	return false
}

// blankWord reports a cell of words that names nothing.
func blankWord(s string) bool {
	switch strings.ToLower(s) {
	case "n/a", "na", "n.a.", "tbd", "?":
		return true
	}
	return dash(s)
}

// show is a cell as people see it: dates as dates.
func (r *reading) show(x *book.Cell) string {
	if x.Kind == book.Number && r.t.Sheet.Style(x).Date {
		if d, ok := values.SerialDate(x.Num, r.t.Sheet.From1904); ok {
			return d.String()
		}
	}
	return x.String()
}

func (r *reading) month(c *readColumn, x *book.Cell, v value) (value, string, *Problem) {
	fail := func(what, mend string) (value, string, *Problem) {
		return v, "", &Problem{Severity: Refuses, Col: c.Col, What: what, Mend: mend}
	}
	if x.Kind == book.Number {
		style := r.t.Sheet.Style(x)
		switch {
		case style.Date || x.Num >= 32874 && x.Num < 73415: // 1990 to 2100 as serials
			if d, ok := values.SerialDate(x.Num, r.t.Sheet.From1904); ok {
				v.text = d.Month().String()
				return v, "", nil
			}
		case x.Num >= 199001 && x.Num <= 209912:
			if m, err := values.ParseMonth(x.String()); err == nil {
				v.text = m.String()
				return v, "", nil
			}
		}
		return fail(x.String()+" is no month.", "Write it as 2027-01 or Jan 27.")
	}
	text := strings.TrimSpace(x.Text)
	if dash(text) {
		return v, "", nil
	}
	if blankWord(text) || noValueYet[folded(text)] {
		return v, "", &Problem{Severity: Remark, Col: c.Col, What: "“" + text + "” is no month; the cell counts as empty.", Mend: "Write the month when it is known, as 2027-01 or Jan 27."}
	}
	d, err := values.ParseDate(text, c.order)
	if err == nil {
		v.text = d.Month().String()
		return v, "", nil
	}
	if p, ok := values.ParsePeriod(text); ok && p.Months <= 3 {
		v.text = p.First.String()
		return v, "", nil
	}
	if strings.Contains(err.Error(), values.ErrOrder.Error()) {
		return v, "", &Problem{Severity: Asks, Col: c.Col, What: "“" + text + "” could be day or month first.", Mend: "Say above which comes first."}
	}
	return fail("“"+text+"” is no month.", "Write it as 2027-01 or Jan 27.")
}

// figure reads a number with its unit and turns it into the unit of the field.
func (r *reading) figure(c *readColumn, x *book.Cell, v value) (value, string, *Problem) {
	fail := func(s Severity, what, mend string) (value, string, *Problem) {
		return v, "", &Problem{Severity: s, Col: c.Col, What: what, Mend: mend}
	}
	digits, percent := "", false
	style := r.t.Sheet.Style(x)
	if u, ok := values.ParseUnit(style.Unit); ok && c.Unit == "" {
		v.unit = merge(v.unit, u)
	}
	if code, ok := values.Currency(style.Currency); ok && v.unit.Currency == "" {
		v.unit.Currency, v.unit.Scale = code, 1
	}
	switch x.Kind {
	case book.Number:
		if style.Date {
			return fail(Refuses, "The cell holds a date, "+v.raw+", where a number belongs.", "Spreadsheets turn 3-4 or 1.5 into dates; type the number again.")
		}
		digits, percent = x.String(), style.Percent
		if percent {
			digits = shift(digits, 2)
		}
	case book.Bool:
		return fail(Refuses, v.raw+" is no number.", "Type the number.")
	default:
		text := strings.TrimSpace(x.Text)
		if dash(text) {
			return v, "", nil
		}
		a, err := values.Parse(trimQualifiers(text), c.decimal)
		if err != nil {
			if low, high, ok := span(text, c.decimal); ok {
				return fail(Asks, fmt.Sprintf("“%s” is a range.", text), fmt.Sprintf("Type one number; the field stays empty until then. The worse end is %s.", worse(c.target.Name, low, high)))
			}
			return r.noNumber(c, v, text)
		}
		digits, percent = a.Digits, a.Percent
		if a.Unit != "" {
			u, ok := values.ParseUnit(a.Unit)
			switch {
			case ok:
				v.unit = merge(u, values.Unit{})
				if u.Dim == values.NoDim { // only money: the measure stays the header's
					v.unit = c.unit
					v.unit.Currency, v.unit.Scale = u.Currency, u.Scale
				}
			case c.target.Name == "payment_days" || c.target.Shape == Percent:
			default:
				return fail(Asks, fmt.Sprintf("The unit “%s” is not known.", a.Unit), "Type the number alone, in "+unitWord(c.target)+".")
			}
		}
	}
	if x.Kind == book.Number && !percent && c.target.Shape != Percent && c.target.Shape != Whole && v.unit.Text == "" && v.unit.Currency == "" {
		v.text = digits // the common case: a plain number without a unit anywhere
		return v, "", nil
	}
	if c.clash && x.Kind == book.Text {
		if _, ambiguous := values.DecimalSign(x.Text); ambiguous {
			return fail(Asks, "“"+x.Text+"” could be a decimal or thousands: the column writes both.", "Type it again without a separator.")
		}
	}
	out, prob := r.convert(c, &v, digits, percent)
	if prob != nil {
		prob.Col = c.Col
		return v, "", prob
	}
	v.text = out
	return v, "", nil
}

// noNumber is a cell with a text where a number belongs. Words without a digit say
// that there is no figure yet: a price and the figure of a month then stay missing,
// whatever the words are, and the row comes in with a remark. With a digit in it the
// text may be a figure that was not understood, so somebody has to look.
func (r *reading) noNumber(c *readColumn, v value, text string) (value, string, *Problem) {
	open := false
	mend := "Type the number when it is known, or 0 where there is none."
	switch c.target.Name {
	case "price":
		open, mend = true, "Type the price when it is known; nothing is bought at a missing price."
	case periodField, "quantity", "annual_quantity":
		open = true
	}
	p := &Problem{Severity: Remark, Col: c.Col, What: "“" + text + "” is not a number; the cell counts as empty, not as 0.", Mend: mend}
	switch digits := strings.ContainsFunc(text, unicode.IsDigit); {
	case open && digits:
		p.Severity, p.What, p.Mend = Asks, "“"+text+"” is not a number.", "Type the number; if the row is taken as it is, the cell counts as empty, not as 0."
	case open || blankWord(text) || noValueYet[folded(text)]:
	default:
		p.Severity, p.What, p.Mend = Refuses, "“"+text+"” is not a number.", "Type digits, for example 21.5."
	}
	if p.Severity == Refuses {
		return v, "", p
	}
	return v, c.title() + ": " + text, p
}

// words reports a cell that holds words where a figure belongs, and so stays empty.
func (v *value) words() bool { return v.text == "" && !dash(strings.TrimSpace(v.raw)) }

// trimQualifiers takes off "from", "ca.", "max", "net 30", "30 days net".
func trimQualifiers(s string) string {
	f := strings.Fields(s)
	for len(f) > 1 {
		switch folded(f[0]) {
		case "from", "ab", "ca", "approx", "about", "net", "netto", "max", "min", "within", "innerhalb", "nach", "約", "约":
			f = f[1:]
			continue
		}
		switch folded(f[len(f)-1]) {
		case "net", "netto", "max", "min", "ca", "aro", "arc", "after", "eom", "incl", "excl":
			f = f[:len(f)-1]
			continue
		}
		break
	}
	return strings.Trim(strings.Join(f, " "), "~≈<>≤≥≒約约")
}

// span reads a range such as 8–10 weeks.
func span(s, sign string) (low, high string, ok bool) {
	for _, sep := range []string{"–", "—", "~", "～", " - ", "-", " to ", " bis ", " à ", "～", "至"} {
		a, b, found := strings.Cut(s, sep)
		if !found || strings.TrimSpace(a) == "" || strings.TrimSpace(b) == "" {
			continue
		}
		x, err1 := values.Parse(a, sign)
		y, err2 := values.Parse(b, sign)
		if err1 == nil && err2 == nil {
			return x.Digits, y.Digits, true
		}
	}
	return "", "", false
}

// worse is the end of a range a careful buyer counts with.
func worse(field, low, high string) string {
	switch field {
	case "kg_per_month", "recycled_content_pct", "order_max_kg", "magnet_kg_per_kg_feed", "kg_per_month_start", "kg_per_month_end":
		return low
	}
	return high
}

func unitWord(t *Target) string {
	switch t.Unit {
	case "":
		return "plain digits"
	case "pcs":
		return "pieces"
	case "%":
		return "percent"
	case "price":
		return "money for a kilogram or a piece"
	}
	return t.Unit
}

func (c *readColumn) title() string {
	if c.Head != "" {
		return c.Head
	}
	return c.target.Title
}

// convert turns digits in the unit that stands there into the unit of the field.
func (r *reading) convert(c *readColumn, v *value, digits string, percent bool) (string, *Problem) {
	d, err := decimal.NewFromString(digits)
	if err != nil {
		return "", &Problem{Severity: Refuses, What: "“" + v.raw + "” is not a number.", Mend: "Type digits, for example 21.5."}
	}
	ask := func(what string) *Problem {
		return &Problem{Severity: Asks, What: what, Mend: "Choose the unit of the column above, or type the number in " + unitWord(c.target) + "."}
	}
	u := v.unit
	if u.Currency != "" && u.Scale > 1 {
		d = d.Mul(decimal.NewFromFloat(u.Scale))
	}
	if percent && c.target.Shape != Percent && !strings.HasPrefix(c.target.Name, "value_") { // limits of shares are percentages
		return "", &Problem{Severity: Asks, What: "“" + v.raw + "” is a percentage; the field holds " + unitWord(c.target) + ".", Mend: "Check which column this is."}
	}
	if u.Currency != "" && c.target.Shape != Money {
		return "", &Problem{Severity: Asks, What: "“" + v.raw + "” is an amount of money; the field holds " + unitWord(c.target) + ".", Mend: "Check which column this is."}
	}
	switch c.target.Unit {
	case "g":
		if u.Dim == values.Mass {
			d = scale(d, u.Factor*1000)
		} else if u.Dim != values.NoDim {
			return "", ask("The cell is not a mass.")
		}
	case "weeks", "days", "months":
		if u.Dim != values.NoDim && u.Dim != values.Time {
			return "", ask("The cell is not a time.")
		}
		if u.Dim == values.Time {
			days := map[string]float64{"weeks": 7, "days": 1, "months": 7 * planner.WeeksPerMonth}[c.target.Unit]
			if u.Factor != days {
				d = scale(d, u.Factor/days).Round(2)
			}
		}
	case "%":
		switch {
		case percent:
		case u.Dim == values.Share:
			d = scale(d, u.Factor*100)
		case c.share:
			d = d.Shift(2)
		}
	case "pcs", "kg", "price":
		if c.target.Shape == Money && u.Dim != values.NoDim {
			// price for a thousand pieces or a tonne; per mass of a piece field is seen later
			d = d.DivRound(decimal.NewFromFloat(u.Factor), 12)
		} else if u.Dim == values.Mass || u.Dim == values.Count {
			d = scale(d, u.Factor)
		} else if u.Dim != values.NoDim {
			return "", ask("The cell is neither pieces nor a mass.")
		}
	}
	if c.target.Shape == Whole {
		if w := d.Round(0); !w.Sub(d).Abs().LessThan(decimal.New(1, -9)) {
			d = d.Ceil() // months and days are counted whole; the longer is the safer
		} else {
			d = w
		}
	}
	return d.String(), nil
}

func scale(d decimal.Decimal, by float64) decimal.Decimal {
	if by == 1 {
		return d
	}
	x, err := decimal.NewFromString(book.FormatNumber(by))
	if err != nil {
		return d
	}
	return d.Mul(x)
}

func shift(digits string, by int32) string {
	d, err := decimal.NewFromString(digits)
	if err != nil {
		return digits
	}
	return d.Shift(by).String()
}

// sentences splits the error of a field, "what; how to mend it".
func sentences(err error) (what, mend string) {
	what, mend, _ = strings.Cut(err.Error(), "; ")
	return sentence(what), sentence(mend)
}

func sentence(s string) string {
	if s == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(first)) + s[size:]
	if !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "?") {
		s += "."
	}
	return s
}
