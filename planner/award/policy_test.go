package award

import (
	"context"
	"testing"

	"remanence/planner"
)

// lapsing is the row of a rule whose suspension is printed to 10 November 2026.
func lapsing() planner.Regulation {
	return planner.Regulation{ID: "CN-2025-61a", Jurisdiction: "CN", Covers: "Foreign-made magnets", Effective: "2025-12-01", SuspendedFrom: "2025-11-07",
		SuspendedUntil: "2026-11-10", Extension: "2027-01-10", Status: "suspended_extension_agreed_notice_not_seen",
		Terms: planner.Terms{Kind: "extraterritorial_licence", StatutoryDays: planner.Some(45), StatutoryBasis: "working days"}}
}

// 100 pieces in January and in March 2027. JP at 10 needs a licence of 61 days
// (three months rounded up) once the rule applies, DE at 12 none, and no demand
// may be late. Suspension holds: 200 × 10 = 2,000. Lapsed: JP ordered in January
// arrives in April, so all from DE: 2,400. Returning in March only: an order of
// January or February ships before, so JP serves both: 2,000. Returning in
// January (extended, to 10 January): as lapsed.
func TestRegimeChangesThePlan(t *testing.T) {
	for _, c := range []struct {
		regime string
		cost   float64
	}{{"", 2000}, {"CN-2025-61a=holds", 2000}, {"CN-2025-61a=lapses", 2400}, {"CN-2025-61a=extended", 2400}, {"CN-2025-61a=in_force@2027-03-01", 2000}} {
		p := plain(3, map[string][]float64{"A": {100, 0, 100}}, "A")
		quote(p, "JP", "Maker", "A", "10").Licence = planner.ParseLicence("CN-2025-61a if the suspension lapses")
		quote(p, "DE", "Other", "A", "12").Licence = planner.ParseLicence("none")
		p.Offer("JP").Licence.WaitP50, p.Offer("JP").Licence.WaitP90 = planner.Some(61.0), planner.Some(61.0)
		var err error
		if p.Regime, err = planner.ParseRegime(c.regime); err != nil {
			t.Fatal(err)
		}
		f := testFacts()
		f.Regulations = []planner.Regulation{lapsing()}
		plan, err := Make(context.Background(), engine, p, f, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if plan.Status != planner.StatusOptimal || !near(plan.TotalCost, c.cost) {
			t.Errorf("%q: %s at %g, want %g", c.regime, plan.Status, plan.TotalCost, c.cost)
		}
		for _, x := range Check(p, f, plan, Options{}) {
			t.Errorf("%q: %s", c.regime, x)
		}
		// Once lapsed the Japanese orders would depend on a licence; none are placed.
		if share := plan.KPIs.LicenceShare; !share.OK || share.V != 0 {
			t.Errorf("%q: licence share %+v", c.regime, share)
		}
	}
}

// Ga at 10 from China is barred to a buyer in the United States once the ban
// returns: the dearer source takes all.
func TestBannedExportIsNotOrdered(t *testing.T) {
	ban := planner.Regulation{ID: "CN-2024-46", Jurisdiction: "CN", Effective: "2024-12-03", SuspendedFrom: "2025-11-09", SuspendedUntil: "2026-11-27",
		Status: "paragraph_2_suspended", Terms: planner.Terms{Kind: "ban_us"}}
	for _, c := range []struct {
		to, regime string
		cost       float64
	}{{"US", "", 1000}, {"GB", "CN-2024-46=lapses", 1000}, {"US", "CN-2024-46=lapses", 2000}} {
		p := plain(1, map[string][]float64{"A": {100}}, "A")
		p.Parts[0].Grade, p.Parts[0].Material, p.Parts[0].Unit = "", "M046", planner.Kilograms
		for _, o := range []*planner.Offer{quote(p, "CN", "Maker", "A", "10"), quote(p, "CA", "Other", "A", "20")} {
			o.For, o.Item, o.PriceUnit, o.Country, o.Licence = planner.ForMaterial, "M046", planner.PerKg, o.ID, planner.ParseLicence("none")
		}
		p.Offer("CN").Country, p.Offer("CA").Country = "CN", "CA"
		p.BuyerCountry = c.to
		p.Regime, _ = planner.ParseRegime(c.regime)
		f := testFacts()
		f.Regulations = []planner.Regulation{ban}
		f.Materials = []planner.Material{{ID: "M046", Name: "Gallium", Content: map[string]float64{"Ga": 1}, Control: "licence_required", Rules: []string{"CN-2024-46"}}}
		f.Countries = append(f.Countries, planner.Country{ISO2: "CA"}, planner.Country{ISO2: "US"}, planner.Country{ISO2: "GB"})
		plan, err := Make(context.Background(), engine, p, f, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if plan.Status != planner.StatusOptimal || !near(plan.TotalCost, c.cost) {
			t.Errorf("to %s, %q: %s at %g, want %g", c.to, c.regime, plan.Status, plan.TotalCost, c.cost)
		}
		if bad := Check(p, f, plan, Options{}); len(bad) > 0 {
			t.Errorf("to %s, %q: %v", c.to, c.regime, bad)
		}
	}
}
