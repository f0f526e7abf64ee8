package pictures

import (
	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
)

// Gates is the timeline of qualifications and changes of grade.
func Gates(in Input) chart.Timeline {
	pic := chart.Timeline{Labels: months(in.Project)}
	if in.Plan == nil {
		return pic
	}
	at := func(m planner.Month) float64 { return float64(m - in.Project.Start) }
	for _, q := range in.Plan.Qualifications {
		name := ""
		if len(q.Offers) > 0 {
			name = q.Offers[0]
			if o := in.Project.Offer(name); o != nil {
				name = o.Supplier + " " + name
			}
		}
		pic.Lanes = append(pic.Lanes, chart.Lane{ID: name, Label: name,
			Spans: []chart.Span{{ID: name, Text: tr.T("qualification"), Tip: tr.F("Qualify %s, %s", OfferNames(in.Project, q.Offers), figures.Money(in.Project.Currency, q.Cost)),
				From: at(q.Start), To: at(q.Usable), Tint: palette.Info}},
			Gates: []chart.Gate{{ID: name, At: at(q.Usable), Tip: tr.F("Usable from %s", figures.MonthLabel(q.Usable)), Tint: palette.Ok}}})
	}
	for _, d := range in.Plan.DesignChanges {
		pic.Lanes = append(pic.Lanes, chart.Lane{ID: d.Part, Label: d.Part, Spans: []chart.Span{{ID: d.Part, Text: d.To, From: at(d.Start), To: float64(in.Project.Months),
			Tint: palette.Accent, Tip: tr.F("From %s in grade %s, %s once", figures.MonthLabel(d.Start), d.To, figures.Money(in.Project.Currency, d.Cost))}}})
	}
	return pic
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
