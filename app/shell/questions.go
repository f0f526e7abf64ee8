package shell

import (
	"context"
	"errors"
	"fmt"

	"remanence/app/rules"
	"remanence/app/tr"
	"remanence/planner"
	"remanence/planner/award"
)

// ask makes the questions about a plan, with the options plans of the window are
// made with; they start from what planning in the window has learnt.
func (o *Optimiser) ask(ctx context.Context, p *planner.Project, plan *planner.Plan) (*award.Questions, error) {
	s, err := o.planning(ctx)
	if err != nil {
		return nil, err
	}
	return s.Ask(ctx, p, factsOf(p), options(p, func(string, float64) {}), plan)
}

// PriceRule implements rules.Pricer.
func (o *Optimiser) PriceRule(ctx context.Context, p *planner.Project, plan *planner.Plan, rule string, about func(float64)) (rules.Price, error) {
	defer o.use()()
	q, err := o.ask(ctx, p, plan)
	if err != nil {
		return rules.Price{}, err
	}
	q.Options.Found = func(better *planner.Plan) { about(max(0, plan.Objective-better.Objective)) }
	prices, err := q.RulePrices(ctx, rule)
	if err == nil {
		err = ctx.Err()
	}
	switch {
	case err != nil:
		return rules.Price{}, err
	case len(prices) == 0:
		return rules.Price{}, fmt.Errorf(tr.T("rule %s is switched off"), rule)
	case !prices[0].Known:
		return rules.Price{}, errors.New(tr.T("no plan without it was found in time"))
	}
	x := prices[0]
	return rules.Price{Amount: x.Price.Value, Low: x.Price.Low, High: x.Price.High, Words: x.Text}, nil
}

// WhyNot implements plan.Explainer.
func (o *Optimiser) WhyNot(ctx context.Context, p *planner.Project, plan *planner.Plan, offer string) (award.WhyNot, error) {
	defer o.use()()
	q, err := o.ask(ctx, p, plan)
	if err != nil {
		return award.WhyNot{}, err
	}
	return q.WhyNot(ctx, offer)
}

// Alternatives implements plan.Explainer.
func (o *Optimiser) Alternatives(ctx context.Context, p *planner.Project, plan *planner.Plan, within float64, n int) ([]award.Alternative, error) {
	defer o.use()()
	q, err := o.ask(ctx, p, plan)
	if err != nil {
		return nil, err
	}
	return q.Alternatives(ctx, within, n)
}

// Limits implements plan.Explainer.
func (o *Optimiser) Limits(ctx context.Context, p *planner.Project, plan *planner.Plan) ([]award.Limit, error) {
	defer o.use()()
	q, err := o.ask(ctx, p, plan)
	if err != nil {
		return nil, err
	}
	return q.Limits(ctx)
}
