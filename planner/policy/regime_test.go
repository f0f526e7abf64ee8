package policy

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"remanence/planner"
)

func TestStandingByDateAndBranch(t *testing.T) {
	for _, c := range []struct {
		rule, date string
		regime     string
		want       Standing
		disputed   bool
	}{
		{rule18, "2025-04-03", "", Scheduled, false},
		{rule18, "2025-04-04", "", InForce, false},
		{ruleReexport, "2025-10-20", "", InForce, false}, // in force for four weeks before the suspension
		{ruleValue, "2026-11-10", "", Suspended, false},
		{ruleValue, "2026-11-11", "", Suspended, true},
		{ruleValue, "2028-01-01", "", Suspended, true},
		{ruleValue, "2028-01-01", "CN-2025-70=holds", Suspended, false},
		{ruleValue, "2027-01-10", "CN-2025-70=extended", Suspended, false},
		{ruleValue, "2027-01-11", "CN-2025-70=extended", InForce, false},
		{ruleValue, "2026-11-10", "CN-2025-70=lapses", Suspended, false},
		{ruleValue, "2026-11-11", "CN-2025-61=lapses", InForce, false},                     // the announcement
		{ruleValue, "2026-11-11", "CN-2025-61a=holds|CN-2025-70=lapses", Suspended, false}, // the rule itself comes first
		{ruleTechnology, "2026-11-11", "CN-2025-61a=lapses", Suspended, true},
		{"CN-2024-46", "2026-11-28", "", Suspended, true},
		{"CN-2024-46", "2026-11-28", "CN-2025-72=lapses", InForce, false},
		{rule18, "2027-06-01", "CN-2025-18=suspended@2027-06-01", Suspended, false},
		{rule18, "2027-05-31", "CN-2025-18=suspended@2027-06-01", InForce, false},
		{ruleValue, "2026-12-01", "CN-2025-61a=in_force@2027-03-01", Suspended, true},
		{ruleValue, "2027-03-01", "CN-2025-61a=in_force@2027-03-01", InForce, false},
		{ruleMine, "2026-12-31", "", Scheduled, false},
		{"US-IEEPA", "2026-02-24", "", InForce, false},
		{"US-IEEPA", "2026-02-25", "", Ended, false},
		{"EU-WASTE", "2027-01-01", "", Unsettled, false},
		{"NOBODY", "2027-01-01", "", Unsettled, false},
	} {
		r, err := planner.ParseRegime(c.regime)
		if err != nil {
			t.Fatal(err)
		}
		if s := NewBook(rows(), r).State(c.rule, c.date); s.Standing != c.want || s.Disputed != c.disputed || s.Text == "" {
			t.Errorf("%s on %s with %q: %+v, want %s, disputed %v", c.rule, c.date, c.regime, s, c.want, c.disputed)
		}
	}
}

// The October 2025 package leaves three ways open, the gallium ban two: six
// regimes, the first of which is how a plan takes them.
func TestOpenBranchesAreEnumerated(t *testing.T) {
	qs := NewBook(rows(), nil).Questions()
	if len(qs) != 2 || qs[0].ID != "CN-2025-70" || qs[1].ID != "CN-2025-72" {
		t.Fatalf("%+v", qs)
	}
	if want := []string{ruleEquipment, rule57, ruleValue, ruleTechnology, ruleReexport, ruleService}; !slices.Equal(qs[0].Rules, want) {
		t.Errorf("%v", qs[0].Rules)
	}
	if w := qs[0].Branches; len(w) != 3 || w[1].Returns != "2027-01-11" || w[2].Returns != "2026-11-11" {
		t.Errorf("%+v", w)
	}
	all := Regimes(nil, qs)
	if len(all) != 6 || all[0].String() != "CN-2025-70=holds|CN-2025-72=holds" || all[5].String() != "CN-2025-70=lapses|CN-2025-72=lapses" {
		t.Errorf("%v", all)
	}
	for _, r := range all {
		for _, x := range []string{ruleValue, "CN-2024-46"} {
			if NewBook(rows(), r).State(x, "2027-06-01").Disputed {
				t.Errorf("%s is disputed although %s is chosen", x, r)
			}
		}
	}
}

