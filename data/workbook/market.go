package workbook

import (
	"slices"
	"strconv"
	"strings"

	"remanence/planner"
	"remanence/planner/cost"
)

// Columns of the blocks of the sheet of indices, rates and duties.
const (
	mfRate     = 2 // currency rates
	mfStandard = 9

	miValue = 7 // values of the indices

	mtNo    = 1 // what indices add to the rows of the build-up
	mtAdds  = 11
	mdDuty  = 3 // dated duties
	mdExtra = 4
	mlPlan  = 7 // lanes
)

// market is what prices follow and where it stands.
type market struct {
	sheet               *sheet
	points              map[pointKey]int // row of each value of an index
	termFirst, termLast int              // 0 where no price follows an index
	duties              map[dutyKey]int
	noDuty              int
	lanes               map[string]int
	noLane              int
	noInsurance, rate   int
	rateValue           float64
}

type pointKey struct {
	index, element string
	point          int
}

type dutyKey struct {
	hs, from    string
	duty, extra float64
}

// place is a cell and what it shows.
type place struct {
	ref   string
	value float64
}

// datedDuty is a row of the dated duties.
type datedDuty struct {
	row         int
	duty, extra float64
}

func buildMarket(b *book) *sheet {
	s := newSheet(marketName, "What prices follow: currency rates, indices, duties by date, freight lanes, insurance",
		"Indices, rates and duties", "Blue figures drive every price of the workbook at the awards of the plan: change one and all sheets reprice. Defaults say so in their source.")
	s.manyBlocks()
	s.maxWidth = 30
	s.widths = map[int]float64{1: 26, 4: 30}
	b.prices = collectPrices(b)
	b.market = market{sheet: s, points: map[pointKey]int{}, duties: map[dutyKey]int{}, lanes: map[string]int{}}
	b.set.rates = s
	r := b.fxRows(s, headRow)
	r = b.indexRows(s, r+1)
	r = b.termRows(s, r)
	r = b.dutyRows(s, r)
	r = b.laneRows(s, r)
	b.insuranceRows(s, r)
	return s
}

// pointAt is which value of an index counts in a month, as Index.At reads it.
func pointAt(x *planner.Index, m planner.Month) int {
	at := -1
	for i, p := range x.Points {
		if at < 0 || p.From <= m && p.From >= x.Points[at].From || x.Points[at].From > m && p.From < x.Points[at].From {
			at = i
		}
	}
	return at
}

// pointsOf names the values that the indices of an offer have for an order.
func pointsOf(p *planner.Project, f *planner.Facts, o *planner.Offer, ordered planner.Month) string {
	parts, _ := cost.IndexParts(p, f, o, ordered)
	var w []string
	for _, t := range parts {
		w = append(w, t.Index.ID+" "+strconv.Itoa(pointAt(&t.Index, t.Month)))
	}
	return strings.Join(w, "|")
}

// partsOf are the index terms of a row of the build-up.
func (b *book) partsOf(x *priceRow) []cost.IndexPart {
	o := b.index.offerOf(x.fit.Offer.ID)
	if o == nil {
		return nil
	}
	parts, _ := cost.IndexParts(b.p, b.f, o, x.when.Ordered)
	return parts
}

// indexRows lists the values of every index: the project's own, and reference
// prices that a price follows by default.
func (b *book) indexRows(s *sheet, r int) int {
	type listed struct {
		index planner.Index
		own   bool
	}
	var all []listed
	for _, x := range b.p.Indices {
		all = append(all, listed{x, true})
	}
	for _, row := range b.prices.rows {
		for _, t := range b.partsOf(row) {
			same := func(l listed) bool { return l.index.ID == t.Index.ID && l.index.Element == t.Index.Element }
			if !slices.ContainsFunc(all, same) {
				all = append(all, listed{t.Index, false})
			}
		}
	}
	if len(all) == 0 {
		return r
	}
	s.put(r, 1, block("Indices: the value from a month until the next"))
	s.put(r, miValue, textAs(cellCode, roleNote))
	s.heads(r+1, "Index", "Element", "Market", "Form", "Currency", "From (month end)", "Value (per kg)", "Source", "Confidence", "As of", rowKeyHead)
	r += 2
	for _, l := range all {
		x := &l.index
		for i, p := range x.Points {
			from, code := text("from the beginning"), "flat"
			if p.From != 0 {
				from, code = month(p.From), p.From.String()
			}
			s.line(r, 1, text(x.ID), text(x.Element), text(string(x.Basis)), text(orText(string(x.Form), "metal")), text(x.Currency), from,
				input(p.Price.InexactFloat64(), fine), text(sourceName(x.Source)), text(confidence(x.Source)), date(x.Source.Date))
			if l.own {
				s.put(r, 11, note(planner.Path("index", x.ID, code)))
			} else {
				s.put(r, 11, note(ofLibrary(p.Price)))
			}
			b.market.points[pointKey{x.ID, x.Element, i}] = r
			r++
		}
	}
	return r + 1
}

