package main

import (
	"math"
	"reflect"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// planObject is the JSON form of a plan. Others build on it: keys are added,
// never renamed or removed. docs/command.md lists them and a test compares.
type planObject struct {
	Status         planner.PlanStatus      `json:"status"`
	Gap            *float64                `json:"gap"`
	Currency       string                  `json:"currency"`
	TotalCost      *planner.Decimal        `json:"total_cost"`
	Objective      *float64                `json:"objective"`
	Costs          map[string]string       `json:"costs"`
	Awards         []awardObject           `json:"awards"`
	Qualifications []qualificationObject   `json:"qualifications"`
	DesignChanges  []designObject          `json:"design_changes"`
	Shortfalls     []planner.Shortfall     `json:"shortfalls"`
	Conflicts      []planner.Conflict      `json:"conflicts"`
	KPIs           planner.KPIs            `json:"kpis"`
	Seconds        float64                 `json:"seconds"`
	Model          planner.ModelSize       `json:"model"`
	Bound          *float64                `json:"bound"`
	Penalties      *float64                `json:"penalties"`
	Start          planner.Month           `json:"start"`
	Months         int                     `json:"months"`
	Percentile     float64                 `json:"licence_percentile"`
	Digest         string                  `json:"digest"`
	Rules          []planner.RuleResult    `json:"rules"`
	Reasons        []planner.Reason        `json:"reasons"`
	Assumptions    []planner.Assumption    `json:"assumptions"`
	Baselines      map[string]baselineCost `json:"baselines"`
	Findings       []string                `json:"findings"`
}

type awardObject struct {
	Part     string        `json:"part"`
	Offer    string        `json:"offer"`
	Supplier string        `json:"supplier"`
	Group    string        `json:"group"`
	Grade    string        `json:"grade"`
	Ordered  planner.Month `json:"ordered"`
	Arrives  planner.Month `json:"arrives"`
	Pieces   float64       `json:"pieces"`
	Kg       float64       `json:"kg"`
	Landed   float64       `json:"landed"`
}

// qualificationObject is one offer of a test. The cost of offers tested
// together stands at the first, so that the entries sum to what is paid.
type qualificationObject struct {
	Offer  string          `json:"offer"`
	Start  planner.Month   `json:"start"`
	Usable planner.Month   `json:"usable_from"`
	Cost   planner.Decimal `json:"cost"`
}

type designObject struct {
	Part  string          `json:"part"`
	From  string          `json:"from"`
	To    string          `json:"to"`
	Start planner.Month   `json:"start"`
	Cost  planner.Decimal `json:"cost"`
}

// baselineCost is a baseline in short.
type baselineCost struct {
	Status    planner.PlanStatus `json:"status"`
	TotalCost *planner.Decimal   `json:"total_cost"`
}

func planResult(made plans) planObject {
	plan := made.plan
	r := planObject{
		Status: plan.Status, Currency: plan.Currency, Costs: map[string]string{},
		Awards: []awardObject{}, Qualifications: []qualificationObject{}, DesignChanges: []designObject{},
		Shortfalls: plan.Shortfalls, Conflicts: plan.Conflicts, KPIs: plan.KPIs, Seconds: plan.Seconds, Model: plan.Model,
		Start: plan.Start, Months: plan.Months, Percentile: plan.LicencePercentile, Digest: plan.Digest,
		Rules: plan.Rules, Reasons: plan.Reasons, Assumptions: plan.Assumptions,
		Baselines: map[string]baselineCost{}, Findings: made.findings,
	}
	if usable(plan) {
		r.money(plan)
	}
	for _, a := range plan.Awards {
		r.Awards = append(r.Awards, awardObject{a.Part, a.Offer, a.Supplier, a.Group, a.Grade, a.Ordered, a.Arrives,
			rounded(a.Pieces), rounded(a.Kg), rounded(a.Landed)})
	}
	for _, q := range plan.Qualifications {
		cost := amount(q.Cost).Round(moneyPlaces)
		for _, offer := range q.Offers {
			r.Qualifications = append(r.Qualifications, qualificationObject{offer, q.Start, q.Usable, cost})
			cost = decimal.Zero
		}
	}
	for _, d := range plan.DesignChanges {
		r.DesignChanges = append(r.DesignChanges, designObject{d.Part, d.From, d.To, d.Start, amount(d.Cost).Round(moneyPlaces)})
	}
	for name, b := range map[string]*planner.Plan{"as_today": made.asToday, "cheapest": made.cheapest} {
		if b != nil {
			r.Baselines[name] = baselineOf(b)
		}
	}
	listsNotNull(reflect.ValueOf(&r).Elem())
	return r
}

// money fills in the figures that only a plan to follow has.
func (r *planObject) money(plan *planner.Plan) {
	c := costsOf(plan)
	r.TotalCost = &c.total
	for _, kind := range planner.CostKinds {
		r.Costs[string(kind)] = c.byKind[kind].String()
	}
	r.Gap, r.Objective = finite(plan.Gap), finite(plan.Objective)
	r.Bound, r.Penalties = finite(plan.Bound), finite(plan.Penalties)
}

func baselineOf(plan *planner.Plan) baselineCost {
	b := baselineCost{Status: plan.Status}
	if usable(plan) {
		total := costsOf(plan).total
		b.TotalCost = &total
	}
	return b
}

// finite is nil for what JSON cannot write.
func finite(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// rounded cuts the noise of floating point from a quantity.
func rounded(v float64) float64 { return amount(v).Round(6).InexactFloat64() }

// listsNotNull makes empty lists of missing ones, in structs within structs
// and lists of structs: readers need not tell null from empty.
func listsNotNull(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				listsNotNull(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
		for i := range v.Len() {
			listsNotNull(v.Index(i))
		}
	}
}
