package planner

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"remanence/planner/exact"
)

// Deal says who owns the feed of a stream on its way through the recycler.
type Deal string

const (
	Toll   Deal = "toll"   // you keep it and pay for the conversion; what is made of it comes back through the linked offers
	Sale   Deal = "sale"   // the recycler buys it and owns what is made of it
	Either Deal = "either" // the plan may do both
)

// MayToll reports whether the feed may go into the linked offers.
func (s *Stream) MayToll() bool { return s.Deal != Sale }

// MaySell reports whether the feed may be sold at a stated credit.
func (s *Stream) MaySell() bool { return (s.Deal == Sale || s.Deal == Either) && s.Credit.OK }

// LifeCurve is when sold units come to their end: a Weibull curve, or the share
// of them by year of age. The zero curve brings nothing back.
type LifeCurve struct {
	Shape      float64   `json:"shape,omitempty"`       // Weibull
	ScaleYears float64   `json:"scale_years,omitempty"` // Weibull: 63.2 % have ended by then
	Yearly     []float64 `json:"yearly,omitempty"`      // share that ends in the first, second … year
}

// IsZero reports a curve nobody has entered.
func (c LifeCurve) IsZero() bool { return c.ScaleYears == 0 && len(c.Yearly) == 0 }

// Ended is the share of units that have ended by an age in months: for a Weibull
// curve 1 − exp(−(age ÷ scale)^shape), else the yearly shares, even within each
// year.
func (c LifeCurve) Ended(months float64) float64 {
	if months <= 0 {
		return 0
	}
	if c.ScaleYears > 0 {
		return 1 - exact.Exp(-exact.Pow(months/12/c.ScaleYears, c.Shape))
	}
	sum := 0.0
	for k, share := range c.Yearly {
		sum += float64(share * math.Min(1, math.Max(0, months/12-float64(k))))
	}
	return sum
}

// String writes the curve as tables hold it: "weibull 2.5 12", or percent by year
// "0|5|20".
func (c LifeCurve) String() string {
	switch {
	case c.ScaleYears > 0:
		return "weibull " + FormatNumber(c.Shape) + " " + FormatNumber(c.ScaleYears)
	case len(c.Yearly) > 0:
		out := make([]string, len(c.Yearly))
		for i, v := range c.Yearly {
			out[i] = FormatPercent(v)
		}
		return strings.Join(out, "|")
	}
	return ""
}

// ParseLifeCurve reads the forms of String.
func ParseLifeCurve(s string) (LifeCurve, error) {
	s = strings.TrimSpace(s)
	bad := fmt.Errorf("%s is not a life curve; write \"weibull 2.5 12\" (shape and years) or percent by year such as \"0|5|20|40|35\"", quoted(s))
	if s == "" {
		return LifeCurve{}, nil
	}
	if rest, ok := strings.CutPrefix(strings.ToLower(s), "weibull"); ok {
		f := strings.Fields(rest)
		if len(f) != 2 {
			return LifeCurve{}, bad
		}
		shape, err1 := ParseNumber(f[0])
		scale, err2 := ParseNumber(f[1])
		if err1 != nil || err2 != nil || shape <= 0 || scale <= 0 {
			return LifeCurve{}, bad
		}
		return LifeCurve{Shape: shape, ScaleYears: scale}, nil
	}
	var c LifeCurve
	sum := 0.0
	for _, x := range splitList(s, "|") {
		v, err := ParsePercent(x)
		if err != nil || v < 0 {
			return LifeCurve{}, bad
		}
		sum += v
		c.Yearly = append(c.Yearly, v)
	}
	if sum > 1+1e-9 || len(c.Yearly) == 0 {
		return LifeCurve{}, fmt.Errorf("the shares of the life curve add up to %s %%; they must be at most 100 %%", FormatPercent(sum))
	}
	return c, nil
}

// YearUnits is what was sold in a calendar year.
type YearUnits struct {
	Year  int     `json:"year"`
	Units float64 `json:"units"`
}

// FeedOf is the kilograms of a stream that can be collected in plan month t: its
// own feed and what comes back of units sold, at most the stream's cap. Swarf
// that suppliers return comes on top, since it depends on the plan.
func (p *Project) FeedOf(s *Stream, t int) float64 {
	kg := s.Feed(t, p.Months) + p.TakeBack(s, t)
	if s.MaxKgPerMonth.OK {
		kg = math.Min(kg, s.MaxKgPerMonth.V)
	}
	for i := range s.Gaps {
		if g := &s.Gaps[i]; g.In(p.Start + Month(t)) {
			kg *= g.Left.Or(1)
		}
	}
	return kg
}

