package award

import (
	"math"

	"remanence/planner"
	"remanence/planner/chain"
	"remanence/planner/cost"
	"remanence/planner/policy"
)

// Figures are the KPIs of model §4.1 that need no simulation, from the plan
// alone.
func Figures(p *planner.Project, f *planner.Facts, plan *planner.Plan) planner.KPIs {
	v := newView(p, f, plan)
	var k planner.KPIs
	v.costs(&k)
	rs := v.receipts()
	k.Elements = chain.Account(f, rs)
	k.Exposures = chain.Exposures(p, f, rs)
	k.WorstExposure = chain.Worst(k.Exposures)
	k.Touches = chain.Touches(p, f, rs)
	k.Shared = chain.Shared(p, f, rs)
	k.Evidence = chain.Evidence(rs)
	k.HHI = chain.Concentrations(k.Exposures)
	if g := chain.GroupConcentration(p, rs); g.OK {
		k.HHI = append(k.HHI, g.V)
	}
	v.licences(&k)
	v.covers(&k)
	v.recycling(&k)
	v.monthly(&k)
	if len(plan.Shortfalls) > 0 {
		first := plan.Shortfalls[0].Month
		for _, s := range plan.Shortfalls {
			first = min(first, s.Month)
		}
		k.FirstShortfall = planner.Some(first)
	}
	return k
}

// receipts are the goods received, open orders included; goods on hand at the
// start are not.
func (v *view) receipts() []chain.Receipt {
	out := make([]chain.Receipt, 0, len(v.in))
	for _, x := range v.in {
		out = append(out, chain.Receipt{Part: x.fit.Part, Grade: x.fit.Grade, Offer: x.fit.Offer, Kg: x.kg, Value: x.kg * x.landed})
	}
	return out
}

// Receipts lists what a plan receives, for pictures of the chain.
func Receipts(p *planner.Project, f *planner.Facts, plan *planner.Plan) []chain.Receipt {
	return newView(p, f, plan).receipts()
}

func (v *view) costs(k *planner.KPIs) {
	years := cost.Years(v.p)
	k.CostByYear = make([]planner.YearCost, len(years))
	for i, y := range years {
		k.CostByYear[i].Year = y.Year
	}
	landed := 0.0
	for _, e := range v.plan.Costs {
		switch e.Kind {
		case planner.CostGoods, planner.CostDuty, planner.CostFreight:
			landed += e.Amount
		}
		for i, y := range years {
			if y.Has(e.Month) {
				k.CostByYear[i].Amount += e.Amount
				k.CostByYear[i].Present += e.Present
			}
		}
	}
	total, kg := 0.0, 0.0
	for _, y := range k.CostByYear {
		total += y.Amount
	}
	for _, a := range v.plan.Awards {
		kg += a.Kg
	}
	k.CostPerYear = total / (float64(v.p.Months) / 12)
	if kg > 0 {
		k.CostPerKg = planner.Some(landed / kg)
	}
	for _, x := range v.in {
		k.KgReceived += x.kg
	}
}

func (v *view) licences(k *planner.KPIs) {
	total, now, lapse := 0.0, 0.0, 0.0
	lapsed := policy.NeededIfLapsed(v.p, v.f)
	co2, co2kg := 0.0, 0.0
	for _, x := range v.in {
		value := float64(x.kg * x.landed)
		total += value
		if x.licence().Counts() {
			now += value
		}
		if lapsed[x.fit.Offer.ID] {
			lapse += value
		}
		if x.fit.Offer.CO2.OK {
			co2 += float64(x.kg * x.fit.Offer.CO2.V)
			co2kg += x.kg
		}
	}
	if total > 0 {
		k.LicenceShare, k.LicenceShareLapse = planner.Some(now/total), planner.Some(lapse/total)
	}
	if co2kg > 0 {
		k.CO2PerKg = planner.Some(co2 / co2kg)
	}
}

