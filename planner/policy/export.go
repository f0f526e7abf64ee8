package policy

import (
	"fmt"
	"slices"

	"remanence/planner"
)

// rules of rare-earth magnets that the table of regulations names by element.
const (
	rule18 = "CN-2025-18"
	rule57 = "CN-2025-57"
)

// china is the country whose export controls the rules here are.
const china = "CN"

// directExport asks whether the shipment itself needs a licence of the
// exporting country.
func directExport(b *Book, l *line) []finding {
	if l.isMaterial() {
		return materialExport(b, l)
	}
	out := []finding{magnetExport(l)}
	if r, ok := b.f.Regulation(rule57); ok {
		if in := l.contained(listed(r)); len(in) > 0 {
			out = append(out, fiveMore(l, in))
		}
	}
	return out
}

// magnetExport is Announcement 18: all SmCo magnets, and NdFeB magnets that hold
// Dy or Tb, diffusion grades included, since direct export has no de minimis.
func magnetExport(l *line) finding {
	x := finding{kind: DirectLicence, rule: rule18, inputs: []Input{l.countryInput()}}
	form := formOf18(l, &x)
	switch country, _ := l.exporter(); {
	case form == Misses:
		x.reach = Misses
	case country == "":
		x.reach = NotKnown
		x.text += " The exporting country is not stated."
	case country != china:
		x.reach = Misses
		x.text += " It is exported from " + country + ", not from China."
	default:
		x.reach = form
		x.text += " It is exported from China."
	}
	return x
}

// formOf18 says whether the form and content of a magnet are those of
// Announcement 18, and adds the words and inputs.
func formOf18(l *line, x *finding) Reach {
	heavy := l.contained([]string{"Dy", "Tb"})
	for _, e := range heavy {
		x.inputs = append(x.inputs, l.contentInput(e))
	}
	switch {
	case !l.known:
		x.text = fmt.Sprintf("The grade %s is not in the library, so its content is not known.", l.item)
		return NotKnown
	case l.smco():
		x.inputs = append(x.inputs, Input{"family", l.grade.Family, l.contentSource()})
		x.text = l.item + " is a samarium-cobalt magnet, and all of them are listed."
		return Reaches
	case l.ndfeb() && len(heavy) > 0:
		x.text = fmt.Sprintf("%s is an NdFeB magnet with %s, and any content counts.", l.item, list(heavy))
		return Reaches
	case l.grade.Captured == "conditional" && !l.grade.Source.User:
		x.inputs = append(x.inputs, Input{"note of the library", l.grade.Note, "reference table"})
		x.text = l.item + " is a case to check: the list names its alloys and not expressly the finished magnet."
		return NotKnown
	case l.ndfeb():
		x.text = l.item + " is an NdFeB magnet without Dy and Tb."
		if l.grade.Precision == "low" && !l.grade.Source.User {
			x.text += " Its recipe is an estimate; an assay settles it."
		}
		return Misses
	case l.grade.Captured == "yes":
		x.inputs = append(x.inputs, Input{"reached by Announcement 18", "yes", l.contentSource()})
		x.text = l.item + " is listed."
		return Reaches
	case l.grade.Captured == "no" || !l.grade.RareEarth():
		x.text = l.item + " is no magnet of the list."
		return Misses
	}
	x.text = l.item + " is of a kind the library does not know."
	return NotKnown
}

// fiveMore is Announcement 57 on Ho, Er, Tm, Eu and Yb.
func fiveMore(l *line, in []string) finding {
	x := finding{kind: DirectLicence, rule: rule57, inputs: []Input{l.countryInput()}, text: fmt.Sprintf("%s holds %s.", l.item, list(in))}
	for _, e := range in {
		x.inputs = append(x.inputs, l.contentInput(e))
	}
	switch country, _ := l.exporter(); country {
	case china:
		x.reach = Reaches
	case "":
		x.reach, x.text = NotKnown, x.text+" The exporting country is not stated."
	default:
		x.reach, x.text = Misses, x.text+" It is exported from "+country+", not from China."
	}
	return x
}

// materialExport looks at every export rule that the library names beside the
// material, by its form; a listed element in a form the library does not know
// is not decided.
func materialExport(b *Book, l *line) []finding {
	var out []finding
	if !l.known {
		return []finding{{kind: DirectLicence, rule: rule18, reach: NotKnown, inputs: []Input{l.countryInput()},
			text: fmt.Sprintf("The material %s is not in the library, so its form is not known.", l.item)}}
	}
	for _, id := range l.material.Rules {
		r, ok := b.f.Regulation(id)
		if !ok || r.Terms.Kind != "export_licence" {
			continue
		}
		out = append(out, formed(l, r))
	}
	if len(out) == 0 {
		if x, ok := unlistedMaterial(b, l); ok {
			out = append(out, x)
		}
	}
	return out
}

