package overview

import (
	"cmp"
	"slices"
	"strings"

	"remanence/app/standing"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/chain"
)

// Cause is one part and offer behind an exposure.
type Cause struct {
	Part, Offer, Supplier string
	Mass, Share           string
	kg                    float64
}

// Behind lists the parts and offers behind the share of a country at an
// element and stage, largest first, with a title. id is a heat cell's.
func Behind(in Input, id string) (title string, rows []Cause) {
	key := strings.Split(id, "|")
	if len(key) != 4 || key[0] != "exposure" || in.Plan == nil {
		return "", nil
	}
	element, stage, country := key[1], planner.Stage(key[2]), key[3]
	title = words.Capital(words.Country(in.Facts, country) + ": " + words.ElementAtStage(element, stage))
	sum := map[[2]string]*Cause{}
	total := 0.0
	there := planner.CountriesOf(in.Facts, []string{country})
	for _, r := range chain.Receipts(in.Project, in.Plan.Awards, true, nil) {
		weight, hit, unknown := chain.Weigh(in.Project, in.Facts, r.Part, r.Grade, r.Offer, element, stage, there)
		if in.Project.UnknownIsWorst() || country == planner.UnknownCountry {
			hit += unknown
		}
		total += r.Kg * weight
		if hit <= 0 {
			continue
		}
		k := [2]string{r.Part.ID, r.Offer.ID}
		if sum[k] == nil {
			sum[k] = &Cause{Part: r.Part.ID, Offer: r.Offer.ID, Supplier: r.Offer.Supplier}
		}
		sum[k].kg += r.Kg * hit
	}
	for _, c := range sum {
		c.Mass, c.Share = figures.Mass(c.kg), figures.Missing
		if total > 0 {
			c.Share = figures.Percent(c.kg/total, 1)
		}
		rows = append(rows, *c)
	}
	slices.SortFunc(rows, func(a, b Cause) int {
		return cmp.Or(cmp.Compare(b.kg, a.kg), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Offer, b.Offer))
	})
	return title, rows
}

// Reasons are the sentences that explain the plan, with where they lead. Why the
// lowest quotes get less than all comes early: it is what everybody asks.
func Reasons(in Input) []Warning {
	var out []Warning
	if in.Plan == nil {
		return nil
	}
	reasons := slices.Clone(in.Plan.Reasons)
	slices.SortStableFunc(reasons, func(a, b planner.Reason) int { return cmp.Compare(rank(a), rank(b)) })
	for _, r := range reasons {
		w := Warning{Text: words.Reason(r.Text), Link: Link{"plan", r.Part},
			Why: func() why.Explanation { return standing.Reason(in.Project, in.Facts, in.Plan, r).With(in.old()) }}
		switch {
		case r.Part == "" && r.Offer != "":
			w.Link = Link{"sources", planner.Path("offer", r.Offer)}
		case r.Part == "" && r.Rule != "":
			w.Link = Link{"rules", r.Rule}
		}
		out = append(out, w)
	}
	return out
}

// rank puts what is wrong first, then the quotes that lose although they are low.
func rank(r planner.Reason) int {
	switch r.Kind {
	case "shortage", "conflict":
		return 0
	case "price":
		return 1
	}
	return 2
}
