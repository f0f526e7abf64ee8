package samples

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/planner/award"
	"remanence/planner/highs"
)

// A search that is stopped hands what it has proven on: planning the same project
// again goes on from there and does not begin anew.
func TestAStoppedSearchGoesOnFromWhereItStood(t *testing.T) {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	e, err := highs.Load(context.Background(), filepath.Join(dir, "remanence", "test-optimiser"))
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	for _, s := range assets.Samples() {
		if s.ID != "mri-open-magnet-it" {
			continue
		}
		p, problems := interchange.ReadFolder(s.FS, s.Name)
		if problems.Refused() {
			t.Fatal(problems)
		}
		f := reference.Shipped().WithProject(p)
		session := award.NewSession(e)
		// run plans until the bound rose so often, and gives the first and last bound.
		run := func(rises int) (first, last float64) {
			ctx, stop := context.WithCancel(context.Background())
			defer stop()
			o := award.Options{Gap: 1e-4, Progress: func(r award.Progress) {
				if !r.HasPlan || r.Bound <= last {
					return
				}
				if last = r.Bound; first == 0 {
					first = last
				}
				if rises--; rises < 0 {
					stop()
				}
			}}
			if _, err := session.Make(ctx, p, f, o); err != nil {
				t.Fatal(err)
			}
			return first, last
		}
		root, stood := run(2)
		again, on := run(1)
		if stood <= root || again < stood*(1-1e-9) || on <= again {
			t.Errorf("the bound rose from %.0f to %.0f, then from %.0f to %.0f", root, stood, again, on)
		}
		return
	}
	t.Fatal("the sample is gone")
}
