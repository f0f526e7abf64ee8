package sources

import (
	"slices"
	"testing"

	"remanence/app/grid"
	"remanence/planner"
)

// Every field a project file holds of an offer has a line; what it is for is chosen
// with the part, and its name is in the head of the column.
func TestEveryFieldOfAnOfferCanBeSeenAndChanged(t *testing.T) {
	s := opened(t, "ev-traction-de")
	c := NewComparison(s, "EA110-RO")
	have := map[string]int{}
	for r, l := range c.rows {
		if l.field != "" {
			have[l.field] = r
		}
	}
	fields := planner.OfferFields
	for n := 1; n <= 1; n++ {
		fields = append(slices.Clone(fields), planner.IndexFields(n)...)
	}
	for _, f := range fields {
		if _, ok := have[f.Name]; !ok && !slices.Contains([]string{"offer_id", "item_type", "item"}, f.Name) {
			t.Errorf("%s (%s) has no line", f.Name, f.Title)
		}
	}
	offer := c.Offer(1)
	for _, x := range [][2]string{{"order_max_kg", "2,500"}, {"valid_from", "Mar 2027"}, {"deposit_pct", "30 %"}, {"freight_mode", "air"}, {"index1", "Dy-EU"}, {"index1_base", "812.5"}, {"price_cap", "99.50"}, {"sample_months", "3"}, {"preference", "yes"}} {
		c = NewComparison(s, "EA110-RO")
		if refused := c.Apply([]grid.Edit{{Row: rowOf(c, x[0]), Col: 1, Text: x[1]}}); len(refused) > 0 {
			t.Errorf("%s: %q is refused: %s", x[0], x[1], refused[0].Why)
		}
	}
	for field, want := range map[string]string{"order_max_kg": "2500", "valid_from": "2027-03", "deposit_pct": "30", "freight_mode": "air", "index1": "Dy-EU", "index1_base": "812.5", "price_cap": "99.5", "sample_months": "3", "preference": "yes"} {
		if got, err := s.Project().Cell(planner.Path("offer", offer, field)); err != nil || got != want && got != want+"0" {
			t.Errorf("%s is %q, %v; want %q", field, got, err, want)
		}
	}
	c = NewComparison(s, "EA110-RO")
	if refused := c.Apply([]grid.Edit{{Row: rowOf(c, "tier_rule"), Col: 1, Text: "whatever"}}); len(refused) != 1 {
		t.Errorf("a word that is none is refused: %v", refused)
	}
	if _, ok := planner.IndexField("index2"); !ok || rowOf(c, "index2") < 0 {
		t.Error("with one index there is room for another")
	}
}

func rowOf(c *Comparison, field string) int {
	return slices.IndexFunc(c.rows, func(l line) bool { return l.field == field })
}
