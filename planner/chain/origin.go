package chain

import (
	"slices"

	"remanence/planner"
)

// Share is the part of an element that passed a stage in a country.
type Share struct {
	Country string
	Kind    planner.OriginKind
	Share   float64
}

// Origin is where an offer's element has been at one stage.
type Origin struct {
	Shares  []Share
	Unknown float64 // share nobody has stated
	Passed  bool    // false when the good has not passed the stage at all (a material sold before it)
}

// At tells where an element of an offer has been at a stage. A magnet has
// passed every stage, so that missing rows are unknown; a material has passed
// only the stages its profile names.
func At(p *planner.Project, o *planner.Offer, element string, stage planner.Stage) Origin {
	if o.Profile == planner.NoRareEarth {
		return Origin{}
	}
	out := Origin{Passed: true, Unknown: 1}
	pr := p.Profile(o.Profile)
	if pr != nil {
		found := false
		for _, r := range rowsOf(pr, element, stage) {
			found = true
			if r.Country == planner.UnknownCountry {
				continue
			}
			out.Shares = append(out.Shares, Share{r.Country, r.Kind, r.Share})
			out.Unknown -= r.Share
		}
		if !found && o.For == planner.ForMaterial && len(pr.Rows) > 0 {
			return Origin{}
		}
	}
	if out.Unknown < 1e-9 {
		out.Unknown = 0
	}
	return out
}

// rowsOf gives the rows of an element at a stage. Nd and Pr may be stated
// together as NdPr, and NdPr by Nd. Gadolinium and holmium, which profiles
// rarely state, come out of the same separation as samarium and dysprosium and
// follow them; the plan lists that as an assumption (Follows).
func rowsOf(pr *planner.Profile, element string, stage planner.Stage) []planner.Origin {
	for _, name := range synonyms(element) {
		var rows []planner.Origin
		for _, r := range pr.Rows {
			if r.Element == name && r.Stage == stage {
				rows = append(rows, r)
			}
		}
		if len(rows) > 0 {
			return rows
		}
	}
	return nil
}

func synonyms(element string) []string {
	switch element {
	case "NdPr":
		return []string{"NdPr", "Nd", "all"}
	case "Nd", "Pr":
		return []string{element, "NdPr", "all"}
	case "Gd":
		return []string{"Gd", "all", "Sm", "Dy"}
	case "Ho":
		return []string{"Ho", "all", "Dy", "Tb"}
	}
	return []string{element, "all"}
}

// In is the share that passed the stage in any of the countries. What is unknown
// is not in it; Origin.Unknown is the rest of the worst case.
func (o Origin) In(countries *planner.Countries) float64 {
	known := 0.0
	for _, s := range o.Shares {
		if countries.Has(s.Country) {
			known += s.Share
		}
	}
	return known
}

// MagnetOrigin is the origin of the finished magnet of an offer by mass: the
// magnet stage of its first stated element, else the offer's own country.
func MagnetOrigin(p *planner.Project, o *planner.Offer) Origin {
	for _, e := range planner.RareEarths {
		if got := At(p, o, e, planner.Magnet); got.Passed && got.Unknown < 1 {
			return got
		}
	}
	if o.Country != "" {
		return Origin{Shares: []Share{{o.Country, planner.Primary, 1}}, Passed: true}
	}
	return Origin{Unknown: 1, Passed: true}
}

// Weigh is the mass account of a rule or an exposure: for one kg of a fit, the
// kg that count at the stage (weight), the part of them that passed it in the
// countries, and the part whose origin nobody has stated. The element "" or
// "all" at the magnet stage is magnet mass of rare-earth magnets, at other stages
// rare-earth element mass.
func Weigh(p *planner.Project, f *planner.Facts, part *planner.Part, grade string, o *planner.Offer, element string, stage planner.Stage, countries *planner.Countries) (weight, in, unknown float64) {
	all := element == "" || element == "all"
	if all && stage == planner.Magnet {
		if !RareEarthMagnet(f, part, grade) {
			return 0, 0, 0
		}
		at := MagnetOrigin(p, o)
		return 1, at.In(countries), at.Unknown
	}
	elements := []string{element}
	if all {
		elements = planner.RareEarths
	}
	for _, e := range elements {
		r, known := Content(f, part, grade, e)
		w := r.Typical
		if !known && all && e == elements[0] {
			// An unknown grade has an unknown content: count its whole mass as the worst case.
			w = 1
		}
		if w == 0 {
			continue
		}
		at := At(p, o, e, stage)
		if !at.Passed {
			continue
		}
		weight += w
		in += float64(w * at.In(countries))
		unknown += float64(w * at.Unknown)
	}
	return weight, in, unknown
}

// CountriesOf lists the countries an offer's goods have passed at any stage, in
// the order its profile states them, and its own country.
func CountriesOf(p *planner.Project, o *planner.Offer) []string {
	var out []string
	add := func(c string) {
		if c != "" && c != planner.UnknownCountry && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	if pr := p.Profile(o.Profile); pr != nil {
		for _, r := range pr.Rows {
			add(r.Country)
		}
	}
	add(o.Country)
	return out
}

// Follows names the element whose origin stands in for one a profile does not
// state, "" when it states its own or nothing can stand in.
func Follows(pr *planner.Profile, element string) string {
	if element != "Gd" && element != "Ho" {
		return ""
	}
	for _, name := range synonyms(element) {
		for _, r := range pr.Rows {
			if r.Element == name {
				if name == element || name == "all" {
					return ""
				}
				return name
			}
		}
	}
	return ""
}
