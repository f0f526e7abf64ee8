package modelfile

import (
	"math"
	"strings"
	"testing"

	"remanence/planner/highs"
)

var inf = math.Inf(1)

// tiny has every kind of row and bound: min x + 2y − z, with
// 1 ≤ x + y ≤ 4, x − z = 0, y ≥ −2 … 3 whole, z free, w at most 5.
func tiny() *Named {
	return &Named{
		Name: "tiny one",
		Cols: []string{"x", "y", "z", "w"}, Rows: []string{"between", "same", "least", "most", "free"},
		Model: &highs.Model{
			ColCost: []float64{1, 2, -1, 0}, ColLower: []float64{0, -2, -inf, -inf}, ColUpper: []float64{inf, 3, inf, 5},
			Integer:  []bool{false, true, false, false},
			RowLower: []float64{1, 0, -7.25, -inf, -inf}, RowUpper: []float64{4, 0, inf, 9, inf},
			Start: []int32{0, 4, 6, 7, 8},
			Index: []int32{0, 1, 2, 4, 0, 3, 1, 3},
			Value: []float64{1, 1, 0.1, 1, 1, 1, -1, 1.0 / 3},
		},
	}
}

func TestMPSSaysEverything(t *testing.T) {
	var b strings.Builder
	if err := WriteMPS(&b, tiny()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"NAME tiny_one FREE\n", " N COST\n L between\n E same\n G least\n L most\n N free\n", " x COST 1\n x between 1\n",
		"'INTORG'", "'INTEND'", " RHS between 4\n", " RHS least -7.25\n", " RNG between 3\n", " LO BND y -2\n UP BND y 3\n", " FR BND z\n",
		" MI BND w\n UP BND w 5\n", " w most 0.3333333333333333\n", "ENDATA\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing in:\n%s", want, b.String())
		}
	}
}

func TestLPSaysEverything(t *testing.T) {
	var b strings.Builder
	if err := WriteLP(&b, tiny()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{" COST: + 1 x + 2 y - 1 z\n", " between: + 1 x + 1 y <= 4\n between.from: + 1 x + 1 y >= 1\n",
		" same: + 1 x - 1 z = 0\n", " -2 <= y <= 3\n z free\n -inf <= w <= 5\n", "Generals\n y\nEnd\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing in:\n%s", want, b.String())
		}
	}
}

func TestNamesMustFit(t *testing.T) {
	n := tiny()
	n.Cols = n.Cols[:2]
	var b strings.Builder
	if WriteMPS(&b, n) == nil || WriteLP(&b, n) == nil {
		t.Error("too few names are an error")
	}
}
