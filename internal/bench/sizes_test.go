//go:build unix

package bench

import (
	"context"
	"flag"
	"fmt"
	"math"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"remanence/data/reference"
	"remanence/internal/generated"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/highs"
)

// sizeLimit is how long a generated project may be planned on, per size.
var sizeLimit = flag.Duration("limit", 30*time.Second, "time a generated project is planned on")

// moment is a plan or a bound in the course of a run.
type moment struct {
	wall, cpu float64
	gap       float64 // of the best plan so far; 1 for none
	cost      float64 // of that plan
}

// course records how a run goes.
type course struct {
	start   time.Time
	used    float64
	built   moment // the model stands
	first   moment // the first plan
	moments []moment
}

func (c *course) now(gap, cost float64) moment {
	return moment{time.Since(c.start).Seconds(), cpuSeconds() - c.used, gap, cost}
}

// record starts the clock and gives the options that note what happens.
func (c *course) record(o award.Options) award.Options {
	*c = course{start: time.Now(), used: cpuSeconds()}
	o.Progress = func(p award.Progress) {
		if c.built.wall == 0 && p.Phase == "first answer" {
			c.built = c.now(1, math.Inf(1))
		}
		if p.HasPlan {
			c.moments = append(c.moments, c.now(p.Gap, p.Incumbent))
		}
	}
	o.Found = func(p *planner.Plan) {
		m := c.now(p.Gap, p.Objective)
		if c.first.wall == 0 {
			c.first = m
		}
		c.moments = append(c.moments, m)
	}
	return o
}

// within is when a gap was reached first, false where it was not.
func (c *course) within(gap float64) (moment, bool) {
	for _, m := range c.moments {
		if m.gap <= gap {
			return m, true
		}
	}
	return moment{}, false
}

// costing is when a plan cost at most so much, false where none did.
func (c *course) costing(most float64) (moment, bool) {
	for _, m := range c.moments {
		if m.cost <= most {
			return m, true
		}
	}
	return moment{}, false
}

// peakMB is the most memory the process has had, MB.
func peakMB() float64 {
	var r syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	if runtime.GOOS == "darwin" {
		return float64(r.Maxrss) / 1e6
	}
	return float64(r.Maxrss) / 1e3
}

// sizeWhatIfs are the changes of generated projects.
var sizeWhatIfs = []whatIf{
	{"price", func(p *planner.Project) bool {
		o := &p.Offers[0]
		o.Price.V = o.Price.V.Mul(decimal.NewFromFloat(1.05)).Round(2)
		for i := range o.Tiers {
			o.Tiers[i].Price = o.Tiers[i].Price.Mul(decimal.NewFromFloat(1.05)).Round(2)
		}
		return true
	}},
	{"cap", func(p *planner.Project) bool {
		p.Rules[0].ValueTo.V -= 3
		return true
	}},
	{"outage", func(p *planner.Project) bool {
		pool := &p.Pools[0]
		at := pool.Steps[0].KgPerMonth
		pool.Steps = append(pool.Steps, planner.CapacityStep{From: p.Start + 6, KgPerMonth: at / 2}, planner.CapacityStep{From: p.Start + 9, KgPerMonth: at})
		return true
	}},
	{"demand", func(p *planner.Project) bool {
		for i := 0; i < len(p.Parts); i += 20 {
			for t := range p.Parts[i].Demand {
				p.Parts[i].Demand[t].V = math.Round(1.1 * p.Parts[i].Demand[t].V)
			}
		}
		return true
	}},
}

// BenchmarkSizes plans the generated projects: when the model stands, the first plan
// and its gap, when each gap of the aims is reached, and after a change of the same
// project the first plan of the session (warm) and of a new one (cold). Seconds are
// on the wall, cpu-s of the processors; peak-MB is the most the process had so far,
// so that a size run alone says its own.
func BenchmarkSizes(b *testing.B) {
	e := engine(b)
	f := reference.Shipped().Facts()
	for _, size := range generated.Sizes {
		b.Run(size.Name, func(b *testing.B) {
			for range b.N {
				var c course
				p := generated.Project(size, 1)
				session := award.NewSession(e)
				plan, err := session.Make(context.Background(), p, f, c.record(award.Options{Gap: gap, TimeLimit: *sizeLimit}))
				if err != nil {
					b.Fatal(err)
				}
				end := c.now(plan.Gap, plan.Objective)
				b.ReportMetric(float64(plan.Model.Columns), "columns")
				b.ReportMetric(c.built.cpu, "cpu-s/build")
				b.ReportMetric(c.first.wall, "s/first")
				b.ReportMetric(c.first.cpu, "cpu-s/first")
				b.ReportMetric(100*c.first.gap, "gap%/first")
				for _, g := range []float64{0.03, 0.02, 0.01, 0.005, 0.003} {
					if m, ok := c.within(g); ok {
						b.ReportMetric(m.wall, fmt.Sprintf("s/%g%%", 100*g))
						b.ReportMetric(m.cpu, fmt.Sprintf("cpu-s/%g%%", 100*g))
					}
				}
				b.ReportMetric(100*plan.Gap, "gap%/end")
				b.ReportMetric(end.wall, "s/end")
				b.ReportMetric(peakMB(), "peak-MB")
				b.Logf("first plan after %.2f s (cpu %.2f), gap %.2f %%; at the end, %.1f s (cpu %.1f), gap %.2f %%", c.first.wall, c.first.cpu, 100*c.first.gap, end.wall, end.cpu, 100*plan.Gap)
				for _, w := range sizeWhatIfs {
					p = p.Clone()
					w.change(p)
					firstOf(b, e, session, p, f, w.name)
				}
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// firstOf times the first plan of a changed project, warm and cold.
func firstOf(b *testing.B, e *highs.Engine, session *award.Session, p *planner.Project, f *planner.Facts, name string) {
	cold := award.NewSession(e)
	for _, how := range []struct {
		name string
		s    *award.Session
	}{{"warm", session}, {"cold", cold}} {
		var c course
		ctx, stop := context.WithCancel(context.Background())
		o := c.record(award.Options{Gap: gap, TimeLimit: *sizeLimit})
		found := o.Found
		o.Found = func(p *planner.Plan) {
			found(p)
			stop() // the first is what the user waits for
		}
		_, err := how.s.Make(ctx, p, f, o)
		stop()
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(c.first.wall, fmt.Sprintf("s/%s-%s", name, how.name))
		b.ReportMetric(c.first.cpu, fmt.Sprintf("cpu-s/%s-%s", name, how.name))
		b.Logf("%-7s %s: first plan after %.2f s (cpu %.2f), gap %.2f %%", name, how.name, c.first.wall, c.first.cpu, 100*c.first.gap)
	}
}
