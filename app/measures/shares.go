package measures

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"remanence/app/tr"
	"remanence/app/words"
	"remanence/planner"
)

// Largest is the largest country of every element and stage any plan passes.
func Largest(plans ...*planner.Plan) []Measure {
	type key struct {
		element string
		stage   planner.Stage
	}
	worst := map[key]float64{}
	var order []key
	for _, p := range plans {
		for _, e := range p.KPIs.Exposures {
			k := key{e.Element, e.Stage}
			if _, ok := worst[k]; !ok {
				order = append(order, k)
			}
			worst[k] = math.Max(worst[k], e.Worst)
		}
	}
	slices.SortStableFunc(order, func(a, b key) int { return cmp.Compare(worst[b], worst[a]) })
	var out []Measure
	for _, k := range order {
		out = append(out, Share(Measure{ID: "largest|" + k.element + "|" + string(k.stage), Title: words.Capital(words.ElementAtStage(k.element, k.stage)),
			Tip: tr.T("Share of the country on which this element depends most at this stage; unknown origin counts in full for each country, so shares of a stage may add up to more than 100 %"),
			Of: func(p *planner.Plan) planner.Opt[float64] {
				v := planner.Opt[float64]{}
				for _, e := range p.KPIs.Exposures {
					if e.Element == k.element && e.Stage == k.stage && (!v.OK || e.Worst > v.V) {
						v = planner.Some(e.Worst)
					}
				}
				return v
			}}))
	}
	return out
}

// Shares are the figures of plans that cost can be set against: exposures and what
// needs a licence. Nil plans are passed over.
func Shares(p *planner.Project, f *planner.Facts, plans ...*planner.Plan) []Measure {
	plans = slices.DeleteFunc(slices.Clone(plans), func(p *planner.Plan) bool { return p == nil || p.Status == planner.StatusInfeasible })
	if len(plans) == 0 {
		return nil
	}
	out := slices.DeleteFunc(Headline(p, f, plans...), func(m Measure) bool {
		return !strings.HasPrefix(m.ID, "exposure|") && !strings.HasPrefix(m.ID, "licence")
	})
	return append(out, Largest(plans...)...)
}