// licence is how the licence of a receipt stands when it ships.
func (x receipt) licence() planner.LicencePeriod { return x.fit.Offer.Licence.In(x.shipped) }

// covers are weeks of stock against the mean need of the next three months,
// over parts and months that need anything. The last three months stand aside:
// a plan sees no demand after its end and runs its stores down.
func (v *view) covers(k *planner.KPIs) {
	sum, n, least := 0.0, 0, math.Inf(1)
	for _, fl := range v.plan.Flows {
		part := v.p.Part(fl.Part)
		for t := range fl.Stock {
			ahead := cost.NeedAhead(part, v.p.Months, t)
			if ahead == 0 || t+3 >= len(fl.Stock) && len(fl.Stock) > 3 {
				continue
			}
			weeks := float64(fl.Stock[t] / ahead * planner.WeeksPerMonth)
			sum += weeks
			n++
			if weeks < least-1e-9 {
				least, k.CoverLeastPart = weeks, fl.Part
			}
		}
	}
	if n > 0 {
		k.CoverWeeksMean, k.CoverWeeksLeast = planner.Some(sum/float64(n)), planner.Some(least)
	}
}

// recycling states recycled content by magnet mass and by rare-earth element
// mass, two definitions that differ, and grams of Dy and Tb a piece.
func (v *view) recycling(k *planner.KPIs) {
	mass, recycled, element, back := 0.0, 0.0, 0.0, 0.0
	heavy, pieces := map[string]float64{}, map[string]float64{}
	for _, x := range v.in {
		if x.fit.Part.IsMaterial() || !chain.RareEarthMagnet(v.f, x.fit.Part, x.fit.Grade) {
			continue
		}
		mass += x.kg
		recycled += float64(x.kg * x.fit.Offer.RecycledShare.V)
		for _, e := range chain.Elements(v.f, x.fit.Part, x.fit.Grade) {
			c, _ := chain.Content(v.f, x.fit.Part, x.fit.Grade, e)
			element += float64(x.kg * c.Typical)
			for _, s := range chain.At(v.p, x.fit.Offer, e, planner.Mine).Shares {
				if s.Kind == planner.Recycled {
					back += float64(x.kg * c.Typical * s.Share)
				}
			}
			if e == "Dy" || e == "Tb" {
				heavy[x.fit.Part.ID] += float64(1000 * x.kg * c.Typical)
			}
		}
		pieces[x.fit.Part.ID] += x.kg / x.fit.MassKg
	}
	if mass > 0 {
		k.RecycledMass = planner.Some(recycled / mass)
	}
	if element > 0 {
		k.RecycledElement = planner.Some(back / element)
	}
	for i := range v.p.Parts {
		id := v.p.Parts[i].ID
		if pieces[id] > 0 {
			k.HeavyGramsPerUnit = append(k.HeavyGramsPerUnit, planner.PartFigure{Part: id, Value: heavy[id] / pieces[id]})
		}
	}
}

func (v *view) monthly(k *planner.KPIs) {
	h := v.p.Months
	k.CashByMonth = make([]float64, h)
	k.StockValueByMonth = make([]float64, h)
	k.TestsByMonth = make([]int, h)
	for _, e := range v.plan.Costs {
		// A credit for stock left over and the price of being late are not cash.
		if e.Kind == planner.CostEndStock || e.Kind == planner.CostShortage {
			continue
		}
		k.CashByMonth[min(int(math.Floor(e.Pay)), h-1)] += e.Amount
	}
	for _, fl := range v.plan.Flows {
		for t := range fl.Stock {
			k.StockValueByMonth[t] += float64(fl.Stock[t] * fl.Value)
		}
	}
	for _, q := range v.plan.Qualifications {
		for t := int(q.Start - v.p.Start); t < int(q.Usable-v.p.Start) && t < h; t++ {
			if t >= 0 {
				k.TestsByMonth[t]++
			}
		}
	}
}
