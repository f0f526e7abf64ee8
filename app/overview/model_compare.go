package overview

import (
	"math"
	"slices"

	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
)

// CompareRow is one figure of the three plans side by side.
type CompareRow struct {
	Title                   string
	AsToday, Cheapest, Plan string
	Change                  string       // plan against as today
	Tint                    palette.Tint // of the change: Ok better, Bad worse
	Tip                     string
}

// measure reads one figure of a plan; missing when it has none.
type measure struct {
	title, tip string
	of         func(*planner.Plan) planner.Opt[float64]
	write      func(float64) string
	change     func(float64) string
	moreIsGood bool
	neutral    bool // a change is neither good nor bad
}

// Compare sets today, the cheapest plan and the plan side by side.
func Compare(in Input) []CompareRow {
	var rows []CompareRow
	for _, m := range measures(in) {
		r := CompareRow{Title: m.title, Tip: m.tip, AsToday: figures.Missing, Cheapest: figures.Missing, Plan: figures.Missing, Change: figures.Missing}
		read := func(p *planner.Plan) (planner.Opt[float64], string) {
			if p == nil || p.Status == planner.StatusInfeasible {
				return planner.Opt[float64]{}, figures.Missing
			}
			v := m.of(p)
			if !v.OK || math.IsNaN(v.V) {
				return planner.Opt[float64]{}, figures.Missing
			}
			return v, m.write(v.V)
		}
		var was, now planner.Opt[float64]
		was, r.AsToday = read(in.AsToday)
		_, r.Cheapest = read(in.Cheapest)
		now, r.Plan = read(in.Plan)
		if was.OK && now.OK {
			r.Change = m.change(now.V - was.V)
			if d := now.V - was.V; !m.neutral && r.AsToday != r.Plan {
				r.Tint = palette.Bad
				if (d > 0) == m.moreIsGood {
					r.Tint = palette.Ok
				}
			}
		}
		rows = append(rows, r)
	}
	return rows
}

func measures(in Input) []measure {
	currency := in.Project.Currency
	money := func(v float64) string { return figures.MoneyShort(currency, v) }
	moneyChange := func(v float64) string { return plus(v, figures.MoneyShort(currency, v)) }
	percent := func(v float64) string { return figures.Percent(v, 1) }
	points := func(v float64) string { return figures.Signed(v*100, 1) + "\u00a0points" }
	one := func(v float64) string { return figures.Number(v, 0) }
	oneChange := func(v float64) string { return figures.Signed(v, 0) }
	weeks := func(v float64) string { return figures.Number(v, 1) + "\u00a0weeks" }
	weeksChange := func(v float64) string { return figures.Signed(v, 1) + "\u00a0weeks" }
	country := mainCountry(in)
	name := words.Country(in.Facts, country)
	rows := []measure{
		{title: "Landed cost per year", tip: "Mean of a year, as paid, open orders apart", of: func(p *planner.Plan) planner.Opt[float64] { return planner.Some(p.KPIs.CostPerYear) }, write: money, change: moneyChange},
		{title: "Whole plan, discounted", tip: "All costs of the plan at their worth on its first day", of: func(p *planner.Plan) planner.Opt[float64] { return planner.Some(p.TotalCost) }, write: money, change: moneyChange},
		{title: "Late or lost demand", tip: "Sum of pieces late at month ends, in percent of demand", of: lateShare, write: percent, change: points},
	}
	for _, x := range worstStages(in, country) {
		rows = append(rows, measure{title: name + " share, " + words.ElementAtStage(x.Element, x.Stage),
			tip: "Share of mass over the whole plan, unknown origin counted as the worst case",
			of: func(p *planner.Plan) planner.Opt[float64] {
				e, ok := exposure(p, x.Element, x.Stage, country)
				if !ok && len(p.KPIs.Exposures) == 0 {
					return planner.Opt[float64]{}
				}
				return planner.Some(e.Worst)
			}, write: percent, change: points})
	}
	return append(rows,
		measure{title: "Needs an export licence", tip: "Share of the value received that needs a licence under the rules in force", of: func(p *planner.Plan) planner.Opt[float64] { return p.KPIs.LicenceShare }, write: percent, change: points},
		measure{title: "… if the suspensions lapse", tip: "The same share when the suspended rules return", of: func(p *planner.Plan) planner.Opt[float64] { return p.KPIs.LicenceShareLapse }, write: percent, change: points},
		measure{title: "Suppliers used", tip: "Supplier groups with an order in the plan", of: suppliersUsed, write: one, change: oneChange, moreIsGood: true},
		measure{title: "Least cover", tip: "Lowest stock of any part with safety stock, in weeks of demand", of: func(p *planner.Plan) planner.Opt[float64] { return p.KPIs.CoverWeeksLeast }, write: weeks, change: weeksChange, moreIsGood: true},
		measure{title: "Recycled content", tip: "Share of magnet mass", of: func(p *planner.Plan) planner.Opt[float64] { return p.KPIs.RecycledMass }, write: percent, change: points, moreIsGood: true},
	)
}

func plus(v float64, text string) string {
	if v > 0 {
		return "+" + text
	}
	return text
}

// mainCountry is the country the plan depends on most.
func mainCountry(in Input) string {
	for _, p := range []*planner.Plan{in.AsToday, in.Plan, in.Cheapest} {
		if p != nil && p.KPIs.WorstExposure.OK && !palette.IsUnknown(p.KPIs.WorstExposure.V.Country) {
			return p.KPIs.WorstExposure.V.Country
		}
	}
	return "CN"
}

// worstStages are the two lines everyone asks for, magnets and dysprosium
// separation, or the country's worst ones where those do not apply.
func worstStages(in Input, country string) []planner.Exposure {
	p := in.Plan
	if p == nil {
		p = in.AsToday
	}
	if p == nil {
		return []planner.Exposure{{Element: "all", Stage: planner.Magnet}, {Element: "Dy", Stage: planner.Separation}}
	}
	var rows []planner.Exposure
	for _, want := range []planner.Exposure{{Element: "all", Stage: planner.Magnet}, {Element: "Dy", Stage: planner.Separation}} {
		if slices.ContainsFunc(p.KPIs.Exposures, func(e planner.Exposure) bool { return e.Element == want.Element && e.Stage == want.Stage }) {
			rows = append(rows, want)
		}
	}
	if len(rows) > 0 {
		return rows
	}
	for _, e := range p.KPIs.Exposures {
		if e.Country == country && len(rows) < 2 {
			rows = append(rows, e)
		}
	}
	return rows
}

func suppliersUsed(p *planner.Plan) planner.Opt[float64] {
	groups := map[string]bool{}
	for _, a := range p.Awards {
		groups[a.Group] = true
	}
	return planner.Some(float64(len(groups)))
}

// lateShare is late pieces at month ends over all demand of the plan.
func lateShare(p *planner.Plan) planner.Opt[float64] {
	late, need := 0.0, 0.0
	for _, s := range p.Shortfalls {
		late += s.Pieces
	}
	for _, f := range p.Flows {
		for _, d := range f.Demand {
			need += d
		}
	}
	if need == 0 {
		return planner.Opt[float64]{}
	}
	return planner.Some(late / need)
}
