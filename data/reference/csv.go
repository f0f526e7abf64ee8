package reference

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"unicode/utf8"

	"remanence/planner"
)

// column is one field of a row struct and the CSV column it is read from. Its
// tag is `csv:"name"` with options after commas: key (part of the row's name,
// unique together), required, date (strict) and oneof=a|b|c.
type column struct {
	name  string
	field int
	rule  rule
}

type rule struct {
	key, required, date bool
	oneof               []string
}

// sourceColumns are read into a field of type planner.Source; every table has
// them.
var sourceColumns = []string{"source", "source_url", "source_date", "confidence"}

// readTable reads one CSV into rows of T. The header must hold exactly the
// columns of T, in any order: a column nobody reads would be a fact silently
// dropped, and a column that is missing a fact silently unknown.
func readTable[T any](fsys fs.FS, file string) ([]T, error) {
	raw, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("the reference table %s cannot be read: %w", file, err)
	}
	if !utf8.Valid(raw) {
		return nil, fmt.Errorf("the reference table %s is not UTF-8 text", file)
	}
	records, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil {
		return nil, unreadable(file, err)
	}
	if len(records) < 2 {
		return nil, fmt.Errorf("the reference table %s holds no rows", file)
	}
	columns, place, err := match[T](file, records[0])
	if err != nil {
		return nil, err
	}
	rows := make([]T, len(records)-1)
	seen := map[string]int{}
	for i, cells := range records[1:] {
		at := where{file: file, row: i + 2, name: rowName(columns, place, cells)}
		if first, dup := seen[at.name]; dup {
			return nil, at.errorf(columns[0].name, "the row %q is already given in row %d", at.name, first)
		}
		seen[at.name] = at.row
		value := reflect.ValueOf(&rows[i]).Elem()
		for _, c := range columns {
			if err := set(value.Field(c.field), c, cells[place[c.name]], at); err != nil {
				return nil, err
			}
		}
	}
	return rows, nil
}

// unreadable turns an error of the CSV reader into a sentence.
func unreadable(file string, err error) error {
	var p *csv.ParseError
	if !errors.As(err, &p) {
		return fmt.Errorf("the reference table %s cannot be read: %w", file, err)
	}
	if errors.Is(p.Err, csv.ErrFieldCount) {
		return fmt.Errorf("%s, line %d: the row has more or fewer cells than the header", file, p.Line)
	}
	return fmt.Errorf("%s, line %d, character %d: the quotation marks do not close properly (%w)", file, p.Line, p.Column, p.Err)
}

// match pairs the columns of T with the header. A planner.Source field stands
// for its four columns.
func match[T any](file string, header []string) ([]column, map[string]int, error) {
	place := make(map[string]int, len(header))
	for i, name := range header {
		if _, twice := place[name]; twice {
			return nil, nil, fmt.Errorf("%s, header: the column %s is given twice", file, name)
		}
		place[name] = i
	}
	columns := columnsOf(reflect.TypeFor[T]())
	wanted := make(map[string]bool, len(columns))
	for _, c := range columns {
		wanted[c.name] = true
		if _, ok := place[c.name]; !ok {
			return nil, nil, fmt.Errorf("%s, header: the column %s is missing", file, c.name)
		}
	}
	for _, name := range header {
		if !wanted[name] {
			return nil, nil, fmt.Errorf("%s, header: the column %s is not known", file, name)
		}
	}
	return columns, place, nil
}

func columnsOf(t reflect.Type) []column {
	var columns []column
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type == reflect.TypeFor[planner.Source]() {
			for _, name := range sourceColumns {
				columns = append(columns, column{name: name, field: i, rule: sourceRule(name)})
			}
			continue
		}
		tag, ok := f.Tag.Lookup("csv")
		if !ok {
			continue
		}
		parts := strings.Split(tag, ",")
		c := column{name: parts[0], field: i}
		for _, option := range parts[1:] {
			switch {
			case option == "key":
				c.rule.key, c.rule.required = true, true
			case option == "required":
				c.rule.required = true
			case option == "date":
				c.rule.date = true
			case strings.HasPrefix(option, "oneof="):
				c.rule.oneof = strings.Split(strings.TrimPrefix(option, "oneof="), "|")
			}
		}
		columns = append(columns, c)
	}
	return columns
}

// sourceRule: the name and the confidence must be there; an address or a date
// may be unknown.
func sourceRule(name string) rule {
	switch name {
	case "source":
		return rule{required: true}
	case "source_date":
		return rule{date: true}
	case "confidence":
		return rule{required: true, oneof: []string{"high", "medium", "low"}}
	}
	return rule{}
}

func rowName(columns []column, place map[string]int, cells []string) string {
	var parts []string
	for _, c := range columns {
		if c.rule.key {
			parts = append(parts, cells[place[c.name]])
		}
	}
	return strings.Join(parts, ", ")
}

// where names a row in an error.
type where struct {
	file string
	row  int // as a spreadsheet counts: the header is row 1
	name string
}

func (w where) errorf(column, format string, args ...any) error {
	return fmt.Errorf("%s, row %d (%s), column %s: %s", w.file, w.row, w.name, column, fmt.Sprintf(format, args...))
}
