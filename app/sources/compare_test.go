package sources

import (
	"strings"
	"testing"

	"remanence/app/grid"
	"remanence/app/pictures"
	"remanence/app/pictures/picturetest"
	"remanence/app/ui/figures"
	"remanence/planner"
	"remanence/planner/cost"
)

// shown is the text of a line for an offer.
func (c *Comparison) shown(t *testing.T, title, offer string) grid.Cell {
	t.Helper()
	for r, l := range c.rows {
		if l.title != title {
			continue
		}
		for col := 1; col <= len(c.sources); col++ {
			if c.Offer(col) == offer {
				return c.Cell(r, col)
			}
		}
	}
	t.Fatalf("there is no line %q for %s", title, offer)
	return grid.Cell{}
}

// The figures on screen are those of the plan and the workbook, to the cent.
func TestEveryFigureIsTheLandedCostToTheCent(t *testing.T) {
	for _, name := range []string{"ev-traction-de", "hdd-speaker-sg", "optics-materials-uk"} {
		s := opened(t, name)
		p := s.Project()
		compared := 0
		for i := range p.Parts {
			part := &p.Parts[i]
			c := NewComparison(s, part.ID)
			for _, fit := range p.Fits(part, s.Facts()) {
				if fit.Design != 0 || !fit.Offer.Price.OK {
					continue
				}
				compared++
				u := cost.Base(p, s.Facts(), fit.Offer, fit.MassKg)
				unit := ", " + p.Currency + " per kg"
				for title, v := range map[string]float64{"Goods": u.Goods, "Duty": u.Duty, "Extra duty": u.ExtraDuty, "Freight": u.Freight, "Landed": u.Landed} {
					if got := c.shown(t, title+unit, fit.Offer.ID).Text; got != figures.Number(v, 2) {
						t.Errorf("%s %s %s of %s: %s, want %s", name, part.ID, title, fit.Offer.ID, got, figures.Number(v, 2))
					}
				}
				if !part.IsMaterial() {
					want := figures.Number(u.Landed*fit.MassKg, 4)
					if got := c.shown(t, "Landed, "+p.Currency+" a piece", fit.Offer.ID).Text; got != want {
						t.Errorf("a piece of %s costs %s, want %s", part.ID, got, want)
					}
				}
			}
		}
		if compared < 10 {
			t.Errorf("%s: only %d offers compared", name, compared)
		}
	}
}

func TestAnOfferWithoutAPriceIsAGapAndCannotWin(t *testing.T) {
	p := sample(t, "ev-traction-de")
	p.Offer("O01").Price = planner.Opt[planner.Decimal]{}
	p.Offer("O07").LeadWeeks = planner.Opt[float64]{}
	c := NewComparison(newSession(p), "EA110-RO")
	if cell := c.shown(t, "Price as quoted", "O01"); !strings.HasPrefix(cell.Text, "–") || !strings.Contains(cell.Tooltip, "never wins") && !strings.Contains(cell.Tooltip, "cannot win") {
		t.Errorf("%+v", cell)
	}
	for _, title := range []string{"Goods, EUR per kg", "Landed, EUR per kg", "Against the cheapest"} {
		if got := c.shown(t, title, "O01").Text; got != "–" {
			t.Errorf("%s shows %q", title, got)
		}
	}
	if got := c.shown(t, "Order to arrival, months", "O07").Text; got != "–" {
		t.Errorf("without a lead time nothing arrives: %q", got)
	}
	if got := c.shown(t, "First delivery", "O07"); got.Text != "–" || got.Tooltip != "No lead time." {
		t.Errorf("%+v", got)
	}
}

func TestExactlyOneKindOfOfferIsTheCheapest(t *testing.T) {
	s := opened(t, "hdd-speaker-sg")
	for i := range s.Project().Parts {
		c := NewComparison(s, s.Project().Parts[i].ID)
		n := 0
		for k := range c.sources {
			if c.againstCell(&c.sources[k]).Text == "cheapest" {
				n++
			}
		}
		if n < 1 && len(c.sources) > 0 {
			t.Errorf("%s has no cheapest offer", c.Part())
		}
	}
}

func TestOriginNamesEveryCountryAndWhatNobodyKnows(t *testing.T) {
	p := sample(t, "ev-traction-de")
	c := NewComparison(newSession(p), "EA110-RO")
	got := strings.ReplaceAll(c.shown(t, "Dy, Mining", "O01").Text, "\u00a0", " ")
	if got != "MM 52 %, CN 42 %, LA 6 %" {
		t.Error(got)
	}
	p.Profile("CN_FULL").Rows[0].Country = planner.UnknownCountry
	c = NewComparison(newSession(p), "EA110-RO")
	cell := c.shown(t, "NdPr, Mining", "O01")
	if got := strings.ReplaceAll(cell.Text, "\u00a0", " "); got != "MM 12 %, VN 6 %, AU 4 %, unknown 78 %" || cell.Style != grid.Warn {
		t.Errorf("%q %v", got, cell.Style)
	}
}

