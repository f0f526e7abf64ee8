//go:build compiled && (linux || darwin)

package bench

import (
	"context"
	"testing"

	"remanence/data/reference"
	"remanence/internal/generated"
	"remanence/planner/award"
	"remanence/planner/highs"
)

// BenchmarkMachineCode plans every sample and generated project with the optimiser as
// WebAssembly and as machine code, one after the other in the same run, up to a gap
// that each reaches: processor seconds of both and what the machine code takes of the
// other's. Both take the same steps, so that the plans are the same.
func BenchmarkMachineCode(b *testing.B) {
	native := engine(b)
	portable, err := highs.Load(context.Background(), cacheDir(), highs.Portable())
	if err != nil {
		b.Fatal(err)
	}
	defer portable.Close()
	cases, goals := samples(b), map[string]float64{"M": 0.02, "L": 0.03}
	for _, size := range generated.Sizes {
		cases = append(cases, sample{size.Name, generated.Project(size, 1), reference.Shipped().Facts()})
	}
	for _, x := range cases {
		goal := goals[x.id]
		if goal == 0 {
			goal = 0.005
		}
		b.Run(x.id, func(b *testing.B) {
			for range b.N {
				// The project is laid out once before, so that neither finds it warm.
				if _, err := award.Export(x.project, x.facts, award.Options{}, false); err != nil {
					b.Fatal(err)
				}
				var took [2]moment
				for i, e := range []*highs.Engine{portable, native} {
					var c course
					plan, err := award.NewSession(e).Make(context.Background(), x.project, x.facts, c.record(award.Options{Gap: goal, TimeLimit: *sizeLimit}))
					if err != nil {
						b.Fatal(err)
					}
					c.moments = append(c.moments, c.now(plan.Gap, plan.Objective))
					m, ok := c.within(goal * (1 + 1e-4))
					if !ok {
						b.Skipf("not within %g %% in %v: give more with -limit", 100*goal, *sizeLimit)
					}
					took[i] = m
				}
				b.ReportMetric(took[0].cpu, "cpu-s/webassembly")
				b.ReportMetric(took[1].cpu, "cpu-s/machine-code")
				b.ReportMetric(took[1].cpu/took[0].cpu, "x/machine-code")
				if took[0].cost != took[1].cost {
					b.Logf("the plans differ: %.2f and %.2f", took[0].cost, took[1].cost)
				}
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}
