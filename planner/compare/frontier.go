package compare

import (
	"context"
	"fmt"
	"math"
	"slices"

	"remanence/planner"
	"remanence/planner/award"
)

// Point is a plan no other beats in both cost and exposure, as far as it was
// proven.
type Point struct {
	Exposure float64       `json:"exposure"` // unit of the rule's metric
	Cost     float64       `json:"cost"`     // objective: discounted money and penalties
	Gap      float64       `json:"gap"`
	Plan     *planner.Plan `json:"-"`
	// What changes against the next point of more exposure.
	Text  string       `json:"text"`
	Moves []award.Move `json:"moves,omitempty"`
}

// Frontier is cost against an exposure, from the cheapest plan to the least
// exposed one.
type Frontier struct {
	Rule   planner.Rule `json:"rule"` // what the exposure is
	Unit   string       `json:"unit"`
	Points []Point      `json:"points"`
	Proven bool         `json:"proven"` // each point is the cheapest within its exposure, to the gap asked for
}

// frontierRule names the rule a frontier moves.
const frontierRule = "frontier"

// Axes are the exposures of a frontier a project can be asked about at once: the
// largest share of China at each element and stage, of any one country, what
// depends on a licence, and carbon.
func Axes(plan *planner.Plan) []planner.Rule {
	var out []planner.Rule
	for _, e := range plan.KPIs.Exposures {
		if e.Country == "CN" && e.Worst > 0 {
			out = append(out, planner.Rule{Type: planner.CountryShareMax, Elements: []string{e.Element}, Stages: []planner.Stage{e.Stage}, Countries: []string{"CN"}})
		}
	}
	if w := plan.KPIs.WorstExposure; w.OK {
		out = append(out, planner.Rule{Type: planner.CountryShareMax, Elements: []string{w.V.Element}, Stages: []planner.Stage{w.V.Stage}, Countries: []string{"each"}})
	}
	return append(out, planner.Rule{Type: planner.LicenceShareMax, Basis: "value"}, planner.Rule{Type: planner.CO2IntensityMax})
}

// Frontier finds the plans that no other beats, by the ε-constraint method: the
// least exposure that can be reached, then the cheapest plan under each limit
// between it and that of the cheapest plan. The limits run from loose to strict;
// what a plan keeps beyond its limit is skipped, so that no plan is found twice.
// Between two points others may lie. Found is called with each
// point; points is the most that are made (0 is 12). When the context ends the
// points so far come back.
func (w *Work) Frontier(ctx context.Context, axis planner.Rule, points int, found func(Point)) (Frontier, error) {
	if points <= 0 {
		points = 12
	}
	axis.ID, axis.Scope, axis.Window, axis.Off = frontierRule, "all", planner.WholePlan, false
	fr := Frontier{Rule: axis, Unit: string(axis.Type.Unit())}
	top, err := w.at(ctx, axis, planner.Opt[float64]{}, false)
	if err != nil || !award.Planned(top.Plan) {
		return fr, err
	}
	end, err := w.at(ctx, axis, planner.Some(0.0), true)
	if err != nil {
		return fr, ended(ctx, err)
	}
	add := func(p Point) {
		if n := len(fr.Points); n > 0 {
			if last := fr.Points[n-1]; p.Exposure >= last.Exposure-1e-9*(1+last.Exposure) {
				return
			}
		}
		fr.Points = append(fr.Points, p)
		w.label(fr.Points)
		if found != nil {
			found(fr.Points[len(fr.Points)-1])
		}
	}
	lowest, step := end.Exposure, (top.Exposure-end.Exposure)/float64(max(points-1, 1))
	add(top)
	for k := 1; k < points-1 && step > 1e-9; k++ {
		limit := top.Exposure - float64(k)*step
		if last := fr.Points[len(fr.Points)-1]; last.Exposure <= limit+1e-9 {
			continue // kept already: the same plan would come again
		}
		p, err := w.at(ctx, axis, planner.Some(limit), false)
		if err != nil {
			return fr, ended(ctx, err)
		}
		if !award.Planned(p.Plan) {
			break
		}
		add(p)
		if w.Done != nil {
			w.Done(k+2, points, fmt.Sprintf("limit %.4g", limit))
		}
	}
	if award.Planned(end.Plan) && lowest < fr.Points[len(fr.Points)-1].Exposure {
		add(end)
	}
	fr.Points = undominated(fr.Points)
	w.label(fr.Points)
	fr.Proven = !slices.ContainsFunc(fr.Points, func(p Point) bool { return p.Plan.Status != planner.StatusOptimal })
	return fr, nil
}

