package pictures

import (
	"math"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/risk"
)

// mostLasting is how many outages fit below each other.
const mostLasting = 14

// Lasting shows for the worst outages how much of the time to recover the lines
// run and how much they stand still.
func Lasting(k *risk.KnockOut) chart.HorizontalBars {
	pic := chart.HorizontalBars{Axis: chart.Axis{Title: tr.T("weeks until it delivers again"), Format: func(v float64) string { return figures.Number(v, 0) }}}
	if k == nil {
		return pic
	}
	for i := range k.Nodes {
		if len(pic.Bars) == mostLasting {
			break
		}
		l := &k.Nodes[i]
		all := l.Recovery.Months * planner.WeeksPerMonth
		runs := all
		if l.SurviveWeeks.OK {
			runs = math.Min(all, l.SurviveWeeks.V)
		}
		b := chart.Bar{ID: l.ID, Label: words.Node(l.ID, l.Name), Tip: words.Node(l.ID, l.Name), Segments: []chart.Segment{{ID: l.ID, Name: tr.T("Lines run"), Value: runs, Tint: palette.Ok,
			Tip: tr.F("%s\nEvery line runs for %s of the %s weeks", words.Node(l.ID, l.Name), figures.Number(runs, 1), figures.Number(all, 1))}}}
		if all-runs > 1e-9 {
			b.Segments = append(b.Segments, chart.Segment{ID: l.ID, Name: tr.T("A line stands still"), Value: all - runs, Tint: palette.Bad,
				Tip: tr.F("%s\nAfter %s weeks a line stops, %s weeks before it delivers again", words.Node(l.ID, l.Name), figures.Number(runs, 1), figures.Number(all-runs, 1))})
			b.Note = tr.F("%s weeks", figures.Number(runs, 1))
		}
		pic.Bars = append(pic.Bars, b)
	}
	return pic
}

// Outage is when which line stops in one outage, and when it is over.
func Outage(k *risk.KnockOut, l *risk.Loss) chart.Timeline {
	pic := chart.Timeline{}
	if k == nil || l == nil {
		return pic
	}
	pic.Title = tr.F("Without %s", words.Node(l.ID, l.Name))
	for m := range k.Months {
		pic.Labels = append(pic.Labels, figures.MonthLabel(k.At+planner.Month(m)))
	}
	end := float64(k.Months)
	over := math.Min(l.Recovery.Months, end)
	outage := chart.Lane{ID: l.ID, Label: tr.T("Outage"), Spans: []chart.Span{{ID: l.ID, Text: tr.T("gone"), From: 0, To: over, Tint: palette.Warn, Tip: tr.F("%s delivers nothing for %s months", words.Node(l.ID, l.Name), figures.Auto(l.Recovery.Months))}}}
	pic.Lanes = append(pic.Lanes, outage)
	for _, x := range l.Parts {
		from := math.Min(x.Weeks/planner.WeeksPerMonth, end)
		to := math.Min(end, math.Max(float64(x.From-k.At)+float64(x.Months), from+0.05))
		pic.Lanes = append(pic.Lanes, chart.Lane{ID: x.Part, Label: x.Part, Spans: []chart.Span{{ID: x.Part, Text: tr.T("stands still"), From: from, To: to, Tint: palette.Bad,
			Tip: tr.F("%s stops %s weeks after the outage begins\nDemand is late in %d months, at most %s at a time", x.Part, figures.Number(x.Weeks, 1), x.Months, figures.Number(math.Ceil(x.Pieces-1e-6), 0))}}})
	}
	if l.Recovery.Months < end {
		pic.Markers = []chart.Marker{{ID: l.ID, At: l.Recovery.Months, Text: tr.T("delivers again"), Tint: palette.Ok}}
	}
	return pic
}
