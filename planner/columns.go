package planner

import (
	"fmt"
	"strconv"
	"strings"
)

// SettingFields are the keys of the settings table.
var SettingFields = []Field[Project]{
	textField("name", "Name", func(p *Project) *string { return &p.Name }),
	monthField("plan_start", "First month", func(p *Project) *Month { return &p.Start }),
	intField("plan_months", "Length", "months", func(p *Project) *int { return &p.Months }),
	textField("currency", "Plan currency", func(p *Project) *string { return &p.Currency }),
	percentField("discount_rate_pct", "Discount rate", "% per year", func(p *Project) *float64 { return &p.DiscountRate }),
	percentField("carrying_cost_pct", "Carrying cost", "% of landed value per year", func(p *Project) *float64 { return &p.CarryingRate }),
	optPercentField("licence_percentile_pct", "Licence wait percentile", func(p *Project) *Opt[float64] { return &p.LicencePercentile }),
	percentField("min_award_share_pct", "Least share of an active supplier", "% of a part", func(p *Project) *float64 { return &p.MinAwardShare }),
	optIntField("max_new_qualifications", "New qualifications at most", "offers", func(p *Project) *Opt[int] { return &p.MaxNewQualifications }),
	wordField("end_stock_value", "End stock credit", []EndStockValue{"", EndStockNext3, EndStockNone}, func(p *Project) *EndStockValue { return &p.EndStock }),
	wordField("shortage", "Late demand", []ShortagePolicy{"", Backlog, Lost, Forbidden}, func(p *Project) *ShortagePolicy { return &p.Shortage }),
	optPercentField("insurance_pct", "Insurance", func(p *Project) *Opt[float64] { return &p.InsuranceRate }),
	optIntField("frozen_months", "Frozen window", "months", func(p *Project) *Opt[int] { return &p.FrozenMonths }),
	optMonthField("quarters_from_month", "Quarterly orders from", func(p *Project) *Opt[Month] { return &p.QuartersFrom }),
	optNumberField("engineering_limit", "Engineering load at most", "a month", func(p *Project) *Opt[float64] { return &p.EngineeringLimit }),
	optPercentField("ramp_haircut_pct", "Ramp haircut", func(p *Project) *Opt[float64] { return &p.RampHaircut }),
	wordField("unknown_origin", "Unknown origin", []UnknownOrigin{"", UnknownWorst, UnknownLeftOut}, func(p *Project) *UnknownOrigin { return &p.Unknown }),
	optPercentField("mip_gap_pct", "Gap asked for", func(p *Project) *Opt[float64] { return &p.Gap }),
	{Name: "seed", Title: "Seed of the simulation", // a whole number; 0 is the usual one
		Get: func(p *Project) string { return strconv.FormatInt(p.Seed, 10) },
		Set: func(p *Project, s string) error {
			v, err := ParseWhole(s)
			if err == nil {
				p.Seed = int64(v)
			}
			return err
		}},
	regimeField(),
	namedField("recovery_months", "Months until a node delivers again, where not the default", func(p *Project) *NamedValues { return &p.Recovery }),
	namedField("simulation", "Parameters of the simulation, where not the default", func(p *Project) *NamedValues { return &p.Simulation }),
	textField("buyer_country", "Country the goods go to", func(p *Project) *string { return &p.BuyerCountry }),
	textField("note", "Note", func(p *Project) *string { return &p.Note }),
}

