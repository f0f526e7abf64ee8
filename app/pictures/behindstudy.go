package pictures

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/compare"
	"remanence/planner/stochastic"
)

func behindTrade(in Input, _ Choice, id string) Behind {
	for _, v := range in.Found.Variants {
		if v.ID == id && v.Plan != nil {
			return leads("compare", id).because(func() why.Explanation { return why.Total(v.Plan) })
		}
	}
	return Behind{}
}

// scenarioPlace is where a case is changed: its scenario, or the project as it is.
func scenarioPlace(in Input, name string) Behind {
	for _, s := range in.Project.Scenarios {
		if s.Name == name || s.Name == "" && s.ID == name {
			return leads("compare", "scenario/"+s.ID)
		}
	}
	return Behind{}
}

// cellOf reads the id of a cell of a matrix.
func cellOf(id string) (row, col int, ok bool) {
	a, b, found := strings.Cut(id, "|")
	row, err := strconv.Atoi(a)
	col, err2 := strconv.Atoi(b)
	return row, col, found && err == nil && err2 == nil && row >= 0 && col >= 0
}

func behindRegret(in Input, _ Choice, id string) Behind {
	r := in.Found.Regret
	i, j, ok := cellOf(id)
	if r == nil || !ok || i >= len(r.Plans) || j > len(r.Cases) {
		return Behind{}
	}
	money := moneyOf(in.Project.Currency)
	if j == len(r.Cases) {
		return leads("compare", "").because(func() why.Explanation {
			e := why.Explanation{Title: tr.F("Largest regret of %s", r.Plans[i]), Value: optional(r.Most[i], money), Formula: tr.T("largest of the regrets of the plan over the cases")}
			for k, c := range r.Cells[i] {
				to := scenarioPlace(in, r.Cases[k])
				e.Inputs = append(e.Inputs, why.Input{Name: r.Cases[k], Value: optional(c.Regret, money), How: tr.T("planned anew once it shows − best of the case"), Page: to.Page, What: to.What})
			}
			return e
		})
	}
	input := func(name string, v planner.Opt[float64], how string) why.Input {
		if !v.OK {
			return why.Input{Name: name, Value: figures.Missing, How: tr.T("No plan keeps the rules there")}
		}
		return why.Input{Name: name, Value: money(v.V), How: how}
	}
	return scenarioPlace(in, r.Cases[j]).because(func() why.Explanation {
		c := r.Cells[i][j]
		e := why.Explanation{Title: tr.F("Regret of %s in %s", r.Plans[i], r.Cases[j]), Value: figures.Missing, Formula: tr.T("cost of the plan, planned anew once the case shows − cost of the best plan of the case"),
			Inputs: []why.Input{input(tr.T("Planned anew once it shows"), c.Replanned, tr.T("discounted, penalties included")), input(tr.T("Best of the case"), r.Best[j], tr.T("known from the start, or found by any of the plans")),
				input(tr.T("Followed blindly"), c.Fixed, tr.T("every order kept; not part of the regret"))}}
		if c.Regret.OK {
			e.Value = money(c.Regret.V)
		}
		return e
	})
}

func behindRobust(in Input, _ Choice, id string) Behind {
	r := in.Found.Robust
	n, i, ok := cellOf(id)
	if r == nil || !ok || n >= len(r.Judged) || i >= len(r.Cases)+len(robustFigures(r, &r.Judged[n])) {
		return Behind{}
	}
	if i >= len(r.Cases) {
		return leads("compare", "").because(func() why.Explanation { return robustTotalWhy(in, n, i-len(r.Cases)) })
	}
	return scenarioPlace(in, r.Cases[i].Name).because(func() why.Explanation {
		j, k := &r.Judged[n], &r.Cases[i]
		money := moneyOf(in.Project.Currency)
		stop := tr.T("no line stops")
		if j.FirstStop[i].OK {
			stop = figures.MonthLabel(j.FirstStop[i].V)
		}
		e := why.Explanation{Title: tr.F("%s in %s", words.Said(j.Name), k.Name), Value: optional(j.Costs[i], money),
			Formula: tr.T("cost of the plan, followed until the case shows and planned anew from there, discounted, penalties included"),
			Inputs: []why.Input{{Name: tr.T("The case shows in"), Value: figures.MonthLabel(k.Known), How: tr.T("its first month, or the months it takes to react")},
				{Name: tr.T("Best of the case"), Value: optional(k.Best, money), How: tr.T("known from the start, or found by any of the plans")},
				{Name: tr.T("Above the best"), Value: optional(less(j.Costs[i], k.Best), money), How: tr.T("cost − best of the case")},
				{Name: tr.T("Weighs"), Value: figures.Percent(k.Weight, 1), How: tr.T("by the chances of the scenarios; equal ones where none is entered")},
				{Name: tr.T("First late at the end of"), Value: stop, How: tr.T("in this case")}}}
		if !j.Costs[i].OK {
			e.Notes = append(e.Notes, tr.T("No plan keeps the rules there"))
		}
		if k.RulesGiven {
			e.Notes = append(e.Notes, words.Sentence(tr.T("Optional rules had to give way")))
		}
		return e
	})
}

