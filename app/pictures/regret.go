package pictures

import (
	"fmt"
	"math"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/planner"
	"remanence/planner/compare"
)

// Regret is plans down and cases across: what each costs more there than
// the best that was possible.
func Regret(r *compare.Regret, currency string) chart.Heat {
	pic := chart.Heat{Tint: palette.Warn, Key: [2]string{tr.T("as good as the best"), tr.F("largest regret, in %s", currency)}}
	if r == nil {
		return pic
	}
	pic.Columns = append(append([]string{}, r.Cases...), tr.T("largest"))
	most := 0.0
	for i := range r.Plans {
		for j := range r.Cases {
			most = math.Max(most, r.Cells[i][j].Regret.V)
		}
	}
	level := func(v planner.Opt[float64]) float64 {
		if !v.OK {
			return math.NaN()
		}
		return math.Max(0, v.V) / math.Max(most, 1)
	}
	for i, name := range r.Plans {
		label := name
		if i == r.Least {
			label += tr.T(" (least)")
		}
		pic.Rows = append(pic.Rows, label)
		var row []chart.HeatCell
		for j, c := range r.Cells[i] {
			cell := chart.HeatCell{ID: fmt.Sprintf("%d|%d", i, j), Level: level(c.Regret), Text: "–", Tip: tr.F("%s in %s", name, r.Cases[j])}
			if c.Regret.OK {
				cell.Text = figures.Short(math.Round(c.Regret.V))
				if c.Regret.V < 0 {
					cell.Tip += tr.F("\nCosts %s less than the best plan that keeps the rules: it does not keep them", figures.Money(currency, -c.Regret.V))
				} else {
					cell.Tip += tr.F("\nCosts %s more than the best that was possible", figures.Money(currency, c.Regret.V))
				}
			} else {
				cell.Tip += tr.T("\nNo plan keeps the rules from there on")
			}
			if c.Fixed.OK {
				cell.Tip += tr.F("\nFollowed blindly: %s%s", figures.Money(currency, c.Fixed.V), stopText(c.FixedStop))
			}
			if c.Replanned.OK {
				cell.Tip += tr.F("\nPlanned anew once it shows: %s%s", figures.Money(currency, c.Replanned.V), stopText(c.FirstStop))
			}
			if c.RulesGiven {
				cell.Tip += tr.T("\nOptional rules had to give way")
			}
			row = append(row, cell)
		}
		last := chart.HeatCell{ID: fmt.Sprintf("%d|%d", i, len(r.Cases)), Level: level(r.Most[i]), Text: "–", Tip: tr.F("%s: largest regret", name)}
		if r.Most[i].OK {
			last.Text = figures.Short(math.Round(r.Most[i].V))
			last.Tip += " " + figures.Money(currency, r.Most[i].V)
		}
		pic.Cells = append(pic.Cells, append(row, last))
	}
	return pic
}

func stopText(m planner.Opt[planner.Month]) string {
	if !m.OK {
		return tr.T(", no line stops")
	}
	return tr.F(", first late at the end of %s", figures.MonthLabel(m.V))
}
