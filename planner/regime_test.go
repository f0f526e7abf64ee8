package planner

import "testing"

// A choice with a first and a last day reads back as it was written; days that are
// none, or in the wrong order, are refused.
func TestARegimeChoiceHasAFirstAndALastDay(t *testing.T) {
	for text, want := range map[string]RegimeChoice{
		"CN-2025-61b=in_force@2027-05-01/2027-10-31": {"CN-2025-61b", BranchInForce, "2027-05-01", "2027-10-31"},
		"CN-2025-18=suspended@2027-06-01":            {"CN-2025-18", BranchSuspended, "2027-06-01", ""},
		"CN-2025-70=lapses":                          {"CN-2025-70", BranchLapses, "", ""},
	} {
		got, err := ParseRegimeChoice(text)
		if err != nil || got != want || got.String() != text {
			t.Errorf("%s is %+v (%v), written %s", text, got, err, got)
		}
	}
	for _, text := range []string{"CN-2025-61b=in_force@2027-05-01/", "CN-2025-61b=in_force@/2027-10-31", "CN-2025-61b=in_force@2027-05-01/soon",
		"CN-2025-61b=in_force@2027-05-01/2027-04-30", "CN-2025-61b=lapses@2027-05-01/2027-10-31"} {
		if got, err := ParseRegimeChoice(text); err == nil {
			t.Errorf("%s was read as %+v", text, got)
		}
	}
}
