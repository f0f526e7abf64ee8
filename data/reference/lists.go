package reference

import (
	"cmp"
	"slices"
	"strings"

	"remanence/planner"
)

// filter keeps the rows that fit, in their order.
func filter[T any](rows []T, fits func(T) bool) []T {
	var kept []T
	for _, r := range rows {
		if fits(r) {
			kept = append(kept, r)
		}
	}
	return kept
}

// is compares names; an empty wish fits everything.
func is(wish, value string) bool {
	return wish == "" || planner.NameKey(wish) == planner.NameKey(value)
}

// iso2 is the code of a country by any of its names, or the name itself, so
// that an unknown country finds nothing rather than everything.
func (t *Tables) iso2(country string) string {
	if c, ok := t.Country(country); ok {
		return c.ISO2
	}
	return country
}

// stageKey folds the names the tables give to one stage: mining and mine,
// metal and metal_alloy, magnet and magnets.
func stageKey(stage string) string {
	switch key := planner.NameKey(stage); key {
	case "mine":
		return "mining"
	case "metal", "alloy":
		return "metalalloy"
	case "magnets":
		return "magnet"
	default:
		return key
	}
}

// Element finds an element by symbol or name.
func (t *Tables) Element(name string) (ElementRow, bool) {
	for _, e := range t.Elements {
		if name != "" && (is(name, e.Symbol) || is(name, e.Name)) {
			return e, true
		}
	}
	return ElementRow{}, false
}

// Regulation finds a rule by its id.
func (t *Tables) Regulation(id string) (RegulationRow, bool) {
	for _, r := range t.Regulations {
		if id != "" && is(id, r.ID) {
			return r, true
		}
	}
	return RegulationRow{}, false
}

// RegulationsOf lists the rules of a jurisdiction; CN also finds CN/US.
func (t *Tables) RegulationsOf(jurisdiction string) []RegulationRow {
	return filter(t.Regulations, func(r RegulationRow) bool {
		return jurisdiction == "" || slices.Contains(strings.Split(r.Jurisdiction, "/"), jurisdiction)
	})
}

// RecyclingRoute finds a process by its name, or by a part of it that only one
// process has.
func (t *Tables) RecyclingRoute(process string) (RecyclingRow, bool) {
	return named(t.Recycling, process, func(r RecyclingRow) string { return r.Process })
}

// RecyclingRoutes lists the processes of a class: recycling_magnet,
// recycling_separation, preprocessing; "" for all.
func (t *Tables) RecyclingRoutes(class string) []RecyclingRow {
	return filter(t.Recycling, func(r RecyclingRow) bool { return is(class, r.Class) })
}

// SectorIntensity finds an application by its name, or by a part of it that
// only one application has.
func (t *Tables) SectorIntensity(application string) (IntensityRow, bool) {
	return named(t.Intensity, application, func(r IntensityRow) string { return r.Application })
}

// named finds the row with a name, or the only row whose name contains it.
func named[T any](rows []T, name string, of func(T) string) (T, bool) {
	var none T
	key := planner.NameKey(name)
	if key == "" {
		return none, false
	}
	if i := slices.IndexFunc(rows, func(r T) bool { return planner.NameKey(of(r)) == key }); i >= 0 {
		return rows[i], true
	}
	near := filter(rows, func(r T) bool { return strings.Contains(planner.NameKey(of(r)), key) })
	if len(near) != 1 || len(key) < minSearch {
		return none, false
	}
	return near[0], true
}

// LicensingEvidence lists the reported facts of a metric about licences of an
// origin or jurisdiction, oldest first; "" for all.
func (t *Tables) LicensingEvidence(metric, origin string) []EvidenceRow {
	rows := filter(t.Evidence, func(e EvidenceRow) bool { return is(metric, e.Metric) && is(origin, e.Origin) })
	slices.SortStableFunc(rows, func(a, b EvidenceRow) int { return cmp.Compare(a.Period, b.Period) })
	return rows
}

// Shares lists the trade shares of a stage and a country, newest year first;
// "" for all. A row keeps its scope: shares of different scopes do not add.
func (t *Tables) Shares(stage, country string) []TradeShareRow {
	code := t.iso2(country)
	rows := filter(t.TradeShares, func(s TradeShareRow) bool {
		return (stage == "" || stageKey(s.Stage) == stageKey(stage)) &&
			(country == "" || s.CountryCode == code || is(country, s.Country))
	})
	slices.SortStableFunc(rows, func(a, b TradeShareRow) int { return cmp.Compare(b.Year, a.Year) })
	return rows
}
