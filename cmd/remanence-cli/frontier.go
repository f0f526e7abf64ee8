package main

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/compare"
)

var frontierCommand = command{
	name: "frontier", args: "FILE [options]",
	summary: "what less exposure costs: the plans no other beats",
	about: `Finds the cheapest plan at each level of an exposure, from that of the cheapest
plan to the least that can be reached, and says what changes at each point.
--by china:ELEMENT:STAGE is the share of China (or of another country:
country:JP:Dy:magnet, or of the largest: largest:Dy:separation), --by licence the
share of value that depends on a licence, --by co2 the carbon of what is received,
--by cvar the mean cost of the worst tenth of the project's scenarios, against the
mean over all, of plans made before it is known which comes true (as in robust).
Without --by it is the largest single-country share of the base plan.`,
	prepare: func(f *flag.FlagSet) work {
		var o whatIfOptions
		o.declare(f)
		by := f.String("by", "", "the `EXPOSURE`: china:ELEMENT:STAGE, country:C:ELEMENT:STAGE, largest:ELEMENT:STAGE, licence, co2 or cvar")
		points := f.Int("points", 12, "plan under this `NUMBER` of limits")
		return func(ctx context.Context, c *call, args []string) error {
			axis, err := readAxis(*by)
			if err != nil {
				return err
			}
			if err := pointsAsked(*points); err != nil {
				return err
			}
			return c.whatIf(ctx, args, &o, func(in *input, w *compare.Work) error { return c.frontier(ctx, in, w, &o, axis, *points) })
		}
	},
}

func pointsAsked(points int) error {
	if points < 2 {
		return usage("--points must be 2 or more.")
	}
	return nil
}

// readAxis turns the words of --by into what a rule measures; nil is none.
func readAxis(text string) (*planner.Rule, error) {
	w := strings.Split(text, ":")
	share := func(country, element, stage string) (*planner.Rule, error) {
		for _, s := range planner.Stages {
			if string(s) == stage {
				r := &planner.Rule{Type: planner.CountryShareMax, Stages: []planner.Stage{s}, Countries: []string{country}}
				if element != "all" {
					r.Elements = []string{element}
				}
				return r, nil
			}
		}
		return nil, usage("%q is no stage in --by; use mine, separation, refining, metal or magnet.", stage)
	}
	switch {
	case text == "":
		return nil, nil
	case text == "licence":
		return &planner.Rule{Type: planner.LicenceShareMax, Basis: "value"}, nil
	case text == "cvar":
		return &planner.Rule{Type: compare.TailAxis}, nil
	case text == "co2":
		return &planner.Rule{Type: planner.CO2IntensityMax}, nil
	case w[0] == "china" && len(w) == 3:
		return share("CN", w[1], w[2])
	case w[0] == "largest" && len(w) == 3:
		return share("each", w[1], w[2])
	case w[0] == "country" && len(w) == 4:
		return share(w[1], w[2], w[3])
	}
	return nil, usage("%q is no exposure; write china:Dy:separation, country:JP:Dy:magnet, largest:NdPr:mine, licence, co2 or cvar.", text)
}

// frontierResult is the JSON form of frontier.
type frontierResult struct {
	Status   string           `json:"status"`
	Currency string           `json:"currency"`
	Frontier compare.Frontier `json:"frontier"`
}

func (c *call) frontier(ctx context.Context, in *input, w *compare.Work, o *whatIfOptions, axis *planner.Rule, points int) error {
	fr, err := o.frontier(ctx, w, axis, points)
	if err != nil {
		return err
	}
	status := "ok"
	if ctx.Err() != nil {
		status = "stopped"
	}
	if o.json {
		return writeJSON(c.out, frontierResult{status, in.project().Currency, fr})
	}
	title, exposure := fmt.Sprintf("Cost against exposure (%s)", award.Metric(&fr.Rule)), ">exposure"
	if fr.Rule.Type == compare.TailAxis {
		title, exposure = "Mean cost against that of the worst tenth of the scenarios", ">worst tenth"
	}
	section(c.out, title)
	t := newTable(exposure, ">"+in.project().Currency, ">above the cheapest", ">gap", "what changes")
	for _, p := range fr.Points {
		t.add(figure(p.Exposure, 2), figure(p.Cost, 0), figure(p.Cost-fr.Points[0].Cost, 0), figure(100*p.Gap, 2)+" %", p.Text)
	}
	t.write(c.out)
	fmt.Fprintln(c.out, "\n"+fr.Between())
	if !fr.Proven {
		fmt.Fprintln(c.out, "A longer --time-limit proves more.")
	}
	return nil
}

