package bench

import (
	"bytes"
	"runtime"
	"testing"

	"remanence/data/reference"
	"remanence/data/workbook"
	"remanence/internal/generated"
	"remanence/planner"
	"remanence/planner/cost"
)

// BenchmarkExport writes the workbook of a project of each size. The plan is made
// by hand, since no optimiser is measured here: every part is ordered each month
// from its first qualified source, so that no two lines are alike.
func BenchmarkExport(b *testing.B) {
	for _, size := range generated.Sizes {
		b.Run(size.Name, func(b *testing.B) {
			p := generated.Project(size, 1)
			f := reference.Shipped().WithUser(p.Grades, p.Materials)
			plan := steady(p, f)
			var after runtime.MemStats
			used := 0.0
			for b.Loop() {
				runtime.GC()
				start := cpuSeconds()
				var buf bytes.Buffer
				if err := workbook.Write(&buf, p, f, plan, workbook.Options{}); err != nil {
					b.Fatal(err)
				}
				used += cpuSeconds() - start
				runtime.ReadMemStats(&after)
				b.ReportMetric(float64(buf.Len())/1e6, "MB-file")
			}
			b.ReportMetric(used/float64(b.N), "cpu-s")
			b.ReportMetric(float64(len(plan.Awards)), "lines")
			b.ReportMetric(float64(after.HeapSys)/1e6, "MB-heap")
		})
	}
}

// steady orders what each part needs in a month from its first qualified source,
// the lead time ahead; what cannot arrive in time is late.
func steady(p *planner.Project, f *planner.Facts) *planner.Plan {
	plan := &planner.Plan{Name: "steady", Status: planner.StatusFeasible, Currency: p.Currency, Start: p.Start, Months: p.Months, LicencePercentile: p.Percentile()}
	line := func() []float64 { return make([]float64, p.Months) }
	for i := range p.Parts {
		part := &p.Parts[i]
		fl := planner.PartFlow{Part: part.ID, Demand: line(), Open: line(), Arrivals: line(), Lost: line(), Stock: line(), Backlog: line()}
		var from *planner.Fit
		for _, fit := range p.Fits(part, f) {
			if from == nil && fit.Offer.Missing() == "" && fit.Offer.Status == planner.Qualified {
				from = &fit
			}
		}
		late := 0.0
		for t := range p.Months {
			fl.Demand[t] = part.Need(t)
			late += fl.Demand[t]
			if from != nil {
				if lead := from.Offer.LeadMonths(p.Percentile()); t >= lead && late > 0 {
					fl.Arrivals[t] = late
					plan.Awards = append(plan.Awards, planner.Award{Part: part.ID, Offer: from.Offer.ID, Supplier: from.Offer.Supplier, Group: p.GroupOf(from.Offer), Grade: from.Grade,
						Design: from.Design, Ordered: p.Start + planner.Month(t-lead), Arrives: p.Start + planner.Month(t), Pieces: late, Kg: late * from.MassKg})
					late = 0
				}
			}
			fl.Backlog[t] = late
		}
		plan.Flows = append(plan.Flows, fl)
	}
	plan.Costs = cost.Book(p, f, plan)
	plan.TotalCost = cost.Total(plan.Costs)
	plan.Objective = plan.TotalCost
	return plan
}
