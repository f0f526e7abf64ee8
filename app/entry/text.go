// Package entry is what the pages with a table to type into share: reading what
// was typed or pasted, marking what was not taken and what the project finds wrong,
// and moving the keyboard.
package entry

import (
	"errors"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
)

// Number reads a number as it was typed or pasted; false means that the text says
// there is none. The error is a sentence for the cell, with an example.
func Number(text, example string) (a figures.Amount, ok bool, err error) {
	a, err = figures.Parse(text)
	switch {
	case errors.Is(err, figures.ErrMissing):
		return a, false, nil
	case err != nil:
		return a, false, errors.New(tr.F("This is not a number. Write digits, for example %s or %s.", Local(example), figures.Decimal("1250", 0)))
	}
	return a, true, nil
}

// Whole is the whole number that plain digits say; false when they say a part of one.
func Whole(digits string) (string, bool) {
	whole, frac, _ := strings.Cut(digits, ".")
	return whole, strings.Trim(frac, "0") == ""
}

// Unit is a unit as it is compared: small letters, no stop at the end.
func Unit(unit string) string { return strings.ToLower(strings.TrimSuffix(unit, ".")) }

// Currency is the code of a currency written as a code or a common sign.
func Currency(unit string) string {
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

// Local writes the decimal sign of the screen, so that what is copied and what
// is edited reads as what is shown.
func Local(digits string) string {
	return strings.Replace(digits, ".", figures.Current().Decimal, 1)
}
