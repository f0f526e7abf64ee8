package library

import (
	"strings"
	"testing"

	"remanence/data/reference"
	"remanence/planner"
)

func (u *user) row(topic, id string) *Row {
	u.t.Helper()
	for _, x := range Topics() {
		if x.ID == topic {
			for _, r := range x.Rows(u.s.Project(), u.s.Facts()) {
				if r.ID == id {
					return &r
				}
			}
		}
	}
	u.t.Fatalf("there is no %s %s", topic, id)
	return nil
}

// An own duty rate stands first, is marked, enters every duty stack of its row and
// is taken back by the button and by undo.
func TestAnOwnDutyReplacesTheShippedOne(t *testing.T) {
	u := visit(t)
	ask := planner.DutyQuestion{HS: "85051110", Importer: "DE", Origin: "CN", Month: planner.MonthOf(2027, 6)}
	before := u.s.Facts().Duties.Duties(ask)
	if !before.Rate.OK || len(before.Layers) == 0 {
		t.Fatalf("the shipped table answers %+v", before)
	}
	id := before.Layers[0].ID
	if err := u.p.Duty(id, "7,5 %", "broker's letter"); err != nil {
		t.Fatal(err)
	}
	after := u.s.Facts().Duties.Duties(ask)
	if d := after.Rate.V - before.Rate.V - (0.075 - before.Layers[0].Rate.V); d > 1e-12 || d < -1e-12 {
		t.Errorf("the stack is %v, was %v", after.Rate, before.Rate)
	}
	if l := after.Layers[0]; !l.Source.User || l.Source.Name != "broker's letter" || l.Source.Date != "2026-11-23" {
		t.Errorf("source %+v", l.Source)
	}
	r := u.row("duties", id)
	if !r.Own || r.Cells[5] != "7.5\u00a0%" || r.Source.Name != "broker's letter" {
		t.Errorf("%+v", r)
	}
	if first := duties(refTables(), u.s.Project())[0]; first.ID != id {
		t.Errorf("%s stands first", first.ID)
	}
	for _, bad := range []string{"", "a lot", "-3", "5000"} {
		if err := u.p.Duty(id, bad, ""); err == nil {
			t.Errorf("%q is no rate", bad)
		}
	}
	u.p.drop("duty", id)
	if got := u.s.Facts().Duties.Duties(ask); got.Rate != before.Rate || u.row("duties", id).Own {
		t.Errorf("back to the shipped row: %+v", got)
	}
	u.s.Undo()
	if got := u.s.Facts().Duties.Duties(ask); got.Rate != after.Rate {
		t.Errorf("undo brings it back: %+v", got)
	}
	u.s.Undo()
	if got := u.s.Facts().Duties.Duties(ask); got.Rate != before.Rate {
		t.Errorf("and takes it away: %+v", got)
	}
}

func TestAnOwnFreightReplacesTheEstimate(t *testing.T) {
	u := visit(t)
	shipped := u.s.Facts().Lanes[0]
	if err := u.p.Freight(shipped.ID(), "0.77", "€", "forwarder, quote 12"); err != nil {
		t.Fatal(err)
	}
	l, ok := u.s.Project().LaneFor(u.s.Facts(), shipped.From, shipped.To, shipped.Mode)
	if !ok || l.PerKg.String() != "0.77" || l.Currency != "EUR" || !l.Source.User || l.Source.Name != "forwarder, quote 12" {
		t.Errorf("%+v", l)
	}
	rows := freight(refTables(), u.s.Project())
	if !rows[0].Own || rows[0].Of != shipped.ID() || !strings.Contains(rows[0].Cells[5], "0.77 EUR") {
		t.Errorf("%+v", rows[0])
	}
	u.p.drop("lane", shipped.ID())
	if l, _ := u.s.Project().LaneFor(u.s.Facts(), shipped.From, shipped.To, shipped.Mode); l.Source.User {
		t.Errorf("%+v", l)
	}
	u.s.Undo()
	if l, _ := u.s.Project().LaneFor(u.s.Facts(), shipped.From, shipped.To, shipped.Mode); !l.Source.User {
		t.Errorf("undo brings it back: %+v", l)
	}
}

func TestAnOwnReadingReplacesARegulation(t *testing.T) {
	u := visit(t)
	var id string
	for _, r := range u.s.Facts().Regulations {
		if r.SuspendedUntil != "" {
			id = r.ID
			break
		}
	}
	before, _ := u.s.Facts().Regulation(id)
	n := len(u.s.Facts().Regulations)
	said := reading{status: "in_force", effective: before.Effective, from: "", until: "", source: "official gazette"}
	if err := u.p.Reading(id, said); err != nil {
		t.Fatal(err)
	}
	after, _ := u.s.Facts().Regulation(id)
	if after.Status != "in_force" || after.SuspendedUntil != "" || !after.Source.User || after.CheckedOn != "2026-11-23" || after.Effect != before.Effect {
		t.Errorf("%+v", after)
	}
	if len(u.s.Facts().Regulations) != n {
		t.Error("it stands in the place of the shipped row, not beside it")
	}
	if r := u.row("regulations", id); !r.Own || r.Cells[5] != "in force" || r.Source.Name != "official gazette" {
		t.Errorf("%+v", r)
	}
	if err := u.p.Reading(id, reading{from: "2027-05-01", until: "2027-04-01"}); err == nil {
		t.Error("a suspension that ends before it begins is refused")
	}
	if err := u.p.Reading(id, reading{effective: "soon"}); err == nil || !strings.Contains(err.Error(), "2027-01-31") {
		t.Error(err)
	}
	u.p.drop("regulation", id)
	if got, _ := u.s.Facts().Regulation(id); got.Status != before.Status || got.Source.User {
		t.Errorf("%+v", got)
	}
}

// An own price is asked for from the price list as well, and stands first there.
func TestAnOwnPriceStandsInThePriceList(t *testing.T) {
	u := visit(t)
	of := prices(refTables(), u.s.Project())[0].Of
	if err := u.p.Price(of, "99.5", "index letter"); err != nil {
		t.Fatal(err)
	}
	if r := prices(refTables(), u.s.Project())[0]; !r.Own || r.Of != of || r.Cells[7] != "99.5" {
		t.Errorf("%+v", r)
	}
}

func refTables() *reference.Tables { return reference.Shipped() }
