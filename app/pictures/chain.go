// Package pictures makes the pictures of a project, of its plans and of what studies
// found out about them: the chain of origin, the months of a part, a frontier, a
// tornado. Pages show them, the command writes them, both the same.
package pictures

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/chain"
	"remanence/planner/cost"
)

// elementOrder is the order of elements in lists: all first, then rare earths.
var elementOrder = append([]string{"all"}, planner.RareEarths...)

func elementRank(element string) int {
	if i := slices.Index(elementOrder, element); i >= 0 {
		return i
	}
	return len(elementOrder)
}

// Elements lists the elements the plan receives, "all" first.
func Elements(p *planner.Plan) []string {
	var out []string
	if p != nil {
		for _, e := range p.KPIs.Exposures {
			if !slices.Contains(out, e.Element) {
				out = append(out, e.Element)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b string) int {
		return cmp.Or(cmp.Compare(elementRank(a), elementRank(b)), cmp.Compare(a, b))
	})
	return out
}

// Input is what the pictures are made from. The plans may be nil.
type Input struct {
	Project                 *planner.Project
	Facts                   *planner.Facts
	Plan, AsToday, Cheapest *planner.Plan
	Found                   Found
	Old                     string // what to say of figures made before the inputs changed; "" of others
}

// What the width of a band of the chain is.
const (
	ByMass  = "kg"
	ByValue = "value"
)

// Chain is the chain of origin of a plan's receipts for one element, "all" for
// every rare earth. Bands are as wide as their mass, or by value as their landed
// cost: that of each delivery, spread over the grams of the elements it brings. Open
// orders count at their offer's landed cost; what has no price is left out by value,
// and said.
func Chain(in Input, plan *planner.Plan, element, by string) chart.Flow {
	pic := chart.Flow{Axis: chart.Axis{Format: figures.Mass, Exact: mass}} // which write their unit
	if plan == nil {
		return pic
	}
	links := chain.Flow(in.Project, in.Facts, chain.Receipts(in.Project, plan.Awards, true, func(o *planner.Offer, part *planner.Part) float64 {
		if o.Missing() != "" {
			return math.NaN()
		}
		return cost.Base(in.Project, in.Facts, o, part.MassKg().V).Landed
	}), element)
	if by == ByValue {
		currency := in.Project.Currency
		pic.Axis = chart.Axis{Title: tr.F("%s, landed cost spread over the grams of the elements", currency), Format: func(v float64) string { return figures.MoneyShort(currency, v) }, Exact: moneyOf(currency)}
		left := 0.0
		for _, l := range links {
			if l.ToStage == chain.PartStage {
				left += l.Unvalued
			}
		}
		if left > 0 {
			pic.Axis.Title += tr.F("; %s without a price left out", figures.Mass(left))
		}
	}
	var stages []planner.Stage
	for _, s := range append(slices.Clone(planner.Stages), chain.PartStage) {
		if slices.ContainsFunc(links, func(l chain.FlowLink) bool { return l.FromStage == s || l.ToStage == s }) {
			stages = append(stages, s)
			pic.Stages = append(pic.Stages, words.Stage(s))
		}
	}
	links = foldParts(links)
	seen, countries := map[string]bool{}, []string{}
	node := func(stage planner.Stage, who string) string {
		id := string(stage) + "|" + who
		if seen[id] {
			return id
		}
		seen[id] = true
		n := chart.Node{ID: id, Label: who, Stage: slices.Index(stages, stage), Tint: palette.Neutral}
		if stage != chain.PartStage {
			n.Tint = palette.CountryTint(who)
			n.Tip = words.Country(in.Facts, who) + ", " + words.ElementAtStage(element, stage)
			if palette.IsUnknown(who) {
				n.Label = tr.T("unknown")
			}
			if !slices.Contains(countries, who) {
				countries = append(countries, who)
			}
		}
		pic.Nodes = append(pic.Nodes, n)
		return id
	}
	for _, l := range links {
		width := l.Kg
		if by == ByValue {
			width = l.Value
		}
		from, to := node(l.FromStage, l.FromCountry), node(l.ToStage, l.To)
		pic.Links = append(pic.Links, chart.Link{ID: from + linkMark + to, From: from, To: to, Value: width,
			Tint: palette.CountryTint(l.FromCountry)})
	}
	slices.Sort(countries)
	for _, c := range countries {
		name := words.Country(in.Facts, c)
		pic.Legend = append(pic.Legend, chart.Item{Name: name, Tint: palette.CountryTint(c)})
	}
	return pic
}

// linkMark stands between the ids of both ends in the id of a band.
const linkMark = "|>|"

// LinkEnds are the ids of both ends of a band of the chain, stage and country or part
// as a node has them; false for the id of a node.
func LinkEnds(id string) (from, to string, ok bool) { return strings.Cut(id, linkMark) }

// MaxParts is how many parts the last column names; the rest are one node.
const MaxParts = 9

func foldParts(links []chain.FlowLink) []chain.FlowLink {
	kg := map[string]float64{}
	for _, l := range links {
		if l.ToStage == chain.PartStage {
			kg[l.To] += l.Kg
		}
	}
	if len(kg) <= MaxParts+1 {
		return links
	}
	var parts []string
	for p := range kg {
		parts = append(parts, p)
	}
	slices.SortFunc(parts, func(a, b string) int { return cmp.Or(cmp.Compare(kg[b], kg[a]), cmp.Compare(a, b)) })
	rest := tr.N(len(parts)-MaxParts, "%s other part", "%s other parts")
	var out []chain.FlowLink
	at := map[string]int{}
	for _, l := range links {
		if l.ToStage != chain.PartStage || slices.Contains(parts[:MaxParts], l.To) {
			out = append(out, l)
			continue
		}
		l.To = rest
		key := string(l.FromStage) + "|" + l.FromCountry
		if i, ok := at[key]; ok {
			out[i].Kg += l.Kg
			out[i].Value += l.Value
			continue
		}
		at[key] = len(out)
		out = append(out, l)
	}
	return out
}

// Exposure is the matrix of element and stage with the largest country of each.
func Exposure(in Input) chart.Heat {
	pic := chart.Heat{Tint: palette.Bad, Key: [2]string{"0 %", tr.T("100 % from one country")}}
	if in.Plan == nil {
		return pic
	}
	elements := Elements(in.Plan)
	var stages []planner.Stage
	for _, s := range planner.Stages {
		if slices.ContainsFunc(in.Plan.KPIs.Exposures, func(e planner.Exposure) bool { return e.Stage == s }) {
			stages = append(stages, s)
			pic.Columns = append(pic.Columns, words.Stage(s))
		}
	}
	for _, el := range elements {
		pic.Rows = append(pic.Rows, words.Capital(words.Element(el)))
		row := make([]chart.HeatCell, len(stages))
		for j, s := range stages {
			row[j] = heatCell(in, el, s)
		}
		pic.Cells = append(pic.Cells, row)
	}
	return pic
}

// ExposureID is the id of a cell of the exposure matrix.
func ExposureID(element string, stage planner.Stage, country string) string {
	return "exposure|" + element + "|" + string(stage) + "|" + country
}

func heatCell(in Input, element string, stage planner.Stage) chart.HeatCell {
	top, ok := planner.Exposure{}, false
	for _, e := range in.Plan.KPIs.Exposures {
		if e.Element == element && e.Stage == stage && (!ok || e.Worst > top.Worst) {
			top, ok = e, true
		}
	}
	if !ok {
		return chart.HeatCell{Text: figures.Missing, Level: math.NaN()}
	}
	c := chart.HeatCell{ID: ExposureID(element, stage, top.Country), Level: top.Worst,
		Side: palette.CountryTint(top.Country), Text: top.Country + " " + figures.Percent(top.Worst, 0)}
	if palette.IsUnknown(top.Country) {
		c.Text = tr.F("unknown %s", figures.Percent(top.Worst, 0))
	}
	c.Tip = tr.F("%s Click for the parts and offers behind it.", words.Sentence(tr.F("%s: %s known, %s of unknown origin", words.Country(in.Facts, top.Country), figures.Percent(top.Share, 1), figures.Percent(top.Unknown, 1))))
	return c
}
