package planner

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

func (c *checker) pools() {
	var ids []string
	used := map[string]bool{}
	for i := range c.p.Offers {
		used[c.p.Offers[i].Pool] = true
	}
	for i := range c.p.Pools {
		r := &c.p.Pools[i]
		ids = append(ids, r.ID)
		at := item{"Capacity pool", "pool", r.ID}
		if !used[r.ID] {
			c.note(at, "", "", "No offer uses this pool.", "Name it in an offer, or delete it.")
		}
		if len(r.Steps) == 0 && !used[r.ID] {
			c.note(at, "", "", "The pool has no capacity.", "Enter kilograms a month.")
		}
		seen := map[Month]bool{}
		for _, s := range r.Steps {
			c.number(at, "capacity from "+s.From.String(), s.From.String(), Some(s.KgPerMonth))
			if seen[s.From] {
				c.bad(at, "capacity from "+s.From.String(), s.From.String(), "The month is there twice.", "Delete one of the two.")
			}
			seen[s.From] = true
			if s.From < MonthOf(1900, 1) {
				c.bad(at, "capacity", "", "A capacity has no month from which it holds.", "Enter the month, for example 2027-01.")
			}
		}
	}
	c.unique("Capacity pool", "pool", ids)
}

func (c *checker) profiles() {
	var ids []string
	for i := range c.p.Profiles {
		r := &c.p.Profiles[i]
		ids = append(ids, r.ID)
		c.profile(r, item{"Origin profile", "profile", r.ID})
	}
	c.unique("Origin profile", "profile", ids)
}

// profile checks each origin and that the shares of every element and stage
// make up the whole: a share nobody has stated must be stated as unknown.
func (c *checker) profile(r *Profile, at item) {
	type stage struct {
		element string
		stage   Stage
	}
	var order []stage
	sum := map[stage]float64{}
	seen := map[string]bool{}
	for _, o := range r.Rows {
		key := strings.Join([]string{o.Element, string(o.Stage), o.Country, string(o.Kind)}, "|")
		cell := fmt.Sprintf("%s %s %s", o.Element, o.Stage, o.Country)
		c.share(at, cell, key, Some(o.Share), 1)
		if seen[key] {
			c.bad(at, cell, key, "The same origin is there twice.", "Add the two shares up in one row.")
		}
		seen[key] = true
		if !isStage(o.Stage) {
			c.bad(at, cell, key, fmt.Sprintf("%q is no stage.", o.Stage), "Choose "+quoteList(Stages)+".")
		}
		if o.Kind != Primary && o.Kind != Recycled {
			c.bad(at, cell, key, fmt.Sprintf("%q is no origin.", o.Kind), "Choose primary or recycled.")
		}
		if o.Country == "" {
			c.bad(at, cell, key, "The origin has no country.", "Enter the two-letter code, or ?? if nobody has stated it.")
		}
		c.countryKnown(at, cell, key, o.Country)
		if !c.elementKnown(o.Element) {
			c.note(at, cell, key, fmt.Sprintf("The element %q is not known.", o.Element), "Write its symbol, for example Dy; neodymium and praseodymium together are NdPr.")
		}
		k := stage{o.Element, o.Stage}
		if _, ok := sum[k]; !ok {
			order = append(order, k)
		}
		sum[k] += o.Share
	}
	for _, k := range order {
		if s := sum[k]; math.Abs(s-1) > 0.0001 && !math.IsNaN(s) {
			mend := "Correct the shares; what is not known belongs to the country ??."
			c.bad(at, fmt.Sprintf("%s at %s", k.element, k.stage), "", fmt.Sprintf("The shares add up to %.4g %%, not to 100 %%.", s*100), mend)
		}
	}
}

