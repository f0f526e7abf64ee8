package planner

import (
	"fmt"
	"slices"
	"strings"
)

// offerPriceMoves checks what moves a price: indices, cap, floor, contract.
func (c *checker) offerPriceMoves(o *Offer, at item) {
	c.money(at, "price cap", "price_cap", o.PriceCap)
	c.money(at, "price floor", "price_floor", o.PriceFloor)
	if o.PriceCap.OK && o.PriceFloor.OK && o.PriceCap.V.LessThan(o.PriceFloor.V) {
		c.bad(at, "price cap", "price_cap", fmt.Sprintf("The price cap (%s) is below the floor (%s).", o.PriceCap.V, o.PriceFloor.V), "Correct one of the two.")
	}
	if o.TierScope == TierContract && o.Contract == "" {
		c.note(at, "contract", "contract", "The price tiers run over a contract, but none is named; they run over this row alone.", "Name the contract, the same in all its rows.")
	}
	f := o.Formula.V
	if lag := f.LagMonths; lag.OK && (lag.V < 0 || lag.V > 60) {
		c.bad(at, "index lag", "index_lag_months", fmt.Sprintf("An index %d months behind the order is not plausible.", lag.V), "Enter 0 to 60 months.")
	}
	if f.Fixed.IsNegative() {
		c.bad(at, "fixed part", "price_fixed", fmt.Sprintf("%s is negative.", f.Fixed), "Enter 0 or more, or clear the cell.")
	}
	for i, t := range f.Terms {
		c.indexTerm(o, at, i+1, t)
	}
}

func (c *checker) indexTerm(o *Offer, at item, n int, t FormulaTerm) {
	name := fmt.Sprintf("index%d", n)
	cell := fmt.Sprintf("index %d", n)
	if c.number(at, cell+" element", name+"_kg_per_kg", t.KgPerKg) && t.KgPerKg.V > 10 {
		c.note(at, cell+" element", name+"_kg_per_kg", fmt.Sprintf("%s kg of the element in a kilogram of goods is more than it can hold.", FormatNumber(t.KgPerKg.V)), "Enter kilograms per kilogram, for example 0.03.")
	}
	c.share(at, cell+" yield", name+"_yield_pct", t.Yield, 1)
	if t.Yield.OK && t.Yield.V <= 0 {
		c.bad(at, cell+" yield", name+"_yield_pct", "With a yield of 0 nothing is left.", "Enter percent above 0, or clear the cell.")
	}
	c.share(at, cell+" pass-through", name+"_pass_through_pct", t.PassThrough, 2)
	if t.Base.IsNegative() {
		c.bad(at, cell+" base", name+"_base", fmt.Sprintf("%s is negative.", t.Base), "Enter 0 or more.")
	}
	out := "the offer stays out of the plan"
	x, ok := c.p.IndexOf(c.f, t)
	switch {
	case t.Index == "":
		c.note(at, cell, name, "The price follows an index, but none is named; "+out+".", "Name an index of the table, or a market: china_domestic or ex_china.")
		return
	case !ok && (c.known || c.p.Index(t.Index) != nil):
		c.note(at, cell, name, fmt.Sprintf("There is no value of %s for %s; %s.", t.Index, orWord(t.Element, "an element not named"), out),
			near(t.Index, c.indexNames(), "Enter the index with its values."))
		return
	case !ok:
		return
	}
	if t.Element == "" {
		t.Element = x.Element
	} else if x.Element != "" && t.Element != x.Element {
		c.note(at, cell+" element", name+"_element", fmt.Sprintf("The index %s is for %s, the term for %s.", x.ID, x.Element, t.Element), "Choose the index of the element.")
	}
	if c.known && !c.p.Coefficient(c.f, o, t, x.Form).OK {
		c.note(at, cell+" element", name+"_kg_per_kg", fmt.Sprintf("How much %s a kilogram holds is not known, so %s.", t.Element, out), "Enter kilograms of the element per kilogram of goods.")
	}
	if x.Source.Default {
		c.note(at, cell, name, fmt.Sprintf("The price follows %s %s at the reference price of %s (%s), a default.", t.Element, x.Basis, orWord(x.Source.Date, "an unknown date"), x.Source.Name), "Enter your own values in the table of indices.")
	}
}

