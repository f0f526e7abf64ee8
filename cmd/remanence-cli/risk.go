package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"slices"
	"strings"

	"remanence/planner"
	"remanence/planner/highs"
	"remanence/planner/risk"
)

// riskOptions are shared by the commands on risk.
type riskOptions struct {
	plan  planOptions
	month monthFlag
	kinds names
	set   settings
	which string
	all   bool
	json  bool
}

func (o *riskOptions) declare(f *flag.FlagSet) {
	o.plan.declare(f)
	f.BoolVar(&o.json, "json", false, "print one JSON object")
}

func (o *riskOptions) declareOutage(f *flag.FlagSet) {
	f.Var(&o.month, "month", "let every outage begin in this `MONTH`, 2028-01 (default: a year into the plan, or a third)")
	f.Var(&o.kinds, "kind", "only nodes of these `KINDS`: site, supplier, parent, country, stage, licence, lane; may be repeated")
	f.Var(&o.set, "recovery", "let a node or kind take so many months: `NAME=MONTHS`, for example lane=3; may be repeated")
}

func (o *riskOptions) declareAll(f *flag.FlagSet) {
	f.BoolVar(&o.all, "all", false, "also nodes that nothing would miss")
}

// monthFlag is a month as an option.
type monthFlag struct{ planner.Opt[planner.Month] }

func (m *monthFlag) String() string { return "" }

func (m *monthFlag) Set(text string) error {
	v, err := planner.ParseMonth(text)
	if err == nil {
		m.Opt = planner.Some(v)
	}
	return err
}

// settings are figures by name.
type settings planner.NamedValues

func (s *settings) String() string { return "" }

func (s *settings) Set(text string) error {
	v, err := planner.ParseNamedValues(text)
	for _, x := range v {
		*s = settings(planner.NamedValues(*s).With(x.Name, x.Value))
	}
	return err
}

// risky is a project with its plans, ready for a question on risk.
type risky struct {
	in   *input
	p    *planner.Project
	made plans
}

// prepared opens the file and finds the plans: those that are kept, else new
// ones. Nil without an error when the case was refused.
func (c *call) prepared(ctx context.Context, args []string, o *riskOptions, baselines bool) (*risky, error) {
	arg, err := one(args, "The file or folder")
	if err != nil {
		return nil, err
	}
	in, err := open(arg)
	if err != nil {
		return nil, c.unreadable(arg, err, o.json)
	}
	if in.problems.Refused() {
		return nil, c.refuse(in, o.json)
	}
	made := in.ready()
	o.plan.baselines = baselines
	if made.plan == nil || baselines && (made.asToday == nil || made.cheapest == nil) || o.plan.changed() {
		if made, err = c.make(ctx, in, o.plan); err != nil {
			return nil, err
		}
	}
	if !usable(made.plan) {
		return nil, &exit{exitNoPlan, "There is no plan that keeps every hard rule, so nothing can be said of its risk. See: remanence-cli explain FILE conflicts."}
	}
	return &risky{in, in.project().Clone(), made}, nil
}

// engine starts the optimiser itself.
func (c *call) engine(ctx context.Context) (*highs.Engine, func(), error) {
	load := c.Load
	if load == nil {
		load = loadHighs
	}
	opt, end, err := load(ctx, c.CacheDir)
	if err != nil {
		return nil, nil, err
	}
	e, ok := opt.(engine)
	if !ok {
		end()
		return nil, nil, errors.New("this optimiser cannot solve outages")
	}
	return e.Engine, end, nil
}

func (o *riskOptions) knockOut() (risk.Options, error) {
	x := risk.Options{At: o.month.Opt}
	for _, k := range o.kinds {
		if !slices.Contains(risk.Kinds, risk.Kind(k)) {
			return x, usage("There is no kind %q. Kinds: %s.", k, nodeKindNames())
		}
		x.Kinds = append(x.Kinds, risk.Kind(k))
	}
	return x, nil
}

func nodeKindNames() string {
	var out []string
	for _, k := range risk.Kinds {
		out = append(out, string(k))
	}
	return strings.Join(out, ", ")
}

