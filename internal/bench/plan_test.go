package bench

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/highs"
)

// gap is what interactive planning proves.
const gap = 0.003

// limit ends a run that does not get there; nobody waits longer, and all samples
// together must stay within the ten minutes a test may take.
const limit = 20 * time.Second

// changes is over how many changed inputs the median is taken at least.
const changes = 3

// sample is a case ready to be planned.
type sample struct {
	id      string
	project *planner.Project
	facts   *planner.Facts
}

func samples(tb testing.TB) []sample {
	tb.Helper()
	var list []sample
	for _, s := range assets.Samples() {
		p, problems := interchange.ReadFolder(s.FS, s.Name)
		f := reference.Shipped().WithProject(p)
		if problems = append(problems, p.Validate(f)...); problems.Refused() {
			tb.Fatalf("%s: %v", s.ID, problems)
		}
		list = append(list, sample{s.ID, p, f})
	}
	return list
}

// change makes the i-th change a buyer might make and gives what undoes it: one
// part after the other is needed a little more, each time by another share, so
// that no answer can be kept from before.
func change(p *planner.Project, i int) (undo func()) {
	part := &p.Parts[i%len(p.Parts)]
	before := slices.Clone(part.Demand)
	factor := 1.02 + 0.001*float64(i%10)
	for t := range part.Demand {
		part.Demand[t].V *= factor
	}
	return func() { part.Demand = before }
}

// engine loads the optimiser with the cache the tests share.
func engine(tb testing.TB) *highs.Engine {
	tb.Helper()
	e, err := highs.Load(context.Background(), cacheDir())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { e.Close() })
	return e
}

// cacheDir keeps the optimiser's compiled code; "" where there is no place for it.
func cacheDir() string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(cache, "remanence", "test-optimiser")
}

// median of the times, in seconds.
func median(times []time.Duration) float64 {
	slices.Sort(times)
	n := len(times)
	return (times[(n-1)/2] + times[n/2]).Seconds() / 2
}

// BenchmarkPlan gives the median time from a changed input to a new plan within
// 0.3 % of the best, beside the size of the problem and the worst gap. A gap
// above 0.3 says that the limit came first. The first plan shown is timed too,
// with how far it was at most behind the plan of the same run.
func BenchmarkPlan(b *testing.B) {
	e := engine(b)
	for _, s := range samples(b) {
		b.Run(s.id, func(b *testing.B) {
			var times, firsts []time.Duration
			var last *planner.Plan
			worst, behind := 0.0, 0.0
			for i := 0; i < max(b.N, changes); i++ {
				undo := change(s.project, i)
				start := time.Now()
				var first *planner.Plan
				plan, err := award.Make(b.Context(), e, s.project, s.facts, award.Options{Gap: gap, TimeLimit: limit,
					Found: func(p *planner.Plan) {
						if first == nil {
							first = p
							firsts = append(firsts, time.Since(start))
						}
					}})
				times = append(times, time.Since(start))
				if err == nil && first != nil {
					behind = max(behind, (first.Objective-plan.Objective)/plan.Objective)
				}
				undo()
				if err != nil {
					b.Fatal(err)
				}
				if plan.Status != planner.StatusOptimal {
					b.Logf("change %d: %s after %v with a gap of %.2f %%", i, plan.Status, limit, 100*plan.Gap)
				}
				last, worst = plan, max(worst, plan.Gap)
			}
			b.ReportMetric(0, "ns/op") // the median says more than the mean
			b.ReportMetric(median(times), "s/plan")
			if len(firsts) > 0 {
				b.ReportMetric(median(firsts), "s/first")
				b.ReportMetric(100*behind, "first-behind%")
			}
			b.ReportMetric(float64(last.Model.Columns), "columns")
			b.ReportMetric(float64(last.Model.Rows), "rows")
			b.ReportMetric(float64(last.Model.Binaries), "binaries")
			b.ReportMetric(100*worst, "gap%")
		})
	}
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		times []time.Duration
		want  float64
	}{
		{[]time.Duration{3 * time.Second, time.Second, 2 * time.Second}, 2},
		{[]time.Duration{4 * time.Second, time.Second, 2 * time.Second, 3 * time.Second}, 2.5},
	} {
		if got := median(c.times); got != c.want {
			t.Errorf("median is %v, want %v", got, c.want)
		}
	}
}

// The benchmark must measure the same case each time, changed and put back.
func TestChangeIsUndone(t *testing.T) {
	for _, s := range samples(t) {
		for i := range 3 {
			part := &s.project.Parts[i%len(s.project.Parts)]
			before := slices.Clone(part.Demand)
			undo := change(s.project, i)
			if slices.Equal(part.Demand, before) {
				t.Errorf("%s: change %d changes nothing", s.id, i)
			}
			undo()
			if !slices.Equal(part.Demand, before) {
				t.Errorf("%s: change %d was not undone", s.id, i)
			}
		}
	}
}
