package samples

import (
	"strings"
	"testing"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/policy"
	"remanence/planner/scenario"
)

// Every scenario that comes with a sample strikes something of it, and every
// shock of the library is understood on every sample, with whatever it asks for
// chosen from the project.
func TestScenariosAndShocksStrike(t *testing.T) {
	f := reference.Shipped().Facts()
	// The rules of October 2025 and the ban that was paused return on a date; the
	// months of the equipment list are how late its plant comes.
	returns := map[string]string{"october-2025": "CN-2025-70", "value-test": "CN-2025-61a", "technology-test": "CN-2025-61b", "equipment-list": "CN-2025-56", "five-elements": "CN-2025-57", "gallium-ban": "CN-2025-72"}
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
			checkDates(t, k, scenario.From(k, chosen, p.Start+2, 4), p.Start+2, returns[k.ID])
			if shows := scenario.Shows(p, x); shows.V != p.Start+2 {
				t.Errorf("%s, %s: it shows in %v", s.ID, k.ID, shows)
			}
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

// checkDates wants a shock of the library to hold for four months from a month on,
// what it strikes as well as the rule that returns with it.
func checkDates(t *testing.T, k planner.KnownShock, x planner.Scenario, start planner.Month, rule string) {
	t.Helper()
	if k.Shock.Hits != "" && (x.Shock.Start.V != start || x.Shock.Months.V != 4) {
		t.Errorf("%s: it strikes from %v for %v months", k.ID, x.Shock.Start, x.Shock.Months)
	}
	if k.Shock.Hits == "" && rule == "" {
		t.Errorf("%s takes neither a start nor a length", k.ID)
	}
	if rule == "" {
		return
	}
	want := rule + "=in_force@" + start.String() + "-01"
	if k.Shock.Hits == "" {
		want += "/" + policy.LastDay(start+3)
	}
	if len(x.Edits) != 1 || x.Edits[0].After != want {
		t.Errorf("%s: the rule returns as %v, want %s", k.ID, x.Edits, want)
	}
}

// Offers whose quotation says nothing of a licence are struck where the rules ask for
// one, as they would be had it named the rule; those that say none are not.
func TestSilentQuotationsAreStruckByTheRules(t *testing.T) {
	f := reference.Shipped().Facts()
	refused := planner.Scenario{ID: "S", Name: "refused", Shock: planner.Shock{Hits: "licence:CN-2025-18", CapacityLeft: planner.Some(0.0)}}
	struck := func(p *planner.Project) map[string]bool {
		v, _, problems := scenario.Apply(p, f, refused)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		hit := map[string]bool{}
		for _, o := range v.Offers {
			hit[o.ID] = len(o.Effects) > 0
		}
		return hit
	}
	silent := 0
	for _, s := range assets.Samples() {
		p, _ := interchange.ReadFolder(s.FS, s.ID)
		quoted := struck(p)
		q := p.Clone()
		for i := range q.Offers {
			if q.Offers[i].Licence.Rule == "CN-2025-18" {
				q.Offers[i].Licence = planner.Licence{}
			}
		}
		decided := policy.Settle(q, f)
		for id, hit := range struck(q) {
			o := p.Offer(id)
			switch needed := decided.Offer(id).Licence.In(p.Start); {
			case o.Licence.Rule != "CN-2025-18":
				if hit != quoted[id] {
					t.Errorf("%s, %s: struck %t, before %t", s.ID, id, hit, quoted[id])
				}
			case hit != (needed.Needed && needed.Rule == "CN-2025-18"):
				t.Errorf("%s, %s says nothing and is struck: %t; the rules: %+v", s.ID, id, hit, needed)
			case hit:
				silent++
			}
		}
	}
	if silent < 10 {
		t.Errorf("%d silent quotations are struck; there should be many", silent)
	}
}
