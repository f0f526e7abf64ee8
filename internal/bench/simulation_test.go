//go:build unix

package bench

import (
	"context"
	"testing"
	"time"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner"
	"remanence/planner/risk"
)

// policiesOf are the four policies as the window and the command run them.
func policiesOf(plan, asToday, cheapest *planner.Plan) []risk.Policy {
	out := []risk.Policy{{Name: "plan", Plan: plan}, {Name: "plan with expediting", Plan: plan, Expedite: true}}
	for _, x := range []*planner.Plan{asToday, cheapest} {
		if x != nil && len(x.Flows) > 0 {
			out = append(out, risk.Policy{Name: x.Name, Plan: x})
		}
	}
	return out
}

// BenchmarkSimulation lets the four policies of every sample's shipped plans live
// through the same 20,000 paths and say why the plan stands behind, as the window and
// the command do, but never stops early. A sample is as large as its parts times its
// offers times its months. Seconds are on the wall, cpu-s of the processors: half of
// these is what two cores of their own would make a user wait at least.
func BenchmarkSimulation(b *testing.B) {
	f := reference.Shipped().Facts()
	for _, x := range assets.Samples() {
		b.Run(x.ID, func(b *testing.B) {
			p, problems := interchange.ReadFolder(x.FS, x.ID)
			made, ok := shipped.Read(x.ID)
			if problems.Refused() || !ok {
				b.Fatal(problems, ok)
			}
			policies := policiesOf(made.Plan, made.AsToday, made.Cheapest)
			if len(policies) != 4 {
				b.Fatalf("%d policies", len(policies))
			}
			for b.Loop() {
				began, used := time.Now(), cpuSeconds()
				s, err := risk.Simulate(context.Background(), p, f, policies, risk.SimOptions{Paths: risk.DefaultPaths, Precision: -1})
				if err != nil {
					b.Fatal(err)
				}
				if s.Paths != risk.DefaultPaths {
					b.Fatalf("%d paths", s.Paths)
				}
				b.ReportMetric(time.Since(began).Seconds(), "s")
				b.ReportMetric(cpuSeconds()-used, "cpu-s")
			}
			b.ReportMetric(float64(len(p.Parts)*len(p.Offers)*p.Months), "size")
			b.ReportMetric(0, "ns/op")
		})
	}
}
