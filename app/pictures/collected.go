package pictures

import (
	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/planner"
)

// Use is what a stream offers and what the plan takes of it, kg of feed.
type Use struct {
	Feed, Taken   float64
	ByMonth, Used []float64
	Measured      bool // there is a plan
}

// UseOf reads a stream against the plan.
func UseOf(in Input, s *planner.Stream) Use {
	u := Use{Measured: in.Plan != nil}
	for t := range in.Project.Months {
		feed, taken := in.Project.FeedOf(s, t), 0.0
		if in.Plan != nil {
			if kg := in.Plan.Collected[s.ID]; t < len(kg) {
				taken = kg[t]
			}
		}
		u.Feed, u.Taken = u.Feed+feed, u.Taken+taken
		u.ByMonth, u.Used = append(u.ByMonth, feed), append(u.Used, taken)
	}
	return u
}

// Collected is the picture of a stream: what the plan uses of the feed each month,
// what stays, and the cap. "" is all streams.
func Collected(in Input, id string) chart.StackedBars {
	pic := chart.StackedBars{Axis: chart.Axis{Title: tr.T("kg of feed a month")}}
	used := chart.Series{Name: tr.T("used by the plan"), Tint: palette.Ok}
	stored := chart.Series{Name: tr.T("used, collected earlier"), Tint: palette.Info}
	free := chart.Series{Name: tr.T("not used yet"), Tint: palette.Neutral}
	n := in.Project.Months
	used.Values, stored.Values, free.Values = make([]float64, n), make([]float64, n), make([]float64, n)
	for t := range n {
		pic.Labels = append(pic.Labels, figures.MonthLabel(in.Project.Start+planner.Month(t)))
	}
	for i := range in.Project.Streams {
		s := &in.Project.Streams[i]
		if id != "" && s.ID != id {
			continue
		}
		u := UseOf(in, s)
		for t := range n {
			now := min(u.Used[t], u.ByMonth[t])
			used.Values[t] += now
			stored.Values[t] += u.Used[t] - now
			free.Values[t] += u.ByMonth[t] - now
		}
	}
	for _, s := range []*chart.Series{&used, &stored, &free} {
		s.ID = "stream"
	}
	for t := range n {
		used.Tips = append(used.Tips, tr.F("%s: %s of the month's feed used", pic.Labels[t], mass(used.Values[t])))
		stored.Tips = append(stored.Tips, tr.F("%s: %s used that was collected in earlier months", pic.Labels[t], mass(stored.Values[t])))
		free.Tips = append(free.Tips, tr.F("%s: %s could be collected and is not used in the month", pic.Labels[t], mass(free.Values[t])))
	}
	if in.Plan == nil {
		free.Name = tr.T("can be collected")
		pic.Series = []chart.Series{free}
		return pic
	}
	pic.Series = []chart.Series{used, stored, free}
	return pic
}
