package policy

import (
	"math"
	"strings"
	"testing"

	"remanence/planner"
)

// today is a date after the printed end of the suspension and before the
// announced one.
var today = Query{Date: "2026-12-01", AsOf: "2026-11-23"}

// of gives the decision of a rule on the only line of a project.
func of(t *testing.T, p *planner.Project, q Query, kind Kind, rule string) (Decision, bool) {
	t.Helper()
	f := rows()
	for _, fit := range p.Fits(&p.Parts[0], f) {
		for _, d := range NewBook(f, p.Regime).Of(p, fit, q) {
			if d.Kind == kind && d.Rule == rule {
				return d, true
			}
		}
	}
	return Decision{}, false
}

// Row CN-2025-18: all SmCo, NdFeB only with Dy or Tb, from the first trace on,
// direct export from China. Materials by form.
func TestAnnouncement18(t *testing.T) {
	for _, c := range []struct {
		item, country string
		reach         Reach
		need          Need
	}{
		{"N42", "CN", Misses, NeedNo},
		{"N42SH", "CN", Reaches, NeedYes},
		{"G50SH", "CN", Reaches, NeedYes}, // diffusion grade: 0.35 % of Tb
		{"Sm2Co17 28", "CN", Reaches, NeedYes},
		{"Ferrite Y30", "CN", Misses, NeedNo},
		{"N35 Gd", "CN", NotKnown, NeedUnknown},
		{"N42SH", "JP", Misses, NeedNo},
		{"N42SH", "", NotKnown, NeedUnknown},
		{"N42", "", Misses, NeedNo}, // outside wherever it comes from
		{"Unheard of", "CN", NotKnown, NeedUnknown},
		{"M004", "CN", Reaches, NeedYes},
		{"M004", "MY", Misses, NeedNo},
		{"M019", "CN", NotKnown, NeedUnknown}, // listed in some forms only
		{"M043", "CN", Misses, NeedNo},        // holds Dy in a form that is not listed
		{"OWN", "CN", NotKnown, NeedUnknown},
	} {
		d, ok := of(t, project(c.country, c.item), today, DirectLicence, rule18)
		if !ok || d.Reach != c.reach || d.Need != c.need {
			t.Errorf("%s from %q: %s, need %s (%v), want %s, %s: %s", c.item, c.country, d.Reach, d.Need, ok, c.reach, c.need, d.Text)
		}
	}
	d, _ := of(t, project("CN", "N42SH"), today, DirectLicence, rule18)
	// 4 April 2025 to 23 November 2026 are 598 days.
	if d.SourceAge != planner.Some(598) || d.Standing != InForce || d.Effective != "2025-04-04" || len(d.Inputs) < 2 {
		t.Errorf("%+v", d)
	}
}

// Row CN-2025-57: five more elements, suspended.
func TestFiveMoreElements(t *testing.T) {
	for item, p := range map[string]*planner.Project{"38SH Ho": project("CN", "38SH Ho"), "M008": project("CN", "M008")} {
		d, ok := of(t, p, today, DirectLicence, rule57)
		if !ok || d.Reach != Reaches || d.Standing != Suspended || !d.Disputed || d.Need != NeedDormant {
			t.Errorf("%s: %+v", item, d)
		}
		p.Regime = planner.Regime{{Regulation: "CN-2025-70", Branch: planner.BranchLapses}}
		if d, _ = of(t, p, today, DirectLicence, rule57); d.Need != NeedYes || d.Disputed {
			t.Errorf("%s after the suspension: %+v", item, d)
		}
	}
	if _, ok := of(t, project("CN", "N42SH"), today, DirectLicence, rule57); ok {
		t.Error("N42SH holds none of the five and is not asked about")
	}
}

