package book

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

func TestReadsWhatALibraryWrites(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	set := func(cell string, v any) {
		t.Helper()
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	set("A1", "Part & <Nr>")
	set("B1", time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC))
	set("C1", 0.05)
	set("A3", "007")
	set("B3", 72.640000000000001)
	set("C3", true)
	set("E3", -1234567.891)
	percent, _ := f.NewStyle(&excelize.Style{NumFmt: 10})
	f.SetCellStyle("Sheet1", "C1", "C1", percent)
	euro := `#,##0.00 [$€-407]`
	style, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &euro})
	f.SetCellStyle("Sheet1", "E3", "E3", style)
	kg := `0.0 "kg"`
	style, _ = f.NewStyle(&excelize.Style{CustomNumFmt: &kg})
	f.SetCellStyle("Sheet1", "B3", "B3", style)
	f.MergeCell("Sheet1", "A1", "A2")
	f.SetRowVisible("Sheet1", 3, false)
	f.SetColVisible("Sheet1", "D", false)
	f.SetCellFormula("Sheet1", "F3", "B3*2+SUM(B3:C3)")
	f.NewSheet("Backup")
	f.SetCellValue("Backup", "A1", "old")
	f.SetSheetVisible("Backup", false)
	b := open(t, f, Options{})
	if len(b.Sheets) != 2 || !b.Sheets[1].Hidden || b.Sheets[0].Name != "Sheet1" {
		t.Fatalf("sheets: %+v", b.Sheets)
	}
	s := &b.Sheets[0]
	if len(s.Rows) != 2 || s.Rows[1].N != 3 || !s.Rows[1].Hidden || !s.HiddenCols[3] || len(s.Merged) != 1 || s.Merged[0] != (Rect{1, 0, 2, 0}) {
		t.Fatalf("rows %+v merged %+v hidden %v", s.Rows, s.Merged, s.HiddenCols)
	}
	for _, c := range []struct {
		row, col int
		text     string
		style    Style
	}{
		{0, 0, "Part & <Nr>", Style{}}, {0, 1, "46418", Style{Date: true}}, {0, 2, "0.05", Style{Percent: true}},
		{1, 0, "007", Style{}}, {1, 1, "72.64", Style{Unit: "kg"}}, {1, 2, "TRUE", Style{}}, {1, 4, "-1234567.891", Style{Currency: "€"}},
		{1, 5, "217.92", Style{}},
	} {
		cell := s.Rows[c.row].At(c.col)
		if cell == nil || cell.String() != c.text || s.Style(cell) != c.style {
			t.Errorf("%s%d: %+v %+v, want %q %+v", ColumnName(c.col), s.Rows[c.row].N, cell, s.Style(cell), c.text, c.style)
		}
	}
	if !s.Rows[1].At(5).Computed || s.Rows[1].At(3) != nil {
		t.Error("the formula is not marked as computed here")
	}
	first := open(t, f, Options{MaxRows: 1})
	if x := &first.Sheets[0]; len(x.Rows) != 1 || !x.Partial || x.Rows[0].At(0).Text != "Part & <Nr>" {
		t.Errorf("the first row: %+v", x.Rows)
	}
}

func open(t testing.TB, f *excelize.File, o Options) *Book {
	t.Helper()
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	b, err := Read(context.Background(), "x.xlsx", bytes.NewReader(buf.Bytes()), int64(buf.Len()), o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestPassword(t *testing.T) {
	f := excelize.NewFile()
	f.SetCellValue("Sheet1", "A1", "secret")
	var buf bytes.Buffer
	if err := f.Write(&buf, excelize.Options{Password: "x y"}); err != nil {
		t.Fatal(err)
	}
	read := func(pw string) (*Book, error) {
		return Read(context.Background(), "x.xlsx", bytes.NewReader(buf.Bytes()), int64(buf.Len()), Options{Password: pw})
	}
	for _, pw := range []string{"", "wrong"} {
		if _, err := read(pw); !errors.Is(err, ErrPassword) {
			t.Errorf("%q: %v", pw, err)
		}
	}
	if b, err := read("x y"); err != nil || b.Sheets[0].Rows[0].Cells[0].Text != "secret" {
		t.Errorf("%v %v", b, err)
	}
}

// handmade packs the XML of one sheet into a workbook.
func handmade(t testing.TB, sheet string, more ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	parts := append([]string{
		"_rels/.rels", `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<x:workbook xmlns:x="m" xmlns:r="r"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="S &amp; T" sheetId="1" r:id="q"/></x:sheets></x:workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="q" Type="y/worksheet" Target="sheets/one.xml"/><Relationship Id="e" Type="y/externalLink" TargetMode="External" Target="file:///etc/passwd"/></Relationships>`,
		"xl/sheets/one.xml", sheet}, more...)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, parts[i+1])
	}
	z.Close()
	return buf.Bytes()
}

