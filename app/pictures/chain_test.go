package pictures

import (
	"math"
	"strings"
	"testing"

	"remanence/app/chart"
	"remanence/planner"
)

// stageSums are what a chain carries out of each stage.
func stageSums(pic chart.Flow) map[int]float64 {
	at, out := map[string]int{}, map[int]float64{}
	for _, n := range pic.Nodes {
		at[n.ID] = n.Stage
	}
	for _, l := range pic.Links {
		out[at[l.From]] += l.Value
	}
	return out
}

// By value every stage carries the landed cost of what the plan receives: of its
// awards to the cent, and of the open orders on top.
func TestTheChainByValueCarriesTheLandedCost(t *testing.T) {
	in := found(t)
	in.Project.Stock = nil
	landed := 0.0
	for _, a := range in.Plan.Awards {
		landed += a.Kg * a.Landed
	}
	all := Chain(in, in.Plan, "all", ByValue)
	last := len(all.Stages) - 2
	if got := stageSums(all)[last]; math.Abs(got-landed) > 0.01 {
		t.Errorf("%.2f reach the parts, landed are %.2f", got, landed)
	}
	if bad := all.Imbalances(1e-9); len(bad) != 0 {
		t.Errorf("value is lost on the way: %+v", bad)
	}
	// The elements share it by their grams: the picture of one has its part of it.
	sum := 0.0
	for _, e := range Elements(in.Plan)[1:] {
		sum += stageSums(Chain(in, in.Plan, e, ByValue))[len(Chain(in, in.Plan, e, ByValue).Stages)-2]
	}
	if math.Abs(sum-landed) > 0.01 {
		t.Errorf("the elements come to %.2f, all to %.2f", sum, landed)
	}
	if !strings.HasPrefix(all.Axis.Title, "EUR, landed cost") || strings.Contains(all.Axis.Title, "left out") || all.Axis.Exact(1.5) != "EUR\u00a01.50" {
		t.Errorf("%q %q", all.Axis.Title, all.Axis.Exact(1.5))
	}
	if kg := Chain(in, in.Plan, "all", ByMass); math.Abs(stageSums(kg)[last]-stageSums(all)[last]) < 1 || kg.Axis.Title != "" {
		t.Error("mass and value are drawn the same")
	}
}

// What has no price is no zero: it is left out and said.
func TestAnOpenOrderWithoutAPriceIsLeftOutByValueAndSaid(t *testing.T) {
	in := found(t)
	o := &in.Project.Offers[0]
	o.Price, o.Formula = planner.Opt[planner.Decimal]{}, planner.Opt[planner.PriceFormula]{}
	part := in.Project.Part(in.Plan.Awards[0].Part)
	in.Project.Stock = []planner.StockLot{{Part: part.ID, Kind: planner.OpenOrder, Month: in.Project.Start, Pieces: 1000, Offer: o.ID}}
	pic := Chain(in, in.Plan, "all", ByValue)
	if !strings.Contains(pic.Axis.Title, "without a price left out") {
		t.Errorf("%q", pic.Axis.Title)
	}
	with := stageSums(pic)[len(pic.Stages)-2]
	in.Project.Stock = nil
	pic = Chain(in, in.Plan, "all", ByValue)
	if without := stageSums(pic)[len(pic.Stages)-2]; math.Abs(with-without) > 0.01 {
		t.Errorf("%.2f with an order without a price, %.2f without it", with, without)
	}
}