// The JSON forms of the commands on risk.
type knockoutResult struct {
	Status string `json:"status"`
	*risk.KnockOut
}

type insuranceResult struct {
	Status string        `json:"status"`
	At     planner.Month `json:"at"`
	*risk.Insurance
}

type simulateResult struct {
	Status string `json:"status"`
	*risk.Simulation
}

var knockoutCommand = command{
	name: "knockout", args: "FILE [options]",
	summary: "remove every site, supplier, country, rule and lane in turn: who stops when",
	about: `Removes each node the plan stands on for the time it needs to recover and plans
again with what is qualified by then: what stops when, what it costs, how long
the lines last. The plan kept in the file is taken while it belongs to the
inputs, else a new one is made. No probability enters. Recovery times are
defaults with a source unless the project or --recovery sets them.`,
	prepare: func(f *flag.FlagSet) work {
		var o riskOptions
		o.declare(f)
		o.declareOutage(f)
		o.declareAll(f)
		f.StringVar(&o.which, "plan", "plan", "of which `PLAN`: plan, as-today or cheapest")
		return func(ctx context.Context, c *call, args []string) error { return c.knockout(ctx, args, o) }
	},
}

func (c *call) knockout(ctx context.Context, args []string, o riskOptions) error {
	ko, err := o.knockOut()
	if err != nil {
		return err
	}
	if !slices.Contains([]string{"plan", "as-today", "cheapest"}, o.which) {
		return usage("There is no plan %q. Plans: plan, as-today, cheapest.", o.which)
	}
	r, err := c.prepared(ctx, args, &o, o.which != "plan")
	if err != nil {
		return err
	}
	plan := map[string]*planner.Plan{"plan": r.made.plan, "as-today": r.made.asToday, "cheapest": r.made.cheapest}[o.which]
	k, err := c.outages(ctx, r, plan, ko, o)
	if err != nil {
		return err
	}
	if !o.all {
		k.Nodes = slices.DeleteFunc(k.Nodes, func(l risk.Loss) bool { return len(l.Parts) == 0 && !l.SurviveWeeks.OK })
	}
	if o.json {
		return writeJSON(c.out, knockoutResult{statusOK, k})
	}
	c.printKnockOut(k)
	return nil
}

