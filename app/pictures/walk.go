package pictures

import (
	"math"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// CostWalk is the waterfall from buying as today to the plan.
func CostWalk(in Input) chart.Waterfall {
	pic := chart.Waterfall{Axis: chart.Axis{Title: tr.F("%s, discounted", in.Project.Currency)}}
	if in.Plan == nil {
		return pic
	}
	now, before := in.Plan.ByKind(), map[planner.CostKind]float64{}
	if in.AsToday != nil {
		before = in.AsToday.ByKind()
		pic.Steps = append(pic.Steps, chart.Step{ID: "as_today", Label: tr.T("As today"), Value: in.AsToday.TotalCost, Total: true,
			Tip: tip(tr.T("As today"), figures.Money(in.Project.Currency, in.AsToday.TotalCost))})
	} else {
		pic.Steps = append(pic.Steps, chart.Step{ID: "zero", Label: tr.T("Nothing"), Total: true})
	}
	for _, k := range planner.CostKinds {
		d := now[k] - before[k]
		if math.Abs(d) < 0.5 {
			continue
		}
		pic.Steps = append(pic.Steps, chart.Step{ID: string(k), Label: tr.Known(k.Label()), Value: d,
			Tip: tip(tr.Known(k.Label()), moneyChange(in.Project.Currency, d), tr.F("plan %s, as today %s", figures.Money(in.Project.Currency, now[k]), figures.Money(in.Project.Currency, before[k])))})
	}
	pic.Steps = append(pic.Steps, chart.Step{ID: "plan", Label: tr.T("Plan"), Total: true, Tip: tip(tr.T("Plan"), figures.Money(in.Project.Currency, in.Plan.TotalCost))})
	return pic
}
