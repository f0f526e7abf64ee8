package planner

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

func (c *checker) parts() {
	c.unique("Part", "part", c.names.parts)
	if len(c.p.Parts) == 0 {
		c.refuse("Demand", "", "There is no part to plan.", "Add parts with their demand, or import them.")
	}
	quoted := map[string]bool{}
	for i := range c.p.Offers {
		if c.p.Offers[i].For == ForPart {
			quoted[c.p.Offers[i].Item] = true
		}
	}
	for i := range c.p.Parts {
		r := &c.p.Parts[i]
		at := item{"Part", "part", r.ID}
		c.partItem(r, at, quoted[r.ID])
		c.partMass(r, at)
		c.partDemand(r, at)
		c.partCosts(r, at)
	}
}

// partItem checks what the part is made of.
func (c *checker) partItem(r *Part, at item, quoted bool) {
	switch {
	case r.Grade != "" && r.Material != "":
		c.bad(at, "material", "material_id", "The part has a grade and a material.", "Keep the grade for a magnet, the material for oxides, metals and alloys.")
	case r.IsMaterial():
		if _, ok := c.f.Material(r.Material); !ok && c.known {
			c.bad(at, "material", "material_id", fmt.Sprintf("The material %q is not known.", r.Material),
				near(r.Material, c.names.materials, "Choose one of the library, or add your own there."))
		}
		if r.Unit != Kilograms {
			c.bad(at, "unit", "demand_unit", "A material is bought by the kilogram, but the unit is pieces.", "Set the unit to kg and enter demand in kilograms.")
		}
	case r.Grade == "" && quoted:
		c.note(at, "grade", "grade", "The part has no grade, so its elements and their origin are not known.", "Enter the grade; until then only offers for the part itself serve it.")
	case r.Grade == "":
		c.bad(at, "grade", "grade", "The part has neither a grade nor a material.", "Enter the magnet grade, for example N42SH, or the material.")
	default:
		c.gradeKnown(at, "grade", "grade", r.Grade)
	}
}

func (c *checker) gradeKnown(at item, cell, field, grade string) {
	if !c.known || grade == "" {
		return
	}
	if _, ok := c.f.Grade(grade); !ok {
		c.bad(at, cell, field, fmt.Sprintf("The grade %q is not known.", grade),
			near(grade, c.names.grades, "Choose one of the library, or add your own there."))
	}
}

func (c *checker) partMass(r *Part, at item) {
	if r.Unit != Pieces && r.Unit != Kilograms {
		c.bad(at, "unit", "demand_unit", fmt.Sprintf("The unit %q is not known.", r.Unit), "Choose pcs or kg.")
		return
	}
	m := r.MassG
	switch {
	case r.Unit == Kilograms && m.OK:
		c.note(at, "mass", "mass_g", "Demand is in kilograms, so the mass of a piece is not used.", "Clear the mass, or set the unit to pieces.")
	case r.Unit == Kilograms:
	case !m.OK:
		c.bad(at, "mass", "mass_g", "The mass of a piece is missing.", "Enter the mass of the finished magnet in grams.")
	case !(m.V > 0) || math.IsInf(m.V, 0):
		c.bad(at, "mass", "mass_g", fmt.Sprintf("A mass of %s g is not possible.", FormatNumber(m.V)), "Enter the mass of the finished magnet in grams, more than 0.")
	case m.V > 500_000:
		c.note(at, "mass", "mass_g", fmt.Sprintf("A piece of %s kg is unusually heavy.", FormatNumber(m.V/1000)), "Check that the mass is in grams.")
	}
}

// partDemand names the months without demand together: a hole is most often a
// whole column that was not filled.
func (c *checker) partDemand(r *Part, at item) {
	if !c.planSpan() {
		return
	}
	var missing []Month
	total := 0.0
	for t := range c.p.Months {
		m := c.p.Start + Month(t)
		if t >= len(r.Demand) || !r.Demand[t].OK {
			missing = append(missing, m)
			continue
		}
		if c.number(at, "demand in "+m.String(), m.String(), r.Demand[t]) {
			total += r.Demand[t].V
		}
	}
	if len(missing) > 0 {
		list := make([]string, len(missing))
		for i, m := range missing {
			list[i] = m.String()
		}
		c.bad(at, "demand", missing[0].String(), fmt.Sprintf("Demand is missing for %s.", some(list)), "Enter it, with 0 where there is none.")
	} else if total == 0 {
		c.note(at, "demand", c.p.Start.String(), "The part has no demand in the plan.", "Delete it if it is no longer needed.")
	}
}

