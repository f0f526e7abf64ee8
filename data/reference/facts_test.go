package reference

import (
	"math"
	"slices"
	"testing"

	"remanence/planner"
)

func TestEveryAliasLeadsToItsOwnRowOnly(t *testing.T) {
	f := Shipped().Facts()
	owner := map[string]string{}
	for _, g := range f.Grades {
		for _, name := range append([]string{g.Name}, g.Aliases...) {
			key := planner.NameKey(name)
			if other, taken := owner[key]; taken {
				t.Errorf("%q stands for %s and for %s", name, other, g.Name)
			}
			owner[key] = g.Name
			if found, ok := f.Grade(name); !ok || found.Name != g.Name {
				t.Errorf("%q leads to %q, not to %s", name, found.Name, g.Name)
			}
		}
	}
	owner = map[string]string{}
	for _, m := range f.Materials {
		for _, name := range append([]string{m.ID, m.Name}, m.Aliases...) {
			key := planner.NameKey(name)
			if other, taken := owner[key]; taken {
				t.Errorf("%q stands for %s and for %s", name, other, m.ID)
			}
			owner[key] = m.ID
		}
	}
}

func TestNamesPeopleWrite(t *testing.T) {
	tables, f := Shipped(), Shipped().Facts()
	for name, want := range map[string]string{
		"N42SH": "N42SH", "42SH": "N42SH", "N 42 SH": "N42SH", "n-42sh": "N42SH", "NdFeB N42SH": "N42SH", "42 SH": "N42SH",
		"G50SH": "G50SH", "N50SH GBD": "G50SH", "SmCo 28": "Sm2Co17 28", "YXG-30": "Sm2Co17 30", "Y30BH": "Ferrite Y30BH",
		"HRE-free 42SH": "Heavy-rare-earth-free 42SH class (fine grain, Ga-doped)", "alnico5": "AlNiCo 5",
	} {
		byFacts, _ := f.Grade(name)
		byTables, _ := tables.Grade(name)
		if byFacts.Name != want || byTables.Name != want {
			t.Errorf("%q leads to %q and %q, not to %s", name, byFacts.Name, byTables.Name, want)
		}
	}
	for name, want := range map[string]string{
		"M001": "M001", "NdPr oxide": "M001", "neodymium-praseodymium oxide": "M001", "PrNd oxide": "M001",
		"Dy2O3": "M004", "Dy oxide": "M004", "terbium metal": "M029", "APT": "M060", "DyFe": "M028", "Ga 4N": "M046",
	} {
		byFacts, _ := f.Material(name)
		byTables, _ := tables.Material(name)
		if byFacts.ID != want || byTables.ID != want {
			t.Errorf("%q leads to %q and %q, not to %s", name, byFacts.ID, byTables.ID, want)
		}
	}
	for _, name := range []string{"42", "SmCo 24", "gallium metal", "N99", ""} {
		if g, ok := f.Grade(name); ok {
			t.Errorf("grade %q leads to %s; it could be several or none", name, g.Name)
		}
	}
	if m, ok := f.Material("gallium metal"); ok {
		t.Errorf("gallium metal leads to %s; there are three purities", m.ID)
	}
}

func TestGradeContentSpreadsWithItsConfidence(t *testing.T) {
	f := Shipped().Facts()
	for _, c := range []struct {
		grade, element string
		want           planner.Range
	}{
		{"N42", "Nd", planner.Range{Low: 0.1779, Typical: 0.2372, High: 0.2965}}, // low: ±25 %
		{"Sm2Co17 28", "Sm", planner.Range{Low: 0.2295, Typical: 0.255, High: 0.2805}},
		{"AlNiCo 5", "Co", planner.Range{Low: 0.2328, Typical: 0.24, High: 0.2472}},
		{"N42", "Dy", planner.Range{}},
		{"N35 (Ce/La economy)", "LaCe", planner.Range{Low: 0.0675, Typical: 0.09, High: 0.1125}},
		{"MnBi", "Other", planner.Range{Low: 0.75, Typical: 1, High: 1}},
	} {
		g, ok := f.Grade(c.grade)
		got := g.FractionRange(c.element)
		if !ok || !alike(got.Low, c.want.Low) || !alike(got.Typical, c.want.Typical) || !alike(got.High, c.want.High) {
			t.Errorf("%s %s: %+v, want %+v", c.grade, c.element, got, c.want)
		}
	}
	g, _ := f.Grade("Bonded SmFeN injection")
	if g.Captured != "conditional" || g.Note == "" {
		t.Errorf("a cell that asks for a check became %q with note %q", g.Captured, g.Note)
	}
	if g, _ := f.Grade("MnBi"); g.Yield.OK {
		t.Error("an empty yield became a number")
	}
}

