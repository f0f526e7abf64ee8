package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"remanence/planner"
)

// buildExposure lists every element, stage and country of the plan.
func buildExposure(b *book) *sheet {
	k := &b.plan.KPIs
	if len(k.Exposures) == 0 {
		return nil
	}
	s := newSheet(exposureName, "On which country each element depends at each stage, known and with unknown origin as the worst case",
		"Exposure", "Computed in the app from awards, element split and stated origins. Worst = known + unknown: what nobody has stated counts as if it came from there, so that the worst shares of a stage may add up to more than 100 %.")
	s.maxWidth = 30
	s.heads(headRow, "Element", "Stage", "Country", "Mass (kg)", "Known share", "Unknown origin", "Worst share", "Value share", "Group no.")
	type key struct {
		element string
		stage   planner.Stage
	}
	group := map[key]int{}
	var order []planner.Exposure // of each group, the worst
	for i, e := range k.Exposures {
		r := firstRow + i
		g, ok := group[key{e.Element, e.Stage}]
		if !ok {
			order = append(order, e)
			g = len(order)
			group[key{e.Element, e.Stage}] = g
		} else if e.Worst > order[g-1].Worst {
			order[g-1] = e
		}
		s.line(r, 1, text(e.Element), text(string(e.Stage)), text(b.countryLabel(e.Country)), stated(e.Kg, masses), stated(e.Share, percent), stated(e.Unknown, percent))
		s.put(r, 7, calc("MIN(1,"+at(r, 5)+"+"+at(r, 6)+")", min(1, e.Share+e.Unknown), percent))
		s.line(r, 8, stated(e.Value, percent), number(g))
	}
	last := firstRow + len(k.Exposures) - 1
	s.table = &table{name: "tblExposure", first: headRow, last: last, firstCol: 1, columnEnd: 9}
	r := b.worstBlock(s, last+2, order)
	r = b.sourceBlock(s, r)
	r = b.touchBlock(s, r)
	b.elementBlock(s, r)
	return s
}

// worstBlock is the worst country by element and stage, with its picture: the
// heaviest dependence first on what a person looks at.
func (b *book) worstBlock(s *sheet, r int, order []planner.Exposure) int {
	s.put(r, 1, block("The worst country by element and stage"))
	s.heads(r+1, "Element and stage", "Country", "Known share", "Unknown origin")
	first := r + 2
	for i, e := range order {
		s.line(first+i, 1, text(e.Element+" · "+string(e.Stage)), text(b.countryLabel(e.Country)), stated(e.Share, percent), stated(e.Unknown, percent))
	}
	last := first + len(order) - 1
	known, unknown := s.cacheOf(first, last, 1, 3), s.cacheOf(first, last, 1, 4)
	s.charts = append(s.charts, chart{place: at(last+2, 1), kind: excelize.BarStacked, colour: "A61B1B", axis: `0%`, width: 760, height: uint(160 + 22*len(order)), step: 0.2, legend: true,
		title: "Share of the worst country by element and stage",
		alt:   fmt.Sprintf("Stacked bars: known and unknown share of the worst country for %d element stages; the figures stand in the table above", len(order)),
		name:  s.at(first-1, 3), words: s.span(first, last, 1), values: s.span(first, last, 3), cache: known,
		others: []series{{s.at(first-1, 4), s.span(first, last, 4), "C9A0A0", unknown.name, unknown.values}}})
	s.breaks = append(s.breaks, last+1)
	return last + 4 + (160+22*len(order))/18
}

// sourceBlock shows how many sources there are really.
func (b *book) sourceBlock(s *sheet, r int) int {
	if len(b.plan.KPIs.HHI) == 0 {
		return r
	}
	s.put(r, 1, block("Concentration (HHI 10,000 is one source; effective sources = 10,000 ÷ HHI)"))
	s.heads(r+1, "Element", "Stage", "HHI", "Effective sources")
	r += 2
	for _, x := range b.plan.KPIs.HHI {
		s.line(r, 1, text(x.Element), text(orText(string(x.Stage), "supplier groups")), stated(x.HHI, whole), stated(x.Effective, `0.00_)`))
		r++
	}
	return r + 1
}

func (b *book) touchBlock(s *sheet, r int) int {
	if len(b.plan.KPIs.Touches) == 0 {
		return r
	}
	s.put(r, 1, block("Mass with any stage in a country (between the two figures)"))
	s.heads(r+1, "Country", "At least", "At most")
	r += 2
	for _, x := range b.plan.KPIs.Touches {
		s.line(r, 1, text(b.countryLabel(x.Country)), stated(x.Low, percent), stated(x.High, percent))
		r++
	}
	return r + 1
}

// elementBlock is how much of each element the plan receives; what has no factor
// to oxide stays empty.
func (b *book) elementBlock(s *sheet, r int) {
	if len(b.plan.KPIs.Elements) == 0 {
		return
	}
	s.put(r, 1, block("Elements in the goods received (kg), by the low, typical and high content of their grades"))
	s.heads(r+1, "Element", "Low (kg)", "Typical (kg)", "High (kg)", "In the alloy, typical (kg)", "As oxide (kg)")
	r += 2
	for _, x := range b.plan.KPIs.Elements {
		s.line(r, 1, text(x.Element), stated(x.Kg.Low, masses), stated(x.Kg.Typical, masses), stated(x.Kg.High, masses), stated(x.Alloy.Typical, masses))
		if x.Oxide.OK {
			s.put(r, 6, stated(x.Oxide.V, masses))
		}
		r++
	}
}
