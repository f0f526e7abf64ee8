package pictures

import (
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/risk"
)

// RecoveryPath is the cell of a time to recover that stands in place of a default.
func RecoveryPath(name string) string { return planner.Path("settings", "recovery_months:"+name) }

// AssumptionPath is the cell of a parameter of the simulation that stands in place of
// a default.
func AssumptionPath(name string) string { return planner.Path("settings", "simulation:"+name) }

// OutageWhy is what every figure of an outage rests on; the figure itself is the
// caller's.
func OutageWhy(k *risk.KnockOut, l *risk.Loss, title, value, formula string) why.Explanation {
	return why.Explanation{Title: title, Value: value, Formula: formula,
		Inputs: []why.Input{{Name: tr.F("Time to recover of %s", words.Node(l.ID, l.Name)), Value: tr.F("%s months", figures.Auto(l.Recovery.Months)), How: words.Reason(l.Recovery.Why), Source: l.Recovery.Source, Page: "risk", What: RecoveryPath(l.ID)},
			{Name: tr.T("Outage begins"), Value: figures.MonthLabel(k.At), How: tr.T("chosen on this page; a year into the plan unless said otherwise")}},
		Notes: []string{tr.T("Planned again with what is qualified by then, from the stock and the orders under way. Order lots, limits on shares and cover rest in the emergency; bans, capacities and lead times stay.")}}
}

// CoverWhy takes what the premium does about an outage apart.
func CoverWhy(x *risk.Insurance, e risk.InsuredEvent) why.Explanation {
	money := moneyOf(x.Currency)
	even, tip := BreakEven(e)
	return why.Explanation{Title: tr.F("Insurance against losing %s", words.Node(e.Node, e.Name)), Value: tr.F("%s saved", money(e.Reduction)),
		Formula: tr.T("saved = loss without the safety − loss with the plan; pays from a chance of = premium a year ÷ saved"),
		Inputs: []why.Input{{Name: tr.T("Recovers in, months"), Value: figures.Auto(e.Recovery), How: tr.T("time to recover; it can be typed over"), Page: "risk", What: "recovery"},
			{Name: tr.T("Loss without the safety"), Value: money(e.Reference), How: tr.F("%s, planned again without it", words.Capital(tr.Known(x.Reference))), Page: "risk", What: e.Node},
			{Name: tr.T("Loss with the plan"), Value: money(e.Plan), How: tr.T("the plan, planned again without it"), Page: "risk", What: e.Node},
			{Name: tr.T("Premium a year"), Value: money(x.Premium), How: tr.T("difference of the discounted cost of both plans ÷ years of the plan"), Page: "plan", What: "cost"},
			{Name: tr.T("Pays from a chance of"), Value: even, How: tip}},
		Notes: []string{tr.T("A loss is the cost of stopped lines and what the emergency costs more. No probability is assumed.")}}
}

// PremiumWhy takes what the safety of a plan costs and saves apart.
func PremiumWhy(x *risk.Insurance) why.Explanation {
	money := moneyOf(x.Currency)
	e := why.Explanation{Title: tr.T("What the safety costs and saves"), Value: tr.F("%s a year", money(x.Premium)), Formula: tr.T("difference of the discounted cost of both plans ÷ years of the plan"),
		Inputs: []why.Input{{Name: tr.T("Worst loss with the plan"), Value: money(x.LossPlan), How: tr.T("the plan, planned again without it"), Page: "risk"},
			{Name: tr.T("Worst loss without the safety"), Value: money(x.LossReference), How: tr.F("%s, planned again without it", words.Capital(tr.Known(x.Reference))), Page: "risk"}},
		Notes: []string{tr.T("A loss is the cost of stopped lines and what the emergency costs more. No probability is assumed.")}}
	for _, c := range x.Covers[:min(len(x.Covers), 10)] {
		even, tip := BreakEven(c)
		e.Inputs = append(e.Inputs, why.Input{Name: words.Node(c.Node, c.Name), Value: tr.F("%s saved", money(c.Reduction)), How: tr.F("pays from a chance of: %s; %s", even, tip), Page: "risk", What: c.Node})
	}
	return e
}

// OutcomeWhy takes what became of a policy on all paths apart.
func OutcomeWhy(s *risk.Simulation, p *risk.PolicyResult) why.Explanation {
	money := moneyOf(s.Currency)
	share := func(v float64) string { return figures.Percent(v, 1) }
	days := func(v float64) string { return figures.Number(v, 0) }
	first := figures.Missing
	if p.FirstHalf.OK {
		first = figures.MonthLabel(p.FirstHalf.V)
	}
	return simulatedWhy(s, tr.F("%s, simulated", tr.Known(p.Name)), money(p.Cost.P50.Value),
		tr.T("cost of the policy on every path, put in order: the median is the middle one, the 95th of 100 is exceeded by one in twenty, worst 5 % is their mean"),
		plannedInput(s, p), sure(tr.T("Median"), p.Cost.P50, money), sure(tr.T("95th of 100"), p.Cost.P95, money), sure(tr.T("Worst 5 %"), p.Cost.CVaR95, money),
		sure(tr.T("A line stops"), p.StopRisk, share), sure(tr.T("Days, 95th"), p.Days.P95, days),
		why.Input{Name: tr.T("First, median"), Value: first, How: tr.T("month of the first line stop on half of the paths")})
}

// plannedInput is what a policy costs when nothing happens.
func plannedInput(s *risk.Simulation, p *risk.PolicyResult) why.Input {
	return why.Input{Name: tr.T("As planned"), Value: figures.Money(s.Currency, p.Planned), How: tr.T("discounted cost of the plan when nothing happens"), Page: "plan", What: "cost"}
}

// sure is a figure with its band.
func sure(name string, f risk.Figure, write func(float64) string) why.Input {
	return why.Input{Name: name, Value: write(f.Value), How: tr.F("95 %% sure between %s and %s", write(f.Low), write(f.High))}
}

// simulatedWhy is a figure of a simulation with its inputs and all that is assumed.
func simulatedWhy(s *risk.Simulation, title, value, formula string, inputs ...why.Input) why.Explanation {
	e := why.Explanation{Title: title, Value: value, Formula: formula, Inputs: inputs,
		Notes: []string{tr.F("%s paths, seed %d; every policy lives through the same ones.", figures.Number(float64(s.Paths), 0), s.Seed),
			tr.T("What is assumed stands in the last tab of the simulation; every assumption can be typed over.")}}
	for _, x := range s.Parameters {
		e.Inputs = append(e.Inputs, why.Input{Name: words.Said(x.Title), Value: figures.Auto(x.Value) + " " + tr.Known(x.Unit), How: words.Reason(x.Why), Source: x.Source, What: AssumptionPath(x.Name)})
	}
	return e
}
