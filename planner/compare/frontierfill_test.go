package compare

import (
	"context"
	"fmt"
	"math"
	"math/rand"
	"slices"
	"strconv"
	"strings"
	"testing"

	"remanence/planner"
)

// chinaShare is the share of China of all magnets.
var chinaShare = planner.Rule{Type: planner.CountryShareMax, Elements: []string{"NdPr"}, Stages: []planner.Stage{planner.Magnet}, Countries: []string{"CN"}}

// enumerated is a plan found by counting: its Chinese share in percent and its cost.
type enumerated struct{ share, cost float64 }

// unbeaten are the plans of three parts, each from China as needed or in whole lots
// from Germany, that no other beats. No lots that cost more than buying nothing from
// China can be among them.
func unbeaten(need, lot, china, germany []float64) []enumerated {
	top := 0.0
	for i := range need {
		top += math.Ceil(need[i]/lot[i]) * lot[i] * germany[i]
	}
	plans := []struct{ cn, de, cost float64 }{{}}
	for i := range need {
		next := plans[:0:0]
		for _, x := range plans {
			for n := 0.0; x.cost+n*lot[i]*germany[i] <= top+1e-6; n++ {
				cn := math.Max(0, need[i]-n*lot[i])
				y := x
				y.cn, y.de, y.cost = x.cn+cn, x.de+n*lot[i], x.cost+cn*china[i]+n*lot[i]*germany[i]
				next = append(next, y)
			}
		}
		plans = next
	}
	var all []enumerated
	for _, x := range plans {
		all = append(all, enumerated{100 * x.cn / (x.cn + x.de), x.cost})
	}
	slices.SortFunc(all, func(a, b enumerated) int {
		if a.cost != b.cost {
			return int(math.Copysign(1, a.cost-b.cost))
		}
		return int(math.Copysign(1, a.share-b.share))
	})
	var best []enumerated
	for _, x := range all {
		if len(best) == 0 || x.share < best[len(best)-1].share-1e-9 {
			best = append(best, x)
		}
	}
	return best
}

// Eight random projects of three parts, with every plan counted one by one: the
// frontier holds each that no other beats and nothing else, though only three limits
// are asked for.
func TestNoPlanIsMissedOnSmallModels(t *testing.T) {
	between := 0
	for seed := range int64(8) {
		r := rand.New(rand.NewSource(seed))
		p := project(1, nil)
		p.Shortage = planner.Forbidden
		var need, lot, china, germany []float64
		for i := range 3 {
			id := string(rune('A' + i))
			need = append(need, float64(10+r.Intn(60)))
			lot = append(lot, math.Ceil(need[i]/float64(1+r.Intn(3))))
			china = append(china, float64(10+r.Intn(5)))
			germany = append(germany, china[i]+float64(1+r.Intn(12)))
			one := project(1, map[string][]float64{id: {need[i]}}, id)
			p.Parts = append(p.Parts, one.Parts...)
			offer(p, "CN"+id, "CN", id, strconv.FormatFloat(china[i], 'f', -1, 64))
			offer(p, "DE"+id, "DE", id, strconv.FormatFloat(germany[i], 'f', -1, 64)).OrderMultipleKg = some(lot[i])
		}
		best := unbeaten(need, lot, china, germany)
		fr, err := work(p).Frontier(context.Background(), chinaShare, 3, nil)
		if err != nil || !fr.Complete || !fr.Proven {
			t.Fatalf("seed %d: %v, complete %t, proven %t", seed, err, fr.Complete, fr.Proven)
		}
		between += len(fr.Points) - 3
		// Plans closer than the resolution count as one.
		same := 2 * jump * (best[0].share - best[len(best)-1].share)
		for _, x := range best {
			if !slices.ContainsFunc(fr.Points, func(pt Point) bool {
				return near(pt.Exposure, x.share) && near(pt.Cost, x.cost) || pt.Exposure <= x.share+same && pt.Exposure >= x.share-same && pt.Cost <= x.cost+0.01
			}) {
				t.Errorf("seed %d: %.4f %% at %.2f is missed", seed, x.share, x.cost)
			}
		}
		for _, pt := range fr.Points {
			if !slices.ContainsFunc(best, func(x enumerated) bool { return near(pt.Exposure, x.share) && near(pt.Cost, x.cost) }) {
				t.Errorf("seed %d: %.4f %% at %.2f is no plan that none beats", seed, pt.Exposure, pt.Cost)
			}
		}
		if t.Failed() {
			t.Fatal(fmt.Sprint(best))
		}
	}
	if between < 8 {
		t.Errorf("only %d plans lie between the limits: the cases are too easy", between)
	}
}

// A part of 100 pieces from China at 10 or Germany at 12, piece by piece: between the
// ends lie mixes alone, so that the two ends with the limits asked for are all.
func TestMixesAreNotListed(t *testing.T) {
	p := project(1, map[string][]float64{"A": {100}}, "A")
	p.Shortage = planner.Forbidden
	offer(p, "CN", "CN", "A", "10")
	offer(p, "DE", "DE", "A", "12")
	fr, err := work(p).Frontier(context.Background(), chinaShare, 3, nil)
	if err != nil || !fr.Complete || len(fr.Points) != 3 {
		t.Fatalf("%v, complete %t, %d points: %+v", err, fr.Complete, len(fr.Points), fr.Points)
	}
	for i, want := range [][2]float64{{100, 1000}, {50, 1100}, {0, 1200}} {
		if pt := fr.Points[i]; !near(pt.Exposure, want[0]) || !near(pt.Cost, want[1]) {
			t.Errorf("%g %% at %g, want %g %% at %g", pt.Exposure, pt.Cost, want[0], want[1])
		}
	}
}

// Thirty-one lots make a model that is not looked through: each point is exact, and
// the frontier says that plans may lie between.
func TestALargeModelSaysThatPlansMayLieBetween(t *testing.T) {
	p := project(1, nil)
	p.Shortage = planner.Forbidden
	for i := range smallModel + 1 {
		id := fmt.Sprintf("P%02d", i)
		p.Parts = append(p.Parts, project(1, map[string][]float64{id: {10}}, id).Parts...)
		offer(p, "CN"+id, "CN", id, "10")
		offer(p, "DE"+id, "DE", id, strconv.Itoa(11+i)).OrderMultipleKg = some(10.0)
	}
	fr, err := work(p).Frontier(context.Background(), chinaShare, 3, nil)
	if err != nil || fr.Complete || !fr.Proven || len(fr.Points) != 3 || !strings.Contains(fr.Between(), "may be missed") {
		t.Errorf("%v, complete %t, proven %t, %d points", err, fr.Complete, fr.Proven, len(fr.Points))
	}
}
