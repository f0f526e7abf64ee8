package reference

import (
	"slices"

	"remanence/planner"
)

// Facts turns the tables into what the planner needs. Each call makes a new
// copy, so that the caller may add to it.
func (t *Tables) Facts() *planner.Facts {
	f := &planner.Facts{}
	for i, g := range t.Grades {
		f.Grades = append(f.Grades, g.grade(t.names.gradeAliases[i]))
	}
	for i, m := range t.Materials {
		f.Materials = append(f.Materials, m.material(t.names.materialAliases[i]))
	}
	for _, e := range t.Elements {
		f.Elements = append(f.Elements, e.element())
	}
	for _, r := range t.Regulations {
		f.Regulations = append(f.Regulations, r.regulation())
	}
	for _, c := range t.Countries {
		f.Countries = append(f.Countries, c.country())
	}
	for _, r := range t.Freight {
		if l, ok := r.lane(); ok {
			f.Lanes = append(f.Lanes, l)
		}
	}
	f.Duties = &dutyTable{t: t, memo: map[planner.DutyQuestion]planner.DutyStack{}}
	for _, r := range t.Duties {
		f.DutyRows = append(f.DutyRows, r.row())
	}
	for _, e := range t.Evidence {
		f.Evidence = append(f.Evidence, planner.Evidence(e))
	}
	for _, s := range t.Suppliers {
		f.Suppliers = append(f.Suppliers, s.known())
	}
	for _, s := range t.Shocks {
		f.Shocks = append(f.Shocks, s.known())
	}
	f.Prices = t.series()
	f.BuildIndex()
	return f
}

// WithUser is Facts with the user's own grades and materials after the shipped
// ones. The planner takes the last match, so a user's row replaces the shipped
// row of the same name or id. It also takes over that row's aliases: after
// "N42SH" is overridden, "42SH" must not lead back to the shipped recipe.
func (t *Tables) WithUser(grades []planner.Grade, materials []planner.Material) *planner.Facts {
	f := t.Facts()
	shippedFacts := &planner.Facts{Grades: f.Grades, Materials: f.Materials}
	shippedFacts.BuildIndex()
	for _, g := range grades {
		g.Source.User = true
		if old, ok := shippedFacts.Grade(g.Name); ok {
			g.Aliases = joinAliases(g.Aliases, old.Name, old.Aliases)
		}
		f.Grades = append(f.Grades, g)
	}
	for _, m := range materials {
		m.Source.User = true
		if old, ok := overridden(shippedFacts, m); ok {
			m.Aliases = joinAliases(m.Aliases, old.Name, old.Aliases)
		}
		f.Materials = append(f.Materials, m)
	}
	f.BuildIndex()
	return f
}

// WithProject is Facts with everything of the library that a project replaces by
// rows of its own: grades, materials, duties, regulations, elements, countries and
// evidence on licences. A duty keeps its row and dates and takes the buyer's rate, or
// is added where the table lacks it; the others are replaced as a whole.
func (t *Tables) WithProject(p *planner.Project) *planner.Facts {
	own := t
	if len(p.OwnDuties) > 0 {
		own = &Tables{}
		*own = *t
		own.Duties = slices.Clone(t.Duties)
		for _, d := range p.OwnDuties {
			if i := slices.IndexFunc(own.Duties, func(r DutyRow) bool { return r.ID == d.ID }); i >= 0 {
				own.Duties[i].RatePct, own.Duties[i].Source = planner.Some(d.Rate), d.Source
				if own.Duties[i].RateType == "specific" { // the buyer's own is always a percentage
					own.Duties[i].RateType, own.Duties[i].SpecificRate = "ad_valorem", ""
				}
				own.Duties[i].Source.User = true
			} else if d.New() {
				own.Duties = append(own.Duties, OwnDutyRow(&d))
			}
		}
	}
	f := own.WithUser(p.Grades, p.Materials)
	for _, r := range p.OwnRegulations {
		r.Source.User = true
		if i := slices.IndexFunc(f.Regulations, func(x planner.Regulation) bool { return x.ID == r.ID }); i >= 0 {
			f.Regulations[i] = r
		} else {
			f.Regulations = append(f.Regulations, r)
		}
	}
	for _, e := range p.OwnElements {
		e.Source.User = true
		for i := range f.Elements {
			if f.Elements[i].Symbol == e.Symbol {
				f.Elements[i] = e
			}
		}
	}
	for _, c := range p.OwnCountries {
		c.Source.User = true
		for i := range f.Countries {
			if f.Countries[i].ISO2 == c.ISO2 {
				f.Countries[i] = c
			}
		}
	}
	for _, e := range p.OwnEvidence {
		e.Source.User = true
		if i := slices.IndexFunc(f.Evidence, func(x planner.Evidence) bool { return x.ID() == e.ID() }); i >= 0 {
			f.Evidence[i] = e
		} else {
			f.Evidence = append(f.Evidence, e)
		}
	}
	return f
}

