package workbook

import (
	"slices"

	"remanence/planner"
	"remanence/planner/award"
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
		"PPV and budget", "Variance = actual − standard, as paid; positive costs more. Goods, duty and freight are kept apart, and what exchange rates add against the standard rates of Indices-rates-duties. Parts without a standard price stand in no figure and are listed below.")
	c := b.ccy()
	s.heads(headRow, "Part", "Unit", "Part no.", "Standard price ("+c+"/unit)", "Demand (units)", "Budget of the demand ("+c+")", "Ordered (units)",
		"Ordered at standard ("+c+")", "Goods ("+c+")", "Duty ("+c+")", "Freight ("+c+")", "Design extra ("+c+")", "Actual ("+c+")", "Variance ("+c+")", "Variance (%)",
		"Of it exchange rates ("+c+")", "Without exchange rates ("+c+")", rowKeyHead)
	s.put(headRow-1, 4, textAs("standard_price", roleNote))
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
	for _, col := range []int{6, 8, 9, 10, 11, 12, 13, 14, 16, 17} {
		s.subtotal(col, firstRow, last, b.money)
	}
	s.table = &table{name: "tblBudget", first: headRow, last: last, firstCol: 1, columnEnd: 18}
	if len(app.Missing) > 0 {
		r := last + 2
		s.put(r, 1, block("Parts without a standard price"))
		for _, id := range app.Missing {
			r++
			s.put(r, 1, text(id))
		}
	}
	b.sums = append(b.sums, sum{"Variance to standard = the app's", c, bound{s.at(totalRow, 14), s.value(totalRow, 14), b.money},
		bound{"", app.Variance.InexactFloat64(), b.money}, "parts", "the app rounds each part to the cent"})
	b.budget = budget{s, len(parts)}
	return s
}

func (b *book) budgetLine(s *sheet, r int, part *planner.Part) {
	n := func(col int) string { return at(r, col) }
	no := b.index.parts[part.ID]
	need, flow := 0.0, slices.IndexFunc(b.demand.flows, func(f *flow) bool { return f.part == part.ID })
	s.line(r, 1, text(part.ID), text(b.unitOf(part.ID)), number(no), input(part.StandardPrice.V.InexactFloat64(), b.perUnit))
	if flow >= 0 {
		f := b.demand.flows[flow]
		row := f.head + b.demand.offset[lnDemand]
		need = b.demand.sheet.value(row, dcTotal)
		s.put(r, 5, calc(b.demand.sheet.at(row, dcTotal), need, whole))
	} else {
		s.put(r, 5, input(0, whole))
	}
	std := part.StandardPrice.V.InexactFloat64()
	s.put(r, 6, calc(n(4)+"*"+n(5), std*need, b.money))
	of := func(col int) (string, float64) {
		v := b.awards.sumBy(acPartNo, col)[float64(no)]
		return "SUMIFS(" + b.awardSpan(col) + "," + b.awardSpan(acPartNo) + "," + n(3) + ")", v
	}
	formula, pieces := of(acPieces)
	s.put(r, 7, calc(formula, pieces, whole))
	s.put(r, 8, calc(n(4)+"*"+n(7), std*pieces, b.money))
	actual := 0.0
	for i, col := range []int{acGoods, acDuty, acFreight} {
		formula, v := of(col)
		actual += v
		s.put(r, 9+i, calc(formula, v, b.money))
	}
	extra := 0.0
	for i, e := range b.other.entries {
		if e.Kind == planner.CostDesignExtra && e.Part == part.ID {
			extra += b.other.sheet.value(b.other.first+i, ocAmount)
		}
	}
	s.put(r, 12, calc("SUMIFS("+b.otherSpan(ocAmount)+","+b.otherSpan(ocKind)+",\""+planner.CostDesignExtra.Label()+"\","+b.otherSpan(ocPartNo)+","+n(3)+")", extra, b.money))
	actual += extra
	s.put(r, 13, calc("SUM("+n(9)+":"+n(12)+")", actual, b.money))
	s.put(r, 14, calc(n(13)+"-"+n(8), actual-std*pieces, b.money))
	rel := 0.0
	if std*pieces != 0 {
		rel = (actual - std*pieces) / (std * pieces)
	}
	s.put(r, 15, calc("IF("+n(8)+"=0,0,"+n(14)+"/"+n(8)+")", rel, percent))
	standard, atStandard := of(acStandard)
	s.put(r, 16, calc(n(9)+"-"+standard, s.value(r, 9)-atStandard, b.money))
	s.put(r, 17, calc(n(14)+"-"+n(16), s.value(r, 14)-s.value(r, 16), b.money))
	s.put(r, 18, note(planner.Path("part", part.ID)))
}
