package compare

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/chain"
	"remanence/planner/scenario"
)

// Driver is something outside the buyer's hand that moves cost. At makes the
// scenario in which it stands at a value.
type Driver struct {
	ID, Name, Unit  string
	Low, Base, High float64
	Why             string // where low and high come from
	At              func(v float64) planner.Scenario
}

// Usual are the ids of two drivers every project has: demand and the duty on goods
// from China.
var Usual = [2]string{"demand", "duty CN"}

// Drivers are those of a project: prices inside and outside China of the rare
// earths and of every other element its materials hold,
// licence wait, ramps, demand, duty on Chinese goods, currencies, shortage cost
// and discount rate. Their ranges are round figures; change them at will.
func Drivers(p *planner.Project, f *planner.Facts) []Driver {
	shock := func(hits string, set func(*planner.Shock, float64)) func(float64) planner.Scenario {
		return func(v float64) planner.Scenario {
			s := planner.Scenario{Shock: planner.Shock{Hits: hits}}
			set(&s.Shock, v)
			return s
		}
	}
	price := func(s *planner.Shock, v float64) { s.PriceFactor = planner.Some(v) }
	round := "a round figure"
	out := []Driver{}
	for _, e := range pricedElements(p, f) {
		for _, m := range []struct{ id, name string }{{"china_domestic", "in China"}, {"ex_china", "outside China"}} {
			out = append(out, Driver{e + " " + m.id, e + " price " + m.name, "× today", 0.7, 1, 1.5, round, shock("index:"+e+":"+m.id, price)})
		}
	}
	materials, bought := unpricedMaterials(p, f)
	for _, e := range materials {
		out = append(out, Driver{e + " goods", e + " goods, all quotations", "× today", 0.7, 1, 1.5, round, shock("goods:"+strings.Join(bought[e], "|"), price)})
	}
	for _, rule := range licences(p) {
		out = append(out, Driver{"wait " + rule, "Licence wait, " + rule, "days more", 0, 0, 57, "45 working days to 120 calendar days",
			shock("licence:"+rule, func(s *planner.Shock, v float64) { s.ExtraWait = planner.Some(v) })})
	}
	edit := func(path string, text func(float64) string) func(float64) planner.Scenario {
		return func(v float64) planner.Scenario {
			before, _ := p.Cell(path)
			return planner.Scenario{Edits: []planner.Edit{{What: path, Before: before, After: text(v)}}}
		}
	}
	out = append(out, Driver{"ramp", "Rises of capacity not counted on", "%", 100 * p.RampHaircut.V, 100 * p.RampHaircut.V, 50, round, edit("settings/ramp_haircut_pct", planner.FormatNumber)},
		Driver{Usual[0], "Demand of all parts", "× plan", 0.9, 1, 1.1, round, shock("demand:all", func(s *planner.Shock, v float64) { s.DemandFactor = planner.Some(v) })},
		Driver{Usual[1], "Duty on goods from China", "points", -25, 0, 25, "rate of the US four-year review", shock("duty:CN", func(s *planner.Shock, v float64) { s.ExtraDuty = planner.Some(v / 100) })})
	for _, r := range p.FX {
		if slices.ContainsFunc(p.Offers, func(o planner.Offer) bool { return o.Currency == r.Currency }) {
			out = append(out, Driver{"fx " + r.Currency, r.Currency + " against " + p.Currency, "× today", 0.9, 1, 1.1, round, shock("currency:"+r.Currency, price)})
		}
	}
	out = append(out, Driver{"shortage", "Shortage cost of all parts", "× today", 0.5, 1, 2, round, func(v float64) planner.Scenario {
		var s planner.Scenario
		for _, part := range p.Parts {
			if part.ShortageCost.OK {
				s.Edits = append(s.Edits, planner.Edit{What: planner.Path("part", part.ID, "shortage_cost_per_piece"), Before: part.ShortageCost.V.String(),
					After: part.ShortageCost.V.Mul(decimal.NewFromFloat(v)).String()})
			}
		}
		return s
	}})
	rate := 100 * p.DiscountRate
	return append(out, Driver{"discount", "Discount rate", "% a year", math.Max(0, rate-3), rate, rate + 3, "three points each way", edit("settings/discount_rate_pct", planner.FormatNumber)})
}

// pricedElements are the elements with a market price that can move the cost of a
// project: the rare earths of magnets, what its materials hold and what its indices
// quote.
func pricedElements(p *planner.Project, f *planner.Facts) []string {
	out := []string{"NdPr", "Dy", "Tb", "Sm"}
	add := func(e string) {
		if e != "" && !slices.Contains(out, e) && (priced(f, e) || slices.ContainsFunc(p.Indices, func(x planner.Index) bool { return x.Element == e })) {
			out = append(out, e)
		}
	}
	for i := range p.Parts {
		part := &p.Parts[i]
		for _, e := range chain.Elements(f, part, boughtAs(part)) {
			add(e)
		}
	}
	for _, x := range p.Indices {
		add(x.Element)
	}
	return out
}

