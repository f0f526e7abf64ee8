// Package values reads what people type, paste or send: numbers with either
// decimal sign and anything around them, months, quarters, weeks and dates in
// several languages, and units. It is the one such parser: the app's cells and
// the import of sheets both stand on it.
//
//	a, err := values.Parse("1.234,5 kg", ",")     // Digits "1234.5", Unit "kg"
//	m, err := values.ParseMonth("Mär 27")         // 2027-03
//	p, ok := values.ParsePeriod("Q1 2027")        // three months from 2027-01
//	u, ok := values.ParseUnit("€/1000 Stück")     // EUR for 1000 pieces
//
// An empty cell, "n/a" or "tbd" is ErrMissing, never zero.
package values

import "errors"

var (
	// ErrMissing is returned for cells that say "no value" in one way or another.
	ErrMissing = errors.New("no value")
	// ErrNotNumber is wrapped by every refusal of Parse.
	ErrNotNumber = errors.New("not a number")
	// ErrNotMonth is wrapped by every refusal of ParseMonth.
	ErrNotMonth = errors.New("not a month")
)
