package book

import (
	"errors"
	"math"
	"strings"
)

// formulaCell is a formula whose result the file does not hold, as programs write
// it that do not compute.
type formulaCell struct {
	row, at int // in Rows and Cells
	formula string
}

// Limits of computing such formulas: enough for the sums and products of a list,
// too little for a made-up file to keep the app busy.
const (
	maxFormulas = 20_000
	maxSteps    = 4_000_000
	maxDepth    = 100
)

var errFormula = errors.New("not computed")

// compute fills in formulas without a result where only +, −, ×, ÷, text joining
// and the plainest functions over cells of the same sheet occur. The rest stays
// blank and is counted.
func (r *sheetReader) compute() {
	if len(r.formulas) == 0 {
		return
	}
	e := &evaluator{s: r.s, rows: make(map[int]int, len(r.s.Rows)), pending: map[[2]int]string{}, steps: maxSteps}
	for i := range r.s.Rows {
		e.rows[r.s.Rows[i].N] = i
	}
	for _, f := range r.formulas {
		if f.row < len(r.s.Rows) && f.at < len(r.s.Rows[f.row].Cells) {
			row := &r.s.Rows[f.row]
			e.pending[[2]int{row.N, int(row.Cells[f.at].Col)}] = f.formula
		}
	}
	for i, f := range r.formulas {
		if f.row >= len(r.s.Rows) || f.at >= len(r.s.Rows[f.row].Cells) {
			continue
		}
		row := &r.s.Rows[f.row]
		if i >= maxFormulas || r.p.ctx.Err() != nil {
			r.s.NoValues++
			continue
		}
		e.cell(row.N, int(row.Cells[f.at].Col), 0)
		if row.Cells[f.at].Kind == Blank {
			r.s.NoValues++
		}
	}
}

// evaluator computes the pending formulas of one sheet, each once.
type evaluator struct {
	s       *Sheet
	rows    map[int]int // sheet row → index
	pending map[[2]int]string
	steps   int
}

// operand is a value on its way: a number, or a text.
type operand struct {
	num  float64
	text string
	kind Kind // Number, Text, Bool or Blank
}

// cell is the value of a cell; it computes it first where it is pending.
func (e *evaluator) cell(row, col, depth int) (operand, error) {
	if e.steps--; e.steps < 0 || depth > maxDepth {
		return operand{}, errFormula
	}
	i, ok := e.rows[row]
	if !ok {
		return operand{}, nil
	}
	c := e.s.Rows[i].At(col)
	if c == nil {
		return operand{}, nil
	}
	at := [2]int{row, col}
	if f, waiting := e.pending[at]; waiting {
		delete(e.pending, at) // a circle ends here, as not computed
		v, err := (&formula{e: e, text: strings.TrimPrefix(f, "="), depth: depth + 1}).all()
		if err != nil || v.kind == Number && (math.IsNaN(v.num) || math.IsInf(v.num, 0)) {
			return operand{}, errFormula
		}
		c.Kind, c.Num, c.Text, c.Computed = v.kind, v.num, v.text, true
		if v.kind == Blank { // a reference to an empty cell shows 0
			c.Kind = Number
		}
	}
	switch {
	case c.Kind == Fault || c.Kind == Blank && c.Formula:
		return operand{}, errFormula
	case c.Kind == Text:
		return operand{text: c.Text, kind: Text}, nil
	}
	return operand{num: c.Num, kind: c.Kind}, nil
}

// formula is one formula being read and computed at the same time.
type formula struct {
	e     *evaluator
	text  string
	i     int
	depth int
}

func (f *formula) all() (operand, error) {
	v, err := f.compare()
	if f.space(); err == nil && f.i < len(f.text) {
		err = errFormula
	}
	return v, err
}

func (f *formula) space() {
	for f.i < len(f.text) && (f.text[f.i] == ' ' || f.text[f.i] == '\n' || f.text[f.i] == '\r') {
		f.i++
	}
}

// take passes one of the signs if it comes next.
func (f *formula) take(signs ...string) string {
	f.space()
	for _, s := range signs {
		if strings.HasPrefix(f.text[f.i:], s) {
			f.i += len(s)
			return s
		}
	}
	return ""
}

func (o operand) number() (float64, error) {
	if o.kind == Text {
		return 0, errFormula // a text in a sum is not guessed at
	}
	return o.num, nil
}

