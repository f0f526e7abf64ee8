package planner

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

	Deal        Deal         `json:"deal,omitempty"`                 // "" is toll
	TollFee     Opt[Decimal] `json:"toll_fee_per_kg,omitzero"`       // Currency per kg of feed used
	Credit      Opt[Decimal] `json:"credit_per_kg,omitzero"`         // Currency per kg of feed sold
	CreditDelay Opt[int]     `json:"credit_delay_months,omitzero"`   // months from sale to credit
	SaleMaxKg   Opt[float64] `json:"sale_max_kg_per_month,omitzero"` // most that the recycler buys
	FeedGrade   string       `json:"feed_grade,omitempty"`           // what the feed is made of, for the element account
	// Take-back of units sold: which part is in them, when they end, what share of
	// them is collected, and what was sold before the plan.
	SoldPart       string       `json:"sold_part,omitempty"`
	SoldUnits      []YearUnits  `json:"units_sold,omitempty"`
	Life           LifeCurve    `json:"life_curve,omitzero"`
	CollectionRate Opt[float64] `json:"collection_rate,omitzero"`

	Gaps []Effect `json:"gaps,omitempty"` // months in which a scenario leaves a share of the feed; a base has none
}

// Feed is the kilograms of its own that a stream can collect in month t of n;
// Project.FeedOf adds what comes back of units sold.
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
