package award

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"remanence/planner"
	"remanence/planner/cost"
	"remanence/planner/policy"
)

// Explain gives the reasons of a plan as sentences, the weightiest first:
// conflicts, shortages, rules that bind or are missed, tests and changes
// started, plants that are full, and for each part why the lowest quote is not
// taken alone.
func Explain(p *planner.Project, f *planner.Facts, plan *planner.Plan, o Options) []planner.Reason {
	p = inOrder(policy.Settle(p, f)) // plans are made in this order: the sentences follow it
	x := &explainer{p: p, f: f, plan: plan, o: o, v: newView(p, f, plan)}
	x.status()
	x.conflicts()
	x.shortfalls()
	x.rules()
	x.decisions()
	x.capacities()
	x.lowestQuotes()
	if x.out == nil {
		return []planner.Reason{}
	}
	return x.out
}

type explainer struct {
	p    *planner.Project
	f    *planner.Facts
	plan *planner.Plan
	o    Options
	v    *view
	used map[poolMonth]float64 // kg ordered, made when first asked
	out  []planner.Reason
}

// poolMonth is a plant in a plan month.
type poolMonth struct {
	pool string
	t    int
}

// usage is the kg ordered of each plant in each month.
func (x *explainer) usage() map[poolMonth]float64 {
	if x.used == nil {
		pools := make(map[string]string, len(x.p.Offers))
		for i := range x.p.Offers {
			pools[x.p.Offers[i].ID] = x.p.Offers[i].Pool
		}
		x.used = map[poolMonth]float64{}
		for _, a := range x.plan.Awards {
			x.used[poolMonth{pools[a.Offer], int(a.Ordered - x.p.Start)}] += a.Kg
		}
	}
	return x.used
}

func (x *explainer) say(r planner.Reason) { x.out = append(x.out, r) }

func (x *explainer) status() {
	switch x.plan.Status {
	case planner.StatusFeasible:
		x.say(planner.Reason{Kind: "note", Figure: x.plan.Gap, Text: fmt.Sprintf("At most %s %% better may exist: the search was stopped or the yes/no choices leave that much open.", trimmed(100*x.plan.Gap, 2))})
	case planner.StatusCancelled:
		x.say(planner.Reason{Kind: "note", Text: "The search was stopped before any plan was found."})
	}
}

func (x *explainer) conflicts() {
	if x.plan.Status == planner.StatusInfeasible && len(x.plan.Conflicts) == 0 {
		x.say(planner.Reason{Kind: "conflict", Text: "No plan keeps all hard rules. This one breaks them as little as can be; which rules contradict each other is not known yet."})
	}
	for _, c := range x.plan.Conflicts {
		text := "These rules cannot all hold: " + conflictNames(x.p, c) + "."
		if len(c.Rules) == 1 {
			text = "No plan keeps this rule: " + conflictNames(x.p, c) + "."
		}
		for i, rel := range c.Relaxations {
			if i == 0 {
				text += " One of these would mend it: "
			} else {
				text += "; or "
			}
			text += rel.Text
		}
		x.say(planner.Reason{Kind: "conflict", Rule: c.Rules[0], Text: strings.TrimSuffix(text, ".") + "."})
	}
}

// conflictNames lists the rules of a conflict in words.
func conflictNames(p *planner.Project, c planner.Conflict) string {
	text := ""
	for i, id := range c.Rules {
		if i > 0 {
			text += ", "
		}
		if id == shortageRule {
			text += "no demand may be late"
		} else if r := ruleByID(p, id); r != nil {
			text += RuleName(r)
		}
	}
	return text
}

func ruleByID(p *planner.Project, id string) *planner.Rule {
	for i := range p.Rules {
		if p.Rules[i].ID == id {
			return &p.Rules[i]
		}
	}
	return nil
}

