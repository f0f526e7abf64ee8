package planner

import (
	"maps"
	"reflect"
	"slices"
)

// Clone is a project of the same content that shares nothing with p which an
// edit could change.
func (p *Project) Clone() *Project {
	q := *p
	q.Regime = slices.Clone(p.Regime)
	q.Recovery, q.Simulation = slices.Clone(p.Recovery), slices.Clone(p.Simulation)
	q.FX = slices.Clone(p.FX)
	q.Remarks = slices.Clone(p.Remarks)
	q.Parts = each(p.Parts, func(r *Part) { r.Demand = slices.Clone(r.Demand) })
	q.Designs = slices.Clone(p.Designs)
	q.Suppliers = each(p.Suppliers, func(r *Supplier) {
		r.Sites = slices.Clone(r.Sites)
		r.TechnologyOrigin = slices.Clone(r.TechnologyOrigin)
		r.EquipmentOrigin = slices.Clone(r.EquipmentOrigin)
	})
	q.Offers = each(p.Offers, func(r *Offer) {
		r.AppliesTo = slices.Clone(r.AppliesTo)
		r.Tiers = slices.Clone(r.Tiers)
		r.Formula.V.Terms = slices.Clone(r.Formula.V.Terms)
		r.Effects = slices.Clone(r.Effects)
	})
	q.Pools = each(p.Pools, func(r *Pool) { r.Steps = slices.Clone(r.Steps) })
	q.Profiles = each(p.Profiles, func(r *Profile) { r.Rows = slices.Clone(r.Rows) })
	q.Indices = each(p.Indices, func(r *Index) { r.Points = slices.Clone(r.Points) })
	q.Lanes = slices.Clone(p.Lanes)
	q.OwnDuties, q.OwnRegulations = slices.Clone(p.OwnDuties), slices.Clone(p.OwnRegulations)
	q.OwnElements, q.OwnCountries = slices.Clone(p.OwnElements), slices.Clone(p.OwnCountries)
	q.OwnEvidence, q.OwnShares = slices.Clone(p.OwnEvidence), slices.Clone(p.OwnShares)
	q.Stock = slices.Clone(p.Stock)
	q.Streams = each(p.Streams, func(r *Stream) {
		r.Offers = slices.Clone(r.Offers)
		r.Route.Recovery = maps.Clone(r.Route.Recovery)
		r.SoldUnits = slices.Clone(r.SoldUnits)
		r.Life.Yearly = slices.Clone(r.Life.Yearly)
		r.Gaps = slices.Clone(r.Gaps)
	})
	q.Rules = each(p.Rules, func(r *Rule) {
		r.Elements = slices.Clone(r.Elements)
		r.Stages = slices.Clone(r.Stages)
		r.Countries = slices.Clone(r.Countries)
	})
	q.Scenarios = each(p.Scenarios, func(r *Scenario) {
		r.Edits = slices.Clone(r.Edits)
		r.RulesOff = slices.Clone(r.RulesOff)
		r.RulesOn = slices.Clone(r.RulesOn)
		r.HandShares = slices.Clone(r.HandShares)
		r.With = slices.Clone(r.With)
	})
	q.Grades = each(p.Grades, func(r *Grade) {
		r.Aliases = slices.Clone(r.Aliases)
		r.Content = maps.Clone(r.Content)
	})
	q.Materials = each(p.Materials, func(r *Material) {
		r.Aliases = slices.Clone(r.Aliases)
		r.Content = maps.Clone(r.Content)
		r.Rules = slices.Clone(r.Rules)
	})
	return &q
}

// each copies a list and lets f copy what its rows share.
func each[T any](rows []T, f func(*T)) []T {
	out := slices.Clone(rows)
	for i := range out {
		f(&out[i])
	}
	return out
}

// RowOf is the position of the row a path speaks of, -1 when it is not there.
func (p *Project) RowOf(path string) int {
	name, id, _, err := SplitPath(path)
	t, ok := tables[name]
	if err != nil || !ok {
		return -1
	}
	at, _, ok := t.row(p, id)
	if !ok {
		return -1
	}
	return at
}

// SameLibrary reports whether two projects replace the same rows of the library by
// the same rows of their own, so that the same facts hold in both.
func SameLibrary(a, b *Project) bool {
	return equalRows(a.Grades, b.Grades) && equalRows(a.Materials, b.Materials) && equalRows(a.OwnDuties, b.OwnDuties) &&
		equalRows(a.OwnRegulations, b.OwnRegulations) && equalRows(a.OwnElements, b.OwnElements) &&
		equalRows(a.OwnCountries, b.OwnCountries) && equalRows(a.OwnEvidence, b.OwnEvidence)
}

func equalRows[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || reflect.DeepEqual(a, b))
}
