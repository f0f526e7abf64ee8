// Package template writes the workbooks this app hands out to be filled in: the
// demand of its own parts, and a request for quotes to one supplier in English,
// German, Japanese or Chinese. What comes back is read by package sheets, whatever
// was moved, added or coloured meanwhile: the names over the columns are of its
// vocabulary, and a property of the file says which template it is.
package template

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"remanence/data/sheets/book"
	"remanence/planner"
)

// Languages of the quote request, by code.
var Languages = []string{"en", "de", "ja", "zh"}

// column of a template.
type column struct {
	head    string
	help    string
	width   float64
	list    string // name of a list on the sheet Lists
	low     bool   // a number of 0 or more
	share   bool   // 0 to 100
	text    bool
	decimal bool
	locked  bool // what we fill in ourselves
	must    bool
}

// sheet is a template on its way.
type sheet struct {
	f       *excelize.File
	name    string
	words   words
	cols    []column
	top     int // row of the header
	rows    int // rows to fill in
	styles  map[string]int
	lists   map[string]string
	options map[string][]string
}

// Demand writes the demand template of a project: its parts, a column a month.
func Demand(p *planner.Project, f *planner.Facts) ([]byte, error) {
	w := texts["en"]
	cols := []column{
		{head: "Part", help: "Part number, or the name of a material line", width: 16, text: true, must: true},
		{head: "Description", width: 26, text: true},
		{head: "Grade", help: "Magnet grade, from the list or any other", width: 14, list: "Grades", text: true},
		{head: "Mass (g)", help: "Mass of one finished magnet in grams", width: 10, low: true, decimal: true},
		{head: "Unit", help: "pcs, or kg for materials", width: 7, list: "Units", text: true, must: true},
	}
	for t := range p.Months {
		m := p.Start + planner.Month(t)
		cols = append(cols, column{head: m.String(), help: "Need of " + m.Label() + " in the unit of the row", width: 10, low: true, decimal: true})
	}
	s := newSheet("Demand", w, cols, max(len(p.Parts)+50, 100))
	s.options["Units"] = []string{"pcs", "kg"}
	for i := range f.Grades {
		s.options["Grades"] = append(s.options["Grades"], f.Grades[i].Name)
	}
	if err := s.begin("Demand of "+p.Name, w.demand, nil); err != nil {
		return nil, err
	}
	example := []any{w.example + " MOT-100", "rotor magnet", "N42SH", 25, "pcs"}
	for range p.Months {
		example = append(example, 1000)
	}
	if err := s.row(0, example, true); err != nil {
		return nil, err
	}
	for i := range p.Parts {
		part := &p.Parts[i]
		line := []any{part.ID, part.Description, part.Grade, opt(part.MassG), string(part.Unit)}
		if part.IsMaterial() {
			line[2] = part.Material
		}
		for t := range p.Months {
			var v any
			if t < len(part.Demand) {
				v = opt(part.Demand[t])
			}
			line = append(line, v)
		}
		if err := s.row(i+1, line, false); err != nil {
			return nil, err
		}
	}
	return s.end("demand:en:1")
}

func opt(o planner.Opt[float64]) any {
	if !o.OK {
		return nil
	}
	return o.V
}