// PartFields are the columns of the demand table beside its months.
var PartFields = []Field[Part]{
	textField("part", "Part", func(r *Part) *string { return &r.ID }),
	textField("description", "Description", func(r *Part) *string { return &r.Description }),
	textField("application", "Application", func(r *Part) *string { return &r.Application }),
	textField("grade", "Grade", func(r *Part) *string { return &r.Grade }),
	textField("material_id", "Material", func(r *Part) *string { return &r.Material }),
	wordField("demand_unit", "Unit", []Unit{Pieces, Kilograms}, func(r *Part) *Unit { return &r.Unit }),
	optNumberField("mass_g", "Mass", "g/pc", func(r *Part) *Opt[float64] { return &r.MassG }),
	optNumberField("safety_stock_weeks", "Safety stock", "weeks", func(r *Part) *Opt[float64] { return &r.SafetyStockWeeks }),
	optIntField("shelf_life_months", "Shelf life", "months", func(r *Part) *Opt[int] { return &r.ShelfLifeMonths }),
	optMoneyField("shortage_cost_per_piece", "Shortage cost", "per piece and month", func(r *Part) *Opt[Decimal] { return &r.ShortageCost }),
	optMoneyField("holding_cost_per_piece_month", "Holding cost", "per piece and month", func(r *Part) *Opt[Decimal] { return &r.HoldingCost }),
	optMoneyField("standard_price", "Standard price", "plan currency per piece or kg", func(r *Part) *Opt[Decimal] { return &r.StandardPrice }),
	optMoneyField("standard_freight", "Standard freight", "of the standard price, per piece or kg", func(r *Part) *Opt[Decimal] { return &r.StandardFreight }),
	optMoneyField("standard_duty", "Standard duty", "of the standard price, per piece or kg", func(r *Part) *Opt[Decimal] { return &r.StandardDuty }),
	optMoneyField("switching_cost", "Switching cost", "plan currency per new supplier", func(r *Part) *Opt[Decimal] { return &r.SwitchingCost }),
	textField("currency", "Currency", func(r *Part) *string { return &r.Currency }),
	textField("criticality", "Criticality", func(r *Part) *string { return &r.Criticality }),
}

// DesignFields are the columns of the substitutions table.
var DesignFields = []Field[Design]{
	textField("part", "Part", func(r *Design) *string { return &r.Part }),
	textField("from_grade", "From grade", func(r *Design) *string { return &r.FromGrade }),
	textField("to_grade", "To grade", func(r *Design) *string { return &r.ToGrade }),
	numberField("mass_factor", "Mass factor", "", func(r *Design) *float64 { return &r.MassFactor }),
	moneyField("extra_cost_per_piece", "Extra cost", "per piece", func(r *Design) *Decimal { return &r.ExtraCost }),
	textField("currency", "Currency", func(r *Design) *string { return &r.Currency }),
	moneyField("redesign_cost", "Redesign cost", "once", func(r *Design) *Decimal { return &r.RedesignCost }),
	monthField("earliest_month", "Earliest month", func(r *Design) *Month { return &r.Earliest }),
	textField("note", "Note", func(r *Design) *string { return &r.Note }),
}

