package measures

import (
	"strings"
	"testing"
)

// A difference of money has its sign in front, up and down alike.
func TestMoneyChangesBySign(t *testing.T) {
	m := Money("EUR", Measure{})
	for v, want := range map[float64]string{741_200: "+EUR 741.2 k", -741_200: "-EUR 741.2 k", 0: "EUR 0"} {
		if got := strings.ReplaceAll(m.Change(v), "\u00a0", " "); got != want {
			t.Errorf("%g is %q, want %q", v, got, want)
		}
	}
}
