package planner

import (
	"encoding/json"

	"github.com/shopspring/decimal"
)

// Decimal is an exact decimal number, used for money.
type Decimal = decimal.Decimal

// Opt is a value that may be missing. The zero Opt is missing.
type Opt[T any] struct {
	V  T
	OK bool
}

// decimalOf is the exact decimal of the shortest text of a number.
func decimalOf(v float64) Decimal { return decimal.NewFromFloat(v) }

// Some is a present value.
func Some[T any](v T) Opt[T] { return Opt[T]{V: v, OK: true} }

// Or gives the value, or the fallback when it is missing.
func (o Opt[T]) Or(fallback T) T {
	if o.OK {
		return o.V
	}
	return fallback
}

// IsZero reports a missing value, so that encoding/json leaves it out.
func (o Opt[T]) IsZero() bool { return !o.OK }

// MarshalJSON writes null for a missing value.
func (o Opt[T]) MarshalJSON() ([]byte, error) {
	if !o.OK {
		return []byte("null"), nil
	}
	return json.Marshal(o.V)
}

// UnmarshalJSON reads null as missing.
func (o *Opt[T]) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*o = Opt[T]{}
		return nil
	}
	if err := json.Unmarshal(b, &o.V); err != nil {
		return err
	}
	o.OK = true
	return nil
}