func TestElementPricesArePerKilogramOfMetal(t *testing.T) {
	f := Shipped().Facts()
	for _, c := range []struct {
		symbol         string
		exChina, china float64 // NaN: missing
	}{
		{"NdPr", 83.75 / 0.8499, 108.54 / 0.8499}, // the December metal price is older than the oxide's
		{"Nd", 116.5, math.NaN()},                 // metal quote preferred to oxide
		{"Dy", 850 / 0.8713, 188.36 / 0.8713},
		{"Tb", 3000 / 0.8502, 1095.4}, // same day: metal
		{"Sm", math.NaN(), math.NaN()},
		{"Co", math.NaN(), math.NaN()},
	} {
		e, ok := f.Element(c.symbol)
		if !ok || !same(e.ExChinaUSD, c.exChina) || !same(e.ChinaUSD, c.china) {
			t.Errorf("%s: ex-China %v, China %v; want %g, %g", c.symbol, e.ExChinaUSD, e.ChinaUSD, c.exChina, c.china)
		}
		if e.ExChinaUSD.OK != (e.ExChinaBasis != "") {
			t.Errorf("%s: price and basis do not come together: %q", c.symbol, e.ExChinaBasis)
		}
	}
}

func TestUserRowsReplaceShippedOnesUnderEveryName(t *testing.T) {
	tables := Shipped()
	mine := planner.Grade{Name: "N42SH", Content: map[string]planner.Range{"Dy": {Low: 0.01, Typical: 0.01, High: 0.01}}}
	oxide := planner.Material{ID: "M001", Name: "Our NdPr", Content: map[string]float64{"Nd": 0.6}}
	own := planner.Grade{Name: "House grade 7"}
	f := tables.WithUser([]planner.Grade{mine, own}, []planner.Material{oxide})
	for _, name := range []string{"N42SH", "42SH", "NdFeB N42SH"} {
		if g, _ := f.Grade(name); !g.Source.User || g.Fraction("Dy") != 0.01 {
			t.Errorf("%q leads to the shipped grade", name)
		}
	}
	for _, name := range []string{"M001", "NdPr oxide", "our ndpr", "PrNd oxide"} {
		if m, _ := f.Material(name); !m.Source.User {
			t.Errorf("%q leads to the shipped material", name)
		}
	}
	if g, ok := f.Grade("house-grade 7"); !ok || !g.Source.User {
		t.Error("a grade of the user's own is not found")
	}
	if g, _ := tables.Facts().Grade("42SH"); g.Source.User {
		t.Error("the user's grade leaked into the shipped facts")
	}
	if len(mine.Aliases) != 0 {
		t.Error("the caller's grade was changed")
	}
}

func TestFactsOfRulesAndCountries(t *testing.T) {
	f := Shipped().Facts()
	r, ok := f.Regulation("CN-2025-57")
	if !ok || r.CheckedOn != "2026-11-23" || r.SuspendedUntil != "2026-11-10" || r.Extension != "2027-01-10" || r.WaitLowDays.OK {
		t.Errorf("Announcement 57: %+v", r)
	}
	if r, _ := f.Regulation("CN-2025-18"); r.SuspendedFrom != "" || r.WaitLowDays.V != 30 || r.WaitHighDays.V != 120 {
		t.Errorf("Announcement 18: %+v", r)
	}
	for code, eu := range map[string]bool{"DE": true, "GB": false, "EU": true, "CN": false} {
		if c, ok := f.Country(code); !ok || c.EU != eu {
			t.Errorf("%s: EU is %v", code, c.EU)
		}
	}
	if c, _ := f.Country("EU"); c.Governance.OK {
		t.Error("the EU as a group has no governance index of its own")
	}
	m, _ := f.Material("M001")
	if !slices.Equal(m.Rules, []string{"CN-2024-REREG", "CN-2025-QUOTA", "US-PFLOOR"}) || m.Content["Nd"] != 0.643 || m.Source.Name == "" {
		t.Errorf("NdPr oxide: %+v", m)
	}
	if m, _ := f.Material("M011"); len(m.Rules) != 0 {
		t.Errorf("no rules became %q", m.Rules)
	}
	if m, _ := f.Material("M030"); m.PriceUSD.OK {
		t.Error("an unknown price became a number")
	}
}

func alike(a, b float64) bool { return math.Abs(a-b) < 1e-7 }

func same(got planner.Opt[float64], want float64) bool {
	if math.IsNaN(want) {
		return !got.OK
	}
	return got.OK && alike(got.V, want)
}