// Rows CN-2023-23 and CN-2024-46: a licence for gallium, and a ban to the United
// States whose suspension is printed to 27 November 2026.
func TestGalliumLicenceAndBan(t *testing.T) {
	p := project("CN", "M046")
	if d, ok := of(t, p, today, DirectLicence, "CN-2023-23"); !ok || d.Need != NeedYes {
		t.Errorf("%+v", d)
	}
	lapsed := planner.Regime{{Regulation: "CN-2025-72", Branch: planner.BranchLapses}}
	for _, c := range []struct {
		to     string
		regime planner.Regime
		need   Need
	}{{"US", nil, NeedDormant}, {"US", lapsed, NeedYes}, {"GB", lapsed, NeedNo}, {"", lapsed, NeedUnknown}} {
		p.BuyerCountry, p.Regime = c.to, c.regime
		if d, ok := of(t, p, today, ExportBan, "CN-2024-46"); !ok || d.Need != c.need {
			t.Errorf("to %q: %s, want %s: %s", c.to, d.Need, c.need, d.Text)
		}
	}
	// In plain words: what is certain would be refused, what is not may be.
	for to, want := range map[string]string{
		"US": "Gallium metal 4N is named by the ban of exports to the United States. Its export would be refused if the rule returns: CN-2024-46 (",
		"":   "Gallium metal 4N is named by the ban of exports to the United States. Where the goods go is not stated; enter the country under Settings (buyer_country). Its export may be refused if the rule returns: CN-2024-46 (",
	} {
		p.BuyerCountry, p.Regime = to, nil
		if d, _ := of(t, p, today, ExportBan, "CN-2024-46"); !strings.HasPrefix(d.Text, want) {
			t.Errorf("to %q: %s", to, d.Text)
		}
	}
	if d, _ := of(t, p, today, DirectLicence, "CN-2023-23"); d.Inputs[1] != (Input{"control of the form", "a licence is required", d.Inputs[1].From}) {
		t.Errorf("%+v", d.Inputs)
	}
	p.BuyerCountry, p.Regime = "US", lapsed
	if s := Settle(p, rows()); !s.Offers[0].BarredFrom(p.Start) {
		t.Error("an export that is refused can be ordered")
	}
	if d, _ := of(t, project("MY", "M019"), today, ExportBan, "MY-BAN"); d.Need != NeedYes {
		t.Errorf("unprocessed rare earths from Malaysia: %+v", d)
	}
}

// Row CN-2025-61a: 2.6 % of Dy (1.95 to 3.25), all separated in China and half
// of the metal made there, so that 100 % is the stated share; at 200 and 1000 USD
// per kg on a magnet of 100 USD: 0.0195×200/100 = 3.9 % to 0.0325×1000/100 =
// 32.5 % of value.
func TestForeignContentByValue(t *testing.T) {
	p := project("JP", "N42SH")
	profile(p, planner.Origin{Element: "Dy", Stage: planner.Separation, Country: "CN"},
		planner.Origin{Element: "Dy", Stage: planner.Metal, Country: "CN", Share: 0.5}, planner.Origin{Element: "Dy", Stage: planner.Metal, Country: "JP", Share: 0.5})
	d, ok := of(t, p, today, ValueContent, ruleValue)
	if !ok || !d.ValueTest.OK || math.Abs(float64(d.ValueTest.V.Low)-0.039) > 1e-12 || math.Abs(float64(d.ValueTest.V.High.V)-0.325) > 1e-12 {
		t.Fatalf("%+v", d)
	}
	if d.Reach != Reaches || d.Need != NeedDormant || d.MassTest.OK {
		t.Errorf("%+v", d)
	}
	// The same magnet at 100,000 USD per kg: at most 0.0325 %, below 0.1 %.
	p.Offers[0].Price = planner.Some(mustMoney("100000"))
	if d, _ = of(t, p, today, ValueContent, ruleValue); d.Reach != Misses {
		t.Errorf("%+v", d)
	}
	// At 10,000: 0.039 to 0.325 %, either way.
	p.Offers[0].Price = planner.Some(mustMoney("10000"))
	if d, _ = of(t, p, today, ValueContent, ruleValue); d.Reach != NotKnown {
		t.Errorf("%+v", d)
	}
	p.Offers[0].Price = planner.Opt[planner.Decimal]{}
	if d, _ = of(t, p, today, ValueContent, ruleValue); d.Reach != NotKnown || !strings.Contains(d.Text, "price") {
		t.Errorf("without a price: %+v", d)
	}
	profile(p, planner.Origin{Element: "Dy", Stage: planner.Separation, Country: "MY"}, planner.Origin{Element: "Dy", Stage: planner.Metal, Country: "JP"})
	if d, _ = of(t, p, today, ValueContent, ruleValue); d.Reach != Misses {
		t.Errorf("without Chinese content no price is needed: %+v", d)
	}
	// Unknown origin may be Chinese: the worst case.
	profile(p, planner.Origin{Element: "Dy", Stage: planner.Separation, Country: "MY"})
	if d, _ = of(t, p, today, ValueContent, ruleValue); d.Reach != NotKnown {
		t.Errorf("%+v", d)
	}
	// A magnet without listed elements is outside at any Chinese share of NdPr.
	q := project("JP", "N42")
	profile(q, planner.Origin{Element: "NdPr", Stage: planner.Metal, Country: "CN"})
	if d, _ = of(t, q, today, ValueContent, ruleValue); d.Reach != Misses {
		t.Errorf("%+v", d)
	}
}

