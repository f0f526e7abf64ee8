//go:build unix

package bench

import (
	"context"
	"flag"
	"strings"
	"testing"
	"time"

	"remanence/planner/award"
	"remanence/planner/compare"
	"remanence/planner/stochastic"
)

var (
	scenarios = flag.Int("scenarios", 8, "named scenarios of a robust plan besides the base")
	patience  = flag.Duration("patience", 170*time.Second, "after which a study is stopped with the best it has found")
)

// BenchmarkRobust finds the robust plan of each sample over eight scenarios.
func BenchmarkRobust(b *testing.B) {
	e := engine(b)
	for _, s := range samples(b) {
		b.Run(s.id, func(b *testing.B) {
			for range b.N {
				cases := shocked(b, s.project, s.facts, *scenarios)
				weights := make([]float64, len(cases))
				for i := range weights {
					weights[i] = 1
				}
				used := cpuSeconds()
				w := &compare.Work{Engine: e, Base: s.project, Facts: s.facts, Options: award.Options{Gap: gap, TimeLimit: limit}}
				ask := compare.RobustAsk{Cases: cases, Weights: weights, Aim: stochastic.Aim{Kind: stochastic.CVaR, Tail: 0.5, Level: 0.9}, React: compare.DefaultReact}
				w.Done = func(done, of int, what string) {
					if testing.Verbose() && !strings.Contains(what, "better exists") {
						b.Logf("%7.2f s cpu: %d/%d %s", cpuSeconds()-used, done, of, what)
					}
				}
				ask.Found = func(r compare.Robust) {
					b.Logf("%7.2f s cpu: %.0f, bound %.0f, gap %.3f %%: %s", cpuSeconds()-used, r.Value, r.Bound, 100*r.Gap, r.Judged[r.Chosen].Name)
				}
				ctx, stop := context.WithTimeout(context.Background(), *patience)
				r, err := w.Robust(ctx, ask)
				stop()
				if err != nil {
					b.Fatal(err)
				}
				b.Logf("%7.2f s cpu, %.0f MB: %.0f, bound %.0f, gap %.3f %% %s", cpuSeconds()-used, peakMB(), r.Value, r.Bound, 100*r.Gap, r.Note)
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}
