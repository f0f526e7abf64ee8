package risk

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"remanence/planner"
	"remanence/planner/chain"
	"remanence/planner/cost"
	"remanence/planner/exact"
)

// world is a plan compiled for simulation: flat lists, no maps. Quantities are
// good units of demand; money is plan currency discounted to the start.
type world struct {
	s      *stage
	plan   *planner.Plan // nil for an experiment
	months int
	parts  []simPart
	lines  []simLine // those of one part stand together
	pools  []simPool

	grid   []simMonth // packed for the paths: by month and part, what the plan holds
	slots  []slot     // likewise, what can be ordered
	at     []int      // of month × parts + part: its first slot
	others []slot     // likewise, what no export desk holds, cheapest first
	elseAt []int

	fixed  float64 // cost that no path changes
	rush   bool    // orders are expedited when a store runs low
	disc   []float64
	stopAt float64 // a line counts as stopped when so much of a month's need is late: a day
}

type simPart struct {
	id          string
	number      int // among the parts of all policies
	need, fixed []float64
	planned     []float64 // orders, as planned
	target      []float64 // stock and orders after ordering, as planned
	plannedEnd  []float64 // stock at month end, as planned
	plannedLate []float64 // late at month end, or lost in the month, as planned
	judged      int       // months before the plan runs the part's stock down at its end
	opening     float64
	hold, stop  float64
	value, end  float64
	endCap      float64
	lost        bool
	from, to    int   // its lines
	elsewhere   []int // lines that no export desk can hold, cheapest first
}

// simLine is an offer a part can be ordered of. What every order reads comes
// first and stands together.
type simLine struct {
	fit, part int
	desk      int
	currency  int     // -1 is the plan's own
	making    float64 // months of lead time
	transit   float64 // months
	saved     float64 // months an expedited order saves
	prompt    bool    // in an experiment: everything arrives when the plan says
	late      bool    // its qualification may be late
	expo      []exposure
	needs     []bool
	general   []bool // by month of shipment: a general licence stands
	p50       float64
	sigma     float64
	approval  float64
	premium   []float64

	q        []float64 // planned orders
	share    []float64 // of orders beyond plan, 0 where nothing can be ordered
	cost     []float64 // of a unit by month of ordering
	open     []bool    // by month: something can be ordered that arrives within the plan
	lead     []int     // planned months to arrival
	feed     float64   // share of its scarcest element that comes through a desk
	feedDesk int
	pool     int
	kg       float64 // of a unit
	usable   int
	test     int
}

// simMonth is a month of a part as the plan has it.
type simMonth struct{ need, fixed, target, planned, stock, late float64 }

// slot is a line in a month, with what a path reads of it close together.
type slot struct {
	q, share, cost, kg, feed   float64
	line, lead, pool, feedDesk int32
}

// pack lays out slots once lines are complete.
func (w *world) pack() {
	w.grid, w.slots, w.at, w.others, w.elseAt = nil, nil, nil, nil, nil
	of := func(k, t int) slot {
		l := &w.lines[k]
		return slot{l.q[t], l.share[t], l.cost[t], l.kg, l.feed, int32(k), int32(l.lead[t]), int32(l.pool), int32(l.feedDesk)}
	}
	for t := range w.months {
		for i := range w.parts {
			p := &w.parts[i]
			w.grid = append(w.grid, simMonth{p.need[t], p.fixed[t], p.target[t], p.planned[t], p.plannedEnd[t], p.plannedLate[t]})
			w.at, w.elseAt = append(w.at, len(w.slots)), append(w.elseAt, len(w.others))
			for k := w.parts[i].from; k < w.parts[i].to; k++ {
				if x := of(k, t); x.q > 0 || x.share > 0 {
					w.slots = append(w.slots, x)
				}
			}
			for _, k := range w.parts[i].elsewhere {
				if w.lines[k].open[t] {
					w.others = append(w.others, of(k, t))
				}
			}
		}
	}
	w.at, w.elseAt = append(w.at, len(w.slots)), append(w.elseAt, len(w.others))
}

// exposure is what one index adds to a unit by month of ordering.
type exposure struct {
	market int
	amount []float64
}

type simPool struct {
	number int // among the pools of all policies
	cap    []float64
	rise   bool
}

// noise are the parameters the inner loop reads.
type noise struct {
	deskStop, deskSlow, deskResume, deskNormal, slow, reapply, feed float64
	ramp, test, stay, together                                      float64
	lead, yield, scrap, common, own                                 spread
}

func (ps Parameters) noise() noise {
	g := ps.Get
	spread := func(name string) spread { return spreadOf(g(name)) }
	return noise{g(DeskStop), g(DeskSlow), g(DeskResume), g(DeskNormal), g(SlowFactor), g(Reapply) / daysPerMonth, g(FeedMonths),
		g(RampSlip), g(TestSlip), g(DemandStay), g(PriceTogether),
		spread(LeadSpread), spread(YieldSpread), spread(ScrapSpread), spread(DemandCommon), spread(DemandOwn)}
}

