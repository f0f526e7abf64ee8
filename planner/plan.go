package planner

// PlanStatus says what the optimiser knows of a plan.
type PlanStatus string

const (
	StatusOptimal    PlanStatus = "optimal"    // proven within the gap asked for
	StatusFeasible   PlanStatus = "feasible"   // a plan, its gap stated
	StatusInfeasible PlanStatus = "infeasible" // the hard rules contradict each other; Conflicts says how
	StatusCancelled  PlanStatus = "cancelled"  // stopped before any plan was found
)

// CostKind is a kind of cost. Kinds sum to the total cost of a plan.
type CostKind string

const (
	CostGoods         CostKind = "goods"        // price × quantity
	CostDuty          CostKind = "duty"         // duty and extra duty
	CostFreight       CostKind = "freight"      // with insurance
	CostExpedite      CostKind = "expedite"     // premium for arriving earlier
	CostOpenGoods     CostKind = "open_orders"  // landed cost of orders already placed
	CostDesignExtra   CostKind = "design_extra" // extra cost a piece of another grade
	CostQualification CostKind = "qualification"
	CostTooling       CostKind = "tooling"
	CostSwitching     CostKind = "switching" // giving part of today's business to another
	CostExit          CostKind = "exit"      // ending a source of today
	CostRedesign      CostKind = "redesign"
	CostOrder         CostKind = "ordering"     // order cost
	CostCollection    CostKind = "collection"   // scrap collected for recycling
	CostToll          CostKind = "toll"         // conversion of scrap that stays yours
	CostScrapCredit   CostKind = "scrap_credit" // paid for scrap and swarf, negative
	CostHolding       CostKind = "holding"
	CostShortage      CostKind = "shortage"    // line-stop cost, lost sales, what is still owed at the end
	CostTakeOrPay     CostKind = "take_or_pay" // paid for and not taken
	CostEndStock      CostKind = "end_stock"   // credit, negative
)

// CostKinds in the order pages and sheets show them. Open orders stand outside:
// their cost is sunk and the same in every plan.
var CostKinds = []CostKind{CostGoods, CostDuty, CostFreight, CostExpedite, CostDesignExtra, CostQualification,
	CostTooling, CostSwitching, CostExit, CostRedesign, CostOrder, CostCollection, CostToll, CostScrapCredit, CostHolding, CostShortage, CostTakeOrPay, CostEndStock}

// CostLabel is the English name of a cost kind for pages and sheets.
func (k CostKind) Label() string {
	switch k {
	case CostGoods:
		return "Goods"
	case CostDuty:
		return "Duty"
	case CostFreight:
		return "Freight"
	case CostExpedite:
		return "Expediting"
	case CostTooling:
		return "Tooling"
	case CostSwitching:
		return "Switching"
	case CostExit:
		return "Exit"
	case CostOpenGoods:
		return "Open orders"
	case CostDesignExtra:
		return "Design extra cost"
	case CostQualification:
		return "Qualification"
	case CostRedesign:
		return "Redesign"
	case CostOrder:
		return "Ordering"
	case CostCollection:
		return "Scrap collection"
	case CostToll:
		return "Toll fees"
	case CostScrapCredit:
		return "Scrap and swarf credit"
	case CostHolding:
		return "Stock holding"
	case CostShortage:
		return "Shortage"
	case CostTakeOrPay:
		return "Take-or-pay shortfall"
	case CostEndStock:
		return "End stock credit"
	}
	return string(k)
}

// CostEntry is money of one kind at one time. Amount is as paid, Present is
// discounted to the start of the plan; both in plan currency.
type CostEntry struct {
	Kind    CostKind `json:"kind"`
	Month   int      `json:"month"`     // plan month in which it is booked (arrival, decision or month end)
	Pay     float64  `json:"pay_month"` // months from the start at which the money leaves, for discounting
	Part    string   `json:"part,omitempty"`
	Offer   string   `json:"offer,omitempty"`
	Amount  float64  `json:"amount"`
	Present float64  `json:"present"`
}

// Award is a quantity given to an offer for a part by one order.
type Award struct {
	Part      string  `json:"part"`
	Offer     string  `json:"offer"`
	Supplier  string  `json:"supplier"`
	Group     string  `json:"group"`
	Grade     string  `json:"grade"`  // or material
	Design    int     `json:"design"` // 0 today's design, else 1 + index into the part's alternatives
	Ordered   Month   `json:"ordered"`
	Arrives   Month   `json:"arrives"`
	Pieces    float64 `json:"pieces"` // or kg of a material line
	Kg        float64 `json:"kg"`
	Expedited bool    `json:"expedited,omitempty"` // arrives earlier, at a premium
	Price     float64 `json:"price"`               // unit price paid, offer currency per price unit, tier applied
	Landed    float64 `json:"landed"`              // plan currency per kg at the buyer's door
}

// QualificationStart is a test the plan starts.
type QualificationStart struct {
	Offers  []string `json:"offers"` // one, or the offers of a qualification group
	Start   Month    `json:"start"`
	Sample  Month    `json:"samples_done,omitzero"` // where the offer states gates
	PPAP    Month    `json:"ppap_done,omitzero"`
	Usable  Month    `json:"usable_from"`
	Cost    float64  `json:"cost"`
	Tooling float64  `json:"tooling,omitempty"` // plan currency, paid with the test
}

