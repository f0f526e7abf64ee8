package main

import (
	"math"
	"strings"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// moneyPlaces is how many decimals money has in the JSON output.
const moneyPlaces = 6

// costs is the discounted money of a plan by kind. Each kind is rounded half
// away from zero to six decimals and the total is the sum of the rounded kinds,
// so that they tie exactly.
type costs struct {
	byKind map[planner.CostKind]planner.Decimal
	total  planner.Decimal
}

func costsOf(plan *planner.Plan) costs {
	c := costs{byKind: map[planner.CostKind]planner.Decimal{}}
	for _, e := range plan.Costs {
		c.byKind[e.Kind] = c.byKind[e.Kind].Add(amount(e.Present))
	}
	for kind, sum := range c.byKind {
		c.byKind[kind] = sum.Round(moneyPlaces)
		if kind != planner.CostOpenGoods {
			c.total = c.total.Add(c.byKind[kind])
		}
	}
	return c
}

// amount is a float as an exact decimal; what is not a number counts as nothing.
func amount(v float64) planner.Decimal {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return planner.Decimal{}
	}
	return decimal.NewFromFloat(v)
}

// money writes "EUR 1,234.50".
func money(currency string, v planner.Decimal) string {
	return currency + " " + grouped(v.StringFixed(2))
}

// figure writes a number with thousands separators and at most so many
// decimals.
func figure(v float64, places int32) string { return grouped(amount(v).Round(places).String()) }

// percent writes a share: 0.0123 is "1.2 %".
func percent(share float64) string { return amount(100*share).StringFixed(1) + " %" }

// grouped puts commas between the thousands of plain digits.
func grouped(digits string) string {
	sign, whole := "", digits
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	whole, frac, found := strings.Cut(whole, ".")
	var b strings.Builder
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	if found {
		return sign + b.String() + "." + frac
	}
	return sign + b.String()
}
