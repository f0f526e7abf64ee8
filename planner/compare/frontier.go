package compare

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

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

	mix    bool // found between two plans that mix into one another
	judged int  // of a frontier over cases: its place among the plans judged
}

// Frontier is cost against an exposure, from the cheapest plan to the least
// exposed one.
type Frontier struct {
	Rule   planner.Rule `json:"rule"` // what the exposure is
	Unit   string       `json:"unit"`
	Points []Point      `json:"points"`
	Proven bool         `json:"proven"` // each point is the cheapest within its exposure, to the gap asked for
	// Complete says that no plan between the points is missed: none that no other
	// beats is off the points and the mixes of neighbours, to the resolution of the
	// steps (filler). Models of more than smallModel whole-number columns are not
	// looked through.
	Complete bool `json:"complete"`
}

// Between says whether plans may lie between the points, in a sentence.
func (fr *Frontier) Between() string {
	switch {
	case fr.Complete:
		return "No plan between the points is missed."
	case fr.Proven:
		return "Each point is exact; plans between two limits may be missed."
	}
	return "Not every point is proven to the gap asked for, and plans between two limits may be missed."
}

// frontierRule names the rule a frontier moves.
const frontierRule = "frontier"

// Axes are the exposures of a frontier a project can be asked about at once (and
// TailAxis where it has scenarios): the
// largest share of China at each element and stage, of any one country, what
// depends on a licence, and carbon.
func Axes(plan *planner.Plan) []planner.Rule {
	var out []planner.Rule
	for _, e := range plan.KPIs.Exposures {
		if e.Country == "CN" && e.Worst > 0 {
			out = append(out, shareOf("CN", e.Element, e.Stage))
		}
	}
	if w := plan.KPIs.WorstExposure; w.OK {
		out = append(out, shareOf("each", w.V.Element, w.V.Stage))
	}
	return append(out, planner.Rule{Type: planner.LicenceShareMax, Basis: "value"}, planner.Rule{Type: planner.CO2IntensityMax})
}

// shareOf is the share of a country at a stage of an element, or of all for "all".
func shareOf(country, element string, stage planner.Stage) planner.Rule {
	r := planner.Rule{Type: planner.CountryShareMax, Stages: []planner.Stage{stage}, Countries: []string{country}}
	if element != "all" {
		r.Elements = []string{element}
	}
	return r
}

// TailAxis is no rule but the mean cost of the worst tenth of a project's cases
// (CVaR), for a frontier against the mean cost: Exposure is then the one and Cost
// the other.
const TailAxis planner.RuleType = "worst_tenth"

