package sheets

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"remanence/data/values"
	"remanence/planner"
)

// offerHandler reads quotes: a row a quote, with price breaks across, or a row a
// price break.
type offerHandler struct {
	b         *builder
	offers    *sink[planner.Offer]
	suppliers *sink[planner.Supplier]
	rowOf     rowNumbers // offer → the row that named it
	tiers     map[int]map[float64]decimal.Decimal
	single    marks              // offers whose rows gave one price without a quantity so far
	usual     map[string]float64 // middle price of the project's offers for an item, per unit and currency
	titles    map[string]string
	last      quote // supplier and item of the row before, with their keys
	next      int
	prefix    string
	of        map[string][]int // offers by supplier and item
}

// quoteKey is what an offer without a name is known by.
func quoteKey(supplier, item string) string { return planner.NameKey(supplier) + "|" + item }

// know notes what a row's quote is known by, once supplier and item are settled.
func (h *offerHandler) know(q *quote) {
	if q.item != h.last.item {
		h.last.item, h.last.itemKey = q.item, planner.NameKey(q.item)
	}
	if q.supplier != h.last.supplier {
		h.last.supplier, h.last.of = q.supplier, planner.NameKey(q.supplier)
	}
	q.itemKey, q.of = h.last.itemKey, h.last.of+"|"+q.item
}

