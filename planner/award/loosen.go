package award

import (
	"math"

	"remanence/planner/highs"
)

// looseRounds bounds how often orders and counts are settled when they are settled
// together.
const looseRounds = 30

// looseChoices answers a changed project with the far-reaching choices of the last
// plan and everything nearer settled anew: which group counts, which order is
// placed. Orders below their MOQ are raised to it where the last plan placed them
// or where half of it is there, the others struck out, all at once and again until
// none is left. A few linear programs where a dive takes dozens, and good enough
// where the change is small; when nothing comes of it nothing is found.
func (s *search) looseChoices(k *memory, kept []change) error {
	res, err := s.rel.solve(1, kept, s.from(k), inf)
	if err != nil {
		return err
	}
	settled := map[place]change{}
	for range looseRounds {
		if res.Status != highs.Optimal {
			return nil
		}
		x := res.X
		open := s.openLots(x)
		if len(open) == 0 && s.whole(x, settled) {
			if s.found(x) {
				s.at, err = s.rel.ended(1, nil)
			}
			return err
		}
		// Orders the last plan placed are raised; where there is no room for them
		// only those that are half there; where the rest needs more, all.
		for _, raise := range []func(lotRow) bool{
			func(l lotRow) bool { return k.lots[l.n] || l.kg(x) >= l.offer.OrderMinKg.V/2 },
			func(l lotRow) bool { return l.kg(x) >= l.offer.OrderMinKg.V/2 },
			func(lotRow) bool { return true },
		} {
			for _, l := range open {
				s.settleLot(settled, l, raise(l))
			}
			for _, l := range open {
				if !raise(l) {
					s.strikeUnused(settled, l, x)
				}
			}
			if res, err = s.rel.solve(1, with(kept, settled), nil, inf); err != nil || ended(res) {
				return err
			}
			if res.Status == highs.Optimal || len(open) == 0 {
				break
			}
		}
	}
	return nil
}

// place is a column or an order lot.
type place struct {
	lot bool
	at  int
}

// openLots are the orders that a solution places below their MOQ.
func (s *search) openLots(x []float64) []lotRow {
	var out []lotRow
	for _, l := range s.m.lotRows {
		if moq, kg := l.offer.OrderMinKg.V, l.kg(x); kg > lotDust(moq) && kg < moq*(1-1e-6) {
			out = append(out, l)
		}
	}
	return out
}

// settleLot raises an order to its MOQ or strikes it out, with its choice.
func (s *search) settleLot(settled map[place]change, l lotRow, raise bool) {
	lot, choice := span{0, 0}, span{0, 0}
	if raise {
		lot, choice = span{l.offer.OrderMinKg.V, inf}, span{1, 1}
	}
	settled[place{true, l.n}] = change{lot: true, at: l.n, bounds: lot}
	if l.lot >= 0 {
		c := s.m.lots[l.lot].col
		settled[place{false, c}] = change{at: c, bounds: choice}
	}
}

// strikeUnused strikes out all other orders of an offer that a solution does not
// place, lest the one struck out come back a month later.
func (s *search) strikeUnused(settled map[place]change, struck lotRow, x []float64) {
	for _, l := range s.m.lotRows {
		if _, done := settled[place{true, l.n}]; !done && l.offer == struck.offer && l.kg(x) <= lotDust(l.offer.OrderMinKg.V) {
			s.settleLot(settled, l, false)
		}
	}
}

// whole settles the choices that a solution leaves between their ends, all upward,
// and reports whether there were none.
func (s *search) whole(x []float64, settled map[place]change) bool {
	none := true
	for c, whole := range s.rel.integer {
		if whole && math.Abs(x[c]-math.Round(x[c])) > 1e-6 {
			none = false
			v := math.Ceil(x[c])
			settled[place{false, c}] = change{at: c, bounds: span{v, v}}
		}
	}
	return none
}

// with gives changes with those settled after them. Which of the settled comes
// first does not matter, since no two are about one place.
func with(changes []change, settled map[place]change) []change {
	out := append([]change(nil), changes...)
	for _, c := range settled {
		out = append(out, c)
	}
	return out
}
