package pictures

import (
	"math"
	"strings"

	"remanence/app/chart"
	"remanence/app/measures"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/compare"
)

// Tornado ranks what moves the cost of the plan, with every order kept or
// planned anew. Still is how many drivers moved nothing and have no bar; those that
// move nothing in this way alone are left out as well, and the axis says how many.
func Tornado(bars []compare.Bar, still int, currency string, replanned bool) chart.Tornado {
	pic := chart.Tornado{Axis: chart.Axis{Title: tr.F("%s against the plan, discounted", currency), Exact: func(v float64) string { return moneyChange(currency, v) }}, BaseText: tr.T("Plan"), BaseID: ThePlan}
	for _, b := range bars {
		low, high := b.FixedLow, b.FixedHigh
		moves, anew := b.Moves()
		if replanned {
			low, high, moves = b.ReplannedLow, b.ReplannedHigh, anew
		}
		if !moves && !b.BreakEven.OK && low.OK && high.OK {
			still++
			continue
		}
		w := chart.Swing{ID: b.ID, Label: DriverName(b.ID, b.Name), Low: math.NaN(), High: math.NaN(), LowText: driverValue(b.Unit, b.Low), HighText: driverValue(b.Unit, b.High)}
		w.Tip = DriverName(b.ID, b.Name) + ", " + tr.Known(b.Unit) + "\n" + words.Reason(b.Why)
		if low.OK {
			w.Low = low.V
		}
		if high.OK {
			w.High = high.V
		}
		if b.BreakEven.OK {
			w.Tip += tr.F("\nAt %s the plan %q costs the same", driverValue(b.Unit, b.BreakEven.V), b.Rival)
			w.Label += " ⇄ " + driverValue(b.Unit, b.BreakEven.V)
		}
		for _, x := range []struct {
			name      string
			low, high planner.Opt[float64]
		}{{tr.T("Every order kept"), b.FixedLow, b.FixedHigh}, {tr.T("Planned anew"), b.ReplannedLow, b.ReplannedHigh}} {
			w.Tip += "\n" + tr.F("%s: %s to %s", x.name, change(currency, x.low), change(currency, x.high))
		}
		if b.Gap > 0 {
			w.Tip += "\n" + tr.F("A plan made anew may be up to %s too dear: the search ended at its limit", figures.Percent(b.Gap, 1))
		}
		if b.Caveat != "" {
			w.Tip += "\n" + words.Reason(b.Caveat)
		}
		pic.Swings = append(pic.Swings, w)
	}
	if still > 0 {
		pic.Axis.Title += " · " + StillWords(still)
	}
	return pic
}

// StillWords says how many drivers move nothing.
func StillWords(n int) string { return tr.N(n, "%s driver moves nothing", "%s drivers move nothing") }

// driverValue is a value of a driver with its unit: "× 1.1", "+25 points", "57 days more".
func driverValue(unit string, v float64) string {
	switch {
	case strings.HasPrefix(unit, "×"):
		return "×\u00a0" + figures.Auto(v)
	case unit == "points":
		return tr.F("%s points", measures.Plus(v, figures.Auto(v)))
	}
	return figures.Auto(v) + "\u00a0" + tr.Known(unit)
}

// DriverName is what a driver of the tornado is called on the screen.
func DriverName(id, name string) string {
	if code, ok := strings.CutPrefix(id, "fx "); ok {
		if own, against, ok := strings.Cut(name, " against "); ok && own == code {
			return tr.F("%s against %s@@currencies", own, against)
		}
	}
	return words.Said(name)
}

func change(currency string, v planner.Opt[float64]) string {
	if !v.OK {
		return figures.Missing
	}
	return measures.Plus(v.V, figures.Money(currency, v.V))
}
