package imports

import (
	"fmt"
	"slices"
	"strings"

	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/data/sheets"
)

// Rows is the preview as a table: what becomes of each row, and its cells as they
// stand in the sheet. Typing into a cell mends it here.
type Rows struct {
	flow  *Flow
	Only  sheets.Status // "" shows all rows
	shown []int
	// Changed is called after a cell was typed.
	Changed func()
}

// fixed columns before those of the sheet.
const (
	rowColumn = iota
	stateColumn
	nameColumn
	firstCell
)

// Reload looks at the result again.
func (t *Rows) Reload() {
	t.shown = t.shown[:0]
	if t.flow.Result == nil {
		return
	}
	for i := range t.flow.Result.Rows {
		r := &t.flow.Result.Rows[i]
		if r.Status == sheets.Came || t.Only != "" && r.Status != t.Only {
			continue
		}
		t.shown = append(t.shown, i)
	}
}

// Rows implements grid.Model.
func (t *Rows) Rows() int { return len(t.shown) }

// Columns implements grid.Model.
func (t *Rows) Columns() []grid.Column {
	out := []grid.Column{
		{Title: tr.T("Row"), Width: 52, Align: grid.Right, Tooltip: tr.T("Number of the row in the sheet")},
		{Title: tr.T("What happens"), Width: 122},
		{Title: tr.T("Reads as"), Width: 150},
	}
	if t.flow.Result == nil {
		return out
	}
	for _, a := range t.flow.Result.Columns {
		title := a.Head
		if title == "" {
			title = tr.T("(no name)")
		}
		c := grid.Column{Title: strings.ReplaceAll(title, "\n", " "), Unit: targetTitle(t.flow.Mapping.Kind, a.Target), Width: 110, Editable: true, Tooltip: tr.T("Type to mend the cell for this import; the file stays as it is")}
		if period := t.flow.Table.PeriodOf(a.Col); period != "" {
			c.Unit = period
		}
		if numeric(t.flow.Mapping.Kind, a.Target) {
			c.Align, c.Width = grid.Right, 92
		}
		out = append(out, c)
	}
	return out
}

func targetTitle(k sheets.Kind, name string) string {
	for _, t := range sheets.Targets(k) {
		if t.Name == name {
			return own(t.Title)
		}
	}
	return strings.ReplaceAll(name, "_", " ")
}

func numeric(k sheets.Kind, name string) bool {
	for _, t := range sheets.Targets(k) {
		if t.Name == name {
			return t.Shape == sheets.Figure || t.Shape == sheets.Whole || t.Shape == sheets.Money || t.Shape == sheets.Percent
		}
	}
	return false
}

// Cell implements grid.Model.
func (t *Rows) Cell(row, col int) grid.Cell {
	if row >= len(t.shown) {
		return grid.Cell{}
	}
	r := &t.flow.Result.Rows[t.shown[row]]
	switch col {
	case rowColumn:
		return grid.Cell{Text: fmt.Sprint(r.N), Style: grid.Muted}
	case stateColumn:
		return stateCell(r)
	case nameColumn:
		return grid.Cell{Text: r.Name, Tooltip: diffText(r)}
	}
	cell := grid.Cell{Text: strings.ReplaceAll(r.Texts[col-firstCell], "\n", " ")}
	at := t.flow.Result.Columns[col-firstCell].Col
	if fix, ok := t.flow.fixes[sheets.Cell{Row: r.N, Col: at}]; ok {
		cell.Text, cell.Style, cell.Tooltip = fix, grid.Good, tr.T("Typed here")
	}
	for _, p := range r.Problems {
		if p.Col != at {
			continue
		}
		if p.Severity == sheets.Remark {
			if cell.Style == grid.Normal {
				cell.Style = grid.Warn
			}
			cell.Tooltip = strings.TrimSpace(cell.Tooltip + "\n" + sentence(p))
		} else {
			cell.Problem = strings.TrimSpace(own(p.What) + "\n" + own(p.Mend))
		}
	}
	return cell
}

