package award

import (
	"fmt"
	"math"

	"remanence/planner"
	"remanence/planner/policy"
)

// Check goes over a plan in pieces, kilograms and dates, without the model: is
// every order possible, does every book close, is every hard rule kept? It
// returns a sentence for each thing that does not hold.
func Check(p *planner.Project, f *planner.Facts, plan *planner.Plan, o Options) []string {
	c := &checker{p: policy.Settle(p, f), f: f, plan: plan, o: o}
	c.orders()
	c.capacity()
	c.lots()
	c.books()
	c.recycling()
	c.tests()
	if plan.Status != planner.StatusInfeasible {
		c.rules()
	}
	return c.out
}

type checker struct {
	p    *planner.Project
	f    *planner.Facts
	plan *planner.Plan
	o    Options
	out  []string
}

func (c *checker) fail(format string, a ...any) { c.out = append(c.out, fmt.Sprintf(format, a...)) }

// checkTol is the share by which a figure may miss: the solver's feasibility
// tolerance is 1e-6 on scaled rows, which sums of many orders multiply.
const checkTol = 2e-5

func over(v, limit float64) bool { return v > float64(limit)+float64(checkTol*(1+math.Abs(limit))) }

func (c *checker) orders() {
	for _, a := range c.plan.Awards {
		part, o := c.p.Part(a.Part), c.p.Offer(a.Offer)
		if part == nil || o == nil {
			c.fail("an award names %s and %s, which are not both there", a.Part, a.Offer)
			continue
		}
		if o.Missing() != "" {
			c.fail("%s has %s and still wins %s", o.ID, o.Missing(), part.ID)
		}
		fits := false
		for _, fit := range c.p.Fits(part, c.f) {
			if fit.Offer == o && fit.Design == a.Design {
				fits = true
				if d := math.Abs(a.Kg - float64(a.Pieces*fit.MassKg)); d > 1e-9*(1+a.Kg) {
					c.fail("%s for %s: %g pieces do not weigh %g kg", o.ID, part.ID, a.Pieces, a.Kg)
				}
				if fit.Change != nil && a.Ordered < c.p.EarliestOrder(c.f, fit.Change) {
					c.fail("%s is ordered in %s before the change to it is allowed", fit.Grade, a.Ordered)
				}
			}
		}
		if !fits {
			c.fail("%s cannot make %s in design %d", o.ID, part.ID, a.Design)
		}
		if want := a.Ordered + planner.Month(o.LeadMonthsFor(a.Ordered, c.plan.LicencePercentile, a.Expedited)); want != a.Arrives {
			c.fail("%s ordered in %s arrives in %s, not %s", o.ID, a.Ordered, a.Arrives, want)
		}
		if o.BarredFrom(a.Ordered) {
			c.fail("%s is ordered in %s, when a rule refuses its export", o.ID, a.Ordered)
		}
		if o.ValidFrom.OK && a.Ordered < o.ValidFrom.V || o.ValidTo.OK && a.Ordered > o.ValidTo.V {
			c.fail("%s is ordered in %s, when the offer is not valid", o.ID, a.Ordered)
		}
		if a.Expedited && !o.Expeditable() {
			c.fail("%s is expedited, which it does not offer", o.ID)
		}
		if frozen(c.p, a.Ordered) {
			c.fail("%s is ordered in %s, inside the frozen window", o.ID, a.Ordered)
		}
		if o.Status == planner.InProgress && a.Ordered < UsableFrom(c.p, o) {
			c.fail("%s is ordered in %s before it is qualified", o.ID, a.Ordered)
		}
	}
}

func (c *checker) capacity() {
	type slot struct {
		pool  string
		month planner.Month
	}
	kg := map[slot]float64{}
	for _, a := range c.plan.Awards {
		if o := c.p.Offer(a.Offer); o != nil && o.Pool != "" {
			kg[slot{o.Pool, a.Ordered}] += a.Kg
		}
	}
	for k, q := range kg {
		if pool := c.p.Pool(k.pool); pool == nil || over(q, c.p.Capacity(pool, k.month)) {
			c.fail("pool %s takes %g kg in %s, more than it has", k.pool, q, k.month)
			continue
		}
		pool := c.p.Pool(k.pool)
		for _, left := range c.p.Lefts(k.pool, k.month) {
			hit := 0.0
			for _, a := range c.plan.Awards {
				if o := c.p.Offer(a.Offer); o != nil && o.Pool == k.pool && a.Ordered == k.month && o.LeftFor(k.month) <= left+1e-12 {
					hit += a.Kg
				}
			}
			if over(hit, left*c.p.Capacity(pool, k.month)) {
				c.fail("what a scenario strikes takes %g kg of pool %s in %s, more than is left", hit, k.pool, k.month)
			}
		}
	}
}

