package pictures

import (
	"math"
	"os"
	"strings"
	"testing"

	"remanence/app/plantest"
	"remanence/data/reference"
	"remanence/planner"
)

func sample(t *testing.T) Input {
	t.Helper()
	p := plantest.Project(t, os.DirFS("../../assets/samples/ev-traction-de"))
	f := reference.Shipped().Facts()
	return Input{Project: p, Facts: f, Plan: plantest.Make(p, f, "plan", 3), AsToday: plantest.Make(p, f, "as today", 1)}
}

func TestSitesStandWhereTheReferenceSaysAndWeighWhatThePlanBuys(t *testing.T) {
	in := sample(t)
	in.Project.BuyerCountry = "DE"
	pic := Sites(in, "")
	kg, routes := 0.0, 0.0
	for _, a := range in.Plan.Awards {
		kg += a.Kg
	}
	for _, r := range pic.Routes {
		routes += r.Value
	}
	if math.Abs(kg-routes) > 1e-6*kg {
		t.Errorf("%g kg on the way, %g awarded", routes, kg)
	}
	if pic.Sites[0].ID != "buyer" || pic.Sites[1].Size != 1 || !pic.Sites[1].Strong {
		t.Errorf("%+v", pic.Sites[:2])
	}
	for _, s := range pic.Sites {
		if strings.HasPrefix(s.ID, "JL Mag") && (math.Abs(s.Lat-25.83) > 0.5 || math.Abs(s.Lon-114.93) > 0.5) {
			t.Errorf("Ganzhou is at %g %g", s.Lat, s.Lon)
		}
	}
	part := in.Project.Parts[0].ID
	if one := Sites(in, part); len(one.Sites) >= len(pic.Sites) || len(one.Sites) < 2 {
		t.Errorf("%d sites for one part, %d in all", len(one.Sites), len(pic.Sites))
	}
}

func TestASiteNobodyKnowsSaysSo(t *testing.T) {
	in := sample(t)
	in.Project.Offers = []planner.Offer{{ID: "X", Supplier: "Somebody", For: planner.ForGrade, Item: "N42"}}
	pic := Sites(in, "")
	if len(pic.Sites) != 1 || !math.IsNaN(pic.Sites[0].Lat) || !strings.Contains(pic.Sites[0].Tip, "not known") || len(pic.Routes) != 0 {
		t.Errorf("%+v", pic.Sites)
	}
}

func TestEveryKindBearsAnEmptyProjectAndNoPlan(t *testing.T) {
	empty := Input{Project: &planner.Project{Start: planner.MonthOf(2027, 1), Months: 12, Currency: "EUR"}, Facts: reference.Shipped().Facts()}
	in := sample(t)
	in.Plan, in.AsToday = nil, nil
	for _, k := range Kinds() {
		for _, x := range []Input{empty, in} {
			pic, err := Make(k.Name, x, Choice{})
			if err != nil {
				t.Errorf("%s: %v", k.Name, err)
				continue
			}
			pic.Scene(600, 300, true)
		}
	}
}
