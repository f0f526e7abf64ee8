package workbook

import (
	"slices"

	"remanence/planner"
	"remanence/planner/award"
)

// Columns of the budget.
const (
	bgPart = iota + 1
	bgUnit
	bgNo
	bgStandard
	bgOfFreight
	bgOfDuty
	bgNeed
	bgBudget
	bgOrdered
	bgAtStandard
	bgGoods
	bgDuty
	bgFreight
	bgExtra
	bgActual
	bgVariance
	bgRelative
	bgRates
	bgWithout
	bgVarFreight
	bgVarDuty
	bgVarPrice
	bgKey
)

// budget says where purchase price variance stands.
type budget struct {
	sheet *sheet
	rows  int
}

// standards reports whether any part has a standard price.
func standards(p *planner.Project) bool {
	return slices.ContainsFunc(p.Parts, func(p planner.Part) bool { return p.StandardPrice.OK })
}

// buildBudget compares with standard prices, where any were entered.
func buildBudget(b *book) *sheet {
	app, ok := award.BudgetOf(b.p, b.plan)
	if !ok {
		return nil
	}
	s := newSheet(budgetName, "Purchase price variance and budget: standard price × quantity against what the plan pays",
		"PPV and budget", "Variance = actual − standard, as paid; positive costs more. Exchange rates, freight and duty are kept apart from the price where the standard says what of it is freight and duty. Parts without a standard price stand in no figure and are listed below.")
	c := b.ccy()
	s.heads(headRow, "Part", "Unit", "Part no.", "Standard price ("+c+"/unit)", "Of it freight ("+c+"/unit)", "Of it duty ("+c+"/unit)", "Demand (units)", "Budget of the demand ("+c+")", "Ordered (units)",
		"Ordered at standard ("+c+")", "Goods ("+c+")", "Duty ("+c+")", "Freight ("+c+")", "Design extra ("+c+")", "Actual ("+c+")", "Variance ("+c+")", "Variance (%)",
		"Of it exchange rates ("+c+")", "Without exchange rates ("+c+")", "Of it freight ("+c+")", "Of it duty ("+c+")", "Price variance at standard rates ("+c+")", rowKeyHead)
	for col, field := range map[int]string{bgStandard: "standard_price", bgOfFreight: "standard_freight", bgOfDuty: "standard_duty"} {
		s.put(headRow-1, col, textAs(field, roleNote))
	}
	var parts []*planner.Part
	for i := range b.p.Parts {
		if b.p.Parts[i].StandardPrice.OK {
			parts = append(parts, &b.p.Parts[i])
		}
	}
	last := firstRow + len(parts) - 1
	for i, part := range parts {
		b.budgetLine(s, firstRow+i, part)
	}
	s.put(totalRow, 1, text("Total shown"))
	for _, col := range []int{bgBudget, bgAtStandard, bgGoods, bgDuty, bgFreight, bgExtra, bgActual, bgVariance, bgRates, bgWithout, bgVarFreight, bgVarDuty, bgVarPrice} {
		s.subtotal(col, firstRow, last, b.money)
	}
	s.table = &table{name: "tblBudget", first: headRow, last: last, firstCol: 1, columnEnd: bgKey}
	if len(app.Missing) > 0 {
		r := last + 2
		s.put(r, 1, block("Parts without a standard price"))
		for _, id := range app.Missing {
			r++
			s.put(r, 1, text(id))
		}
	}
	b.sums = append(b.sums, sum{"Variance to standard = the app's", c, bound{s.at(totalRow, bgVariance), s.value(totalRow, bgVariance), b.money},
		bound{"", app.Variance.InexactFloat64(), b.money}, "parts", "the app rounds each part to the cent"})
	b.budget = budget{s, len(parts)}
	return s
}

