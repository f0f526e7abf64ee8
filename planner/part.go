package planner

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
	ShortageCost     Opt[Decimal] `json:"shortage_cost,omitzero"`    // Currency a piece (kg) and month short
	StandardPrice    Opt[Decimal] `json:"standard_price,omitzero"`   // plan currency a piece (kg), delivered: what the budget counts on
	StandardFreight  Opt[Decimal] `json:"standard_freight,omitzero"` // of the standard price, what it counts on for freight
	StandardDuty     Opt[Decimal] `json:"standard_duty,omitzero"`    // and for duty
	HoldingCost      Opt[Decimal] `json:"holding_cost,omitzero"`     // plan currency a piece (kg) and month; replaces the carrying rate
	Currency         string       `json:"currency,omitempty"`        // of ShortageCost
	// SwitchingCost is paid once for each supplier that is none of today's and
	// gets an order, plan currency. Today's are those of open orders, else of stock
	// on hand; a part without either has nobody to switch from.
	SwitchingCost Opt[Decimal] `json:"switching_cost,omitzero"`
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
	Part string `json:"part"`
	// FromGrade is today's grade, or the new grade of another change of the part,
	// which must then be made first.
	FromGrade    string  `json:"from_grade"`
	ToGrade      string  `json:"to_grade"`
	MassFactor   float64 `json:"mass_factor"`   // mass of the new design ÷ mass today
	ExtraCost    Decimal `json:"extra_cost"`    // Currency a piece
	RedesignCost Decimal `json:"redesign_cost"` // Currency, once
	Currency     string  `json:"currency"`
	Earliest     Month   `json:"earliest"` // first month of ordering in the new grade
	Note         string  `json:"note,omitempty"`
}
