// Package words says in plain English what the vocabulary of the planner means:
// rules as sentences, stages, elements, countries, statuses. It knows no
// toolkit; pages, dialogs and reports use it so that a thing has one name.
package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// Element is the name of an element: "dysprosium"; "all" is rare earths.
func Element(symbol string) string {
	if symbol == "all" || symbol == "" {
		return tr.T("rare earths")
	}
	if symbol == "NdPr" {
		return tr.T("neodymium and praseodymium")
	}
	return tr.Known(planner.ElementName(symbol))
}

// Stage is the heading of a stage: "Metal and alloy".
func Stage(s planner.Stage) string {
	switch s {
	case planner.Mine:
		return tr.T("Mining")
	case planner.Separation:
		return tr.T("Separation")
	case planner.Refining:
		return tr.T("Refining")
	case planner.Metal:
		return tr.T("Metal and alloy")
	case planner.Magnet:
		return tr.T("Magnet")
	case "part":
		return tr.T("Part")
	case "":
		return tr.T("Supplier")
	}
	return string(s)
}

// ElementAtStage reads "dysprosium separation" or "magnets".
func ElementAtStage(element string, s planner.Stage) string {
	if s == planner.Magnet && (element == "all" || element == "") {
		return tr.T("magnets")
	}
	e := Element(element)
	switch s {
	case planner.Mine:
		return tr.F("%s mining", e)
	case planner.Separation:
		return tr.F("%s separation", e)
	case planner.Refining:
		return tr.F("%s refining", e)
	case planner.Metal:
		return tr.F("%s metal and alloy", e)
	case planner.Magnet:
		return tr.F("%s magnet", e)
	}
	return e + " " + Stage(s)
}

// Country is the name of a country, its code when the facts do not know it.
func Country(f *planner.Facts, code string) string {
	if code == planner.UnknownCountry || code == "" {
		return tr.T("unknown origin")
	}
	if f == nil {
		return ownName(code, code)
	}
	if c, ok := f.Country(code); ok && c.Name != "" {
		return ownName(code, c.Name)
	}
	return code
}

// Qualification is the state of an offer in words.
func Qualification(s planner.Status) string {
	switch s {
	case planner.Qualified:
		return tr.T("qualified")
	case planner.InProgress:
		return tr.T("qualification under way")
	case planner.NotStarted:
		return tr.T("not qualified yet")
	}
	return figures.Missing
}

// List joins names: "a", "a and b", "a, b and c".
func List(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return tr.F("%s and %s", strings.Join(names[:last], tr.T(", ")), names[last])
}

// Capital starts with a capital letter.
func Capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// Sentence starts with a capital letter and ends with a stop.
func Sentence(s string) string {
	s = Capital(strings.TrimSpace(s))
	if last, _ := utf8.DecodeLastRuneInString(s); s != "" && !strings.ContainsRune(".!?:。！？：", last) {
		s += tr.T(".")
	}
	return s
}
