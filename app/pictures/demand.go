package pictures

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/palette"
	"remanence/planner"
)

// Demand is the demand of a part by month, and with "" that of all parts in kg.
func Demand(p *planner.Project, part string) chart.StackedBars {
	title, unit := tr.T("Demand, all parts"), "kg"
	x := p.Part(part)
	if x != nil {
		title, unit = tr.T("Demand"), string(x.Unit)
	}
	pic := chart.StackedBars{Title: title, Labels: months(p), Series: []chart.Series{{Name: tr.F("%s a month", unit), Tint: palette.Accent}}}
	s := &pic.Series[0]
	for t, month := range pic.Labels {
		var v float64
		var text string
		if x != nil {
			v, text = partDemand(x, t)
		} else {
			v, text = allDemand(p, t)
		}
		s.Values, s.Tips = append(s.Values, v), append(s.Tips, tip(month, text))
		s.IDs = append(s.IDs, fmt.Sprintf("demand|%d", t))
	}
	return pic
}

// partDemand is the demand of a part in a month, NaN where none is entered, with the
// mass it comes to.
func partDemand(x *planner.Part, t int) (float64, string) {
	if t >= len(x.Demand) || !x.Demand[t].OK {
		return math.NaN(), ""
	}
	v := x.Demand[t].V
	text := amount(x, v)
	if m := x.MassKg(); m.OK && x.Unit != planner.Kilograms {
		text = tip(text, tr.F("%s of %s a piece", mass(v*m.V), mass(m.V)))
	}
	return v, text
}

// needed is a part with what its demand in a month weighs.
type needed struct {
	part *planner.Part
	kg   float64
}

// needs lists the parts with demand in a month, the heaviest first. Parts without a
// mass weigh nothing that is known and are apart.
func needs(p *planner.Project, t int) (list []needed, massless int) {
	for i := range p.Parts {
		x := &p.Parts[i]
		switch m := x.MassKg(); {
		case x.Need(t) == 0:
		case !m.OK:
			massless++
		default:
			list = append(list, needed{x, x.Need(t) * m.V})
		}
	}
	slices.SortStableFunc(list, func(a, b needed) int { return cmp.Compare(b.kg, a.kg) })
	return list, massless
}

// mostNamed is how many parts the tip of a month names.
const mostNamed = 6

func allDemand(p *planner.Project, t int) (float64, string) {
	list, massless := needs(p, t)
	kg := 0.0
	var lines []string
	for i, x := range list {
		kg += x.kg
		if i < mostNamed {
			lines = append(lines, x.part.ID+": "+mass(x.kg))
		}
	}
	if n := len(list) - mostNamed; n > 0 {
		lines = append(lines, tr.N(n, "%s other part", "%s other parts"))
	}
	if massless > 0 {
		lines = append(lines, tr.N(massless, "%s part without a mass is not in it", "%s parts without a mass are not in it"))
	}
	return kg, tip(append([]string{mass(kg)}, lines...)...)
}
