package award

import (
	"fmt"

	"remanence/planner"
	"remanence/planner/chain"
	"remanence/planner/cost"
	"remanence/planner/policy"
)

// Assumptions lists every value a plan used that the buyer did not give, with
// its source, and every convention that shapes a figure.
func Assumptions(p *planner.Project, f *planner.Facts, plan *planner.Plan, o Options) []planner.Assumption {
	p = policy.Settle(p, f)
	var out []planner.Assumption
	app := planner.Source{Name: "default of the app", Default: true}
	add := func(where, value, why string, s planner.Source) {
		out = append(out, planner.Assumption{Where: where, Value: value, Why: why, Source: s})
	}
	if !p.LicencePercentile.OK && !o.LicencePercentile.OK {
		add("licence wait", planner.FormatPercent(planner.DefaultLicencePercentile)+"th percentile", "Orders allow for a wait this long; no percentile was entered.", app)
	}
	if !p.Gap.OK && o.Gap == 0 {
		add("gap", trimmed(100*DefaultGap, 2)+" %", "A plan counts as proven when at most this much better could exist.", app)
	}
	if p.CarryingRate > 0 {
		add("stock holding", trimmed(1200*cost.HoldingRate(p), 2)+" % per year", "The carrying cost less the discount rate, since discounting charges the capital already.", planner.Source{Name: "project settings"})
	}
	if p.EndStock != planner.EndStockNone {
		add("stock at the end", "lowest landed quote, at most three months' need", "Stock left at the end is credited, so that the plan does not run the stores empty.", app)
	}
	termAssumptions(p, f, add)
	for i := range p.Parts {
		part := &p.Parts[i]
		if part.SafetyStockWeeks.V > 0 {
			add("safety stock", planner.FormatPercent(SafetyPenalty)+" % of a month's need per missing week and month", "A soft target for parts and months without a cover rule.", app)
			break
		}
	}
	for i := range p.Parts {
		part := &p.Parts[i]
		if p.PolicyFor(part) == planner.Lost && p.Shortage == "" {
			add("part "+part.ID, "lost when late", "Aftermarket demand is lost when it cannot be met, other demand is late.", app)
		}
	}
	dormant, without, chances := 0, 0, 0
	for i := range p.Offers {
		of := &p.Offers[i]
		if of.Licence.Dormant && !of.Licence.NeededToday() {
			dormant++
		}
		if of.Licence.NeededToday() && of.Licence.Approval.OK && of.Licence.Approval.V < 1 {
			chances++
		}
		if why := of.Missing(); why != "" {
			add("offer "+of.ID, why, "The offer stays out of the plan until it is filled in.", planner.Source{Name: "quotation"})
		}
		if of.Profile != planner.NoRareEarth && p.Profile(of.Profile) == nil {
			without++
		}
	}
	if chances > 0 {
		add("licences", fmt.Sprintf("%d offers may be refused one", chances), "The plan takes every application to be granted after its wait; the chance of refusal is shown with the offer and not planned for.", planner.Source{Name: "quotations"})
	}
	if len(p.Streams) > 0 {
		add("recycling", "recovery by element", "Feed and magnets per kg of feed limit recycled orders; the recoveries are kept with the stream and do not.", planner.Source{Name: "project"})
	}
	if dormant > 0 {
		add("licences", fmt.Sprintf("%d offers need one only if the suspension lapses", dormant), "The plan takes the suspension to hold; no wait is added for them.", planner.Source{Name: "quotations"})
	}
	out = append(out, policy.Assumptions(p, f)...)
	if !p.UnknownIsWorst() {
		add("origin", "unknown origin left out", "By the project's own setting a share nobody has stated the origin of counts under no limit; usually it counts as the worst case.", planner.Source{Name: "project settings", User: true})
	} else if without > 0 {
		add("origin", fmt.Sprintf("%d offers without an origin profile", without), "Unknown origin counts as the worst case in every limit.", app)
	}
	if n := len(p.Scenarios); n > 0 {
		add("scenarios", fmt.Sprintf("%d kept with the project", n), "They are what-ifs; the plan is for the base.", planner.Source{Name: "project"})
	}
	seen := map[string]bool{}
	for _, x := range chain.Receipts(p, plan.Awards, true, nil) {
		for _, e := range chain.Elements(f, x.Part, x.Grade) {
			pr := p.Profile(x.Offer.Profile)
			if pr == nil || seen[pr.ID+e] {
				continue
			}
			if as := chain.Follows(pr, e); as != "" {
				seen[pr.ID+e] = true
				add("profile "+pr.ID, e+" as "+as, "The profile does not state the origin of "+e+"; it is separated with "+as+" and taken to come the same way."+followEffect(p, f, plan, pr, e), app)
			}
		}
	}
	for _, x := range chain.Receipts(p, plan.Awards, true, nil) {
		g, ok := f.Grade(x.Grade)
		if !ok || seen[g.Name] || x.Part.IsMaterial() {
			continue
		}
		seen[g.Name] = true
		if g.Precision == "low" && !g.Source.User {
			add("grade "+g.Name, "indicative composition", "Makers publish none; element figures carry a range of 25 % either way until an assay is entered.", g.Source)
		}
	}
	return out
}

// followEffect says how much hangs on the convention: the kg of the element the
// plan receives by it, and the bans that would shut those goods out if its origin
// were read as unknown.
func followEffect(p *planner.Project, f *planner.Facts, plan *planner.Plan, pr *planner.Profile, element string) string {
	kg := 0.0
	var bans []string
	for _, x := range chain.Receipts(p, plan.Awards, true, nil) {
		c, _ := chain.Content(f, x.Part, x.Grade, element)
		if x.Offer.Profile != pr.ID || c.Typical == 0 {
			continue
		}
		kg += float64(x.Kg * c.Typical)
		for i := range p.Rules {
			r := &p.Rules[i]
			if r.Type == planner.CoveredCountryBan && !r.Off && p.UnknownIsWorst() && r.Covers(x.Part, f) && !contains(bans, r.ID) {
				bans = append(bans, r.ID)
			}
		}
	}
	text := fmt.Sprintf(" It concerns %s kg of %s in the plan", Quantity(kg), element)
	if len(bans) > 0 {
		text += "; read as unknown, it would shut these goods out under " + planner.List(bans)
	}
	return text + "."
}