func orWord(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func (c *checker) indexNames() []string {
	out := []string{string(ChinaDomestic), string(ExChina)}
	for i := range c.p.Indices {
		out = append(out, c.p.Indices[i].ID)
	}
	return out
}

// offerOnce checks money paid once and the terms of payment.
func (c *checker) offerOnce(o *Offer, at item) {
	c.money(at, "tooling cost", "tooling_cost", o.ToolingCost)
	c.money(at, "exit cost", "exit_cost", o.ExitCost)
	c.money(at, "take-or-pay charge", "take_or_pay_charge_per_kg", o.TakeOrPayCharge)
	c.share(at, "take-or-pay charge, share of price", "take_or_pay_charge_pct", o.TakeOrPayShare, 1)
	if (o.TakeOrPayCharge.OK || o.TakeOrPayShare.OK) && !o.TakeOrPayKg.OK {
		c.note(at, "take-or-pay charge", "take_or_pay_charge_per_kg", "A charge is stated, but no quantity is owed; it is not used.", "Enter the kilograms a year, or clear the charge.")
	}
	if o.TakeOrPayCharge.OK && o.TakeOrPayShare.OK {
		c.note(at, "take-or-pay charge, share of price", "take_or_pay_charge_pct", "A charge per kilogram and a share of the price are stated; the charge counts.", "Clear one of the two.")
	}
	c.share(at, "paid with the order", "deposit_pct", o.Deposit, 1)
	c.number(at, "engineering load", "engineering_load", o.EngineeringLoad)
	g := o.Gates
	for _, x := range []struct {
		cell, field string
		v           Opt[int]
	}{{"samples", "sample_months", g.SampleMonths}, {"PPAP", "ppap_months", g.PPAPMonths}, {"approval", "approval_months", g.ApprovalMonths}} {
		if x.v.OK && (x.v.V < 0 || x.v.V > 60) {
			c.bad(at, x.cell, x.field, fmt.Sprintf("%d months are not plausible.", x.v.V), "Enter 0 to 60 months.")
		}
	}
	if t := o.QualificationTime(); o.Status == NotStarted && t.OK && o.QualificationMonths.OK && t.V != o.QualificationMonths.V {
		c.note(at, "qualification time", "qualification_months", fmt.Sprintf("The gates take %d months, the qualification %d; the gates count.", t.V, o.QualificationMonths.V), "Clear one of the two.")
	}
}

// offerWay checks how the goods travel and what is due at the border.
func (c *checker) offerWay(o *Offer, at item) {
	if o.FreightMode != "" && !slices.Contains([]string{"sea", "air", "truck"}, o.FreightMode) {
		c.bad(at, "freight mode", "freight_mode", fmt.Sprintf("%q is no freight mode.", o.FreightMode), "Write sea, air or truck.")
	}
	c.countryKnown(at, "ships from", "ship_from", o.ShipFrom)
	if o.HS != "" {
		digits := strings.ReplaceAll(strings.ReplaceAll(o.HS, ".", ""), " ", "")
		if len(digits) < 6 || strings.Trim(digits, "0123456789") != "" {
			c.bad(at, "customs code", "hs_code", fmt.Sprintf("%q is not a customs code.", o.HS), "Enter at least six digits, for example 8505.11.")
		}
	}
	if c.p.BuyerCountry == "" && (o.HS != "" || o.FreightMode != "") && (!o.Duty.OK || !o.FreightPerKg.OK) {
		c.note(at, "customs code", "hs_code", "Duty and freight cannot be looked up without the country the goods go to.", "Enter buyer_country in the settings.")
	}
	c.money(at, "expedite", "expedite_per_kg", o.ExpeditePerKg)
	c.number(at, "expedite saves", "expedite_weeks_saved", o.ExpediteWeeks)
	if o.ExpeditePerKg.OK != o.ExpediteWeeks.OK {
		c.note(at, "expedite", "expedite_per_kg", "Expediting needs its cost and the weeks it saves; it is not used.", "Fill in the other cell, or clear this one.")
	}
	if o.Licence.GeneralUntil.OK && !o.Licence.General {
		c.note(at, "general licence until", "general_licence_until", "A general licence is to end, but none is stated.", "Write the rule followed by: general licence.")
	}
	if o.Duty.OK || !c.known || c.p.BuyerCountry == "" || o.HS == "" || !c.planSpan() {
		return
	}
	for _, m := range []Month{c.p.Start, c.last()} {
		if s, ok := c.p.OfferDuties(c.f, o, m); ok && !s.Rate.OK {
			why := "a layer of it is not known"
			if len(s.Caveats) > 0 {
				why = strings.TrimSuffix(s.Caveats[0], ".")
			}
			c.note(at, "duty", "duty_pct", fmt.Sprintf("The duty of %s in %s is not known: %s; the plan counts none.", o.HS, m, why), "Enter the rate.")
			return
		}
	}
}

// dutyKnown reports whether the dated layers or the Incoterm settle the duty an
// offer does not state; offerWay speaks of layers that are not known.
func (c *checker) dutyKnown(o *Offer) bool {
	if _, b, ok := ReadIncoterm(o.Incoterm); ok && !b.Duty {
		return true
	}
	_, ok := c.p.OfferDuties(c.f, o, c.p.Start)
	return ok
}

// freightKnown likewise for freight.
func (c *checker) freightKnown(o *Offer) bool {
	if _, b, ok := ReadIncoterm(o.Incoterm); ok && !b.Freight {
		return true
	}
	_, ok := c.p.FreightLane(c.f, o)
	return ok
}

// market checks indices and lanes.
func (c *checker) market() {
	var ids, lanes []string
	for i := range c.p.Indices {
		x := &c.p.Indices[i]
		at := item{"Index", "index", x.ID}
		ids = append(ids, x.ID)
		if x.Element == "" {
			c.bad(at, "element", "element", "The index names no element.", "Enter the symbol, for example Dy.")
		} else if !c.elementKnown(x.Element) {
			c.note(at, "element", "element", fmt.Sprintf("The element %q is not known.", x.Element), "Enter the symbol, for example Dy, or NdPr.")
		}
		if x.Basis == "" {
			c.bad(at, "market", "basis", "The index does not say which market it is from.", "Choose china_domestic, ex_china or contract.")
		}
		if slices.Contains(MarketBases, MarketBasis(x.ID)) {
			c.bad(at, "index", "index_id", "The index has the name of a market.", "Give it a name of its own.")
		}
		if len(x.Points) == 0 {
			c.note(at, "value", "flat", "The index has no value.", "Enter a price, with the month from which it holds.")
		}
		seen := map[Month]bool{}
		for _, pt := range x.Points {
			field, when := "flat", "value"
			if pt.From != 0 {
				field, when = pt.From.String(), "value from "+pt.From.String()
			}
			if pt.Price.IsNegative() {
				c.bad(at, when, field, fmt.Sprintf("%s is negative.", pt.Price), "Enter 0 or more.")
			}
			if seen[pt.From] {
				c.bad(at, when, field, "The month is there twice.", "Delete one of the two.")
			}
			seen[pt.From] = true
		}
	}
	c.unique("Index", "index", ids)
	for i := range c.p.Lanes {
		l := &c.p.Lanes[i]
		at := item{"Lane", "lane", l.ID()}
		lanes = append(lanes, l.ID())
		c.countryKnown(at, "from", "from_country", l.From)
		c.countryKnown(at, "to", "to_country", l.To)
		if !slices.Contains([]string{"sea", "air", "truck"}, l.Mode) {
			c.bad(at, "mode", "mode", fmt.Sprintf("%q is no freight mode.", l.Mode), "Write sea, air or truck.")
		}
		if l.PerKg.IsNegative() {
			c.bad(at, "freight", "cost_per_kg", fmt.Sprintf("%s is negative.", l.PerKg), "Enter 0 or more.")
		}
	}
	c.unique("Lane", "lane", lanes)
	c.ownDuties()
	c.ownFacts()
}

// ownDuties checks the duties that the table lacks; a rate in place of a shipped
// one is all its row needs.
func (c *checker) ownDuties() {
	var ids []string
	for i := range c.p.OwnDuties {
		d := &c.p.OwnDuties[i]
		at := item{"Duty", "duty", d.ID}
		ids = append(ids, d.ID)
		if d.Rate.IsNegative() {
			c.bad(at, "rate", "rate_pct", fmt.Sprintf("%s is negative.", d.Rate), "Enter 0 or more.")
		}
		if !d.New() {
			continue
		}
		if d.Importer != "EU" {
			c.countryKnown(at, "imported into", "importer", d.Importer)
		}
		if d.Origin != "*" && d.Origin != "EU" {
			c.countryKnown(at, "country of origin", "origin", d.Origin)
		}
		if d.Prefix != "*" && (len(d.Prefix) < 2 || strings.Trim(d.Prefix, "0123456789") != "") {
			c.bad(at, "customs code", "hs_prefix", fmt.Sprintf("%q is not a customs code.", d.Prefix), "Write two to ten digits, or * for every code.")
		}
		if d.Layer == "" {
			c.bad(at, "layer", "layer", "The layer is missing.", "Write base, preference or a name of its own.")
		}
		if d.From.OK && d.To.OK && d.To.V < d.From.V {
			c.bad(at, "last month", "to", fmt.Sprintf("The duty ends in %s, before it starts in %s.", d.To.V, d.From.V), "Enter a later month.")
		}
	}
	c.unique("Duty", "duty", ids)
}

// marketCurrencies notes the currencies of indices and lanes that offers use,
// defaults included, so that a missing rate is named.
func (c *checker) marketCurrencies() {
	for i := range c.p.Offers {
		o := &c.p.Offers[i]
		at := item{"Offer", "offer", o.ID}
		for _, t := range o.Formula.V.Terms {
			if x, ok := c.p.IndexOf(c.f, t); ok {
				c.currency(at, "index1", x.Currency)
			}
		}
		if l, ok := c.p.FreightLane(c.f, o); ok {
			c.currency(at, "freight_mode", l.Currency)
		}
	}
	for i := range c.p.Indices {
		c.currency(item{"Index", "index", c.p.Indices[i].ID}, "currency", c.p.Indices[i].Currency)
	}
	for i := range c.p.Lanes {
		c.currency(item{"Lane", "lane", c.p.Lanes[i].ID()}, "currency", c.p.Lanes[i].Currency)
	}
}

// horizonSettings checks the settings of time and capacity.
func (c *checker) horizonSettings() {
	p := c.p
	set := func(field, title, what, mend string) {
		c.refuse("Settings, "+title, Path("settings", field), what, mend)
	}
	if n := p.FrozenMonths; n.OK && (n.V < 0 || n.V >= max(p.Months, 1)) {
		set("frozen_months", "frozen window", fmt.Sprintf("A frozen window of %d months leaves nothing to plan in %d.", n.V, p.Months), "Enter fewer months than the plan has, or clear the cell.")
	}
	for _, x := range []struct {
		field, title string
		v            Opt[float64]
		most         float64
	}{{"insurance_pct", "insurance", p.InsuranceRate, 1}, {"ramp_haircut_pct", "ramp haircut", p.RampHaircut, 1}, {"engineering_limit", "engineering load at most", p.EngineeringLimit, 1e9}} {
		if x.v.OK && !(x.v.V >= 0 && x.v.V <= x.most) {
			set(x.field, x.title, FormatNumber(x.v.V)+" is not possible.", "Enter 0 or more, percent up to 100.")
		}
	}
	for i := range p.Pools {
		r := &p.Pools[i]
		at := item{"Capacity pool", "pool", r.ID}
		c.share(at, "ramp haircut", "ramp_haircut_pct", r.Haircut, 1)
		for _, s := range r.Steps {
			if s.RampMonths.OK && (s.RampMonths.V < 0 || s.RampMonths.V > 120) {
				c.bad(at, "ramp from "+s.From.String(), s.From.String()+"_ramp_months", fmt.Sprintf("A ramp of %d months is not plausible.", s.RampMonths.V), "Enter 0 to 120 months.")
			}
		}
	}
	for i := range p.Parts {
		c.money(item{"Part", "part", p.Parts[i].ID}, "switching cost", "switching_cost", p.Parts[i].SwitchingCost)
	}
}
