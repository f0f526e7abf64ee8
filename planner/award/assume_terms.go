package award

import (
	"fmt"

	"remanence/planner"
	"remanence/planner/cost"
)

// termAssumptions lists the defaults behind prices, freight and duty that the
// buyer did not give, and the conventions of time that shape the plan.
func termAssumptions(p *planner.Project, f *planner.Facts, add func(where, value, why string, s planner.Source)) {
	own := planner.Source{Name: "project settings"}
	seen := map[string]bool{}
	once := func(where, value, why string, s planner.Source) {
		if !seen[where+value] {
			seen[where+value] = true
			add(where, value, why, s)
		}
	}
	for i := range p.Offers {
		o := &p.Offers[i]
		for _, t := range o.Formula.V.Terms {
			if x, ok := p.IndexOf(f, t); ok && x.Source.Default {
				once("index "+x.ID+", "+x.Element, x.Points[0].Price.String()+" "+x.Currency+" per kg of contained element",
					"No price path was entered for this market; the reference price stands for every month.", x.Source)
			}
		}
		if l, ok := p.FreightLane(f, o); ok && l.Source.Default {
			once("freight "+l.From+" to "+l.To+" by "+l.Mode, l.PerKg.String()+" "+l.Currency+" per kg", "Neither the offer nor the table of lanes states a rate; this is an estimate.", l.Source)
		}
		if o.Duty.OK {
			continue
		}
		if s, ok := p.OfferDuties(f, o, cost.AtStart(p, o).Arrives); ok && s.Rate.OK {
			if _, burden, _ := planner.ReadIncoterm(o.Incoterm); burden.Duty {
				src := planner.Source{Default: true, Name: "dated duty layers"}
				if n := len(s.Layers); n > 0 {
					src = s.Layers[n-1].Source
					src.Default = true
				}
				once("duty on "+o.HS+" from "+o.Country+" into "+p.BuyerCountry, planner.FormatPercent(s.Rate.V)+" % at the start", "The offer states no duty; the layers in force in the month of arrival count.", src)
			}
		}
	}
	cuts := p.RampHaircut.V > 0
	for i := range p.Pools {
		cuts = cuts || p.Pools[i].Haircut.V > 0
	}
	if cuts {
		add("capacity", planner.FormatPercent(p.RampHaircut.V)+" % haircut", "So much of every rise in capacity over the first month of the plan is not counted on; a pool's own haircut comes first.", own)
	}
	if p.FrozenMonths.V > 0 {
		add("frozen window", fmt.Sprintf("first %d of the plan's months", p.FrozenMonths.V), "In them nothing is ordered beyond the open orders.", own)
	}
	if p.QuartersFrom.OK {
		add("orders by quarter", "from "+p.QuartersFrom.V.String(), "From then on a row gets the same each month of a quarter; the gap speaks of such plans.", own)
	}
}
