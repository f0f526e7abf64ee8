package pictures

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/risk"
)

// lossOf is an outage by its node, the worst for ""; nil when there is none.
func lossOf(k *risk.KnockOut, node string) *risk.Loss {
	if k == nil || len(k.Nodes) == 0 {
		return nil
	}
	i := slices.IndexFunc(k.Nodes, func(l risk.Loss) bool { return l.ID == node || node == "" })
	if i < 0 {
		return nil
	}
	return &k.Nodes[i]
}

// behindOutage is a line that stops, or the outage itself.
func behindOutage(in Input, c Choice, id string) Behind {
	k := in.Found.Outages
	l := lossOf(k, c.Node)
	switch {
	case l == nil:
		return Behind{}
	case id == l.ID:
		return leads("risk", "recovery").because(func() why.Explanation {
			return OutageWhy(k, l, tr.F("Without %s", words.Node(l.ID, l.Name)), tr.F("%s months", figures.Auto(l.Recovery.Months)), tr.T("from the month the outage begins until its time to recover is over"))
		})
	}
	i := slices.IndexFunc(l.Parts, func(x risk.PartStop) bool { return x.Part == id })
	if i < 0 {
		return Behind{}
	}
	x := l.Parts[i]
	return leads("plan", id).because(func() why.Explanation {
		e := OutageWhy(k, l, tr.F("%s stands still without %s", x.Part, words.Node(l.ID, l.Name)), tr.F("after %s weeks", figures.Number(x.Weeks, 1)),
			tr.T("weeks from the beginning of the outage until stock, goods under way and what others can still deliver no longer feed demand, planned again for the least cost"))
		part := in.Project.Part(x.Part)
		e.Inputs = append(e.Inputs, why.Input{Name: tr.T("First late in"), Value: figures.MonthLabel(x.From), How: tr.N(x.Months, "late in %s month", "late in %s months"), Page: "plan", What: x.Part},
			why.Input{Name: tr.T("Most late at a time"), Value: amount(part, x.Pieces), How: tr.T("or all that is lost"), Page: "plan", What: x.Part},
			why.Entered(in.Project, tr.T("Cost of a piece late"), planner.Path("part", x.Part, "shortage_cost_per_piece"), "", "demand"))
		if x.Cost.OK {
			e.Inputs = append(e.Inputs, why.Input{Name: tr.T("What the stop costs"), Value: figures.Money(k.Currency, x.Cost.V), How: tr.T("pieces late × cost of a piece late, month by month")})
		}
		return e
	})
}

// behindLasting is how long lines run without a node.
func behindLasting(in Input, _ Choice, id string) Behind {
	k := in.Found.Outages
	l := lossOf(k, id)
	if l == nil {
		return Behind{}
	}
	return leads("risk", id).because(func() why.Explanation {
		all := l.Recovery.Months * planner.WeeksPerMonth
		runs := all
		if l.SurviveWeeks.OK {
			runs = math.Min(all, l.SurviveWeeks.V)
		}
		weeks := func(v float64) string { return tr.F("%s weeks", figures.Number(v, 1)) }
		e := OutageWhy(k, l, tr.F("How long lines last without %s", words.Node(l.ID, l.Name)), tr.F("%s of %s weeks", figures.Number(runs, 1), figures.Number(all, 1)),
			tr.F("weeks until the first line stops at best, at most the time to recover × %s weeks a month", figures.Auto(math.Round(100*planner.WeeksPerMonth)/100)))
		if l.IdleWeeks.OK {
			e.Inputs = append(e.Inputs, why.Input{Name: tr.T("If nobody acts"), Value: weeks(l.IdleWeeks.V), How: tr.F("%s stops first: stock, goods under way and orders with others as planned", l.IdlePart), Page: "plan", What: l.IdlePart})
		}
		for _, x := range l.Parts {
			e.Inputs = append(e.Inputs, why.Input{Name: x.Part, Value: weeks(x.Weeks), How: tr.F("until it stops, in %s", figures.MonthLabel(x.From)), Page: "plan", What: x.Part})
		}
		if len(l.Parts) == 0 {
			e.Notes = append(e.Notes, tr.T("No line stops before it is over."))
		}
		return e
	})
}

// behindLoss is what an outage costs with and without the safety.
func behindLoss(in Input, _ Choice, id string) Behind {
	x := in.Found.Insurance
	if x == nil {
		return Behind{}
	}
	i := slices.IndexFunc(x.Covers, func(e risk.InsuredEvent) bool { return e.Node == id })
	if i < 0 {
		return Behind{}
	}
	return leads("risk", id).because(func() why.Explanation { return CoverWhy(x, x.Covers[i]) })
}

// policyOf is the policy whose name an id begins with, with what follows it.
func policyOf(s *risk.Simulation, id string) (p *risk.PolicyResult, n int, rest []string) {
	w := strings.Split(id, "|")
	if s == nil {
		return nil, 0, nil
	}
	n = slices.IndexFunc(s.Policies, func(p risk.PolicyResult) bool { return p.Name == w[0] })
	if n < 0 {
		return nil, 0, nil
	}
	return &s.Policies[n], n, w[1:]
}

