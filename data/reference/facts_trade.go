package reference

import (
	"cmp"
	"sync"

	"remanence/planner"
)

// lane is the typical cost of a lane as a default of the app; rows without a
// cost are no lanes.
func (f FreightRow) lane() (planner.Lane, bool) {
	s := f.Source
	s.Default = true
	if s.Name != "" && f.ID != "" {
		s.Name = f.ID + ", " + s.Name
	}
	s.Date = cmp.Or(f.ValidDate, s.Date)
	return planner.Lane{From: f.Origin, To: f.Destination, Mode: f.Mode, PerKg: f.TypicalUSD.V, Currency: "USD", Source: s}, f.TypicalUSD.OK
}

// row is the row as printed, without its source.
func (r DutyRow) row() planner.DutyRow {
	return planner.DutyRow{ID: r.ID, Importer: r.Importer, Origin: r.Origin, Prefix: r.Prefix, Layer: r.Layer, RatePct: r.RatePct,
		RateType: r.RateType, SpecificRate: r.SpecificRate, From: r.From, To: r.To, Stacking: r.Stacking, Notes: r.Notes}
}

// dutyTable answers the planner from the dated layers. It remembers answers: a
// plan asks for the same import every month of every price step.
type dutyTable struct {
	t    *Tables
	mu   sync.Mutex
	memo map[planner.DutyQuestion]planner.DutyStack
}

func (d *dutyTable) Duties(q planner.DutyQuestion) planner.DutyStack {
	d.mu.Lock()
	defer d.mu.Unlock()
	if s, ok := d.memo[q]; ok {
		return s
	}
	s := d.find(q)
	d.memo[q] = s
	return s
}

// find turns a stack from percent of the table to shares. A month means its
// last day, as everywhere in the duty table.
func (d *dutyTable) find(q planner.DutyQuestion) planner.DutyStack {
	stack, err := d.t.DutyStack(DutyQuery{HS: q.HS, Importer: q.Importer, Origin: q.Origin, Date: q.Month.String(), Preference: q.Preference})
	if err != nil {
		return planner.DutyStack{Caveats: []string{"The duty cannot be looked up: " + err.Error() + "."}}
	}
	out := planner.DutyStack{Caveats: stack.Caveats}
	share := func(pct planner.Opt[planner.Decimal]) planner.Opt[float64] {
		return planner.Opt[float64]{V: pct.V.Shift(-2).InexactFloat64(), OK: pct.OK}
	}
	out.Rate = share(stack.SumPct)
	base := planner.Decimal{}
	for _, l := range stack.Layers {
		if l.Applied && (l.Layer == "base" || l.Layer == "preference") {
			base = base.Add(l.AddPct.V)
		}
		out.Layers = append(out.Layers, planner.DutyLayer{ID: l.ID, Layer: l.Layer, Legal: l.BasisID, Basis: l.Basis,
			From: l.From, To: l.To, Rate: share(l.AddPct), Applied: l.Applied, Note: l.Stacking, Source: l.Source})
	}
	out.Base = base.Shift(-2).InexactFloat64()
	return out
}
