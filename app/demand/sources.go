package demand

import (
	"fmt"
	"strings"

	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/data/reference"
	"remanence/planner"
)

// composition says where the content of a part comes from, how far to trust it
// and how old it is.
func composition(f *planner.Facts, part *planner.Part, today string) ([]string, palette.Tint) {
	if part.IsMaterial() {
		m, ok := f.Material(part.Material)
		if !ok {
			return []string{fmt.Sprintf("The material %q is not in the library, so its content is not known.", part.Material)}, palette.Bad
		}
		return []string{"Content of " + m.Name + " from the library.", origin(m.Source, today)}, palette.Ok
	}
	if part.Grade == "" {
		return []string{"The part has no grade, so its content is not known."}, palette.Bad
	}
	g, ok := f.Grade(part.Grade)
	if !ok {
		return []string{fmt.Sprintf("The grade %q is not in the library, so its content is not known.", part.Grade)}, palette.Bad
	}
	trust := g.Precision
	if trust == "" {
		trust = g.Source.Confidence
	}
	if g.Source.User {
		return []string{"Your own composition of " + g.Name + confidence(trust) + ".", origin(g.Source, today)}, palette.Ok
	}
	tint, why := palette.Warn, ": makers publish no compositions"
	if trust == "high" {
		tint, why = palette.Ok, ""
	}
	return []string{"Default composition of " + g.Name + why + confidence(trust) + ".", origin(g.Source, today)}, tint
}

func confidence(level string) string {
	if level == "" {
		return "; confidence not stated"
	}
	return "; " + level + " confidence"
}

// origin is the source of a fact with its age.
func origin(s planner.Source, today string) string {
	if s.Name == "" {
		return "The source is not stated."
	}
	text := "Source: " + strings.TrimSuffix(s.Name, ".")
	switch age := reference.SourceAgeOn(s, today); {
	case s.Date == "":
		text += ", date not stated"
	case !age.OK:
		text += ", " + s.Date
	case age.V == 0:
		text += ", " + s.Date + ", this month"
	default:
		text += fmt.Sprintf(", %s, %s old", s.Date, words.Count(age.V, "month", "months"))
	}
	return text + "."
}

// stockFacts are what is there and what is on its way.
func stockFacts(p *planner.Project, part *planner.Part) [][2]string {
	var hand, open, apart float64
	var last planner.Month
	found := false
	for _, s := range p.Stock {
		if s.Part != part.ID {
			continue
		}
		found = true
		switch s.Kind {
		case planner.OnHand:
			hand += s.Pieces
		case planner.OpenOrder:
			open, last = open+s.Pieces, max(last, s.Month)
		default:
			apart += s.Pieces
		}
	}
	unit := "\u00a0" + string(part.Unit)
	out := [][2]string{{"On hand", figures.Missing}, {"Open orders", figures.Missing}}
	if found {
		out[0][1] = figures.Number(hand, 0) + unit + cover(p, part, hand)
		out[1][1] = figures.Number(open, 0) + unit
	}
	if open > 0 {
		out[1][1] += " until " + last.Label()
	}
	if apart > 0 {
		out = append(out, [2]string{"Kept apart", figures.Number(apart, 0) + unit})
	}
	safety := figures.Missing
	if part.SafetyStockWeeks.OK {
		safety = figures.Auto(part.SafetyStockWeeks.V) + " weeks"
	}
	return append(out, [2]string{"Safety stock", safety})
}

// cover is how long stock on hand alone feeds the demand of the plan.
func cover(p *planner.Project, part *planner.Part, hand float64) string {
	left := hand
	for t := range p.Months {
		need := part.Need(t)
		if need > left {
			return fmt.Sprintf(" · %s weeks", figures.Auto(oneDecimal((float64(t)+left/need)*planner.WeeksPerMonth)))
		}
		left -= need
	}
	if units(p, part) == 0 {
		return ""
	}
	return " · the whole plan"
}

func oneDecimal(v float64) float64 { return float64(int(v*10+0.5)) / 10 }
