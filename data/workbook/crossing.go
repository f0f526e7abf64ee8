package workbook

import (
	"fmt"

	"remanence/planner"
	study "remanence/planner/compare"
)

// crossingBlock is the cost over two drivers: one across, one down.
func (b *book) crossingBlock(s *sheet, r int, g *study.Grid) int {
	x, y := b.driver(g.X), b.driver(g.Y)
	c, how := b.ccy(), "every order kept"
	if !g.Fixed {
		how = "planned anew at each pair"
	}
	s.put(r, 1, block(fmt.Sprintf("Two at a time: %s down, %s across; above this plan (%s), %s", y.Name, x.Name, c, how)))
	head, n := r+1, len(g.Xs)
	s.put(head, tcDriver, headText(y.Name+" ("+y.Unit+")"))
	for i, v := range g.Xs {
		s.put(head, tcDriver+1+i, headText(fmt.Sprintf("%.4g %s", v, x.Unit)))
	}
	s.put(head, tcDriver+1+n, headText("Dearest of the row ("+c+")"))
	first := head + 1
	last := first + len(g.Ys) - 1
	for j, v := range g.Ys {
		row := first + j
		s.put(row, tcDriver, stated(v, `#,##0.0###`))
		dearest, known := 0.0, false
		for i := range g.Xs {
			above := g.Above[j][i]
			s.put(row, tcDriver+1+i, foundOr(planner.Opt[float64]{V: quiet(above.V), OK: above.OK}, "no plan", b.money))
			if above.OK && (!known || quiet(above.V) > dearest) {
				dearest, known = quiet(above.V), true
			}
		}
		cells := at(row, tcDriver+1) + ":" + at(row, tcDriver+n)
		var shown any = "no plan"
		if known {
			shown = dearest
		}
		s.put(row, tcDriver+1+n, calc("IF(COUNT("+cells+")>0,MAX("+cells+"),\"no plan\")", shown, b.money))
	}
	seen := largest(s, first, last, tcDriver+1+n)
	b.sums = append(b.sums, sum{"Dearest pair of " + x.Name + " and " + y.Name + " = the app's", c, bound{"MAX(" + s.span(first, last, tcDriver+1+n) + ")", seen, b.money},
		bound{"", dearestPair(g), b.money}, "money", "the darkest cell of the page Compare"})
	return last + 2
}

// driver is a driver of the project by its id.
func (b *book) driver(id string) study.Driver {
	for _, d := range study.Drivers(b.p, b.f) {
		if d.ID == id {
			return d
		}
	}
	return study.Driver{ID: id, Name: id}
}

// dearestPair is the largest figure of a crossing, as MAX gives it.
func dearestPair(g *study.Grid) float64 {
	most, some := 0.0, false
	for _, row := range g.Above {
		for _, v := range row {
			if v.OK && (!some || quiet(v.V) > most) {
				most, some = quiet(v.V), true
			}
		}
	}
	return most
}

// largest is the largest number of a column, 0 where there is none, as MAX gives it.
func largest(s *sheet, first, last, col int) float64 {
	high, some := 0.0, false
	for r := first; r <= last; r++ {
		if v, ok := s.cell(r, col).value.(float64); ok && (!some || v > high) {
			high, some = v, true
		}
	}
	return high
}
