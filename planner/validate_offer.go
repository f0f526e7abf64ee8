package planner

import (
	"fmt"
	"slices"
	"strings"
)

func (c *checker) offers() {
	c.unique("Offer", "offer", c.names.offers)
	pools := map[string]bool{}
	for i := range c.p.Pools {
		if len(c.p.Pools[i].Steps) > 0 {
			pools[c.p.Pools[i].ID] = true
		}
	}
	serves := map[string]bool{}
	for _, fits := range c.fits {
		for _, fit := range fits {
			serves[fit.Offer.ID] = true
		}
	}
	var noDuty, noFreight []string
	for i := range c.p.Offers {
		o := &c.p.Offers[i]
		at := item{"Offer", "offer", o.ID}
		c.offerWho(o, at)
		c.offerItem(o, at, serves[o.ID])
		c.offerPrice(o, at)
		c.offerTiers(o, at)
		c.offerLots(o, at, pools)
		c.offerTime(o, at)
		c.offerStatus(o, at)
		c.offerLicence(o, at)
		c.offerOrigin(o, at)
		c.swarf(o, at)
		c.offerPriceMoves(o, at)
		c.offerOnce(o, at)
		c.offerWay(o, at)
		if !o.Duty.OK && !c.dutyKnown(o) {
			noDuty = append(noDuty, o.ID)
		}
		if !o.FreightPerKg.OK && !c.freightKnown(o) {
			noFreight = append(noFreight, o.ID)
		}
	}
	// One line for all: most tables either have the column or have it not.
	if len(noDuty) > 0 {
		c.warn("Offers, duty", Path("offer", noDuty[0], "duty_pct"), fmt.Sprintf("No duty is stated for %s; the plan counts none.", some(noDuty)), "Enter the rate, or 0 if there is none.")
	}
	if len(noFreight) > 0 {
		c.warn("Offers, freight", Path("offer", noFreight[0], "freight_per_kg"), fmt.Sprintf("No freight is stated for %s; the plan counts none.", some(noFreight)), "Enter the cost per kg, or 0 if the price includes it.")
	}
}

func (c *checker) offerWho(o *Offer, at item) {
	switch {
	case o.Supplier == "":
		c.bad(at, "supplier", "supplier", "The offer has no supplier.", "Enter who quotes.")
	case c.p.SupplierNamed(o.Supplier) == nil:
		c.bad(at, "supplier", "supplier", fmt.Sprintf("The supplier %q is not in the table of suppliers.", o.Supplier),
			near(o.Supplier, c.names.suppliers, "Add the supplier, or choose one of the table."))
	}
	c.countryKnown(at, "country", "magnet_country", o.Country)
	if e := o.Evidence; e.OK && (e.V < 0 || e.V > 3) {
		c.bad(at, "evidence", "evidence_level", fmt.Sprintf("%d is no evidence level.", e.V), "Enter 0 assumed, 1 stated, 2 documented or 3 verified.")
	}
}

func (c *checker) offerItem(o *Offer, at item, serves bool) {
	switch {
	case !slices.Contains([]ItemKind{ForGrade, ForPart, ForMaterial}, o.For):
		c.bad(at, "for", "item_type", "The offer does not say what it is for.", "Choose grade, part or material.")
		return
	case o.Item == "":
		c.bad(at, "item", "item", "The offer names no item.", "Enter the grade, part or material it is quoted for.")
		return
	case o.For == ForPart && c.p.Part(o.Item) == nil:
		c.bad(at, "item", "item", fmt.Sprintf("The part %q is not in the table of parts.", o.Item), near(o.Item, c.names.parts, "Add the part, or choose one of the table."))
		return
	case o.For == ForGrade && c.known:
		if _, ok := c.f.Grade(o.Item); !ok {
			c.gradeKnown(at, "item", "item", o.Item)
			return
		}
	case o.For == ForMaterial && c.known:
		if _, ok := c.f.Material(o.Item); !ok {
			c.bad(at, "item", "item", fmt.Sprintf("The material %q is not known.", o.Item), near(o.Item, c.names.materials, "Choose one of the library, or add your own there."))
			return
		}
	}
	bad := false
	for _, id := range o.AppliesTo {
		if c.p.Part(id) == nil {
			bad = true
			c.bad(at, "applies to", "applies_to", fmt.Sprintf("The part %q is not in the table of parts.", id), near(id, c.names.parts, "Choose parts of the table, separated by |, or * for all."))
		}
	}
	if !serves && !bad {
		c.note(at, "item", "item", fmt.Sprintf("No part can use this offer: none has the %s %s as its own or an approved other one.", o.For, o.Item), "Check the item and the parts it applies to.")
	}
}

