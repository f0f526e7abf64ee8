package workbook

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The file opens again and holds every value and formula that was built.
func TestReopenHoldsEveryCell(t *testing.T) {
	p, f := sample(t, "servo-robot-jp")
	plan := handPlan(p, f)
	b, err := build(p, f, plan, options())
	if err != nil {
		t.Fatal(err)
	}
	path := save(t, p, f, plan, options())
	x, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	var want []string
	for _, s := range b.sheets {
		want = append(want, s.name)
	}
	if got := x.GetSheetList(); strings.Join(got, ",") != strings.Join(want, ",") {
		t.Errorf("sheets %v, want %v", got, want)
	}
	properties, err := x.GetCustomProps()
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]any{}
	for _, p := range properties {
		held[p.Name] = p.Value
	}
	if held["RemanencePlanDigest"] != plan.Digest || held["RemanenceProject"] != p.Name {
		t.Errorf("the properties say %v", held)
	}
	stored := readCells(t, path)
	for _, s := range b.sheets {
		for r, cells := range s.rows {
			for c, want := range cells {
				got := stored[s.name][at(r, c)]
				if got.formula != want.formula {
					t.Errorf("%s!%s has formula %q, want %q", s.name, at(r, c), got.formula, want.formula)
				}
				switch v := want.value.(type) {
				case float64:
					n, err := strconv.ParseFloat(got.value, 64)
					if err != nil || math.Abs(n-v) > 1e-14*math.Abs(v) {
						t.Errorf("%s!%s holds %q, want %v", s.name, at(r, c), got.value, v)
					}
				case string:
					if got.value != v {
						t.Errorf("%s!%s holds %q, want %q", s.name, at(r, c), got.value, v)
					}
				case bool:
					if got.kind != "b" || (got.value == "1") != v {
						t.Errorf("%s!%s holds %+v, want %v", s.name, at(r, c), got, v)
					}
				}
			}
		}
		dimension, _ := x.GetSheetDimension(s.name)
		row, col := s.extent()
		if dimension != "A1:"+at(row, col) {
			t.Errorf("%s says it spans %s", s.name, dimension)
		}
		if merged, _ := x.GetMergeCells(s.name); len(merged) > 0 {
			t.Errorf("%s has merged cells", s.name)
		}
		if visible, _ := x.GetSheetVisible(s.name); !visible {
			t.Errorf("%s is hidden", s.name)
		}
	}
}

// Every part is well-formed, the properties have the prefixes exceljs wants, the
// charts hold what they show and say it in words, and no list has two columns
// of one name.
func TestPartsAreSound(t *testing.T) {
	p, f := sample(t, "ev-traction-de")
	z, err := zip.OpenReader(save(t, p, f, handPlan(p, f), options()))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	charts, pictures := 0, 0
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		text := string(content)
		for d := xml.NewDecoder(strings.NewReader(text)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Errorf("%s: %v", part.Name, err)
				break
			}
		}
		switch {
		case strings.HasPrefix(part.Name, "xl/charts/chart"):
			charts++
			soundChart(t, part.Name, text)
		case strings.HasPrefix(part.Name, "xl/drawings/drawing"):
			pictures += strings.Count(text, `descr="`)
		case strings.HasPrefix(part.Name, "xl/tables/"):
			seen := map[string]bool{}
			for _, m := range regexp.MustCompile(`<tableColumn [^>]*name="([^"]*)"`).FindAllStringSubmatch(text, -1) {
				if k := strings.ToLower(m[1]); seen[k] || k == "" {
					t.Errorf("%s has column %q twice or without a name", part.Name, m[1])
				} else {
					seen[k] = true
				}
			}
		case part.Name == "docProps/core.xml":
			if !strings.Contains(text, "<cp:coreProperties") || !strings.Contains(text, "<dc:title>") {
				t.Errorf("the properties lack their prefixes: %s", text)
			}
		case part.Name == "xl/worksheets/sheet2.xml":
			if !strings.Contains(text, `<drawing r:id="`) {
				t.Error("the charts are not linked with the prefix r, which exceljs wants")
			}
		case strings.Contains(part.Name, "vba"), strings.Contains(part.Name, "externalLink"):
			t.Errorf("the file has a part %s", part.Name)
		}
		if home := "/root/"; strings.Contains(text, home) {
			t.Errorf("%s holds a path of the machine", part.Name)
		}
	}
	if charts != 4 || pictures != charts {
		t.Errorf("%d charts, %d with words; want 4: shares, landed cost, cash, exposure", charts, pictures)
	}
}

// soundChart wants exactly one filled cache behind each reference.
func soundChart(t *testing.T, name, text string) {
	refs, caches := strings.Count(text, "<f>"), strings.Count(text, "<numCache>")+strings.Count(text, "<strCache>")
	if refs != caches || strings.Contains(text, `<ptCount val="0"`) || strings.Count(text, "<ptCount") != refs {
		t.Errorf("%s: %d references, %d caches", name, refs, caches)
	}
}
