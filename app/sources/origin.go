package sources

import (
	"cmp"
	"slices"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/chain"
)

// mainElements are the elements whose origin is shown, at most four.
func mainElements(f *planner.Facts, part *planner.Part, list []source) []string {
	var out []string
	add := func(grade string) {
		for _, e := range chain.Elements(f, part, grade) {
			if !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	if part.IsMaterial() {
		add(part.Material)
	} else {
		add(part.Grade)
		for _, s := range list {
			add(s.fit.Grade)
		}
	}
	return out[:min(len(out), 4)]
}

// stagesOf are the stages worth a line: all of a magnet's, and of a material
// those that at least one offer says something of.
func stagesOf(p *planner.Project, part *planner.Part, element string, list []source) []planner.Stage {
	if !part.IsMaterial() {
		return []planner.Stage{planner.Mine, planner.Separation, planner.Metal, planner.Magnet}
	}
	var out []planner.Stage
	for _, stage := range planner.Stages {
		for _, s := range list {
			if at := chain.At(p, s.offer, element, stage); at.Passed && at.Unknown < 1 {
				out = append(out, stage)
				break
			}
		}
	}
	return out
}

// country is the share of one country at a stage, recycled material apart.
type country struct {
	code     string
	share    float64
	recycled bool
}

func sharesOf(at chain.Origin) []country {
	var out []country
	for _, s := range at.Shares {
		i := slices.IndexFunc(out, func(c country) bool { return c.code == s.Country && c.recycled == (s.Kind == planner.Recycled) })
		if i < 0 {
			out = append(out, country{code: s.Country, recycled: s.Kind == planner.Recycled})
			i = len(out) - 1
		}
		out[i].share += s.Share
	}
	slices.SortStableFunc(out, func(a, b country) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.code, b.code))
	})
	return out
}

// originText is "CN 45 %, MY 30 %, unknown 25 %"; "–" where the good has not
// passed the stage.
func originText(at chain.Origin) string {
	if !at.Passed {
		return figures.Missing
	}
	var parts []string
	for _, c := range sharesOf(at) {
		text := c.code + " " + figures.Percent(c.share, 0)
		if c.recycled {
			text += tr.T(" recycled")
		}
		parts = append(parts, text)
	}
	if at.Unknown > 0 {
		parts = append(parts, tr.F("unknown %s", figures.Percent(at.Unknown, 0)))
	}
	return strings.Join(parts, ", ")
}

// originTip is the same in full names, a line each.
func originTip(f *planner.Facts, title string, at chain.Origin) string {
	lines := []string{title}
	if !at.Passed {
		return tr.F("%s\nThe good has not passed this stage.", title)
	}
	for _, c := range sharesOf(at) {
		text := words.Country(f, c.code) + ": " + figures.Percent(c.share, 1)
		if c.recycled {
			text += tr.T(", recycled")
		}
		lines = append(lines, text)
	}
	if at.Unknown > 0 {
		lines = append(lines, tr.F("Not stated by anybody: %s; it counts as the worst case", figures.Percent(at.Unknown, 1)))
	}
	return strings.Join(lines, "\n")
}
