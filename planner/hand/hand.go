// Package hand costs a plan whose awards a buyer changed by hand: shares of a
// part are given to other supplier groups, orders follow at their lead times,
// and the whole is booked, measured and checked like any plan. It plans nothing:
// what does not fit is said, not mended.
package hand

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/cost"
	"remanence/planner/policy"
)

// Apply gives the shares to their groups and books the plan again. Shares are of
// the quantity the plan orders of a part; groups that are not named divide the
// rest as they divided it before. A group that got nothing so far delivers from
// its cheapest offer, in the months in which the plan's orders arrive or as soon
// as it can. notes are sentences on what could not be done as asked and on what
// the new plan does not keep.
//
// The plan handed in is left as it is. Its stock kept apart and what is past its
// shelf life are taken over.
func Apply(p *planner.Project, f *planner.Facts, plan *planner.Plan, shares []planner.HandShare) (*planner.Plan, []string) {
	p = policy.Settle(p, f)
	h := &maker{p: p, f: f, base: plan, pct: plan.LicencePercentile}
	if h.pct == 0 {
		h.pct = p.Percentile()
	}
	out := *plan
	out.Name, out.Status, out.Gap, out.Bound = "by hand", planner.StatusFeasible, 0, 0
	out.Awards, out.Conflicts, out.Reasons = nil, []planner.Conflict{}, nil
	for i := range p.Parts {
		part := &p.Parts[i]
		var mine []planner.HandShare
		for _, s := range shares {
			if s.Part == part.ID {
				mine = append(mine, s)
			}
		}
		out.Awards = append(out.Awards, h.part(part, mine)...)
	}
	h.decisions(&out)
	h.flows(&out)
	h.collect(&out)
	h.book(&out)
	for _, s := range award.Check(p, f, &out, award.Options{}) {
		h.note("%s.", s)
	}
	return &out, h.notes
}

type maker struct {
	p     *planner.Project
	f     *planner.Facts
	base  *planner.Plan
	pct   float64
	notes []string
}

func (h *maker) note(format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	if !slices.Contains(h.notes, s) {
		h.notes = append(h.notes, s)
	}
}

// part is the new awards of one part.
func (h *maker) part(part *planner.Part, shares []planner.HandShare) []planner.Award {
	var old []planner.Award
	total, rest := 0.0, 0.0
	for _, a := range h.base.Awards {
		if a.Part == part.ID {
			old = append(old, a)
			total += a.Pieces
			if shareOf(shares, a.Group) == nil {
				rest += a.Pieces
			}
		}
	}
	if len(shares) == 0 {
		return slices.Clone(old)
	}
	if total == 0 {
		h.note("The plan orders nothing of %s, so there is nothing to share out.", part.ID)
		return nil
	}
	named := 0.0
	for _, s := range shares {
		named += s.Share
	}
	keep := 0.0
	switch left := 1 - named; {
	case rest > 0:
		keep = math.Max(0, left) * total / rest
		if left < -1e-9 {
			h.note("The shares of %s add up to %s %%, so more is bought than the plan orders.", part.ID, percent(named))
		}
	case math.Abs(left) > 1e-9:
		h.note("The shares of %s add up to %s %% of what the plan orders.", part.ID, percent(named))
	}
	var out []planner.Award
	for _, a := range old {
		k := keep
		if s := shareOf(shares, a.Group); s != nil {
			k = s.Share * total / sumOf(old, a.Group)
		}
		if a.Pieces*k > 1e-9*total {
			a.Pieces, a.Kg = a.Pieces*k, a.Kg*k
			out = append(out, a)
		}
	}
	for _, s := range shares {
		if s.Share > 0 && sumOf(old, s.Group) == 0 {
			out = append(out, h.fresh(part, s, old, total)...)
		}
	}
	return out
}

func shareOf(shares []planner.HandShare, group string) *planner.HandShare {
	for i := range shares {
		if shares[i].Group == group {
			return &shares[i]
		}
	}
	return nil
}

func sumOf(awards []planner.Award, group string) float64 {
	sum := 0.0
	for _, a := range awards {
		if a.Group == group {
			sum += a.Pieces
		}
	}
	return sum
}

func percent(share float64) string {
	return planner.FormatNumber(math.Round(share*1000) / 10)
}

// fresh orders a share from a group that had nothing of the part.
func (h *maker) fresh(part *planner.Part, s planner.HandShare, old []planner.Award, total float64) []planner.Award {
	fit, ok := h.cheapest(part, s.Group)
	if !ok {
		h.note("%s quotes nothing that fits %s; its share of %s %% is not bought.", s.Group, part.ID, percent(s.Share))
		return nil
	}
	o := fit.Offer
	first := h.firstOrder(fit)
	byMonth := map[planner.Month]float64{}
	late := 0.0
	last := h.p.Start + planner.Month(h.p.Months-1)
	for _, a := range old {
		pieces := float64(a.Pieces / total * s.Share * total)
		order := a.Arrives - planner.Month(o.LeadMonthsFrom(a.Arrives, h.pct))
		if order < first {
			order = first
			late += pieces
		}
		byMonth[order] += pieces
	}
	var out []planner.Award
	for _, order := range slices.Sorted(maps.Keys(byMonth)) {
		pieces := byMonth[order]
		arrives := order + planner.Month(o.LeadMonthsFrom(order, h.pct))
		if arrives > last {
			h.note("%s cannot deliver %s within the plan: ordered in %s it would arrive in %s.", o.ID, part.ID, order.Label(), arrives.Label())
			continue
		}
		out = append(out, planner.Award{Part: part.ID, Offer: o.ID, Supplier: o.Supplier, Group: s.Group, Grade: fit.Grade, Design: fit.Design,
			Ordered: order, Arrives: arrives, Pieces: pieces, Kg: pieces * fit.MassKg})
	}
	if late > 1e-9*total {
		h.note("%s can deliver %s only from %s on; %s %% of the part comes later for it.", o.ID, part.ID, (first + planner.Month(o.LeadMonthsFrom(first, h.pct))).Label(), percent(late/total))
	}
	return out
}

