// Command genplans plans every built-in sample and writes assets/plans, so that
// the window opens on a finished plan. Run it after a change of the samples, the
// reference tables or the planner:
//
//	go run ./cmd/genplans [-gap 0.01] [ID …]
//
// With -reword the plans stay as they are, to the last figure: only the sentences
// that give their reasons are written anew, after a change of words.
//
// A test of app/shell fails while a shipped plan does not belong to its sample.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"remanence/assets"
	"remanence/data/document"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/highs"
)

// A plan that is not proven in its time ships with its gap stated; a baseline may
// take a third of it.
const planTime = time.Minute

func main() {
	gap := flag.Float64("gap", award.DefaultGap, "stop when at most this share better exists")
	limit := flag.Duration("time", planTime, "time for a plan, in the optimiser")
	reword := flag.Bool("reword", false, "keep the plans, write their sentences anew")
	flag.Parse()
	do := run
	if *reword {
		do = func(_ context.Context, only []string, _ float64, _ time.Duration) error { return rewordAll(only) }
	}
	if err := do(context.Background(), flag.Args(), *gap, *limit); err != nil {
		fmt.Fprintln(os.Stderr, "genplans:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, only []string, gap float64, limit time.Duration) error {
	cache, err := os.UserCacheDir()
	if err != nil {
		return err
	}
	engine, err := highs.Load(ctx, filepath.Join(cache, "remanence"))
	if err != nil {
		return err
	}
	defer engine.Close()
	for _, s := range assets.Samples() {
		if len(only) > 0 && !slices.Contains(only, s.ID) {
			continue
		}
		began := time.Now()
		if err := plan(ctx, engine, s, gap, limit); err != nil {
			return fmt.Errorf("%s: %w", s.ID, err)
		}
		fmt.Printf("%s: %.0f s\n", s.ID, time.Since(began).Seconds())
	}
	return nil
}

func plan(ctx context.Context, engine *highs.Engine, s assets.Sample, gap float64, limit time.Duration) error {
	p, problems := interchange.ReadFolder(s.FS, s.Name)
	if problems.Refused() {
		return problems
	}
	facts := reference.Shipped().WithProject(p)
	o := award.Options{Digest: document.New(p).Digest(), Gap: gap, TimeLimit: limit}
	session := award.NewSession(engine)
	var made shipped.Plans
	var err error
	if made.Plan, err = session.Make(ctx, p, facts, o); err != nil {
		return err
	}
	if made.Plan.Status != planner.StatusOptimal && made.Plan.Status != planner.StatusFeasible {
		return fmt.Errorf("no plan to ship: %s", made.Plan.Status)
	}
	o.Gap, o.TimeLimit = max(gap, 0.01), limit/3
	if made.AsToday, made.Cheapest, err = session.Baselines(ctx, p, facts, o); err != nil {
		return err
	}
	return write(s, made)
}

func write(s assets.Sample, made shipped.Plans) error {
	b, err := shipped.Encode(made)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join("assets", "plans", s.ID+".json.gz"), b, 0o644)
}
