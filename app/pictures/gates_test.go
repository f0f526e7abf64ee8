package pictures

import (
	"math"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"remanence/app/chart"
	"remanence/app/plantest"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner"
)

// gated is a sample with its shipped plan in which the offer ordered most is made to
// say what a test needs.
func gated(t *testing.T, change func(p *planner.Project, o *planner.Offer)) (Input, *planner.Offer, planner.Month) {
	t.Helper()
	p := plantest.Project(t, os.DirFS("../../assets/samples/ev-traction-de"))
	made, ok := shipped.Read("ev-traction-de")
	if !ok {
		t.Fatal("no plan")
	}
	kg, most := map[string]float64{}, ""
	for _, a := range made.Plan.Awards {
		if kg[a.Offer] += a.Kg; kg[a.Offer] > kg[most] {
			most = a.Offer
		}
	}
	o := p.Offer(most)
	first := p.Start + planner.Month(p.Months)
	for _, a := range made.Plan.Awards {
		if b := p.Offer(a.Offer); b.Supplier == o.Supplier && a.Ordered >= p.Start {
			first = min(first, a.Ordered)
		}
	}
	change(p, o)
	return Input{Project: p, Facts: reference.Shipped().Facts(), Plan: made.Plan}, o, first
}

// gate finds a gate of a kind whose tip names an offer or supplier and says something.
func gate(pic chart.Timeline, kind chart.GateKind, texts ...string) (chart.Gate, bool) {
	for _, l := range pic.Lanes {
	gates:
		for _, g := range l.Gates {
			for _, x := range texts {
				if g.Kind != kind || !strings.Contains(g.Tip, x) {
					continue gates
				}
			}
			return g, true
		}
	}
	return chart.Gate{}, false
}

func span(pic chart.Timeline, texts ...string) (chart.Span, bool) {
	for _, l := range pic.Lanes {
	spans:
		for _, s := range l.Spans {
			for _, x := range texts {
				if !strings.Contains(s.Tip, x) {
					continue spans
				}
			}
			return s, true
		}
	}
	return chart.Span{}, false
}

func TestAGeneralLicenceEndsAtAGate(t *testing.T) {
	in, o, _ := gated(t, func(p *planner.Project, o *planner.Offer) {
		o.Licence = planner.ParseLicence("CN-2025-18 general licence")
		o.Licence.WaitP50, o.Licence.WaitP90 = planner.Some(40.0), planner.Some(90.0)
		o.Licence.GeneralUntil = planner.Some(p.Start + 11)
	})
	pic := Gates(in)
	g, ok := gate(pic, chart.Expired, o.Supplier, o.ID, "general licence ends with Dec 27")
	if !ok || g.At != 12 {
		t.Errorf("%+v", g)
	}
	if s, ok := span(pic, o.ID, "general licence without a wait"); !ok || s.From != 0 || s.To != 12 {
		t.Errorf("under it: %+v", s)
	}
	s, ok := span(pic, o.ID, "A licence is needed", "Half take up to 40 days, nine of ten up to 90")
	if !ok || s.From != 12 || s.To != float64(in.Project.Months) {
		t.Errorf("after it: %+v", s)
	}
}

func TestTheLicenceOfTheFirstOrderStandsWhenItIsThere(t *testing.T) {
	in, o, _ := gated(t, func(p *planner.Project, o *planner.Offer) {
		o.Licence = planner.ParseLicence("CN-2025-18")
		o.Licence.WaitP50, o.Licence.WaitP90 = planner.Some(61.0), planner.Some(61.0)
		o.LeadWeeks = planner.Some(4.345)
	})
	first := in.Project.Start + planner.Month(in.Project.Months)
	for _, a := range in.Plan.Awards {
		if a.Offer == o.ID {
			first = min(first, a.Ordered)
		}
	}
	g, ok := gate(Gates(in), chart.Licensed, o.ID, "61 days of waiting")
	// A month of making and 61 days, which are two months to a hundredth.
	if want := float64(first-in.Project.Start) + 3; !ok || math.Abs(g.At-want) > 0.02 {
		t.Errorf("%+v, want about %g", g, want)
	}
}

func TestALicenceThatBecomesNeededIsAGate(t *testing.T) {
	in, o, _ := gated(t, func(p *planner.Project, o *planner.Offer) {
		o.Licence = planner.ParseLicence("CN-2025-61a if the suspension lapses")
		o.Licence.WaitP50, o.Licence.WaitP90 = planner.Some(70.0), planner.Some(150.0)
		p.Regime = []planner.RegimeChoice{{Regulation: "CN-2025-61a", Branch: planner.BranchInForce, From: "2028-01-01"}}
	})
	g, ok := gate(Gates(in), chart.Needed, o.ID, "needs a licence", "CN-2025-61a")
	if !ok {
		t.Fatal("no gate")
	}
	// Before the day no bar says that one is needed.
	if s, ok := span(Gates(in), o.ID, "A licence is needed"); !ok || s.From != g.At || g.At != 12 {
		t.Errorf("%+v %+v", g, s)
	}
}

func TestContractsBeginAndEndAtGates(t *testing.T) {
	in, o, first := gated(t, func(p *planner.Project, o *planner.Offer) {
		o.ValidFrom, o.ValidTo = planner.Some(p.Start+2), planner.Some(p.Start+20)
		o.TakeOrPayKg = planner.Some(1e9)
		o.TakeOrPayCharge = planner.Some(decimal.NewFromInt(2))
	})
	pic := Gates(in)
	if g, ok := gate(pic, chart.Signed, o.ID, "In force from Mar 27 on"); !ok || g.At != 2 {
		t.Errorf("begin %+v", g)
	}
	if g, ok := gate(pic, chart.Expired, o.ID, "Ends with Sep 28"); !ok || g.At != 21 {
		t.Errorf("end %+v", g)
	}
	if s, ok := span(pic, o.ID, "first order in Mar 27", "last order in Sep 28"); !ok || s.From != 2 || s.To != 21 {
		t.Errorf("%+v", s)
	}
	if g, ok := gate(pic, chart.Signed, o.Supplier, "Owed from the first order"); !ok || g.At != float64(first-in.Project.Start) {
		t.Errorf("owed %+v", g)
	}
	taken := 0.0
	for _, a := range in.Plan.Awards {
		if in.Project.Offer(a.Offer).Supplier == o.Supplier && a.Ordered.Year() == 2028 {
			taken += a.Kg
		}
	}
	if _, ok := span(pic, o.Supplier, "· 2028", "owed "+mass(1e9)+", taken by the plan "+mass(taken), mass(1e9-taken)+" not taken cost EUR"); !ok {
		t.Error("2028 is not told")
	}
}

// The offers of today's plans with their licences and what is owed stand in it.
func TestGatesOfASample(t *testing.T) {
	in, _, _ := gated(t, func(*planner.Project, *planner.Offer) {})
	pic := Gates(in)
	kinds := map[chart.GateKind]int{}
	for _, l := range pic.Lanes {
		for _, g := range l.Gates {
			kinds[g.Kind]++
		}
	}
	if kinds[chart.Qualified] != len(in.Plan.Qualifications) || kinds[chart.Licensed] == 0 || kinds[chart.Signed] == 0 {
		t.Errorf("%v", kinds)
	}
}