// TakeBack is the kilograms of magnets that come back in plan month t from units
// sold: Σ units × mass × share that ends in the month × share collected. Units
// sold before the plan are the stated years, even over their months; from the
// start of the plan on they are the need of the part.
func (p *Project) TakeBack(s *Stream, t int) float64 {
	part := p.Part(s.SoldPart)
	if part == nil || !part.MassKg().OK || s.Life.IsZero() || !s.CollectionRate.OK {
		return 0
	}
	ends := func(age int) float64 {
		if age <= 0 {
			return 0
		}
		return s.Life.Ended(float64(age)) - s.Life.Ended(float64(age-1))
	}
	now, units := p.Start+Month(t), 0.0
	for _, y := range s.SoldUnits {
		for m := MonthOf(y.Year, 1); m <= MonthOf(y.Year, 12) && m < p.Start; m++ {
			units += float64(y.Units / 12 * ends(int(now-m)))
		}
	}
	for k := range t {
		units += float64(part.Need(k) * ends(t-k))
	}
	return units * part.MassKg().V * s.CollectionRate.V
}

// SwarfTerms says what becomes of the swarf that arises where an offer's goods
// are cut.
type SwarfTerms string

const (
	SwarfKept     SwarfTerms = "kept"     // by the supplier, without a credit
	SwarfReturned SwarfTerms = "returned" // to the stream the offer names
	SwarfCredited SwarfTerms = "credited" // by the supplier, who pays for it
)

// recyclingFields are the columns of a stream beside feed and route.
var recyclingFields = []Field[Stream]{
	wordField("deal", "Deal", []Deal{"", Toll, Sale, Either}, func(r *Stream) *Deal { return &r.Deal }),
	optMoneyField("toll_fee_per_kg", "Toll fee", "per kg feed", func(r *Stream) *Opt[Decimal] { return &r.TollFee }),
	optMoneyField("credit_per_kg", "Credit", "per kg feed sold", func(r *Stream) *Opt[Decimal] { return &r.Credit }),
	optIntField("credit_delay_months", "Credit after", "months", func(r *Stream) *Opt[int] { return &r.CreditDelay }),
	optNumberField("sale_max_kg_per_month", "Largest sale", "kg per month", func(r *Stream) *Opt[float64] { return &r.SaleMaxKg }),
	textField("feed_grade", "Grade of the feed", func(r *Stream) *string { return &r.FeedGrade }),
	textField("sold_part", "Part in units sold", func(r *Stream) *string { return &r.SoldPart }),
	{Name: "units_sold", Title: "Units sold by year",
		Get: func(r *Stream) string {
			out := make([]string, len(r.SoldUnits))
			for i, y := range r.SoldUnits {
				out[i] = fmt.Sprintf("%d:%s", y.Year, FormatNumber(y.Units))
			}
			return strings.Join(out, "|")
		},
		Set: func(r *Stream, s string) error {
			var list []YearUnits
			for _, x := range splitList(s, "|") {
				year, units, ok := strings.Cut(x, ":")
				y, err1 := ParseWhole(year)
				n, err2 := ParseNumber(units)
				if !ok || err1 != nil || err2 != nil || y < 1950 || y > 2200 || n < 0 {
					return fmt.Errorf("%s is not a year and its units; write for example \"2019:120000|2020:135000\"", quoted(x))
				}
				list = append(list, YearUnits{y, n})
			}
			slices.SortStableFunc(list, func(a, b YearUnits) int { return a.Year - b.Year })
			r.SoldUnits = list
			return nil
		}},
	{Name: "life_curve", Title: "Life curve",
		Get: func(r *Stream) string { return r.Life.String() },
		Set: func(r *Stream, s string) error { return setParsed(s, ParseLifeCurve, &r.Life) }},
	optPercentField("collection_rate_pct", "Collected", func(r *Stream) *Opt[float64] { return &r.CollectionRate }),
}

