package award

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"remanence/planner"
	"remanence/planner/cost"
)

// model is the optimisation model of a project while it is built and read.
// Masses are kg; money is in units of scale plan currency.
type model struct {
	p    *planner.Project
	f    *planner.Facts
	opt  Options
	pct  float64 // licence percentile
	H    int
	unit float64 // plan currency of one model money unit
	b    builder

	parts  []*partVars
	byPart map[string]*partVars
	orders []order
	byTest map[string]*test         // offer id → its test
	leads  map[*planner.Offer][]int // months from order to arrival, by month of ordering
	design map[string]*test         // part + alternative → its change
	// What a first order costs once: tooling by offer, switching by part and supplier.
	tooling, switching map[string]*test
	once               []*test                    // of both, in the order made
	needs              map[*planner.Offer]float64 // needOf, once asked
	fitNeeds           map[fitOf]float64          // fitNeed, once asked
	waits              map[fitOf][]*test          // gatesOf, once asked

	tiers      []tierVar
	schemeCols map[string][]int // tier scheme → order columns in its total
	lots       []lotVar
	lotRows    []lotRow
	placed     map[slot][]term        // order columns of an offer in a month
	lazyLot    map[string]bool        // offers whose MOQ is enforced
	used       map[*planner.Offer]int // the choice to order of a row at all, where it means a least quantity
	feeds      []feedVar
	sold       []soldVar
	rules      []ruleRow
	links      []link
	gates      []cut                                // when tests must have been started, added where broken
	safe       map[int]safe                         // stock column → what cover rules ask for; made when first needed
	scopes     map[*planner.Rule]map[*partVars]bool // parts of a rule, asked once
	elastic    map[string]bool                      // hard rules that may be broken, for conflicts
	sections   []section
	allSlack   bool
	penalty    []int // columns that carry penalties, not money
}

// order is one column: kilograms of an offer ordered for a part in a month at a
// tier.
type order struct {
	col       int
	fit       planner.Fit
	pv        *partVars
	t         int // month of ordering
	arrive    int
	tier      int
	unit      cost.Unit
	good      float64 // kg of today's design delivered good, per kg ordered
	expedited bool
	present   float64 // plan currency per kg, discounted, goods + duty + freight + design extra
}

// partVars are the columns of one part. Stock and backlog are in kg of today's
// design: pieces × mass.
type partVars struct {
	part    *planner.Part
	mass    float64
	val     cost.Values
	fits    []planner.Fit
	need    []float64 // kg by month
	open    []float64 // kg of open orders arriving by month
	openLot []openLot
	opening float64
	stock   []int
	back    []int // backlog or lost, -1 when forbidden
	scrap   []int // past shelf life, -1 where it cannot happen
	endCred int
	apart   []apart
	policy  planner.ShortagePolicy
	ahead   []float64 // kg a month needed over the next three
}

// openLot is an open order in the horizon.
type openLot struct {
	offer *planner.Offer
	t     int
	kg    float64
}

// apart is stock kept apart and the columns by which it is used.
type apart struct {
	kind string
	from int
	to   int // last month it may be used
	kg   float64
	use  []int // by month, -1 outside
}

// newModel builds the whole model.
func newModel(p *planner.Project, f *planner.Facts, opt Options, elastic map[string]bool, lots map[string]bool) *model {
	m := &model{p: p, f: f, opt: opt, H: p.Months, pct: opt.LicencePercentile.Or(p.Percentile()),
		byPart: map[string]*partVars{}, byTest: map[string]*test{}, design: map[string]*test{}, leads: map[*planner.Offer][]int{}, waits: map[fitOf][]*test{}, needs: map[*planner.Offer]float64{}, fitNeeds: map[fitOf]float64{},
		lazyLot: lots, elastic: elastic, schemeCols: map[string][]int{}}
	m.prepareParts()
	m.unit = m.moneyUnit()
	m.addTests()
	m.section("test")
	m.addOrders()
	m.section("order")
	m.addBalance()
	m.section("balance")
	m.addCapacity()
	m.section("capacity")
	m.addLinks()
	m.section("link")
	m.addTiers()
	m.section("tier")
	m.addLots()
	m.section("lot")
	m.addCommitments()
	m.section("take_or_pay")
	m.addExits()
	m.section("exit")
	m.addRecycling()
	m.section("recycling")
	m.addRules()
	m.section("rule")
	if opt.onlyToday {
		m.addTodayShares()
		m.section("today")
	}
	m.addTestLinks()
	m.addTierLinks()
	m.addUsedLinks()
	m.addTwist()
	m.section("question")
	m.addMOQs()
	m.section("moq")
	return m
}

