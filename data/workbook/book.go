package workbook

import (
	"fmt"
	"slices"

	"remanence/planner"
)

// Names of the sheets, in the order of their tabs.
const (
	coverName      = "Cover"
	summaryName    = "Summary"
	awardName      = "Award plan"
	demandName     = "Demand"
	buildUpName    = "Price build-up"
	otherName      = "Other costs"
	assumptionName = "Assumptions"
	checkName      = "Checks"
)

var tabs = []string{coverName, summaryName, awardName, demandName, buildUpName, otherName, assumptionName, checkName}

// builders in the order of who reads whom: a sheet may only refer to sheets
// built before it, except that build-up rows count their awards.
var builders = []func(*book) *sheet{
	buildAssumptions, buildPrices, buildAwards, buildOther, buildDemand, buildSummary, buildChecks, buildCover,
}

// name is a defined name of the workbook; each points to one cell.
type name struct{ name, ref string }

// book is a workbook in the making: what it shows and where each figure stands.
type book struct {
	p    *planner.Project
	f    *planner.Facts
	plan *planner.Plan
	o    Options

	money, perUnit format // amounts, and money per kg or piece
	sheets         []*sheet
	names          []name

	set    settings
	index  index
	prices prices
	awards awards
	other  other
	demand demand
	sum    summary
	checks checks
}

// build makes every sheet, in the order of the tabs.
func build(p *planner.Project, f *planner.Facts, plan *planner.Plan, o Options) (*book, error) {
	if plan.Months < 1 || plan.Months > planner.MaxMonths {
		return nil, fmt.Errorf("the plan has %d months; 1 to %d can be shown", plan.Months, planner.MaxMonths)
	}
	for i := range plan.Flows {
		if err := flowFits(&plan.Flows[i], plan.Months); err != nil {
			return nil, err
		}
	}
	b := &book{p: p, f: f, plan: plan, o: o, money: moneyFormat(p.Currency), perUnit: unitFormat(p.Currency)}
	b.index = makeIndex(b)
	for _, make := range builders {
		s := make(b)
		if s.err != nil {
			return nil, s.err
		}
		b.sheets = append(b.sheets, s)
	}
	slices.SortFunc(b.sheets, func(x, y *sheet) int { return slices.Index(tabs, x.name) - slices.Index(tabs, y.name) })
	return b, nil
}

// flowFits checks that a flow has a figure for each month in the lines that
// must be there; lines that do not apply may be missing.
func flowFits(fl *planner.PartFlow, months int) error {
	for _, l := range [][]float64{fl.Demand, fl.Arrivals, fl.Stock, fl.Backlog} {
		if len(l) != months {
			return fmt.Errorf("the flow of part %s has %d months, the plan %d", fl.Part, len(l), months)
		}
	}
	return nil
}

// ccy is the plan currency as headers show it.
func (b *book) ccy() string { return clean(b.p.Currency) }

// monthOf is the plan month t as a calendar month.
func (b *book) monthOf(t int) planner.Month { return b.plan.Start + planner.Month(t) }

// named gives a cell a name in the workbook's name box.
func (b *book) named(n string, s *sheet, row, col int) {
	b.names = append(b.names, name{n, s.at(row, col)})
}