// 45 working days are 63 days; 40 % waited longer, so that 63 is the 60th
// percentile (z = 0.2533); 120 is read as the 90th. sigma = ln(120÷63) ÷ (1.2816
// − 0.2533) = 0.6266, median = 63 × exp(−0.2533 × 0.6266) = 53.75.
func TestWaitFromTheEvidence(t *testing.T) {
	b := NewBook(rows(), nil)
	if w := b.Wait(rule18); w.P50 != planner.Some(54.0) || w.P90 != planner.Some(120.0) {
		t.Errorf("%+v", w)
	}
	if w := b.Wait("CN-2023-23"); w.P50 != planner.Some(54.0) || w.P90 != planner.Some(120.0) {
		t.Errorf("the same desk: %+v", w)
	}
	f := rows()
	f.Evidence = nil
	if w := NewBook(f, nil).Wait(rule18); math.Abs(w.P50.V-63) > 1e-9 || w.P90 != w.P50 {
		t.Errorf("the statute alone: %+v", w)
	}
	if w := b.Wait(ruleMine); w.P50.OK {
		t.Errorf("nothing is known: %+v", w)
	}
}

// Measured days stand in place of derived ones, for the state they speak of; the newest
// counts, and the 90th percentile never lies below the median.
func TestWaitAsMeasured(t *testing.T) {
	measured := func(period, origin, metric string, days float64) planner.Evidence {
		return planner.Evidence{Period: period, Origin: origin, Metric: metric, Value: planner.Some(days), Source: planner.Source{Name: metric, User: true}}
	}
	for name, c := range map[string]struct {
		rows     []planner.Evidence
		p50, p90 float64
	}{
		"both":          {[]planner.Evidence{measured("2026-05", "CN", WaitMedian, 30), measured("2026-05", "CN", WaitMost, 75)}, 30, 75},
		"the median":    {[]planner.Evidence{measured("2026-05", "CN", WaitMedian, 40)}, 40, 120},
		"the most":      {[]planner.Evidence{measured("2026-05", "CN", WaitMost, 90)}, 54, 90},
		"a short most":  {[]planner.Evidence{measured("2026-05", "CN", WaitMost, 45)}, 45, 45},
		"a long median": {[]planner.Evidence{measured("2026-05", "CN", WaitMedian, 150)}, 150, 150},
		"the newest":    {[]planner.Evidence{measured("2026-07-02", "CN", WaitMedian, 20), measured("2026-05", "CN", WaitMedian, 40)}, 20, 120},
		"another state": {[]planner.Evidence{measured("2026-05", "JP", WaitMedian, 10)}, 54, 120},
	} {
		f := rows()
		f.Evidence = append(f.Evidence, c.rows...)
		w := NewBook(f, nil).Wait(rule18)
		if w.P50 != planner.Some(c.p50) || w.P90 != planner.Some(c.p90) {
			t.Errorf("%s: %v and %v, not %g and %g", name, w.P50, w.P90, c.p50, c.p90)
		}
		if name != "another state" && (!w.Source.User || !strings.Contains(w.Text, "as measured")) {
			t.Errorf("%s: %+v", name, w)
		}
	}
}

// Where nothing else is reported of a licence, what nobody measured is not made up: the
// 90 % stays missing; a missing median counts as long as the 90 %, and the text says so.
func TestWaitMeasuredOfAnUnknownLicence(t *testing.T) {
	for metric, want := range map[string]Wait{
		WaitMedian: {P50: planner.Some(40.0), Text: "median 40 days, as measured; nothing is reported of longer waits"},
		WaitMost:   {P50: planner.Some(40.0), P90: planner.Some(40.0), Text: "90 % 40 days, as measured; nothing is reported of the median, which counts as long"},
	} {
		f := rows()
		f.Regulations = append(f.Regulations, planner.Regulation{ID: "XX-1", Jurisdiction: "XX"})
		f.Evidence = append(f.Evidence, planner.Evidence{Period: "2026-05", Origin: "XX", Metric: metric, Value: planner.Some(40.0)})
		if w := NewBook(f, nil).Wait("XX-1"); w.P50 != want.P50 || w.P90 != want.P90 || w.Text != want.Text {
			t.Errorf("%s: %+v", metric, w)
		}
	}
}

