package hand

import (
	"math"
	"strings"
	"testing"

	"remanence/planner"
	"remanence/planner/cost"
)

func money(s string) planner.Opt[planner.Decimal] {
	v, err := planner.ParseMoney(s)
	if err != nil {
		panic(err)
	}
	return planner.Some(v)
}

// tiny is 100 pieces of 10 g a month for six months, bought from OLD at 40 a kg
// with a month of lead time. NEW costs 50 and takes three months; TEST costs 45
// after a test of two months for 1,000.
func tiny() (*planner.Project, *planner.Facts, *planner.Plan) {
	p := &planner.Project{Name: "tiny", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 6, EndStock: planner.EndStockNone}
	part := planner.Part{ID: "A", Grade: "N42", Unit: planner.Pieces, MassG: planner.Some(10.0), Currency: "EUR", ShortageCost: money("3")}
	for range p.Months {
		part.Demand = append(part.Demand, planner.Some(100.0))
	}
	p.Parts = []planner.Part{part}
	offer := func(id, price string, weeks float64) planner.Offer {
		return planner.Offer{ID: id, Supplier: id, For: planner.ForGrade, Item: "N42", Price: money(price), PriceUnit: planner.PerKg, Currency: "EUR",
			LeadWeeks: planner.Some(weeks), Status: planner.Qualified}
	}
	test := offer("TEST", "45", 4)
	test.Status, test.QualificationMonths, test.QualificationCost = planner.NotStarted, planner.Some(2), money("1000")
	p.Offers = []planner.Offer{offer("OLD", "40", 4), offer("NEW", "50", 13), test}
	f := &planner.Facts{Grades: []planner.Grade{{Name: "N42", Content: map[string]planner.Range{"Nd": {Low: .3, Typical: .3, High: .3}}}}}
	plan := &planner.Plan{Status: planner.StatusOptimal, Currency: "EUR", Start: p.Start, Months: 6}
	fl := planner.PartFlow{Part: "A", Opening: 100, Open: make([]float64, 6), Apart: make([]float64, 6), Scrapped: make([]float64, 6)}
	for t := range 6 {
		fl.Demand = append(fl.Demand, 100)
		fl.Lost, fl.Stock, fl.Backlog = append(fl.Lost, 0), append(fl.Stock, 0), append(fl.Backlog, 0)
		got := 0.0
		if t > 0 {
			got = 100
			plan.Awards = append(plan.Awards, planner.Award{Part: "A", Offer: "OLD", Supplier: "OLD", Group: "OLD", Grade: "N42",
				Ordered: p.Start + planner.Month(t-1), Arrives: p.Start + planner.Month(t), Pieces: 100, Kg: 1})
		}
		fl.Arrivals = append(fl.Arrivals, got)
	}
	plan.Flows = []planner.PartFlow{fl}
	return p, f, plan
}

func kind(plan *planner.Plan, k planner.CostKind) float64 { return plan.ByKind()[k] }

func TestWithoutSharesThePlanIsBookedAsItIs(t *testing.T) {
	p, f, plan := tiny()
	got, notes := Apply(p, f, plan, nil)
	if got.TotalCost != 5*40 || kind(got, planner.CostGoods) != 200 || len(notes) != 0 || len(got.Shortfalls) != 0 {
		t.Errorf("%v %v %v", got.TotalCost, notes, got.Shortfalls)
	}
	if got.Name != "by hand" || plan.Name != "" || len(plan.Costs) != 0 {
		t.Error("the plan handed in is changed")
	}
}

func TestHalfToANewGroupArrivesAsSoonAsItCan(t *testing.T) {
	p, f, plan := tiny()
	got, notes := Apply(p, f, plan, []planner.HandShare{{Part: "A", Group: "NEW", Share: 0.5}})
	// 13 weeks are 3 months: of what OLD delivered in February and March half comes
	// from NEW in April only; 50 then 100 pieces wait a month each at 3: 450.
	if g := kind(got, planner.CostGoods); math.Abs(g-(2.5*40+2.5*50)) > 1e-9 {
		t.Errorf("goods %v", g)
	}
	if s := kind(got, planner.CostShortage); math.Abs(s-450) > 1e-9 {
		t.Errorf("shortage %v, flows %+v", s, got.Flows[0].Backlog)
	}
	if len(notes) != 1 || !strings.Contains(notes[0], "only from Apr 27 on; 20 %") {
		t.Errorf("%q", notes)
	}
	sum := 0.0
	for _, a := range got.Awards {
		sum += a.Pieces
		if a.Offer == "NEW" && a.Arrives < planner.MonthOf(2027, 4) {
			t.Errorf("too early: %+v", a)
		}
	}
	if math.Abs(sum-500) > 1e-9 || got.TotalCost != cost.Total(got.Costs) {
		t.Errorf("%v pieces", sum)
	}
}

func TestAnOfferNotTestedIsTestedAtOnce(t *testing.T) {
	p, f, plan := tiny()
	got, _ := Apply(p, f, plan, []planner.HandShare{{Part: "A", Group: "TEST", Share: 0.2}})
	if len(got.Qualifications) != 1 || got.Qualifications[0].Usable != planner.MonthOf(2027, 3) || kind(got, planner.CostQualification) != 1000 {
		t.Errorf("%+v", got.Qualifications)
	}
	for _, a := range got.Awards {
		if a.Offer == "TEST" && a.Ordered < planner.MonthOf(2027, 3) {
			t.Errorf("ordered before its test ends: %+v", a)
		}
	}
	back, notes := Apply(p, f, got, []planner.HandShare{{Part: "A", Group: "OLD", Share: 1}, {Part: "A", Group: "TEST"}})
	if len(back.Qualifications) != 0 || kind(back, planner.CostGoods) != 200 {
		t.Errorf("back to OLD: %v %+v %v", kind(back, planner.CostGoods), back.Qualifications, notes)
	}
}

func TestWhatCannotBeIsSaid(t *testing.T) {
	p, f, plan := tiny()
	got, notes := Apply(p, f, plan, []planner.HandShare{{Part: "A", Group: "NOBODY", Share: 0.5}})
	if len(notes) == 0 || !strings.Contains(notes[0], "NOBODY quotes nothing that fits A") || len(got.Shortfalls) == 0 {
		t.Errorf("%q", notes)
	}
	if _, notes := Apply(p, f, plan, []planner.HandShare{{Part: "A", Group: "OLD", Share: 0.9}}); len(notes) == 0 || !strings.Contains(notes[0], "add up to 90 %") {
		t.Errorf("%q", notes)
	}
	p.Parts = append(p.Parts, planner.Part{ID: "B", Grade: "N42", Unit: planner.Pieces, MassG: planner.Some(1.0)})
	if _, notes := Apply(p, f, plan, []planner.HandShare{{Part: "B", Group: "OLD", Share: 1}}); len(notes) == 0 || !strings.Contains(notes[0], "nothing of B") {
		t.Errorf("%q", notes)
	}
}
