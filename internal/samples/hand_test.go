package samples

import (
	"math"
	"testing"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner"
	"remanence/planner/hand"
)

// A plan booked again by hand, with nothing changed or with the shares it has
// already, costs what it cost.
func TestHandEditedAwardsCostTheSameUnchanged(t *testing.T) {
	for _, x := range assets.Samples() {
		p, ps := interchange.ReadFolder(x.FS, x.ID)
		if ps.Refused() {
			t.Fatal(ps)
		}
		made, ok := shipped.Read(x.ID)
		if !ok || made.Plan == nil {
			t.Fatalf("%s has no plan", x.ID)
		}
		f := reference.Shipped().Facts()
		kg := map[[2]string]float64{}
		total := map[string]float64{}
		for _, a := range made.Plan.Awards {
			kg[[2]string{a.Part, a.Group}] += a.Pieces
			total[a.Part] += a.Pieces
		}
		var same []planner.HandShare
		for _, part := range p.Parts {
			for _, g := range p.Suppliers {
				if v := kg[[2]string{part.ID, g.Group}]; v > 0 {
					delete(kg, [2]string{part.ID, g.Group}) // a group may be of several suppliers
					same = append(same, planner.HandShare{Part: part.ID, Group: g.Group, Share: v / total[part.ID]})
				}
			}
		}
		for _, shares := range [][]planner.HandShare{nil, same} {
			got, notes := hand.Apply(p, f, made.Plan, shares)
			if d := math.Abs(got.TotalCost - made.Plan.TotalCost); d > 1e-6*made.Plan.TotalCost {
				t.Errorf("%s with %d shares: %.2f, the plan %.2f", x.ID, len(shares), got.TotalCost, made.Plan.TotalCost)
			}
			for _, n := range notes {
				t.Errorf("%s with %d shares: %s", x.ID, len(shares), n)
			}
		}
	}
}