func TestSettleEntryAgainstRules(t *testing.T) {
	returns := planner.Regime{{Regulation: "CN-2025-61a", Branch: planner.BranchInForce, From: "2027-03-15"}}
	off := planner.Regime{{Regulation: rule18, Branch: planner.BranchSuspended}}
	for _, c := range []struct {
		name, country, item, entry string
		regime                     planner.Regime
		jan, march                 planner.LicencePeriod
	}{
		{"silent, reached", "CN", "N42SH", "", nil, planner.LicencePeriod{Needed: true, Rule: rule18}, planner.LicencePeriod{Needed: true, Rule: rule18}},
		{"silent, not reached", "CN", "N42", "", nil, planner.LicencePeriod{}, planner.LicencePeriod{}},
		{"silent, country unknown", "", "N42SH", "", nil, planner.LicencePeriod{Unknown: true}, planner.LicencePeriod{Unknown: true}},
		{"entry none wins", "CN", "N42SH", "none", nil, planner.LicencePeriod{}, planner.LicencePeriod{}},
		{"entry wins", "DE", "N42", rule18, nil, planner.LicencePeriod{Needed: true, Rule: rule18}, planner.LicencePeriod{Needed: true, Rule: rule18}},
		{"regime takes the rule away", "CN", "N42SH", rule18, off, planner.LicencePeriod{Rule: rule18}, planner.LicencePeriod{Rule: rule18}},
		{"regime takes the rule away, silent", "CN", "N42SH", "", off, planner.LicencePeriod{}, planner.LicencePeriod{}},
		{"dormant", "JP", "N42SH", "CN-2025-61a if the suspension lapses", nil, planner.LicencePeriod{Rule: ruleValue}, planner.LicencePeriod{Rule: ruleValue}},
		// A month counts as its last day: the rule returns on 15 March.
		{"dormant wakes", "JP", "N42SH", "CN-2025-61a if the suspension lapses", returns, planner.LicencePeriod{Rule: ruleValue}, planner.LicencePeriod{Needed: true, Rule: ruleValue}},
		{"a rule nobody knows stands as entered", "JP", "N42", "EU-X", nil, planner.LicencePeriod{Needed: true, Rule: "EU-X"}, planner.LicencePeriod{Needed: true, Rule: "EU-X"}},
	} {
		p := project(c.country, c.item)
		p.Regime = c.regime
		if c.entry != "" {
			p.Offers[0].Licence = planner.ParseLicence(c.entry)
		}
		s := Settle(p, rows())
		for m, want := range map[planner.Month]planner.LicencePeriod{p.Start: c.jan, p.Start + 2: c.march} {
			got := s.Offers[0].Licence.In(m)
			want.From = got.From
			if got != want {
				t.Errorf("%s, %s: %+v, want %+v", c.name, m, got, want)
			}
		}
		if again := Settle(s, rows()); again != s {
			t.Error("settled twice")
		}
		if _, decided := p.Offers[0].Licence.Terms(); decided {
			t.Error("settling changed the project it was given")
		}
	}
	// The wait of the evidence stands in for one that is not entered.
	s := Settle(project("CN", "N42SH"), rows())
	if got := s.Offers[0].Licence.WaitDays(0.5); math.Abs(got-54) > 1e-9 {
		t.Errorf("wait %g", got)
	}
}

