package figures

import (
	"strings"

	"remanence/data/values"
)

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

// Kilograms is the unit in which Measured reads masses, whatever they are written in.
const Kilograms = "kg"

// Measured reads a figure and what it is in: masses in kilograms, shares as "%", without
// how sure it is ("3.0 M ± 0.2 M") and without what stands behind two spaces ("12.50  O3").
func Measured(s string) (v float64, unit string, err error) {
	s, _, _ = strings.Cut(s, "±")
	s, _, _ = strings.Cut(s, "  ")
	a, err := Parse(s)
	if err != nil {
		return 0, "", err
	}
	v, unit = a.Float(), a.Unit
	if a.Percent {
		unit = "%" + unit
	} else if u, ok := values.ParseUnit(unit); ok && u.Dim == values.Mass && !u.Money() && !u.Month && !u.Year {
		v, unit = v*u.Factor, Kilograms
	}
	return v, unit, nil
}
