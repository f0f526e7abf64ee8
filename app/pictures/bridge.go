package pictures

import (
	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/award"
)

// Bridge is the walk from the cost of one variant to that of another: kinds of
// cost that differ, each with its causes behind it.
func Bridge(from, to *Variant) (chart.Waterfall, []award.BridgeStep, error) {
	pic := chart.Waterfall{}
	if from == nil || to == nil || from.Plan == nil || to.Plan == nil {
		return pic, nil, nil
	}
	b, err := award.NewBridge(from.Plan, to.Plan)
	if err != nil {
		return pic, nil, err
	}
	currency := to.Plan.Currency
	pic.Axis = chart.Axis{Title: tr.F("%s, discounted", currency)}
	pic.Title = tr.F("From %s to %s", from.Name, to.Name)
	pic.Steps = []chart.Step{{ID: from.ID, Label: from.Name, Value: b.From.InexactFloat64(), Total: true, Tip: tip(from.Name, figures.Money(currency, b.From.InexactFloat64()))}}
	at := map[planner.CostKind]int{}
	for _, s := range b.Steps {
		i, ok := at[s.Kind]
		if !ok {
			i = len(pic.Steps)
			at[s.Kind] = i
			pic.Steps = append(pic.Steps, chart.Step{ID: string(s.Kind), Label: tr.Known(s.Kind.Label())})
		}
		pic.Steps[i].Value += s.Amount.InexactFloat64()
		pic.Steps[i].Tip = tip(pic.Steps[i].Tip, words.Reason(s.Text))
	}
	for i := range pic.Steps[1:] {
		s := &pic.Steps[i+1]
		s.Tip = tip(s.Label, moneyChange(currency, s.Value), s.Tip)
	}
	pic.Steps = append(pic.Steps, chart.Step{ID: to.ID, Label: to.Name, Total: true, Tip: tip(to.Name, figures.Money(currency, b.To.InexactFloat64()))})
	return pic, b.Steps, nil
}
