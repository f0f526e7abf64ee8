//go:build unix

package bench

import (
	"context"
	"testing"
	"time"

	"remanence/planner"
	"remanence/planner/award"
)

// BenchmarkClash plans each sample, then asks for a share of one country that no
// plan keeps: processor seconds until the plan that breaks the rules least is shown,
// until the first conflict is, and until all are told.
func BenchmarkClash(b *testing.B) {
	e := engine(b)
	for _, s := range samples(b) {
		b.Run(s.id, func(b *testing.B) {
			for range b.N {
				session := award.NewSession(e)
				o := award.Options{Gap: gap, TimeLimit: 4 * limit}
				if err := session.Learn(context.Background(), s.project, s.facts, o); err != nil {
					b.Fatal(err)
				}
				p := s.project.Clone()
				if !clash(p) {
					b.Skip("no rule limits the share of a country")
				}
				start, used := time.Now(), cpuSeconds()
				shown, named := 0.0, 0.0
				o.Found = func(p *planner.Plan) {
					if shown == 0 && p.Status == planner.StatusInfeasible {
						shown = cpuSeconds() - used
					}
					if named == 0 && len(p.Conflicts) > 0 {
						named = cpuSeconds() - used
					}
				}
				plan, err := session.Make(context.Background(), p, s.facts, o)
				if err != nil {
					b.Fatal(err)
				}
				if plan.Status != planner.StatusInfeasible {
					b.Skipf("rules can be kept: %s", plan.Status)
				}
				for _, c := range plan.Conflicts {
					b.Logf("rules %v: %d ways to mend", c.Rules, len(c.Relaxations))
				}
				b.Logf("shown after %.2f s cpu, first conflict %.2f, all %.2f (wall %.2f), objective %.0f", shown, named, cpuSeconds()-used, time.Since(start).Seconds(), plan.Objective)
				b.ReportMetric(shown, "cpu-s/shown")
				b.ReportMetric(named, "cpu-s/first-conflict")
				b.ReportMetric(cpuSeconds()-used, "cpu-s/all")
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// clash makes the first limit on the share of a country one that nothing keeps.
func clash(p *planner.Project) bool {
	for i := range p.Rules {
		r := &p.Rules[i]
		if r.Type == planner.CountryShareMax && r.Hard && !r.Off && r.ValueTo.OK {
			r.ValueFrom.V, r.ValueTo.V = 1, 1
			return true
		}
	}
	return false
}
