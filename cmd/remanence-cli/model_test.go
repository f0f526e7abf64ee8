package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestModelIsWrittenWithReadableNames(t *testing.T) {
	dir := folder(t, withRules(atMostHalf))
	for _, c := range []struct {
		file  string
		parts []string
	}{
		{"m.mps", []string{"NAME Two_offers", " buy.FAR.P1.2027_01 COST ", " L rule.HALF.plan.Far_Magnets", "ENDATA"}},
		{"m.lp", []string{"Minimize", "buy.NEAR.P1.2027_01", "rule.HALF.plan.Far_Magnets:", "End"}},
	} {
		path := filepath.Join(t.TempDir(), c.file)
		contains(t, run(t, "model", dir, "-o", path).want(t, exitOK).out, "One unit of the objective is EUR")
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		contains(t, string(text), c.parts...)
	}
	path := filepath.Join(t.TempDir(), "without.mps")
	run(t, "model", dir, "-o", path, "--without-rules", "HALF", "--relaxed").want(t, exitOK)
	if text, _ := os.ReadFile(path); len(text) == 0 || strings.Contains(string(text), "HALF") {
		t.Error("a rule switched off is not in the model")
	}
}

// A plan settled in the model leaves only what follows from it, and the objective
// it must come to is said.
func TestModelHoldsThePlan(t *testing.T) {
	path := filepath.Join(t.TempDir(), "held.mps")
	contains(t, run(t, "model", folder(t, withRules(atMostHalf)), "-o", path, "--held").want(t, exitOK).out, "The plan comes to an objective of ")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	contains(t, string(text), " held.buy.")
	contains(t, run(t, "model", folder(t, nil), "-o", path, "--held", "--relaxed").want(t, exitUsage).err, "not both")
}

func TestModelWrongUsage(t *testing.T) {
	dir := folder(t, nil)
	contains(t, run(t, "model", dir).want(t, exitUsage).err, "-o MODEL.mps")
	contains(t, run(t, "model", dir, "-o", "m.txt").want(t, exitUsage).err, "-o MODEL.mps")
	contains(t, run(t, "model", dir, "-o", filepath.Join(dir, "no", "m.mps")).want(t, exitInput).err, "cannot be written")
}
