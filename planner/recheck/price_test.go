package recheck

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

func money(s string) planner.Opt[planner.Decimal] {
	return planner.Some(decimal.RequireFromString(s))
}

// bought is a project with one order of 10 kg, placed in March and arriving in
// April 2027: 100 EUR a kg and, for each USD that dysprosium oxide stands above
// 200, 0.02 ÷ 0.8 ÷ 0.87 × 0.5 USD; 1.25 USD a EUR. FOB Ningbo by sea to the US.
func bought() (*planner.Project, *planner.Facts, *planner.Plan) {
	p := &planner.Project{Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 6, BuyerCountry: "US",
		InsuranceRate: planner.Some(0.01), FX: []planner.Rate{{Currency: "USD", PerUnit: decimal.RequireFromString("1.25")}},
		EndStock: planner.EndStockNone}
	p.Parts = []planner.Part{{ID: "A", Unit: planner.Kilograms, Grade: "N42", Demand: make([]planner.Opt[float64], 6)}}
	p.Offers = []planner.Offer{{ID: "O", Supplier: "S", Country: "CN", For: planner.ForPart, Item: "A", Price: money("100"), PriceUnit: planner.PerKg, Currency: "EUR",
		LeadWeeks: planner.Some(4.0), TransitWeeks: planner.Some(0.0), Status: planner.Qualified, HS: "8505.11.00", FreightMode: "sea", Incoterm: "FOB Ningbo",
		Formula: planner.Some(planner.PriceFormula{LagMonths: planner.Some(1), Terms: []planner.FormulaTerm{{Element: "Dy", KgPerKg: planner.Some(0.02),
			Yield: planner.Some(0.8), PassThrough: planner.Some(0.5), Index: "DYO", Base: decimal.NewFromInt(200)}}})}}
	p.Indices = []planner.Index{{ID: "DYO", Element: "Dy", Basis: planner.ExChina, Form: planner.OxideForm, Currency: "USD", Points: []planner.IndexPoint{
		{From: planner.MonthOf(2027, 1), Price: decimal.NewFromInt(200)}, {From: planner.MonthOf(2027, 2), Price: decimal.NewFromInt(548)},
		{From: planner.MonthOf(2027, 3), Price: decimal.NewFromInt(900)}}}}
	row := planner.DutyRow{Importer: "US", Prefix: "85051100", Layer: "base", RateType: "ad_valorem"}
	base, top, wide := row, row, row
	base.ID, base.Origin, base.RatePct = "D1", "*", money("2.1")
	top.ID, top.Origin, top.Layer, top.RatePct, top.From = "D2", "CN", "section_301", money("25"), "2027-04"
	wide.ID, wide.Origin, wide.Prefix, wide.RatePct = "D3", "*", "8505", money("4.9")
	f := &planner.Facts{Elements: []planner.Element{{Symbol: "Dy", OxideToMetal: planner.Some(0.87)}}, Countries: []planner.Country{{ISO2: "US"}, {ISO2: "CN"}, {ISO2: "JP"}},
		Lanes:    []planner.Lane{{From: "CN", To: "US", Mode: "sea", PerKg: decimal.RequireFromString("0.5"), Currency: "USD"}},
		DutyRows: []planner.DutyRow{base, top, wide}}
	plan := &planner.Plan{Awards: []planner.Award{{Part: "A", Offer: "O", Ordered: planner.MonthOf(2027, 3), Arrives: planner.MonthOf(2027, 4), Pieces: 10, Kg: 10}}}
	return p, f, plan
}

