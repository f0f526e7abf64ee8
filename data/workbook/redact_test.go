package workbook

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"remanence/planner"
)

// A copy without names holds no name anywhere, says the same figures, ties, and
// cannot be read back.
func TestNamesAreTakenOut(t *testing.T) {
	p, f := sample(t, "ev-traction-de")
	plan, o := planOf(t, "ev-traction-de", p, f)
	secret := p.Offers[0].Supplier
	p.Offers[0].Terms, p.Note = "as agreed with "+secret+", by phone", "ask "+secret
	plan.Reasons = append(plan.Reasons, planner.Reason{Text: secret + " delivers most."})
	o.Digest = plan.Digest
	o.Redact.Names = true
	b, err := made(p, f, plan, o)
	if err != nil {
		t.Fatal(err)
	}
	if !b.checks.allTrue || math.Abs(b.sum.totalValue-plan.TotalCost) > 0.005 {
		t.Errorf("checks %v, total %v", b.checks.allTrue, b.sum.totalValue)
	}
	file := save(t, p, f, plan, o)
	named := 0
	for sheet, cells := range readCells(t, file) {
		for at, c := range cells {
			for _, a := range aliases(p, plan) {
				if strings.Contains(c.value, a.name) && len(a.name) > 4 && !strings.HasPrefix(a.by, "Site") { // a site may bear its country's name
					t.Errorf("%s!%s still says %q", sheet, at, c.value)
				}
			}
			if strings.Contains(c.value, "Supplier 1") {
				named++
			}
		}
	}
	if named == 0 {
		t.Error("no supplier has its other name")
	}
	if _, err := ReadBack(t.Context(), file, p); err == nil {
		t.Error("a copy without names can be read back")
	}
	if p.Offers[0].Supplier != secret {
		t.Error("the project itself was changed")
	}
}

// A copy without prices holds no amount of the plan in any form, and no formula.
func TestPricesAreTakenOut(t *testing.T) {
	p, f := sample(t, "wind-generator-dk")
	plan := handPlan(p, f)
	o := options()
	o.Redact.Prices = true
	var amounts []float64
	for _, e := range plan.Costs {
		amounts = append(amounts, e.Amount, e.Present)
	}
	for _, a := range plan.Awards {
		amounts = append(amounts, a.Landed, a.Landed*a.Kg)
	}
	amounts = append(amounts, plan.TotalCost, plan.KPIs.CostPerYear)
	kept, gone := 0, 0
	for sheet, cells := range readCells(t, save(t, p, f, plan, o)) {
		for at, c := range cells {
			if c.formula != "" || strings.Contains(c.value, p.Currency+" 1") {
				t.Fatalf("%s!%s still has %q %q", sheet, at, c.formula, c.value)
			}
			if c.value == withheld {
				gone++
			}
			v, err := strconv.ParseFloat(c.value, 64)
			if err != nil {
				continue
			}
			kept++
			near := func(a float64) bool {
				return math.Abs(a) > 100 && math.Abs(a-v) < 1e-9*math.Abs(a) && a != math.Trunc(a)
			}
			if slices.ContainsFunc(amounts, near) {
				t.Errorf("%s!%s still says %s", sheet, at, c.value)
			}
		}
	}
	if kept < 200 || gone < 20 {
		t.Errorf("%d figures stay, %d are withheld", kept, gone)
	}
}

// Every list comes as text with the workbook's own figures, and nothing in it
// turns live.
func TestTablesAsText(t *testing.T) {
	p, f := sample(t, "wind-generator-dk")
	p.Offers[0].Terms = "=HYPERLINK(\"http://x\")"
	plan := handPlan(p, f)
	tables, err := Tables(p, f, plan, options())
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range tables {
		if !bytes.HasPrefix(x.Data, []byte("\ufeff")) {
			t.Errorf("%s has no byte order mark", x.File)
		}
		for _, line := range strings.Split(string(x.Data), "\r\n") {
			for _, field := range strings.Split(line, ",") {
				if v := strings.Trim(field, `"`); looksLive(v) {
					if _, err := strconv.ParseFloat(v, 64); err != nil && !strings.Contains(line, `"`) {
						t.Errorf("%s: %q would turn live", x.File, v)
					}
				}
			}
		}
		if strings.Contains(x.File, "award-plan") {
			if n := bytes.Count(x.Data, []byte("\r\n")); n != len(plan.Awards)+1 {
				t.Errorf("%d lines of awards, want %d", n, len(plan.Awards)+1)
			}
		}
		if strings.Contains(x.File, "offers-as-received") && !bytes.Contains(x.Data, []byte(`"'=HYPERLINK`)) {
			t.Error("a live text has no apostrophe")
		}
	}
	if len(tables) < 12 {
		t.Errorf("only %d tables", len(tables))
	}
}
