package main

import (
	"testing"
	"time"
)

func TestSharesAndPercentiles(t *testing.T) {
	for text, want := range map[string]float64{"0.003": 0.003, "0.3%": 0.003, "0.3 %": 0.003, "0": 0} {
		var s share
		if err := s.Set(text); err != nil || s.V != want || !s.OK {
			t.Errorf("--gap %s: %v, %v, want %v", text, s.Opt, err, want)
		}
	}
	for text, want := range map[string]float64{"80": 0.8, "0.8": 0.8, "80%": 0.8, "99.5": 0.995, "1": 0.01} {
		var p percentile
		if err := p.Set(text); err != nil || p.V != want {
			t.Errorf("--licence-percentile %s: %v, %v, want %v", text, p.Opt, err, want)
		}
	}
	for _, text := range []string{"", "-1", "1", "NaN", "Inf", "3 cats"} {
		if err := new(share).Set(text); err == nil {
			t.Errorf("--gap %s was accepted", text)
		}
	}
	for _, text := range []string{"0", "100", "-5", "x"} {
		if err := new(percentile).Set(text); err == nil {
			t.Errorf("--licence-percentile %s was accepted", text)
		}
	}
}

func TestTimeLimit(t *testing.T) {
	for text, want := range map[string]time.Duration{"90": 90 * time.Second, "1.5": 1500 * time.Millisecond, "2m": 2 * time.Minute, "250ms": 250 * time.Millisecond} {
		var l limit
		if err := l.Set(text); err != nil || time.Duration(l) != want {
			t.Errorf("%s: %v, %v, want %v", text, time.Duration(l), err, want)
		}
	}
	for _, text := range []string{"", "0", "-3", "soon", "NaN", "1e300", "-2m"} {
		if err := new(limit).Set(text); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
}

func TestRuleListMayRepeat(t *testing.T) {
	var n names
	for _, text := range []string{"R01, R02", "R02", "R03,"} {
		if err := n.Set(text); err != nil {
			t.Fatal(err)
		}
	}
	if len(n) != 3 || n[0] != "R01" || n[1] != "R02" || n[2] != "R03" {
		t.Errorf("got %v", n)
	}
}
