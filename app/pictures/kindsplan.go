package pictures

import (
	"fmt"
	"slices"
	"strings"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/policy"
)

// planKinds are the pictures of the pages Overview to Plan.
func planKinds() []Kind {
	return []Kind{
		{"chain", tr.T("where each gram has been: mine, separation, metal, magnet, part"), []string{"element", "in", "plan"}, APlan, chainTitle, drawChain},
		{"exposure", tr.T("the largest country of every element and stage"), []string{"plan"}, APlan, called(tr.T("Largest single-country share")), drawn(Exposure)},
		{"demand", tr.T("demand by month, of one part or of all in kg"), []string{"part"}, Nothing, demandTitle, func(in Input, c Choice) (chart.Picture, error) {
			return Demand(in.Project, c.Part), nil
		}},
		{"landed", tr.T("landed cost per kg of the offers for one part"), []string{"part"}, Nothing, landedTitle, drawLanded},
		{"prices", tr.T("price paths of index-linked offers by month"), nil, Nothing, called(tr.T("Price paths")), func(in Input, _ Choice) (chart.Picture, error) {
			return Prices(in.Project), nil
		}},
		{"sites", tr.T("map of the sites that quote"), []string{"part", "plan"}, Nothing, sitesTitle, func(in Input, c Choice) (chart.Picture, error) {
			return Sites(in, c.Part), nil
		}},
		{"recycling", tr.T("feed of a stream of scrap by month: used and not used"), []string{"stream", "plan"}, APlan, streamTitle, drawCollected},
		{"rule", tr.T("the limit of a rule and what the plan does, window by window"), []string{"rule", "plan"}, APlan, ruleTitle, drawCourse},
		{"months", tr.T("one part by month: arrivals, demand and stock"), []string{"part", "plan"}, APlan, partTitle, func(in Input, c Choice) (chart.Picture, error) {
			return Months(in, partOf(in, c)), nil
		}},
		{"walk", tr.T("cost from buying as today to the plan"), nil, Baselines, called(tr.T("From today's cost to the plan")), drawn(CostWalk)},
		{"gates", tr.T("qualifications, licences, contracts and changes of grade by month"), []string{"plan"}, APlan, called(tr.T("What must be ready when")), drawn(Gates)},
		{"cover", tr.T("weeks of demand that the stock of each part feeds"), []string{"plan"}, APlan, called(tr.T("Weeks of demand the stock feeds, by month end")), drawn(Cover)},
	}
}

func elementOf(c Choice) string {
	if c.Element == "" {
		return "all"
	}
	return c.Element
}

func chainTitle(_ Input, c Choice) string {
	if element := elementOf(c); element != "all" {
		return tr.F("Where the %s comes from", words.Element(element))
	}
	return tr.F("Where the %s come from", words.Element("all"))
}

func drawChain(in Input, c Choice) (chart.Picture, error) {
	element := elementOf(c)
	if in.Plan != nil && element != "all" && !slices.Contains(Elements(in.Plan), element) {
		return nil, fmt.Errorf(tr.T("the plan receives no %q; elements: %s"), element, strings.Join(Elements(in.Plan), ", "))
	}
	if c.In != "" && c.In != ByMass && c.In != ByValue {
		return nil, fmt.Errorf(tr.T("the chain cannot be drawn in %q; write kg or value"), c.In)
	}
	return Chain(in, in.Plan, element, c.In), nil
}

// partOf is the part chosen, else the largest; "" without parts.
func partOf(in Input, c Choice) string {
	if c.Part == "" && len(in.Project.Parts) > 0 {
		return largest(in.Project, in.Plan)
	}
	return c.Part
}

func partTitle(in Input, c Choice) string { return partOf(in, c) }

// largest is the part with the most mass ordered, the first of the project
// without a plan.
func largest(p *planner.Project, plan *planner.Plan) string {
	kg := map[string]float64{}
	if plan != nil {
		for _, a := range plan.Awards {
			kg[a.Part] += a.Kg
		}
	}
	best := p.Parts[0].ID
	for i := range p.Parts {
		if kg[p.Parts[i].ID] > kg[best] {
			best = p.Parts[i].ID
		}
	}
	return best
}

func demandTitle(_ Input, c Choice) string {
	if c.Part == "" {
		return tr.T("Demand, all parts")
	}
	return tr.F("Demand for %s", c.Part)
}

func landedTitle(in Input, c Choice) string {
	return partOf(in, c) + " · " + landed(in, c).Title
}

func drawLanded(in Input, c Choice) (chart.Picture, error) { return landed(in, c), nil }

func landed(in Input, c Choice) chart.StackedBars {
	part := in.Project.Part(partOf(in, c))
	if part == nil {
		return Landed(in.Project.Currency, nil)
	}
	return Landed(in.Project.Currency, Quotes(policy.Settle(in.Project, in.Facts), in.Facts, part))
}

func sitesTitle(_ Input, c Choice) string {
	title := tr.T("Sites that quote")
	if c.Part != "" {
		title += tr.F(" for %s", c.Part)
	}
	return title
}

func streamTitle(_ Input, c Choice) string {
	if c.Stream == "" {
		return tr.T("Scrap, swarf and take-back, all streams")
	}
	return c.Stream
}

func drawCollected(in Input, c Choice) (chart.Picture, error) {
	if c.Stream != "" && !slices.ContainsFunc(in.Project.Streams, func(s planner.Stream) bool { return s.ID == c.Stream }) {
		return nil, fmt.Errorf(tr.T("there is no stream %q in the project"), c.Stream)
	}
	return Collected(in, c.Stream), nil
}

// ruleIn is the rule chosen, else the first that is on; nil without one.
func ruleIn(in Input, c Choice) *planner.Rule {
	i := slices.IndexFunc(in.Project.Rules, func(r planner.Rule) bool { return r.ID == c.Rule || c.Rule == "" && !r.Off })
	if i < 0 {
		return nil
	}
	return &in.Project.Rules[i]
}

func ruleTitle(in Input, c Choice) string {
	if r := ruleIn(in, c); r != nil {
		return r.ID + " · " + words.RuleShort(in.Project, in.Facts, r)
	}
	return ""
}

func drawCourse(in Input, c Choice) (chart.Picture, error) {
	r := ruleIn(in, c)
	switch {
	case r == nil && c.Rule != "":
		return nil, fmt.Errorf(tr.T("there is no rule %q in the project"), c.Rule)
	case r == nil:
		return chart.Lines{}, nil
	}
	return Course(in, r.ID), nil
}
