package award

import (
	"math"

	"remanence/planner/highs"
)

// polish keeps the yes/no choices of a solution and settles the order lots it
// breaks, then solves the rest again. It returns nil when that finds nothing.
func (r *run) polish(m *model, x []float64) ([]float64, error) {
	s, err := r.engine.New()
	if err != nil {
		return nil, err
	}
	defer s.Close()
	lp := m.b.model()
	integer := lp.Integer
	lp.Integer = nil
	if err := s.Pass(lp); err != nil {
		return nil, err
	}
	d := &diver{r: r, m: m, s: s, integer: integer, fixed: make([]bool, len(integer)), struck: map[int]bool{}, x: x}
	var choice []fixing
	for c, whole := range integer {
		if whole && m.b.stage[c] != stageLot {
			choice = append(choice, fixing{c, math.Round(x[c])})
		}
	}
	if len(choice) > 0 {
		if err := d.bounds(choice); err != nil {
			return nil, err
		}
	}
	res, err := d.run()
	if err != nil || res.Status != highs.Optimal {
		return nil, err
	}
	d.x = res.X
	ok, err := d.settleLots()
	if err != nil || !ok || len(m.brokenLots(d.x)) > 0 {
		return nil, err
	}
	return d.x, nil
}
