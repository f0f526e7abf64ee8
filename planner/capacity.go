package planner

import "math"

// Capacity is the kilograms of a pool a plan counts on in a month: the steps,
// climbed over their ramp, less the buyer's haircut on every increase over what
// the plant can do in the first month of the plan. Announced is not installed.
func (p *Project) Capacity(pool *Pool, m Month) float64 {
	kg := pool.At(m)
	cut := p.RampHaircut.V
	if pool.Haircut.OK {
		cut = pool.Haircut.V
	}
	if today := pool.At(p.Start); cut > 0 && m > p.Start && kg > today {
		kg = today + float64((1-math.Min(cut, 1))*(kg-today))
	}
	return kg
}

// At gives the kilograms of a month as stated; nothing before the first step. A
// step with a ramp is climbed in equal monthly rises from what was there before
// it: over three months a third, two thirds and all of the rise.
func (p *Pool) At(m Month) float64 {
	at, best := -1, Month(-1)
	for i, s := range p.Steps {
		if s.From <= m && s.From >= best {
			at, best = i, s.From
		}
	}
	if at < 0 {
		return 0
	}
	s := p.Steps[at]
	n := s.RampMonths.V
	if since := int(m - s.From); n > 1 && since < n-1 {
		before := p.At(s.From - 1)
		return before + (s.KgPerMonth-before)*float64(since+1)/float64(n)
	}
	return s.KgPerMonth
}
