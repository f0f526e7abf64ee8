package figures

import "remanence/data/values"

// Amount is a number as it was written: exact digits, and what stood around it.
type Amount = values.Amount

// Parse reads a number as people write it; see values.Parse. The style in use
// decides the ambiguous "1,234".
func Parse(s string) (Amount, error) { return values.Parse(s, current.Decimal) }

// ParseNumber reads a number; "12 %" is 0.12. Units and currencies around it are
// ignored here: use Parse to see them.
func ParseNumber(s string) (float64, error) {
	a, err := Parse(s)
	if err != nil {
		return 0, err
	}
	return a.Float(), nil
}

// ParsePercent reads the content of a percent column, where "40", "40 %" and
// "40,0%" all mean 0.4, as in a spreadsheet's percent cell.
func ParsePercent(s string) (float64, error) {
	a, err := Parse(s)
	if err != nil {
		return 0, err
	}
	a.Percent = true
	return a.Float(), nil
}