func (c *checker) offerPrice(o *Offer, at item) {
	if o.Currency == "" {
		c.bad(at, "currency", "currency", "The offer has no currency.", "Enter the three-letter code, for example EUR.")
	}
	if o.PriceUnit != PerKg && o.PriceUnit != PerPiece {
		c.bad(at, "price per", "price_unit", "The offer does not say what the price is for.", "Choose kg or piece.")
	}
	switch {
	case !o.Priced():
		c.note(at, "price", "price", "The offer has no price, so it stays out of the plan: an offer without a price never wins.", "Enter the price.")
	case o.Price.OK && o.Price.V.IsNegative():
		c.bad(at, "price", "price", fmt.Sprintf("A price of %s is negative.", o.Price.V), "Enter the price, 0 or more.")
	case o.Price.OK && o.Price.V.IsZero():
		c.note(at, "price", "price", "The price is 0.", "Clear the cell if the price is not known yet.")
	}
	c.money(at, "freight", "freight_per_kg", o.FreightPerKg)
	c.money(at, "order cost", "order_cost", o.OrderCost)
	c.share(at, "duty", "duty_pct", o.Duty, 3)
	c.share(at, "extra duty", "extra_duty_pct", o.ExtraDuty, 3)
	if d := o.PaymentDays; d.OK && (d.V < -365 || d.V > 730) {
		c.bad(at, "payment", "payment_days", fmt.Sprintf("Payment %d days after arrival is not plausible.", d.V), "Enter days, for example 30; negative if paid in advance.")
	}
}

func (c *checker) offerTiers(o *Offer, at item) {
	on := o.TierRule == AllUnits || o.TierRule == Incremental
	switch {
	case on && len(o.Tiers) == 0:
		c.note(at, "price tiers", "tier_rule", "The offer has a tier rule but no tiers.", "Enter tier2_from and tier2_price, or set the rule to none.")
	case !on && len(o.Tiers) > 0:
		c.note(at, "price tiers", "tier_rule", "The offer lists price tiers but no tier rule, so they are not used.", "Choose all_units or incremental.")
	}
	if len(o.Tiers) > 0 && !o.Price.OK && on {
		c.note(at, "price", "price", "The offer has price tiers but no first price.", "Enter the price below the first step.")
	}
	prev := 0.0
	for i, t := range o.Tiers {
		step, price := fmt.Sprintf("tier%d_from", i+2), fmt.Sprintf("tier%d_price", i+2)
		name := fmt.Sprintf("tier %d", i+2)
		switch {
		case !(t.FromKg > 0):
			c.bad(at, name, step, "The tier has no quantity from which it holds.", "Enter the kilograms, or clear the tier.")
		case t.FromKg <= prev:
			c.bad(at, name, step, fmt.Sprintf("The tier starts at %s kg, not above the one before (%s kg).", FormatNumber(t.FromKg), FormatNumber(prev)), "Enter the steps in rising order.")
		}
		if !t.Price.IsPositive() {
			c.bad(at, name, price, "The tier has no price.", "Enter the price, or clear the tier.")
		}
		prev = max(prev, t.FromKg)
	}
}

func (c *checker) offerLots(o *Offer, at item, pools map[string]bool) {
	c.number(at, "MOQ", "moq_kg_per_order", o.OrderMinKg)
	c.number(at, "order multiple", "order_multiple_kg", o.OrderMultipleKg)
	c.number(at, "least award", "min_award_kg", o.MinAwardKg)
	c.number(at, "take-or-pay", "take_or_pay_kg_per_year", o.TakeOrPayKg)
	c.number(at, "CO2", "co2_kg_per_kg", o.CO2)
	if c.number(at, "largest order", "order_max_kg", o.OrderMaxKg) && o.OrderMinKg.OK && o.OrderMaxKg.V < o.OrderMinKg.V {
		c.bad(at, "largest order", "order_max_kg", fmt.Sprintf("The largest order (%s kg) is below the smallest (%s kg).", FormatNumber(o.OrderMaxKg.V), FormatNumber(o.OrderMinKg.V)), "Correct one of the two.")
	}
	if o.Pool == "" {
		return // no limit on capacity is stated
	}
	if !pools[o.Pool] {
		var known []string
		for id := range pools {
			known = append(known, id)
		}
		slices.Sort(known)
		c.bad(at, "capacity pool", "capacity_pool", fmt.Sprintf("The pool %s has no capacity.", o.Pool), near(o.Pool, known, "Enter the kilograms a month of the pool, or clear the cell if there is no limit."))
		return
	}
	most := 0.0
	for _, s := range c.p.Pool(o.Pool).Steps {
		most = max(most, s.KgPerMonth)
	}
	if o.OrderMinKg.OK && o.OrderMinKg.V > most {
		c.note(at, "MOQ", "moq_kg_per_order", fmt.Sprintf("The smallest order (%s kg) is more than pool %s can ever make in a month (%s kg), so nothing can be ordered.", FormatNumber(o.OrderMinKg.V), o.Pool, FormatNumber(most)), "Check the MOQ and the capacity.")
	}
}

