package architecture

import (
	"bufio"
	"os"
	"os/exec"
	"regexp"
	"testing"
)

// fused is an instruction of a processor that rounds a product and a sum once instead
// of twice, with its place in the source.
var fused = regexp.MustCompile(`\((?:\S*/)?(planner/\S+\.go:\d+)\)\tFN?M(?:ADD|SUB)[DS]\t`)

// The compiler may fuse a product with the sum it stands in where the processor can,
// which changes the last digit and with it which of two plans is the better one: the
// same project would have another plan on such a machine. An explicit float64() around
// the product forbids it (Go specification, floating-point operators). The planner is
// compiled for a processor that fuses, and nothing may be fused.
func TestPlannerHasTheSameDigitsOnEveryProcessor(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the planner for another processor")
	}
	cmd := exec.CommandContext(t.Context(), "go", "build", "-gcflags=remanence/planner/...=-S", "./planner/...")
	cmd.Dir = root(t)
	cmd.Env = append(os.Environ(), "GOARCH=arm64", "GOOS=linux", "CGO_ENABLED=0")
	out, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	last, lines := "", 0
	s := bufio.NewScanner(out)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		lines++
		last = s.Text()
		if m := fused.FindStringSubmatch(last); m != nil && !seen[m[1]] {
			seen[m[1]] = true
			t.Errorf("%s: a product (a half is one, too) is fused with a sum; write float64(a*b) where the product is made", m[1])
		}
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v: %s", err, last)
	}
	if lines < 100_000 {
		t.Errorf("the compiler listed only %d lines of code", lines)
	}
}
