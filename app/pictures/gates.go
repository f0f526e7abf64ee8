package pictures

import (
	"cmp"
	"slices"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/policy"
)

// gates draws what must be ready when on the months of a plan.
type gates struct {
	in      Input
	settled *planner.Project // with the licence terms a plan takes
	used    []*planner.Offer // that the plan orders from or tests, by supplier
}

// Gates is the timeline of what must be ready when: qualifications, licences and
// contracts of the offers the plan uses, and changes of grade. A mark has the id that
// gateID makes.
func Gates(in Input) chart.Timeline {
	pic := chart.Timeline{Labels: months(in.Project)}
	if in.Plan == nil {
		return pic
	}
	g := gates{in: in, settled: policy.Settle(in.Project, in.Facts)}
	g.used = g.offers()
	pic.Lanes = slices.Concat(g.tests(), g.licences(), g.contracts(), g.designs())
	return pic
}

// offers are those the plan orders from or tests.
func (g gates) offers() (out []*planner.Offer) {
	used := map[string]bool{}
	for _, a := range g.in.Plan.Awards {
		used[a.Offer] = true
	}
	for _, q := range g.in.Plan.Qualifications {
		for _, id := range q.Offers {
			used[id] = true
		}
	}
	for i := range g.settled.Offers {
		if o := &g.settled.Offers[i]; used[o.ID] {
			out = append(out, o)
		}
	}
	slices.SortStableFunc(out, func(a, b *planner.Offer) int { return cmp.Compare(a.Supplier, b.Supplier) })
	return out
}

// at is where a month begins on the timeline.
func (g gates) at(m planner.Month) float64 { return float64(m - g.in.Project.Start) }

func (g gates) end() planner.Month {
	return g.in.Project.Start + planner.Month(g.in.Project.Months)
}

// tests are the qualifications the plan starts, with their steps.
func (g gates) tests() (out []chart.Lane) {
	for _, q := range g.in.Plan.Qualifications {
		if len(q.Offers) == 0 {
			continue
		}
		offer := q.Offers[0]
		id, name := gateID(gateTest, offer, q.Start), offer
		if o := g.in.Project.Offer(offer); o != nil {
			name = o.Supplier + " " + name
		}
		lane := chart.Lane{ID: offer, Label: name,
			Spans: []chart.Span{{ID: id, Text: tr.T("qualification"), Tip: tr.F("Qualify %s, %s", OfferNames(g.in.Project, q.Offers), figures.Money(g.in.Project.Currency, q.Cost)),
				From: g.at(q.Start), To: g.at(q.Usable), Tint: palette.Info}}}
		for _, step := range []struct {
			name string
			done planner.Month
		}{{tr.T("Samples approved"), q.Sample}, {tr.T("PPAP done"), q.PPAP}} {
			if step.done > q.Start && step.done < q.Usable {
				lane.Gates = append(lane.Gates, chart.Gate{ID: id, At: g.at(step.done), Kind: chart.Passed, Tint: palette.Info, Tip: name + "\n" + tr.F("%s before %s", step.name, figures.MonthLabel(step.done))})
			}
		}
		lane.Gates = append(lane.Gates, chart.Gate{ID: id, At: g.at(q.Usable), Tip: name + "\n" + tr.F("Usable from %s", figures.MonthLabel(q.Usable)), Tint: palette.Ok})
		out = append(out, lane)
	}
	return out
}

// designs are the changes of grade.
func (g gates) designs() (out []chart.Lane) {
	for _, d := range g.in.Plan.DesignChanges {
		out = append(out, chart.Lane{ID: d.Part, Label: d.Part, Spans: []chart.Span{{ID: gateID(gateDesign, d.Part, d.Start), Text: d.To, From: g.at(d.Start), To: float64(g.in.Project.Months),
			Tint: palette.Accent, Tip: tr.F("From %s in grade %s, %s once", figures.MonthLabel(d.Start), d.To, figures.Money(g.in.Project.Currency, d.Cost))}}})
	}
	return out
}

// byTerms gathers offers of a supplier that say the same, so that they share a lane.
func (g gates) byTerms(key func(o *planner.Offer) string) (out [][]*planner.Offer) {
	at := map[string]int{}
	for _, o := range g.used {
		k := key(o)
		if k == "" {
			continue
		}
		k = o.Supplier + "|" + k
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], o)
	}
	return out
}

// names are the ids of offers, for tips.
func names(list []*planner.Offer) string {
	var ids []string
	for _, o := range list {
		ids = append(ids, o.ID)
	}
	return words.List(ids)
}

// OfferNames names the suppliers of offers once, with what they are quoted for.
func OfferNames(p *planner.Project, ids []string) string {
	var out []string
	for _, id := range ids {
		name := id
		if o := p.Offer(id); o != nil {
			name = o.Supplier + " (" + id + ", " + o.Item + ")"
		}
		out = append(out, name)
	}
	return words.List(out)
}
