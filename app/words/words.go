// Package words says in plain English what the vocabulary of the planner means:
// rules as sentences, stages, elements, countries, statuses. It knows no
// toolkit; pages, dialogs and reports use it so that a thing has one name.
package words

import (
	"strings"

	"remanence/app/ui/figures"
	"remanence/planner"
)

// Element is the name of an element: "dysprosium"; "all" is rare earths.
func Element(symbol string) string {
	if symbol == "all" || symbol == "" {
		return "rare earths"
	}
	if symbol == "NdPr" {
		return "neodymium and praseodymium"
	}
	return planner.ElementName(symbol)
}

// Stage is the heading of a stage: "Metal and alloy".
func Stage(s planner.Stage) string {
	switch s {
	case planner.Mine:
		return "Mining"
	case planner.Separation:
		return "Separation"
	case planner.Refining:
		return "Refining"
	case planner.Metal:
		return "Metal and alloy"
	case planner.Magnet:
		return "Magnet"
	case "part":
		return "Part"
	case "":
		return "Supplier"
	}
	return string(s)
}

// ElementAtStage reads "dysprosium separation" or "magnets".
func ElementAtStage(element string, s planner.Stage) string {
	if s == planner.Magnet && (element == "all" || element == "") {
		return "magnets"
	}
	return Element(element) + " " + strings.ToLower(Stage(s))
}

// Country is the name of a country, its code when the facts do not know it.
func Country(f *planner.Facts, code string) string {
	if code == planner.UnknownCountry || code == "" {
		return "unknown origin"
	}
	if f != nil {
		if c, ok := f.Country(code); ok && c.Name != "" {
			return c.Name
		}
	}
	return code
}

// Qualification is the state of an offer in words.
func Qualification(s planner.Status) string {
	switch s {
	case planner.Qualified:
		return "qualified"
	case planner.InProgress:
		return "qualification under way"
	case planner.NotStarted:
		return "not qualified yet"
	}
	return figures.Missing
}

// List joins names: "a", "a and b", "a, b and c".
func List(names []string) string { return planner.List(names) }

// Sentence starts with a capital letter and ends with a stop.
func Sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	s = strings.ToUpper(s[:1]) + s[1:]
	if !strings.ContainsAny(s[len(s)-1:], ".!?:") {
		s += "."
	}
	return s
}

// Count writes "1 part", "3 parts".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return figures.Number(float64(n), 0) + " " + many
}
