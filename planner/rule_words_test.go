package planner_test

import (
	"fmt"
	"math/rand"
	"reflect"
	"strings"
	"testing"

	"remanence/planner"
)

func wordFacts() *planner.Facts {
	return &planner.Facts{
		Countries: []planner.Country{{ISO2: "CN", Name: "China", Region: "East Asia", USCovered: true}, {ISO2: "RU", Name: "Russia", Region: "Eastern Europe", USCovered: true},
			{ISO2: "US", Name: "United States", Region: "North America"}, {ISO2: "DE", Name: "Germany", Region: "Western Europe", EU: true}},
		Grades: []planner.Grade{{Name: "N42SH", Family: "sintered NdFeB", Content: map[string]planner.Range{"Dy": {}, "Ga": {}, "Zr": {}}}},
	}
}

func wordProject() *planner.Project {
	return &planner.Project{Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 24,
		Parts:     []planner.Part{{ID: "EPS-R", Application: "Hard disk", Criticality: "A", Grade: "N42SH"}},
		Suppliers: []planner.Supplier{{Name: "Zhong Ke", Group: "Zhong Ke"}, {Name: "Works for magnets, and more", Group: `The "group"`}}}
}

func TestSentences(t *testing.T) {
	pct := planner.Some[float64]
	for want, r := range map[string]planner.Rule{
		"At most 90 %, falling to 65 %, of magnets from China, by calendar year.": {Type: planner.CountryShareMax, Hard: true,
			Stages: []planner.Stage{planner.Magnet}, Countries: []string{"CN"}, ValueFrom: pct(90), ValueTo: pct(65), Window: planner.PerYear},
		"At most 65 % of dysprosium at separation from any one country outside the EU, by calendar year, from 2027-01, until 2028-12.": {Type: planner.CountryShareMax, Hard: true, Elements: []string{"Dy"},
			Stages: []planner.Stage{planner.Separation}, Countries: []string{"each not EU"}, ValueFrom: pct(65), Window: planner.PerYear,
			FromMonth: planner.Some(planner.MonthOf(2027, 1)), ToMonth: planner.Some(planner.MonthOf(2028, 12))},
		"At least 2 suppliers for part EPS-R, by calendar year.": {Type: planner.MinSuppliers, Hard: true, Scope: "part:EPS-R", ValueFrom: pct(2), Window: planner.PerYear},
		"At least 4 weeks, rising to 6 weeks, of cover for A parts, every month, soft: 0.4 percent of value per missing week and month.": {Type: planner.CoverMin, Scope: "criticality:A",
			ValueFrom: pct(4), ValueTo: pct(6), Window: planner.EveryMonth, Penalty: "0.4 percent of value per missing week and month"},
		"At most EUR 1,250,000 for qualification, over the whole plan.": {Type: planner.QualificationBudgetMax, Hard: true, ValueFrom: pct(1_250_000), Window: planner.WholePlan},
		"Nothing from China and Russia at mining and magnet for parts D-…, except recycled magnets made in United States, except stock old used by 2027-06, in every order.": {Type: planner.CoveredCountryBan, Hard: true, Scope: "part_prefix:D-",
			Stages: []planner.Stage{planner.Mine, planner.Magnet}, Countries: []string{"CN", "RU"}, Window: planner.EveryOrder, ExemptRecycledIn: "US", ExemptStock: "old", ExemptUntil: planner.Some(planner.MonthOf(2027, 6))},
		"At most 68 % of value needing an export licence, by calendar year.":                                           {Type: planner.LicenceShareMax, Hard: true, Basis: "value", ValueTo: pct(68), Window: planner.PerYear},
		`At most 60 % of mass from "Works for magnets, and more", by quarter, priority 2.`:                             {Type: planner.SupplierShareMax, Hard: true, Supplier: "Works for magnets, and more", ValueFrom: pct(60), Window: planner.PerQuarter, Priority: planner.Some(2)},
		"At least 5 % recycled content of mass of dysprosium at mining for grade family sintered NdFeB, by half year.": {Type: planner.RecycledContentMin, Hard: true, Elements: []string{"Dy"}, Stages: []planner.Stage{planner.Mine}, Scope: "grade_family:sintered NdFeB", ValueFrom: pct(5), Window: planner.PerHalfYear},
	} {
		if got := r.Sentence(wordProject(), wordFacts()); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

// Ensure the short ways to say a rule give the same rule as the long one.
func TestRulesAreReadFromPlainSentences(t *testing.T) {
	p, f := wordProject(), wordFacts()
	for text, want := range map[string]string{
		"At most 65 % of Dy separation from CN per calendar year from 2027-01": "At most 65 % of dysprosium at separation from China, by calendar year, from 2027-01.",
		"at least two suppliers for EPS-R":                                     "At least 2 suppliers for part EPS-R, by calendar year.",
		"at most 40% of magnets from outside the EU":                           "At most 40 % of magnets from outside the EU, by calendar year.",
		"At most 1.5 t from zhong ke a year":                                   "At most 1,500 kg from Zhong Ke, by calendar year.",
		"at most 8 suppliers for all parts together overall":                   "At most 8 suppliers for all parts together, over the whole plan.",
		"Purchases of at most 2,500,000 USD per year until Dec 2028":           "Purchases of at most USD 2,500,000, by calendar year, until 2028-12.",
		"lead time of at most 12 weeks for hard disk in any order":             "Lead time of at most 12 weeks for application Hard disk, in every order.",
		"At least 6 weeks of cover for A parts, soft, priority 1":              "At least 6 weeks of cover for A parts, every month, soft, priority 1.",
		"nothing from US covered countries at mining, separation and magnet":   "Nothing from US covered countries at mining, separation and magnet, in every order.",
		"at most 30 kg CO2 per kg, soft: 350 EUR per tonne CO2 above":          "At most 30 kg CO2 per kg, by calendar year, soft: 350 EUR per tonne CO2 above.",
	} {
		r, err := planner.ReadRule(p, f, text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := r.Sentence(p, f); got != want {
			t.Errorf("%q\ngot  %q\nwant %q", text, got, want)
		}
	}
	for _, bad := range []string{"", "buy less from China", "At most 65 % of Dy from CN", "At most 65 % of Xx separation from CN", "At most 65 % of Dy separation from Atlantis",
		"At least 10 % of mass from Nobody Ltd", "At least 2 suppliers for nothing known"} {
		if r, err := planner.ReadRule(p, f, bad); err == nil {
			t.Errorf("%q was read as %q", bad, r.Sentence(p, f))
		} else if !strings.Contains(err.Error(), "; ") {
			t.Errorf("%q: the error %q says no mend", bad, err)
		}
	}
}

// Ensure sentence → blanks → sentence is identical for rules of every metric and
// every kind of blank, and that the blanks come back whole.
func TestSentenceRoundTrip(t *testing.T) {
	p, f := wordProject(), wordFacts()
	rnd := rand.New(rand.NewSource(1))
	pick := func(xs ...string) string { return xs[rnd.Intn(len(xs))] }
	some := func(xs ...string) []string {
		rnd.Shuffle(len(xs), func(i, j int) { xs[i], xs[j] = xs[j], xs[i] })
		return xs[:1+rnd.Intn(len(xs))]
	}
	for n := range 2000 {
		m := planner.Metrics[n%len(planner.Metrics)]
		r := planner.Rule{Type: m.Type, Hard: rnd.Intn(2) == 0, Bound: "max"}
		if m.Min {
			r.Bound = "min"
		}
		r.Scope = pick("all", "all_parts_together", "magnets", "materials", "part:EPS-R", "part:A1|B, for x", "part_prefix:D-", "application:Hard disk",
			"application:Motors and drives", "criticality:A", "criticality:A|B", "material:gallium_metal", "grade:N42SH", "grade_family:sintered NdFeB|Sm2Co17")
		v := float64(rnd.Intn(100000)) / float64([]int{1, 10, 1000}[rnd.Intn(3)])
		w := v
		if rnd.Intn(2) == 0 {
			w = float64(rnd.Intn(200))
		}
		r.ValueFrom, r.ValueTo = planner.Some(v), planner.Some(w)
		if m.Type == planner.CoveredCountryBan {
			r.ValueFrom, r.ValueTo = planner.Some(0.0), planner.Some(0.0)
			if rnd.Intn(2) == 0 {
				r.ExemptRecycledIn, r.ExemptStock, r.ExemptUntil = "US", pick("old", "stock, kept for parts"), planner.Some(planner.MonthOf(2027, 6))
			}
		}
		if m.Reads.Basis {
			r.Basis = pick("mass", "value")
		}
		if m.Unit == planner.UnitMoney {
			r.Basis = pick("EUR", "USD", "JPY")
		}
		if m.Reads.Element && rnd.Intn(2) == 0 {
			r.Elements = some("Dy", "Tb", "NdPr", "Ga", "Zr")
		}
		if m.Needs.Stage || m.Reads.Stage && rnd.Intn(2) == 0 {
			for _, s := range some("mine", "separation", "refining", "metal", "magnet") {
				r.Stages = append(r.Stages, planner.Stage(s))
			}
		}
		if m.Reads.Country {
			r.Countries = some("CN", "RU", "not EU", "US-covered", "region:East Asia", "not region:North America", "EU", "??"[:0]+"DE")
			if m.Type == planner.CountryShareMax && rnd.Intn(3) == 0 {
				r.Countries = []string{pick("each", "each not EU", "each region:East Asia", "each US-covered")}
			}
		}
		if m.Reads.Supplier {
			r.Supplier = pick("Zhong Ke", "Works for magnets, and more", `The "group"`)
			if !m.Needs.Supplier && rnd.Intn(3) == 0 {
				r.Supplier = ""
			}
		}
		r.Window = planner.Window(pick("every_month", "every_order", "per_quarter", "per_half_year", "per_calendar_year", "whole_plan"))
		if rnd.Intn(2) == 0 {
			r.FromMonth = planner.Some(planner.MonthOf(2027, 1+rnd.Intn(12)))
		}
		if rnd.Intn(2) == 0 {
			r.ToMonth = planner.Some(planner.MonthOf(2028, 1+rnd.Intn(12)))
		}
		if !r.Hard {
			r.Penalty = pick("", "reported", "350 EUR per tonne CO2 above", "0.4 percent of value per missing week and month", "every dollar above is reported, by month")
		}
		if rnd.Intn(4) == 0 {
			r.Priority = planner.Some(1 + rnd.Intn(9))
		}
		text := r.Sentence(p, f)
		got, err := planner.ReadRule(p, f, text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if again := got.Sentence(p, f); again != text {
			t.Fatalf("read back as\n%q, was\n%q\n%+v", again, text, r)
		}
		if fmt.Sprint(got) != fmt.Sprint(r) || !reflect.DeepEqual(got.Countries, r.Countries) {
			t.Fatalf("%q\n got %+v\nwant %+v", text, got, r)
		}
	}
}
