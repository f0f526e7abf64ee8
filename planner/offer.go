package planner

import (
	"math"
	"strings"

	"remanence/planner/exact"
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
	TierContract TierScope = "contract" // all rows that name the same contract
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

// PriceFormula is an index-linked price: the offer's price (or fixed part) while
// the indices stand at their base, plus coefficient × (index − base) for each
// element, never above the cap nor below the floor. The index is read in the
// month of ordering, LagMonths before.
type PriceFormula struct {
	Fixed     Decimal       `json:"fixed"` // stands in where the offer states no price
	Terms     []FormulaTerm `json:"terms"`
	LagMonths Opt[int]      `json:"lag_months,omitzero"`
}

// FormulaTerm is one element of an index-linked price. Project.Coefficient says
// what it adds for each unit of its index.
type FormulaTerm struct {
	Element     string       `json:"element"`
	KgPerKg     Opt[float64] `json:"kg_per_kg,omitzero"`    // kg element per kg of goods; missing is the content of the grade
	Yield       Opt[float64] `json:"yield,omitzero"`        // finished ÷ bought, 0 to 1
	PassThrough Opt[float64] `json:"pass_through,omitzero"` // share of the change that is passed on; missing is all
	Index       string       `json:"index"`                 // a path of the project, or a market basis
	Base        Decimal      `json:"base"`                  // index currency per kg, at which nothing is added
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
	// GeneralUntil is the last month in which the general licence stands: what is
	// shipped until then waits for none, what is shipped later waits as stated.
	GeneralUntil Opt[Month] `json:"general_until,omitzero"`

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
	return exact.Normal(p)
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
	Contract   string            `json:"contract,omitempty"`   // rows of one contract share its tiers
	PriceCap   Opt[Decimal]      `json:"price_cap,omitzero"`   // the price paid is never above
	PriceFloor Opt[Decimal]      `json:"price_floor,omitzero"` // nor below

	OrderMinKg      Opt[float64] `json:"moq_kg,omitzero"` // least order of the row in a month
	OrderMultipleKg Opt[float64] `json:"order_multiple_kg,omitzero"`
	OrderMaxKg      Opt[float64] `json:"order_max_kg,omitzero"`
	OrderCost       Opt[Decimal] `json:"order_cost,omitzero"`   // plan currency for each month with an order
	OrderGroup      string       `json:"order_group,omitempty"` // rows that share one order
	MinAwardKg      Opt[float64] `json:"min_award_kg,omitzero"` // over the plan, if used at all
	Pool            string       `json:"pool,omitempty"`

	LeadWeeks     Opt[float64] `json:"lead_weeks,omitzero"`
	TransitWeeks  Opt[float64] `json:"transit_weeks,omitzero"`
	Incoterm      string       `json:"incoterm,omitempty"`
	FreightPerKg  Opt[Decimal] `json:"freight_per_kg,omitzero"` // offer currency
	Duty          Opt[float64] `json:"duty,omitzero"`           // share of customs value
	ExtraDuty     Opt[float64] `json:"extra_duty,omitzero"`
	PaymentDays   Opt[int]     `json:"payment_days,omitzero"`    // after arrival
	Deposit       Opt[float64] `json:"deposit,omitzero"`         // share of the goods' price paid with the order
	FreightMode   string       `json:"freight_mode,omitempty"`   // sea, air, truck: freight of the lane where none is stated
	ShipFrom      string       `json:"ship_from,omitempty"`      // ISO code; the country of making when empty
	HS            string       `json:"hs_code,omitempty"`        // customs code: duty of the dated layers where none is stated
	Preference    bool         `json:"preference,omitempty"`     // preferential origin is claimed and proven
	ExpeditePerKg Opt[Decimal] `json:"expedite_per_kg,omitzero"` // offer currency on top, for an order that arrives earlier
	ExpediteWeeks Opt[float64] `json:"expedite_weeks_saved,omitzero"`
	ValidFrom     Opt[Month]   `json:"valid_from,omitzero"`
	ValidTo       Opt[Month]   `json:"valid_to,omitzero"`

	Status              Status       `json:"status"`
	QualifiedFrom       Opt[Month]   `json:"qualified_from,omitzero"`
	QualificationMonths Opt[int]     `json:"qualification_months,omitzero"`
	QualificationCost   Opt[Decimal] `json:"qualification_cost,omitzero"`   // plan currency
	QualificationGroup  string       `json:"qualification_group,omitempty"` // offers qualified once, together

	Gates           Gates        `json:"gates,omitzero"`
	EngineeringLoad Opt[float64] `json:"engineering_load,omitzero"` // of the test, each month it runs
	ToolingCost     Opt[Decimal] `json:"tooling_cost,omitzero"`     // plan currency, once: with the test, or with the first order
	ExitCost        Opt[Decimal] `json:"exit_cost,omitzero"`        // plan currency, once, if a source of today gets no order

	Licence     Licence      `json:"licence"`
	TakeOrPayKg Opt[float64] `json:"take_or_pay_kg_per_year,omitzero"` // over all rows of the supplier
	// A kilogram owed and not taken costs TakeOrPayCharge (offer currency), or
	// TakeOrPayShare of the lowest goods price, or without either that price.
	TakeOrPayCharge Opt[Decimal] `json:"take_or_pay_charge,omitzero"`
	TakeOrPayShare  Opt[float64] `json:"take_or_pay_share,omitzero"`
	RecycledShare   Opt[float64] `json:"recycled_share,omitzero"`
	CO2             Opt[float64] `json:"co2_kg_per_kg,omitzero"`
	DefectRate      Opt[float64] `json:"defect_rate,omitzero"`
	Profile         string       `json:"profile,omitempty"`
	Evidence        Opt[int]     `json:"evidence_level,omitzero"` // 0 assumed, 1 stated, 2 documented, 3 verified
	Terms           string       `json:"terms,omitempty"`

	SwarfKgPerKg Opt[float64] `json:"swarf_kg_per_kg,omitzero"` // kg of swarf per kg bought
	SwarfTerms   SwarfTerms   `json:"swarf_terms,omitempty"`    // "" is kept
	SwarfCredit  Opt[Decimal] `json:"swarf_credit_per_kg,omitzero"`
	SwarfStream  string       `json:"swarf_stream,omitempty"` // that returned swarf feeds

	Effects []Effect `json:"effects,omitempty"` // of the scenarios a project stands under; a base has none
}

// LeadMonths is the whole time from order to arrival in months, rounded up:
// lead, transit and the licence wait at the percentile, under the rules at the
// start of the plan. A plan asks LeadMonthsFrom.
func (o *Offer) LeadMonths(percentile float64) int {
	return o.leadMonths(o.Licence.WaitDays(percentile), 0)
}

// LeadMonthsFor is LeadMonthsFrom of a normal or an expedited order. What is
// saved comes off lead and transit, never off the licence wait.
func (o *Offer) LeadMonthsFor(ordered Month, percentile float64, expedited bool) int {
	saved := 0.0
	if expedited {
		saved = o.ExpediteWeeks.V
	}
	shipped := o.ShipMonth(ordered)
	return o.leadMonths(o.licenceWait(shipped, percentile)+o.extraWait(shipped), saved)
}

func (o *Offer) leadMonths(waitDays, savedWeeks float64) int {
	weeks := math.Max(0, o.LeadWeeks.V+o.TransitWeeks.V-savedWeeks) + waitDays/7
	return int(math.Ceil(weeks/WeeksPerMonth - 1e-9))
}

// Expeditable reports whether an order can be made faster for money.
func (o *Offer) Expeditable() bool { return o.ExpeditePerKg.OK && o.ExpediteWeeks.V > 0 }

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
