package planner

import "strings"

// Edit is one change of a project, as a value: the same value drives undo, the
// journal, the change log and the staleness of plans.
//
// What is a path: "settings/discount_rate_pct", "part/EA110-RO/mass_g",
// "part/EA110-RO/2027-03", "offer/O01/price", "rule/R01/value_to". Before and
// After are the cell's text. A path of two parts speaks of a whole row: Before
// and After are its JSON, "" where it is not there, and Row is its position.
type Edit struct {
	What   string `json:"what"`
	Before string `json:"before"`
	After  string `json:"after"`
	Row    int    `json:"row,omitempty"`
}

// Inverse undoes the edit. An edit that renames its row is undone under the
// new name.
func (e Edit) Inverse() Edit {
	return Edit{What: renamed(e.What, e.After), Before: e.After, After: e.Before, Row: e.Row}
}

// renamed is where the cell or row of a path stands after its text was set.
func renamed(path, after string) string {
	name, id, field, err := SplitPath(path)
	if err != nil || after == "" {
		return path
	}
	switch {
	case field == "":
		if t, ok := tables[name]; ok {
			if now, ok := t.idOf(after, id); ok {
				return Path(name, now)
			}
		}
	case name == "lane":
		if k := strings.Split(id, ">"); len(k) == 3 {
			for i, f := range []string{"from_country", "to_country", "mode"} {
				if f == field {
					k[i] = strings.TrimSpace(after)
				}
			}
			return Path(name, strings.Join(k, ">"), field)
		}
	case name == "design":
		part, grade, _ := strings.Cut(id, ">")
		switch field {
		case "part":
			return Path(name, after+">"+grade, field)
		case "to_grade":
			return Path(name, part+">"+after, field)
		}
	case idField[name] == field:
		return Path(name, strings.TrimSpace(after), field)
	}
	return path
}

// idField is the column that names a row of a table.
var idField = map[string]string{"part": "part", "supplier": "supplier", "offer": "offer_id",
	"stream": "stream_id", "rule": "rule_id", "scenario": "scenario_id", "index": "index_id"}
