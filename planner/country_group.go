package planner

import (
	"slices"
	"strings"
)

// CountryGroup is one word of a rule's countries: a country, a group of the
// table of countries, or what lies outside one.
//
//	CN                one country
//	EU                the members of the European Union
//	US-covered        covered countries of US defence procurement law
//	region:East Asia  a region of the table of countries
//	not EU            every country outside the group; likewise with the others
//	each              every country by itself, a limit for each
//	each not EU       every country outside the group by itself
type CountryGroup struct {
	Each, Not bool
	Code      string // ISO code
	EU        bool
	USCovered bool
	Region    string
}

// Words of country groups.
const (
	GroupEU        = "EU"
	GroupUSCovered = "US-covered"
	regionPrefix   = "region:"
)

// ReadCountryGroup reads one word of a list of countries. Any other word is
// taken for a country's code.
func ReadCountryGroup(word string) CountryGroup {
	g := CountryGroup{}
	word = strings.TrimSpace(word)
	if rest, ok := strings.CutPrefix(word, "each"); ok && (rest == "" || rest[0] == ' ') {
		g.Each, word = true, strings.TrimSpace(rest)
	}
	if rest, ok := strings.CutPrefix(word, "not "); ok {
		g.Not, word = true, strings.TrimSpace(rest)
	}
	switch region, isRegion := strings.CutPrefix(word, regionPrefix); {
	case isRegion:
		g.Region = strings.TrimSpace(region)
	case word == GroupEU:
		g.EU = true
	case strings.EqualFold(word, GroupUSCovered):
		g.USCovered = true
	default:
		g.Code = word
	}
	return g
}

// String is the word as it stands in tables.
func (g CountryGroup) String() string {
	word := g.Code
	switch {
	case g.EU:
		word = GroupEU
	case g.USCovered:
		word = GroupUSCovered
	case g.Region != "":
		word = regionPrefix + g.Region
	}
	if g.Not {
		word = "not " + word
	}
	if g.Each {
		word = strings.TrimSpace("each " + word)
	}
	return word
}

// Has reports whether a country lies in the group. A country the facts do not
// list lies in no group, and therefore outside each; unknown origin lies in
// none and outside none.
func (g CountryGroup) Has(f *Facts, country string) bool {
	if country == "" || country == UnknownCountry {
		return false
	}
	if g.Each && g.bare() {
		return true
	}
	in := g.Code == country
	if g.EU || g.USCovered || g.Region != "" {
		k, ok := f.Country(country)
		in = ok && (g.EU && k.EU || g.USCovered && k.USCovered || g.Region != "" && k.Region == g.Region)
	}
	return in != g.Not
}

func (g CountryGroup) bare() bool { return g.Code == "" && !g.EU && !g.USCovered && g.Region == "" }

// Countries is a list of countries and groups, ready to ask.
type Countries struct {
	f      *Facts
	groups []CountryGroup
	known  map[string]bool
}

// CountriesOf reads the countries of a rule.
func CountriesOf(f *Facts, words []string) *Countries {
	c := &Countries{f: f, known: map[string]bool{}}
	for _, w := range words {
		c.groups = append(c.groups, ReadCountryGroup(w))
	}
	return c
}

// Has reports whether a country lies in any of them.
func (c *Countries) Has(country string) bool {
	in, ok := c.known[country]
	if !ok {
		in = slices.ContainsFunc(c.groups, func(g CountryGroup) bool { return g.Has(c.f, country) })
		c.known[country] = in
	}
	return in
}

// Each reports whether the list asks for a limit for every country by itself.
func (c *Countries) Each() bool { return len(c.groups) == 1 && c.groups[0].Each }

// Regions lists the regions of the table of countries, each once, in its order.
func (f *Facts) Regions() []string {
	var out []string
	for _, k := range f.Countries {
		if k.Region != "" && !slices.Contains(out, k.Region) {
			out = append(out, k.Region)
		}
	}
	return out
}
