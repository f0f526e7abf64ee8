package highs

import (
	"errors"
	"strings"
	"testing"
)

// An error carries the lines that explain it, and never a whole log.
func TestComplaint(t *testing.T) {
	var c console
	if c.complaint() != "" {
		t.Error("a complaint without a word")
	}
	c.write([]byte("Running HiGHS\nWARNING: small  value\nERROR:   Row 3\n"))
	c.write([]byte("is wrong\nERROR:   Column 4\n"))
	if got := c.complaint(); got != "Row 3; Column 4" {
		t.Errorf("%q", got)
	}
	for range 1000 {
		c.write([]byte("more and more\n"))
	}
	if got := c.complaint(); len(c.text) > consoleKept || strings.Count(got, "more and more") != 5 {
		t.Errorf("%d bytes kept, complaint %q", len(c.text), got)
	}
}

// What the optimiser itself refuses is an error with its own words, and the solver
// goes on.
func TestRefusedCallSaysWhy(t *testing.T) {
	m := dense([]float64{1}, []float64{0}, []float64{1}, nil, nil, nil)
	s := newSolver(t, m)
	err := s.with(func(in *instance) error {
		w := &scratch{in: in}
		in.console.reset()
		w.set(setting{"output_flag", true})
		w.set(setting{"no_such_option", 1})
		return w.free()
	})
	var f *Failure
	if !errors.As(err, &f) || f.Kind != FailureRefused || !strings.Contains(err.Error(), "no_such_option") {
		t.Errorf("%v", err)
	}
	if r := mustRun(t, s, Options{}); r.Status != Optimal {
		t.Errorf("next run: %v", r.Status)
	}
}
