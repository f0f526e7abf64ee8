package pictures

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/chain"
	"remanence/planner/policy"
)

// Behind is what a mark of a picture leads to: where its cause is seen or changed,
// and where its figure comes from.
type Behind struct {
	Page, What string // Page "" is nowhere
	Why        func() why.Explanation
}

func leads(page, what string) Behind { return Behind{Page: page, What: what} }

func (b Behind) because(explain func() why.Explanation) Behind {
	b.Why = explain
	return b
}

// BehindOf is what is behind a mark of a picture by its id; nothing where the
// picture does not know.
func BehindOf(kind string, in Input, c Choice, id string) Behind {
	of := map[string]func(Input, Choice, string) Behind{
		"chain": behindChain, "exposure": behindExposure, "demand": behindDemand, "landed": behindLanded, "prices": behindPrice, "sites": behindSite,
		"months": behindMonth, "walk": behindWalk, "gates": behindGate, "cover": behindCover, "bridge": behindBridge, "trade": behindTrade,
		"regret": behindRegret, "robust": behindRobust, "tornado": behindTornado, "stops": behindStop, "frontier": behindFrontier, "crossing": behindCrossing,
		"outage": behindOutage, "lasting": behindLasting, "insurance": behindLoss, "distribution": behindDistribution, "cumulative": behindCumulative, "chances": behindChance,
	}[kind]
	if of == nil || id == "" || in.Project == nil {
		return Behind{}
	}
	return of(in, c, id)
}

// monthIn reads the month at the end of an id.
func monthIn(in Input, id string) (name string, t int, ok bool) {
	i := strings.LastIndex(id, "|")
	if i < 0 {
		return id, 0, false
	}
	t, err := strconv.Atoi(id[i+1:])
	return id[:i], t, err == nil && t >= 0 && t < in.Project.Months
}

func monthCell(in Input, part string, t int) string {
	return planner.Path("part", part, (in.Project.Start + planner.Month(t)).String())
}

func behindChain(in Input, c Choice, id string) Behind {
	if from, to, ok := LinkEnds(id); ok {
		b := behindChain(in, c, to)
		return b.because(func() why.Explanation { return linkWhy(in, c, from, to) })
	}
	stage, who, _ := strings.Cut(id, "|")
	if stage != string(chain.PartStage) {
		return behindExposure(in, c, ExposureID(elementOf(c), planner.Stage(stage), who))
	}
	part := in.Project.Part(who)
	if part == nil { // the rest of the parts in one node
		return leads("plan", "").because(func() why.Explanation { return linkWhy(in, c, "", id) })
	}
	b := leads("plan", who)
	if element := elementOf(c); element != "all" {
		return b.because(func() why.Explanation { return why.Content(in.Project, in.Facts, part, element) })
	}
	return b.because(func() why.Explanation { return linkWhy(in, c, "", id) })
}

// linkWhy is what a band of the chain carries, or with no beginning all that reaches
// its end.
func linkWhy(in Input, c Choice, from, to string) why.Explanation {
	element := elementOf(c)
	pic := Chain(in, in.Plan, element, c.In)
	name := func(id string) string {
		stage, who, _ := strings.Cut(id, "|")
		if stage == string(chain.PartStage) {
			return who
		}
		return words.Country(in.Facts, who) + ", " + words.ElementAtStage(element, planner.Stage(stage))
	}
	e := why.Explanation{Title: name(to), Formula: tr.T("sum over the deliveries of the plan and the open orders: mass × content of the grade × share of its origin profile that passes both places")}
	if c.In == ByValue {
		e.Formula = tr.T("landed cost of each delivery, spread over the grams of the elements it brings, × share of its origin profile that passes both places")
	}
	v, leaves, reaches := 0.0, 0.0, 0.0
	for _, l := range pic.Links {
		if l.From == from {
			leaves += l.Value
		}
		if l.To != to {
			continue
		}
		reaches += l.Value
		if from == "" {
			e.Inputs = append(e.Inputs, why.Input{Name: name(l.From), Value: pic.Axis.Exact(l.Value), How: tr.T("origin profiles of the offers, weighted by kilograms received")})
		} else if l.From == from {
			v += l.Value
		}
	}
	e.Value = pic.Axis.Exact(reaches)
	if from != "" {
		e.Title, e.Value = name(from)+" → "+name(to), pic.Axis.Exact(v)
		e.Inputs = []why.Input{{Name: tr.F("Leaves %s", name(from)), Value: pic.Axis.Exact(leaves), How: tr.F("this band is %s of it", figures.Percent(v/leaves, 1))},
			{Name: tr.F("Reaches %s", name(to)), Value: pic.Axis.Exact(reaches), How: tr.F("this band is %s of it", figures.Percent(v/reaches, 1))}}
	}
	e.Notes = []string{tr.T("The content of magnets is a default composition unless an assay is entered (Library).")}
	return e
}

