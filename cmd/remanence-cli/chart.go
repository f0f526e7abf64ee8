package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"remanence/app/chart"
	"remanence/app/pictures"
	"remanence/data/document"
	"remanence/data/shipped"
)

var chartCommand = command{
	name: "chart", args: "FILE PICTURE -o FILE.svg|.png [options]",
	summary: "draw a picture of the plan as SVG or PNG",
	about:   chartAbout(),
	prepare: func(f *flag.FlagSet) work {
		var o chartOptions
		o.plan.declare(f)
		f.StringVar(&o.out, "o", "", "the `FILE` to write, ending in .svg or .png")
		f.StringVar(&o.choice.Part, "part", "", "the `PART` of months and sites (default: the largest, and all)")
		f.StringVar(&o.choice.Element, "element", "", "the `ELEMENT` of chain: Nd, Dy, … (default: all)")
		f.StringVar(&o.choice.Plan, "plan", "", "which `PLAN` to draw: plan, as-today or cheapest (default: plan)")
		f.IntVar(&o.width, "width", 1100, "width in `PIXELS`")
		f.IntVar(&o.height, "height", 620, "height in `PIXELS`")
		f.Float64Var(&o.scale, "scale", 2, "PNG only: how many `TIMES` finer than the size")
		f.BoolVar(&o.dark, "dark", false, "on dark ground")
		return func(ctx context.Context, c *call, args []string) error { return c.chart(ctx, args, o) }
	},
}

type chartOptions struct {
	plan          planOptions
	out           string
	choice        pictures.Choice
	width, height int
	scale         float64
	dark          bool
}

func chartAbout() string {
	var b strings.Builder
	b.WriteString("Draws the same pictures as the window. The plan kept in a file, or shipped with\na sample, is used while it belongs to the inputs; otherwise, or with an option\nthat changes the plan, a new one is made.\n\nPictures:\n")
	for _, k := range pictures.Kinds() {
		fmt.Fprintf(&b, "  %-9s %s\n", k.Name, k.Summary)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (c *call) chart(ctx context.Context, args []string, o chartOptions) error {
	if len(args) != 2 {
		return usage("Name the file and the picture: chart FILE PICTURE -o FILE.svg. Pictures: %s.", strings.Join(pictures.Names(), ", "))
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
	made, err := c.drawn(ctx, in, args[1], o)
	if err != nil {
		return err
	}
	pic, err := pictures.Make(args[1], pictures.Input{Project: in.project(), Facts: in.facts, Plan: made.plan, AsToday: made.asToday, Cheapest: made.cheapest}, o.choice)
	if err != nil {
		return usage("%s.", sentence(err.Error()))
	}
	var b bytes.Buffer
	if err := write(&b, pic, o.width, o.height, o.dark); err != nil {
		return err
	}
	if err := document.WriteFile(o.out, b.Bytes()); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Written to %s: %s, %d by %d.\n", o.out, args[1], o.width, o.height)
	return nil
}

// drawn is the plan and the baselines a picture needs: those that are kept, else
// new ones. The map of sites goes without.
func (c *call) drawn(ctx context.Context, in *input, picture string, o chartOptions) (plans, error) {
	made := in.ready()
	o.plan.baselines = o.plan.baselines || picture == "walk" || o.choice.Plan != "" && o.choice.Plan != "plan"
	missing := made.plan == nil && picture != "sites" || o.plan.baselines && made.asToday == nil
	if !missing && !o.plan.changed() {
		return made, nil
	}
	made, err := c.make(ctx, in, o.plan)
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
