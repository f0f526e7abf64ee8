package workbook

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	foreign "remanence/data/sheets/book"
	"remanence/planner"
)

// Returned is what a workbook that came back says differently from a project.
type Returned struct {
	Edits []planner.Edit // in the order of the sheets; they apply together as one change
	Lines []ReturnedLine // of each edit, where it stands and what it changes
	// Refused are changed cells that cannot be taken over; they change nothing.
	Refused planner.Problems
	// Absent are rows of the project that stand in no list of the workbook; they
	// stay as they are.
	Absent planner.Problems
	// Open is what stands in the way of a plan with the rows that were added.
	Open  planner.Problems
	Cells int // input cells compared
	// Digest is that of the project as the workbook was written, "" when it does not
	// say; with another one, cells changed in the app meanwhile show as differences.
	Digest string

	awards readAwards
}

// ChangedMeanwhile is said when Returned.Digest is not that of the project.
const ChangedMeanwhile = "The project was changed after this workbook was written: what was changed in the app since then shows as a difference too."

// ReturnedLine is one changed cell.
type ReturnedLine struct {
	Place         string // sheet and cell
	What          string // in words
	Before, After string
}

// ReadBack compares the blue cells of a workbook of this app with a project.
// Rows and columns are found by their names, so that sorting, inserting and
// moving them does no harm. A row added to a list is a row added to the project. An
// unchanged workbook gives no edit. A figure typed
// over a formula, or an award quantity, is no input and is not read. The error is
// a sentence.
func ReadBack(ctx context.Context, path string, p *planner.Project) (*Returned, error) {
	b, err := foreign.Open(ctx, path, foreign.Options{})
	if err != nil {
		return nil, err
	}
	return compare(b, p)
}

// Ours reports whether a file is a finance workbook of this app that can be read
// back. It looks at the first rows of each sheet only.
func Ours(ctx context.Context, path string) bool {
	if e := strings.ToLower(filepath.Ext(path)); e != ".xlsx" && e != ".xlsm" {
		return false
	}
	b, err := foreign.Open(ctx, path, foreign.Options{MaxRows: 20})
	if err != nil {
		return false
	}
	for i := range b.Sheets {
		for j := range b.Sheets[i].Rows {
			for _, c := range b.Sheets[i].Rows[j].Cells {
				if c.Kind == foreign.Text && c.Text == rowKeyHead {
					return true
				}
			}
		}
	}
	return false
}

func compare(b *foreign.Book, p *planner.Project) (*Returned, error) {
	x := &comparison{p: p, next: p.Clone(), out: &Returned{}, seen: map[string]string{}, lots: map[string]int{}, listed: map[string]map[string]bool{},
		added: map[string]*addition{}, newRows: map[rowAt]*addition{}}
	for i, name := range lotNames(p.Stock) {
		x.lots[name] = i
	}
	x.additions(b)
	found := false
	for i := range b.Sheets {
		found = x.sheet(b, &b.Sheets[i]) || found
		if b.Sheets[i].Name == awardName {
			x.awards(b, &b.Sheets[i])
		}
	}
	if !found {
		return nil, fmt.Errorf("%s is not a finance workbook of this app: no sheet has a column %q. Import it as anybody's sheet instead", b.Name, rowKeyHead)
	}
	x.settleAdded()
	x.absent()
	return x.out, nil
}

// comparison goes through a workbook; next is the project with the edits so far.
type comparison struct {
	p, next *planner.Project
	out     *Returned
	seen    map[string]string          // path → place of its first cell
	lots    map[string]int             // name of a lot → its place in the stock
	listed  map[string]map[string]bool // tables that a list shows whole → rows it has

	added      map[string]*addition // by the path of the new row
	addedOrder []*addition
	newRows    map[rowAt]*addition // where they stand; nil where one was refused
}

