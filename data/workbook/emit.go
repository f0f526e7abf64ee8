package workbook

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// emit makes the sheets of an Excel file and has their cells written with it.
// Everything must be set before the stream writer opens or before it is flushed;
// later settings are lost without an error (measured), so the order below is not
// free.
func emit(f *excelize.File, sheets []*sheet, letter bool, footer string) error {
	st := &styles{f: f, known: map[style]int{}}
	if err := f.SetDefaultFont("Calibri"); err != nil {
		return err
	}
	rows := map[string]*rowWriter{}
	zipped(f, rows)
	for i, s := range sheets {
		if s.err != nil {
			return s.err
		}
		rows[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = &rowWriter{s: s, ids: st.known}
		if i == 0 {
			if err := f.SetSheetName("Sheet1", s.name); err != nil {
				return err
			}
			continue
		}
		if _, err := f.NewSheet(s.name); err != nil {
			return err
		}
	}
	for _, s := range sheets {
		if err := emitSheet(f, st, s, letter, footer); err != nil {
			return fmt.Errorf("sheet %s: %w", s.name, err)
		}
	}
	return nil
}

func emitSheet(f *excelize.File, st *styles, s *sheet, letter bool, footer string) error {
	if err := pageSetup(f, s, letter, footer); err != nil {
		return err
	}
	for i := range s.charts {
		if err := addChart(f, s, &s.charts[i]); err != nil {
			return err
		}
	}
	for _, ref := range s.alarms {
		if err := alarmColours(f, s.name, ref); err != nil {
			return err
		}
	}
	for _, ref := range s.flags {
		if err := flagColours(f, s.name, ref); err != nil {
			return err
		}
	}
	s.alignHeads()
	for _, r := range s.rowNumbers() {
		for c, x := range s.rows[r] {
			if x.link != "" {
				if err := f.SetCellHyperLink(s.name, at(r, c), x.link, "Location"); err != nil {
					return err
				}
			}
			if _, err := st.id(x.style); err != nil {
				return err
			}
		}
	}
	w, err := f.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	if err := emitLook(w, s); err != nil {
		return err
	}
	if s.table != nil {
		if err := addTable(w, s); err != nil {
			return err
		}
	}
	return w.Flush()
}

// addTable makes the list of a sheet a table. The library reads the names of its
// columns from the header row, the only one it is given.
func addTable(w *excelize.StreamWriter, s *sheet) error {
	t, stripes := s.table, true
	var heads []any
	for c := t.firstCol; c <= t.columnEnd; c++ {
		heads = append(heads, s.cell(t.first, c).value)
	}
	if err := w.SetRow(at(t.first, t.firstCol), heads); err != nil {
		return err
	}
	return w.AddTable(&excelize.Table{Range: at(t.first, t.firstCol) + ":" + at(t.last, t.columnEnd), Name: t.name,
		StyleName: "TableStyleLight1", ShowRowStripes: &stripes})
}

// emitLook sets panes and widths, which the stream wants before its first row.
func emitLook(w *excelize.StreamWriter, s *sheet) error {
	col, row, err := excelize.CellNameToCoordinates(s.freeze)
	if err != nil {
		return err
	}
	pane := "bottomLeft"
	if col > 1 {
		pane = "bottomRight"
	}
	err = w.SetPanes(&excelize.Panes{Freeze: true, XSplit: col - 1, YSplit: row - 1, TopLeftCell: s.freeze, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: s.freeze, ActiveCell: s.freeze, Pane: pane}}})
	if err != nil {
		return err
	}
	for c, width := range s.columnWidths() {
		if err := w.SetColWidth(c+1, c+1, width); err != nil {
			return err
		}
	}
	for _, r := range s.breaks {
		if err := w.InsertPageBreak(at(r, 1)); err != nil {
			return err
		}
	}
	return nil
}

// lineHeight is the height of a line of ten-point text.
const lineHeight = 13.5

// height makes room for wrapped text; 0 leaves the row to the program.
func (s *sheet) height(r int) float64 {
	if h := s.heights[r]; h > 0 {
		return h
	}
	widths := s.columnWidths()
	most := 1
	for c, x := range s.rows[r] {
		if x.style.wrap {
			room := widths[c-1] * charsPerWidth
			if x.style.role == roleHead {
				room = widths[c-1] - 1 // bold
			}
			most = max(most, wrapLines(shown(x), room))
		}
	}
	if most == 1 {
		return 0
	}
	return math.Min(float64(most)*lineHeight, 400)
}

// charsPerWidth is how many characters of ten-point text fit in a unit of
// column width, which is a digit of eleven-point text; capitals need more.
const charsPerWidth = 1.2

// wrapLines counts the lines words take in a column.
func wrapLines(s string, width float64) int {
	n, used := 1, 0.0
	for _, word := range strings.Fields(s) {
		l := float64(utf8.RuneCountInString(word))
		if used > 0 && used+1+l > width {
			n++
			used = 0
		}
		if used > 0 {
			used++
		}
		used += l
		for used > width && width > 1 {
			n++
			used -= width
		}
	}
	return n
}
