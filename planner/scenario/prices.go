package scenario

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"remanence/planner"
	"remanence/planner/cost"
)

// index moves the price of elements on a market, or on all. Prices that follow
// an index follow it exactly. Every other quotation is taken to be quoted anew
// with the whole change of the elements in it, at the reference price of the
// market its goods are made in: china_domestic for goods made in China, ex_china
// for all others.
func (k *strike) index(text string) {
	elements, market, _ := strings.Cut(text, ":")
	list := strings.Split(elements, "|")
	factor := k.s.Shock.PriceFactor.Or(1)
	moved := k.movePaths(list, market, factor)
	var ids, none []string
	for i := range k.a.p.Offers {
		o := &k.a.p.Offers[i]
		add := 0.0
		for _, e := range list {
			if slices.ContainsFunc(o.Formula.V.Terms, func(t planner.FormulaTerm) bool { return t.Element == e || k.follows(t, e) }) {
				continue // follows the path itself
			}
			up, ok := k.requoted(o, e, market, factor)
			add += up
			if !ok {
				none = append(none, o.ID)
			}
		}
		if add == 0 {
			continue
		}
		o.Effects = append(o.Effects, planner.Effect{By: nameOf(k.s), From: k.from, To: k.to, PriceAdd: add})
		ids = append(ids, o.ID)
	}
	k.n = len(ids) + len(moved)
	if len(moved) > 0 {
		k.a.change(k.s, "%s: %s at %s of what it was; index-linked prices follow.", period(k.from, k.to), strings.Join(moved, ", "), percentText(factor))
	}
	if len(ids) > 0 {
		k.a.change(k.s, "%s: %s at %s of what it was; %s are taken to be quoted anew with the whole change.", period(k.from, k.to), strings.Join(list, ", "), percentText(factor), offerList(ids))
	}
	if len(none) > 0 {
		k.a.problem(k.s, "hits", fmt.Sprintf("The price of an element in %s is not known, so that part of these prices stays.", offerList(none)), "Give these offers an index-linked price.")
	}
}

// follows reports whether a term without an element of its own follows a path of
// the element.
func (k *strike) follows(t planner.FormulaTerm, element string) bool {
	x, ok := k.a.p.IndexOf(k.a.f, t)
	return ok && t.Element == "" && x.Element == element
}

// movePaths multiplies the index paths of elements over the months struck, and
// gives a path of the project to what followed a reference price.
func (k *strike) movePaths(elements []string, market string, factor float64) []string {
	k.ownPaths(elements, market)
	var moved []string
	for i := range k.a.p.Indices {
		x := &k.a.p.Indices[i]
		if !slices.Contains(elements, x.Element) || market != "all" && string(x.Basis) != market {
			continue
		}
		was := *x
		was.Points = slices.Clone(x.Points)
		months := []planner.Month{0, k.from, k.to + 1}
		for _, pt := range was.Points {
			months = append(months, pt.From)
		}
		slices.Sort(months)
		x.Points = nil
		for _, m := range slices.Compact(months) {
			v := was.At(m)
			if !v.OK {
				continue
			}
			if m >= k.from && m <= k.to {
				v.V *= factor
			}
			x.Points = append(x.Points, planner.IndexPoint{From: m, Price: decimal.NewFromFloat(v.V)})
		}
		moved = append(moved, x.ID)
	}
	return moved
}

// ownPaths makes reference prices that offers follow paths of the project.
func (k *strike) ownPaths(elements []string, market string) {
	for _, o := range k.a.p.Offers {
		for _, t := range o.Formula.V.Terms {
			x, ok := k.a.p.IndexOf(k.a.f, t)
			if !ok || !x.Source.Default || !slices.Contains(elements, x.Element) || market != "all" && string(x.Basis) != market {
				continue
			}
			own := x
			own.Source.Default = false
			own.ID = x.Element + " " + string(x.Basis)
			for k.a.p.Index(own.ID) != nil {
				own.ID += "'"
			}
			k.a.p.Indices = append(k.a.p.Indices, own)
		}
	}
}

// requoted is what a change of an element's price adds to a kilogram of an
// offer, offer currency: content ÷ yield × reference price × change. False when
// the price is not known.
func (k *strike) requoted(o *planner.Offer, element, market string, factor float64) (float64, bool) {
	basis := planner.ExChina
	if o.Country == "CN" {
		basis = planner.ChinaDomestic
	}
	if market != "all" && market != string(basis) {
		return 0, true
	}
	kg := planner.ContentOf(k.a.p, k.a.f, o, element)
	if !kg.OK || kg.V <= 0 {
		return 0, true
	}
	x, ok := k.a.f.Index(element, basis)
	if !ok {
		return 0, false
	}
	coefficient := k.a.p.Coefficient(k.a.f, o, planner.FormulaTerm{Element: element}, x.Form)
	own, ok1 := cost.Rate(k.a.p, o.Currency)
	usd, ok2 := cost.Rate(k.a.p, x.Currency)
	if !coefficient.OK || !ok1 || !ok2 {
		return 0, false
	}
	return coefficient.V * x.At(k.from).V * (factor - 1) * own / usd, true
}