// sheet reads every input list of a sheet and reports whether there is one.
func (x *comparison) sheet(b *foreign.Book, s *foreign.Sheet) bool {
	found := false
	for i := range s.Rows {
		for k := range s.Rows[i].Cells {
			c := &s.Rows[i].Cells[k]
			switch {
			case c.Kind != foreign.Text:
			case c.Text == rowKeyHead:
				found = true
				x.list(b, s, i, int(c.Col))
			case c.Text == digestNow && x.out.Digest == "":
				x.out.Digest = statedText(s.Rows[i].At(int(c.Col) + 1))
			case c.Text == digestPlan && x.out.awards.digest == "":
				x.out.awards.digest = statedText(s.Rows[i].At(int(c.Col) + 1))
			}
		}
	}
	return found
}

// cell compares one input cell with the project.
func (x *comparison) cell(place, path string, c *foreign.Cell, from1904 bool) {
	if now, ok := strings.CutPrefix(path, libraryMark); ok {
		x.library(place, now, c)
		return
	}
	kind, ok := kindOfPath(path)
	if !ok {
		return // a note above the header, or a row of something else
	}
	before, err := x.p.Cell(path)
	if err != nil {
		if !c.Empty() {
			x.refuse(place, path, fmt.Sprintf("The project has no such row: %v.", err), "Add the row in the app, or take it out of the workbook.")
		}
		return
	}
	x.out.Cells++
	after, same, problem := read(kind, before, c, from1904)
	switch {
	case problem != "":
		x.refuse(place, path, problem, "Correct the cell and import the workbook again.")
		return
	case same || isDemand(path) && before == "" && after == "0":
		return
	}
	if after == "" && namesRow(path) {
		x.refuse(place, path, "The cell is empty; that would take the row itself out of the project.", "Type 0, or delete the row in the app.")
		return
	}
	if first, twice := x.seen[path]; twice {
		x.refuse(place, path, "The same cell of the project stands in "+first+" as well.", "Keep one of the two rows.")
		return
	}
	x.seen[path] = place
	e := planner.Edit{What: path, Before: before, After: after}
	if err := x.next.Apply(e); err != nil {
		x.refuse(place, path, fmt.Sprintf("%q is not taken: %v.", after, err), "Correct the cell and import the workbook again.")
		return
	}
	// The project's own way of writing it, so that the same figure is the same text.
	if e.After, err = x.next.Cell(path); err != nil || e.After == before {
		return
	}
	x.out.Edits = append(x.out.Edits, e)
	x.out.Lines = append(x.out.Lines, ReturnedLine{place, pathWords(path), before, e.After})
}

// library says when a figure of the library was typed over: the project has no row
// that could take it.
func (x *comparison) library(place, now string, c *foreign.Cell) {
	before, err := planner.ParseNumber(now)
	if err != nil {
		return
	}
	if after, err := planner.ParseNumber(c.String()); err == nil && math.Abs(after-before) <= 1e-9*math.Abs(before) {
		return
	}
	x.out.Refused = append(x.out.Refused, planner.Problem{Severity: planner.Refuses, Where: place,
		What: fmt.Sprintf("This figure (%s) is of the library, not of the project, so that another cannot be taken from here.", now),
		Mend: "Enter your own in the app, on the page Library, or type a price or freight into the offer."})
}

func (x *comparison) refuse(place, path, what, mend string) {
	x.out.Refused = append(x.out.Refused, planner.Problem{Severity: planner.Refuses, Where: place + " (" + pathWords(path) + ")", Path: path, What: what, Mend: mend})
}

// pathWords names a cell for people.
func pathWords(path string) string {
	kind, id, field, err := planner.SplitPath(path)
	if err != nil {
		return path
	}
	return strings.TrimSpace(kind+" "+id) + ", " + strings.ReplaceAll(field, "_", " ")
}

// namesRow reports a cell without which its row is gone: the share of an origin, an
// exchange rate. Rows are taken out in the app, where one undo brings them back in
// their place.
func namesRow(path string) bool {
	table, _, field, err := planner.SplitPath(path)
	return err == nil && (table == "profile" && strings.Contains(field, "|") || table == "settings" && strings.HasPrefix(field, "fx_"))
}

func isDemand(path string) bool {
	kind, _, field, _ := planner.SplitPath(path)
	_, err := planner.ParseMonth(field)
	return kind == "part" && err == nil
}

