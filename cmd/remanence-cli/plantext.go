package main

import (
	"fmt"
	"io"
	"strings"

	"remanence/planner"
)

// printPlan writes a plan as text for people. Figures are those of the JSON
// output, rounded to the cent.
func printPlan(w io.Writer, in *input, made plans) {
	p, plan := in.project(), made.plan
	fmt.Fprintf(w, "%s\n%s from %s, money in %s, discounted to the start\n\n", p.Name, count(plan.Months, "month"), plan.Start, plan.Currency)
	printStatus(w, plan)
	printCheck(w, made)
	if usable(plan) {
		printMoney(w, plan)
		printBaselines(w, made)
		printAwards(w, p, plan)
		printDecisions(w, plan)
		printShortfalls(w, p, plan)
		printRules(w, p, plan)
	}
	printConflicts(w, plan)
	printReasons(w, plan)
}

func printStatus(w io.Writer, plan *planner.Plan) {
	fmt.Fprintf(w, "Status      %s\n", statusText(plan.Status, plan.Gap))
	if plan.Model.Columns > 0 {
		fmt.Fprintf(w, "Made in     %s s; %s, %s, %s\n", figure(plan.Seconds, 1),
			count(plan.Model.Columns, "column"), count(plan.Model.Rows, "row"), count(plan.Model.Binaries, "yes/no choice"))
	}
}

// statusText is what is known of a plan, in words.
func statusText(status planner.PlanStatus, gap float64) string {
	switch status {
	case planner.StatusOptimal:
		return fmt.Sprintf("proven: at most %s better exists", gapText(gap))
	case planner.StatusFeasible:
		return fmt.Sprintf("good, stopped early: up to %s better may exist", gapText(gap))
	case planner.StatusInfeasible:
		return "no plan keeps all hard rules"
	case planner.StatusCancelled:
		return "stopped before a plan was found"
	}
	return string(status)
}

// printCheck says what the second check of the plan found.
func printCheck(w io.Writer, made plans) {
	switch {
	case !usable(made.plan):
	case len(made.findings) == 0:
		fmt.Fprintln(w, "Checked     a second time, in decimals: dates, lots, capacity, tests, stock, rules and costs hold")
	default:
		fmt.Fprintln(w, "Checked     a second time, in decimals: this does not hold and is a fault of the program. Please report it.")
		for _, x := range made.findings {
			fmt.Fprintf(w, "            - %s\n", x)
		}
	}
}

// gapText writes a gap finely enough that 0.28 % does not read as 0.3 %.
func gapText(gap float64) string { return amount(100*gap).StringFixed(2) + " %" }

func printMoney(w io.Writer, plan *planner.Plan) {
	c := costsOf(plan)
	fmt.Fprintf(w, "Total cost  %s\n", money(plan.Currency, c.total))
	if penalties := amount(plan.Penalties); !penalties.Round(2).IsZero() {
		fmt.Fprintf(w, "Penalties   %s of soft rules, not money and not in the total\n", money(plan.Currency, penalties))
	}

	section(w, "Cost by kind")
	t := newTable("kind", ">"+plan.Currency)
	for _, kind := range planner.CostKinds {
		if v := c.byKind[kind]; !v.Round(2).IsZero() {
			t.add(kind.Label(), grouped(v.StringFixed(2)))
		}
	}
	t.add("Total", grouped(c.total.StringFixed(2)))
	t.write(w)

	if len(plan.KPIs.CostByYear) > 0 {
		section(w, "Cost by year")
		t = newTable("year", ">as paid", ">discounted")
		for _, y := range plan.KPIs.CostByYear {
			t.add(fmt.Sprint(y.Year), grouped(amount(y.Amount).StringFixed(2)), grouped(amount(y.Present).StringFixed(2)))
		}
		t.write(w)
	}
}

func printBaselines(w io.Writer, made plans) {
	if made.asToday == nil && made.cheapest == nil {
		return
	}
	section(w, "Against other plans")
	total := costsOf(made.plan).total
	t := newTable("plan", ">total cost", ">this plan costs more by")
	for _, b := range []struct {
		name string
		plan *planner.Plan
	}{{"as today", made.asToday}, {"cheapest, optional rules off", made.cheapest}} {
		switch {
		case b.plan == nil:
		case !usable(b.plan):
			t.add(b.name, "none: "+statusText(b.plan.Status, b.plan.Gap), "")
		default:
			other := costsOf(b.plan).total
			t.add(b.name, grouped(other.StringFixed(2)), grouped(total.Sub(other).StringFixed(2)))
		}
	}
	t.write(w)
}

func printDecisions(w io.Writer, plan *planner.Plan) {
	if len(plan.Qualifications) > 0 {
		section(w, "Qualifications to start")
		t := newTable("offers", "start", "usable from", ">cost")
		for _, q := range plan.Qualifications {
			t.add(strings.Join(q.Offers, ", "), q.Start.String(), q.Usable.String(), grouped(amount(q.Cost).StringFixed(2)))
		}
		t.write(w)
	}
	if len(plan.DesignChanges) > 0 {
		section(w, "Design changes")
		t := newTable("part", "from", "to", "start", ">cost")
		for _, d := range plan.DesignChanges {
			t.add(d.Part, d.From, d.To, d.Start.String(), grouped(amount(d.Cost).StringFixed(2)))
		}
		t.write(w)
	}
}

// printShortfalls sums up the late demand of each part.
func printShortfalls(w io.Writer, p *planner.Project, plan *planner.Plan) {
	if len(plan.Shortfalls) == 0 {
		return
	}
	section(w, "Late or lost demand")
	t := newTable("part", ">months", "first", "last", ">most at once", "unit")
	for _, part := range p.Parts {
		months, first, last, most := 0, planner.Month(0), planner.Month(0), 0.0
		for _, s := range plan.Shortfalls {
			if s.Part != part.ID {
				continue
			}
			if months == 0 {
				first = s.Month
			}
			months, last, most = months+1, s.Month, max(most, s.Pieces)
		}
		if months > 0 {
			t.add(part.ID, fmt.Sprint(months), first.String(), last.String(), figure(most, 1), string(part.Unit))
		}
	}
	t.write(w)
}

func printConflicts(w io.Writer, plan *planner.Plan) {
	if len(plan.Conflicts) == 0 {
		return
	}
	section(w, "Rules that cannot all be kept; any one of these steps mends its group")
	for i, c := range plan.Conflicts {
		fmt.Fprintf(w, "  %d. %s\n", i+1, strings.Join(c.Rules, " and "))
		for _, r := range c.Relaxations {
			fmt.Fprintf(w, "     %s: %s\n", r.Rule, r.Text)
		}
	}
}

func printReasons(w io.Writer, plan *planner.Plan) {
	if len(plan.Reasons) == 0 {
		return
	}
	section(w, "Why")
	for _, r := range plan.Reasons {
		fmt.Fprintf(w, "  %s\n", r.Text)
	}
}
