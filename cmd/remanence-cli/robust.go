package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"remanence/planner"
	"remanence/planner/compare"
	"remanence/planner/stochastic"
)

var robustCommand = command{
	name: "robust", args: "FILE [options]",
	summary: "the plan that does best over several scenarios at once",
	about: `Finds the orders, tests and changes of design of the first months that do best
before it is known which scenario comes true; everything later is planned anew in
each scenario. --aim says what does best: the mean cost, the mean mixed with the
CVaR, the largest cost, or the largest regret, which needs no weights. Weights are
the probabilities of the scenarios or --weight; where none is stated all cases
weigh the same, and the answer says so. It is compared with the plan of the base
and the plan made for each scenario, followed in the same way.`,
	prepare: func(f *flag.FlagSet) work {
		var o robustOptions
		o.declare(f)
		o.declareCases(f)
		o.declareAim(f)
		f.IntVar(&o.react, "react", compare.DefaultReact, "decide for this many `MONTHS` before a scenario that holds from the start is known")
		return func(ctx context.Context, c *call, args []string) error {
			if err := reactAsked(o.react); err != nil {
				return err
			}
			aim, err := o.goal()
			if err != nil {
				return err
			}
			return c.whatIf(ctx, args, &o.whatIfOptions, func(in *input, w *compare.Work) error { return c.robust(ctx, in, w, &o, aim) })
		}
	},
}

type robustOptions struct {
	whatIfOptions
	aim         string
	tail, level share
	weights     names
	react       int
}

func (o *robustOptions) declareAim(f *flag.FlagSet) {
	f.StringVar(&o.aim, "aim", string(stochastic.CVaR), "make least the `AIM`: mean, cvar, worst or regret")
	f.Var(&o.tail, "tail", "weigh the CVaR with this `SHARE` and the mean with the rest (default: 50%)")
	f.Var(&o.level, "level", "CVaR is the mean of the worst cases beyond this `SHARE` (default: 90%)")
	f.Var(&o.weights, "weight", "how likely a case is: `CASE=WEIGHT` with base, S1 or S1+S3; all or none; may be repeated")
}

func (o *robustOptions) goal() (stochastic.Aim, error) {
	aim := stochastic.Aim{Kind: stochastic.Kind(o.aim)}
	if aim.Kind == stochastic.CVaR {
		aim.Tail, aim.Level = o.tail.Or(compare.DefaultTail), o.level.Or(compare.DefaultLevel)
	} else if o.tail.OK || o.level.OK {
		return aim, usage("--tail and --level belong to --aim cvar.")
	}
	if err := aim.Check(); err != nil {
		return aim, usage("%s.", sentence(err.Error()))
	}
	return aim, nil
}

// weigh gives the weights of the cases and whether they are the default of equal
// ones.
func (o *robustOptions) weigh(cases []compare.Case) ([]float64, bool, error) {
	if len(o.weights) == 0 {
		w, equal, err := compare.CaseWeights(cases)
		if err != nil {
			return nil, false, usage("%s. --weight states them for this run.", sentence(err.Error()))
		}
		return w, equal, nil
	}
	out := make([]float64, len(cases))
	stated := make([]bool, len(cases))
	for _, text := range o.weights {
		name, value, _ := strings.Cut(text, "=")
		i := slices.IndexFunc(cases, func(c compare.Case) bool { return caseID(c) == name || c.Name == name })
		if i < 0 {
			return nil, false, usage("There is no case %q in --weight. Cases: %s.", name, listed(cases, caseID))
		}
		v, percent, err := number(value)
		if percent {
			v /= 100
		}
		if err != nil || !(v >= 0) {
			return nil, false, usage("%q is no weight; write --weight %s=0.2.", text, name)
		}
		out[i], stated[i] = v, true
	}
	for i, ok := range stated {
		if !ok {
			return nil, false, usage("--weight says nothing of %s; give every case a weight, or none.", caseID(cases[i]))
		}
	}
	return out, false, nil
}

// caseID is what --scenario calls a case: its scenarios, or "base". A shock of the
// library goes by its name.
func caseID(c compare.Case) string {
	if len(c.Scenarios) == 0 {
		return "base"
	}
	var ids []string
	for _, s := range c.Scenarios {
		if s.ID == "" {
			return c.Name
		}
		ids = append(ids, s.ID)
	}
	return strings.Join(ids, "+")
}

// robustResult is the JSON form of robust.
type robustResult struct {
	Status       string         `json:"status"`
	Currency     string         `json:"currency"`
	EqualWeights bool           `json:"equal_weights"` // nobody stated any: a default
	Robust       compare.Robust `json:"robust"`
	Plan         planObject     `json:"plan"`
}

