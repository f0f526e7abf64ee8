package generated

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// Size is how large a project is.
type Size struct {
	Name                     string
	Parts, Suppliers, Months int
}

// The sizes that speed is measured on.
var (
	S = Size{"S", 20, 8, 12}
	M = Size{"M", 100, 20, 24}
	L = Size{"L", 500, 40, 36}
)

// Sizes lists them.
var Sizes = []Size{S, M, L}

// supplier is one as the generator sees it.
type supplier struct {
	name, country, profile string
	level                  float64 // price against a Chinese one
	lead, transit          float64 // weeks
	recycler               bool
	tiers                  bool
	firm                   []float64 // kg a month that the plan in mind orders
	kg                     float64   // of firm, in all
}

// draw holds what is being made.
type draw struct {
	r    *rand.Rand
	size Size
	p    *planner.Project
	all  []*supplier
	kg   []float64 // need a month over all parts
}

// Project draws a project of a size from a seed.
func Project(size Size, seed uint64) *planner.Project {
	p := &planner.Project{Name: fmt.Sprintf("Generated %s, seed %d", size.Name, seed), Note: "Made up for measurements.",
		Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: size.Months, BuyerCountry: "DE",
		DiscountRate: 0.08, CarryingRate: 0.14, MinAwardShare: 0.1, Seed: 1}
	d := &draw{r: rand.New(rand.NewPCG(seed, 1)), size: size, p: p, kg: make([]float64, size.Months)}
	p.FX = []planner.Rate{{Currency: "USD", PerUnit: decimal.New(116, -2), Source: "made up"}}
	d.profiles()
	d.suppliers()
	for i := range size.Parts {
		d.part(i)
	}
	d.pools()
	d.tiers()
	d.rules()
	return p
}

// from gives a number between two, evenly.
func (d *draw) from(low, high float64) float64 { return low + (high-low)*d.r.Float64() }

// spread gives a number around 1 whose logarithm is normal.
func (d *draw) spread(sigma float64) float64 { return math.Exp(sigma * d.r.NormFloat64()) }

func cents(v float64) planner.Decimal { return decimal.NewFromFloat(v).Round(2) }

func amount(v float64) planner.Opt[planner.Decimal] { return planner.Some(cents(v)) }

// chains are the origins behind offers: mine, separation, metal and magnet.
var chains = []struct {
	id        string
	countries [4]string
	kind      planner.OriginKind
}{
	{"CN", [4]string{"CN", "CN", "CN", "CN"}, planner.Primary},
	{"CN feed, VN magnet", [4]string{"CN", "CN", "VN", "VN"}, planner.Primary},
	{"MY separation, JP magnet", [4]string{"AU", "MY", "JP", "JP"}, planner.Primary},
	{"FR separation, DE magnet", [4]string{"AU", "FR", "DE", "DE"}, planner.Primary},
	{"US", [4]string{"US", "US", "US", "US"}, planner.Primary},
	{"recycled in DE", [4]string{"DE", "DE", "DE", "DE"}, planner.Recycled},
}

func (d *draw) profiles() {
	stages := []planner.Stage{planner.Mine, planner.Separation, planner.Metal, planner.Magnet}
	for _, c := range chains {
		pr := planner.Profile{ID: c.id, Note: "made up"}
		for _, e := range []string{"NdPr", "Dy", "Tb"} {
			for k, st := range stages {
				pr.Rows = append(pr.Rows, planner.Origin{Element: e, Stage: st, Country: c.countries[k], Share: 1, Kind: c.kind})
			}
		}
		d.p.Profiles = append(d.p.Profiles, pr)
	}
}

