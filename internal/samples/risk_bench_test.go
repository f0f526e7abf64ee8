//go:build unix

package samples

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/internal/generated"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/compare"
	"remanence/planner/highs"
	"remanence/planner/risk"
)

// riskLimit is how long each plan of a question may take; the aims speak of what a
// buyer waits for, and what is found by then is shown with its gap.
const riskLimit = 3 * time.Second

// cpuSeconds is what the process has used.
func cpuSeconds() float64 {
	var r syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano()).Seconds()
}

// watch measures an operation: seconds of the processor, and the most memory the
// heap of Go, with the optimiser in it, held meanwhile.
func watch(b *testing.B, name string, op func() error) {
	b.Helper()
	runtime.GC()
	var most atomic.Uint64
	stop, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most.Store(max(most.Load(), m.HeapInuse))
			select {
			case <-stop:
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	}()
	used, start := cpuSeconds(), time.Now()
	err := op()
	cpu, wall := cpuSeconds()-used, time.Since(start).Seconds()
	close(stop)
	<-ended
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%-9s %7.2f s cpu %7.2f s wall %6.0f MB", name, cpu, wall, float64(most.Load())/1e6)
	b.ReportMetric(cpu, "cpu-s/"+name)
	b.ReportMetric(float64(most.Load())/1e6, "MB/"+name)
}

// asked is a project with the plans the questions are about.
type asked struct {
	p      *planner.Project
	f      *planner.Facts
	plan   *planner.Plan
	others []*planner.Plan
}

// onRisk asks what needs no new plan.
func onRisk(b *testing.B, e *highs.Engine, x asked) {
	ctx := context.Background()
	policies := []risk.Policy{{Name: "plan", Plan: x.plan}, {Name: "expedited", Plan: x.plan, Expedite: true}}
	for _, o := range x.others {
		policies = append(policies, risk.Policy{Name: o.Name, Plan: o})
	}
	watch(b, "simulate", func() error { // 20,000 paths of every policy
		_, err := risk.Simulate(ctx, x.p, x.f, policies, risk.SimOptions{Precision: -1})
		return err
	})
	watch(b, "at-least", func() error {
		risk.AtLeast(x.p, x.f, x.plan, planner.Opt[planner.Month]{})
		return nil
	})
	var mine *risk.KnockOut
	watch(b, "knockout", func() (err error) {
		mine, err = risk.RunKnockOut(ctx, e, x.p, x.f, x.plan, risk.Options{})
		return err
	})
	if len(x.others) == 0 {
		return
	}
	other := x.others[len(x.others)-1]
	watch(b, "insurance", func() error { // what it takes beyond the outages of the plan
		at := planner.Some(risk.DefaultAt(x.plan))
		theirs, err := risk.RunKnockOut(ctx, e, x.p, x.f, other, risk.Options{At: at})
		if err == nil {
			_, err = risk.Insure(x.plan, other, mine, theirs)
		}
		return err
	})
}

// onComparison asks what takes plans: of two cases and two drivers, so that a whole
// table is as many times that as it has columns or bars.
func onComparison(b *testing.B, e *highs.Engine, x asked) {
	ctx := context.Background()
	w := &compare.Work{Engine: e, Base: x.p, Facts: x.f, Options: award.Options{Gap: 0.01, TimeLimit: riskLimit}}
	cases := compare.Cases(x.p)
	if len(cases) < 2 {
		cases = append(cases, compare.Case{Name: "demand", Scenarios: []planner.Scenario{{Name: "demand", Shock: planner.Shock{Hits: "demand:all", DemandFactor: planner.Some(1.1)}}}})
	}
	cases = cases[:2]
	watch(b, "compare", func() error {
		_, err := w.Plans(ctx, cases)
		return err
	})
	watch(b, "regret", func() error {
		_, err := w.Regret(ctx, []*planner.Plan{x.plan}, cases, compare.DefaultReact)
		return err
	})
	watch(b, "tornado", func() error {
		_, err := w.Tornado(ctx, x.plan, compare.Drivers(x.p, w.Facts))
		return err
	})
}

// BenchmarkRisk measures simulation (20,000 paths of every policy), knock-out,
// insurance (what the outages of the other plan take) and comparison on the samples
// with the plans that ship with them, and on generated projects with the plans found
// in half a minute each; of the largest only what needs no new plan.
func BenchmarkRisk(b *testing.B) {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	e, err := highs.Load(context.Background(), filepath.Join(dir, "remanence"))
	if err != nil {
		b.Fatal(err)
	}
	defer e.Close()
	for _, s := range assets.Samples() {
		b.Run(s.ID, func(b *testing.B) {
			p, problems := interchange.ReadFolder(s.FS, s.Name)
			made, ok := shipped.Read(s.ID)
			if !ok || problems.Refused() {
				b.Fatal("no shipped plan")
			}
			for range b.N {
				x := asked{p, reference.Shipped().WithUser(p.Grades, p.Materials), made.Plan, []*planner.Plan{made.AsToday, made.Cheapest}}
				onRisk(b, e, x)
				onComparison(b, e, x)
			}
			b.ReportMetric(0, "ns/op")
		})
	}
	for _, size := range generated.Sizes {
		b.Run(size.Name, func(b *testing.B) {
			x := asked{p: generated.Project(size, 1), f: reference.Shipped().Facts()}
			if x.plan, err = award.Make(context.Background(), e, x.p, x.f, award.Options{Gap: 0.02, TimeLimit: 30 * time.Second}); err != nil {
				b.Fatal(err)
			}
			if !award.Planned(x.plan) {
				b.Skip("no plan within the limit")
			}
			if size != generated.L {
				other, err := award.Cheapest(context.Background(), e, x.p, x.f, award.Options{Gap: 0.02, TimeLimit: 30 * time.Second})
				if err != nil {
					b.Fatal(err)
				}
				x.others = []*planner.Plan{other}
			}
			for range b.N {
				onRisk(b, e, x)
				if size != generated.L {
					onComparison(b, e, x)
				}
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}