func (x *explainer) shortfalls() {
	type sum struct {
		first planner.Month
		worst float64
		n     int
	}
	by := map[string]*sum{}
	var ids []string
	for _, s := range x.plan.Shortfalls {
		e := by[s.Part]
		if e == nil {
			e = &sum{first: s.Month}
			by[s.Part] = e
			ids = append(ids, s.Part)
		}
		e.first = min(e.first, s.Month)
		e.worst = math.Max(e.worst, s.Pieces)
		e.n++
	}
	cost := map[string]float64{}
	for _, e := range x.plan.Costs {
		if e.Kind == planner.CostShortage {
			cost[e.Part] += e.Present
		}
	}
	for _, id := range ids {
		e := by[id]
		unit := "pieces"
		if part := x.p.Part(id); part.IsMaterial() {
			unit = "kg"
		}
		text := fmt.Sprintf("%s runs short from %s, at worst by %s %s, in %d months; the shortage costs %s.", id, e.first.Label(), Quantity(e.worst), unit, e.n, moneyText(x.p, cost[id]))
		if e.n == 1 {
			text = fmt.Sprintf("%s runs short in %s, by %s %s; the shortage costs %s.", id, e.first.Label(), Quantity(e.worst), unit, moneyText(x.p, cost[id]))
		}
		x.say(planner.Reason{Kind: "shortage", Part: id, Figure: cost[id], Text: text})
	}
}

// rules tells which rules hold the plan: for each, its tightest window.
func (x *explainer) rules() {
	worst := map[string]planner.RuleResult{}
	binding := map[string][]planner.RuleResult{}
	penalty := map[string]float64{}
	var ids []string
	for _, r := range x.plan.Rules {
		penalty[r.Rule] += r.Penalty
		if !r.Binding || r.Rule == safetyRule {
			continue
		}
		binding[r.Rule] = append(binding[r.Rule], r)
		w, ok := worst[r.Rule]
		if !ok {
			ids = append(ids, r.Rule)
		}
		if !ok || r.Excess > w.Excess {
			worst[r.Rule] = r
		}
	}
	for _, id := range ids {
		r, res := ruleByID(x.p, id), worst[id]
		if r == nil || r.Type == planner.CoveredCountryBan && res.Excess == 0 && !x.banBites(r) {
			continue
		}
		subject := ""
		if res.Subject != "" && r.Scope != "part:"+res.Subject { // which the rule's name says
			subject = " for " + res.Subject
		}
		text := ""
		switch {
		case r.Type == planner.CoveredCountryBan && res.Excess == 0:
			text = fmt.Sprintf("%s: kept; it shuts out cheaper offers.", RuleName(r))
		case res.Excess > 0:
			text = fmt.Sprintf("%s: %s%s in %s against a limit of %s", RuleName(r), limitText(r, x.p, res.Value), subject, windowText(res.Window), limitText(r, x.p, res.Limit))
			if penalty[id] > 0 {
				text += fmt.Sprintf(", at a penalty of %s in all", moneyText(x.p, penalty[id]))
			}
			text += "."
		default:
			text = fmt.Sprintf("%s holds the plan: exactly %s%s in %s.%s", RuleName(r), limitText(r, x.p, res.Limit), subject, windowText(res.Window), furtherText(res, binding[id]))
		}
		x.say(planner.Reason{Kind: "binding", Rule: id, Text: text, Figure: penalty[id]})
	}
}

// windowText is the window of a rule in a sentence: "2027 H1", "May 27".
func windowText(label string) string {
	if label == "plan" {
		return "the whole plan"
	}
	if m, err := planner.ParseMonth(label); err == nil {
		return m.Label()
	}
	return label
}

