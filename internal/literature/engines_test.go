package literature

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"testing"
	"time"

	"remanence/planner/highs"
	"remanence/planner/modelfile"
)

var engine *highs.Engine

func TestMain(m *testing.M) {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	// The folder of the optimiser's own tests: one compilation serves all.
	engine, err = highs.Load(context.Background(), filepath.Join(dir, "remanence", "test-optimiser"))
	if err != nil {
		panic(err)
	}
	code := m.Run()
	engine.Close()
	os.Exit(code)
}

// other is an optimiser that is not ours.
type other struct {
	command, install string
	args             func(model, out string) []string
	objective        *regexp.Regexp // in its report; the first group is the objective
}

var others = []other{
	{"cbc", "coinor-cbc", func(model, out string) []string {
		return []string{model, "ratio", "0", "allow", "0", "sec", "60", "solve", "solu", out}
	}, regexp.MustCompile(`(?m)^Optimal - objective value\s+(\S+)`)},
	{"glpsol", "glpk-utils", func(model, out string) []string {
		format := "--freemps"
		if filepath.Ext(model) == ".lp" {
			format = "--lp"
		}
		return []string{format, model, "--tmlim", "60", "-o", out}
	}, regexp.MustCompile(`(?s)Status:\s+(?:INTEGER )?OPTIMAL.*?Objective:\s+\S+ = (\S+)`)},
}

// ask has another optimiser solve a model file to the end. A missing one fails
// the test with how to get it, except in short runs and on Windows.
func (o other) ask(t *testing.T, model string) float64 {
	t.Helper()
	if _, err := exec.LookPath(o.command); err != nil {
		if testing.Short() || runtime.GOOS == "windows" {
			t.Skipf("%s is not installed", o.command)
		}
		t.Fatalf("%s is not installed: sh scripts/install.sh test (Debian package %s)", o.command, o.install)
	}
	ctx, stop := context.WithTimeout(context.Background(), 90*time.Second)
	defer stop()
	out := filepath.Join(t.TempDir(), o.command+".txt")
	log, err := exec.CommandContext(ctx, o.command, o.args(model, out)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", o.command, err, log)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatalf("%s wrote nothing: %v\n%s", o.command, err, log)
	}
	m := o.objective.FindSubmatch(text)
	if m == nil {
		t.Fatalf("%s is not optimal:\n%.400s\n%s", o.command, text, log)
	}
	v, err := strconv.ParseFloat(string(m[1]), 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// write puts a model into a file of a format.
func write(t *testing.T, n *modelfile.Named, format string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "model."+format)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if format == "lp" {
		err = modelfile.WriteLP(f, n)
	} else {
		err = modelfile.WriteMPS(f, n)
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// text puts a hand-written LP file into place.
func text(t *testing.T, lp string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "published.lp")
	if err := os.WriteFile(path, []byte(lp), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// within is the accuracy promised: a hundredth of a percent.
func within(got, want float64) error {
	if !(abs(got-want) <= 1e-4*abs(want)+1e-9) {
		return fmt.Errorf("%.6f, want %.6f", got, want)
	}
	return nil
}

func abs(v float64) float64 {
	if v < 0 {
		return -v
	}
	return v
}
