package planner

import (
	"fmt"
	"slices"
	"strings"
)

func (c *checker) scenarios() {
	var ids []string
	total := 0.0
	for i := range c.p.Scenarios {
		r := &c.p.Scenarios[i]
		ids = append(ids, r.ID)
		at := item{"Scenario", "scenario", r.ID}
		if pr := r.Probability; c.number(at, "probability", "probability", pr) {
			if pr.V > 1 {
				c.bad(at, "probability", "probability", fmt.Sprintf("A probability of %s is more than 1.", FormatNumber(pr.V)), "Enter a share: 0.17 is 17 %.")
			} else {
				total += pr.V
			}
		}
		c.shock(&r.Shock, at)
		c.hits(r.Shock.Hits, at)
		for _, id := range append(slices.Clone(r.RulesOff), r.RulesOn...) {
			if !slices.ContainsFunc(c.p.Rules, func(x Rule) bool { return x.ID == id }) {
				c.note(at, "rules", "", fmt.Sprintf("The rule %q is not in the table of rules.", id), "Choose rules of the table.")
			}
		}
		for _, id := range r.With {
			if id == r.ID || !slices.ContainsFunc(c.p.Scenarios, func(x Scenario) bool { return x.ID == id }) {
				c.note(at, "together with", "with", fmt.Sprintf("The scenario %q is not another scenario of the table.", id), "Choose scenarios of the table.")
			}
		}
		for _, e := range r.Edits {
			if _, err := c.p.Cell(e.What); err != nil {
				c.note(at, "edits", "", fmt.Sprintf("The change of %s cannot be made: %s.", e.What, err), "Remove it from the scenario.")
			}
		}
	}
	c.unique("Scenario", "scenario", ids)
	if total > 1.0001 {
		c.warn("Scenarios, probability", "", fmt.Sprintf("The probabilities add up to %.3g, more than 1.", total), "Lower them so that the whole is at most 1.")
	}
}

func (c *checker) shock(s *Shock, at item) {
	if s.Months.OK && s.Months.V < 1 {
		c.bad(at, "lasts", "duration_months", fmt.Sprintf("A duration of %d months is not possible.", s.Months.V), "Enter 1 or more months.")
	}
	if s.Start.OK && c.planSpan() && (s.Start.V > c.last() || s.Start.V+Month(max(s.Months.Or(1), 1)) <= c.p.Start) {
		c.note(at, "starts", "start_month", fmt.Sprintf("The scenario does not touch the plan, which runs from %s to %s.", c.p.Start, c.last()), "Check the month.")
	}
	c.share(at, "capacity left", "capacity_left_pct", s.CapacityLeft, 1)
	c.number(at, "extra wait", "extra_wait_days", s.ExtraWait)
	c.number(at, "wait at least", "wait_to_days", s.WaitTo)
	c.number(at, "price factor", "price_factor", s.PriceFactor)
	c.number(at, "demand factor", "demand_factor", s.DemandFactor)
	if d := s.ExtraDuty; d.OK && !(d.V >= -1 && d.V <= 10) {
		c.bad(at, "extra duty", "extra_duty_pct", fmt.Sprintf("An extra duty of %s is not possible.", FormatNumber(d.V)), "Enter percentage points: 25, or -25 for a duty that falls away.")
	}
}

// hitForms are the ways to say what a scenario strikes.
const hitForms = "Write licence:RULE or licence:RULE:elements, country_stage:C:stage:element, supplier:NAME, entity:NAME, origin:C, price:C, index:elements:market, currency:CODE, duty:C, lane:C or lane:C:mode, demand:PARTS, stream:ID, ramp:POOL, rises:POOL or rises:all, late:POOL, general:C or licence_new:C:what."

