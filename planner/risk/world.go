package risk

import (
	"math"
	"slices"
	"strings"

	"remanence/planner"
	"remanence/planner/chain"
	"remanence/planner/cost"
)

// world is a plan compiled for simulation: flat lists, no maps. Quantities are
// good units of demand; money is plan currency discounted to the start.
type world struct {
	months int
	parts  []simPart
	lines  []simLine // those of one part stand together
	pools  []simPool

	desks, programmes, markets, currencies int

	fixed  float64 // cost that no path changes
	noise  noise
	plain  bool // nothing is random: the plan as it is
	rush   bool // orders are expedited when a store runs low
	disc   []float64
	stopAt float64 // a line counts as stopped when so much of a month's need is late: a day
}

type simPart struct {
	id          string
	need, fixed []float64
	target      []float64 // stock and orders after ordering, as planned
	plannedEnd  []float64 // stock at month end, as planned
	opening     float64
	hold, stop  float64
	value, end  float64
	endCap      float64
	lost        bool
	programme   int
	from, to    int // its lines
}

type simLine struct {
	fit, part int
	q         []float64 // planned orders
	share     []float64 // of orders beyond plan, 0 where nothing can be ordered
	cost      []float64 // of a unit by month of ordering
	expo      []exposure
	currency  int // -1 is the plan's own
	weeks     float64
	transit   float64
	lead      []int // planned months to arrival
	needs     []bool
	general   []bool // by month of shipment: a general licence stands
	p50       float64
	sigma     float64
	approval  float64
	desk      int
	feed      float64 // share of its scarcest element that comes through a desk
	feedDesk  int
	pool      int
	kg        float64 // of a unit
	usable    int
	late      bool // its qualification may be late
	test      int
	scrap     bool
	saved     float64 // weeks an expedited order saves
	premium   []float64
}

// exposure is what one index adds to a unit by month of ordering.
type exposure struct {
	market int
	amount []float64
}

type simPool struct {
	cap  []float64
	rise bool
}

// noise are the parameters the inner loop reads.
type noise struct {
	deskStop, deskSlow, deskResume, deskNormal, slow, reapply, feed float64
	lead, yield, scrap, ramp, test, common, stay, own               float64
	price, back, together, jump, jumpSize, fx                       float64
}

func (ps Parameters) noise() noise {
	g := ps.Get
	return noise{g(DeskStop), g(DeskSlow), g(DeskResume), g(DeskNormal), g(SlowFactor), g(Reapply) / daysPerMonth, g(FeedMonths),
		g(LeadSpread), g(YieldSpread), g(ScrapSpread), g(RampSlip), g(TestSlip), g(DemandCommon), g(DemandStay), g(DemandOwn),
		g(PriceSpread), g(PriceReturn), g(PriceTogether), g(JumpChance), g(JumpSize), g(FXSpread)}
}

// daysPerMonth turns the days of a wait into months.
const daysPerMonth = 7 * planner.WeeksPerMonth

// compiler numbers what policies have in common, so that all of them meet the
// same draws.
type compiler struct {
	p     *planner.Project
	f     *planner.Facts
	ps    Parameters
	fits  map[fitKey]int
	names map[string]int // kind and name → number
	count map[string]int
}

func newCompiler(p *planner.Project, f *planner.Facts, ps Parameters) *compiler {
	c := &compiler{p: p, f: f, ps: ps, fits: map[fitKey]int{}, names: map[string]int{}, count: map[string]int{}}
	for i := range p.Parts {
		c.number("programme", programmeOf(&p.Parts[i]))
		for _, x := range p.Fits(&p.Parts[i], f) {
			c.fits[fitKey{x.Part.ID, x.Offer.ID, x.Design}] = len(c.fits)
		}
	}
	return c
}

func programmeOf(part *planner.Part) string { return planner.NameKey(part.Application) }

func (c *compiler) number(kind, name string) int {
	n, ok := c.names[kind+"\x00"+name]
	if !ok {
		n = c.count[kind]
		c.count[kind]++
		c.names[kind+"\x00"+name] = n
	}
	return n
}

// compile makes the world of a plan.
func (c *compiler) compile(plan *planner.Plan, rush bool) *world {
	w := &world{months: plan.Months, noise: c.ps.noise(), rush: rush, stopAt: 1 / daysPerMonth}
	for t := range plan.Months + 2 {
		w.disc = append(w.disc, cost.Discount(c.p.DiscountRate, float64(t)))
	}
	s := snapshot(c.p, c.f, plan, 0, plan.Months)
	pools := map[string]int{}
	for i := range s.parts {
		w.parts = append(w.parts, c.part(s, i))
		w.parts[i].from = len(w.lines)
		for k, x := range s.fits {
			if x.part == i {
				c.lines(w, s, k, pools)
			}
		}
		w.parts[i].to = len(w.lines)
		w.share(i)
	}
	c.calibrate(w, s, plan)
	for i := range w.parts {
		w.targets(i)
	}
	return w
}

