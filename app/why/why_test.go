package why

import (
	"strings"
	"testing"

	"remanence/app/plantest"
	"remanence/assets"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/cost"
)

func sample(t *testing.T) *planner.Project {
	for _, x := range assets.Samples() {
		if x.ID == "ev-traction-de" {
			return plantest.Project(t, x.FS)
		}
	}
	t.Fatal("no sample")
	return nil
}

func TestTheLinesOfEveryLandedCostAddUp(t *testing.T) {
	p, f := sample(t), reference.Shipped().Facts()
	n := 0
	for i := range p.Parts {
		for _, fit := range p.Fits(&p.Parts[i], f) {
			if fit.Offer.Missing() != "" || !fit.Offer.Price.OK {
				continue
			}
			sum := 0.0
			for _, l := range cost.Lines(p, f, fit.Offer, fit.Offer.Price.V, fit.MassKg, cost.AtStart(p, fit.Offer)) {
				sum += l.PerKg
			}
			u := cost.Base(p, f, fit.Offer, fit.MassKg)
			if d := sum - u.Landed; d > 1e-9*u.Landed || d < -1e-9*u.Landed {
				t.Errorf("%s for %s: lines %v, landed %v", fit.Offer.ID, fit.Part.ID, sum, u.Landed)
			}
			e := Landed(p, f, fit)
			if len(e.Inputs) == 0 || e.Formula == "" || !strings.HasSuffix(e.Value, "per kg") {
				t.Errorf("%+v", e)
			}
			n++
		}
	}
	if n < 40 {
		t.Errorf("%d offers explained", n)
	}
}

func TestThePlanAndItsFiguresAreTakenApart(t *testing.T) {
	p, f := sample(t), reference.Shipped().Facts()
	plan := plantest.Make(p, f, "plan", 2)
	if e := Total(plan); len(e.Inputs) != 3 || e.Inputs[0].Name != "Goods" {
		t.Errorf("%+v", e)
	}
	x := Exposure(p, f, plan.KPIs.WorstExposure.V)
	if len(x.Inputs) != 3 || !strings.Contains(x.Title, "in ") {
		t.Errorf("%+v", x)
	}
	e := Content(p, f, p.Part("EA110-RO"), "Dy")
	if len(e.Inputs) != 3 || !e.Inputs[2].Source.Default || !strings.Contains(e.Value, "a year") {
		t.Errorf("%+v", e)
	}
	if text := e.Text("2026-11-23"); !strings.Contains(text, "default of the app") || !strings.Contains(text, "confidence") {
		t.Error(text)
	}
}

func TestAMissingCellIsNotZero(t *testing.T) {
	p := sample(t)
	path := planner.Path("part", "EA110-RO", "demand_nothing")
	e := Cell(p, "Currency", path, "–", "demand")
	if e.Inputs[0].How != "not entered" || len(e.Notes) == 0 {
		t.Errorf("%+v", e)
	}
	e = Cell(p, "Mass", planner.Path("part", "EA110-RO", "mass_g"), "21.5", "demand")
	if e.Inputs[0].Value != "21.5" || e.Inputs[0].How != "entered in the project" {
		t.Errorf("%+v", e)
	}
}

func TestOriginSaysSourceDateAgeAndConfidence(t *testing.T) {
	i := Input{How: "list", Source: planner.Source{Name: "Survey", Date: "2026-01", Confidence: "low"}}
	if got := i.Origin("2026-11-23"); got != "list; Survey, 2026-01 (10 months old), low confidence" {
		t.Error(got)
	}
	if got := (Input{How: "entered"}).Origin("2026-11-23"); got != "entered" {
		t.Error(got)
	}
}

// The shortage of a part is the worst that is shown of it, with its months behind it.
func TestTheShortageIsTheWorstOfItsMonths(t *testing.T) {
	m := planner.MonthOf(2027, 3)
	plan := &planner.Plan{Shortfalls: []planner.Shortfall{{Part: "A", Month: m, Pieces: 40}, {Part: "B", Month: m, Pieces: 900}, {Part: "A", Month: m + 1, Pieces: 75}}}
	if e := Shortage(plan, "A"); e.Value != "75 in Apr 27" || len(e.Inputs) != 2 {
		t.Errorf("%+v", e)
	}
}
