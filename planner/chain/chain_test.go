package chain

import (
	"math"
	"math/rand"
	"testing"

	"remanence/planner"
)

func facts() *planner.Facts {
	return &planner.Facts{
		Grades: []planner.Grade{{Name: "N42SH", Family: "sintered NdFeB", Yield: planner.Some(0.5), Content: map[string]planner.Range{
			"Nd": {Low: 0.15, Typical: 0.2, High: 0.25}, "Pr": {Low: 0.045, Typical: 0.06, High: 0.075}, "Dy": {Low: 0.03, Typical: 0.04, High: 0.05}, "Fe": {Low: 0.5, Typical: 0.6, High: 0.7}},
			Source: planner.Source{Name: "table", Confidence: "low"}}},
		Elements:  []planner.Element{{Symbol: "Dy", OxideToMetal: planner.Some(0.8713)}},
		Countries: []planner.Country{{ISO2: "CN"}, {ISO2: "MY"}, {ISO2: "DE"}},
	}
}

func part() *planner.Part {
	return &planner.Part{ID: "A", Grade: "N42SH", Unit: planner.Pieces, MassG: planner.Some(1000.0), Demand: []planner.Opt[float64]{planner.Some(60.0), planner.Some(40.0)}}
}

func equal(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*(1+math.Abs(want))) {
		t.Errorf("%s is %g, want %g", what, got, want)
	}
}

// 100 kg finished hold 3, 4, 5 kg of Dy; at half yield the alloy held 8 kg, which
// took 8 ÷ 0.8713 kg of oxide.
func TestSplitByYieldAndOxide(t *testing.T) {
	f := facts()
	split, known := DemandSplit(&planner.Project{Months: 2}, f, part())
	if !known || len(split) != 2 || split[0].Element != "NdPr" || split[1].Element != "Dy" {
		t.Fatalf("%v %+v", known, split)
	}
	equal(t, "NdPr", split[0].Kg.Typical, 26)
	dy := split[1]
	equal(t, "Dy low", dy.Kg.Low, 3)
	equal(t, "Dy high", dy.Kg.High, 5)
	equal(t, "Dy in alloy", dy.AlloyKg.Typical, 8)
	equal(t, "Dy oxide", dy.OxideKg.V, 8/0.8713)
	if split[0].OxideKg.OK {
		t.Error("an oxide factor nobody has stated")
	}
	back, _ := MetalOfOxide(f, "Dy", dy.OxideKg.V)
	equal(t, "metal of the oxide", back, 8)
}

func TestAnAssayShrinksTheRangeAndIsTheBuyersOwn(t *testing.T) {
	f := facts()
	own, err := Assay(f.Grades[0], "Dy", 0.035, 0.02, planner.Source{Name: "laboratory", Date: "2026-11-20"})
	if err != nil {
		t.Fatal(err)
	}
	f.Grades = append(f.Grades, own)
	split, _ := Split(f, part(), "N42SH", 100)
	dy := split[1]
	equal(t, "typical", dy.Kg.Typical, 3.5)
	equal(t, "range", dy.Kg.High-dy.Kg.Low, 0.14)
	if !dy.Assayed || dy.Source.Name != "laboratory" || f.Grades[0].Content["Dy"].Typical != 0.04 {
		t.Errorf("%+v; the shipped row must stand", dy)
	}
	for _, bad := range []float64{-0.1, 1.1, math.NaN(), 0.95} {
		if _, err := Assay(f.Grades[0], "Dy", bad, 0, planner.Source{}); err == nil {
			t.Errorf("%g was taken", bad)
		}
	}
	sum, _ := Assay(f.Grades[0], "NdPr", 0.3, 0, planner.Source{})
	equal(t, "NdPr", sum.Fraction("NdPr"), 0.3)
}

// Two suppliers of 50 kg look like two sources. Both separate in CN, one of them
// to 60 % and the rest nobody knows where: CN 80 %, unknown 20 %.
func common() (*planner.Project, []Receipt) {
	p := &planner.Project{Suppliers: []planner.Supplier{{Name: "S", Group: "S"}, {Name: "T", Group: "T"}}}
	row := func(stage planner.Stage, c string, share float64) planner.Origin {
		return planner.Origin{Element: "Dy", Stage: stage, Country: c, Share: share, Kind: planner.Primary}
	}
	p.Profiles = []planner.Profile{
		{ID: "1", Rows: []planner.Origin{row(planner.Separation, "CN", 1), row(planner.Magnet, "CN", 1)}},
		{ID: "2", Rows: []planner.Origin{row(planner.Separation, "CN", 0.6), row(planner.Separation, "??", 0.4), row(planner.Magnet, "DE", 1)}}}
	a := &planner.Offer{ID: "a", Supplier: "S", Profile: "1", Evidence: planner.Some(3)}
	b := &planner.Offer{ID: "b", Supplier: "T", Profile: "2"}
	x := part()
	return p, []Receipt{{Part: x, Grade: x.Grade, Offer: a, Kg: 50, Value: 100}, {Part: x, Grade: x.Grade, Offer: b, Kg: 50, Value: 300}}
}