func newOffers(b *builder) *offerHandler {
	h := &offerHandler{b: b, tiers: map[int]map[float64]decimal.Decimal{}, titles: map[string]string{}, of: make(map[string][]int, len(b.p.Offers))}
	h.offers = newSink("offer", b.env.Project.Offers, &b.p.Offers, func(r *planner.Offer) string { return r.ID }, func(name string) (planner.Field[planner.Offer], bool) {
		if f, ok := fieldNamed(planner.OfferFields, name); ok {
			return f, true
		}
		return planner.OfferField(name)
	})
	h.suppliers = newSink("supplier", b.env.Project.Suppliers, &b.p.Suppliers, func(r *planner.Supplier) string { return r.Name }, func(name string) (planner.Field[planner.Supplier], bool) {
		return fieldNamed(planner.SupplierFields, name)
	})
	prices := map[string][]float64{}
	for i := range b.p.Offers {
		o := &b.p.Offers[i]
		of := quoteKey(o.Supplier, o.Item)
		h.of[of] = append(h.of[of], i)
		if o.Price.OK {
			key := priceKey(planner.NameKey(o.Item), string(o.PriceUnit), o.Currency)
			prices[key] = append(prices[key], float(o.Price.V))
		}
	}
	h.usual = make(map[string]float64, len(prices))
	for key, of := range prices {
		slices.Sort(of)
		h.usual[key] = of[len(of)/2]
	}
	h.prefix, h.next = "O", 1
	for i := range b.p.Offers {
		id := b.p.Offers[i].ID
		digits := strings.TrimLeft(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_")
		if n, err := strconv.Atoi(digits); err == nil && n >= h.next && n < 1e6 {
			h.prefix, h.next = strings.TrimSuffix(id, digits), n+1
		}
	}
	return h
}

func priceKey(item, per, currency string) string { return item + "|" + per + "|" + currency }

// fresh is a name no offer has.
func (h *offerHandler) fresh() string {
	for {
		id := fmt.Sprintf("%s%02d", h.prefix, h.next)
		h.next++
		if _, taken := h.offers.index[id]; !taken {
			return id
		}
	}
}

// quote is what a row says, checked but not yet done.
type quote struct {
	id, supplier, item string
	kind               planner.ItemKind
	per                planner.PriceUnit
	currency           string
	price              planner.Opt[decimal.Decimal]
	clears             bool // a replacing sheet has an empty cell for the price there was
	priceAt            *value
	breaks             []planner.Tier
	cells              []cell
	at                 int    // offer it changes, -1 for a new one
	itemKey            string // planner.NameKey of the item
	of                 string // quoteKey
}

func (h *offerHandler) take(r *record) {
	q := &quote{at: -1}
	h.who(r, q)
	h.what(r, q)
	h.know(q)
	h.find(r, q)
	h.money(r, q)
	h.terms(r, q)
	h.outliers(r, q)
	r.about = h.last.of + "|" + q.itemKey
	if q.at >= 0 {
		o := &h.b.p.Offers[q.at]
		r.about = planner.NameKey(o.Supplier) + "|" + planner.NameKey(o.Item)
		h.offers.spared.set(q.at)
	}
	if r.stays() {
		return
	}
	h.write(r, q)
}

func (h *offerHandler) who(r *record, q *quote) {
	q.id, q.supplier = r.text("offer_id"), r.text("supplier")
	if i, ok := h.suppliers.find(q.supplier); ok {
		q.supplier = h.b.p.Suppliers[i].Name
	}
	if q.supplier == "" && q.id != "" {
		if i, ok := h.offers.find(q.id); ok {
			q.supplier = h.b.p.Offers[i].Supplier
		}
	}
	if q.supplier == "" {
		r.ask(r.get("supplier"), "The row names no supplier.", "Say above who quotes, or choose the column.")
	}
}

// what finds out whether the item is a part, a grade or a material.
func (h *offerHandler) what(r *record, q *quote) {
	v := r.get("item")
	q.item, q.kind = r.text("item"), planner.ItemKind(r.text("item_type"))
	if q.item == "" {
		v, q.item = r.get("grade"), r.text("grade")
	}
	if q.item == "" {
		if i, ok := h.offers.find(q.id); ok && q.id != "" {
			q.item, q.kind = h.b.p.Offers[i].Item, h.b.p.Offers[i].For
			return
		}
		r.refuse(v, "The row names no part, grade or material.", "Type what is quoted, or leave the row out.")
		return
	}
	if q.kind != "" {
		return
	}
	if part := h.b.part(q.item); part != nil {
		q.kind, q.item = planner.ForPart, part.ID
		return
	}
	_, isGrade := h.b.env.Facts.Grade(q.item)
	m, isMaterial := h.b.env.Facts.Material(q.item)
	switch {
	case isGrade:
		q.kind = planner.ForGrade
	case isMaterial:
		q.kind, q.item = planner.ForMaterial, m.ID
	default:
		mend := "Import its demand first, or correct the name."
		if near, ok := h.b.nearestPart(q.item); ok {
			mend = "Did you mean " + near + "?"
		}
		r.ask(v, "“"+q.item+"” is no part, grade or material of the project.", mend)
		q.kind = planner.ForPart
	}
}

// find is the offer a row speaks of: by its name, else the same supplier's for the
// same item.
func (h *offerHandler) find(r *record, q *quote) {
	r.Name = strings.TrimSpace(q.supplier + ", " + q.item)
	if q.id != "" {
		if i, ok := h.offers.find(q.id); ok {
			q.at = i
		}
	} else if q.supplier != "" {
		found := h.of[q.of]
		if len(found) > 0 {
			q.at = found[0]
		}
		if len(found) > 1 {
			r.ask(r.get("item"), fmt.Sprintf("The project has %d quotes of %s for %s.", len(found), q.supplier, q.item), "Add a column with the offer's name to say which one this is.")
		}
	}
	if q.at >= 0 && h.b.Mode == Append && q.at < len(h.offers.old) {
		r.ask(r.get("item"), "There is a quote of "+q.supplier+" for "+q.item+" already.", "Choose update to change it.")
	}
}

// money reads price, currency and what the price is for.
func (h *offerHandler) money(r *record, q *quote) {
	q.currency, q.per = r.text("currency"), planner.PriceUnit(r.text("price_unit"))
	var prices []*value
	for i := range r.vals {
		if v := &r.vals[i]; v.Target == "price" {
			if v.text != "" || q.priceAt == nil {
				q.priceAt = v
			}
			if v.text != "" {
				prices = append(prices, v)
			}
			u := v.unit
			if u.Currency != "" && v.text != "" {
				if q.currency != "" && q.currency != u.Currency && r.get("currency") != nil {
					r.ask(v, fmt.Sprintf("The price is in %s, the currency of the row is %s.", u.Currency, q.currency), "Correct the wrong one.")
				}
				if q.currency == "" {
					q.currency = u.Currency
				}
			}
			if q.per == "" && u.Dim == values.Mass {
				q.per = planner.PerKg
			} else if q.per == "" && u.Dim == values.Count {
				q.per = planner.PerPiece
			}
		}
	}
	var old *planner.Offer
	if q.at >= 0 {
		old = &h.b.p.Offers[q.at]
	}
	if q.currency == "" && old != nil {
		q.currency = old.Currency
	}
	if q.per == "" && old != nil {
		q.per = old.PriceUnit
	}
	if q.per == "" && (q.kind != planner.ForPart || h.massOnly(q.item)) {
		q.per = planner.PerKg
		if len(prices) > 0 {
			h.b.once(h.b.Table.Where() + "\x00In # rows the price is taken as for a kilogram, as grades and materials are sold by mass.\x00Choose the unit of the price column if it is not.")
		}
	} else if q.per == "" {
		q.per = planner.PerPiece
		if len(prices) > 0 {
			h.b.once(h.b.Table.Where() + "\x00In # rows the price is taken as for a piece.\x00Choose the unit of the price column if it is not.")
		}
	}
	if len(prices) == 0 {
		if q.priceAt != nil && q.priceAt.Col >= 0 && h.b.Mode == Replace && old != nil && old.Price.OK && h.rowOf.of(q.at) == 0 {
			q.clears = true
			r.remark(q.priceAt, fmt.Sprintf("The price of %s %s is taken away, as the sheet states none.", old.Price.V, old.Currency), "Choose update to keep what the sheet leaves empty.")
		} else if q.priceAt != nil && q.priceAt.words() && old != nil && old.Price.OK {
			r.remark(q.priceAt, fmt.Sprintf("The quote keeps its price of %s %s.", old.Price.V, old.Currency), "Empty it on the page Sources if it no longer holds.")
		}
		return // an offer without a price is kept and never wins
	}
	if q.currency == "" {
		r.ask(q.priceAt, "The currency of the price is not stated.", "Say above which it is, or choose the column.")
	}
	count := 1.0
	if n, err := planner.ParseNumber(r.text("per_count")); err == nil && n > 0 {
		count = n
	}
	for _, v := range prices {
		d, err := decimal.NewFromString(v.text)
		if err != nil {
			continue
		}
		if count != 1 {
			d = d.DivRound(decimal.NewFromFloat(count), 12)
		}
		if d.IsNegative() {
			r.refuse(v, "The price is negative.", "Type the price.")
		} else if d.IsZero() {
			r.ask(v, "The price is 0.", "An empty cell means no price; 0 would win everything.")
		}
		from := v.From
		if t := r.text("tier_from"); t != "" && from == 0 {
			from, _ = planner.ParseNumber(t)
			tv := r.get("tier_from")
			from = h.kilograms(r, q, tv, from, tv.unit.Dim == values.Mass)
		} else if from > 0 {
			u, _ := values.ParseUnit(v.FromUnit)
			if u.Dim == values.Mass {
				from *= u.Factor
			} else {
				from = h.kilograms(r, q, v, from, false)
			}
		}
		q.breaks = append(q.breaks, planner.Tier{FromKg: clean(from), Price: d})
	}
	slices.SortStableFunc(q.breaks, func(a, b planner.Tier) int { return cmp.Compare(a.FromKg, b.FromKg) })
	q.price = planner.Some(q.breaks[0].Price)
}

func (h *offerHandler) massOnly(item string) bool {
	p := h.b.part(item)
	return p != nil && p.Unit == planner.Kilograms
}

// kilograms turns a quantity of an order into kilograms, as offers keep them.
func (h *offerHandler) kilograms(r *record, q *quote, v *value, n float64, mass bool) float64 {
	if mass || n == 0 || q.kind == planner.ForMaterial {
		return n
	}
	if part := h.b.part(q.item); q.kind == planner.ForPart && part != nil {
		if part.Unit == planner.Kilograms {
			return n
		}
		if part.MassG.OK && part.MassG.V > 0 {
			return n * part.MassG.V / 1000
		}
	}
	if v != nil && v.unit.Dim == values.NoDim && v.FromUnit == "" && q.per == planner.PerKg {
		return n // no unit anywhere and a price by the kilogram
	}
	r.ask(v, "The quantity is in pieces, and the mass of a piece is not known.", "Enter the quantity in kilograms, or the part's mass first.")
	return n
}

// terms are the other cells.
func (h *offerHandler) terms(r *record, q *quote) {
	set := func(v *value, name, text string) {
		if text == "" && h.b.Mode != Replace {
			return
		}
		if err := h.offers.try(name, text); err != nil {
			what, mend := sentences(err)
			r.refuse(v, what, mend)
			return
		}
		q.cells = append(q.cells, cell{name, text})
	}
	for i := range r.vals {
		v := &r.vals[i]
		switch v.Target {
		case "offer_id", "supplier", "item", "grade", "item_type", "price", "price_unit", "currency", "per_count", "tier_from", "terms", "":
			continue
		case "moq_kg_per_order", "order_multiple_kg", "order_max_kg", "min_award_kg", "take_or_pay_kg_per_year":
			if n, err := planner.ParseNumber(v.text); err == nil && v.text != "" {
				set(v, v.Target, planner.FormatNumber(clean(h.kilograms(r, q, v, n, v.unit.Dim == values.Mass))))
			}
			continue
		case "freight_per_kg":
			if v.text != "" && v.unit.Dim == values.Count {
				r.ask(v, "The freight is for pieces, the plan counts it for a kilogram.", "Choose the unit of the column.")
			}
		case "lead_time_weeks":
			if n, err := planner.ParseNumber(v.text); err == nil && v.unit.Dim == values.NoDim && n > 26 {
				r.ask(v, fmt.Sprintf("A lead time of %s weeks is long; is it days?", v.text), "Choose the unit of the column.")
			}
		}
		if i >= r.fixedAt && q.at >= 0 && v.Col < 0 && v.Target == "lead_time_weeks" {
			continue
		}
		set(v, v.Target, v.text)
	}
	if note := strings.TrimSpace(strings.Join(append([]string{r.text("terms")}, r.notes...), " · ")); strings.Trim(note, " ·") != "" {
		set(r.get("terms"), "terms", strings.Trim(note, " ·"))
	}
	if q.at < 0 && !r.b.Mapping.Has("status") {
		h.b.once(h.b.Table.Where() + "\x00# new quotes count as not qualified, as the sheet does not say.\x00Set the qualification on the page Sources.")
	}
}

// outliers compares the price with the quote before and with others for the item.
func (h *offerHandler) outliers(r *record, q *quote) {
	if !q.price.OK || !q.price.V.IsPositive() {
		return
	}
	v := float(q.price.V)
	if q.at >= 0 && h.b.p.Offers[q.at].Price.OK && h.rowOf.of(q.at) == 0 && h.b.p.Offers[q.at].Currency == q.currency && h.b.p.Offers[q.at].PriceUnit == q.per {
		h.b.jump(r, q.priceAt, "price", float(h.b.p.Offers[q.at].Price.V), v, q.currency, 4)
		return
	}
	middle := h.usual[priceKey(q.itemKey, string(q.per), q.currency)]
	if middle > 0 && (v >= 5*middle || v <= middle/5) {
		r.ask(q.priceAt, fmt.Sprintf("Other quotes for %s are about %s %s; this one is %s.", q.item, short(middle), q.currency, short(v)), "Check whether it is for 100 or 1,000 pieces, or for a kilogram.")
	}
}

func (h *offerHandler) write(r *record, q *quote) {
	first := true
	if q.at < 0 {
		id := q.id
		if id == "" {
			id = h.fresh()
		}
		q.at = h.offers.add(planner.Offer{ID: id, Supplier: q.supplier, For: q.kind, Item: q.item, PriceUnit: q.per, Currency: q.currency, Status: planner.NotStarted})
		h.of[q.of] = append(h.of[q.of], q.at)
		r.Change = New
		if _, ok := h.suppliers.find(q.supplier); !ok && q.supplier != "" {
			h.suppliers.add(planner.Supplier{Name: q.supplier, Group: q.supplier})
		}
	} else if r.Change = Same; h.rowOf.of(q.at) > 0 {
		first = false
		if r.text("tier_from") == "" {
			h.b.once(h.b.Table.Where() + "\x00# rows speak of a quote that another row names as well; the last one counts.\x00")
		}
	}
	h.offers.seen.set(q.at)
	h.rowOf.set(q.at, r.N)
	o := &h.b.p.Offers[q.at]
	r.Name = strings.TrimSpace(o.ID + ", " + r.Name)
	set := func(name, text string) {
		before, after, err := h.offers.set(q.at, name, text)
		if err == nil {
			r.did(h.title(name), before, after)
		}
	}
	if q.price.OK {
		set("currency", q.currency)
		set("price_unit", string(q.per))
		h.breaks(q, set, first)
	} else if q.clears && first {
		for i := len(o.Tiers); i > 0; i-- {
			set(fmt.Sprintf("tier%d_from", i+1), "")
			set(fmt.Sprintf("tier%d_price", i+1), "")
		}
		set("price", "")
	}
	for _, c := range q.cells {
		set(c.name, c.text)
	}
}

// title of a field of an offer.
func (h *offerHandler) title(name string) string {
	title, ok := h.titles[name]
	if !ok {
		title = titleOf(planner.OfferFields, name)
		h.titles[name] = title
	}
	return title
}

// breaks sets the price and its tiers, gathered over the rows of a quote.
func (h *offerHandler) breaks(q *quote, set func(name, text string), first bool) {
	if first && len(q.breaks) == 1 && q.breaks[0].FromKg == 0 { // as most quotes are; the tiers there are stay
		delete(h.tiers, q.at)
		h.single.set(q.at)
		set("price", q.breaks[0].Price.String())
		return
	}
	all := h.tiers[q.at]
	if all == nil && !first && h.single.has(q.at) {
		all = map[float64]decimal.Decimal{0: h.b.p.Offers[q.at].Price.V}
		h.tiers[q.at] = all
	}
	if all == nil || first {
		all = map[float64]decimal.Decimal{}
		h.tiers[q.at] = all
	}
	for _, t := range q.breaks {
		all[t.FromKg] = t.Price
	}
	froms := make([]float64, 0, len(all))
	for f := range all {
		froms = append(froms, f)
	}
	slices.Sort(froms)
	set("price", all[froms[0]].String())
	if len(froms) == 1 && froms[0] == 0 {
		return // the tiers there are stay
	}
	for i, f := range froms[1:] {
		set(fmt.Sprintf("tier%d_from", i+2), planner.FormatNumber(f))
		set(fmt.Sprintf("tier%d_price", i+2), all[f].String())
	}
	for i := len(h.b.p.Offers[q.at].Tiers); i > len(froms)-1; i-- {
		set(fmt.Sprintf("tier%d_from", i+1), "")
		set(fmt.Sprintf("tier%d_price", i+1), "")
	}
	if o := &h.b.p.Offers[q.at]; len(froms) > 1 && (o.TierRule == "" || o.TierRule == planner.NoTiers) {
		set("tier_rule", string(planner.AllUnits))
		set("tier_scope", string(planner.TierRow))
	}
}

func (h *offerHandler) finish() []planner.Edit {
	var removed []int
	if h.b.Mode == Replace {
		// Only suppliers the sheet speaks of: a quote sheet of one supplier must not
		// remove those of the others.
		named := map[string]bool{}
		for i, seen := range h.offers.seen {
			if seen {
				named[h.b.p.Offers[i].Supplier] = true
			}
		}
		for i := range h.offers.old {
			if !h.offers.seen.has(i) && !h.offers.spared.has(i) && named[h.offers.old[i].Supplier] {
				removed = append(removed, i)
			}
		}
	}
	h.b.removed = len(removed)
	return append(h.suppliers.edits(nil), h.offers.edits(removed)...)
}
