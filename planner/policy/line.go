package policy

import (
	"slices"
	"strings"

	"remanence/planner"
	"remanence/planner/chain"
)

// line is an offer for a part in one grade or material: what rules look at.
type line struct {
	p     *planner.Project
	f     *planner.Facts
	offer *planner.Offer
	part  *planner.Part
	item  string // grade or material

	grade    planner.Grade
	material planner.Material
	known    bool // grade or material is in the facts
	supplier *planner.Supplier
	site     planner.KnownSupplier
	sited    bool
}

func newLine(p *planner.Project, f *planner.Facts, o *planner.Offer, part *planner.Part, item string) *line {
	l := &line{p: p, f: f, offer: o, part: part, item: item, supplier: p.SupplierNamed(o.Supplier)}
	if part.IsMaterial() {
		l.material, l.known = f.Material(item)
	} else {
		l.grade, l.known = f.Grade(item)
	}
	ref := o.SupplierRef
	if ref == "" && l.supplier != nil {
		ref = l.supplier.Ref
	}
	l.site, l.sited = f.Supplier(ref)
	return l
}

// isMaterial reports a material line.
func (l *line) isMaterial() bool { return l.part.IsMaterial() }

// content of an element, kg per kg.
func (l *line) content(element string) planner.Range {
	r, _ := chain.Content(l.f, l.part, l.item, element)
	return r
}

// origin of an element at a stage, with Passed false for goods that have not
// been there.
func (l *line) origin(element string, stage planner.Stage) chain.Origin {
	return chain.At(l.p, l.offer, element, stage)
}

// exporter is the country the good is shipped from: that of its last making stage.
func (l *line) exporter() (country, from string) {
	if l.offer.Country != "" {
		return l.offer.Country, "quotation"
	}
	return "", ""
}

// family of magnet alloys as far as rules tell them apart.
func (l *line) smco() bool {
	return strings.HasPrefix(l.grade.Family, "Sm2Co17") || strings.HasPrefix(l.grade.Family, "SmCo5")
}
func (l *line) ndfeb() bool { return strings.Contains(l.grade.Family, "NdFeB") }

// contentSource names where the composition comes from.
func (l *line) contentSource() string {
	s := l.grade.Source
	if l.isMaterial() {
		s = l.material.Source
	}
	if s.User {
		return "user"
	}
	return "reference table"
}

// listed are the elements that open the text of a regulation: "Sm, Gd, Tb: …".
func listed(r planner.Regulation) []string {
	head, _, found := strings.Cut(r.Covers, ":")
	if !found {
		return nil
	}
	var out []string
	for _, e := range strings.Split(head, ",") {
		e = strings.TrimSpace(e)
		if len(e) == 0 || len(e) > 2 || e[0] < 'A' || e[0] > 'Z' {
			return nil
		}
		out = append(out, e)
	}
	return out
}

// contained are those elements that the good holds or may hold.
func (l *line) contained(elements []string) []string {
	return slices.DeleteFunc(slices.Clone(elements), func(e string) bool { return l.content(e).High <= 0 })
}

// percent writes a share as "2.6 %".
func percent(v float64) string {
	return planner.FormatNumber(float64(int64(float64(v*1e5)+0.5))/1e3) + " %"
}

func (l *line) contentInput(element string) Input {
	r := l.content(element)
	text := percent(r.Typical) + " of mass"
	if r.Low != r.High {
		text = percent(r.Low) + " to " + percent(r.High) + " of mass, typically " + percent(r.Typical)
	}
	return Input{element, text, l.contentSource()}
}

func (l *line) countryInput() Input {
	c, from := l.exporter()
	if c == "" {
		return Input{"exporting country", "not stated", "quotation"}
	}
	return Input{"exporting country", c, from}
}

func list(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// within is the share of an origin that lies in any of the countries, and the
// worst case that adds the unknown.
func within(o chain.Origin, countries []string) (known, worst float64) {
	for _, s := range o.Shares {
		if slices.Contains(countries, s.Country) {
			known += s.Share
		}
	}
	return known, known + o.Unknown
}