// kindOfPath is how the cell of a path is written; false for none of ours.
func kindOfPath(path string) (inputKind, bool) {
	table, _, field, err := planner.SplitPath(path)
	if err != nil {
		return asText, false
	}
	switch table {
	case "settings":
		if f, ok := planner.FXField(field); ok {
			return kindOf(f), true
		}
		return kindAmong(planner.SettingFields, field)
	case "offer":
		if f, ok := planner.TierField(field); ok {
			return kindOf(f), true
		}
		if f, ok := planner.IndexField(field); ok {
			return kindOf(f), true
		}
		return kindAmong(planner.OfferFields, field)
	case "part":
		if _, err := planner.ParseMonth(field); err == nil {
			return asNumber, true
		}
		return kindAmong(planner.PartFields, field)
	case "lane":
		return kindAmong(planner.LaneFields, field)
	case "supplier":
		return kindAmong(planner.SupplierFields, field)
	case "stock":
		return kindAmong(planner.StockFields, field)
	case "pool":
		if _, err := planner.ParseMonth(strings.TrimSuffix(field, "_ramp_months")); err == nil {
			return asNumber, true
		}
		return kindAmong(planner.PoolFields, field)
	case "profile":
		return asPercent, strings.Count(field, "|") == 3
	case "stream":
		if f, ok := planner.YieldField(field); ok {
			return kindOf(f), true
		}
		return kindAmong(planner.StreamFields, field)
	case "design":
		return kindAmong(planner.DesignFields, field)
	case "rule":
		return kindAmong(planner.RuleFields, field)
	case "scenario":
		if of, ok := planner.ChangedCell(field); ok {
			return kindOfPath(of)
		}
		if planner.HandCell(field) {
			return asPercent, true
		}
		return kindAmong(planner.ScenarioFields, field)
	case "index":
		f, ok := planner.IndexValueField(field)
		return kindOf(f), ok
	}
	return asText, false
}

func kindAmong[T any](fields []planner.Field[T], name string) (inputKind, bool) {
	for _, f := range fields {
		if f.Name == name {
			return kindOf(f), true
		}
	}
	return asText, false
}

// statedText is what a cell of the Cover says, "" where nothing was stated.
func statedText(c *foreign.Cell) string {
	if c.Empty() || c.Text == "not stated" {
		return ""
	}
	return c.Text
}

// dayOf is the day of a date in a cell.
func dayOf(days float64, from1904 bool) time.Time {
	if from1904 {
		days += 1462
	}
	return epoch.Add(time.Duration(days) * 24 * time.Hour)
}

// read gives the text of a cell for its field, and whether it says what the
// project says.
func read(kind inputKind, before string, c *foreign.Cell, from1904 bool) (after string, same bool, problem string) {
	want := inputCell(kind, before).value
	switch {
	case c.Empty():
		return "", before == "", ""
	case c.Kind == foreign.Fault:
		return "", false, "The cell shows the error " + c.Text + "."
	case c.Kind == foreign.Number && kind != asText:
		if w, ok := want.(float64); ok && math.Abs(c.Num-w) <= 1e-13*math.Max(math.Abs(c.Num), math.Abs(w)) {
			return before, true, ""
		}
		switch kind {
		case asPercent:
			v, err := strconv.ParseFloat(foreign.FormatNumber(c.Num)+"e2", 64)
			if err != nil {
				v = c.Num * 100
			}
			return planner.FormatNumber(v), false, ""
		case asMonth:
			day := dayOf(c.Num, from1904)
			return fmt.Sprintf("%04d-%02d", day.Year(), day.Month()), false, ""
		}
		return foreign.FormatNumber(c.Num), false, ""
	}
	text := strings.TrimSpace(c.String())
	if w, ok := want.(string); ok && strings.TrimSpace(w) == text {
		return before, true, ""
	}
	if kind == asPercent {
		text = strings.TrimSpace(strings.TrimSuffix(text, "%"))
	}
	return text, text == before, ""
}
