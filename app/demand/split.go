package demand

import (
	"math"
	"slices"

	"remanence/app/chart"
	"remanence/app/pictures"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/why"
	"remanence/planner"
	"remanence/planner/chain"
)

// Split is what the panel beside the table shows for one part, or for all of
// them.
type Split struct {
	Part         string // "" for all
	Title, Sub   string
	Facts        []Fact
	Elements     []Element
	Composition  []string // where the composition comes from, one sentence each
	Trust        palette.Tint
	Alternatives []Alternative
	Chart        chart.StackedBars
}

// Fact is a figure of need or stock with what it is made of.
type Fact struct {
	Name, Value string
	Why         why.Explanation
}

// Element is the yearly need of one element in kg; NaN is not known.
type Element struct {
	Symbol             string
	Low, Typical, High float64
}

// Alternative is an approved other grade.
type Alternative struct{ Grade, Text string }

// splitElements are shown in this order; neodymium and praseodymium are traded
// and traced together. Cobalt is no rare earth, but as scarce and as watched.
var splitElements = append(slices.Clone(planner.RareEarths), "Co")

// NewSplit describes a part, or with "" all of them. today dates the sources.
func NewSplit(p *planner.Project, f *planner.Facts, part, today string) Split {
	if x := p.Part(part); x != nil {
		return splitOf(p, f, x, today)
	}
	return splitAll(p, f)
}

func splitOf(p *planner.Project, f *planner.Facts, part *planner.Part, today string) Split {
	s := Split{Part: part.ID, Title: part.ID, Sub: part.Description}
	if s.Sub == "" {
		s.Sub = itemName(part, f)
	}
	perYear := units(p, part) / years(p)
	mass := part.MassKg()
	unit := string(part.Unit)
	need := tr.F("%s a year", quantity(perYear, unit))
	if mass.OK && part.Unit == planner.Pieces {
		need += " · " + figures.Mass(perYear*mass.V)
	}
	s.Facts = append([]Fact{{tr.T("Demand"), need, needOf(p, part, need)}}, stockFacts(p, part)...)
	s.Elements = elementsNeeded(p, f, part)
	s.Composition, s.Trust = composition(f, part, today)
	for _, d := range p.AlternativesOf(part.ID) {
		s.Alternatives = append(s.Alternatives, Alternative{d.ToGrade, alternativeText(d, p.Start)})
	}
	s.Chart = pictures.Demand(p, part.ID)
	return s
}

// elementsNeeded is the yearly need of the elements of a part.
func elementsNeeded(p *planner.Project, f *planner.Facts, part *planner.Part) []Element {
	var out []Element
	mass, grade := part.MassKg(), itemOf(part)
	kg := units(p, part) / years(p) * mass.V
	for _, e := range elementsOf(f, part) {
		r, known := chain.Content(f, part, grade, e)
		x := Element{Symbol: e, Low: math.NaN(), Typical: math.NaN(), High: math.NaN()}
		if known && mass.OK {
			x.Low, x.Typical, x.High = kg*r.Low, kg*r.Typical, kg*r.High
		}
		out = append(out, x)
	}
	return out
}

func splitAll(p *planner.Project, f *planner.Facts) Split {
	s := Split{Title: tr.T("All parts"), Sub: tr.N(len(p.Parts), "%s part or material line", "%s parts and material lines")}
	if len(p.Parts) == 0 {
		s.Sub = tr.T("No parts yet. Type one into the first row, paste a table from Excel (Ctrl+V), or import a sheet (Ctrl+Shift+I).")
	}
	sums := map[string]*Element{}
	var order []string
	total, unclear, low := 0.0, 0, 0
	for i := range p.Parts {
		part := &p.Parts[i]
		if _, trust := composition(f, part, ""); trust == palette.Warn || trust == palette.Bad {
			low++
		}
		mass := part.MassKg()
		if !mass.OK {
			unclear++
			continue
		}
		total += units(p, part) / years(p) * mass.V
		for _, e := range elementsNeeded(p, f, part) {
			if math.IsNaN(e.Typical) {
				unclear++
				break
			}
			x := sums[e.Symbol]
			if x == nil {
				x = &Element{Symbol: e.Symbol}
				sums[e.Symbol] = x
				order = append(order, e.Symbol)
			}
			x.Low, x.Typical, x.High = x.Low+e.Low, x.Typical+e.Typical, x.High+e.High
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return rank(a) - rank(b) })
	for _, e := range order {
		s.Elements = append(s.Elements, *sums[e])
	}
	if len(p.Parts) == 0 { // nothing is no zero
		s.Chart = pictures.Demand(p, "")
		return s
	}
	need := tr.F("%s a year", figures.Mass(total))
	s.Facts = []Fact{{tr.T("Demand"), need, needOfAll(p, need)}}
	if unclear > 0 {
		left := tr.F("%s of unknown mass or content", tr.N(unclear, "%s part", "%s parts"))
		s.Facts = append(s.Facts, Fact{tr.T("Left out"), left, leftOut(p, f, left)})
	}
	if low > 0 {
		s.Composition = []string{tr.F("The content of %d of %s is a default of low confidence; an assay or a maker's statement narrows the range.", low, tr.N(len(p.Parts), "%s part", "%s parts"))}
		s.Trust = palette.Warn
	}
	s.Chart = pictures.Demand(p, "")
	return s
}

func rank(element string) int {
	if i := slices.Index(splitElements, element); i >= 0 {
		return i
	}
	return len(splitElements)
}

func itemOf(p *planner.Part) string {
	if p.IsMaterial() {
		return p.Material
	}
	return p.Grade
}

// elementsOf lists the elements of the chain's account, and cobalt where there
// is some.
func elementsOf(f *planner.Facts, part *planner.Part) []string {
	out := chain.Elements(f, part, itemOf(part))
	if r, _ := chain.Content(f, part, itemOf(part), "Co"); r.Typical > 0 && !slices.Contains(out, "Co") {
		out = append(out, "Co")
	}
	return out
}

// units is the demand of the whole plan in pieces or kg.
func units(p *planner.Project, part *planner.Part) float64 {
	sum := 0.0
	for t := range p.Months {
		sum += part.Need(t)
	}
	return sum
}

func years(p *planner.Project) float64 { return max(1, float64(p.Months)) / 12 }

func quantity(v float64, unit string) string {
	if unit == string(planner.Kilograms) {
		return figures.Mass(v)
	}
	return figures.Tick(v) + "\u00a0" + unit
}

func alternativeText(d *planner.Design, start planner.Month) string {
	text := tr.F("from %s", figures.MonthLabel(max(d.Earliest, start)))
	if d.MassFactor != 1 {
		text += tr.F(" · mass × %s", figures.Auto(d.MassFactor))
	}
	if !d.ExtraCost.IsZero() {
		text += tr.F(" · %s %s a piece", d.Currency, figures.Decimal(d.ExtraCost.String(), 2))
	}
	if !d.RedesignCost.IsZero() {
		text += tr.F(" · %s once", figures.MoneyShort(d.Currency, d.RedesignCost.InexactFloat64()))
	}
	return text
}
