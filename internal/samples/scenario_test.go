package samples

import (
	"strings"
	"testing"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/scenario"
)

// Every scenario that comes with a sample strikes something of it, and every
// shock of the library is understood on every sample, with whatever it asks for
// chosen from the project.
func TestScenariosAndShocksStrike(t *testing.T) {
	f := reference.Shipped().Facts()
	struck := map[string]int{}
	for _, s := range assets.Samples() {
		p, ps := interchange.ReadFolder(s.FS, s.ID)
		if ps.Refused() {
			t.Fatal(ps)
		}
		for _, x := range p.Scenarios {
			_, changes, problems := scenario.Apply(p, f, x)
			if len(problems) > 0 || x.Shock.Hits != "" && len(changes) == 0 {
				t.Errorf("%s, %s: %d changes, %v", s.ID, x.ID, len(changes), problems)
			}
		}
		for _, k := range f.Shocks {
			chosen := map[string]string{"supplier": p.Suppliers[0].Name, "pool": p.Pools[0].ID, "parts": p.Parts[0].ID, "country": "CN"}[k.Ask]
			switch {
			case k.Ask == "stream" && len(p.Streams) > 0:
				chosen = p.Streams[0].ID
			case k.Ask == "currency" && len(p.FX) > 0:
				chosen = p.FX[0].Currency
			}
			x := scenario.From(k, chosen, p.Start+2, 0)
			v, changes, problems := scenario.Apply(p, f, x)
			for _, q := range problems {
				if !strings.Contains(q.What, "strikes nothing of this project") && !strings.Contains(q.What, "does not say yet") {
					t.Errorf("%s, %s: %s", s.ID, k.ID, q)
				}
			}
			if ps := v.Validate(f); ps.Refused() {
				t.Errorf("%s, %s: the project under the shock is refused: %v", s.ID, k.ID, ps)
			}
			struck[k.ID] += len(changes)
			if strings.Contains(x.Shock.Hits, "?") != (k.Ask != "" && chosen == "") {
				t.Errorf("%s: it asks for %q and strikes %q", k.ID, k.Ask, x.Shock.Hits)
			}
		}
	}
	for _, k := range f.Shocks {
		// A sample without general licences has none to lose.
		if struck[k.ID] == 0 && k.ID != "general-licence" {
			t.Errorf("the shock %s changes nothing in any sample", k.ID)
		}
		if k.Shock.Start != (planner.Opt[planner.Month]{}) {
			t.Errorf("the shock %s has a date of its own", k.ID)
		}
	}
}
