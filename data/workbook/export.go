package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"remanence/data/files"
	"remanence/planner"
)

// Options of an export. The zero value is usable.
type Options struct {
	AsOf       string        // date shown and stored, as year-month-day; "" shows none
	AppVersion string        // of the program that writes
	AsToday    *planner.Plan // baselines for the premium; nil leaves them out
	Cheapest   *planner.Plan
	Digest     string // of the document as it stands now; "" when not known
	Redact     Redaction
	Letter     bool // paper of North America instead of A4
	RulePrices []RulePrice
	Scenario   string // name of the scenario the project and its plan are under; "" for the base
	Findings   Findings
	Changes    []Change // what was changed since the file was opened, oldest first
	Recount    *Recount // nil when the plan was not counted a second time
}

// Recount is what counting the plan a second time by other code, in decimals,
// found (planner/recheck); no findings is how it should be.
type Recount struct{ Findings []string }

// heading is the name of the project, and of the scenario it is under.
func (o *Options) heading(p *planner.Project) string {
	if o.Scenario == "" {
		return p.Name
	}
	return p.Name + ", under the scenario " + o.Scenario
}

// RulePrice is what a rule costs: the plan with it against the plan without it.
type RulePrice struct {
	Rule  string               // its id
	Price planner.Opt[float64] // present value in plan currency; missing when no plan without the rule was found
	Text  string               // the same in a sentence
}

// Change is one named change of the project.
type Change struct {
	At    string // date, year-month-day; "" when not known
	Name  string
	Kind  string // applied, undone, redone
	Edits []planner.Edit
}

// Write writes the workbook of a plan. The same project, plan and options give
// the same bytes. It fails when the plan's months or flows do not match each
// other, when a figure is not a number, or when w fails.
func Write(w io.Writer, p *planner.Project, f *planner.Facts, plan *planner.Plan, o Options) error {
	b, err := made(p, f, plan, o)
	if err != nil {
		return err
	}
	x := excelize.NewFile()
	defer x.Close()
	if err := emit(x, b.sheets, o.Letter, footer(o.heading(b.p), o.AsOf, o.AppVersion)); err != nil {
		return fmt.Errorf("the workbook cannot be written: %w", err)
	}
	if err := finish(x, b); err != nil {
		return fmt.Errorf("the workbook cannot be written: %w", err)
	}
	return x.Write(w)
}

// made builds a workbook and takes out what the options leave out.
func made(p *planner.Project, f *planner.Facts, plan *planner.Plan, o Options) (*book, error) {
	if p == nil || f == nil || plan == nil {
		return nil, errors.New("a workbook needs a project, facts and a plan")
	}
	if o.Redact.Names {
		var err error
		if p, plan, o, err = redactNames(p, plan, o); err != nil {
			return nil, fmt.Errorf("the names cannot be taken out: %w", err)
		}
	}
	b, err := build(p, f, plan, o)
	if err != nil {
		return nil, fmt.Errorf("the workbook cannot be built: %w", err)
	}
	if o.Redact.Prices {
		b.withoutPrices()
	}
	if o.Redact != (Redaction{}) {
		b.withoutKeys()
	}
	return b, nil
}

// finish sets what belongs to the whole file.
func finish(x *excelize.File, b *book) error {
	for _, n := range b.names {
		if err := x.SetDefinedName(&excelize.DefinedName{Name: n.name, RefersTo: n.ref}); err != nil {
			return err
		}
	}
	full := true
	if err := x.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &full}); err != nil {
		return err
	}
	if err := properties(x, b.o.heading(b.p)+": "+b.plan.Name, "Sourcing plan with live formulas and checks", b.o.AsOf); err != nil {
		return err
	}
	if err := identify(x, b); err != nil {
		return err
	}
	settle(x)
	return nil
}

// Save writes the workbook to a file: a new file beside it that only the user
// can read, synced and then put in its place, so that a failure leaves the old
// one whole.
func Save(path string, p *planner.Project, f *planner.Facts, plan *planner.Plan, o Options) error {
	var buf bytes.Buffer
	if err := Write(&buf, p, f, plan, o); err != nil {
		return err
	}
	return files.Write(path, buf.Bytes())
}