// hits warns of what a scenario strikes and nobody knows: it would strike
// nothing.
func (c *checker) hits(text string, at item) {
	if text == "" {
		return
	}
	kind, rest, _ := strings.Cut(text, ":")
	unknown := func(what string, known []string) {
		c.note(at, "hits", "hits", what, near(rest, known, hitForms))
	}
	if rest == "" {
		kind = ""
	}
	switch kind {
	case "licence":
		rule, elements, some := strings.Cut(rest, ":")
		used := slices.ContainsFunc(c.p.Offers, func(o Offer) bool { return o.Licence.Rule == rule })
		if _, ok := c.f.Regulation(rule); c.known && !ok && !used {
			unknown(fmt.Sprintf("The rule %q is not in the list of regulations.", rule), c.regulations())
		}
		for _, e := range strings.Split(elements, "|") {
			if some && !c.elementKnown(e) {
				c.note(at, "hits", "hits", fmt.Sprintf("The element %q is not known.", e), "Write symbols such as Dy, separated by |.")
			}
		}
	case "country_stage":
		k := strings.Split(rest, ":")
		if len(k) != 3 {
			unknown(fmt.Sprintf("%q does not name countries, stages and elements.", text), nil)
			return
		}
		for _, country := range strings.Split(k[0], "|") {
			c.countryKnown(at, "hits", "hits", country)
		}
		for _, stage := range strings.Split(k[1], "|") {
			if !isStage(Stage(stage)) {
				c.note(at, "hits", "hits", fmt.Sprintf("%q is no stage.", stage), "Choose "+quoteList(Stages)+".")
			}
		}
		for _, e := range strings.Split(k[2], "|") {
			if e != "all" && !c.elementKnown(e) {
				c.note(at, "hits", "hits", fmt.Sprintf("The element %q is not known.", e), "Write symbols such as Dy, separated by |, or all.")
			}
		}
	case "supplier", "entity":
		if !slices.Contains(c.names.suppliers, rest) && !slices.Contains(c.names.groups, rest) {
			unknown(fmt.Sprintf("There is no supplier or group %q.", rest), append(slices.Clone(c.names.groups), c.names.suppliers...))
		}
	case "price", "origin", "duty", "general":
		for _, country := range strings.Split(rest, "|") {
			c.countryKnown(at, "hits", "hits", country)
		}
	case "lane":
		country, _, _ := strings.Cut(rest, ":")
		c.countryKnown(at, "hits", "hits", country)
	case "index":
		elements, market, _ := strings.Cut(rest, ":")
		for _, e := range strings.Split(elements, "|") {
			if !c.elementKnown(e) {
				c.note(at, "hits", "hits", fmt.Sprintf("The element %q is not known.", e), "Write symbols such as Dy, separated by |.")
			}
		}
		if market != "all" && market != string(ChinaDomestic) && market != string(ExChina) {
			c.note(at, "hits", "hits", fmt.Sprintf("%q is no market.", market), "Write all, china_domestic or ex_china after the elements.")
		}
	case "currency":
		if !slices.ContainsFunc(c.p.FX, func(r Rate) bool { return r.Currency == rest }) {
			unknown(fmt.Sprintf("The plan has no rate of the currency %q.", rest), nil)
		}
	case "stream":
		if !slices.ContainsFunc(c.p.Streams, func(s Stream) bool { return s.ID == rest }) {
			unknown(fmt.Sprintf("There is no scrap stream %q.", rest), nil)
		}
	case "demand", "goods":
		for _, id := range strings.Split(rest, "|") {
			if (id != "all" || kind == "goods") && c.p.Part(id) == nil {
				c.note(at, "hits", "hits", fmt.Sprintf("The part %q is not in the table of parts.", id), near(id, c.names.parts, "Write part ids separated by |."))
			}
		}
	case "ramp", "late", "rises":
		if rest != "largest_non_cn" && !(kind == "rises" && rest == "all") && c.p.Pool(rest) == nil {
			unknown(fmt.Sprintf("The ramp %q is not understood.", rest), nil)
		}
	case "licence_new":
		country, _, ok := strings.Cut(rest, ":")
		if !ok {
			unknown(fmt.Sprintf("%q does not say what needs a licence.", text), nil)
			return
		}
		c.countryKnown(at, "hits", "hits", country)
	default:
		c.note(at, "hits", "hits", fmt.Sprintf("%q is not understood, so the scenario strikes nothing.", text), hitForms)
	}
}