func (c *checker) partCosts(r *Part, at item) {
	c.number(at, "safety stock", "safety_stock_weeks", r.SafetyStockWeeks)
	if s := r.ShelfLifeMonths; s.OK && s.V <= 0 {
		c.bad(at, "shelf life", "shelf_life_months", fmt.Sprintf("A shelf life of %d months is not possible.", s.V), "Enter 1 or more months, or clear the cell.")
	}
	c.money(at, "shortage cost", "shortage_cost_per_piece", r.ShortageCost)
	c.money(at, "standard price", "standard_price", r.StandardPrice)
	c.money(at, "standard freight", "standard_freight", r.StandardFreight)
	c.money(at, "standard duty", "standard_duty", r.StandardDuty)
	if within := r.StandardFreight.V.Add(r.StandardDuty.V); within.IsPositive() && within.GreaterThan(r.StandardPrice.V) {
		c.bad(at, "standard price", "standard_price", fmt.Sprintf("Freight and duty of %s are more than the standard price.", within), "The standard price is that at the door, with freight and duty in it: enter it so.")
	}
	c.money(at, "holding cost", "holding_cost_per_piece_month", r.HoldingCost)
	// Without it a plan that delivers nothing would be the cheapest.
	if !r.ShortageCost.OK && c.p.PolicyFor(r) != Forbidden {
		c.bad(at, "shortage cost", "shortage_cost_per_piece", "The shortage cost is missing, so leaving the part out would cost nothing.",
			"Enter what one piece short for one month costs, or set late demand to forbidden.")
	}
}

func (c *checker) suppliers() {
	c.unique("Supplier", "supplier", c.names.suppliers)
	quotes := map[string]bool{}
	for i := range c.p.Offers {
		quotes[c.p.Offers[i].Supplier] = true
	}
	for i := range c.p.Suppliers {
		s := &c.p.Suppliers[i]
		at := item{"Supplier", "supplier", s.Name}
		if !quotes[s.Name] && s.Name != "" {
			c.note(at, "", "", "The supplier has no offer, so the plan cannot use it.", "Add an offer, or delete the supplier.")
		}
		for _, site := range s.Sites {
			c.countryKnown(at, "site "+site.Name, "", site.Country)
		}
	}
}

// countryKnown warns of a country code outside the reference table.
func (c *checker) countryKnown(at item, cell, field, code string) {
	if !c.known || code == "" || code == UnknownCountry {
		return
	}
	if _, ok := c.f.Country(code); !ok {
		c.note(at, cell, field, fmt.Sprintf("The country %q is not known.", code), c.countryMend(code))
	}
}

func (c *checker) countryMend(code string) string {
	for _, k := range c.f.Countries {
		if strings.EqualFold(k.Name, code) || strings.EqualFold(k.ISO2, code) {
			return fmt.Sprintf("Write %s for %s.", k.ISO2, k.Name)
		}
	}
	return "Write the two-letter ISO code, for example CN, or ?? if it is not known."
}

// elementKnown reports whether a symbol can stand in rules and profiles.
func (c *checker) elementKnown(symbol string) bool {
	if slices.Contains(RareEarths, symbol) || !c.known {
		return true
	}
	_, ok := c.f.Element(symbol)
	if ok {
		return true
	}
	for i := range c.f.Grades {
		if _, ok := c.f.Grades[i].Content[symbol]; ok {
			return true
		}
	}
	for i := range c.f.Materials {
		if _, ok := c.f.Materials[i].Content[symbol]; ok {
			return true
		}
	}
	return false
}

// sources finds the parts that no usable offer serves.
func (c *checker) sources() {
	for i := range c.p.Parts {
		r := &c.p.Parts[i]
		if r.ID == "" || (r.Unit != Kilograms && (!r.MassG.OK || !(r.MassG.V > 0))) {
			continue // the mass is reported; offers cannot be matched before
		}
		at := item{"Part", "part", r.ID}
		var gaps []string
		usable := false
		for _, fit := range c.fits[i] {
			if gap := fit.Offer.Missing(); gap != "" {
				gaps = append(gaps, fit.Offer.ID+" ("+gap+")")
				continue
			}
			usable = true
		}
		switch {
		case usable:
		case len(gaps) > 0:
			c.bad(at, "offers", "", fmt.Sprintf("The part has no usable offer: %s.", some(gaps)), "Complete one of these offers.")
		case r.IsMaterial():
			c.bad(at, "offers", "", "The part has no offer.", fmt.Sprintf("Add an offer for the material %s or for the part itself.", r.Material))
		default:
			c.bad(at, "offers", "", "The part has no offer.", fmt.Sprintf("Add an offer for grade %s, for an approved other grade, or for the part itself.", r.Grade))
		}
	}
}
