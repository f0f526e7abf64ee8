package sources

import (
	"math"
	"strings"
	"testing"

	"remanence/planner"
	"remanence/planner/chain"
	"remanence/planner/cost"
	"remanence/planner/policy"
)

func landedOf(c *Comparison, offer string) float64 {
	for i := range c.sources {
		if c.sources[i].offer.ID == offer {
			return c.sources[i].base.Landed
		}
	}
	return math.NaN()
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*(1+math.Abs(b)) }

func TestWhatIfByHand(t *testing.T) {
	s := opened(t, "ev-traction-de")
	p, f := s.Project(), s.Facts()
	part := p.Part("EA110-RO")
	base := NewComparison(s, part.ID)
	var fixed *source
	for i := range base.sources {
		if x := &base.sources[i]; x.fit.Change == nil && x.offer.Price.OK && !x.offer.Formula.OK && x.offer.Country == "CN" && x.offer.PriceUnit == planner.PerKg {
			fixed = x
			break
		}
	}
	if fixed == nil {
		t.Fatal("no fixed Chinese price")
	}
	// Twice the Chinese dysprosium price on what a kilogram of magnet takes.
	e, _ := f.Element("Dy")
	content, _ := chain.Content(f, part, part.Grade, "Dy")
	g, _ := f.Grade(part.Grade)
	usd, _ := cost.Rate(p, "USD")
	add := content.Typical / g.Yield.Or(1) * e.ChinaUSD.V / usd
	want := fixed.base.Landed + add*(1+fixed.base.DutyRate+fixed.base.ExtraRate)
	got := landedOf(NewComparison(WhatIf{Element: "Dy", Price: 2, Follow: true}.With(s, part.ID), part.ID), fixed.offer.ID)
	if !near(got, want) || add <= 0 {
		t.Errorf("dysprosium twice: %v, want %v", got, want)
	}
	if got := landedOf(NewComparison(WhatIf{Element: "Dy", Price: 2}.With(s, part.ID), part.ID), fixed.offer.ID); !near(got, fixed.base.Landed) {
		t.Errorf("a fixed price that does not follow: %v, want %v", got, fixed.base.Landed)
	}
	got = landedOf(NewComparison(WhatIf{Country: "CN", Duty: 0.25}.With(s, part.ID), part.ID), fixed.offer.ID)
	if !near(got, fixed.base.Landed+0.25*fixed.base.Goods) {
		t.Errorf("25 points of duty: %v, want %v", got, fixed.base.Landed+0.25*fixed.base.Goods)
	}
	if len(p.Offers) == 0 || s.Project().Offer(fixed.offer.ID).ExtraDuty != fixed.offer.ExtraDuty || s.Unsaved() {
		t.Error("the project is changed")
	}
	if (WhatIf{Price: 1}).Active() || WhatIf.With(WhatIf{}, s, part.ID) != Document(s) {
		t.Error("nothing set is the project itself")
	}
}

func TestBandsByHand(t *testing.T) {
	d := func(s string) planner.Decimal { v, _ := planner.ParseMoney(s); return v }
	steps := []cost.Step{{FromKg: 0, Price: d("10")}, {FromKg: 100, Price: d("8")}, {FromKg: 200, Price: d("5")}}
	// 100 at 10, 100 at 8, 50 at 5: 2,050 over 250.
	for kg, want := range map[float64]string{0: "10", 50: "10", 250: "8.2"} {
		if got := bands(steps, kg); !got.Equal(d(want)) {
			t.Errorf("%v kg: %s, want %s", kg, got, want)
		}
	}
}

func TestSlidersRepriceWithoutTouchingTheProject(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	u.p.Shown("EA110-RO")
	before := u.p.compare.Picture().Series[0].Values[0]
	u.p.sliders.rows[slidePrice].slide.SetValue(3)
	after := u.p.compare.Picture().Series[0].Values[0]
	if after <= before || u.s.Unsaved() || !u.p.grid.ReadOnly || u.p.sliders.back.Disabled() {
		t.Errorf("goods %v then %v", before, after)
	}
	if text := u.p.sliders.rows[slidePrice].value.Text; text != "× 3.00" {
		t.Error(text)
	}
	u.p.sliders.rows[slideWait].slide.SetValue(120)
	u.p.sliders.rows[slideVolume].slide.SetValue(1)
	if err := u.p.compare.doc.Apply("x"); err == nil || !strings.Contains(err.Error(), "what-if") {
		t.Error("what-if prices are not entered")
	}
	u.p.choose("EPS-R")
	if u.p.compare.Part() != "EPS-R" || !u.p.sliders.what().Active() {
		t.Error("the sliders stay for the next part")
	}
	u.p.choose("EA110-RO")
	u.p.sliders.back.OnTapped()
	if got := u.p.compare.Picture().Series[0].Values[0]; got != before || u.p.grid.ReadOnly {
		t.Errorf("back at %v, was %v", got, before)
	}
}

// The aim is a repriced comparison in under 100 ms.
func BenchmarkReprice(b *testing.B) {
	x := opened(b, "ev-traction-de")
	s := &settled{x, x.Project(), policy.Settle(x.Project(), x.Facts())}
	w := WhatIf{Element: "Dy", Price: 2, Follow: true, Country: "CN", Duty: 0.1, WaitDays: 30, Volume: 1}
	for b.Loop() {
		NewComparison(w.With(s, "EA110-RO"), "EA110-RO").Picture()
	}
}
