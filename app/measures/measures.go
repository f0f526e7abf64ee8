// Package measures reads the figures by which plans are compared: what each one
// is called, how it is written, and whether more of it is good. Every page that
// sets plans side by side uses it, so that a figure has one name and one value.
// It knows no toolkit.
package measures

import (
	"math"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
)

// Measure reads one figure of a plan; missing when it has none.
type Measure struct {
	ID, Title, Tip string
	Of             func(*planner.Plan) planner.Opt[float64]
	Write          func(float64) string
	Change         func(float64) string // a difference, with its sign
	MoreIsGood     bool
	Neutral        bool // a change is neither good nor bad
}

// Read is the figure of a plan and how it is written. A plan that is nil or whose
// rules clash has none.
func (m Measure) Read(p *planner.Plan) (planner.Opt[float64], string) {
	if p == nil || p.Status == planner.StatusInfeasible {
		return planner.Opt[float64]{}, figures.Missing
	}
	v := m.Of(p)
	if !v.OK || math.IsNaN(v.V) {
		return planner.Opt[float64]{}, figures.Missing
	}
	return v, m.Write(v.V)
}

// Against is how the figure of a plan differs from that of another: the words and
// whether it is better. Differences too small to be seen have no colour.
func (m Measure) Against(base, p *planner.Plan) (string, palette.Tint) {
	was, wasText := m.Read(base)
	now, nowText := m.Read(p)
	if !was.OK || !now.OK {
		return figures.Missing, palette.Auto
	}
	d := now.V - was.V
	text := m.Change(d)
	switch {
	case m.Neutral || wasText == nowText:
		return text, palette.Auto
	case (d > 0) == m.MoreIsGood:
		return text, palette.Ok
	}
	return text, palette.Bad
}

// Plus writes a plus before what is above zero.
func Plus(v float64, text string) string {
	if v > 0 {
		return "+" + text
	}
	return text
}

// Money is a figure in the currency of the project.
func Money(currency string, m Measure) Measure {
	m.Write = func(v float64) string { return figures.MoneyShort(currency, v) }
	m.Change = func(v float64) string {
		if v < 0 {
			return "-" + figures.MoneyShort(currency, -v) // the sign first, as with a plus
		}
		return Plus(v, figures.MoneyShort(currency, v))
	}
	return m
}

// Share is a figure in percent; it changes by points.
func Share(m Measure) Measure {
	m.Write = func(v float64) string { return figures.Percent(v, 1) }
	m.Change = func(v float64) string { return tr.F("%s\u00a0points", figures.Signed(v*100, 1)) }
	return m
}

// Count is a figure with a unit, "" for none.
func Count(decimals int, unit string, m Measure) Measure {
	if unit != "" {
		unit = "\u00a0" + unit
	}
	m.Write = func(v float64) string { return figures.Number(v, decimals) + unit }
	m.Change = func(v float64) string { return figures.Signed(v, decimals) + unit }
	return m
}

