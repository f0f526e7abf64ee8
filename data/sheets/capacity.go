package sheets

import (
	"slices"

	"remanence/data/values"
	"remanence/planner"
)

// capacityHandler reads capacity by month, down or across.
type capacityHandler struct {
	b     *builder
	pools *sink[planner.Pool]
}

func newCapacity(b *builder) *capacityHandler {
	return &capacityHandler{b, newSink("pool", b.env.Project.Pools, &b.p.Pools, func(r *planner.Pool) string { return r.ID }, poolField)}
}

// poolField is the capacity from a month on, named by the month.
func poolField(name string) (planner.Field[planner.Pool], bool) {
	m, err := planner.ParseMonth(name)
	if err != nil {
		return planner.Field[planner.Pool]{}, false
	}
	at := func(r *planner.Pool) int {
		return slices.IndexFunc(r.Steps, func(s planner.CapacityStep) bool { return s.From == m })
	}
	return planner.Field[planner.Pool]{Name: name, Title: "Capacity from " + m.Label(),
		Get: func(r *planner.Pool) string {
			if i := at(r); i >= 0 {
				return planner.FormatNumber(r.Steps[i].KgPerMonth)
			}
			return ""
		},
		Set: func(r *planner.Pool, s string) error {
			v, err := planner.ParseNumber(s)
			if err != nil {
				return err
			}
			if i := at(r); i >= 0 {
				r.Steps[i].KgPerMonth = v
				return nil
			}
			r.Steps = append(r.Steps, planner.CapacityStep{From: m, KgPerMonth: v})
			slices.SortFunc(r.Steps, func(a, b planner.CapacityStep) int { return int(a.From - b.From) })
			return nil
		}}, true
}

func (h *capacityHandler) take(r *record) {
	id := r.text("capacity_pool")
	r.Name = id
	if id == "" {
		r.refuse(r.get("capacity_pool"), "The row names no capacity pool.", "Type its name, or leave the row out.")
	}
	type step struct {
		month planner.Month
		kg    float64
	}
	var steps []step
	add := func(v *value, m planner.Month, months int) {
		kg, err := planner.ParseNumber(v.text)
		if v.text == "" || err != nil {
			return
		}
		switch {
		case kg < 0:
			r.refuse(v, v.raw+" is negative.", "Capacity cannot be below 0.")
		case v.unit.Dim == values.Count:
			r.ask(v, "The capacity is in pieces; the plan counts it in kilograms.", "Choose the unit of the column, or type kilograms.")
		case v.unit.Year:
			kg, months = kg/12, 1
		}
		steps = append(steps, step{m, clean(kg / float64(max(months, 1)))})
	}
	for i := range r.vals {
		if v := &r.vals[i]; v.Target == periodField {
			add(v, v.col.Period.First, v.col.Period.Months)
		}
	}
	if v := r.get("kg_per_month"); v != nil && v.text != "" {
		m := h.b.p.Start
		if text := r.text("from_month"); text != "" {
			if x, err := planner.ParseMonth(text); err == nil {
				m = x
			}
		}
		add(v, m, 1)
	}
	if len(steps) == 0 && r.Status == Good {
		r.refuse(r.get("kg_per_month"), "The row has no capacity.", "Type it in kilograms a month, 0 if nothing can be ordered.")
	}
	i, exists := h.pools.find(id)
	if exists {
		h.pools.spared.set(i)
	}
	if r.stays() {
		return
	}
	r.Change = Same
	if !exists {
		i, r.Change = h.pools.add(planner.Pool{ID: id}), New
	} else if h.b.Mode == Replace && !h.pools.seen.has(i) {
		h.b.p.Pools[i].Steps = nil
		h.pools.cells[i] = append(h.pools.cells[i], "steps")
	}
	h.pools.seen.set(i)
	for _, s := range steps {
		if before, after, err := h.pools.set(i, s.month.String(), planner.FormatNumber(s.kg)); err == nil {
			r.did("From "+s.month.Label(), before, after)
		}
	}
}

func (h *capacityHandler) finish() []planner.Edit {
	return wholeRows(h.b, h.pools)
}
