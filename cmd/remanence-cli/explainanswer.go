package main

import (
	"context"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"remanence/planner"
	"remanence/planner/award"
)

// explanation is the JSON form of the answers. Keys are added, never renamed or
// removed; docs/command.md lists them. What was not asked is missing.
type explanation struct {
	Status       planner.PlanStatus  `json:"status"`
	Gap          *float64            `json:"gap"`
	Currency     string              `json:"currency"`
	TotalCost    *planner.Decimal    `json:"total_cost"`
	Reasons      []planner.Reason    `json:"reasons,omitzero"`
	Rules        []award.RulePrice   `json:"rules,omitzero"`
	Limits       []award.Limit       `json:"limits,omitzero"`
	WhyNot       []award.WhyNot      `json:"why_not,omitzero"`
	BreakEven    []award.BreakEven   `json:"break_even,omitzero"`
	Sweep        []award.Piece       `json:"sweep,omitzero"`
	Tests        []award.LastStart   `json:"tests,omitzero"`
	Alternatives []award.Alternative `json:"alternatives,omitzero"`
	Bridge       *bridgeAnswer       `json:"bridge,omitzero"`
	Budget       *award.Budget       `json:"budget,omitzero"`
	Conflicts    []planner.Conflict  `json:"conflicts,omitzero"`

	plan  *planner.Plan
	asked string
}

// bridgeAnswer is a bridge with the names of its ends.
type bridgeAnswer struct {
	FromPlan string `json:"from_plan"`
	ToPlan   string `json:"to_plan"`
	award.Bridge
}

func explain(q *award.Questions) explanation {
	out := explanation{Status: q.Plan.Status, Currency: q.Plan.Currency, plan: q.Plan}
	if usable(q.Plan) {
		out.Gap = finite(q.Plan.Gap)
		total := costsOf(q.Plan).total
		out.TotalCost = &total
	}
	return out
}

// ask answers one question, or several for "all".
func (out *explanation) ask(ctx context.Context, q *award.Questions, ask question) (err error) {
	out.asked = ask.what
	switch ask.what {
	case "reasons":
		out.Reasons = q.Plan.Reasons
	case "rules":
		out.Rules, err = q.RulePrices(ctx, ask.names...)
	case "limits":
		out.Limits, err = q.Limits(ctx)
	case "why-not":
		for _, id := range ask.names {
			var w award.WhyNot
			if w, err = q.WhyNot(ctx, id); err != nil {
				return err
			}
			out.WhyNot = append(out.WhyNot, w)
		}
	case "break-even":
		for _, id := range ask.names {
			var b award.BreakEven
			if b, err = q.BreakEven(ctx, id); err != nil {
				return err
			}
			out.BreakEven = append(out.BreakEven, b)
		}
	case "sweep":
		out.Sweep, err = q.IndexSweep(ctx, ask.names[0], ask.from, ask.to)
	case "tests":
		out.Tests, err = q.LastStarts(ctx)
	case "alternatives":
		out.Alternatives, err = q.Alternatives(ctx, ask.share, 3)
	case "bridge":
		out.Bridge, err = bridge(ctx, q, ask.names[0], ask.names[1])
	case "budget":
		if b, ok := award.BudgetOf(q.Project, q.Plan); ok {
			out.Budget = &b
		} else {
			err = errNoBudget
		}
	case "conflicts":
		out.Conflicts = q.Plan.Conflicts
	case "all":
		for _, what := range []string{"reasons", "rules", "limits", "tests", "alternatives"} {
			if err = out.ask(ctx, q, question{what: what, share: ask.share}); err != nil {
				return err
			}
		}
	}
	if err == nil {
		out.tidy(ask.what)
	}
	return err
}

// tidy makes empty lists of missing ones within what was asked, and an empty
// list of an answer that holds nothing; what was not asked stays out.
func (out *explanation) tidy(what string) {
	v := reflect.ValueOf(out).Elem()
	for i := range v.NumField() {
		field, x := v.Type().Field(i), v.Field(i)
		if !field.IsExported() {
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case x.Kind() == reflect.Slice && (!x.IsNil() || name == strings.ReplaceAll(what, "-", "_")):
			listsNotNull(x)
			if x.IsNil() {
				x.Set(reflect.MakeSlice(x.Type(), 0, 0))
			}
		case x.Kind() == reflect.Pointer && !x.IsNil() && x.Elem().Kind() == reflect.Struct && name != "total_cost":
			listsNotNull(x.Elem())
		}
	}
}

