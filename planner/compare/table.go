package compare

import (
	"slices"

	"remanence/planner"
	"remanence/planner/award"
)

// Row is a figure of every column, with what it is above the chosen base.
// Values that are not known are missing.
type Row struct {
	Group  string                 `json:"group"` // Cost, Cash, Exposure, Licences, Cover, Tests, Tonnes by supplier, Carbon
	Name   string                 `json:"name"`
	Unit   string                 `json:"unit"` // money, share, weeks, tests, tonnes, month, kg CO2 per kg
	Values []planner.Opt[float64] `json:"values"`
	Above  []planner.Opt[float64] `json:"above_base"`
}

// Table sets plans side by side. A month is counted from the start of the plan,
// 0 for the first; a missing first line stop is none.
type Table struct {
	Columns []string `json:"columns"`
	Base    int      `json:"base"` // column the differences are against
	Rows    []Row    `json:"rows"`
	// UnknownCounted are the stages of which some origin is unknown. It counts in full
	// for each of their countries, so that their shares may add up to more than the whole.
	UnknownCounted []Unknown `json:"unknown_counted"`
}

// Unknown is the share of an element of which nobody has stated the origin at a stage,
// by column; missing where a plan counts none.
type Unknown struct {
	Element string                 `json:"element"`
	Stage   planner.Stage          `json:"stage"`
	Values  []planner.Opt[float64] `json:"values"`
}

// NewTable compares plans of one currency with the one at base.
func NewTable(names []string, plans []*planner.Plan, base int) Table {
	t := Table{Columns: names, Base: base, UnknownCounted: []Unknown{}}
	n := len(plans)
	add := func(group, name, unit string, value func(*planner.Plan) planner.Opt[float64]) {
		r := Row{Group: group, Name: name, Unit: unit, Values: make([]planner.Opt[float64], n), Above: make([]planner.Opt[float64], n)}
		some := false
		for i, p := range plans {
			if award.Planned(p) {
				r.Values[i] = value(p)
			}
			some = some || r.Values[i].OK && r.Values[i].V != 0
		}
		for i := range plans {
			if r.Values[i].OK && r.Values[base].OK {
				r.Above[i] = planner.Some(r.Values[i].V - r.Values[base].V)
			}
		}
		if some {
			t.Rows = append(t.Rows, r)
		}
	}
	add("Cost", "Total", "money", func(p *planner.Plan) planner.Opt[float64] { return planner.Some(p.TotalCost) })
	for _, k := range planner.CostKinds {
		add("Cost", k.Label(), "money", func(p *planner.Plan) planner.Opt[float64] { return planner.Some(p.ByKind()[k]) })
	}
	for _, y := range years(plans) {
		add("Cash", y.label, "money", func(p *planner.Plan) planner.Opt[float64] { return planner.Some(cash(p, y.year)) })
	}
	for _, k := range exposures(plans) {
		add("Exposure", k.Element+", "+string(k.Stage)+", "+k.Country, "share", func(p *planner.Plan) planner.Opt[float64] {
			for _, e := range p.KPIs.Exposures {
				if e.Element == k.Element && e.Stage == k.Stage && e.Country == k.Country {
					return planner.Some(e.Worst)
				}
			}
			return planner.Opt[float64]{}
		})
		t.unknown(k, plans)
	}
	add("Licences", "Depends on a licence", "share", func(p *planner.Plan) planner.Opt[float64] { return p.KPIs.LicenceShare })
	add("Licences", "If the suspensions lapse", "share", func(p *planner.Plan) planner.Opt[float64] { return p.KPIs.LicenceShareLapse })
	add("Cover", "Mean cover", "weeks", func(p *planner.Plan) planner.Opt[float64] { return p.KPIs.CoverWeeksMean })
	add("Cover", "Least cover", "weeks", func(p *planner.Plan) planner.Opt[float64] { return p.KPIs.CoverWeeksLeast })
	add("Cover", "First line stop", "month", func(p *planner.Plan) planner.Opt[float64] {
		if !p.KPIs.FirstShortfall.OK {
			return planner.Opt[float64]{}
		}
		return planner.Some(float64(p.KPIs.FirstShortfall.V - p.Start))
	})
	add("Cover", "Piece-months late", "pieces", func(p *planner.Plan) planner.Opt[float64] {
		sum := 0.0
		for _, s := range p.Shortfalls {
			sum += s.Pieces
		}
		return planner.Some(sum)
	})
	add("Tests", "Tests started", "tests", func(p *planner.Plan) planner.Opt[float64] { return planner.Some(float64(len(p.Qualifications))) })
	for _, g := range groups(plans) {
		add("Tonnes by supplier", g, "tonnes", func(p *planner.Plan) planner.Opt[float64] {
			kg := 0.0
			for _, a := range p.Awards {
				if a.Group == g {
					kg += a.Kg
				}
			}
			return planner.Some(kg / 1000)
		})
	}
	add("Carbon", "CO2", "kg CO2 per kg", func(p *planner.Plan) planner.Opt[float64] { return p.KPIs.CO2PerKg })
	return t
}

// unknown notes the stage of an exposure when any plan counts unknown origin there.
func (t *Table) unknown(k planner.Exposure, plans []*planner.Plan) {
	if slices.ContainsFunc(t.UnknownCounted, func(u Unknown) bool { return u.Element == k.Element && u.Stage == k.Stage }) {
		return
	}
	u := Unknown{k.Element, k.Stage, make([]planner.Opt[float64], len(plans))}
	some := false
	for i, p := range plans {
		if !award.Planned(p) {
			continue
		}
		for _, e := range p.KPIs.Exposures {
			if counted := e.Worst - e.Share; e.Element == k.Element && e.Stage == k.Stage && e.Country != planner.UnknownCountry && counted > 1e-9 {
				u.Values[i], some = planner.Some(counted), true
			}
		}
	}
	if some {
		t.UnknownCounted = append(t.UnknownCounted, u)
	}
}

type year struct {
	year  int
	label string
}

func years(plans []*planner.Plan) []year {
	var out []year
	for _, p := range plans {
		if p == nil {
			continue
		}
		for m := range p.Months {
			y := (p.Start + planner.Month(m)).Year()
			if !slices.ContainsFunc(out, func(x year) bool { return x.year == y }) {
				out = append(out, year{y, "Paid in " + planner.MonthOf(y, 1).String()[:4]})
			}
		}
	}
	return out
}

func cash(p *planner.Plan, y int) float64 {
	sum := 0.0
	for m, v := range p.KPIs.CashByMonth {
		if (p.Start + planner.Month(min(m, p.Months-1))).Year() == y {
			sum += v
		}
	}
	return sum
}

// exposures lists what any plan has a tenth of or more in one country.
func exposures(plans []*planner.Plan) []planner.Exposure {
	var out []planner.Exposure
	for _, p := range plans {
		if p == nil {
			continue
		}
		for _, e := range p.KPIs.Exposures {
			if e.Worst >= 0.1 && e.Country != planner.UnknownCountry && !slices.ContainsFunc(out, func(x planner.Exposure) bool {
				return x.Element == e.Element && x.Stage == e.Stage && x.Country == e.Country
			}) {
				out = append(out, e)
			}
		}
	}
	return out
}

func groups(plans []*planner.Plan) []string {
	var out []string
	for _, p := range plans {
		if p == nil {
			continue
		}
		for _, a := range p.Awards {
			if !slices.Contains(out, a.Group) {
				out = append(out, a.Group)
			}
		}
	}
	slices.Sort(out)
	return out
}