func (c *checker) lots() {
	type slot struct {
		offer string
		month planner.Month
	}
	kg, whole := map[slot]float64{}, map[string]float64{}
	for _, a := range c.plan.Awards {
		kg[slot{a.Offer, a.Ordered}] += a.Kg
		whole[a.Offer] += a.Kg
	}
	for k, q := range kg {
		o := c.p.Offer(k.offer)
		if o.OrderMinKg.V > 0 && over(o.OrderMinKg.V, q) {
			c.fail("%s is ordered with %g kg in %s, below its MOQ of %g kg", o.ID, q, k.month, o.OrderMinKg.V)
		}
		if o.OrderMaxKg.OK && over(q, o.OrderMaxKg.V) {
			c.fail("%s is ordered with %g kg in %s, above its largest order", o.ID, q, k.month)
		}
		if n := o.OrderMultipleKg.V; n > 0 && math.Abs(q/n-math.Round(q/n)) > 1e-4 {
			c.fail("%s is ordered with %g kg in %s, not a multiple of %g kg", o.ID, q, k.month, n)
		}
	}
	for id, q := range whole {
		if o := c.p.Offer(id); o.MinAwardKg.OK && over(o.MinAwardKg.V, q) {
			c.fail("%s gets %g kg in all, below its least award", id, q)
		}
	}
}

// books closes the account of every part: what was there and what came, less
// what was needed, is what is left less what is owed.
func (c *checker) books() {
	for _, fl := range c.plan.Flows {
		prev, owed := fl.Opening, 0.0
		size := 1 + fl.Opening
		for t := range fl.Stock {
			in := fl.Open[t] + fl.Arrivals[t] + fl.Apart[t] + fl.Lost[t]
			left := prev - owed + in - fl.Demand[t] - fl.Scrapped[t]
			size = math.Max(size, in+fl.Demand[t])
			if math.Abs(left-(fl.Stock[t]-fl.Backlog[t])) > checkTol*size {
				c.fail("%s: the book of %s is out by %g", fl.Part, (c.p.Start + planner.Month(t)).String(), left-fl.Stock[t]+fl.Backlog[t])
			}
			prev, owed = fl.Stock[t], fl.Backlog[t]
		}
	}
}

func (c *checker) tests() {
	usable := map[string]planner.Month{}
	groups := 0
	for _, q := range c.plan.Qualifications {
		groups++
		if q.Start < c.p.Start {
			c.fail("the test of %s starts in %s, before the plan", q.Offers[0], q.Start)
		}
		for _, id := range q.Offers {
			usable[id] = q.Usable
			if o := c.p.Offer(id); o != nil && q.Usable < o.GatesFrom(q.Start).Approved {
				c.fail("%s counts as approved in %s; begun in %s it passes its gates in %s", id, q.Usable, q.Start, o.GatesFrom(q.Start).Approved)
			}
		}
	}
	c.engineering()
	if n := c.p.MaxNewQualifications; n.OK && groups > n.V {
		c.fail("%d tests are started, %d are allowed", groups, n.V)
	}
	for _, a := range c.plan.Awards {
		o := c.p.Offer(a.Offer)
		if from, ok := usable[a.Offer]; o.Status == planner.NotStarted && (!ok || a.Ordered < from) {
			c.fail("%s is ordered in %s without a finished test", a.Offer, a.Ordered)
		}
	}
}

// engineering adds up the load of the tests under way in each month.
func (c *checker) engineering() {
	limit := c.p.EngineeringLimit
	if !limit.OK {
		return
	}
	for t := range c.p.Months {
		month, load := c.p.Start+planner.Month(t), 0.0
		for _, q := range c.plan.Qualifications {
			most := 0.0
			for _, id := range q.Offers {
				if o := c.p.Offer(id); o != nil {
					most = math.Max(most, o.EngineeringLoad.V)
				}
			}
			if q.Start <= month && month < q.Usable {
				load += most
			}
		}
		if over(load, limit.V) {
			c.fail("tests ask for an engineering load of %g in %s, %g is there", load, month, limit.V)
		}
	}
}

// rules looks at the hard rules in force. A tenth of a point is forgiven: a rule
// by value is linear at the prices the model expected.
func (c *checker) rules() {
	for _, r := range c.plan.Rules {
		if ru := ruleByID(c.p, r.Rule); ru != nil && ru.Hard && r.Excess > 1e-3*(1+math.Abs(r.Limit)) {
			c.fail("hard rule %s is broken in %s: %g against %g", r.Rule, r.Window, r.Value, r.Limit)
		}
	}
}
