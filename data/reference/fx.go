package reference

import "remanence/planner"

// CrossRate is the indicative rate between two currencies.
type CrossRate struct {
	From, To string
	Rate     planner.Decimal // units of To for one unit of From
	Date     string          // the older of the two quotations
	Source   planner.Source  // of the less certain of the two
}

// rateDigits keeps eight significant digits even from dong to dollar.
const rateDigits = 16

// Cross gives the rate from one currency to another over the US dollar. False
// when a currency is not in the table: there is no rate then, not a rate of 1.
func (t *Tables) Cross(from, to string) (CrossRate, bool) {
	a, okA := t.Currency(from)
	b, okB := t.Currency(to)
	if !okA || !okB || a.UnitsPerUSD.Sign() <= 0 {
		return CrossRate{}, false
	}
	rate := CrossRate{From: a.Currency, To: b.Currency, Rate: b.UnitsPerUSD.DivRound(a.UnitsPerUSD, rateDigits)}
	weaker := a
	if trust[b.Source.Confidence] < trust[a.Source.Confidence] || a.Currency == "USD" {
		weaker = b
	}
	rate.Source = weaker.Source
	rate.Date = older(a.RateDate, b.RateDate)
	return rate, true
}

// older compares by the first day a date can mean.
func older(a, b string) string {
	dayA, _ := firstDay(a)
	dayB, _ := firstDay(b)
	if dayB < dayA {
		return b
	}
	return a
}

// trust orders the confidences; an unknown one is trusted least.
var trust = map[string]int{"high": 3, "medium": 2, "low": 1}
