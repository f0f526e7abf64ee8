package policy

import (
	"fmt"
	"slices"

	"remanence/planner"
	"remanence/planner/chain"
)

// Rules of the defence chain and the benchmark of the European Union.
const (
	ruleMelted    = "US-DFARS-7052" // melted or produced: metal and magnet
	ruleMine      = "US-DFARS-2027" // also mined, refined, separated
	ruleRecycled  = "US-4872-REC"
	ruleBenchmark = "EU-CRMA"
)

// stageShare is how much of a line passed a stage in the excluded countries.
type stageShare struct {
	stage   planner.Stage
	element string
	known   float64
	unknown float64
}

// defenceStages are the worst element of each stage of a line against the
// countries a US defence customer excludes, with the stages of melting apart
// from those that count from 2027.
func defenceStages(l *line, excluded []string, stages []planner.Stage) []stageShare {
	var out []stageShare
	for _, stage := range stages {
		worst := stageShare{stage: stage}
		for _, e := range chain.Elements(l.f, l.part, l.item) {
			o := l.origin(e, stage)
			if !o.Passed {
				continue
			}
			known, all := within(o, excluded)
			if known > worst.known || known == worst.known && all-known > worst.unknown || worst.element == "" {
				worst = stageShare{stage, e, known, all - known}
			}
		}
		if worst.element != "" {
			out = append(out, worst)
		}
	}
	return out
}

// defenceChain asks of NdFeB and SmCo magnets, and of tungsten and tantalum,
// whether a stage lies in a covered country. It concerns goods that go into
// defence end items; the part says nothing of that, so a rule of the project
// does.
func defenceChain(b *Book, l *line) []finding {
	if !l.isMaterial() && l.known && !l.ndfeb() && !l.smco() {
		return nil
	}
	if l.isMaterial() && !slices.Contains(l.material.Rules, ruleMelted) && !slices.Contains(l.material.Rules, ruleMine) {
		return nil
	}
	var excluded []string
	for _, c := range b.f.Countries {
		if c.USCovered {
			excluded = append(excluded, c.ISO2)
		}
	}
	if len(excluded) == 0 {
		return nil
	}
	use := Input{"goes into defence end items", "no rule of the project says so", "project"}
	for i := range l.p.Rules {
		if r := &l.p.Rules[i]; r.Type == planner.CoveredCountryBan && r.Covers(l.part, l.f) {
			use.Value = "rule " + r.ID + " says so"
		}
	}
	early := []planner.Stage{planner.Mine, planner.Separation}
	if l.isMaterial() {
		early = append(early, planner.Refining)
	}
	var out []finding
	for _, x := range []struct {
		rule   string
		stages []planner.Stage
	}{{ruleMelted, []planner.Stage{planner.Metal, planner.Magnet}}, {ruleMine, early}} {
		if _, ok := b.f.Regulation(x.rule); ok {
			out = append(out, stagesIn(l, x.rule, excluded, defenceStages(l, excluded, x.stages), use))
		}
	}
	if x, ok := recycledExemption(b, l); ok {
		out = append(out, x)
	}
	return out
}

func stagesIn(l *line, rule string, excluded []string, shares []stageShare, use Input) finding {
	x := finding{kind: DefenceChain, rule: rule, reach: Misses, inputs: []Input{use}}
	var hit, open []string
	for _, s := range shares {
		text := fmt.Sprintf("%s %s in %s", percent(s.known), s.element, list(excluded))
		if s.unknown > 0 {
			text += ", " + percent(s.unknown) + " unknown"
		}
		x.inputs = append(x.inputs, Input{string(s.stage), text, "profile " + orText(l.offer.Profile, "not stated")})
		switch {
		case s.known > 0:
			hit = append(hit, fmt.Sprintf("%s of %s", s.stage, s.element))
		case s.unknown > 0:
			open = append(open, fmt.Sprintf("%s of %s", s.stage, s.element))
		}
	}
	switch {
	case len(hit) > 0:
		x.reach, x.text = Reaches, fmt.Sprintf("In an excluded country (%s): %s.", list(excluded), list(hit))
	case len(open) > 0:
		x.reach, x.text = NotKnown, fmt.Sprintf("Not stated in full: %s.", list(open))
	case len(shares) == 0 && (!l.known || l.offer.Profile == ""):
		x.reach, x.text = NotKnown, "No stage of origin is stated."
	case len(shares) == 0:
		x.text = "It has not passed these stages."
	default:
		x.text = "Every stage stated lies elsewhere."
	}
	return x
}

// recycledExemption flags NdFeB magnets whose material is recycled and which are
// milled and sintered in the United States.
func recycledExemption(b *Book, l *line) (finding, bool) {
	if _, ok := b.f.Regulation(ruleRecycled); !ok || l.isMaterial() || !l.ndfeb() {
		return finding{}, false
	}
	elements := chain.Elements(l.f, l.part, l.item)
	share := 1.0
	for _, e := range elements {
		recycled := 0.0
		for _, s := range l.origin(e, planner.Separation).Shares {
			if s.Kind == planner.Recycled {
				recycled += s.Share
			}
		}
		share = min(share, recycled)
	}
	if len(elements) == 0 || share <= 0 {
		return finding{}, false
	}
	sintered, _ := within(chain.MagnetOrigin(l.p, l.offer), []string{"US"})
	x := finding{kind: DefenceChain, rule: ruleRecycled, reach: Misses, inputs: []Input{
		{"recycled at separation", percent(share), "profile " + l.offer.Profile}, {"magnet stage in the United States", percent(sintered), "profile " + l.offer.Profile}}}
	x.text = fmt.Sprintf("%s of the least recycled element is recycled, and %s of the magnet stage lies in the United States.", percent(share), percent(sintered))
	if share > 0.999 && sintered > 0.999 {
		x.reach = Reaches
		x.text += " That is the case the exemption for recycled magnets speaks of."
	}
	return x, true
}

// Benchmarks are targets of states, shown for comparison. They limit no company:
// a rule of one's own may be modelled on them.
func (b *Book) Benchmarks(q Query) []Decision {
	r, ok := b.f.Regulation(ruleBenchmark)
	if !ok {
		return nil
	}
	return []Decision{b.decide(nil, finding{kind: Benchmark, rule: r.ID, reach: Misses,
		text:   "The European Union aims at: " + r.Terms.Threshold + ".",
		inputs: []Input{{"effect", r.Effect, "reference table"}}}, q)}
}
