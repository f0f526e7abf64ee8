package sheets

import (
	"fmt"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// budgetHandler reads standard costs of parts.
type budgetHandler struct{ *demandHandler }

func (h *budgetHandler) take(r *record) {
	name := r.text("part")
	r.Name = name
	i, ok := h.parts.find(name)
	v := r.get("standard_price")
	switch {
	case name == "":
		r.refuse(r.get("part"), "The row names no part.", "Type the part number, or leave the row out.")
	case !ok:
		mend := "Import its demand first, or correct the number."
		if near, found := h.b.nearestPart(name); found {
			mend = "Did you mean " + near + "?"
		}
		r.refuse(r.get("part"), "The project has no part "+name+".", mend)
	case v == nil || v.text == "":
		r.refuse(v, "The row has no standard cost.", "Type it, or leave the row out.")
	default:
		v.text = h.inPlanCurrency(r, v)
		if err := h.parts.try("standard_price", v.text); err != nil {
			what, mend := sentences(err)
			r.refuse(v, what, mend)
		}
		for _, x := range standardShares {
			of := r.get(x.field)
			if of == nil || of.text == "" {
				continue
			}
			of.text = h.inPlanCurrency(r, of)
			if err := h.parts.try(x.field, of.text); err != nil {
				what, mend := sentences(err)
				r.refuse(of, what, mend)
			}
		}
	}
	if r.stays() {
		return
	}
	r.Change, r.Name = Same, h.b.p.Parts[i].ID
	h.parts.seen.set(i)
	if before, after, err := h.parts.set(i, "standard_price", v.text); err == nil {
		r.did("Standard cost", before, after)
	}
	for _, x := range standardShares {
		if of := r.get(x.field); of != nil && of.text != "" {
			if before, after, err := h.parts.set(i, x.field, of.text); err == nil {
				r.did(x.title, before, after)
			}
		}
	}
}

// standardShares are what of a standard cost is freight and duty.
var standardShares = []struct{ field, title string }{{"standard_freight", "Standard freight"}, {"standard_duty", "Standard duty"}}

// inPlanCurrency turns a cost in another currency over at the plan's rate; somebody
// has to say that this is meant.
func (h *budgetHandler) inPlanCurrency(r *record, v *value) string {
	p := h.b.p
	code := r.text("currency")
	if code == "" {
		code = v.unit.Currency
	}
	d, err := decimal.NewFromString(v.text)
	if code == "" || code == p.Currency || err != nil {
		return v.text
	}
	for _, x := range p.FX {
		if x.Currency == code && x.PerUnit.IsPositive() {
			d = d.DivRound(x.PerUnit, 6)
			r.ask(v, fmt.Sprintf("The standard cost is in %s; at the plan's rate it is %s %s.", code, d, p.Currency), "Take the row to have it so, or type the figure in "+p.Currency+".")
			return d.String()
		}
	}
	r.refuse(v, fmt.Sprintf("The standard cost is in %s, and the plan has no rate for it.", code), "Enter the rate first, or type the figure in "+p.Currency+".")
	return v.text
}

func (h *budgetHandler) finish() []planner.Edit { return h.parts.edits(nil) }
