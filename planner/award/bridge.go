package award

import (
	"fmt"
	"math"
	"sort"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// Cause says why money of a kind differs between two plans.
type Cause string

const (
	CauseQuantity Cause = "quantity" // more or less of a part is bought, at the first plan's mean cost
	CauseSplit    Cause = "split"    // the award of a part moves between offers, at the first plan's costs
	CausePrice    Cause = "price"    // an offer costs another amount a unit: index, tier, duty, rate
	CauseTiming   Cause = "timing"   // the same money is paid in other months
	CauseAmount   Cause = "amount"   // money that is not paid by the unit: tests, orders, stock, shortage
)

// Bridge leads from the cost of one plan to that of another in steps that sum
// exactly, to the cent.
type Bridge struct {
	From       planner.Decimal `json:"from"`
	To         planner.Decimal `json:"to"`
	Difference planner.Decimal `json:"difference"` // to − from: the exact sum of the steps
	Steps      []BridgeStep    `json:"steps"`
}

// BridgeStep is the money of one kind that changes for one cause. Its lines sum
// exactly to it.
type BridgeStep struct {
	Kind   planner.CostKind `json:"kind"`
	Cause  Cause            `json:"cause"`
	Amount planner.Decimal  `json:"amount"` // discounted plan currency
	Lines  []BridgeLine     `json:"lines"`
	Text   string           `json:"text"`
}

// BridgeLine is what a part or an offer has to do with a step.
type BridgeLine struct {
	Part   string          `json:"part,omitempty"`
	Offer  string          `json:"offer,omitempty"`
	Amount planner.Decimal `json:"amount"`
}

// NewBridge compares two plans in the same currency. It needs no optimiser.
func NewBridge(from, to *planner.Plan) (Bridge, error) {
	if from.Currency != to.Currency {
		return Bridge{}, fmt.Errorf("the plans are in %s and %s; a bridge needs one currency", from.Currency, to.Currency)
	}
	b := Bridge{From: TotalToTheCent(from), To: TotalToTheCent(to)}
	b.Difference = b.To.Sub(b.From)
	flows := bridgeFlows(from, to)
	var sums []float64
	for _, s := range flows {
		sums = append(sums, s.sum())
	}
	for i, amount := range roundToSum(sums, b.Difference) {
		s := flows[i]
		if amount.IsZero() && math.Abs(s.sum()) < 0.005 && s.gross() < 0.005 {
			continue
		}
		b.Steps = append(b.Steps, s.step(amount, from.Currency))
	}
	return b, nil
}

// TotalToTheCent is the discounted cost of a plan as reports show it: each kind
// rounded to six decimals, their sum to the cent.
func TotalToTheCent(plan *planner.Plan) planner.Decimal {
	kinds := map[planner.CostKind]planner.Decimal{}
	for _, e := range plan.Costs {
		kinds[e.Kind] = kinds[e.Kind].Add(decimal.NewFromFloat(e.Present))
	}
	sum := planner.Decimal{}
	for kind, v := range kinds {
		if kind != planner.CostOpenGoods {
			sum = sum.Add(v.Round(6))
		}
	}
	return sum.Round(2)
}

// roundToSum rounds amounts to the cent so that they sum to a total: the cents
// that rounding leaves over go to those it changed most, earlier ones first.
func roundToSum(amounts []float64, total planner.Decimal) []planner.Decimal {
	out := make([]planner.Decimal, len(amounts))
	errs := make([]float64, len(amounts))
	order := make([]int, len(amounts))
	left := total
	for i, v := range amounts {
		out[i] = decimal.NewFromFloat(v).Round(2)
		errs[i] = v - out[i].InexactFloat64()
		order[i] = i
		left = left.Sub(out[i])
	}
	if len(out) == 0 {
		return out
	}
	cent := decimal.New(1, -2)
	if left.IsNegative() {
		cent = cent.Neg()
	}
	sign := float64(left.Sign())
	sort.SliceStable(order, func(i, j int) bool { return sign*errs[order[i]] > float64(sign*errs[order[j]])+1e-12 })
	n := left.Div(cent).IntPart()
	for k := int64(0); k < n; k++ {
		i := order[k%int64(len(order))]
		out[i] = out[i].Add(cent)
	}
	return out
}

// stepFlow is a step before rounding.
type stepFlow struct {
	kind  planner.CostKind
	cause Cause
	lines []lineFlow
}

type lineFlow struct {
	part, offer string
	amount      float64
}

func (s *stepFlow) sum() float64 {
	v := 0.0
	for _, l := range s.lines {
		v += l.amount
	}
	return v
}

// gross is what the lines move, whatever their sign.
func (s *stepFlow) gross() float64 {
	v := 0.0
	for _, l := range s.lines {
		v += math.Abs(l.amount)
	}
	return v
}

func (s *stepFlow) step(amount planner.Decimal, currency string) BridgeStep {
	out := BridgeStep{Kind: s.kind, Cause: s.cause, Amount: amount, Lines: []BridgeLine{}}
	lines := append([]lineFlow(nil), s.lines...)
	sort.SliceStable(lines, func(i, j int) bool { return math.Abs(lines[i].amount) > math.Abs(lines[j].amount)+1e-9 })
	var sums []float64
	for _, l := range lines {
		sums = append(sums, l.amount)
	}
	for i, v := range roundToSum(sums, amount) {
		if !v.IsZero() {
			out.Lines = append(out.Lines, BridgeLine{lines[i].part, lines[i].offer, v})
		}
	}
	out.Text = stepSentence(s.kind, s.cause, amount, currency)
	return out
}

func stepSentence(kind planner.CostKind, cause Cause, amount planner.Decimal, currency string) string {
	more := "more"
	if amount.IsNegative() {
		more = "less"
	}
	why := ""
	switch cause {
	case CauseQuantity:
		why = ", because another quantity is bought"
	case CauseSplit:
		why = ", because awards move between offers"
	case CausePrice:
		why = ", because offers cost another amount a unit"
	case CauseTiming:
		why = ", because it is paid in other months"
	}
	return fmt.Sprintf("%s: %s %s %s%s.", kind.Label(), currency, Quantity(amount.Abs().InexactFloat64()), more, why)
}
