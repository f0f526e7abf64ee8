package library

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"remanence/data/document"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/policy"
	"remanence/planner/risk"
)

const announcement18 = "CN-2025-18"

func (u *user) wait() (median, most float64) {
	u.t.Helper()
	w := policy.NewBook(u.s.Facts(), nil).Wait(announcement18)
	if !w.P50.OK || !w.P90.OK {
		u.t.Fatalf("nothing is known of the wait: %+v", w)
	}
	return w.P50.V, w.P90.V
}

// An own survey in place of a shipped one stands first, is marked with source, date and
// confidence, changes the wait that licences are planned with, and goes by the button
// and by undo.
func TestOwnEvidenceReplacesTheShippedOne(t *testing.T) {
	u := visit(t)
	before, _ := u.wait()
	id := "2025-12-01>EU>respondents to Chamber flash survey>over_statutory_time"
	u.p.Shown("evidence/" + id)
	if u.p.row != id || !strings.Contains(u.story(), "Used for: the wait for licences") {
		t.Fatalf("%s: %s", u.p.row, u.story())
	}
	if err := u.p.Evidence(id, reported{value: "20", unit: "%", source: origin{"our forwarder", "2026-10", "medium"}}); err != nil {
		t.Fatal(err)
	}
	after, _ := u.wait()
	if after >= before {
		t.Errorf("fewer wait long, and the median is %g, was %g", after, before)
	}
	r := u.p.table.Row(0)
	if !r.Own || r.Added || r.ID != id || r.Cells[4] != "20" || u.p.table.Rows() != len(reference.Shipped().Evidence) {
		t.Errorf("%+v", r)
	}
	n := len(u.p.table.Topic.Heads)
	for i, want := range []string{"2026-10", "1 mo", "yours, medium", "our forwarder"} {
		if got := u.p.table.Cell(0, n+i).Text; got != want {
			t.Errorf("%s: %q, not %q", sourceHeads[i], got, want)
		}
	}
	for _, bad := range []reported{{value: "often"}, {value: "-3"}, {value: "120"}, {value: "30", source: origin{date: "soon"}}} {
		if err := u.p.Evidence(id, bad); err == nil {
			t.Errorf("%+v was taken", bad)
		}
	}
	u.presses("Back to the shipped row")
	if got, _ := u.wait(); got != before || len(u.s.Project().OwnEvidence) != 0 {
		t.Errorf("back to the shipped row: %g", got)
	}
	u.s.Undo()
	if got, _ := u.wait(); got != after {
		t.Errorf("undo brings it back: %g", got)
	}
	u.s.Undo()
	if got, _ := u.wait(); got != before {
		t.Errorf("and takes it away: %g", got)
	}
}

// What the buyer measured of his own licences is a row of its own: it sets the wait,
// and a newer share approved the chance in simulations.
func TestNewEvidenceIsPlannedWith(t *testing.T) {
	u := visit(t)
	before, most := u.wait()
	u.p.Shown("evidence")
	said := reported{period: "Oct 26", origin: "CN", whom: "own applications", measure: policy.WaitMedian, value: "71", unit: "days", detail: "12 applications", source: origin{confidence: "high"}}
	if err := u.p.NewEvidence(said); err != nil {
		t.Fatal(err)
	}
	if got, high := u.wait(); got != 71 || high != most {
		t.Errorf("median %g, 90 %% %g", got, high)
	}
	if r := u.p.table.Row(0); !r.Added || r.Cells[0] != "2026-10" || u.p.row != r.ID || !strings.Contains(u.story(), "the library has none like it") || strings.Contains(u.story(), "replaces the shipped one") {
		t.Errorf("%+v\n%s", r, u.story())
	}
	if err := u.p.NewEvidence(said); err == nil {
		t.Error("the same twice")
	}
	chance := func() float64 {
		return risk.DefaultParameters(u.s.Project(), u.s.Facts()).Get(risk.Approval)
	}
	was, key := chance(), risk.EvidenceKey(u.s.Project())
	if err := u.p.NewEvidence(reported{period: "2027-01-15", origin: "CN", measure: "approval_share", value: "83,5", unit: "%"}); err != nil {
		t.Fatal(err)
	}
	if got := chance(); got != 0.835 || was == got || risk.EvidenceKey(u.s.Project()) == key {
		t.Errorf("chance %g, was %g", got, was)
	}
	for what, spoil := range map[string]func(*reported){
		"no period":  func(r *reported) { r.period = "" },
		"no date":    func(r *reported) { r.period = "soon" },
		"no measure": func(r *reported) { r.measure = "" },
		"no value":   func(r *reported) { r.value = " " },
	} {
		bad := said
		spoil(&bad)
		if err := u.p.NewEvidence(bad); err == nil {
			t.Errorf("%s passed", what)
		}
	}
	if p := u.s.Project().Validate(u.s.Facts()); len(p) > 0 && p[0].Severity == planner.Refuses {
		t.Error(p[0])
	}
	u.presses("Delete")
	u.presses("Delete")
	if len(u.s.Project().OwnEvidence) != 0 || chance() != was {
		t.Error("deleted, it still counts")
	}
	u.s.Undo()
	u.s.Undo()
	u.s.Undo()
	u.s.Undo()
	if got, _ := u.wait(); got != before || len(u.s.Project().OwnEvidence) != 0 {
		t.Errorf("all undone: %g", got)
	}
}

