package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"remanence/app/chart"
	"remanence/app/pictures"
	"remanence/data/files"
	"remanence/data/shipped"
	"remanence/planner/compare"
	"remanence/planner/risk"
)

var chartCommand = command{
	name: "chart", args: "FILE PICTURE -o FILE.svg|.png [options]",
	summary: "draw a picture of the plan or of a study as SVG or PNG",
	about:   chartAbout(),
	prepare: func(f *flag.FlagSet) work {
		var o chartOptions
		o.declare(f)
		return func(ctx context.Context, c *call, args []string) error {
			f.Visit(func(x *flag.Flag) { o.given = append(o.given, x.Name) })
			return c.chart(ctx, args, o)
		}
	},
}

// chartOptions are those of the picture, and of the command that finds out what it
// shows.
type chartOptions struct {
	robustOptions // with those of the plan, of scenarios and what to react in
	choice        pictures.Choice
	out           string
	width, height int
	scale         float64
	dark          bool
	given         []string // names of the options on the command line

	points, steps int
	drivers, grid names
	own           bool
	risk          riskOptions
	simulation    risk.SimOptions
	set           settings
}

func (o *chartOptions) declare(f *flag.FlagSet) {
	o.planOptions.declare(f)
	f.StringVar(&o.out, "o", "", "the `FILE` to write, ending in .svg or .png")
	f.IntVar(&o.width, "width", 1100, "width in `PIXELS`")
	f.IntVar(&o.height, "height", 620, "height in `PIXELS`")
	f.Float64Var(&o.scale, "scale", 2, "PNG only: how many `TIMES` finer than the size")
	f.BoolVar(&o.dark, "dark", false, "on dark ground")
	f.StringVar(&o.choice.Part, "part", "", "the `PART` to draw (default: the largest, or all)")
	f.StringVar(&o.choice.Element, "element", "", "the `ELEMENT` of chain: Nd, Dy, … (default: all)")
	f.StringVar(&o.choice.In, "in", "", "what the width of chain is, `kg|value`: mass, or landed cost spread over the grams of the elements (default: kg)")
	f.StringVar(&o.choice.Plan, "plan", "", "which `PLAN` to draw: plan, as-today or cheapest (default: plan)")
	f.StringVar(&o.choice.Rule, "rule", "", "the `RULE` to draw, R01 (default: the first that is on)")
	f.StringVar(&o.choice.Stream, "stream", "", "the `STREAM` of recycling (default: all)")
	f.StringVar(&o.choice.From, "from", "", "the `PLAN` a bridge begins at: plan, as-today, cheapest or a scenario (default: as-today)")
	f.StringVar(&o.choice.To, "to", "", "the `PLAN` a bridge ends at, likewise (default: plan)")
	f.StringVar(&o.choice.Node, "node", "", "the `OUTAGE` to draw, by its id, country:CN (default: the worst)")
	f.StringVar(&o.choice.By, "by", "", "the `EXPOSURE` cost is set against: china:ELEMENT:STAGE, country:C:ELEMENT:STAGE, largest:ELEMENT:STAGE, licence, and for frontier co2 or cvar")
	f.BoolVar(&o.choice.Anew, "anew", false, "what drivers move when planned anew; without it every order is kept")
	f.IntVar(&o.points, "points", 12, "at most this `NUMBER` of plans of a frontier")
	f.Var(&o.drivers, "driver", "only these `DRIVERS`, by id or a part of it; may be repeated")
	f.Var(&o.grid, "grid", "the two `DRIVERS` to cross, X,Y by their ids (default: "+strings.Join(compare.Usual[:], ",")+")")
	f.IntVar(&o.steps, "steps", crossingSteps, "`VALUES` of each driver crossed")
	o.declareCases(f)
	f.IntVar(&o.react, "react", compare.DefaultReact, "follow a plan this many `MONTHS` before a scenario that holds from the start is known")
	f.BoolVar(&o.own, "own-plans", false, "also follow the plan made for each scenario")
	o.declareAim(f)
	o.risk.declareOutage(f)
	f.StringVar(&o.risk.which, "against", "as-today", "the `PLAN` without the safety: as-today or cheapest")
	declareSimulation(f, &o.simulation, &o.set)
}

// check says what is wrong with the options for a kind of picture.
func (o *chartOptions) check(kind pictures.Kind) error {
	for _, name := range o.given {
		if followed(name) && !slices.Contains(kind.Takes, name) {
			return usage("The picture %s takes no --%s.", kind.Name, name)
		}
	}
	for _, err := range []error{pointsAsked(o.points), gridAsked(o.grid, o.steps), reactAsked(o.react), o.risk.againstAsked(), pathsAsked(o.simulation.Paths)} {
		if err != nil {
			return err
		}
	}
	return nil
}

// followed reports an option that only some pictures follow.
func followed(option string) bool {
	return slices.ContainsFunc(pictures.Kinds(), func(k pictures.Kind) bool { return slices.Contains(k.Takes, option) })
}

