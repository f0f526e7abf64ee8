package reference

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"remanence/planner"
)

func (a *audit) suppliers() {
	for _, s := range a.t.Suppliers {
		a.check(a.knownCountry(s.Country), "supplier %s: country %s does not exist", s.ID, s.Country)
		a.check(a.knownCountry(s.ParentCountry), "supplier %s: parent country %s does not exist", s.ID, s.ParentCountry)
		a.check(s.Start == "" || isDate(s.Start), "supplier %s: start %q is not a date", s.ID, s.Start)
		a.check(within(s.Lat, -90, 90) && within(s.Lon, -180, 180), "supplier %s: position is off the globe", s.ID)
		a.check((s.ChinaDependence == "origin CN") == (s.Country == "CN"), "supplier %s: in %s, dependence on Chinese feed is %q", s.ID, s.Country, s.ChinaDependence)
		a.check(!s.CapacityTonnes.OK || s.CapacityBasis != "", "supplier %s: a capacity without its basis", s.ID)
	}
}

// groups of states that regulations and evidence speak of.
var groups = []string{"G7", "INT", "World"}

func (a *audit) jurisdiction(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if !a.knownCountry(part) && !slices.Contains(groups, part) {
			return false
		}
	}
	return true
}

func (a *audit) regulations() {
	for _, r := range a.t.Regulations {
		a.check(a.jurisdiction(r.Jurisdiction), "regulation %s: jurisdiction %s is not known", r.ID, r.Jurisdiction)
		a.check(datesRise(r.SuspendedFrom, r.SuspendedUntil, r.Extension), "regulation %s: the suspension ends before it begins", r.ID)
		a.check(datesRise(r.Effective, r.SuspendedFrom), "regulation %s: suspended from %s, before it takes effect on %s", r.ID, r.SuspendedFrom, r.Effective)
		a.check(r.SuspendedUntil == "" || r.SuspendedFrom != "", "regulation %s: suspended until %s without a start (status %s)", r.ID, r.SuspendedUntil, r.Status)
		a.check(r.ReportedLowDays.OK == r.ReportedHighDays.OK && r.ReportedLowDays.V <= r.ReportedHighDays.V, "regulation %s: reported days are not a range", r.ID)
		a.check(r.StatutoryDays.OK == (r.StatutoryBasis != ""), "regulation %s: statutory days and their basis do not come together", r.ID)
	}
}

func (a *audit) hsCodes() {
	for _, h := range a.t.HSCodes {
		a.check(digits(h.Code) == h.Digits, "hs code %s of %s: the digits are given as %s", h.Code, h.Schedule, h.Digits)
		a.check(h.ExtraFrom == "" || h.ExtraChinaPct.OK, "hs code %s of %s: an extra duty's date without the duty", h.Code, h.Schedule)
		if h.Schedule != "US" {
			continue
		}
		stack, err := a.t.DutyStack(DutyQuery{HS: h.Digits, Importer: "US", Origin: "CN", Date: AsOf})
		if err != nil {
			a.report("hs code %s: %v", h.Code, err)
			continue
		}
		for _, l := range stack.Layers {
			if l.Layer == "base" && h.BasePct.OK {
				a.check(l.RatePct.V.Equal(h.BasePct.V), "hs code %s: base duty %s, in duties.csv %s (%s)", h.Code, h.BasePct.V, l.RatePct.V, l.ID)
			}
			if l.Layer == "section_301" && h.ExtraChinaPct.OK {
				a.check(l.RatePct.V.Equal(h.ExtraChinaPct.V), "hs code %s: extra duty %s, in duties.csv %s (%s)", h.Code, h.ExtraChinaPct.V, l.RatePct.V, l.ID)
				a.check(l.From == h.ExtraFrom, "hs code %s: extra duty from %s, in duties.csv the rate of today from %s (%s)", h.Code, h.ExtraFrom, l.From, l.ID)
			}
		}
	}
}

func (a *audit) duties() {
	for i, d := range a.t.Duties {
		_, legal := a.t.Regulation(d.BasisID)
		a.check(legal, "duty %s: legal basis %s is no regulation", d.ID, d.BasisID)
		a.check(a.knownCountry(d.Importer), "duty %s: importer %s does not exist", d.ID, d.Importer)
		a.check(d.Origin == "*" || a.knownCountry(d.Origin), "duty %s: origin %s does not exist", d.ID, d.Origin)
		scope := map[bool]string{true: "all", false: "country"}[d.Origin == "*"]
		if d.Origin == "EU" {
			scope = "group"
		}
		a.check(d.Scope == scope, "duty %s: origin %s has scope %s", d.ID, d.Origin, d.Scope)
		a.check(d.Prefix == "*" || digits(d.Prefix) == d.Prefix, "duty %s: prefix %q is not digits", d.ID, d.Prefix)
		a.check(d.Prefix == "*" || a.knownCode(d.Prefix), "duty %s: no customs code at or around %s in hs_codes.csv", d.ID, d.Prefix)
		a.check(d.RatePct.OK != (d.RateType == "specific") && (d.SpecificRate != "") == (d.RateType == "specific"), "duty %s: the rate does not fit its type", d.ID)
		a.check(datesRise(d.From, d.To), "duty %s: ends before it begins", d.ID)
		for _, e := range a.t.Duties[:i] {
			same := d.Importer == e.Importer && d.Origin == e.Origin && d.Prefix == e.Prefix && d.Layer == e.Layer
			a.check(!same || !overlap(d, e), "duties %s and %s: the same layer, origin and code at the same time", e.ID, d.ID)
		}
	}
}