// quotationFields are what a quotation usually states.
var quotationFields = []Field[Offer]{
	textField("offer_id", "Offer", func(r *Offer) *string { return &r.ID }),
	textField("supplier", "Supplier", func(r *Offer) *string { return &r.Supplier }),
	textField("supplier_ref", "Reference", func(r *Offer) *string { return &r.SupplierRef }),
	textField("site", "Site", func(r *Offer) *string { return &r.Site }),
	textField("magnet_country", "Country", func(r *Offer) *string { return &r.Country }),
	wordField("item_type", "For", []ItemKind{ForGrade, ForPart, ForMaterial}, func(r *Offer) *ItemKind { return &r.For }),
	textField("item", "Item", func(r *Offer) *string { return &r.Item }),
	{Name: "applies_to", Title: "Applies to",
		Get: func(r *Offer) string {
			if len(r.AppliesTo) == 0 {
				return "*"
			}
			return strings.Join(r.AppliesTo, "|")
		},
		Set: func(r *Offer, s string) error {
			r.AppliesTo = nil
			if s = strings.TrimSpace(s); s != "*" {
				r.AppliesTo = splitList(s, "|")
			}
			return nil
		}},
	optMoneyField("price", "Price", "offer currency", func(r *Offer) *Opt[Decimal] { return &r.Price }),
	wordField("price_unit", "Price per", []PriceUnit{PerKg, PerPiece}, func(r *Offer) *PriceUnit { return &r.PriceUnit }),
	textField("currency", "Currency", func(r *Offer) *string { return &r.Currency }),
	wordField("tier_rule", "Price tiers", []TierRule{"", NoTiers, AllUnits, Incremental}, func(r *Offer) *TierRule { return &r.TierRule }),
	textField("tier_basis", "Tier basis", func(r *Offer) *string { return &r.TierBasis }),
	wordField("tier_scope", "Tier total over", []TierScope{"", TierSupplier, TierRow, TierContract}, func(r *Offer) *TierScope { return &r.TierScope }),
	wordField("tier_period", "Tier period", []TierPeriod{"", TierYear, TierHorizon}, func(r *Offer) *TierPeriod { return &r.TierPeriod }),
	optNumberField("moq_kg_per_order", "MOQ", "kg per order", func(r *Offer) *Opt[float64] { return &r.OrderMinKg }),
	optNumberField("order_multiple_kg", "Order multiple", "kg", func(r *Offer) *Opt[float64] { return &r.OrderMultipleKg }),
	optNumberField("order_max_kg", "Largest order", "kg", func(r *Offer) *Opt[float64] { return &r.OrderMaxKg }),
	optMoneyField("order_cost", "Order cost", "plan currency per order", func(r *Offer) *Opt[Decimal] { return &r.OrderCost }),
	textField("order_group", "Order group", func(r *Offer) *string { return &r.OrderGroup }),
	optNumberField("min_award_kg", "Least award", "kg over the plan", func(r *Offer) *Opt[float64] { return &r.MinAwardKg }),
	textField("capacity_pool", "Capacity pool", func(r *Offer) *string { return &r.Pool }),
	optNumberField("lead_time_weeks", "Lead time", "weeks", func(r *Offer) *Opt[float64] { return &r.LeadWeeks }),
	optNumberField("transit_weeks", "Transit", "weeks", func(r *Offer) *Opt[float64] { return &r.TransitWeeks }),
	textField("incoterm", "Incoterm", func(r *Offer) *string { return &r.Incoterm }),
	optMoneyField("freight_per_kg", "Freight", "offer currency per kg", func(r *Offer) *Opt[Decimal] { return &r.FreightPerKg }),
	optPercentField("duty_pct", "Duty", func(r *Offer) *Opt[float64] { return &r.Duty }),
	optPercentField("extra_duty_pct", "Extra duty", func(r *Offer) *Opt[float64] { return &r.ExtraDuty }),
	optIntField("payment_days", "Payment", "days after arrival", func(r *Offer) *Opt[int] { return &r.PaymentDays }),
	optMonthField("valid_from", "Valid from", func(r *Offer) *Opt[Month] { return &r.ValidFrom }),
	optMonthField("valid_to", "Valid to", func(r *Offer) *Opt[Month] { return &r.ValidTo }),
	wordField("status", "Qualification", []Status{Qualified, InProgress, NotStarted}, func(r *Offer) *Status { return &r.Status }),
	optMonthField("qualified_from", "Qualified from", func(r *Offer) *Opt[Month] { return &r.QualifiedFrom }),
	optIntField("qualification_months", "Qualification time", "months", func(r *Offer) *Opt[int] { return &r.QualificationMonths }),
	optMoneyField("qualification_cost", "Qualification cost", "plan currency", func(r *Offer) *Opt[Decimal] { return &r.QualificationCost }),
	textField("qualification_group", "Qualification group", func(r *Offer) *string { return &r.QualificationGroup }),
	{Name: "licence_rule", Title: "Licence",
		Get: func(r *Offer) string { return r.Licence.Text },
		Set: func(r *Offer, s string) error {
			l := ParseLicence(s)
			l.Approval, l.WaitP50, l.WaitP90, l.GeneralUntil = r.Licence.Approval, r.Licence.WaitP50, r.Licence.WaitP90, r.Licence.GeneralUntil
			r.Licence = l
			return nil
		}},
	optNumberField("licence_approval_prob", "Approval chance", "share", func(r *Offer) *Opt[float64] { return &r.Licence.Approval }),
	optNumberField("licence_wait_p50_days", "Licence wait, median", "days", func(r *Offer) *Opt[float64] { return &r.Licence.WaitP50 }),
	optNumberField("licence_wait_p90_days", "Licence wait, 90 %", "days", func(r *Offer) *Opt[float64] { return &r.Licence.WaitP90 }),
	optNumberField("take_or_pay_kg_per_year", "Take-or-pay", "kg per year", func(r *Offer) *Opt[float64] { return &r.TakeOrPayKg }),
	optPercentField("recycled_content_pct", "Recycled content", func(r *Offer) *Opt[float64] { return &r.RecycledShare }),
	optNumberField("co2_kg_per_kg", "CO2", "kg per kg", func(r *Offer) *Opt[float64] { return &r.CO2 }),
	optPercentField("defect_rate_pct", "Defect rate", func(r *Offer) *Opt[float64] { return &r.DefectRate }),
	textField("provenance_profile", "Origin profile", func(r *Offer) *string { return &r.Profile }),
	optIntField("evidence_level", "Evidence", "0 to 3", func(r *Offer) *Opt[int] { return &r.Evidence }),
	textField("terms", "Terms", func(r *Offer) *string { return &r.Terms }),
}

