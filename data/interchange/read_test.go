package interchange

import (
	"os"
	"path/filepath"
	"testing"
)

const samples = "../../assets/samples"

// folders are the sample cases.
func folders(t testing.TB) []string {
	t.Helper()
	entries, err := os.ReadDir(samples)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, filepath.Join(samples, e.Name()))
	}
	return out
}

// Ensure every sample case is read whole, with nothing to report.
func TestSamplesReadClean(t *testing.T) {
	for _, dir := range folders(t) {
		p, ps := ReadFolder(os.DirFS(dir), filepath.Base(dir))
		for _, x := range ps {
			t.Errorf("%s: %s", filepath.Base(dir), x)
		}
		if len(p.Parts) == 0 || len(p.Offers) == 0 || len(p.Stock) == 0 || len(p.Pools) == 0 || len(p.Profiles) == 0 || len(p.Rules) == 0 || len(p.Scenarios) == 0 {
			t.Errorf("%s: a table is empty", dir)
		}
	}
}
