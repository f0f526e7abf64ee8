package document

import (
	"math"
	"path/filepath"
	"slices"
	"testing"

	"remanence/planner"
)

// An answer survives closing and opening with the digest it was found for, one
// the user asked for makes the document count as changed, and what JSON cannot
// hold is refused without losing what was there.
func TestAnswersAreKeptWithTheProject(t *testing.T) {
	type answer struct {
		Days  float64
		Parts []string
	}
	path := filepath.Join(t.TempDir(), "a"+Ext)
	d := New(&planner.Project{Name: "t", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 3})
	if err := d.Save(path); err != nil {
		t.Fatal(err)
	}
	if err := d.Keep("outages", "abc", answer{12, []string{"M"}}, false); err != nil || d.Dirty() {
		t.Fatalf("%v, dirty %v", err, d.Dirty())
	}
	if err := d.Keep("regret", "abc", answer{3, nil}, true); err != nil || !d.Dirty() {
		t.Fatalf("%v, dirty %v", err, d.Dirty())
	}
	if err := d.Keep("outages", "abd", answer{13, []string{"M", "N"}}, false); err != nil {
		t.Fatal(err)
	}
	if err := d.Keep("outages", "abe", math.Inf(1), true); err == nil {
		t.Error("an endless figure is kept")
	}
	if err := d.Save(path); err != nil {
		t.Fatal(err)
	}
	again, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	var x answer
	if digest, ok := again.Kept("outages", &x); !ok || digest != "abd" || x.Days != 13 || !slices.Equal(x.Parts, []string{"M", "N"}) {
		t.Errorf("%q %v %+v", digest, ok, x)
	}
	if names := again.Results(); !slices.Equal(names, []string{"regret", "outages"}) || again.Dirty() {
		t.Errorf("%v, dirty %v", names, again.Dirty())
	}
	again.Drop("regret")
	if _, ok := again.Kept("regret", &x); ok {
		t.Error("what was dropped is still there")
	}
	var wrong []int
	if _, ok := again.Kept("outages", &wrong); ok {
		t.Error("an answer of another form is no answer")
	}
}
