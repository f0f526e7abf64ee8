package reference

import (
	"math"
	"slices"
	"strings"

	"remanence/planner"
)

// spread is how far an element's content may lie from the typical value, as a
// fraction of it, by the confidence of the composition (README.md).
var spread = map[string]float64{"low": 0.25, "medium": 0.10, "high": 0.03}

// Fractions are the mass fractions of the grade in percent, by element. La and
// Ce are one figure, as the makers of economy grades give it.
func (g GradeRow) Fractions() map[string]float64 {
	return map[string]float64{
		"Nd": g.Nd, "Pr": g.Pr, "Dy": g.Dy, "Tb": g.Tb, "Sm": g.Sm, "Gd": g.Gd, "Ho": g.Ho, "LaCe": g.LaCe,
		"Co": g.Co, "B": g.B, "Fe": g.Fe, "Cu": g.Cu, "Zr": g.Zr, "Ga": g.Ga, "Al": g.Al, "Ni": g.Ni,
		"Nb": g.Nb, "Ti": g.Ti, "Other": g.Other,
	}
}

func (g GradeRow) grade(aliases []string) planner.Grade {
	content := map[string]planner.Range{}
	for element, pct := range g.Fractions() {
		content[element] = fractionRange(pct, g.Precision)
	}
	captured, remark := capture(g.Captured)
	return planner.Grade{
		Name: g.Name, Aliases: slices.Clone(aliases), Family: g.Family, Content: content,
		Yield: g.Yield, BrTesla: g.BrTesla, HcjKAm: g.HcjKAm, MaxTempC: g.MaxTempC,
		Captured: captured, Precision: g.Precision, Note: joinNotes(g.CompositionNote, remark), Source: g.Source,
	}
}

// fractionRange makes a range of a typical percentage. An element known to be
// absent stays absent; nothing exceeds the whole magnet.
func fractionRange(pct float64, precision string) planner.Range {
	d := spread[precision]
	return planner.Range{
		Low:     tidy(pct / 100 * (1 - d)),
		Typical: tidy(pct / 100),
		High:    min(1, tidy(pct/100*(1+d))),
	}
}

// tidy takes away the last digits that binary fractions leave behind
// (0.17789999999999997); a content is never known to 0.01 mg per kg.
func tidy(v float64) float64 { return math.Round(v*1e8) / 1e8 }

// capture reads the column on Announcement 18. A cell that says more than yes
// or no asks for a check and is conditional; its words are kept as a note.
func capture(cell string) (captured, remark string) {
	switch cell {
	case "yes", "no":
		return cell, ""
	}
	return "conditional", "Announcement 18: " + cell
}

func joinNotes(notes ...string) string {
	return strings.Join(slices.DeleteFunc(notes, func(n string) bool { return n == "" }), ". ")
}
