package workbook

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A change by hand in the workbook must turn the right checks, and the cover,
// FALSE once it recalculates.
func TestChecksBite(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for LibreOffice, into which the race detector does not see")
	}
	office := startOffice(t)
	p, f := sample(t, "wind-generator-dk")
	path := save(t, p, f, handPlan(p, f), options())
	b, err := build(p, f, handPlan(p, f), options())
	if err != nil {
		t.Fatal(err)
	}
	fx := at(b.set.fx["USD"], 2)
	cases := []broken{
		{"one award raised", awardName, at(firstRow, acKg), 999999.0,
			[]string{"Total cost = total", "Awarded kg = awarded kg of the app", "Goods = Goods"}, []string{"Shares of supplier groups", "Present value of every row", "Currency rates"}},
		{"a currency rate blanked", marketName, fx, nil, []string{"Currency rates present", "Awards with a unit cost", "Total cost = total"}, []string{"Awarded kg = kg on the rows"}},
		{"a currency rate changed", marketName, fx, 0.2, []string{"Total cost = total", "Goods = Goods"}, []string{"Currency rates present", "Awarded kg = awarded kg of the app"}},
		{"a build-up number lost", awardName, at(firstRow, acPrice), 99999.0, []string{"Awards that find their line", "Total cost = total"}, nil},
		{"an award moved beyond its part", awardName, at(firstRow, acPartNo), 999.0, []string{"Units arriving on Demand", "Parts whose book closes", "Total cost = total"}, []string{"Goods = Goods"}},
		{"an award moved to no group", awardName, at(firstRow, acGroupNo), 999.0, []string{"Shares of supplier groups"}, nil},
		{"a discount rate below 0", assumptionName, "B9", -0.5, []string{"Discount factors", "Total cost = total"}, nil},
		{"the inputs changed since", checkName, at(b.checks.digest, ccShould), "0000", []string{"The plan was made from the inputs"}, []string{"Total cost = total"}},
	}
	var all []damage
	for _, c := range cases {
		all = append(all, damage{c, path, b})
	}
	all = append(all, findingsDamage(t)...)
	var trials []trial
	for _, c := range all {
		trials = append(trials, trial{c.path, []typedCell{{c.sheet, c.cell, c.value}}})
	}
	shown := office.try(t, trials, checkName, coverName)
	for i, c := range all {
		t.Run(c.name, func(t *testing.T) {
			checks := shown[i][checkName]
			answer := func(what string) string {
				for r := c.b.checks.first; r < c.b.checks.next; r++ {
					if strings.HasPrefix(checks[at(r, ccCheck)], what) {
						return checks[at(r, ccOK)]
					}
				}
				t.Fatalf("there is no check %q", what)
				return ""
			}
			for _, what := range c.turns {
				if answer(what) != "0" {
					t.Errorf("%q still holds (%s)", what, answer(what))
				}
			}
			for _, what := range c.keeps {
				if answer(what) != "1" {
					t.Errorf("%q fell as well (%s)", what, answer(what))
				}
			}
			if cover := shown[i][coverName]["B6"]; checks[at(totalRow, ccOK)] != "0" || cover != "0" {
				t.Errorf("the overall answer is %q, on the cover %q", checks[at(totalRow, ccOK)], cover)
			}
		})
	}
}

// broken is one change by hand and what it does to the checks.
type broken struct {
	name, sheet, cell string
	value             any
	turns, keeps      []string
}

// damage is a change to a workbook.
type damage struct {
	broken
	path string
	b    *book
}

// findingsDamage breaks what was found out by planning anew.
func findingsDamage(t *testing.T) []damage {
	t.Helper()
	x := written(t, "ev-traction-de")
	if !x.b.checks.allTrue {
		t.Fatal("the checks fail before anything is broken")
	}
	// cell is in the last row of a sheet in which a column begins with some words.
	cell := func(sheet string, look int, words string, col int) string {
		found := ""
		for _, s := range x.b.sheets {
			for _, r := range s.rowNumbers() {
				if v, _ := s.cell(r, look).value.(string); s.name == sheet && strings.HasPrefix(v, words) {
					found = at(r, col)
				}
			}
		}
		if found == "" {
			t.Fatalf("%s has no row %q", sheet, words)
		}
		return found
	}
	below := func(cell string) string {
		col, row, err := excelize.CellNameToCoordinates(cell)
		if err != nil {
			t.Fatal(err)
		}
		return at(row+1, col)
	}
	keeps := []string{"Total cost = total", "Goods = Goods"}
	var out []damage
	for _, c := range []broken{
		{"a reference made cheaper", resilienceName, cell(resilienceName, 1, "Total cost without", 3), 1.0, []string{"Premium a year over the cheapest plan"}, keeps},
		{"a loss of the plan changed", resilienceName, at(headRow+10, icStopWith), 9e12, []string{"Tail avoided against going on as today"}, keeps},
		{"an end of a driver changed", sensitivityName, at(headRow+2, tcKeptHigh), 9e12, []string{"Largest swing of a driver"}, keeps},
		{"a point of the frontier changed", sensitivityName, cell(sensitivityName, fcChange, "A gets 12 kg", fcCost), 1.0, []string{"Points that cost more than the one before"}, keeps},
		{"a pair of drivers changed", sensitivityName, below(cell(sensitivityName, tcDriver, "Duty on goods", tcDriver+3)), 9e12, []string{"Dearest pair of"}, keeps},
		{"a cost of the robust plan changed", robustName, cell(robustName, rcCase, "no licence", rcPlans), 1.0, []string{"What the robust plan makes least"}, keeps},
		{"a best cost changed", scenarioName, cell(scenarioName, 1, "Best that was possible", 2), 1.0, []string{"Smallest of the largest regrets"}, keeps},
		{"a baseline of the bridge changed", bridgeName, at(headRow+2, bcFrom), 9e12, []string{"Bridge with going on as today starts"}, keeps},
		{"outages of other inputs", checkName, at(x.b.checks.digest+1, ccThis), "0000", []string{"The outages speak of this plan"}, keeps},
	} {
		out = append(out, damage{c, x.path, x.b})
	}
	return out
}
