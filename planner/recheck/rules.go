package recheck

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

var hundred = decimal.NewFromInt(100)

// rules measures every rule in force again: the figure the plan reports must be
// the same, and a hard rule must hold for every part, supplier group or country
// it speaks of, not only for the one reported.
func (b *books) rules() {
	for i := range b.p.Rules {
		r := &b.p.Rules[i]
		if r.Off {
			continue
		}
		for _, w := range r.Windows(b.p) {
			for _, subject := range b.subjects(r) {
				v, ok := b.measure(r, w, subject)
				if ok && r.Hard && b.plan.Status != planner.StatusInfeasible && b.misses(r, v, w.Limit) {
					b.fail("hard rule %s is broken in %s: %s against %g %s", r.ID, w.Label, v.Round(6), w.Limit, subject)
				}
			}
		}
		for _, res := range b.plan.Rules {
			if res.Rule == r.ID {
				b.same(r, res)
			}
		}
	}
}

// misses reports whether a value misses a hard limit. A tenth of a point is
// forgiven, for a rule by value is kept at the prices the model expected.
func (b *books) misses(r *planner.Rule, v decimal.Decimal, limit float64) bool {
	miss := v.Sub(dec(limit))
	if r.Type.IsMin() {
		miss = miss.Neg()
	}
	return miss.GreaterThan(dec(1e-3).Mul(dec(limit).Abs().Add(decimal.NewFromInt(1))))
}

// same compares a figure of the plan with the one measured again.
func (b *books) same(r *planner.Rule, res planner.RuleResult) {
	w := planner.RuleWindow{Span: planner.Span{First: res.First, Last: res.Last}, Label: res.Window, Limit: res.Limit}
	v, ok := b.measure(r, w, res.Subject)
	if !ok {
		b.fail("%s reports %g in %s %s, where nothing counts", r.ID, res.Value, res.Window, res.Subject)
		return
	}
	if d := v.Sub(dec(res.Value)).Abs(); d.GreaterThan(dec(1e-6).Mul(v.Abs().Add(decimal.NewFromInt(1)))) {
		b.fail("%s reports %g in %s %s; counted again it is %s", r.ID, res.Value, res.Window, res.Subject, v.Round(9))
	}
}

// subjects lists what a rule has a limit of its own for: supplier groups,
// countries, parts, parts with a group, or "" for one limit in all.
func (b *books) subjects(r *planner.Rule) []string {
	together := r.Scope == string(planner.ScopeTogether)
	switch r.Type {
	case planner.SupplierShareMax, planner.SupplierShareMin:
		if r.Supplier != "" {
			return []string{b.group(r.Supplier)}
		}
		return b.groups()
	case planner.CountryShareMax:
		if planner.CountriesOf(b.f, r.Countries).Each() {
			return b.countries(r)
		}
	case planner.MinSuppliers, planner.MaxSuppliers, planner.CoverMin:
		if !together || r.Type == planner.CoverMin {
			return b.parts(r)
		}
	case planner.AwardShareMin:
		if together {
			return b.groups()
		}
		var out []string
		for _, part := range b.parts(r) {
			for _, g := range b.groups() {
				out = append(out, part+", "+g)
			}
		}
		return out
	}
	return []string{""}
}

func (b *books) parts(r *planner.Rule) []string {
	var out []string
	for i := range b.p.Parts {
		if part := &b.p.Parts[i]; part.MassKg().OK && r.Covers(part, b.f) {
			out = append(out, part.ID)
		}
	}
	return out
}

