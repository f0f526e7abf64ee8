package compare

import (
	"math"
	"strings"

	"remanence/app/chart"
	"remanence/app/measures"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/award"
)

// Bridge is the walk from the cost of one variant to that of another: kinds of
// cost that differ, each with its causes behind it.
func Bridge(from, to *Variant) (chart.Waterfall, []award.BridgeStep, error) {
	pic := chart.Waterfall{}
	if from == nil || to == nil || from.Plan == nil || to.Plan == nil {
		return pic, nil, nil
	}
	b, err := award.NewBridge(from.Plan, to.Plan)
	if err != nil {
		return pic, nil, err
	}
	currency := to.Plan.Currency
	pic.Axis = chart.Axis{Title: tr.F("%s, discounted", currency)}
	pic.Title = tr.F("From %s to %s", from.Name, to.Name)
	pic.Steps = []chart.Step{{ID: from.ID, Label: from.Name, Value: b.From.InexactFloat64(), Total: true, Tip: figures.Money(currency, b.From.InexactFloat64())}}
	at := map[planner.CostKind]int{}
	for _, s := range b.Steps {
		i, ok := at[s.Kind]
		if !ok {
			i = len(pic.Steps)
			at[s.Kind] = i
			pic.Steps = append(pic.Steps, chart.Step{ID: string(s.Kind), Label: tr.Known(s.Kind.Label())})
		}
		pic.Steps[i].Value += s.Amount.InexactFloat64()
		pic.Steps[i].Tip = strings.TrimPrefix(pic.Steps[i].Tip+"\n"+words.Reason(s.Text), "\n")
	}
	pic.Steps = append(pic.Steps, chart.Step{ID: to.ID, Label: to.Name, Total: true, Tip: figures.Money(currency, b.To.InexactFloat64())})
	return pic, b.Steps, nil
}

// Stops says for every part and variant in which month demand is first unmet.
func Stops(in Input, vs []Variant) chart.Heat {
	pic := chart.Heat{Tint: palette.Bad, Key: [2]string{tr.T("late in the last month"), tr.T("late in the first month")}}
	var shown []Variant
	for _, v := range vs {
		if v.Plan != nil && v.Plan.Status != planner.StatusInfeasible {
			shown = append(shown, v)
			pic.Columns = append(pic.Columns, v.Name)
		}
	}
	if len(shown) == 0 {
		return pic
	}
	for i := range in.Project.Parts {
		part := &in.Project.Parts[i]
		row := make([]chart.HeatCell, len(shown))
		late := false
		for k, v := range shown {
			c := chart.HeatCell{ID: part.ID + "|" + v.ID, Text: tr.T("met"), Level: 0, Tip: tr.F("%s, %s\nEvery month's demand is met from stock and orders", part.ID, v.Name)}
			first, months, pieces := firstLate(v.Plan, part.ID)
			if months > 0 {
				late = true
				span := math.Max(1, float64(v.Plan.Months-1))
				c.Text, c.Level = figures.MonthLabel(first), 1-0.85*float64(first-v.Plan.Start)/span
				c.Tip = tr.F("%s, %s\nFirst unmet at the end of %s, in %s; at most %s late at a time", part.ID, v.Name, figures.MonthLabel(first), tr.N(months, "%s month", "%s months"), quantity(part, pieces))
			}
			row[k] = c
		}
		if late {
			pic.Rows, pic.Cells = append(pic.Rows, part.ID), append(pic.Cells, row)
		}
	}
	if len(pic.Rows) == 0 {
		pic.None = tr.T("No part runs short in any of these plans")
	}
	return pic
}

func firstLate(p *planner.Plan, part string) (first planner.Month, months int, most float64) {
	for _, s := range p.Shortfalls {
		if s.Part != part || s.Pieces <= 1e-9 {
			continue
		}
		if months == 0 || s.Month < first {
			first = s.Month
		}
		months++
		most = math.Max(most, s.Pieces)
	}
	return first, months, most
}

func quantity(p *planner.Part, v float64) string {
	if p.Unit == planner.Kilograms {
		return tr.F("%s\u00a0kg", figures.Auto(v))
	}
	return tr.F("%s\u00a0pieces", figures.Number(math.Ceil(v-1e-6), 0))
}

// Trade sets the cost of every variant against one of its shares: what is up and
// to the right is beaten.
func Trade(in Input, vs []Variant, x measures.Measure) chart.Points {
	pic := chart.Points{X: chart.Axis{Title: x.Title, Format: func(v float64) string { return figures.Percent(v, 0) }},
		Y: chart.Axis{Title: tr.F("%s, discounted", in.Project.Currency)}}
	groups := []chart.Cloud{{Name: tr.T("Baselines"), Tint: palette.SeriesTint(1)}, {Name: tr.T("Plan"), Tint: palette.Accent}, {Name: tr.T("Scenarios"), Tint: palette.SeriesTint(2)}}
	for _, v := range vs {
		share, text := x.Read(v.Plan)
		if !share.OK {
			continue
		}
		g := 2
		switch v.ID {
		case AsToday, Cheapest:
			g = 0
		case ThePlan:
			g = 1
		}
		tip := v.Name + "\n" + figures.Money(v.Plan.Currency, v.Plan.TotalCost) + "\n" + x.Title + ": " + text
		if n := len(v.Plan.Shortfalls); n > 0 {
			tip += tr.F("\nDemand is late in %s", tr.N(n, "%s case", "%s cases"))
		}
		groups[g].Spots = append(groups[g].Spots, chart.Spot{ID: v.ID, Label: v.Name, Tip: tip, X: share.V, Y: v.Plan.TotalCost, Strong: v.ID == ThePlan})
	}
	for _, g := range groups {
		if len(g.Spots) > 0 {
			pic.Clouds = append(pic.Clouds, g)
		}
	}
	return pic
}

// Shares are the figures a trade can be set against.
func Shares(rows []Row) []measures.Measure {
	var out []measures.Measure
	for _, r := range rows {
		for _, prefix := range []string{"exposure|", "licence", "largest|"} {
			if strings.HasPrefix(r.Measure.ID, prefix) {
				out = append(out, r.Measure)
			}
		}
	}
	return out
}