func behindExposure(in Input, _ Choice, id string) Behind {
	if in.Plan == nil {
		return Behind{}
	}
	for _, e := range in.Plan.KPIs.Exposures {
		if ExposureID(e.Element, e.Stage, e.Country) == id {
			return Behind{Why: func() why.Explanation { return why.Exposure(in.Project, in.Facts, e) }}
		}
	}
	return Behind{}
}

func behindDemand(in Input, c Choice, id string) Behind {
	_, t, ok := monthIn(in, id)
	if !ok {
		return Behind{}
	}
	if part := in.Project.Part(c.Part); part != nil {
		path := monthCell(in, part.ID, t)
		v, _ := partDemand(part, t)
		title := tr.F("%s of %s@@title", figures.MonthLabel(in.Project.Start+planner.Month(t)), part.ID)
		return leads("demand", path).because(func() why.Explanation { return why.Need(in.Project, in.Facts, part, t, title, amount(part, v)) })
	}
	list, massless := needs(in.Project, t)
	if len(list) == 0 {
		return Behind{}
	}
	return leads("demand", monthCell(in, list[0].part.ID, t)).because(func() why.Explanation {
		e := why.Explanation{Title: tr.T("Demand, all parts") + ", " + figures.MonthLabel(in.Project.Start+planner.Month(t)), Formula: tr.T("sum over the parts of demand × mass of a piece")}
		kg := 0.0
		for _, x := range list {
			kg += x.kg
			e.Inputs = append(e.Inputs, why.Input{Name: x.part.ID, Value: mass(x.kg), How: amount(x.part, x.part.Need(t)), Page: "demand", What: monthCell(in, x.part.ID, t)})
		}
		e.Value = mass(kg)
		if massless > 0 {
			e.Notes = append(e.Notes, words.Sentence(tr.N(massless, "%s part without a mass is not in it", "%s parts without a mass are not in it")))
		}
		return e
	})
}

func behindLanded(in Input, c Choice, id string) Behind {
	p := policy.Settle(in.Project, in.Facts)
	part := p.Part(partOf(in, c))
	if part == nil {
		return Behind{}
	}
	for _, q := range Quotes(p, in.Facts, part) {
		if q.Fit.Offer.ID == id {
			return leads("sources", planner.Path("offer", id, "price")).because(func() why.Explanation { return why.Landed(p, in.Facts, q.Fit) })
		}
	}
	return Behind{}
}

// behindPrice is the point of a price path that holds in a month.
func behindPrice(in Input, _ Choice, id string) Behind {
	name, t, ok := monthIn(in, id)
	x := in.Project.Index(name)
	if !ok || x == nil {
		return Behind{}
	}
	m := in.Project.Start + planner.Month(t)
	field, from := "", planner.Month(-1)
	for _, p := range x.Points {
		if p.From <= m && p.From > from || field == "" {
			field, from = "flat", p.From
			if p.From != 0 {
				field = p.From.String()
			}
		}
	}
	path := planner.Path("index", x.ID, field)
	return leads("sources", path).because(func() why.Explanation {
		e := why.Cell(in.Project, tr.F("%s, %s", x.ID, figures.MonthLabel(m)), path, perKg(x.Currency, x.At(m).Or(math.NaN())), "sources")
		e.Formula = tr.T("a price path holds its last value until the next one")
		e.Inputs[0].Source = x.Source
		return e
	})
}