// swarfFields are the columns of an offer's swarf.
var swarfFields = []Field[Offer]{
	optNumberField("swarf_kg_per_kg", "Swarf", "kg per kg bought", func(r *Offer) *Opt[float64] { return &r.SwarfKgPerKg }),
	wordField("swarf_terms", "Swarf is", []SwarfTerms{"", SwarfKept, SwarfReturned, SwarfCredited}, func(r *Offer) *SwarfTerms { return &r.SwarfTerms }),
	optMoneyField("swarf_credit_per_kg", "Swarf credit", "offer currency per kg swarf", func(r *Offer) *Opt[Decimal] { return &r.SwarfCredit }),
	textField("swarf_stream", "Swarf goes to", func(r *Offer) *string { return &r.SwarfStream }),
}

// recycling checks the deal, the sale and the take-back of a stream.
func (c *checker) recycling(r *Stream, at item) {
	c.money(at, "toll fee", "toll_fee_per_kg", r.TollFee)
	c.money(at, "credit", "credit_per_kg", r.Credit)
	c.number(at, "largest sale", "sale_max_kg_per_month", r.SaleMaxKg)
	c.share(at, "collected", "collection_rate_pct", r.CollectionRate, 1)
	if d := r.CreditDelay; d.OK && (d.V < 0 || d.V > 60) {
		c.bad(at, "credit after", "credit_delay_months", fmt.Sprintf("A delay of %d months is not possible.", d.V), "Enter 0 to 60 months.")
	}
	switch {
	case (r.Deal == Sale || r.Deal == Either) && !r.Credit.OK:
		c.note(at, "credit", "credit_per_kg", "The feed may be sold, but no credit is stated, so nothing is sold.", "Enter the credit per kg of feed, 0 if it is given away.")
	case r.Deal == Sale && len(r.Offers) > 0:
		c.note(at, "deal", "deal", "The feed is sold, so the recycler owns what is made of it; the linked offers get nothing of it.", "Choose toll or either, or clear the offers.")
	case r.Deal != Sale && r.Deal != Either && r.Credit.OK:
		c.note(at, "deal", "deal", "A credit is stated, but nothing may be sold.", "Choose sale or either.")
	}
	if r.FeedGrade != "" {
		c.gradeKnown(at, "grade of the feed", "feed_grade", r.FeedGrade)
	}
	takeBack := r.SoldPart != "" || !r.Life.IsZero() || len(r.SoldUnits) > 0
	switch {
	case r.SoldPart != "" && c.p.Part(r.SoldPart) == nil:
		c.bad(at, "part in units sold", "sold_part", fmt.Sprintf("The part %q is not in the table of parts.", r.SoldPart), near(r.SoldPart, c.names.parts, "Choose a part of the table."))
	case takeBack && (r.SoldPart == "" || r.Life.IsZero() || !r.CollectionRate.OK):
		c.note(at, "life curve", "life_curve", "Take-back needs the part, a life curve and the share collected; as it stands nothing comes back.", "Fill in the three cells.")
	}
}

// swarf checks what an offer says of its swarf.
func (c *checker) swarf(r *Offer, at item) {
	c.number(at, "swarf", "swarf_kg_per_kg", r.SwarfKgPerKg)
	c.money(at, "swarf credit", "swarf_credit_per_kg", r.SwarfCredit)
	if r.SwarfKgPerKg.OK && r.For == ForGrade {
		if g, ok := c.f.Grade(r.Item); ok && g.Yield.OK && g.Yield.V > 0 && r.SwarfKgPerKg.V > (1/g.Yield.V-1)*1.05 {
			c.note(at, "swarf", "swarf_kg_per_kg", fmt.Sprintf("%s kg of swarf per kg are more than the usual yield of %s %% leaves.", FormatNumber(r.SwarfKgPerKg.V), FormatPercent(g.Yield.V)), "Check the figure.")
		}
	}
	found := slices.ContainsFunc(c.p.Streams, func(s Stream) bool { return s.ID == r.SwarfStream })
	switch {
	case r.SwarfTerms == SwarfReturned && !found:
		c.bad(at, "swarf goes to", "swarf_stream", "The swarf is returned, but to no stream of the table.", "Enter the stream it feeds.")
	case r.SwarfTerms == SwarfCredited && !r.SwarfCredit.OK:
		c.bad(at, "swarf credit", "swarf_credit_per_kg", "The swarf is credited, but no credit is stated.", "Enter the credit per kg of swarf.")
	case r.SwarfTerms != "" && r.SwarfTerms != SwarfKept && !r.SwarfKgPerKg.OK:
		c.bad(at, "swarf", "swarf_kg_per_kg", "How much swarf arises is missing.", "Enter kg of swarf per kg bought.")
	}
}