// The habit of exporters is a share of mass, on magnets from China, and moves no
// need: 0.04 % of Dy is below 0.1 %, and the licence is still needed.
func TestMassTestIsNoRule(t *testing.T) {
	p := project("CN", "N42SH")
	p.Grades = nil
	f := rows()
	f.Grades = append(f.Grades, grade("Trace", "sintered NdFeB", "yes", map[string]float64{"Nd": 0.3, "Dy": 0.0004}))
	p.Parts[0].Grade, p.Offers[0].Item = "Trace", "Trace"
	b := NewBook(f, nil)
	var mass, law Decision
	for _, d := range b.Of(p, p.Fits(&p.Parts[0], f)[0], today) {
		switch d.Kind {
		case PracticeMass:
			mass = d
		case DirectLicence:
			law = d
		}
	}
	if !mass.MassTest.OK || mass.ValueTest.OK || math.Abs(float64(mass.MassTest.V.High)-0.0005) > 1e-12 || mass.Reach != Misses || mass.Need != NeedNo || mass.Rule != "" {
		t.Errorf("%+v", mass)
	}
	if law.Need != NeedYes || law.MassTest.OK || !mass.Source.Default {
		t.Errorf("%+v", law)
	}
}

// Rows CN-2025-61b, 56 and 62: where process knowledge and machines come from is
// the user's to state; an owner in China is a reason to ask.
func TestTechnologyAndEquipment(t *testing.T) {
	p := project("VN", "N42")
	p.Offers[0].SupplierRef = "S081"
	for _, kind := range []struct {
		k    Kind
		rule string
	}{{Technology, ruleTechnology}, {Equipment, ruleEquipment}, {Service, ruleService}} {
		p.Suppliers[0].TechnologyOrigin, p.Suppliers[0].EquipmentOrigin = nil, nil
		if d, ok := of(t, p, today, kind.k, kind.rule); !ok || d.Reach != NotKnown || d.Need != NeedDormant || !strings.Contains(d.Text, "owner is in China") {
			t.Errorf("%+v", d)
		}
		p.Suppliers[0].TechnologyOrigin, p.Suppliers[0].EquipmentOrigin = []string{"CN"}, []string{"JP", "CN"}
		if d, _ := of(t, p, today, kind.k, kind.rule); d.Reach != Reaches {
			t.Errorf("%+v", d)
		}
		p.Suppliers[0].TechnologyOrigin, p.Suppliers[0].EquipmentOrigin = []string{"JP"}, []string{"DE"}
		if d, _ := of(t, p, today, kind.k, kind.rule); d.Reach != Misses {
			t.Errorf("%+v", d)
		}
	}
}

// Row CN-2025-61c: a listed magnet made in China and sold from elsewhere; and the
// feed of a maker outside China.
func TestReexportAndFeed(t *testing.T) {
	p := project("US", "Sm2Co17 28")
	profile(p, planner.Origin{Element: "Sm", Stage: planner.Magnet, Country: "CN"}, planner.Origin{Element: "Sm", Stage: planner.Metal, Country: "CN"})
	if d, ok := of(t, p, today, Reexport, ruleReexport); !ok || d.Reach != Reaches || d.Need != NeedDormant {
		t.Errorf("%+v", d)
	}
	if d, ok := of(t, p, today, FeedLicence, rule18); !ok || d.Reach != Reaches {
		t.Errorf("%+v", d)
	}
	if s := Settle(p, rows()); s.Offers[0].Licence.NeededToday() {
		t.Error("the maker's own licence is no wait of this shipment")
	}
}

