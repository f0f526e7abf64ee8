package reference

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"remanence/planner"
)

// audit goes through every row of every table and reports what does not hold.
// What it reports is compared with knownDeviations, in both directions: the
// facts are not bent to the test, and the test notices when they change.
type audit struct {
	t        *Tables
	findings []string
}

func (a *audit) report(format string, args ...any) {
	a.findings = append(a.findings, fmt.Sprintf(format, args...))
}

func (a *audit) check(ok bool, format string, args ...any) {
	if !ok {
		a.report(format, args...)
	}
}

func TestEveryRowHoldsOrIsAKnownDeviation(t *testing.T) {
	tables, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	a := &audit{t: tables}
	a.elements()
	a.grades()
	a.materials()
	a.suppliers()
	a.regulations()
	a.hsCodes()
	a.duties()
	a.freight()
	a.countries()
	a.currencies()
	a.prices()
	a.lists()
	for _, found := range a.findings {
		if _, known := knownDeviations[found]; !known {
			t.Errorf("not a known deviation:\n%s", found)
		}
	}
	for known, reason := range knownDeviations {
		if !slices.Contains(a.findings, known) {
			t.Errorf("no longer found; take it off the list:\n%s\n(%s)", known, reason)
		}
	}
}

// ordered: the numbers that are known do not fall.
func ordered(numbers ...planner.Opt[float64]) bool {
	last := math.Inf(-1)
	for _, n := range numbers {
		if n.OK && n.V < last {
			return false
		}
		if n.OK {
			last = n.V
		}
	}
	return true
}

func within(n planner.Opt[float64], low, high float64) bool {
	return !n.OK || n.V >= low && n.V <= high
}

func float(n planner.Opt[planner.Decimal]) planner.Opt[float64] {
	return planner.Opt[float64]{V: n.V.InexactFloat64(), OK: n.OK}
}

// near compares to a relative tolerance; unknown values are near anything.
func near(a, b planner.Opt[float64], tolerance float64) bool {
	return !a.OK || !b.OK || math.Abs(a.V-b.V) <= tolerance*math.Abs(b.V)
}

func datesRise(dates ...string) bool {
	last := ""
	for _, d := range dates {
		day, ok := lastDay(d)
		if ok && day < last {
			return false
		}
		if first, ok := firstDay(d); ok {
			last = first
		}
	}
	return true
}

func (a *audit) knownCountry(code string) bool {
	return slices.ContainsFunc(a.t.Countries, func(c CountryRow) bool { return c.ISO2 == code })
}

func (a *audit) knownCode(hs string) bool {
	wanted := digits(hs)
	return slices.ContainsFunc(a.t.HSCodes, func(h HSRow) bool {
		return strings.HasPrefix(h.Digits, wanted) || strings.HasPrefix(wanted, h.Digits)
	})
}

func (a *audit) elements() {
	for _, e := range a.t.Elements {
		a.check(e.OxideToMetal.OK && e.OxideToMetal.V > 0 && e.OxideToMetal.V < 1, "element %s: oxide to metal factor is not between 0 and 1", e.Symbol)
		inverse := planner.Opt[float64]{V: 1 / e.MetalToOxide.V, OK: e.MetalToOxide.OK}
		a.check(near(e.OxideToMetal, inverse, 0.0005), "element %s: the oxide factors are not each other's inverse", e.Symbol)
		a.check(e.AtomicNumber.OK || e.Symbol == "NdPr", "element %s: no atomic number", e.Symbol)
		a.check(ordered(e.OxideChinaLowCNY, e.OxideChinaHighCNY) && ordered(e.OxideExChinaLowUSD, e.OxideExChinaHighUSD) &&
			ordered(e.MetalChinaLowCNY, e.MetalChinaHighCNY) && ordered(e.MetalExChinaLowUSD, e.MetalExChinaHighUSD),
			"element %s: a low price is above the high one", e.Symbol)
		// Prices in USD are printed to the cent: 0.57 for lanthanum is within 1 %.
		a.check(near(e.OxideChinaUSD, exVAT(e.OxideChinaLowCNY, e.OxideChinaHighCNY, e.AssumedCNYPerUSD), 0.01),
			"element %s: the oxide price in USD is not the middle without 13%% VAT at the assumed rate", e.Symbol)
		for _, side := range []struct {
			name, date string
			low        planner.Opt[float64]
		}{{"oxide in China", e.OxideChinaDate, e.OxideChinaLowCNY}, {"oxide ex-China", e.OxideExChinaDate, e.OxideExChinaLowUSD},
			{"metal in China", e.MetalChinaDate, e.MetalChinaLowCNY}, {"metal ex-China", e.MetalExChinaDate, e.MetalExChinaLowUSD}} {
			a.check(side.low.OK == (side.date != ""), "element %s: price of %s and its date do not come together", e.Symbol, side.name)
		}
	}
}

