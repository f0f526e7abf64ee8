package workbook

import (
	"remanence/planner"
)

// flow is the monthly book of a part as the formulas of the Demand sheet give
// it: awards arrive, what is there goes out against what is owed.
type flow struct {
	part, unit                                           string
	no                                                   int
	opening                                              float64
	open, arrive, apart, scrap, demand, lost, held       []float64
	start, available, lateStart, owed, sent, stock, late []float64
	planned                                              *planner.PartFlow
	head                                                 int // row of the part's name
}

// flows runs the book of every part of the plan.
func flows(b *book) []*flow {
	good := b.goodByMonth()
	out := make([]*flow, len(b.plan.Flows))
	for i := range b.plan.Flows {
		fl := &b.plan.Flows[i]
		months := b.plan.Months
		x := &flow{part: fl.Part, unit: b.unitOf(fl.Part), no: b.index.parts[fl.Part], opening: fl.Opening, planned: fl,
			open: filled(fl.Open, months), apart: filled(fl.Apart, months), scrap: filled(fl.Scrapped, months),
			demand: filled(fl.Demand, months), lost: filled(fl.Lost, months), arrive: filled(good[fl.Part], months),
			held: make([]float64, months)}
		x.run(months)
		out[i] = x
	}
	return out
}

// heldTolerance is the stock kept back that counts: less is noise of the
// optimiser. It is small, since lateness may cost thousands a unit.
const heldTolerance = 1e-6

// filled copies a line of a flow and gives one that does not apply zeros.
func filled(line []float64, months int) []float64 {
	out := make([]float64, months)
	copy(out, line)
	return out
}

// goodByMonth adds up what awards bring, as SUMIFS over the award plan does.
func (b *book) goodByMonth() map[string][]float64 {
	out := map[string][]float64{}
	for i, a := range b.plan.Awards {
		t := int(a.Arrives - b.plan.Start)
		if t < 0 || t >= b.plan.Months {
			continue
		}
		if out[a.Part] == nil {
			out[a.Part] = make([]float64, b.plan.Months)
		}
		out[a.Part][t] += b.awards.sheet.value(firstRow+i, acGood)
	}
	return out
}

// run computes the book month by month. Stock goes out as far as it is owed;
// where the plan keeps stock back although demand is late (a rule of cover may
// ask for it) the difference is the plan's decision.
func (x *flow) run(months int) {
	line := func() []float64 { return make([]float64, months) }
	x.start, x.available, x.lateStart, x.owed, x.sent, x.stock, x.late = line(), line(), line(), line(), line(), line(), line()
	stock, late := x.opening, 0.0
	for t := range months {
		x.start[t], x.lateStart[t] = stock, late
		x.available[t] = stock + x.open[t] + x.arrive[t] + x.apart[t] - x.scrap[t]
		x.owed[t] = late + x.demand[t] - x.lost[t]
		most := min(x.available[t], x.owed[t])
		if back := most - (x.owed[t] - x.planned.Backlog[t]); back > heldTolerance {
			x.held[t] = back
		}
		x.sent[t] = most - x.held[t]
		stock, late = x.available[t]-x.sent[t], x.owed[t]-x.sent[t]
		x.stock[t], x.late[t] = stock, late
	}
}