// robustFigure is a figure of a plan over all cases.
type robustFigure struct {
	name, formula string
	of            planner.Opt[float64]
}

func robustFigures(r *compare.Robust, j *compare.Judged) []robustFigure {
	tail := tr.T("mean cost of the worst cases, by their weights")
	if r.Aim.Kind == stochastic.CVaR {
		tail = tr.F("mean cost of the worst %s of the cases, by their weights", figures.Percent(1-r.Aim.Level, 0))
	}
	return []robustFigure{{tr.T("Mean over the cases"), tr.T("Σ weight × cost over the cases"), j.Mean}, {tr.T("Mean of the worst cases"), tail, j.Tail},
		{tr.T("Largest cost above the best of its case"), tr.T("largest over the cases of cost − best of the case"), j.Regret}}
}

// robustTotalWhy takes a figure over all cases apart.
func robustTotalWhy(in Input, n, i int) why.Explanation {
	r := in.Found.Robust
	j := &r.Judged[n]
	money := moneyOf(in.Project.Currency)
	x := robustFigures(r, j)[i]
	e := why.Explanation{Title: words.Said(j.Name) + ": " + x.name, Value: optional(x.of, money), Formula: x.formula}
	for c, k := range r.Cases {
		to := scenarioPlace(in, k.Name)
		e.Inputs = append(e.Inputs, why.Input{Name: k.Name, Value: optional(j.Costs[c], money), How: tr.F("weighs %s; best of the case %s", figures.Percent(k.Weight, 1), optional(k.Best, money)), Page: to.Page, What: to.What})
	}
	return e
}

// optional writes a figure, a dash where it is missing.
func optional(v planner.Opt[float64], write func(float64) string) string {
	if !v.OK {
		return figures.Missing
	}
	return write(v.V)
}

func less(a, b planner.Opt[float64]) planner.Opt[float64] {
	if !a.OK || !b.OK {
		return planner.Opt[float64]{}
	}
	return planner.Some(a.V - b.V)
}

// behindStop is when a part first runs short in a plan.
func behindStop(in Input, _ Choice, id string) Behind {
	name, variant, _ := strings.Cut(id, "|")
	i := slices.IndexFunc(in.Found.Variants, func(v Variant) bool { return v.ID == variant })
	if i < 0 || in.Project.Part(name) == nil || in.Found.Variants[i].Plan == nil {
		return Behind{}
	}
	v := in.Found.Variants[i]
	to := leads("compare", variant)
	if variant == ThePlan {
		to = leads("plan", name)
	}
	return to.because(func() why.Explanation {
		part := in.Project.Part(name)
		e := why.Explanation{Title: tr.F("When %s runs short, %s", name, v.Name), Value: tr.T("met in every month"), Formula: tr.T("opening stock + open orders + arrivals − demand, part by part and month by month; below zero is late")}
		first, months, most := firstLate(v.Plan, name)
		if months > 0 {
			e.Value = figures.MonthLabel(first)
			e.Inputs = append(e.Inputs, why.Input{Name: tr.T("Late months"), Value: figures.Number(float64(months), 0), How: tr.F("at most %s late at a time", quantity(part, most)), Page: to.Page, What: to.What})
		}
		if b, ok := bookOf(Input{Project: in.Project, Plan: v.Plan}, name); ok {
			for _, x := range []entry{{tr.T("Stock at the start of the plan"), b.flow.Opening}, {tr.T("Open orders"), sum(b.flow.Open)}, {tr.T("Arrivals of the plan's orders"), sum(b.flow.Arrivals)}, {tr.T("Demand"), sum(b.flow.Demand)}} {
				e.Inputs = append(e.Inputs, why.Input{Name: x.name, Value: amount(part, x.v), How: tr.T("over the whole plan"), Page: "demand", What: name})
			}
		}
		for k, s := range v.Plan.Shortfalls {
			if s.Part == name && k < mostShort {
				e.Inputs = append(e.Inputs, why.Input{Name: figures.MonthLabel(s.Month), Value: quantity(part, s.Pieces), How: tr.T("late or lost at month end"), Page: to.Page, What: to.What})
			}
		}
		return e
	})
}

// mostShort is how many months with late pieces an explanation lists.
const mostShort = 60

