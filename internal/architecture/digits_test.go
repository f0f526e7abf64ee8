package architecture

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// byProcessor are functions of math that are written for each processor, or stand on
// one that is, so that their last digit differs.
var byProcessor = regexp.MustCompile(`\bmath\.(?:Exp|Exp2|Expm1|Log|Log2|Log10|Log1p|Pow|Erf|Erfc|Erfinv|Gamma|Lgamma|Cbrt|Hypot|FMA|Sin|Cos|Tan|Asin|Acos|Atan|Atan2|Sinh|Cosh|Tanh)\(`)

// What the planner computes has the same digits on every processor, so it takes such
// functions from planner/exact. The independent check reckons on its own in decimals,
// within tolerances.
func TestPlannerTakesItsFunctionsFromExact(t *testing.T) {
	top := root(t)
	exact := 0
	for _, s := range sources(t, top) {
		if !pure(s) || under(s.Folder, "planner/recheck") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(top, s.Folder, s.Name))
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range byProcessor.FindAllString(string(text), -1) {
			t.Errorf("%s/%s calls %s): its last digit differs between processors; planner/exact has it, or a product does", s.Folder, s.Name, call)
		}
		if under(s.Folder, "planner/exact") {
			exact++
		}
	}
	if exact == 0 {
		t.Error("planner/exact is not where it was")
	}
}
