package reference

import (
	"strings"

	"remanence/planner"
)

// ShockRow is a disturbance of the library of what-ifs: what it strikes, how
// hard and how long. A ? in Hits stands for what the user chooses, Ask says what
// that is.
type ShockRow struct {
	ID           string               `csv:"shock_id,key"`
	Name         string               `csv:"name,required"`
	Group        string               `csv:"group,required"`
	Ask          string               `csv:"ask,oneof=supplier|stream|pool|parts|currency|country"`
	Hits         string               `csv:"hits"`
	Edits        string               `csv:"edits"` // path=value, separated by ;
	Months       planner.Opt[int]     `csv:"duration_months"`
	LeftPct      planner.Opt[float64] `csv:"capacity_left_pct"`
	ExtraWait    planner.Opt[float64] `csv:"extra_wait_days"`
	WaitTo       planner.Opt[float64] `csv:"wait_to_days"`
	PriceFactor  planner.Opt[float64] `csv:"price_factor"`
	DemandFactor planner.Opt[float64] `csv:"demand_factor"`
	ExtraDutyPct planner.Opt[float64] `csv:"extra_duty_pct"`
	Size         string               `csv:"size,required"`
	Source       planner.Source
}

func (r ShockRow) known() planner.KnownShock {
	k := planner.KnownShock{ID: r.ID, Name: r.Name, Group: r.Group, Ask: r.Ask, Size: r.Size, Source: r.Source,
		Shock: planner.Shock{Hits: r.Hits, Months: r.Months, ExtraWait: r.ExtraWait, WaitTo: r.WaitTo, PriceFactor: r.PriceFactor,
			DemandFactor: r.DemandFactor, CapacityLeft: share(r.LeftPct), ExtraDuty: share(r.ExtraDutyPct)}}
	if r.Edits != "" {
		for _, e := range splitList(r.Edits) {
			path, after, _ := strings.Cut(e, "=")
			k.Edits = append(k.Edits, planner.Edit{What: path, After: after})
		}
	}
	return k
}

func share(pct planner.Opt[float64]) planner.Opt[float64] {
	pct.V /= 100
	return pct
}