func (c *call) outages(ctx context.Context, r *risky, plan *planner.Plan, ko risk.Options, o riskOptions) (*risk.KnockOut, error) {
	for _, x := range o.set {
		r.p.Recovery = r.p.Recovery.With(x.Name, x.Value)
	}
	e, end, err := c.engine(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	line := c.ticker(plan.Currency)
	defer line.clear()
	ko.Progress = func(done, all int) { line.say(fmt.Sprintf("Outage %d of %d", done, all)) }
	k, err := risk.RunKnockOut(ctx, e, r.p, r.in.facts, plan, ko)
	if err != nil {
		return nil, &exit{exitNoPlan, sentence(err.Error()) + "."}
	}
	return k, nil
}

func (c *call) printKnockOut(k *risk.KnockOut) {
	fmt.Fprintf(c.out, "Outages of %s from %s, %d months looked at. Money in %s.\n", k.Plan, k.At, k.Months, k.Currency)
	if x := k.First; x.OK {
		fmt.Fprintf(c.out, "Earliest line stop, even with the best answer: %s after the outage of %s begins (%s).\n", plural(int(math.Round(x.V.Days)), "day", "days"), x.V.Name, strings.Join(x.V.Parts, ", "))
	} else {
		fmt.Fprintln(c.out, "No single outage stops a line in the months looked at.")
	}
	section(c.out, "Outages, worst first")
	t := newTable(">rank", "outage", ">line-stop cost", ">extra cost", ">recovers in", ">lines last", ">if nobody acts", "first to stop", "")
	late, cheaper := false, false
	for _, l := range k.Nodes {
		first, mark := "", ""
		if len(l.Parts) > 0 {
			first = l.Parts[0].Part + " " + l.Parts[0].From.String()
			if n := len(l.Parts); n > 1 {
				first += ", " + plural(n-1, "more part", "more parts")
			}
		}
		if l.Short {
			mark, late = "too late", true
		}
		cheaper = cheaper || math.Round(l.Extra) < 0
		t.add(fmt.Sprint(l.Rank), string(l.Kind)+": "+l.Name, figure(l.Stopped, 0), figure(l.Extra, 0), monthsText(l.Recovery.Months),
			weeksText(l.SurviveWeeks), weeksText(l.IdleWeeks), first, mark)
	}
	t.write(c.out)
	if late {
		fmt.Fprintln(c.out, "  too late: the lines last shorter than the outage takes to recover.")
	}
	if cheaper {
		fmt.Fprintln(c.out, "  An extra cost below 0: less is bought than without the outage.")
	}
	section(c.out, "Recovery times")
	for _, d := range k.Sources {
		fmt.Fprintf(c.out, "  %-9s %s: %s (%s)\n", d.Kind, monthsText(d.Months), d.Why, source(d.Source))
	}
	for _, id := range k.Unpriced {
		fmt.Fprintf(c.out, "%s has no line-stop cost: its late pieces are counted, not their money.\n", id)
	}
	for _, n := range k.Notes {
		fmt.Fprintln(c.out, n)
	}
}

func monthsText(v float64) string {
	if v == 1 {
		return "1 month"
	}
	return figure(v, 1) + " months"
}

func weeksText(v planner.Opt[float64]) string {
	if !v.OK {
		return "throughout"
	}
	if text := figure(v.V, 1); text != "1" {
		return text + " weeks"
	}
	return "1 week"
}

var insuranceCommand = command{
	name: "insurance", args: "FILE [options]",
	summary: "safety as an insurance: premium a year, loss with and without, break-even chance",
	about: `Compares the plan with a cheaper one outage by outage: what it costs more each
year and what it saves when a node fails. The break-even chance says how likely
the outage must be in a year for the premium to pay; no chance is assumed.`,
	prepare: func(f *flag.FlagSet) work {
		var o riskOptions
		o.declare(f)
		o.declareOutage(f)
		o.declareAll(f)
		f.StringVar(&o.which, "against", "as-today", "the `PLAN` without the safety: as-today or cheapest")
		return func(ctx context.Context, c *call, args []string) error { return c.insurance(ctx, args, o) }
	},
}

func (c *call) insurance(ctx context.Context, args []string, o riskOptions) error {
	if err := o.againstAsked(); err != nil {
		return err
	}
	ko, err := o.knockOut()
	if err != nil {
		return err
	}
	r, err := c.prepared(ctx, args, &o, true)
	if err != nil {
		return err
	}
	x, at, err := c.insured(ctx, r, ko, o)
	if err != nil {
		return err
	}
	if !o.all {
		x.Covers = slices.DeleteFunc(x.Covers, func(e risk.InsuredEvent) bool { return e.Reference == 0 && e.Plan == 0 })
	}
	if o.json {
		return writeJSON(c.out, insuranceResult{statusOK, at, x})
	}
	fmt.Fprintf(c.out, "%s Outages begin in %s.\n", premiumText(x), at)
	fmt.Fprintln(c.out, worstText(x))
	section(c.out, "Outages, largest reduction first")
	t := newTable("outage", ">loss "+x.Reference, ">loss with the plan", ">reduction", ">pays from a chance a year of")
	for _, e := range x.Covers {
		chance := "never"
		switch {
		case e.BreakEven.OK && e.BreakEven.V == 0:
			chance = "any, the plan costs no more"
		case e.BreakEven.OK:
			chance = figure(100*e.BreakEven.V, 2) + " %"
		case e.Reduction > 0:
			chance = "more than one a year"
		}
		t.add(string(e.Kind)+": "+e.Name, figure(e.Reference, 0), figure(e.Plan, 0), figure(e.Reduction, 0), chance)
	}
	t.write(c.out)
	return nil
}

// againstAsked checks which plan is to be compared with.
func (o *riskOptions) againstAsked() error {
	if o.which != "as-today" && o.which != "cheapest" {
		return usage("There is no plan %q to compare with. Plans: as-today, cheapest.", o.which)
	}
	return nil
}

// insured compares the outages of the plan with those of the one without the safety;
// they begin in the month it gives.
func (c *call) insured(ctx context.Context, r *risky, ko risk.Options, o riskOptions) (*risk.Insurance, planner.Month, error) {
	reference := r.made.asToday
	if o.which == "cheapest" {
		reference = r.made.cheapest
	}
	with, err := c.outages(ctx, r, r.made.plan, ko, o)
	if err != nil {
		return nil, 0, err
	}
	without, err := c.outages(ctx, r, reference, ko, o)
	if err != nil {
		return nil, 0, err
	}
	x, err := risk.Insure(r.made.plan, reference, with, without)
	if err != nil {
		return nil, 0, &exit{exitNoPlan, sentence(err.Error()) + "."}
	}
	return x, with.At, nil
}

// referenceText names the plan without the safety, withText with it.
func referenceText(x *risk.Insurance) string {
	if x.Reference == "as today" {
		return "going on as today"
	}
	return "the " + x.Reference + " plan"
}

func withText(x *risk.Insurance) string {
	if x.Reference == "as today" {
		return x.Reference
	}
	return "with " + referenceText(x)
}

// premiumText says what the plan costs more each year, or saves.
func premiumText(x *risk.Insurance) string {
	if x.Premium < 0 {
		return fmt.Sprintf("The plan costs %s a year less than %s: its safety asks no premium.", money(x.Currency, amount(-x.Premium)), referenceText(x))
	}
	return fmt.Sprintf("The plan costs %s a year more than %s: the premium.", money(x.Currency, amount(x.Premium)), referenceText(x))
}

// worstText sets the worst outages of both plans side by side.
func worstText(x *risk.Insurance) string {
	word, by := "less", x.TailAvoided
	if by < 0 {
		word, by = "more", -by
	}
	return fmt.Sprintf("The worst single outage costs %s %s and %s with the plan, %s %s.", money(x.Currency, amount(x.LossReference)), withText(x), money(x.Currency, amount(x.LossPlan)), money(x.Currency, amount(by)), word)
}

var simulateCommand = command{
	name: "simulate", args: "FILE [options]",
	summary: "live the plan through thousands of random worlds",
	about: `Runs the as-today plan, the cheapest, the chosen one and the chosen one with
expediting through the same random worlds: export desks, applications, waits,
lead times, yield, ramps, demand, prices, currencies. The seed of the project
decides every draw; the same seed gives the same figures on every machine. It
ends when the band of the headline figure, the CVaR95 of the extra cost of the
plan, is narrow enough.`,
	prepare: func(f *flag.FlagSet) work {
		var o riskOptions
		o.declare(f)
		var s risk.SimOptions
		declareSimulation(f, &s, &o.set)
		return func(ctx context.Context, c *call, args []string) error { return c.simulate(ctx, args, o, s) }
	},
}

func declareSimulation(f *flag.FlagSet, s *risk.SimOptions, set *settings) {
	f.IntVar(&s.Paths, "paths", risk.DefaultPaths, "live through at most so many `PATHS`")
	f.Float64Var(&s.Precision, "precision", risk.DefaultPrecision, "stop when the band of the headline is this `SHARE` of it either way; below zero never")
	f.Var(set, "set", "let a parameter have another value: `NAME=VALUE`, for example desk_stop=0.02; may be repeated")
}

func pathsAsked(paths int) error {
	if paths < 1 || paths > 10_000_000 {
		return usage("A simulation has 1 to 10,000,000 paths.")
	}
	return nil
}

func (c *call) simulate(ctx context.Context, args []string, o riskOptions, s risk.SimOptions) error {
	if err := pathsAsked(s.Paths); err != nil {
		return err
	}
	r, err := c.prepared(ctx, args, &o, true)
	if err != nil {
		return err
	}
	x, err := c.simulated(ctx, r, o.set, s)
	if err != nil {
		return err
	}
	if o.json {
		return writeJSON(c.out, simulateResult{statusOK, x})
	}
	c.printSimulation(x)
	return nil
}

// simulated lets the policies live through the same paths, with some parameters set.
func (c *call) simulated(ctx context.Context, r *risky, set settings, s risk.SimOptions) (*risk.Simulation, error) {
	known := risk.DefaultParameters(r.p, r.in.facts)
	for _, x := range set {
		if !slices.ContainsFunc(known, func(p risk.Parameter) bool { return p.Name == x.Name }) {
			return nil, usage("There is no parameter %q. Parameters: %s.", x.Name, parameterNames(known))
		}
		r.p.Simulation = r.p.Simulation.With(x.Name, x.Value)
	}
	line := c.ticker(r.p.Currency)
	s.Progress = func(done, all int) { line.say(fmt.Sprintf("Path %d of at most %d", done, all)) }
	x, err := risk.Simulate(ctx, r.p, r.in.facts, policiesOf(r.made), s)
	line.clear()
	if err != nil {
		return nil, &exit{exitNoPlan, sentence(err.Error()) + "."}
	}
	return x, nil
}

// policiesOf are the four policies, the chosen plan first.
func policiesOf(made plans) []risk.Policy {
	out := []risk.Policy{{Name: "plan", Plan: made.plan}, {Name: "plan with expediting", Plan: made.plan, Expedite: true}}
	if made.asToday != nil && len(made.asToday.Flows) > 0 {
		out = append(out, risk.Policy{Name: "as today", Plan: made.asToday})
	}
	if made.cheapest != nil && len(made.cheapest.Flows) > 0 {
		out = append(out, risk.Policy{Name: "cheapest", Plan: made.cheapest})
	}
	return out
}

func parameterNames(ps risk.Parameters) string {
	var out []string
	for _, x := range ps {
		out = append(out, x.Name)
	}
	return strings.Join(out, ", ")
}

func (c *call) printSimulation(x *risk.Simulation) {
	fmt.Fprintf(c.out, "%s paths, seed %d. Money in %s, discounted. The headline is known to %s.\n", grouped(fmt.Sprint(x.Paths)), x.Seed, x.Currency, percent(x.Precision))
	section(c.out, "Policies on the same paths")
	t := newTable("policy", ">planned cost", ">median", ">P95", ">CVaR95", ">line-stop cost, mean", ">days stopped, P95", ">chance of a stop", ">on time")
	for _, y := range x.Policies {
		t.add(y.Name, figure(y.Planned, 0), figure(y.Cost.P50.Value, 0), figure(y.Cost.P95.Value, 0), figure(y.Cost.CVaR95.Value, 0)+" ± "+figure(y.Cost.CVaR95.High-y.Cost.CVaR95.Value, 0),
			figure(y.Stopped.Mean.Value, 0), figure(y.Days.P95.Value, 0), percent(y.StopRisk.Value), percent(y.OnTime))
	}
	t.write(c.out)
	if b := x.Behind; b != nil {
		section(c.out, "Why lines stand still for "+figure(b.Gap, 0)+" more with the plan than with "+b.Policy)
		for _, y := range b.Causes {
			fmt.Fprintf(c.out, "  %s; made equal, %s of it goes.\n", sentence(y.Text), percent(min(y.Explains/b.Gap, 1)))
		}
		if len(b.Causes) == 0 {
			fmt.Fprintln(c.out, "  Neither stock nor room, time, delays or licences explain it alone.")
		}
	}
	section(c.out, "Parts of the plan whose lines stand still for most")
	for _, p := range x.Policies[0].Parts[:min(10, len(x.Policies[0].Parts))] {
		fmt.Fprintf(c.out, "  %-20s %14s, on %s of the paths\n", p.Part, figure(p.Stopped, 0), percent(p.Chance))
	}
	section(c.out, "Parameters")
	for _, p := range x.Parameters {
		fmt.Fprintf(c.out, "  %-15s %-8s %s, %s: %s (%s)\n", p.Name, figure(p.Value, 4), p.Title, p.Unit, p.Why, source(p.Source))
	}
	for _, n := range x.Notes {
		fmt.Fprintln(c.out, n)
	}
}
