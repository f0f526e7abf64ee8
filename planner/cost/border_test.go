package cost

import (
	"strings"
	"testing"

	"remanence/planner"
)

// duties is a table with a base of 2 % and, from 2027-03, 25 % on top.
type duties struct{}

func (duties) Duties(q planner.DutyQuestion) planner.DutyStack {
	s := planner.DutyStack{Base: 0.02, Rate: planner.Some(0.02), Layers: []planner.DutyLayer{
		{ID: "D1", Layer: "base", Legal: "TARIFF", From: "2024-01-01", Rate: planner.Some(0.02), Applied: true}}}
	if q.Month >= planner.MonthOf(2027, 3) {
		s.Rate = planner.Some(0.27)
		s.Layers = append(s.Layers, planner.DutyLayer{ID: "D2", Layer: "section", Legal: "LAW-301", From: "2027-03-01", Rate: planner.Some(0.25), Applied: true})
	}
	if q.HS == "999999" {
		return planner.DutyStack{Caveats: []string{"not known"}}
	}
	return s
}

func imported() (*planner.Project, *planner.Facts, *planner.Offer) {
	p := &planner.Project{Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 12, BuyerCountry: "US", FX: []planner.Rate{{Currency: "USD", PerUnit: dec("1.25")}}}
	p.Offers = []planner.Offer{{ID: "O", Supplier: "S", Country: "CN", Price: some("100"), PriceUnit: planner.PerKg, Currency: "EUR", HS: "850511", FreightMode: "sea",
		LeadWeeks: planner.Some(0.0), Incoterm: "FOB Ningbo", Status: planner.Qualified}}
	f := &planner.Facts{Duties: duties{}, Lanes: []planner.Lane{{From: "CN", To: "US", Mode: "sea", PerKg: dec("0.5"), Currency: "USD", Source: planner.Source{Default: true}}}}
	return p, f, &p.Offers[0]
}

func landedIn(p *planner.Project, f *planner.Facts, o *planner.Offer, ordered, arrives planner.Month) Unit {
	return PerKg(p, f, o, o.Price.V, 1, When{ordered, arrives})
}

// Ordered in January and arriving in February 100 × 2 %; arriving in March the
// new layer is due although the order is older: 100 × 27 %. Freight 0.50 USD =
// 0.40 EUR.
func TestDutyOfTheMonthOfArrival(t *testing.T) {
	p, f, o := imported()
	near(t, "February", landedIn(p, f, o, p.Start, p.Start+1).Landed, 100+2+0.4)
	u := landedIn(p, f, o, p.Start, p.Start+2)
	near(t, "March", u.Landed, 100+27+0.4)
	near(t, "on top of the base", u.ExtraDuty, 25)
}

func TestWhatTheOfferStatesComesFirst(t *testing.T) {
	p, f, o := imported()
	o.ExtraDuty = planner.Some(0.1)
	near(t, "own extra duty on the table's base", landedIn(p, f, o, p.Start, p.Start+2).Landed, 100+2+10+0.4)
	o.Duty, o.FreightPerKg = planner.Some(0.05), some("3")
	near(t, "own duty and freight", landedIn(p, f, o, p.Start, p.Start+2).Landed, 100+5+10+3)
}

func TestNothingIsAddedWhereNothingIsKnown(t *testing.T) {
	for name, change := range map[string]func(*planner.Project, *planner.Offer){
		"no destination":  func(p *planner.Project, _ *planner.Offer) { p.BuyerCountry = "" },
		"unknown code":    func(_ *planner.Project, o *planner.Offer) { o.HS, o.FreightMode = "999999", "air" },
		"no code or mode": func(_ *planner.Project, o *planner.Offer) { o.HS, o.FreightMode = "", "" },
	} {
		p, f, o := imported()
		change(p, o)
		near(t, name, landedIn(p, f, o, p.Start, p.Start+2).Landed, 100)
	}
}

func TestOwnLaneComesBeforeTheEstimate(t *testing.T) {
	p, f, o := imported()
	p.Lanes = []planner.Lane{{From: "CN", To: "US", Mode: "sea", PerKg: dec("0.75"), Currency: "EUR"}}
	near(t, "own rate", landedIn(p, f, o, p.Start, p.Start).Freight, 0.75)
	o.ShipFrom = "VN"
	near(t, "no lane from there", landedIn(p, f, o, p.Start, p.Start).Freight, 0)
}

// Insurance 1 % of 100; the Incoterm says who pays what.
func TestIncotermSaysWhoPays(t *testing.T) {
	p, f, o := imported()
	p.InsuranceRate = planner.Some(0.01)
	for _, c := range []struct {
		term string
		want float64
	}{
		{"EXW", 100 + 2 + 0.4 + 1}, {"FCA", 103.4}, {"FAS", 103.4}, {"FOB Ningbo", 103.4}, {"", 103.4}, {"on request", 103.4},
		{"CFR", 100 + 2 + 1}, {"CPT", 103}, {"CIF Long Beach", 102}, {"CIP", 102}, {"DAP", 102}, {"DPU", 102}, {"ddp plant", 100},
	} {
		o.Incoterm = c.term
		near(t, "term "+c.term, landedIn(p, f, o, p.Start, p.Start).Landed, c.want)
	}
}

// Ensure the lines of a landed cost add up to it and name what they rest on.
func TestLinesAddUpAndNameTheirBasis(t *testing.T) {
	p, f, o := imported()
	p.InsuranceRate = planner.Some(0.01)
	o.PriceCap = some("90")
	sum, said := 0.0, ""
	for _, l := range Lines(p, f, o, o.Price.V, 1, When{p.Start, p.Start + 2}) {
		sum += l.PerKg
		said += l.Title + ": " + l.Why + "\n"
	}
	near(t, "sum", sum, landedIn(p, f, o, p.Start, p.Start+2).Landed)
	for _, want := range []string{"LAW-301 (D2), from 2027-03-01", "2 % under TARIFF", "CN to US by sea", "floor and cap", "Insurance"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said:\n%s", want, said)
		}
	}
	q, g, x := linked()
	sum = 0
	for _, l := range Lines(q, g, x, x.Price.V, 1, When{q.Start, q.Start}) {
		sum += l.PerKg
	}
	near(t, "index lines", sum, 102.56)
}
