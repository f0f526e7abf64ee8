package reference

import (
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// set reads one cell into its field. The field's type says what the cell may
// hold: a plain number or yes/no must be given, an Opt may be empty.
func set(field reflect.Value, c column, text string, at where) error {
	if text != strings.TrimSpace(text) {
		return at.errorf(c.name, "%q begins or ends with a blank", text)
	}
	if text == "" {
		return setEmpty(field, c, at)
	}
	if c.rule.date && !isDate(text) {
		return at.errorf(c.name, "%q is not a date; write 2026, 2026-11 or 2026-11-23", text)
	}
	if c.rule.oneof != nil && !slices.Contains(c.rule.oneof, text) {
		return at.errorf(c.name, "%q is not one of: %s", text, strings.Join(c.rule.oneof, ", "))
	}
	what := ""
	switch p := field.Addr().Interface().(type) {
	case *string:
		*p = text
	case *[]string:
		*p = splitList(text)
	case *planner.Source:
		setSource(p, c.name, text)
	case *bool:
		*p = text == "yes"
		what = unless(text == "yes" || text == "no", "yes or no")
	case *planner.Opt[bool]:
		*p = planner.Some(text == "yes")
		what = unless(text == "yes" || text == "no", "yes, no or empty")
	case *float64:
		v, ok := number(text)
		*p, what = v, unless(ok, "a number")
	case *planner.Opt[float64]:
		v, ok := number(text)
		*p, what = planner.Some(v), unless(ok, "a number")
	case *int:
		v, err := strconv.Atoi(text)
		*p, what = v, unless(err == nil, "a whole number")
	case *planner.Opt[int]:
		v, err := strconv.Atoi(text)
		*p, what = planner.Some(v), unless(err == nil, "a whole number")
	case *planner.Decimal:
		v, err := decimal.NewFromString(text)
		*p, what = v, unless(err == nil, "a number")
	case *planner.Opt[planner.Decimal]:
		v, err := decimal.NewFromString(text)
		*p, what = planner.Some(v), unless(err == nil, "a number")
	case *map[string]float64:
		content, err := parseComposition(text)
		if err != nil {
			return at.errorf(c.name, "%s", err)
		}
		*p = content
	default:
		panic("reference: a row struct has a field type the reader does not know: " + field.Type().String())
	}
	if what != "" {
		return at.errorf(c.name, "%q is not %s", text, what)
	}
	return nil
}

// setEmpty leaves a field that may be unknown as it is, and refuses to let an
// unknown number become zero.
func setEmpty(field reflect.Value, c column, at where) error {
	_, plainBool := field.Interface().(bool)
	switch field.Interface().(type) {
	case float64, int, planner.Decimal:
		return at.errorf(c.name, "the cell is empty; a number is needed here, 0 if it is known to be none")
	}
	if c.rule.required || plainBool {
		return at.errorf(c.name, "the cell is empty; it must be given")
	}
	return nil
}

func setSource(s *planner.Source, name, text string) {
	switch name {
	case "source":
		s.Name = text
	case "source_url":
		s.URL = text
	case "source_date":
		s.Date = text
	case "confidence":
		s.Confidence = text
	}
}

func unless(ok bool, what string) string {
	if ok {
		return ""
	}
	return what
}

// number reads a finite decimal number. ParseFloat alone would also take NaN,
// Inf and hexadecimal.
func number(text string) (float64, bool) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || strings.ContainsAny(text, "xX_") {
		return 0, false
	}
	return v, true
}

// splitList splits a cell such as "S002;S024".
func splitList(text string) []string {
	parts := strings.Split(text, ";")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}
