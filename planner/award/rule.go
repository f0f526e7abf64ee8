package award

import (
	"remanence/planner"
)

// metric is what a rule type does to a plan: the rows it adds to the model, the
// value it reports of a finished plan, and whether a source presses on it. Its
// blanks and its sentence stand in planner.Metrics; together they are all there
// is to say of a rule type.
type metric interface {
	// rows adds the rows of one window of a rule.
	rows(m *model, r *planner.Rule, w planner.RuleWindow)
	// report measures a plan in every window of a rule, from its awards and flows
	// alone.
	report(v *view, r *planner.Rule) []planner.RuleResult
	// presses reports whether more of a fit would bring the rule nearer to its
	// limit, or further over it.
	presses(v *view, r *planner.Rule, fit planner.Fit) bool
}

// metrics is the registry, one entry for each of planner.RuleTypes.
var metrics = map[planner.RuleType]metric{
	planner.CountryShareMax:        ratio{weigh: countryWeight, scale: 100, each: eachCountry},
	planner.CountryShareMin:        ratio{weigh: countryWeight, scale: 100},
	planner.SupplierShareMax:       ratio{weigh: groupWeight, scale: 100, each: eachGroup},
	planner.SupplierShareMin:       ratio{weigh: groupWeight, scale: 100, each: eachGroup},
	planner.LicenceShareMax:        ratio{weigh: licenceWeight, scale: 100},
	planner.RecycledContentMin:     ratio{weigh: recycledWeight, scale: 100},
	planner.CO2IntensityMax:        ratio{weigh: carbonWeight, scale: 1, whole: true},
	planner.LeadTimeMax:            ratio{weigh: leadWeight, scale: 1, own: true},
	planner.PaymentDaysMin:         ratio{weigh: paymentWeight, scale: 1, own: true},
	planner.AwardShareMin:          awardShare{},
	planner.VolumeMin:              volume{},
	planner.VolumeMax:              volume{},
	planner.MinSuppliers:           supplierCount{},
	planner.MaxSuppliers:           supplierCount{},
	planner.CoverMin:               cover{},
	planner.QualificationBudgetMax: testBudget{},
	planner.RedesignBudgetMax:      redesignBudget{},
	planner.PurchaseBudgetMax:      purchaseBudget{},
	planner.StockValueMax:          stockValue{},
	planner.CoveredCountryBan:      ban{},
}

// ruleRow is one row of a rule: a window, and a supplier group or part where the
// rule has one row for each.
type ruleRow struct {
	rule    *planner.Rule
	window  planner.RuleWindow
	subject string
	row     int
	slack   int     // column of the slack, -1 when the rule is hard
	perUnit float64 // slack units for one unit of the metric (a point, a week, one currency unit)
}

// shortageRule is the name under which "no demand may be late" takes part in
// conflicts.
const shortageRule = planner.NoLateDemand

func (m *model) elasticRule(id string) bool { return m.allSlack || m.elastic[id] }

// addRules builds the rows of every rule in force.
func (m *model) addRules() {
	for i := range m.p.Rules {
		r := &m.p.Rules[i]
		k := metrics[r.Type]
		if k == nil || m.off(r) {
			continue
		}
		for _, w := range r.Windows(m.p) {
			if !m.waived(r, w) {
				k.rows(m, r, w)
			}
		}
		m.section("rule." + r.ID)
	}
	m.safetyStock()
	m.holdPriorities()
}

// limit adds Σ terms + constant ≤ 0 with the rule's slack. perUnit turns one
// unit of the metric into the row's units.
func (m *model) limit(r *planner.Rule, w planner.RuleWindow, subject string, terms []term, constant, perUnit float64) {
	if len(terms) == 0 && constant <= 1e-9 {
		return
	}
	slack := -1
	if !r.Hard || m.elasticRule(r.ID) {
		slack = m.b.col(m.slackCost(r, w, perUnit), 0, inf)
		m.penalty = append(m.penalty, slack)
		terms = append(terms, term{slack, -1})
	}
	row := m.b.atMost(-constant, terms...)
	m.rules = append(m.rules, ruleRow{r, w, subject, row, slack, perUnit})
}

// slackCost is the penalty of one row unit of excess, in model money.
func (m *model) slackCost(r *planner.Rule, w planner.RuleWindow, perUnit float64) float64 {
	if r.Hard || perUnit == 0 {
		return 0
	}
	return m.money(excessPrice(r)) / perUnit * m.disc(float64(w.Last))
}

// excessPrice is plan currency for one unit of a soft rule's excess, before
// discounting; 0 where nothing is charged. A rule with a priority comes before
// cost and has no price.
func excessPrice(r *planner.Rule) float64 {
	pen, err := r.ReadPenalty()
	if err != nil || r.Hard || r.Priority.OK || pen.Kind != planner.PenaltyMoney {
		return 0
	}
	per, _ := pen.PerUnit(r.Type)
	return pen.Value * per
}

// received visits what arrives in a window for the parts in scope: order
// columns, then open orders as constants.
func (m *model) received(r *planner.Rule, w planner.RuleWindow, column func(o *order), open func(pv *partVars, l openLot)) {
	covers := m.covered(r)
	for i := range m.orders {
		o := &m.orders[i]
		if w.Has(o.arrive) && covers[o.pv] {
			column(o)
		}
	}
	for _, pv := range m.parts {
		if !covers[pv] {
			continue
		}
		for _, l := range pv.openLot {
			if w.Has(l.t) {
				open(pv, l)
			}
		}
	}
}

// covered is the parts a rule speaks of; asking once a rule keeps look-ups of
// grades and families out of the loops over orders.
func (m *model) covered(r *planner.Rule) map[*partVars]bool {
	if c, ok := m.scopes[r]; ok {
		return c
	}
	c := map[*partVars]bool{}
	for _, pv := range m.parts {
		if r.Covers(pv.part, m.f) {
			c[pv] = true
		}
	}
	if m.scopes == nil {
		m.scopes = map[*planner.Rule]map[*partVars]bool{}
	}
	m.scopes[r] = c
	return c
}

// measure tells what the plan does to a rule in each of its windows.
func (v *view) measure(r *planner.Rule) []planner.RuleResult {
	if k := metrics[r.Type]; k != nil {
		return k.report(v, r)
	}
	return nil
}
