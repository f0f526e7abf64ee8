package pictures

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"remanence/app/plantest"
	"remanence/app/ui/figures"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner"
	"remanence/planner/compare"
)

// found is a sample with its shipped plans and what studies might have found.
func found(t *testing.T) Input {
	t.Helper()
	p := plantest.Project(t, os.DirFS("../../assets/samples/ev-traction-de"))
	made, ok := shipped.Read("ev-traction-de")
	if !ok {
		t.Fatal("no plans")
	}
	in := Input{Project: p, Facts: reference.Shipped().Facts(), Plan: made.Plan, AsToday: made.AsToday, Cheapest: made.Cheapest}
	price, _ := planner.ParseMoney("612.5")
	p.Indices = append(p.Indices, planner.Index{ID: "DY", Element: "Dy", Basis: planner.ExChina, Currency: "USD", Points: []planner.IndexPoint{{Price: price}}})
	in.Found.Variants = []Variant{{ID: AsToday, Name: "As today", Plan: made.AsToday}, {ID: ThePlan, Name: "Plan", Plan: made.Plan}}
	cells := []compare.Cell{{Fixed: planner.Some(9.0), Replanned: planner.Some(7.0), Regret: planner.Some(2.5)}, {}}
	in.Found.Regret = &compare.Regret{Plans: []string{"Plan"}, Cases: []string{compare.Cases(p)[1].Name, "base"}, Best: []planner.Opt[float64]{planner.Some(4.5), {}}, Cells: [][]compare.Cell{cells}, Most: make([]planner.Opt[float64], 1)}
	for _, d := range compare.Drivers(p, in.Facts) {
		in.Found.Tornado = append(in.Found.Tornado, compare.Bar{ID: d.ID, Name: d.Name, Unit: d.Unit, Low: d.Low, High: d.High, Why: d.Why, FixedLow: planner.Some(-1.5), FixedHigh: planner.Some(2.25)})
	}
	return in
}

// Every mark with an id leads to a place, or its figure can be explained.
func TestEveryMarkLeadsToItsCause(t *testing.T) {
	in := found(t)
	choice := Choice{Part: "EA110-RO"}
	for kind, explained := range map[string]bool{"chain": true, "exposure": true, "demand": true, "landed": true, "prices": true, "sites": true, "months": true, "walk": true, "gates": true, "cover": true, "bridge": true, "trade": true, "regret": true, "tornado": true} {
		pic, err := Draw(kind, in, choice)
		if err != nil {
			t.Fatal(kind, err)
		}
		marks, why := 0, 0
		for _, m := range pic.Scene(1200, 700, false).Targets() {
			if m.ID == "" || m.ID == "buyer" {
				continue
			}
			marks++
			b := BehindOf(kind, in, choice, m.ID)
			if b.Page == "" && b.Why == nil {
				t.Errorf("%s: %q leads nowhere", kind, m.ID)
			}
			if table, id, field, err := planner.SplitPath(b.What); err == nil && table != "settings" && field != "" && b.Page != "library" {
				if _, err := in.Project.Cell(planner.Path(table, id, field)); err != nil {
					t.Errorf("%s: %q leads to %s: %v", kind, m.ID, b.What, err)
				}
			}
			if b.Why != nil {
				why++
				if e := b.Why(); e.Title == "" || e.Value == "" || e.Formula == "" || len(e.Inputs) == 0 {
					t.Errorf("%s: %q is not explained: %+v", kind, m.ID, e)
				}
			}
		}
		if marks == 0 || explained && why == 0 {
			t.Errorf("%s: %d marks, %d explained", kind, marks, why)
		}
	}
	if b := BehindOf("months", in, choice, "stock|999"); b.Page != "" || b.Why != nil {
		t.Errorf("a month outside the plan: %+v", b)
	}
}

func TestMonthsAreExplainedByTheirOrders(t *testing.T) {
	in := found(t)
	part := in.Plan.Awards[0].Part
	c := Choice{Part: part}
	b, _ := bookOf(in, part)
	e := BehindOf("months", in, c, "stock|5").Why()
	if e.Value != amount(b.part, b.flow.Stock[5]) || e.Inputs[0].Value != amount(b.part, b.flow.Stock[4]) {
		t.Errorf("stock %+v", e)
	}
	if b := BehindOf("months", in, c, "demand|5"); b.Page != "demand" || b.What != planner.Path("part", part, (in.Project.Start+5).String()) {
		t.Errorf("demand leads to %+v", b)
	}
	for i, a := range in.Plan.Awards {
		t0 := int(a.Arrives - in.Project.Start)
		if a.Part != part || t0 < 0 || t0 >= in.Project.Months || i > 20 {
			continue
		}
		from := BehindOf("months", in, c, fmt.Sprintf("award|%s|%d", a.Group, t0))
		if from.Page != "sources" || !strings.HasPrefix(from.What, "offer/") {
			t.Errorf("%+v", from)
		}
		if e := from.Why(); !strings.Contains(e.Text("2027-01-01"), a.Offer+"\t"+amount(b.part, a.Pieces)+"\tordered in "+figures.MonthLabel(a.Ordered)) {
			t.Errorf("%s", e.Text("2027-01-01"))
		}
	}
}

