package compare

import (
	"strings"
	"testing"

	"remanence/planner"
)

// Every exposure a project can be asked about is a rule it may have, also that of
// all elements together.
func TestEveryAxisIsARule(t *testing.T) {
	plan := &planner.Plan{}
	for _, element := range []string{"all", "NdPr"} {
		for _, stage := range []planner.Stage{planner.Separation, planner.Magnet} {
			plan.KPIs.Exposures = append(plan.KPIs.Exposures, planner.Exposure{Element: element, Stage: stage, Country: "CN", Worst: 0.5})
		}
	}
	plan.KPIs.WorstExposure = some(plan.KPIs.Exposures[0])
	axes := Axes(plan)
	if len(axes) != 7 {
		t.Fatalf("%d axes, want 4 of China, the largest, licences and carbon", len(axes))
	}
	for _, axis := range axes {
		p := project(2, map[string][]float64{"A": {100, 100}}, "A")
		offer(p, "CN", "CN", "A", "10")
		axis.ID, axis.Scope, axis.Window, axis.Hard = frontierRule, "all", planner.WholePlan, true
		axis.ValueFrom, axis.ValueTo = some(50.0), some(50.0)
		p.Rules = []planner.Rule{axis}
		for _, problem := range p.Validate(facts()) {
			if strings.Contains(problem.Where, frontierRule) {
				t.Errorf("%+v: %v", axis, problem)
			}
		}
	}
}
