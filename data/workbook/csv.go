package workbook

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"remanence/data/files"
	"remanence/planner"
)

// Table is one sheet of the workbook as a text file.
type Table struct {
	File string // name of the file
	Data []byte // UTF-8 with a byte order mark, commas, CRLF
}

// Tables gives every list of the workbook as CSV: the list itself where a sheet
// is one list, else the whole sheet. Figures are full and use a point, dates are
// year-month-day. A text that a spreadsheet would take for a formula gets an
// apostrophe in front; figures never do.
func Tables(p *planner.Project, f *planner.Facts, plan *planner.Plan, o Options) ([]Table, error) {
	b, err := made(p, f, plan, o)
	if err != nil {
		return nil, err
	}
	var out []Table
	for i, s := range b.sheets {
		data, err := s.csv()
		if err != nil {
			return nil, err
		}
		out = append(out, Table{fmt.Sprintf("%02d-%s.csv", i+1, strings.ReplaceAll(strings.ToLower(s.name), " ", "-")), data})
	}
	return out, nil
}

// SaveTables writes the tables into a folder, which it makes if need be.
func SaveTables(dir string, p *planner.Project, f *planner.Facts, plan *planner.Plan, o Options) ([]string, error) {
	tables, err := Tables(p, f, plan, o)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	var names []string
	for _, t := range tables {
		path := filepath.Join(dir, t.File)
		if err := files.Write(path, t.Data); err != nil {
			return names, err
		}
		names = append(names, path)
	}
	return names, nil
}

func (s *sheet) csv() ([]byte, error) {
	var buf bytes.Buffer
	buf.WriteString("\ufeff")
	w := csv.NewWriter(&buf)
	w.UseCRLF = true
	lastRow, lastCol := s.extent()
	first := titleRow
	if t := s.table; t != nil && t.first == headRow {
		first, lastRow, lastCol = t.first, t.last, t.columnEnd
	}
	for r := first; r <= lastRow; r++ {
		record := make([]string, lastCol)
		for c := 1; c <= lastCol; c++ {
			record[c-1] = csvField(s.cell(r, c))
		}
		if err := w.Write(record); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return buf.Bytes(), w.Error()
}

// csvField is a cell as text.
func csvField(c cell) string {
	switch v := c.value.(type) {
	case string:
		if looksLive(v) {
			return "'" + v
		}
		return v
	case bool:
		return strings.ToUpper(strconv.FormatBool(v))
	case float64:
		if c.style.format == monthly || c.style.format == dated {
			return epoch.Add(time.Duration(v) * 24 * time.Hour).Format(time.DateOnly)
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}
