package award

import (
	"strings"
	"testing"

	"remanence/planner"
)

// Ensure the check of a plan, which knows no model, sees each term broken.
func TestCheckSeesBrokenTerms(t *testing.T) {
	base := func() *planner.Project {
		p := plain(4, map[string][]float64{"A": {0, 0, 10, 10}}, "A")
		quote(p, "O1", "S", "A", "5")
		o := quote(p, "O2", "T", "A", "1")
		o.Status, o.QualificationMonths, o.QualificationCost = planner.NotStarted, months(1), money("0")
		o.EngineeringLoad = planner.Some(2.0)
		return p
	}
	for want, spoil := range map[string]func(*planner.Project, *planner.Plan){
		"inside the frozen window": func(p *planner.Project, _ *planner.Plan) { p.FrozenMonths = months(3) },
		"which it does not offer":  func(_ *planner.Project, plan *planner.Plan) { plan.Awards[0].Expedited = true },
		"passes its gates in 2027-09": func(p *planner.Project, _ *planner.Plan) {
			p.Offers[1].Gates.ApprovalEarliest = planner.Some(planner.MonthOf(2027, 9))
		},
		"engineering load of 2": func(p *planner.Project, _ *planner.Plan) { p.EngineeringLimit = planner.Some(1.5) },
		"more than it has": func(p *planner.Project, _ *planner.Plan) {
			p.Offers[1].Pool, p.RampHaircut = "P", planner.Some(0.5)
			p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start + 1, KgPerMonth: 15}}}}
		},
		"arrives in": func(p *planner.Project, _ *planner.Plan) {
			o := &p.Offers[1]
			o.Licence = planner.ParseLicence("X general licence")
			o.Licence.WaitP50, o.Licence.GeneralUntil = planner.Some(40.0), planner.Some(p.Start)
		},
	} {
		p := base()
		plan := solve(t, p, Options{})
		spoil(p, plan)
		said := strings.Join(Check(p, testFacts(), plan, Options{}), "\n")
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said:\n%s", want, said)
		}
	}
}

// A reference price, lane or duty that the buyer did not give is an assumption
// with its source.
func TestDefaultsOfTermsAreAssumptions(t *testing.T) {
	p := plain(2, map[string][]float64{"A": {1, 1}}, "A")
	p.BuyerCountry, p.FrozenMonths, p.RampHaircut = "US", months(1), planner.Some(0.2)
	p.FX = []planner.Rate{{Currency: "USD", PerUnit: money("1.25").V}}
	o := quote(p, "O1", "S", "A", "10")
	o.FreightPerKg, o.Duty, o.FreightMode, o.HS = planner.Opt[planner.Decimal]{}, planner.Opt[float64]{}, "sea", "850511"
	o.Formula = planner.Some(planner.PriceFormula{Terms: []planner.FormulaTerm{{Element: "Dy", KgPerKg: planner.Some(0.1), Index: "ex_china", Base: money("300").V}}})
	f := testFacts()
	f.Elements = []planner.Element{{Symbol: "Dy", ExChinaUSD: planner.Some(310.0), Source: planner.Source{Name: "table", Date: "2026-10"}}}
	f.Lanes = []planner.Lane{{From: "DE", To: "US", Mode: "sea", PerKg: money("0.5").V, Currency: "USD", Source: planner.Source{Default: true, Date: "2026-11"}}}
	f.Duties = from{p.Start}
	said := map[string]planner.Assumption{}
	for _, a := range Assumptions(p, f, &planner.Plan{}, Options{}) {
		said[a.Where] = a
	}
	for where, value := range map[string]string{"index ex_china, Dy": "310 USD", "freight DE to US by sea": "0.5 USD", "duty on 850511 from DE into US": "25 %", "capacity": "20 %", "frozen window": "first 1 of"} {
		if a, ok := said[where]; !ok || !strings.HasPrefix(a.Value, value) {
			t.Errorf("%s: %+v, want %s", where, a, value)
		}
	}
	if !said["index ex_china, Dy"].Source.Default || said["index ex_china, Dy"].Source.Date != "2026-10" {
		t.Errorf("source %+v", said["index ex_china, Dy"].Source)
	}
}
