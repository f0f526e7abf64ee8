// Package figures reads and writes the numbers of the screen: tolerant parsing
// of what people type or paste ("1.234,5 kg", "(1 200)", "12 %", "Jan 27") and
// one way of showing counts, shares, money, masses and months. It knows no
// toolkit, so view models use it too.
//
//	n, err := figures.ParseNumber("1 234,5 kg")   // 1234.5
//	figures.Number(1234.5, 1)                      // "1,234.5"
//	figures.Money("EUR", 182_412_345.67)           // "EUR 182,412,345.67"
//	figures.MoneyShort("EUR", 182_412_345.67)      // "EUR 182.4 M"
//	m, err := figures.ParseMonth("Jan 27")         // m.String() == "2027-01"
//
// An empty cell, "n/a" or "tbd" is ErrMissing, never zero.
package figures

import "remanence/data/values"

var (
	// ErrMissing is returned for cells that say "no value" in one way or another.
	ErrMissing = values.ErrMissing
	// ErrNotNumber is wrapped by every refusal of ParseNumber and its relatives.
	ErrNotNumber = values.ErrNotNumber
	// ErrNotMonth is wrapped by every refusal of ParseMonth.
	ErrNotMonth = values.ErrNotMonth
)

// Missing is what a missing value looks like on screen.
const Missing = "–"

// Style is a way to write numbers. Reading accepts both decimal signs whatever
// the style; the style only decides the ambiguous "1,234".
type Style struct {
	Decimal string
	Group   string
}

var (
	// English writes 1,234.5.
	English = Style{Decimal: ".", Group: ","}
	// Continental writes 1.234,5.
	Continental = Style{Decimal: ",", Group: "."}
	// Spaced writes 1 234,5 with no-break spaces.
	Spaced = Style{Decimal: ",", Group: "\u00a0"}

	current = English
)

// Current returns the style in use.
func Current() Style { return current }