// DesignChange is a change of grade the plan makes.
type DesignChange struct {
	Part  string  `json:"part"`
	From  string  `json:"from"`
	To    string  `json:"to"`
	Start Month   `json:"start"`
	Cost  float64 `json:"cost"` // plan currency
}

// Shortfall is demand that is late (or lost) at the end of a month.
type Shortfall struct {
	Part   string  `json:"part"`
	Month  Month   `json:"month"`
	Pieces float64 `json:"pieces"`
}

// PartFlow is the monthly book of one part, in pieces or kg.
type PartFlow struct {
	Part     string    `json:"part"`
	Demand   []float64 `json:"demand"`
	Open     []float64 `json:"open_orders"` // arrivals of orders already placed
	Arrivals []float64 `json:"arrivals"`    // arrivals of the plan's own orders, good pieces
	Apart    []float64 `json:"apart_used"`  // taken from stock kept apart
	Scrapped []float64 `json:"scrapped"`    // past shelf life
	Lost     []float64 `json:"lost"`
	Stock    []float64 `json:"stock"`   // at month end
	Backlog  []float64 `json:"backlog"` // late at month end
	Opening  float64   `json:"opening"`
	Value    float64   `json:"unit_value"` // plan currency a piece at which stock is valued
}

// RuleResult is what a plan does to one window of a rule.
type RuleResult struct {
	Rule    string  `json:"rule"`
	Window  string  `json:"window"`
	First   int     `json:"first_month"`
	Last    int     `json:"last_month"`
	Subject string  `json:"subject,omitempty"` // supplier group or part, where the rule has one row for each
	Limit   float64 `json:"limit"`
	Value   float64 `json:"value"`
	Excess  float64 `json:"excess"` // how far the value misses the limit, 0 when kept
	Binding bool    `json:"binding"`
	Penalty float64 `json:"penalty"` // discounted plan currency
	// Marginal is the cost of tightening the limit by one unit with all yes/no
	// choices as they are: a hint, not a re-solved figure.
	Marginal Opt[float64] `json:"marginal,omitzero"`
}

// NoLateDemand stands among the rules of a conflict for "no demand may be late".
const NoLateDemand = "shortage"

// Conflict is a smallest set of hard rules that cannot all hold, with the least
// relaxation of each that alone would mend it.
type Conflict struct {
	Rules       []string     `json:"rules"`
	Relaxations []Relaxation `json:"relaxations"`
}

// Relaxation is the smallest loosening of one rule: of its limit, or of the
// month from which it holds.
type Relaxation struct {
	Rule   string  `json:"rule"`
	Amount float64 `json:"amount"` // in the unit of the rule's metric, or months
	Unit   string  `json:"unit"`
	Text   string  `json:"text"`
}

// Reason is a sentence that explains the plan, with what it speaks of.
type Reason struct {
	Kind   string  `json:"kind"` // binding, capacity, price, qualification, redesign, shortage, conflict, note
	Rule   string  `json:"rule,omitempty"`
	Part   string  `json:"part,omitempty"`
	Offer  string  `json:"offer,omitempty"`
	Text   string  `json:"text"`
	Figure float64 `json:"figure,omitempty"` // the money or quantity the sentence states
}

// Assumption is a value the plan used that the buyer did not give.
type Assumption struct {
	Where  string `json:"where"`
	Value  string `json:"value"`
	Why    string `json:"why"`
	Source Source `json:"source"`
}

// ModelSize counts the optimisation model.
type ModelSize struct {
	Columns  int `json:"columns"`
	Rows     int `json:"rows"`
	Binaries int `json:"binaries"`
	Nonzeros int `json:"nonzeros"`
}

// Plan is an answer: what to order when from whom, what it costs and why.
type Plan struct {
	Name      string     `json:"name"` // plan, as today, cheapest, …
	Status    PlanStatus `json:"status"`
	Gap       float64    `json:"gap"`        // at most this share better exists
	Bound     float64    `json:"bound"`      // no plan can have a lower objective
	Objective float64    `json:"objective"`  // total cost plus soft-rule penalties, discounted
	TotalCost float64    `json:"total_cost"` // discounted money, without penalties
	Penalties float64    `json:"penalties"`
	Currency  string     `json:"currency"`
	Start     Month      `json:"start"`
	Months    int        `json:"months"`

	Awards         []Award              `json:"awards"`
	Qualifications []QualificationStart `json:"qualifications"`
	DesignChanges  []DesignChange       `json:"design_changes"`
	Shortfalls     []Shortfall          `json:"shortfalls"`
	Flows          []PartFlow           `json:"flows"`
	Collected      map[string][]float64 `json:"collected,omitempty"` // stream id → kg of feed used by month
	Sold           map[string][]float64 `json:"sold,omitempty"`      // stream id → kg of feed sold by month
	Costs          []CostEntry          `json:"costs"`
	Rules          []RuleResult         `json:"rules"`
	Conflicts      []Conflict           `json:"conflicts"`
	Reasons        []Reason             `json:"reasons"`
	Assumptions    []Assumption         `json:"assumptions"`
	KPIs           KPIs                 `json:"kpis"`

	LicencePercentile float64   `json:"licence_percentile"`
	Digest            string    `json:"digest"` // of the inputs the plan was made from
	Seed              int64     `json:"seed"`
	Solver            string    `json:"solver"`
	Model             ModelSize `json:"model"`
	Seconds           float64   `json:"-"` // wall time; not part of the plan, which is the same on every machine
}