// OriginFields are the columns of the provenance table beside its profile.
var OriginFields = []Field[Origin]{
	textField("element", "Element", func(r *Origin) *string { return &r.Element }),
	wordField("stage", "Stage", Stages, func(r *Origin) *Stage { return &r.Stage }),
	textField("country", "Country", func(r *Origin) *string { return &r.Country }),
	percentField("share_pct", "Share", "%", func(r *Origin) *float64 { return &r.Share }),
	wordField("origin", "Origin", []OriginKind{Primary, Recycled}, func(r *Origin) *OriginKind { return &r.Kind }),
}

// StockFields are the columns of the stock table.
var StockFields = []Field[StockLot]{
	textField("part", "Part", func(r *StockLot) *string { return &r.Part }),
	textField("kind", "Kind", func(r *StockLot) *string { return &r.Kind }),
	monthField("month", "Month", func(r *StockLot) *Month { return &r.Month }),
	numberField("pieces", "Quantity", "pieces or kg", func(r *StockLot) *float64 { return &r.Pieces }),
	textField("offer_id", "Offer", func(r *StockLot) *string { return &r.Offer }),
	textField("note", "Note", func(r *StockLot) *string { return &r.Note }),
}

// StreamFields are the columns of the take-back table.
var StreamFields = append(append([]Field[Stream]{
	textField("stream_id", "Stream", func(r *Stream) *string { return &r.ID }),
	textField("description", "Description", func(r *Stream) *string { return &r.Description }),
	textField("origin", "Origin", func(r *Stream) *string { return &r.Origin }),
	textField("grade_family", "Grade family", func(r *Stream) *string { return &r.GradeFamily }),
	numberField("kg_per_month_start", "Feed at start", "kg per month", func(r *Stream) *float64 { return &r.KgStart }),
	numberField("kg_per_month_end", "Feed at end", "kg per month", func(r *Stream) *float64 { return &r.KgEnd }),
	optMoneyField("collection_cost_per_kg", "Collection cost", "per kg feed", func(r *Stream) *Opt[Decimal] { return &r.CollectionCost }),
	textField("currency", "Currency", func(r *Stream) *string { return &r.Currency }),
	textField("recycler", "Recycler", func(r *Stream) *string { return &r.Recycler }),
	textField("recycler_ref", "Reference", func(r *Stream) *string { return &r.RecyclerRef }),
	textField("route", "Route", func(r *Stream) *string { return &r.Route.Name }),
}, append(recoveryFields(),
	textField("output", "Output", func(r *Stream) *string { return &r.Output }),
	numberField("magnet_kg_per_kg_feed", "Magnets per feed", "kg per kg", func(r *Stream) *float64 { return &r.MagnetPerFeed }),
	listField("linked_offers", "Offers fed", "|", func(r *Stream) *[]string { return &r.Offers }),
	intField("lead_time_months", "Lead time", "months", func(r *Stream) *int { return &r.LagMonths }),
	optNumberField("max_kg_per_month", "Largest feed", "kg per month", func(r *Stream) *Opt[float64] { return &r.MaxKgPerMonth }),
	textField("terms", "Terms", func(r *Stream) *string { return &r.Terms }),
)...), recyclingFields...)

func recoveryFields() []Field[Stream] {
	var fs []Field[Stream]
	for _, e := range []string{"NdPr", "Dy", "Tb", "Sm"} {
		fs = append(fs, RecoveryField(e))
	}
	return fs
}

// YieldField is the recovery of any other element, for example "yield_co_pct".
func YieldField(name string) (Field[Stream], bool) {
	rest, ok := strings.CutPrefix(name, "yield_")
	e, pct := strings.CutSuffix(rest, "_pct")
	if !ok || !pct || len(e) < 1 || len(e) > 2 || strings.Trim(e, "abcdefghijklmnopqrstuvwxyz") != "" {
		return Field[Stream]{}, false
	}
	return RecoveryField(strings.ToUpper(e[:1]) + e[1:]), true
}

