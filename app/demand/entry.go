package demand

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"remanence/app/entry"
	"remanence/app/grid"
	"remanence/app/tr"
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
	a, ok, err := entry.Number(text, "21.5")
	switch {
	case !ok:
		return "", err
	case a.Percent:
		return "", errors.New(tr.T("This is a percentage; the column holds a quantity."))
	case a.Unit != "" && c.money && entry.Currency(a.Unit) != currency:
		return "", fmt.Errorf(tr.T("This is in %s; the row is in %s."), a.Unit, currency)
	case a.Unit != "" && !c.money && !slices.Contains(c.units, entry.Unit(a.Unit)):
		return "", fmt.Errorf(tr.T("This is in %s; the column holds %s."), a.Unit, c.holds())
	}
	if c.field == "shelf_life_months" {
		whole, ok := entry.Whole(a.Digits)
		if !ok {
			return "", errors.New(tr.T("Enter whole months."))
		}
		return whole, nil
	}
	return a.Digits, nil
}

func (c *column) holds() string {
	if c.month >= 0 {
		return tr.T("pieces, or kg for materials")
	}
	return c.Unit
}

func unitWord(text string) (string, error) {
	switch entry.Unit(strings.TrimSpace(text)) {
	case "":
		return "", nil
	case "pcs", "pc", "piece", "pieces", "each", "ea", "st", "stk", "stück":
		return string(planner.Pieces), nil
	case "kg", "kgs", "kilogram", "kilograms":
		return string(planner.Kilograms), nil
	}
	return "", errors.New(tr.T("The unit is not known; choose pcs or kg."))
}

// currencyOf is the currency of a part's shortage cost.
func currencyOf(p *planner.Part, project *planner.Project) string {
	if p.Currency != "" {
		return p.Currency
	}
	return project.Currency
}
