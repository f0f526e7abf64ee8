package workbook

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// packed is a workbook as a package of parts.
type packed struct {
	parts map[string][]byte
	// related are the parts each part leads to, by relation id; the package itself
	// is "".
	related map[string]map[string]string
}

func unpack(t *testing.T, file string) packed {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	x := packed{map[string][]byte{}, map[string]map[string]string{}}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := x.parts[f.Name]; twice {
			t.Errorf("the package holds %s twice", f.Name)
		}
		x.parts[f.Name] = content
	}
	for name, content := range x.parts {
		folder, file := path.Split(name)
		if !strings.HasSuffix(file, ".rels") {
			continue
		}
		var rels struct {
			Relationship []struct {
				ID     string `xml:"Id,attr"`
				Target string `xml:",attr"`
				Mode   string `xml:"TargetMode,attr"`
			}
		}
		if err := xml.Unmarshal(content, &rels); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		owner := path.Join(path.Dir(path.Clean(folder)), strings.TrimSuffix(file, ".rels"))
		if file == ".rels" {
			owner = ""
		}
		x.related[owner] = map[string]string{}
		for _, r := range rels.Relationship {
			if r.Mode == "External" {
				t.Errorf("%s leads outside the file: %s", name, r.Target)
			}
			to := strings.TrimPrefix(r.Target, "/")
			if !strings.HasPrefix(r.Target, "/") {
				to = path.Join(path.Dir(owner), r.Target)
			}
			if _, ok := x.parts[to]; !ok {
				t.Errorf("%s: %s leads to %s, which is not there", name, r.ID, to)
			}
			if _, twice := x.related[owner][r.ID]; twice {
				t.Errorf("%s has the id %s twice", name, r.ID)
			}
			x.related[owner][r.ID] = to
		}
	}
	return x
}

// What no schema says and Excel repairs a file for: every part has a type and is
// reached, ids of relations, tables and pictures are there and unique, the header
// of a list is the text of its cells, styles are in the style sheet, and names
// and formulas lead to sheets of the file.
func TestPackageHoldsTogether(t *testing.T) {
	if testing.Short() {
		t.Skip("takes every sample apart")
	}
	for _, name := range samples(t) {
		t.Run(name, func(t *testing.T) { holdsTogether(t, written(t, name).path) })
	}
}