func formed(l *line, r planner.Regulation) finding {
	m := l.material
	x := finding{kind: DirectLicence, rule: r.ID, inputs: []Input{l.countryInput(), {"control of the form", controlText(m.Control), l.contentSource()}}}
	country, _ := l.exporter()
	switch {
	case m.Control == "not_listed":
		x.reach, x.text = Misses, m.Name+" is a form that is not listed."
		return x
	case country == "":
		x.reach, x.text = NotKnown, m.Name+" is a controlled form; the exporting country is not stated."
		return x
	case country != r.Jurisdiction:
		x.reach, x.text = Misses, fmt.Sprintf("%s is exported from %s, not from %s.", m.Name, country, r.Jurisdiction)
		return x
	case m.Control == "conditional":
		x.reach, x.text = NotKnown, m.Name+" is listed in some forms only."
		if m.Source.Name != "" {
			x.inputs = append(x.inputs, Input{"covers", r.Covers, "reference table"})
		}
		return x
	}
	x.reach, x.text = Reaches, m.Name+" is a listed form."
	return x
}

// unlistedMaterial is a material beside which the library names no export rule.
// One it calls not listed is not reached; one of the user's own that holds a
// listed element is not decided.
func unlistedMaterial(b *Book, l *line) (finding, bool) {
	for _, id := range []string{rule18, rule57} {
		r, _ := b.f.Regulation(id)
		in := l.contained(listed(r))
		if len(in) == 0 {
			continue
		}
		x := finding{kind: DirectLicence, rule: id, inputs: []Input{l.countryInput(), l.contentInput(in[0])}}
		country, _ := l.exporter()
		switch {
		case l.material.Control == "not_listed":
			x.reach, x.text = Misses, l.material.Name+" is a form that is not listed."
		case country != "" && country != china:
			x.reach, x.text = Misses, l.material.Name+" is exported from "+country+", not from China."
		default:
			x.reach, x.text = NotKnown, fmt.Sprintf("%s holds %s, and whether its form is listed is not known.", l.material.Name, list(in))
		}
		return x, true
	}
	return finding{}, false
}

// feedLicence is Announcement 18 on the maker's own feed: a magnet made outside
// China from Chinese Dy, Tb or Sm waits with its maker for the same desk.
func feedLicence(b *Book, l *line) []finding {
	r, ok := b.f.Regulation(rule18)
	country, _ := l.exporter()
	if !ok || l.isMaterial() || !l.known || country == china {
		return nil
	}
	x := finding{kind: FeedLicence, rule: rule18, reach: Misses}
	var known, perhaps []string
	for _, e := range l.contained(listed(r)) {
		low, high := chineseShare(l, e)
		if high <= 0 {
			continue
		}
		x.inputs = append(x.inputs, Input{e + " from China", percent(low) + " to " + percent(high), "profile " + l.offer.Profile})
		if low > 0 {
			known = append(known, e)
		} else {
			perhaps = append(perhaps, e)
		}
	}
	switch {
	case len(known) > 0:
		x.reach, x.text = Reaches, fmt.Sprintf("The maker's feed of %s comes from China in part; its licence stands before the quoted lead time.", list(known))
	case len(perhaps) > 0:
		x.reach, x.text = NotKnown, fmt.Sprintf("Where the maker's %s comes from is not stated in full.", list(perhaps))
	default:
		return nil
	}
	return []finding{x}
}

// chineseShare bounds the share of an element that is a Chinese oxide, metal or
// alloy: at least the larger of the stated shares of separation and metal, at
// most their sum with the unknown counted in.
func chineseShare(l *line, element string) (low, high float64) {
	for _, stage := range []planner.Stage{planner.Separation, planner.Metal} {
		o := l.origin(element, stage)
		if !o.Passed {
			continue
		}
		known, worst := within(o, []string{china})
		low = max(low, known)
		high = min(1, high+worst)
	}
	return low, high
}

// exportBans are bans of raw material, and the ban of gallium, germanium and
// antimony to the United States.
func exportBans(b *Book, l *line) []finding {
	var out []finding
	country, _ := l.exporter()
	if !l.isMaterial() || !l.known {
		return nil
	}
	for _, id := range l.material.Rules {
		r, ok := b.f.Regulation(id)
		if !ok {
			continue
		}
		x := finding{kind: ExportBan, rule: id, inputs: []Input{l.countryInput()}}
		switch {
		case slices.Contains([]string{"export_ban", "export_restriction"}, r.Terms.Kind):
			x.text = l.material.Name + " is a form whose export " + r.Jurisdiction + " restricts."
		case r.Terms.Kind == "ban_us":
			to := l.p.BuyerCountry
			x.inputs = append(x.inputs, Input{"goods go to", orText(to, "not stated"), "project settings"})
			x.text = l.material.Name + " is named by the ban of exports to the United States."
			if to != "" && to != "US" {
				x.reach, x.text = Misses, x.text+" The goods go to "+to+"."
				out = append(out, x)
				continue
			}
			if to == "" {
				x.reach = NotKnown
				x.text += " Where the goods go is not stated; enter the country under Settings (buyer_country)."
			}
		default:
			continue
		}
		switch {
		case country == "":
			x.reach = NotKnown
		case country != r.Jurisdiction:
			x.reach, x.text = Misses, fmt.Sprintf("%s is exported from %s, not from %s.", l.material.Name, country, r.Jurisdiction)
		case x.reach == "":
			x.reach = Reaches
		}
		out = append(out, x)
	}
	return out
}

// controlText is the control of a form in words.
func controlText(control string) string {
	switch control {
	case "licence_required":
		return "a licence is required"
	case "suspended":
		return "a licence requirement that is suspended"
	case "conditional":
		return "a licence is required under conditions"
	case "not_listed":
		return "not listed"
	}
	return control
}

func orText(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
