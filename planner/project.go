package planner

// Project is everything a buyer enters: demand, quotations, origins, stock,
// scrap, rules and what-if scenarios, with the conventions they are read by.
type Project struct {
	Name     string `json:"name"`
	Note     string `json:"note,omitempty"`
	Currency string `json:"currency"` // ISO code of the plan currency
	Start    Month  `json:"start"`    // first month of the plan
	Months   int    `json:"months"`   // length of the plan

	DiscountRate float64 `json:"discount_rate"` // per year, 0.09 is 9 %
	CarryingRate float64 `json:"carrying_rate"` // whole yearly cost of stock as a share of its value, capital included
	// LicencePercentile is the percentile of the licence wait the plan allows
	// for, 0.8 when missing.
	LicencePercentile Opt[float64] `json:"licence_percentile,omitzero"`
	// MinAwardShare is what a supplier must get of a part in a window to count
	// as active for it.
	MinAwardShare        float64        `json:"min_award_share"`
	MaxNewQualifications Opt[int]       `json:"max_new_qualifications,omitzero"`
	EndStock             EndStockValue  `json:"end_stock_value,omitempty"` // "" is next3
	Shortage             ShortagePolicy `json:"shortage,omitempty"`        // "" is backlog (lost for aftermarket parts)
	Unknown              UnknownOrigin  `json:"unknown_origin,omitempty"`  // "" is worst_case
	Gap                  Opt[float64]   `json:"mip_gap,omitzero"`          // relative optimality gap asked for
	Seed                 int64          `json:"seed"`
	// Regime is how dated and disputed rules are assumed to stand; empty is as
	// the table of regulations states today.
	Regime Regime `json:"regime,omitempty"`
	// Recovery is how many months a node takes to deliver again, by the id of the
	// node or by its kind, in place of the defaults (package risk). It does not
	// change the plan.
	Recovery NamedValues `json:"recovery_months,omitempty"`
	// Simulation is the parameters of the simulation that are not the defaults, by
	// name (package risk). It does not change the plan either.
	Simulation NamedValues `json:"simulation,omitempty"`
	// BuyerCountry is where the goods go, ISO code: some rules name destinations,
	// freight lanes and dated duties need it.
	BuyerCountry     string       `json:"buyer_country,omitempty"`
	InsuranceRate    Opt[float64] `json:"insurance,omitzero"`         // share of the goods' price, where the buyer bears the risk on the way
	FrozenMonths     Opt[int]     `json:"frozen_months,omitzero"`     // first months in which nothing is ordered beyond what is placed
	QuartersFrom     Opt[Month]   `json:"quarters_from,omitzero"`     // from here on orders are equal in the months of a calendar quarter
	EngineeringLimit Opt[float64] `json:"engineering_limit,omitzero"` // most engineering load of running tests in a month
	RampHaircut      Opt[float64] `json:"ramp_haircut,omitzero"`      // share of each rise in capacity not counted on
	FX               []Rate       `json:"fx"`
	Remarks          []Remark     `json:"remarks,omitempty"` // settings kept as notes; they do not change the plan

	Parts     []Part     `json:"parts"`
	Designs   []Design   `json:"designs,omitempty"`
	Suppliers []Supplier `json:"suppliers"`
	Offers    []Offer    `json:"offers"`
	Pools     []Pool     `json:"pools,omitempty"`
	Profiles  []Profile  `json:"profiles,omitempty"`
	Indices   []Index    `json:"indices,omitempty"`
	Lanes     []Lane     `json:"lanes,omitempty"`
	Stock     []StockLot `json:"stock,omitempty"`
	Streams   []Stream   `json:"streams,omitempty"`
	Rules     []Rule     `json:"rules,omitempty"`
	Scenarios []Scenario `json:"scenarios,omitempty"`
	Grades    []Grade    `json:"grades,omitempty"`    // the user's own, overriding the shipped ones
	Materials []Material `json:"materials,omitempty"` // likewise

	OwnDuties      []OwnDuty    `json:"own_duties,omitempty"`       // likewise, by the id of the shipped row
	OwnRegulations []Regulation `json:"own_regulations,omitempty"`  // likewise
	OwnElements    []Element    `json:"own_elements,omitempty"`     // likewise, by symbol
	OwnCountries   []Country    `json:"own_countries,omitempty"`    // likewise, by code
	OwnEvidence    []Evidence   `json:"own_evidence,omitempty"`     // likewise, by Evidence.ID; those that ship with no such id are added
	OwnShares      []WorldShare `json:"own_world_shares,omitempty"` // likewise, by WorldShare.ID; no plan depends on them

	decided bool // every offer carries the licence terms of the regime
}

