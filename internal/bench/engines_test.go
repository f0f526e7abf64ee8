//go:build linux

package bench

import (
	"bufio"
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"remanence/data/reference"
	"remanence/internal/generated"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/modelfile"
)

// rival is another optimiser, as its report tells of solutions.
type rival struct {
	command, install string
	args             func(model string, seconds float64) []string
	solution         *regexp.Regexp // finds the cost of one in a line of the report
}

const number = `([-+]?[0-9][0-9.]*(?:[eE][-+]?[0-9]+)?)`

var rivals = []rival{
	{"cbc", "coinor-cbc", func(model string, s float64) []string {
		return []string{model, "log", "2", "ratio", "0.0001", "sec", fmt.Sprint(s), "solve"}
	}, regexp.MustCompile(`(?:Integer solution of |Solution found of |continuous gives |best solution |Objective value:\s+|, )` + number + `(?: found| best solution|$)`)},
	{"glpsol", "glpk-utils", func(model string, s float64) []string {
		return []string{"--freemps", model, "--tmlim", fmt.Sprint(int(s)), "--mipgap", "0.0001", "--cuts"}
	}, regexp.MustCompile(`(?:mip =|>>>>>)\s+` + number)},
}

// useful is how far above the proven bound a first answer may cost to be one.
const useful = 1.03

// ran is how another optimiser did: processor seconds until a solution costs at most
// so much; −1 where none did within its time.
type ran struct {
	first, same, used float64
	best              float64
}

// race lets a rival solve a model until it has a solution of the second cost.
func (r rival) race(b *testing.B, model string, seconds, first, same float64) ran {
	b.Helper()
	if _, err := exec.LookPath(r.command); err != nil {
		b.Skipf("%s is not installed: sh scripts/install.sh test (Debian package %s)", r.command, r.install)
	}
	ctx, stop := context.WithTimeout(context.Background(), time.Duration(20*seconds)*time.Second)
	defer stop()
	cmd := exec.CommandContext(ctx, "stdbuf", append([]string{"-oL", r.command}, r.args(model, seconds)...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	res := ran{first: -1, same: -1, best: math.Inf(1)}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		used := usedBy(cmd.Process.Pid)
		if used > seconds+1 {
			stop()
		}
		m := r.solution.FindStringSubmatch(lines.Text())
		if m == nil {
			continue
		}
		if v, err := strconv.ParseFloat(m[1], 64); err == nil && v < res.best {
			res.best = v
			if v <= first && res.first < 0 {
				res.first = used
			}
			if v <= same && res.same < 0 {
				res.same = used
				stop()
			}
		}
	}
	_ = cmd.Wait() // stopped or at its limit: what it reported counts
	if cmd.ProcessState != nil {
		res.used = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	}
	return res
}

// usedBy is the processor seconds of a process so far.
func usedBy(pid int) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	sum := 0.0
	for _, f := range fields[11:13] {
		v, _ := strconv.ParseFloat(f, 64)
		sum += v / 100 // ticks of a hundredth on every Linux that Go runs on
	}
	return sum
}

// BenchmarkRivals plans the samples and the generated projects and lets CBC and GLPK solve the same
// model, every order lot a choice in it, for as long. Measured in processor seconds
// is when each has a useful answer, at most 3 % above the bound we prove, and when
// one as cheap as our last; that it must prove nothing is in the other's favour. A
// ratio above 1 says how much longer the other took; "over" that it had not got there
// at its limit.
func BenchmarkRivals(b *testing.B) {
	e := engine(b)
	f := reference.Shipped().Facts()
	cases := samples(b)
	for _, size := range generated.Sizes {
		cases = append(cases, sample{size.Name, generated.Project(size, 1), f})
	}
	for _, x := range cases {
		b.Run(x.id, func(b *testing.B) {
			for range b.N {
				p, f := x.project, x.facts
				var c course
				plan, err := award.NewSession(e).Make(context.Background(), p, f, c.record(award.Options{Gap: gap, TimeLimit: *sizeLimit}))
				if err != nil {
					b.Fatal(err)
				}
				first, okFirst := c.costing(useful * plan.Bound)
				same, okSame := c.costing(plan.Objective * (1 + 1e-4))
				if !okFirst || !okSame {
					b.Skipf("no useful plan within %v: give more with -limit", *sizeLimit)
				}
				b.Logf("ours: useful after %.2f cpu-s, the last plan after %.2f, proven to %.2f %%", first.cpu, same.cpu, 100*plan.Gap)
				b.ReportMetric(first.cpu, "cpu-s/useful")
				b.ReportMetric(same.cpu, "cpu-s/last")
				file, unit := written(b, p, f)
				for _, r := range rivals {
					got := r.race(b, file, sizeLimit.Seconds(), useful*plan.Bound/unit, plan.Objective*(1+1e-4)/unit)
					report(b, r.command+"-useful", got.first, got.used, first.cpu)
					report(b, r.command+"-last", got.same, got.used, same.cpu)
					b.Logf("%s: useful after %.2f cpu-s, as cheap after %.2f (−1: not within %.0f), its best costs %.2f %% more than ours", r.command, got.first, got.same, got.used, 100*(got.best*unit/plan.Objective-1))
				}
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

func report(b *testing.B, name string, got, used, ours float64) {
	if got < 0 {
		b.ReportMetric(used/ours, "over-x/"+name)
		return
	}
	b.ReportMetric(got/ours, "x/"+name)
}

// written puts the model of a project into a file and gives the money of one unit of
// its objective.
func written(b *testing.B, p *planner.Project, f *planner.Facts) (path string, unit float64) {
	b.Helper()
	x, err := award.Export(p, f, award.Options{}, false)
	if err != nil {
		b.Fatal(err)
	}
	path = filepath.Join(b.TempDir(), "model.mps")
	w, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	if err := modelfile.WriteMPS(w, &x.Named); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return path, x.Unit
}
