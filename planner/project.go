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
	Gap                  Opt[float64]   `json:"mip_gap,omitzero"`          // relative optimality gap asked for
	Seed                 int64          `json:"seed"`
	FX                   []Rate         `json:"fx"`
	Remarks              []Remark       `json:"remarks,omitempty"` // settings kept as notes; they do not change the plan

	Parts     []Part     `json:"parts"`
	Designs   []Design   `json:"designs,omitempty"`
	Suppliers []Supplier `json:"suppliers"`
	Offers    []Offer    `json:"offers"`
	Pools     []Pool     `json:"pools,omitempty"`
	Profiles  []Profile  `json:"profiles,omitempty"`
	Stock     []StockLot `json:"stock,omitempty"`
	Streams   []Stream   `json:"streams,omitempty"`
	Rules     []Rule     `json:"rules,omitempty"`
	Scenarios []Scenario `json:"scenarios,omitempty"`
	Grades    []Grade    `json:"grades,omitempty"`    // the user's own, overriding the shipped ones
	Materials []Material `json:"materials,omitempty"` // likewise
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

// Unit of demand.
type Unit string

const (
	Pieces    Unit = "pcs"
	Kilograms Unit = "kg"
)

// Part is a magnet part number, or a material line bought by the kilogram.
type Part struct {
	ID               string       `json:"id"`
	Description      string       `json:"description,omitempty"`
	Application      string       `json:"application,omitempty"`
	Criticality      string       `json:"criticality,omitempty"` // A, B, C
	Grade            string       `json:"grade,omitempty"`       // magnet parts
	Material         string       `json:"material_id,omitempty"` // material lines
	Unit             Unit         `json:"unit"`
	MassG            Opt[float64] `json:"mass_g,omitzero"` // finished mass, grams a piece; missing for material lines
	SafetyStockWeeks Opt[float64] `json:"safety_stock_weeks,omitzero"`
	ShelfLifeMonths  Opt[int]     `json:"shelf_life_months,omitzero"`
	ShortageCost     Opt[Decimal] `json:"shortage_cost,omitzero"` // Currency a piece (kg) and month short
	HoldingCost      Opt[Decimal] `json:"holding_cost,omitzero"`  // plan currency a piece (kg) and month; replaces the carrying rate
	Currency         string       `json:"currency,omitempty"`     // of ShortageCost
	// Demand by month from the start of the plan, pieces or kg.
	Demand []Opt[float64] `json:"demand"`
}

// IsMaterial reports a material line.
func (p *Part) IsMaterial() bool { return p.Material != "" }

// MassKg is the mass of one unit of demand in kg: 1 for a kilogram line.
func (p *Part) MassKg() Opt[float64] {
	if p.Unit == Kilograms {
		return Some(1.0)
	}
	if !p.MassG.OK {
		return Opt[float64]{}
	}
	return Some(p.MassG.V / 1000)
}

// Need is the demand of month t in units; 0 outside the plan or when missing.
func (p *Part) Need(t int) float64 {
	if t < 0 || t >= len(p.Demand) {
		return 0
	}
	return p.Demand[t].V
}

// Design is an approved change of a part to another grade.
type Design struct {
	Part         string  `json:"part"`
	FromGrade    string  `json:"from_grade"`
	ToGrade      string  `json:"to_grade"`
	MassFactor   float64 `json:"mass_factor"`   // mass of the new design ÷ mass today
	ExtraCost    Decimal `json:"extra_cost"`    // Currency a piece
	RedesignCost Decimal `json:"redesign_cost"` // Currency, once
	Currency     string  `json:"currency"`
	Earliest     Month   `json:"earliest"` // first month of ordering in the new grade
	Note         string  `json:"note,omitempty"`
}

// Supplier is a company that quotes, with the group it belongs to.
type Supplier struct {
	Name   string `json:"name"`
	Group  string `json:"group"`            // shares and supplier counts run over groups
	Parent string `json:"parent,omitempty"` // owner, where known
	Ref    string `json:"ref,omitempty"`    // row of the reference table of suppliers
	Sites  []Site `json:"sites,omitempty"`
}

