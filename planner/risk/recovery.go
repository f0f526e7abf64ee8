package risk

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"remanence/planner"
)

// Recovery is how long a node takes to deliver again, with where the figure
// comes from. A default says so.
type Recovery struct {
	Months float64        `json:"months"`
	Why    string         `json:"why"`
	Source planner.Source `json:"source"`
}

// Defaults are the recovery times of each kind of node. A site, a supplier or an
// owner is replaced by another: that takes the qualification the project's own
// quotations state. An export desk stands still as long as the evidence shows.
// What no paper says is assumed, and marked so.
func Defaults(p *planner.Project, f *planner.Facts) map[Kind]Recovery {
	replace := Recovery{Months: 9, Why: "assumed: the time to qualify another source", Source: planner.Source{Name: "assumed", Confidence: "low", Default: true}}
	if m, n := usualQualification(p); n > 0 {
		replace.Months = m
		replace.Why = fmt.Sprintf("median time to qualify a source in %d quotations of this project", n)
		replace.Source = planner.Source{Name: "quotations of the project", Default: true}
	}
	desk := Recovery{Months: 4, Why: "assumed: an export desk that stands still", Source: planner.Source{Name: "assumed", Confidence: "low", Default: true}}
	if r, ok := deskStop(f); ok {
		desk = r
	}
	out := map[Kind]Recovery{Site: replace, Supplier: replace, Parent: replace, Licence: desk}
	state := Recovery{Months: 2 * desk.Months, Why: "assumed: twice an export desk that stands still (" + desk.Why + ")",
		Source: planner.Source{Name: "assumed", Confidence: "low", Default: true}}
	out[Country], out[Stage] = state, state
	out[Lane] = Recovery{Months: 2, Why: "assumed: time until another way is open", Source: planner.Source{Name: "assumed", Confidence: "low", Default: true}}
	return out
}

// usualQualification is the median of the qualification times stated, and of how
// many offers.
func usualQualification(p *planner.Project) (float64, int) {
	var months []float64
	for i := range p.Offers {
		if q := p.Offers[i].QualificationTime(); q.OK && q.V > 0 {
			months = append(months, float64(q.V))
		}
	}
	if len(months) == 0 {
		return 0, 0
	}
	slices.Sort(months)
	n := len(months)
	return (months[(n-1)/2] + months[n/2]) / 2, n
}

// deskStop is how long exports of magnets stayed below their level before the
// licences of 2025, by the months of the evidence.
func deskStop(f *planner.Facts) (Recovery, bool) {
	before, months := math.NaN(), 0
	var last planner.Evidence
	var rows []planner.Evidence
	for _, e := range f.Evidence {
		if e.Metric == "monthly_magnet_exports_t" && e.Population == "World" && e.Value.OK {
			rows = append(rows, e)
		}
	}
	slices.SortStableFunc(rows, func(a, b planner.Evidence) int { return strings.Compare(a.Period, b.Period) })
	for _, e := range rows {
		switch {
		case math.IsNaN(before):
			before = e.Value.V
		case e.Value.V < before:
			months++
			last = e
			continue
		case months > 0:
			src := last.Source
			src.Default = true
			return Recovery{Months: float64(months + 1), Source: src,
				Why: fmt.Sprintf("exports of magnets were below their level of %s for %d months and normal in the next, up to %s", rows[0].Period, months, e.Period)}, true
		}
	}
	return Recovery{}, false
}

// recoveryOf is the time of one node: what the project states for the node, for
// its kind, or the default.
func recoveryOf(p *planner.Project, n *Node, defaults map[Kind]Recovery) Recovery {
	for _, key := range []string{n.ID, string(n.Kind)} {
		if v, ok := p.Recovery.Get(key); ok {
			return Recovery{Months: v, Why: "set in this project", Source: planner.Source{Name: "project", User: true}}
		}
	}
	return defaults[n.Kind]
}
