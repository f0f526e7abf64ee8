package shell

import (
	"testing"

	"remanence/data/shipped"
)

// The finished plans bring the longest texts.
func TestEveryPageFitsWithAFinishedPlan(t *testing.T) {
	r := newRig(t)
	for _, x := range Samples() {
		made, ok := shipped.Read(x.ID)
		if !ok || x.ID != example {
			continue
		}
		r.s.OpenSample(x.ID)
		made.Plan.Digest = r.s.session.Doc().Digest()
		r.s.session.Doc().SetPlan(made.Plan)
		r.s.session.Doc().SetBaselines(made.AsToday, made.Cheapest)
		r.s.session.Open(r.s.session.Doc())
		for _, m := range Pages() {
			r.run("page-" + m.ID)
			if min := r.s.win.Content().MinSize(); min.Width > 1366 || min.Height > 740 {
				t.Errorf("%s on %s needs %v", m.ID, x.ID, min)
			}
		}
	}
}