// Read in February, a month before the order: 348 USD over the base. Content
// 0.02 ÷ 0.8 ÷ 0.87 × 0.5 = 0.0143678 kg of oxide, 5 USD = 4 EUR. So 104 EUR a kg.
// Duty 27.1 %, freight 0.40 EUR and 1 % insurance.
func TestPricesFreightAndDutiesAreCountedAgain(t *testing.T) {
	for name, c := range map[string]struct {
		change               func(p *planner.Project, f *planner.Facts, o *planner.Offer)
		goods, duty, freight float64
	}{
		"as it is": {func(*planner.Project, *planner.Facts, *planner.Offer) {}, 1040, 281.84, 14.4},
		"no lag":   {func(_ *planner.Project, _ *planner.Facts, o *planner.Offer) { o.Formula.V.LagMonths.V = 0 }, 1000 + 10*0.02/0.8/0.87*0.5*700/1.25, 0.271 * (1000 + 10*0.02/0.8/0.87*0.5*700/1.25), 4 + 0.01*(1000+10*0.02/0.8/0.87*0.5*700/1.25)},
		"capped":   {func(_ *planner.Project, _ *planner.Facts, o *planner.Offer) { o.PriceCap = money("103") }, 1030, 279.13, 14.3},
		"floor":    {func(_ *planner.Project, _ *planner.Facts, o *planner.Offer) { o.PriceFloor = money("110") }, 1100, 298.1, 15},
		"metal":    {func(p *planner.Project, _ *planner.Facts, _ *planner.Offer) { p.Indices[0].Form = planner.MetalForm }, 1034.8, 280.4308, 14.348},
		"whole pass-through": {func(_ *planner.Project, _ *planner.Facts, o *planner.Offer) {
			o.Formula.V.Terms[0].PassThrough.OK = false
		}, 1080, 292.68, 14.8},
		"own freight and duty": {func(_ *planner.Project, _ *planner.Facts, o *planner.Offer) {
			o.FreightPerKg, o.Duty = money("2"), planner.Some(0.1)
		}, 1040, 104, 30.4},
		"own lane": {func(p *planner.Project, _ *planner.Facts, _ *planner.Offer) {
			p.Lanes = []planner.Lane{{From: "CN", To: "US", Mode: "sea", PerKg: decimal.NewFromInt(3), Currency: "EUR"}}
		}, 1040, 281.84, 40.4},
		"shipped from Japan": {func(_ *planner.Project, _ *planner.Facts, o *planner.Offer) { o.ShipFrom = "JP" }, 1040, 281.84, 10.4},
		"made in Japan":      {func(_ *planner.Project, _ *planner.Facts, o *planner.Offer) { o.Country = "JP" }, 1040, 21.84, 10.4},
		"CIF":                {func(_ *planner.Project, _ *planner.Facts, o *planner.Offer) { o.Incoterm = "CIF Houston" }, 1040, 281.84, 0},
		"CFR":                {func(_ *planner.Project, _ *planner.Facts, o *planner.Offer) { o.Incoterm = "CFR Houston" }, 1040, 281.84, 10.4},
		"DDP":                {func(_ *planner.Project, _ *planner.Facts, o *planner.Offer) { o.Incoterm = "ddp" }, 1040, 0, 0},
		"another code":       {func(_ *planner.Project, _ *planner.Facts, o *planner.Offer) { o.HS = "8505.19" }, 1040, 50.96, 14.4},
		"a month too early":  {func(_ *planner.Project, f *planner.Facts, _ *planner.Offer) { f.DutyRows[1].From = "2027-05" }, 1040, 21.84, 14.4},
		"combined minimum": {func(_ *planner.Project, f *planner.Facts, _ *planner.Offer) {
			f.DutyRows[1].RateType = "combined_minimum"
		}, 1040, 260, 14.4},
		"a layer without a percentage": {func(_ *planner.Project, f *planner.Facts, _ *planner.Offer) {
			f.DutyRows[1].RatePct.OK = false
		}, 1040, 0, 14.4},
		"a scenario": {func(_ *planner.Project, _ *planner.Facts, o *planner.Offer) {
			o.Effects = []planner.Effect{{From: planner.MonthOf(2027, 3), To: planner.MonthOf(2027, 4), Price: planner.Some(1.5), PriceAdd: 2, DutyAdd: 0.1}}
		}, 1590, 589.89, 19.9},
	} {
		t.Run(name, func(t *testing.T) {
			p, f, plan := bought()
			c.change(p, f, &p.Offers[0])
			got, err := Costs(p, f, plan)
			if err != nil {
				t.Fatal(err)
			}
			for kind, want := range map[planner.CostKind]float64{planner.CostGoods: c.goods, planner.CostDuty: c.duty, planner.CostFreight: c.freight} {
				if got[kind].Sub(dec(want)).Abs().GreaterThan(dec(1e-9)) {
					t.Errorf("%s is %s, by hand %g", kind, got[kind], want)
				}
			}
		})
	}
}

// What is not known is said, not counted as nothing.
func TestWhatCannotBeCountedIsNamed(t *testing.T) {
	for says, spoil := range map[string]func(p *planner.Project, f *planner.Facts){
		"the index":        func(p *planner.Project, _ *planner.Facts) { p.Indices = nil },
		"how many kg":      func(_ *planner.Project, f *planner.Facts) { f.Elements = nil },
		"no exchange rate": func(p *planner.Project, _ *planner.Facts) { p.FX = nil },
		"has no rows":      func(_ *planner.Project, f *planner.Facts) { f.Duties, f.DutyRows = nothing{}, nil },
	} {
		p, f, plan := bought()
		spoil(p, f)
		if _, err := Costs(p, f, plan); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", says, err)
		}
	}
}

type nothing struct{}

func (nothing) Duties(planner.DutyQuestion) planner.DutyStack { return planner.DutyStack{} }

