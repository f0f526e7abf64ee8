package planner

import "strings"

// RuleType is the metric a rule limits.
type RuleType string

const (
	CountryShareMax        RuleType = "country_share_max"
	CountryShareMin        RuleType = "country_share_min"
	SupplierShareMax       RuleType = "supplier_share_max"
	SupplierShareMin       RuleType = "supplier_share_min"
	AwardShareMin          RuleType = "award_share_min" // what a group gets at least once it gets anything
	VolumeMin              RuleType = "supplier_volume_min"
	VolumeMax              RuleType = "supplier_volume_max"
	LicenceShareMax        RuleType = "licence_dependent_share_max"
	RecycledContentMin     RuleType = "recycled_content_min"
	MinSuppliers           RuleType = "min_suppliers"
	MaxSuppliers           RuleType = "max_suppliers"
	CoverMin               RuleType = "weeks_of_cover_min"
	QualificationBudgetMax RuleType = "qualification_budget_max"
	RedesignBudgetMax      RuleType = "redesign_budget_max"
	PurchaseBudgetMax      RuleType = "purchase_budget_max"
	StockValueMax          RuleType = "stock_value_max"
	LeadTimeMax            RuleType = "lead_time_max"
	PaymentDaysMin         RuleType = "payment_days_min"
	CoveredCountryBan      RuleType = "covered_country_ban"
	CO2IntensityMax        RuleType = "co2_intensity_max"
)

// RuleTypes lists every metric in the order pages show them.
var RuleTypes = []RuleType{CountryShareMax, CountryShareMin, SupplierShareMax, SupplierShareMin, AwardShareMin,
	VolumeMin, VolumeMax, LicenceShareMax, RecycledContentMin, MinSuppliers, MaxSuppliers, CoverMin,
	QualificationBudgetMax, RedesignBudgetMax, PurchaseBudgetMax, StockValueMax, LeadTimeMax, PaymentDaysMin,
	CoveredCountryBan, CO2IntensityMax}

// Window says over which time a rule is measured.
type Window string

const (
	EveryMonth  Window = "every_month"
	EveryOrder  Window = "every_order"
	PerQuarter  Window = "per_quarter"
	PerHalfYear Window = "per_half_year"
	PerYear     Window = "per_calendar_year"
	WholePlan   Window = "whole_plan"
)

// Basis of a share.
type Basis string

const (
	ByMass  Basis = "mass"
	ByValue Basis = "value"
)

// Rule is a limit in four blanks: metric, scope, limit, window.
type Rule struct {
	ID        string   `json:"id"`
	Type      RuleType `json:"type"`
	Scope     string   `json:"scope"`              // all, part:ID, application:NAME … (ScopeKinds); a bar separates names
	Supplier  string   `json:"supplier,omitempty"` // supplier or group a supplier share speaks of; "" is every group
	Elements  []string `json:"elements,omitempty"` // none means all
	Stages    []Stage  `json:"stages,omitempty"`
	Countries []string `json:"countries,omitempty"` // codes and groups: CN, EU, not EU, US-covered, region:East Asia, each
	Basis     string   `json:"basis,omitempty"`     // as written: mass, value, or the unit of a budget
	Bound     string   `json:"bound,omitempty"`     // max or min
	// ValueFrom and ValueTo are the limit of the first and the last window,
	// straight line between, in the unit of the metric: percent, count, weeks,
	// money or kg CO2 per kg.
	ValueFrom Opt[float64] `json:"value_from,omitzero"`
	ValueTo   Opt[float64] `json:"value_to,omitzero"`
	FromMonth Opt[Month]   `json:"from_month,omitzero"` // missing is the start of the plan
	ToMonth   Opt[Month]   `json:"to_month,omitzero"`   // missing is its end
	Window    Window       `json:"window"`
	Hard      bool         `json:"hard"`
	Penalty   string       `json:"penalty,omitempty"` // of a soft rule, as written
	// Priority ranks rules, 1 first. A soft rule with a priority is kept as far as
	// can be before anything of a later rank and before cost. Of hard rules that
	// contradict each other the latest rank gives way first.
	Priority   Opt[int] `json:"priority,omitzero"`
	Regulation string   `json:"regulation,omitempty"`
	Note       string   `json:"note,omitempty"`
	Off        bool     `json:"off,omitempty"`
	// ExemptStock is a kind of stock a ban lets stand until ExemptUntil.
	ExemptStock string     `json:"exempt_stock,omitempty"`
	ExemptUntil Opt[Month] `json:"exempt_until,omitzero"`
	// ExemptRecycledIn is a country whose recycled magnets a ban lets pass.
	ExemptRecycledIn string `json:"exempt_recycled_in,omitempty"`
}

// Basis of the rule's share: value when it says so, else mass.
func (r *Rule) ShareBasis() Basis {
	if strings.HasPrefix(strings.ToLower(r.Basis), "value") {
		return ByValue
	}
	return ByMass
}
