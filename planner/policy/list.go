package policy

import "remanence/planner"

// decisions of one line.
func (b *Book) line(l *line, q Query) []Decision {
	var out []Decision
	for _, ask := range []func(*Book, *line) []finding{
		directExport, foreignMade, exportBans, feedLicence, entityListing, defenceChain,
		func(_ *Book, l *line) []finding { return practice(l) },
	} {
		for _, x := range ask(b, l) {
			if x.rule != "" && !b.has(x.rule) {
				continue
			}
			out = append(out, b.decide(l, x, q))
		}
	}
	return out
}

// Of is what the rules ask of one fit of an offer and a part.
func (b *Book) Of(p *planner.Project, fit planner.Fit, q Query) []Decision {
	return b.line(newLine(p, b.f, fit.Offer, fit.Part, fit.Grade), q)
}

// List is every decision on every offer and part it fits, in the order of the
// parts and offers, then the benchmarks.
func (b *Book) List(p *planner.Project, q Query) []Decision {
	var out []Decision
	for i := range p.Parts {
		for _, fit := range p.Fits(&p.Parts[i], b.f) {
			out = append(out, b.Of(p, fit, q)...)
		}
	}
	return append(out, b.Benchmarks(q)...)
}
