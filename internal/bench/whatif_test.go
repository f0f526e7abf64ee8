//go:build unix

package bench

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"remanence/planner"
	"remanence/planner/award"
)

// whatIf is a change a buyer asks about.
type whatIf struct {
	name   string
	change func(p *planner.Project) bool // false when the project has nothing to change
}

// whatIfs are those of the aims: a price, a cap, an outage, a demand.
var whatIfs = []whatIf{
	{"price", func(p *planner.Project) bool {
		o := &p.Offers[len(p.Offers)/2]
		o.Price.V = o.Price.V.Mul(decimal.NewFromFloat(1.05))
		return true
	}},
	{"cap", func(p *planner.Project) bool {
		for i := range p.Rules {
			if r := &p.Rules[i]; r.Type == planner.CountryShareMax && !r.Off && r.ValueTo.OK {
				r.ValueTo.V -= 2
				return true
			}
		}
		return false
	}},
	{"outage", func(p *planner.Project) bool {
		if len(p.Pools) == 0 {
			return false
		}
		for k := range p.Pools[0].Steps {
			p.Pools[0].Steps[k].KgPerMonth *= 0.5
		}
		return true
	}},
	{"demand", func(p *planner.Project) bool {
		change(p, 0)
		return true
	}},
}

// alsoCold lets the first changes be planned afresh too, which takes most of the time.
var alsoCold = flag.Bool("cold", true, "what-ifs: plan the first changes afresh too")

// moreWhatIfs are asked after them in the same session, so that a median over all
// says what a buyer waits for as a rule.
var moreWhatIfs = []whatIf{
	{"price of the first offer", priceOf(func(int) int { return 0 })},
	{"price of the last offer", priceOf(func(n int) int { return n - 1 })},
	{"price of a third offer", priceOf(func(n int) int { return n / 3 })},
	{"demand of the second part", func(p *planner.Project) bool {
		change(p, 1)
		return true
	}},
	{"demand of the third part", func(p *planner.Project) bool {
		change(p, 2)
		return true
	}},
	{"cap back", func(p *planner.Project) bool {
		for i := range p.Rules {
			if r := &p.Rules[i]; r.Type == planner.CountryShareMax && !r.Off && r.ValueTo.OK {
				r.ValueTo.V += 2
				return true
			}
		}
		return false
	}},
	{"lead time", func(p *planner.Project) bool {
		o := &p.Offers[len(p.Offers)/2]
		if !o.LeadWeeks.OK {
			return false
		}
		o.LeadWeeks.V += 2
		return true
	}},
	{"exchange rate", func(p *planner.Project) bool {
		if len(p.FX) == 0 {
			return false
		}
		p.FX[0].PerUnit = p.FX[0].PerUnit.Mul(decimal.NewFromFloat(1.03))
		return true
	}},
}

func priceOf(which func(offers int) int) func(*planner.Project) bool {
	return func(p *planner.Project) bool {
		o := &p.Offers[which(len(p.Offers))]
		o.Price.V = o.Price.V.Mul(decimal.NewFromFloat(1.05))
		return true
	}
}

// cpuSeconds is what the process has used.
func cpuSeconds() float64 {
	var r syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano()).Seconds()
}

// BenchmarkWhatIf plans each sample once and then one change after another: in
// the session that planned it, and the first four afresh as well. Before each change
// the plan is deepened for some seconds, as the window does while nobody asks for
// anything; that is not counted. Times are on the
// wall and of the processor; the gap is the one reached. s/median is what is waited
// for a changed plan in the session, over all changes.
func BenchmarkWhatIf(b *testing.B) {
	e := engine(b)
	for _, s := range samples(b) {
		b.Run(s.id, func(b *testing.B) {
			for range b.N {
				session := award.NewSession(e)
				o := award.Options{Gap: gap, TimeLimit: limit}
				start, used := time.Now(), cpuSeconds()
				plan, err := session.Make(context.Background(), s.project, s.facts, o)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(cpuSeconds()-used, "cpu-s/first")
				b.ReportMetric(100*plan.Gap, "gap%/first")
				b.Logf("%-8s %6.2f s wall %6.2f s cpu, gap %.3f %%", "first", time.Since(start).Seconds(), cpuSeconds()-used, 100*plan.Gap)
				rest := func(p *planner.Project) {
					if err := session.Deepen(context.Background(), p, s.facts, award.Options{Gap: gap, TimeLimit: 12 * time.Second}); err != nil {
						b.Fatal(err)
					}
				}
				p := s.project
				rest(p)
				var waits []time.Duration
				for i, w := range slices.Concat(whatIfs, moreWhatIfs) {
					p = p.Clone()
					if !w.change(p) {
						continue
					}
					for _, how := range []struct {
						name string
						make func(context.Context, *planner.Project, *planner.Facts, award.Options) (*planner.Plan, error)
					}{{"warm", session.Make}, {"cold", func(ctx context.Context, p *planner.Project, f *planner.Facts, o award.Options) (*planner.Plan, error) {
						return award.Make(ctx, e, p, f, o)
					}}} {
						if how.name == "cold" && (i >= len(whatIfs) || !*alsoCold) {
							continue
						}
						start, used := time.Now(), cpuSeconds()
						first := 0.0
						o.Found = func(*planner.Plan) {
							if first == 0 {
								first = cpuSeconds() - used
							}
						}
						plan, err := how.make(context.Background(), p, s.facts, o)
						o.Found = nil
						if err != nil {
							b.Fatal(err)
						}
						if how.name == "warm" {
							waits = append(waits, time.Since(start))
						}
						b.Logf("%-8s %s %6.2f s wall %6.2f s cpu (first answer %.2f s cpu), gap %.3f %%", w.name, how.name, time.Since(start).Seconds(), cpuSeconds()-used, first, 100*plan.Gap)
						if i < len(whatIfs) {
							b.ReportMetric(cpuSeconds()-used, fmt.Sprintf("cpu-s/%s-%s", w.name, how.name))
							b.ReportMetric(100*plan.Gap, fmt.Sprintf("gap%%/%s-%s", w.name, how.name))
						}
					}
					rest(p)
				}
				b.ReportMetric(median(waits), "s/median")
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}
