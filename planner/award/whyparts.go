package award

import (
	"sort"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// whyCauses in the order they are told, with their words.
var whyCauses = []struct{ cause, label string }{
	{"price", "price"}, {"freight_duty", "freight and duty"}, {"tests", "tests and changes of design"},
	{"discount", "volume discounts lost elsewhere"}, {"stock_time", "stock and lead time"}, {"ordering", "order costs"},
	{"commitments", "take-or-pay"}, {"elsewhere", "other parts, through shared rules and plants"}, {"other", "other costs"}, {"penalties", "penalties of soft rules"},
}

// causeOfKind says which cause the money of a kind belongs to.
var causeOfKind = map[planner.CostKind]string{
	planner.CostGoods: "price", planner.CostDesignExtra: "price", planner.CostCollection: "price",
	planner.CostDuty: "freight_duty", planner.CostFreight: "freight_duty",
	planner.CostQualification: "tests", planner.CostRedesign: "tests", planner.CostOrder: "ordering",
	planner.CostHolding: "stock_time", planner.CostShortage: "stock_time", planner.CostEndStock: "stock_time",
	planner.CostTakeOrPay: "commitments",
}

// whyParts splits the difference between the plan and one with a forced award.
// Money of parts that the offer does not fit is what shared rules and plants
// push elsewhere; a higher price of other offers is a discount lost, since only
// their quantity has changed; more or less bought in all, and paid in other
// months, is stock and time.
func (q *Questions) whyParts(o *planner.Offer, forced *planner.Plan) ([]WhyPart, error) {
	b, err := NewBridge(q.Plan, forced)
	if err != nil {
		return nil, err
	}
	mine := map[string]bool{}
	for i := range q.Project.Parts {
		part := &q.Project.Parts[i]
		for _, fit := range q.Project.Fits(part, q.Facts) {
			if fit.Offer == o {
				mine[part.ID] = true
			}
		}
	}
	sums := map[string]planner.Decimal{}
	for _, s := range b.Steps {
		for _, l := range s.Lines {
			cause := whyCause(s, l, mine, o.ID)
			sums[cause] = sums[cause].Add(l.Amount)
		}
	}
	penalty := decimal.NewFromFloat(forced.Penalties).Round(2).Sub(decimal.NewFromFloat(q.Plan.Penalties).Round(2))
	sums["penalties"] = penalty
	parts := []WhyPart{}
	for _, c := range whyCauses {
		if v := sums[c.cause]; !v.IsZero() {
			parts = append(parts, WhyPart{c.cause, c.label, v})
		}
	}
	sort.SliceStable(parts, func(i, j int) bool { return parts[i].Amount.GreaterThan(parts[j].Amount) })
	return parts, nil
}

func whyCause(s BridgeStep, l BridgeLine, mine map[string]bool, offer string) string {
	switch {
	case l.Part != "" && !mine[l.Part]:
		return "elsewhere"
	case s.Cause == CausePrice && s.Kind == planner.CostGoods && l.Offer != offer:
		return "discount"
	case s.Cause == CauseQuantity || s.Cause == CauseTiming:
		return "stock_time"
	}
	if cause, ok := causeOfKind[s.Kind]; ok {
		return cause
	}
	return "other"
}
