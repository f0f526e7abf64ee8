package literature

import (
	"context"
	"slices"
	"testing"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/award"
)

// cutting is a sample cut down to its first parts and year, small enough for
// every optimiser to solve to the end. Tests, lots, tiers, capacities and the
// rules that still speak of something stay.
func cutting(t *testing.T, sample assets.Sample, parts int) *planner.Project {
	t.Helper()
	p, ps := interchange.ReadFolder(sample.FS, sample.ID)
	if ps.Refused() {
		t.Fatal(ps)
	}
	p = p.Clone()
	p.Parts, p.Months, p.Scenarios = p.Parts[:parts], 12, nil
	fits := map[string]bool{}
	for i := range p.Parts {
		for _, fit := range p.Fits(&p.Parts[i], reference.Shipped().Facts()) {
			fits[fit.Offer.ID] = true
		}
	}
	p.Offers = slices.DeleteFunc(p.Offers, func(o planner.Offer) bool { return !fits[o.ID] })
	p.Stock = slices.DeleteFunc(p.Stock, func(s planner.StockLot) bool {
		return p.Part(s.Part) == nil || s.Offer != "" && !fits[s.Offer]
	})
	p.Designs = slices.DeleteFunc(p.Designs, func(d planner.Design) bool { return p.Part(d.Part) == nil })
	p.Streams = slices.DeleteFunc(p.Streams, func(s planner.Stream) bool {
		return slices.ContainsFunc(s.Offers, func(id string) bool { return !fits[id] })
	})
	p.Rules = slices.DeleteFunc(p.Rules, func(r planner.Rule) bool {
		return len(r.Windows(p)) == 0 || !slices.ContainsFunc(p.Parts, func(part planner.Part) bool { return r.Covers(&part, nil) })
	})
	return p
}

// Cut-down samples are planned to the end: our own search, CBC and GLPK reach
// the same cost on the whole-number model we write.
func TestOthersAgreeOnWholeNumbers(t *testing.T) {
	if testing.Short() {
		t.Skip("plans parts of every sample three times")
	}
	f := reference.Shipped().Facts()
	for _, s := range assets.Samples() {
		t.Run(s.ID, func(t *testing.T) {
			p := cutting(t, s, 2)
			o := award.Options{Gap: 1e-5, WithLots: true}
			plan, err := award.Make(context.Background(), engine, p, f, o)
			if err != nil || plan.Status != planner.StatusOptimal {
				t.Fatalf("%v, status %s", err, plan.Status)
			}
			if plan.Model.Binaries < 10 {
				t.Errorf("only %d yes/no choices are left", plan.Model.Binaries)
			}
			x, err := award.Export(p, f, o, false)
			if err != nil {
				t.Fatal(err)
			}
			path := write(t, &x.Named, "mps")
			for _, e := range others {
				if err := within(e.ask(t, path)*x.Unit, plan.Objective); err != nil {
					t.Errorf("%s: %v", e.command, err)
				}
			}
		})
	}
}