// undominated takes out what another point beats in both, within the proofs.
func undominated(points []Point) []Point {
	out := slices.Clone(points)
	return slices.DeleteFunc(out, func(p Point) bool {
		return slices.ContainsFunc(points, func(x Point) bool {
			return x.Exposure < p.Exposure-1e-9 && x.Cost <= p.Cost || x.Exposure <= p.Exposure && x.Cost < p.Cost-1e-9*math.Abs(p.Cost)
		})
	})
}

func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// at is the cheapest plan within a limit of the exposure, or, least first, the
// cheapest of the least exposed.
func (w *Work) at(ctx context.Context, axis planner.Rule, limit planner.Opt[float64], least bool) (Point, error) {
	p := w.Base.Clone()
	rule := axis
	switch {
	case least:
		rule.Hard, rule.Priority, rule.Penalty = false, planner.Some(1), ""
		rule.ValueFrom, rule.ValueTo = limit, limit
		for i := range p.Rules { // the exposure comes before every other wish
			if x := &p.Rules[i]; x.Priority.OK {
				x.Priority.V++
			}
		}
	case limit.OK:
		rule.Hard, rule.ValueFrom, rule.ValueTo = true, limit, limit
	default: // measured, not limited
		rule.Hard, rule.Penalty, rule.ValueFrom, rule.ValueTo = false, "reported", planner.Some(0.0), planner.Some(0.0)
	}
	p.Rules = append(p.Rules, rule)
	plan, err := award.Make(ctx, w.Engine, p, w.Facts, w.options("frontier"))
	if err != nil {
		return Point{}, err
	}
	out := Point{Plan: plan, Cost: plan.Objective, Gap: plan.Gap}
	for _, r := range plan.Rules {
		if r.Rule == frontierRule {
			out.Exposure = math.Max(out.Exposure, r.Value)
		}
	}
	return out, nil
}

// label says what changes at each point against the one before.
func (w *Work) label(points []Point) {
	for i := range points {
		if i == 0 {
			points[i].Text = "The cheapest plan."
			continue
		}
		points[i].Moves, _ = award.Moves(points[i-1].Plan, points[i].Plan)
		points[i].Text = moveText(points[i-1].Plan, points[i].Plan)
	}
}

// moveText names the supplier groups that gain and lose most, and new tests.
func moveText(from, to *planner.Plan) string {
	kg := map[string]float64{}
	for _, a := range to.Awards {
		kg[a.Group] += a.Kg
	}
	for _, a := range from.Awards {
		kg[a.Group] -= a.Kg
	}
	var names []string
	for g := range kg {
		names = append(names, g)
	}
	slices.Sort(names)
	up, down := "", ""
	for _, g := range names {
		if up == "" || kg[g] > kg[up] {
			up = g
		}
		if down == "" || kg[g] < kg[down] {
			down = g
		}
	}
	text := "The same awards at other times."
	if up != "" && kg[up] > 0.5 {
		text = fmt.Sprintf("%s gets %.0f kg more", up, kg[up])
		if kg[down] < -0.5 {
			text += fmt.Sprintf(", %s %.0f kg less", down, -kg[down])
		}
		text += "."
	} else if down != "" && kg[down] < -0.5 {
		text = fmt.Sprintf("%s gets %.0f kg less.", down, -kg[down])
	}
	for _, q := range to.Qualifications {
		if !slices.ContainsFunc(from.Qualifications, func(x planner.QualificationStart) bool { return x.Offers[0] == q.Offers[0] }) {
			text += fmt.Sprintf(" The test of %s is started in %s.", q.Offers[0], q.Start.Label())
		}
	}
	return text
}
