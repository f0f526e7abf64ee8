//go:build unix

package bench

import (
	"context"
	"testing"

	"remanence/data/reference"
	"remanence/internal/generated"
	"remanence/planner/award"
	"remanence/planner/highs"
)

// BenchmarkMethods solves the relaxation of every sample and generated project from
// nothing by the dual simplex and by the interior point method: processor seconds of
// both and what the interior point takes of the other's. Says which a search should
// begin with.
func BenchmarkMethods(b *testing.B) {
	e := engine(b)
	cases := samples(b)
	for _, size := range generated.Sizes {
		cases = append(cases, sample{size.Name, generated.Project(size, 1), reference.Shipped().Facts()})
	}
	for _, x := range cases {
		b.Run(x.id, func(b *testing.B) {
			for range b.N {
				model, err := award.Export(x.project, x.facts, award.Options{}, true)
				if err != nil {
					b.Fatal(err)
				}
				var took [2]float64
				for i, method := range []highs.Method{highs.Simplex, highs.InteriorPoint} {
					used := cpuSeconds()
					_, _, res, err := model.Solve(context.Background(), e, highs.Options{Method: method, TimeLimit: *sizeLimit})
					if err != nil {
						b.Fatal(err)
					}
					took[i] = cpuSeconds() - used
					b.Logf("%v: %v after %.2f cpu-s", method, res.Status, took[i])
				}
				b.ReportMetric(took[0], "cpu-s/simplex")
				b.ReportMetric(took[1], "cpu-s/interior-point")
				b.ReportMetric(took[1]/took[0], "x/interior-point")
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}