func (c *compiler) part(s *state, i int) simPart {
	x := &s.parts[i]
	fl := flowOf(s.plan, x.part.ID)
	v := cost.StockValues(c.p, c.f, x.part)
	out := simPart{id: x.part.ID, need: x.need, fixed: slices.Clone(x.fixed), opening: fl.Opening, hold: cost.HoldingCost(c.p, x.part, v),
		stop: cost.ShortageCost(c.p, x.part), value: v.Stock, lost: x.lost, programme: c.number("programme", programmeOf(x.part)), plannedEnd: fl.Stock}
	for t := range out.fixed {
		out.fixed[t] -= fl.Scrapped[t]
	}
	if c.p.EndStock != planner.EndStockNone {
		out.end, out.endCap = v.End, cost.EndStockCap(x.part, c.p.Months)
	}
	return out
}

// lines makes the lines of a fit: normal orders, and expedited ones the plan
// makes.
func (c *compiler) lines(w *world, s *state, k int, pools map[string]int) {
	x := s.fits[k]
	for _, fast := range []bool{false, true} {
		n := w.months
		l := simLine{fit: c.fits[fitKey{x.Part.ID, x.Offer.ID, x.Design}], part: x.part, q: make([]float64, n), share: make([]float64, n), cost: make([]float64, n),
			lead: make([]int, n), premium: make([]float64, n), needs: make([]bool, n+1), general: make([]bool, n+1), currency: -1, pool: -1, desk: -1, feedDesk: -1}
		o := x.Offer
		good := 1 - o.DefectRate.V
		used := false
		for _, a := range s.plan.Awards {
			if a.Part == x.Part.ID && a.Offer == o.ID && a.Design == x.Design && a.Expedited == fast && a.Pieces > 0 && good > 0 {
				t := int(a.Ordered - c.p.Start)
				l.q[t] += a.Pieces * good
				used = true
			}
		}
		if !used {
			continue
		}
		l.kg = x.MassKg / good
		c.terms(w, s, k, &l, fast, pools)
		w.lines = append(w.lines, l)
	}
}

// terms are what a line costs, how long it takes and what may go wrong with it.
func (c *compiler) terms(w *world, s *state, k int, l *simLine, fast bool, pools map[string]int) {
	x, o := s.fits[k], s.fits[k].Offer
	l.weeks, l.transit = o.LeadWeeks.V, o.TransitWeeks.V
	if fast {
		l.weeks = math.Max(0, l.weeks-o.ExpediteWeeks.V)
	} else if o.Expeditable() {
		l.saved = o.ExpediteWeeks.V
	}
	if o.Currency != c.p.Currency {
		l.currency = c.number("currency", o.Currency)
	}
	w.currencies = c.count["currency"]
	steps := cost.Steps(o)
	for t := range w.months {
		month := c.p.Start + planner.Month(t)
		l.lead[t] = o.LeadMonthsFor(month, s.pct, fast)
		pay := cost.Discount(c.p.DiscountRate, cost.PayMonth(o, t, l.lead[t]))
		if len(steps) > 0 {
			u := cost.PerKg(c.p, c.f, o, steps[0].Price, x.MassKg, cost.When{Ordered: month, Arrives: month + planner.Month(l.lead[t])})
			if !math.IsNaN(u.Landed) {
				l.cost[t] = u.Landed * l.kg * pay
			}
		}
		l.premium[t] = cost.Expedite(c.p, o) * l.kg * pay
		if s.allow[k][t] && t+l.lead[t] < w.months {
			l.share[t] = 1
		}
		c.indices(l, o, t, pay)
	}
	w.markets = c.count["market"]
	c.licence(l, o)
	c.feedOf(l, x)
	w.desks = c.count["desk"]
	if from, ok := s.usable(x); ok && o.Status != planner.Qualified && from > c.p.Start {
		l.usable, l.late, l.test = int(from-c.p.Start), true, c.number("test", testOf(o))
	}
	if pool := c.p.Pool(o.Pool); o.Pool != "" && pool != nil {
		at, ok := pools[o.Pool]
		if !ok {
			at = len(w.pools)
			pools[o.Pool] = at
			y := simPool{cap: make([]float64, w.months)}
			for t := range y.cap {
				y.cap[t] = c.p.Capacity(pool, c.p.Start+planner.Month(t))
				y.rise = y.rise || t > 0 && y.cap[t] > y.cap[t-1]
			}
			w.pools = append(w.pools, y)
		}
		l.pool = at
	}
	for i := range c.p.Streams {
		l.scrap = l.scrap || slices.Contains(c.p.Streams[i].Offers, o.ID)
	}
}

func testOf(o *planner.Offer) string {
	if o.QualificationGroup != "" {
		return "group " + o.QualificationGroup
	}
	return o.ID
}

