package shell

import (
	"testing"

	"remanence/app/chartview"
	"remanence/app/session"
)

// The marks of the pictures of every page lead to their causes and are explained as
// the figures of the tables beside them are.
func TestMarksOfPicturesLeadToTheirCauses(t *testing.T) {
	r := newRig(t)
	r.openFinished(example)
	r.answerRisk()
	var told []session.Event
	leave := r.s.session.Subscribe(func(e session.Event) {
		if e.Kind == session.Explain || e.Kind == session.Navigate {
			told = append(told, e)
		}
	})
	defer leave()
	close := func() {
		for o := r.s.win.Canvas().Overlays(); o.Top() != nil; {
			o.Remove(o.Top())
		}
	}
	// At least so many figures explained and places led to, by page.
	for _, want := range []struct {
		page          string
		explained, to int
	}{{"overview", 40, 0}, {"demand", 12, 12}, {"sources", 6, 3}, {"recycling", 1, 0}, {"rules", 1, 0}, {"plan", 40, 40}, {"risk", 20, 20}} {
		explained, to := 0, 0
		r.run("page-" + want.page)
		if want.page == "demand" {
			r.s.Show("demand", "EA110-RO")
		}
		for _, o := range everything(r.s.body) {
			v, ok := o.(*chartview.View)
			if !ok || v.Picture() == nil {
				continue
			}
			seen := map[string]bool{}
			for _, m := range v.Picture().Scene(900, 500, false).Targets() {
				if m.ID == "" || seen[m.ID] || len(seen) > 60 {
					continue
				}
				seen[m.ID] = true
				if v.Why != nil {
					if explain := v.Why(m.ID); explain != nil {
						told = nil
						explain()
						close()
						explained++
						if len(told) != 1 || told[0].Kind != session.Explain {
							t.Fatalf("%s, %q: %v", want.page, m.ID, told)
						}
						check(t, want.page, 0, m.ID, &told[0].Why)
					}
				}
				if v.OnTapped != nil {
					told = nil
					v.OnTapped(m.ID)
					close()
					if len(told) > 0 && told[0].Kind == session.Navigate {
						to++
						r.run("page-" + want.page)
					}
				}
			}
		}
		if explained < want.explained || to < want.to {
			t.Errorf("%s: %d figures explained and %d led to a place; at least %d and %d", want.page, explained, to, want.explained, want.to)
		}
	}
}