// Headline are the figures everyone asks for first. plans are those compared, the
// one whose exposures matter most first; nil plans are passed over.
func Headline(p *planner.Project, f *planner.Facts, plans ...*planner.Plan) []Measure {
	country := MainCountry(plans...)
	name := words.Country(f, country)
	rows := []Measure{
		Money(p.Currency, Measure{ID: "cost_per_year", Title: tr.T("Landed cost per year"), Tip: tr.T("Mean of a year, as paid, open orders apart"), Of: func(p *planner.Plan) planner.Opt[float64] { return planner.Some(p.KPIs.CostPerYear) }}),
		Money(p.Currency, Measure{ID: "total", Title: tr.T("Whole plan, discounted"), Tip: tr.T("All costs of the plan at their worth on its first day"), Of: func(p *planner.Plan) planner.Opt[float64] { return planner.Some(p.TotalCost) }}),
		Share(Measure{ID: "late", Title: tr.T("Late or lost demand"), Tip: tr.T("Sum of pieces late at month ends, in percent of demand"), Of: LateShare}),
	}
	for _, x := range worstStages(country, plans) {
		rows = append(rows, Exposure(name, x))
	}
	return append(rows,
		Share(Measure{ID: "licence", Title: tr.T("Needs an export licence"), Tip: tr.T("Share of the value received that needs a licence under the rules in force"), Of: func(p *planner.Plan) planner.Opt[float64] { return p.KPIs.LicenceShare }}),
		Share(Measure{ID: "licence_lapse", Title: tr.T("… if the suspensions lapse"), Tip: tr.T("The same share when the suspended rules return"), Of: func(p *planner.Plan) planner.Opt[float64] { return p.KPIs.LicenceShareLapse }}),
		Count(0, "", Measure{ID: "suppliers", Title: tr.T("Suppliers used"), Tip: tr.T("Supplier groups with an order in the plan"), Of: suppliersUsed, MoreIsGood: true}),
		Count(1, tr.T("weeks"), Measure{ID: "cover", Title: tr.T("Least cover"), Tip: tr.T("Lowest stock of any part with safety stock, in weeks of demand"), Of: func(p *planner.Plan) planner.Opt[float64] { return p.KPIs.CoverWeeksLeast }, MoreIsGood: true}),
		Share(Measure{ID: "recycled", Title: tr.T("Recycled content"), Tip: tr.T("Share of magnet mass"), Of: func(p *planner.Plan) planner.Opt[float64] { return p.KPIs.RecycledMass }, MoreIsGood: true}),
	)
}

// Exposure is the share of an element at a stage in one country, unknown origin
// counted as the worst case.
func Exposure(country string, x planner.Exposure) Measure {
	return Share(Measure{ID: "exposure|" + x.Element + "|" + string(x.Stage) + "|" + x.Country, Title: tr.F("%s share, %s", country, words.ElementAtStage(x.Element, x.Stage)),
		Tip: tr.T("Share of mass over the whole plan, unknown origin counted as the worst case"),
		Of: func(p *planner.Plan) planner.Opt[float64] {
			e, ok := Find(p, x.Element, x.Stage, x.Country)
			if !ok && len(p.KPIs.Exposures) == 0 {
				return planner.Opt[float64]{}
			}
			return planner.Some(e.Worst)
		}})
}

// Find is the exposure of a plan; false when it has no such row.
func Find(p *planner.Plan, element string, stage planner.Stage, country string) (planner.Exposure, bool) {
	for _, e := range p.KPIs.Exposures {
		if e.Element == element && e.Stage == stage && e.Country == country {
			return e, true
		}
	}
	return planner.Exposure{}, false
}

// MainCountry is the country the first of the plans depends on most, CN when
// none says.
func MainCountry(plans ...*planner.Plan) string {
	for _, p := range plans {
		if p != nil && p.KPIs.WorstExposure.OK && !palette.IsUnknown(p.KPIs.WorstExposure.V.Country) {
			return p.KPIs.WorstExposure.V.Country
		}
	}
	return "CN"
}

// worstStages are the two lines everyone asks for, magnets and dysprosium
// separation, or the country's worst ones where those do not apply.
func worstStages(country string, plans []*planner.Plan) []planner.Exposure {
	usual := []planner.Exposure{{Element: "all", Stage: planner.Magnet, Country: country}, {Element: "Dy", Stage: planner.Separation, Country: country}}
	for _, p := range plans {
		if p == nil {
			continue
		}
		var rows, others []planner.Exposure
		has := map[[2]string]bool{}
		for _, e := range p.KPIs.Exposures {
			has[[2]string{e.Element, string(e.Stage)}] = true
			if e.Country == country && len(others) < 2 {
				others = append(others, e)
			}
		}
		for _, x := range usual {
			if has[[2]string{x.Element, string(x.Stage)}] {
				rows = append(rows, x)
			}
		}
		if len(rows) > 0 {
			return rows
		}
		return others
	}
	return usual
}

func suppliersUsed(p *planner.Plan) planner.Opt[float64] {
	groups := map[string]bool{}
	for _, a := range p.Awards {
		groups[a.Group] = true
	}
	return planner.Some(float64(len(groups)))
}

// LateShare is late pieces at month ends over all demand of the plan.
func LateShare(p *planner.Plan) planner.Opt[float64] {
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