func chartAbout() string {
	var b strings.Builder
	b.WriteString("Draws the same pictures as the window. The plan kept in a file, or shipped with\na sample, is used while it belongs to the inputs; otherwise, or with an option\nthat changes the plan, a new one is made. What a picture shows beside the plan is\nfound out as by the command in brackets, which takes as long and can be stopped.\n\nPictures, and the options each follows:\n")
	for _, k := range pictures.Kinds() {
		fmt.Fprintf(&b, "  %-12s %s", k.Name, k.Summary)
		if by, ok := findsOut[k.Needs]; ok {
			fmt.Fprintf(&b, " (%s)", by)
		}
		b.WriteString("\n")
		if len(k.Takes) > 0 {
			fmt.Fprintf(&b, "  %-12s   --%s\n", "", strings.Join(k.Takes, ", --"))
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (c *call) chart(ctx context.Context, args []string, o chartOptions) error {
	if len(args) != 2 {
		return usage("Name the file and the picture: chart FILE PICTURE -o FILE.svg. Pictures: %s.", strings.Join(pictures.Names(), ", "))
	}
	kind, err := pictures.KindOf(args[1])
	if err != nil {
		return usage("%s.", sentence(err.Error()))
	}
	if err := o.check(kind); err != nil {
		return err
	}
	write := chart.SVG
	switch strings.ToLower(filepath.Ext(o.out)) {
	case ".svg":
	case ".png":
		write = func(w io.Writer, p chart.Picture, width, height int, dark bool) error {
			return chart.PNG(w, p, width, height, o.scale, dark)
		}
	default:
		return usage("Name the file to write, ending in .svg or .png: -o PICTURE.svg.")
	}
	if o.width < 200 || o.height < 120 || float64(o.width)*o.scale > 20000 || float64(o.height)*o.scale > 20000 || o.scale <= 0 {
		return usage("A picture is at least 200 by 120 pixels and at most 20,000 either way after --scale.")
	}
	in, err := open(args[0])
	if err != nil {
		return err
	}
	if in.problems.Refused() {
		return c.refuse(in, false)
	}
	made, err := c.drawn(ctx, in, kind, o)
	if err != nil {
		return err
	}
	x := pictures.Input{Project: in.project(), Facts: in.facts, Plan: made.plan, AsToday: made.asToday, Cheapest: made.cheapest}
	if _, err := pictures.Draw(kind.Name, x, o.choice); err != nil { // before a study that takes minutes
		return usage("%s.", sentence(err.Error()))
	}
	if x.Found, err = c.found(ctx, in, made, kind, &o); err != nil {
		return err
	}
	pic, err := pictures.Make(kind.Name, x, o.choice)
	if err != nil {
		return usage("%s.", sentence(err.Error()))
	}
	var b bytes.Buffer
	if err := write(&b, pic, o.width, o.height, o.dark); err != nil {
		return err
	}
	if err := files.Write(o.out, b.Bytes()); err != nil {
		return err
	}
	if ctx.Err() != nil {
		fmt.Fprintln(c.err, "Stopped before the answer was complete; the picture shows what was found so far.")
	}
	fmt.Fprintf(c.out, "Written to %s: %s, %d by %d.\n", o.out, kind.Name, o.width, o.height)
	return nil
}

// drawn is the plan and the baselines a picture needs: those that are kept, else
// new ones.
func (c *call) drawn(ctx context.Context, in *input, kind pictures.Kind, o chartOptions) (plans, error) {
	made := in.ready()
	p := o.planOptions
	p.baselines = o.choice.Plan != "" && o.choice.Plan != "plan" ||
		slices.Contains([]pictures.Study{pictures.Baselines, pictures.SideBySide, pictures.Regrets, pictures.Tornados, pictures.Insurances, pictures.Simulated}, kind.Needs)
	missing := made.plan == nil && kind.Needs != pictures.Nothing || p.baselines && (made.asToday == nil || made.cheapest == nil)
	if !missing && !p.changed() {
		return made, nil
	}
	made, err := c.make(ctx, in, p)
	if err == nil && !usable(made.plan) {
		printPlan(c.out, in, made)
		err = &exit{exitNoPlan, "There is no plan to draw; nothing was written."}
	}
	return made, err
}

// shipped is the plan that ships with a sample, none where the inputs differ.
func (in *input) shipped() plans {
	id, ok := strings.CutPrefix(in.name, samplePrefix)
	if !ok {
		return plans{}
	}
	made, ok := shipped.Read(id)
	if !ok || made.Plan.Digest != in.doc.Digest() {
		return plans{}
	}
	return plans{plan: made.Plan, asToday: made.AsToday, cheapest: made.Cheapest}
}

// ready is what is there without planning: what the file holds, else what a sample
// ships with.
func (in *input) ready() plans {
	if made := in.kept(); made.plan != nil {
		return made
	}
	return in.shipped()
}
