package samples

import (
	"testing"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/planner/policy"
)

// Every decision on every line of every sample has its rule, or is a habit of exporters,
// a standing, a source, and the age of that or the word that it has no date: an age that
// is just left out would be taken for a new one.
func TestEveryDecisionHasItsSourceAndAge(t *testing.T) {
	all, undated := 0, 0
	for _, x := range assets.Samples() {
		p, problems := interchange.ReadFolder(x.FS, x.ID)
		if problems.Refused() {
			t.Fatal(problems)
		}
		f := reference.Shipped().WithProject(p)
		book := policy.NewBook(f, p.Regime)
		for _, date := range []string{policy.LastDay(p.Start), policy.LastDay(p.Start + 12)} {
			for _, d := range book.List(p, policy.Query{Date: date, AsOf: reference.AsOf}) {
				all++
				if _, known := f.Regulation(d.Rule); !known && d.Kind != policy.PracticeMass {
					t.Errorf("%s, %s on %s: no rule %q", x.ID, d.Kind, d.Offer, d.Rule)
				}
				if d.Standing == "" || d.StatusText == "" || d.Source.Name == "" || d.Text == "" {
					t.Errorf("%s, %s: %+v", x.ID, d.Rule, d)
				}
				if d.SourceAge.OK == d.Undated {
					t.Errorf("%s, %s on %s: dated %q, age %v, undated %v", x.ID, d.Rule, d.Offer, d.Source.Date, d.SourceAge, d.Undated)
				}
				if d.Undated {
					undated++
				}
				if d.Rule != "" && (d.CheckedOn == "" || !d.CheckedAge.OK) {
					t.Errorf("%s, %s: nobody says when its status was read", x.ID, d.Rule)
				}
			}
		}
	}
	if all < 2000 || undated == 0 || undated == all {
		t.Errorf("%d decisions, %d of them undated", all, undated)
	}
}
