package chain

import (
	"cmp"
	"math"
	"slices"

	"remanence/planner"
)

// Receipt is a mass of goods received from an offer, by design.
type Receipt struct {
	Part  *planner.Part
	Grade string
	Offer *planner.Offer
	Kg    float64
	Value float64 // landed, plan currency
}

type cell struct {
	element string
	stage   planner.Stage
}

// Exposures tells, for every element and stage, the share of each country in
// the receipts. Rows are sorted by element, stage in chain order, then share.
func Exposures(p *planner.Project, f *planner.Facts, rs []Receipt) []planner.Exposure {
	kg := map[cell]map[string]float64{}
	total, unknown := map[cell]float64{}, map[cell]float64{}
	add := func(c cell, o Origin, w float64) {
		if !o.Passed || w == 0 {
			return
		}
		if kg[c] == nil {
			kg[c] = map[string]float64{}
		}
		total[c] += w
		unknown[c] += float64(w * o.Unknown)
		for _, s := range o.Shares {
			kg[c][s.Country] += float64(w * s.Share)
		}
	}
	for _, r := range rs {
		re := RareEarthMagnet(f, r.Part, r.Grade)
		if re {
			add(cell{"all", planner.Magnet}, MagnetOrigin(p, r.Offer), r.Kg)
		}
		for _, e := range Elements(f, r.Part, r.Grade) {
			c, _ := Content(f, r.Part, r.Grade, e)
			for _, stage := range stagesOf(r.Part) {
				o := At(p, r.Offer, e, stage)
				add(cell{e, stage}, o, float64(r.Kg*c.Typical))
				if re && stage != planner.Magnet {
					add(cell{"all", stage}, o, float64(r.Kg*c.Typical))
				}
			}
		}
	}
	var out []planner.Exposure
	worst := 1.0
	if !p.UnknownIsWorst() {
		worst = 0
	}
	for c, byCountry := range kg {
		t := total[c]
		if t <= 0 {
			continue
		}
		u := unknown[c] / t
		names := countries(byCountry)
		if u > 1e-9 && len(names) == 0 {
			out = append(out, planner.Exposure{Element: c.element, Stage: c.stage, Country: planner.UnknownCountry, Kg: t, Unknown: u, Worst: u})
		}
		for _, n := range names {
			s := byCountry[n] / t
			out = append(out, planner.Exposure{Element: c.element, Stage: c.stage, Country: n, Kg: byCountry[n], Share: s, Unknown: u, Worst: s + float64(worst*u)})
		}
	}
	slices.SortFunc(out, func(a, b planner.Exposure) int {
		return cmp.Or(cmp.Compare(elementRank(a.Element), elementRank(b.Element)), cmp.Compare(a.Element, b.Element),
			cmp.Compare(stageRank(a.Stage), stageRank(b.Stage)), -cmp.Compare(a.Worst, b.Worst), cmp.Compare(a.Country, b.Country))
	})
	valueShares(f, out) // adds up in the order of the rows, so that plans repeat to the last bit
	return out
}

// valueShares gives each row its share of the value that all elements together
// have at the row's stage, at ex-China element prices; rows without a price
// keep 0.
func valueShares(f *planner.Facts, rows []planner.Exposure) {
	total := map[planner.Stage]float64{}
	price := func(e planner.Exposure) float64 {
		if e.Element == "all" {
			return 0
		}
		el, ok := f.Element(e.Element)
		if !ok {
			return 0
		}
		return el.ExChinaUSD.Or(el.ChinaUSD.V)
	}
	for _, r := range rows {
		total[r.Stage] += float64(r.Kg * price(r))
	}
	for i := range rows {
		if t := total[rows[i].Stage]; t > 0 {
			rows[i].Value = rows[i].Kg * price(rows[i]) / t
		}
	}
}

func stagesOf(part *planner.Part) []planner.Stage {
	if part.IsMaterial() {
		return planner.Stages
	}
	return []planner.Stage{planner.Mine, planner.Separation, planner.Metal, planner.Magnet}
}

