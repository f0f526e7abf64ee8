package planner

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

// Inverse undoes the edit.
func (e Edit) Inverse() Edit { return Edit{What: e.What, Before: e.After, After: e.Before, Row: e.Row} }
