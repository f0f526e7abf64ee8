package planner

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Field is one cell of a row in text form. Its name is the column name of the
// interchange format, so that import, export, edits and pages speak of the same
// cell by the same name.
type Field[T any] struct {
	Name  string // interchange column
	Title string // heading for people
	Unit  string
	Get   func(*T) string
	Set   func(*T, string) error // "" clears an optional value
}

func textField[T any](name, title string, at func(*T) *string) Field[T] {
	return Field[T]{Name: name, Title: title,
		Get: func(r *T) string { return *at(r) },
		Set: func(r *T, s string) error { *at(r) = strings.TrimSpace(s); return nil }}
}

// wordField is a text of a closed list; the list is checked here, so that a
// misspelt word is refused where it is entered. "" is not yet chosen: any cell
// can be cleared, and validation says when it must not stay so.
func wordField[T any, W ~string](name, title string, words []W, at func(*T) *W) Field[T] {
	return Field[T]{Name: name, Title: title,
		Get: func(r *T) string { return string(*at(r)) },
		Set: func(r *T, s string) error {
			s = strings.TrimSpace(s)
			if s == "" || slices.Contains(words, W(s)) {
				*at(r) = W(s)
				return nil
			}
			return fmt.Errorf("%s is not known here; use %s", quoted(s), quoteList(words))
		}}
}

func quoteList[W ~string](words []W) string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, string(w))
		}
	}
	if len(out) < 2 {
		return strings.Join(out, "")
	}
	return strings.Join(out[:len(out)-1], ", ") + " or " + out[len(out)-1]
}

func listField[T any](name, title, sep string, at func(*T) *[]string) Field[T] {
	return Field[T]{Name: name, Title: title,
		Get: func(r *T) string { return strings.Join(*at(r), sep) },
		Set: func(r *T, s string) error { *at(r) = splitList(s, sep); return nil }}
}

func splitList(s, sep string) []string {
	var out []string
	for _, x := range strings.Split(s, sep) {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

func numberField[T any](name, title, unit string, at func(*T) *float64) Field[T] {
	return Field[T]{Name: name, Title: title, Unit: unit,
		Get: func(r *T) string { return FormatNumber(*at(r)) },
		Set: func(r *T, s string) error { return setParsed(s, ParseNumber, at(r)) }}
}

func optNumberField[T any](name, title, unit string, at func(*T) *Opt[float64]) Field[T] {
	return optField(name, title, unit, at, FormatNumber, ParseNumber)
}

func optIntField[T any](name, title, unit string, at func(*T) *Opt[int]) Field[T] {
	return optField(name, title, unit, at, strconv.Itoa, ParseWhole)
}

func optMoneyField[T any](name, title, unit string, at func(*T) *Opt[Decimal]) Field[T] {
	return optField(name, title, unit, at, Decimal.String, ParseMoney)
}

func optMonthField[T any](name, title string, at func(*T) *Opt[Month]) Field[T] {
	return optField(name, title, "", at, Month.String, ParseMonth)
}

func optPercentField[T any](name, title string, at func(*T) *Opt[float64]) Field[T] {
	return optField(name, title, "%", at, FormatPercent, ParsePercent)
}

func percentField[T any](name, title, unit string, at func(*T) *float64) Field[T] {
	return Field[T]{Name: name, Title: title, Unit: unit,
		Get: func(r *T) string { return FormatPercent(*at(r)) },
		Set: func(r *T, s string) error { return setParsed(s, ParsePercent, at(r)) }}
}

func moneyField[T any](name, title, unit string, at func(*T) *Decimal) Field[T] {
	return Field[T]{Name: name, Title: title, Unit: unit,
		Get: func(r *T) string { return at(r).String() },
		Set: func(r *T, s string) error { return setParsed(s, ParseMoney, at(r)) }}
}

// monthField is a month that must be there in the end; cleared it is the zero
// Month, which validation refuses.
func monthField[T any](name, title string, at func(*T) *Month) Field[T] {
	return Field[T]{Name: name, Title: title,
		Get: func(r *T) string {
			if *at(r) == 0 {
				return ""
			}
			return at(r).String()
		},
		Set: func(r *T, s string) error {
			if strings.TrimSpace(s) == "" {
				*at(r) = 0
				return nil
			}
			return setParsed(s, ParseMonth, at(r))
		}}
}

func intField[T any](name, title, unit string, at func(*T) *int) Field[T] {
	return Field[T]{Name: name, Title: title, Unit: unit,
		Get: func(r *T) string { return strconv.Itoa(*at(r)) },
		Set: func(r *T, s string) error { return setParsed(s, ParseWhole, at(r)) }}
}

func optField[T, V any](name, title, unit string, at func(*T) *Opt[V], format func(V) string, parse func(string) (V, error)) Field[T] {
	return Field[T]{Name: name, Title: title, Unit: unit,
		Get: func(r *T) string {
			if o := at(r); o.OK {
				return format(o.V)
			}
			return ""
		},
		Set: func(r *T, s string) error {
			if strings.TrimSpace(s) == "" {
				*at(r) = Opt[V]{}
				return nil
			}
			v, err := parse(s)
			if err == nil {
				*at(r) = Some(v)
			}
			return err
		}}
}

func setParsed[V any](s string, parse func(string) (V, error), at *V) error {
	v, err := parse(s)
	if err == nil {
		*at = v
	}
	return err
}

// FormatNumber writes a number in its shortest exact form with a decimal point.
func FormatNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// ParseNumber reads a number with a decimal point.
func ParseNumber(s string) (float64, error) {
	s = strings.TrimSpace(s)
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || strings.ContainsAny(s, "xXpP_") {
		return 0, fmt.Errorf("%s is not a number; write digits with a decimal point, for example 21.5", quoted(s))
	}
	return v, nil
}

// ParseWhole reads a whole number.
func ParseWhole(s string) (int, error) {
	v, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		return 0, fmt.Errorf("%s is not a whole number; write digits only, for example 12", quoted(s))
	}
	return v, nil
}

// ParseMoney reads an exact amount with a decimal point and no currency sign.
func ParseMoney(s string) (Decimal, error) {
	s = strings.TrimSpace(s)
	v, err := decimal.NewFromString(s[:min(len(s), 61)])
	// An exponent in the thousands would make every later sum astronomically long.
	if err != nil || len(s) > 60 || v.Exponent() > 30 || v.Exponent() < -30 {
		return Decimal{}, fmt.Errorf("%s is not an amount; write digits with a decimal point and no currency sign, for example 72.64", quoted(s))
	}
	return v, nil
}

// FormatPercent writes a share as percent: 0.022 is "2.2".
func FormatPercent(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return FormatNumber(v) // the exact decimal has no such value; validation names the cell
	}
	return decimal.NewFromFloat(v).Shift(2).String()
}

// ParsePercent reads a percentage as a share: "2.2" is 0.022.
func ParsePercent(s string) (float64, error) {
	v, err := ParseNumber(strings.TrimSuffix(strings.TrimSpace(s), "%"))
	if err != nil {
		return 0, err
	}
	share, _ := decimal.NewFromFloat(v).Shift(-2).Float64()
	return share, nil
}

func quoted(s string) string {
	if strings.TrimSpace(s) == "" {
		return "an empty cell"
	}
	return strconv.Quote(s)
}
