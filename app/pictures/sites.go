package pictures

import (
	"cmp"
	"math"
	"slices"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/data/reference"
	"remanence/planner"
)

// siteShapes tells the stages apart without colour.
var siteShapes = map[planner.Stage]chart.Shape{planner.Mine: chart.Triangle, planner.Separation: chart.Square,
	planner.Refining: chart.Square, planner.Metal: chart.Diamond, planner.Magnet: chart.Disc}

// place is a site that quotes, with what the plan buys from it.
type place struct {
	supplier, name, country string
	row                     *reference.SupplierRow // what the reference knows of it
	stage                   planner.Stage
	kg                      float64
	offers                  int
}

// Sites is the map of the sites that quote for one part, "" for all: as large as
// what the plan buys there, ringed when it buys at all, with the ways to the
// buyer's country. Where nobody states coordinates the site stands in the middle
// of its country.
func Sites(in Input, part string) chart.Map {
	pic := chart.Map{Countries: map[string]palette.Tint{}}
	places := quoting(in, part)
	most := 0.0
	for _, p := range places {
		most = max(most, p.kg)
	}
	buyer := in.Project.BuyerCountry
	if buyer != "" && len(places) > 0 {
		pic.Sites = append(pic.Sites, chart.Site{ID: "buyer", Label: tr.T("You"), Country: buyer, Lat: math.NaN(), Lon: math.NaN(),
			Tint: palette.Accent, Shape: chart.Diamond, Tip: tr.F("You\n%s", words.Country(in.Facts, buyer))})
	}
	stages := map[planner.Stage]bool{}
	for _, p := range places {
		id := p.supplier + "|" + p.name
		site := chart.Site{ID: id, Label: p.supplier, Country: p.country, Lat: math.NaN(), Lon: math.NaN(), Tint: palette.CountryTint(p.country),
			Shape: siteShapes[p.stage], Strong: p.kg > 0}
		if most > 0 {
			site.Size = p.kg / most
		}
		site.Tip = p.tip(in)
		if p.row != nil && p.row.Lat.OK && p.row.Lon.OK {
			site.Lat, site.Lon = p.row.Lat.V, p.row.Lon.V
		}
		stages[p.stage] = true
		pic.Sites = append(pic.Sites, site)
		if p.kg > 0 && buyer != "" {
			pic.Routes = append(pic.Routes, chart.Route{From: id, To: "buyer", ID: id, Value: p.kg, Tint: site.Tint,
				Tip: tr.F("%s to %s\n%s in the plan", p.supplier, words.Country(in.Facts, buyer), mass(p.kg))})
		}
		if p.country != "" {
			pic.Countries[p.country] = palette.CountryTint(p.country)
		}
	}
	for _, s := range planner.Stages {
		if stages[s] {
			pic.Shapes = append(pic.Shapes, chart.ShapeKey{Name: words.Stage(s), Shape: siteShapes[s]})
		}
	}
	return pic
}

func (p *place) tip(in Input) string {
	title := p.supplier
	if p.name != "" {
		title += ", " + p.name
	}
	tip := title + "\n" + words.Country(in.Facts, p.country) + ", " + tr.N(p.offers, "%s offer", "%s offers")
	if in.Plan != nil {
		if p.kg > 0 {
			tip += "\n" + tr.F("%s in the plan", mass(p.kg))
		} else {
			tip += tr.T("\nnothing in the plan")
		}
	}
	if p.row == nil || !p.row.Lat.OK {
		return tr.F("%s\nThe place is not known; it stands in the middle of its country.", tip)
	}
	return tr.F("%s\nPlace: %s. %s", tip, p.row.CoordPrecision, p.row.Source.Name)
}

// quoting lists the sites of the offers, largest in the plan first.
func quoting(in Input, part string) []*place {
	var out []*place
	kg := map[string]float64{}
	if in.Plan != nil {
		for _, a := range in.Plan.Awards {
			if part == "" || a.Part == part {
				kg[a.Offer] += a.Kg
			}
		}
	}
	for _, o := range offersFor(in, part) {
		k := slices.IndexFunc(out, func(p *place) bool { return p.supplier == o.Supplier && p.name == o.Site })
		if k < 0 {
			k = len(out)
			out = append(out, siteOf(o))
		}
		out[k].kg += kg[o.ID]
		out[k].offers++
	}
	slices.SortStableFunc(out, func(a, b *place) int {
		return cmp.Or(cmp.Compare(b.kg, a.kg), cmp.Compare(a.supplier, b.supplier), cmp.Compare(a.name, b.name))
	})
	return out
}

// offersFor is every offer, or those for a part as it is or after a change of
// grade, in the project's order.
func offersFor(in Input, part string) (out []*planner.Offer) {
	q := in.Project.Part(part)
	var fits []planner.Fit
	if q != nil {
		fits = in.Project.Fits(q, in.Facts)
	}
	for i := range in.Project.Offers {
		o := &in.Project.Offers[i]
		if part == "" || slices.ContainsFunc(fits, func(f planner.Fit) bool { return f.Offer.ID == o.ID }) {
			out = append(out, o)
		}
	}
	return out
}

// stageNames are the reference table's words for the stages.
var stageNames = map[string]planner.Stage{"mining": planner.Mine, "separation": planner.Separation, "recycling_separation": planner.Separation,
	"refining": planner.Refining, "metal_alloy": planner.Metal, "magnet": planner.Magnet, "recycling_magnet": planner.Magnet}

func siteOf(o *planner.Offer) *place {
	p := &place{supplier: o.Supplier, name: o.Site, country: o.Country, stage: planner.Magnet}
	if o.For == planner.ForMaterial {
		p.stage = planner.Separation
	}
	row, ok := reference.Shipped().Supplier(o.SupplierRef)
	if !ok {
		return p
	}
	p.row = &row
	if p.country == "" {
		p.country = row.Country
	}
	if stage, ok := stageNames[row.Stage]; ok {
		p.stage = stage
	}
	return p
}
