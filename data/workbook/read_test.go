package workbook

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// storedCell is a cell as a file holds it.
type storedCell struct {
	formula, value, kind string
	quoted               bool
}

// readCells reads a workbook without any Excel library, so that the reader
// cannot share a fault with the writer.
func readCells(t testing.TB, file string, only ...string) map[string]map[string]storedCell {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	part := func(name string, into any) {
		f, err := z.Open(name)
		if err != nil {
			if strings.HasSuffix(name, "sharedStrings.xml") {
				return
			}
			t.Fatal(err)
		}
		defer f.Close()
		if err := xml.NewDecoder(f).Decode(into); err != nil && err != io.EOF {
			t.Fatalf("%s: %v", name, err)
		}
	}
	type rich struct {
		T string `xml:"t"`
		R []struct {
			T string `xml:"t"`
		} `xml:"r"`
	}
	words := func(r rich) string {
		for _, x := range r.R {
			r.T += x.T
		}
		return r.T
	}
	var wb struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	var rels struct {
		R []struct{ Id, Target string } `xml:"-"`
		X []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	var sst struct {
		SI []rich `xml:"si"`
	}
	var styles struct {
		Xf []struct {
			Quote string `xml:"quotePrefix,attr"`
		} `xml:"cellXfs>xf"`
	}
	part("xl/workbook.xml", &wb)
	part("xl/_rels/workbook.xml.rels", &rels)
	part("xl/sharedStrings.xml", &sst)
	part("xl/styles.xml", &styles)
	out := map[string]map[string]storedCell{}
	for _, s := range wb.Sheets {
		if len(only) > 0 && !slices.Contains(only, s.Name) {
			continue
		}
		target := ""
		for _, r := range rels.X {
			if r.ID == s.ID {
				target = path.Join("xl", strings.TrimPrefix(r.Target, "/xl/"))
			}
		}
		var sheet struct {
			C []struct {
				R string  `xml:"r,attr"`
				T string  `xml:"t,attr"`
				S int     `xml:"s,attr"`
				F *string `xml:"f"`
				V string  `xml:"v"`
				I rich    `xml:"is"`
			} `xml:"sheetData>row>c"`
		}
		part(target, &sheet)
		cells := map[string]storedCell{}
		for _, c := range sheet.C {
			x := storedCell{value: c.V, kind: c.T}
			if c.F != nil {
				x.formula = *c.F
			}
			if c.S < len(styles.Xf) {
				x.quoted = styles.Xf[c.S].Quote == "1" || styles.Xf[c.S].Quote == "true"
			}
			switch c.T {
			case "inlineStr":
				x.value, x.kind = words(c.I), "text"
			case "s":
				i := 0
				for _, d := range c.V {
					i = i*10 + int(d-'0')
				}
				x.value, x.kind = words(sst.SI[i]), "text"
			case "str":
				x.kind = "text"
			}
			cells[c.R] = x
		}
		out[s.Name] = cells
	}
	return out
}

// writeSheets writes hand-made sheets to a file.
func writeSheets(t testing.TB, path string, sheets ...*sheet) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := emit(f, sheets, false, ""); err != nil {
		t.Fatal(err)
	}
	w, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if err := f.Write(w); err != nil {
		t.Fatal(err)
	}
}
