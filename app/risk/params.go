package risk

import (
	"strings"

	"remanence/app/grid"
	"remanence/app/pictures"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/risk"
)

// Params is the table of what the simulation assumes; it implements grid.Model.
type Params struct {
	list  risk.Parameters
	today string // year-month-day, for the age of sources
	set   func(name, text string) error
}

// Rows implements grid.Model.
func (t *Params) Rows() int { return len(t.list) }

// Columns implements grid.Model.
func (t *Params) Columns() []grid.Column {
	return []grid.Column{{Title: tr.T("What is assumed"), Width: 300}, {Title: tr.T("Value"), Kind: grid.Number, Width: 90, Editable: true, Tooltip: tr.T("Type your own; deleting brings the default back")},
		{Title: tr.T("Unit"), Width: 150}, {Title: tr.T("Why"), Width: 360}, {Title: tr.T("Source"), Width: 260}, {Title: tr.T("Date"), Width: 90}, {Title: tr.T("Age"), Unit: tr.T("months"), Kind: grid.Number, Width: 80, Tooltip: tr.T("Months since the source was dated")}}
}

// Cell implements grid.Model.
func (t *Params) Cell(row, col int) grid.Cell {
	x := &t.list[row]
	c := grid.Cell{Locked: col != 1}
	switch col {
	case 0:
		c.Text = words.Said(x.Title)
	case 1:
		c.Text = figures.Auto(x.Value)
		if x.Source.Default {
			c.Style = grid.Default
			c.Tooltip = words.Capital(why.Input{How: strings.TrimSuffix(words.Reason(x.Why), "."), Source: x.Source}.Origin(t.today))
		}
	case 2:
		c.Text = tr.Known(x.Unit)
	case 3:
		c.Text = words.Reason(x.Why)
		c.Tooltip = c.Text
	case 4:
		c.Text = words.Said(x.Source.Name)
		c.Tooltip = c.Text
	case 5:
		c.Text = x.Source.Date
	case 6:
		c.Text = figures.Missing
		if age := reference.SourceAgeOn(x.Source, t.today); age.OK {
			c.Text = figures.Number(float64(age.V), 0)
		}
	}
	return c
}

// Why explains a parameter.
func (t *Params) Why(row int) (why.Explanation, bool) {
	if row < 0 || row >= len(t.list) {
		return why.Explanation{}, false
	}
	x := &t.list[row]
	title, value := words.Said(x.Title), figures.Auto(x.Value)+" "+tr.Known(x.Unit)
	return why.Explanation{Title: title, Value: value, Formula: tr.T("an assumption of the simulation, on every path"),
		Inputs: []why.Input{{Name: title, Value: value, How: words.Reason(x.Why), Source: x.Source, What: pictures.AssumptionPath(x.Name)}}}, true
}

// RawText implements grid.RawText.
func (t *Params) RawText(row, col int) string {
	if col == 1 {
		return planner.FormatNumber(t.list[row].Value)
	}
	return t.Cell(row, col).Text
}

// Apply implements grid.Model.
func (t *Params) Apply(edits []grid.Edit) []grid.Refusal {
	var out []grid.Refusal
	for _, e := range edits {
		why := tr.T("This says where the figure comes from. The value can be typed over.")
		if e.Col == 1 && e.Row < len(t.list) && t.set != nil {
			if err := t.set(t.list[e.Row].Name, e.Text); err != nil {
				why = words.Said(err.Error())
			} else {
				continue
			}
		}
		out = append(out, grid.Refusal{Row: e.Row, Col: e.Col, Text: e.Text, Why: words.Sentence(why)})
	}
	return out
}
