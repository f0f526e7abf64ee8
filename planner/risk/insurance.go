package risk

import (
	"cmp"
	"errors"
	"slices"

	"remanence/planner"
)

// Insurance prices the safety of a plan against a cheaper one: what it costs
// more each year, and what it saves in each outage. It holds no probability; the
// break-even chance says how likely an outage must be in a year for the premium
// to pay.
type Insurance struct {
	Currency  string `json:"currency"`
	Plan      string `json:"plan"`
	Reference string `json:"reference"` // the plan without the safety
	// Premium is the yearly cost of the plan beyond the reference, discounted total
	// over the years of the plan. Below zero the plan is the cheaper one as well.
	Premium float64 `json:"premium_per_year"`
	// LossReference and LossPlan are the largest loss of one outage, TailAvoided
	// what lies between them.
	LossReference float64        `json:"worst_loss_reference"`
	LossPlan      float64        `json:"worst_loss_plan"`
	TailAvoided   float64        `json:"tail_avoided"`
	Covers        []InsuredEvent `json:"events"` // largest reduction first
}

// InsuredEvent is what the premium does about one outage.
type InsuredEvent struct {
	Node      string  `json:"node"` // id
	Name      string  `json:"name"`
	Kind      Kind    `json:"kind"`
	Recovery  float64 `json:"recovery_months"`
	Reference float64 `json:"loss_reference"`
	Plan      float64 `json:"loss_plan"`
	Reduction float64 `json:"reduction"`
	// BreakEven is the chance a year at which the premium pays for this outage
	// alone, 0 when the plan costs no more. Missing when the plan does not lessen
	// the loss, or when not even an outage every year would pay.
	BreakEven planner.Opt[float64] `json:"break_even_chance_per_year,omitzero"`
}

// Insure compares the knock-outs of two plans. They must be of one project, one
// month and one currency.
func Insure(plan, reference *planner.Plan, ofPlan, ofReference *KnockOut) (*Insurance, error) {
	switch {
	case plan == nil || reference == nil || ofPlan == nil || ofReference == nil:
		return nil, errors.New("two plans and their knock-outs are needed: the plan and one without its safety")
	case ofPlan.At != ofReference.At || ofPlan.Currency != ofReference.Currency || plan.Months != reference.Months:
		return nil, errors.New("the two knock-outs begin in other months or are of other projects, so that their losses cannot be compared")
	}
	x := &Insurance{Currency: ofPlan.Currency, Plan: plan.Name, Reference: reference.Name, Covers: []InsuredEvent{},
		Premium: (plan.TotalCost - reference.TotalCost) / (float64(plan.Months) / 12)}
	other := map[string]*Loss{}
	for i := range ofPlan.Nodes {
		l := &ofPlan.Nodes[i]
		other[l.ID] = l
		x.LossPlan = max(x.LossPlan, l.Money())
	}
	for i := range ofReference.Nodes {
		l := &ofReference.Nodes[i]
		e := InsuredEvent{Node: l.ID, Name: l.Name, Kind: l.Kind, Recovery: l.Recovery.Months, Reference: l.Money()}
		if with := other[l.ID]; with != nil {
			e.Plan = with.Money()
		}
		x.LossReference = max(x.LossReference, e.Reference)
		e.Reduction = e.Reference - e.Plan
		switch {
		case e.Reduction <= 0:
		case x.Premium <= 0:
			e.BreakEven = planner.Some(0.0)
		case x.Premium <= e.Reduction:
			e.BreakEven = planner.Some(x.Premium / e.Reduction)
		}
		x.Covers = append(x.Covers, e)
	}
	x.TailAvoided = x.LossReference - x.LossPlan
	slices.SortStableFunc(x.Covers, func(a, b InsuredEvent) int {
		return cmp.Or(-cmp.Compare(roundMoney(a.Reduction), roundMoney(b.Reduction)), cmp.Compare(a.Node, b.Node))
	})
	return x, nil
}
