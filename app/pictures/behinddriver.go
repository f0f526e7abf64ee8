package pictures

import (
	"slices"
	"strings"

	"remanence/app/tr"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/compare"
)

// behindTornado leads to the cell of a driver.
func behindTornado(in Input, c Choice, id string) Behind {
	if id == ThePlan && in.Plan != nil { // what the bars are measured from
		return leads("plan", "cost").because(func() why.Explanation { return why.Total(in.Plan) })
	}
	to := driverPlace(in.Project, id)
	i := slices.IndexFunc(in.Found.Tornado, func(b compare.Bar) bool { return b.ID == id })
	if i < 0 {
		return to
	}
	b := in.Found.Tornado[i]
	return to.because(func() why.Explanation {
		low, high := b.FixedLow, b.FixedHigh
		e := why.Explanation{Title: tr.F("What %s moves", DriverName(b.ID, b.Name)), Formula: tr.T("cost of the plan's orders with the driver at its low and its high value − cost of the plan")}
		if c.Anew {
			low, high, e.Formula = b.ReplannedLow, b.ReplannedHigh, tr.T("cost of the best plan with the driver at its low and its high value − cost of the plan")
		}
		e.Value = tr.F("%s to %s", change(in.Project.Currency, low), change(in.Project.Currency, high))
		for _, x := range []struct {
			name string
			at   float64
			v    planner.Opt[float64]
		}{{tr.T("Low value"), b.Low, low}, {tr.T("High value"), b.High, high}} {
			e.Inputs = append(e.Inputs, why.Input{Name: x.name + ": " + planner.FormatNumber(x.at) + " " + tr.Known(b.Unit), Value: change(in.Project.Currency, x.v), How: words.Reason(b.Why), Page: to.Page, What: to.What})
		}
		if b.Caveat != "" {
			e.Notes = append(e.Notes, words.Reason(b.Caveat))
		}
		return e
	})
}

// driverPlace is where what a driver moves is entered, nowhere when it is entered in
// no cell of its own.
func driverPlace(p *planner.Project, id string) Behind {
	kind, of, _ := strings.Cut(id, " ")
	switch {
	case kind == "fx":
		return leads("library", "settings/fx_"+p.Currency+"_"+of)
	case kind == "wait":
		return leads("rules", of)
	case id == "ramp":
		return leads("library", "settings/ramp_haircut_pct")
	case id == "discount":
		return leads("library", "settings/discount_rate_pct")
	case id == compare.Usual[0]:
		if len(p.Parts) > 0 {
			return leads("demand", monthCell(Input{Project: p}, p.Parts[0].ID, 0))
		}
	case id == "shortage":
		for _, x := range p.Parts {
			if x.ShortageCost.OK {
				return leads("demand", planner.Path("part", x.ID, "shortage_cost_per_piece"))
			}
		}
	case kind == "duty":
		for _, o := range p.Offers {
			if o.Country == of {
				return leads("sources", planner.Path("offer", o.ID, "extra_duty_pct"))
			}
		}
	case of == "goods":
		for _, x := range p.Parts {
			if x.IsMaterial() {
				return leads("sources", x.ID)
			}
		}
	default:
		for _, x := range p.Indices {
			if x.Element == kind && string(x.Basis) == of {
				return leads("sources", planner.Path("index", x.ID))
			}
		}
		return leads("library", "prices")
	}
	return Behind{}
}
