package rules

import (
	"math"
	"slices"

	"remanence/app/tr"
	"remanence/planner"
)

// Template is a rule to start from.
type Template struct {
	Title string
	Rule  planner.Rule
}

// Templates are the rules buyers ask for most, filled in for a project. Their
// limits are a start to be changed, not a recommendation.
func Templates(p *planner.Project, f *planner.Facts) []Template {
	var out []Template
	for _, t := range planner.RuleTypes {
		if t == planner.CountryShareMax {
			magnets := blankRule(p, f, t)
			ore := blankRule(p, f, t)
			ore.Elements, ore.Stages = firstElement(p, f), []planner.Stage{planner.Separation}
			out = append(out, Template{tr.T("Largest share of magnets from a country"), magnets}, Template{tr.T("Largest share of an element at a stage"), ore})
			continue
		}
		out = append(out, Template{MetricName(t), blankRule(p, f, t)})
	}
	return out
}

func firstElement(p *planner.Project, f *planner.Facts) []string {
	all := elements(p, f, &planner.Rule{})
	for _, e := range []string{"Dy", "Tb"} {
		if slices.Contains(all, e) {
			return []string{e}
		}
	}
	return all[:1]
}

// blankRule is a rule of a metric with its blanks filled in.
func blankRule(p *planner.Project, f *planner.Facts, t planner.RuleType) planner.Rule {
	r := planner.Rule{Type: t, Scope: "all", Window: planner.PerYear, Hard: true, Bound: "max", Basis: "mass"}
	if t.IsMin() {
		r.Bound = "min"
	}
	limit := 0.0
	switch t {
	case planner.CountryShareMax:
		limit, r.Stages, r.Countries = 65, []planner.Stage{planner.Magnet}, []string{"CN"}
	case planner.SupplierShareMax:
		limit = 60
	case planner.CountryShareMin:
		limit, r.Stages, r.Countries = 10, []planner.Stage{planner.Magnet}, []string{planner.GroupEU}
	case planner.AwardShareMin:
		limit, r.Basis = 10, ""
	case planner.VolumeMin, planner.VolumeMax:
		limit, r.Basis = 1000, ""
		if all := groups(p); len(all) > 0 {
			r.Supplier = all[0]
		}
	case planner.RedesignBudgetMax:
		limit, r.Basis, r.Window = 100_000, p.Currency, planner.WholePlan
	case planner.LeadTimeMax:
		limit, r.Basis, r.Hard, r.Penalty = 26, "", false, "reported"
	case planner.PaymentDaysMin:
		limit, r.Basis, r.Hard, r.Penalty = 30, "", false, "reported"
	case planner.SupplierShareMin:
		limit = 10
		if all := groups(p); len(all) > 0 {
			r.Supplier = all[0]
		}
	case planner.LicenceShareMax:
		limit, r.Basis = 50, "value"
	case planner.RecycledContentMin:
		limit = 5
	case planner.MinSuppliers:
		limit, r.Basis = 2, ""
		if len(p.Parts) > 0 {
			r.Scope = "part:" + p.Parts[0].ID
		}
	case planner.MaxSuppliers:
		limit, r.Scope, r.Basis = 8, "all_parts_together", ""
	case planner.CoverMin:
		limit, r.Basis, r.Window, r.Hard, r.Penalty = 6, "", planner.EveryMonth, false, "0.4 percent of value per missing week and month"
	case planner.QualificationBudgetMax:
		limit, r.Basis, r.Window = testCosts(p), p.Currency, planner.WholePlan
	case planner.PurchaseBudgetMax:
		limit, r.Basis, r.Hard, r.Penalty = 1_000_000, p.Currency, false, "reported"
	case planner.StockValueMax:
		limit, r.Basis, r.Window = 1_000_000, p.Currency, planner.EveryMonth
	case planner.CoveredCountryBan:
		r.Window, r.Regulation = planner.EveryOrder, "US-DFARS-2027"
		r.Stages = []planner.Stage{planner.Mine, planner.Separation, planner.Metal, planner.Magnet}
		for _, c := range f.Countries {
			if c.USCovered {
				r.Countries = append(r.Countries, c.ISO2)
			}
		}
		if _, ok := f.Regulation(r.Regulation); !ok {
			r.Regulation = ""
		}
	case planner.CO2IntensityMax:
		limit, r.Basis, r.Hard, r.Penalty = 30, "kg CO2 per kg magnet", false, "reported"
	}
	r.ValueFrom, r.ValueTo = planner.Some(limit), planner.Some(limit)
	return r
}

// testCosts is what testing every offer not yet qualified would cost, rounded up
// to two figures: a limit that binds nothing until it is lowered.
func testCosts(p *planner.Project) float64 {
	sum := 0.0
	for i := range p.Offers {
		if o := &p.Offers[i]; o.Status == planner.NotStarted {
			sum += o.QualificationCost.V.InexactFloat64()
		}
	}
	if sum <= 0 {
		return 100_000
	}
	step := math.Pow(10, math.Floor(math.Log10(sum))-1)
	return math.Ceil(sum/step) * step
}

// retype makes another metric of a rule and keeps what both understand.
func retype(p *planner.Project, r *planner.Rule, t planner.RuleType) planner.Rule {
	if t == r.Type {
		return *r
	}
	next := blankRule(p, &planner.Facts{}, t)
	next.ID, next.FromMonth, next.ToMonth, next.Note, next.Off = r.ID, r.FromMonth, r.ToMonth, r.Note, r.Off
	if r.Scope != "" && r.Scope != "all" && (t == planner.MaxSuppliers || r.Scope != "all_parts_together") {
		next.Scope = r.Scope
	}
	for _, field := range used(t) {
		if uses(r.Type, field) {
			f := fieldOf(field)
			_ = f.Set(&next, f.Get(r)) // what one rule holds another can
		}
	}
	if t.InPercent() && r.Type.InPercent() {
		next.ValueFrom, next.ValueTo, next.Hard, next.Penalty = r.ValueFrom, r.ValueTo, r.Hard, r.Penalty
	}
	return next
}
