package main

import "testing"

func TestWhatIfWrongUsage(t *testing.T) {
	for _, args := range [][]string{
		{"compare", "--scenario", "S99"}, {"compare", "--shock", "flood"}, {"compare", "--shock", "supplier-lost"}, {"compare", "--shock", "licence-refused@soon"},
		{"compare", "--shock", "licence-refused@2027-05/0"}, {"regret", "--react", "-1"}, {"frontier", "--by", "china"}, {"frontier", "--by", "china:Dy:shop"},
		{"frontier", "--points", "1"},
	} {
		run(t, append([]string{args[0], "sample:mri-open-magnet-it"}, args[1:]...)...).want(t, exitUsage)
	}
}
