package chain

import (
	"cmp"
	"math"
	"slices"

	"remanence/planner"
)

// FlowLink is a mass that went from a country at one stage to a country at the
// next, or from the last stage to a part. Country "??" is unknown.
type FlowLink struct {
	FromStage   planner.Stage
	FromCountry string
	ToStage     planner.Stage // "part" for the last step
	To          string        // country or part id
	Kg          float64       // rare-earth element mass (or the element's)
	// Value is the landed cost that comes with it, plan currency: that of each receipt,
	// spread over the grams of all its elements. Unvalued is the Kg of receipts whose
	// cost is not known; they have no part in Value.
	Value, Unvalued float64
}

// PartStage names the last column of the flow picture.
const PartStage planner.Stage = "part"

// Flow is the chain of origin of the receipts for one element ("all" for every
// rare earth), as links between neighbouring stages. How the countries of
// neighbouring stages pair is not known, so that shares are mixed in
// proportion; what enters a country at a stage leaves it, to the gram.
func Flow(p *planner.Project, f *planner.Facts, rs []Receipt, element string) []FlowLink {
	type key struct {
		fs planner.Stage
		fc string
		ts planner.Stage
		tc string
	}
	links := map[key]*FlowLink{}
	for _, r := range rs {
		elements := Elements(f, r.Part, r.Grade)
		all := 0.0
		for _, e := range elements {
			c, _ := Content(f, r.Part, r.Grade, e)
			all += float64(r.Kg * c.Typical)
		}
		perKg := float64(r.Value / all) // NaN where the cost is not known
		add := func(k key, kg float64) {
			l := links[k]
			if l == nil {
				l = &FlowLink{FromStage: k.fs, FromCountry: k.fc, ToStage: k.ts, To: k.tc}
				links[k] = l
			}
			l.Kg += kg
			if math.IsNaN(perKg) || math.IsInf(perKg, 0) {
				l.Unvalued += kg
				return
			}
			l.Value += float64(kg * perKg)
		}
		for _, e := range elements {
			if element != "all" && element != "" && e != element {
				continue
			}
			c, _ := Content(f, r.Part, r.Grade, e)
			m := r.Kg * c.Typical
			var prev []Share
			var prevStage planner.Stage
			for _, stage := range stagesOf(r.Part) {
				o := At(p, r.Offer, e, stage)
				if !o.Passed {
					continue
				}
				now := o.withUnknown()
				for _, a := range prev {
					for _, b := range now {
						add(key{prevStage, a.Country, stage, b.Country}, float64(m*a.Share*b.Share))
					}
				}
				prev, prevStage = now, stage
			}
			for _, a := range prev {
				add(key{prevStage, a.Country, PartStage, r.Part.ID}, float64(m*a.Share))
			}
		}
	}
	var out []FlowLink
	for _, l := range links {
		if l.Kg > 0 {
			out = append(out, *l)
		}
	}
	slices.SortFunc(out, func(a, b FlowLink) int {
		return cmp.Or(stageRank(a.FromStage)-stageRank(b.FromStage), cmp.Compare(a.FromCountry, b.FromCountry), cmp.Compare(a.To, b.To),
			cmp.Compare(a.ToStage, b.ToStage))
	})
	return out
}

// withUnknown merges primary and recycled and lists the unknown as a country.
func (o Origin) withUnknown() []Share {
	var out []Share
	for _, s := range o.Shares {
		i := slices.IndexFunc(out, func(x Share) bool { return x.Country == s.Country })
		if i >= 0 {
			out[i].Share += s.Share
		} else {
			out = append(out, Share{Country: s.Country, Share: s.Share})
		}
	}
	if o.Unknown > 0 {
		out = append(out, Share{Country: planner.UnknownCountry, Share: o.Unknown})
	}
	return out
}

// Receipts lists what a plan receives: its own awards and, if asked, the open
// orders. Goods on hand at the start do not count.
func Receipts(p *planner.Project, awards []planner.Award, openOrders bool, openValue func(*planner.Offer, *planner.Part) float64) []Receipt {
	var out []Receipt
	for _, a := range awards {
		part, o := p.Part(a.Part), p.Offer(a.Offer)
		if part != nil && o != nil {
			out = append(out, Receipt{Part: part, Grade: a.Grade, Offer: o, Kg: a.Kg, Value: a.Kg * a.Landed})
		}
	}
	if !openOrders {
		return out
	}
	for _, s := range p.Stock {
		t := int(s.Month - p.Start)
		part, o := p.Part(s.Part), p.Offer(s.Offer)
		if s.Kind != planner.OpenOrder || part == nil || o == nil || t < 0 || t >= p.Months || !part.MassKg().OK {
			continue
		}
		grade := part.Grade
		if part.IsMaterial() {
			grade = part.Material
		}
		kg := s.Pieces * part.MassKg().V
		v := 0.0
		if openValue != nil {
			v = kg * openValue(o, part)
		}
		out = append(out, Receipt{Part: part, Grade: grade, Offer: o, Kg: kg, Value: v})
	}
	return out
}
