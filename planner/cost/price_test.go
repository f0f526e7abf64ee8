package cost

import (
	"math"
	"testing"

	"remanence/planner"
)

func dec(s string) planner.Decimal {
	d, err := planner.ParseMoney(s)
	if err != nil {
		panic(err)
	}
	return d
}

func some(s string) planner.Opt[planner.Decimal] { return planner.Some(dec(s)) }

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*(1+math.Abs(want))) {
		t.Errorf("%s: %.12g, want %.12g", what, got, want)
	}
}

// linked is an offer of 100 EUR per kg in a plan in EUR from 2027-01 that follows
// dysprosium outside China: 0.03 kg Dy per kg at a yield of 0.75, 80 % passed
// on, against a base of 400 USD.
func linked() (*planner.Project, *planner.Facts, *planner.Offer) {
	p := &planner.Project{Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 12, FX: []planner.Rate{{Currency: "USD", PerUnit: dec("1.25")}}}
	p.Indices = []planner.Index{{ID: "Dy Rotterdam", Element: "Dy", Basis: planner.ExChina, Currency: "USD", Points: []planner.IndexPoint{
		{From: planner.MonthOf(2026, 10), Price: dec("500")}, {From: planner.MonthOf(2027, 3), Price: dec("650")}}}}
	p.Offers = []planner.Offer{{ID: "O", Supplier: "S", For: planner.ForGrade, Item: "N42", Country: "JP", Price: some("100"), PriceUnit: planner.PerKg, Currency: "EUR",
		LeadWeeks: planner.Some(0.0), Status: planner.Qualified, Formula: planner.Some(planner.PriceFormula{Terms: []planner.FormulaTerm{
			{Element: "Dy", KgPerKg: planner.Some(0.03), Yield: planner.Some(0.75), PassThrough: planner.Some(0.8), Index: "ex_china", Base: dec("400")}}})}}
	f := &planner.Facts{
		Elements: []planner.Element{{Symbol: "Dy", OxideToMetal: planner.Some(0.8), ExChinaUSD: planner.Some(900.0), ChinaUSD: planner.Some(300.0), Source: planner.Source{Name: "table", Date: "2026-10"}}},
		Grades:   []planner.Grade{{Name: "N42", Yield: planner.Some(0.5), Content: map[string]planner.Range{"Dy": {Low: 0.01, Typical: 0.02, High: 0.03}}}},
	}
	return p, f, &p.Offers[0]
}

func goodsIn(p *planner.Project, f *planner.Facts, o *planner.Offer, m planner.Month) Unit {
	return PerKg(p, f, o, Steps(o)[0].Price, 0.5, When{m, m})
}

// 0.03 ÷ 0.75 × 0.8 = 0.032 kg Dy are paid for with each kg. In January the index
// stands at 500: 0.032 × 100 USD = 3.20 USD = 2.56 EUR on top; from March at 650:
// 0.032 × 250 = 8 USD = 6.40 EUR.
func TestIndexLinkedPriceByMonthOfOrdering(t *testing.T) {
	p, f, o := linked()
	near(t, "January", goodsIn(p, f, o, p.Start).Goods, 102.56)
	u := goodsIn(p, f, o, p.Start+2)
	near(t, "March", u.Goods, 106.40)
	near(t, "what the index adds", u.Indexed, 6.40)
	near(t, "price shown", u.Price.InexactFloat64(), 106.40)
	o.Formula.V.LagMonths = planner.Some(2)
	near(t, "March, two months behind", goodsIn(p, f, o, p.Start+2).Goods, 102.56)
	near(t, "May, two months behind", goodsIn(p, f, o, p.Start+4).Goods, 106.40)
	near(t, "before the first value the first holds", goodsIn(p, f, o, p.Start-24).Goods, 102.56)
}

// A price per piece of 500 g carries half the kilograms: 0.016 × 250 USD = 4 USD
// = 3.20 EUR a piece, 206.40 EUR a kg.
func TestIndexLinkedPricePerPiece(t *testing.T) {
	p, f, o := linked()
	o.PriceUnit = planner.PerPiece
	u := goodsIn(p, f, o, p.Start+2)
	near(t, "per kg", u.Goods, 206.40)
	near(t, "per piece", u.Price.InexactFloat64(), 103.20)
}

func TestCapAndFloorHoldThePricePaid(t *testing.T) {
	p, f, o := linked()
	o.PriceCap, o.PriceFloor = some("105"), some("103")
	near(t, "January lifted to the floor", goodsIn(p, f, o, p.Start).Goods, 103)
	near(t, "March held by the cap", goodsIn(p, f, o, p.Start+2).Goods, 105)
	if s := Slopes(p, f, o, o.Price.V, 0.5, p.Start+2); s != nil {
		t.Errorf("a capped price follows %v", s)
	}
	o.Formula = planner.Opt[planner.PriceFormula]{}
	near(t, "floor of a price without an index", goodsIn(p, f, o, p.Start).Goods, 103)
}

