package reference

import (
	"fmt"
	"slices"
	"strings"

	"remanence/planner"
)

// DutyQuery asks what an import costs at the border.
type DutyQuery struct {
	HS       string // customs code with at least six digits, dots allowed
	Importer string // country, by code or name
	Origin   string // country of origin, by code or name
	Date     string // day of import, 2027-01-31, or a month, which means its last day

	// Preference says that origin is claimed and proven, so that a preference
	// row replaces the base.
	Preference bool
}

// DutyLayer is one layer of a stack.
type DutyLayer struct {
	DutyRow
	Applied bool // false: known but not charged here (a preference not claimed, a base replaced)
	// AddPct is what the layer adds to the sum in percent of customs value;
	// missing when the row has no ad valorem rate or depends on an unknown base.
	AddPct planner.Opt[planner.Decimal]
	// Assumed: the code asked for is shorter than the lines of the table, all
	// of which have this rate.
	Assumed bool
}

// DutyStack is the layers of duty on an import. SumPct is the sum of the
// applied layers in percent of customs value; it is missing when a layer, or
// the base, is not known. Caveats are sentences to show with the sum; each
// layer's own stacking note is in its row.
type DutyStack struct {
	Layers  []DutyLayer
	SumPct  planner.Opt[planner.Decimal]
	Caveats []string
}

func (s *DutyStack) caveat(format string, args ...any) {
	s.Caveats = append(s.Caveats, fmt.Sprintf(format, args...))
}

// DutyStack finds the duties on an import. In each layer the row with the
// longest fitting hs_prefix counts, then the one that names the origin most
// closely (country before group before all). Layers add, with these exceptions
// taken from the stacking notes: a claimed preference replaces the base; a
// combined minimum adds only what the base lacks; the preference of the USMCA
// lifts the forced-labour duty. Rows outside their dates are left out. Nothing
// is charged between members of the EU or within a country.
//
// The error says what in the question could not be understood.
func (t *Tables) DutyStack(q DutyQuery) (DutyStack, error) {
	ask, err := t.understand(q)
	if err != nil {
		return DutyStack{}, err
	}
	s := DutyStack{}
	if intersects(ask.importer, ask.origin) {
		s.SumPct = planner.Some(planner.Decimal{})
		s.caveat("No customs border lies between %s and %s.", q.Origin, q.Importer)
		return s, nil
	}
	candidates := filter(t.Duties, ask.fits)
	complete := true
	for _, layer := range layersOf(candidates) {
		found, known := ask.layer(candidates, layer, &s)
		s.Layers = append(s.Layers, found...)
		complete = complete && known
	}
	s.stack(ask, complete)
	return s, nil
}

// question is a query in the table's terms: digits, codes with the groups they
// belong to, a day.
type question struct {
	hs, day          string
	importer, origin []string // the country's code, then the groups it belongs to
	preference       bool
}

func (t *Tables) understand(q DutyQuery) (question, error) {
	hs := digits(q.HS)
	if len(hs) < 6 {
		return question{}, fmt.Errorf("%q is not a customs code with at least six digits, such as 8505.11", q.HS)
	}
	day, ok := lastDay(q.Date)
	if !ok {
		return question{}, fmt.Errorf("%q is not a date; write it as 2027-01-31 or 2027-01", q.Date)
	}
	importer, ok := t.Country(q.Importer)
	if !ok {
		return question{}, fmt.Errorf("the importing country %q is not known", q.Importer)
	}
	origin, ok := t.Country(q.Origin)
	if !ok {
		return question{}, fmt.Errorf("the country of origin %q is not known", q.Origin)
	}
	return question{hs: hs, day: day, importer: withGroups(importer), origin: withGroups(origin), preference: q.Preference}, nil
}

func withGroups(c CountryRow) []string {
	if c.EU.Or(false) {
		return []string{c.ISO2, "EU"}
	}
	return []string{c.ISO2}
}

func intersects(a, b []string) bool {
	return slices.ContainsFunc(a, func(code string) bool { return slices.Contains(b, code) })
}

// fits reports whether a row concerns the question: importer, origin, day, and
// a code above or below the one asked for.
func (ask question) fits(r DutyRow) bool {
	if !slices.Contains(ask.importer, r.Importer) || ask.nearness(r) < 0 {
		return false
	}
	from, _ := firstDay(r.From)
	to, ends := lastDay(r.To)
	return ask.day >= from && (!ends || ask.day <= to) && (ask.covered(r) || ask.finer(r))
}

// nearness of the row's origin: 2 names the country, 1 its group, 0 all
// origins, -1 another one.
func (ask question) nearness(r DutyRow) int {
	switch {
	case r.Origin == ask.origin[0]:
		return 2
	case slices.Contains(ask.origin, r.Origin):
		return 1
	case r.Origin == "*":
		return 0
	}
	return -1
}

// covered: the row's prefix holds the code asked for.
func (ask question) covered(r DutyRow) bool {
	return r.Prefix == "*" || strings.HasPrefix(ask.hs, r.Prefix)
}

// finer: the row is a line below the code asked for.
func (ask question) finer(r DutyRow) bool {
	return len(r.Prefix) > len(ask.hs) && strings.HasPrefix(r.Prefix, ask.hs)
}

// layersOf lists the layers in the order of charging: the base first, what
// replaces it second, then as in the table.
func layersOf(rows []DutyRow) []string {
	layers := []string{"base", "preference"}
	for _, r := range rows {
		if !slices.Contains(layers, r.Layer) {
			layers = append(layers, r.Layer)
		}
	}
	return layers
}