func (b *books) groups() []string {
	var out []string
	for i := range b.p.Offers {
		if g := b.p.GroupOf(&b.p.Offers[i]); !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	return out
}

// group is the group a rule speaks of by the name of a supplier or a group.
func (b *books) group(name string) string {
	if s := b.p.SupplierNamed(name); s != nil && s.Group != "" {
		return s.Group
	}
	return name
}

func (b *books) countries(r *planner.Rule) []string {
	in := planner.CountriesOf(b.f, r.Countries)
	var out []string
	add := func(c string) {
		if c != "" && c != planner.UnknownCountry && in.Has(c) && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	for i := range b.p.Offers {
		add(b.p.Offers[i].Country)
	}
	for i := range b.p.Profiles {
		for _, row := range b.p.Profiles[i].Rows {
			add(row.Country)
		}
	}
	return out
}

// measure is the value of a rule in a window for a subject, in the unit of its
// limit; false when nothing counts there.
func (b *books) measure(r *planner.Rule, w planner.RuleWindow, subject string) (decimal.Decimal, bool) {
	switch r.Type {
	case planner.CoverMin:
		return b.cover(w, subject)
	case planner.MinSuppliers, planner.MaxSuppliers:
		return b.suppliers(r, w, subject)
	case planner.AwardShareMin:
		return b.leastAward(r, w, subject)
	case planner.VolumeMin, planner.VolumeMax:
		return b.groupKg(r, w, nil)[b.group(r.Supplier)], true
	case planner.QualificationBudgetMax, planner.RedesignBudgetMax, planner.PurchaseBudgetMax, planner.StockValueMax:
		return b.spent(r, w), true
	case planner.CoveredCountryBan:
		in, kg := planner.CountriesOf(b.f, r.Countries), decimal.Zero
		for i := range b.in {
			if x := &b.in[i]; x.ordered >= 0 && w.Has(x.ordered) && r.Covers(x.part, b.f) && b.banned(r, x, in) {
				kg = kg.Add(x.kg)
			}
		}
		return kg, true
	}
	return b.mean(r, w, subject)
}

// mean is the ratio of what hits a rule to what counts, over what arrives in a
// window. Where no single order may miss the limit it is the worst order.
func (b *books) mean(r *planner.Rule, w planner.RuleWindow, subject string) (decimal.Decimal, bool) {
	own := r.EachOrder() || r.Type == planner.LeadTimeMax || r.Type == planner.PaymentDaysMin
	weight, hit := decimal.Zero, decimal.Zero
	var worst *decimal.Decimal
	for i := range b.in {
		x := &b.in[i]
		if !w.Has(x.arrives) || own && x.ordered < 0 || !r.Covers(x.part, b.f) {
			continue
		}
		a, h := b.weigh(r, x, subject)
		if !a.IsPositive() {
			continue
		}
		if v := h.DivRound(a, digits); worst == nil || r.Type.IsMin() == v.LessThan(*worst) {
			worst = &v
		}
		k := x.kg
		if byValue(r) {
			k = k.Mul(x.landed)
		}
		weight = weight.Add(a.Mul(k))
		hit = hit.Add(h.Mul(k))
	}
	if !weight.IsPositive() {
		return decimal.Zero, false
	}
	v := hit.DivRound(weight, digits)
	if r.EachOrder() {
		v = *worst
	}
	if r.Type.InPercent() {
		v = v.Mul(hundred)
	}
	return v, true
}

// byValue: payment terms weigh by money, shares where the rule says so.
func byValue(r *planner.Rule) bool {
	return r.Type == planner.PaymentDaysMin || r.Type.InPercent() && r.ShareBasis() == planner.ByValue
}

// weigh is what counts of a kilogram of an arrival under a rule, and what hits.
func (b *books) weigh(r *planner.Rule, x *arrival, subject string) (weight, hit decimal.Decimal) {
	one := decimal.NewFromInt(1)
	switch r.Type {
	case planner.CountryShareMax, planner.CountryShareMin:
		in := planner.CountriesOf(b.f, r.Countries)
		if in.Each() {
			in = planner.CountriesOf(b.f, []string{subject})
		}
		return b.through(r, x, in)
	case planner.SupplierShareMax, planner.SupplierShareMin:
		if x.offer != nil && b.p.GroupOf(x.offer) == subject {
			return one, one
		}
		return one, decimal.Zero
	case planner.LicenceShareMax:
		weight = b.ofElements(r, x)
		if x.offer == nil || x.offer.Licence.In(x.shipped).Counts() {
			hit = weight
		}
		return weight, hit
	case planner.RecycledContentMin:
		return b.recycled(r, x)
	case planner.CO2IntensityMax:
		// Unknown is the worst any offer states.
		worst := 0.0
		for i := range b.p.Offers {
			worst = max(worst, b.p.Offers[i].CO2.V)
		}
		if x.offer == nil {
			return one, dec(worst)
		}
		return one, dec(x.offer.CO2.Or(worst))
	case planner.LeadTimeMax:
		weeks := dec(x.offer.LeadWeeks.V).Add(dec(x.offer.TransitWeeks.V))
		if x.expedite {
			weeks = decimal.Max(decimal.Zero, weeks.Sub(dec(x.offer.ExpediteWeeks.V)))
		}
		wait := b.wait(x.offer, x.shipped)
		return one, weeks.Add(wait.DivRound(decimal.NewFromInt(7), digits))
	case planner.PaymentDaysMin:
		return one, decimal.NewFromInt(int64(x.offer.PaymentDays.V)).Mul(one.Sub(dec(x.offer.Deposit.V)))
	}
	return decimal.Zero, decimal.Zero
}

// cover is the fewest weeks of cover of a part at the end of a month of the
// window: stock against the mean need of the three months after.
func (b *books) cover(w planner.RuleWindow, id string) (decimal.Decimal, bool) {
	part := b.p.Part(id)
	if part == nil {
		return decimal.Zero, false
	}
	var least *decimal.Decimal
	for _, fl := range b.plan.Flows {
		if fl.Part != id {
			continue
		}
		for t := w.First; t <= w.Last; t++ {
			ahead := decimal.Zero
			for k := t + 1; k <= t+3; k++ {
				ahead = ahead.Add(b.needLater(part, k))
			}
			if !ahead.IsPositive() {
				continue
			}
			month := ahead.DivRound(decimal.NewFromInt(3), digits)
			v := dec(fl.Stock[t]).DivRound(month, digits).Mul(dec(planner.WeeksPerMonth))
			if least == nil || v.LessThan(*least) {
				least = &v
			}
		}
	}
	if least == nil {
		return decimal.Zero, false
	}
	return *least, true
}

// needLater is the need of a month, after the plan the mean of its last three.
func (b *books) needLater(part *planner.Part, t int) decimal.Decimal {
	if t < b.p.Months {
		return dec(part.Need(t))
	}
	n, sum := min(3, b.p.Months), decimal.Zero
	for k := b.p.Months - n; k < b.p.Months; k++ {
		sum = sum.Add(dec(part.Need(k)))
	}
	return sum.DivRound(decimal.NewFromInt(int64(n)), digits)
}

func (b *books) needKg(part *planner.Part, w planner.RuleWindow) decimal.Decimal {
	sum := decimal.Zero
	for t := w.First; t <= w.Last; t++ {
		sum = sum.Add(dec(part.Need(t)).Mul(dec(part.MassKg().V)))
	}
	return sum
}

// groupKg is what each supplier group delivers in a window: of one part, good kg
// of today's design; of all parts in scope, kg received.
func (b *books) groupKg(r *planner.Rule, w planner.RuleWindow, part *planner.Part) map[string]decimal.Decimal {
	out := map[string]decimal.Decimal{}
	for i := range b.in {
		x := &b.in[i]
		if x.offer == nil || !w.Has(x.arrives) || part == nil && !r.Covers(x.part, b.f) || part != nil && x.part != part {
			continue
		}
		kg := x.kg
		if part != nil {
			good := decimal.NewFromInt(1).Sub(dec(x.offer.DefectRate.V))
			kg = x.kg.DivRound(x.mass, digits).Mul(dec(part.MassKg().V)).Mul(good)
		}
		g := b.p.GroupOf(x.offer)
		out[g] = out[g].Add(kg)
	}
	return out
}

// dust is a quantity too small to be an award, kg.
var dust = dec(1e-6)

func (b *books) suppliers(r *planner.Rule, w planner.RuleWindow, id string) (decimal.Decimal, bool) {
	least := dust
	var by map[string]decimal.Decimal
	if id == "" {
		by = b.groupKg(r, w, nil)
	} else {
		part := b.p.Part(id)
		if part == nil {
			return decimal.Zero, false
		}
		need := b.needKg(part, w)
		if !need.IsPositive() {
			return decimal.Zero, false
		}
		by = b.groupKg(r, w, part)
		if r.Type == planner.MinSuppliers {
			// A supplier counts from the least share of the need, and from one piece.
			least = decimal.Max(dec(b.p.MinAwardShare).Mul(need), decimal.Min(dec(part.MassKg().V), need)).Mul(dec(1 - 1e-6))
		}
	}
	n := int64(0)
	for _, kg := range by {
		if kg.GreaterThanOrEqual(least) {
			n++
		}
	}
	return decimal.NewFromInt(n), true
}

// leastAward is the share of the need that a group gets, where it gets any.
func (b *books) leastAward(r *planner.Rule, w planner.RuleWindow, subject string) (decimal.Decimal, bool) {
	need, got, group := decimal.Zero, decimal.Zero, subject
	if id, g, ok := strings.Cut(subject, ", "); ok && b.p.Part(id) != nil {
		part := b.p.Part(id)
		need, got, group = b.needKg(part, w), b.groupKg(r, w, part)[g], g
	} else {
		for i := range b.p.Parts {
			if part := &b.p.Parts[i]; part.MassKg().OK {
				need = need.Add(b.needKg(part, w))
				got = got.Add(b.groupKg(r, w, part)[group])
			}
		}
	}
	if !need.IsPositive() || got.LessThanOrEqual(dust.Mul(need.Add(decimal.NewFromInt(1)))) {
		return decimal.Zero, false
	}
	return got.DivRound(need, digits).Mul(hundred), true
}

// spent is money of a budget in a window, in the budget's own currency.
func (b *books) spent(r *planner.Rule, w planner.RuleWindow) decimal.Decimal {
	sum := decimal.Zero
	switch r.Type {
	case planner.QualificationBudgetMax:
		for _, q := range b.plan.Qualifications {
			if most := decimal.Zero; w.Has(int(q.Start - b.p.Start)) {
				for _, id := range q.Offers {
					most = decimal.Max(most, b.p.Offer(id).QualificationCost.V)
				}
				sum = sum.Add(most)
			}
		}
	case planner.RedesignBudgetMax:
		for _, d := range b.plan.DesignChanges {
			for i := range b.p.Designs {
				if x := &b.p.Designs[i]; x.Part == d.Part && x.ToGrade == d.To && w.Has(int(d.Start-b.p.Start)) && r.Covers(b.p.Part(d.Part), b.f) {
					sum = sum.Add(b.toPlan(x.RedesignCost, x.Currency))
				}
			}
		}
	case planner.PurchaseBudgetMax:
		for i := range b.in {
			if x := &b.in[i]; x.ordered >= 0 && w.Has(x.ordered) && r.Covers(x.part, b.f) {
				sum = sum.Add(x.kg.Mul(x.landed))
			}
		}
	case planner.StockValueMax:
		// The month of the window with the highest value.
		for t := w.First; t <= w.Last; t++ {
			value := decimal.Zero
			for _, fl := range b.plan.Flows {
				if part := b.p.Part(fl.Part); r.Covers(part, b.f) {
					worth, _ := b.worth(part)
					value = value.Add(worth.Mul(dec(fl.Stock[t])))
				}
			}
			sum = decimal.Max(sum, value)
		}
	}
	word, _, _ := strings.Cut(r.Basis, " ")
	for _, x := range b.p.FX {
		if x.Currency == word && word != b.p.Currency {
			return sum.Mul(x.PerUnit)
		}
	}
	return sum
}
