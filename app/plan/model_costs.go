package plan

import (
	"cmp"
	"math"
	"slices"

	"remanence/app/pictures"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// CostRow is one kind of cost of both plans, as text.
type CostRow struct {
	Kind, AsToday, Plan, Change string
	Total                       bool
}

// Costs lists the discounted cost by kind; kinds that are nothing in both plans
// are left out.
func Costs(in Input) []CostRow {
	var rows []CostRow
	if in.Plan == nil {
		return nil
	}
	money := func(v float64) string { return figures.Number(v, 2) } // the head has the currency
	now := in.Plan.ByKind()
	row := func(name string, was planner.Opt[float64], is float64) CostRow {
		r := CostRow{Kind: name, Plan: money(is), AsToday: figures.Missing, Change: figures.Missing}
		if was.OK {
			r.AsToday, r.Change = money(was.V), figures.Signed(is-was.V, 2)
		}
		return r
	}
	var before map[planner.CostKind]float64
	if in.AsToday != nil {
		before = in.AsToday.ByKind()
	}
	for _, k := range planner.CostKinds {
		if math.Abs(now[k]) < 0.005 && math.Abs(before[k]) < 0.005 {
			continue
		}
		rows = append(rows, row(tr.Known(k.Label()), planner.Opt[float64]{V: before[k], OK: in.AsToday != nil}, now[k]))
	}
	total := planner.Opt[float64]{}
	if in.AsToday != nil {
		total = planner.Some(in.AsToday.TotalCost)
	}
	last := row(tr.T("Total, discounted"), total, in.Plan.TotalCost)
	last.Total = true
	return append(rows, last)
}

// Change is a qualification or a change of grade in words.
type Change struct {
	What, When, Cost string
	Offer, Part      string
	test             *planner.QualificationStart // what it is, one of both
	design           *planner.DesignChange
}

// Changes are the qualifications and changes of grade, earliest first.
func Changes(in Input) []Change {
	if in.Plan == nil {
		return nil
	}
	type dated struct {
		m planner.Month
		c Change
	}
	var all []dated
	money := func(v float64) string { return figures.MoneyShort(in.Project.Currency, v) }
	for i := range in.Plan.Qualifications {
		q := &in.Plan.Qualifications[i]
		c := Change{test: q, What: tr.F("Qualify %s", pictures.OfferNames(in.Project, q.Offers)), When: tr.F("%s to %s", figures.MonthLabel(q.Start), figures.MonthLabel(q.Usable)), Cost: money(q.Cost)}
		if len(q.Offers) > 0 {
			c.Offer = q.Offers[0]
		}
		all = append(all, dated{q.Start, c})
	}
	for i := range in.Plan.DesignChanges {
		d := &in.Plan.DesignChanges[i]
		all = append(all, dated{d.Start, Change{design: d, What: tr.F("%s: change %s to %s", d.Part, d.From, d.To), When: tr.F("from %s", figures.MonthLabel(d.Start)), Cost: money(d.Cost), Part: d.Part}})
	}
	slices.SortStableFunc(all, func(a, b dated) int { return cmp.Compare(a.m, b.m) })
	out := make([]Change, len(all))
	for i := range all {
		out[i] = all[i].c
	}
	return out
}
