package pictures

import (
	"strings"
	"testing"

	"remanence/app/chart"
	"remanence/planner"
	"remanence/planner/risk"
)

func TestAPictureThatCannotBeSaysWhatThereIs(t *testing.T) {
	in := sample(t)
	in.Found = Found{Variants: []Variant{{ID: ThePlan, Name: "Plan", Plan: in.Plan}}, Outages: &risk.KnockOut{Nodes: []risk.Loss{{Node: risk.Node{ID: "country:CN"}}}}}
	for _, x := range []struct {
		kind string
		c    Choice
		says string
	}{
		{"cake", Choice{}, "pictures: chain, exposure"},
		{"rule", Choice{Rule: "R99"}, `no rule "R99"`},
		{"recycling", Choice{Stream: "T99"}, `no stream "T99"`},
		{"outage", Choice{Node: "country:XX"}, "outages: country:CN"},
		{"bridge", Choice{To: "S99"}, "plans: plan, as-today, cheapest, S0"},
		{"trade", Choice{By: "china:Dy:moon"}, "largest:Dy:separation"},
		{"chain", Choice{Plan: "best"}, "as-today, cheapest"},
	} {
		if _, err := Make(x.kind, in, x.c); err == nil || !strings.Contains(err.Error(), x.says) {
			t.Errorf("%s %+v: %v", x.kind, x.c, err)
		}
	}
}

// Cost is set against what the buyer names, with each plan at its own share.
func TestTradeIsSetAgainstANamedExposure(t *testing.T) {
	in := sample(t)
	in.Found.Variants = []Variant{{ID: AsToday, Name: "As today", Plan: in.AsToday}, {ID: ThePlan, Name: "Plan", Plan: in.Plan}}
	for _, v := range in.Found.Variants {
		v.Plan.KPIs.LicenceShare = planner.Some(0.4)
	}
	worst := func(p *planner.Plan, country string) float64 {
		v := 0.0
		for _, e := range p.KPIs.Exposures {
			if e.Element == "Dy" && e.Stage == planner.Separation && (e.Country == country || country == "") {
				v = max(v, e.Worst)
			}
		}
		return v
	}
	for by, want := range map[string]float64{"largest:Dy:separation": worst(in.Plan, ""), "china:Dy:separation": worst(in.Plan, "CN"), "country:JP:Dy:separation": worst(in.Plan, "JP"), "licence": 0.4} {
		pic, err := Draw("trade", in, Choice{By: by})
		if err != nil {
			t.Error(err)
			continue
		}
		if x := pic.(chart.Points).X; x.Least != 0 || x.Most != 1 {
			t.Errorf("%s: the axis of shares may run from %g to %g", by, x.Least, x.Most)
		}
		clouds := pic.(chart.Points).Clouds
		if len(clouds) != 2 || clouds[1].Spots[0].X != want || clouds[1].Spots[0].Y != in.Plan.TotalCost {
			t.Errorf("%s: %+v, want a share of %g", by, clouds, want)
		}
	}
}
