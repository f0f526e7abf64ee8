package main

import (
	"fmt"
	"slices"
	"strings"

	"remanence/assets"
	"remanence/data/document"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/recheck"
)

// rewordAll writes the reasons of the shipped plans anew. A plan that does not hold
// for its sample as it is now is refused: it has to be planned again.
func rewordAll(only []string) error {
	for _, s := range assets.Samples() {
		if len(only) > 0 && !slices.Contains(only, s.ID) {
			continue
		}
		if err := reword(s); err != nil {
			return fmt.Errorf("%s: %w", s.ID, err)
		}
	}
	return nil
}

func reword(s assets.Sample) error {
	made, ok := shipped.Read(s.ID)
	if !ok {
		return fmt.Errorf("no plan is shipped")
	}
	p, problems := interchange.ReadFolder(s.FS, s.Name)
	if problems.Refused() {
		return problems
	}
	facts := reference.Shipped().WithProject(p)
	if findings := recheck.Check(p, facts, made.Plan); len(findings) > 0 {
		return fmt.Errorf("the plan no longer holds: %s", strings.Join(findings, "; "))
	}
	digest := document.New(p).Digest()
	for _, x := range []struct {
		plan *planner.Plan
		o    award.Options
	}{{made.Plan, award.Options{}}, {made.AsToday, award.Options{WithoutRules: []string{"all"}}}, {made.Cheapest, award.Options{WithoutRules: []string{"optional"}}}} {
		if x.plan != nil {
			x.plan.Digest, x.plan.Reasons = digest, award.Explain(p, facts, x.plan, x.o)
		}
	}
	return write(s, made)
}