func holdsTogether(t *testing.T, file string) {
	x := unpack(t, file)
	x.typesAndReach(t)
	var book struct {
		Sheets struct {
			Sheet []struct {
				Name string `xml:"name,attr"`
				ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
				No   int    `xml:"sheetId,attr"`
			} `xml:"sheet"`
		} `xml:"sheets"`
		Names struct {
			Name []struct {
				Name string `xml:"name,attr"`
				Ref  string `xml:",chardata"`
			} `xml:"definedName"`
		} `xml:"definedNames"`
	}
	x.read(t, "xl/workbook.xml", &book)
	var look struct {
		Cells struct {
			Xf []struct{} `xml:"xf"`
		} `xml:"cellXfs"`
		Dxfs struct {
			Dxf []struct{} `xml:"dxf"`
		} `xml:"dxfs"`
	}
	x.read(t, "xl/styles.xml", &look)
	sheets, numbers := map[string]bool{}, map[int]bool{}
	for _, s := range book.Sheets.Sheet {
		folded := strings.ToLower(s.Name)
		if sheets[folded] || numbers[s.No] || len([]rune(s.Name)) > 31 || strings.ContainsAny(s.Name, `[]:*?/\`) {
			t.Errorf("sheet %q number %d is there twice or has a name Excel refuses", s.Name, s.No)
		}
		sheets[folded], numbers[s.No] = true, true
	}
	for _, n := range book.Names.Name {
		x.leadsToSheets(t, "name "+n.Name, n.Ref, sheets)
	}
	stored := readCells(t, file)
	tables := map[string]bool{}
	for _, s := range book.Sheets.Sheet {
		part := x.related["xl/workbook.xml"][s.ID]
		for at, c := range stored[s.Name] {
			x.leadsToSheets(t, s.Name+"!"+at, c.formula, sheets)
		}
		x.sheetParts(t, s.Name, part, stored[s.Name], tables, len(look.Cells.Xf), len(look.Dxfs.Dxf))
	}
	if len(tables) < 4 {
		t.Errorf("only %d tables", len(tables))
	}
}

func (x packed) read(t *testing.T, part string, v any) {
	t.Helper()
	if err := xml.Unmarshal(x.parts[part], v); err != nil {
		t.Fatalf("%s: %v", part, err)
	}
}

// typesAndReach wants a content type for every part, and a way to it.
func (x packed) typesAndReach(t *testing.T) {
	var types struct {
		Default []struct {
			Extension string `xml:",attr"`
			Type      string `xml:"ContentType,attr"`
		}
		Override []struct {
			Part string `xml:"PartName,attr"`
			Type string `xml:"ContentType,attr"`
		}
	}
	x.read(t, "[Content_Types].xml", &types)
	known, reached := map[string]bool{}, map[string]bool{}
	for _, o := range types.Override {
		name := strings.TrimPrefix(o.Part, "/")
		if _, ok := x.parts[name]; !ok || known[name] || o.Type == "" {
			t.Errorf("the type of %s is stated twice, empty, or of no part", name)
		}
		known[name] = true
	}
	for _, to := range x.related {
		for _, name := range to {
			reached[name] = true
		}
	}
	for name := range x.parts {
		if name == "[Content_Types].xml" {
			continue
		}
		byEnd := slices.ContainsFunc(types.Default, func(d struct {
			Extension string `xml:",attr"`
			Type      string `xml:"ContentType,attr"`
		}) bool {
			return strings.EqualFold(strings.TrimPrefix(path.Ext(name), "."), d.Extension) && d.Extension != "xml"
		})
		if !known[name] && !byEnd {
			t.Errorf("%s has no content type", name)
		}
		if !reached[name] && !strings.HasSuffix(name, ".rels") {
			t.Errorf("nothing leads to %s", name)
		}
	}
}

// leadsToSheets wants every sheet a formula names to be there.
func (x packed) leadsToSheets(t *testing.T, where, formula string, sheets map[string]bool) {
	for i, s := range strings.Split(formula, "'") {
		if i%2 == 1 && !sheets[strings.ToLower(s)] {
			t.Errorf("%s leads to the sheet %q, which is not there", where, s)
		}
	}
	if strings.Contains(formula, "#REF!") || strings.Contains(formula, "[") {
		t.Errorf("%s leads nowhere or outside: %s", where, formula)
	}
}

// sheetParts looks at one sheet and its lists.
func (x packed) sheetParts(t *testing.T, name, part string, cells map[string]storedCell, tables map[string]bool, styles, colours int) {
	d := xml.NewDecoder(strings.NewReader(string(x.parts[part])))
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", part, err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range e.Attr {
			limit := -1
			switch {
			case a.Name.Local == "s" && (e.Name.Local == "c" || e.Name.Local == "row"), a.Name.Local == "style" && e.Name.Local == "col":
				limit = styles
			case a.Name.Local == "dxfId":
				limit = colours
			case strings.HasSuffix(a.Name.Space, "/relationships"):
				if _, ok := x.related[part][a.Value]; !ok {
					t.Errorf("%s: %s names the relation %s, which is not there", name, e.Name.Local, a.Value)
				}
			}
			if n, err := strconv.Atoi(a.Value); limit >= 0 && (err != nil || n < 0 || n >= limit) {
				t.Errorf("%s: %s %s=%q is not one of %d", name, e.Name.Local, a.Name.Local, a.Value, limit)
			}
		}
	}
	for _, to := range x.related[part] {
		if strings.HasPrefix(to, "xl/tables/") {
			x.tableParts(t, name, to, cells, tables)
		}
	}
}

func (x packed) tableParts(t *testing.T, sheet, part string, cells map[string]storedCell, tables map[string]bool) {
	var list struct {
		ID      int    `xml:"id,attr"`
		Name    string `xml:"displayName,attr"`
		Ref     string `xml:"ref,attr"`
		Columns struct {
			Count  int `xml:"count,attr"`
			Column []struct {
				ID   int    `xml:"id,attr"`
				Name string `xml:"name,attr"`
			} `xml:"tableColumn"`
		} `xml:"tableColumns"`
	}
	x.read(t, part, &list)
	for _, key := range []string{strings.ToLower(list.Name), fmt.Sprint("id ", list.ID)} {
		if tables[key] {
			t.Errorf("%s: two lists share %s", sheet, key)
		}
		tables[key] = true
	}
	from, _, _ := strings.Cut(list.Ref, ":")
	row := strings.TrimLeft(from, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	col := 0
	for _, l := range strings.TrimRight(from, "0123456789") {
		col = col*26 + int(l-'A') + 1
	}
	r, _ := strconv.Atoi(row)
	if list.Columns.Count != len(list.Columns.Column) {
		t.Errorf("%s says it has %d columns and has %d", list.Name, list.Columns.Count, len(list.Columns.Column))
	}
	ids := map[int]bool{}
	for i, c := range list.Columns.Column {
		if shown := cells[at(r, col+i)].value; shown != c.Name {
			t.Errorf("%s: column %q stands under the header %q", list.Name, c.Name, shown)
		}
		if ids[c.ID] {
			t.Errorf("%s: two columns have the id %d", list.Name, c.ID)
		}
		ids[c.ID] = true
	}
}