func (m *model) prepareParts() {
	for i := range m.p.Parts {
		part := &m.p.Parts[i]
		mass := part.MassKg()
		if !mass.OK {
			continue
		}
		pv := &partVars{part: part, mass: mass.V, val: cost.StockValues(m.p, m.f, part), policy: m.p.PolicyFor(part)}
		for _, fit := range m.p.Fits(part, m.f) {
			if fit.Offer.Missing() == "" && !math.IsNaN(cost.Base(m.p, m.f, fit.Offer, fit.MassKg).Landed) {
				pv.fits = append(pv.fits, fit)
			}
		}
		if m.opt.onlyToday {
			pv.fits = todayFits(m.p, pv)
		}
		pv.need, pv.open = make([]float64, m.H), make([]float64, m.H)
		pv.ahead = make([]float64, m.H)
		for t := range pv.need {
			pv.need[t] = part.Need(t) * pv.mass
			pv.ahead[t] = cost.NeedAhead(part, m.H, t) * pv.mass
		}
		m.prepareStock(pv)
		m.parts = append(m.parts, pv)
		m.byPart[part.ID] = pv
	}
}

func (m *model) prepareStock(pv *partVars) {
	for _, s := range m.p.Stock {
		if s.Part != pv.part.ID {
			continue
		}
		t, kg := int(s.Month-m.p.Start), float64(s.Pieces*pv.mass)
		switch s.Kind {
		case planner.OnHand:
			pv.opening += kg
		case planner.OpenOrder:
			if t >= 0 && t < m.H {
				pv.open[t] += kg
				pv.openLot = append(pv.openLot, openLot{m.p.Offer(s.Offer), t, kg})
			}
		default:
			pv.apart = append(pv.apart, apart{kind: s.Kind, from: max(t, 0), to: m.apartUntil(pv.part, s.Kind), kg: kg})
		}
	}
}

// apartUntil is the last month in which stock kept apart may be used: what an
// active rule states, or the end of the plan when no active rule speaks of it.
func (m *model) apartUntil(part *planner.Part, kind string) int {
	return ApartUntil(m.p, m.f, part, kind, m.off)
}

// ApartUntil is the last plan month in which a part's stock of a kind kept apart
// may be used: the month an active rule states, else the end of the plan.
func ApartUntil(p *planner.Project, f *planner.Facts, part *planner.Part, kind string, off func(*planner.Rule) bool) int {
	until := p.Months - 1
	for i := range p.Rules {
		r := &p.Rules[i]
		if !off(r) && r.ExemptStock == kind && r.ExemptUntil.OK && r.Covers(part, f) {
			until = min(until, int(r.ExemptUntil.V-p.Start))
		}
	}
	return until
}

// off reports whether a rule is out of force in this run.
func (m *model) off(r *planner.Rule) bool { return ruleOff(r, m.opt.WithoutRules) }

// WithRules is the project with the rules off that a run went without, as the
// plan sees it.
func (o Options) WithRules(p *planner.Project) *planner.Project {
	q := *p
	q.Rules = slices.Clone(p.Rules)
	for i := range q.Rules {
		q.Rules[i].Off = ruleOff(&q.Rules[i], o.WithoutRules)
	}
	return &q
}

func ruleOff(r *planner.Rule, without []string) bool {
	if r.Off {
		return true
	}
	for _, id := range without {
		if id == r.ID || id == "all" || id == "optional" && !r.Law() {
			return true
		}
	}
	return false
}

// moneyUnit is a power of ten that brings the median landed cost of a kilogram
// to between 1 and 10, so that coefficients stay well scaled in every currency.
func (m *model) moneyUnit() float64 {
	var ls []float64
	for _, pv := range m.parts {
		for _, fit := range pv.fits {
			if l := cost.Base(m.p, m.f, fit.Offer, fit.MassKg).Landed; l > 0 {
				ls = append(ls, l)
			}
		}
	}
	if len(ls) == 0 {
		return 1
	}
	// Read off its digits, since a logarithm of a power of ten may fall short of it.
	_, power, _ := strings.Cut(strconv.FormatFloat(median(ls), 'e', -1, 64), "e")
	unit, _ := strconv.ParseFloat("1e"+power, 64) // the digits are a number
	return unit
}

// disc is the discount factor of j months.
func (m *model) disc(j float64) float64 { return cost.Discount(m.p.DiscountRate, j) }

// money turns plan currency into model units.
func (m *model) money(v float64) float64 { return v / m.unit }