func overlap(a, b DutyRow) bool {
	before := func(x, y DutyRow) bool {
		end, ok := lastDay(x.To)
		start, _ := firstDay(y.From)
		return ok && end < start
	}
	return !before(a, b) && !before(b, a)
}

func (a *audit) freight() {
	lanes := map[string]string{}
	for _, f := range a.t.Freight {
		a.check(a.knownCountry(f.Origin) && a.knownCountry(f.Destination), "lane %s: a country does not exist", f.ID)
		a.check(ordered(float(f.LowUSD), float(f.TypicalUSD), float(f.HighUSD)), "lane %s: costs do not rise from low to high", f.ID)
		a.check(f.DaysLow.V <= f.DaysHigh.V, "lane %s: days do not rise from low to high", f.ID)
		lane := f.Origin + f.Destination + f.Mode
		a.check(lanes[lane] == "", "lane %s: the same lane as %s", f.ID, lanes[lane])
		lanes[lane] = f.ID
	}
}

func (a *audit) countries() {
	var without []string
	for _, c := range a.t.Countries {
		index := planner.Opt[float64]{V: (c.GovernanceWGI.V + 2.5) / 5, OK: c.GovernanceWGI.OK}
		a.check(near(c.Governance, index, 0.006), "country %s: governance index is not the mean brought to 0..1", c.ISO2)
		a.check(c.Governance.OK || c.Group, "country %s: no governance index", c.ISO2)
		a.check(c.EU.OK != c.Group, "country %s: a group is no member, a country is one or not", c.ISO2)
		if _, ok := a.t.Currency(c.Currency); !ok {
			without = append(without, c.Currency)
		}
	}
	slices.Sort(without)
	a.check(len(without) == 0, "countries: no exchange rate for %s", strings.Join(slices.Compact(without), " "))
}

func (a *audit) currencies() {
	for _, f := range a.t.FX {
		product := f.UnitsPerUSD.Mul(f.USDPerUnit).InexactFloat64()
		a.check(math.Abs(product-1) < 0.0001, "currency %s: the two rates are not each other's inverse (product %.5f)", f.Currency, product)
	}
}

var quarter = regexp.MustCompile(`^\d{4}-Q[1-4]$`)

func (a *audit) prices() {
	for _, p := range a.t.Prices {
		at := p.MaterialID + " " + p.Basis + " " + p.Period
		m, ok := a.t.Material(p.MaterialID)
		a.check(ok && m.Name == p.Material, "price %s: %s is not the material's name", at, p.Material)
		mid := p.Mid.InexactFloat64()
		a.check(ordered(float(p.Low), planner.Some(mid), float(p.High)), "price %s: the middle is outside low and high", at)
		form := map[string]bool{"month_point": len(p.Period) == 7 && isDate(p.Period),
			"quarter_average": quarter.MatchString(p.Period), "year_average": len(p.Period) == 4 && isDate(p.Period)}
		a.check(form[p.PeriodType], "price %s: the period does not fit %s", at, p.PeriodType)
		a.check(p.PeriodType != "month_point" || strings.HasPrefix(p.PriceDate, p.Period), "price %s: dated %s, outside its month", at, p.PriceDate)
		_, currency := a.t.Currency(p.Currency)
		a.check(currency, "price %s: currency %s has no rate", at, p.Currency)
		usd := mid
		if p.Currency == "CNY" {
			usd /= p.AssumedCNYPerUSD.V.InexactFloat64()
		}
		if p.VAT == "yes" {
			usd /= 1.13
		}
		a.check(near(float(p.USDMid), planner.Some(usd), 0.006), "price %s: %s USD is not the price without VAT (%.2f)", at, p.USDMid.V, usd)
	}
}

func (a *audit) lists() {
	for _, r := range a.t.Recycling {
		for _, pct := range []planner.Opt[float64]{r.OverallPct, r.NdPct, r.PrPct, r.DyPct, r.TbPct, r.CoPct} {
			a.check(within(pct, 0, 100), "recycling %s: a recovery is not a percentage", r.Process)
		}
		a.check(r.TRL.OK && r.TRL.V >= 1 && r.TRL.V <= 9, "recycling %s: TRL is not 1 to 9", r.Process)
	}
	for _, r := range a.t.Intensity {
		a.check(ordered(r.Low, r.Typical, r.High) && ordered(r.DyLowPct, r.DyHighPct) && ordered(r.TbLowPct, r.TbHighPct), "intensity %s: figures do not rise from low to high", r.Application)
	}
	for _, e := range a.t.Evidence {
		a.check(a.jurisdiction(e.Origin), "evidence %s %s: origin %s is not known", e.Period, e.Metric, e.Origin)
		a.check(e.Value.OK == (e.Unit != "") || !e.Value.OK, "evidence %s %s: a value without its unit", e.Period, e.Metric)
	}
	for _, s := range a.t.TradeShares {
		at := s.Stage + " " + s.Country
		c, known := a.t.Country(s.CountryCode)
		a.check(known, "trade share %s %d: no country code %q", at, s.Year, s.CountryCode)
		a.check(!known || c.Name == s.Country, "trade share %s %d: %s is called %s in countries.csv", at, s.Year, s.CountryCode, c.Name)
		share := planner.Opt[float64]{V: s.Tonnes.V / s.WorldTonnes.V * 100, OK: s.Tonnes.OK && s.WorldTonnes.OK}
		// Sources print one decimal of a percent at the least.
		a.check(!share.OK || math.Abs(s.SharePct.V-share.V) <= 0.051, "trade share %s %d: %.2f %% is not tonnes over world total (%.2f)", at, s.Year, s.SharePct.V, share.V)
		a.check(s.Tonnes.OK || s.SharePct.OK, "trade share %s %d: neither tonnes nor a share", at, s.Year)
	}
}
