package scenario

import (
	"slices"
	"strings"

	"remanence/planner"
	"remanence/planner/chain"
	"remanence/planner/policy"
)

// licence strikes the offers whose licence falls under a rule, all or those that
// hold one of the elements named; a licence needed only if a suspension lapses is
// needed while the shock lasts. Where the quotation is silent the rules decide.
func (k *strike) licence(text string) {
	rule, elements, some := strings.Cut(text, ":")
	decided := policy.Settle(k.a.p, k.a.f)
	k.offers(func(o *planner.Offer) float64 {
		if k.under(rule, o, decided.Offer(o.ID)) && (!some || k.holds(o, elements)) {
			return 1
		}
		return 0
	}, func(e *planner.Effect) { e.Licence = true })
}

// under reports whether the licence of an offer falls under a rule: as quoted, or
// by the rules in some month of the shock where the quotation says nothing.
func (k *strike) under(rule string, quoted, decided *planner.Offer) bool {
	if quoted.Licence.Rule != "" || quoted.Licence.Text != "" {
		return quoted.Licence.Rule == rule
	}
	for m := k.from; m <= min(k.to, k.a.p.Start+planner.Month(k.a.p.Months)); m++ {
		if now := decided.Licence.In(m); now.Needed && now.Rule == rule {
			return true
		}
	}
	return false
}

// licenceNew strikes the goods of a country that need no licence so far: all, or
// those that hold one of the elements named.
func (k *strike) licenceNew(text string) {
	country, what, _ := strings.Cut(text, ":")
	decided := policy.Settle(k.a.p, k.a.f)
	k.whole(func(o *planner.Offer) bool {
		if !from(o, country) || o.Licence.Rule != "" && !o.Licence.Dormant || decided.Offer(o.ID).Licence.In(k.from).Needed {
			return false
		}
		return what == "" || what == "all" || k.holds(o, what)
	})
}

// holds reports whether what an offer sells holds one of some elements. Of goods
// nobody knows the composition of, those count whose origin is declared.
func (k *strike) holds(o *planner.Offer, elements string) bool {
	profile := k.a.p.Profile(o.Profile)
	return slices.ContainsFunc(strings.Split(elements, "|"), func(e string) bool {
		if kg := planner.ContentOf(k.a.p, k.a.f, o, e); kg.OK || profile == nil {
			return kg.V > 0
		}
		return slices.ContainsFunc(profile.Rows, func(r planner.Origin) bool { return r.Element == e && r.Share > 0 })
	})
}

// general ends the general licences of goods from a country.
func (k *strike) general(country string) {
	for i := range k.a.p.Offers {
		o := &k.a.p.Offers[i]
		if !o.Licence.General || !from(o, country) {
			continue
		}
		if until := k.from - 1; !o.Licence.GeneralUntil.OK || until < o.Licence.GeneralUntil.V {
			o.Licence.GeneralUntil = planner.Some(until)
		}
	}
	k.offers(func(o *planner.Offer) float64 {
		if o.Licence.General && from(o, country) {
			return 1
		}
		return 0
	}, func(e *planner.Effect) { e.Licence = true })
}

// from reports whether goods are made in or leave from one of the countries.
func from(o *planner.Offer, countries string) bool {
	list := strings.Split(countries, "|")
	return slices.Contains(list, o.Country) || slices.Contains(list, o.ShipsFrom())
}

// origin strikes what is made in, or leaves from, some countries.
func (k *strike) origin(countries string) {
	k.whole(func(o *planner.Offer) bool { return from(o, countries) })
}

// goods strikes what some parts can be bought as, whoever makes it.
func (k *strike) goods(parts string) {
	hit := map[*planner.Offer]bool{}
	for _, id := range strings.Split(parts, "|") {
		if part := k.a.p.Part(id); part != nil {
			for _, fit := range k.a.p.Fits(part, k.a.f) {
				hit[fit.Offer] = true
			}
		}
	}
	k.whole(func(o *planner.Offer) bool { return hit[o] })
}

