package highs

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

var engine *Engine

func TestMain(m *testing.M) { os.Exit(runTests(m)) }

func runTests(m *testing.M) int {
	dir := ""
	if user, err := os.UserCacheDir(); err == nil {
		dir = filepath.Join(user, "remanence", "test-optimiser")
	}
	var err error
	if engine, err = Load(context.Background(), dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer engine.Close()
	return m.Run()
}

func TestFirst(t *testing.T) {
	m := &Model{ColCost: []float64{-1, -2}, ColLower: []float64{0, 0}, ColUpper: []float64{4, 5},
		RowLower: []float64{-Inf()}, RowUpper: []float64{6.5}, Start: []int32{0, 1, 2}, Index: []int32{0, 0}, Value: []float64{1, 1}}
	r, err := engine.Solve(context.Background(), m, Options{}, nil)
	fmt.Printf("%+v %v\n", r, err)
	m.Integer = []bool{true, true}
	r, err = engine.Solve(context.Background(), m, Options{}, func(p Progress) { fmt.Printf("%+v\n", p) })
	fmt.Printf("%+v %v\n", r, err)
	if err != nil {
		t.Fatal(err)
	}
}
