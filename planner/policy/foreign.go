package policy

import (
	"fmt"
	"math"
	"slices"

	"remanence/planner"
)

// Items of announcement 61, and announcement 62 and 56 beside it.
const (
	ruleValue      = "CN-2025-61a"
	ruleTechnology = "CN-2025-61b"
	ruleReexport   = "CN-2025-61c"
	ruleService    = "CN-2025-62"
	ruleEquipment  = "CN-2025-56"
)

// foreignMade asks of a magnet made outside China what announcement 61 would.
func foreignMade(b *Book, l *line) []finding {
	country, _ := l.exporter()
	if country == china || l.isMaterial() || l.known && !l.grade.RareEarth() {
		return nil
	}
	out := []finding{valueContent(b, l)}
	if x, ok := reexport(l); ok {
		out = append(out, x)
	}
	return append(out, technology(l)...)
}

// listedElements are those of announcements 18 and 57, whose Chinese oxides,
// metals and alloys count as listed content.
func listedElements(b *Book) []string {
	var out []string
	for _, id := range []string{rule18, rule57} {
		r, _ := b.f.Regulation(id)
		out = append(out, listed(r)...)
	}
	return out
}

// valueContent is the test by value: kg of each listed element × its Chinese
// share × its price, over the price of the magnet.
func valueContent(b *Book, l *line) finding {
	x := finding{kind: ValueContent, rule: ruleValue, inputs: []Input{l.countryInput()}}
	if !l.known {
		x.reach, x.text = NotKnown, fmt.Sprintf("The grade %s is not in the library, so its listed content is not known.", l.item)
		return x
	}
	t := ValueTest{Threshold: ValueThreshold, High: planner.Some(ValueShare(0))}
	worth, priced := l.worthUSD()
	var unpriced []string
	for _, e := range l.contained(listedElements(b)) {
		low, high := chineseShare(l, e)
		if high <= 0 {
			continue
		}
		r := l.content(e)
		x.inputs = append(x.inputs, l.contentInput(e), Input{e + " from China", percent(low) + " to " + percent(high), "profile " + orText(l.offer.Profile, "not stated")})
		cheap, dear, ok := pricesOf(b.f, e)
		if !ok || !priced {
			t.High = planner.Opt[ValueShare]{}
			if !ok {
				unpriced = append(unpriced, e)
			}
			continue
		}
		x.inputs = append(x.inputs, Input{"price of " + e, fmt.Sprintf("%.0f to %.0f USD per kg", cheap, dear), "reference table"})
		t.Low += ValueShare(r.Low * low * cheap / worth)
		if t.High.OK {
			t.High.V += ValueShare(r.High * high * dear / worth)
		}
	}
	if priced {
		x.inputs = append(x.inputs, Input{"price of the magnet", fmt.Sprintf("%.2f USD per kg", worth), "quotation"})
	}
	x.value, x.reach = planner.Some(t), t.Reach()
	switch {
	case len(x.inputs) <= 2 && t.High.OK && t.High.V == 0:
		x.text = fmt.Sprintf("%s made in %s holds no listed Chinese content by its profile.", l.item, orText(l.offer.Country, "a country not stated"))
	case x.reach == NotKnown && !priced:
		x.text = "Listed Chinese content is possible, and the share of value cannot be told without a price and an exchange rate to USD."
	case x.reach == NotKnown && len(unpriced) > 0:
		x.text = fmt.Sprintf("Listed Chinese content is possible, and no price of %s is known, so its share of value cannot be told.", list(unpriced))
	default:
		x.text = fmt.Sprintf("Listed Chinese content is %s; the threshold is %.1f %% of value.", t, 100*float64(ValueThreshold))
	}
	return x
}

// worthUSD is the price of a kilogram of the good in USD; false without a price
// or an exchange rate.
func (l *line) worthUSD() (float64, bool) {
	o := l.offer
	if !o.Price.OK {
		return 0, false
	}
	rate := func(currency string) float64 { // units for one unit of plan currency
		if currency == l.p.Currency {
			return 1
		}
		for _, r := range l.p.FX {
			if r.Currency == currency {
				return r.PerUnit.InexactFloat64()
			}
		}
		return 0
	}
	price, from, usd := o.Price.V.InexactFloat64(), rate(o.Currency), rate("USD")
	if o.PriceUnit == planner.PerPiece {
		mass := l.part.MassKg()
		if !mass.OK || mass.V <= 0 {
			return 0, false
		}
		price /= mass.V
	}
	worth := price / from * usd
	return worth, worth > 0 && !math.IsInf(worth, 0) && !math.IsNaN(worth)
}