func TestDisagreementsAreWarnings(t *testing.T) {
	for _, c := range []struct {
		country, item, entry string
		warn                 bool
	}{
		{"CN", "N42SH", "none", true},
		{"CN", "N42SH", rule18, false},
		{"CN", "N42", rule18, true},
		{"CN", "N42", "none", false},
		{"CN", "N42SH", rule18 + " if the suspension lapses", true}, // it was never suspended
		{"CN", "N42SH", "", false},
	} {
		p := project(c.country, c.item)
		if c.entry != "" {
			p.Offers[0].Licence = planner.ParseLicence(c.entry)
		}
		ps := Problems(p, rows())
		if (len(ps) > 0) != c.warn || ps.Refused() {
			t.Errorf("%s from %s, %q: %v", c.item, c.country, c.entry, ps)
		}
	}
	p := project("CN", "N42")
	p.Regime = planner.Regime{{Regulation: "CN-2025-07", Branch: planner.BranchLapses}}
	if ps := Problems(p, rows()); len(ps) != 1 {
		t.Errorf("%v", ps)
	}
}

func TestAssumptionsNameDefaultsAndOpenBranches(t *testing.T) {
	as := Assumptions(project("CN", "N42SH"), rows())
	if len(as) != 1 || as[0].Where != "licences" || !as[0].Source.Default {
		t.Errorf("%+v", as)
	}
	p := project("JP", "N42SH")
	p.Offers[0].Licence = planner.ParseLicence("CN-2025-61a if the suspension lapses")
	if as = Assumptions(p, rows()); len(as) != 1 || as[0].Where != "regulation CN-2025-70" {
		t.Errorf("%+v", as)
	}
	p.Regime = planner.Regime{{Regulation: "CN-2025-70", Branch: planner.BranchLapses}}
	if as = Assumptions(p, rows()); len(as) != 2 || as[0].Where != "regime" || as[1].Where != "licence wait" {
		t.Errorf("%+v", as)
	}
}

// Relaxing a regime never adds a licence need: from lapses to extended to holds,
// and from in force to suspended, on random lines, dates and regimes.
func TestRelaxingARegimeAddsNoNeed(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 18))
	f := rows()
	items := []string{"N42", "N42SH", "G50SH", "38SH Ho", "N35 Gd", "Sm2Co17 28", "M004", "M008", "M046", "M019", "OWN"}
	entries := []string{"", "", "none", rule18, "CN-2025-61a if the suspension lapses"}
	rules := []string{"CN-2025-70", "CN-2025-72", "CN-2025-61", rule18, rule57, ruleValue, "CN-2023-23"}
	order := []planner.Branch{planner.BranchInForce, planner.BranchLapses, planner.BranchExtended, planner.BranchHolds, planner.BranchSuspended}
	pick := func(s []string) string { return s[rnd.IntN(len(s))] }
	rank := func(m planner.LicencePeriod) int {
		switch {
		case m.Needed || m.Barred:
			return 2
		case m.Unknown:
			return 1
		}
		return 0
	}
	for range 1500 {
		p := project(pick([]string{"CN", "JP", ""}), pick(items))
		p.BuyerCountry = pick([]string{"", "US", "DE"})
		if rnd.IntN(2) == 0 {
			profile(p, planner.Origin{Element: "Dy", Stage: planner.Separation, Country: pick([]string{"CN", "MY"})})
		}
		if e := pick(entries); e != "" {
			p.Offers[0].Licence = planner.ParseLicence(e)
		}
		id, k := pick(rules), rnd.IntN(len(order)-1)
		var rest planner.Regime
		if other := pick(rules); other != id {
			rest = planner.Regime{{Regulation: other, Branch: order[rnd.IntN(len(order))]}}
		}
		strict, loose := p.Clone(), p.Clone()
		strict.Regime = rest.With(planner.RegimeChoice{Regulation: id, Branch: order[k]})
		loose.Regime = rest.With(planner.RegimeChoice{Regulation: id, Branch: order[k+1]})
		// A rule without a suspension has no branches of one: they leave it in force.
		a, b := Settle(strict, f).Offers[0].Licence, Settle(loose, f).Offers[0].Licence
		for m := p.Start; m < p.Start+planner.Month(p.Months); m++ {
			if rank(b.In(m)) > rank(a.In(m)) {
				t.Fatalf("%s from %q, entry %q, %s: %s gives %+v, the looser %s gives %+v", p.Offers[0].Item, p.Offers[0].Country,
					p.Offers[0].Licence.Text, m, strict.Regime, a.In(m), loose.Regime, b.In(m))
			}
		}
	}
}
