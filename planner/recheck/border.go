package recheck

import (
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// Who pays under the Incoterms 2020. Without a known code the buyer pays all.
const (
	sellerCarries = " CFR CPT CIF CIP DAP DPU DDP "
	sellerInsures = " CIF CIP DAP DPU DDP " // or bears the risk to the door
	sellerClears  = " DDP "
)

// under reports an offer whose Incoterm is one of a list.
func under(o *planner.Offer, list string) bool {
	words := strings.Fields(strings.ToUpper(o.Incoterm))
	return len(words) > 0 && strings.Contains(list, " "+words[0]+" ")
}

// freight is the carriage of a kilogram as stated, or else by the lane of its
// mode, and insurance on the goods where the buyer bears the risk.
func (b *books) freight(o *planner.Offer, goods decimal.Decimal) decimal.Decimal {
	sum := decimal.Zero
	switch {
	case o.FreightPerKg.OK:
		sum = b.toPlan(o.FreightPerKg.V, o.Currency)
	case o.FreightMode != "" && b.p.BuyerCountry != "" && !under(o, sellerCarries):
		from := o.ShipFrom
		if from == "" {
			from = o.Country
		}
		for _, l := range slices.Concat(b.p.Lanes, b.f.Lanes) { // the buyer's own come first
			if l.From == from && l.To == b.p.BuyerCountry && l.Mode == o.FreightMode {
				sum = b.toPlan(l.PerKg, l.Currency)
				break
			}
		}
	}
	if !under(o, sellerInsures) {
		sum = sum.Add(goods.Mul(dec(b.p.InsuranceRate.V)))
	}
	return sum
}

// dutyRate is all duty on goods that arrive in a month, share of their price:
// what the offer states, else the stack of the table, and what scenarios add.
func (b *books) dutyRate(o *planner.Offer, arrives planner.Month) decimal.Decimal {
	base, extra := dec(o.Duty.V), dec(o.ExtraDuty.V)
	if !o.Duty.OK && !under(o, sellerClears) && b.p.BuyerCountry != "" && o.HS != "" && o.Country != "" {
		if first, rest, ok := b.stack(o, arrives); ok {
			base = first
			if !o.ExtraDuty.OK {
				extra = rest
			}
		}
	}
	add := decimal.Zero
	for _, e := range o.Effects {
		if e.From <= arrives && arrives <= e.To {
			add = add.Add(dec(e.DutyAdd))
		}
	}
	if add.IsNegative() {
		// What a scenario takes off is at most what is there.
		return base.Add(decimal.Max(extra.Add(add), decimal.Min(extra, decimal.Zero)))
	}
	return base.Add(extra).Add(add)
}

// stack is the base duty and what stands on top of it, as shares; false when a
// layer of the table gives no percentage, or it has no base. In each layer the
// row with the longest customs code counts, among those the one that names the
// origin most closely.
func (b *books) stack(o *planner.Offer, arrives planner.Month) (base, rest decimal.Decimal, ok bool) {
	if b.f.Duties != nil && len(b.f.DutyRows) == 0 {
		b.unknown("the duty table that %s is asked in has no rows to count again", o.ID)
		return base, rest, false
	}
	code := onlyDigits(o.HS)
	to, from := b.memberOf(b.p.BuyerCountry), b.memberOf(o.Country)
	if len(code) < 6 || to == nil || from == nil {
		return base, rest, false
	}
	if slices.ContainsFunc(to, func(c string) bool { return slices.Contains(from, c) }) {
		return base, rest, true // no border between them
	}
	layers := map[string][]planner.DutyRow{}
	for _, r := range b.f.DutyRows {
		near := strings.HasPrefix(code, r.Prefix) || r.Prefix == "*" || strings.HasPrefix(r.Prefix, code)
		if near && slices.Contains(to, r.Importer) && (r.Origin == "*" || slices.Contains(from, r.Origin)) && inForce(r, arrives) {
			layers[r.Layer] = append(layers[r.Layer], r)
		}
	}
	due := map[string][]planner.DutyRow{}
	for name, rows := range layers {
		if due[name], ok = counting(rows, code, from); !ok {
			return base, rest, false
		}
	}
	claimed := o.Preference && len(due["preference"]) > 0
	kind := "base"
	if claimed {
		kind = "preference"
	}
	if len(due[kind]) == 0 {
		return base, rest, false
	}
	last := decimal.Zero // the rate that a combined minimum fills up from
	for _, r := range due[kind] {
		if !claimed && r.Origin == "*" && columnTwo(r, from[0]) || !r.RatePct.OK {
			return base, rest, false
		}
		base, last = base.Add(r.RatePct.V), r.RatePct.V
	}
	for name, rows := range due {
		for _, r := range rows {
			switch {
			case name == "base", name == "preference", claimed && strings.Contains(r.Notes, "USMCA-originating goods exempt"):
			case !r.RatePct.OK:
				return base, rest, false
			case r.RateType == "combined_minimum":
				rest = rest.Add(decimal.Max(decimal.Zero, r.RatePct.V.Sub(last)))
			default:
				rest = rest.Add(r.RatePct.V)
			}
		}
	}
	return base.Div(hundred), rest.Div(hundred), true
}

// counting is the rows of a layer that count for a code. Only lines below the
// code say nothing unless they all say the same.
func counting(rows []planner.DutyRow, code string, from []string) ([]planner.DutyRow, bool) {
	closeness := func(r planner.DutyRow) int {
		n := 2 - slices.Index(from, r.Origin)
		if r.Origin == "*" {
			n = 0
		}
		return n
	}
	length := func(r planner.DutyRow) int { return len(strings.TrimSuffix(r.Prefix, "*")) }
	best := -1
	for _, r := range rows {
		if length(r) <= len(code) {
			best = max(best, length(r)*4+closeness(r))
		}
	}
	var out []planner.DutyRow
	if best >= 0 {
		for _, r := range rows {
			if length(r) <= len(code) && length(r)*4+closeness(r) == best {
				out = append(out, r)
			}
		}
		return out, true
	}
	nearest := map[string]int{}
	for _, r := range rows {
		nearest[r.Prefix] = max(nearest[r.Prefix], closeness(r))
	}
	for _, r := range rows {
		if closeness(r) < nearest[r.Prefix] {
			continue
		}
		if len(out) > 0 && (r.RateType != out[0].RateType || r.RatePct.OK != out[0].RatePct.OK || !r.RatePct.V.Equal(out[0].RatePct.V) || r.SpecificRate != out[0].SpecificRate) {
			return nil, false
		}
		out = append(out, r)
	}
	return out[:min(1, len(out))], true
}

// columnTwo reads in its stacking note that a rate does not hold for an origin.
func columnTwo(r planner.DutyRow, origin string) bool {
	_, list, found := strings.Cut(r.Stacking, "column 2 for ")
	return found && slices.Contains(strings.Split(list, ", "), origin)
}

// inForce reports whether a row holds on the last day of a month. Dates are
// years, months or days, and mean the first day as a start, the last as an end.
func inForce(r planner.DutyRow, m planner.Month) bool {
	day := time.Date(m.Year(), time.January, 1, 0, 0, 0, 0, time.UTC).AddDate(0, int(m-planner.MonthOf(m.Year(), 1))+1, -1)
	for i, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if from, err := time.Parse(layout, r.From); err == nil && day.Before(from) {
			return false
		}
		if to, err := time.Parse(layout, r.To); err == nil {
			end := []time.Time{to.AddDate(1, 0, -1), to.AddDate(0, 1, -1), to}[i]
			if day.After(end) {
				return false
			}
		}
	}
	return true
}

// memberOf is a country and the customs unions it is in, nil when not known.
func (b *books) memberOf(iso string) []string {
	for _, c := range b.f.Countries {
		if c.ISO2 == iso && c.EU {
			return []string{iso, "EU"}
		}
		if c.ISO2 == iso {
			return []string{iso}
		}
	}
	return nil
}

func onlyDigits(code string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, code)
}