func (o operand) words() string {
	switch o.kind {
	case Number:
		return FormatNumber(o.num)
	case Bool:
		c := Cell{Kind: Bool, Num: o.num}
		return c.String()
	}
	return o.text
}

func truth(b bool) operand {
	if b {
		return operand{num: 1, kind: Bool}
	}
	return operand{kind: Bool}
}

func (f *formula) compare() (operand, error) {
	a, err := f.join()
	for err == nil {
		op := f.take("<=", ">=", "<>", "<", ">", "=")
		if op == "" {
			break
		}
		var b operand
		if b, err = f.join(); err != nil {
			break
		}
		d := strings.Compare(strings.ToLower(a.words()), strings.ToLower(b.words()))
		if a.kind != Text && b.kind != Text {
			d = 0
			if math.Abs(a.num-b.num) > 1e-12*math.Max(math.Abs(a.num), math.Abs(b.num)) {
				d = 1
				if a.num < b.num {
					d = -1
				}
			}
		}
		a = truth(map[string]bool{"<=": d <= 0, ">=": d >= 0, "<>": d != 0, "<": d < 0, ">": d > 0, "=": d == 0}[op])
	}
	return a, err
}

func (f *formula) join() (operand, error) {
	a, err := f.sum()
	for err == nil && f.take("&") != "" {
		var b operand
		if b, err = f.sum(); err == nil {
			a = operand{text: a.words() + b.words(), kind: Text}
			if len(a.text) > MaxCell {
				err = errFormula
			}
		}
	}
	return a, err
}

// pair computes one operator on two numbers.
func pair(op string, a, b operand) (operand, error) {
	x, err1 := a.number()
	y, err2 := b.number()
	v := operand{kind: Number}
	switch op {
	case "+":
		v.num = x + y
	case "-":
		v.num = x - y
	case "*":
		v.num = x * y
	case "/":
		if y == 0 {
			return v, errFormula
		}
		v.num = x / y
	case "^":
		v.num = math.Pow(x, y)
	}
	return v, errors.Join(err1, err2)
}

func (f *formula) sum() (operand, error)     { return f.chain(f.product, "+", "-") }
func (f *formula) product() (operand, error) { return f.chain(f.power, "*", "/") }
func (f *formula) power() (operand, error)   { return f.chain(f.unary, "^") }

func (f *formula) chain(next func() (operand, error), ops ...string) (operand, error) {
	a, err := next()
	for err == nil {
		op := f.take(ops...)
		if op == "" {
			break
		}
		var b operand
		if b, err = next(); err == nil {
			a, err = pair(op, a, b)
		}
	}
	return a, err
}

func (f *formula) unary() (operand, error) {
	if f.depth++; f.depth > maxDepth {
		return operand{}, errFormula
	}
	defer func() { f.depth-- }()
	switch f.take("-", "+") {
	case "-":
		v, err := f.unary()
		if err == nil {
			v, err = pair("-", operand{kind: Number}, v)
		}
		return v, err
	case "+":
		return f.unary()
	}
	v, err := f.primary()
	for err == nil && f.take("%") != "" {
		v, err = pair("/", v, operand{num: 100, kind: Number})
	}
	return v, err
}

func (f *formula) primary() (operand, error) {
	f.space()
	if f.i >= len(f.text) {
		return operand{}, errFormula
	}
	switch c := f.text[f.i]; {
	case c == '(':
		f.i++
		v, err := f.compare()
		if err == nil && f.take(")") == "" {
			err = errFormula
		}
		return v, err
	case c == '"':
		return f.quoted()
	case c >= '0' && c <= '9' || c == '.':
		from := f.i
		for f.i < len(f.text) && (f.text[f.i] >= '0' && f.text[f.i] <= '9' || f.text[f.i] == '.') {
			f.i++
		}
		v, ok := float([]byte(f.text[from:f.i]))
		if !ok {
			return operand{}, errFormula
		}
		return operand{num: v, kind: Number}, nil
	}
	word := f.word()
	if word == "" {
		return operand{}, errFormula
	}
	if f.take("(") != "" {
		return f.call(strings.ToUpper(word))
	}
	switch strings.ToUpper(word) {
	case "TRUE", "FALSE":
		return truth(strings.EqualFold(word, "TRUE")), nil
	}
	row, col, ok := parseRef(word)
	if !ok {
		return operand{}, errFormula // a name, another sheet
	}
	return f.e.cell(row, col, f.depth)
}

