package award

import (
	"context"
	"fmt"
	"strings"

	"remanence/planner"
	"remanence/planner/highs"
	"remanence/planner/modelfile"
	"remanence/planner/policy"
)

// section is a stretch of columns and rows made by one step of building a model,
// up to but not including the counts.
type section struct {
	name       string
	cols, rows int
}

// section ends a step of building.
func (m *model) section(name string) {
	m.sections = append(m.sections, section{name, len(m.b.cost), len(m.b.rows)})
}

// Exported is the optimisation model of a project in a form other optimisers
// read, with what turns its objective into money.
type Exported struct {
	modelfile.Named
	Unit     float64 // plan currency of one unit of the objective
	Currency string
}

// Export builds the model of a project. Every order lot is a choice in it, so
// that its optimum is that of the project; a test may spread its start over
// months, which costs a little less than any plan. With relaxed, no choice must
// be whole.
func Export(p *planner.Project, f *planner.Facts, o Options, relaxed bool) (*Exported, error) {
	if ps := p.Validate(f); ps.Refused() {
		return nil, ps
	}
	o.WithLots = true
	p = inOrder(policy.Settle(p, f))
	m := newModel(p, f, o, nil, map[string]bool{})
	x := &Exported{Unit: m.unit, Currency: p.Currency}
	x.Name, x.Model = p.Name, m.b.model()
	if relaxed {
		x.Model.Integer = nil
	}
	x.Cols = m.columnNames()
	x.Rows = m.rowNames(x.Cols)
	return x, nil
}

// Solve minimises an exported model and gives its objective and bound in plan
// currency.
func (x *Exported) Solve(ctx context.Context, e *highs.Engine, o highs.Options) (objective, bound float64, res highs.Result, err error) {
	res, err = solveOnce(ctx, e, x.Model, o)
	return res.Objective * x.Unit, res.Bound * x.Unit, res, err
}

// namer keeps names unique and free of what the formats forbid.
type namer struct{ seen map[string]int }

func newNamer() *namer { return &namer{map[string]int{}} }

func (n *namer) name(parts ...string) string {
	s := strings.Map(func(r rune) rune {
		if r == '.' || r == '_' || r < 128 && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return r
		}
		return '_'
	}, strings.Join(parts, "."))
	if len(s) > 120 {
		s = s[:120]
	}
	for {
		n.seen[s]++
		if n.seen[s] == 1 {
			return s
		}
		// The numbered name may be taken itself.
		s = fmt.Sprintf("%s.%d", s, n.seen[s])
	}
}

// month writes a plan month without a sign that the LP format would take for a
// minus.
func (m *model) month(t int) string {
	return strings.ReplaceAll((m.p.Start + planner.Month(t)).String(), "-", "_")
}

// columnNames says what each column stands for: "buy.O07.P3.2027_05" is what is
// ordered of offer O07 for part P3 in May 2027.
func (m *model) columnNames() []string {
	out := make([]string, len(m.b.cost))
	n := newNamer()
	set := func(c int, parts ...string) {
		if c >= 0 && c < len(out) && out[c] == "" {
			out[c] = n.name(parts...)
		}
	}
	for _, o := range m.orders {
		parts := []string{"buy", o.fit.Offer.ID, o.pv.part.ID, m.month(o.t)}
		if o.fit.Design > 0 {
			parts = append(parts, fmt.Sprintf("design%d", o.fit.Design))
		}
		if o.tier > 0 {
			parts = append(parts, fmt.Sprintf("tier%d", o.tier))
		}
		if o.expedited {
			parts = append(parts, "fast")
		}
		set(o.col, parts...)
	}
	for _, pv := range m.parts {
		for t := range pv.stock {
			set(pv.stock[t], "stock", pv.part.ID, m.month(t))
			set(pv.back[t], "late", pv.part.ID, m.month(t))
			set(pv.scrap[t], "scrap", pv.part.ID, m.month(t))
			for _, a := range pv.apart {
				set(a.use[t], "apart", a.kind, pv.part.ID, m.month(t))
			}
		}
		set(pv.endCred, "credit", pv.part.ID)
	}
	for _, t := range allTests(m) {
		for i, c := range t.open {
			set(c, "test", t.id, m.month(t.ends[i]))
		}
		set(t.chosen, "test", t.id)
	}
	for _, t := range m.tiers {
		set(t.col, "tier", t.scheme, fmt.Sprint(t.tier))
	}
	for _, l := range m.lots {
		set(l.col, "moq", l.offer, m.month(l.t))
	}
	for _, v := range m.feeds {
		set(v.col, "feed", v.stream.ID, v.offer, m.month(v.t))
	}
	for _, rr := range m.rules {
		set(rr.slack, "slack", rr.rule.ID, rr.window.Label, rr.subject)
	}
	from := 0
	for _, s := range m.sections {
		for c := from; c < s.cols; c++ {
			set(c, "x", s.name, fmt.Sprint(c-from))
		}
		from = s.cols
	}
	for c := range out {
		set(c, "x", fmt.Sprint(c))
	}
	return out
}

// rowNames says what each row is: a rule's by its id, window and subject, any
// other by the step that made it and the last column in it.
func (m *model) rowNames(cols []string) []string {
	out := make([]string, len(m.b.rows))
	n := newNamer()
	n.seen["COST"] = 1
	for _, rr := range m.rules {
		if rr.row < len(out) && out[rr.row] == "" {
			out[rr.row] = n.name("rule", rr.rule.ID, rr.window.Label, rr.subject)
		}
	}
	at := 0
	for i, row := range m.b.rows {
		for at < len(m.sections)-1 && i >= m.sections[at].rows {
			at++
		}
		if out[i] != "" {
			continue
		}
		last := "none"
		if len(row) > 0 {
			last = cols[row[len(row)-1].col]
		}
		out[i] = n.name(m.sections[at].name, last)
	}
	return out
}
