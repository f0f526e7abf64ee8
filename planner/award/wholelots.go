package award

import (
	"maps"
	"slices"
)

// portion is what is ordered of an offer for a part in a design.
type portion struct {
	part   string
	design int
}

// wholeLots gives a solution in which the orders placed before a month keep their
// MOQs: too small ones are ordered together in the first of their months, a
// remainder with the lot before it; what makes no lot in all is rounded to one or
// to nothing. Only orders are changed; whether plants and rules allow it is told
// by following them.
func (m *model) wholeLots(x []float64, until int) []float64 {
	x = slices.Clone(x)
	by := map[string][]int{} // offer → orders before the month
	var offers []string
	for n := range m.orders {
		o := &m.orders[n]
		if o.t >= until || o.fit.Offer.OrderMinKg.V <= 0 {
			continue
		}
		if by[o.fit.Offer.ID] == nil {
			offers = append(offers, o.fit.Offer.ID)
		}
		by[o.fit.Offer.ID] = append(by[o.fit.Offer.ID], n)
	}
	for _, id := range offers {
		m.offerLots(x, by[id], m.p.Offer(id).OrderMinKg.V)
	}
	return x
}

// offerLots does it for the orders of one offer.
func (m *model) offerLots(x []float64, orders []int, moq float64) {
	months := map[int]map[portion]float64{}
	sums := map[int]float64{}
	for _, n := range orders {
		o := &m.orders[n]
		if kg := x[o.col]; kg > dust {
			if months[o.t] == nil {
				months[o.t] = map[portion]float64{}
			}
			months[o.t][portion{o.pv.part.ID, o.fit.Design}] += kg
			sums[o.t] += kg
		}
	}
	broken := false
	for _, kg := range sums {
		broken = broken || kg < moq*(1-1e-6)
	}
	if !broken {
		return
	}
	var lots []int // months in which a lot is ordered
	sum := 0.0     // of the last lot
	for _, t := range slices.Sorted(maps.Keys(months)) {
		if len(lots) > 0 && sum < moq*(1-1e-6) {
			first := lots[len(lots)-1]
			for k, kg := range months[t] {
				months[first][k] += kg
			}
			sum += sums[t]
			delete(months, t)
			continue
		}
		lots, sum = append(lots, t), sums[t]
	}
	if last := lots[len(lots)-1]; sum < moq*(1-1e-6) {
		switch {
		case len(lots) > 1:
			for k, kg := range months[last] {
				months[lots[len(lots)-2]][k] += kg
			}
			delete(months, last)
		case sum >= moq/2:
			for k := range months[last] {
				months[last][k] *= moq / sum
			}
		default:
			delete(months, last)
		}
	}
	for _, n := range orders {
		x[m.orders[n].col] = 0
	}
	for _, n := range orders { // the first column of a portion takes it; tiers are priced by totals
		o := &m.orders[n]
		k := portion{o.pv.part.ID, o.fit.Design}
		if kg := months[o.t][k]; kg > 0 && m.b.up[o.col] > 0 && !o.expedited {
			x[o.col] = kg
			delete(months[o.t], k)
		}
	}
}