// behindSite is the offer of a site the plan buys most from.
func behindSite(in Input, c Choice, id string) Behind {
	kg := map[string]float64{}
	if in.Plan != nil {
		for _, a := range in.Plan.Awards {
			if c.Part == "" || a.Part == c.Part {
				kg[a.Offer] += a.Kg
			}
		}
	}
	if id == "buyer" {
		path := planner.Path("settings", "buyer_country")
		return leads("library", path).because(func() why.Explanation {
			return why.Cell(in.Project, tr.T("Country of the buyer"), path, words.Country(in.Facts, in.Project.BuyerCountry), "library")
		})
	}
	var list []*planner.Offer
	for _, o := range offersFor(in, c.Part) {
		if o.Supplier+"|"+o.Site == id {
			list = append(list, o)
		}
	}
	if len(list) == 0 {
		return Behind{}
	}
	slices.SortStableFunc(list, func(a, b *planner.Offer) int { return cmp.Compare(kg[b.ID], kg[a.ID]) })
	b := leads("sources", planner.Path("offer", list[0].ID))
	if in.Plan == nil {
		return b
	}
	return b.because(func() why.Explanation {
		e := why.Explanation{Title: tr.F("What the plan buys from %s", list[0].Supplier), Formula: tr.T("sum of the orders of its offers, over the whole plan")}
		sum := 0.0
		for _, o := range list {
			sum += kg[o.ID]
			e.Inputs = append(e.Inputs, why.Input{Name: o.ID, Value: mass(kg[o.ID]), How: o.Item, Page: "sources", What: planner.Path("offer", o.ID)})
		}
		e.Value = mass(sum)
		return e
	})
}

func behindWalk(in Input, _ Choice, id string) Behind {
	switch {
	case in.Plan == nil:
		return Behind{}
	case id == "plan":
		return Behind{Why: func() why.Explanation { return why.Total(in.Plan) }}
	case id == "as_today" && in.AsToday != nil:
		return Behind{Why: func() why.Explanation { return why.Total(in.AsToday) }}
	case slices.Contains(planner.CostKinds, planner.CostKind(id)):
		return Behind{Why: func() why.Explanation { return stepWhy(in, planner.CostKind(id)) }}
	}
	return Behind{}
}

// stepWhy is what a kind of cost is more or less than today, with what it is made of
// in the plan.
func stepWhy(in Input, kind planner.CostKind) why.Explanation {
	e := why.Kind(in.Plan, kind)
	if in.AsToday == nil {
		return e
	}
	now, before := in.Plan.ByKind()[kind], in.AsToday.ByKind()[kind]
	e.Title = tr.F("%s, from %s to %s", tr.Known(kind.Label()), tr.T("As today"), tr.T("Plan"))
	e.Value, e.Formula = moneyChange(in.Plan.Currency, now-before), tr.F("plan − as today; %s", e.Formula)
	e.Inputs = append([]why.Input{{Name: tr.T("Plan"), Value: figures.Money(in.Plan.Currency, now)}, {Name: tr.T("As today"), Value: figures.Money(in.Plan.Currency, before)}}, e.Inputs...)
	return e
}

func behindCover(in Input, _ Choice, id string) Behind {
	part, t, ok := monthIn(in, id)
	if !ok {
		return Behind{}
	}
	return behindStock(in, part, t, leads("plan", part))
}

// behindBridge is a kind of cost by its causes.
func behindBridge(in Input, c Choice, id string) Behind {
	from, err := variantOf(in, cmp.Or(c.From, "as-today"))
	to, err2 := variantOf(in, cmp.Or(c.To, "plan"))
	if err != nil || err2 != nil || from == nil || to == nil || from.Plan == nil || to.Plan == nil {
		return Behind{}
	}
	switch id {
	case from.ID:
		return Behind{Why: func() why.Explanation { return why.Total(from.Plan) }}
	case to.ID:
		return Behind{Why: func() why.Explanation { return why.Total(to.Plan) }}
	}
	_, steps, err := Bridge(from, to)
	if err != nil || !slices.ContainsFunc(steps, func(s award.BridgeStep) bool { return string(s.Kind) == id }) {
		return Behind{}
	}
	return Behind{Why: func() why.Explanation {
		e := why.Explanation{Title: tr.F("%s, from %s to %s", tr.Known(planner.CostKind(id).Label()), from.Name, to.Name), Formula: tr.T("sum over the causes, discounted; each cause by part and offer")}
		sum := 0.0
		for _, s := range steps {
			if string(s.Kind) != id {
				continue
			}
			sum += s.Amount.InexactFloat64()
			e.Notes = append(e.Notes, words.Reason(s.Text))
			for _, l := range s.Lines {
				in := why.Input{Name: strings.TrimSpace(l.Part + "  " + l.Offer), Value: moneyChange(to.Plan.Currency, l.Amount.InexactFloat64()), Page: "plan", What: l.Part}
				if l.Offer != "" {
					in.Page, in.What = "sources", planner.Path("offer", l.Offer)
				}
				e.Inputs = append(e.Inputs, in)
			}
		}
		e.Value = moneyChange(to.Plan.Currency, sum)
		return e
	}}
}