func (c *checker) stock() {
	exempt := map[string]bool{}
	for i := range c.p.Rules {
		if !c.p.Rules[i].Off {
			exempt[c.p.Rules[i].ExemptStock] = true
		}
	}
	apart := map[string]bool{}
	for i := range c.p.Stock {
		r := &c.p.Stock[i]
		at := item{"Stock", "stock", fmt.Sprint(i)}
		at.kind, at.id = "Stock of", r.Part+" ("+r.Kind+")"
		// The row's path is its position; its name is what a buyer knows it by.
		path := func(f string) string { return Path("stock", fmt.Sprint(i), f) }
		if c.p.Part(r.Part) == nil {
			c.refuse(at.where("part"), path("part"), fmt.Sprintf("The part %q is not in the table of parts.", r.Part), near(r.Part, c.names.parts, "Add the part, or delete the stock."))
		}
		if math.IsNaN(r.Pieces) || r.Pieces < 0 || math.IsInf(r.Pieces, 0) {
			c.refuse(at.where("quantity"), path("pieces"), fmt.Sprintf("A stock of %s is not possible.", FormatNumber(r.Pieces)), "Enter 0 or more.")
		}
		switch r.Kind {
		case "":
			c.refuse(at.where("kind"), path("kind"), "The stock has no kind.", "Write on_hand or open_order, or the kind a rule exempts.")
		case OnHand:
		case OpenOrder:
			if c.planSpan() && (r.Month < c.p.Start || r.Month > c.last()) {
				c.refuse(at.where("month"), path("month"), fmt.Sprintf("The open order arrives in %s, outside the plan, which runs from %s to %s.", r.Month, c.p.Start, c.last()), "Enter the month in which it arrives, or move it to stock on hand.")
			}
			if r.Offer == "" {
				c.warn(at.where("offer"), path("offer_id"), "The open order names no offer, so its origin is not known.", "Enter the offer it was ordered from.")
			}
		default:
			if !exempt[r.Kind] && !apart[r.Kind] {
				apart[r.Kind] = true
				c.warn(at.where("kind"), path("kind"), fmt.Sprintf("No rule exempts stock of the kind %s, so it cannot be used.", r.Kind), near(r.Kind, []string{OnHand, OpenOrder}, "Name the kind as exempt stock in a rule, or write on_hand."))
			}
		}
		if r.Offer != "" && c.p.Offer(r.Offer) == nil {
			c.warn(at.where("offer"), path("offer_id"), fmt.Sprintf("The offer %q is not in the table of offers, so the origin of this stock is not known.", r.Offer), near(r.Offer, c.names.offers, "Enter the offer it was ordered from."))
		}
	}
}