func bridge(ctx context.Context, q *award.Questions, from, to string) (*bridgeAnswer, error) {
	var ends [2]*planner.Plan
	for i, name := range []string{from, to} {
		plan, err := planNamed(ctx, q, name)
		if err != nil {
			return nil, err
		}
		if !usable(plan) {
			return nil, fmt.Errorf("there is no plan %s that keeps its rules", name)
		}
		ends[i] = plan
	}
	b, err := award.NewBridge(ends[0], ends[1])
	return &bridgeAnswer{from, to, b}, err
}

// printExplanation writes the answers as sentences.
func printExplanation(w io.Writer, in *input, out explanation) {
	fmt.Fprintf(w, "%s\n\n", in.project().Name)
	printStatus(w, &planner.Plan{Status: out.plan.Status, Gap: out.plan.Gap})
	if out.TotalCost != nil {
		fmt.Fprintf(w, "Total cost  %s\n", money(out.Currency, *out.TotalCost))
	}
	var lines []string
	for _, r := range out.Reasons {
		lines = append(lines, r.Text)
	}
	list(w, "Reasons", lines)
	list(w, "Price of each rule", texts(out.Rules, func(x award.RulePrice) string { return x.Text }))
	list(w, "What holds the plan", texts(out.Limits, func(x award.Limit) string { return x.Text }))
	list(w, "Why not", texts(out.WhyNot, func(x award.WhyNot) string { return x.Text }))
	list(w, "Break-even price", texts(out.BreakEven, func(x award.BreakEven) string { return x.Text }))
	printSweep(w, out)
	list(w, "Last start of each test", texts(out.Tests, func(x award.LastStart) string { return x.Text }))
	list(w, "Plans that cost nearly as little", texts(out.Alternatives, func(x award.Alternative) string { return x.Text }))
	if out.Bridge != nil {
		printBridge(w, out)
	}
	if out.Budget != nil {
		printBudget(w, out)
	}
	if len(out.Conflicts) > 0 {
		printConflicts(w, out.plan)
	} else if out.asked == "conflicts" && usable(out.plan) {
		fmt.Fprintln(w, "\nAll hard rules can be kept together.")
	}
	if empty := map[string]string{
		"rules": "No rule is in force.", "limits": "Nothing holds the plan.", "tests": "The plan starts no test.",
		"alternatives": "No other plan within that cost that awards differently was found.",
	}[out.asked]; empty != "" && len(out.Rules)+len(out.Limits)+len(out.Tests)+len(out.Alternatives) == 0 {
		fmt.Fprintf(w, "\n%s\n", empty)
	}
}

func texts[T any](rows []T, text func(T) string) []string {
	var out []string
	for _, r := range rows {
		out = append(out, text(r))
	}
	return out
}

func list(w io.Writer, title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	section(w, title)
	for _, l := range lines {
		fmt.Fprintf(w, "  %s\n", l)
	}
}

func printSweep(w io.Writer, out explanation) {
	if len(out.Sweep) == 0 {
		return
	}
	section(w, "The cheapest plan over the price of the index")
	t := newTable(">from", ">to", ">cost from", ">cost to", "awards, kg")
	for _, x := range out.Sweep {
		var ids, awards []string
		for id := range x.Kg {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		for _, id := range ids {
			awards = append(awards, id+" "+award.Quantity(x.Kg[id]))
		}
		t.add(figure(x.From, 4), figure(x.To, 4), figure(x.CostFrom, 2), figure(x.CostTo, 2), strings.Join(awards, ", "))
	}
	t.write(w)
}

func printBridge(w io.Writer, out explanation) {
	b := out.Bridge
	section(w, fmt.Sprintf("From %s to %s", b.FromPlan, b.ToPlan))
	t := newTable("step", "cause", ">"+out.Currency)
	t.add(b.FromPlan, "", grouped(b.From.StringFixed(2)))
	for _, s := range b.Steps {
		t.add(s.Kind.Label(), string(s.Cause), grouped(s.Amount.StringFixed(2)))
	}
	t.add(b.ToPlan, "", grouped(b.To.StringFixed(2)))
	t.write(w)
}

func printBudget(w io.Writer, out explanation) {
	section(w, "Against the budget")
	t := newTable("part", ">standard", ">delivered", ">actual "+out.Currency, ">variance")
	for _, p := range out.Budget.Parts {
		t.add(p.Part, grouped(p.Standard.String()), figure(p.Received, 2), grouped(p.Actual.StringFixed(2)), grouped(p.Variance.StringFixed(2)))
	}
	t.add("Total", "", "", grouped(out.Budget.Actual.StringFixed(2)), grouped(out.Budget.Variance.StringFixed(2)))
	t.write(w)
	fmt.Fprintf(w, "  %s\n", out.Budget.Text)
}