// pricesOf are the lower and the higher price of a kilogram of an element, from
// inside and outside China.
func pricesOf(f *planner.Facts, element string) (low, high float64, ok bool) {
	e, _ := f.Element(element)
	low, high = math.Inf(1), 0
	for _, p := range []planner.Opt[float64]{e.ChinaUSD, e.ExChinaUSD} {
		if p.OK {
			low, high, ok = min(low, p.V), max(high, p.V), true
		}
	}
	return low, high, ok
}

// reexport is the item on goods of Chinese making that are sold from another
// country.
func reexport(l *line) (finding, bool) {
	made := 0.0
	for _, e := range planner.RareEarths {
		if l.content(e).High > 0 {
			known, _ := within(l.origin(e, planner.Magnet), []string{china})
			made = max(made, known)
		}
	}
	if made == 0 {
		return finding{}, false
	}
	x := finding{kind: Reexport, rule: ruleReexport, inputs: []Input{l.countryInput(), {"made in China", percent(made), "profile " + l.offer.Profile}}}
	var form finding
	x.reach = formOf18(l, &form)
	x.text = "The magnet is made in China in part and sold from elsewhere. " + form.text
	x.inputs = append(x.inputs, form.inputs...)
	return x, true
}

// technology is the origin of process knowledge and machines. Neither is in any
// public table: the user states it per supplier; an owner in China is a reason
// to ask, not an answer.
func technology(l *line) []finding {
	by := func(kind Kind, rule, what string, stated []string) finding {
		x := finding{kind: kind, rule: rule, reach: NotKnown}
		switch {
		case slices.Contains(stated, china):
			x.reach, x.text = Reaches, fmt.Sprintf("The plant of %s stands on Chinese %s.", l.offer.Supplier, what)
			x.inputs = []Input{{what + " from", list(stated), "supplier"}}
		case len(stated) > 0:
			x.reach, x.text = Misses, fmt.Sprintf("The plant of %s stands on %s from %s.", l.offer.Supplier, what, list(stated))
			x.inputs = []Input{{what + " from", list(stated), "supplier"}}
		default:
			x.text = fmt.Sprintf("Whether the plant of %s stands on Chinese %s is not stated.", l.offer.Supplier, what)
			x.inputs = []Input{{what + " from", "not stated", "supplier"}}
			if l.sited && l.site.ParentCountry == china {
				x.text += " Its owner is in China."
				x.inputs = append(x.inputs, Input{"owner's country", china, "reference table"})
			}
		}
		return x
	}
	var knowledge, machines []string
	if l.supplier != nil {
		knowledge, machines = l.supplier.TechnologyOrigin, l.supplier.EquipmentOrigin
	}
	return []finding{by(Technology, ruleTechnology, "process knowledge", knowledge), by(Equipment, ruleEquipment, "machines", machines),
		by(Service, ruleService, "service and process knowledge", knowledge)}
}

// practice is what exporters do by habit: a share of mass, no rule. It changes
// no decision.
func practice(l *line) []finding {
	country, _ := l.exporter()
	if l.isMaterial() || !l.known || !l.ndfeb() || country != china {
		return nil
	}
	dy, tb := l.content("Dy"), l.content("Tb")
	t := MassTest{HeavyMassShare(dy.Low + tb.Low), HeavyMassShare(dy.Typical + tb.Typical), HeavyMassShare(dy.High + tb.High), PracticeThreshold}
	return []finding{{kind: PracticeMass, reach: t.Reach(), mass: planner.Some(t),
		inputs: []Input{l.contentInput("Dy"), l.contentInput("Tb")},
		text:   fmt.Sprintf("Dysprosium and terbium are %s. In practice exporters apply from about %.1f %% of mass on; the announcement itself has no such limit.", t, 100*float64(PracticeThreshold)),
		source: planner.Source{Name: "convention of the app on exporters' practice", Confidence: "low", Default: true}}}
}
