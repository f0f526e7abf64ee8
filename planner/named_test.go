package planner

import "testing"

func TestNamedValuesRoundTrip(t *testing.T) {
	p := &Project{}
	for _, text := range []string{"", "site=9", "site=9; supplier:JL Mag=6.5; lane:CN>DE=0"} {
		if err := p.Apply(Edit{What: "settings/recovery_months", Before: p.Recovery.String(), After: text}); err != nil || p.Recovery.String() != text {
			t.Errorf("%q came back as %q, %v", text, p.Recovery.String(), err)
		}
	}
	q := p.Clone()
	q.Recovery[0].Value = 1
	if p.Recovery[0].Value != 9 {
		t.Error("a copy shares its values")
	}
	for _, bad := range []string{"site", "=3", "site=x", "site=-1", "site=1; site=2"} {
		if _, err := ParseNamedValues(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
	if v := p.Recovery.Without("site").With("lane", 2).With("lane", 3).String(); v != "supplier:JL Mag=6.5; lane:CN>DE=0; lane=3" {
		t.Error(v)
	}
}
