package award

import (
	"math"

	"remanence/planner"
	"remanence/planner/chain"
	"remanence/planner/cost"
)

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
const shortageRule = "shortage"

// safetyRule is the name of the soft target that safety stock sets where no
// cover rule speaks.
const safetyRule = "safety_stock"

// SafetyPenalty is the penalty of safety stock missing where no cover rule sets
// one: this share of a month's need per missing week and month. A default of
// the app, of the size the sample rules use.
const SafetyPenalty = 0.004

func (m *model) elasticRule(id string) bool { return m.allSlack || m.elastic[id] }

// addRules builds the rows of every rule in force.
func (m *model) addRules() {
	for i := range m.p.Rules {
		r := &m.p.Rules[i]
		if m.off(r) {
			continue
		}
		for _, w := range r.Windows(m.p) {
			m.addRule(r, w)
		}
	}
	m.safetyStock()
}

func (m *model) addRule(r *planner.Rule, w planner.RuleWindow) {
	switch r.Type {
	case planner.CountryShareMax:
		m.countryShare(r, w)
	case planner.SupplierShareMax, planner.SupplierShareMin:
		m.supplierShare(r, w)
	case planner.LicenceShareMax:
		m.licenceShare(r, w)
	case planner.RecycledContentMin:
		m.recycled(r, w)
	case planner.CO2IntensityMax:
		m.carbon(r, w)
	case planner.MinSuppliers, planner.MaxSuppliers:
		m.supplierCount(r, w)
	case planner.CoverMin:
		m.cover(r, w)
	case planner.QualificationBudgetMax:
		m.testBudget(r, w)
	case planner.PurchaseBudgetMax:
		m.purchaseBudget(r, w)
	case planner.StockValueMax:
		m.stockValue(r, w)
	case planner.CoveredCountryBan:
		m.ban(r, w)
	}
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
	pen, err := r.ReadPenalty()
	if err != nil || r.Hard || pen.Kind != planner.PenaltyMoney || perUnit == 0 {
		return 0
	}
	return m.money(pen.Value) * PenaltyUnits(r, pen) / perUnit * m.disc(float64(w.Last))
}

// PenaltyUnits is how many of the penalty's units one unit of the metric is
// worth: "per tonne CO2" against kg CO2 is a thousandth.
func PenaltyUnits(r *planner.Rule, pen planner.Penalty) float64 {
	if r.Type == planner.CO2IntensityMax {
		// The excess of an intensity rule is counted in kg CO2, not per kg.
		return 1e-3
	}
	return 1
}

// received visits what arrives in a window for the parts in scope: order
// columns, then open orders as constants.
func (m *model) received(r *planner.Rule, w planner.RuleWindow, column func(o *order), open func(pv *partVars, l openLot)) {
	for i := range m.orders {
		o := &m.orders[i]
		if w.Has(o.arrive) && r.Covers(o.pv.part) {
			column(o)
		}
	}
	for _, pv := range m.parts {
		if !r.Covers(pv.part) {
			continue
		}
		for _, l := range pv.openLot {
			if w.Has(l.t) {
				open(pv, l)
			}
		}
	}
}

// share adds Σ weight × (hit − limit) ≤ 0 over receipts; sign −1 turns it into a
// least share. weigh gives the weight of a kilogram and the part of it that
// counts.
func (m *model) share(r *planner.Rule, w planner.RuleWindow, subject string, sign float64, weigh func(fit planner.Fit, landed float64) (weight, hit float64)) {
	limit := w.Limit / 100
	var terms []term
	constant, expected := 0.0, 0.0
	m.received(r, w, func(o *order) {
		weight, hit := weigh(o.fit, o.unit.Landed)
		if weight != 0 {
			terms = append(terms, term{o.col, sign * (hit - limit*weight)})
		}
	}, func(pv *partVars, l openLot) {
		fit := openFit(pv, l)
		landed := 0.0
		if l.offer != nil {
			landed = cost.Base(m.p, m.f, l.offer, pv.mass).Landed
		}
		weight, hit := weigh(fit, landed)
		constant += l.kg * sign * (hit - limit*weight)
		expected += l.kg * weight
	})
	m.limit(r, w, subject, terms, constant, math.Max(m.expectedWeight(r, w, weigh), expected)/100)
}

// expectedWeight guesses the weight a window will receive: its demand at the
// weight of each part's first fit. It only scales slacks into points.
func (m *model) expectedWeight(r *planner.Rule, w planner.RuleWindow, weigh func(planner.Fit, float64) (float64, float64)) float64 {
	sum := 0.0
	for _, pv := range m.parts {
		if !r.Covers(pv.part) || len(pv.fits) == 0 {
			continue
		}
		weight, _ := weigh(pv.fits[0], cost.Base(m.p, m.f, pv.fits[0].Offer, pv.fits[0].MassKg).Landed)
		for t := w.First; t <= w.Last; t++ {
			sum += weight * pv.need[t]
		}
	}
	return sum
}

