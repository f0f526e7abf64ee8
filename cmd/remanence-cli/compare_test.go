package main

import (
	"encoding/json"
	"math"
	"regexp"
	"strings"
	"testing"

	"remanence/data/shipped"
)

func TestWhatIfWrongUsage(t *testing.T) {
	for _, args := range [][]string{
		{"compare", "--scenario", "S99"}, {"compare", "--shock", "flood"}, {"compare", "--shock", "supplier-lost"}, {"compare", "--shock", "licence-refused@soon"},
		{"compare", "--shock", "licence-refused@2027-05/0"}, {"regret", "--react", "-1"}, {"frontier", "--by", "china"}, {"frontier", "--by", "china:Dy:shop"},
		{"frontier", "--points", "1"},
	} {
		run(t, append([]string{args[0], "sample:mri-open-magnet-it"}, args[1:]...)...).want(t, exitUsage)
	}
}

// The plan that is there stands for the base in every command, to the cent: a buyer
// who compares must find the figure he exported.
func TestThePlanThatIsThereStandsForTheBase(t *testing.T) {
	made, ok := shipped.Read("optics-materials-uk")
	if !ok {
		t.Fatal("no plan ships with the sample")
	}
	total := made.Plan.TotalCost
	var x struct {
		Table struct {
			Rows []struct {
				Group, Name string
				Values      []float64
			}
		}
	}
	out := run(t, "compare", "sample:optics-materials-uk", "--shock", "licence-refused@2027-05", "--json").want(t, exitOK).out
	if err := json.Unmarshal([]byte(out), &x); err != nil {
		t.Fatal(err)
	}
	if r := x.Table.Rows[0]; r.Name != "Total" || math.Abs(r.Values[0]-total) > 0.005 {
		t.Errorf("compare: %+v, the plan costs %.2f", r, total)
	}
	contains(t, run(t, "explain", "sample:optics-materials-uk").want(t, exitOK).out, money("GBP", amount(total)))
	// The first line stop is a month, not a number of them.
	text := run(t, "compare", "sample:optics-materials-uk", "--shock", "licence-refused@2027-05").want(t, exitOK).out
	if at := strings.Index(text, "First line stop"); at < 0 || !regexp.MustCompile(`202[78]-\d\d`).MatchString(strings.SplitN(text[at:], "\n", 2)[0]) {
		t.Errorf("%s", text)
	}
	contains(t, text, "Mean cover, weeks")
}

// No magnet is in the optical materials, so that the price of NdPr moves nothing: no
// bar stands for it, and that is said.
func TestDriversThatMoveNothingHaveNoBar(t *testing.T) {
	args := []string{"tornado", "sample:optics-materials-uk", "--driver", "NdPr"}
	contains(t, run(t, args...).want(t, exitOK).out, "2 drivers move nothing.")
	var x tornadoResult
	if err := json.Unmarshal([]byte(run(t, append(args, "--json")...).want(t, exitOK).out), &x); err != nil || x.Still != 2 || len(x.Bars) != 0 {
		t.Errorf("%v %+v", err, x)
	}
}

// Differences and bridges are against the case that --base names, also one that is
// no column yet; one that is not there is refused.
func TestCompareAgainstAChosenBase(t *testing.T) {
	type table struct {
		Table struct {
			Columns []string
			Base    int
			Rows    []struct {
				Group, Name string
				Values      []*float64
				Above       []*float64 `json:"above_base"`
			}
		}
		Bridges []struct{ From, To string }
	}
	ask := func(args ...string) (x table) {
		out := run(t, append([]string{"compare", "sample:optics-materials-uk", "--json"}, args...)...).want(t, exitOK).out
		if err := json.Unmarshal([]byte(out), &x); err != nil {
			t.Fatal(err)
		}
		return x
	}
	total := func(x table) (values, above []*float64) {
		r := x.Table.Rows[0]
		if r.Group != "Cost" || r.Name != "Total" || len(r.Values) != len(x.Table.Columns) {
			t.Fatalf("%+v", r)
		}
		return r.Values, r.Above
	}
	plain, against := ask("--scenario", "S1"), ask("--scenario", "S1", "--base", "S1")
	values, above := total(against)
	if plain.Table.Base != 0 || against.Table.Base != 1 || *above[1] != 0 || math.Abs(*above[0]-(*values[0]-*values[1])) > 1e-6 || math.Abs(*above[0]) < 1 {
		t.Errorf("against S1: %+v", against.Table.Rows[0])
	}
	if b := against.Bridges; len(b) != 2 || b[1].From != b[1].To || b[0].From != b[1].To || b[0].To == b[0].From || plain.Bridges[1].To != b[0].From {
		t.Errorf("the bridges do not begin at S1: %+v", against.Bridges)
	}
	if was, _ := total(plain); *was[0] != *values[0] || *was[1] != *values[1] {
		t.Error("another base changes the values")
	}
	// S1 is not asked for, so that it comes as the last column.
	if added := ask("--shock", "licence-refused@2027-05", "--base", "S1"); added.Table.Base != 2 || len(added.Table.Columns) != 3 || added.Table.Columns[2] != plain.Table.Columns[1] {
		t.Errorf("%v, against %d", added.Table.Columns, added.Table.Base)
	}
	text := run(t, "compare", "sample:optics-materials-uk", "--scenario", "S1", "--base", "S1").want(t, exitOK).out
	contains(t, text, "Cost, difference to "+plain.Table.Columns[1])
	run(t, "compare", "sample:optics-materials-uk", "--base", "S99").want(t, exitUsage)
}