func (b *book) budgetLine(s *sheet, r int, part *planner.Part) {
	n := func(col int) string { return at(r, col) }
	no := b.index.parts[part.ID]
	need, flow := 0.0, slices.IndexFunc(b.demand.flows, func(f *flow) bool { return f.part == part.ID })
	s.line(r, 1, text(part.ID), text(b.unitOf(part.ID)), number(no), input(part.StandardPrice.V.InexactFloat64(), b.perUnit),
		inputOf(floatOf(part.StandardFreight), b.perUnit), inputOf(floatOf(part.StandardDuty), b.perUnit))
	if flow >= 0 {
		f := b.demand.flows[flow]
		row := f.head + b.demand.offset[lnDemand]
		need = b.demand.sheet.value(row, dcTotal)
		s.put(r, bgNeed, calc(b.demand.sheet.at(row, dcTotal), need, whole))
	} else {
		s.put(r, bgNeed, input(0, whole))
	}
	std := part.StandardPrice.V.InexactFloat64()
	s.put(r, bgBudget, calc(n(bgStandard)+"*"+n(bgNeed), std*need, b.money))
	of := func(col int) (string, float64) {
		v := b.awards.sumBy(acPartNo, col)[float64(no)]
		return "SUMIFS(" + b.awardSpan(col) + "," + b.awardSpan(acPartNo) + "," + n(bgNo) + ")", v
	}
	formula, pieces := of(acPieces)
	s.put(r, bgOrdered, calc(formula, pieces, whole))
	s.put(r, bgAtStandard, calc(n(bgStandard)+"*"+n(bgOrdered), std*pieces, b.money))
	actual := 0.0
	for i, col := range []int{acGoods, acDuty, acFreight} {
		formula, v := of(col)
		actual += v
		s.put(r, bgGoods+i, calc(formula, v, b.money))
	}
	extra := 0.0
	for i, e := range b.other.entries {
		if e.Kind == planner.CostDesignExtra && e.Part == part.ID {
			extra += b.other.sheet.value(b.other.first+i, ocAmount)
		}
	}
	s.put(r, bgExtra, calc("SUMIFS("+b.otherSpan(ocAmount)+","+b.otherSpan(ocKind)+",\""+planner.CostDesignExtra.Label()+"\","+b.otherSpan(ocPartNo)+","+n(bgNo)+")", extra, b.money))
	actual += extra
	s.put(r, bgActual, calc("SUM("+n(bgGoods)+":"+n(bgExtra)+")", actual, b.money))
	s.put(r, bgVariance, calc(n(bgActual)+"-"+n(bgAtStandard), actual-std*pieces, b.money))
	rel := 0.0
	if std*pieces != 0 {
		rel = (actual - std*pieces) / (std * pieces)
	}
	s.put(r, bgRelative, calc("IF("+n(bgAtStandard)+"=0,0,"+n(bgVariance)+"/"+n(bgAtStandard)+")", rel, percent))
	standard, atStandard := of(acStandard)
	s.put(r, bgRates, calc(n(bgGoods)+"-"+standard, s.value(r, bgGoods)-atStandard, b.money))
	s.put(r, bgWithout, calc(n(bgVariance)+"-"+n(bgRates), s.value(r, bgVariance)-s.value(r, bgRates), b.money))
	b.varianceSplit(s, r, part, pieces)
	s.put(r, bgKey, note(planner.Path("part", part.ID)))
}

// varianceSplit keeps freight and duty apart from the price where the standard says
// what it counts on; else it says that this was not given.
func (b *book) varianceSplit(s *sheet, r int, part *planner.Part, pieces float64) {
	n := func(col int) string { return at(r, col) }
	price, known := s.value(r, bgWithout), true
	for _, x := range []struct {
		into, paid, of int
		standard       planner.Opt[planner.Decimal]
	}{{bgVarFreight, bgFreight, bgOfFreight, part.StandardFreight}, {bgVarDuty, bgDuty, bgOfDuty, part.StandardDuty}} {
		var v any = notGiven
		if x.standard.OK {
			over := s.value(r, x.paid) - x.standard.V.InexactFloat64()*pieces
			price -= over
			v = over
		}
		known = known && x.standard.OK
		s.put(r, x.into, calc("IF(COUNT("+n(x.of)+")=1,"+n(x.paid)+"-"+n(x.of)+"*"+n(bgOrdered)+",\""+notGiven+"\")", v, b.money))
	}
	var v any = notGiven
	if known {
		v = price
	}
	both := n(bgOfFreight) + ":" + n(bgOfDuty)
	s.put(r, bgVarPrice, calc("IF(COUNT("+both+")=COLUMNS("+both+"),"+n(bgWithout)+"-"+n(bgVarFreight)+"-"+n(bgVarDuty)+",\""+notGiven+"\")", v, b.money))
}

// notGiven stands where a standard does not say what of it is freight or duty.
const notGiven = "not given"

func floatOf(v planner.Opt[planner.Decimal]) planner.Opt[float64] {
	return planner.Opt[float64]{V: v.V.InexactFloat64(), OK: v.OK}
}
