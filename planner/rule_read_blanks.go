package planner

import (
	"fmt"
	"slices"
	"strings"
)

// splitWords takes "a, b and c" apart.
func splitWords(s string) []string {
	var out []string
	for _, x := range strings.Split(s, ",") {
		for _, y := range strings.Split(x, " and ") {
			if y = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(y), "and ")); y != "" {
				out = append(out, y)
			}
		}
	}
	return out
}

// subject reads what a country share is a share of: "magnets", "Dy separation",
// "dysprosium and terbium at separation", "the value of …".
func (rd *ruleReader) subject(r *Rule, words string) error {
	if words == "" {
		return nil
	}
	if rest, ok := cutFold(words, "the value of "); ok {
		r.Basis, words = string(ByValue), rest
	} else if rest, ok := cutFold(words, "value of "); ok {
		r.Basis, words = string(ByValue), rest
	}
	if strings.EqualFold(words, "magnets") || strings.EqualFold(words, "magnet mass") {
		r.Stages = []Stage{Magnet}
		return nil
	}
	elements, stages, found := cutWord(words, " at ")
	if !found {
		// "Dy separation": the last word is the stage.
		if i := strings.LastIndexByte(words, ' '); i > 0 {
			if _, ok := stageOf(words[i+1:]); ok {
				elements, stages, found = words[:i], words[i+1:], true
			}
		}
	}
	if !found {
		return fmt.Errorf("%q names no stage of the chain; write for example \"dysprosium at separation\" or \"magnets\"", words)
	}
	if err := rd.elements(r, elements); err != nil {
		return err
	}
	return rd.stages(r, stages)
}

func cutFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