// termRows takes every index-linked price of the build-up apart.
func (b *book) termRows(s *sheet, r int) int {
	head := r
	r += 2
	for _, x := range b.prices.rows {
		o := x.fit.Offer
		for _, t := range b.partsOf(x) {
			point := b.market.points[pointKey{t.Index.ID, t.Index.Element, pointAt(&t.Index, t.Month)}]
			own, foreign := b.set.fx[orText(o.Currency, b.p.Currency)], b.set.fx[orText(t.Index.Currency, b.p.Currency)]
			base := t.Term.Base.InexactFloat64()
			ownRate, foreignRate := s.value(own, 2), s.value(foreign, 2)
			adds := 0.0
			if foreignRate > 0 {
				adds = t.Coefficient * (t.Value - base) * ownRate / foreignRate
			}
			s.line(r, 1, number(x.no), text(o.ID), text(t.Term.Element), text(t.Index.ID), month(t.Month), input(t.Coefficient, `0.000000_)`), input(base, fine))
			s.put(r, 8, calc(at(point, miValue), t.Value, fine))
			s.put(r, 9, calc(at(foreign, 2), foreignRate, rate))
			s.put(r, 10, calc(at(own, 2), ownRate, rate))
			s.put(r, mtAdds, calc("IF("+at(r, 9)+">0,"+at(r, 6)+"*("+at(r, 8)+"-"+at(r, 7)+")*"+at(r, 10)+"/"+at(r, 9)+",0)", adds, fine))
			x.adds += adds
			r++
		}
	}
	if r == head+2 {
		return head
	}
	b.market.termFirst, b.market.termLast = head+2, r-1
	s.put(head, 1, block("What indices add to the prices of the build-up: kg per kg × (value − base)"))
	s.heads(head+1, "Build-up no.", "Offer", "Element", "Index", "Read in (month end)", "Index kg per kg of goods", "Base (per kg)", "Value (per kg)",
		"Rate of the index", "Rate of the offer", "Adds (offer currency/kg)")
	return r + 1
}

// adds is the formula of what indices add to a row of the build-up.
func (m *market) adds(no string) string {
	if m.termFirst == 0 {
		return "0"
	}
	return "SUMIFS(" + m.sheet.span(m.termFirst, m.termLast, mtAdds) + "," + m.sheet.span(m.termFirst, m.termLast, mtNo) + "," + no + ")"
}

// dutyRows lists the duties of dated layers where offers state none.
func (b *book) dutyRows(s *sheet, r int) int {
	s.put(r, 1, block("Duties by date, where the offer states none"))
	s.heads(r+1, "Customs code", "From", "Duty", "Extra duty", "Layers and legal basis", "Source", "As of")
	r += 2
	b.market.noDuty = r
	s.line(r, 1, text("as the offer states"), text(""), input(0, share2), input(0, share2))
	r++
	for _, x := range b.prices.rows {
		k := datedOf(x)
		if _, ok := b.market.duties[k]; ok || k.duty == 0 && k.extra == 0 {
			continue
		}
		s.line(r, 1, text(k.hs), text(b.countryLabel(k.from)), input(k.duty, share2), input(k.extra, share2))
		words, source := b.dutyWords(x)
		s.line(r, 5, wrapped(words), text(sourceName(source)), date(source.Date))
		b.market.duties[k] = r
		r++
	}
	return r + 1
}

// dutyWords name the layers behind a dated duty and what a scenario adds.
func (b *book) dutyWords(x *priceRow) (string, planner.Source) {
	var w []string
	var source planner.Source
	o := x.fit.Offer
	if stack, ok := b.p.OfferDuties(b.f, o, x.when.Arrives); ok && !o.Duty.OK {
		for _, l := range stack.Layers {
			if l.Applied {
				w = append(w, l.Layer+" "+planner.FormatPercent(l.Rate.V)+" % ("+l.Legal+")")
				source = l.Source
			}
		}
	}
	if add := o.DutyEffect(x.when.Arrives); add != 0 && !x.calm {
		w = append(w, "by a scenario "+planner.FormatPercent(add)+" % on top")
		source.Name = orText(source.Name, "scenario")
	}
	return strings.Join(w, "; "), source
}

// datedOf is what dated layers, and scenarios, add to what an offer states.
func datedOf(x *priceRow) dutyKey {
	o := x.fit.Offer
	return dutyKey{hs: o.HS, from: orText(o.ShipFrom, o.Country), duty: x.dutyRate - o.Duty.V, extra: x.extraRate - o.ExtraDuty.V}
}

func (m *market) dutyOf(x *priceRow) datedDuty {
	k := datedOf(x)
	if row, ok := m.duties[k]; ok {
		return datedDuty{row, k.duty, k.extra}
	}
	return datedDuty{row: m.noDuty}
}

// libraryMark names a row of the library, with the figure it has there: changed in
// the workbook it is no cell of the project.
const libraryMark = "library="

