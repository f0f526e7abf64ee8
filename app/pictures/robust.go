package pictures

import (
	"fmt"
	"math"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner/compare"
	"remanence/planner/stochastic"
)

// Robust is plans down and cases across: what each costs there when it is
// followed until the case shows and planned anew, and the figures over all cases.
func Robust(r *compare.Robust, currency string) chart.Heat {
	pic := chart.Heat{Tint: palette.Warn, Key: [2]string{tr.T("as good as knowing"), tr.F("furthest from it, in %s", currency)}}
	if r == nil {
		return pic
	}
	most := 1.0
	for _, j := range r.Judged {
		most = math.Max(most, j.Regret.V)
	}
	for _, k := range r.Cases {
		pic.Columns = append(pic.Columns, k.Name)
	}
	pic.Columns = append(pic.Columns, tr.T("mean"), tr.T("worst tenth"), tr.T("largest regret"))
	if r.Aim.Kind == stochastic.CVaR {
		pic.Columns[len(r.Cases)+1] = tr.F("worst %s", figures.Percent(1-r.Aim.Level, 0))
	}
	for n, j := range r.Judged {
		j.Name = words.Said(j.Name)
		name := j.Name
		if n == r.Chosen {
			name += tr.T(" (best)")
		}
		pic.Rows = append(pic.Rows, name)
		var row []chart.HeatCell
		for i, c := range j.Costs {
			k := r.Cases[i]
			cell := chart.HeatCell{ID: fmt.Sprintf("%d|%d", n, i), Level: math.NaN(), Text: figures.Missing,
				Tip: tr.F("%s in %s\nWeighs %s, known in %s", j.Name, k.Name, figures.Percent(k.Weight, 1), figures.MonthLabel(k.Known))}
			if c.OK {
				cell.Level, cell.Text = math.Max(0, c.V-k.Best.V)/most, figures.Short(math.Round(c.V))
				cell.Tip += tr.F("\nCosts %s, %s above the best that was possible%s", figures.Money(currency, c.V), figures.Money(currency, c.V-k.Best.V), stopText(j.FirstStop[i]))
			} else {
				cell.Tip += tr.T("\nNo plan keeps the rules from there on")
			}
			row = append(row, cell)
		}
		for i, v := range robustFigures(r, &r.Judged[n]) {
			cell := chart.HeatCell{ID: fmt.Sprintf("%d|%d", n, len(r.Cases)+i), Level: math.NaN(), Text: figures.Missing, Tip: j.Name + "\n" + v.name}
			if v.of.OK {
				cell.Text = figures.Short(math.Round(v.of.V))
				cell.Tip += ": " + figures.Money(currency, v.of.V)
			}
			row = append(row, cell)
		}
		pic.Cells = append(pic.Cells, row)
	}
	return pic
}
