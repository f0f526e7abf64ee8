package sources

import "testing"

func TestWhatPeopleWrite(t *testing.T) {
	for _, x := range []struct {
		k                 kind
		typed, want, fail string
	}{
		{money, "72,64", "72.64", ""}, {money, "USD 72.64/kg", "72.64", ""}, {money, "1,234.50 USD", "1234.50", ""}, {money, "70 EUR", "", "currency"},
		{percent, "2,2 %", "2.2", ""}, {percent, "25", "25", ""}, {share, "92 %", "0.92", ""}, {share, "0.92", "0.92", ""}, {share, "92", "0.92", ""},
		{kilos, "1.5 t", "1500", ""}, {kilos, "800 kg", "800", ""}, {kilos, "3 pcs", "", "unit"}, {number, "7 weeks", "7", ""}, {number, "7 EUR", "", "unit"},
		{whole, "12", "12", ""}, {whole, "12.5", "", "whole"}, {month, "Mar 27", "2027-03", ""}, {month, "soon", "", "month"},
		{status, "under way", "in_progress", ""}, {status, "Qualified", "qualified", ""}, {status, "perhaps", "", "status"},
		{evidence, "documented", "2", ""}, {evidence, "2 documented", "2", ""}, {evidence, "7", "", "level"},
		{money, "n/a", "", ""}, {number, "", "", ""}, {money, "dear", "", "number"}, {money, "5 %", "", "percentage"},
	} {
		got, err := x.k.stored(x.typed, "USD")
		if (err != nil) != (x.fail != "") || got != x.want {
			t.Errorf("kind %d, %q gives %q, %v; want %q %s", x.k, x.typed, got, err, x.want, x.fail)
		}
	}
}
