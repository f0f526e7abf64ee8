package compare

import (
	"context"
	"testing"

	"remanence/planner"
)

// hundred is a part of 100 pieces that China makes for 10, under licence R and with
// 20 kg of CO2 a piece, Germany for 12 with 8 kg and Japan for 15 with 8 kg.
func hundred() *planner.Project {
	p := project(1, map[string][]float64{"A": {100}}, "A")
	p.Shortage = planner.Forbidden
	for _, x := range []struct {
		country, price, licence string
		co2                     float64
	}{{"CN", "10", "R", 20}, {"DE", "12", "none", 8}, {"JP", "15", "none", 8}} {
		o := offer(p, x.country, x.country, "A", x.price)
		o.CO2, o.Licence = some(x.co2), planner.ParseLicence(x.licence)
	}
	return p
}

func frontierOf(t *testing.T, p *planner.Project, axis planner.Rule, points int) Frontier {
	t.Helper()
	fr, err := work(p).Frontier(context.Background(), axis, points, nil)
	if err != nil || !fr.Proven || !fr.Complete {
		t.Fatalf("%v, proven %t, complete %t", err, fr.Proven, fr.Complete)
	}
	return fr
}

// The largest country: all from China for 1,000; two thirds for 1,066.67; down to a
// half each piece goes to Germany for 2 more; then one point less takes a piece from
// China and one from Germany to Japan, 8 more, to a third each for 1,233.33. The bend
// lies between the limits asked for and is found.
func TestFrontierOfTheLargestCountry(t *testing.T) {
	fr := frontierOf(t, hundred(), planner.Rule{Type: planner.CountryShareMax, Elements: []string{"NdPr"}, Stages: []planner.Stage{planner.Magnet}, Countries: []string{"each"}}, 3)
	want := [][2]float64{{100, 1000}, {200.0 / 3, 1000 + 200.0/3}, {50, 1100}, {100.0 / 3, 1100 + 8*50.0/3}}
	if len(fr.Points) != len(want) {
		t.Fatalf("%+v", fr.Points)
	}
	for i, x := range want {
		if pt := fr.Points[i]; !near(pt.Exposure, x[0]) || !near(pt.Cost, x[1]) {
			t.Errorf("%g %% at %g, want %g %% at %g", pt.Exposure, pt.Cost, x[0], x[1])
		}
	}
}

// The share of value that needs a licence: a pieces from China are 10a of
// 1,200 − 2a, so that a share s costs 1,200 ÷ (1 + s ÷ 5).
func TestFrontierOfLicences(t *testing.T) {
	fr := frontierOf(t, hundred(), planner.Rule{Type: planner.LicenceShareMax, Basis: "value"}, 5)
	for i, s := range []float64{1, 0.75, 0.5, 0.25, 0} {
		found := false
		for _, pt := range fr.Points {
			found = found || near(pt.Exposure, 100*s) && near(pt.Cost, 1200/(1+s/5))
		}
		if !found {
			t.Errorf("limit %d: %g %% at %g is missed: %+v", i, 100*s, 1200/(1+s/5), fr.Points)
		}
	}
	for _, pt := range fr.Points {
		if want := 1200 / (1 + pt.Exposure/500); !near(pt.Cost, want) {
			t.Errorf("%g %% at %g, want %g", pt.Exposure, pt.Cost, want)
		}
	}
}

// Carbon: 20 kg of CO2 a kilogram for 1,000, 8 kg for 1,200, half of each 14 kg.
func TestFrontierOfCarbon(t *testing.T) {
	fr := frontierOf(t, hundred(), planner.Rule{Type: planner.CO2IntensityMax}, 3)
	want := [][2]float64{{20, 1000}, {14, 1100}, {8, 1200}}
	if len(fr.Points) != len(want) || fr.Unit != string(planner.UnitCO2) {
		t.Fatalf("%s: %+v", fr.Unit, fr.Points)
	}
	for i, x := range want {
		if pt := fr.Points[i]; !near(pt.Exposure, x[0]) || !near(pt.Cost, x[1]) {
			t.Errorf("%g kg at %g, want %g kg at %g", pt.Exposure, pt.Cost, x[0], x[1])
		}
	}
}

// Stopped after two points a frontier keeps them and the least exposed end, which was
// found first, and claims neither proof nor that no plan is missed.
func TestAFrontierCutShort(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	seen := 0
	fr, err := work(hundred()).Frontier(ctx, chinaShare, 6, func(Point) {
		if seen++; seen == 2 {
			stop()
		}
	})
	if err != nil || fr.Proven || fr.Complete || len(fr.Points) != 3 {
		t.Fatalf("%v, proven %t, complete %t: %+v", err, fr.Proven, fr.Complete, fr.Points)
	}
	for i, x := range [][2]float64{{100, 1000}, {80, 1040}, {0, 1200}} {
		if pt := fr.Points[i]; !near(pt.Exposure, x[0]) || !near(pt.Cost, x[1]) || pt.Text == "" {
			t.Errorf("%g %% at %g (%s), want %g %% at %g", pt.Exposure, pt.Cost, pt.Text, x[0], x[1])
		}
	}
}