// suppliers are two fifths Chinese, one recycler in eight, the rest from four
// other chains in turn.
func (d *draw) suppliers() {
	n := d.size.Suppliers
	chinese, recyclers := n*2/5, max(1, n/16)
	for i := range n {
		s := &supplier{firm: make([]float64, d.size.Months), lead: d.from(5, 9)}
		switch {
		case i < chinese:
			s.profile, s.country, s.level, s.transit = chains[0].id, "CN", d.from(0.94, 1.06), 5
		case i >= n-recyclers:
			s.profile, s.country, s.level, s.transit, s.recycler = "recycled in DE", "DE", d.from(1.1, 1.3), 1, true
		default:
			c := chains[1+(i-chinese)%4]
			s.profile, s.country = c.id, c.countries[3]
			s.level, s.transit = d.from(1.1, 1.5), d.from(1, 5)
		}
		s.name = fmt.Sprintf("Supplier %02d (%s)", i+1, s.country)
		s.tiers = i%3 == 0
		d.all = append(d.all, s)
		d.p.Suppliers = append(d.p.Suppliers, planner.Supplier{Name: s.name, Group: s.name})
	}
}

// grades and their price per kg, made up.
var grades = []struct {
	name  string
	price float64
}{{"N42", 46}, {"N48H", 58}, {"N42SH", 68}, {"N38SH", 64}, {"N38UH", 78}, {"N35EH", 96}}

// pick is the least loaded of some suppliers, so that no share grows beyond its
// limit; of a few drawn at random, so that parts mix.
func (d *draw) pick(from []*supplier, not ...*supplier) *supplier {
	var best *supplier
	for range 3 {
		s := from[d.r.IntN(len(from))]
		for _, x := range not {
			if s == x {
				s = nil
				break
			}
		}
		if s != nil && (best == nil || s.kg < best.kg) {
			best = s
		}
	}
	return best // nil when only those not wanted were drawn
}

// part draws a part, its stock and its offers. The plan in mind buys it from a
// Chinese supplier and one from elsewhere, half and half once both deliver.
func (d *draw) part(i int) {
	g := grades[d.r.IntN(len(grades))]
	grams := math.Round(1000*d.from(5, 80)) / 1000
	monthly := 900 * d.spread(0.8) // kg
	price := g.price * d.spread(0.08)
	part := planner.Part{ID: fmt.Sprintf("P%03d", i+1), Description: "made up", Application: fmt.Sprintf("Programme %d", 1+d.r.IntN(6)),
		Criticality: []string{"A", "B", "C"}[min(d.r.IntN(5), 2)], Grade: g.name, Unit: planner.Pieces, MassG: planner.Some(grams), Currency: "EUR",
		SafetyStockWeeks: planner.Some(float64(2 + d.r.IntN(4))), ShortageCost: amount(price * grams / 1000 * d.from(2, 5))}
	growth, phase := d.from(-0.1, 0.25), d.from(0, 2*math.Pi)
	need := make([]float64, d.size.Months)
	for t := range need {
		pieces := math.Round(monthly * 1000 / grams * (1 + growth*float64(t)/12) * (1 + 0.15*math.Sin(phase+float64(t)*math.Pi/6)) * d.from(0.92, 1.08))
		part.Demand = append(part.Demand, planner.Some(pieces))
		need[t] = pieces * grams / 1000
		d.kg[t] += need[t]
	}
	d.p.Parts = append(d.p.Parts, part)

	n := d.size.Suppliers
	chinese, recyclers := d.all[:n*2/5], d.all[n-max(1, n/16):]
	others := d.all[n*2/5 : n-max(1, n/16)]
	first := d.pick(chinese)
	var second *supplier
	for second == nil {
		second = d.pick(others)
	}
	today := d.offer(i, first, price, monthly, planner.Qualified)
	ready := planner.Qualified
	if d.r.IntN(2) == 0 {
		ready = planner.InProgress
	}
	d.offer(i, second, price, monthly, ready)
	const secondFrom = 4 // month in which the second starts to be ordered
	recycled := 0.0
	if i%4 == 0 {
		s := recyclers[(i/4)%len(recyclers)]
		d.offer(i, s, price, monthly, planner.Qualified)
		recycled = 0.2
		d.load(s, need, secondFrom, recycled)
	}
	d.load(first, need, 0, 0.5)
	d.load(second, need, secondFrom, 0.5-recycled)
	seen := []*supplier{first, second}
	for range 1 + d.r.IntN(3) {
		pool := others
		if d.r.IntN(3) == 0 {
			pool = chinese
		}
		if s := d.pick(pool, seen...); s != nil {
			seen = append(seen, s)
			d.offer(i, s, price, monthly, planner.NotStarted)
		}
	}
	// Stock for a month and a half, and what is under way until a first order arrives.
	d.p.Stock = append(d.p.Stock, planner.StockLot{Part: part.ID, Kind: planner.OnHand, Month: d.p.Start, Pieces: math.Round(1.5 * part.Need(0)), Offer: today})
	for t := range 4 {
		d.p.Stock = append(d.p.Stock, planner.StockLot{Part: part.ID, Kind: planner.OpenOrder, Month: d.p.Start + planner.Month(t), Pieces: part.Need(t), Offer: today})
	}
}

