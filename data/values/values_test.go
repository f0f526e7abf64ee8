package values

import (
	"errors"
	"math"
	"testing"

	"remanence/planner"
)

func TestPeriods(t *testing.T) {
	for in, want := range map[string]Period{
		"Jan 27": {first("2027-01"), 1, 0}, "2027-01": {first("2027-01"), 1, 0}, "1/2027": {first("2027-01"), 1, 0}, "01.2027": {first("2027-01"), 1, 0},
		"Mär 27": {first("2027-03"), 1, 0}, "März 2027": {first("2027-03"), 1, 0}, "Mrz. 27": {first("2027-03"), 1, 0}, "Okt-27": {first("2027-10"), 1, 0}, "Dez 2026": {first("2026-12"), 1, 0},
		"févr. 2027": {first("2027-02"), 1, 0}, "août 27": {first("2027-08"), 1, 0}, "juil. 2027": {first("2027-07"), 1, 0}, "juin 2027": {first("2027-06"), 1, 0}, "déc-27": {first("2027-12"), 1, 0},
		"2027年1月": {first("2027-01"), 1, 0}, "2027年01月": {first("2027-01"), 1, 0}, "令和9年4月": {first("2027-04"), 1, 0}, "27年3月": {first("2027-03"), 1, 0}, "２０２７年１２月": {first("2027-12"), 1, 0},
		"2027 二月": {first("2027-02"), 1, 0}, "January 2027": {first("2027-01"), 1, 0}, "2027 Jan": {first("2027-01"), 1, 0}, "202701": {first("2027-01"), 1, 0}, "ene 27": {first("2027-01"), 1, 0}, "gen-27": {first("2027-01"), 1, 0},
		"Q1 2027": {first("2027-01"), 3, 0}, "2027Q3": {first("2027-07"), 3, 0}, "Q2/27": {first("2027-04"), 3, 0}, "4Q27": {first("2027-10"), 3, 0}, "1. Quartal 2027": {first("2027-01"), 3, 0},
		"T2 2027": {first("2027-04"), 3, 0}, "2e trimestre 2027": {first("2027-04"), 3, 0}, "2027年第1四半期": {first("2027-01"), 3, 0}, "2027年第三季度": {first("2027-07"), 3, 0}, "2027-Q4": {first("2027-10"), 3, 0},
		"H1 2027": {first("2027-01"), 6, 0}, "2. Halbjahr 2027": {first("2027-07"), 6, 0}, "2H27": {first("2027-07"), 6, 0},
		"2027": {first("2027-01"), 12, 0}, "CY 2027": {first("2027-01"), 12, 0}, "2027年": {first("2027-01"), 12, 0}, "Jahr 2027": {first("2027-01"), 12, 0},
		"KW 5 2027": {first("2027-02"), 1, 5}, "KW05/2027": {first("2027-02"), 1, 5}, "2027-W01": {first("2027-01"), 1, 1}, "CW53 2026": {first("2026-12"), 1, 53}, "2027年第5週": {first("2027-02"), 1, 5}, "W18 27": {first("2027-05"), 1, 18},
		"31.01.2027": {first("2027-01"), 1, 0}, "2027-01-31": {first("2027-01"), 1, 0}, "15/02/2027": {first("2027-02"), 1, 0},
	} {
		if got, ok := ParsePeriod(in); !ok || got != want {
			t.Errorf("%q = %+v %v, want %s %d %d", in, got, ok, want.First, want.Months, want.Week)
		}
	}
	for _, in := range []string{"", "Jan", "FY27", "Q5 2027", "W60 2027", "W53 2027", "13/2027", "1234", "Total 2027", "Qty", "N42", "0", "1", "12.5", "5000", "jui 27", "price", "marketing 27", "Preis 2", "Q1"} {
		if got, ok := ParsePeriod(in); ok {
			t.Errorf("%q is read as %s, %d months", in, got.First, got.Months)
		}
	}
}

func first(s string) (m planner.Month) {
	m, err := ParseMonth(s)
	if err != nil {
		panic(err)
	}
	return m
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		in    string
		order Order
		want  string
	}{
		{"2027-01-15", 0, "2027-01-15"}, {"2027/1/5", 0, "2027-01-05"}, {"20270115", 0, "2027-01-15"}, {"15.01.2027", 0, "2027-01-15"}, {"15.1.27", 0, "2027-01-15"},
		{"15-Jan-2027", 0, "2027-01-15"}, {"Jan 15, 2027", 0, "2027-01-15"}, {"15. März 2027", 0, "2027-03-15"}, {"15 août 2027", 0, "2027-08-15"}, {"2027年1月15日", 0, "2027-01-15"},
		{"15/04/2027", 0, "2027-04-15"}, {"04/15/2027", 0, "2027-04-15"}, {"03/04/2027", DayFirst, "2027-04-03"}, {"03/04/2027", MonthFirst, "2027-03-04"}, {"04/04/27", 0, "2027-04-04"},
		{"2027-01-15 00:00:00", 0, "2027-01-15"}, {"2027-01-15T12:30:00", 0, "2027-01-15"},
	} {
		if got, err := ParseDate(c.in, c.order); err != nil || got.String() != c.want {
			t.Errorf("%q = %v %v, want %s", c.in, got, err, c.want)
		}
	}
	if _, err := ParseDate("03/04/2027", UnknownOrder); !errors.Is(err, ErrOrder) {
		t.Error(err)
	}
	for _, in := range []string{"31.02.2027", "2027-13-01", "abc", "1/2", "5.5.5.5", "12", "2027"} {
		if got, err := ParseDate(in, DayFirst); !errors.Is(err, ErrNotDate) {
			t.Errorf("%q = %v %v", in, got, err)
		}
	}
	if OrderOf("15/04/2027") != DayFirst || OrderOf("04/15/2027") != MonthFirst || OrderOf("03/04/2027") != UnknownOrder {
		t.Error("order")
	}
	for v, want := range map[float64]string{46418: "2027-01-31", 1: "1900-01-01", 61: "1900-03-01", 46418.99: "2027-01-31"} {
		if d, ok := SerialDate(v, false); !ok || d.String() != want {
			t.Errorf("%v = %v", v, d)
		}
	}
	if d, ok := SerialDate(46418-1462, true); !ok || d.String() != "2027-01-31" {
		t.Error(d)
	}
}

