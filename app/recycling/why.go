package recycling

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"remanence/app/entry"
	"remanence/app/pictures"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/whatif"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/data/reference"
	"remanence/planner"
)

// WhyUse explains what the plan uses of a stream.
func WhyUse(in Input, s *planner.Stream) why.Explanation {
	u := pictures.UseOf(in.drawn(), s)
	e := why.Explanation{Title: tr.F("Feed of %s the plan uses", s.ID), Value: tr.F("%s of %s@@amount", figures.Mass(u.Taken), figures.Mass(u.Feed)),
		Formula: tr.T("magnets ordered of the offers it feeds ÷ magnets per kg of feed; feed runs in a straight line from the first to the last month, at most its cap"),
		Notes:   []string{tr.T("Feed that is not used at once waits for later months.")}}
	for _, f := range []struct{ name, field, unit string }{{tr.T("Feed at start"), "kg_per_month_start", tr.T("kg a month")}, {tr.T("Feed at end"), "kg_per_month_end", tr.T("kg a month")},
		{tr.T("Cap"), "max_kg_per_month", tr.T("kg a month")}, {tr.T("Magnets per kg of feed"), "magnet_kg_per_kg_feed", ""}, {tr.T("Offers fed"), "linked_offers", ""}} {
		e.Inputs = append(e.Inputs, why.Entered(in.Project, f.name, planner.Path("stream", s.ID, f.field), f.unit, "recycling"))
	}
	return e.With(in.drawn().Old)
}

// WhyAll explains what the plan uses of all streams.
func WhyAll(in Input) why.Explanation {
	feed, taken := 0.0, 0.0
	e := why.Explanation{Title: tr.T("All streams"), Formula: tr.T("sum over the streams, over the whole plan; magnets = feed used × magnets per kg of feed")}
	for i := range in.Project.Streams {
		s := &in.Project.Streams[i]
		u := pictures.UseOf(in.drawn(), s)
		feed, taken = feed+u.Feed, taken+u.Taken
		e.Inputs = append(e.Inputs, why.Input{Name: s.ID, Value: tr.F("%s of %s@@amount", figures.Mass(u.Taken), figures.Mass(u.Feed)), How: tr.F("%s of magnets", figures.Mass(u.Taken*s.MagnetPerFeed)), Page: "recycling", What: s.ID})
	}
	e.Value = tr.F("%s of %s@@amount", figures.Mass(taken), figures.Mass(feed))
	if in.Plan != nil {
		if k := in.Plan.KPIs.RecycledMass; k.OK {
			e.Inputs = append(e.Inputs, why.Input{Name: tr.T("Recycled content"), Value: figures.Percent(k.V, 1), How: tr.T("recycled share of the offers, weighted by kilograms received"), Page: "plan"})
		}
	}
	return e.With(in.drawn().Old)
}

// WhyEven explains a break-even price.
func WhyEven(in Input, e Even) why.Explanation {
	money := func(v float64) string { return tr.F("%s per kg", figures.Money(in.Project.Currency, v)) }
	x := why.Explanation{Title: tr.F("Break-even of %s for %s", e.Stream, e.Part), Value: money(e.Recycled), Formula: tr.T("landed toll of the recycled magnets + collection cost of a kg of feed ÷ magnets per kg of feed"),
		Inputs: []why.Input{{Name: tr.F("Landed toll, %s", e.Offer), Value: money(e.Toll), How: tr.T("landed cost of the offer"), Page: "sources", What: planner.Path("offer", e.Offer)},
			{Name: tr.T("Collection"), Value: money(e.Collect), How: tr.T("per kg of finished magnet")},
			why.Entered(in.Project, tr.T("Collection cost per kg of feed"), planner.Path("stream", e.Stream, "collection_cost_per_kg"), "", "recycling"),
			why.Entered(in.Project, tr.T("Magnets per kg of feed"), planner.Path("stream", e.Stream, "magnet_kg_per_kg_feed"), "", "recycling")},
		Notes: []string{tr.T("Above this price of new magnets recycling pays.")}}
	if e.NewOffer != "" {
		x.Inputs = append(x.Inputs, why.Input{Name: tr.F("Cheapest new, %s", e.NewOffer), Value: money(e.New), How: tr.T("lowest landed cost of the offers no stream feeds"), Page: "sources", What: planner.Path("offer", e.NewOffer)})
	}
	return x
}