func readBytes(data []byte, o Options) (*Book, error) {
	return Read(context.Background(), "x.xlsx", bytes.NewReader(data), int64(len(data)), o)
}

func TestReadsOtherWritersXML(t *testing.T) {
	b, err := readBytes(handmade(t, `<?xml version="1.0"?><!-- a > comment --><x:worksheet><x:sheetData>
<x:row><x:c t="inlineStr"><x:is><x:r><x:t>Nd</x:t></x:r><x:r><x:t xml:space="preserve"> Fe&#66;</x:t></x:r><x:rPh sb="0" eb="1"><x:t>ネオジム</x:t></x:rPh></x:is></x:c><x:c><x:v>1.5E3</x:v></x:c></x:row>
<x:row r="9"><x:c r="C9" t="str"><x:f>A1&amp;"x"</x:f><x:v>a_x000D_
b</x:v></x:c><x:c r="D9" t="e"><x:v>#N/A</x:v></x:c><x:c r="E9" t="d"><x:v>2027-03-01T00:00:00Z</x:v></x:c><x:c r="F9"><x:f>Other!A1</x:f></x:c></x:row>
<x:row r="10"><x:c t="inlineStr"><x:is><x:t><![CDATA[a<b]]></x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := &b.Sheets[0]
	got := ""
	for i := range s.Rows {
		for j := range s.Rows[i].Cells {
			c := &s.Rows[i].Cells[j]
			got += fmt.Sprintf("%s%d=%q ", ColumnName(int(c.Col)), s.Rows[i].N, c.String())
		}
	}
	want := `A1="Nd FeB" B1="1500" C9="a\nb" D9="#N/A" E9="2027-03-01" F9="" A10="a<b" `
	if got != want || s.Name != "S & T" || !s.From1904 || s.NoValues != 1 || s.Rows[1].At(3).Kind != Fault {
		t.Errorf("%s\nwant %s\n%+v", got, want, s)
	}
}

func TestFormulasWithoutResults(t *testing.T) {
	f := excelize.NewFile()
	for i, v := range []any{2, 3.5, "kg", true} {
		f.SetCellValue("Sheet1", fmt.Sprintf("A%d", i+1), v)
	}
	for formula, want := range map[string]string{
		"A1+A2*2": "9", "-A1^2": "4", "(A1+A2)/2": "2.75", "A1&\" \"&A3": "2 kg", "SUM(A1:A4)": "5.5", "SUM(A1,A2,10%)": "5.6",
		"IF(A1>1,\"yes\",\"no\")": "yes", "ROUND(A2/3,2)": "1.17", "AVERAGE(A1:A2)": "2.75", "MAX($A$1:A2)-MIN(A1:A2)": "1.5",
		"COUNT(A1:A9)": "2", "CONCATENATE(A1,A3)": "2kg", "A9": "0", "PRODUCT(A1:A2)": "7", "ABS(-A1)": "2", "A3=\"KG\"": "TRUE",
		"A1/0": "", "A1+A3": "", "INDIRECT(\"A1\")": "", "NOW()": "", "Sheet2!A1": "", "SUM(A1:XFD1048576)": "", "B1": "", "SUM(A1:A2": "", "": "",
	} {
		f.SetCellFormula("Sheet1", "B1", formula)
		c := open(t, f, Options{}).Sheets[0].Rows[0].At(1)
		if got := c; (got == nil || got.String() != want) && !(want == "" && got == nil) {
			t.Errorf("=%s: %+v, want %q", formula, got, want)
		}
	}
}

func TestHostileFiles(t *testing.T) {
	deep := strings.Repeat("(", 5000) + "1" + strings.Repeat(")", 5000)
	cells := func(body string) []byte {
		return handmade(t, `<worksheet><sheetData><row r="1">`+body+`</row></sheetData></worksheet>`)
	}
	chain := ""
	for i := 1; i < 3000; i++ {
		chain += fmt.Sprintf(`<row r="%d"><c r="A%d"><f>A%d</f></c></row>`, i, i, i+1)
	}
	for name, c := range map[string]struct {
		data []byte
		want string // in the sentence; "" reads
	}{
		"entities":       {handmade(t, `<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>`), "document type definition"},
		"bomb":           {handmade(t, "<worksheet><sheetData>"+strings.Repeat(" ", 60<<20)), "unfolds"},
		"cut off":        {handmade(t, "<worksheet><sheetData><row><c"), "damaged"},
		"nesting":        {cells(`<c><f>` + deep + `</f></c>`), ""},
		"chain":          {handmade(t, "<worksheet><sheetData>"+chain+"</sheetData></worksheet>"), ""},
		"circle":         {cells(`<c r="A1"><f>B1</f></c><c r="B1"><f>A1</f></c>`), ""},
		"wrong shared":   {cells(`<c t="s"><v>99999999</v></c><c t="s"><v>-1</v></c>`), ""},
		"backward":       {cells(`<c r="ZZZ9"><v>1</v></c><c r="A1"><v>2</v></c><c r="B0"><v>NaN</v></c>`), ""},
		"huge numbers":   {cells(`<c><v>1e999</v></c><c><v>` + strings.Repeat("9", 400) + `</v></c>`), ""},
		"one huge cell":  {cells(`<c t="str"><v>` + strings.Repeat("x", 5<<20) + `</v></c>`), "single cell"},
		"a zip":          {zipOf(t, "readme.txt", "x"), "zip archive"},
		"ods":            {zipOf(t, "mimetype", "x", "content.xml", "y"), "OpenDocument"},
		"xlsb":           {zipOf(t, "xl/workbook.bin", "x", "[Content_Types].xml", "y"), ".xlsb"},
		"docx":           {zipOf(t, "word/document.xml", "x"), "text document"},
		"half a zip":     {zipOf(t, "xl/workbook.xml", "x")[:40], "damaged"},
		"old xls":        {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), "old kind"},
		"pdf":            {[]byte("%PDF-1.7 x"), "PDF"},
		"html":           {[]byte("\n<html><table><tr><td>1"), "web page"},
		"binary":         {[]byte("\x00\x01\x02abc\x00\x00\xff"), "no spreadsheet"},
		"nothing":        {nil, "empty"},
		"only blanks":    {[]byte(" \n\t\n"), "no cells"},
		"a path upwards": {zipOf(t, "../../etc/passwd", "x", "xl/workbook.xml", "<workbook><sheets><sheet name='a' r:id='z'/></sheets></workbook>", "xl/_rels/workbook.xml.rels", `<R><Relationship Id="z" Type="a/worksheet" Target="../../../etc/passwd"/></R>`), "damaged"},
	} {
		began := time.Now()
		_, err := readBytes(c.data, Options{})
		got := ""
		if err != nil {
			got = err.Error()
		}
		var r *Refusal
		if c.want == "" && err != nil || c.want != "" && (!strings.Contains(got, c.want) || !errors.As(err, &r)) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func zipOf(t testing.TB, parts ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i < len(parts); i += 2 {
		w, _ := z.Create(parts[i])
		fmt.Fprint(w, parts[i+1])
	}
	z.Close()
	return buf.Bytes()
}

func TestReadingStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	data := handmade(t, "<worksheet/>")
	if _, err := Read(ctx, "x", bytes.NewReader(data), int64(len(data)), Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestMacrosAndLinksAreNamed(t *testing.T) {
	b, err := readBytes(handmade(t, "<worksheet/>", "xl/vbaProject.bin", "macro", "xl/externalLinks/externalLink1.xml", "<a/>"), Options{})
	if err != nil || b.Kind != "xlsm" || len(b.Notes) != 2 || !strings.Contains(b.Notes.Error(), "macros") || !strings.Contains(b.Notes.Error(), "not opened") {
		t.Errorf("%+v %v", b, err)
	}
}
