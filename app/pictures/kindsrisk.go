package pictures

import (
	"fmt"
	"slices"
	"strings"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/planner/risk"
)

// riskKinds are the pictures of the page Risk.
func riskKinds() []Kind {
	outages := []string{"plan", "month", "kind", "recovery"}
	chances := []string{"paths", "precision", "set"}
	return []Kind{
		{"outage", tr.T("who stops when in one outage"), append(outages, "node"), KnockOuts, nil, drawOutage},
		{"lasting", tr.T("how long lines last in the worst outages"), outages, KnockOuts, called(tr.T("How long lines last")), func(in Input, _ Choice) (chart.Picture, error) {
			return Lasting(in.Found.Outages), nil
		}},
		{"insurance", tr.T("loss of the costliest outages with and without the safety"), []string{"against", "month", "kind", "recovery"}, Insurances, called(tr.T("Losses with and without the safety")), func(in Input, _ Choice) (chart.Picture, error) {
			return Losses(in.Found.Insurance), nil
		}},
		{"distribution", tr.T("how often each plan costs what on the same random paths"), chances, Simulated, called(tr.T("Cost on the same paths")), func(in Input, _ Choice) (chart.Picture, error) {
			return Distribution(in.Found.Simulation), nil
		}},
		{"cumulative", tr.T("share of the random paths that cost at most so much"), chances, Simulated, called(tr.T("Cost on the same paths")), func(in Input, _ Choice) (chart.Picture, error) {
			return Cumulative(in.Found.Simulation), nil
		}},
		{"chances", tr.T("chance that a line stands still, by month"), chances, Simulated, called(tr.T("Chance of a stop")), func(in Input, _ Choice) (chart.Picture, error) {
			return StopChances(in.Found.Simulation), nil
		}},
	}
}

// drawOutage draws the outage chosen by its id, else the worst.
func drawOutage(in Input, c Choice) (chart.Picture, error) {
	k := in.Found.Outages
	if k == nil || len(k.Nodes) == 0 {
		return Outage(nil, nil), nil
	}
	i := 0
	if c.Node != "" {
		if i = slices.IndexFunc(k.Nodes, func(l risk.Loss) bool { return l.ID == c.Node }); i < 0 {
			var ids []string
			for _, l := range k.Nodes {
				ids = append(ids, l.ID)
			}
			return nil, fmt.Errorf(tr.T("there is no outage %q; outages: %s"), c.Node, strings.Join(ids, ", "))
		}
	}
	return Outage(k, &k.Nodes[i]), nil
}