// The causes of a kind of cost sum to its step.
func TestAStepOfTheBridgeIsExplainedToTheCent(t *testing.T) {
	in := found(t)
	bridge, steps, err := Bridge(&in.Found.Variants[0], &in.Found.Variants[1])
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range bridge.Steps[1 : len(bridge.Steps)-1] {
		e := BehindOf("bridge", in, Choice{}, s.ID).Why()
		lines := 0
		for _, x := range steps {
			if string(x.Kind) == s.ID {
				lines += len(x.Lines)
			}
		}
		if e.Value != moneyChange("EUR", s.Value) || len(e.Inputs) != lines || len(e.Notes) == 0 {
			t.Errorf("%s: %s, %d inputs; step %g, %d lines", s.ID, e.Value, len(e.Inputs), s.Value, lines)
		}
	}
	if e := BehindOf("bridge", in, Choice{}, AsToday).Why(); e.Value != figures.Money("EUR", in.AsToday.TotalCost) {
		t.Errorf("%+v", e)
	}
}

func TestRegretLeadsToItsScenario(t *testing.T) {
	in := found(t)
	b := BehindOf("regret", in, Choice{}, "0|0")
	name := in.Found.Regret.Cases[0]
	if b.Page != "compare" || !slices.ContainsFunc(in.Project.Scenarios, func(s planner.Scenario) bool { return b.What == "scenario/"+s.ID && s.Name == name }) {
		t.Errorf("%+v", b)
	}
	e := b.Why()
	if e.Value != figures.Money("EUR", 2.5) || e.Inputs[0].Value != figures.Money("EUR", 7) || e.Inputs[1].Value != figures.Money("EUR", 4.5) {
		t.Errorf("%+v", e)
	}
	if e := BehindOf("regret", in, Choice{}, "0|1").Why(); e.Value != figures.Missing || e.Inputs[0].Value != figures.Missing {
		t.Errorf("a case without an answer: %+v", e)
	}
}

// A driver leads to the cell it moves.
func TestDriversLeadToTheirCells(t *testing.T) {
	in := found(t)
	in.Project.Indices = []planner.Index{{ID: "OWN", Element: "Dy", Basis: planner.ExChina, Points: []planner.IndexPoint{{}}}}
	for id, want := range map[string]Behind{
		"demand": leads("demand", monthCell(in, in.Project.Parts[0].ID, 0)), "fx USD": leads("library", "settings/fx_EUR_USD"), "discount": leads("library", "settings/discount_rate_pct"),
		"ramp": leads("library", "settings/ramp_haircut_pct"), "wait CN-2025-18": leads("rules", "CN-2025-18"), "Dy ex_china": leads("sources", "index/OWN"), "Tb ex_china": leads("library", "prices"),
		"duty CN": leads("sources", planner.Path("offer", "O01", "extra_duty_pct")),
	} {
		if got := BehindOf("tornado", Input{Project: in.Project, Facts: in.Facts}, Choice{}, id); got.Page != want.Page || got.What != want.What {
			t.Errorf("%s leads to %+v, want %+v", id, got, want)
		}
	}
	for _, d := range compare.Drivers(in.Project, in.Facts) {
		if b := driverPlace(in.Project, d.ID); b.Page == "" {
			t.Errorf("%s leads nowhere", d.ID)
		}
	}
	e := BehindOf("tornado", in, Choice{}, "demand").Why()
	if !strings.Contains(e.Value, figures.Money("EUR", 2.25)) || len(e.Inputs) != 2 {
		t.Errorf("%+v", e)
	}
}

func TestAPricePathIsExplainedByTheValueThatHolds(t *testing.T) {
	in := found(t)
	cell := func(text string) planner.IndexPoint {
		v, _ := planner.ParseMoney(text)
		return planner.IndexPoint{Price: v}
	}
	flat, later := cell("400"), cell("500")
	later.From = in.Project.Start + 6
	in.Project.Indices = []planner.Index{{ID: "DY", Element: "Dy", Basis: planner.ExChina, Currency: "USD", Points: []planner.IndexPoint{flat, later}}}
	for id, want := range map[string][2]string{"DY|3": {"index/DY/flat", "400"}, "DY|9": {"index/DY/" + later.From.String(), "500"}} {
		b := BehindOf("prices", in, Choice{}, id)
		if b.Page != "sources" || b.What != want[0] {
			t.Errorf("%s: %+v", id, b)
		}
		if e := b.Why(); !strings.Contains(e.Value, want[1]) || e.Inputs[0].Value != want[1] {
			t.Errorf("%s: %+v", id, e)
		}
	}
	if v := in.Project.Indices[0].At(later.From); math.Abs(v.V-500) > 1e-9 {
		t.Error(v)
	}
}