func TestHiddenCommonSources(t *testing.T) {
	p, rs := common()
	var dy *planner.SharedSource
	for _, s := range Shared(p, facts(), rs) {
		if s.Element == "Dy" && s.Stage == planner.Separation {
			dy = &s
		}
		if s.Element == "Dy" && s.Stage == planner.Magnet {
			t.Errorf("CN and DE share nothing: %+v", s)
		}
	}
	if dy == nil || len(dy.Nodes) != 1 || dy.Nodes[0].Country != "CN" || len(dy.Nodes[0].Groups) != 2 {
		t.Fatalf("%+v", dy)
	}
	equal(t, "apparent sources", dy.Apparent, 2)
	equal(t, "effective sources", dy.Effective, 1/(0.8*0.8+0.2*0.2))
	equal(t, "share of the node", dy.Nodes[0].Share, 0.8)
}

func TestEvidenceCoverage(t *testing.T) {
	_, rs := common()
	got := Evidence(rs)
	equal(t, "not stated by kg", got[0].KgShare, 0.5)
	equal(t, "verified by value", got[4].ValueShare, 0.25)
	sum := 0.0
	for _, l := range got {
		sum += l.KgShare
	}
	equal(t, "sum", sum, 1)
}

// Ensure that whatever the origins, known and unknown shares are whole, the flow
// through every stage is the element's mass, and there are never more effective
// sources than countries.
func TestOriginsBalance(t *testing.T) {
	rnd := rand.New(rand.NewSource(7))
	f := facts()
	for range 200 {
		p, rs := common()
		for i := range p.Profiles {
			pr := &p.Profiles[i]
			pr.Rows = nil
			for _, s := range []planner.Stage{planner.Mine, planner.Separation, planner.Metal, planner.Magnet} {
				if rnd.Intn(5) == 0 {
					continue // not stated
				}
				left := 1.0
				for _, c := range []string{"CN", "MY", "DE", "??"} {
					share := left * rnd.Float64()
					if c == "??" {
						share = left
					}
					left -= share
					pr.Rows = append(pr.Rows, planner.Origin{Element: "Dy", Stage: s, Country: c, Share: share, Kind: planner.Primary})
				}
			}
		}
		want := 100 * 0.04
		into := map[planner.Stage]float64{}
		for _, l := range Flow(p, f, rs, "Dy") {
			into[l.ToStage] += l.Kg
		}
		for _, s := range []planner.Stage{planner.Separation, planner.Metal, planner.Magnet, PartStage} {
			equal(t, "flow into "+string(s), into[s], want)
		}
		for _, s := range Shared(p, f, rs) {
			if !(s.Effective <= 4+1e-9) || !(s.Effective >= 1-1e-9) || !(s.Apparent <= 2+1e-9) {
				t.Fatalf("%+v", s)
			}
		}
	}
}

// 60 and 40 kg of the grade of TestSplitByYieldAndOxide, and 10 kg nobody knows:
// 3, 4, 5 kg of Dy as of 100 kg.
func TestAccountOfWhatIsReceived(t *testing.T) {
	got := Account(facts(), []Receipt{{Part: part(), Grade: "N42SH", Kg: 60}, {Part: part(), Grade: "nobody knows", Kg: 10}, {Part: part(), Grade: "N42SH", Kg: 40}})
	if len(got) != 2 || got[1].Element != "Dy" {
		t.Fatalf("%+v", got)
	}
	dy := got[1]
	equal(t, "Dy low", dy.Kg.Low, 3)
	equal(t, "Dy typical", dy.Kg.Typical, 4)
	equal(t, "Dy high", dy.Kg.High, 5)
	equal(t, "Dy in alloy", dy.Alloy.Typical, 8)
	equal(t, "Dy oxide", dy.Oxide.V, 8/0.8713)
	if got[0].Oxide.OK || got[0].Oxide.V != 0 {
		t.Error("an oxide factor nobody has stated")
	}
}

// Orders already placed count by their kilograms and by kilograms × what one is worth.
func TestOpenOrdersAreReceivedAtTheirValue(t *testing.T) {
	p := &planner.Project{Start: planner.MonthOf(2027, 1), Months: 12}
	p.Parts = []planner.Part{{ID: "A", Grade: "N42", MassG: planner.Some(20.0)}}
	p.Offers = []planner.Offer{{ID: "O"}}
	p.Stock = []planner.StockLot{{Kind: planner.OpenOrder, Part: "A", Offer: "O", Month: p.Start + 2, Pieces: 500}, {Kind: planner.OpenOrder, Part: "A", Offer: "O", Month: p.Start + 12, Pieces: 500}}
	got := Receipts(p, nil, true, func(*planner.Offer, *planner.Part) float64 { return 80 })
	if len(got) != 1 || !(math.Abs(got[0].Kg-10) <= 1e-9) || !(math.Abs(got[0].Value-800) <= 1e-9) {
		t.Errorf("%+v, by hand 10 kg worth 800", got)
	}
	if none := Receipts(p, nil, false, nil); len(none) != 0 {
		t.Errorf("%+v", none)
	}
}