// Frontier finds the plans that no other beats, by the augmented ε-constraint
// method (Mavrotas 2009): the least exposure that can be reached, then the cheapest
// plan under each limit between it and that of the cheapest plan. What a plan stays
// below its limit earns a reward far smaller than any cost, so that of equally
// cheap plans the least exposed is found, and limits it keeps already are skipped.
// The limits run from loose to strict, each planned from where the last ended;
// between two points others may lie. Of a small model (smallModel) these are looked
// for just below each point, until none is missed, so that more than the points
// asked for may come. Found is called with each point; points is
// the most that are made (0 is 12). When the context ends the points so far come
// back. A limit under which no plan is found in time is passed over, and the
// frontier is not proven then.
func (w *Work) Frontier(ctx context.Context, axis planner.Rule, points int, found func(Point)) (Frontier, error) {
	if points <= 0 {
		points = 12
	}
	if axis.Type == TailAxis {
		return w.tailFrontier(ctx, axis, points, found)
	}
	axis.ID, axis.Scope, axis.Window, axis.Off = frontierRule, "all", planner.WholePlan, false
	fr := Frontier{Rule: axis, Unit: string(axis.Type.Unit())}
	step := &stepper{w: w, axis: axis, session: award.NewSession(w.Engine)}
	top, err := step.at(ctx, planner.Opt[float64]{}, false)
	if err != nil || !award.Planned(top.Plan) {
		return fr, err
	}
	step.share = rewardShare
	small := top.Plan.Model.Binaries <= smallModel
	if small {
		step.gap, step.share = fillGap, smallReward
		if top, err = step.at(ctx, planner.Opt[float64]{}, false); err != nil || !award.Planned(top.Plan) {
			return fr, ended(ctx, err)
		}
	}
	end, sure, err := step.end(ctx, top, small)
	if err != nil {
		return fr, ended(ctx, err)
	}
	add := func(p Point) {
		if n := len(fr.Points); n > 0 {
			if last := fr.Points[n-1]; p.Exposure >= last.Exposure-float64(1e-9*(1+last.Exposure)) {
				return
			}
		}
		fr.Points = append(fr.Points, p)
		w.label(fr.Points)
		if found != nil {
			found(fr.Points[len(fr.Points)-1])
		}
	}
	step.rewardFor(top, end)
	if first, err := step.at(ctx, planner.Some(top.Exposure), false); err == nil && award.Planned(first.Plan) && first.Cost <= top.Cost+float64(1e-6*math.Abs(top.Cost)) {
		top = first // as cheap, and no more exposed than it must be for that
	} else if err != nil {
		return fr, ended(ctx, err)
	}
	open := !sure // less exposure may be within reach
	lowest, width := end.Exposure, (top.Exposure-end.Exposure)/float64(max(points-1, 1))
	add(top)
	for k := 1; k < points-1 && width > 1e-9; k++ {
		limit := top.Exposure - float64(float64(k)*width)
		if last := fr.Points[len(fr.Points)-1]; last.Exposure <= limit+1e-9 {
			continue // kept already: the same plan would come again
		}
		p, err := step.at(ctx, planner.Some(limit), false)
		if err != nil {
			return fr, ended(ctx, err)
		}
		if !award.Planned(p.Plan) {
			open = true // none was found in time; stricter limits may have theirs
			continue
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
	fr.Proven = !open && !slices.ContainsFunc(fr.Points, func(p Point) bool { return p.Plan.Status != planner.StatusOptimal })
	if small {
		err = fr.filled(ctx, w, step, points, found)
		w.label(fr.Points)
	}
	return fr, ended(ctx, err)
}

// undominated takes out what another point beats in both, within the proofs.
func undominated(points []Point) []Point {
	out := slices.Clone(points)
	return slices.DeleteFunc(out, func(p Point) bool {
		return slices.ContainsFunc(points, func(x Point) bool {
			return x.Exposure < p.Exposure-1e-9 && x.Cost <= p.Cost || x.Exposure <= p.Exposure && x.Cost < p.Cost-float64(1e-9*math.Abs(p.Cost))
		})
	})
}

func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// stepper plans one point after another.
type stepper struct {
	w       *Work
	axis    planner.Rule
	session *award.Session
	reward  string // penalty of each unit of exposure, "" for none
	share   float64
	gap     float64 // to prove; 0 is that of the options
}

// rewardRule names the rule that makes the less exposed of two equally cheap plans
// the better one.
const rewardRule = "frontier reward"

// rewardShare is the share of the cost between the ends of a frontier that the
// whole exposure between them is worth to a point.
const rewardShare = 1e-3

// smallReward is the same where every plan is looked for: no plan that is cheaper by
// more than a hundred-thousandth may be passed over for it.
const smallReward = 1e-5

// rewardFor sets the reward from the ends of the frontier. Of a largest share of
// any country the exposures of all countries would be rewarded alike, which says
// nothing, so that it has none.
func (s *stepper) rewardFor(top, end Point) {
	width, rise := top.Exposure-end.Exposure, end.Cost-top.Cost
	if slices.Contains(s.axis.Countries, "each") || width <= 0 || !(rise > 0) {
		return
	}
	per := s.share * rise / width
	switch s.axis.Type.Unit() {
	case planner.UnitPercent:
		s.reward = strconv.FormatFloat(per, 'f', 9, 64) + " " + s.w.Base.Currency + " per point"
	case planner.UnitCO2: // the excess is counted in kg of CO2
		kg := 0.0
		for _, a := range top.Plan.Awards {
			kg += a.Kg
		}
		if kg > 0 {
			s.reward = strconv.FormatFloat(per/kg, 'f', 9, 64) + " " + s.w.Base.Currency + " per kg CO2"
		}
	}
}

// Limits tried in search of the least share that the largest country can have, of a
// small model and of a larger one.
const halvingsSmall, halvings = 24, 8

// end is the cheapest of the least exposed plans; sure says that none is less exposed,
// as far as the search is meant to tell. The shares of all countries add up to the
// whole, so that the least of the largest cannot be found by the excess over nothing:
// the limit is halved between what is reached and what is not.
func (s *stepper) end(ctx context.Context, top Point, small bool) (end Point, sure bool, err error) {
	if !slices.Contains(s.axis.Countries, "each") {
		end, err = s.at(ctx, planner.Some(0.0), true)
		return end, err == nil && end.Plan.Status == planner.StatusOptimal, err
	}
	end, sure = top, true
	low, n := 0.0, halvings
	if small {
		n = halvingsSmall
	}
	for range n {
		p, err := s.at(ctx, planner.Some((low+end.Exposure)/2), false)
		if err == nil {
			err = ctx.Err()
		}
		switch {
		case err != nil:
			return end, false, err
		case award.Planned(p.Plan) && p.Exposure < end.Exposure:
			end = p
		default:
			sure = sure && p.Plan.Status == planner.StatusInfeasible
			low = (low + end.Exposure) / 2
		}
	}
	return end, sure, nil
}

// at is the cheapest plan within a limit of the exposure, or, least first, the
// cheapest of the least exposed.
func (s *stepper) at(ctx context.Context, limit planner.Opt[float64], least bool) (Point, error) {
	p := s.w.Base.Clone()
	rule := s.axis
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
		if s.reward != "" {
			more := s.axis
			more.ID, more.Hard, more.Penalty = rewardRule, false, s.reward
			more.ValueFrom, more.ValueTo = planner.Some(0.0), planner.Some(0.0)
			p.Rules = append(p.Rules, more)
		}
	default: // measured, not limited
		rule.Hard, rule.Penalty, rule.ValueFrom, rule.ValueTo = false, "reported", planner.Some(0.0), planner.Some(0.0)
	}
	p.Rules = append(p.Rules, rule)
	o := s.w.options("frontier")
	if s.gap > 0 {
		o.Gap = s.gap
	}
	plan, err := s.session.Make(ctx, p, s.w.facts(p), o)
	if err != nil {
		return Point{}, err
	}
	out := Point{Plan: plan}
	for _, r := range plan.Rules {
		if r.Rule == frontierRule {
			out.Exposure = math.Max(out.Exposure, r.Value)
		}
	}
	withoutReward(plan, limit.V, out.Exposure)
	out.Cost, out.Gap = plan.Objective, plan.Gap
	return out, nil
}

// withoutReward takes the reward out of a plan's figures. No plan within the limit
// has a larger one than that of the limit, by which the bound is lowered.
func withoutReward(plan *planner.Plan, limit, exposure float64) {
	paid := 0.0
	plan.Rules = slices.DeleteFunc(plan.Rules, func(r planner.RuleResult) bool {
		if r.Rule == rewardRule {
			paid += r.Penalty
		}
		return r.Rule == rewardRule
	})
	plan.Objective -= paid
	plan.Penalties -= paid
	if exposure > 0 {
		plan.Bound = math.Min(plan.Bound-float64(paid*math.Max(1, limit/exposure)), plan.Objective)
	}
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
		text = fmt.Sprintf("%s gets %s kg more", up, planner.GroupedNumber(math.Round(kg[up])))
		if kg[down] < -0.5 {
			text += fmt.Sprintf(", %s %s kg less", down, planner.GroupedNumber(math.Round(-kg[down])))
		}
		text += "."
	} else if down != "" && kg[down] < -0.5 {
		text = fmt.Sprintf("%s gets %s kg less.", down, planner.GroupedNumber(math.Round(-kg[down])))
	}
	for _, q := range to.Qualifications {
		if !slices.ContainsFunc(from.Qualifications, func(x planner.QualificationStart) bool { return x.Offers[0] == q.Offers[0] }) {
			text += fmt.Sprintf(" The test of %s is started in %s.", q.Offers[0], q.Start.Label())
		}
	}
	return text
}