// Site is a place of a supplier and the stage done there.
type Site struct {
	Name    string `json:"name"`
	Country string `json:"country"` // ISO 3166 alpha-2
	Stage   Stage  `json:"stage"`
	Ref     string `json:"ref,omitempty"`
}

// Stage of the chain from the ground to the part.
type Stage string

const (
	Mine       Stage = "mine"
	Separation Stage = "separation"
	Refining   Stage = "refining" // materials other than rare earths
	Metal      Stage = "metal"    // metal and alloy
	Magnet     Stage = "magnet"
)

// Stages in the order of the chain.
var Stages = []Stage{Mine, Separation, Refining, Metal, Magnet}

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
	ID    string         `json:"id"`
	Steps []CapacityStep `json:"steps"`
}

// CapacityStep is what this buyer can order a month, from a month until the
// next step.
type CapacityStep struct {
	From       Month   `json:"from"`
	KgPerMonth float64 `json:"kg_per_month"`
}

// At gives the kilograms of a month; nothing before the first step.
func (p *Pool) At(m Month) float64 {
	kg, best := 0.0, Month(-1)
	for _, s := range p.Steps {
		if s.From <= m && s.From >= best {
			kg, best = s.KgPerMonth, s.From
		}
	}
	return kg
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

// Stream is scrap, swarf or take-back that a recycler turns into magnets.
type Stream struct {
	ID             string       `json:"id"`
	Description    string       `json:"description,omitempty"`
	Origin         string       `json:"origin,omitempty"` // production scrap, end of life, …
	GradeFamily    string       `json:"grade_family,omitempty"`
	KgStart        float64      `json:"kg_per_month_start"`              // feed in the first month
	KgEnd          float64      `json:"kg_per_month_end"`                // feed in the last month, straight line between
	CollectionCost Opt[Decimal] `json:"collection_cost_per_kg,omitzero"` // Currency per kg feed
	Currency       string       `json:"currency,omitempty"`
	Recycler       string       `json:"recycler,omitempty"`
	RecyclerRef    string       `json:"recycler_ref,omitempty"`
	Route          Route        `json:"route"`
	Output         string       `json:"output,omitempty"`
	MagnetPerFeed  float64      `json:"magnet_kg_per_kg_feed"`
	Offers         []string     `json:"linked_offers,omitempty"` // offers that need this feed
	LagMonths      int          `json:"lead_time_months"`
	MaxKgPerMonth  Opt[float64] `json:"max_kg_per_month,omitzero"`
	Terms          string       `json:"terms,omitempty"`
}

// Feed is the kilograms that can be collected in month t of n.
func (s *Stream) Feed(t, n int) float64 {
	kg := s.KgStart
	if n > 1 {
		kg += (s.KgEnd - s.KgStart) * float64(t) / float64(n-1)
	}
	if s.MaxKgPerMonth.OK && kg > s.MaxKgPerMonth.V {
		kg = s.MaxKgPerMonth.V
	}
	return kg
}

// Route is a recycling process with its recovery by element.
type Route struct {
	Name     string             `json:"name"`
	Recovery map[string]float64 `json:"recovery,omitempty"` // element → share recovered
}

// Scenario is a what-if: edits and rule switches over the base, never a copy.
type Scenario struct {
	ID          string       `json:"id"`
	Name        string       `json:"name"`
	Probability Opt[float64] `json:"probability,omitzero"`
	Edits       []Edit       `json:"edits,omitempty"`
	RulesOff    []string     `json:"rules_off,omitempty"`
	RulesOn     []string     `json:"rules_on,omitempty"`
	Shock       Shock        `json:"shock,omitzero"`
	Note        string       `json:"note,omitempty"`
}

// Shock is a disturbance for a time.
type Shock struct {
	Start        Opt[Month]   `json:"start_month,omitzero"`
	Months       Opt[int]     `json:"duration_months,omitzero"`
	Hits         string       `json:"hits,omitempty"`
	CapacityLeft Opt[float64] `json:"capacity_left,omitzero"` // share
	ExtraWait    Opt[float64] `json:"extra_wait_days,omitzero"`
	PriceFactor  Opt[float64] `json:"price_factor,omitzero"`
	DemandFactor Opt[float64] `json:"demand_factor,omitzero"`
}
