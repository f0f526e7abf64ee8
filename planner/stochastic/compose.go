package stochastic

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"remanence/planner/highs"
	"remanence/planner/modelfile"
)

// Scenario is one way things may turn out and its own linear program, possibly
// with integer columns.
type Scenario struct {
	Name   string
	Weight float64 // how likely, in any unit; 0 counts nothing in means and tails
	Model  *highs.Model
	Unit   float64 // common money of one unit of the model's objective; 0 is 1
	// Constant is cost of the scenario outside its model, common money.
	Constant float64
	// Best is the least cost the scenario can have by itself, common money; read
	// where the aim is a regret.
	Best  float64
	Names []string // of the columns; may be nil
	Ties  []Tie
	Lots  []Lot // in columns of the scenario
	// Start is the optimal basis of the model by itself without its whole numbers and
	// Least its objective there, nil where not known. Where every scenario has one the
	// first answer starts from all of them put together.
	Start *highs.Basis
	Least float64
}

// Tie binds what a scenario does to a quantity that is decided before it is known
// which scenario comes true: Σ Terms = Factor × the quantity of that name. A
// quantity that only one scenario is tied to is free.
type Tie struct {
	Name   string
	Terms  []Term
	Factor float64
}

// Term is a column of the scenario's model with its coefficient.
type Term struct {
	Col  int
	Coef float64
}

// SameByName ties columns of equal names: a column is decided at once where
// first says so of its name.
func SameByName(names []string, first func(name string) bool) []Tie {
	var out []Tie
	for c, n := range names {
		if first(n) {
			out = append(out, Tie{n, []Term{{c, 1}}, 1})
		}
	}
	return out
}

// Extensive is the program of all scenarios together.
type Extensive struct {
	Model  *highs.Model
	Aim    Aim
	Shared map[string]int // quantity → its column

	scenarios []Scenario
	from      []int // first column of each scenario
	lots      []Lot // of all scenarios, in columns of the whole
	eta       int   // column of the value at risk, or of the largest cost; -1 without
	tail      []tailRow
	ties      []tieRow
	names     []string
	rows      []string
	unit      float64
}

// Compose makes the extensive form. Unit is the common money of one unit of its
// objective (0 is 1), so that figures stay well scaled.
func Compose(list []Scenario, aim Aim, unit float64) (*Extensive, error) {
	if err := aim.Check(); err != nil {
		return nil, err
	}
	if unit == 0 {
		unit = 1
	}
	all := 0.0
	for _, s := range list {
		if !(s.Weight >= 0) || math.IsInf(s.Weight, 0) {
			return nil, fmt.Errorf("the weight of %q is %v; it must be 0 or more", s.Name, s.Weight)
		}
		all += s.Weight
		if err := s.Model.Check(); err != nil {
			return nil, fmt.Errorf("scenario %q: %w", s.Name, err)
		}
	}
	if all == 0 && aim.NeedsWeights() {
		return nil, fmt.Errorf("no scenario has a weight above 0")
	}
	x := &Extensive{Model: &highs.Model{}, Aim: aim, Shared: map[string]int{}, scenarios: list, eta: -1, unit: unit}
	a := &assembly{m: x.Model}
	for _, s := range list {
		from := a.block(s)
		x.from = append(x.from, from)
		for _, l := range s.Lots {
			l.Terms = slices.Clone(l.Terms)
			for i := range l.Terms {
				l.Terms[i].Col += from
			}
			x.lots = append(x.lots, l)
		}
	}
	x.share(a)
	x.objective(a, all)
	a.build()
	x.named()
	return x, nil
}

// assembly gathers columns, rows and entries.
type assembly struct {
	m       *highs.Model
	entries []entry
}

type entry struct {
	row, col int
	val      float64
}

func (a *assembly) col(cost, lo, up float64) int {
	a.m.ColCost = append(a.m.ColCost, cost)
	a.m.ColLower, a.m.ColUpper = append(a.m.ColLower, lo), append(a.m.ColUpper, up)
	a.m.Integer = append(a.m.Integer, false)
	return len(a.m.ColCost) - 1
}

func (a *assembly) row(lo, up float64) int {
	a.m.RowLower, a.m.RowUpper = append(a.m.RowLower, lo), append(a.m.RowUpper, up)
	return len(a.m.RowLower) - 1
}

func (a *assembly) put(row, col int, val float64) {
	if val != 0 {
		a.entries = append(a.entries, entry{row, col, val})
	}
}

// block adds a scenario's columns, without their costs, and its rows.
func (a *assembly) block(s Scenario) int {
	from, below := len(a.m.ColCost), len(a.m.RowLower)
	m := s.Model
	for j := range m.ColCost {
		c := a.col(0, m.ColLower[j], m.ColUpper[j])
		a.m.Integer[c] = m.Integer != nil && m.Integer[j]
		for k := m.Start[j]; k < m.Start[j+1]; k++ {
			a.put(below+int(m.Index[k]), c, m.Value[k])
		}
	}
	a.m.RowLower, a.m.RowUpper = append(a.m.RowLower, m.RowLower...), append(a.m.RowUpper, m.RowUpper...)
	return from
}

// build turns the entries into the column-wise form.
func (a *assembly) build() {
	sort.SliceStable(a.entries, func(i, j int) bool { return a.entries[i].col < a.entries[j].col })
	m := a.m
	m.Start = make([]int32, len(m.ColCost)+1)
	for _, e := range a.entries {
		m.Start[e.col+1]++
		m.Index, m.Value = append(m.Index, int32(e.row)), append(m.Value, e.val)
	}
	for j := range m.ColCost {
		m.Start[j+1] += m.Start[j]
	}
	if !slices.Contains(m.Integer, true) {
		m.Integer = nil
	}
}

