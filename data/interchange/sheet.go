package interchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"remanence/planner"
)

// sheet is one CSV file as text.
type sheet struct {
	file   string
	header []string
	rows   []row
}

// row is a record with the row number a spreadsheet shows for it. Line differs
// from num below cells that hold line breaks.
type row struct {
	num, line int
	cells     []string
}

// reader gathers the project and what is wrong with its files.
type reader struct {
	fsys    fs.FS
	p       *planner.Project
	ps      planner.Problems
	opening []opening       // opening stock as demand.csv gives it
	grouped map[string]bool // suppliers whose group a row has stated
}

func (r *reader) refuse(where, path, what, mend string) {
	r.ps = append(r.ps, planner.Problem{Severity: planner.Refuses, Where: where, Path: path, What: what, Mend: mend})
}

func (r *reader) warn(where, path, what, mend string) {
	r.ps = append(r.ps, planner.Problem{Severity: planner.Warns, Where: where, Path: path, What: what, Mend: mend})
}

// place names a row, and a column when one is given.
func (s *sheet) place(w row, column string) string {
	at := fmt.Sprintf("%s, row %d", s.file, w.num)
	if w.line != w.num {
		at += fmt.Sprintf(" (line %d)", w.line)
	}
	if column != "" {
		at += ", column " + column
	}
	return at
}

// open reads a file, or reports why it cannot be read. A missing file that is
// not required is no problem.
func (r *reader) open(file string, required bool) *sheet {
	f, err := r.fsys.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		if required {
			r.refuse(file, "", "The file is missing from the folder.", "Add it; docs/interchange.md lists its columns.")
		}
		return nil
	}
	if err != nil {
		r.refuse(file, "", "The file cannot be opened: "+reason(err)+".", "Close it in other programs and check that you may read it.")
		return nil
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, MaxFileSize+1))
	if err != nil {
		r.refuse(file, "", "The file cannot be read: "+reason(err)+".", "Copy it to this computer and try again.")
		return nil
	}
	if len(b) > MaxFileSize {
		r.refuse(file, "", "The file is larger than 50 MB.", "Check that it is the right file; a case of 500 parts is below 1 MB.")
		return nil
	}
	d := decode(b)
	if d.fault != "" {
		// An empty optional file means the same as none.
		if !required && len(bytes.TrimSpace(b)) == 0 {
			r.warn(file, "", d.fault, "Nothing is read from it; delete it or fill it.")
			return nil
		}
		r.refuse(file, "", d.fault, d.mend)
		return nil
	}
	if d.note != "" {
		r.warn(file, "", "The file is not UTF-8; it was read as "+d.note+".", "Check names with accents, or save the file as CSV UTF-8.")
	}
	return r.parse(file, d.text)
}

// reason shortens an error of the file system to its cause.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

// parse cuts text into rows. Rows that break the quoting rules are reported and
// left out.
func (r *reader) parse(file string, text []byte) *sheet {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	if !bytes.ContainsRune(first, ',') {
		for _, sep := range []struct{ char, name string }{{";", "semicolons"}, {"\t", "tabs"}, {"|", "vertical bars"}} {
			if bytes.Count(first, []byte(sep.char)) > 0 {
				r.refuse(file, "", "The columns are separated by "+sep.name+", not by commas.",
					"Save the file with commas between columns and a decimal point in numbers ("+saveAsCSV+")")
				return nil
			}
		}
	}
	c := csv.NewReader(bytes.NewReader(text))
	c.FieldsPerRecord = -1
	s := &sheet{file: file}
	broken := 0 // line breaks inside cells so far: spreadsheets do not count them as rows
	for {
		cells, err := c.Read()
		if err == io.EOF {
			break
		}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			r.quoteProblem(file, pe)
			continue
		}
		if err != nil {
			r.refuse(file, "", "The file cannot be read: "+err.Error()+".", saveAsCSV)
			break
		}
		line, _ := c.FieldPos(0)
		w := row{num: line - broken, line: line, cells: cells}
		for i := range cells {
			broken += strings.Count(cells[i], "\n")
			cells[i] = strings.TrimSpace(cells[i])
		}
		if s.header == nil {
			s.header = cells
			continue
		}
		if !blank(cells) {
			s.rows = append(s.rows, w)
		}
	}
	if s.header == nil {
		r.refuse(file, "", "The file has no header row.", "Put the column names in the first row.")
		return nil
	}
	return s
}

func (r *reader) quoteProblem(file string, pe *csv.ParseError) {
	where := fmt.Sprintf("%s, row %d", file, pe.StartLine)
	if pe.Line != pe.StartLine && errors.Is(pe.Err, csv.ErrQuote) {
		r.refuse(where, "", fmt.Sprintf("A quotation mark opens a text that is not closed properly (up to line %d); these rows were left out.", pe.Line),
			"Close the quotation mark, and double every quotation mark inside a text.")
		return
	}
	r.refuse(where, "", "A quotation mark stands in the wrong place; the row was left out.",
		"Put texts with commas or quotation marks in quotation marks, and double those inside.")
}

func blank(cells []string) bool {
	for _, c := range cells {
		if c != "" {
			return false
		}
	}
	return true
}
