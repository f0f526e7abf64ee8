package library

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"remanence/planner"
)

// elsewhere are the fields of a project that no setting holds: tables with a page of
// their own, the rates (a row each), and notes kept from an imported case.
var elsewhere = []string{"FX", "Remarks", "Parts", "Designs", "Suppliers", "Offers", "Pools", "Profiles", "Indices", "Lanes", "Stock", "Streams", "Rules", "Scenarios", "Grades", "Materials", "OwnDuties", "OwnRegulations", "OwnElements", "OwnCountries", "OwnEvidence", "OwnShares", "decided"}

// Each field of a project is a setting of the list or stands on a page of its own.
func TestEverySettingOfAProjectHasAPlace(t *testing.T) {
	set := map[string]bool{}
	for _, f := range planner.SettingFields {
		p := &planner.Project{Name: "x", Start: 10, Months: 5}
		before := fieldsOf(p)
		for _, try := range []string{"7", "2031-05", "none", "lost", "left_out", "CN-2025-61a=lapses", "x=4"} {
			if f.Set(p, try) == nil && !maps.Equal(before, fieldsOf(p)) {
				break
			}
		}
		after := fieldsOf(p)
		for name := range after {
			if before[name] != after[name] {
				set[name] = true
			}
		}
	}
	typ := reflect.TypeFor[planner.Project]()
	for i := range typ.NumField() {
		if name := typ.Field(i).Name; !set[name] && !slices.Contains(elsewhere, name) {
			t.Errorf("%s of a project can be set nowhere", name)
		}
	}
	u := visit(t)
	u.p.Shown("settings")
	for _, f := range settingFields(u.s.Project()) {
		i := u.p.table.Find(f.Name)
		if i < 0 {
			t.Errorf("%s is not listed", f.Name)
			continue
		}
		u.p.choose(i)
		if len(u.p.acts.Objects) == 0 {
			t.Errorf("nothing can be done with %s", f.Name)
		}
	}
}

func fieldsOf(p *planner.Project) map[string]string {
	out := map[string]string{}
	v := reflect.ValueOf(*p)
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.IsExported() {
			b, _ := json.Marshal(v.Field(i).Interface())
			out[f.Name] = string(b)
		}
	}
	return out
}

func TestASettingIsEnteredAsTypedAndUndone(t *testing.T) {
	u := visit(t)
	held := func(name string) string {
		v, err := u.s.Project().Cell(settingPath(name))
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for name, x := range map[string][2]string{
		"licence_percentile_pct": {"90", "90"}, "max_new_qualifications": {"3", "3"}, "plan_start": {"Mar 27", "2027-03"}, "quarters_from_month": {"2027-10", "2027-10"},
		"shortage": {"lost", "lost"}, "discount_rate_pct": {"7.5", "7.5"}, "buyer_country": {"FR", "FR"}, "note": {"for the board", "for the board"},
	} {
		before := held(name)
		if err := u.p.Setting(name, x[0]); err != nil || held(name) != x[1] {
			t.Errorf("%s: %q, %v", name, held(name), err)
		}
		if u.s.Undo(); held(name) != before {
			t.Errorf("%s after undo: %q, was %q", name, held(name), before)
		}
	}
	for name, text := range map[string]string{"licence_percentile_pct": "many", "plan_start": "soon", "plan_months": "0", "nothing": "1"} {
		if err := u.p.Setting(name, text); err == nil {
			t.Errorf("%s takes %q", name, text)
		}
	}
}

// A default stands there in its own style with its source, and comes back.
func TestADefaultOfASettingIsShownAsOne(t *testing.T) {
	u := visit(t)
	if err := u.p.Setting("licence_percentile_pct", ""); err != nil {
		t.Fatal(err)
	}
	if r := u.row("settings", "licence_percentile_pct"); !r.Default || r.Cells[1] != "80" || !r.Source.Default {
		t.Errorf("%+v", r)
	}
	if err := u.p.Setting("licence_percentile_pct", "95"); err != nil {
		t.Fatal(err)
	}
	if r := u.row("settings", "licence_percentile_pct"); r.Default || r.Cells[1] != "95" || r.Source.Default {
		t.Errorf("%+v", r)
	}
	u.p.Shown("settings/licence_percentile_pct")
	u.presses("Back to the default")
	if r := u.row("settings", "licence_percentile_pct"); !r.Default {
		t.Errorf("%+v", r)
	}
}

func TestANewLane(t *testing.T) {
	u := visit(t)
	if _, there := u.s.Project().LaneFor(u.s.Facts(), "BR", "NO", "air"); there {
		t.Fatal("the lane is there already")
	}
	u.p.Shown("freight")
	if err := u.p.Lane("BR", "NO", "air", "4.10", "EUR", origin{name: "forwarder"}); err != nil {
		t.Fatal(err)
	}
	if l, ok := u.s.Project().LaneFor(u.s.Facts(), "BR", "NO", "air"); !ok || l.PerKg.String() != "4.1" || l.Currency != "EUR" || l.Source.Name != "forwarder" {
		t.Errorf("%+v", l)
	}
	if r := u.row("freight", "BR>NO>air"); !r.Own {
		t.Errorf("%+v", r)
	}
	for _, x := range [][]string{{"BR", "NO", "air", "4"}, {"", "NO", "air", "4"}, {"NO", "NO", "air", "4"}, {"BR", "SE", "air", "much"}, {"BR", "SE", "", "4"}} {
		if err := u.p.Lane(x[0], x[1], x[2], x[3], "EUR", origin{}); err == nil || strings.TrimSpace(err.Error()) == "" {
			t.Errorf("%v is taken", x)
		}
	}
	u.s.Undo()
	if _, there := u.s.Project().LaneFor(u.s.Facts(), "BR", "NO", "air"); there {
		t.Error("undo takes it away")
	}
}