// stateCell says what becomes of a row, in a word and a colour.
func stateCell(r *sheets.Row) grid.Cell {
	cell := grid.Cell{Text: own(string(r.Change)), Tooltip: diffText(r)}
	switch r.Status {
	case sheets.Waits:
		cell = grid.Cell{Text: tr.T("question"), Style: grid.Warn, Tooltip: problemText(r)}
	case sheets.Refused:
		cell = grid.Cell{Text: tr.T("refused"), Style: grid.Bad, Tooltip: problemText(r)}
	case sheets.Dropped:
		cell = grid.Cell{Text: tr.T("left out"), Style: grid.Muted}
	default:
		if r.Change == sheets.New || r.Change == sheets.Changed {
			cell.Style = grid.Good
		} else {
			cell.Style = grid.Muted
		}
		if remarked(r) {
			cell.Style, cell.Tooltip = grid.Warn, strings.TrimSpace(problemText(r)+"\n"+cell.Tooltip)
		}
	}
	return cell
}

// remarked reports a row that comes in with a remark on one of its cells.
func remarked(r *sheets.Row) bool {
	return r.Status == sheets.Good && slices.ContainsFunc(r.Problems, func(p sheets.Problem) bool { return p.Col >= 0 })
}

// problemText lists what is wrong with a row, a line each.
func problemText(r *sheets.Row) string {
	var out []string
	for _, p := range r.Problems {
		text := sentence(p)
		if p.Column != "" {
			text = p.Column + ": " + text
		}
		out = append(out, text)
	}
	return strings.Join(out, "\n")
}

func diffText(r *sheets.Row) string {
	var out []string
	for i, d := range r.Diffs {
		if i == 8 {
			out = append(out, tr.N(len(r.Diffs)-8, "and %s more", "and %s more"))
			break
		}
		if d.Before == "" {
			out = append(out, own(d.Title)+": "+d.After)
		} else {
			out = append(out, own(d.Title)+": "+d.Before+" → "+d.After)
		}
	}
	return strings.Join(out, "\n")
}

// Apply implements grid.Model: typed cells become fixes of the import.
func (t *Rows) Apply(edits []grid.Edit) []grid.Refusal {
	var refused []grid.Refusal
	for _, e := range edits {
		if e.Row >= len(t.shown) || e.Col < firstCell {
			refused = append(refused, grid.Refusal{Row: e.Row, Col: e.Col, Text: e.Text, Why: tr.T("Rows are those of the sheet.")})
			continue
		}
		t.flow.Fix(t.shown[e.Row], e.Col-firstCell, e.Text)
	}
	if len(refused) < len(edits) && t.Changed != nil {
		t.Changed()
	}
	return refused
}

// Row is the result's row at a line of the table, nil when there is none.
func (t *Rows) Row(row int) *sheets.Row {
	if row < 0 || row >= len(t.shown) {
		return nil
	}
	return &t.flow.Result.Rows[t.shown[row]]
}

// Columns of the mapping as a table: name, examples, meaning, confidence, unit.
type Columns struct {
	flow    *Flow
	Changed func()
}

const (
	headColumn = iota
	exampleColumn
	meansColumn
	sureColumn
	unitColumn
)

// notRead is the meaning of a column that is left alone.
func notRead() string { return tr.T("not read") }

// Rows implements grid.Model.
func (t *Columns) Rows() int { return len(t.flow.Mapping.Columns) }

// Columns implements grid.Model.
func (t *Columns) Columns() []grid.Column {
	return []grid.Column{
		{Title: tr.T("In the sheet"), Width: 240}, {Title: tr.T("Holds@@examples"), Width: 330},
		{Title: tr.T("Means"), Width: 200, Kind: grid.Choice, Editable: true, Choices: t.choices, Tooltip: tr.T("What the column is read as; choose another")},
		{Title: tr.T("Sure"), Width: 78, Align: grid.Right, Tooltip: tr.T("How sure the app is")},
		{Title: tr.T("Unit"), Width: 130, Kind: grid.Choice, Editable: true, Choices: t.units, Tooltip: tr.T("Unit of plain numbers in the column; a unit in a cell counts before it")},
	}
}