func countries(m map[string]float64) []string {
	var out []string
	for c, v := range m {
		if v > 1e-9 {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return out
}

func elementRank(e string) int {
	if e == "all" {
		return 0
	}
	if i := slices.Index(traced, e); i >= 0 {
		return i + 1
	}
	return len(traced) + 1
}

func stageRank(s planner.Stage) int { return slices.Index(planner.Stages, s) }

// Worst is the row with the largest worst-case share of one country, material
// and rare-earth elements alike. The summary element "all" stands aside, since
// it hides the scarce ones. Ties go to the first row.
func Worst(rows []planner.Exposure) planner.Opt[planner.Exposure] {
	var best planner.Opt[planner.Exposure]
	for _, r := range rows {
		if r.Element == "all" {
			continue
		}
		if !best.OK || r.Worst > best.V.Worst+1e-12 {
			best = planner.Some(r)
		}
	}
	return best
}

// Concentrations is the HHI of each element and stage over countries. Unknown
// counts as one more country, which is the least favourable reading that does
// not name one.
func Concentrations(rows []planner.Exposure) []planner.Concentration {
	var out []planner.Concentration
	for i := 0; i < len(rows); {
		j, sum := i, float64(rows[i].Unknown*rows[i].Unknown)
		for ; j < len(rows) && rows[j].Element == rows[i].Element && rows[j].Stage == rows[i].Stage; j++ {
			sum += float64(rows[j].Share * rows[j].Share)
		}
		out = append(out, concentration(rows[i].Element, rows[i].Stage, sum))
		i = j
	}
	return out
}

// GroupConcentration is the HHI over supplier groups by received value.
func GroupConcentration(p *planner.Project, rs []Receipt) planner.Opt[planner.Concentration] {
	by, total := map[string]float64{}, 0.0
	for _, r := range rs {
		by[p.GroupOf(r.Offer)] += r.Value
		total += r.Value
	}
	if total <= 0 {
		return planner.Opt[planner.Concentration]{}
	}
	sum := 0.0
	for _, g := range countries(by) {
		sum += by[g] / total * by[g] / total
	}
	return planner.Some(concentration("all", "", sum))
}

func concentration(element string, stage planner.Stage, sum float64) planner.Concentration {
	return planner.Concentration{Element: element, Stage: stage, HHI: sum * 10000, Effective: 1 / sum}
}

// Touches bounds the share of magnet mass that has any stage in a country. No
// batch data say how the stages of one kilogram combine: the least is the
// largest single stage, the most is their sum.
func Touches(p *planner.Project, f *planner.Facts, rs []Receipt) []planner.CountryTouch {
	low, high, total := map[string]float64{}, map[string]float64{}, 0.0
	for _, r := range rs {
		if !RareEarthMagnet(f, r.Part, r.Grade) {
			continue
		}
		total += r.Kg
		max1, sum := map[string]float64{}, map[string]float64{}
		for _, stage := range stagesOf(r.Part) {
			byCountry, w := map[string]float64{}, 0.0
			for _, e := range Elements(f, r.Part, r.Grade) {
				c, _ := Content(f, r.Part, r.Grade, e)
				w += c.Typical
				for _, s := range At(p, r.Offer, e, stage).Shares {
					byCountry[s.Country] += float64(c.Typical * s.Share)
				}
			}
			for c, v := range byCountry {
				max1[c] = math.Max(max1[c], v/w)
				sum[c] += v / w
			}
		}
		for c := range sum {
			low[c] += float64(r.Kg * max1[c])
			high[c] += float64(r.Kg * math.Min(1, sum[c]))
		}
	}
	var out []planner.CountryTouch
	for _, c := range countries(high) {
		out = append(out, planner.CountryTouch{Country: c, Low: low[c] / total, High: high[c] / total})
	}
	slices.SortFunc(out, func(a, b planner.CountryTouch) int {
		return cmp.Or(-cmp.Compare(a.High, b.High), cmp.Compare(a.Country, b.Country))
	})
	return out
}