// load notes what the plan in mind orders of a supplier for a part from a month on.
func (d *draw) load(s *supplier, need []float64, from int, share float64) {
	for t := from; t < len(need); t++ {
		s.firm[t] += share * need[t]
		s.kg += share * need[t]
	}
}

// offer draws a supplier's quotation for a part and gives its id.
func (d *draw) offer(i int, s *supplier, price, monthly float64, status planner.Status) string {
	part := &d.p.Parts[i]
	o := planner.Offer{ID: fmt.Sprintf("%s-%s", part.ID, s.name[9:11]), Supplier: s.name, Country: s.country, For: planner.ForPart, Item: part.ID,
		Price: amount(price * s.level * d.spread(0.05)), PriceUnit: planner.PerKg, Currency: "EUR",
		LeadWeeks: planner.Some(math.Round(s.lead)), TransitWeeks: planner.Some(math.Round(s.transit)), FreightPerKg: amount(0.2 * s.transit),
		Duty: planner.Some(0.022), PaymentDays: planner.Some(30 * (1 + d.r.IntN(3))), Pool: s.name, Status: status, Profile: s.profile,
		CO2: planner.Some(math.Round(d.from(10, 40))), Evidence: planner.Some(1), Incoterm: "FCA"}
	if s.country == "DE" || s.country == "JP" {
		o.Duty = planner.Some(0.0)
	}
	if s.recycler {
		o.RecycledShare = planner.Some(0.9)
	}
	switch status {
	case planner.InProgress:
		o.QualifiedFrom = planner.Some(d.p.Start + planner.Month(1+d.r.IntN(3)))
	case planner.NotStarted:
		// One test serves the parts of a grade.
		o.QualificationGroup = s.name + " " + part.Grade
		o.QualificationMonths, o.QualificationCost = planner.Some(5), amount(45000)
		if s.country == "CN" {
			o.QualificationMonths, o.QualificationCost = planner.Some(3), amount(20000)
		}
	}
	if d.r.IntN(5) < 2 {
		o.OrderMinKg = planner.Some(math.Ceil(monthly * d.from(0.2, 1.2)))
	}
	d.p.Offers = append(d.p.Offers, o)
	return o.ID
}

// pools give every plant what the plan in mind needs and a quarter more; those
// outside China that are building can do as much again a year on.
func (d *draw) pools() {
	total := 0.0
	for _, v := range d.kg {
		total += v
	}
	least := 0.02 * total / float64(d.size.Months)
	for i, s := range d.all {
		peak := least
		for _, v := range s.firm {
			peak = math.Max(peak, v)
		}
		pool := planner.Pool{ID: s.name, Steps: []planner.CapacityStep{{From: d.p.Start, KgPerMonth: math.Ceil(1.25 * peak)}}}
		if s.country != "CN" && i%2 == 0 {
			pool.Steps = append(pool.Steps, planner.CapacityStep{From: d.p.Start + 9, KgPerMonth: math.Ceil(2 * peak), RampMonths: planner.Some(6)})
		}
		d.p.Pools = append(d.p.Pools, pool)
	}
}

