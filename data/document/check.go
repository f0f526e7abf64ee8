package document

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"remanence/planner"
)

// fault is a value of the wrong kind and where it stands.
type fault struct{ where, what string }

// check compares a tree with the type it is to be read as and names every value
// that does not fit. encoding/json would name the first only, without its row.
func check(n *node, t reflect.Type, where string) (out []fault) {
	bad := func(what string) []fault { return []fault{{where, what}} }
	opt := strings.HasPrefix(t.Name(), "Opt[") || t.Kind() == reflect.Pointer
	t = inside(t)
	null := n.kind == 's' && string(n.raw) == "null"
	switch {
	case null && (opt || t.Kind() == reflect.Slice || t.Kind() == reflect.Map || t.Kind() == reflect.String):
		return nil
	case null:
		return bad("a value is missing")
	case t == reflect.TypeFor[planner.Decimal]():
		text := strings.Trim(string(n.raw), `"`)
		if n.kind != 's' {
			return bad("an amount is expected")
		}
		if _, err := planner.ParseMoney(text); err != nil {
			return bad(fmt.Sprintf("%s is not an amount", short(text)))
		}
		return nil
	case isLeaf(t) && t.Kind() != reflect.Map:
		if n.kind != 's' {
			return bad("a single value is expected, not a list or group of values")
		}
		if err := json.Unmarshal(n.raw, reflect.New(t).Interface()); err != nil {
			return bad(fmt.Sprintf("%s is not %s", short(string(n.raw)), kindName(t)))
		}
		return nil
	case t.Kind() == reflect.Slice:
		if n.kind != '[' {
			return bad("a list is expected")
		}
		keys := rowKeys(n, inside(t.Elem()))
		for i, kid := range n.list {
			name := fmt.Sprintf("row %d", i+1)
			if _, named := rowFields[inside(t.Elem())]; named && kid.kind == '{' && keys[i] != "" {
				name += " (" + short(keys[i]) + ")"
			}
			out = append(out, check(kid, t.Elem(), where+", "+name)...)
		}
		return out
	case n.kind != '{':
		return bad("a group of named values is expected")
	case t.Kind() == reflect.Map:
		for _, k := range n.keys {
			out = append(out, check(n.kids[k], t.Elem(), where+", "+k)...)
		}
		return out
	}
	known := fieldsOf(t)
	for _, k := range n.keys {
		if ft, ok := known[k]; ok {
			at := k
			if where != "" {
				at = where + ", " + k
			}
			out = append(out, check(n.kids[k], ft, at)...)
		}
	}
	return out
}

func kindName(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[planner.Month]():
		return "a month such as 2027-01"
	case t.Kind() == reflect.String:
		return "a text"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Int || t.Kind() == reflect.Int64:
		return "a whole number"
	case t.Kind() == reflect.Float64:
		return "a number"
	}
	return "of the right kind"
}

func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:37]) + "…"
	}
	return s
}
