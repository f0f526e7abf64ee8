package award

import (
	"context"
	"fmt"
	"math"

	"remanence/planner"
	"remanence/planner/cost"
)

// WhyNot says why an offer is not awarded: what forcing its least useful award
// costs, split so that the parts sum exactly, which rule blocks it and the price
// at which it would enter.
type WhyNot struct {
	Offer    string  `json:"offer"`
	Supplier string  `json:"supplier"`
	Awarded  float64 `json:"awarded_kg"` // of the plan as it is
	// Obstacle is what makes any award impossible, "" when one is possible.
	Obstacle  string                        `json:"obstacle,omitempty"`
	ForcedKg  float64                       `json:"forced_kg"`            // the least useful award
	Extra     Estimate                      `json:"extra"`                // cost and penalties of forcing it
	Parts     []WhyPart                     `json:"parts"`                // sum exactly to the extra cost, to the cent
	Blocker   string                        `json:"blocked_by,omitempty"` // the first rule without which it is awarded
	Conflict  planner.Opt[planner.Conflict] `json:"conflict,omitzero"`    // the rules that an award breaks
	BreakEven planner.Opt[BreakEven]        `json:"break_even,omitzero"`
	Text      string                        `json:"text"`

	Forced *planner.Plan `json:"-"` // the plan with the forced award
}

// WhyPart is one part of what a forced award costs.
type WhyPart struct {
	Cause  string          `json:"cause"` // price, freight_duty, tests, discount, stock_time, ordering, commitments, elsewhere, penalties
	Label  string          `json:"label"`
	Amount planner.Decimal `json:"amount"`
}

// WhyNot explains an offer that gets nothing (or little).
func (q *Questions) WhyNot(ctx context.Context, offer string) (WhyNot, error) {
	if err := q.needPlan(); err != nil {
		return WhyNot{}, err
	}
	o := q.Project.Offer(offer)
	if o == nil {
		return WhyNot{}, fmt.Errorf("there is no offer %q", offer)
	}
	w := WhyNot{Offer: offer, Supplier: o.Supplier, Awarded: kgOf(q.Plan, offer), Parts: []WhyPart{}}
	m := newModel(q.Project, q.Facts, q.Options, nil, map[string]bool{})
	if w.Obstacle = q.obstacle(m, o); w.Obstacle != "" {
		w.Blocker = q.banOn(o)
		w.Text = fmt.Sprintf("%s of %s cannot be awarded: %s.", offer, o.Supplier, w.Obstacle)
		return w, nil
	}
	w.ForcedKg = leastUseful(m, o)
	if w.Awarded > dust {
		return q.whyAwarded(ctx, w)
	}
	var err error
	if w.Forced, err = q.force(ctx, offer, w.ForcedKg); err != nil {
		return w, err
	}
	if !Planned(w.Forced) {
		q.blockedByConflict(&w)
		return w, nil
	}
	w.Extra = q.beyond(w.Forced)
	w.Parts, err = q.whyParts(o, w.Forced)
	if err != nil {
		return w, err
	}
	rules := q.suspects(o)
	found := make([]bool, len(rules))
	err = q.side(ctx, len(rules)+1, func(ctx context.Context, i int) error {
		if i == len(rules) {
			b, err := q.breakEven(ctx, offer, w.Forced, q.Plan, 1)
			w.BreakEven = planner.Some(b)
			return err
		}
		plan, err := q.make(ctx, q.Project, q.without(rules[i].ID))
		found[i] = err == nil && kgOf(plan, offer) > dust
		return err
	})
	for i, yes := range found {
		if yes && w.Blocker == "" {
			w.Blocker = rules[i].ID
		}
	}
	w.Text = q.whyText(w)
	return w, err
}

// whyAwarded answers for an offer that is in the plan: up to which price it
// stays.
func (q *Questions) whyAwarded(ctx context.Context, w WhyNot) (WhyNot, error) {
	b, err := q.BreakEven(ctx, w.Offer)
	w.BreakEven = planner.Some(b)
	w.Text = fmt.Sprintf("%s of %s is in the plan with %s kg. %s", w.Offer, w.Supplier, Quantity(w.Awarded), b.Text)
	return w, err
}