// daysPerMonth turns the days of a wait into months.
const daysPerMonth = 7 * weeksPerMonth

const weeksPerMonth = planner.WeeksPerMonth

// compiler numbers what policies have in common, so that all of them meet the
// same draws.
type compiler struct {
	p     *planner.Project
	f     *planner.Facts
	ps    Parameters
	stage *stage // of all worlds, filled when they are compiled
	fits  map[fitKey]int
	names map[string]int // kind and name → number
	count map[string]int
}

func newCompiler(p *planner.Project, f *planner.Facts, ps Parameters) *compiler {
	c := &compiler{p: p, f: f, ps: ps, stage: &stage{months: p.Months, noise: ps.noise()}, fits: map[fitKey]int{}, names: map[string]int{}, count: map[string]int{}}
	for i := range p.Parts {
		c.number("part", p.Parts[i].ID)
		c.stage.programme = append(c.stage.programme, c.number("programme", programmeOf(&p.Parts[i])))
		for _, x := range p.Fits(&p.Parts[i], f) {
			c.fits[fitKey{x.Part.ID, x.Offer.ID, x.Design}] = len(c.fits)
		}
	}
	c.stage.scrap, c.stage.licensed, c.stage.sigma = make([]bool, len(c.fits)), make([]bool, len(c.fits)), make([]float64, len(c.fits))
	return c
}

// finish counts what the worlds hold once all are compiled.
func (c *compiler) finish(worlds []*world, plain bool) *stage {
	for i := range c.p.Parts {
		judged := c.p.Months
		for _, w := range worlds {
			for k := range w.parts {
				if w.parts[k].number == i {
					judged = min(judged, w.months-w.parts[k].runDown())
				}
			}
		}
		for _, w := range worlds {
			for k := range w.parts {
				if w.parts[k].number == i {
					w.parts[k].judged = judged
				}
			}
		}
	}
	s := c.stage
	s.parts, s.fits, s.pools, s.tests = c.count["part"], len(c.fits), c.count["pool"], c.count["test"]
	s.desks, s.programmes, s.markets, s.currencies = c.count["desk"], c.count["programme"], c.count["market"], c.count["currency"]
	s.plain = plain
	return s
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
	w := &world{s: c.stage, plan: plan, months: plan.Months, stopAt: 1 / daysPerMonth}
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
		w.elsewhere(i)
	}
	c.calibrate(w, s, plan)
	for i := range w.parts {
		w.targets(i)
	}
	// Without a source that sells haste there is nothing to hurry.
	w.rush = rush && slices.ContainsFunc(w.lines, func(l simLine) bool { return l.saved > 0 })
	w.pack()
	return w
}

func (c *compiler) part(s *state, i int) simPart {
	x := &s.parts[i]
	fl := flowOf(s.plan, x.part.ID)
	v := cost.StockValues(c.p, c.f, x.part)
	out := simPart{id: x.part.ID, need: x.need, fixed: slices.Clone(x.fixed), opening: fl.Opening, hold: cost.HoldingCost(c.p, x.part, v),
		number: c.number("part", x.part.ID), stop: cost.ShortageCost(c.p, x.part), value: v.Stock, lost: x.lost, plannedEnd: fl.Stock, plannedLate: slices.Clone(fl.Backlog), judged: c.p.Months}
	for t := range out.fixed {
		out.fixed[t] -= fl.Scrapped[t]
		if x.lost {
			out.plannedLate[t] = fl.Lost[t]
		}
	}
	if c.p.EndStock != planner.EndStockNone {
		out.end, out.endCap = v.End, cost.EndStockCap(x.part, c.p.Months)
	}
	return out
}

// mostRunDown is the most months at the end of a plan that are not judged.
const mostRunDown = 6

// runDown is how many months at its end a plan runs a part's stock down: those in
// which less than half its mean is left. The next plan would order again, so that
// what is late then beyond what is planned says nothing of the plan.
func (p *simPart) runDown() int {
	half := total(p.plannedEnd) / float64(max(len(p.plannedEnd), 1)) / 2
	n := 0
	for n < min(mostRunDown, len(p.plannedEnd)/4) && p.plannedEnd[len(p.plannedEnd)-1-n] < half {
		n++
	}
	return n
}

// lines makes the lines of a fit: normal orders, and expedited ones the plan
// makes. A fit the plan does not use is kept in reserve: it is asked when an
// export desk holds back what the plan counts on.
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
				l.q[t] += float64(a.Pieces * good)
				used = true
			}
		}
		if !used && (fast || good <= 0 || !slices.Contains(s.allow[k], true)) {
			continue
		}
		l.kg = x.MassKg / good
		c.terms(w, s, k, &l, fast, pools)
		if used || l.desk < 0 {
			w.lines = append(w.lines, l)
		}
	}
}

