package reference

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func TestDutyStacks(t *testing.T) {
	const now, then = "2026-11-23", "2025-06-15"
	for _, c := range []struct {
		name                       string
		hs, importer, origin, date string
		preference                 bool
		sum                        string // "" unknown
		layers                     string // ids of the applied rows
		caveat                     string
	}{
		{"Chinese magnets into the US", "8505.11.00.70", "US", "CN", now, false, "39.6", "D001 D055 D074", ""},
		{"the same by names", "8505110070", "United States", "China", "2026-11", false, "39.6", "D001 D055 D074", ""},
		{"the Section 122 exemption beats the surcharge", "8505.11.00.70", "US", "CN", "2026-03-01", false, "27.1", "D001 D055 D073", ""},
		{"two IEEPA duties together in June 2025", "8505.11.00.70", "US", "CN", then, false, "32.1", "D001 D069 D071", ""},
		{"before List 3 rose", "85051930", "US", "CN", "2019-01-01", false, "", "D049", "No base duty is known"},
		{"combined minimum tops the base up", "8505.11.00.70", "US", "JP", now, false, "12.5", "D001 D106", ""},
		{"combined minimum over a preference", "8505.11.00.70", "US", "JP", now, true, "12.5", "D031 D106", ""},
		{"combined minimum for the EU as a group", "8505.11.00.70", "US", "DE", now, false, "10", "D001 D105", ""},
		{"USMCA lifts both", "8505.11.00.70", "US", "CA", now, true, "0", "D042", ""},
		{"without USMCA papers", "8505.11.00.70", "US", "CA", now, false, "12.1", "D001 D103", ""},
		{"Australian preference keeps the forced-labour duty", "8505.11.00.70", "US", "AU", now, true, "12.5", "D033 D083", ""},
		{"column 2 beats column 1", "8505.11.00.70", "US", "RU", now, false, "57.5", "D044 D095", ""},
		{"column 2 without its rate is unknown", "28053000", "US", "RU", now, false, "", "D095", "pay column 2"},
		{"Brazilian exempt line", "8505.11.00.70", "US", "BR", now, false, "14.6", "D001 D085 D111", ""},
		{"Brazilian other line", "8505.11.00.50", "US", "BR", now, false, "39.6", "D001 D085 D110", ""},
		{"EU base by a German importer", "8505.11.10", "DE", "CN", now, false, "2.2", "D118", ""},
		{"EU preference", "8505.11.10", "DE", "JP", now, true, "0", "D139", ""},
		{"no border within the EU", "8505.11.10", "DE", "EE", now, false, "0", "", "No customs border"},
		{"anti-dumping adds", "2849.90.30", "EU", "CN", now, false, "38.5", "D132 D143", ""},
		{"unknown British base stays unknown", "8505.11", "GB", "CN", now, false, "", "", "No base duty is known"},
		{"known British preference", "8505.11", "GB", "JP", now, true, "0", "D151", ""},
		{"a specific rate is no percentage", "26110060", "US", "AU", now, false, "", "D030 D083", "0.375 USD per kg W"},
		{"lines that agree stand for a short code", "8505.11", "US", "CN", now, false, "39.6", "D001 D055 D074", "shorter than the line 85051100"},
		{"lines that differ do not", "2846.90", "US", "CN", now, false, "", "D053 D074", "differ; give the full code"},
		{"Indian rates before and after", "2805.30", "IN", "CN", "2024-07-23", false, "5", "D154", ""},
		{"Indian rates after", "2805.30", "IN", "CN", "2024-07-24", false, "0", "D155", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := Shipped().DutyStack(DutyQuery{c.hs, c.importer, c.origin, c.date, c.preference})
			if err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, l := range s.Layers {
				if l.Applied {
					ids = append(ids, l.ID)
				}
			}
			sum := ""
			if s.SumPct.OK {
				sum = s.SumPct.V.String()
			}
			caveats := strings.Join(s.Caveats, "\n")
			if sum != c.sum || strings.Join(ids, " ") != c.layers || !strings.Contains(caveats, c.caveat) {
				t.Errorf("sum %q of %v, want %q of %s\n%s", sum, ids, c.sum, c.layers, caveats)
			}
		})
	}
}

func TestDutyQuestionsThatMakeNoSense(t *testing.T) {
	for _, c := range []struct {
		q    DutyQuery
		want string
	}{
		{DutyQuery{HS: "8505", Importer: "US", Origin: "CN", Date: "2026"}, "at least six digits"},
		{DutyQuery{HS: "8505.11", Importer: "Atlantis", Origin: "CN", Date: "2026"}, `importing country "Atlantis"`},
		{DutyQuery{HS: "8505.11", Importer: "US", Origin: "", Date: "2026"}, `country of origin ""`},
		{DutyQuery{HS: "8505.11", Importer: "US", Origin: "CN", Date: "soon"}, `"soon" is not a date`},
	} {
		if _, err := Shipped().DutyStack(c.q); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.q, err)
		}
	}
}

func TestACombinedMinimumNeverTakesAway(t *testing.T) {
	row := DutyRow{RateType: "combined_minimum"}
	row.RatePct.V, row.RatePct.OK = decimal.NewFromInt(10), true
	base := row.RatePct
	base.V = decimal.NewFromInt(45)
	if got := add(row, base); !got.OK || !got.V.IsZero() {
		t.Errorf("added %v to a base above the minimum", got)
	}
	base.OK = false
	if got := add(row, base); got.OK {
		t.Errorf("added %v to an unknown base", got)
	}
}
