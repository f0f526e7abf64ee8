package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"remanence/assets"
)

// threeFaults is a case with a fault in each of three files.
var threeFaults = map[string]string{
	"demand.csv":   strings.Replace(twoOffers["demand.csv"], ",10,0,0,", ",ten,0,0,", 1),
	"offers.csv":   strings.Replace(twoOffers["offers.csv"], "N42UH,40,", "N42UH,forty,", 1),
	"capacity.csv": twoOffers["capacity.csv"] + "FAR,soon,6\n",
}

func TestCheckOfGoodInput(t *testing.T) {
	r := run(t, "check", folder(t, nil)).want(t, exitOK)
	contains(t, r.out, "Two offers", "1 part, 2 offers, 0 rules, 1 month from 2027-01, money in EUR", "0 errors")
}

func TestEveryProblemIsListed(t *testing.T) {
	dir := folder(t, threeFaults)
	places := []string{"demand.csv", "offers.csv", "capacity.csv", `"ten"`, `"forty"`, `"soon"`}
	contains(t, run(t, "check", dir).want(t, exitInput).out, append(places, "No plan can be made")...)
	contains(t, run(t, "plan", dir).want(t, exitInput).err, places...)
	contains(t, run(t, "export", dir, "-o", filepath.Join(t.TempDir(), "x.xlsx")).want(t, exitInput).err, places...)
}

func TestProblemsAsJSON(t *testing.T) {
	dir := folder(t, threeFaults)
	for _, name := range []string{"check", "plan"} {
		r := run(t, name, dir, "--json").want(t, exitInput)
		var got struct {
			Status   string
			Problems []struct{ Severity, Where, What, Mend string }
		}
		if err := json.Unmarshal([]byte(r.out), &got); err != nil {
			t.Fatalf("%s: %v in %s", name, err, r.out)
		}
		if got.Status != "invalid" || len(got.Problems) < 3 {
			t.Errorf("%s: status %q, %d problems", name, got.Status, len(got.Problems))
		}
		for _, p := range got.Problems {
			if p.Severity == "" || p.Where == "" || p.What == "" {
				t.Errorf("%s: half a problem: %+v", name, p)
			}
		}
	}
}

func TestCheckJSONIsAsDocumented(t *testing.T) {
	bad := run(t, "check", folder(t, threeFaults), "--json").want(t, exitInput).out
	good := run(t, "check", folder(t, nil), "--json").want(t, exitOK).out
	documented := documentedKeys(t, "## check")
	compareKeys(t, documented, keysOf(t, bad), keysOf(t, good))
}

func TestInputThatIsNotThere(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "nothing.remanence")
	for _, name := range []string{"check", "plan"} {
		contains(t, run(t, name, missing).want(t, exitInput).err, "nothing.remanence", "The file is not there.")
		contains(t, run(t, name, missing, "--json").want(t, exitInput).out, `"status": "invalid"`, "nothing.remanence", "Check the name")
	}
	broken := filepath.Join(t.TempDir(), "broken.remanence")
	if err := os.WriteFile(broken, []byte("{\"half\": "), 0o600); err != nil {
		t.Fatal(err)
	}
	contains(t, run(t, "plan", broken).want(t, exitInput).err, "broken.remanence")
	contains(t, run(t, "check", t.TempDir()).want(t, exitInput).out, "settings.csv", "demand.csv", "offers.csv")
}

func TestSamples(t *testing.T) {
	list := run(t, "samples").want(t, exitOK).out
	for _, s := range assets.Samples() {
		contains(t, list, s.ID, s.Name)
		run(t, "check", "sample:"+s.ID).want(t, exitOK)
	}
	contains(t, run(t, "samples", "wind-generator-dk").want(t, exitOK).out, "8 parts, 27 offers", "money in DKK")
}