// frontier finds it along an axis, nil for the largest share of the base plan. When
// stopped it has the points found so far.
func (o *whatIfOptions) frontier(ctx context.Context, w *compare.Work, axis *planner.Rule, points int) (compare.Frontier, error) {
	if axis == nil {
		plan, err := o.plan(ctx, w)
		if err != nil {
			return compare.Frontier{}, err
		}
		if !plan.KPIs.WorstExposure.OK {
			return compare.Frontier{}, &exit{exitNoPlan, "The plan has no exposure of a country; say which one with --by."}
		}
		axis = worstAxis(plan)
	}
	fr, err := w.Frontier(ctx, *axis, points, nil)
	if err == nil && len(fr.Points) == 0 {
		err = &exit{exitNoPlan, "There is no plan to begin with: the rules contradict each other, or none was found in time."}
	}
	return fr, err
}

var tornadoCommand = command{
	name: "tornado", args: "FILE [options]",
	summary: "how cost answers to prices, waits, demand, duty, currency",
	about: `Moves each driver to its low and its high and shows what that does to the cost of
the plan: kept as it is, and planned anew. Break-even is the value at which the
cheapest plan without optional rules, or the as-today plan, would cost the same
as the plan.`,
	prepare: func(f *flag.FlagSet) work {
		var o whatIfOptions
		o.declare(f)
		var only, cross names
		f.Var(&only, "driver", "only these `DRIVERS`, by id or a part of it; may be repeated")
		f.Var(&cross, "grid", "move two `DRIVERS` at a time, X,Y by their ids, and print cost over both")
		steps := f.Int("steps", 5, "`VALUES` of each driver of a grid")
		anew := f.Bool("anew", false, "plan anew at each pair of a grid; without it every order is kept")
		return func(ctx context.Context, c *call, args []string) error {
			if err := gridAsked(cross, *steps); err != nil {
				return err
			}
			return c.whatIf(ctx, args, &o, func(in *input, w *compare.Work) error {
				if len(cross) > 0 {
					return c.grid(ctx, in, w, &o, cross, *steps, !*anew)
				}
				return c.tornado(ctx, in, w, &o, only)
			})
		}
	},
}

// tornadoResult is the JSON form of tornado.
type tornadoResult struct {
	Status   string        `json:"status"`
	Currency string        `json:"currency"`
	Cost     float64       `json:"cost"` // objective of the plan
	Bars     []compare.Bar `json:"bars"`
	Still    int           `json:"move_nothing"` // drivers without a bar
	Grid     *compare.Grid `json:"grid,omitempty"`
}

// grid is cost over two drivers.
func (c *call) grid(ctx context.Context, in *input, w *compare.Work, o *whatIfOptions, ids []string, steps int, kept bool) error {
	plan, d, g, status, err := o.grid(ctx, w, ids, steps, kept)
	if err != nil {
		return err
	}
	if o.json {
		return writeJSON(c.out, tornadoResult{status, in.project().Currency, plan.Objective, []compare.Bar{}, 0, &g})
	}
	how := "planned anew"
	if kept {
		how = "every order kept"
	}
	section(c.out, fmt.Sprintf("Above the plan's cost of %s %s, %s", in.project().Currency, figure(plan.Objective, 0), how))
	heads := []string{d[1].Name + ", " + d[1].Unit + " \\ " + d[0].Name + ", " + d[0].Unit}
	for _, v := range g.Xs {
		heads = append(heads, ">"+figure(v, 2))
	}
	t := newTable(heads...)
	for j, v := range g.Ys {
		cells := []string{figure(v, 2)}
		for _, a := range g.Above[j] {
			cells = append(cells, rowText("money", a, ""))
		}
		t.add(cells...)
	}
	t.write(c.out)
	c.cutShort(status)
	return nil
}

// soFar is the status of a study that shows what it found before it was stopped: what
// stopped it is no error then.
func soFar(ctx context.Context, err error) (string, error) {
	if err != nil && ctx.Err() != nil {
		return "stopped", nil
	}
	return "ok", err
}

// cutShort says that a study was stopped.
func (c *call) cutShort(status string) {
	if status == "stopped" {
		fmt.Fprintln(c.out, "\nStopped before the end; what is missing was not reached.")
	}
}

