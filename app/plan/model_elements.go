package plan

import (
	"remanence/app/parts"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
)

// ElementHeads are the columns of ElementRows.
func ElementHeads() []parts.Head {
	return []parts.Head{
		{Title: tr.T("Received, kg")},
		{Title: tr.T("low"), Right: true}, {Title: tr.T("typical"), Right: true}, {Title: tr.T("high"), Right: true},
		{Title: tr.T("in the alloy"), Right: true}, {Title: tr.T("as oxide"), Right: true},
	}
}

// ElementRows is what the goods a plan receives hold of each element, by the low,
// typical and high content of their grades, and what stood behind it.
func ElementRows(in Input) []parts.Row {
	if in.Plan == nil {
		return nil
	}
	kg := func(v float64) parts.Cell { return parts.Cell{Text: figures.Number(v, 0)} }
	var rows []parts.Row
	for _, e := range in.Plan.KPIs.Elements {
		name := words.Element(e.Element)
		oxide := parts.Cell{Text: figures.Missing}
		if e.Oxide.OK {
			oxide = kg(e.Oxide.V)
		}
		rows = append(rows, parts.Row{
			Tip:   elementTip(e),
			Cells: []parts.Cell{{Text: name}, kg(e.Kg.Low), kg(e.Kg.Typical), kg(e.Kg.High), kg(e.Alloy.Typical), oxide},
		})
	}
	return rows
}

func elementTip(e planner.ElementKg) string {
	tip := tr.F("%s in the finished goods: the mass received of each grade times its low, typical and high content.", e.Element) + "\n" +
		tr.F("In the alloy melted for them, finished ÷ yield: %s to %s kg.", figures.Number(e.Alloy.Low, 0), figures.Number(e.Alloy.High, 0))
	if !e.Oxide.OK {
		tip += "\n" + tr.T("The facts have no factor from metal to oxide for it.")
	}
	return tip
}
