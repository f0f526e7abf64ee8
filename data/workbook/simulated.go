package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"remanence/planner"
	"remanence/planner/risk"
)

// simulationBlock shows what became of the policies on the same random paths.
func (b *book) simulationBlock(s *sheet, r int) {
	x, c := b.o.Findings.Simulation, b.ccy()
	s.put(r, 1, block(fmt.Sprintf("Simulation: the policies on the same %s paths, seed %d", thousands(float64(x.Paths)), x.Seed)))
	s.heads(r+1, "Policy", "What is shown", "Planned cost ("+c+")", "Mean ("+c+")", "Half the paths below ("+c+")", "95 % of the paths below ("+c+")", "Mean of the worst 5 % ("+c+")",
		"Band, from ("+c+")", "Band, to ("+c+")", "Worst 5 % beyond the first policy ("+c+")", "Days stopped, 95 % below", "Chance of a line stop", "Delivered on time")
	first := r + 2
	for i := range x.Policies {
		p := &x.Policies[i]
		row := first + i
		s.line(row, 1, text(p.Name), text("total cost, discounted"), stated(p.Planned, b.money), stated(p.Cost.Mean.Value, b.money), stated(p.Cost.P50.Value, b.money),
			stated(p.Cost.P95.Value, b.money), stated(p.Cost.CVaR95.Value, b.money), stated(p.Cost.CVaR95.Low, b.money), stated(p.Cost.CVaR95.High, b.money))
		s.put(row, 10, calc(at(row, 7)+"-"+fixed(first, 7), p.Cost.CVaR95.Value-x.Policies[0].Cost.CVaR95.Value, b.money))
		s.line(row, 11, stated(p.Days.P95.Value, `0.0_)`), stated(p.StopRisk.Value, percent), stated(p.OnTime, percent))
	}
	r = first + len(x.Policies)
	for _, n := range x.Notes {
		s.put(r, 1, note(n))
		r++
	}
	r = b.stopMonths(s, r+1, x)
	b.parameterRows(s, r, x.Parameters)
}

// stopMonths is the chance of a line stop by month, with its picture.
func (b *book) stopMonths(s *sheet, r int, x *risk.Simulation) int {
	months := 0
	for i := range x.Policies {
		months = max(months, len(x.Policies[i].StopByMonth))
	}
	if months == 0 {
		return r
	}
	head := r + 1 + chartRows + 1
	s.put(r, 1, block("Chance that some line stands still, by month"))
	s.heads(head, "Month")
	for i := range x.Policies {
		h := textAs(x.Policies[i].Name, roleHead)
		h.style.wrap = true
		s.put(head, 2+i, h)
	}
	for t := range months {
		m := leftOf(month(x.Start + planner.Month(t)))
		m.style.role = roleStated
		s.put(head+1+t, 1, m)
		for i := range x.Policies {
			if v := x.Policies[i].StopByMonth; t < len(v) {
				s.put(head+1+t, 2+i, stated(v[t], percent))
			}
		}
	}
	first, last := head+1, head+months
	colours := []string{"2E6F9E", "1E6B2D", "A61B1B", "B5651D"}
	ch := chart{place: at(r+1, 1), kind: excelize.Line, axis: `0%`, wordFormat: monthly, width: 980, height: 300, turn: -90, legend: true,
		title: "Chance that some line stands still, by month", words: s.span(first, last, 1),
		alt: fmt.Sprintf("Lines: chance of a line stop in each of %d months for %d policies; the figures stand in the table below", months, len(x.Policies))}
	for i := range x.Policies {
		cache := s.cacheOf(first, last, 1, 2+i)
		y := series{s.at(head, 2+i), s.span(first, last, 2+i), colours[i%len(colours)], cache.name, cache.values}
		if i == 0 {
			ch.name, ch.values, ch.colour, ch.cache = y.name, y.values, y.colour, cache
			continue
		}
		ch.others = append(ch.others, y)
	}
	s.charts = append(s.charts, ch)
	s.breaks = append(s.breaks, r-1)
	return last + 2
}

// parameterRows are the assumptions of the simulation with their sources.
func (b *book) parameterRows(s *sheet, r int, all risk.Parameters) {
	s.put(r, 1, block("What the simulation assumes of the world"))
	s.heads(r+1, "Parameter", "Why", "Value", "Unit", "Source", "Confidence", "As of")
	r += 2
	for _, p := range all {
		s.line(r, 1, text(p.Title), wrapped(p.Why), stated(p.Value, `0.0###_)`), text(p.Unit), text(sourceName(p.Source)), text(confidence(p.Source)), date(p.Source.Date))
		r++
	}
}