// grid crosses two drivers by their ids.
func (o *whatIfOptions) grid(ctx context.Context, w *compare.Work, ids []string, steps int, kept bool) (plan *planner.Plan, d [2]compare.Driver, g compare.Grid, status string, err error) {
	all := compare.Drivers(w.Base, w.Facts)
	for i, id := range ids {
		at := slices.IndexFunc(all, func(x compare.Driver) bool { return strings.EqualFold(x.ID, id) })
		if at < 0 {
			return nil, d, g, "", usage("No driver is called %q. Drivers: %s.", id, listed(all, func(d compare.Driver) string { return d.ID }))
		}
		d[i] = all[at]
	}
	if plan, err = o.planned(ctx, w); err == nil {
		g, err = w.Grid(ctx, plan, d[0], d[1], steps, kept, nil)
		status, err = soFar(ctx, err)
	}
	return plan, d, g, status, err
}

// gridAsked checks what a grid is asked for.
func gridAsked(cross names, steps int) error {
	if len(cross) > 0 && (len(cross) != 2 || cross[0] == cross[1] || steps < 2 || steps > 21) {
		return usage("--grid takes two different drivers, X,Y, and --steps 2 to 21.")
	}
	return nil
}

// planned is the plan of the base; without one it says so.
func (o *whatIfOptions) planned(ctx context.Context, w *compare.Work) (*planner.Plan, error) {
	plan, err := o.plan(ctx, w)
	if err == nil && !award.Planned(plan) {
		err = &exit{exitNoPlan, "There is no plan to begin with: the rules contradict each other, or none was found in time."}
	}
	return plan, err
}

func (c *call) tornado(ctx context.Context, in *input, w *compare.Work, o *whatIfOptions, only names) error {
	plan, bars, still, status, err := o.tornado(ctx, w, only)
	if err != nil {
		return err
	}
	if o.json {
		return writeJSON(c.out, tornadoResult{status, in.project().Currency, plan.Objective, bars, still, nil})
	}
	section(c.out, fmt.Sprintf("Above the plan's cost of %s %s", in.project().Currency, figure(plan.Objective, 0)))
	t := newTable("driver", ">low", ">kept", ">anew", ">high", ">kept", ">anew", "break-even")
	for _, b := range bars {
		even := ""
		if b.BreakEven.OK {
			even = fmt.Sprintf("%s %s against %s", figure(b.BreakEven.V, 3), b.Unit, b.Rival)
		}
		t.add(b.Name+", "+b.Unit, figure(b.Low, 2), rowText("money", b.FixedLow, ""), rowText("money", b.ReplannedLow, ""),
			figure(b.High, 2), rowText("money", b.FixedHigh, ""), rowText("money", b.ReplannedHigh, ""), even)
	}
	t.write(c.out)
	switch {
	case still == 1:
		fmt.Fprintln(c.out, "\n1 driver moves nothing.")
	case still > 1:
		fmt.Fprintf(c.out, "\n%d drivers move nothing.\n", still)
	}
	for _, b := range bars {
		if b.Caveat != "" {
			fmt.Fprintf(c.out, "\n%s: %s\n", b.Name, b.Caveat)
		}
		if b.Gap > 0 {
			fmt.Fprintf(c.out, "\n%s: a plan made anew may be up to %s %% too dear; a longer --time-limit proves more.\n", b.Name, figure(100*b.Gap, 2))
		}
	}
	c.cutShort(status)
	return nil
}

// tornado moves the drivers whose ids contain one of the words, all without any;
// still is how many of them moved nothing.
func (o *whatIfOptions) tornado(ctx context.Context, w *compare.Work, only names) (plan *planner.Plan, bars []compare.Bar, still int, status string, err error) {
	var drivers []compare.Driver
	all := compare.Drivers(w.Base, w.Facts)
	for _, d := range all {
		keep := len(only) == 0
		for _, name := range only {
			keep = keep || strings.Contains(strings.ToLower(d.ID), strings.ToLower(name))
		}
		if keep {
			drivers = append(drivers, d)
		}
	}
	if len(drivers) == 0 {
		return nil, nil, 0, "", usage("No driver is called that. Drivers: %s.", listed(all, func(d compare.Driver) string { return d.ID }))
	}
	if plan, err = o.planned(ctx, w); err != nil {
		return nil, nil, 0, "", err
	}
	today, cheapest, err := o.baselines(ctx, w)
	if err != nil {
		return nil, nil, 0, "", err
	}
	bars, err = w.Tornado(ctx, plan, drivers, []*planner.Plan{cheapest, today}, nil)
	if status, err = soFar(ctx, err); status != "stopped" {
		still = len(drivers) - len(bars)
	}
	return plan, bars, still, status, err
}