// 30 kg of the supplier, 10 of them at 10, 9 from 20 on and 8 from 25 on, piece
// prices at half a kilogram: all units at 8; bands that the 30 fill (20·10 + 5·9 +
// 5·8) ÷ 30 = 9.5.
func TestTiersAreCountedAgain(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(o, other *planner.Offer)
		goods  float64
	}{
		{"all units of a supplier", func(o, _ *planner.Offer) {}, 10*16 + 20*1},
		{"bands of a supplier", func(o, _ *planner.Offer) { o.TierRule = planner.Incremental }, 10*20 + 20*1},
		{"all units of a row", func(o, _ *planner.Offer) { o.TierScope = planner.TierRow }, 10*20 + 20*1},
		{"bands of a row", func(o, _ *planner.Offer) {
			o.TierScope, o.TierRule, o.Tiers = planner.TierRow, planner.Incremental, []planner.Tier{{FromKg: 5, Price: dec(8)}}
		}, 5*20 + 5*16 + 20*1},
		{"all units of a contract", func(o, other *planner.Offer) {
			o.TierScope, o.Contract, other.Contract, other.Supplier = planner.TierContract, "C", "C", "T"
		}, 10*16 + 20*1},
		{"bands of a contract", func(o, other *planner.Offer) {
			o.TierScope, o.TierRule, o.Contract, other.Contract, other.Supplier = planner.TierContract, planner.Incremental, "C", "C", "T"
		}, 10*20 + 20*1},
		{"bands that two rows fill", func(o, other *planner.Offer) {
			o.TierRule = planner.Incremental
			other.TierRule, other.Price, other.PriceUnit, other.Tiers = planner.Incremental, o.Price, o.PriceUnit, o.Tiers
		}, 30 * 19},
		{"another supplier", func(o, other *planner.Offer) { other.Supplier = "T" }, 10*20 + 20*1},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, f, plan := bought()
			p.InsuranceRate.OK, p.InsuranceRate.V = false, 0
			o := &p.Offers[0]
			o.Formula.OK, o.Price, o.PriceUnit, o.TierRule = false, money("10"), planner.PerPiece, planner.AllUnits
			p.Parts[0].Unit, p.Parts[0].MassG = planner.Pieces, planner.Some(500.0)
			o.Tiers = []planner.Tier{{FromKg: 20, Price: dec(9)}, {FromKg: 25, Price: dec(8)}}
			other := *o
			other.ID, other.TierRule, other.Tiers, other.PriceUnit, other.Price = "P", planner.NoTiers, nil, planner.PerKg, money("1")
			p.Offers = append(p.Offers, other)
			second := plan.Awards[0]
			second.Offer, second.Kg, second.Pieces = "P", 20, 40
			plan.Awards[0].Pieces = 20
			plan.Awards = append(plan.Awards, second)
			c.change(&p.Offers[0], &p.Offers[1])
			got, err := Costs(p, f, plan)
			if err != nil || got[planner.CostGoods].Sub(dec(c.goods)).Abs().GreaterThan(dec(1e-9)) {
				t.Errorf("goods %s (%v), by hand %g", got[planner.CostGoods], err, c.goods)
			}
		})
	}
}

// A median of 30 days and 90 in one case of ten: 30 at the median, 90 at 90 %, and
// at 80 % 30 × 3^(0.8416 ÷ 1.2816) = 61.7 days. With 4 weeks of lead that is 12.8
// weeks, three months; under a general licence one.
func TestWaitIsCountedAgain(t *testing.T) {
	p, f, plan := bought()
	o := &p.Offers[0]
	o.Licence = planner.ParseLicence("R1 general licence")
	o.Licence.WaitP50, o.Licence.WaitP90 = planner.Some(30.0), planner.Some(90.0)
	for percentile, want := range map[float64]float64{0.5: 30, 0.9: 90, 0.8: 61.7} {
		plan.LicencePercentile = percentile
		b := &books{p: p, f: f, plan: plan}
		if got := b.wait(o, p.Start).InexactFloat64(); got < want-0.05 || got > want+0.05 {
			t.Errorf("at %g %g days, by hand %g", percentile, got, want)
		}
	}
	plan.LicencePercentile = 0.8
	b := &books{p: p, f: f, plan: plan}
	if got := b.leadMonths(o, p.Start, false); got != 3 {
		t.Errorf("%d months, by hand 3", got)
	}
	// A scenario in which a licence takes 120 days at least: 4 + 17.1 weeks, five
	// months. While the general licence stands nothing is asked for.
	o.Effects = []planner.Effect{{From: p.Start + 1, To: p.Start + 1, WaitTo: 120}, {From: p.Start + 1, To: p.Start + 1, WaitTo: 20}}
	if got := []int{b.leadMonths(o, p.Start, false), b.leadMonths(o, p.Start+1, false), o.LeadMonthsFor(p.Start+1, 0.8, false)}; got[0] != 5 || got[1] != 3 || got[2] != 3 {
		t.Errorf("%v months under a least wait of 120 days", got)
	}
	o.Effects = nil
	o.Licence.GeneralUntil = planner.Some(p.Start + 1)
	if got := []int{b.leadMonths(o, p.Start, false), b.leadMonths(o, p.Start+1, false)}; got[0] != 1 || got[1] != 3 {
		t.Errorf("%v months around the end of the general licence", got)
	}
}