// indices are what an index-linked price follows.
func (c *compiler) indices(l *simLine, o *planner.Offer, t int, pay float64) {
	parts, ok := cost.IndexParts(c.p, c.f, o, c.p.Start+planner.Month(t))
	own, known := cost.Rate(c.p, o.Currency)
	if !ok || !known || own <= 0 {
		return
	}
	for i, x := range parts {
		if i >= len(l.expo) {
			l.expo = append(l.expo, exposure{c.number("market", x.Index.ID+" "+x.Index.Element+" "+string(x.Index.Basis)), make([]float64, len(l.cost))})
		}
		l.expo[i].amount[t] = x.Coefficient * x.Value / x.PerUnit / own * l.kg * pay
	}
}

// licence is the desk a line depends on, by month of shipment.
func (c *compiler) licence(l *simLine, o *planner.Offer) {
	p50, p90 := o.Licence.Waits()
	l.p50 = p50.V / daysPerMonth
	if p50.V > 0 {
		l.sigma = math.Log(math.Max(p90.Or(p50.V), p50.V)/p50.V) / 1.2816
	}
	l.approval = o.Licence.Approval.Or(c.ps.Get(Approval))
	for m := range l.needs {
		now := o.Licence.In(c.p.Start + planner.Month(m))
		if !now.Needed {
			continue
		}
		l.needs[m] = true
		l.general[m] = o.Licence.General && (!o.Licence.GeneralUntil.OK || c.p.Start+planner.Month(m) <= o.Licence.GeneralUntil.V)
		rule, _, _ := strings.Cut(now.Rule, "-")
		l.desk = c.number("desk", rule)
	}
}

// feedOf is the largest share of a controlled element that comes out of China
// for a line that needs no licence itself.
func (c *compiler) feedOf(l *simLine, x fit) {
	if l.desk >= 0 {
		return
	}
	for _, e := range chain.Elements(c.f, x.Part, x.Grade) {
		if el, ok := c.f.Element(e); !ok || el.Announcement != "controlled" {
			continue
		}
		at := chain.At(c.p, x.Offer, e, planner.Separation)
		if !at.Passed {
			continue
		}
		share := at.Unknown
		if !c.p.UnknownIsWorst() {
			share = 0
		}
		for _, s := range at.Shares {
			if s.Country == "CN" {
				share += s.Share
			}
		}
		l.feed = math.Max(l.feed, math.Min(share, 1))
	}
	if l.feed > 0 {
		l.feedDesk = c.number("desk", "CN")
	}
}

// share divides orders beyond the plan among a part's lines as the plan divides
// its own.
func (w *world) share(i int) {
	p := &w.parts[i]
	for t := range w.months {
		sum := 0.0
		for k := p.from; k < p.to; k++ {
			l := &w.lines[k]
			if l.share[t] > 0 {
				weight := 0.0
				for u := max(0, t-2); u < min(w.months, t+4); u++ {
					weight += l.q[u]
				}
				l.share[t] = weight + 1e-9*total(l.q)
			}
			sum += l.share[t]
		}
		for k := p.from; k < p.to && sum > 0; k++ {
			w.lines[k].share[t] /= sum
		}
	}
}

func total(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum
}

// calibrate makes the cost of a line what the plan books for it, tiers, deposits
// and the extra cost of designs included, and gathers what no path changes.
func (c *compiler) calibrate(w *world, s *state, plan *planner.Plan) {
	booked := map[[2]string]float64{}
	for _, e := range plan.Costs {
		switch e.Kind {
		case planner.CostGoods, planner.CostDuty, planner.CostFreight, planner.CostExpedite, planner.CostDesignExtra:
			booked[[2]string{e.Part, e.Offer}] += e.Present
		case planner.CostHolding, planner.CostShortage, planner.CostEndStock, planner.CostOpenGoods:
		default:
			w.fixed += e.Present
		}
	}
	simulated := map[[2]string]float64{}
	key := func(l *simLine) [2]string {
		for k := range s.fits {
			x := s.fits[k]
			if c.fits[fitKey{x.Part.ID, x.Offer.ID, x.Design}] == l.fit {
				return [2]string{x.Part.ID, x.Offer.ID}
			}
		}
		return [2]string{}
	}
	keys := make([][2]string, len(w.lines))
	for i := range w.lines {
		l := &w.lines[i]
		keys[i] = key(l)
		for t, q := range l.q {
			simulated[keys[i]] += q * l.cost[t]
		}
	}
	for i := range w.lines {
		if was := simulated[keys[i]]; was > 0 {
			for t := range w.lines[i].cost {
				w.lines[i].cost[t] *= booked[keys[i]] / was
			}
		}
	}
}

// targets are the stock and orders a part has after ordering in each month of
// the plan: the level its reorder rule orders up to.
func (w *world) targets(i int) {
	p := &w.parts[i]
	p.target = make([]float64, w.months)
	net, onOrder := p.opening, 0.0
	arrive := make([]float64, w.months+1)
	for t := range w.months {
		for k := p.from; k < p.to; k++ {
			l := &w.lines[k]
			onOrder += l.q[t]
			arrive[min(t+l.lead[t], w.months)] += l.q[t]
		}
		p.target[t] = net + onOrder
		onOrder -= arrive[t]
		net += p.fixed[t] + arrive[t] - p.need[t]
		if p.lost && net < 0 {
			net = 0
		}
	}
}