// openFit is an open order seen as a fit of today's design. An open order whose
// offer is not known has an unknown origin.
func openFit(pv *partVars, l openLot) planner.Fit {
	o := l.offer
	if o == nil {
		o = &planner.Offer{}
	}
	grade := pv.part.Grade
	if pv.part.IsMaterial() {
		grade = pv.part.Material
	}
	return planner.Fit{Part: pv.part, Offer: o, Grade: grade, MassKg: pv.mass}
}

func (m *model) countryShare(r *planner.Rule, w planner.RuleWindow) {
	m.share(r, w, "", 1, func(fit planner.Fit, landed float64) (float64, float64) {
		return CountryWeight(m.p, m.f, r, fit, landed)
	})
}

// CountryWeight is the weight of a kilogram under a country share rule and the
// part of it in the rule's countries, unknown counted in. By value, the weight
// is multiplied by the landed cost.
func CountryWeight(p *planner.Project, f *planner.Facts, r *planner.Rule, fit planner.Fit, landed float64) (weight, hit float64) {
	elements := r.Elements
	if len(elements) == 0 {
		elements = []string{"all"}
	}
	for _, stage := range ruleStages(r) {
		for _, e := range elements {
			w, h := chain.Weigh(p, f, fit.Part, fit.Grade, fit.Offer, e, stage, r.Countries)
			weight += w
			hit += h
		}
	}
	if r.ShareBasis() == planner.ByValue {
		weight, hit = weight*landed, hit*landed
	}
	return weight, hit
}

func ruleStages(r *planner.Rule) []planner.Stage {
	if len(r.Stages) == 0 {
		return []planner.Stage{planner.Magnet}
	}
	return r.Stages
}

func (m *model) licenceShare(r *planner.Rule, w planner.RuleWindow) {
	m.share(r, w, "", 1, func(fit planner.Fit, landed float64) (float64, float64) {
		return LicenceWeight(r, fit, landed)
	})
}

// LicenceWeight counts what needs an export licence under the rules in force.
func LicenceWeight(r *planner.Rule, fit planner.Fit, landed float64) (weight, hit float64) {
	weight = 1
	if r.ShareBasis() == planner.ByValue {
		weight = landed
	}
	if fit.Offer.Licence.NeededToday() || fit.Offer.ID == "" {
		hit = weight
	}
	return weight, hit
}

func (m *model) recycled(r *planner.Rule, w planner.RuleWindow) {
	m.share(r, w, "", -1, func(fit planner.Fit, landed float64) (float64, float64) {
		return RecycledWeight(m.f, r, fit, landed)
	})
}

// RecycledWeight counts recycled content by mass of rare-earth magnets and of
// materials; ferrite and AlNiCo stand outside.
func RecycledWeight(f *planner.Facts, r *planner.Rule, fit planner.Fit, landed float64) (weight, hit float64) {
	if !fit.Part.IsMaterial() && !chain.RareEarthMagnet(f, fit.Part, fit.Grade) {
		return 0, 0
	}
	weight = 1
	if r.ShareBasis() == planner.ByValue {
		weight = landed
	}
	return weight, weight * fit.Offer.RecycledShare.V
}

// carbon is Σ kg × (CO2 − limit) ≤ 0. An offer that states no CO2 is counted at
// the highest figure any offer states: unknown is the worst case.
func (m *model) carbon(r *planner.Rule, w planner.RuleWindow) {
	worst := WorstCO2(m.p)
	var terms []term
	constant := 0.0
	m.received(r, w, func(o *order) {
		terms = append(terms, term{o.col, o.fit.Offer.CO2.Or(worst) - w.Limit})
	}, func(_ *partVars, l openLot) {
		co2 := worst
		if l.offer != nil {
			co2 = l.offer.CO2.Or(worst)
		}
		constant += l.kg * (co2 - w.Limit)
	})
	m.limit(r, w, "", terms, constant, 1)
}

// WorstCO2 is the highest CO2 figure any offer states, kg per kg.
func WorstCO2(p *planner.Project) float64 {
	worst := 0.0
	for i := range p.Offers {
		worst = math.Max(worst, p.Offers[i].CO2.V)
	}
	return worst
}