func TestTheFirstDeliveryWaitsForItsGates(t *testing.T) {
	p := sample(t, "ev-traction-de")
	o := p.Offer("O01")
	lead := planner.Month(o.LeadMonths(p.Percentile()))
	first := func() string { return NewComparison(newSession(p), "EA110-RO").shown(t, "First delivery", "O01").Text }
	if got, want := first(), (p.Start + lead).Label(); got != want {
		t.Errorf("qualified: %s, want %s", got, want)
	}
	o.Status, o.QualificationMonths = planner.NotStarted, planner.Some(5)
	if got, want := first(), (p.Start + 5 + lead).Label(); got != want {
		t.Errorf("test of five months: %s, want %s", got, want)
	}
	o.Status, o.QualifiedFrom = planner.InProgress, planner.Some(p.Start+9)
	if got, want := first(), (p.Start + 9 + lead).Label(); got != want {
		t.Errorf("qualified in the tenth month: %s, want %s", got, want)
	}
	o.ValidTo = planner.Some(p.Start + 3)
	if got := first(); got != "–" {
		t.Errorf("the quotation ends before: %s", got)
	}
}

func TestOtherDesignsAreExtraColumns(t *testing.T) {
	c := NewComparison(opened(t, "ev-traction-de"), "HV90-R1")
	other := 0
	for i, s := range c.sources {
		col := c.Columns()[i+1]
		if s.fit.Change == nil {
			if other > 0 {
				t.Error("other designs come last")
			}
			continue
		}
		other++
		if !strings.Contains(col.Unit, "other grade") || !strings.HasPrefix(designCell(&c.sources[i]).Text, "needs change to ") {
			t.Errorf("%+v", col)
		}
	}
	if other == 0 {
		t.Error("no other designs")
	}
}

func TestThePlanIsInTheComparison(t *testing.T) {
	s := withPlan(t, "ev-traction-de", evPlan())
	c := NewComparison(s, "EA110-RO")
	if got := c.shown(t, "Share of new orders", "O07").Text; got != figures.Percent(0.7, 1) {
		t.Error(got)
	}
	if got := c.shown(t, "New orders in the plan, kg", "O01").Text; got != "300" {
		t.Error(got)
	}
	plan, _ := s.Plan()
	picturetest.Same(t, c.Picture(), "landed", pictures.Input{Project: s.Project(), Facts: s.Facts(), Plan: plan}, pictures.Choice{Part: "EA110-RO"})
	if why := c.Why(); len(why) != 1 || !strings.HasSuffix(why[0], "because of the limit on China.") {
		t.Error(why)
	}
	if err := s.Apply("Price", planner.Edit{What: "offer/O01/price", Before: "72.64", After: "80"}); err != nil {
		t.Fatal(err)
	}
	c = NewComparison(s, "EA110-RO")
	if cell := c.shown(t, "Share of new orders", "O07"); cell.Style != grid.Stale {
		t.Error("the plan is out of date and must look so")
	}
	if why := c.Why(); !strings.HasPrefix(why[0], "Out of date") {
		t.Error(why)
	}
}

func TestWithoutAReasonTheSentenceGivesTheFacts(t *testing.T) {
	c := NewComparison(opened(t, "ev-traction-de"), "SENS-T")
	if why := c.Why(); len(why) != 1 || !strings.Contains(why[0], "Lowest landed cost: ") || !strings.HasSuffix(why[0], "There is no plan yet.") {
		t.Error(why)
	}
}

func TestEveryLineOfTheComparisonIsExplained(t *testing.T) {
	c := NewComparison(opened(t, "ev-traction-de"), "EA110-RO")
	landed := 0
	for row := range c.rows {
		e, ok := c.WhyCell(row, 1)
		if ok == c.rows[row].head {
			t.Errorf("%q: explained %v", c.rows[row].title, ok)
		}
		if ok && (e.Title == "" || e.Value == "" && c.Cell(row, 1).Text != "") {
			t.Errorf("%q: %+v", c.rows[row].title, e)
		}
		if ok && e.Formula != "" && len(e.Inputs) >= 3 {
			landed++
		}
	}
	if landed < 5 {
		t.Errorf("%d lines take the landed cost apart", landed)
	}
	if _, ok := c.WhyCell(0, 0); ok {
		t.Error("a title is no figure")
	}
}