func (f *formula) quoted() (operand, error) {
	var b strings.Builder
	for f.i++; f.i < len(f.text); f.i++ {
		if f.text[f.i] != '"' {
			b.WriteByte(f.text[f.i])
			continue
		}
		if f.i++; f.i >= len(f.text) || f.text[f.i] != '"' {
			return operand{text: b.String(), kind: Text}, nil
		}
		b.WriteByte('"')
	}
	return operand{}, errFormula
}

// word is a reference or a function's name.
func (f *formula) word() string {
	from := f.i
	for f.i < len(f.text) {
		c := f.text[f.i]
		if !(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '$' || c == '_' || c == '.') {
			break
		}
		f.i++
	}
	return f.text[from:f.i]
}

// args reads the arguments of a function; blocks of cells are laid out flat.
func (f *formula) args() ([][]operand, error) {
	var out [][]operand
	if f.take(")") != "" {
		return nil, nil
	}
	for {
		f.space()
		from := f.i
		word := f.word()
		if f.take(":") != "" && word != "" {
			rect, ok := parseRect(word + ":" + f.word())
			if !ok {
				return nil, errFormula
			}
			cells, err := f.block(rect)
			if err != nil {
				return nil, err
			}
			out = append(out, cells)
		} else {
			f.i = from
			v, err := f.compare()
			if err != nil {
				return nil, err
			}
			out = append(out, []operand{v})
		}
		if f.take(")") != "" {
			return out, nil
		}
		if f.take(",", ";") == "" || len(out) > 255 {
			return nil, errFormula
		}
	}
}

func (f *formula) block(r Rect) ([]operand, error) {
	if f.e.steps -= (r.Bottom - r.Top + 1) * (r.Right - r.Left + 1); f.e.steps < 0 {
		return nil, errFormula
	}
	var out []operand
	for row := r.Top; row <= r.Bottom; row++ {
		for col := r.Left; col <= r.Right; col++ {
			v, err := f.e.cell(row, col, f.depth)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
	}
	return out, nil
}

func (f *formula) call(name string) (operand, error) {
	args, err := f.args()
	if err != nil {
		return operand{}, err
	}
	one := func(i int) operand {
		if i < len(args) && len(args[i]) == 1 {
			return args[i][0]
		}
		return operand{}
	}
	switch name {
	case "IF":
		if len(args) < 2 || len(args) > 3 {
			return operand{}, errFormula
		}
		if c, err := one(0).number(); err != nil {
			return operand{}, err
		} else if c != 0 {
			return one(1), nil
		}
		if len(args) == 2 {
			return truth(false), nil
		}
		return one(2), nil
	case "CONCATENATE":
		text := ""
		for i := range args {
			text += one(i).words()
		}
		return operand{text: cut(text), kind: Text}, nil
	case "ROUND":
		v, err1 := one(0).number()
		n, err2 := one(1).number()
		if err1 != nil || err2 != nil || len(args) != 2 || math.Abs(n) > 15 {
			return operand{}, errFormula
		}
		p := math.Pow(10, math.Trunc(n))
		return operand{num: math.Round(v*p) / p, kind: Number}, nil
	case "ABS":
		v, err := one(0).number()
		if len(args) != 1 {
			err = errFormula
		}
		return operand{num: math.Abs(v), kind: Number}, err
	}
	return aggregate(name, args)
}

// aggregate computes functions over any number of cells; texts and blanks in
// them do not count, as in a spreadsheet.
func aggregate(name string, args [][]operand) (operand, error) {
	n, total, product, low, high := 0.0, 0.0, 1.0, math.Inf(1), math.Inf(-1)
	for _, block := range args {
		for _, v := range block {
			if v.kind != Number {
				continue
			}
			n, total, product = n+1, total+v.num, product*v.num
			low, high = min(low, v.num), max(high, v.num)
		}
	}
	v := operand{kind: Number}
	switch name {
	case "SUM":
		v.num = total
	case "COUNT":
		v.num = n
	case "PRODUCT":
		if v.num = product; n == 0 {
			v.num = 0
		}
	case "AVERAGE":
		if n == 0 {
			return v, errFormula
		}
		v.num = total / n
	case "MIN", "MAX":
		if v.num = low; name == "MAX" {
			v.num = high
		}
		if n == 0 {
			v.num = 0
		}
	default:
		return v, errFormula
	}
	return v, nil
}