func TestUnits(t *testing.T) {
	for in, want := range map[string]Unit{
		"g": {Dim: Mass, Factor: 0.001}, "[kg]": {Dim: Mass, Factor: 1}, "Tonnen": {Dim: Mass, Factor: 1000}, "Stück": {Dim: Count, Factor: 1}, "k pcs": {}, "kpcs": {Dim: Count, Factor: 1000},
		"€": {Currency: "EUR", Scale: 1}, "US$": {Currency: "USD", Scale: 1}, "k€": {Currency: "EUR", Scale: 1000}, "TEUR": {Currency: "EUR", Scale: 1000}, "Mio. €": {Currency: "EUR", Scale: 1e6},
		"€/kg": {Currency: "EUR", Scale: 1, Dim: Mass, Factor: 1}, "USD per piece": {Currency: "USD", Scale: 1, Dim: Count, Factor: 1}, "€/1000 Stück": {Currency: "EUR", Scale: 1, Dim: Count, Factor: 1000},
		"EUR/100 St.": {Currency: "EUR", Scale: 1, Dim: Count, Factor: 100}, "per 1,000": {Dim: Count, Factor: 1000}, "/1000": {Dim: Count, Factor: 1000}, "$ / k pcs": {}, "RMB/kg": {Currency: "CNY", Scale: 1, Dim: Mass, Factor: 1},
		"円/個": {Currency: "JPY", Scale: 1, Dim: Count, Factor: 1}, "元/公斤": {Currency: "CNY", Scale: 1, Dim: Mass, Factor: 1}, "€ pro kg": {Currency: "EUR", Scale: 1, Dim: Mass, Factor: 1},
		"kg/month": {Dim: Mass, Factor: 1, Month: true}, "t per year": {Dim: Mass, Factor: 1000, Year: true}, "pcs p.a.": {Dim: Count, Factor: 1, Year: true}, "kg/Monat": {Dim: Mass, Factor: 1, Month: true},
		"weeks": {Dim: Time, Factor: 7}, "Wochen": {Dim: Time, Factor: 7}, "日": {Dim: Time, Factor: 1}, "週": {Dim: Time, Factor: 7}, "working days": {Dim: Time, Factor: 1.4}, "%": {Dim: Share, Factor: 0.01},
		"EUR / kg / month": {}, "price": {}, "": {}, "2027": {}, "kg per": {}, "¥": {}, "/0": {},
	} {
		got, ok := ParseUnit(in)
		got.Text = ""
		if ok != (want != Unit{}) || ok && (got.Dim != want.Dim || math.Abs(got.Factor-want.Factor) > 1e-12 || got.Currency != want.Currency || got.Scale != want.Scale || got.Month != want.Month || got.Year != want.Year) {
			t.Errorf("%q = %+v %v, want %+v", in, got, ok, want)
		}
	}
}

func TestDecimalSign(t *testing.T) {
	for in, want := range map[string]string{
		"1,5": ",", "1.5": ".", "1.234,5": ",", "1,234.5": ".", "1,234": "?", "1.234": "?", "0.125": ".", "0,125": ",", "1.234.567": ",", "1,234,567": ".", "1 234,567": ",", "€ 12,50": ",",
		"12": "", "abc": "", "1234.567": ".", ",5": ",", "12.3456": ".",
	} {
		got, ambiguous := DecimalSign(in)
		if ambiguous {
			got = "?"
		}
		if got != want {
			t.Errorf("%q proves %q, want %q", in, got, want)
		}
	}
}

// FuzzValues holds that nothing panics and that what is read lies within reason.
func FuzzValues(f *testing.F) {
	for _, s := range []string{"Q1 2027", "2027年第1四半期", "KW 5/27", "€/1000 St.", "1.234,5 kg", "03/04/2027", "令和9年1月", "(1 200)-", "1e99", "年", "0/0/0", "'''"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if p, ok := ParsePeriod(s); ok && (p.First.Year() < 1990 || p.First.Year() > 2099 || p.Months < 1 || p.Months > 12) {
			t.Fatalf("%q is %+v", s, p)
		}
		if u, ok := ParseUnit(s); ok && u.Dim != NoDim && !(u.Factor > 0 && u.Factor < 1e30) {
			t.Fatalf("%q is %+v", s, u)
		}
		ParseDate(s, UnknownOrder)
		ParseMonth(s)
		MonthName(s)
		sign, ambiguous := DecimalSign(s)
		if sign != "" && ambiguous {
			t.Fatalf("%q proves %q and is ambiguous", s, sign)
		}
		OrderOf(s)
		for _, usual := range []string{".", ","} {
			if a, err := Parse(s, usual); err == nil && (math.IsNaN(a.Float()) || math.IsInf(a.Float(), 0)) {
				t.Fatalf("%q is %+v", s, a)
			}
		}
	})
}