// supplierShare has one row for each group that could deliver in the window, or
// for the supplier the rule names.
func (m *model) supplierShare(r *planner.Rule, w planner.RuleWindow) {
	sign := 1.0
	if r.Type == planner.SupplierShareMin {
		sign = -1
	}
	weighFor := func(g string) func(planner.Fit, float64) (float64, float64) {
		return func(fit planner.Fit, landed float64) (float64, float64) { return GroupWeight(m.p, r, g, fit, landed) }
	}
	if r.Supplier != "" || sign > 0 {
		total := -1
		for _, g := range m.groupsIn(r, w) {
			if r.Supplier == "" || r.Supplier == g || m.groupNamed(r.Supplier) == g {
				if total < 0 {
					total = m.totalWeight(r, w, weighFor(g))
				}
				m.groupShare(r, w, g, sign, total, weighFor(g))
			}
		}
		return
	}
	// Every group that delivers at all in the window gets at least the share.
	for _, g := range m.groupsIn(r, w) {
		weigh := weighFor(g)
		active := m.b.binary(0, stageAward)
		total := math.Max(m.expectedWeight(r, w, weigh), 1e-6)
		terms := []term{{active, total * w.Limit / 100}}
		constant, has := -total*w.Limit/100, 0.0
		byPart := map[*partVars][]term{}
		m.received(r, w, func(o *order) {
			weight, hit := weigh(o.fit, o.unit.Landed)
			terms = append(terms, term{o.col, w.Limit/100*weight - hit})
			if hit > 0 {
				byPart[o.pv] = append(byPart[o.pv], term{o.col, 1})
			}
		}, func(pv *partVars, l openLot) {
			weight, hit := weigh(openFit(pv, l), cost.Base(m.p, m.f, openFit(pv, l).Offer, pv.mass).Landed)
			constant += l.kg * (w.Limit/100*weight - hit)
			has += l.kg * hit
		})
		for _, pv := range m.parts {
			if ts := byPart[pv]; len(ts) > 0 {
				m.b.atMost(0, append(ts, term{active, -m.partMost(pv)})...)
			}
		}
		m.limit(r, w, g, terms, constant, total/100)
	}
}

// totalWeight is a column that holds the whole weight of a window, so that the
// row of each group stays short.
func (m *model) totalWeight(r *planner.Rule, w planner.RuleWindow, weigh func(planner.Fit, float64) (float64, float64)) int {
	total := m.b.col(0, 0, inf)
	terms, constant := []term{{total, -1}}, 0.0
	m.received(r, w, func(o *order) {
		weight, _ := weigh(o.fit, o.unit.Landed)
		terms = append(terms, term{o.col, weight})
	}, func(pv *partVars, l openLot) {
		weight, _ := weigh(openFit(pv, l), m.openLanded(pv, l))
		constant += l.kg * weight
	})
	m.b.equal(-constant, terms...)
	return total
}

func (m *model) openLanded(pv *partVars, l openLot) float64 {
	if l.offer == nil {
		return 0
	}
	return cost.Base(m.p, m.f, l.offer, pv.mass).Landed
}

// groupShare is hit ≤ limit × total (≥ for a least share) for one group.
func (m *model) groupShare(r *planner.Rule, w planner.RuleWindow, g string, sign float64, total int, weigh func(planner.Fit, float64) (float64, float64)) {
	terms, constant, any := []term{{total, -sign * w.Limit / 100}}, 0.0, false
	m.received(r, w, func(o *order) {
		if _, hit := weigh(o.fit, o.unit.Landed); hit != 0 {
			terms = append(terms, term{o.col, sign * hit})
			any = true
		}
	}, func(pv *partVars, l openLot) {
		_, hit := weigh(openFit(pv, l), m.openLanded(pv, l))
		constant += l.kg * sign * hit
	})
	if any || constant != 0 || sign < 0 {
		m.limit(r, w, g, terms, constant, math.Max(m.expectedWeight(r, w, weigh), 1e-6)/100)
	}
}

func (m *model) groupNamed(name string) string {
	if s := m.p.SupplierNamed(name); s != nil && s.Group != "" {
		return s.Group
	}
	return name
}

// GroupWeight counts what a supplier group delivers, by mass or landed value.
func GroupWeight(p *planner.Project, r *planner.Rule, group string, fit planner.Fit, landed float64) (weight, hit float64) {
	weight = 1
	if r.ShareBasis() == planner.ByValue {
		weight = landed
	}
	if p.GroupOf(fit.Offer) == group {
		hit = weight
	}
	return weight, hit
}

// groupsIn lists the groups that could deliver in a window, in the order of the
// offers.
func (m *model) groupsIn(r *planner.Rule, w planner.RuleWindow) []string {
	there := map[string]bool{}
	m.received(r, w, func(o *order) { there[m.p.GroupOf(o.fit.Offer)] = true },
		func(_ *partVars, l openLot) {
			if l.offer != nil {
				there[m.p.GroupOf(l.offer)] = true
			}
		})
	var out []string
	for i := range m.p.Offers {
		if g := m.p.GroupOf(&m.p.Offers[i]); there[g] {
			out = append(out, g)
			there[g] = false
		}
	}
	return out
}

// partMost bounds what any one source could deliver for a part, kg ordered.
func (m *model) partMost(pv *partVars) float64 {
	most := 0.0
	for _, fit := range pv.fits {
		most = math.Max(most, m.fitNeed(pv, fit))
	}
	return most
}
