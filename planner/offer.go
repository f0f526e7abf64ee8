package planner

import (
	"math"
	"strings"
)

// ItemKind says what an offer is quoted for.
type ItemKind string

const (
	ForGrade    ItemKind = "grade"
	ForPart     ItemKind = "part"
	ForMaterial ItemKind = "material"
)

// PriceUnit is what a price is quoted for.
type PriceUnit string

const (
	PerKg    PriceUnit = "kg"
	PerPiece PriceUnit = "piece"
)

// Status of qualification.
type Status string

const (
	Qualified  Status = "qualified"
	InProgress Status = "in_progress" // usable from QualifiedFrom
	NotStarted Status = "not_started" // usable QualificationMonths after the decision
)

// TierRule says what a price break applies to.
type TierRule string

const (
	NoTiers     TierRule = "none"
	AllUnits    TierRule = "all_units"   // the lower price holds for every kilogram
	Incremental TierRule = "incremental" // only for the kilograms above the step
)

// TierScope says over what a tier total runs.
type TierScope string

const (
	TierSupplier TierScope = "supplier" // all rows of the supplier
	TierRow      TierScope = "row"
)

// TierPeriod says over which time a tier total runs, by month of ordering.
type TierPeriod string

const (
	TierYear    TierPeriod = "year" // calendar year
	TierHorizon TierPeriod = "horizon"
)

// Tier is a price that holds from a quantity on.
type Tier struct {
	FromKg float64 `json:"from_kg"`
	Price  Decimal `json:"price"` // in the offer's currency and price unit
}

// PriceFormula is an index-linked price: fixed part plus, for each element,
// pass-through times the index above its base.
type PriceFormula struct {
	Fixed Decimal       `json:"fixed"`
	Terms []FormulaTerm `json:"terms"`
}

// FormulaTerm is one element of an index-linked price.
type FormulaTerm struct {
	Element string  `json:"element"`
	KgPerKg float64 `json:"kg_per_kg"` // element mass ÷ yield × pass-through
	Index   string  `json:"index"`     // market basis: china_domestic, ex_china, contract
	Base    Decimal `json:"base"`
}

// Licence is the export licence an offer needs.
type Licence struct {
	Text    string `json:"text"`              // as quoted
	Rule    string `json:"rule"`              // id of the regulation; "" when none is needed
	Dormant bool   `json:"dormant,omitempty"` // needed only if a suspension lapses
	General bool   `json:"general,omitempty"` // a general licence stands
	// Approval is the chance that one application is approved.
	Approval Opt[float64] `json:"approval,omitzero"`
	WaitP50  Opt[float64] `json:"wait_p50_days,omitzero"`
	WaitP90  Opt[float64] `json:"wait_p90_days,omitzero"`

	terms *LicenceTerms // what a plan assumes, once decided
}

// ParseLicence reads a licence column: "none", a rule id, optionally followed
// by "general licence" or "if the suspension lapses".
func ParseLicence(text string) Licence {
	l := Licence{Text: strings.TrimSpace(text)}
	id, rest, _ := strings.Cut(l.Text, " ")
	if id == "" || strings.EqualFold(id, "none") {
		return l
	}
	l.Rule = id
	rest = strings.ToLower(rest)
	l.Dormant = strings.Contains(rest, "suspension lapses")
	l.General = strings.Contains(rest, "general")
	return l
}

// z90 is the 90th percentile of the standard normal distribution.
const z90 = 1.2816

// normalQuantile is the inverse of the standard normal distribution function.
func normalQuantile(p float64) float64 {
	p = math.Min(math.Max(p, 1e-9), 1-1e-9)
	return math.Sqrt2 * math.Erfinv(2*p-1)
}

