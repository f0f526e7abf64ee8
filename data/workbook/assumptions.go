package workbook

import (
	"remanence/planner"
)

// settings says where on the Assumptions sheet the figures stand that other
// sheets read.
type settings struct {
	sheet                                                         *sheet
	asOf, start, months, rate, days, cents, noise, units, holding string
	rates                                                         *sheet         // with the currency rates
	fx                                                            map[string]int // currency → row
	fxFirst, fxLast                                               int
}

// Values of settings that the app does not ask for.
const (
	daysPerMonth   = 30    // model §3.4: payment days over 30
	centTolerance  = 0.005 // half a cent: figures are the same to the cent
	noiseTolerance = 1e-11 // float noise grows with the size of a sum
	unitTolerance  = 0.01  // pieces or kg
)

func buildAssumptions(b *book) *sheet {
	s := newSheet(assumptionName, "Settings, currency rates, values the plan took by default, terms of the offers",
		"Assumptions", "Blue figures drive the formulas of the other sheets. Change one and the workbook recalculates; the plan itself was made in the app.")
	s.manyBlocks()
	s.maxWidth = 46
	s.widths = map[int]float64{1: 34, 2: 24, 3: 26, 4: 30, 5: 13, 6: 12, 7: 62}
	b.set = settings{sheet: s, fx: map[string]int{}}
	s.heads(headRow, "Setting", "Value", "Unit", "Source", "Confidence", "As of", "Note", rowKeyHead)
	s.put(headRow-1, 2, textAs(cellCode, roleNote))
	r := b.settingRows(s, firstRow)
	r = b.defaultRows(s, r+1)
	r = b.offerRows(s, r+1)
	b.remarkRows(s, r+1)
	return s
}

// settingRows writes the scalars and returns the next free row.
func (b *book) settingRows(s *sheet, r int) int {
	p := b.p
	put := func(label string, value cell, unit, why, key string) string {
		s.line(r, 1, text(label), value, text(unit), text("project"))
		if why != "" {
			s.put(r, 7, text(why))
		}
		if key != "" {
			s.put(r, 8, note("settings/"+key))
		}
		r++
		return s.at(r-1, 2)
	}
	b.set.start = put("First month", month(b.plan.Start), "month end", "months stand on their last day", "")
	b.named("A_Start", s, r-1, 2)
	b.set.months = put("Length", input(float64(b.plan.Months), plain), "months", "", "")
	put("Plan currency", text(p.Currency), "ISO code", "", "")
	b.set.rate = put("Discount rate", input(p.DiscountRate, share2), "per year", "present value = amount × (1 + rate) ^ (−months ÷ 12)", "discount_rate_pct")
	b.named("A_DiscountRate", s, r-1, 2)
	put("Carrying cost of stock", input(p.CarryingRate, share2), "of landed value per year", "capital included", "carrying_cost_pct")
	carry := at(r-1, 2)
	discount := at(r-2, 2)
	b.set.holding = put("Holding rate", calc("MAX(0,"+carry+"-"+discount+")/12", max(0, p.CarryingRate-p.DiscountRate)/12, `0.000%_)`),
		"of value per month", "carrying cost without capital, which discounting charges already", "")
	put("Licence wait percentile", input(b.plan.LicencePercentile, percent), "", "share of licence waits the plan allows for", "")
	put("Least share of an active supplier", input(p.MinAwardShare, percent), "of a part", "", "min_award_share_pct")
	if p.MaxNewQualifications.OK {
		put("New qualifications at most", input(float64(p.MaxNewQualifications.V), plain), "offers", "", "max_new_qualifications")
	}
	endStock := "landed value, at most the need of three more months"
	if p.EndStock == planner.EndStockNone {
		endStock = "none"
	}
	put("Credit for stock at the end", wrapped(endStock), "", "", "")
	put("Late demand", wrapped(shortageWords(p.Shortage)), "", "", "")
	if day, ok := dateSerial(b.o.AsOf); ok {
		put("As of", input(day, dated), "date", "ages of sources count to this day", "")
		b.set.asOf = fixed(r-1, 2)
	}
	r = b.conventionRows(s, r)
	return r
}

// conventionRows writes the constants of the formulas, so that none hides in
// one.
func (b *book) conventionRows(s *sheet, r int) int {
	put := func(label string, v float64, f format, unit, why string) string {
		s.line(r, 1, text(label), input(v, f), text(unit), text("app"), text(""), text(""), text(why))
		r++
		return s.at(r-1, 2)
	}
	b.set.days = put("Days in a month of payment terms", daysPerMonth, plain, "days", "payment days ÷ this = months")
	b.set.cents = put("Tolerance of money checks", centTolerance, `0.000_)`, b.ccy(), "half a cent")
	b.named("A_Tolerance", s, r-1, 2)
	b.set.noise = put("Tolerance of money checks, by size", noiseTolerance, tiny, "of the total cost", "floating-point noise of long sums")
	b.set.units = put("Tolerance of quantity checks", unitTolerance, `0.00_)`, "pcs or kg", "")
	return r
}

func shortageWords(s planner.ShortagePolicy) string {
	switch s {
	case planner.Lost:
		return "never delivered, at the shortage cost"
	case planner.Forbidden:
		return "no plan may be late"
	case planner.Backlog:
		return "delivered later at a line-stop cost for each month"
	}
	return "delivered later at a line-stop cost; lost for aftermarket parts"
}

func orText(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