func (c *checker) designs() {
	offered := func(grade string) bool {
		return slices.ContainsFunc(c.p.Offers, func(o Offer) bool { return o.For == ForGrade && c.grades.sameGrade(o.Item, grade) })
	}
	var ids []string
	for i := range c.p.Designs {
		r := &c.p.Designs[i]
		id := r.Part + ">" + r.ToGrade
		ids = append(ids, id)
		at := item{"Design change", "design", id}
		part := c.p.Part(r.Part)
		switch {
		case part == nil:
			c.bad(at, "part", "part", fmt.Sprintf("The part %q is not in the table of parts.", r.Part), near(r.Part, c.names.parts, "Add the part, or delete the change."))
		case part.IsMaterial():
			c.bad(at, "part", "part", "The part is a material and has no grade to change.", "Delete the change.")
		case !c.p.fromToday(c.f, r, part):
			c.bad(at, "from grade", "from_grade", fmt.Sprintf("The part has the grade %s today, and no other change leads it from there to %s.", part.Grade, r.FromGrade), "Correct the grade of the part or of the change, or add the change that comes first.")
		case c.grades.sameGrade(r.ToGrade, part.Grade):
			c.bad(at, "to grade", "to_grade", "The change leads to the grade the part has already.", "Enter another grade, or delete the change.")
		}
		if r.ToGrade == "" {
			c.bad(at, "to grade", "to_grade", "The change names no new grade.", "Enter the grade.")
		} else if _, ok := c.f.Grade(r.ToGrade); !ok && c.known {
			c.gradeKnown(at, "to grade", "to_grade", r.ToGrade)
		} else if !offered(r.ToGrade) && !c.builtOn(r) {
			c.note(at, "to grade", "to_grade", fmt.Sprintf("No offer is quoted for %s, so the change cannot be made.", r.ToGrade), "Ask for a quotation.")
		}
		if !(r.MassFactor > 0) || math.IsInf(r.MassFactor, 0) {
			c.bad(at, "mass factor", "mass_factor", fmt.Sprintf("A mass factor of %s is not possible.", FormatNumber(r.MassFactor)), "Enter the new mass over the old one, for example 1.04; 1 if the mass stays.")
		}
		if r.RedesignCost.IsNegative() {
			c.bad(at, "redesign cost", "redesign_cost", fmt.Sprintf("%s is negative.", r.RedesignCost), "Enter 0 or more.")
		}
		if r.Earliest < MonthOf(1900, 1) {
			c.bad(at, "earliest month", "earliest_month", "The earliest month is missing.", "Enter the first month of ordering in the new grade.")
		} else if c.planSpan() && r.Earliest > c.last() {
			c.note(at, "earliest month", "earliest_month", fmt.Sprintf("The change is possible from %s, after the end of the plan.", r.Earliest), "Check the month.")
		}
	}
	c.unique("Design change", "design", ids)
}

func (c *checker) streams() {
	var ids []string
	for i := range c.p.Streams {
		r := &c.p.Streams[i]
		ids = append(ids, r.ID)
		at := item{"Stream", "stream", r.ID}
		if len(r.Offers) == 0 {
			c.note(at, "offers fed", "linked_offers", "The stream feeds no offer, so it is not used.", "Enter the offers of the recycler, separated by |.")
		}
		for _, id := range r.Offers {
			if c.p.Offer(id) == nil {
				c.bad(at, "offers fed", "linked_offers", fmt.Sprintf("The offer %q is not in the table of offers.", id), near(id, c.names.offers, "Choose offers of the table, separated by |."))
			}
		}
		c.number(at, "feed at start", "kg_per_month_start", Some(r.KgStart))
		c.number(at, "feed at end", "kg_per_month_end", Some(r.KgEnd))
		c.number(at, "largest feed", "max_kg_per_month", r.MaxKgPerMonth)
		c.money(at, "collection cost", "collection_cost_per_kg", r.CollectionCost)
		if !(r.MagnetPerFeed >= 0 && r.MagnetPerFeed <= 1.2) {
			c.bad(at, "magnets per feed", "magnet_kg_per_kg_feed", fmt.Sprintf("%s kg of magnets from one kg of scrap is not possible.", FormatNumber(r.MagnetPerFeed)), "Enter a value between 0 and 1.2, usually about 0.85.")
		}
		c.recycling(r, at)
		if r.LagMonths < 0 || r.LagMonths > 60 {
			c.bad(at, "lead time", "lead_time_months", fmt.Sprintf("A lead time of %d months is not possible.", r.LagMonths), "Enter 0 to 60 months.")
		}
		elements := make([]string, 0, len(r.Route.Recovery))
		for e := range r.Route.Recovery {
			elements = append(elements, e)
		}
		slices.Sort(elements)
		for _, e := range elements {
			c.share(at, "recovery of "+e, "yield_"+strings.ToLower(e)+"_pct", Some(r.Route.Recovery[e]), 1)
		}
	}
	c.unique("Stream", "stream", ids)
}

// builtOn reports whether another change of the part starts from one.
func (c *checker) builtOn(d *Design) bool {
	return slices.ContainsFunc(c.p.AlternativesOf(d.Part), func(x *Design) bool { return x != d && c.grades.sameGrade(x.FromGrade, d.ToGrade) })
}