func (t *Columns) choices(int) []string {
	out := []string{notRead()}
	for _, x := range sheets.Targets(t.flow.Mapping.Kind) {
		out = append(out, own(x.Title))
	}
	return out
}

func (t *Columns) units(row int) []string {
	a := &t.flow.Mapping.Columns[row]
	for _, x := range sheets.Targets(t.flow.Mapping.Kind) {
		if x.Name != a.Target {
			continue
		}
		switch x.Unit {
		case "g":
			return []string{"g", "kg"}
		case "kg", "pcs":
			if x.Shape == sheets.Money {
				return []string{"EUR/pcs", "EUR/1000 pcs", "EUR/kg", "USD/pcs", "USD/kg"}
			}
			return []string{"pcs", "kpcs", "kg", "t"}
		case "price":
			return []string{"EUR/pcs", "EUR/100 pcs", "EUR/1000 pcs", "EUR/kg", "USD/pcs", "USD/1000 pcs", "USD/kg", "CNY/kg", "CNY/pcs", "JPY/pcs"}
		case "weeks", "days", "months":
			return []string{"days", "weeks", "months"}
		case "%":
			return []string{"%"}
		}
	}
	return nil
}

// Cell implements grid.Model.
func (t *Columns) Cell(row, col int) grid.Cell {
	a := &t.flow.Mapping.Columns[row]
	switch col {
	case headColumn:
		if a.Head == "" {
			return grid.Cell{Text: tr.T("(no name)"), Style: grid.Muted}
		}
		return grid.Cell{Text: strings.ReplaceAll(a.Head, "\n", " ")}
	case exampleColumn:
		return grid.Cell{Text: strings.Join(t.flow.Table.Examples(a.Col, 4), " · "), Style: grid.Muted}
	case meansColumn:
		if a.Target == "" {
			return grid.Cell{Text: notRead(), Style: grid.Muted}
		}
		c := grid.Cell{Text: targetTitle(t.flow.Mapping.Kind, a.Target)}
		if !a.Sure() {
			c.Style = grid.Warn
			if c.Tooltip = tr.T("Not sure; check it"); a.Rival != "" {
				c.Tooltip = tr.F("“%s” could be it as well", a.Rival)
			}
		}
		return c
	case sureColumn:
		switch {
		case a.Chosen && t.flow.Mapping.Known:
			return grid.Cell{Text: tr.T("as before"), Style: grid.Muted}
		case a.Chosen:
			return grid.Cell{Text: tr.T("chosen"), Style: grid.Muted}
		case a.Target == "":
			return grid.Cell{}
		}
		return grid.Cell{Text: fmt.Sprintf("%.0f %%", 100*a.Confidence)}
	}
	unit := a.Unit
	if unit == "" {
		unit = t.flow.Table.UnitOf(a.Col)
	}
	return grid.Cell{Text: unit, Locked: a.Target == "" || t.units(row) == nil}
}

// Apply implements grid.Model.
func (t *Columns) Apply(edits []grid.Edit) []grid.Refusal {
	var refused []grid.Refusal
	for _, e := range edits {
		a := &t.flow.Mapping.Columns[e.Row]
		switch e.Col {
		case meansColumn:
			name, ok := t.byTitle(e.Text)
			if !ok {
				refused = append(refused, grid.Refusal{Row: e.Row, Col: e.Col, Text: e.Text, Why: tr.T("Choose a meaning from the list.")})
				continue
			}
			t.flow.Mapping.Set(a.Col, name)
		case unitColumn:
			a.Unit = strings.TrimSpace(e.Text)
		}
	}
	if len(refused) < len(edits) && t.Changed != nil {
		t.Changed()
	}
	return refused
}

func (t *Columns) byTitle(title string) (string, bool) {
	title = strings.TrimSpace(title)
	if title == "" || title == notRead() {
		return "", true
	}
	for _, x := range sheets.Targets(t.flow.Mapping.Kind) {
		if strings.EqualFold(own(x.Title), title) || strings.EqualFold(x.Title, title) || x.Name == title {
			return x.Name, true
		}
	}
	return "", false
}

var (
	_ grid.Model = (*Rows)(nil)
	_ grid.Model = (*Columns)(nil)
)
