package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestPolicyOfASample(t *testing.T) {
	r := run(t, "policy", "sample:ev-traction-de", "--offer", "O01,O20").want(t, exitOK)
	contains(t, r.out, "CN-2025-70=lapses", "A licence is needed: CN-2025-18", "A licence would be needed if the rule applies again: CN-2025-61a", "no limit of a company")
	if strings.Contains(r.out, "O14") {
		t.Error("--offer lists other offers")
	}
	lapsed := run(t, "policy", "sample:ev-traction-de", "--offer", "O20", "--branch", "CN-2025-70=lapses").want(t, exitOK)
	contains(t, lapsed.out, "Regime: CN-2025-70=lapses", "A licence is needed: CN-2025-61a")
}

func TestPolicyWrongUsage(t *testing.T) {
	for _, args := range [][]string{
		{"--branch", "CN-2025-70"}, {"--branch", "CN-2099=lapses"}, {"--date", "2027-01"}, {"--as-of", "today"}, {"--offer", "O999"},
	} {
		run(t, append([]string{"policy", "sample:ev-traction-de"}, args...)...).want(t, exitUsage)
	}
}

func TestPolicyJSONIsAsDocumented(t *testing.T) {
	documented := documentedKeys(t, "## policy")
	outputs := []map[string][]string{}
	for _, sample := range []string{"sample:ev-traction-de", "sample:defence-actuator-us"} {
		out := run(t, "policy", sample, "--all", "--json").want(t, exitOK).out
		keys := keysOf(t, out)
		for key := range keys {
			// Forms that are documented elsewhere.
			if strings.Contains(key, ".source.") || strings.HasPrefix(key, "benchmarks[]") || strings.HasPrefix(key, "problems[]") {
				delete(keys, key)
			}
		}
		outputs = append(outputs, keys)
	}
	compareKeys(t, documented, outputs...)
}

// A date moves a scheduled rule: mine and separation count from 2027.
func TestPolicyByDate(t *testing.T) {
	for date, want := range map[string]string{"2026-12-31": "scheduled", "2027-01-01": "in_force"} {
		var got struct {
			Date      string
			Decisions []struct{ Rule, Status string }
		}
		r := run(t, "policy", "sample:defence-actuator-us", "--offer", "O28", "--date", date, "--json").want(t, exitOK)
		if err := json.Unmarshal([]byte(r.out), &got); err != nil {
			t.Fatal(err)
		}
		seen := false
		for _, d := range got.Decisions {
			if d.Rule == "US-DFARS-2027" {
				seen = true
				if d.Status != want {
					t.Errorf("%s: %s", date, d.Status)
				}
			}
		}
		if !seen || got.Date != date {
			t.Errorf("%s: no decision of 2027 (%s)", date, got.Date)
		}
	}
}
