package literature

import (
	"context"
	"fmt"
	"strconv"
	"testing"

	"remanence/planner"
	"remanence/planner/award"
)

// project is one without discounting, end credit or lateness, as the textbooks
// assume. Parts weigh a kilogram a piece, so that pieces are kilograms.
func project(name string, months int) *planner.Project {
	return &planner.Project{Name: name, Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: months,
		EndStock: planner.EndStockNone, Shortage: planner.Forbidden}
}

func facts() *planner.Facts {
	all := planner.Range{Low: 0.3, Typical: 0.3, High: 0.3}
	return &planner.Facts{
		Grades:    []planner.Grade{{Name: "N42", Family: "sintered NdFeB", Content: map[string]planner.Range{"NdPr": all}}},
		Countries: []planner.Country{{ISO2: "DE"}, {ISO2: "CN"}, {ISO2: "JP"}},
	}
}

// number writes a figure as the shortest decimal that is the same.
func number(v float64) planner.Opt[planner.Decimal] {
	d, err := planner.ParseMoney(strconv.FormatFloat(v, 'f', -1, 64))
	if err != nil {
		panic(err)
	}
	return planner.Some(d)
}

// customer is a part with its demand by month.
func customer(p *planner.Project, id string, demand ...float64) {
	part := planner.Part{ID: id, Grade: "N42", Unit: planner.Pieces, MassG: planner.Some(1000.0), Currency: "EUR"}
	for _, d := range demand {
		part.Demand = append(part.Demand, planner.Some(d))
	}
	p.Parts = append(p.Parts, part)
}

// lane is an offer of a plant for a customer at a price a piece, delivered in the
// month of ordering.
func lane(p *planner.Project, id, plant, customer string, price float64) *planner.Offer {
	if p.SupplierNamed(plant) == nil {
		p.Suppliers = append(p.Suppliers, planner.Supplier{Name: plant, Group: plant})
	}
	if p.Profile("DE") == nil {
		p.Profiles = append(p.Profiles, planner.Profile{ID: "DE", Rows: []planner.Origin{
			{Element: "NdPr", Stage: planner.Magnet, Country: "DE", Share: 1, Kind: planner.Primary}}})
	}
	p.Offers = append(p.Offers, planner.Offer{ID: id, Supplier: plant, Country: "DE", For: planner.ForPart, Item: customer,
		Price: number(price), PriceUnit: planner.PerPiece, Currency: "EUR", LeadWeeks: planner.Some(0.0), TransitWeeks: planner.Some(0.0),
		FreightPerKg: number(0), Duty: planner.Some(0.0), Status: planner.Qualified, Profile: "DE"})
	return &p.Offers[len(p.Offers)-1]
}

// opens makes an offer one that must be opened at a cost, together with all of
// the same plant: a qualification without time.
func opens(o *planner.Offer, plant string, cost float64) {
	o.Status, o.QualificationMonths, o.QualificationCost = planner.NotStarted, planner.Some(0), number(cost)
	o.QualificationGroup = plant
}

// capacity limits what a plant delivers a month.
func capacity(p *planner.Project, plant string, kg float64) string {
	p.Pools = append(p.Pools, planner.Pool{ID: plant, Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: kg}}})
	return plant
}

// best plans to proof, checks the plan by independent code and compares with the
// printed optimum; then CBC and GLPK solve our own model of it.
func best(t *testing.T, p *planner.Project, want float64) *planner.Plan {
	t.Helper()
	f := facts()
	o := award.Options{Gap: 1e-6}
	plan, err := award.Make(context.Background(), engine, p, f, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range award.Check(p, f, plan, o) {
		t.Error(s)
	}
	if plan.Status != planner.StatusOptimal {
		t.Errorf("status %s, gap %g", plan.Status, plan.Gap)
	}
	if err := within(plan.TotalCost, want); err != nil {
		t.Errorf("the plan costs %v", err)
	}
	x, err := award.Export(p, f, o, false)
	if err != nil {
		t.Fatal(err)
	}
	for i, format := range []string{"mps", "lp"} {
		// One format each keeps the tests quick and reads both writers.
		if err := within(others[i].ask(t, write(t, &x.Named, format))*x.Unit, want); err != nil {
			t.Errorf("%s on our %s: %v", others[i].command, format, err)
		}
	}
	return plan
}

// published has both other optimisers solve a problem as it was printed.
func published(t *testing.T, lp string, want float64) {
	t.Helper()
	path := text(t, lp)
	for _, o := range others {
		if err := within(o.ask(t, path), want); err != nil {
			t.Errorf("%s on the published problem: %v", o.command, err)
		}
	}
}

func label(prefix string, i int) string { return fmt.Sprintf("%s%d", prefix, i+1) }
