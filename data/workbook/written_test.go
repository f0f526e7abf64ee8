package workbook

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"unicode/utf8"

	"remanence/planner"
)

// writtenSample is the workbook of a sample, written once for all tests that only
// read it; nobody changes its project or its file.
type writtenSample struct {
	p    *planner.Project
	f    *planner.Facts
	plan *planner.Plan
	o    Options
	b    *book
	path string
}

var once struct {
	sync.Mutex
	folder string
	known  map[string]*writtenSample
}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, folder := range []string{once.folder, started.profile} {
		if folder != "" {
			_ = os.RemoveAll(folder)
		}
	}
	os.Exit(code)
}

// written gives the workbook of a sample.
func written(t testing.TB, name string) *writtenSample {
	t.Helper()
	once.Lock()
	defer once.Unlock()
	if x, ok := once.known[name]; ok {
		return x
	}
	if once.folder == "" {
		folder, err := os.MkdirTemp("", "workbooks-*")
		if err != nil {
			t.Fatal(err)
		}
		once.folder, once.known = folder, map[string]*writtenSample{}
	}
	x := &writtenSample{path: filepath.Join(once.folder, name+".xlsx")}
	x.p, x.f = sample(t, name)
	x.plan, x.o = planOf(t, name, x.p, x.f)
	var err error
	if x.b, err = build(x.p, x.f, x.plan, x.o); err != nil {
		t.Fatal(err)
	}
	if err := Save(x.path, x.p, x.f, x.plan, x.o); err != nil {
		t.Fatal(err)
	}
	once.known[name] = x
	return x
}

// Names of suppliers stand whole on the sheet of unit values, where the next column
// would cut them.
func TestNamesOfUnitValuesAreNotCut(t *testing.T) {
	p, f := sample(t, "optics-materials-uk")
	b, err := build(p, f, handPlan(p, f), options())
	if err != nil {
		t.Fatal(err)
	}
	s := b.worths.sheet
	widths, rows := s.columnWidths(), 0
	for r := firstRow; ; r++ {
		name, _ := s.cell(r, 3).value.(string)
		if name == "" {
			break
		}
		rows++
		if n := utf8.RuneCountInString(name); float64(n) > widths[2] {
			t.Errorf("%s takes %d characters of %.0f", name, n, widths[2])
		}
	}
	if rows == 0 {
		t.Error("no names")
	}
}