// forced is the plan with the least useful award of an offer.
func (q *Questions) forced(ctx context.Context, offer string) (*planner.Plan, error) {
	m := newModel(q.Project, q.Facts, q.Options, nil, map[string]bool{})
	o := q.Project.Offer(offer)
	if why := q.obstacle(m, o); why != "" {
		return &planner.Plan{Status: planner.StatusInfeasible}, nil
	}
	return q.force(ctx, offer, leastUseful(m, o))
}

func (q *Questions) force(ctx context.Context, offer string, kg float64) (*planner.Plan, error) {
	o := q.Options
	o.twist = &twist{least: []leastAward{{map[string]bool{offer: true}, kg}}}
	return q.make(ctx, q.Project, o)
}

// leastUseful is the smallest award that makes sense, kg over the plan: the
// offer's least order, multiple and least award, and where it states none a
// month's need of the part it fits that needs least; never more than it can
// deliver.
func leastUseful(m *model, o *planner.Offer) float64 {
	kg := math.Max(math.Max(o.OrderMinKg.V, o.OrderMultipleKg.V), o.MinAwardKg.V)
	most, need := 0.0, math.Inf(1)
	for _, pv := range m.parts {
		for _, fit := range pv.fits {
			if fit.Offer != o {
				continue
			}
			most = math.Max(most, m.capOver(fit))
			if n := mean(pv.need) * fit.MassKg / pv.mass; n > 0 {
				need = math.Min(need, n)
			}
		}
	}
	if kg == 0 && !math.IsInf(need, 1) {
		kg = need
	}
	return math.Min(kg, most)
}

// obstacle says why no award of an offer is possible at all, "" when one is.
func (q *Questions) obstacle(m *model, o *planner.Offer) string {
	if why := o.Missing(); why != "" {
		return "it has " + why
	}
	if _, ok := cost.Rate(q.Project, o.Currency); !ok {
		return "the project has no exchange rate for " + o.Currency
	}
	for _, ord := range m.orders {
		if ord.fit.Offer == o && m.b.up[ord.col] > 0 {
			if id := q.banOn(o); id != "" {
				return RuleName(ruleByID(q.Project, id)) + " shuts it out"
			}
			return ""
		}
	}
	fits, first := false, math.MaxInt
	for _, pv := range m.parts {
		for _, fit := range pv.fits {
			if fit.Offer == o {
				fits = true
				first = min(first, m.firstOrder(fit))
			}
		}
	}
	switch arrive := first + o.LeadMonths(m.pct); {
	case !fits:
		return "it fits no part of the project"
	case arrive >= m.H:
		return fmt.Sprintf("its first goods would arrive in %s, after the plan ends", (q.Project.Start + planner.Month(arrive)).Label())
	case o.ValidTo.OK && int(o.ValidTo.V-q.Project.Start) < first:
		return fmt.Sprintf("it is valid until %s, before it could first be ordered in %s", o.ValidTo.V.Label(), (q.Project.Start + planner.Month(first)).Label())
	}
	return "it has no capacity while it could be ordered"
}

// banOn is the first ban in force that shuts an offer out of every part it fits.
func (q *Questions) banOn(o *planner.Offer) string {
	for i := range q.Project.Rules {
		r := &q.Project.Rules[i]
		if r.Type != planner.CoveredCountryBan || !r.Hard || ruleOff(r, q.Options.WithoutRules) {
			continue
		}
		all, any := true, false
		for k := range q.Project.Parts {
			part := &q.Project.Parts[k]
			for _, fit := range q.Project.Fits(part, q.Facts) {
				if fit.Offer == o {
					any = true
					all = all && r.Covers(part, q.Facts) && Banned(q.Project, q.Facts, r, fit)
				}
			}
		}
		if any && all && banAlways(r, q.Project) {
			return r.ID
		}
	}
	return ""
}