// furtherText says where else a rule is at its limit: in how many further windows, and
// for whom besides.
func furtherText(told planner.RuleResult, binding []planner.RuleResult) string {
	windows, subjects := map[string]bool{told.Window: true}, []string{}
	for _, r := range binding {
		windows[r.Window] = true
		if r.Subject != told.Subject && !contains(subjects, r.Subject) {
			subjects = append(subjects, r.Subject)
		}
	}
	text := ""
	if n := len(windows) - 1; n > 0 {
		text = fmt.Sprintf(" Further %s at the limit: %d.", windowsWord(told.Window), n)
	}
	if len(subjects) > 3 {
		text += fmt.Sprintf(" Also at the limit: %s and %d more.", strings.Join(subjects[:3], ", "), len(subjects)-3)
	} else if len(subjects) > 0 {
		text += " Also at the limit: " + strings.Join(subjects, ", ") + "."
	}
	return text
}

// windowsWord is what windows like one of this label are called.
func windowsWord(label string) string {
	switch _, err := planner.ParseMonth(label); {
	case err == nil:
		return "months"
	case strings.Contains(label, " H"):
		return "half-years"
	case strings.Contains(label, " Q"):
		return "quarters"
	}
	return "years"
}

// banBites reports whether a ban shuts out any offer at all.
func (x *explainer) banBites(r *planner.Rule) bool {
	for i := range x.p.Parts {
		part := &x.p.Parts[i]
		if !r.Covers(part, x.f) {
			continue
		}
		for _, fit := range x.p.Fits(part, x.f) {
			if Banned(x.p, x.f, r, fit) {
				return true
			}
		}
	}
	return false
}

func (x *explainer) decisions() {
	for _, q := range x.plan.Qualifications {
		kg := 0.0
		for _, a := range x.plan.Awards {
			if contains(q.Offers, a.Offer) {
				kg += a.Kg
			}
		}
		o := x.p.Offer(q.Offers[0])
		x.say(planner.Reason{Kind: "qualification", Offer: q.Offers[0], Figure: q.Cost, Text: fmt.Sprintf(
			"Start testing %s of %s (%s) by %s at %s; it is usable from %s and delivers %s kg.",
			x.itemName(o), o.Supplier, q.Offers[0], q.Start.Label(), moneyText(x.p, q.Cost), q.Usable.Label(), Quantity(kg))})
	}
	for _, d := range x.plan.DesignChanges {
		x.say(planner.Reason{Kind: "redesign", Part: d.Part, Figure: d.Cost, Text: fmt.Sprintf(
			"Change %s from %s to %s from %s at %s.", d.Part, d.From, d.To, d.Start.Label(), moneyText(x.p, d.Cost))})
	}
}

// itemName is what an offer sells, a material by its name.
func (x *explainer) itemName(o *planner.Offer) string {
	if o.For == planner.ForMaterial {
		if m, ok := x.f.Material(o.Item); ok {
			return m.Name
		}
	}
	return o.Item
}

// capacities names the plants that are full, with the months.
func (x *explainer) capacities() {
	used := x.usage()
	for i := range x.p.Pools {
		pool := &x.p.Pools[i]
		full, first, open := 0, -1, 0
		for t := 0; t < x.p.Months; t++ {
			kg := x.p.Capacity(pool, x.p.Start+planner.Month(t))
			if kg <= 0 {
				continue
			}
			open++
			if used[poolMonth{pool.ID, t}] >= kg*(1-1e-6) {
				full++
				if first < 0 {
					first = t
				}
			}
		}
		if full == 0 {
			continue
		}
		text := fmt.Sprintf("Capacity %s is full in %d of %d months, first in %s.", pool.ID, full, open, (x.p.Start + planner.Month(first)).Label())
		if full == 1 {
			text = fmt.Sprintf("Capacity %s is full in one month, %s.", pool.ID, (x.p.Start + planner.Month(first)).Label())
		}
		x.say(planner.Reason{Kind: "capacity", Offer: "", Figure: float64(full), Text: text})
	}
}

