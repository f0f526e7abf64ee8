package workbook

import (
	"bytes"
	"math"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"remanence/planner"
	"remanence/planner/cost"
	"remanence/planner/scenario"
)

// underScenario is a sample under a scenario in which dearer goods and a duty hit
// some offers for some months, with a plan booked there.
func underScenario(t testing.TB) (*planner.Project, *planner.Facts, *planner.Plan, Options) {
	t.Helper()
	p, f := sample(t, "ev-traction-de")
	s := planner.Scenario{ID: "X", Name: "Dear spring"}
	q, _, problems := scenario.Apply(p, f, s)
	if problems.Refused() {
		t.Fatal(problems)
	}
	for i := range q.Offers {
		e := planner.Effect{By: s.Name, From: q.Start + 6, To: q.Start + 14}
		switch i % 3 {
		case 0:
			e.Price = planner.Some(1.35)
		case 1:
			e.PriceAdd = 2.75
		default:
			e.DutyAdd = 0.15
		}
		q.Offers[i].Effects = append(q.Offers[i].Effects, e)
	}
	plan := handPlan(q, f)
	calm := q.Clone()
	for i := range calm.Offers {
		calm.Offers[i].Effects = nil
	}
	if without := cost.Total(cost.Book(calm, f, plan)); math.Abs(without-plan.TotalCost) < 1000 {
		t.Fatalf("the scenario moves nothing: %.2f and %.2f", without, plan.TotalCost)
	}
	o := options()
	o.Scenario = s.Name
	return q, f, plan, o
}

// Under a scenario the workbook is that of the scenario: its prices and duties
// tie to the cent, and workbook, tables and memo say under what they hold.
func TestExportUnderAScenario(t *testing.T) {
	p, f, plan, o := underScenario(t)
	b, err := build(p, f, plan, o)
	if err != nil {
		t.Fatal(err)
	}
	if d := math.Abs(b.sum.totalValue - plan.TotalCost); d > 0.005 || !b.checks.allTrue {
		t.Errorf("the workbook says %.4f, the plan %.4f; checks %v", b.sum.totalValue, plan.TotalCost, b.checks.allTrue)
	}
	for _, s := range b.sheets {
		if s.table != nil {
			sameDown(t, s)
		}
	}
	if !shows(readCells(t, save(t, p, f, plan, o))[coverName], o.Scenario) {
		t.Error("the cover does not name the scenario")
	}
	tables, err := Tables(p, f, plan, o)
	if err != nil || !bytes.Contains(tables[0].Data, []byte(o.Scenario)) {
		t.Errorf("the first table does not name the scenario: %v", err)
	}
	bin, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed here: what the memo says is NOT tested in this run")
	}
	file := filepath.Join(t.TempDir(), "memo.pdf")
	if err := SaveMemo(file, p, f, plan, o); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command(bin, "-layout", file, "-").Output()
	if err != nil || !strings.Contains(string(text), "holds under the scenario "+o.Scenario) {
		t.Errorf("the memo does not name the scenario: %v\n%s", err, text)
	}
}