// Quotes writes the request for quotes to a supplier: the parts it could make,
// with their yearly need. parts nil asks for all magnets.
func Quotes(p *planner.Project, supplier, language string, parts []string) ([]byte, error) {
	w, ok := texts[language]
	if !ok {
		return nil, fmt.Errorf("there is no template in %q; choose %s", language, strings.Join(Languages, ", "))
	}
	if supplier == "" {
		return nil, fmt.Errorf("name the supplier who is to quote")
	}
	q := w.quote
	cols := []column{
		{head: q.part, width: 16, text: true, locked: true, must: true}, {head: q.description, width: 26, text: true, locked: true}, {head: q.grade, width: 14, text: true, locked: true},
		{head: q.mass, width: 10, locked: true}, {head: q.need, width: 14, locked: true},
		{head: q.price, help: q.priceHelp, width: 12, low: true, decimal: true, must: true}, {head: q.per, width: 11, list: "Per", text: true, must: true}, {head: q.currency, width: 10, list: "Currencies", text: true, must: true},
		{head: q.moq, width: 12, low: true, decimal: true}, {head: q.lead, width: 13, low: true, decimal: true, must: true}, {head: q.incoterm, width: 12, list: "Incoterms", text: true},
		{head: q.country, width: 14, text: true}, {head: q.valid, help: q.validHelp, width: 13, text: true}, {head: q.recycled, width: 13, share: true, decimal: true}, {head: q.note, width: 30, text: true},
	}
	s := newSheet(w.quoteSheet, w, cols, 200)
	s.options["Per"] = []string{q.piece, "kg"}
	s.options["Currencies"] = []string{p.Currency}
	for _, c := range append([]string{"EUR", "USD", "CNY", "JPY", "GBP"}, currencies(p)...) {
		if !slices.Contains(s.options["Currencies"], c) {
			s.options["Currencies"] = append(s.options["Currencies"], c)
		}
	}
	s.options["Incoterms"] = []string{"EXW", "FCA", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"}
	if err := s.begin(w.quoteTitle+" – "+supplier, q.how, [][2]string{{q.supplier, supplier}}); err != nil {
		return nil, err
	}
	if err := s.row(0, []any{w.example + " MOT-100", "", "N42SH", 25, 12000, 5.2, q.piece, "EUR", 1000, 12, "FCA", "DE", "2027-12", 10, ""}, true); err != nil {
		return nil, err
	}
	n := 1
	for i := range p.Parts {
		part := &p.Parts[i]
		if parts == nil && part.IsMaterial() || parts != nil && !slices.Contains(parts, part.ID) {
			continue
		}
		per := q.piece
		grade := part.Grade
		if part.Unit == planner.Kilograms {
			per, grade = "kg", part.Material
		}
		if err := s.row(n, []any{part.ID, part.Description, grade, opt(part.MassG), yearly(p, part), nil, per, nil, nil, nil, nil, nil, nil, nil, nil}, false); err != nil {
			return nil, err
		}
		n++
	}
	return s.end("quotes:" + language + ":1")
}

func currencies(p *planner.Project) []string {
	var out []string
	for _, r := range p.FX {
		out = append(out, r.Currency)
	}
	return out
}

// yearly is the mean need of a part in twelve months, whole pieces.
func yearly(p *planner.Project, part *planner.Part) any {
	total, n := 0.0, 0
	for t := range p.Months {
		if t < len(part.Demand) && part.Demand[t].OK {
			total, n = total+part.Demand[t].V, n+1
		}
	}
	if n == 0 {
		return nil
	}
	return float64(int64(total/float64(n)*12 + 0.5))
}

func newSheet(name string, w words, cols []column, rows int) *sheet {
	return &sheet{f: excelize.NewFile(), name: name, words: w, cols: cols, rows: rows, styles: map[string]int{}, lists: map[string]string{}, options: map[string][]string{}}
}

func (s *sheet) style(key string, st *excelize.Style) (int, error) {
	if id, ok := s.styles[key]; ok {
		return id, nil
	}
	id, err := s.f.NewStyle(st)
	s.styles[key] = id
	return id, err
}

// begin writes title, instructions and header; labels stand above the header.
func (s *sheet) begin(title string, how []string, labels [][2]string) error {
	f := s.f
	if err := f.SetSheetName("Sheet1", s.name); err != nil {
		return err
	}
	put := func(cell, text string) { _ = f.SetCellStr(s.name, cell, text) }
	bold, err := s.style("title", &excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}})
	if err != nil {
		return err
	}
	put("A1", title)
	_ = f.SetCellStyle(s.name, "A1", "A1", bold)
	put("A2", how[0])
	row := 3
	for _, l := range labels {
		put(fmt.Sprintf("A%d", row), l[0])
		put(fmt.Sprintf("B%d", row), l[1])
		row++
	}
	s.top = row + 1
	if err := s.lists2(); err != nil {
		return err
	}
	return s.header(how)
}

// lists2 writes the drop-down values on a sheet of their own.
func (s *sheet) lists2() error {
	names := make([]string, 0, len(s.options))
	for name := range s.options {
		names = append(names, name)
	}
	slices.Sort(names)
	if _, err := s.f.NewSheet("Lists"); err != nil {
		return err
	}
	for c, name := range names {
		letter := book.ColumnName(c)
		_ = s.f.SetCellStr("Lists", letter+"1", name)
		for r, v := range s.options[name] {
			_ = s.f.SetCellStr("Lists", fmt.Sprintf("%s%d", letter, r+2), v)
		}
		s.lists[name] = fmt.Sprintf("Lists!$%s$2:$%s$%d", letter, letter, len(s.options[name])+1)
	}
	return nil
}

