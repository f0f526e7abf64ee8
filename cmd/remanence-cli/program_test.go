package main

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"remanence/planner/highs"
)

// result is what a run of the program left behind.
type result struct {
	code     int
	out, err string
}

// run runs the whole program with the real optimiser.
func run(t *testing.T, args ...string) result {
	t.Helper()
	return runWith(t, t.Context(), Main{Load: sharedOptimiser}, args...)
}

func runWith(t *testing.T, ctx context.Context, m Main, args ...string) result {
	t.Helper()
	var out, err bytes.Buffer
	code := m.Run(ctx, args, strings.NewReader(""), &out, &err)
	return result{code, out.String(), err.String()}
}

// want checks the exit code and shows everything when it is another one.
func (r result) want(t *testing.T, code int) result {
	t.Helper()
	if r.code != code {
		t.Fatalf("exit code %d, want %d\nstdout:\n%s\nstderr:\n%s", r.code, code, r.out, r.err)
	}
	return r
}

// contains checks that a text holds every part.
func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%q is missing in:\n%s", p, text)
		}
	}
}

// compiled is the optimiser, compiled once for all tests and kept between runs
// beside that of the other packages' tests.
var compiled = sync.OnceValues(func() (*highs.Engine, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return highs.Load(context.Background(), "")
	}
	return highs.Load(context.Background(), filepath.Join(cache, "remanence", "test-optimiser"))
})

func sharedOptimiser(context.Context, string) (optimiser, func(), error) {
	e, err := compiled()
	return newEngine(e), func() {}, err
}

// twoOffers is a case whose optimum can be worked out by hand: 1,000 magnets of
// 10 g, that is 10 kg, in one month. Far quotes 40 per kg, 10 % duty and 1
// freight: 45 landed, but has only 6 kg. Near quotes 50 free at the door. Least
// cost: 6 × 45 + 4 × 50 = 470.
var twoOffers = map[string]string{
	"settings.csv": `key,value,unit,note
name,Two offers,,
plan_start,2027-01,,
plan_months,1,months,
currency,EUR,,
discount_rate_pct,0,,
carrying_cost_pct,0,,
min_award_share_pct,0,,
end_stock_value,none,,
shortage,forbidden,,
`,
	"demand.csv": `part,description,application,grade,mass_g,opening_stock_pieces,safety_stock_weeks,shelf_life_months,shortage_cost_per_piece,currency,criticality,2027-01
P1,Magnet,EV traction,N42UH,10,0,0,,100,EUR,A,1000
`,
	"offers.csv": `offer_id,supplier,item_type,item,price,price_unit,currency,capacity_pool,lead_time_weeks,transit_weeks,freight_per_kg,duty_pct,payment_days,status,licence_rule,provenance_profile
FAR,Far Magnets,grade,N42UH,40,kg,EUR,FAR,0,0,1,10,0,qualified,none,CN
NEAR,Near Magnets,grade,N42UH,50,kg,EUR,NEAR,0,0,0,0,0,qualified,none,DE
`,
	"capacity.csv": `capacity_pool,from_month,kg_per_month
FAR,2027-01,6
NEAR,2027-01,100
`,
	"provenance.csv": origins("CN") + origins("DE")[len(originHead):],
}

const originHead = "provenance_profile,element,stage,country,share_pct,origin\n"

// origins is a profile in which everything comes from one country.
func origins(country string) string {
	text := originHead
	for _, element := range []string{"NdPr", "Dy", "Tb"} {
		for _, stage := range []string{"mine", "separation", "metal", "magnet"} {
			text += strings.Join([]string{country, element, stage, country, "100", "primary"}, ",") + "\n"
		}
	}
	return text
}

const ruleHead = "rule_id,type,scope,element,stage,country,basis,bound,value_from,value_to,from_month,to_month,window,hard,penalty,regulation_ref,note\n"

// atMostHalf lets no supplier have more than half: 5 × 45 + 5 × 50 = 475.
const atMostHalf = "HALF,supplier_share_max,all,,,,mass,max,50,50,2027-01,2027-01,whole_plan,hard,,,\n"