// lowestQuotes says for each part where the lowest landed quote is not taken
// alone, and what stands against it.
func (x *explainer) lowestQuotes() {
	kg := map[string]map[string]float64{}
	for _, a := range x.plan.Awards {
		if kg[a.Part] == nil {
			kg[a.Part] = map[string]float64{}
		}
		kg[a.Part][a.Offer] += a.Kg
	}
	for i := range x.p.Parts {
		part := &x.p.Parts[i]
		var low *planner.Fit
		lowest := math.Inf(1)
		fits := x.p.Fits(part, x.f)
		for k := range fits {
			if fits[k].Offer.Missing() != "" || fits[k].Design != 0 {
				continue
			}
			if l := cost.Base(x.p, x.f, fits[k].Offer, fits[k].MassKg).Landed; l < lowest {
				lowest, low = l, &fits[k]
			}
		}
		total := 0.0
		for _, q := range kg[part.ID] {
			total += q
		}
		if low == nil || total == 0 || kg[part.ID][low.Offer.ID] >= total*0.999 {
			continue
		}
		share := 100 * kg[part.ID][low.Offer.ID] / total
		x.say(planner.Reason{Kind: "price", Part: part.ID, Offer: low.Offer.ID, Figure: lowest, Text: fmt.Sprintf(
			"%s: the lowest landed quote, %s of %s at %s per kg, gets %s %% of new orders because of %s.",
			part.ID, low.Offer.ID, low.Offer.Supplier, moneyText(x.p, lowest), trimmed(share, 1), x.against(*low))})
	}
}

// against names what keeps an offer from more: a ban, its gate, a full plant,
// rules that bind and touch it, else its terms.
func (x *explainer) against(fit planner.Fit) string {
	o := fit.Offer
	var why []string
	for i := range x.p.Rules {
		r := &x.p.Rules[i]
		if !ruleOff(r, x.o.WithoutRules) && r.Type == planner.CoveredCountryBan && r.Covers(fit.Part, x.f) && Banned(x.p, x.f, r, fit) {
			return RuleName(r)
		}
	}
	if o.Status == planner.NotStarted && !x.tested(o) {
		form := "its test (%d months, %s)"
		if o.QualificationMonths.V == 1 {
			form = "its test (%d month, %s)"
		}
		why = append(why, fmt.Sprintf(form, o.QualificationMonths.V, moneyText(x.p, o.QualificationCost.V.InexactFloat64())))
	}
	for _, id := range x.bindingIDs() {
		r := ruleByID(x.p, id)
		if r != nil && r.Covers(fit.Part, x.f) && x.touches(r, fit) {
			why = append(why, RuleName(r))
		}
	}
	if x.full(o) {
		why = append(why, "capacity "+o.Pool)
	}
	if len(why) == 0 {
		return fmt.Sprintf("its lead time of %d months, its lots or its payment terms", o.LeadMonths(x.plan.LicencePercentile))
	}
	text := why[0]
	for i := 1; i < len(why); i++ {
		if i == len(why)-1 {
			text += " and " + why[i]
		} else {
			text += ", " + why[i]
		}
	}
	return text
}

func (x *explainer) tested(o *planner.Offer) bool {
	for _, q := range x.plan.Qualifications {
		if contains(q.Offers, o.ID) {
			return true
		}
	}
	return false
}

func (x *explainer) bindingIDs() []string {
	seen := map[string]bool{}
	for _, r := range x.plan.Rules {
		if r.Binding {
			seen[r.Rule] = true
		}
	}
	var out []string
	for id := range seen {
		out = append(out, id)
	}
	sort.Strings(out)
	return out
}

// touches reports whether more of a fit would worsen a rule.
func (x *explainer) touches(r *planner.Rule, fit planner.Fit) bool {
	k := metrics[r.Type]
	return k != nil && k.presses(x.v, r, fit)
}

func (x *explainer) full(o *planner.Offer) bool {
	pool := x.p.Pool(o.Pool)
	if pool == nil {
		return false
	}
	used := x.usage()
	for t := 0; t < x.p.Months; t++ {
		m := x.p.Start + planner.Month(t)
		if kg := x.p.Capacity(pool, m); kg > 0 && used[poolMonth{o.Pool, t}] >= kg*(1-1e-6) {
			return true
		}
	}
	return false
}