// ByKind sums the discounted cost of each kind.
func (p *Plan) ByKind() map[CostKind]float64 {
	m := map[CostKind]float64{}
	for _, c := range p.Costs {
		m[c.Kind] += c.Present
	}
	return m
}

// KPIs are the figures of model §4.1 that need no simulation.
type KPIs struct {
	CostByYear        []YearCost      `json:"cost_by_year"`
	CostPerYear       float64         `json:"cost_per_year"`                  // mean landed cost a year, as paid
	CostPerKg         Opt[float64]    `json:"cost_per_kg,omitzero"`           // landed goods, duty and freight over kg received
	PremiumCheapest   Opt[float64]    `json:"premium_over_cheapest,omitzero"` // against the cheapest plan without optional rules
	PremiumAsToday    Opt[float64]    `json:"premium_over_as_today,omitzero"`
	Elements          []ElementKg     `json:"elements,omitempty"` // in what is received
	WorstExposure     Opt[Exposure]   `json:"worst_exposure,omitzero"`
	Exposures         []Exposure      `json:"exposures"`
	Touches           []CountryTouch  `json:"touches"`
	HHI               []Concentration `json:"hhi"`
	Shared            []SharedSource  `json:"shared_sources"`
	Evidence          []EvidenceShare `json:"evidence"`
	LicenceShare      Opt[float64]    `json:"licence_share,omitzero"`          // of value received, licence needed today
	LicenceShareLapse Opt[float64]    `json:"licence_share_if_lapse,omitzero"` // if the suspensions lapse
	CoverWeeksMean    Opt[float64]    `json:"cover_weeks_mean,omitzero"`
	CoverWeeksLeast   Opt[float64]    `json:"cover_weeks_least,omitzero"`
	CoverLeastPart    string          `json:"cover_least_part,omitempty"`
	FirstShortfall    Opt[Month]      `json:"first_shortfall,omitzero"`
	RecycledMass      Opt[float64]    `json:"recycled_content_mass,omitzero"`    // of magnet mass
	RecycledElement   Opt[float64]    `json:"recycled_content_element,omitzero"` // of rare-earth element mass
	HeavyGramsPerUnit []PartFigure    `json:"heavy_grams_per_piece"`             // g Dy+Tb a piece received
	CashByMonth       []float64       `json:"cash_by_month"`                     // as paid, open orders excluded; the tail after the plan is in the last entry
	StockValueByMonth []float64       `json:"stock_value_by_month"`
	TestsByMonth      []int           `json:"tests_by_month"` // qualifications under way
	CO2PerKg          Opt[float64]    `json:"co2_per_kg,omitzero"`
	KgReceived        float64         `json:"kg_received"`
}

// ElementKg is what the goods a plan receives hold of an element, kg by the low,
// typical and high content of their grades, and what stood behind it.
type ElementKg struct {
	Element string       `json:"element"`
	Kg      Range        `json:"kg"`
	Alloy   Range        `json:"alloy_kg"`          // in the alloy melted: finished ÷ yield
	Oxide   Opt[float64] `json:"oxide_kg,omitzero"` // behind the typical alloy; missing where the facts have no factor
}

// YearCost is the money of one calendar year, as paid and discounted.
type YearCost struct {
	Year    int     `json:"year"`
	Amount  float64 `json:"amount"`
	Present float64 `json:"present"`
}

// Exposure is the share of an element that passed a stage in one country over
// the whole plan. Unknown counts to the country in High and not in Low.
type Exposure struct {
	Element string  `json:"element"` // or "all" rare earths; "all" at the magnet stage is magnet mass
	Stage   Stage   `json:"stage"`
	Country string  `json:"country"`
	Kg      float64 `json:"kg"`
	Share   float64 `json:"share"`       // known share
	Unknown float64 `json:"unknown"`     // share of unknown origin at this stage
	Worst   float64 `json:"worst"`       // known plus unknown
	Value   float64 `json:"value_share"` // weighted by element price, where known
}

// CountryTouch bounds the share of mass with any stage in a country.
type CountryTouch struct {
	Country string  `json:"country"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
}

// Concentration is the Herfindahl-Hirschman index of a stage, 0 to 10,000.
type Concentration struct {
	Element   string  `json:"element"`
	Stage     Stage   `json:"stage,omitempty"` // "" is supplier groups
	HHI       float64 `json:"hhi"`
	Effective float64 `json:"effective_sources"` // 10,000 ÷ HHI
}

// PartFigure is a figure of one part.
type PartFigure struct {
	Part  string  `json:"part"`
	Value float64 `json:"value"`
}
