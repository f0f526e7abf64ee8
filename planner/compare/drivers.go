package compare

import (
	"math"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"remanence/planner"
	"remanence/planner/chain"
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
	rate := float64(100 * p.DiscountRate)
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