// RecoveryField is the recovery of an element by the route of a stream.
func RecoveryField(e string) Field[Stream] {
	return Field[Stream]{Name: "yield_" + strings.ToLower(e) + "_pct", Title: "Recovery of " + e, Unit: "%",
		Get: func(r *Stream) string {
			if v, ok := r.Route.Recovery[e]; ok {
				return FormatPercent(v)
			}
			return ""
		},
		Set: func(r *Stream, s string) error {
			if strings.TrimSpace(s) == "" {
				delete(r.Route.Recovery, e)
				return nil
			}
			v, err := ParsePercent(s)
			if err != nil {
				return err
			}
			if r.Route.Recovery == nil {
				r.Route.Recovery = map[string]float64{}
			}
			r.Route.Recovery[e] = v
			return nil
		}}
}

// SupplierFields are the cells of a supplier.
var SupplierFields = []Field[Supplier]{
	textField("supplier", "Supplier", func(r *Supplier) *string { return &r.Name }),
	textField("supplier_group", "Group", func(r *Supplier) *string { return &r.Group }),
	textField("parent", "Parent", func(r *Supplier) *string { return &r.Parent }),
	textField("supplier_ref", "Reference", func(r *Supplier) *string { return &r.Ref }),
	listField("technology_origin", "Technology from", "|", func(r *Supplier) *[]string { return &r.TechnologyOrigin }),
	listField("equipment_origin", "Equipment from", "|", func(r *Supplier) *[]string { return &r.EquipmentOrigin }),
}

// DemandField is the cell of a part in a month of the plan.
func DemandField(p *Project, m Month) Field[Part] {
	t := int(m - p.Start)
	return Field[Part]{Name: m.String(), Title: m.Label(),
		Get: func(r *Part) string {
			if t < 0 || t >= len(r.Demand) || !r.Demand[t].OK {
				return ""
			}
			return FormatNumber(r.Demand[t].V)
		},
		Set: func(r *Part, s string) error {
			if t < 0 || t >= p.Months {
				return fmt.Errorf("%s lies outside the plan, which runs from %s to %s", m, p.Start, p.Start+Month(p.Months-1))
			}
			var v Opt[float64]
			if strings.TrimSpace(s) != "" {
				n, err := ParseNumber(s)
				if err != nil {
					return err
				}
				v = Some(n)
			}
			for len(r.Demand) < p.Months {
				r.Demand = append(r.Demand, Opt[float64]{})
			}
			r.Demand[t] = v
			return nil
		}}
}

// TierField is a cell of a price tier: "tier2_from" or "tier2_price". Tier 1 is
// the offer's price.
func TierField(name string) (Field[Offer], bool) {
	rest, ok := strings.CutPrefix(name, "tier")
	num, what, found := strings.Cut(rest, "_")
	n, err := strconv.Atoi(num)
	if !ok || !found || err != nil || n < 2 || n > 20 || (what != "from" && what != "price") {
		return Field[Offer]{}, false
	}
	i := n - 2
	grow := func(r *Offer) *Tier {
		for len(r.Tiers) <= i {
			r.Tiers = append(r.Tiers, Tier{})
		}
		return &r.Tiers[i]
	}
	trim := func(r *Offer) {
		for k := len(r.Tiers); k > 0 && r.Tiers[k-1].FromKg == 0 && r.Tiers[k-1].Price.IsZero(); k-- {
			r.Tiers = r.Tiers[:k-1]
		}
	}
	f := Field[Offer]{Name: name, Title: fmt.Sprintf("Tier %d %s", n, what)}
	if what == "from" {
		f.Unit = "kg"
		f.Get = func(r *Offer) string {
			if i >= len(r.Tiers) || r.Tiers[i].FromKg == 0 {
				return ""
			}
			return FormatNumber(r.Tiers[i].FromKg)
		}
		f.Set = func(r *Offer, s string) (err error) {
			v := 0.0
			if strings.TrimSpace(s) != "" {
				if v, err = ParseNumber(s); err != nil {
					return err
				}
			}
			grow(r).FromKg = v
			trim(r)
			return nil
		}
		return f, true
	}
	f.Unit = "offer currency"
	f.Get = func(r *Offer) string {
		if i >= len(r.Tiers) || r.Tiers[i].Price.IsZero() {
			return ""
		}
		return r.Tiers[i].Price.String()
	}
	f.Set = func(r *Offer, s string) (err error) {
		v := Decimal{}
		if strings.TrimSpace(s) != "" {
			if v, err = ParseMoney(s); err != nil {
				return err
			}
		}
		grow(r).Price = v
		trim(r)
		return nil
	}
	return f, true
}
