package workbook

import (
	"fmt"
	"math"

	"remanence/planner"
)

// role is what a cell is to its reader; it decides the colour.
type role uint8

const (
	roleText    role = iota
	roleTitle        // A1
	roleNote         // sentences
	roleBlock        // name of a block on a sheet with several
	roleHead         // header of a column
	roleInput        // typed by the buyer or decided by the plan
	roleFormula      // from cells of the same sheet
	roleCross        // from another sheet
	roleStated       // computed in the app, no formula
	roleTotal        // formula of a total
	roleBanner       // warning on the cover
	roleSwatch       // name of a colour in the legend, text in the colour of an input
)

// format is an Excel number format.
type format string

const (
	general format = ""
	percent format = `0.0%_)`
	share2  format = `0.00%_)`
	whole   format = `#,##0_);(#,##0)`
	masses  format = `#,##0.0_);(#,##0.0)`
	fine    format = `#,##0.0000_);(#,##0.0000)`
	rate    format = `0.000000_)`
	factor  format = `0.000000`
	monthly format = `mmm yy`
	dated   format = `yyyy-mm-dd`
	plain   format = `0_)`
	tiny    format = `0.0E+00`
	// truth is for TRUE and FALSE: Excel ignores it, LibreOffice shows 1 and 0
	// without it where the formula reads another sheet.
	truth format = `"TRUE";"TRUE";"FALSE"`
)

// style of a cell. The zero style is plain text.
type style struct {
	role   role
	format format
	wrap   bool
	quote  bool // text that a careless program would take for a formula
	right  bool // a header over figures
	left   bool // a figure that stands left, beside its label
}

// cell is one cell: what it shows, how that is computed, how it looks.
type cell struct {
	value   any // string, float64 or bool; mandatory beside a formula
	formula string
	style   style
	link    string // place in the workbook, "'Sheet'!A1"
}

// check refuses a cell that would show nothing, or an error, where a number
// is promised.
func (c cell) check() error {
	switch v := c.value.(type) {
	case nil:
		if c.formula != "" {
			return fmt.Errorf("formula %q has no value", c.formula)
		}
	case float64:
		if (c.style.role == roleFormula || c.style.role == roleCross) && c.formula == "" {
			return fmt.Errorf("value %v looks computed and has no formula", v)
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("value %v of formula %q is not a number", v, c.formula)
		}
	case string, bool:
	default:
		return fmt.Errorf("value of type %T cannot stand in a cell", v)
	}
	if len(c.formula) > maxFormula {
		return fmt.Errorf("formula %q is longer than %d characters", c.formula, maxFormula)
	}
	return nil
}

// maxFormula keeps formulas readable on one line.
const maxFormula = 200

func text(s string) cell  { return cell{value: clean(s), style: style{quote: looksLive(clean(s))}} }
func note(s string) cell  { return textAs(s, roleNote) }
func title(s string) cell { return textAs(s, roleTitle) }
func block(s string) cell { return textAs(s, roleBlock) }

func textAs(s string, r role) cell {
	c := text(s)
	c.style.role = r
	return c
}

func wrapped(s string) cell {
	c := text(s)
	c.style.wrap = true
	return c
}

func linked(s, place string) cell {
	c := text(s)
	c.link = place
	return c
}

// input is a figure the buyer typed or the plan decided: blue.
func input(v float64, f format) cell { return cell{value: v, style: style{role: roleInput, format: f}} }

// inputOf is input of a figure that may be missing; missing stays blank.
func inputOf(v planner.Opt[float64], f format) cell {
	if !v.OK {
		return cell{style: style{role: roleInput, format: f}}
	}
	return input(v.V, f)
}

// inputText is a word the buyer typed that a formula reads.
func inputText(s string) cell { return textAs(s, roleInput) }

// stated is a figure computed in the app that no formula here repeats.
func stated(v float64, f format) cell {
	return cell{value: v, style: style{role: roleStated, format: f}}
}

// statedOf is stated of a figure that may be missing.
func statedOf(v planner.Opt[float64], f format) cell {
	if !v.OK {
		return textAs("not stated", roleStated)
	}
	return stated(v.V, f)
}

// calc is a formula and its value, computed in Go from the same numbers.
func calc(formula string, v any, f format) cell {
	c := cell{value: v, formula: formula, style: style{role: roleFormula, format: f}}
	if crosses(formula) {
		c.style.role = roleCross
	}
	return c
}

// total is a formula shown as a total.
func total(formula string, v float64, f format) cell {
	return cell{value: v, formula: formula, style: style{role: roleTotal, format: f}}
}

// month is a month as a real date, its last day; serial is the same number as
// formulas see it.
func month(m planner.Month) cell {
	return cell{value: serial(m), style: style{role: roleInput, format: monthly}}
}
