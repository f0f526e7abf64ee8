package award

import (
	"context"

	"remanence/planner"
	"remanence/planner/highs"
)

// AsToday makes the as-today baseline alone: today's sources at today's shares,
// no rules, no tests.
func AsToday(ctx context.Context, e *highs.Engine, p *planner.Project, f *planner.Facts, o Options) (*planner.Plan, error) {
	o.onlyToday, o.WithoutRules, o.Name = true, []string{"all"}, "as today"
	return Make(ctx, e, p, f, o)
}

// Cheapest makes the cheapest plan alone: least cost with every optional rule
// off.
func Cheapest(ctx context.Context, e *highs.Engine, p *planner.Project, f *planner.Facts, o Options) (*planner.Plan, error) {
	o.WithoutRules, o.Name = []string{"optional"}, "cheapest"
	return Make(ctx, e, p, f, o)
}