// cheapest is the fit of a group with the lowest landed cost; today's design
// comes before a change of the part.
func (h *maker) cheapest(part *planner.Part, group string) (best planner.Fit, ok bool) {
	lowest := math.Inf(1)
	for _, fit := range h.p.Fits(part, h.f) {
		if h.p.GroupOf(fit.Offer) != group || fit.Offer.Missing() != "" || ok && fit.Design > 0 && best.Design == 0 {
			continue
		}
		if l := cost.Base(h.p, h.f, fit.Offer, fit.MassKg).Landed; l < lowest || ok && best.Design > 0 && fit.Design == 0 {
			best, lowest, ok = fit, l, true
		}
	}
	return best, ok
}

// firstOrder is the first month in which an offer can be ordered, with a test
// started at once where it needs one.
func (h *maker) firstOrder(fit planner.Fit) planner.Month {
	o, first := fit.Offer, h.p.Start
	switch o.Status {
	case planner.InProgress:
		first = max(first, award.UsableFrom(h.p, o))
	case planner.NotStarted:
		first = max(first, h.usable(o))
	}
	if fit.Change != nil {
		first = max(first, h.p.EarliestOrder(h.f, fit.Change))
	}
	if o.ValidFrom.OK {
		first = max(first, o.ValidFrom.V)
	}
	return first
}

// usable is when an offer not yet tested may be ordered: as the plan tests it,
// or after a test of its group started at once.
func (h *maker) usable(o *planner.Offer) planner.Month {
	for _, q := range h.base.Qualifications {
		if slices.Contains(q.Offers, o.ID) {
			return q.Usable
		}
	}
	usable := h.p.Start
	for _, x := range h.tested(o) {
		usable = max(usable, x.GatesFrom(h.p.Start).Approved)
	}
	return usable
}

// tested are the offers that are tested together with one.
func (h *maker) tested(o *planner.Offer) []*planner.Offer {
	out := []*planner.Offer{o}
	for i := range h.p.Offers {
		x := &h.p.Offers[i]
		if x != o && x.Status == planner.NotStarted && award.TestKey(x) == award.TestKey(o) {
			out = append(out, x)
		}
	}
	return out
}

// decisions are the tests and changes the new awards need.
func (h *maker) decisions(out *planner.Plan) {
	used := map[string]bool{}
	for _, a := range out.Awards {
		used[a.Offer] = true
	}
	out.Qualifications = nil
	done := map[string]bool{}
	for _, q := range h.base.Qualifications {
		if slices.ContainsFunc(q.Offers, func(id string) bool { return used[id] }) {
			out.Qualifications = append(out.Qualifications, q)
			for _, id := range q.Offers {
				done[id] = true
			}
		}
	}
	for i := range h.p.Offers {
		o := &h.p.Offers[i]
		if o.Status != planner.NotStarted || !used[o.ID] || done[o.ID] {
			continue
		}
		q := planner.QualificationStart{Start: h.p.Start, Usable: h.usable(o)}
		for _, x := range h.tested(o) {
			q.Offers = append(q.Offers, x.ID)
			q.Cost = math.Max(q.Cost, x.QualificationCost.V.InexactFloat64())
			q.Tooling = math.Max(q.Tooling, x.ToolingCost.V.InexactFloat64())
			done[x.ID] = true
		}
		out.Qualifications = append(out.Qualifications, q)
	}
	out.DesignChanges = nil
	for i := range h.p.Designs {
		d := &h.p.Designs[i]
		first, uses := planner.Month(0), false
		for _, a := range out.Awards {
			if a.Part != d.Part || a.Design == 0 || uses && a.Ordered >= first {
				continue
			}
			if x := h.p.AlternativesOf(a.Part)[a.Design-1]; x == d || slices.Contains(h.p.DesignsBefore(h.f, x), d) {
				first, uses = a.Ordered, true
			}
		}
		if !uses {
			continue
		}
		change := planner.DesignChange{Part: d.Part, From: d.FromGrade, To: d.ToGrade, Start: first, Cost: cost.ToPlan(h.p, d.RedesignCost, d.Currency)}
		for _, was := range h.base.DesignChanges {
			if was.Part == d.Part && was.To == d.ToGrade {
				change.Start = was.Start
			}
		}
		out.DesignChanges = append(out.DesignChanges, change)
	}
}
