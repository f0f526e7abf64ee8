package cost

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"remanence/planner"
)

// DutyRates are the duty and extra duty of goods arriving in a month, as shares
// of their price. What the offer states counts. Where it states none, the dated
// layers do (base duty or preference, and everything on top), unless the seller
// clears the goods (DDP). A stack with a layer that is not known counts none;
// validation says so.
//
// What a scenario adds counts as extra duty.
func DutyRates(p *planner.Project, f *planner.Facts, o *planner.Offer, arrives planner.Month) (duty, extra float64) {
	duty, extra = dutyRates(p, f, o, arrives)
	if add := o.DutyEffect(arrives); add != 0 {
		extra = math.Max(extra+add, math.Min(extra, 0)) // what is taken off is at most what is there
	}
	return duty, extra
}

func dutyRates(p *planner.Project, f *planner.Facts, o *planner.Offer, arrives planner.Month) (duty, extra float64) {
	duty, extra = o.Duty.V, o.ExtraDuty.V
	if o.Duty.OK {
		return duty, extra
	}
	if _, burden, _ := planner.ReadIncoterm(o.Incoterm); !burden.Duty {
		return duty, extra
	}
	s, ok := p.OfferDuties(f, o, arrives)
	if !ok || !s.Rate.OK {
		return duty, extra
	}
	if !o.ExtraDuty.OK {
		extra = s.Rate.V - s.Base
	}
	return s.Base, extra
}

// freight is the carriage and insurance of a kilogram, plan currency: the
// offer's own figure or the lane's, and insurance on the goods' price where the
// buyer bears the risk on the way.
func freight(p *planner.Project, f *planner.Facts, o *planner.Offer, goods float64) (all, insurance float64) {
	if o.FreightPerKg.OK {
		all = ToPlan(p, o.FreightPerKg.V, o.Currency)
	} else if lane, ok := p.FreightLane(f, o); ok {
		all = ToPlan(p, lane.PerKg, lane.Currency)
	}
	if _, burden, _ := planner.ReadIncoterm(o.Incoterm); burden.Insurance {
		insurance = p.InsuranceRate.V * goods
	}
	return all + insurance, insurance
}

// Line is one line of a landed cost with where it comes from, for explanation.
type Line struct {
	Title  string
	PerKg  float64 // plan currency
	Why    string  // in words
	Source planner.Source
}

// Lines takes a landed cost apart: quoted price, each index, each duty layer
// with its legal basis and dates, freight with the lane's source, insurance.
func Lines(p *planner.Project, f *planner.Facts, o *planner.Offer, price planner.Decimal, massKg float64, at When) []Line {
	u := PerKg(p, f, o, price, massKg, at)
	quote := planner.Source{Name: "quotation", User: true}
	out := []Line{{"Quoted price", u.Goods - u.Indexed, fmt.Sprintf("%s %s per %s", price, o.Currency, o.PriceUnit), quote}}
	if parts, ok := IndexParts(p, f, o, at.Ordered); ok && len(parts) > 0 {
		sum := 0.0
		for _, t := range parts {
			add := t.Adds() / u.PerUnit
			sum += add
			out = append(out, Line{"Index " + t.Index.ID + ", " + t.Term.Element, add,
				fmt.Sprintf("%s kg × (%s − %s) %s per kg, read in %s", short(t.Coefficient), short(t.Value), t.Term.Base, t.Index.Currency, t.Month), t.Index.Source})
		}
		out = append(out, priceRest(o, u, u.Indexed-sum, at.Ordered)...)
	} else if u.Indexed != 0 {
		out = append(out, priceRest(o, u, u.Indexed, at.Ordered)...)
	}
	out = append(out, dutyLines(p, f, o, u, at.Arrives)...)
	if _, before := dutyRates(p, f, o, at.Arrives); u.ExtraRate != before {
		add := u.ExtraRate - before
		out = append(out, Line{"Extra duty, scenario", u.Goods * add, planner.FormatPercent(add) + " % on top, by " + effectNames(o, at.Arrives), scenarioSource})
	}
	switch lane, ok := p.FreightLane(f, o); {
	case o.FreightPerKg.OK:
		out = append(out, Line{"Freight", u.Freight - u.Insurance, "as quoted", quote})
	case ok:
		out = append(out, Line{"Freight", u.Freight - u.Insurance, fmt.Sprintf("%s to %s by %s, %s %s per kg", lane.From, lane.To, lane.Mode, lane.PerKg, lane.Currency), lane.Source})
	}
	if u.Insurance != 0 {
		out = append(out, Line{"Insurance", u.Insurance, planner.FormatPercent(p.InsuranceRate.V) + " % of the goods' price", planner.Source{Name: "project settings", User: true}})
	}
	return out
}

// priceRest says where the rest of a price comes from: cap or floor, and what a
// scenario does to it.
func priceRest(o *planner.Offer, u Unit, rest float64, ordered planner.Month) []Line {
	var out []Line
	if add, factor := o.PriceEffect(ordered); add != 0 || factor != 1 {
		by := u.Goods
		if factor > 0 {
			by -= u.Goods/factor - add/u.PerUnit
		}
		rest -= by
		out = append(out, Line{"Price, scenario", by, effectNames(o, ordered), scenarioSource})
	}
	if rest > 1e-12 || rest < -1e-12 {
		out = append([]Line{{"Price cap or floor", rest, "the price stays between floor and cap", planner.Source{Name: "quotation", User: true}}}, out...)
	}
	return out
}

var scenarioSource = planner.Source{Name: "scenario", User: true}

// effectNames lists the scenarios at work on an offer in a month.
func effectNames(o *planner.Offer, m planner.Month) string {
	var names []string
	for i := range o.Effects {
		if e := &o.Effects[i]; e.In(m) && !slices.Contains(names, e.By) {
			names = append(names, e.By)
		}
	}
	return strings.Join(names, ", ")
}

func dutyLines(p *planner.Project, f *planner.Facts, o *planner.Offer, u Unit, arrives planner.Month) []Line {
	var out []Line
	quote := planner.Source{Name: "quotation", User: true}
	stated := func(title string, perKg, rate float64) {
		out = append(out, Line{title, perKg, planner.FormatPercent(rate) + " % as entered", quote})
	}
	s, ok := p.OfferDuties(f, o, arrives)
	_, burden, _ := planner.ReadIncoterm(o.Incoterm)
	if o.Duty.OK || !ok || !s.Rate.OK || !burden.Duty {
		if o.Duty.OK {
			stated("Duty", u.Duty, u.DutyRate)
		}
		if o.ExtraDuty.OK {
			stated("Extra duty", u.Goods*o.ExtraDuty.V, o.ExtraDuty.V)
		}
		return out
	}
	for _, l := range s.Layers {
		if !l.Applied || o.ExtraDuty.OK && l.Layer != "base" && l.Layer != "preference" {
			continue
		}
		dates := "from " + l.From
		if l.From == "" {
			dates = "start not known"
		}
		if l.To != "" {
			dates += " to " + l.To
		}
		out = append(out, Line{"Duty, " + l.Layer, u.Goods * l.Rate.V,
			fmt.Sprintf("%s %% under %s (%s), %s", planner.FormatPercent(l.Rate.V), l.Legal, l.ID, dates), l.Source})
	}
	if o.ExtraDuty.OK {
		stated("Extra duty", u.Goods*o.ExtraDuty.V, o.ExtraDuty.V)
	}
	return out
}

func short(v float64) string { return fmt.Sprintf("%.6g", v) }