// share makes the quantities that scenarios have in common and their ties.
func (x *Extensive) share(a *assembly) {
	ties := map[string]int{}
	for _, s := range x.scenarios {
		for _, t := range s.Ties {
			ties[t.Name]++
		}
	}
	for i, s := range x.scenarios {
		for _, t := range s.Ties {
			if ties[t.Name] < 2 {
				continue
			}
			z, ok := x.Shared[t.Name]
			if !ok {
				z = a.col(0, math.Inf(-1), math.Inf(1))
				x.Shared[t.Name] = z
			}
			r := a.row(0, 0)
			x.ties = append(x.ties, tieRow{r, z, !ok})
			for _, term := range t.Terms {
				a.put(r, x.from[i]+term.Col, term.Coef)
			}
			a.put(r, z, -t.Factor)
		}
	}
}

// objective adds what is made least.
func (x *Extensive) objective(a *assembly, all float64) {
	mean, tail := 1.0, 0.0
	switch x.Aim.Kind {
	case CVaR, Limited:
		mean, tail = 1-x.Aim.Tail, x.Aim.Tail
	case Worst, Regret:
		mean, tail = 0, 1
	}
	for i, s := range x.scenarios {
		w := mean * s.Weight
		if w > 0 {
			w /= all
		}
		for j, c := range s.Model.ColCost {
			a.m.ColCost[x.from[i]+j] = w * c * s.unit() / x.unit
		}
		a.m.Offset += w * (float64(s.Model.Offset*s.unit()) + s.Constant) / x.unit
	}
	limited := x.Aim.Kind == Limited
	if tail == 0 && !limited {
		return
	}
	within := -1
	if limited {
		within = a.row(math.Inf(-1), x.Aim.Limit/x.unit)
	}
	x.eta = a.col(tail, math.Inf(-1), math.Inf(1))
	if limited {
		a.put(within, x.eta, 1)
	}
	for i, s := range x.scenarios {
		constant := (float64(s.Model.Offset*s.unit()) + s.Constant) / x.unit
		beyond, share := -1, 0.0
		switch {
		case x.Aim.NeedsWeights() && s.Weight == 0:
			continue
		case x.Aim.NeedsWeights():
			share = s.Weight / all / (1 - x.Aim.Level)
			beyond = a.col(tail*share, 0, math.Inf(1))
			if limited {
				a.put(within, beyond, share)
			}
		case x.Aim.Kind == Regret:
			constant -= s.Best / x.unit
		}
		// cost − η − beyond ≤ 0, where a largest cost knows no beyond.
		r := a.row(math.Inf(-1), -constant)
		for j, c := range s.Model.ColCost {
			a.put(r, x.from[i]+j, c*s.unit()/x.unit)
		}
		a.put(r, x.eta, -1)
		if beyond >= 0 {
			a.put(r, beyond, -1)
		}
		x.tail = append(x.tail, tailRow{i, r, beyond, constant, share})
	}
}

func (s *Scenario) unit() float64 {
	if s.Unit == 0 {
		return 1
	}
	return s.Unit
}

// HasLots reports lots that the program leaves out.
func (x *Extensive) HasLots() bool { return len(x.lots) > 0 }

// Costs are what the scenarios cost at a solution, common money.
func (x *Extensive) Costs(solution []float64) []float64 {
	out := make([]float64, len(x.scenarios))
	for i, s := range x.scenarios {
		sum := s.Model.Offset
		for j, c := range s.Model.ColCost {
			sum += float64(c * solution[x.from[i]+j])
		}
		out[i] = float64(sum*s.unit()) + s.Constant
	}
	return out
}

// Block is the part of a solution that belongs to a scenario.
func (x *Extensive) Block(solution []float64, scenario int) []float64 {
	from := x.from[scenario]
	return solution[from : from+x.scenarios[scenario].Model.Cols()]
}

// Money turns a value of the objective into common money.
func (x *Extensive) Money(objective float64) float64 { return objective * x.unit }

// Fix holds the shared quantities at given values; names not given stay free. It
// changes the model in place.
func (x *Extensive) Fix(values map[string]float64) {
	for name, v := range values {
		if z, ok := x.Shared[name]; ok {
			x.Model.ColLower[z], x.Model.ColUpper[z] = v, v
		}
	}
}

// Decided are the shared quantities at a solution.
func (x *Extensive) Decided(solution []float64) map[string]float64 {
	out := map[string]float64{}
	for name, z := range x.Shared {
		out[name] = solution[z]
	}
	return out
}

// named gives every column and row a name that other optimisers can read.
func (x *Extensive) named() {
	x.names = make([]string, x.Model.Cols())
	x.rows = make([]string, x.Model.Rows())
	for i, s := range x.scenarios {
		for j := range s.Model.ColCost {
			n := fmt.Sprintf("s%d.x%d", i, j)
			if s.Names != nil {
				n = fmt.Sprintf("s%d.%s", i, s.Names[j])
			}
			x.names[x.from[i]+j] = n
		}
	}
	for name, z := range x.Shared {
		x.names[z] = "shared." + name
	}
	for j, n := range x.names {
		if n == "" {
			x.names[j] = fmt.Sprintf("tail.%d", j)
		}
	}
	if x.eta >= 0 {
		x.names[x.eta] = "tail.at_risk"
	}
	for i := range x.rows {
		x.rows[i] = fmt.Sprintf("r%d", i)
	}
}

// Named is the extensive form as other optimisers read it. Names of shared
// quantities and columns must be fit for the formats.
func (x *Extensive) Named(name string) *modelfile.Named {
	return &modelfile.Named{Name: name, Model: x.Model, Cols: x.names, Rows: x.rows}
}
