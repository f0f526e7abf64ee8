package library

import (
	"strings"
	"testing"

	"remanence/app/ui"
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
	if err := u.p.Duty(id, "7,5 %", origin{name: "broker's letter"}); err != nil {
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
		if err := u.p.Duty(id, bad, origin{}); err == nil {
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
	if err := u.p.Freight(shipped.ID(), "0.77", "€", origin{name: "forwarder, quote 12"}); err != nil {
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
	said := reading{status: "in_force", effective: before.Effective, from: "", until: "", source: origin{name: "official gazette"}}
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
	if err := u.p.Price(of, "99.5", origin{name: "index letter"}); err != nil {
		t.Fatal(err)
	}
	if r := prices(refTables(), u.s.Project())[0]; !r.Own || r.Of != of || r.Cells[7] != "99.5" {
		t.Errorf("%+v", r)
	}
}

// Own figures of an element and an own reading of a country stand first, are marked,
// reach the facts the plan rests on, keep through a file, and are taken back by the
// button and by undo.
func TestOwnElementsAndCountriesReplaceTheShippedOnes(t *testing.T) {
	u := visit(t)
	before, _ := u.s.Facts().Element("Dy")
	digest := u.s.Digest()
	if err := u.p.Element("Dy", elementFigures{china: "321.5", factor: "0.9", source: origin{name: "quote 7"}}); err != nil {
		t.Fatal(err)
	}
	e, _ := u.s.Facts().Element("Dy")
	if e.ChinaUSD.V != 321.5 || e.OxideToMetal.V != 0.9 || e.ExChinaUSD != before.ExChinaUSD || !e.Source.User || e.Source.Name != "quote 7" {
		t.Errorf("%+v", e)
	}
	if u.s.Digest() == digest {
		t.Error("the plan does not become out of date")
	}
	if r := elements(refTables(), u.s.Project())[0]; r.ID != "Dy" || !r.Own || r.Cells[5] != "321.5" {
		t.Errorf("%+v", r)
	}
	for _, bad := range []elementFigures{{}, {china: "much"}, {factor: "1.2"}, {outside: "-3"}} {
		if err := u.p.Element("Dy", bad); err == nil {
			t.Errorf("%+v was taken", bad)
		}
	}
	if err := u.p.Country("VN", true, true, origin{}); err != nil {
		t.Fatal(err)
	}
	if c := u.p.country("VN"); !c.EU || !c.USCovered || !c.Source.User {
		t.Errorf("%+v", c)
	}
	if r := u.row("countries", "VN"); !r.Own || r.Cells[4] != "yes" || u.row("elements", "Tb").Own {
		t.Errorf("%+v", r)
	}
	u.p.show("elements")
	back := func() bool {
		for _, o := range u.p.acts.Objects {
			if b, ok := o.(*ui.Button); ok && b.Text == "Back to the shipped row" {
				b.OnTapped()
				return true
			}
		}
		return false
	}
	if !back() {
		t.Fatal("there is no way back")
	}
	if e, _ := u.s.Facts().Element("Dy"); e != before || u.row("elements", "Dy").Own {
		t.Errorf("back to the shipped row: %+v", e)
	}
	u.s.Undo()
	if e, _ := u.s.Facts().Element("Dy"); e.ChinaUSD.V != 321.5 {
		t.Errorf("undo brings it back: %+v", e)
	}
	u.s.Undo()
	u.s.Undo()
	if c := u.p.country("VN"); c.USCovered || u.s.Digest() != digest {
		t.Error("all undone, the project is not what it was")
	}
}

func refTables() *reference.Tables { return reference.Shipped() }

// A duty that the table lacks joins the stacks it fits, in its months, beside the
// base or including it; it can be given another rate, deleted and undone.
func TestANewDutyJoinsTheStack(t *testing.T) {
	u := visit(t)
	ask := func(month int) float64 {
		t.Helper()
		s := u.s.Facts().Duties.Duties(planner.DutyQuestion{HS: "85051110", Importer: "DE", Origin: "CN", Month: planner.MonthOf(2027, month)})
		if !s.Rate.OK {
			t.Fatalf("no duty is known: %+v", s)
		}
		return s.Rate.V
	}
	before := ask(6)
	good := newDuty{"DE", "CN", "8505.11", ownLayer, addsItsRate, "20 %", "Mar 27", "2027-08", origin{name: "announced"}}
	if err := u.p.NewDuty(good); err != nil {
		t.Fatal(err)
	}
	near := func(what string, got, want float64) {
		t.Helper()
		if d := got - want; d > 1e-12 || d < -1e-12 {
			t.Errorf("%s: %v, not %v", what, got, want)
		}
	}
	near("before it begins", ask(2), before)
	near("its first month", ask(3), before+0.2)
	near("its last month", ask(8), before+0.2)
	near("after its end", ask(9), before)
	r := u.row("duties", "own-1")
	if !r.Own || !r.Added || r.Cells[5] != "20\u00a0%" || r.Source.Name != "announced" || r.Cells[6] != "2027-03" {
		t.Errorf("%+v", r)
	}
	if err := u.p.Duty("own-1", "30", origin{}); err != nil {
		t.Fatal(err)
	}
	near("another rate keeps its months", ask(9), before)
	near("another rate", ask(6), before+0.3)

	combined := good
	combined.counts, combined.origin = includesBase, everyOrigin
	if err := u.p.NewDuty(combined); err != nil {
		t.Fatal(err)
	}
	near("with the base included", ask(6), 0.3+0.2)
	if got := u.row("duties", "own-2").Cells[5]; got != "20\u00a0% with base" {
		t.Errorf("shown as %q", got)
	}
	u.p.drop("duty", "own-1")
	near("the first deleted", ask(6), 0.2)
	u.s.Undo()
	near("undone", ask(6), 0.5)

	for what, spoil := range map[string]func(*newDuty){
		"no country":               func(d *newDuty) { d.into = "" },
		"the same country":         func(d *newDuty) { d.origin = "DE" },
		"no customs code":          func(d *newDuty) { d.code = "magnets" },
		"no rate":                  func(d *newDuty) { d.rate = "" },
		"a negative rate":          func(d *newDuty) { d.rate = "-1" },
		"no month":                 func(d *newDuty) { d.from = "soon" },
		"an end before the start":  func(d *newDuty) { d.to = "2026-01" },
		"a base that holds a base": func(d *newDuty) { d.layer, d.counts = "base", includesBase },
	} {
		bad := good
		spoil(&bad)
		if err := u.p.NewDuty(bad); err == nil {
			t.Errorf("%s passed", what)
		}
	}
	base := u.s.Facts().Duties.Duties(planner.DutyQuestion{HS: "85051110", Importer: "DE", Origin: "CN", Month: planner.MonthOf(2027, 6)}).Layers[0]
	row := shippedDuty(base.ID)
	if err := u.p.NewDuty(newDuty{row.Importer, row.Origin, row.Prefix, "base", addsItsRate, "3", "", "", origin{}}); err == nil {
		t.Error("a second base duty of the same code would be charged twice")
	}
	if problems := u.s.Project().Validate(u.s.Facts()); len(problems) > 0 {
		t.Errorf("%+v", problems[0])
	}
}

// A duty that states its rate together with the base takes the buyer's own.
func TestACombinedDutyTakesAnOwnRate(t *testing.T) {
	u := visit(t)
	var id string
	for _, r := range reference.Shipped().Duties {
		if r.RateType == "combined_minimum" && r.Origin == "JP" {
			id = r.ID
		}
	}
	ask := planner.DutyQuestion{HS: "85051910", Importer: "US", Origin: "JP", Month: planner.MonthOf(2027, 6)}
	if err := u.p.Duty(id, "19", origin{name: "letter"}); err != nil {
		t.Fatal(err)
	}
	for _, l := range u.s.Facts().Duties.Duties(ask).Layers {
		if l.ID == id && (!l.Rate.OK || l.Rate.V < 0.141-1e-9 || l.Rate.V > 0.141+1e-9) { // the base is 4.9 %
			t.Errorf("adds %v to the base", l.Rate)
		}
	}
	if got := u.row("duties", id).Cells[5]; got != "19\u00a0% with base" {
		t.Errorf("shown as %q", got)
	}
}
