package pictures

import (
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// tip puts lines below each other; empty ones are left out.
func tip(lines ...string) string {
	var out []string
	for _, l := range lines {
		if l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// mass is kilograms to the gram.
func mass(kg float64) string { return figures.Exact(kg) + "\u00a0kg" }

// amount is a quantity of a part in its unit, exact.
func amount(part *planner.Part, v float64) string {
	if part != nil && part.Unit == planner.Kilograms {
		return mass(v)
	}
	return tr.F("%s\u00a0pcs", figures.Exact(v))
}

// signed is an amount that is added or taken away.
func signed(part *planner.Part, v float64) string {
	if v < 0 {
		return "−\u00a0" + amount(part, -v)
	}
	return "+\u00a0" + amount(part, v)
}

// moneyOf writes exact money of a currency.
func moneyOf(currency string) func(float64) string {
	return func(v float64) string { return figures.Money(currency, v) }
}

// moneyChange is exact money with its sign.
func moneyChange(currency string, v float64) string {
	if v > 0 {
		return "+" + figures.Money(currency, v)
	}
	return figures.Money(currency, v)
}
