package document

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/planner"
)

func sample(t testing.TB, n int) *planner.Project {
	t.Helper()
	s := assets.Samples()[n]
	p, _ := interchange.ReadFolder(s.FS, s.ID)
	return p
}

func bytesOf(t testing.TB, d *Document) []byte {
	t.Helper()
	b, _, err := d.encode()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func jsonOf(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Ensure every sample survives being saved and opened, and that saving again
// gives the same bytes.
func TestRoundTrip(t *testing.T) {
	for n := range assets.Samples() {
		d := New(sample(t, n))
		d.SetPlan(&planner.Plan{Name: "plan", Digest: d.Digest(), Awards: []planner.Award{{Part: "A", Kg: 1.5}}, Collected: map[string][]float64{"T1": {1, 2}}})
		d.SetBaselines(&planner.Plan{Name: "as today"}, nil)
		path := filepath.Join(t.TempDir(), "case.remanence")
		if err := d.Save(path); err != nil {
			t.Fatal(err)
		}
		o, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if len(o.Warnings()) > 0 {
			t.Error(o.Warnings())
		}
		if jsonOf(t, o.Project()) != jsonOf(t, d.Project()) || jsonOf(t, o.Plan()) != jsonOf(t, d.Plan()) {
			t.Error("the content changed on its way")
		}
		if o.Stale() || o.Dirty() || d.Dirty() {
			t.Errorf("stale %v, dirty %v %v", o.Stale(), o.Dirty(), d.Dirty())
		}
		if asToday, cheapest := o.Baselines(); asToday == nil || cheapest != nil {
			t.Error("the baselines changed")
		}
		if !bytes.Equal(bytesOf(t, o), bytesOf(t, d)) {
			t.Error("other bytes the second time")
		}
		if lines := bytes.Count(bytesOf(t, d), []byte("\n")); lines < len(d.Project().Offers)+len(d.Project().Parts) {
			t.Errorf("only %d lines", lines)
		}
	}
}

// Ensure unknown fields survive at every level, rows that moved or were renamed
// included.
func TestUnknownFieldsSurvive(t *testing.T) {
	d := New(sample(t, 1))
	b := string(bytesOf(t, d))
	b = strings.Replace(b, `"format": 1,`, `"format": 1, "later": {"a": [1, 2]},`, 1)
	b = strings.Replace(b, `"project": {`, `"project": {"mood": "calm",`, 1)
	b = strings.Replace(b, `{"id": "EA110-RI",`, `{"id": "EA110-RI", "colour": "red & <blue>",`, 1)
	b = strings.Replace(b, `{"id": "O02",`, `{"id": "O02", "rating": 1e400,`, 1)
	b = strings.Replace(b, `"licence": {`, `"licence": {"desk": "Beijing",`, 1)
	b = strings.Replace(b, `"tiers": [{`, `"tiers": [{"hint": true,`, 1)
	b = strings.Replace(b, `"pieces": 615038`, `"pieces": 615038, "shelf": "B4"`, 1)
	o, err := Read([]byte(b), "x")
	if err != nil {
		t.Fatal(err)
	}
	err = o.Apply(Change{"shuffle", []planner.Edit{
		{What: planner.Path("part", "EA110-RO")},
		{What: planner.Path("offer", "O02", "offer_id"), After: "O02b"},
		{What: planner.Path("offer", "O02b", "price"), After: "70"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	out := string(bytesOf(t, o))
	for _, want := range []string{`"later": {`, `"mood": "calm"`, `"colour": "red & <blue>"`, `"rating": 1e400`, `"desk": "Beijing"`, `"hint": true`, `"shelf": "B4"`} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is lost", want)
		}
	}
	if i, j := strings.Index(out, `"id": "O02b"`), strings.Index(out, `"rating"`); i < 0 || j < i || strings.Contains(out[i:j], "\n") {
		t.Error("the field of O02 did not stay with its row")
	}
}

// Ensure a change is made whole or not at all, and undo and redo walk through
// it in both directions.
func TestApplyUndoRedo(t *testing.T) {
	d := New(sample(t, 1))
	var events []string
	stop := d.Subscribe(func(e Event) { events = append(events, fmt.Sprintf("%T", e)) })
	first, before, digest := d.Project(), jsonOf(t, d.Project()), d.Digest()
	err := d.Apply(Change{"half", []planner.Edit{
		{What: planner.Path("offer", "O01", "price"), After: "99"},
		{What: planner.Path("offer", "O01", "duty_pct"), After: "much"},
	}})
	if err == nil || !strings.Contains(err.Error(), "half") {
		t.Errorf("got %v", err)
	}
	if jsonOf(t, d.Project()) != before || d.Dirty() || len(events) != 0 {
		t.Error("a refused change left traces")
	}
	changes := []Change{
		{"Price", []planner.Edit{{What: planner.Path("offer", "O01", "price"), After: "99.90"}}},
		{"Rename", []planner.Edit{{What: planner.Path("part", "EA110-RO", "part"), After: "X/1"}, {What: planner.Path("part", "X/1", "mass_g"), After: "22"}}},
		{"Remove", []planner.Edit{{What: planner.Path("part", "EPS-R")}, {What: planner.Path("stock", "3")}}},
		{"Add", []planner.Edit{{What: planner.Path("part", "NEW"), After: jsonOf(t, planner.Part{ID: "NEW", Unit: planner.Pieces, Demand: make([]planner.Opt[float64], 36)}), Row: 2}}},
		{"Add stock", []planner.Edit{{What: "stock/0", After: `{"part":"NEW","kind":"on_hand","month":"2027-01","pieces":4}`, Row: 1}}},
		{"Longer", []planner.Edit{{What: "settings/plan_months", After: "48"}}},
	}
	states := []string{before}
	for _, c := range changes {
		if err := d.Apply(c); err != nil {
			t.Fatal(err)
		}
		states = append(states, jsonOf(t, d.Project()))
	}
	if jsonOf(t, first) != before {
		t.Error("a project handed out earlier was changed")
	}
	for i := len(changes) - 1; i >= 0; i-- {
		if name, ok := d.CanUndo(); !ok || name != changes[i].Name {
			t.Errorf("can undo %q", name)
		}
		if name, ok := d.Undo(); !ok || name != changes[i].Name {
			t.Fatalf("undo %q failed", changes[i].Name)
		}
		if got := jsonOf(t, d.Project()); got != states[i] {
			t.Errorf("undo of %s did not restore", changes[i].Name)
		}
	}
	if d.Digest() != digest {
		t.Error("another digest after undoing everything")
	}
	if d.Dirty() && d.Path() != "" {
		t.Error("dirty")
	}
	for i := range changes {
		if name, ok := d.Redo(); !ok || name != changes[i].Name {
			t.Fatalf("redo %q failed", changes[i].Name)
		}
	}
	if _, ok := d.Redo(); ok {
		t.Error("redo beyond the end")
	}
	if jsonOf(t, d.Project()) != states[len(states)-1] {
		t.Error("redo did not arrive")
	}
	n := len(events)
	stop()
	stop()
	d.Undo()
	if len(events) != n || n == 0 || len(d.Log()) != 3*len(changes)+1 {
		t.Errorf("%d events, %d log entries", len(events), len(d.Log()))
	}
	if err := d.Apply(Change{"Overwrite", []planner.Edit{{What: planner.Path("part", "EA110-RI"), After: `{"id":"EA110-RI","unit":"pcs","demand":[]}`}}}); err == nil {
		t.Error("adding a part overwrote another")
	}
}

// Ensure a row of the library that the project replaces counts once, whether the
// facts hold it or not, and that its source counts for nothing.
func TestDigestOfOwnRows(t *testing.T) {
	p := sample(t, 1)
	plain := Digest(p, nil)
	rate := func(s string) planner.Decimal { v, _ := planner.ParseMoney(s); return v }
	p.OwnDuties = []planner.OwnDuty{{ID: reference.Shipped().Duties[0].ID, Rate: rate("7.5")}}
	r := reference.Shipped().Facts().Regulations[0]
	r.Status = "expired"
	p.OwnRegulations = []planner.Regulation{r}
	e, c := reference.Shipped().Facts().Elements[0], reference.Shipped().Facts().Countries[0]
	e.ChinaUSD, c.EU = planner.Some(99.5), !c.EU
	p.OwnElements, p.OwnCountries = []planner.Element{e}, []planner.Country{c}
	own := Digest(p, nil)
	if own == plain || own != Digest(p, reference.Shipped().WithProject(p)) {
		t.Error("an own row counts once")
	}
	if q := p.Clone(); q.OwnDuties[0].ID == "" {
		t.Error("a copy keeps it")
	} else if q.OwnDuties[0].Rate = rate("7.6"); Digest(q, nil) == own || !p.OwnDuties[0].Rate.Equal(rate("7.5")) {
		t.Error("another rate is another plan, and a copy is a copy")
	}
	q := p.Clone()
	if q.OwnElements[0].ChinaUSD = planner.Some(98.0); Digest(q, nil) == own || p.OwnElements[0].ChinaUSD.V != 99.5 {
		t.Error("another price of an element is another plan")
	}
	q = p.Clone()
	if q.OwnCountries[0].EU = !c.EU; Digest(q, nil) == own || p.OwnCountries[0].EU != c.EU {
		t.Error("another reading of a country is another plan")
	}
}

// Ensure the digest changes with what a plan rests on, and with nothing else.
func TestDigest(t *testing.T) {
	d := New(sample(t, 1))
	base := d.Digest()
	if len(base) != 64 {
		t.Fatalf("digest %q", base)
	}
	same := []string{"settings/name", "settings/note", planner.Path("part", "EA110-RO", "description"), planner.Path("offer", "O01", "terms"), planner.Path("scenario", "S1", "name")}
	other := []string{planner.Path("offer", "O01", "provenance_profile"), planner.Path("part", "EA110-RO", "application"), planner.Path("rule", "R01", "scope"), planner.Path("stock", "0", "kind"), planner.Path("supplier", "JL Mag Rare-Earth", "supplier_group")}
	for _, list := range []struct {
		paths []string
		same  bool
	}{{same, true}, {other, false}} {
		for _, path := range list.paths {
			if err := d.Apply(Change{"x", []planner.Edit{{What: path, After: "another text"}}}); err != nil {
				t.Fatal(err)
			}
			if (d.Digest() == base) != list.same {
				t.Errorf("%s: same digest %v", path, d.Digest() == base)
			}
			d.Undo()
			if d.Digest() != base {
				t.Errorf("%s: undo gives another digest", path)
			}
		}
	}
	// Terms of the regulations count where the project leaves a licence to them.
	f := reference.Shipped().Facts()
	for i := range f.Regulations {
		f.Regulations[i].Terms.StatutoryDays = planner.Some(99)
	}
	q := d.Project().Clone()
	if Digest(q, f) != Digest(q, nil) {
		t.Error("the statutory time counts although every quotation states its licence")
	}
	q.Offers[0].Licence = planner.Licence{}
	if Digest(q, f) == Digest(q, nil) {
		t.Error("the statutory time does not count although a quotation is silent")
	}
	d.SetPlan(&planner.Plan{Digest: base})
	if d.Stale() {
		t.Error("a new plan is stale")
	}
	d.Apply(Change{"x", []planner.Edit{{What: "settings/discount_rate_pct", After: "4"}}})
	if !d.Stale() {
		t.Error("the plan of other inputs is not stale")
	}
	p := d.Project().Clone()
	p.Grades = []planner.Grade{{Name: "N42SH", Content: map[string]planner.Range{"Dy": {Typical: 0.02}}}}
	if Digest(p, nil) == d.Digest() {
		t.Error("an own grade does not count")
	}
}

// Ensure a clone shares nothing with its original.
func TestCloneIsApart(t *testing.T) {
	for n := range assets.Samples() {
		p := sample(t, n)
		want := jsonOf(t, p)
		q := p.Clone()
		if jsonOf(t, q) != want {
			t.Fatal("the clone differs")
		}
		for i := range q.Parts {
			q.Parts[i].Demand[0] = planner.Some(-1.0)
		}
		for i := range q.Profiles {
			q.Profiles[i].Rows[0].Share = 9
		}
		for i := range q.Pools {
			q.Pools[i].Steps[0].KgPerMonth = 9
		}
		for i := range q.Streams {
			q.Streams[i].Route.Recovery["Dy"] = 9
			q.Streams[i].Offers[0] = "?"
		}
		for i := range q.Rules {
			if len(q.Rules[i].Countries) > 0 {
				q.Rules[i].Countries[0] = "?"
			}
		}
		for i := range q.Offers {
			if len(q.Offers[i].Tiers) > 0 {
				q.Offers[i].Tiers[0].FromKg = 9
			}
		}
		if jsonOf(t, p) != want {
			t.Error("changing the clone changed the original")
		}
	}
}