func (c *checker) offerTime(o *Offer, at item) {
	if !o.LeadWeeks.OK {
		c.note(at, "lead time", "lead_time_weeks", "The offer has no lead time, so it stays out of the plan.", "Enter the weeks from order to shipment, 0 if it is delivered in the month of its order.")
	}
	for _, x := range []struct {
		cell, field string
		v           Opt[float64]
	}{{"lead time", "lead_time_weeks", o.LeadWeeks}, {"transit", "transit_weeks", o.TransitWeeks}} {
		if c.number(at, x.cell, x.field, x.v) && x.v.V > 260 {
			c.bad(at, x.cell, x.field, fmt.Sprintf("%s weeks are more than five years.", FormatNumber(x.v.V)), "Enter weeks, not days.")
		}
	}
	if o.ValidFrom.OK && o.ValidTo.OK && o.ValidFrom.V > o.ValidTo.V {
		c.bad(at, "valid to", "valid_to", fmt.Sprintf("The offer ends in %s, before it starts in %s.", o.ValidTo.V, o.ValidFrom.V), "Correct one of the two months.")
	} else if c.planSpan() && (o.ValidTo.OK && o.ValidTo.V < c.p.Start || o.ValidFrom.OK && o.ValidFrom.V > c.last()) {
		c.note(at, "valid to", "valid_to", fmt.Sprintf("The offer is not valid in any month of the plan (%s to %s).", c.p.Start, c.last()), "Ask for a new quotation.")
	}
}

func (c *checker) offerStatus(o *Offer, at item) {
	c.money(at, "qualification cost", "qualification_cost", o.QualificationCost)
	if m := o.QualificationMonths; m.OK && m.V < 0 {
		c.bad(at, "qualification time", "qualification_months", fmt.Sprintf("%d months are negative.", m.V), "Enter 0 or more months.")
	}
	switch o.Status {
	case Qualified:
	case InProgress:
		if !o.QualifiedFrom.OK {
			c.bad(at, "qualified from", "qualified_from", "The qualification is under way, but its end is missing.", "Enter the month from which the offer can be used.")
		}
	case NotStarted:
		if !o.QualificationTime().OK {
			c.bad(at, "qualification time", "qualification_months", "The qualification has not started, and its length is missing.", "Enter the months it takes, 0 if none.")
		}
		if !o.QualificationCost.OK {
			c.bad(at, "qualification cost", "qualification_cost", "The qualification has not started, and its cost is missing.", "Enter the cost in plan currency, 0 if none.")
		}
	default:
		c.bad(at, "qualification", "status", "The offer does not say whether it is qualified.", "Choose qualified, in_progress or not_started.")
	}
}

func (c *checker) offerLicence(o *Offer, at item) {
	l := o.Licence
	c.share(at, "approval chance", "licence_approval_prob", l.Approval, 1)
	okLow := c.number(at, "licence wait, median", "licence_wait_p50_days", l.WaitP50)
	okHigh := c.number(at, "licence wait, 90 %", "licence_wait_p90_days", l.WaitP90)
	if okLow && okHigh && l.WaitP90.V < l.WaitP50.V {
		c.bad(at, "licence wait, 90 %", "licence_wait_p90_days", fmt.Sprintf("The 90 %% wait (%s days) is shorter than the median (%s days).", FormatNumber(l.WaitP90.V), FormatNumber(l.WaitP50.V)), "Exchange or correct the two.")
	}
	if l.Rule == "" {
		return
	}
	if l.NeededToday() && !l.WaitP50.OK {
		c.note(at, "licence wait, median", "licence_wait_p50_days", "A licence is needed, but no wait is stated; the plan takes what is reported of the rule, or none where nothing is.", "Enter the usual wait in days.")
	}
	if c.known {
		if _, ok := c.f.Regulation(l.Rule); !ok {
			c.note(at, "licence", "licence_rule", fmt.Sprintf("The rule %q is not in the list of regulations.", l.Rule), near(l.Rule, c.regulations(), "Write none if no licence is needed."))
		}
	}
}

func (c *checker) regulations() []string {
	var ids []string
	for _, r := range c.f.Regulations {
		ids = append(ids, r.ID)
	}
	return ids
}

func (c *checker) offerOrigin(o *Offer, at item) {
	c.share(at, "recycled content", "recycled_content_pct", o.RecycledShare, 1)
	c.share(at, "defect rate", "defect_rate_pct", o.DefectRate, 1)
	if o.DefectRate.OK && o.DefectRate.V >= 1 {
		c.bad(at, "defect rate", "defect_rate_pct", "With all pieces defective nothing arrives.", "Enter the share of bad pieces in percent, below 100.")
	}
	if o.Profile == NoRareEarth {
		return
	}
	if o.Profile == "" {
		c.note(at, "origin profile", "provenance_profile", "The origin is not stated; it counts as unknown, the worst case of every limit.", "Choose a profile.")
		return
	}
	if c.p.Profile(o.Profile) == nil {
		var known []string
		for i := range c.p.Profiles {
			known = append(known, c.p.Profiles[i].ID)
		}
		c.note(at, "origin profile", "provenance_profile", fmt.Sprintf("The profile %s has no origins; it counts as unknown, the worst case of every limit.", strings.TrimSpace(o.Profile)), near(o.Profile, known, "Enter its origins, or choose another profile."))
	}
}