func (c *call) robust(ctx context.Context, in *input, w *compare.Work, o *robustOptions, aim stochastic.Aim) error {
	r, equal, err := o.robust(ctx, in, w, aim)
	if err != nil {
		return err
	}
	status := "ok"
	if ctx.Err() != nil {
		status = "stopped"
	}
	if o.json {
		return writeJSON(c.out, robustResult{status, in.project().Currency, equal, r, planResult(plans{plan: r.Plan})})
	}
	printRobust(c.out, in.project(), r, equal)
	return nil
}

func printRobust(w io.Writer, p *planner.Project, r compare.Robust, equal bool) {
	section(w, fmt.Sprintf("Costs, %s, penalties included", p.Currency))
	heads := []string{""}
	for _, k := range r.Cases {
		heads = append(heads, ">"+k.Name)
	}
	t := newTable(append(heads, ">mean", ">VaR", ">CVaR", ">largest regret")...)
	known := []string{"known from the start"}
	chance := []string{"weight"}
	when := []string{"known in"}
	for _, k := range r.Cases {
		chance, known, when = append(chance, percent(k.Weight)), append(known, rowText("money", k.Best, "")), append(when, k.Known.String())
	}
	t.add(append(chance, "", "", "", "")...)
	t.add(append(when, "", "", "", "")...)
	t.add(append(known, "", "", "", "")...)
	for i, j := range r.Judged {
		name := j.Name
		if i == r.Chosen {
			name = "> " + name
		}
		cells := []string{name}
		for _, v := range j.Costs {
			cells = append(cells, rowText("money", v, ""))
		}
		for _, v := range []planner.Opt[float64]{j.Mean, j.AtRisk, j.Tail, j.Regret} {
			cells = append(cells, rowText("money", v, ""))
		}
		t.add(cells...)
	}
	t.write(w)
	fmt.Fprintf(w, "\n%s: %s %s; at most %s better exists.\n", sentence(aimText(r.Aim)), p.Currency, figure(r.Value, 0), percent(r.Gap))
	if equal && r.Aim.Kind != stochastic.Worst && r.Aim.Kind != stochastic.Regret {
		fmt.Fprintln(w, "Nobody stated weights: all cases weigh the same, a default. State yours as probabilities of the scenarios or with --weight.")
	}
	if r.KnowingWorth.OK {
		fmt.Fprintf(w, "To know the case from the start would be worth %s %s (EVPI).\n", p.Currency, figure(r.KnowingWorth.V, 0))
	}
	if r.RobustWorth.OK {
		fmt.Fprintf(w, "It does %s %s better than the plan made for the base alone (VSS).\n", p.Currency, figure(r.RobustWorth.V, 0))
	}
	if given := r.GivenText(); given != "" {
		fmt.Fprintln(w, given)
	}
	if r.Note != "" {
		fmt.Fprintln(w, r.Note)
	}
	if len(r.Different) == 0 {
		fmt.Fprintf(w, "\nBefore %s it decides what the plan of the base decides.\n", r.Known.Label())
		return
	}
	section(w, fmt.Sprintf("What it does before %s that the plan of the base does not", r.Known.Label()))
	for _, d := range r.Different {
		fmt.Fprintln(w, "  "+d)
	}
}

// aimText says what was made least.
func aimText(a compare.Aim) string {
	switch a.Kind {
	case stochastic.CVaR:
		return fmt.Sprintf("%s of the mean and %s of the CVaR at %s", percent(1-a.Tail), percent(a.Tail), percent(a.Level))
	case stochastic.Worst:
		return "largest cost"
	case stochastic.Regret:
		return "largest regret"
	}
	return "mean cost"
}

// robust finds the robust plan and whether its weights are the default of equal ones.
// When stopped it has the best plan so far.
func (o *robustOptions) robust(ctx context.Context, in *input, w *compare.Work, aim stochastic.Aim) (r compare.Robust, equal bool, err error) {
	cases, err := o.cases(in)
	if err != nil {
		return r, false, err
	}
	weights, equal, err := o.weigh(cases)
	if err != nil {
		return r, false, err
	}
	r, err = w.Robust(ctx, compare.RobustAsk{Cases: cases, Weights: weights, Aim: aim, React: o.react})
	if err != nil && !stopped(ctx, err) {
		err = &exit{exitNoPlan, sentence(err.Error()) + "."}
	}
	return r, equal, err
}