// Own shares of the world inform: they are marked, leave the plan as it is and are undone.
func TestOwnWorldShares(t *testing.T) {
	u := visit(t)
	digest := u.s.Digest()
	id := "magnets>China>2024>sintered permanent magnets"
	u.p.Shown("shares/" + id)
	if err := u.p.Share(id, worldShare{percent: "91", source: origin{"trade body", "2026", "low"}}); err != nil {
		t.Fatal(err)
	}
	if r := u.p.table.Row(0); r.ID != id || !r.Own || r.Added || r.Cells[5] != "91" || r.Source.Confidence != "low" || r.Source.Date != "2026" {
		t.Errorf("%+v", r)
	}
	if err := u.p.NewShare(worldShare{stage: "magnets", country: "VN", year: "2026", scope: "sintered NdFeB", percent: "2.5"}); err != nil {
		t.Fatal(err)
	}
	if r := u.p.table.Row(1); !r.Added || r.Cells[1] != "Vietnam" && r.Cells[1] != "Viet Nam" || u.p.row != r.ID {
		t.Errorf("%+v", r)
	}
	if u.s.Digest() != digest {
		t.Error("no plan depends on a share, and the plan is out of date")
	}
	for _, bad := range []worldShare{{}, {percent: "101"}, {percent: "some"}, {tonnes: "-1"}} {
		if err := u.p.Share(id, bad); err == nil {
			t.Errorf("%+v was taken", bad)
		}
	}
	for _, bad := range []worldShare{{country: "VN", year: "2026", scope: "x", percent: "1"}, {stage: "mining", year: "2026", scope: "x", percent: "1"}, {stage: "mining", country: "VN", year: "26", scope: "x", percent: "1"}, {stage: "mining", country: "VN", year: "2026", percent: "1"}, {stage: "mining", country: "VN", year: "2026", scope: "x"}} {
		if err := u.p.NewShare(bad); err == nil {
			t.Errorf("%+v was taken", bad)
		}
	}
	u.presses("Delete")
	u.p.Shown("shares/" + id)
	u.presses("Back to the shipped row")
	if len(u.s.Project().OwnShares) != 0 || u.row("shares", id).Own {
		t.Error("not taken away")
	}
	u.s.Undo()
	u.s.Undo()
	if len(u.s.Project().OwnShares) != 2 {
		t.Errorf("undo brings back %d", len(u.s.Project().OwnShares))
	}
}

// Own evidence and shares keep through a file, one row to a line, with what a later
// version wrote into them.
func TestOwnReportsKeepThroughAFile(t *testing.T) {
	u := visit(t)
	p := u.s.Project().Clone()
	p.OwnEvidence = []planner.Evidence{{Period: "2026-10", Origin: "CN", Population: "us", Metric: policy.WaitMedian, Value: planner.Some(71.0), Source: planner.Source{Name: "x", User: true}}}
	p.OwnShares = []planner.WorldShare{{Stage: "mining", Country: "China", Year: 2026, Scope: "a", SharePct: planner.Some(60.0)}, {Stage: "mining", Country: "China", Year: 2027, Scope: "a", SharePct: planner.Some(59.0)}}
	path := t.TempDir() + "/own" + document.Ext
	if err := document.New(p).Save(path); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(readFile(t, path), `"year": 2027`) {
		t.Fatal("the year is written otherwise")
	}
	strange := strings.Replace(readFile(t, path), `"year": 2027,`, `"year": 2027, "basis_of_a_later_version": "x",`, 1)
	writeFile(t, path, strange)
	d, err := document.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := json.Marshal(p.OwnShares)
	b, _ := json.Marshal(d.Project().OwnShares)
	if string(a) != string(b) || len(d.Project().OwnEvidence) != 1 || d.Project().OwnEvidence[0] != p.OwnEvidence[0] {
		t.Errorf("%s\n%s", a, b)
	}
	first := planner.Path("share", p.OwnShares[0].ID())
	row, err := d.Project().Cell(first)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Apply(document.Change{Name: "x", Edits: []planner.Edit{{What: first, Before: row}}}); err != nil {
		t.Fatal(err)
	}
	if err := d.Save(path); err != nil {
		t.Fatal(err)
	}
	text := readFile(t, path)
	if !strings.Contains(text, "basis_of_a_later_version") || strings.Contains(text, `"year": 2026`) {
		t.Error("the field of a later version is lost, or the row is not")
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
