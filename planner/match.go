package planner

// Fit is an offer that can make a part in one of its designs.
type Fit struct {
	Part   *Part
	Offer  *Offer
	Design int     // 0 is today's grade, else 1 + index into AlternativesOf(part)
	Change *Design // nil for today's grade
	Grade  string  // or material id
	MassKg float64 // of one unit of demand in this design
}

// AlternativesOf lists the approved changes of grade of a part, in the order
// entered.
func (p *Project) AlternativesOf(part string) []*Design {
	var out []*Design
	for i := range p.Designs {
		if p.Designs[i].Part == part {
			out = append(out, &p.Designs[i])
		}
	}
	return out
}

// Fits lists the offers that can make a part: quoted for the part itself, for
// its grade, for an approved other grade, or for its material. Offers keep the
// order entered; today's design comes before alternatives. Offers that lack a
// price or a lead time are listed too: Offer.Missing says so.
func (p *Project) Fits(part *Part, facts *Facts) []Fit {
	mass := part.MassKg()
	if !mass.OK {
		return nil
	}
	var out []Fit
	names := namer{facts, map[string]string{}}
	for i := range p.Offers {
		o := &p.Offers[i]
		if !o.AppliesToPart(part.ID) {
			continue
		}
		match := false
		switch o.For {
		case ForPart:
			match = o.Item == part.ID
		case ForMaterial:
			match = part.IsMaterial() && sameMaterial(facts, o.Item, part.Material)
		case ForGrade:
			match = !part.IsMaterial() && names.sameGrade(o.Item, part.Grade)
		}
		if match {
			grade := part.Grade
			if part.IsMaterial() {
				grade = part.Material
			}
			out = append(out, Fit{Part: part, Offer: o, Grade: grade, MassKg: mass.V})
		}
	}
	for k, d := range p.AlternativesOf(part.ID) {
		for i := range p.Offers {
			o := &p.Offers[i]
			if o.For == ForGrade && o.AppliesToPart(part.ID) && names.sameGrade(o.Item, d.ToGrade) {
				out = append(out, Fit{Part: part, Offer: o, Design: k + 1, Change: d, Grade: d.ToGrade, MassKg: mass.V * d.MassFactor})
			}
		}
	}
	return out
}

// namer remembers what a written grade is called in the facts: a part is
// compared with hundreds of offers of a few dozen grades.
type namer struct {
	facts *Facts
	known map[string]string
}

func (n namer) sameGrade(a, b string) bool {
	const nameless = "?"
	return n.grade(a) == n.grade(b) && n.grade(a) != nameless
}

// grade is the name in the facts, or the folded text when they have none.
func (n namer) grade(written string) string {
	name, ok := n.known[written]
	if !ok {
		name = "?" + NameKey(written)
		if g, found := n.facts.Grade(written); found {
			name = g.Name
		}
		n.known[written] = name
	}
	return name
}

func sameMaterial(f *Facts, a, b string) bool {
	if NameKey(a) == NameKey(b) {
		return NameKey(a) != ""
	}
	ma, oka := f.Material(a)
	mb, okb := f.Material(b)
	return oka && okb && ma.ID == mb.ID
}

// Missing names what an offer lacks before it can enter a plan, "" when
// nothing. An offer without a price never wins.
func (o *Offer) Missing() string {
	switch {
	case !o.Priced():
		return "no price"
	case !o.LeadWeeks.OK:
		return "no lead time"
	case o.Status == InProgress && !o.QualifiedFrom.OK:
		return "no date from which it is qualified"
	case o.Status == NotStarted && !o.QualificationTime().OK:
		return "no qualification time"
	}
	return ""
}

// Priced reports whether an offer states a price, or the fixed part of one.
func (o *Offer) Priced() bool { return o.Price.OK || o.Formula.OK && !o.Formula.V.Fixed.IsZero() }

// SupplierNamed finds a supplier by name.
func (p *Project) SupplierNamed(name string) *Supplier {
	for i := range p.Suppliers {
		if p.Suppliers[i].Name == name {
			return &p.Suppliers[i]
		}
	}
	return nil
}

// GroupOf is the group an offer's supplier belongs to; the supplier itself when
// none is stated.
func (p *Project) GroupOf(o *Offer) string {
	if s := p.SupplierNamed(o.Supplier); s != nil && s.Group != "" {
		return s.Group
	}
	return o.Supplier
}

// Offer finds an offer by id.
func (p *Project) Offer(id string) *Offer {
	for i := range p.Offers {
		if p.Offers[i].ID == id {
			return &p.Offers[i]
		}
	}
	return nil
}

// Part finds a part by id.
func (p *Project) Part(id string) *Part {
	for i := range p.Parts {
		if p.Parts[i].ID == id {
			return &p.Parts[i]
		}
	}
	return nil
}

// Pool finds a capacity pool by id.
func (p *Project) Pool(id string) *Pool {
	for i := range p.Pools {
		if p.Pools[i].ID == id {
			return &p.Pools[i]
		}
	}
	return nil
}

// Profile finds an origin profile by id.
func (p *Project) Profile(id string) *Profile {
	for i := range p.Profiles {
		if p.Profiles[i].ID == id {
			return &p.Profiles[i]
		}
	}
	return nil
}

// Percentile is the licence percentile the plan orders by.
func (p *Project) Percentile() float64 { return p.LicencePercentile.Or(DefaultLicencePercentile) }

// PolicyFor is what happens to late demand of a part: the project's policy, or
// without one backlog, and lost for aftermarket parts (model decision 9).
func (p *Project) PolicyFor(part *Part) ShortagePolicy {
	switch {
	case p.Shortage != "":
		return p.Shortage
	case NameKey(part.Application) == "aftermarket":
		return Lost
	}
	return Backlog
}