// folder writes a case folder: the two offers with some files replaced; a file
// without text is left out.
func folder(t *testing.T, change map[string]string) string {
	t.Helper()
	files := maps.Clone(twoOffers)
	maps.Copy(files, change)
	dir := t.TempDir()
	for name, text := range files {
		if text == "" {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func withRules(rows ...string) map[string]string {
	return map[string]string{"rules.csv": ruleHead + strings.Join(rows, "")}
}

func TestWrongUsageIsExitCode2(t *testing.T) {
	dir := folder(t, withRules(atMostHalf))
	for _, c := range []struct {
		args []string
		says string
	}{
		{nil, "Usage: remanence-cli"},
		{[]string{"fly"}, `no command "fly"`},
		{[]string{"help", "fly"}, `no command "fly"`},
		{[]string{"plan"}, "missing"},
		{[]string{"plan", dir, dir}, "too much"},
		{[]string{"plan", dir, "--speed", "9"}, "-speed"},
		{[]string{"plan", dir, "--gap", "3"}, "0.3%"},
		{[]string{"plan", dir, "--gap", "small"}, "small"},
		{[]string{"plan", dir, "--time-limit", "0"}, "time above 0"},
		{[]string{"plan", dir, "--licence-percentile", "100"}, "percentile"},
		{[]string{"plan", dir, "--without-rules", "R9,HALF"}, "Unknown in --without-rules: R9. Rules of this project: HALF."},
		{[]string{"plan", "sample:atlantis"}, "Samples: "},
		{[]string{"check"}, "missing"},
		{[]string{"import", dir}, "-o FILE.remanence"},
		{[]string{"import", "x.remanence", "-o", "y.remanence"}, "already"},
		{[]string{"export", dir, "-o", "plan.docx"}, "-o PLAN.xlsx"},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			r := run(t, c.args...).want(t, exitUsage)
			contains(t, r.err, c.says)
			if r.out != "" {
				t.Errorf("stdout is not empty: %s", r.out)
			}
		})
	}
}

func TestHelpKnowsEveryCommandAndOption(t *testing.T) {
	overview := run(t, "help").want(t, exitOK).out
	for _, name := range commandNames() {
		contains(t, overview, name)
		cmd, _ := commandNamed(name)
		flags := newFlags(cmd)
		cmd.prepare(flags)
		for _, args := range [][]string{{"help", name}, {name, "--help"}, {name, "-h"}} {
			text := run(t, args...).want(t, exitOK).out
			contains(t, text, "Usage: remanence-cli "+name)
			for _, row := range optionRows(flags) {
				contains(t, text, row[0], row[1])
			}
		}
	}
	if got := run(t, "--help").want(t, exitOK).out; got != overview {
		t.Error("--help and help differ")
	}
}

func TestOptionsStandAnywhere(t *testing.T) {
	cmd, _ := commandNamed("plan")
	for _, args := range [][]string{
		{"FILE", "--json", "--gap", "1%"}, {"--json", "FILE", "--gap=1%"}, {"-json", "-gap", "0.01", "FILE"}, {"--json", "--gap", "0.01", "--", "FILE"},
	} {
		flags := newFlags(cmd)
		cmd.prepare(flags)
		rest, err := parse(flags, args)
		if err != nil || !slices.Equal(rest, []string{"FILE"}) {
			t.Errorf("%v: rest %v, error %v", args, rest, err)
		}
		if flags.Lookup("json").Value.String() != "true" {
			t.Errorf("%v: --json was not seen", args)
		}
	}
}

func TestVersion(t *testing.T) {
	r := runWith(t, t.Context(), Main{Version: "1.2.0"}, "version").want(t, exitOK)
	contains(t, r.out, "remanence-cli 1.2.0")
}

// failingWriter is a full disk.
type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, os.ErrInvalid }

func TestOutputThatCannotBeWrittenIsNotOK(t *testing.T) {
	var err bytes.Buffer
	code := Main{}.Run(t.Context(), []string{"help"}, strings.NewReader(""), failingWriter{}, &err)
	if code != exitInput || !strings.Contains(err.String(), "cannot be written") {
		t.Errorf("exit code %d, stderr %s", code, err.String())
	}
}

func TestAProtectedProjectOpensWithThePasswordOfTheEnvironment(t *testing.T) {
	file, doc := withPlan(t)
	doc.SetPassword("correct horse")
	if err := doc.Save(file); err != nil {
		t.Fatal(err)
	}
	contains(t, run(t, "check", file).want(t, exitInput).err, "password", "REMANENCE_PASSWORD")
	t.Setenv("REMANENCE_PASSWORD", "correct horse")
	run(t, "check", file).want(t, exitOK)
}
