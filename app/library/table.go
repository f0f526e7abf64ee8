package library

import (
	"slices"
	"strings"

	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/data/reference"
	"remanence/planner"
)

// Table shows one topic; it implements grid.Model. The last columns are source,
// date, age in months and confidence.
type Table struct {
	Topic Topic
	today string
	all   []Row
	shown []int
	cols  []grid.Column
}

var sourceHeads = []string{tr.Mark("Date"), tr.Mark("Age"), tr.Mark("Confidence"), tr.Mark("Source")}

// NewTable reads a topic.
func NewTable(topic Topic, p *planner.Project, f *planner.Facts, today string) *Table {
	t := &Table{Topic: topic, today: today, all: topic.Rows(p, f)}
	for i, h := range append(slices.Clone(topic.Heads), sourceHeads...) {
		if i >= len(topic.Heads) {
			h = tr.Known(h)
		}
		c := grid.Column{Title: h, Width: t.width(i, h)}
		if t.numeric(i) {
			c.Align = grid.Right
		}
		t.cols = append(t.cols, c)
	}
	t.Search("")
	return t
}

// width fits a column to what most of its cells need.
func (t *Table) width(col int, title string) float32 {
	longest := len([]rune(title)) + 2
	for i := range t.all {
		longest = max(longest, len([]rune(t.text(&t.all[i], col))))
	}
	most := float32(250)
	if col == 0 && t.Topic.ID != "settings" {
		most = 150 // it stays in sight while the others scroll
	}
	return min(max(float32(longest)*6.8+16, 52), most)
}

func (t *Table) numeric(col int) bool {
	n := 0
	for i := range t.all {
		text := t.text(&t.all[i], col)
		switch {
		case text == figures.Missing || text == "":
		case strings.ContainsAny(text[:1], "0123456789-−<"):
			n++
		default:
			return false
		}
	}
	return n > 0
}

// Search keeps the rows that hold every word.
func (t *Table) Search(text string) {
	wanted := strings.Fields(strings.ToLower(text))
	t.shown = nil
	for i := range t.all {
		r := &t.all[i]
		hay := strings.ToLower(strings.Join(r.Cells, " ") + " " + strings.Join(r.Detail, " ") + " " + r.Source.Name)
		if !slices.ContainsFunc(wanted, func(w string) bool { return !strings.Contains(hay, w) }) {
			t.shown = append(t.shown, i)
		}
	}
}

// Row is the fact of a row, nil when there is none.
func (t *Table) Row(row int) *Row {
	if row < 0 || row >= len(t.shown) {
		return nil
	}
	return &t.all[t.shown[row]]
}

// Find is the row of a fact, -1 when it is not shown.
func (t *Table) Find(id string) int {
	return slices.IndexFunc(t.shown, func(i int) bool { return t.all[i].ID == id })
}

func (t *Table) text(r *Row, col int) string {
	if col < len(r.Cells) {
		return r.Cells[col]
	}
	switch sourceHeads[col-len(t.Topic.Heads)] {
	case "Date":
		return orDash(r.Source.Date)
	case "Age":
		if age := reference.SourceAgeOn(r.Source, t.today); age.OK {
			return tr.F("%d mo", age.V)
		}
		return figures.Missing
	case "Confidence":
		switch {
		case r.Own && r.Source.Confidence != "":
			return tr.F("yours, %s", tr.Known(r.Source.Confidence))
		case r.Own:
			return tr.T("yours")
		}
		return tr.Known(orDash(r.Source.Confidence))
	}
	return orDash(r.Source.Name)
}

// Rows implements grid.Model.
func (t *Table) Rows() int { return len(t.shown) }

// Columns implements grid.Model.
func (t *Table) Columns() []grid.Column { return t.cols }

// oldMonths is the age from which a fact deserves a look before it is relied on.
const oldMonths = 12

// Cell implements grid.Model.
func (t *Table) Cell(row, col int) grid.Cell {
	r := t.Row(row)
	if r == nil {
		return grid.Cell{Locked: true}
	}
	c := grid.Cell{Text: t.text(r, col), Locked: true}
	c.Tooltip = c.Text
	switch {
	case r.Default && col == 1:
		c.Style, c.Tooltip = grid.Default, tr.T("A default of the app; your own value replaces it")
	case c.Text == figures.Missing:
		c.Style, c.Tooltip = grid.Muted, tr.T("not stated")
	case r.Added && col == 0:
		c.Style, c.Tooltip = grid.Good, c.Text+"\n"+tr.T("Your own row; the library has none like it")
	case r.Own && col == 0:
		c.Style, c.Tooltip = grid.Good, c.Text+"\n"+tr.T("Your own row, in place of the shipped one")
	case col == len(r.Cells)+1:
		if age := reference.SourceAgeOn(r.Source, t.today); age.OK && age.V > oldMonths {
			c.Style, c.Tooltip = grid.Warn, tr.T("Older than a year: check it before relying on it")
		}
	}
	return c
}

// Apply implements grid.Model; facts are changed through the panel.
func (t *Table) Apply(edits []grid.Edit) []grid.Refusal {
	var out []grid.Refusal
	for _, e := range edits {
		out = append(out, grid.Refusal{Row: e.Row, Col: e.Col, Text: e.Text, Why: readOnly()})
	}
	return out
}

func readOnly() string {
	return tr.T("The library holds facts with their source. What can be replaced by your own is offered at the right.")
}

// Lines is everything known of a row.
func (t *Table) Lines(r *Row) []string {
	var out []string
	switch {
	case r.Added:
		out = append(out, tr.T("Your own row; the library has none like it."))
	case r.Own:
		out = append(out, tr.T("Your own row; it replaces the shipped one in this project."))
	}
	switch t.Topic.ID {
	case "suppliers":
		out = append(out, tr.T("Taken into the project, the company with its places and offers is yours to change on Sources, where companies of your own are added too."))
	case "routes":
		out = append(out, tr.T("Taken over to a stream on Recycling, recovery, cost and time are yours to change there, where streams of your own are added too."))
	}
	for i, h := range t.Topic.Heads {
		if r.Cells[i] != figures.Missing && r.Cells[i] != "" {
			out = append(out, h+": "+r.Cells[i])
		}
	}
	out = append(out, r.Detail...)
	return append(out, tr.F("Source: %s", words.Sentence(why.Input{Source: r.Source}.Origin(t.today))))
}
