package award

import (
	"math"
	"sort"

	"remanence/planner/highs"
)

// lookAhead is how many months of small orders are gathered into one lot.
const lookAhead = 6

// settleLots settles order lots month by month. An order that reaches its MOQ
// stands. Only offers with a broken lot are looked at, for every lot that is
// settled costs a row. A smaller one is raised to it when the coming months would fill half
// of it; else raising it and striking it out are both tried. Later months are
// solved again with what earlier lots brought.
func (d *diver) settleLots() (bool, error) {
	watched := map[string]bool{}
	for round := 0; round < lotRounds && grow(watched, d.m.brokenLots(d.x)); round++ {
		var rows []lotRow
		for _, l := range d.m.lotRows {
			if watched[l.offer.ID] {
				rows = append(rows, l)
			}
		}
		sort.SliceStable(rows, func(i, j int) bool { return rows[i].t < rows[j].t })
		for i := 0; i < len(rows); {
			j := i
			for j < len(rows) && rows[j].t == rows[i].t {
				j++
			}
			ok, err := d.settleMonth(rows[i:j])
			if err != nil || !ok {
				return false, err
			}
			i = j
		}
	}
	return true, nil
}

// lotJump is the share of cost from which raising the small orders of a month
// together is in doubt.
const lotJump = 1e-3

// lotRounds bounds how often offers whose lots break only later are looked at.
const lotRounds = 5

func (d *diver) settleMonth(rows []lotRow) (bool, error) {
	var ups, downs, unclear []lotRow
	again := false
	for _, l := range rows {
		if d.struck[l.n] {
			continue
		}
		moq := l.offer.OrderMinKg.V
		switch kg := d.placed(l); {
		case kg >= moq*(1-1e-7):
			ups = append(ups, l)
		case kg <= lotDust(moq):
			downs = append(downs, l)
		case d.coming(l, lookAhead) >= moq/2 && d.coming(l, d.m.H) >= moq:
			ups = append(ups, l)
			again = true
		default:
			unclear = append(unclear, l)
		}
	}
	d.lots(ups, downs)
	if again {
		before := d.m.objective(d.x)
		res, err := d.run()
		if err != nil || ended(res) {
			return false, err
		}
		if res.Status == highs.Optimal && res.Objective <= before+float64(lotJump*math.Abs(before)) {
			d.x = res.X
		} else {
			// Raising them all together cannot be, or crowds out what is needed more:
			// take them one by one.
			var raised []lotRow
			for _, l := range ups {
				if d.placed(l) < l.offer.OrderMinKg.V*(1-1e-7) {
					raised = append(raised, l)
				}
			}
			d.loosen(raised)
			unclear = append(raised, unclear...)
		}
	}
	for _, l := range unclear {
		if ok, err := d.probeLot(l); err != nil || !ok {
			return false, err
		}
	}
	return true, nil
}

// probeLot tries an order both ways and keeps the cheaper: raised to its MOQ, or
// struck out. When all that the offer would still get does not fill one lot,
// striking out means for good.
func (d *diver) probeLot(l lotRow) (bool, error) {
	moq := l.offer.OrderMinKg.V
	if kg := d.placed(l); kg >= moq*(1-1e-7) || kg <= lotDust(moq) {
		if kg <= lotDust(moq) {
			d.lots(nil, []lotRow{l})
		} else {
			d.lots([]lotRow{l}, nil)
		}
		return true, nil
	}
	strike := []lotRow{l}
	if d.coming(l, d.m.H) < moq {
		strike = nil
		for _, x := range d.m.lotRows {
			if x.offer == l.offer && x.t >= l.t {
				strike = append(strike, x)
			}
		}
	}
	d.lots([]lotRow{l}, nil)
	up, err := d.run()
	if err != nil || ended(up) {
		return false, err
	}
	d.lots(nil, strike)
	down, err := d.run()
	if err != nil || ended(down) {
		return false, err
	}
	switch {
	case down.Status == highs.Optimal && (up.Status != highs.Optimal || down.Objective < up.Objective):
		d.x = down.X
		for _, x := range strike {
			d.struck[x.n] = true
		}
		return true, nil
	case up.Status == highs.Optimal:
		d.x = up.X
		d.loosen(strike)
		d.lots([]lotRow{l}, nil)
		return true, nil
	}
	return false, nil
}

// loosen opens lots that were settled, with their choices.
func (d *diver) loosen(rows []lotRow) {
	for _, l := range rows {
		delete(d.lot, l.n)
		if l.lot >= 0 {
			delete(d.fixed, d.m.lots[l.lot].col)
		}
	}
}

func (d *diver) placed(l lotRow) float64 { return l.kg(d.x) }

// lots settles lots as placed and not placed, with their choices.
func (d *diver) lots(ups, downs []lotRow) {
	for _, l := range ups {
		d.lot[l.n] = span{l.offer.OrderMinKg.V, inf}
		if l.lot >= 0 {
			d.fixed[d.m.lots[l.lot].col] = 1
		}
	}
	for _, l := range downs {
		d.lot[l.n] = span{0, 0}
		if l.lot >= 0 {
			d.fixed[d.m.lots[l.lot].col] = 0
		}
	}
}

// coming is what the present solution orders of an offer in a lot's month and
// the months after it.
func (d *diver) coming(l lotRow, months int) float64 {
	sum := 0.0
	for _, x := range d.m.lotRows {
		if x.offer == l.offer && x.t >= l.t && x.t < l.t+months {
			sum += d.placed(x)
		}
	}
	return sum
}
