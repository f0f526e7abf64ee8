package policy

import (
	"fmt"
	"math"

	"remanence/planner"
	"remanence/planner/exact"
)

// Wait is how long a licence takes, from the evidence.
type Wait struct {
	P50, P90 planner.Opt[float64] // calendar days; missing when nothing is known
	Text     string
	Source   planner.Source
}

// Wait of the licences under a rule. The statutory time is in working days, 5
// in 7. The share of applicants over it in the newest survey makes it a
// percentile of the wait, and the longest wait reported is read as the 90th; the
// lognormal through both gives the median. A rule without a report of its own
// takes those of the same desk, which works through one queue. Chances of
// approval are never derived. What was measured of a state's licences stands in place
// of what is derived.
func (b *Book) Wait(rule string) Wait {
	r, ok := b.f.Regulation(rule)
	w := b.derived(r, ok)
	if !ok {
		return w
	}
	median, found := b.newest(WaitMedian, r.Jurisdiction)
	most, foundMost := b.newest(WaitMost, r.Jurisdiction)
	what := ""
	switch {
	case found && foundMost:
		w.P50, w.P90, w.Source, what = median.Value, most.Value, most.Source, "as measured"
	case found && !w.P90.OK: // what nobody measured stays missing
		w.P50, w.Source = median.Value, median.Source
		w.Text = fmt.Sprintf("median %g days, as measured; nothing is reported of longer waits", w.P50.V)
		return w
	case found:
		w.P50, w.Source, what = median.Value, median.Source, "the median as measured"
	case foundMost && !w.P50.OK:
		w.P50, w.P90, w.Source = most.Value, most.Value, most.Source
		w.Text = fmt.Sprintf("90 %% %g days, as measured; nothing is reported of the median, which counts as long", w.P90.V)
		return w
	case foundMost:
		w.P50, w.P90, w.Source, what = planner.Some(min(most.Value.V, w.P50.V)), most.Value, most.Source, "the 90 % as measured"
	default:
		return w
	}
	w.P90.V = max(w.P90.V, w.P50.V)
	w.Text = fmt.Sprintf("median %g and 90 %% %g days, %s", w.P50.V, w.P90.V, what)
	return w
}

// Measures of evidence that hold days of wait for the licences of a state, from
// application to answer.
const (
	WaitMedian = "wait_median_days"
	WaitMost   = "wait_90_percent_days"
)

// newest is what was last measured of a state, when it is a number of days.
func (b *Book) newest(metric, state string) (best planner.Evidence, found bool) {
	for _, e := range b.f.Evidence {
		if e.Metric == metric && e.Origin == state && e.Value.OK && e.Value.V >= 0 && (!found || firstDay(e.Period) >= firstDay(best.Period)) {
			best, found = e, true
		}
	}
	return best, found
}

// derived is a wait from the statute and from the surveys.
func (b *Book) derived(r planner.Regulation, known bool) Wait {
	if !known || !r.Terms.StatutoryDays.OK {
		return Wait{Text: "Nothing is reported of its wait."}
	}
	days := float64(r.Terms.StatutoryDays.V)
	statutory := days
	if r.Terms.StatutoryBasis == "working days" {
		statutory = days * 7 / 5
	}
	desk := r
	if !r.WaitHighDays.OK {
		for _, other := range b.f.Regulations {
			if other.Jurisdiction == r.Jurisdiction && other.WaitHighDays.OK && other.Terms.Kind == "export_licence" {
				desk = other
				break
			}
		}
	}
	over, found := b.overTime()
	high := float64(desk.WaitHighDays.V)
	if !desk.WaitHighDays.OK || !found || high <= statutory {
		return Wait{planner.Some(statutory), planner.Some(statutory),
			fmt.Sprintf("the statutory %g %s", days, r.Terms.StatutoryBasis), r.Source}
	}
	z := exact.Normal(1 - over.Value.V/100)
	sigma := exact.Log(high/statutory) / (z90 - z)
	p50 := math.Round(statutory * exact.Exp(-z*sigma))
	text := fmt.Sprintf("median %g and 90 %% %g days: %g %% of applicants waited longer than the statutory %g %s, and up to %g days are reported",
		p50, high, over.Value.V, days, r.Terms.StatutoryBasis, high)
	if desk.ID != r.ID {
		text += " for " + desk.ID + ", the same desk"
	}
	return Wait{planner.Some(p50), planner.Some(high), text, over.Source}
}

// overTime is the newest survey of how many waited longer than the statute says.
func (b *Book) overTime() (planner.Evidence, bool) {
	var best planner.Evidence
	found := false
	for _, e := range b.f.Evidence {
		if e.Metric == "over_statutory_time" && e.Value.OK && e.Value.V > 0 && e.Value.V < 100 && (!found || firstDay(e.Period) > firstDay(best.Period)) {
			best, found = e, true
		}
	}
	return best, found
}

// z90 is the 90th percentile of the standard normal, as the planner rounds it.
const z90 = 1.2816
