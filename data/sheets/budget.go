package sheets

import "remanence/planner"

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
		if err := h.parts.try("standard_price", v.text); err != nil {
			what, mend := sentences(err)
			r.refuse(v, what, mend)
		}
	}
	if r.stays() {
		return
	}
	r.Change, r.Name = Same, h.b.p.Parts[i].ID
	h.parts.seen[i] = true
	if before, after, err := h.parts.set(i, "standard_price", v.text); err == nil {
		r.did("Standard cost", before, after)
	}
}

func (h *budgetHandler) finish() []planner.Edit { return h.parts.edits(nil) }
