package interchange

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"remanence/planner"
)

// layout says how the rows of a file become values of one type.
type layout[T any] struct {
	table    string // of planner.Path, for the click
	fields   []planner.Field[T]
	dynamic  func(name string) (planner.Field[T], bool) // columns whose names are a pattern
	required []string                                   // columns that must be there
	extra    []string                                   // columns the caller reads himself
	key      string                                     // column that names the row; a row without it is left out
	fresh    func() T                                   // a row before its cells are set
	blank    map[string]func(*T)                        // what an empty cell means where it is not "missing"
	id       func(*T, int) string                       // for the path
}

// line is one row as its file gave it.
type line struct {
	sheet *sheet
	row   row
	at    map[string]int
}

// get is the text of a cell, "" when there is no such column or cell.
func (l line) get(column string) string {
	if i, ok := l.at[column]; ok && i < len(l.row.cells) {
		return l.row.cells[i]
	}
	return ""
}

func (l line) place(column string) string { return l.sheet.place(l.row, column) }

// read sets the fields of every row of a sheet and hands each row to each.
func read[T any](r *reader, s *sheet, l layout[T], each func(*T, line)) {
	if s == nil {
		return
	}
	cols, at := l.columns(r, s)
	if !r.complete(s, at, l.required) {
		return
	}
	for n, w := range s.rows {
		here := line{s, w, at}
		if !r.fits(s, w) {
			continue
		}
		if l.key != "" && here.get(l.key) == "" {
			r.refuse(s.place(w, l.key), "", "The row has no "+l.key+"; it was left out.", "Fill in the cell or delete the row.")
			continue
		}
		var rec T
		if l.fresh != nil {
			rec = l.fresh()
		}
		type fault struct {
			column string
			err    error
		}
		var faults []fault
		for i, f := range cols {
			if f == nil {
				continue
			}
			text := ""
			if i < len(w.cells) {
				text = w.cells[i]
			}
			if text == "" && l.blank[f.Name] != nil {
				l.blank[f.Name](&rec)
				continue
			}
			if len(text) > maxCell {
				faults = append(faults, fault{f.Name, fmt.Errorf("the cell holds more than %d characters; shorten it", maxCell)})
				continue
			}
			if err := f.Set(&rec, text); err != nil {
				faults = append(faults, fault{f.Name, err})
			}
		}
		path := func(column string) string {
			if l.id == nil {
				return ""
			}
			return planner.Path(l.table, l.id(&rec, n), column)
		}
		for _, x := range faults {
			what, mend := sentences(x.err)
			r.refuse(s.place(w, x.column), path(x.column), what, mend)
		}
		each(&rec, here)
	}
}

// columns matches the header to fields. Names that match nothing are warned of
// with the nearest name that would.
func (l *layout[T]) columns(r *reader, s *sheet) ([]*planner.Field[T], map[string]int) {
	cols := make([]*planner.Field[T], len(s.header))
	at := map[string]int{}
	for i, raw := range s.header {
		if raw == "" {
			if s.filled(i) {
				r.warn(fmt.Sprintf("%s, column %d", s.file, i+1), "", "The column has no name; it was not read.", "Name it in the first row or delete it.")
			}
			continue
		}
		f, name, ok := l.find(raw)
		if !ok {
			r.warn(s.file+", column "+short(raw), "", "This column is not known; it was not read.", l.suggest(raw))
			continue
		}
		if _, twice := at[name]; twice {
			r.refuse(s.file+", column "+raw, "", "The column is there twice; only the first was read.", "Delete or rename one of them.")
			continue
		}
		at[name] = i
		cols[i] = f
	}
	return cols, at
}

// find gives the field of a column; nil for a column the caller reads himself.
// Capitals and spaces do not matter.
func (l *layout[T]) find(raw string) (*planner.Field[T], string, bool) {
	for _, name := range []string{raw, strings.ReplaceAll(strings.ToLower(raw), " ", "_")} {
		for i := range l.fields {
			if l.fields[i].Name == name {
				return &l.fields[i], name, true
			}
		}
		if slices.Contains(l.extra, name) {
			return nil, name, true
		}
		if l.dynamic != nil {
			if f, ok := l.dynamic(name); ok {
				return &f, f.Name, true
			}
		}
	}
	return nil, "", false
}

func (l *layout[T]) suggest(raw string) string {
	names := slices.Clone(l.extra)
	for _, f := range l.fields {
		names = append(names, f.Name)
	}
	if near, ok := planner.Nearest(raw, names); ok {
		return "Did you mean " + near + "?"
	}
	return "Delete it, or see docs/interchange.md for the columns of this file."
}

func (r *reader) complete(s *sheet, at map[string]int, required []string) bool {
	var missing []string
	for _, name := range required {
		if _, ok := at[name]; !ok {
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 {
		return true
	}
	noun, them := "column", "it"
	if len(missing) > 1 {
		noun, them = "columns", "them"
	}
	r.refuse(s.file, "", fmt.Sprintf("The %s %s %s missing; nothing was read from this file.", noun, strings.Join(missing, ", "), isAre(len(missing))),
		"Add "+them+" to the header row; docs/interchange.md says what "+them+" holds.")
	return false
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// fits reports whether a row's cells stand under the header. A row with cells
// beyond it has most likely slipped, so it is left out.
func (r *reader) fits(s *sheet, w row) bool {
	if len(w.cells) < len(s.header) {
		r.warn(s.place(w, ""), "", fmt.Sprintf("The row has %d cells, the header %d; the missing cells count as empty.", len(w.cells), len(s.header)),
			"Check that the file was not cut off, and fill the row up with commas.")
		return true
	}
	if len(w.cells) > len(s.header) && !blank(w.cells[len(s.header):]) {
		r.refuse(s.place(w, ""), "", fmt.Sprintf("The row has %d cells, the header only %d; the row was left out.", len(w.cells), len(s.header)),
			"Put texts that hold a comma in quotation marks.")
		return false
	}
	return true
}

func (s *sheet) filled(i int) bool {
	return slices.ContainsFunc(s.rows, func(w row) bool { return i < len(w.cells) && w.cells[i] != "" })
}

// sentences splits the error of a field, "what; how to mend it".
func sentences(err error) (what, mend string) {
	what, mend, _ = strings.Cut(err.Error(), "; ")
	return sentence(what), sentence(mend)
}

func sentence(s string) string {
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(r)) + s[n:]
	if !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "?") {
		s += "."
	}
	return s
}

// short keeps a name from the file readable in a sentence.
func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:57]) + "…"
	}
	return s
}