// Offer is one line of a quotation: a supplier, a grade, part or material, and
// every term. Landed unit cost is price × (1 + duty + extra duty) + freight, in
// the offer's currency.
type Offer struct {
	ID          string   `json:"id"`
	Supplier    string   `json:"supplier"`
	SupplierRef string   `json:"supplier_ref,omitempty"`
	Site        string   `json:"site,omitempty"`
	Country     string   `json:"country,omitempty"` // of the last making stage, ISO code
	For         ItemKind `json:"item_type"`
	Item        string   `json:"item"`                 // grade, part id or material id
	AppliesTo   []string `json:"applies_to,omitempty"` // part ids; none means every match

	Price      Opt[Decimal]      `json:"price,omitzero"`
	PriceUnit  PriceUnit         `json:"price_unit"`
	Currency   string            `json:"currency"`
	Formula    Opt[PriceFormula] `json:"formula,omitzero"`
	TierRule   TierRule          `json:"tier_rule,omitempty"`
	TierBasis  string            `json:"tier_basis,omitempty"`
	TierScope  TierScope         `json:"tier_scope,omitempty"`  // "" is supplier
	TierPeriod TierPeriod        `json:"tier_period,omitempty"` // "" is year
	Tiers      []Tier            `json:"tiers,omitempty"`

	OrderMinKg      Opt[float64] `json:"moq_kg,omitzero"` // least order of the row in a month
	OrderMultipleKg Opt[float64] `json:"order_multiple_kg,omitzero"`
	OrderMaxKg      Opt[float64] `json:"order_max_kg,omitzero"`
	OrderCost       Opt[Decimal] `json:"order_cost,omitzero"`   // plan currency for each month with an order
	OrderGroup      string       `json:"order_group,omitempty"` // rows that share one order
	MinAwardKg      Opt[float64] `json:"min_award_kg,omitzero"` // over the plan, if used at all
	Pool            string       `json:"pool,omitempty"`

	LeadWeeks    Opt[float64] `json:"lead_weeks,omitzero"`
	TransitWeeks Opt[float64] `json:"transit_weeks,omitzero"`
	Incoterm     string       `json:"incoterm,omitempty"`
	FreightPerKg Opt[Decimal] `json:"freight_per_kg,omitzero"` // offer currency
	Duty         Opt[float64] `json:"duty,omitzero"`           // share of customs value
	ExtraDuty    Opt[float64] `json:"extra_duty,omitzero"`
	PaymentDays  Opt[int]     `json:"payment_days,omitzero"` // after arrival
	ValidFrom    Opt[Month]   `json:"valid_from,omitzero"`
	ValidTo      Opt[Month]   `json:"valid_to,omitzero"`

	Status              Status       `json:"status"`
	QualifiedFrom       Opt[Month]   `json:"qualified_from,omitzero"`
	QualificationMonths Opt[int]     `json:"qualification_months,omitzero"`
	QualificationCost   Opt[Decimal] `json:"qualification_cost,omitzero"`   // plan currency
	QualificationGroup  string       `json:"qualification_group,omitempty"` // offers qualified once, together

	Licence       Licence      `json:"licence"`
	TakeOrPayKg   Opt[float64] `json:"take_or_pay_kg_per_year,omitzero"` // over all rows of the supplier
	RecycledShare Opt[float64] `json:"recycled_share,omitzero"`
	CO2           Opt[float64] `json:"co2_kg_per_kg,omitzero"`
	DefectRate    Opt[float64] `json:"defect_rate,omitzero"`
	Profile       string       `json:"profile,omitempty"`
	Evidence      Opt[int]     `json:"evidence_level,omitzero"` // 0 assumed, 1 stated, 2 documented, 3 verified
	Terms         string       `json:"terms,omitempty"`
}

// LeadMonths is the whole time from order to arrival in months, rounded up:
// lead, transit and the licence wait at the percentile, under the rules at the
// start of the plan. A plan asks LeadMonthsFrom.
func (o *Offer) LeadMonths(percentile float64) int {
	weeks := o.LeadWeeks.V + o.TransitWeeks.V + o.Licence.WaitDays(percentile)/7
	return int(math.Ceil(weeks/WeeksPerMonth - 1e-9))
}

// WeeksPerMonth converts weeks to months (model §3.2).
const WeeksPerMonth = 4.345

// AppliesToPart reports whether the offer's own list of parts lets it serve a
// part.
func (o *Offer) AppliesToPart(part string) bool {
	if len(o.AppliesTo) == 0 {
		return true
	}
	for _, id := range o.AppliesTo {
		if id == part {
			return true
		}
	}
	return false
}
