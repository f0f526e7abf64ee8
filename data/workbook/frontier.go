package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"remanence/planner"
	study "remanence/planner/compare"
)

// Columns of a frontier.
const (
	fcPoint = iota + 1
	fcChange
	fcExposure
	fcCost
	fcAbove
	fcStep
	fcAvoided
	fcEach
	fcGap
)

// frontierBlock lists the plans that none beats in both cost and exposure, from
// the cheapest to the least exposed, and draws them.
func (b *book) frontierBlock(s *sheet, r int, f *study.Frontier) int {
	c, unit, axis := b.ccy(), ruleUnit(&f.Rule, b.p), b.axisWords(&f.Rule)
	if f.Rule.Type == study.TailAxis {
		unit = c
	}
	s.put(r, 1, block("Cost against exposure: "+axis))
	s.heads(r+1, "Point", "What changes there", "Exposure ("+unit+")", "Cost ("+c+")", "Above the cheapest ("+c+")", "More than the point before ("+c+")",
		"Exposure avoided ("+unit+")", "Each "+unit+" avoided costs ("+c+")", "At most better exists")
	first := r + 2
	last := first + len(f.Points) - 1
	rises := 0.0
	for i, p := range f.Points {
		row := first + i
		n := func(col int) string { return at(row, col) }
		s.line(row, fcPoint, number(i+1), wrapped(p.Text), stated(p.Exposure, `0.00_)`), stated(p.Cost, b.money))
		above, avoided := p.Cost-f.Points[0].Cost, f.Points[0].Exposure-p.Exposure
		s.put(row, fcAbove, calc(n(fcCost)+"-"+fixed(first, fcCost), above, b.money))
		step, formula := 0.0, n(fcCost)+"-"+n(fcCost)
		if i > 0 {
			step, formula = p.Cost-f.Points[i-1].Cost, n(fcCost)+"-"+at(row-1, fcCost)
			rises += float64(count(step > 0))
		}
		s.put(row, fcStep, calc(formula, step, b.money))
		s.put(row, fcAvoided, calc(fixed(first, fcExposure)+"-"+n(fcExposure), avoided, `0.00_)`))
		each := 0.0
		if avoided > 0 {
			each = above / avoided
		}
		s.put(row, fcEach, calc("IF("+n(fcAvoided)+">0,"+n(fcAbove)+"/"+n(fcAvoided)+",0)", each, b.money))
		s.put(row, fcGap, stated(p.Gap, `0.00%_)`))
	}
	b.sums = append(b.sums, sum{"Points that cost more than the one before: " + axis, "points", bound{"COUNTIF(" + s.span(first, last, fcStep) + `,">0")`, rises, plain},
		bound{"ROWS(" + s.span(first, last, fcStep) + ")-1", float64(len(f.Points) - 1), plain}, "", "no plan of the frontier is beaten by another"})
	r = last + 1
	s.put(r, 1, note(f.Between()))
	r++
	cache := s.cacheOf(first, last, fcExposure, fcCost)
	cache.name = fmt.Sprint(s.cell(first-1, fcCost).value)
	s.charts = append(s.charts, chart{place: at(r+1, 1), kind: excelize.Scatter, axis: `#,##0`, wordFormat: `0.0`, width: 820, height: 340, colour: "2E6F9E",
		title: "Cost (" + c + ") against exposure (" + unit + "): " + axis,
		alt:   fmt.Sprintf("Scatter: cost of %d plans against their exposure; the figures stand in the table above", len(f.Points)),
		name:  s.at(first-1, fcCost), words: s.span(first, last, fcExposure), values: s.span(first, last, fcCost), cache: cache})
	s.breaks = append(s.breaks, r+chartRows+3)
	return r + chartRows + 4
}

// axisWords says what a frontier moves.
func (b *book) axisWords(r *planner.Rule) string {
	switch r.Type {
	case planner.CountryShareMax:
		who := "largest single country"
		if len(r.Countries) == 1 && r.Countries[0] != "each" {
			who = b.countryLabel(r.Countries[0])
		}
		where := ""
		if len(r.Elements) == 1 && len(r.Stages) == 1 {
			where = ", " + r.Elements[0] + " at the " + string(r.Stages[0]) + " stage"
		}
		return "share of " + who + where
	case study.TailAxis:
		return "mean cost of the worst tenth of the scenarios"
	case planner.LicenceShareMax:
		return "share that needs an export licence"
	}
	m, _ := r.Type.Metric()
	return orText(m.Title, string(r.Type))
}