// terms are what a line costs, how long it takes and what may go wrong with it.
func (c *compiler) terms(w *world, s *state, k int, l *simLine, fast bool, pools map[string]int) {
	x, o := s.fits[k], s.fits[k].Offer
	l.making, l.transit = o.LeadWeeks.V/weeksPerMonth, o.TransitWeeks.V/weeksPerMonth
	if fast {
		l.making = math.Max(0, o.LeadWeeks.V-o.ExpediteWeeks.V) / weeksPerMonth
	} else if o.Expeditable() {
		l.saved = o.ExpediteWeeks.V / weeksPerMonth
	}
	if o.Currency != c.p.Currency {
		l.currency = c.currency(o.Currency)
	}
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
		l.open = append(l.open, s.allow[k][t] && t+l.lead[t] < w.months)
		if l.open[t] {
			l.share[t] = 1
		}
		c.indices(l, o, t, pay)
	}
	c.licence(l, o)
	c.feedOf(l, x)
	if from, ok := s.usable(x); ok && o.Status != planner.Qualified && from > c.p.Start {
		l.usable, l.late, l.test = int(from-c.p.Start), true, c.number("test", testOf(o))
	}
	if pool := c.p.Pool(o.Pool); o.Pool != "" && pool != nil {
		at, ok := pools[o.Pool]
		if !ok {
			at = len(w.pools)
			pools[o.Pool] = at
			y := simPool{number: c.number("pool", o.Pool), cap: make([]float64, w.months)}
			for t := range y.cap {
				y.cap[t] = c.p.Capacity(pool, c.p.Start+planner.Month(t))
				y.rise = y.rise || t > 0 && y.cap[t] > y.cap[t-1]
			}
			w.pools = append(w.pools, y)
		}
		l.pool = at
	}
	for i := range c.p.Streams {
		if slices.Contains(c.p.Streams[i].Offers, o.ID) {
			c.stage.scrap[l.fit] = true
		}
	}
}

// market is the number of an index; the first to ask brings its noise.
func (c *compiler) market(x *planner.Index) int {
	n := c.number("market", x.ID+" "+x.Element+" "+string(x.Basis))
	if n == len(c.stage.market) {
		c.stage.market = append(c.stage.market, c.ps.market(x.Element, x.Basis))
	}
	return n
}

// currency is the number of a currency that is not the plan's own.
func (c *compiler) currency(name string) int {
	n := c.number("currency", name)
	if n == len(c.stage.fx) {
		c.stage.fx = append(c.stage.fx, c.ps.of(FXSpread, name))
	}
	return n
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
			l.expo = append(l.expo, exposure{c.market(&x.Index), make([]float64, len(l.cost))})
		}
		l.expo[i].amount[t] = x.Coefficient * x.Value / x.PerUnit / own * l.kg * pay
	}
}

// licence is the desk a line depends on, by month of shipment.
func (c *compiler) licence(l *simLine, o *planner.Offer) {
	p50, p90 := o.Licence.Waits()
	l.p50 = p50.V / daysPerMonth
	if p50.V > 0 {
		l.sigma = exact.Log(math.Max(p90.Or(p50.V), p50.V)/p50.V) / 1.2816
	}
	l.approval = o.Licence.Approval.Or(c.ps.Get(Approval))
	for m := range l.needs {
		now := o.Licence.In(c.p.Start + planner.Month(m))
		if !now.Needed {
			continue
		}
		l.needs[m] = true
		l.general[m] = o.Licence.General && (!o.Licence.GeneralUntil.OK || c.p.Start+planner.Month(m) <= o.Licence.GeneralUntil.V)
		c.stage.licensed[l.fit], c.stage.sigma[l.fit] = true, l.sigma
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
				l.share[t] = weight + float64(1e-9*total(l.q))
			}
			sum += l.share[t]
		}
		for k := p.from; k < p.to && sum > 0; k++ {
			w.lines[k].share[t] /= sum
		}
	}
}

// elsewhere lists the lines of a part that need no licence.
func (w *world) elsewhere(i int) {
	p := &w.parts[i]
	for k := p.from; k < p.to; k++ {
		if w.lines[k].desk < 0 {
			p.elsewhere = append(p.elsewhere, k)
		}
	}
	slices.SortStableFunc(p.elsewhere, func(a, b int) int {
		return cmp.Compare(total(w.lines[a].cost), total(w.lines[b].cost))
	})
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
			simulated[keys[i]] += float64(q * l.cost[t])
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
	p.target, p.planned = make([]float64, w.months), make([]float64, w.months)
	net, onOrder := p.opening, 0.0
	arrive := make([]float64, w.months+1)
	for t := range w.months {
		for k := p.from; k < p.to; k++ {
			l := &w.lines[k]
			onOrder += l.q[t]
			p.planned[t] += l.q[t]
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
