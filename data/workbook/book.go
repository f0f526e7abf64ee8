package workbook

import (
	"fmt"
	"slices"

	"remanence/planner"
)

// Names of the sheets, in the order of their tabs.
const (
	coverName       = "Cover"
	summaryName     = "Summary"
	bridgeName      = "Bridge"
	awardName       = "Award plan"
	demandName      = "Demand"
	stockName       = "Stock and lateness"
	worthName       = "Values of a unit"
	buildUpName     = "Price build-up"
	marketName      = "Indices-rates-duties"
	budgetName      = "PPV and budget"
	cashName        = "Cash and booking"
	commitName      = "Commitments"
	exposureName    = "Exposure"
	resilienceName  = "Resilience value"
	sensitivityName = "Sensitivities"
	scenarioName    = "Scenarios"
	robustName      = "Robust plan"
	ruleName        = "Rules"
	otherName       = "Other costs"
	assumptionName  = "Assumptions"
	offerName       = "Offers as received"
	evidenceName    = "Evidence and open items"
	checkName       = "Checks"
	changeName      = "Changes"
)

var tabs = []string{coverName, summaryName, bridgeName, awardName, demandName, stockName, worthName, buildUpName, marketName, budgetName, cashName, commitName,
	exposureName, resilienceName, sensitivityName, scenarioName, robustName, ruleName, otherName, assumptionName, offerName, inputsName, evidenceName, checkName, changeName}

// builders in the order of who reads whom: a sheet may only refer to sheets
// built before it, except that build-up rows count their awards. A builder
// gives nil for a sheet the plan has no use for.
var builders = []func(*book) *sheet{
	buildAssumptions, buildOffers, buildMarket, buildPrices, buildAwards, buildDemand, buildWorths, buildStock, buildOther, buildSummary,
	buildBridge, buildBudget, buildCash, buildCommitments, buildExposure, buildResilience, buildSensitivities, buildScenarios, buildRobust, buildRules, buildInputs, buildEvidence, buildChanges,
	buildChecks, buildCover,
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
	budgeted       bool   // some part has a standard price
	shocked        bool   // a scenario moves prices
	sheets         []*sheet
	names          []name

	set    settings
	index  index
	offers offers
	market market
	prices prices
	awards awards
	other  other
	demand demand
	stock  stock
	worths worths
	owed   []owedYear
	sum    summary
	bridge bridge
	budget budget
	cash   cash
	checks checks
	// sums are what later sheets hold against each other; the Checks sheet
	// writes them down.
	sums []sum
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
	b := &book{p: p, f: f, plan: plan, o: o, money: moneyFormat(p.Currency), perUnit: unitFormat(p.Currency),
		budgeted: standards(p), shocked: shocks(p)}
	b.index = makeIndex(b)
	for _, make := range builders {
		s := make(b)
		if s == nil {
			continue
		}
		if s.err != nil {
			return nil, s.err
		}
		if s.name != coverName {
			s.put(headRow-1, 1, linked("← Cover", on(coverName, "A1")))
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
