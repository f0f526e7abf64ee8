package planner

import "strings"

// Severity of a problem.
type Severity string

const (
	Refuses Severity = "error"   // no plan can be made until it is mended
	Warns   Severity = "warning" // a plan can be made; the reader should know
)

// Problem is one thing wrong with the input: where it is, what is wrong and how
// to mend it, each a sentence a buyer understands.
type Problem struct {
	Severity Severity `json:"severity"`
	Where    string   `json:"where"`          // "offers.csv, row 7, column price" or "Offer O07, price"
	Path     string   `json:"path,omitempty"` // cell the problem speaks of, for a click
	What     string   `json:"what"`
	Mend     string   `json:"mend"`
}

// String is the whole problem on one line.
func (p Problem) String() string {
	parts := []string{p.Where + ": " + p.What}
	if p.Mend != "" {
		parts = append(parts, p.Mend)
	}
	return strings.Join(parts, " ")
}

// Problems is every problem found, not only the first.
type Problems []Problem

// Refused reports whether any problem stands in the way of a plan.
func (ps Problems) Refused() bool {
	for _, p := range ps {
		if p.Severity == Refuses {
			return true
		}
	}
	return false
}

// Error lists every problem, a line each.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}