// behindFrontier is a plan that no other beats in cost and exposure.
func behindFrontier(in Input, _ Choice, id string) Behind {
	f := in.Found.Frontier
	i, err := strconv.Atoi(id)
	if f == nil || err != nil || i < 0 || i >= len(f.Points) {
		return Behind{}
	}
	return leads("rules", "").because(func() why.Explanation {
		p := f.Points[i]
		write := exposureOf(in, f.Rule)
		money := moneyOf(in.Project.Currency)
		e := why.Explanation{Title: AxisName(in.Facts, f.Rule) + ": " + write(p.Exposure), Value: money(p.Cost), Formula: tr.T("least cost of any plan with at most this exposure that keeps the rules, discounted, penalties included"),
			Inputs: []why.Input{{Name: AxisName(in.Facts, f.Rule), Value: write(p.Exposure), How: tr.T("of the plan at this point; the next point needs less")}}}
		if f.Rule.Type == compare.TailAxis {
			e.Formula = tr.T("least mean cost over the scenarios of any plan whose worst tenth costs at most this, penalties included")
		} else if in.Plan != nil {
			e.Inputs = append(e.Inputs, why.Input{Name: tr.T("Plan"), Value: money(in.Plan.Objective), How: tr.T("cost of the plan as it is, penalties included"), Page: "plan", What: "cost"},
				why.Input{Name: tr.T("Against the plan"), Value: moneyChange(in.Project.Currency, p.Cost-in.Plan.Objective), How: tr.T("this point − the plan")})
		}
		if i > 0 {
			was := f.Points[i-1]
			e.Inputs = append(e.Inputs, why.Input{Name: tr.F("Point before, %s", write(was.Exposure)), Value: money(was.Cost), How: tr.F("from there it costs %s", moneyChange(in.Project.Currency, p.Cost-was.Cost))})
		}
		e.Inputs = append(e.Inputs, why.Input{Name: tr.T("Gap"), Value: figures.Percent(p.Gap, 1), How: tr.T("at most so much better exists")})
		for _, m := range p.Moves {
			e.Inputs = append(e.Inputs, why.Input{Name: m.Part + "  " + m.Offer, Value: signedMass(m.Kg), How: m.Supplier, Page: "sources", What: planner.Path("offer", m.Offer)})
		}
		if p.Text != "" {
			e.Notes = append(e.Notes, words.Reason(p.Text))
		}
		return e
	})
}

// exposureOf writes what a frontier moves.
func exposureOf(in Input, axis planner.Rule) func(float64) string {
	if axis.Type == compare.TailAxis {
		return func(v float64) string { return figures.MoneyShort(in.Project.Currency, v) }
	}
	return func(v float64) string { return words.RuleValue(in.Project, axis.Type, v) }
}

func signedMass(kg float64) string {
	if kg > 0 {
		return "+" + mass(kg)
	}
	return mass(kg)
}

// behindCrossing is what cost does at a pair of values of two drivers.
func behindCrossing(in Input, _ Choice, id string) Behind {
	g := in.Found.Crossing
	j, i, ok := cellOf(id)
	if g == nil || !ok || j >= len(g.Above) || i >= len(g.Above[j]) {
		return Behind{}
	}
	return driverPlace(in.Project, g.X).because(func() why.Explanation {
		e := why.Explanation{Title: PairName(in.Project, in.Facts, g, i, j), Value: change(in.Project.Currency, g.Above[j][i]), Formula: tr.T("cost of the best plan with both drivers at these values − cost of the plan")}
		if g.Fixed {
			e.Formula = tr.T("cost of the plan's orders with both drivers at these values − their cost as things stand")
		}
		for _, x := range []struct {
			id string
			at float64
		}{{g.X, g.Xs[i]}, {g.Y, g.Ys[j]}} {
			d, _ := driverOf(in.Project, in.Facts, x.id)
			to := driverPlace(in.Project, x.id)
			e.Inputs = append(e.Inputs, why.Input{Name: DriverName(d.ID, d.Name), Value: figures.Auto(x.at) + " " + tr.Known(d.Unit),
				How: tr.F("as things stand %s; from %s to %s, %s", figures.Auto(d.Base), figures.Auto(d.Low), figures.Auto(d.High), words.Months(words.Said(d.Why))), Page: to.Page, What: to.What})
		}
		switch {
		case in.Plan == nil:
		case g.Fixed: // rules do not count while every order is kept
			e.Inputs = append(e.Inputs, why.Input{Name: tr.T("Plan"), Value: figures.Money(in.Project.Currency, in.Plan.TotalCost), How: tr.T("sum of the kinds of cost, each entry discounted from the month it is paid"), Page: "plan", What: "cost"})
		default:
			e.Inputs = append(e.Inputs, why.Input{Name: tr.T("Plan"), Value: figures.Money(in.Project.Currency, in.Plan.Objective), How: tr.T("cost of the plan as it is, penalties included"), Page: "plan", What: "cost"})
		}
		switch {
		case g.Above[j][i].OK:
		case g.Cut:
			e.Notes = append(e.Notes, words.Sentence(tr.T("Not reached yet, or no plan keeps the rules there")))
		default:
			e.Notes = append(e.Notes, words.Sentence(tr.T("No plan keeps the rules there")))
		}
		return e
	})
}

// PairName says what a cell of a crossing is: both drivers with their values.
func PairName(p *planner.Project, f *planner.Facts, g *compare.Grid, i, j int) string {
	x, _ := driverOf(p, f, g.X)
	y, _ := driverOf(p, f, g.Y)
	return fmt.Sprintf("%s: %s %s + %s: %s %s", DriverName(x.ID, x.Name), figures.Auto(g.Xs[i]), tr.Known(x.Unit), DriverName(y.ID, y.Name), figures.Auto(g.Ys[j]), tr.Known(y.Unit))
}
