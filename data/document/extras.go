package document

import (
	"encoding"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"remanence/planner"
)

// extra holds the fields of an object, and of what lies in it, that this
// version does not know: another version wrote them and must find them again.
type extra struct {
	fields []field           // in the order of the file
	kids   map[string]*extra // by field name, or by row key in a list
}

type field struct {
	name  string
	value *node
}

func (x *extra) none() bool { return x == nil || len(x.fields) == 0 && len(x.kids) == 0 }

var (
	marshaler     = reflect.TypeFor[json.Marshaler]()
	textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()
)

// inside gives the type whose fields an object of type t has: through pointers
// and through values that may be missing.
func inside(t reflect.Type) reflect.Type {
	for {
		switch {
		case t.Kind() == reflect.Pointer:
			t = t.Elem()
		case strings.HasPrefix(t.Name(), "Opt[") && t.Kind() == reflect.Struct:
			t = t.Field(0).Type
		default:
			return t
		}
	}
}

// isLeaf reports a type that writes its own JSON and has no fields to look into.
func isLeaf(t reflect.Type) bool {
	return t.Implements(marshaler) || t.Implements(textMarshaler) || t.Kind() != reflect.Struct && t.Kind() != reflect.Slice
}

// fieldsOf are the JSON names of a struct with their types.
func fieldsOf(t reflect.Type) map[string]reflect.Type {
	out := map[string]reflect.Type{}
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			name = f.Name
		}
		if name != "-" && f.IsExported() {
			out[name] = f.Type
		}
	}
	return out
}

// split takes the unknown fields out of a tree that stands for a value of type
// t and returns them.
func split(n *node, t reflect.Type) *extra {
	t = inside(t)
	if isLeaf(t) {
		return nil
	}
	x := &extra{kids: map[string]*extra{}}
	switch {
	case n.kind == '{' && t.Kind() == reflect.Struct:
		known := fieldsOf(t)
		n.keys = slices.DeleteFunc(n.keys, func(k string) bool {
			ft, ok := known[k]
			if !ok {
				x.fields = append(x.fields, field{k, n.kids[k]})
				delete(n.kids, k)
				return true
			}
			if kid := split(n.kids[k], ft); !kid.none() {
				x.kids[k] = kid
			}
			return false
		})
	case n.kind == '[' && t.Kind() == reflect.Slice:
		keys := rowKeys(n, inside(t.Elem()))
		for i, kid := range n.list {
			if e := split(kid, t.Elem()); !e.none() {
				x.kids[keys[i]] = e
			}
		}
	}
	if x.none() {
		return nil
	}
	return x
}

// join puts unknown fields back into a tree, those of rows that are gone
// excepted.
func join(n *node, t reflect.Type, x *extra) {
	if x.none() {
		return
	}
	t = inside(t)
	switch {
	case n.kind == '{' && t.Kind() == reflect.Struct:
		known := fieldsOf(t)
		for _, k := range slices.Sorted(maps.Keys(x.kids)) {
			if kid, ok := n.kids[k]; ok {
				join(kid, known[k], x.kids[k])
			}
		}
		for _, f := range x.fields {
			n.set(f.name, f.value)
		}
	case n.kind == '[' && t.Kind() == reflect.Slice:
		keys := rowKeys(n, inside(t.Elem()))
		for i, kid := range n.list {
			join(kid, t.Elem(), x.kids[keys[i]])
		}
	}
}

// rowFields name the rows of a list; rows of other types are known by their
// position.
var rowFields = map[reflect.Type][]string{
	reflect.TypeFor[planner.Part](): {"id"}, reflect.TypeFor[planner.Offer](): {"id"},
	reflect.TypeFor[planner.Pool](): {"id"}, reflect.TypeFor[planner.Profile](): {"id"},
	reflect.TypeFor[planner.Stream](): {"id"}, reflect.TypeFor[planner.Rule](): {"id"},
	reflect.TypeFor[planner.Scenario](): {"id"}, reflect.TypeFor[planner.Material](): {"id"},
	reflect.TypeFor[planner.Supplier](): {"name"}, reflect.TypeFor[planner.Grade](): {"name"},
	reflect.TypeFor[planner.Site]():   {"name", "country", "stage"},
	reflect.TypeFor[planner.Design](): {"part", "to_grade"}, reflect.TypeFor[planner.Rate](): {"currency"},
	reflect.TypeFor[planner.Remark](): {"key"}, reflect.TypeFor[planner.CapacityStep](): {"from"},
	reflect.TypeFor[planner.Origin](): {"element", "stage", "country", "origin"},
	reflect.TypeFor[planner.Index]():  {"id"}, reflect.TypeFor[planner.IndexPoint](): {"from"},
	reflect.TypeFor[planner.Lane]():     {"from", "to", "mode"},
	reflect.TypeFor[planner.StockLot](): {"part", "kind", "month", "offer"},
	reflect.TypeFor[Result]():           {"name"},
	reflect.TypeFor[planner.OwnDuty]():  {"id"}, reflect.TypeFor[planner.Regulation](): {"id"},
	reflect.TypeFor[planner.Element](): {"symbol"}, reflect.TypeFor[planner.Country](): {"iso2"},
	reflect.TypeFor[planner.Evidence]():   {"period", "origin", "population", "metric"},
	reflect.TypeFor[planner.WorldShare](): {"stage", "country", "year", "scope"},
}

// rowKeys gives each row of a list a key; rows of one name are told apart by
// their order.
func rowKeys(n *node, t reflect.Type) []string {
	names := rowFields[t]
	out := make([]string, len(n.list))
	seen := map[string]int{}
	for i, row := range n.list {
		if names == nil || row.kind != '{' {
			out[i] = fmt.Sprint(i)
			continue
		}
		parts := make([]string, len(names))
		for j, f := range names {
			kid := row.kids[f]
			if parts[j] = kid.text(); parts[j] == "" && kid != nil && kid.kind == 's' {
				parts[j] = string(kid.raw) // a number, such as a year
			}
		}
		key := strings.Join(parts, ">")
		if seen[key]++; seen[key] > 1 {
			key += fmt.Sprintf("#%d", seen[key])
		}
		out[i] = key
	}
	return out
}

// lists maps the table of an edit to its field in the project.
var lists = map[string]string{"part": "parts", "offer": "offers", "supplier": "suppliers", "pool": "pools",
	"profile": "profiles", "stream": "streams", "rule": "rules", "scenario": "scenarios", "design": "designs", "index": "indices", "lane": "lanes",
	"duty": "own_duties", "regulation": "own_regulations", "element": "own_elements", "country": "own_countries",
	"evidence": "own_evidence", "share": "own_world_shares", "grade": "grades", "material": "materials"}

// follow moves the unknown fields of a row that an edit renames.
func (x *extra) follow(e planner.Edit) {
	if x.none() || x.kids["project"] == nil {
		return
	}
	now := e.Inverse().What
	if now == e.What {
		return
	}
	table, from, _, err1 := planner.SplitPath(e.What)
	_, to, _, err2 := planner.SplitPath(now)
	rows := x.kids["project"].kids[lists[table]]
	if err1 != nil || err2 != nil || rows == nil || rows.kids[from] == nil {
		return
	}
	rows.kids[to] = rows.kids[from]
	delete(rows.kids, from)
}
