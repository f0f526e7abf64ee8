package reference

import (
	"slices"
	"strings"
	"testing"

	"remanence/planner"
)

func TestCrossRates(t *testing.T) {
	r := Shipped()
	for _, c := range []struct{ from, to, rate, date, confidence string }{
		{"EUR", "USD", "1.1205988480", "2026-10-09", "medium"},
		{"USD", "€", "0.89238", "2026-10-09", "medium"},
		{"euro", "RMB", "7.4991595509", "2026-10-09", "medium"},
		{"VND", "JPY", "0.0060171103", "2026-10", "low"},
		{"DKK", "DKK", "1", "2026-10-09", "medium"},
	} {
		x, ok := r.Cross(c.from, c.to)
		if !ok || x.Rate.Round(10).StringFixed(10) != mustDecimal(c.rate).StringFixed(10) || x.Date != c.date || x.Source.Confidence != c.confidence {
			t.Errorf("%s to %s: %+v", c.from, c.to, x)
		}
	}
	for _, name := range []string{"¥", "kr", "SGD", ""} {
		if x, ok := r.Cross(name, "USD"); ok {
			t.Errorf("%q was read as %s", name, x.From)
		}
	}
}

func mustDecimal(s string) planner.Decimal {
	var d planner.Decimal
	if err := d.UnmarshalText([]byte(s)); err != nil {
		panic(err)
	}
	return d
}

func TestSourceAge(t *testing.T) {
	asOf := planner.MonthOf(2026, 11)
	for date, want := range map[string]planner.Opt[int]{
		"2026-11-23": planner.Some(0), "2026-10": planner.Some(1), "2025-11-30": planner.Some(12),
		"2025": planner.Some(22), "2027-01": planner.Some(0), "": {}, "2000s": {},
	} {
		if got := SourceAge(planner.Source{Date: date}, asOf); got != want {
			t.Errorf("%q: %v, want %v", date, got, want)
		}
	}
	if got := SourceAgeOn(planner.Source{Date: "2026-01"}, "2026-11-23"); got != planner.Some(10) {
		t.Errorf("age on a day: %v", got)
	}
	if got := SourceAgeOn(planner.Source{Date: "2026-01"}, "today"); got.OK {
		t.Errorf("age on no day: %v", got)
	}
}

func TestSuppliersGoByIdCompanyAndSite(t *testing.T) {
	r := Shipped()
	for name, want := range map[string]string{
		"S022": "S022", "Noveon": "S012", "Independence, Fort Worth": "S004", "Electron Energy Corporation (traced chain)": "S022",
		"MP Materials, Mountain Pass mine": "S001",
	} {
		found := r.SuppliersNamed(name)
		if len(found) == 0 || !slices.ContainsFunc(found, func(s SupplierRow) bool { return s.ID == want }) {
			t.Errorf("%q: %v", name, found)
		}
	}
	if n := len(r.SuppliersNamed("MP Materials")); n < 5 {
		t.Errorf("MP Materials has %d sites", n)
	}
	if found := append(r.SuppliersNamed("Nobody & Sons"), r.SuppliersNamed("")...); len(found) != 0 {
		t.Errorf("nobody is %v", found)
	}
	for _, s := range r.SuppliersAt("magnet", "Japan") {
		if s.Country != "JP" || s.Stage != "magnet" {
			t.Errorf("not a Japanese magnet maker: %+v", s)
		}
	}
	if len(r.SuppliersAt("magnets", "JP")) == 0 || len(r.SuppliersAt("", "Atlantis")) != 0 || len(r.SuppliersAt("", "")) != 191 {
		t.Error("sites by stage and country")
	}
	if _, ok := r.Supplier("S999"); ok {
		t.Error("S999 exists")
	}
}

func TestCountriesGoByCodesAndNames(t *testing.T) {
	for name, want := range map[string]string{
		"CN": "CN", "China": "CN", "chn": "CN", "P.R. China": "CN", "Burma": "MM", "UK": "GB", "USA": "US", "Türkiye": "TR",
		"South Korea": "KR", "Korea": "KR", "viet nam": "VN", "European Union": "EU", "DRC": "CD",
	} {
		if c, _ := Shipped().Country(name); c.ISO2 != want {
			t.Errorf("%q is %q", name, c.ISO2)
		}
	}
	if c, ok := Shipped().Country("Atlantis"); ok {
		t.Errorf("Atlantis is %s", c.ISO2)
	}
}

func TestListsAndLanes(t *testing.T) {
	r := Shipped()
	if f, ok := r.FreightLane("China", "Denmark", "sea"); !ok || f.ID != "F003" || f.TypicalUSD.V.String() != "0.45" {
		t.Errorf("China to Denmark by sea: %+v", f)
	}
	if _, ok := r.FreightLane("CN", "DK", ""); ok {
		t.Error("a lane without a mode")
	}
	if n := len(r.FreightLanes("CN", "DK", "")); n != 2 {
		t.Errorf("China to Denmark: %d lanes", n)
	}
	if h, ok := r.HS("8505.11.00.70", "US"); !ok || h.Digits != "8505110070" {
		t.Errorf("US magnets: %+v", h)
	}
	if h, ok := r.HS("8505.11.10.99", "GB"); !ok || h.Schedule != "EU and UK" {
		t.Errorf("British magnets: %+v", h)
	}
	if h, ok := r.HS("9999.99", ""); ok {
		t.Errorf("no goods: %+v", h)
	}
	prices := r.PriceHistory("NdPr oxide", "china_domestic")
	if len(prices) == 0 || !slices.IsSortedFunc(prices, func(a, b PriceRow) int { return strings.Compare(a.PriceDate, b.PriceDate) }) {
		t.Errorf("%d prices", len(prices))
	}
	if bases := r.PriceBases("M004"); !slices.Contains(bases, "china_domestic") || !slices.IsSorted(bases) {
		t.Errorf("bases %v", bases)
	}
	if len(r.PriceHistory("unobtainium", "")) != 0 {
		t.Error("prices of nothing")
	}
	if n := len(r.LicensingEvidence("approval_share", "EU")); n == 0 {
		t.Error("no evidence on approvals")
	}
	if shares := r.Shares("magnet", "China"); len(shares) == 0 || shares[0].Year != 2025 {
		t.Errorf("Chinese magnets: %+v", shares)
	}
	if i, ok := r.SectorIntensity("battery EV"); !ok || i.Typical.V != 1.4 {
		t.Errorf("battery EV: %+v", i)
	}
	if p, ok := r.RecyclingRoute("HPMS short loop"); !ok || p.NdPct.V != 95 {
		t.Errorf("HPMS: %+v", p)
	}
	if len(r.RecyclingRoutes("recycling_magnet")) != 4 || len(r.RegulationsOf("CN")) <= 30 {
		t.Error("lists by class and jurisdiction")
	}
	if e, ok := r.Element("dysprosium"); !ok || e.Symbol != "Dy" {
		t.Errorf("dysprosium: %+v", e)
	}
	if _, ok := r.Regulation("CN-2025-18"); !ok {
		t.Error("Announcement 18 is missing")
	}
}
