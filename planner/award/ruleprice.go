package award

import (
	"context"
	"fmt"

	"remanence/planner"
)

// RulePrice is what a rule costs: the plan made with it against the plan made
// without it.
type RulePrice struct {
	Rule string `json:"rule"`
	Name string `json:"name"` // in words
	// Price is cost and penalties with the rule minus without it, discounted plan
	// currency.
	Price     Estimate `json:"price"`
	Money     float64  `json:"money"`     // of it money
	Penalties float64  `json:"penalties"` // of it penalties of soft rules
	Known     bool     `json:"known"`     // false when no plan without it was found in time
	Text      string   `json:"text"`

	Without *planner.Plan `json:"-"` // the plan without the rule
}

// RulePrices gives the price of each rule in force, or of those named, each by a
// plan of its own without the rule. A rule that is switched off has no price.
func (q *Questions) RulePrices(ctx context.Context, ids ...string) ([]RulePrice, error) {
	if err := q.needPlan(); err != nil {
		return nil, err
	}
	var rules []*planner.Rule
	for i := range q.Project.Rules {
		r := &q.Project.Rules[i]
		if !ruleOff(r, q.Options.WithoutRules) && (len(ids) == 0 || contains(ids, r.ID)) {
			rules = append(rules, r)
		}
	}
	out := make([]RulePrice, len(rules))
	err := q.side(ctx, len(rules), func(ctx context.Context, i int) error {
		plan, err := q.make(ctx, q.Project, q.without(rules[i].ID))
		if err != nil {
			return err
		}
		out[i] = q.rulePrice(rules[i], plan)
		return nil
	})
	return out, err
}

// rulePrice compares. The plan with the rule is a plan without it as well, less
// the penalty it pays, so that a price is never below nothing.
func (q *Questions) rulePrice(r *planner.Rule, without *planner.Plan) RulePrice {
	penalty, with := 0.0, q.cheapest()
	for _, res := range with.Rules {
		if res.Rule == r.ID {
			penalty += res.Penalty
		}
	}
	x := RulePrice{Rule: r.ID, Name: Metric(r), Without: without}
	best, money := with.Objective-penalty, with.TotalCost
	x.Known = Planned(without)
	if !x.Known {
		x.Text = fmt.Sprintf("%s: its price is not known, the search without it was stopped before any plan was found.", RuleName(r))
		return x
	}
	if without.Objective < best {
		best, money = without.Objective, without.TotalCost
	} else {
		x.Without = with
	}
	x.Price = q.saved(best, without.Bound)
	x.Money = with.TotalCost - money
	x.Penalties = x.Price.Value - x.Money
	x.Text = q.rulePriceText(r, x)
	return x
}

func (q *Questions) rulePriceText(r *planner.Rule, x RulePrice) string {
	share := ""
	if q.Plan.TotalCost > 0 {
		share = fmt.Sprintf(", %s %% of the plan", trimmed(100*x.Price.Value/q.Plan.TotalCost, 2))
	}
	switch {
	case x.Price.Value <= 0.005 && x.Price.High <= 0.005:
		return fmt.Sprintf("%s costs nothing: the plan would be the same without it.", RuleName(r))
	case x.Price.Value <= 0.005:
		return fmt.Sprintf("%s costs nothing that can be told%s.", RuleName(r), q.within(x.Price))
	}
	text := fmt.Sprintf("%s costs %s%s%s", RuleName(r), moneyText(q.Project, x.Price.Value), share, q.within(x.Price))
	if x.Penalties > 0.005 {
		text += fmt.Sprintf("; %s of it is for penalties of soft rules", moneyText(q.Project, x.Penalties))
	}
	return text + "."
}