func ofLibrary(v planner.Decimal) string { return libraryMark + v.String() }

// laneRows lists the freight lanes of offers that state no freight.
func (b *book) laneRows(s *sheet, r int) int {
	s.put(r, 1, block("Freight lanes, where the offer states no freight"))
	s.put(r, 4, textAs(cellCode, roleNote))
	s.heads(r+1, "From", "To", "Mode", "Freight (per kg)", "Currency", "Rate (units per 1 "+b.ccy()+")", "Freight ("+b.ccy()+"/kg)", "Source", "As of", rowKeyHead)
	r += 2
	b.market.noLane = r
	s.line(r, 1, text("as the offer states"))
	s.put(r, mlPlan, input(0, b.perUnit))
	r++
	for _, x := range b.prices.rows {
		if !x.lane.OK {
			continue
		}
		lane := x.lane.V
		fxRow, ok := b.set.fx[orText(lane.Currency, b.p.Currency)]
		if _, known := b.market.lanes[lane.ID()]; known || !ok {
			continue
		}
		v, fx, plan := lane.PerKg.InexactFloat64(), s.value(fxRow, 2), 0.0
		if fx > 0 {
			plan = v / fx
		}
		s.line(r, 1, text(b.countryLabel(lane.From)), text(b.countryLabel(lane.To)), text(lane.Mode), input(v, fine), text(lane.Currency))
		s.put(r, 6, calc(at(fxRow, 2), fx, rate))
		s.put(r, mlPlan, calc("IF("+at(r, 6)+">0,"+at(r, 4)+"/"+at(r, 6)+",0)", plan, b.perUnit))
		s.line(r, 8, text(sourceName(lane.Source)), date(lane.Source.Date))
		if slices.ContainsFunc(b.p.Lanes, func(l planner.Lane) bool { return l.ID() == lane.ID() }) {
			s.put(r, 10, note(planner.Path("lane", lane.ID(), "cost_per_kg")))
		} else {
			s.put(r, 10, note(ofLibrary(lane.PerKg)))
		}
		b.market.lanes[lane.ID()] = r
		r++
	}
	return r + 1
}

func (m *market) laneOf(x *priceRow) place {
	row := m.noLane
	if x.lane.OK {
		if known, ok := m.lanes[x.lane.V.ID()]; ok {
			row = known
		}
	}
	return place{m.sheet.at(row, mlPlan), m.sheet.value(row, mlPlan)}
}

func (b *book) insuranceRows(s *sheet, r int) {
	s.put(r, 1, block("Insurance, of the price"))
	s.put(r, 2, textAs(cellCode, roleNote))
	s.heads(r+1, "Who bears the risk", "Rate", rowKeyHead)
	m := &b.market
	m.noInsurance, m.rate, m.rateValue = r+2, r+3, b.p.InsuranceRate.V
	s.line(r+2, 1, text("the seller"), input(0, share2))
	s.line(r+3, 1, text("the buyer"), inputOf(b.p.InsuranceRate, share2), note("settings/insurance_pct"))
}

func (m *market) insurance(insured bool) place {
	if insured {
		return place{m.sheet.at(m.rate, 2), m.rateValue}
	}
	return place{m.sheet.at(m.noInsurance, 2), 0}
}

// fxRows writes the rate of every currency in use. A currency without a rate
// keeps a blank cell, which a check reports.
func (b *book) fxRows(s *sheet, r int) int {
	s.put(r, 1, block("Currency rates"))
	s.heads(r+1, "Currency", "Rate (units per 1 "+b.ccy()+")", "Unit", "Source", "Confidence", "As of", "Note", rowKeyHead)
	s.put(r, 2, textAs(cellCode, roleNote))
	if b.budgeted {
		s.put(r, mfStandard, note("default: the rate of this plan; type the budget's to see what exchange rates add"))
		s.put(r+1, mfStandard, headText("Standard rate (units per 1 "+b.ccy()+")"))
	}
	r += 2
	b.set.fxFirst = r
	add := func(currency string, v cell, source string) {
		if _, ok := b.set.fx[currency]; ok {
			return
		}
		s.line(r, 1, text(currency), v, text(currency+" per "+b.p.Currency), text(source))
		if currency != b.p.Currency {
			s.put(r, 8, note("settings/fx_"+b.p.Currency+"_"+currency))
		}
		if b.budgeted {
			s.put(r, mfStandard, v)
		}
		b.set.fx[currency] = r
		r++
	}
	add(b.p.Currency, input(1, rate), "plan currency")
	for _, x := range b.p.FX {
		add(x.Currency, input(x.PerUnit.InexactFloat64(), rate), orText(x.Source, "project"))
	}
	for i := range b.p.Offers {
		if c := b.p.Offers[i].Currency; c != "" {
			add(c, cell{style: style{role: roleInput, format: rate}}, "no rate is known")
		}
	}
	b.set.fxLast = r - 1
	return r
}