func (s *sheet) header(how []string) error {
	f := s.f
	head, err := s.style("head", &excelize.Style{Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1F4E5F"}}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}})
	if err != nil {
		return err
	}
	for c, col := range s.cols {
		letter := book.ColumnName(c)
		at := fmt.Sprintf("%s%d", letter, s.top)
		_ = f.SetCellStr(s.name, at, col.head)
		_ = f.SetCellStyle(s.name, at, at, head)
		_ = f.SetColWidth(s.name, letter, letter, col.width)
		if err := s.validate(letter, col); err != nil {
			return err
		}
	}
	// Instructions on a sheet of their own, a sentence a row.
	if _, err := f.NewSheet(s.words.how); err != nil {
		return err
	}
	_ = f.SetColWidth(s.words.how, "A", "A", 110)
	for i, line := range how {
		_ = f.SetCellStr(s.words.how, fmt.Sprintf("A%d", i+1), line)
	}
	return f.SetPanes(s.name, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: s.top, TopLeftCell: fmt.Sprintf("B%d", s.top+1), ActivePane: "bottomRight"})
}

// validate sets the rule and the hint of a column.
func (s *sheet) validate(letter string, col column) error {
	dv := excelize.NewDataValidation(true)
	dv.SetSqref(fmt.Sprintf("%s%d:%s%d", letter, s.top+1, letter, s.top+s.rows))
	switch {
	case col.list != "":
		dv.SetSqrefDropList(s.lists[col.list])
		if col.list == "Grades" { // any other grade may be typed
			dv.ShowErrorMessage = false
		} else {
			dv.SetError(excelize.DataValidationErrorStyleStop, col.head, s.words.choose)
		}
	case col.low:
		if err := dv.SetRange(0, 0, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorGreaterThanOrEqual); err != nil {
			return err
		}
		dv.SetError(excelize.DataValidationErrorStyleStop, col.head, s.words.number)
	case col.share:
		if err := dv.SetRange(0, 100, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
		dv.SetError(excelize.DataValidationErrorStyleStop, col.head, s.words.percent)
	case col.help == "":
		return nil
	default:
		dv.Type = "none"
	}
	if col.help != "" {
		dv.SetInput(col.head, col.help)
	}
	return s.f.AddDataValidation(s.name, dv)
}

// row writes one row; cells to fill in are unlocked and tinted, the example grey.
func (s *sheet) row(n int, values []any, example bool) error {
	row := s.top + 1 + n
	for c, v := range values {
		if v == nil || v == "" {
			continue
		}
		at := fmt.Sprintf("%s%d", book.ColumnName(c), row)
		var err error
		if text, ok := v.(string); ok {
			err = s.f.SetCellStr(s.name, at, text)
		} else {
			err = s.f.SetCellValue(s.name, at, v)
		}
		if err != nil {
			return err
		}
	}
	if example {
		grey, err := s.style("example", &excelize.Style{Font: &excelize.Font{Italic: true, Color: "808080"}})
		if err != nil {
			return err
		}
		return s.f.SetCellStyle(s.name, fmt.Sprintf("A%d", row), fmt.Sprintf("%s%d", book.ColumnName(len(s.cols)-1), row), grey)
	}
	return nil
}

// end tints and unlocks what is to be filled in, marks what is missing, protects the
// header, and writes the file with its id.
func (s *sheet) end(id string) ([]byte, error) {
	f := s.f
	defer f.Close()
	first, last := s.top+2, s.top+s.rows
	open := func(key, colour string) (int, error) {
		return s.style(key, &excelize.Style{Protection: &excelize.Protection{Locked: false}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}})
	}
	input, err := open("input", "FFFBE6")
	if err != nil {
		return nil, err
	}
	given, err := open("given", "F2F2F2")
	if err != nil {
		return nil, err
	}
	missing, err := f.NewConditionalStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F8C9C4"}}})
	if err != nil {
		return nil, err
	}
	for c, col := range s.cols {
		letter := book.ColumnName(c)
		area := fmt.Sprintf("%s%d:%s%d", letter, first, letter, last)
		st := input
		if col.locked {
			st = given
		}
		if err := f.SetCellStyle(s.name, fmt.Sprintf("%s%d", letter, first), fmt.Sprintf("%s%d", letter, last), st); err != nil {
			return nil, err
		}
		if col.must && c > 0 {
			rule := fmt.Sprintf(`AND($A%d<>"",ISBLANK(%s%d))`, first, letter, first)
			if err := f.SetConditionalFormat(s.name, area, []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: rule, Format: &missing}}); err != nil {
				return nil, err
			}
		}
	}
	if err := f.ProtectSheet(s.name, &excelize.SheetProtectionOptions{FormatCells: true, FormatColumns: true, FormatRows: true, InsertRows: true, DeleteRows: true, InsertColumns: true, DeleteColumns: true, Sort: true, AutoFilter: true, SelectLockedCells: true, SelectUnlockedCells: true}); err != nil {
		return nil, err
	}
	if err := f.SetCustomProps(excelize.CustomProperty{Name: book.IDProperty, Value: id}); err != nil {
		return nil, err
	}
	f.SetActiveSheet(0)
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
