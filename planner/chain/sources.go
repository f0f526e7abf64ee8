package chain

import (
	"cmp"
	"slices"

	"remanence/planner"
)

// Shared finds hidden common sources: where supplier groups that look apart
// depend on the same country for an element at a stage. For each element and
// stage with at least two groups it gives how many sources there seem to be, how
// many there are by 1/HHI over countries, and the countries that two or more
// groups share. Unknown origin counts as one more country that all who do not
// state theirs share: the worst case. Rows are sorted by element and stage, their
// nodes by the share that hangs on them.
func Shared(p *planner.Project, f *planner.Facts, rs []Receipt) []planner.SharedSource {
	type use struct {
		group, country string
	}
	kg := map[cell]map[use]float64{}
	var order []cell
	for _, r := range rs {
		for _, e := range Elements(f, r.Part, r.Grade) {
			c, _ := Content(f, r.Part, r.Grade, e)
			for _, stage := range stagesOf(r.Part) {
				o := At(p, r.Offer, e, stage)
				if !o.Passed {
					continue
				}
				at := cell{e, stage}
				if kg[at] == nil {
					kg[at] = map[use]float64{}
					order = append(order, at)
				}
				for _, s := range o.withUnknown() {
					kg[at][use{groupName(p, r.Offer), s.Country}] += float64(r.Kg * c.Typical * s.Share)
				}
			}
		}
	}
	slices.SortFunc(order, func(a, b cell) int {
		return cmp.Or(cmp.Compare(elementRank(a.element), elementRank(b.element)), cmp.Compare(a.element, b.element), cmp.Compare(stageRank(a.stage), stageRank(b.stage)))
	})
	var out []planner.SharedSource
	for _, at := range order {
		total, byGroup, byCountry := 0.0, map[string]float64{}, map[string]float64{}
		members := map[string][]string{}
		uses := make([]use, 0, len(kg[at]))
		for u := range kg[at] {
			uses = append(uses, u)
		}
		slices.SortFunc(uses, func(a, b use) int { return cmp.Or(cmp.Compare(a.country, b.country), cmp.Compare(a.group, b.group)) })
		for _, u := range uses {
			q := kg[at][u]
			if q <= 1e-9 {
				continue
			}
			total += q
			byGroup[u.group] += q
			byCountry[u.country] += q
			members[u.country] = append(members[u.country], u.group)
		}
		if len(byGroup) < 2 || total <= 0 {
			continue
		}
		row := planner.SharedSource{Element: at.element, Stage: at.stage, Groups: len(byGroup), Apparent: effective(byGroup, total), Effective: effective(byCountry, total)}
		for _, c := range countries(byCountry) {
			if len(members[c]) < 2 {
				continue
			}
			row.Nodes = append(row.Nodes, planner.SharedNode{Country: c, Groups: members[c], Share: byCountry[c] / total})
		}
		slices.SortStableFunc(row.Nodes, func(a, b planner.SharedNode) int { return -cmp.Compare(a.Share, b.Share) })
		if len(row.Nodes) > 0 {
			out = append(out, row)
		}
	}
	return out
}

// groupName is the supplier group of an offer; goods on order from nobody knows
// where make a group of their own.
func groupName(p *planner.Project, o *planner.Offer) string {
	if g := p.GroupOf(o); g != "" {
		return g
	}
	return planner.UnknownCountry
}

// effective is 1/HHI, summed in a fixed order.
func effective(by map[string]float64, total float64) float64 {
	hhi := 0.0
	for _, k := range countries(by) {
		hhi += by[k] / total * by[k] / total
	}
	if hhi == 0 {
		return 0
	}
	return 1 / hhi
}

// Evidence is how well the origin of what a plan receives is evidenced: the
// share of its kg and value at each level, 0 assumed to 3 verified, and not
// stated. An offer without a level counts as not stated, never as a level.
func Evidence(rs []Receipt) []planner.EvidenceShare {
	levels := []planner.EvidenceShare{{Level: planner.Opt[int]{}}, {Level: planner.Some(0)}, {Level: planner.Some(1)}, {Level: planner.Some(2)}, {Level: planner.Some(3)}}
	kg, value := 0.0, 0.0
	for _, r := range rs {
		i := 0
		if l := r.Offer.Evidence; l.OK && l.V >= 0 && l.V <= 3 {
			i = l.V + 1
		}
		levels[i].Kg += r.Kg
		levels[i].Value += r.Value
		kg += r.Kg
		value += r.Value
	}
	if kg <= 0 {
		return nil
	}
	for i := range levels {
		levels[i].KgShare = levels[i].Kg / kg
		if value > 0 {
			levels[i].ValueShare = levels[i].Value / value
		}
	}
	return levels
}