// DefaultLicencePercentile is the wait percentile used for ordering when the
// project names none (model decision 9).
const DefaultLicencePercentile = 0.8

// EndStockValue says how stock at the end of the plan is credited.
type EndStockValue string

const (
	EndStockNext3 EndStockValue = "next3" // landed value, at most the need of three more months
	EndStockNone  EndStockValue = "none"
)

// ShortagePolicy says what happens to demand that cannot be met in its month.
type ShortagePolicy string

const (
	Backlog   ShortagePolicy = "backlog"   // delivered later at a line-stop cost for each month of delay
	Lost      ShortagePolicy = "lost"      // never delivered, at the shortage cost
	Forbidden ShortagePolicy = "forbidden" // no plan may be late
)

// UnknownOrigin says how a share nobody has stated the origin of counts under a
// limit.
type UnknownOrigin string

const (
	UnknownWorst   UnknownOrigin = "worst_case" // as if it came from the country the limit speaks of
	UnknownLeftOut UnknownOrigin = "left_out"   // as if it came from elsewhere; every plan says so
)

// UnknownIsWorst reports whether unknown origin counts as the worst case.
func (p *Project) UnknownIsWorst() bool { return p.Unknown != UnknownLeftOut }

// Rate is units of a currency for one unit of the plan currency.
type Rate struct {
	Currency string  `json:"currency"`
	PerUnit  Decimal `json:"per_unit"`
	Source   string  `json:"source,omitempty"`
}

// Remark is a setting that is kept and shown but does not change the plan.
type Remark struct {
	Key   string `json:"key"`
	Value string `json:"value"`
	Unit  string `json:"unit,omitempty"`
	Note  string `json:"note,omitempty"`
}

// StockLot is stock on hand or an order already placed.
type StockLot struct {
	Part   string  `json:"part"`
	Kind   string  `json:"kind"`   // on_hand, open_order, or a kind that a rule exempts
	Month  Month   `json:"month"`  // when it is there or arrives
	Pieces float64 `json:"pieces"` // or kg for material lines
	Offer  string  `json:"offer,omitempty"`
	Note   string  `json:"note,omitempty"`
}

// Kinds of stock with a meaning of their own. Any other kind is stock kept
// apart, which may be used until the month a rule states.
const (
	OnHand    = "on_hand"
	OpenOrder = "open_order"
)

// Pool is the capacity of one plant that offers share.
type Pool struct {
	ID      string         `json:"id"`
	Steps   []CapacityStep `json:"steps"`
	Haircut Opt[float64]   `json:"ramp_haircut,omitzero"` // in place of the project's
}

// CapacityStep is what this buyer can order a month, from a month until the
// next step.
type CapacityStep struct {
	From       Month    `json:"from"`
	KgPerMonth float64  `json:"kg_per_month"`
	RampMonths Opt[int] `json:"ramp_months,omitzero"` // months over which the step is reached
}

// OriginKind separates ore from scrap.
type OriginKind string

const (
	Primary  OriginKind = "primary"
	Recycled OriginKind = "recycled"
)

// Origin is the share of an element that passed a stage in a country.
type Origin struct {
	Element string     `json:"element"`
	Stage   Stage      `json:"stage"`
	Country string     `json:"country"`
	Share   float64    `json:"share"` // of the element at the stage
	Kind    OriginKind `json:"origin"`
}

// UnknownCountry stands for an origin nobody has stated. It counts as the
// worst case in every limit.
const UnknownCountry = "??"

// Profile is the chain of origin behind offers.
type Profile struct {
	ID   string   `json:"id"`
	Rows []Origin `json:"rows"`
	Note string   `json:"note,omitempty"`
}

// NoRareEarth is the profile of goods without rare earths; it has no rows.
const NoRareEarth = "NO_RE"
