package workbook

import (
	"fmt"

	"remanence/planner"
)

// keyFigure is one line of the key figures.
type keyFigure struct {
	label string
	value func(row int) cell
	unit  string
	basis string
}

func (b *book) keyCount() int { return len(b.keys()) }

// keyFigures writes the figures finance asks for first.
func (b *book) keyFigures(s *sheet, r int) {
	s.heads(headRow, "Key figure", "Value", "Unit", "Basis")
	for i, k := range b.keys() {
		s.line(r+i, 1, text(k.label), k.value(r+i), text(k.unit), text(k.basis))
	}
}

// keys lists the key figures. Their formulas point at cells that are placed
// when the functions run, not when the list is counted.
func (b *book) keys() []keyFigure {
	c, k := b.ccy(), &b.plan.KPIs
	ks := []keyFigure{
		{"Total cost, present value", func(int) cell { return calc(b.local(b.sum.total), b.sum.totalValue, b.money) }, c,
			"sum of the kinds below, discounted to the first month"},
		{"Landed cost a year, as paid", func(int) cell {
			total := b.sum.yearLast + 1
			return calc(at(total, 5)+"*12/"+b.set.months, b.perYear(), b.money)
		}, c + " per year", "mean over the length of the plan, all kinds of cost"},
		{"Goods, duty and freight, as paid", func(int) cell {
			return calc("SUM("+b.awardSpan(acCost)+")", b.awardSum(acCost), b.money)
		}, c, "all awards"},
		{"Kilograms awarded", func(int) cell {
			return calc("SUM("+b.awardSpan(acKg)+")", b.awardSum(acKg), masses)
		}, "kg", "without open orders already placed"},
		{"Landed cost per kilogram", func(row int) cell {
			return calc("IF("+at(row-1, 2)+">0,"+at(row-2, 2)+"/"+at(row-1, 2)+",0)", b.perKg(), b.perUnit)
		}, c + " per kg", "mean of all awards"},
	}
	ks = append(ks, b.premium("the cheapest plan without optional rules", b.o.Cheapest, k.PremiumCheapest)...)
	ks = append(ks, b.premium("going on as today", b.o.AsToday, k.PremiumAsToday)...)
	if w := k.WorstExposure; w.OK {
		ks = append(ks, keyFigure{"Largest share of one country", func(int) cell { return stated(w.V.Worst, percent) }, "of " + w.V.Element,
			fmt.Sprintf("%s at the %s stage; unknown origin counts as the worst case", b.countryLabel(w.V.Country), w.V.Stage)})
	}
	add := func(label string, v planner.Opt[float64], f format, unit, basis string) {
		if v.OK {
			ks = append(ks, keyFigure{label, func(int) cell { return stated(v.V, f) }, unit, basis})
		}
	}
	add("Share that needs an export licence today", k.LicenceShare, percent, "of value received", "rules in force")
	add("The same if suspended rules return", k.LicenceShareLapse, percent, "of value received", "")
	add("Cover, mean", k.CoverWeeksMean, `0.0`, "weeks", "stock over the mean need of the next 13 weeks")
	add("Cover, least", k.CoverWeeksLeast, `0.0`, "weeks", k.CoverLeastPart)
	add("Recycled content", k.RecycledMass, percent, "of magnet mass", "")
	add("CO2", k.CO2PerKg, `0.0`, "kg per kg", "")
	ks = append(ks, keyFigure{"First month with late demand", func(int) cell {
		if !k.FirstShortfall.OK {
			return textAs("none", roleStated)
		}
		m := month(k.FirstShortfall.V)
		m.style.role = roleStated
		return m
	}, "month end", ""})
	add("Penalties of soft rules, present value", planner.Opt[float64]{V: b.plan.Penalties, OK: b.plan.Penalties != 0}, b.money, c, "not part of the total cost")
	return ks
}

// premium compares with a baseline: live where the baseline is at hand, else as
// the app states it.
func (b *book) premium(over string, base *planner.Plan, app planner.Opt[float64]) []keyFigure {
	c := b.ccy()
	if base == nil {
		return []keyFigure{{"Premium over " + over, func(int) cell { return statedOf(app, b.money) }, c, "present value"}}
	}
	return []keyFigure{
		{"Cost of " + over, func(int) cell { return stated(base.TotalCost, b.money) }, c, "present value, planned in the app"},
		{"Premium over " + over, func(row int) cell {
			return calc(b.local(b.sum.total)+"-"+at(row-1, 2), b.sum.totalValue-base.TotalCost, b.money)
		}, c, "total cost less the line above"},
	}
}

// local drops the name of the Summary from a reference into it.
func (b *book) local(ref string) string { return ref[len(on(summaryName, "")):] }

// perYear is the mean cost of a year, as paid, of what is booked in the plan.
func (b *book) perYear() float64 {
	return b.sum.sheet.value(b.sum.yearLast+1, 5) * 12 / float64(b.plan.Months)
}

// perKg is the mean landed cost of a kilogram awarded.
func (b *book) perKg() float64 {
	if kg := b.awardSum(acKg); kg > 0 {
		return b.awardSum(acCost) / kg
	}
	return 0
}

// awardSum is the sum of a column of the award plan.
func (b *book) awardSum(col int) float64 {
	return b.awards.sheet.sum(b.awards.first, b.awards.last, col)
}