// tiers give a third of the suppliers two price breaks on what they sell in a
// calendar year over all rows, near what the plan in mind buys.
func (d *draw) tiers() {
	by := map[string]*supplier{}
	for _, s := range d.all {
		by[s.name] = s
	}
	for i := range d.p.Offers {
		o := &d.p.Offers[i]
		s := by[o.Supplier]
		if year := s.kg * 12 / float64(d.size.Months); s.tiers && year > 0 {
			o.TierRule, o.TierScope, o.TierPeriod, o.TierBasis = planner.AllUnits, planner.TierSupplier, planner.TierYear, "kg per calendar year over all rows of this supplier"
			for _, step := range []struct{ from, price float64 }{{0.7, 0.98}, {1.2, 0.96}} {
				o.Tiers = append(o.Tiers, planner.Tier{FromKg: math.Ceil(year * step.from), Price: o.Price.V.Mul(decimal.NewFromFloat(step.price)).Round(2)})
			}
		}
	}
}

// rules are laid around the plan in mind, with some points to spare.
func (d *draw) rules() {
	tests := map[string]bool{}
	cost := 0.0
	for i := range d.p.Offers {
		if o := &d.p.Offers[i]; o.Status == planner.NotStarted && !tests[o.QualificationGroup] {
			tests[o.QualificationGroup] = true
			cost += o.QualificationCost.V.InexactFloat64()
		}
	}
	most := 0.0
	total := 0.0
	for _, v := range d.kg {
		total += v
	}
	for _, s := range d.all {
		most = math.Max(most, 100*s.kg/total)
	}
	second := planner.Some(d.p.Start + 12)
	rule := func(id string, t planner.RuleType, from, to float64, w planner.Window) *planner.Rule {
		d.p.Rules = append(d.p.Rules, planner.Rule{ID: id, Type: t, Scope: "all", ValueFrom: planner.Some(from), ValueTo: planner.Some(to), Window: w, Hard: true})
		return &d.p.Rules[len(d.p.Rules)-1]
	}
	r := rule("R1", planner.CountryShareMax, 92, 60, planner.PerYear)
	r.Stages, r.Countries = []planner.Stage{planner.Magnet}, []string{"CN"}
	r = rule("R2", planner.CountryShareMax, 96, 78, planner.PerYear)
	r.Elements, r.Stages, r.Countries = []string{"Dy"}, []planner.Stage{planner.Separation}, []string{"CN"}
	rule("R3", planner.SupplierShareMax, math.Ceil(1.4*most+10), math.Ceil(1.4*most+5), planner.PerYear)
	if d.size.Months > 12 {
		r = rule("R4", planner.MinSuppliers, 2, 2, planner.PerYear)
		r.Scope, r.FromMonth = "criticality:A", second
		r = rule("R5", planner.RecycledContentMin, 2, 3, planner.PerYear)
		r.FromMonth = second
	} else {
		r = rule("R4", planner.MinSuppliers, 2, 2, planner.WholePlan)
		r.Scope = "criticality:A"
		rule("R5", planner.RecycledContentMin, 1.5, 1.5, planner.WholePlan)
	}
	r = rule("R6", planner.CoverMin, 4, 6, planner.EveryMonth)
	r.Scope, r.Hard, r.Penalty = "criticality:A", false, "0.4 percent of value per missing week and month"
	rule("R7", planner.QualificationBudgetMax, math.Ceil(cost/3), math.Ceil(cost/3), planner.WholePlan)
	d.p.MaxNewQualifications = planner.Some(max(2, len(tests)/3))
}
