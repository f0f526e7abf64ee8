package main

import (
	"os"
	"path/filepath"
	"testing"
)

// A project begun from nothing takes in sheets and is planned; what is there is kept.
func TestAProjectBegunTakesInSheets(t *testing.T) {
	dir := t.TempDir()
	file, demand, quotes := filepath.Join(dir, "motors.remanence"), filepath.Join(dir, "demand.csv"), filepath.Join(dir, "quotes.csv")
	r := run(t, "new", file, "--currency", "usd", "--start", "2027-07", "--months", "6", "--country", "de").want(t, exitOK)
	contains(t, r.out, "USD", "6 months from 2027-07", "import SHEET --into")
	write := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(demand, "Part number,Grade,Mass (g),Shortage cost,2027-07,2027-08,2027-09,2027-10,2027-11,2027-12\nR1,N42SH,20,9,0,0,0,100,100,100\n")
	write(quotes, "Supplier,Part,Price (USD/kg),Country,Lead time (weeks),Freight (USD/kg),Duty (%),Status\nAlpha Magnets,R1,80,JP,8,1,2.2,qualified\n")
	run(t, "import", demand, "--into", file, "--kind", "demand").want(t, exitOK)
	run(t, "import", quotes, "--into", file, "--kind", "offers").want(t, exitOK)
	contains(t, run(t, "plan", file).want(t, exitOK).out, "Alpha Magnets", "USD")

	contains(t, run(t, "new", file).want(t, exitInput).err, "--force")
	for what, args := range map[string][]string{
		"no file":          {"new"},
		"another ending":   {"new", filepath.Join(dir, "x.xlsx")},
		"no currency":      {"new", filepath.Join(dir, "x.remanence"), "--currency", "euros"},
		"no month":         {"new", filepath.Join(dir, "x.remanence"), "--start", "soon"},
		"no months at all": {"new", filepath.Join(dir, "x.remanence"), "--months", "0"},
		"no country":       {"new", filepath.Join(dir, "x.remanence"), "--country", "ZZ"},
	} {
		if run(t, args...).want(t, exitUsage); what == "" {
			t.Fatal()
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "x.remanence")); err == nil {
		t.Error("a refused project was written")
	}
}