// WhyBalance takes the account of an element of a stream apart.
func WhyBalance(in Input, b Balance) why.Explanation {
	grade, _ := in.Facts.Grade(b.Assumed)
	src := grade.Source
	src.Default = !src.User
	x := why.Explanation{Title: tr.F("%s in %s", words.Capital(words.Element(b.Element)), b.Stream), Value: tr.F("%s of %s recovered", figures.Mass(b.Recovered), figures.Mass(b.Feed)),
		Formula: tr.T("in the feed = kilograms of feed × content; recovered = in the feed × recovery; lost = in the feed − recovered"),
		Notes:   []string{tr.T("A stream states only its grade family: the feed is taken to hold what the magnets hold that are made of it.")}}
	how := tr.T("all that can be collected; there is no plan yet")
	if in.Plan != nil {
		how = tr.T("what the plan uses of the stream")
	}
	content := grade.Fraction(b.Element)
	x.Inputs = append(x.Inputs, why.Input{Name: tr.T("Feed"), Value: figures.Mass(b.Feed / content), How: how, Page: "recycling", What: b.Stream},
		why.Input{Name: tr.F("Content of %s", b.Assumed), Value: figures.Percent(content, 2), Source: src, Page: "library", What: "grade/" + b.Assumed})
	if b.Known {
		x.Inputs = append(x.Inputs, why.Input{Name: tr.T("Recovery"), Value: figures.Percent(b.Share, 1), How: tr.T("entered with the route of the stream"), Page: "recycling", What: planner.Path("stream", b.Stream, planner.RecoveryField(b.Element).Name)})
	} else {
		x.Inputs = append(x.Inputs, why.Input{Name: tr.T("Recovery"), Value: figures.Missing, How: tr.T("not stated, so the element counts as lost"), Page: "recycling", What: b.Stream})
	}
	return x
}

// WhyRoute says where the recoveries of a route come from.
func WhyRoute(r reference.RecyclingRow) why.Explanation {
	x := why.Explanation{Title: r.Process, Value: r.Output, Formula: tr.T("recovery = kilograms of the element in what comes out ÷ kilograms in what goes in, as published")}
	for _, e := range []struct {
		name string
		v    planner.Opt[float64]
	}{{"Nd", r.NdPct}, {"Pr", r.PrPct}, {"Dy", r.DyPct}, {"Tb", r.TbPct}} {
		x.Inputs = append(x.Inputs, why.Input{Name: words.Capital(words.Element(e.name)), Value: recovered(e.v), Source: r.Source, Page: "library", What: "routes/" + r.Process})
	}
	if r.TRL.OK {
		x.Inputs = append(x.Inputs, why.Input{Name: "TRL", Value: figures.Number(float64(r.TRL.V), 0), How: tr.T("readiness, 9 is in series use"), Source: r.Source})
	}
	return x
}

func recovered(v planner.Opt[float64]) string {
	if !v.OK {
		return figures.Missing
	}
	return figures.Auto(v.V) + "\u00a0%"
}

// Why implements session.Explainer.
func (p *Page) Why() (why.Explanation, bool) {
	row, col := p.grid.Active()
	in := p.input()
	s := streamOf(in.Project, p.sheet.ID(row))
	if s == nil {
		return why.Explanation{}, false
	}
	field := p.sheet.Field(col)
	if field == "" {
		return WhyUse(in, s), true
	}
	return why.Cell(in.Project, tr.F("%s of %s@@title", p.sheet.Columns()[col].Title, s.ID), planner.Path("stream", s.ID, field), p.sheet.Cell(row, col).Text, "recycling"), true
}

// menu is the context menu of a cell.
func (p *Page) menu(_, _ int, at fyne.Position) {
	c := entry.CanvasOf(p.grid)
	e, ok := p.Why()
	if c == nil || !ok {
		return
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", whatif.Menu(p.session, p.window, e)...), c, at)
}
