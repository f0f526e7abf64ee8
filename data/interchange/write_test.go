package interchange

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"remanence/data/files"
	"remanence/planner"
)

func jsonOf(t *testing.T, p *planner.Project) string {
	t.Helper()
	b, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Ensure a written case reads back as the same project, sample by sample, and
// that writing it again gives the same bytes.
func TestRoundTrip(t *testing.T) {
	for _, dir := range folders(t) {
		p, _ := ReadFolder(os.DirFS(dir), "x")
		p.Note, p.Seed = "first line\nsecond line, \"quoted\"", 42
		p.Suppliers = append(p.Suppliers, planner.Supplier{Name: "Nobody yet", Group: "Nobody yet", Parent: "Owner AG", TechnologyOrigin: []string{"CN", "JP"}})
		p.Pools = append(p.Pools, planner.Pool{ID: "EMPTY"})
		p.Profiles = append(p.Profiles, planner.Profile{ID: "EMPTY", Note: "to be asked"})
		if len(p.Streams) > 0 {
			p.Streams[0].Route.Recovery["Co"] = 0.9
		}
		p.Parts[0].Demand[1] = planner.Opt[float64]{}
		out, again := t.TempDir(), t.TempDir()
		if err := WriteFolder(out, p); err != nil {
			t.Fatal(err)
		}
		q, ps := ReadFolder(os.DirFS(out), "y")
		for _, x := range ps {
			t.Errorf("%s: %s", dir, x)
		}
		if got, want := jsonOf(t, q), jsonOf(t, p); got != want {
			t.Errorf("%s: the project changed on its way", dir)
		}
		if err := WriteFolder(again, q); err != nil {
			t.Fatal(err)
		}
		for _, f := range Files {
			a, _ := os.ReadFile(filepath.Join(out, f))
			b, _ := os.ReadFile(filepath.Join(again, f))
			if string(a) != string(b) {
				t.Errorf("%s: %s is written differently the second time", dir, f)
			}
		}
		if lost := Lost(p); len(lost) != 0 {
			t.Errorf("%s: %v", dir, lost)
		}
	}
}

// Ensure rows of an earlier case do not come back from a file left behind.
func TestWriteOverOldCase(t *testing.T) {
	dir := t.TempDir()
	p, _ := ReadFolder(os.DirFS(samples+"/ev-traction-de"), "x")
	if err := WriteFolder(dir, p); err != nil {
		t.Fatal(err)
	}
	p.Streams, p.Designs, p.Stock = nil, nil, nil
	if err := WriteFolder(dir, p); err != nil {
		t.Fatal(err)
	}
	q, _ := ReadFolder(os.DirFS(dir), "x")
	if len(q.Streams)+len(q.Designs)+len(q.Stock) != 0 {
		t.Error("old rows came back")
	}
}

// Ensure a folder that cannot be written says which file and what to do, and leaves the
// file that stood there as it was.
func TestAFileThatIsNotWrittenIsNamed(t *testing.T) {
	p, _ := ReadFolder(os.DirFS(folders(t)[0]), "x")
	dir := t.TempDir()
	if err := WriteFolder(dir, p); err != nil {
		t.Fatal(err)
	}
	demand := filepath.Join(dir, DemandFile)
	if err := os.Remove(demand); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(demand, 0o755); err != nil { // nothing can take its place
		t.Fatal(err)
	}
	var failure *files.Failure
	if err := WriteFolder(dir, p); !errors.As(err, &failure) || failure.Path != demand || !strings.Contains(err.Error(), "choose another name") {
		t.Errorf("%v", err)
	}
	if list, err := filepath.Glob(filepath.Join(dir, ".*")); err != nil || len(list) > 0 {
		t.Errorf("left behind: %v, %v", list, err)
	}
	if err := WriteFolder(filepath.Join(dir, SettingsFile, "deeper"), p); !errors.As(err, &failure) {
		t.Errorf("a folder in the place of a file: %v", err)
	}
}