func cutWord(s, sep string) (before, after string, found bool) {
	i := strings.Index(strings.ToLower(s), sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

func (rd *ruleReader) elements(r *Rule, words string) error {
	switch strings.ToLower(words) {
	case "", "rare earths", "all rare earths", "all":
		return nil
	}
	for _, w := range splitWords(words) {
		e, ok := rd.elementOf(w)
		if !ok {
			return fmt.Errorf("%q is no element; write a name or symbol such as dysprosium or Dy", w)
		}
		r.Elements = append(r.Elements, e)
	}
	return nil
}

func (rd *ruleReader) elementOf(word string) (string, bool) {
	for _, symbols := range [][]string{RareEarths, slices.Sorted(keysOf(elementNames))} {
		for _, s := range symbols {
			if strings.EqualFold(word, s) || strings.EqualFold(word, elementNames[s]) {
				return s, true
			}
		}
	}
	if rd.f == nil {
		return word, len(word) <= 4
	}
	for _, e := range rd.f.Elements {
		if e.Symbol == word || strings.EqualFold(e.Name, word) {
			return e.Symbol, true
		}
	}
	c := &checker{f: rd.f, known: true}
	return word, c.elementKnown(word)
}

func keysOf[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func stageOf(word string) (Stage, bool) {
	word = strings.ToLower(strings.TrimSuffix(strings.ToLower(strings.TrimSpace(word)), " making"))
	for _, s := range Stages {
		if word == string(s) || word == stageNames[s] || word == string(s)+"s" {
			return s, true
		}
	}
	return "", false
}

func (rd *ruleReader) stages(r *Rule, words string) error {
	if words == "" {
		return nil
	}
	words = strings.NewReplacer("metal and alloy", "metal", "Metal and alloy", "metal").Replace(words)
	for _, w := range splitWords(words) {
		s, ok := stageOf(w)
		if !ok {
			return fmt.Errorf("%q is no stage of the chain; use mining, separation, refining, metal or magnet", w)
		}
		r.Stages = append(r.Stages, s)
	}
	return nil
}

func (rd *ruleReader) countries(r *Rule, words string, names []string) error {
	if words == "" {
		return nil
	}
	for _, w := range splitWords(words) {
		g, err := rd.group(w, names)
		if err != nil {
			return err
		}
		r.Countries = append(r.Countries, g.String())
	}
	return nil
}

func (rd *ruleReader) group(words string, names []string) (CountryGroup, error) {
	g := CountryGroup{}
	w := words
	if rest, ok := cutFold(w, "any one country"); ok {
		g.Each, w = true, strings.TrimSpace(rest)
		if w == "" {
			return g, nil
		}
		if in, ok := cutFold(w, "in "); ok {
			w = in
		}
	}
	for _, lead := range []string{"outside ", "not "} {
		if rest, ok := cutFold(w, lead); ok {
			g.Not, w = true, rest
			break
		}
	}
	if rest, ok := cutFold(w, "the region "); ok {
		g.Region = showQuotes(rest, names)
		return g, nil
	}
	if rest, ok := cutFold(w, "the "); ok {
		w = rest
	}
	switch strings.ToLower(w) {
	case "eu", "european union":
		g.EU = true
		return g, nil
	case "us covered countries", "us-covered", "us-covered countries":
		g.USCovered = true
		return g, nil
	}
	if rd.f != nil {
		for _, k := range rd.f.Countries {
			if strings.EqualFold(w, k.ISO2) || strings.EqualFold(w, k.Name) {
				g.Code = k.ISO2
				return g, nil
			}
		}
		if slices.Contains(rd.f.Regions(), w) {
			g.Region = w
			return g, nil
		}
	}
	if len(w) == 2 && strings.ToUpper(w) == w {
		g.Code = w
		return g, nil
	}
	known := []string{}
	if rd.f != nil {
		for _, k := range rd.f.Countries {
			known = append(known, k.Name)
		}
	}
	return g, fmt.Errorf("%q is no country or group of countries; %s", words, lowerFirst(near(w, known, "Write its name or two-letter code, or the EU.")))
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

func (rd *ruleReader) supplier(r *Rule, words string, names []string) error {
	switch strings.ToLower(words) {
	case "", "any one supplier group", "any one supplier", "one supplier group", "one supplier", "any supplier":
		return nil
	}
	r.Supplier = showQuotes(words, names)
	if rd.p == nil || len(rd.p.Suppliers) == 0 {
		return nil
	}
	var known []string
	for i := range rd.p.Suppliers {
		known = append(known, rd.p.Suppliers[i].Name, rd.p.Suppliers[i].Group)
	}
	for _, k := range known {
		if strings.EqualFold(k, r.Supplier) {
			r.Supplier = k
			return nil
		}
	}
	return fmt.Errorf("there is no supplier or group %q; %s", r.Supplier, lowerFirst(near(r.Supplier, known, "Write it as in the table of suppliers.")))
}

// scope reads of which parts a rule speaks. A bare name is looked up among parts,
// applications, materials and grades, in this order.
func (rd *ruleReader) scope(r *Rule, words string, names []string) error {
	set := func(kind ScopeKind, list string) error {
		var out []string
		for _, w := range splitWords(list) {
			out = append(out, strings.TrimSuffix(showQuotes(w, names), "…"))
		}
		r.Scope = string(kind) + ":" + strings.Join(out, "|")
		return nil
	}
	switch strings.ToLower(words) {
	case "", "all", "all parts":
		r.Scope = string(ScopeAll)
		return nil
	case "all parts together":
		r.Scope = string(ScopeTogether)
		return nil
	case "all magnets", "magnets":
		r.Scope = string(ScopeMagnets)
		return nil
	case "all materials", "materials":
		r.Scope = string(ScopeMaterials)
		return nil
	}
	for _, x := range []struct {
		lead string
		kind ScopeKind
	}{{"part ", ScopePart}, {"application ", ScopeApplication}, {"material ", ScopeMaterial}, {"grade family ", ScopeFamily},
		{"grade ", ScopeGrade}, {"criticality ", ScopeCriticality}} {
		if rest, ok := cutFold(words, x.lead); ok {
			return set(x.kind, rest)
		}
	}
	if rest, ok := cutFold(words, "parts "); ok {
		if strings.HasSuffix(rest, "…") || strings.HasSuffix(rest, "...") {
			return set(ScopePrefix, strings.ReplaceAll(rest, "...", "…"))
		}
		return set(ScopePart, rest)
	}
	if rest, ok := strings.CutSuffix(words, " parts"); ok {
		return set(ScopeCriticality, rest)
	}
	name := showQuotes(words, names)
	if rd.p != nil {
		for _, x := range []struct {
			kind ScopeKind
			of   func(*Part) string
		}{{ScopePart, func(p *Part) string { return p.ID }}, {ScopeApplication, func(p *Part) string { return p.Application }},
			{ScopeMaterial, func(p *Part) string { return p.Material }}, {ScopeGrade, func(p *Part) string { return p.Grade }}} {
			for i := range rd.p.Parts {
				if got := x.of(&rd.p.Parts[i]); got != "" && strings.EqualFold(got, name) {
					r.Scope = string(x.kind) + ":" + got
					return nil
				}
			}
		}
	}
	return fmt.Errorf("%q is no part, application, material or grade; write for example \"for part EPS-R\" or \"for A parts\"", name)
}

func (rd *ruleReader) exempt(r *Rule, words string, names []string) error {
	for _, x := range strings.Split(words, ", except ") {
		if x = strings.TrimSpace(x); x == "" {
			continue
		}
		if c, ok := cutFold(x, "recycled magnets made in "); ok {
			g, err := rd.group(c, names)
			if err != nil {
				return err
			}
			r.ExemptRecycledIn = g.Code
			continue
		}
		s, ok := cutFold(x, "stock ")
		if !ok {
			return fmt.Errorf("the exemption %q is not understood; write \"except recycled magnets made in US\" or \"except stock KIND used by 2027-06\"", x)
		}
		kind, until, dated := cutWord(s, " used by ")
		r.ExemptStock = showQuotes(kind, names)
		if dated {
			m, err := readMonthWords(until)
			if err != nil {
				return err
			}
			r.ExemptUntil = Some(m)
		}
	}
	return nil
}