// behindPolicy leads a mark of a policy to its plan; explain takes the figure apart, by
// the place of the policy and what follows its name in the id.
func behindPolicy(in Input, id string, explain func(s *risk.Simulation, p *risk.PolicyResult, n int, rest []string) why.Explanation) Behind {
	p, n, rest := policyOf(in.Found.Simulation, id)
	if p == nil {
		return Behind{}
	}
	return policyPlace(p.Name).because(func() why.Explanation { return explain(in.Found.Simulation, p, n, rest) })
}

// policyPlace is where the plan of a policy is seen.
func policyPlace(name string) Behind {
	switch name {
	case NameAsToday:
		return leads("compare", AsToday)
	case NameCheapest:
		return leads("compare", Cheapest)
	}
	return leads("plan", "cost")
}

// ordinal reads a whole number of a list from 0 on.
func ordinal(w []string, i, most int) (int, bool) {
	if i >= len(w) {
		return 0, false
	}
	n, err := strconv.Atoi(w[i])
	return n, err == nil && n >= 0 && n < most
}

// behindDistribution is a class of costs, a marked cost or a policy as a whole.
func behindDistribution(in Input, _ Choice, id string) Behind {
	return behindPolicy(in, id, func(s *risk.Simulation, p *risk.PolicyResult, _ int, rest []string) why.Explanation {
		pic := Distribution(s)
		money := moneyOf(s.Currency)
		k, ok := ordinal(rest, 0, len(pic.Borders)-1)
		if !ok {
			return OutcomeWhy(s, p)
		}
		from, to := pic.Borders[k], pic.Borders[k+1]
		below, upTo := p.Cost.AtMost(from), p.Cost.AtMost(to)
		if k == 0 {
			below = 0
		}
		return simulatedWhy(s, tr.F("%s costs %s to %s", tr.Known(p.Name), money(from), money(to)), tr.F("%s of the paths", figures.Percent(upTo-below, 2)),
			tr.T("share of the paths that cost at most the upper end − share that cost at most the lower end; between kept classes by straight lines"),
			why.Input{Name: tr.F("At most %s", money(to)), Value: figures.Percent(upTo, 2), How: tr.T("share of the random paths")},
			why.Input{Name: tr.F("At most %s", money(from)), Value: figures.Percent(below, 2), How: tr.T("share of the random paths")}, plannedInput(s, p))
	})
}

// behindCumulative is the share of paths that cost at most so much.
func behindCumulative(in Input, _ Choice, id string) Behind {
	return behindPolicy(in, id, func(s *risk.Simulation, p *risk.PolicyResult, _ int, rest []string) why.Explanation {
		low, high, ok := costRange(s)
		k, placed := ordinal(rest, 0, cumulativeSteps+1)
		if !ok || !placed {
			return OutcomeWhy(s, p)
		}
		at := cumulativeAt(low, high, k)
		money := moneyOf(s.Currency)
		return simulatedWhy(s, tr.F("%s costs at most %s", tr.Known(p.Name), money(at)), tr.F("%s of the paths", figures.Percent(p.Cost.AtMost(at), 2)),
			tr.T("paths that cost at most that ÷ all paths; between kept classes by straight lines"), plannedInput(s, p),
			sure(tr.T("Median"), p.Cost.P50, money), sure(tr.T("95th of 100"), p.Cost.P95, money))
	})
}

// behindChance is the chance of a stopped line in a month.
func behindChance(in Input, _ Choice, id string) Behind {
	return behindPolicy(in, id, func(s *risk.Simulation, p *risk.PolicyResult, n int, rest []string) why.Explanation {
		share := func(v float64) string { return figures.Percent(v, 2) }
		t, ok := ordinal(rest, 0, len(p.StopByMonth))
		if !ok { // the band as a whole
			e := OutcomeWhy(s, p)
			e.Value, e.Formula = tr.F("%s in some month", share(p.StopRisk.Value)), tr.T("the band holds the chance of each month with 95 % certainty, by the number of paths (Wilson)")
			return e
		}
		m := figures.MonthLabel(s.Start + planner.Month(t))
		e := simulatedWhy(s, tr.F("A line stands still in %s, %s", m, tr.Known(p.Name)), tr.F("%s of the paths", share(p.StopByMonth[t])), tr.T("paths on which a line stands still in the month ÷ all paths"),
			sure(tr.T("Chance"), s.StopIn(n, t), share), sure(tr.T("In some month"), p.StopRisk, share))
		for _, x := range p.Parts[:min(len(p.Parts), 5)] {
			e.Inputs = append(e.Inputs, why.Input{Name: x.Part, Value: share(x.Chance), How: tr.T("chance that this part's line stops in some month"), Page: "plan", What: x.Part})
		}
		return e
	})
}
