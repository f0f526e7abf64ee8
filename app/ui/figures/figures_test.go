package figures

import (
	"errors"
	"math"
	"testing"
)

func TestParse(t *testing.T) {
	for in, want := range map[string]Amount{
		"1234": {Digits: "1234"}, "1,234": {Digits: "1234"}, "1.234": {Digits: "1.234"}, "1,5": {Digits: "1.5"},
		"1.234,56": {Digits: "1234.56"}, "1,234.56": {Digits: "1234.56"}, "1 234 567,8": {Digits: "1234567.8"},
		"1'234.50": {Digits: "1234.50"}, "1\u202f234": {Digits: "1234"}, "1.234.567": {Digits: "1234567"},
		"0,125": {Digits: "0.125"}, "0.125": {Digits: "0.125"}, ",5": {Digits: "0.5"}, "12,3456": {Digits: "12.3456"},
		"-5": {Digits: "-5"}, "−5": {Digits: "-5"}, "5-": {Digits: "-5"}, "(1,200)": {Digits: "-1200"}, "+7": {Digits: "7"}, "-0": {Digits: "0"},
		"12 %": {Digits: "12", Percent: true}, "12,5%": {Digits: "12.5", Percent: true},
		"840 kg": {Digits: "840", Unit: "kg"}, "1.2t": {Digits: "1.2", Unit: "t"}, "EUR 12.50": {Digits: "12.50", Unit: "EUR"},
		"€12": {Digits: "12", Unit: "€"}, "12 EUR/kg": {Digits: "12", Unit: "EUR/kg"}, "-EUR 3": {Digits: "-3", Unit: "EUR"},
		"12k": {Digits: "12000"}, "3.4 M": {Digits: "3400000"}, "1,5 mio EUR": {Digits: "1500000", Unit: "EUR"}, "2M€": {Digits: "2000000", Unit: "€"},
		"3 m": {Digits: "3", Unit: "m"}, "1e-3": {Digits: "0.001"}, "1.5E3": {Digits: "1500"}, "00012": {Digits: "12"},
		"12,34,567": {Digits: "1234567"},
	} {
		got, err := Parse(in)
		if err != nil || got != want {
			t.Errorf("Parse(%q) = %+v, %v; want %+v", in, got, err, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, in := range []string{"abc", "1,23,4", "1.2.3", "1,234.567,8", "12-15", "2027-01-05", "1..2", "part 12", "3 of 5"} {
		if got, err := Parse(in); !errors.Is(err, ErrNotNumber) {
			t.Errorf("Parse(%q) = %+v, %v; want a refusal", in, got, err)
		}
	}
	for _, in := range []string{"", "  ", "-", "n/a", "TBD", "–", "?"} {
		if _, err := Parse(in); !errors.Is(err, ErrMissing) {
			t.Errorf("Parse(%q): %v, want missing", in, err)
		}
	}
}

func TestStyleDecidesTheAmbiguousOne(t *testing.T) {
	defer Use(InUse())
	Use(LocaleOf("de"))
	for in, want := range map[string]float64{"1,234": 1.234, "1.234": 1234, "1.234,5": 1234.5, "0.125": 0.125} {
		if got, err := ParseNumber(in); err != nil || got != want {
			t.Errorf("%q = %v, %v; want %v", in, got, err, want)
		}
	}
	if got := Number(-1234567.891, 2); got != "-1.234.567,89" {
		t.Error(got)
	}
}

func TestPercentColumn(t *testing.T) {
	for in, want := range map[string]float64{"40": 0.4, "40 %": 0.4, "0.4": 0.004} {
		if got, err := ParsePercent(in); err != nil || math.Abs(got-want) > 1e-12 {
			t.Errorf("%q = %v, %v; want %v", in, got, err, want)
		}
	}
}

func TestFormats(t *testing.T) {
	for got, want := range map[string]string{
		Number(1234567.5, 0): "1,234,568", Number(999.995, 2): "1,000.00", Number(2.675, 2): "2.68", Number(-0.001, 2): "0.00",
		Number(math.NaN(), 2): Missing, Number(100, 0): "100", Decimal("123456789012345678.05", 1): "123,456,789,012,345,678.1",
		Decimal("-12.5", -1): "-12.5", Auto(0.01234): "0.0123", Auto(12.5): "12.5", Auto(1234.5): "1,235",
		Percent(0.405, 1): "40.5\u00a0%", Signed(12, 0): "+12", Signed(-12, 0): "-12", Signed(0.001, 0): "0",
		Money("EUR", 1234.5): "EUR\u00a01,234.50", MoneyShort("EUR", 182_412_345.67): "EUR\u00a0182.4\u00a0M",
		MoneyShort("EUR", 999_960_000): "EUR\u00a01.0\u00a0bn", Short(12345): "12.3\u00a0k", Tick(12000): "12\u00a0k", Tick(1.25e6): "1.25\u00a0M", Tick(1.2345e6): "1.2\u00a0M", Tick(2.5e9): "2.5\u00a0bn", Short(-9500): "-9,500",
		Mass(1240): "1.24\u00a0t", Mass(0.5): "500\u00a0g", Mass(840): "840\u00a0kg",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestParseMonth(t *testing.T) {
	for in, want := range map[string]string{
		"2027-01": "2027-01", "2027/1": "2027-01", "01/2027": "2027-01", "1.2027": "2027-01", "202701": "2027-01",
		"Jan 27": "2027-01", "jan-2027": "2027-01", "January 2027": "2027-01", "27-Jan": "2027-01", "Jan27": "2027-01",
		"2027-12-15": "2027-12", "15.03.2027": "2027-03", "15 Mar 2027": "2027-03", "Dez 26": "2026-12", "März 2026": "2026-03", "Jan '27": "2027-01",
	} {
		got, err := ParseMonth(in)
		if err != nil || got.String() != want {
			t.Errorf("%q = %v, %v; want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"2027", "13/2027", "2027-00", "01/02/2027", "foo 27", "12", "1850-01"} {
		if got, err := ParseMonth(in); !errors.Is(err, ErrNotMonth) {
			t.Errorf("%q = %v, %v; want a refusal", in, got, err)
		}
	}
	if m := NewMonth(2026, 12); m.Label() != "Dec 26" || (m+1).String() != "2027-01" {
		t.Error(m.Label(), m+1)
	}
}

// FuzzParse checks that what is accepted reads back the same after formatting.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"1.234,5 kg", "(12)", "12 %", "1e9", "EUR 3k", "- 5", "1'000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := Parse(s)
		if err != nil {
			return
		}
		again, err := Parse(Decimal(a.Digits, -1))
		if err != nil {
			t.Fatalf("%q gave %q, which is refused: %v", s, a.Digits, err)
		}
		x, y := (Amount{Digits: a.Digits}).Float(), again.Float()
		if x != y {
			t.Fatalf("%q: %v reads back as %v", s, x, y)
		}
		ParseMonth(s)
	})
}