// banAlways reports whether a ban is in force over the whole plan.
func banAlways(r *planner.Rule, p *planner.Project) bool {
	ws := r.Windows(p)
	return len(ws) > 0 && ws[0].First == 0 && ws[len(ws)-1].Last == p.Months-1
}

// blockedByConflict words an award that breaks hard rules.
func (q *Questions) blockedByConflict(w *WhyNot) {
	w.Text = fmt.Sprintf("%s of %s: whether an award of %s kg is possible is not known, the search was stopped.", w.Offer, w.Supplier, Quantity(w.ForcedKg))
	if w.Forced.Status != planner.StatusInfeasible {
		return
	}
	w.Text = fmt.Sprintf("%s of %s cannot get %s kg under the rules", w.Offer, w.Supplier, Quantity(w.ForcedKg))
	if len(w.Forced.Conflicts) > 0 {
		c := w.Forced.Conflicts[0]
		w.Conflict = planner.Some(c)
		w.Blocker = c.Rules[0]
		for _, r := range q.Project.Rules {
			if contains(c.Rules, r.ID) {
				w.Blocker = r.ID
				break
			}
		}
		w.Text += ": " + conflictNames(q.Project, c)
		for i, rel := range c.Relaxations {
			if i == 0 {
				w.Text += ". It would need: "
			} else {
				w.Text += "; or "
			}
			w.Text += rel.Text
		}
	}
	w.Text += "."
}

// suspects are the rules that bind and would suffer from more of an offer, in
// the project's order.
func (q *Questions) suspects(o *planner.Offer) []*planner.Rule {
	x := &explainer{p: q.Project, f: q.Facts, plan: q.Plan, o: q.Options, v: newView(q.Project, q.Facts, q.Plan)}
	var out []*planner.Rule
	binding := x.bindingIDs()
	for i := range q.Project.Rules {
		r := &q.Project.Rules[i]
		if !contains(binding, r.ID) {
			continue
		}
		for k := range q.Project.Parts {
			part := &q.Project.Parts[k]
			if touched := r.Covers(part, q.Facts) && q.touchedBy(x, r, part, o); touched {
				out = append(out, r)
				break
			}
		}
	}
	return out
}

func (q *Questions) touchedBy(x *explainer, r *planner.Rule, part *planner.Part, o *planner.Offer) bool {
	for _, fit := range q.Project.Fits(part, q.Facts) {
		if fit.Offer == o && (r.Type == planner.CoveredCountryBan || x.touches(r, fit)) {
			return true
		}
	}
	return false
}

func (q *Questions) whyText(w WhyNot) string {
	text := fmt.Sprintf("%s of %s gets nothing. ", w.Offer, w.Supplier)
	if w.Extra.Value <= 0.005 {
		text += fmt.Sprintf("An award of %s kg would cost no more%s: another plan costs as much.", Quantity(kgOf(w.Forced, w.Offer)), q.within(w.Extra))
	} else {
		text += fmt.Sprintf("An award of %s kg would cost %s more%s", Quantity(kgOf(w.Forced, w.Offer)), moneyText(q.Project, w.Extra.Value), q.within(w.Extra))
		sep := ": "
		for _, p := range w.Parts {
			v := p.Amount.InexactFloat64()
			if v >= 0 {
				text += fmt.Sprintf("%s%s %s", sep, p.Label, moneyText(q.Project, v))
			} else {
				text += fmt.Sprintf("%s%s saves %s", sep, p.Label, moneyText(q.Project, -v))
			}
			sep = ", "
		}
		text += "."
	}
	if w.Blocker != "" {
		if r := ruleByID(q.Project, w.Blocker); r != nil {
			text += fmt.Sprintf(" Without %s it would be awarded.", RuleName(r))
		}
	}
	if w.BreakEven.OK {
		text += " " + w.BreakEven.V.Text
	}
	return text
}
