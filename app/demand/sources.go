package demand

import (
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/data/reference"
	"remanence/planner"
)

// composition says where the content of a part comes from, how far to trust it
// and how old it is.
func composition(f *planner.Facts, part *planner.Part, today string) ([]string, palette.Tint) {
	if part.IsMaterial() {
		m, ok := f.Material(part.Material)
		if !ok {
			return []string{tr.F("The material %q is not in the library, so its content is not known.", part.Material)}, palette.Bad
		}
		return []string{tr.F("Content of %s from the library.", m.Name), origin(m.Source, today)}, palette.Ok
	}
	if part.Grade == "" {
		return []string{tr.T("The part has no grade, so its content is not known.")}, palette.Bad
	}
	g, ok := f.Grade(part.Grade)
	if !ok {
		return []string{tr.F("The grade %q is not in the library, so its content is not known.", part.Grade)}, palette.Bad
	}
	trust := g.Precision
	if trust == "" {
		trust = g.Source.Confidence
	}
	if g.Source.User {
		return []string{tr.F("Your own composition of %s%s.", g.Name, confidence(trust)), origin(g.Source, today)}, palette.Ok
	}
	tint, why := palette.Warn, tr.T(": makers publish no compositions")
	if trust == "high" {
		tint, why = palette.Ok, ""
	}
	return []string{tr.F("Default composition of %s%s%s.", g.Name, why, confidence(trust)), origin(g.Source, today)}, tint
}

func confidence(level string) string {
	if level == "" {
		return tr.T("; confidence not stated")
	}
	return "; " + tr.F("%s confidence", tr.Known(level))
}

// origin is the source of a fact with its age.
func origin(s planner.Source, today string) string {
	if s.Name == "" {
		return tr.T("The source is not stated.")
	}
	text := tr.F("Source: %s", strings.TrimSuffix(s.Name, "."))
	switch age := reference.SourceAgeOn(s, today); {
	case s.Date == "":
		text += tr.T(", date not stated")
	case !age.OK:
		text += ", " + s.Date
	case age.V == 0:
		text += ", " + tr.F("%s, this month", s.Date)
	default:
		text += tr.F(", %s, %s old", s.Date, tr.N(age.V, "%s month", "%s months"))
	}
	return text + tr.T(".")
}

// cover is how long stock on hand alone feeds the demand of the plan.
func cover(p *planner.Project, part *planner.Part, hand float64) string {
	left := hand
	for t := range p.Months {
		need := part.Need(t)
		if need > left {
			return tr.F(" · %s weeks", figures.Auto(oneDecimal((float64(t)+left/need)*planner.WeeksPerMonth)))
		}
		left -= need
	}
	if units(p, part) == 0 {
		return ""
	}
	return tr.T(" · the whole plan")
}

func oneDecimal(v float64) float64 { return float64(int(v*10+0.5)) / 10 }
