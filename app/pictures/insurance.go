package pictures

import (
	"cmp"
	"slices"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner/risk"
)

// BreakEven is the yearly chance from which a premium pays for one outage, and a
// sentence on it.
func BreakEven(e risk.InsuredEvent) (chance, tip string) {
	switch {
	case e.BreakEven.OK && e.BreakEven.V == 0:
		return tr.T("always pays"), tr.T("The plan is the cheaper one as well")
	case e.BreakEven.OK:
		chance = tr.F("%s a year", figures.Percent(e.BreakEven.V, 1))
		return chance, tr.F("If you think this outage is likelier than %s, the premium pays for it alone", chance)
	}
	return figures.Missing, tr.T("The plan does not lessen this loss, or not even an outage every year would pay")
}

// mostLosses is how many outages fit side by side with their names.
const mostLosses = 8

// Losses sets what an outage costs without the safety of the plan beside what it
// costs with it, for the costliest outages.
func Losses(x *risk.Insurance) chart.GroupedBars {
	pic := chart.GroupedBars{}
	if x == nil {
		return pic
	}
	money := moneyOf(x.Currency)
	pic.Axis = chart.Axis{Title: tr.F("%s an outage costs", x.Currency), Format: figures.Tick}
	without := chart.Series{Name: tr.T("Loss without the safety"), Tint: palette.Neutral}
	with := chart.Series{Name: tr.T("Loss with the plan"), Tint: palette.Accent}
	costly := slices.DeleteFunc(slices.Clone(x.Covers), func(e risk.InsuredEvent) bool { return e.Reference == 0 && e.Plan == 0 })
	slices.SortStableFunc(costly, func(a, b risk.InsuredEvent) int {
		return cmp.Compare(max(b.Reference, b.Plan), max(a.Reference, a.Plan))
	})
	for _, e := range costly[:min(len(costly), mostLosses)] {
		name := words.Node(e.Node, e.Name)
		pic.Labels = append(pic.Labels, name)
		chance, tip := BreakEven(e)
		without.Values, with.Values = append(without.Values, e.Reference), append(with.Values, e.Plan)
		tip = tr.F("%s\nLoss without the safety %s, with the plan %s\nPays from a chance of: %s", name, money(e.Reference), money(e.Plan), chance) + "\n" + tip
		without.Tips, with.Tips = append(without.Tips, tip), append(with.Tips, tip)
		without.IDs, with.IDs = append(without.IDs, e.Node), append(with.IDs, e.Node)
	}
	if len(pic.Labels) > 0 {
		pic.Series = []chart.Series{without, with}
	}
	return pic
}
