package samples

import (
	"encoding/json"
	"testing"

	"remanence/assets"
	"remanence/planner/award"
	"remanence/planner/chain"
)

// What a plan reports of its awards is the same to the last bit however often it
// is worked out.
func TestFiguresRepeatToTheLastBit(t *testing.T) {
	for _, s := range assets.Samples() {
		p, f, plans := sample(t, s.ID)
		first := ""
		for n := range 8 {
			text, err := json.Marshal([]any{award.Figures(p, f, plans.Plan), award.Measure(p, f, plans.Plan, nil), award.Explain(p, f, plans.Plan, award.Options{}),
				chain.Flow(p, f, award.Receipts(p, f, plans.Plan), "")})
			if err != nil {
				t.Fatal(err)
			}
			if n == 0 {
				first = string(text)
			} else if string(text) != first {
				t.Errorf("%s: counted again, the figures differ", s.ID)
				break
			}
		}
	}
}
