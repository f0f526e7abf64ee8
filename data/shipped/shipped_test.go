package shipped

import (
	"bytes"
	"testing"

	"remanence/planner"
)

func TestPlansSurviveTheirFile(t *testing.T) {
	in := Plans{Plan: &planner.Plan{Name: "plan", Digest: "abc", TotalCost: 1234.5, Awards: []planner.Award{{Part: "A", Kg: 0.1}}}}
	b, err := Encode(in)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Encode(in)
	if !bytes.Equal(b, again) {
		t.Error("the same plans must give the same bytes")
	}
	out, err := decode(b)
	if err != nil || out.Plan.Digest != "abc" || out.Plan.TotalCost != 1234.5 || out.Plan.Awards[0].Kg != 0.1 {
		t.Errorf("%+v %v", out.Plan, err)
	}
}

func TestUnknownSampleHasNoPlans(t *testing.T) {
	if _, ok := Read("nowhere"); ok {
		t.Error("found plans of nothing")
	}
}