// Rows CN-2026-12 and CN-2026-23: names on the lists, of the supplier or its owner.
func TestEntityListings(t *testing.T) {
	for _, c := range []struct{ supplier, ref, rule string }{
		{"TDK", "", "CN-2026-12"}, {"H.C. Starck", "S160", "CN-2026-12"}, {"MP Materials", "", "CN-2026-23"}, {"USA Rare Earth", "", "CN-2026-23"}, {"Proterial", "", ""},
	} {
		p := project("JP", "N42SH")
		p.Suppliers[0].Name, p.Offers[0].Supplier, p.Offers[0].SupplierRef = c.supplier, c.supplier, c.ref
		for _, rule := range []string{"CN-2026-12", "CN-2026-23"} {
			if d, ok := of(t, p, today, EntityListing, rule); ok != (rule == c.rule) || ok && d.Need != NeedYes {
				t.Errorf("%s under %s: %v %+v", c.supplier, rule, ok, d)
			}
		}
	}
}

// Rows US-DFARS-7052 and US-DFARS-2027: melting counts today, mine and separation
// from 1 January 2027; and the exemption of US-4872-REC is a flag beside them.
func TestDefenceChain(t *testing.T) {
	p := project("US", "N42SH")
	chain := func(mine, metal string, kind planner.OriginKind) {
		profile(p)
		for _, e := range []string{"NdPr", "Dy"} {
			p.Profiles[0].Rows = append(p.Profiles[0].Rows,
				planner.Origin{Element: e, Stage: planner.Mine, Country: mine, Share: 1, Kind: kind}, planner.Origin{Element: e, Stage: planner.Separation, Country: "US", Share: 1, Kind: kind},
				planner.Origin{Element: e, Stage: planner.Metal, Country: metal, Share: 1, Kind: kind}, planner.Origin{Element: e, Stage: planner.Magnet, Country: "US", Share: 1, Kind: planner.Primary})
		}
	}
	next := Query{Date: "2027-01-01", AsOf: "2026-11-23"}
	for _, c := range []struct {
		mine, metal      string
		q                Query
		melted, mined    Need
		standing2027Rule Standing
	}{
		{"CN", "US", today, NeedNo, NeedDormant, Scheduled},
		{"CN", "US", next, NeedNo, NeedYes, InForce},
		{"US", "CN", today, NeedYes, NeedNo, Scheduled},
		{planner.UnknownCountry, "US", next, NeedNo, NeedUnknown, InForce},
		{"US", "JP", next, NeedNo, NeedNo, InForce},
	} {
		chain(c.mine, c.metal, planner.Primary)
		a, _ := of(t, p, c.q, DefenceChain, ruleMelted)
		b, _ := of(t, p, c.q, DefenceChain, ruleMine)
		if a.Need != c.melted || b.Need != c.mined || b.Standing != c.standing2027Rule {
			t.Errorf("mine %s, metal %s on %s: %s and %s (%s)", c.mine, c.metal, c.q.Date, a.Need, b.Need, b.Standing)
		}
		if _, ok := of(t, p, c.q, DefenceChain, ruleRecycled); ok {
			t.Error("primary material is no case for the exemption")
		}
	}
	chain("US", "US", planner.Recycled)
	if d, ok := of(t, p, next, DefenceChain, ruleRecycled); !ok || d.Reach != Reaches {
		t.Errorf("%+v", d)
	}
	p.Parts[0].Grade, p.Offers[0].Item = "Ferrite Y30", "Ferrite Y30"
	if _, ok := of(t, p, next, DefenceChain, ruleMine); ok {
		t.Error("ferrite is no covered magnet")
	}
}

// Row EU-CRMA: a target of a state.
func TestBenchmarkIsNoLimit(t *testing.T) {
	ds := NewBook(rows(), nil).Benchmarks(today)
	if len(ds) != 1 || ds[0].Need != NeedNo || !strings.Contains(ds[0].Text, "no limit of a company") || !strings.Contains(ds[0].Text, "65%") {
		t.Errorf("%+v", ds)
	}
}

// No decision may say that something is legal or allowed.
func TestNothingIsCalledLegal(t *testing.T) {
	for _, item := range []string{"N42", "N42SH", "Sm2Co17 28", "N35 Gd", "Ferrite Y30", "M004", "M046", "M019"} {
		for _, country := range []string{"CN", "JP", ""} {
			p := project(country, item)
			for _, d := range NewBook(rows(), nil).List(p, today) {
				for _, word := range []string{"legal", "allowed", "permitted", "compliant", " safe"} {
					if strings.Contains(strings.ToLower(d.Text), word) {
						t.Errorf("%s from %s: %s", item, country, d.Text)
					}
				}
				if d.StatusText == "" || d.Text == "" || d.Date == "" {
					t.Errorf("%+v", d)
				}
			}
		}
	}
}
