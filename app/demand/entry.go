package demand

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"remanence/app/grid"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// stored turns what was typed or pasted into the text the project keeps: "1.250,5
// g" is 1250.5, an empty cell or "n/a" is missing. The error is a sentence for the
// cell.
//
// currency is what an amount of the row is in.
func (c *column) stored(text, currency string) (string, error) {
	switch {
	case c.field == "demand_unit":
		return unitWord(text)
	case !c.Kind.Numeric():
		text = strings.TrimSpace(text)
		if c.Kind == grid.Choice && text == figures.Missing {
			text = ""
		}
		return text, nil
	}
	a, err := figures.Parse(text)
	switch {
	case errors.Is(err, figures.ErrMissing):
		return "", nil
	case err != nil:
		return "", errors.New("This is not a number. Write digits, for example 21.5 or 1,250.")
	case a.Percent:
		return "", errors.New("This is a percentage; the column holds a quantity.")
	case a.Unit != "" && c.money && currencyCode(a.Unit) != currency:
		return "", fmt.Errorf("This is in %s; the row is in %s.", a.Unit, currency)
	case a.Unit != "" && !c.money && !slices.Contains(c.units, strings.ToLower(strings.TrimSuffix(a.Unit, "."))):
		return "", fmt.Errorf("This is in %s; the column holds %s.", a.Unit, c.holds())
	}
	if c.field == "shelf_life_months" {
		whole, frac, _ := strings.Cut(a.Digits, ".")
		if strings.Trim(frac, "0") != "" {
			return "", errors.New("Enter whole months.")
		}
		return whole, nil
	}
	return a.Digits, nil
}

func (c *column) holds() string {
	if c.month >= 0 {
		return "pieces, or kg for materials"
	}
	return c.Unit
}

func unitWord(text string) (string, error) {
	switch strings.ToLower(strings.TrimSuffix(strings.TrimSpace(text), ".")) {
	case "":
		return "", nil
	case "pcs", "pc", "piece", "pieces", "each", "ea", "st", "stk", "stück":
		return string(planner.Pieces), nil
	case "kg", "kgs", "kilogram", "kilograms":
		return string(planner.Kilograms), nil
	}
	return "", errors.New("The unit is not known; choose pcs or kg.")
}

// currencyCode reads the common signs.
func currencyCode(unit string) string {
	switch unit {
	case "€":
		return "EUR"
	case "$", "US$":
		return "USD"
	case "£":
		return "GBP"
	}
	return strings.ToUpper(unit)
}

// currencyOf is the currency of a part's shortage cost.
func currencyOf(p *planner.Part, project *planner.Project) string {
	if p.Currency != "" {
		return p.Currency
	}
	return project.Currency
}
