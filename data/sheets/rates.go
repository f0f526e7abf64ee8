package sheets

import (
	"fmt"
	"math"
	"strings"

	"github.com/shopspring/decimal"

	"remanence/data/reference"
	"remanence/planner"
)

// fxHandler reads exchange rates. The project keeps units for one of the plan
// currency; a rate quoted the other way is turned over.
type fxHandler struct {
	b     *builder
	rates map[string]string // currency → text
	order []string
}

func (h *fxHandler) take(r *record) {
	p := h.b.p
	code, base := r.text("currency"), r.text("base")
	if a, b, ok := strings.Cut(strings.ReplaceAll(code, " ", ""), "/"); ok {
		base, code = a, b
	}
	r.Name = code
	v := r.get("rate")
	if code == "" && r.Status == Good {
		r.refuse(r.get("currency"), "The row names no currency.", "Type its three letters, or leave the row out.")
	}
	if v == nil || v.text == "" {
		r.refuse(v, "The row has no rate.", "Type it, or leave the row out.")
		r.stays()
		return
	}
	d, err := decimal.NewFromString(v.text)
	if err != nil || !d.IsPositive() {
		r.refuse(v, "A rate must be above 0.", "Type how many "+code+" one "+p.Currency+" buys.")
		r.stays()
		return
	}
	over := decimal.NewFromInt(1).DivRound(d, 10)
	switch {
	case base == p.Currency && code != p.Currency: // as kept
	case code == p.Currency && base != "" && base != p.Currency:
		code, d = base, over
		r.Name = code
	case base != "":
		r.refuse(r.get("base"), fmt.Sprintf("The rate is between %s and %s; the plan counts in %s.", base, code, p.Currency), "Give the rate against "+p.Currency+".")
	case code == p.Currency:
		if !d.Equal(decimal.NewFromInt(1)) {
			r.refuse(v, "The plan currency needs no rate.", "Leave the row out.")
		} else {
			r.Change = Same
			r.stays()
			return
		}
	default:
		d = h.direction(r, v, code, d, over)
	}
	if r.stays() {
		return
	}
	before := ""
	for _, x := range p.FX {
		if x.Currency == code {
			before = x.PerUnit.String()
		}
	}
	if _, twice := h.rates[code]; !twice {
		h.order = append(h.order, code)
	}
	h.rates[code] = d.String()
	r.Change = Same
	if before == "" {
		r.Change = New
	}
	r.did(code+" for one "+p.Currency, before, d.String())
}

// direction decides which way a rate without a base is quoted, by the rate known
// before or that of the reference table.
func (h *fxHandler) direction(r *record, v *value, code string, d, over decimal.Decimal) decimal.Decimal {
	usual := 0.0
	for _, x := range h.b.env.Project.FX {
		if x.Currency == code {
			usual = x.PerUnit.InexactFloat64()
		}
	}
	if usual == 0 {
		t := reference.Shipped()
		from, ok1 := t.Currency(h.b.p.Currency)
		to, ok2 := t.Currency(code)
		if ok1 && ok2 {
			usual = to.UnitsPerUSD.InexactFloat64() / from.UnitsPerUSD.InexactFloat64()
		}
	}
	x := d.InexactFloat64()
	off := func(v float64) float64 {
		if usual <= 0 {
			return math.Inf(1)
		}
		return math.Abs(math.Log(v / usual))
	}
	near := func(v, other float64) bool { return off(v) < 0.35 && off(v) < off(other)/2 }
	switch {
	case off(x) < 0.35 && off(1/x) < 0.35 && !near(x, 1/x) && !near(1/x, x):
		r.ask(v, fmt.Sprintf("It is not clear whether one %s is %s %s or the other way round.", h.b.p.Currency, d, code), "Add a column with the base currency, or take the row as it is.")
		return d
	case near(1/x, x):
		r.remark(v, fmt.Sprintf("The rate was read as %s for one %s and turned over.", h.b.p.Currency, code), "")
		return over
	case near(x, 1/x) || usual == 0:
		return d
	}
	r.ask(v, fmt.Sprintf("The rate is far from the usual %s %s for one %s.", short(usual), code, h.b.p.Currency), "Check it, or take the row as it is.")
	return d
}

func (h *fxHandler) finish() []planner.Edit {
	var out []planner.Edit
	p := h.b.env.Project
	for _, code := range h.order {
		key := "fx_" + p.Currency + "_" + code
		before := ""
		if f, ok := planner.FXField(key); ok {
			before = f.Get(p)
		}
		if after := h.rates[code]; before != after {
			out = append(out, planner.Edit{What: planner.Path("settings", "") + key, Before: before, After: after})
		}
	}
	return out
}