func exVAT(low, high, rate planner.Opt[float64]) planner.Opt[float64] {
	const vat = 1.13
	mid, ok := middle(low, high)
	return planner.Opt[float64]{V: mid / vat / rate.V, OK: ok && rate.OK}
}

func (a *audit) grades() {
	for _, g := range a.t.Grades {
		sum, rareEarth := 0.0, g.Nd+g.Pr+g.Dy+g.Tb+g.Sm+g.Gd+g.Ho+g.LaCe
		for element, pct := range g.Fractions() {
			sum += pct
			a.check(pct >= 0 && pct <= 100, "grade %s: %s is not between 0 and 100 %%", g.Name, element)
		}
		// The table prints two decimals, 19 of them: 0.05 is rounding.
		a.check(math.Abs(sum-100) <= 0.05, "grade %s: the fractions sum to %.2f %%", g.Name, sum)
		a.check(math.Abs(rareEarth-g.TotalRareEarth) <= 0.011, "grade %s: the rare earths sum to %.2f, not %.2f %%", g.Name, rareEarth, g.TotalRareEarth)
		a.check(within(g.Yield, 0.3, 1), "grade %s: yield is not a fraction", g.Name)
		product := planner.Opt[float64]{V: g.BHmaxMGOe.V * 7.9577, OK: g.BHmaxMGOe.OK}
		a.check(near(g.BHmaxKJ, product, 0.02), "grade %s: the two energy products differ", g.Name)
		captured, _ := capture(g.Captured)
		listed := g.Dy+g.Tb > 0 || g.Sm > 0
		a.check(captured == "conditional" || (captured == "yes") == listed,
			"grade %s: Announcement 18 is %q although Dy and Tb are %.2f %% and Sm %.2f %%", g.Name, g.Captured, g.Dy+g.Tb, g.Sm)
		a.check(captured != "conditional", "grade %s: Announcement 18 is neither yes nor no", g.Name)
	}
}

// symbols of the elements materials are made of beyond those in elements.csv,
// which lists rare earths and magnet metals only.
var symbols = strings.Fields("O F C H Th P N S Si As Ge Cl Sb W Te Bi Mo In Mn Other")

func (a *audit) materials() {
	for _, m := range a.t.Materials {
		sum := 0.0
		for element, fraction := range m.Composition {
			sum += fraction
			_, known := a.t.Element(element)
			a.check(known || slices.Contains(symbols, element), "material %s: element %s is not known", m.ID, element)
		}
		a.check(sum <= 1.00005 && sum >= 0.995, "material %s: the composition sums to %.4f", m.ID, sum)
		for _, id := range m.Suppliers {
			_, ok := a.t.Supplier(id)
			a.check(ok, "material %s: supplier %s does not exist", m.ID, id)
		}
		licensing := false
		for _, id := range m.Rules {
			r, ok := a.t.Regulation(id)
			a.check(ok, "material %s: rule %s does not exist", m.ID, id)
			licensing = licensing || r.Jurisdiction == "CN" && r.Kind == "export_licence"
		}
		a.check(licensing == (m.Control != "not_listed"), "material %s: control is %q, rules are %s", m.ID, m.Control, strings.Join(m.Rules, ";"))
		a.check(a.knownCode(m.HS), "material %s: customs code %s does not exist", m.ID, m.HS)
		a.check(ordered(float(m.PriceLowUSD), float(m.PriceUSD), float(m.PriceHighUSD)), "material %s: the typical price is outside low and high", m.ID)
		a.check(m.PriceUSD.OK == (m.PriceDate != "") && m.PriceUSD.OK == (m.PriceConfidence != ""), "material %s: price, date and confidence do not come together", m.ID)
	}
}