// boughtAs is the grade of a magnet or the material a part is.
func boughtAs(part *planner.Part) string {
	if part.IsMaterial() {
		return part.Material
	}
	return part.Grade
}

func priced(f *planner.Facts, element string) bool {
	_, inside := f.Index(element, planner.ChinaDomestic)
	_, outside := f.Index(element, planner.ExChina)
	return inside || outside
}

// unpricedMaterials are the materials bought whose main element no market price
// stands in the library for, such as gallium, germanium and antimony: all
// quotations of them move together. Parts by element, in order of the first.
func unpricedMaterials(p *planner.Project, f *planner.Facts) (elements []string, parts map[string][]string) {
	parts = map[string][]string{}
	for i := range p.Parts {
		part := &p.Parts[i]
		if !part.IsMaterial() {
			continue
		}
		main, most := "", 0.0
		for _, e := range chain.Elements(f, part, part.Material) {
			if r, _ := chain.Content(f, part, part.Material, e); r.Typical > most {
				main, most = e, r.Typical
			}
		}
		if main == "" || priced(f, main) {
			continue
		}
		if parts[main] == nil {
			elements = append(elements, main)
		}
		parts[main] = append(parts[main], part.ID)
	}
	return elements, parts
}

func licences(p *planner.Project) []string {
	var out []string
	for _, o := range p.Offers {
		if r := o.Licence.Rule; r != "" && !o.Licence.Dormant && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	slices.Sort(out)
	return out
}

// Bar is what a driver does to cost. Fixed bars keep every order of the plan;
// replanned ones plan anew, knowing the value from the start.
type Bar struct {
	ID            string               `json:"driver"`
	Name          string               `json:"name"`
	Unit          string               `json:"unit"`
	Low           float64              `json:"low"`
	High          float64              `json:"high"`
	Why           string               `json:"why"`
	FixedLow      planner.Opt[float64] `json:"fixed_low,omitzero"` // objective above the plan's
	FixedHigh     planner.Opt[float64] `json:"fixed_high,omitzero"`
	ReplannedLow  planner.Opt[float64] `json:"replanned_low,omitzero"`
	ReplannedHigh planner.Opt[float64] `json:"replanned_high,omitzero"`
	// BreakEven is the value at which a rival plan, kept as it is, costs the same.
	BreakEven planner.Opt[float64] `json:"break_even,omitzero"`
	Rival     string               `json:"rival,omitempty"`
	Caveat    string               `json:"caveat,omitempty"`
}

// Span is the longer of the two spans of a bar.
func (b Bar) Span() float64 {
	return math.Max(math.Abs(b.FixedHigh.V-b.FixedLow.V), math.Abs(b.ReplannedHigh.V-b.ReplannedLow.V))
}

// Tornado moves each driver to its low and high, longest bar first. Drivers that
// change nothing are left out. Rivals are plans of the base the chosen one is
// weighed against.
func (w *Work) Tornado(ctx context.Context, plan *planner.Plan, drivers []Driver, rivals ...*planner.Plan) ([]Bar, error) {
	bars := make([]Bar, len(drivers))
	var tasks []task
	end := w.end()
	kept := w.kept(ctx, plan)
	for i, d := range drivers {
		b := &bars[i]
		*b = Bar{ID: d.ID, Name: d.Name, Unit: d.Unit, Low: d.Low, High: d.High, Why: d.Why}
		for _, side := range []struct {
			v                float64
			fixed, replanned *planner.Opt[float64]
		}{{d.Low, &b.FixedLow, &b.ReplannedLow}, {d.High, &b.FixedHigh, &b.ReplannedHigh}} {
			if side.v == d.Base {
				*side.fixed, *side.replanned = planner.Some(0.0), planner.Some(0.0)
				continue
			}
			p, changes, problems := scenario.Apply(w.Base, w.Facts, d.At(side.v))
			if len(changes) == 0 {
				continue
			}
			for _, q := range problems {
				if !strings.Contains(b.Caveat, q.What) {
					b.Caveat = strings.TrimSpace(b.Caveat + " " + q.What)
				}
			}
			tasks = append(tasks, task{d.Name, func(ctx context.Context) error {
				o := w.options(plan.Name)
				o.WithoutRules = append([]string{"all"}, o.WithoutRules...)
				got, err := w.follow(ctx, nil, p, o, plan, end)
				if err == nil && award.Planned(got) {
					*side.fixed = planner.Some(got.TotalCost - kept)
				}
				return err
			}}, task{d.Name, func(ctx context.Context) error {
				got, err := w.plan(ctx, p, w.options(d.Name))
				if err == nil && award.Planned(got) {
					*side.replanned = planner.Some(got.Objective - plan.Objective)
				}
				return err
			}})
		}
	}
	if err := w.side(ctx, tasks); err != nil {
		return nil, err
	}
	for i, d := range drivers {
		if b := &bars[i]; b.FixedHigh.OK != b.ReplannedHigh.OK || b.FixedLow.OK != b.ReplannedLow.OK {
			b.Caveat = strings.TrimSpace(b.Caveat + " At one of the two values no plan keeps the rules, or none was found in time.")
		}
		for _, rival := range rivals {
			if v, ok := w.Crossing(d, plan, rival); ok && (!bars[i].BreakEven.OK || math.Abs(v-d.Base) < math.Abs(bars[i].BreakEven.V-d.Base)) {
				bars[i].BreakEven, bars[i].Rival = planner.Some(v), rival.Name
			}
		}
	}
	bars = slices.DeleteFunc(bars, func(b Bar) bool { return b.Span() == 0 && !b.BreakEven.OK })
	slices.SortStableFunc(bars, func(a, b Bar) int {
		switch {
		case a.Span() > b.Span():
			return -1
		case a.Span() < b.Span():
			return 1
		}
		return 0
	})
	return bars, nil
}

// Crossing is the value of a driver between its low and its high at which two
// plans of the base, kept as they are, cost the same. Cost of a kept plan is
// linear in a price, a rate or a duty between the caps and floors of its
// contracts, so that the crossing found by secants is exact; false when there is
// none. A driver of waits, capacity or demand moves deliveries and has none.
func (w *Work) Crossing(d Driver, a, b *planner.Plan) (float64, bool) {
	if !award.Planned(a) || !award.Planned(b) {
		return 0, false
	}
	gap := func(v float64) (float64, bool) {
		p, _, _ := scenario.Apply(w.Base, w.Facts, d.At(v))
		x, ok1 := award.Reprice(p, w.Facts, w.Options, a)
		y, ok2 := award.Reprice(p, w.Facts, w.Options, b)
		if !ok1 || !ok2 {
			return 0, false
		}
		return x.TotalCost - y.TotalCost, true
	}
	lo, hi := d.Low, d.High
	glo, ok1 := gap(lo)
	ghi, ok2 := gap(hi)
	if !ok1 || !ok2 || glo == ghi || glo*ghi > 0 {
		return 0, false
	}
	tol := 1e-9 * (math.Abs(glo) + math.Abs(ghi))
	for range 60 {
		v := lo + (hi-lo)*glo/(glo-ghi)
		g, _ := gap(v)
		switch {
		case math.Abs(g) <= tol:
			return v, true
		case g*glo > 0:
			lo, glo = v, g
		default:
			hi, ghi = v, g
		}
	}
	return lo + (hi-lo)*glo/(glo-ghi), true
}

// kept is the cost of a plan followed in the base itself, against which following it
// elsewhere is weighed: what is left open, such as when stock is used, may be settled
// a little cheaper than in the plan. Where it cannot be followed it is the plan's.
func (w *Work) kept(ctx context.Context, plan *planner.Plan) float64 {
	o := w.options(plan.Name)
	o.WithoutRules = append([]string{"all"}, o.WithoutRules...)
	if got, err := w.follow(ctx, nil, w.Base, o, plan, w.end()); err == nil && award.Planned(got) {
		return got.TotalCost
	}
	return plan.TotalCost
}

// Grid is cost over two drivers.
type Grid struct {
	X     string                   `json:"x"` // id of the driver across
	Y     string                   `json:"y"` // and of the one down
	Xs    []float64                `json:"x_values"`
	Ys    []float64                `json:"y_values"`
	Fixed bool                     `json:"kept"`  // every order kept, else planned anew
	Above [][]planner.Opt[float64] `json:"above"` // [y][x], objective above the plan's; null where there is no such plan
}

// Grid plans anew (or keeps the plan as it is) at every pair of values of two
// drivers, n each way.
func (w *Work) Grid(ctx context.Context, plan *planner.Plan, x, y Driver, n int, fixed bool) (Grid, error) {
	g := Grid{X: x.ID, Y: y.ID, Fixed: fixed}
	if n < 2 {
		return g, fmt.Errorf("a grid needs at least two values each way, not %d", n)
	}
	for i := range n {
		f := float64(i) / float64(n-1)
		g.Xs, g.Ys = append(g.Xs, x.Low+f*(x.High-x.Low)), append(g.Ys, y.Low+f*(y.High-y.Low))
		g.Above = append(g.Above, make([]planner.Opt[float64], n))
	}
	kept := plan.TotalCost
	if fixed {
		kept = w.kept(ctx, plan)
	}
	var tasks []task
	for j, vy := range g.Ys {
		for i, vx := range g.Xs {
			p, _, _ := scenario.Apply(w.Base, w.Facts, x.At(vx), y.At(vy))
			tasks = append(tasks, task{fmt.Sprintf("%s %.4g, %s %.4g", x.Name, vx, y.Name, vy), func(ctx context.Context) error {
				o := w.options(plan.Name)
				if fixed {
					o.WithoutRules = append([]string{"all"}, o.WithoutRules...)
					got, err := w.follow(ctx, nil, p, o, plan, w.end())
					if err == nil && award.Planned(got) {
						g.Above[j][i] = planner.Some(got.TotalCost - kept)
					}
					return err
				}
				got, err := w.plan(ctx, p, o)
				if err == nil && award.Planned(got) {
					g.Above[j][i] = planner.Some(got.Objective - plan.Objective)
				}
				return err
			}})
		}
	}
	return g, w.side(ctx, tasks)
}
