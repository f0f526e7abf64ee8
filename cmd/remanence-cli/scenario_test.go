package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// A project's scenarios are listed, added, changed, branched, combined, renamed,
// locked, told apart and taken out, and each step is in the file.
func TestScenariosOfAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.remanence")
	run(t, "import", "sample:mri-open-magnet-it", "-o", file).want(t, exitOK)
	before := run(t, "scenario", file, "--json").want(t, exitOK).out
	n := strings.Count(before, `"stale"`)
	out := run(t, "scenario", file, "add", "--shock", "licence-refused@2027-05/3", "--json").want(t, exitOK).out
	contains(t, out, `"added": "`, "Licences refused")
	added := func(out string) string {
		_, rest, _ := strings.Cut(out, `"added": "`)
		id, _, _ := strings.Cut(rest, `"`)
		return id
	}
	id := added(out)
	run(t, "scenario", file, "set", id, "settings/discount_rate_pct=9.5").want(t, exitOK)
	contains(t, run(t, "scenario", file, "show", id).want(t, exitOK).out, "9.5", "Licences refused")
	run(t, "scenario", file, "change", id, "duration_months=5").want(t, exitOK)
	run(t, "scenario", file, "change", id, "colour=red").want(t, exitInput)
	contains(t, run(t, "scenario", file, "duplicate", id).want(t, exitOK).out, "(2)")
	contains(t, run(t, "scenario", file, "branch", id).want(t, exitOK).out, "and more")
	run(t, "scenario", file, "rename", id, "Nine", "percent").want(t, exitOK)
	contains(t, run(t, "scenario", file, "lock", id, "--date", "2026-11-26").want(t, exitOK).out, "baseline of 2026-11-26")
	if r := run(t, "scenario", file, "set", id, "settings/discount_rate_pct=8"); r.code == exitOK || !strings.Contains(r.err, "locked") {
		t.Errorf("a locked baseline was changed: %+v", r)
	}
	if r := run(t, "scenario", file, "delete", id); r.code == exitOK || !strings.Contains(r.err, "builds on") {
		t.Errorf("a scenario that another builds on was taken out: %+v", r)
	}
	list := run(t, "scenario", file).want(t, exitOK).out
	contains(t, list, "Nine percent")
	if got := strings.Count(run(t, "scenario", file, "--json").want(t, exitOK).out, `"stale"`); got != n+3 {
		t.Errorf("%d scenarios, %d before", got, n)
	}
	other := added(run(t, "scenario", file, "add", "--shock", "ndpr-up", "--json").want(t, exitOK).out)
	run(t, "scenario", file, "combine", id, other).want(t, exitOK)
	contains(t, run(t, "scenario", file, "differences", id, other).want(t, exitOK).out, "settings/discount_rate_pct")
	for _, args := range [][]string{{"add"}, {"show"}, {"show", "S99"}, {"dance", id}, {"set", id}, {"lock", id, "--date", "soon"}} {
		run(t, append([]string{"scenario", file}, args...)...).want(t, exitUsage)
	}
	run(t, "scenario", "sample:mri-open-magnet-it", "add", "--shock", "ndpr-up").want(t, exitUsage) // nowhere to write
}
