package award

import (
	"math"
	"testing"

	"remanence/planner"
	"remanence/planner/chain"
)

// scrap is 10 pieces a month at 10 new, and 10 kg of scrap a month that costs 1
// to collect and makes 0.8 kg at 4 each.
func scrap(months int) *planner.Project {
	need := make([]float64, months)
	for i := range need {
		need[i] = 10
	}
	p := plain(months, map[string][]float64{"A": need}, "A")
	quote(p, "NEW", "S", "A", "10")
	quote(p, "TOLL", "R", "A", "4")
	p.Streams = []planner.Stream{{ID: "T", KgStart: 10, KgEnd: 10, MagnetPerFeed: 0.8, Offers: []string{"TOLL"}, Currency: "EUR", CollectionCost: money("1")}}
	return p
}

func TestTollFeeIsPaidForFeedUsed(t *testing.T) {
	p := scrap(2)
	p.Streams[0].TollFee = money("2")
	// Each month 10 kg of feed make 8 at 4, with 1 + 2 a kg of feed; 2 are new.
	wantCost(t, solve(t, p, Options{}), 2*(8*4+10*3+2*10))
	p.Streams[0].TollFee = money("5") // 4 + 6 ÷ 0.8 = 11.5 a kg: new is cheaper
	wantCost(t, solve(t, p, Options{}), 2*10*10)
}

// A kilogram of feed saves 0.8 × (10 − 4) = 4.80 by toll. It is sold when the
// credit is more.
func TestFeedIsSoldWhereThatPaysMore(t *testing.T) {
	p := scrap(2)
	s := &p.Streams[0]
	s.Deal, s.Credit = planner.Either, money("3")
	wantCost(t, solve(t, p, Options{}), 2*(8*4+10*1+2*10))
	s.Credit = money("6")
	plan := solve(t, p, Options{})
	wantCost(t, plan, 2*(10*10-10*(6-1)))
	if got := sum(plan.Sold["T"]); !closeTo(got, 20) {
		t.Errorf("sold %g kg", got)
	}
	s.SaleMaxKg = planner.Some(4.0)
	// 4 sold at a gain of 5, the other 6 tolled to 4.8 kg.
	wantCost(t, solve(t, p, Options{}), 2*(-4*5+4.8*4+6*1+5.2*10))
	s.Deal, s.SaleMaxKg = planner.Toll, planner.Opt[float64]{}
	wantCost(t, solve(t, p, Options{}), 2*(8*4+10*1+2*10))
	s.Deal = planner.Sale
	s.Credit = money("3")
	wantCost(t, solve(t, p, Options{}), 2*(10*10-10*(3-1)))
}

func TestSaleIsCreditedAfterItsDelay(t *testing.T) {
	p := scrap(1)
	p.DiscountRate = 0.12
	s := &p.Streams[0]
	s.Deal, s.Credit, s.CreditDelay = planner.Sale, money("9"), planner.Some(6)
	wantCost(t, solve(t, p, Options{}), 10*10+10-90*math.Pow(1.12, -0.5))
}

// Sold feed is gone: with a lag of one month the scrap of month 1 either makes
// goods for month 2 or is sold at once, never both.
func TestFeedIsUsedOnce(t *testing.T) {
	p := scrap(2)
	s := &p.Streams[0]
	s.Deal, s.Credit, s.LagMonths = planner.Either, money("3"), 1
	// Month 1: nothing tolled yet. Its 10 kg are tolled into month 2 (worth 4.80 − 1);
	// the 10 kg of month 2 can only be sold (3 − 1).
	wantCost(t, solve(t, p, Options{}), 10*10+(8*4+10*1+2*10)-10*(3-1))
}

func TestSwarfIsCreditedOrComesBack(t *testing.T) {
	p := plain(2, map[string][]float64{"A": {10, 10}}, "A")
	o := quote(p, "O1", "S", "A", "10")
	o.SwarfKgPerKg, o.SwarfTerms, o.SwarfCredit = planner.Some(0.5), planner.SwarfCredited, money("2")
	quote(p, "O2", "T", "A", "9.5")
	plan := solve(t, p, Options{}) // 10 − 0.5 × 2 = 9 beats 9.50
	wantCost(t, plan, 2*10*9)
	if l := chain.Swarf(p, testFacts(), plan); len(l) != 1 || !closeTo(l[0].Kg, 10) || !closeTo(l[0].Elements["NdPr"], 3) {
		t.Errorf("swarf ledger %+v", l)
	}
	p = scrap(2)
	s := &p.Streams[0]
	s.KgStart, s.KgEnd, s.LagMonths = 0, 0, 1
	n := p.Offer("NEW")
	n.SwarfKgPerKg, n.SwarfTerms, n.SwarfStream = planner.Some(0.5), planner.SwarfReturned, "T"
	// Whatever is bought new in month 1 returns half its mass of swarf, of which 0.8
	// is made again in month 2 at 4 + 1 ÷ 0.8 = 5.25. Stock is free here, so that
	// month 1 buys all: 10 + x new and 0.4 × (10 + x) again, with x + 0.4 × (10 + x) = 10.
	bought := 10 + 6/1.4
	wantCost(t, solve(t, p, Options{}), bought*10+0.4*bought*5.25)
}

// Ensure that every kilogram of an element that goes into a stream comes out,
// as goods, surplus or loss, whatever the plan.
func TestElementsOfStreamsBalance(t *testing.T) {
	f := testFacts()
	f.Grades = append(f.Grades, planner.Grade{Name: "Scrap", Family: "sintered NdFeB", Content: map[string]planner.Range{"NdPr": {Typical: 0.28}, "Dy": {Typical: 0.03}}})
	for _, recovery := range []float64{0, 0.5, 0.95} {
		for _, credit := range []string{"0", "7"} {
			p := scrap(3)
			s := &p.Streams[0]
			p.Grades = f.Grades[len(f.Grades)-1:]
			s.FeedGrade, s.Deal, s.Credit, s.SaleMaxKg = "Scrap", planner.Either, money(credit), planner.Some(3.0)
			s.Route.Recovery = map[string]float64{"NdPr": recovery}
			plan := solve(t, p, Options{})
			rows := chain.Balance(p, f, plan)
			if len(rows) != 2 {
				t.Fatalf("%+v", rows)
			}
			feed := sum(plan.Collected["T"])
			for _, b := range rows {
				if !closeTo(b.In, b.Recovered+b.Loss) || !closeTo(b.Recovered+b.Fresh, b.Made+b.Surplus) || b.Loss < 0 || b.Fresh < 0 || b.Surplus < 0 {
					t.Errorf("%+v does not balance", b)
				}
			}
			nd := rows[0]
			if !closeTo(nd.In, feed*0.28) || !closeTo(nd.Recovered, feed*0.28*recovery) || !closeTo(nd.Made, feed*0.8*0.3) || !nd.Known {
				t.Errorf("feed %g: %+v", feed, nd)
			}
			if dy := rows[1]; dy.Known || dy.Loss != dy.In {
				t.Errorf("a recovery nobody has stated counts: %+v", dy)
			}
		}
	}
}
