package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// yearBlock places the cost by calendar year; its formulas follow once the
// months stand.
func (b *book) yearBlock(s *sheet, r int) int {
	c := b.ccy()
	s.put(r, 1, block("By calendar year of arrival or booking"))
	s.heads(r+1, "Year", "Awards arriving (kg)", "Landed cost ("+c+")", "Other costs ("+c+")", "Sum, as paid ("+c+")", "Sum of the app ("+c+")")
	first, last := b.monthOf(0).Year(), b.monthOf(b.plan.Months-1).Year()
	b.sum.yearFirst, b.sum.yearLast = r+2, r+2+last-first
	return b.sum.yearLast + 3
}

// yearFormulas adds the months of each year.
func (b *book) yearFormulas(s *sheet) {
	x := &b.sum
	for row := x.yearFirst; row <= x.yearLast; row++ {
		year := float64(b.monthOf(0).Year() + row - x.yearFirst)
		s.put(row, 1, leftOf(cell{value: year, style: style{format: plain}}))
		for i, col := range []int{smKg, smLanded, smOther, smSum} {
			v := 0.0
			for r := x.monthFirst; r <= x.monthLast; r++ {
				if s.value(r, smYear) == year {
					v += s.value(r, col)
				}
			}
			f := b.money
			if col == smKg {
				f = masses
			}
			s.put(row, 2+i, calc("SUMIFS("+span(x.monthFirst, x.monthLast, col)+","+span(x.monthFirst, x.monthLast, smYear)+","+fixedCol(row, 1)+")", v, f))
		}
	}
	for i, y := range b.plan.KPIs.CostByYear {
		if row := x.yearFirst + i; row <= x.yearLast && s.value(row, 1) == float64(y.Year) {
			s.put(row, 6, stated(y.Amount, b.money))
		}
	}
	s.put(x.yearLast+1, 1, totalText("Total"))
	for col := 2; col <= 5; col++ {
		f := b.money
		if col == 2 {
			f = masses
		}
		s.put(x.yearLast+1, col, total("SUM("+at(x.yearFirst, col)+":"+at(x.yearLast, col)+")", s.sum(x.yearFirst, x.yearLast, col), f))
	}
}

// monthBlock is the cost by month, which the chart shows.
func (b *book) monthBlock(s *sheet, r int) {
	c := b.ccy()
	s.put(r, 1, block("By month of arrival or booking"))
	s.heads(r+1, "Month", "Year", "Awards arriving (kg)", "Landed cost ("+c+")", "Other costs ("+c+")", "Sum, as paid ("+c+")")
	kg, landed, others := make([]float64, b.plan.Months), make([]float64, b.plan.Months), make([]float64, b.plan.Months)
	for i, a := range b.plan.Awards {
		if t := int(a.Arrives - b.plan.Start); t >= 0 && t < b.plan.Months {
			kg[t] += b.awards.sheet.value(firstRow+i, acKg)
			landed[t] += b.awards.sheet.value(firstRow+i, acCost)
			others[t] += b.awards.sheet.value(firstRow+i, acExpedite)
		}
	}
	for i, e := range b.other.entries {
		if e.Month >= 0 && e.Month < b.plan.Months {
			others[e.Month] += b.other.sheet.value(b.other.first+i, ocAmount)
		}
	}
	first := r + 2
	b.sum.monthFirst, b.sum.monthLast = first, first+b.plan.Months-1
	for t := range b.plan.Months {
		row := first + t
		day := "EOMONTH(" + b.set.start + ",0)"
		if t > 0 {
			day = "EOMONTH(" + at(row-1, 1) + ",1)"
		}
		m := calc(day, serial(b.monthOf(t)), monthly)
		s.put(row, 1, leftOf(m))
		s.put(row, smYear, calc("YEAR("+at(row, 1)+")", float64(b.monthOf(t).Year()), plain))
		arriving := func(col int) string {
			return "SUMIFS(" + b.awardSpan(col) + "," + b.awardSpan(acArrives) + "," + fixedCol(row, 1) + ")"
		}
		s.put(row, smKg, calc(arriving(acKg), kg[t], masses))
		s.put(row, smLanded, calc(arriving(acCost), landed[t], b.money))
		s.put(row, smOther, calc("SUMIFS("+b.otherSpan(ocAmount)+","+b.otherSpan(ocMonth)+","+fixedCol(row, 1)+")+"+arriving(acExpedite), others[t], b.money))
		s.put(row, smSum, calc(at(row, smLanded)+"+"+at(row, smOther), landed[t]+others[t], b.money))
	}
}

// chartRows is how many rows the two charts cover.
const chartRows = 17

// maxBars keeps the chart of groups readable; the table below has all.
const maxBars = 12

// charts draws the shares of the groups and the landed cost by month.
func (b *book) charts(s *sheet) {
	x := &b.sum
	s.put(x.chartsAt, 1, block("Pictures"))
	s.breaks = append(s.breaks, x.chartsAt) // no picture across two pages
	if n := min(len(b.index.groups), maxBars); n > 0 {
		last := x.groupFirst + n - 1
		s.charts = append(s.charts, chart{
			place: at(x.chartsAt+1, 1), kind: excelize.Bar, colour: "2E6F9E", axis: `0%`, width: 500, height: 300,
			step:  0.2,
			title: "Share of awarded kilograms by supplier group",
			alt:   fmt.Sprintf("Bar chart: share of awarded kilograms of %d supplier groups; the figures stand in the table of supplier groups on this sheet", n),
			name:  s.at(x.groupFirst-1, shShare), words: s.span(x.groupFirst, last, 1), values: s.span(x.groupFirst, last, shShare),
			cache: s.cacheOf(x.groupFirst, last, 1, shShare),
		})
	}
	s.charts = append(s.charts, chart{
		place: at(x.chartsAt+1, 4), kind: excelize.Col, colour: "B5651D", axis: `#,##0`, wordFormat: monthly, width: 620, height: 300,
		turn:  -90,
		title: "Landed cost by month of arrival (" + b.ccy() + ")",
		alt:   "Column chart: landed cost of awards by month of arrival; the figures stand in the table of months on this sheet",
		name:  s.at(x.monthFirst-1, smLanded), words: s.span(x.monthFirst, x.monthLast, 1), values: s.span(x.monthFirst, x.monthLast, smLanded),
		cache: s.cacheOf(x.monthFirst, x.monthLast, 1, smLanded),
	})
}

// cacheOf reads what a chart over two columns shows; the series is named by the
// header above.
func (s *sheet) cacheOf(first, last, words, values int) cached {
	c := cached{name: fmt.Sprint(s.cell(first-1, values).value)}
	for r := first; r <= last; r++ {
		c.words = append(c.words, s.cell(r, words).value)
		c.values = append(c.values, s.value(r, values))
	}
	return c
}