// Content 0.02 at the grade's yield of 0.5 is 0.04 kg, fully passed on; an index
// per kg of oxide with 0.8 kg metal in it takes 0.05 kg of oxide: × (300 − 400)
// USD = −5 USD = −4 EUR.
func TestCoefficientFromTheGradeAndAnOxideIndex(t *testing.T) {
	p, f, o := linked()
	o.Formula.V.Terms[0] = planner.FormulaTerm{Element: "Dy", Index: "oxide", Base: dec("400")}
	p.Indices[0] = planner.Index{ID: "oxide", Element: "Dy", Basis: planner.ChinaDomestic, Form: planner.OxideForm, Currency: "USD", Points: []planner.IndexPoint{{Price: dec("300")}}}
	near(t, "goods", goodsIn(p, f, o, p.Start).Goods, 96)
}

// Without a path of its own the project takes the reference price of the same
// market, as a default; a contract has none, and no market stands in for another.
func TestReferencePriceIsADefaultOfItsOwnMarket(t *testing.T) {
	p, f, o := linked()
	p.Indices = nil
	near(t, "ex-China", goodsIn(p, f, o, p.Start).Goods, 100+0.032*(900-400)/1.25)
	parts, _ := IndexParts(p, f, o, p.Start)
	if s := parts[0].Index.Source; !s.Default || s.Date != "2026-10" {
		t.Errorf("source %+v", s)
	}
	o.Formula.V.Terms[0].Index = "china_domestic"
	near(t, "China", goodsIn(p, f, o, p.Start).Goods, 100+0.032*(300-400)/1.25)
	o.Formula.V.Terms[0].Index = "contract"
	if u := goodsIn(p, f, o, p.Start); !math.IsNaN(u.Landed) {
		t.Errorf("a contract index without a value costs %g", u.Landed)
	}
	f.Elements[0].ExChinaUSD = planner.Opt[float64]{}
	o.Formula.V.Terms[0].Index = "ex_china"
	if u := goodsIn(p, f, o, p.Start); !math.IsNaN(u.Landed) {
		t.Errorf("an ex-China index fell back to a Chinese price: %g", u.Landed)
	}
}

// The slope is what a unit of the index adds, so that a price at another index
// value can be told exactly: 0.032 ÷ 1.25 = 0.0256 EUR for each USD.
func TestSlopeTellsThePriceAtAnyIndex(t *testing.T) {
	p, f, o := linked()
	s := Slopes(p, f, o, o.Price.V, 0.5, p.Start)
	if len(s) != 1 || s[0].Element != "Dy" {
		t.Fatalf("slopes %+v", s)
	}
	near(t, "slope", s[0].PerUnit, 0.0256)
	before := goodsIn(p, f, o, p.Start).Goods
	p.Indices[0].Points[0].Price = dec("1234.5")
	near(t, "price at 1234.5", goodsIn(p, f, o, p.Start).Goods, before+0.0256*(1234.5-500))
}

func TestFlatPriceFollowsNothing(t *testing.T) {
	p, f, o := linked()
	o.Formula = planner.Opt[planner.PriceFormula]{}
	u := goodsIn(p, f, o, p.Start)
	if u.Goods != 100 || u.Indexed != 0 || Slopes(p, f, o, o.Price.V, 0.5, p.Start) != nil {
		t.Errorf("unit %+v", u)
	}
}

// What a scenario adds is per kilogram: 6 EUR on a piece of 0.5 kg quoted at 50 EUR
// are 3 EUR, and 10 % on top make 58.30; a price per kilogram of 100 takes all 6.
func TestAnAddedPriceIsPerKilogram(t *testing.T) {
	p, f, o := linked()
	o.Formula = planner.Opt[planner.PriceFormula]{}
	o.Effects = []planner.Effect{{From: p.Start, To: p.Start, PriceAdd: 6, Price: planner.Some(1.1)}}
	for unit, want := range map[planner.PriceUnit][2]float64{planner.PerPiece: {50, 58.3}, planner.PerKg: {100, 116.6}} {
		o.PriceUnit = unit
		got, ok := pricePaid(p, f, o, want[0], 0.5, p.Start)
		if !ok {
			t.Fatalf("%s has no price", unit)
		}
		near(t, string(unit), got, want[1])
		if got, _ = pricePaid(p, f, o, want[0], 0.5, p.Start+1); got != want[0] {
			t.Errorf("%s: %g once it is over", unit, got)
		}
	}
}