// countryStage strikes offers by the share of an element that passed a stage in
// some countries: the scarcest of the elements named decides. Unknown origin
// counts as there, unless the project leaves it out.
func (k *strike) countryStage(text string) {
	w := strings.Split(text, ":")
	if len(w) != 3 {
		return
	}
	countries, stages, elements := strings.Split(w[0], "|"), strings.Split(w[1], "|"), strings.Split(w[2], "|")
	k.offers(func(o *planner.Offer) float64 {
		most := 0.0
		list := elements
		if slices.Contains(list, "all") {
			list = planner.RareEarths
		}
		for _, e := range list {
			if k.content(o, e) <= 0 {
				continue
			}
			for _, stage := range stages {
				at := chain.At(k.a.p, o, e, planner.Stage(stage))
				if !at.Passed {
					continue
				}
				share := 0.0
				for _, s := range at.Shares {
					if slices.Contains(countries, s.Country) {
						share += s.Share
					}
				}
				if k.a.p.UnknownIsWorst() {
					share += at.Unknown
				}
				most = max(most, min(1, share))
			}
		}
		return most
	}, nil)
}

// content is the kilograms of an element in a kilogram of what an offer sells.
func (k *strike) content(o *planner.Offer, element string) float64 {
	return planner.ContentOf(k.a.p, k.a.f, o, element).V
}

// supplier strikes a supplier, or every supplier of a group of that name.
func (k *strike) supplier(name string) {
	k.whole(func(o *planner.Offer) bool { return o.Supplier == name || k.a.p.GroupOf(o) == name })
}

// entity strikes a supplier with its group, its parent and all of that parent.
func (k *strike) entity(name string) {
	family := map[string]bool{name: true}
	for grown := true; grown; {
		grown = false
		for i := range k.a.p.Suppliers {
			s := &k.a.p.Suppliers[i]
			if !family[s.Name] && !(s.Group != "" && family[s.Group]) && !(s.Parent != "" && family[s.Parent]) {
				continue
			}
			for _, n := range []string{s.Name, s.Group, s.Parent} {
				if n != "" && !family[n] {
					family[n], grown = true, true
				}
			}
		}
	}
	k.whole(func(o *planner.Offer) bool { return family[o.Supplier] || family[k.a.p.GroupOf(o)] })
}

// lane strikes what leaves a country, by one mode of freight where one is named.
// An offer that names no mode counts as struck.
func (k *strike) lane(text string) {
	country, mode, _ := strings.Cut(text, ":")
	k.whole(func(o *planner.Offer) bool {
		return o.ShipsFrom() == country && (mode == "" || o.FreightMode == "" || o.FreightMode == mode)
	})
}

// currency moves what is quoted in a currency by the price factor. Duty follows
// the price; freight quoted in the currency stays.
func (k *strike) currency(code string) {
	k.whole(func(o *planner.Offer) bool { return o.Currency == code })
}

// demand moves the demand of parts.
func (k *strike) demand(parts string) {
	factor := k.s.Shock.DemandFactor.Or(1)
	list := strings.Split(parts, "|")
	var ids []string
	for i := range k.a.p.Parts {
		part := &k.a.p.Parts[i]
		if !slices.Contains(list, part.ID) && !slices.Contains(list, "all") && !slices.Contains(list, part.Application) {
			continue
		}
		ids = append(ids, part.ID)
		for t := range part.Demand {
			if m := k.a.p.Start + planner.Month(t); m >= k.from && m <= k.to && part.Demand[t].OK {
				part.Demand[t].V *= factor
			}
		}
	}
	k.n = len(ids)
	if k.n > 0 {
		k.a.change(k.s, "%s: demand of %s is %s of what it was.", period(k.from, k.to), offerList(ids), percentText(factor))
	}
}

// stream leaves a share of what a scrap stream brings.
func (k *strike) stream(id string) {
	for i := range k.a.p.Streams {
		s := &k.a.p.Streams[i]
		if s.ID != id {
			continue
		}
		k.n++
		e := k.effect()
		s.Gaps = append(s.Gaps, e)
		k.a.change(k.s, "%s: stream %s brings %s of its feed.", period(k.from, k.to), id, percentText(e.Left.Or(1)))
	}
}
