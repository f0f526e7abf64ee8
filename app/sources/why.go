package sources

import (
	"math"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
)

// Why says in one sentence what became of the lowest landed cost, and with it
// whatever else the plan gives as a reason for the part.
func (c *Comparison) Why() []string {
	if c.part.ID == "" || len(c.sources) == 0 {
		return nil
	}
	var out []string
	plan, stale := c.doc.Plan()
	if stale {
		out = append(out, why.OldPlan())
	}
	said := false
	if plan != nil {
		for _, r := range plan.Reasons {
			if r.Part == c.part.ID {
				out = append(out, words.Reason(r.Text))
				said = said || r.Kind == "price"
			}
		}
	}
	if !said {
		if s := c.lowest(plan); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// lowest is the sentence about the lowest landed cost where the plan gives none.
func (c *Comparison) lowest(plan *planner.Plan) string {
	low := cheapest(c.sources)
	if math.IsNaN(low) {
		return tr.T("No offer for this part has a price, so none can win.")
	}
	for i := range c.sources {
		s := &c.sources[i]
		if s.perPiece() != low {
			continue
		}
		text := tr.F("Lowest landed cost: %s of %s at %s per kg", s.offer.ID, s.offer.Supplier, figures.Money(c.currency, s.base.Landed))
		if s.fit.Change != nil {
			text += tr.F(", after a change to %s", s.fit.Grade)
		}
		switch {
		case s.offer.Missing() != "":
			return tr.F("%s; it cannot win: %s.", text, s.offer.Missing())
		case plan == nil:
			return tr.F("%s. There is no plan yet.", text)
		case math.IsNaN(s.share):
			return tr.F("%s. The plan orders none of this part.", text)
		case !s.first.ok:
			return tr.F("%s; the plan gives it nothing: %s.", text, s.first.why)
		}
		return tr.F("%s; the plan gives it %s of new orders.", text, figures.Percent(s.share, 1))
	}
	return ""
}
