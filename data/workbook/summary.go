package workbook

import (
	"remanence/planner"
)

// summary says where figures of the Summary stand that checks read.
type summary struct {
	sheet                     *sheet
	total                     string // the total cost
	totalValue                float64
	kindFirst, kindLast       int
	groupFirst, groupLast     int
	countryFirst, countryLast int
	monthFirst, monthLast     int
	yearFirst, yearLast       int
	chartsAt                  int
	perYearRow, perKgRow      int
}

// Columns of the blocks that formulas and charts read.
const (
	skPaid    = 2 // cost by kind
	skPresent = 3
	shKg      = 2 // shares of groups and countries
	shShare   = 3
	shCost    = 4
	shNo      = 6
	smYear    = 2 // months
	smKg      = 3
	smLanded  = 4
	smOther   = 5
	smSum     = 6
)

// sentenceWidth is how many characters of a sentence run across the columns of
// the Summary.
const sentenceWidth = 200

func buildSummary(b *book) *sheet {
	s := newSheet(summaryName, "Key figures, cost by kind, shares, exposure, rules and the reasons of the plan",
		"Summary", "Black and green figures are live. Violet figures in italics were computed in the app and stand as values.")
	s.manyBlocks()
	s.maxWidth = 44
	s.widths = map[int]float64{1: 46, 2: 21, 3: 21, 4: 21, 5: 21, 6: 21, 7: 12, 8: 12, 9: 14}
	b.sum.sheet = s
	b.sum.perYearRow, b.sum.perKgRow = firstRow+1, firstRow+4
	kinds := len(planner.CostKinds)
	// Key figures stand on top and read the blocks below, so that these are
	// placed first.
	keys := b.keyCount()
	r := firstRow + keys + 1
	b.sum.kindFirst, b.sum.kindLast = r+2, r+1+kinds
	b.kindBlock(s, r)
	r = b.sum.kindLast + 3
	b.sum.chartsAt = r
	r += chartRows + 1
	r = b.shareBlocks(s, r)
	r = b.yearBlock(s, r+1)
	r = b.exposureBlock(s, r+1)
	r = b.ruleBlock(s, r+1)
	r = b.reasonBlock(s, r+1)
	b.monthBlock(s, r+1)
	b.yearFormulas(s)
	b.keyFigures(s, firstRow)
	b.charts(s)
	return s
}

// kindBlock is the cost by kind: as paid, in present value, and its share.
func (b *book) kindBlock(s *sheet, r int) {
	c := b.ccy()
	s.put(r, 1, block("Cost by kind"))
	s.heads(r+1, "Kind", "As paid ("+c+")", "Present value ("+c+")", "Share of total", "From")
	first, last := b.sum.kindFirst, b.sum.kindLast
	type figures struct{ paid, present float64 }
	values := make([]figures, len(planner.CostKinds))
	total1, total2 := 0.0, 0.0
	for i, k := range planner.CostKinds {
		values[i].paid, values[i].present = b.kindValue(k)
		total1 += values[i].paid
		total2 += values[i].present
	}
	for i, k := range planner.CostKinds {
		row := first + i
		s.put(row, 1, text(k.Label()))
		from := otherName
		paid := "SUMIFS(" + b.otherSpan(ocAmount) + "," + b.otherSpan(ocKind) + "," + fixedCol(row, 1) + ")"
		present := "SUMIFS(" + b.otherSpan(ocPresent) + "," + b.otherSpan(ocKind) + "," + fixedCol(row, 1) + ")"
		if ofGoods[k] {
			from = awardName
			paid = "SUM(" + b.awardSpan(awardColumn(k)) + ")"
			present = "SUMPRODUCT(" + b.awardSpan(awardColumn(k)) + "," + b.awardSpan(acFactor) + ")"
			if k == planner.CostGoods {
				present += "+SUM(" + b.awardSpan(acEarly) + ")"
			}
		}
		share := 0.0
		if total2 != 0 {
			share = values[i].present / total2
		}
		s.put(row, skPaid, calc(paid, values[i].paid, b.money))
		s.put(row, skPresent, calc(present, values[i].present, b.money))
		s.put(row, 4, calc("IF("+fixed(last+1, skPresent)+"=0,0,"+at(row, skPresent)+"/"+fixed(last+1, skPresent)+")", share, percent))
		s.put(row, 5, linked(from, on(from, "A1")))
	}
	s.put(last+1, 1, totalText("Total cost"))
	s.put(last+1, skPaid, total("SUM("+at(first, skPaid)+":"+at(last, skPaid)+")", total1, b.money))
	s.put(last+1, skPresent, total("SUM("+at(first, skPresent)+":"+at(last, skPresent)+")", total2, b.money))
	b.sum.total, b.sum.totalValue = s.at(last+1, skPresent), total2
}

// kindValue is the amount of a kind as the formulas of the workbook give it.
func (b *book) kindValue(k planner.CostKind) (paid, present float64) {
	if ofGoods[k] {
		col := awardColumn(k)
		for r := b.awards.first; r <= b.awards.last; r++ {
			paid += b.awards.sheet.value(r, col)
			present += b.awards.sheet.value(r, col) * b.awards.sheet.value(r, acFactor)
			if k == planner.CostGoods {
				present += b.awards.sheet.value(r, acEarly)
			}
		}
		return paid, present
	}
	for i, e := range b.other.entries {
		if e.Kind == k {
			paid += b.other.sheet.value(b.other.first+i, ocAmount)
			present += b.other.sheet.value(b.other.first+i, ocPresent)
		}
	}
	return paid, present
}

func awardColumn(k planner.CostKind) int {
	switch k {
	case planner.CostDuty:
		return acDuty
	case planner.CostFreight:
		return acFreight
	case planner.CostExpedite:
		return acExpedite
	}
	return acGoods
}

func totalText(s string) cell { return textAs(s, roleTotal) }
