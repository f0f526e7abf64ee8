package main

import (
	"context"
	"fmt"
	"os"
	"time"
	"strconv"

	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/highs"
)

func main() {
	ctx := context.Background()
	e, err := highs.Load(ctx, "/tmp/try/cache")
	if err != nil {
		panic(err)
	}
	award.Debug = os.Getenv("D") != ""
	award.NoMIP = os.Getenv("NOMIP") != ""
	lim, _ := strconv.Atoi(os.Args[1])
	f := reference.Shipped().Facts()
	for _, d := range os.Args[2:] {
		p, ps := interchange.ReadFolder(os.DirFS(d), d)
		ps = append(ps, p.Validate(f)...)
		for _, x := range ps {
			if x.Severity == planner.Refuses {
				fmt.Println(x)
			}
		}
		t := time.Now()
		opt := award.Options{TimeLimit: time.Duration(lim) * time.Second}
		if os.Getenv("V") != "" {
			opt.Progress = func(p award.Progress) {
				fmt.Printf("   %6.2fs %s inc %.0f bound %.0f gap %.4f\n", p.Seconds, p.Phase, p.Incumbent, p.Bound, p.Gap)
			}
		}
		plan, err := award.Make(ctx, e, p, f, opt)
		if err != nil {
			fmt.Println(d, "ERR", err)
			continue
		}
		fmt.Printf("%-30s %s wall %.2fs solver %.2fs gap %.4f total %.0f obj %.0f bound %.0f %+v awards %d short %d quals %d designs %d\n", d, plan.Status, time.Since(t).Seconds(), plan.Seconds, plan.Gap, plan.TotalCost, plan.Objective, plan.Bound, plan.Model, len(plan.Awards), len(plan.Shortfalls), len(plan.Qualifications), len(plan.DesignChanges))
		if os.Getenv("R") != "" {
			for _, r := range plan.Reasons {
				fmt.Println("   ", r.Kind, r.Text)
			}
			for k, v := range plan.ByKind() {
				fmt.Println("   ", k, int64(v))
			}
			fmt.Println("    penalties", int64(plan.Penalties))
		}
	}
}