// OwnDutyRow is a duty of the buyer's own as a row of the table.
func OwnDutyRow(d *planner.OwnDuty) DutyRow {
	r := DutyRow{ID: d.ID, Importer: d.Importer, Origin: d.Origin, Scope: "country", Prefix: d.Prefix, Layer: d.Layer,
		RatePct: planner.Some(d.Rate), RateType: "ad_valorem", Basis: d.Source.Name, Source: d.Source}
	r.Source.User = true
	switch d.Origin {
	case "*":
		r.Scope = "all"
	case "EU":
		r.Scope = "group"
	}
	if d.Combined {
		r.RateType = "combined_minimum"
	}
	if d.From.OK {
		r.From = d.From.V.String()
	}
	if d.To.OK {
		r.To = d.To.V.String()
	}
	return r
}

// Overrides reports a project that replaces anything of the library.
func Overrides(p *planner.Project) bool {
	return len(p.Grades)+len(p.Materials)+len(p.OwnDuties)+len(p.OwnRegulations)+len(p.OwnElements)+len(p.OwnCountries)+len(p.OwnEvidence) > 0
}

// overridden is the shipped material a user's row replaces: the one with its
// id, or, for a row the user gave no shipped id, the one with its name.
func overridden(f *planner.Facts, m planner.Material) (planner.Material, bool) {
	if old, ok := f.Material(m.ID); ok {
		return old, true
	}
	return f.Material(m.Name)
}

func joinAliases(own []string, name string, more []string) []string {
	all := slices.Clone(own)
	for _, alias := range append([]string{name}, more...) {
		if !slices.ContainsFunc(all, func(a string) bool { return planner.NameKey(a) == planner.NameKey(alias) }) {
			all = append(all, alias)
		}
	}
	return all
}

func (r RegulationRow) regulation() planner.Regulation {
	return planner.Regulation{
		ID: r.ID, Jurisdiction: r.Jurisdiction, Instrument: r.Instrument, Covers: r.Covers,
		Effective: r.Effective, SuspendedFrom: r.SuspendedFrom, SuspendedUntil: r.SuspendedUntil,
		Extension: r.Extension, Status: r.Status, CheckedOn: AsOf, Effect: r.Effect,
		WaitLowDays: r.ReportedLowDays, WaitHighDays: r.ReportedHighDays, Source: r.Source,
		Terms: planner.Terms{Kind: r.Kind, Threshold: r.Threshold, StatutoryDays: r.StatutoryDays,
			StatutoryBasis: r.StatutoryBasis, OtherPeriod: r.OtherPeriod, Reality: r.Reality},
	}
}

func (s SupplierRow) known() planner.KnownSupplier {
	return planner.KnownSupplier{
		Ref: s.ID, Company: s.Company, Site: s.Site, Country: s.Country, Stage: s.Stage, ChinaDependence: s.ChinaDependence,
		Owner: s.Owner, ParentCountry: s.ParentCountry, Notes: s.Notes, Source: s.Source,
	}
}

// country: the group EU counts as EU, since it is nothing but its members; the
// cell is empty there because a group is no member.
func (c CountryRow) country() planner.Country {
	return planner.Country{
		ISO2: c.ISO2, Name: c.Name, Region: c.Region,
		EU: c.EU.Or(c.ISO2 == "EU"), USCovered: c.USCovered,
		Currency: c.Currency, Governance: c.Governance, Source: c.Source,
	}
}

func (m MaterialRow) material(aliases []string) planner.Material {
	content := make(map[string]float64, len(m.Composition))
	for element, fraction := range m.Composition {
		content[element] = fraction
	}
	return planner.Material{
		ID: m.ID, Name: m.Name, Aliases: slices.Clone(aliases), Category: m.Category, Stage: m.Stage,
		Content: content, HS: m.HS, Control: m.Control, Rules: slices.Clone(m.Rules),
		PriceUSD: m.PriceUSD, PriceNote: m.PriceBasis, PriceDate: m.PriceDate, Source: m.Source,
	}
}
