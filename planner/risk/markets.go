package risk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"remanence/planner"
	"remanence/planner/cost"
	"remanence/planner/exact"
)

// marketNoise is how one index moves, in logarithms by month.
type marketNoise struct {
	spread, back           float64
	jump, size, sizeSpread float64
}

// market is the noise of an index: that of its own market where it is known,
// else the general one.
func (ps Parameters) market(element string, basis planner.MarketBasis) marketNoise {
	g := func(name string) float64 { return ps.of(name, marketName(element, basis)) }
	size := g(JumpSize)
	return marketNoise{spread: g(PriceSpread), back: min(g(PriceReturn), 1), jump: g(JumpChance), size: exact.Log(max(1+size, 1e-6)), sizeSpread: g(JumpSpread)}
}

func marketName(element string, basis planner.MarketBasis) string {
	return element + ":" + string(basis)
}

// marketParameters are the parameters of the indices the project's offers
// follow, from the record of prices. They stand for the deviation from the path
// the project gives an index, not for the path. general are the parameters they
// refine; what the record says of all markets is set there.
func marketParameters(p *planner.Project, f *planner.Facts, general *Parameters) Parameters {
	if f == nil {
		return nil
	}
	record := records(f)
	general.together(record)
	general.typical(record)
	var out Parameters
	for _, m := range marketsOf(p, f) {
		s, stand := recordFor(record, m.element)
		if s == nil || m.basis == planner.ByContract {
			continue
		}
		where, why, src := "inside China", s.why(), s.source
		if m.basis != planner.ChinaDomestic {
			where, src.Confidence = "outside China", "low"
			why = "no series outside China is long enough; as inside China: " + why
		}
		if stand != m.element {
			why = "as " + stand + ": " + why
			src.Confidence = "low"
		}
		src.Default = true
		add := func(name, title, unit string, v float64, because string) {
			out = append(out, Parameter{name + ":" + marketName(m.element, m.basis), m.element + " " + where + ": " + title, unit, v, because, src})
		}
		back, spread := s.fit.monthly()
		add(PriceSpread, "spread of the price", "a month", spread, why)
		add(PriceReturn, "deviation that vanishes", "a month", back, why)
		if m.basis != planner.ChinaDomestic {
			continue // jumps outside China are no copy of those inside: the general ones hold
		}
		chance, mean, wide := s.fit.jump()
		none := fmt.Sprintf("none of %d steps in %.0f months stands out by three spreads", s.fit.steps, s.fit.months)
		if chance > 0 {
			none = fmt.Sprintf("%d of %d steps in %.0f months stood out by three spreads", len(s.fit.jumps), s.fit.steps, s.fit.months)
		}
		add(JumpChance, "chance of a jump", "a month", chance, none)
		if chance > 0 {
			add(JumpSize, "mean size of a jump", "share", exact.Exp(mean)-1, none)
			add(JumpSpread, "spread of the size of a jump", "share", wide, none)
		}
	}
	return out
}

// record is the series of one element with the process fitted to it.
type record struct {
	element     string
	at, price   []float64
	days        []string
	fit         reversion
	source      planner.Source
	first, last time.Time
}

func (r *record) why() string {
	return fmt.Sprintf("mean-reverting jump process of greatest likelihood through %d prices, %s to %s", len(r.price), r.first.Format("Jan 2006"), r.last.Format("Jan 2006"))
}

// records are the series inside China that are long enough.
func records(f *planner.Facts) []record {
	var out []record
	for _, x := range f.Prices {
		day, err := time.Parse(time.DateOnly, x.Date)
		if err != nil || x.Basis != planner.ChinaDomestic || !(x.Price > 0) {
			continue
		}
		i := slices.IndexFunc(out, func(r record) bool { return r.element == x.Element })
		if i < 0 {
			i = len(out)
			out = append(out, record{element: x.Element, first: day})
		}
		r := &out[i]
		r.at = append(r.at, day.Sub(r.first).Hours()/24/daysPerMonth)
		r.price, r.days = append(r.price, x.Price), append(r.days, x.Date)
		r.last, r.source = day, x.Source
	}
	long := out[:0]
	for _, r := range out {
		var ok bool
		if r.fit, ok = fitReversion(r.at, r.price); ok {
			long = append(long, r)
		}
	}
	return long
}

// recordFor is the record of an element; neodymium and praseodymium alone move
// as the two together.
func recordFor(list []record, element string) (*record, string) {
	name := element
	if element == "Nd" || element == "Pr" {
		name = "NdPr"
	}
	for i := range list {
		if list[i].element == name {
			return &list[i], name
		}
	}
	return nil, ""
}

// together sets how much of the spread all indices share: the mean correlation
// of the moves between days on which two elements both have a price.
func (ps *Parameters) together(list []record) {
	sum, pairs := 0.0, 0
	var names []string
	for i := range list {
		names = append(names, list[i].element)
		for j := range i {
			var a, b []float64
			last := -1
			for k, day := range list[i].days {
				m := slices.Index(list[j].days, day)
				if m < 0 {
					continue
				}
				if last >= 0 {
					n := slices.Index(list[j].days, list[i].days[last])
					a, b = append(a, exact.Log(list[i].price[k]/list[i].price[last])), append(b, exact.Log(list[j].price[m]/list[j].price[n]))
				}
				last = k
			}
			if len(a) >= 10 {
				sum += correlation(a, b)
				pairs++
			}
		}
	}
	if pairs == 0 {
		return
	}
	ps.set(PriceTogether, max(0, sum/float64(pairs)), "mean correlation of the moves of "+strings.Join(names, ", ")+" between days on which they have prices", list[0].source)
}

// typical sets how an index without a record of its own moves: as those with one
// do in the mean.
func (ps *Parameters) typical(list []record) {
	if len(list) == 0 {
		return
	}
	var names []string
	back, spread := 0.0, 0.0
	for i := range list {
		b, s := list[i].fit.monthly()
		back += b / float64(len(list))
		spread += s / float64(len(list))
		names = append(names, list[i].element)
	}
	last := &list[0]
	why := "mean of " + strings.Join(names, ", ") + " inside China: " + last.why()
	ps.set(PriceSpread, spread, why, last.source)
	ps.set(PriceReturn, back, why, last.source)
}

// market is an index by what it prices.
type market struct {
	element string
	basis   planner.MarketBasis
}

// marketsOf are the indices that offers of the project follow, in order.
func marketsOf(p *planner.Project, f *planner.Facts) []market {
	var out []market
	for i := range p.Offers {
		parts, _ := cost.IndexParts(p, f, &p.Offers[i], p.Start)
		for _, x := range parts {
			if m := (market{x.Index.Element, x.Index.Basis}); !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
	}
	slices.SortFunc(out, func(a, b market) int {
		return strings.Compare(marketName(a.element, a.basis), marketName(b.element, b.basis))
	})
	return out
}
