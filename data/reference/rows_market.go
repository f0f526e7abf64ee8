package reference

import "remanence/planner"

// SupplierRow is one site of a company.
type SupplierRow struct {
	ID              string               `csv:"supplier_id,key"`
	Company         string               `csv:"company,required"`
	Site            string               `csv:"site,required"`
	Country         string               `csv:"country,required"`
	Lat             planner.Opt[float64] `csv:"lat"`
	Lon             planner.Opt[float64] `csv:"lon"`
	CoordPrecision  string               `csv:"coord_precision"`
	Stage           string               `csv:"stage,required"`
	Products        string               `csv:"products"`
	CapacityTonnes  planner.Opt[float64] `csv:"capacity_tonnes_per_year"`
	CapacityBasis   string               `csv:"capacity_basis"` // what the figure means; announced is not installed
	CapacityYear    planner.Opt[int]     `csv:"capacity_year"`
	Status          string               `csv:"status,required,oneof=operating|ramping|construction|planned|idle"`
	Start           string               `csv:"start_date"` // as printed; a decade for some old plants
	Upstream        string               `csv:"upstream_origin"`
	ChinaDependence string               `csv:"china_feed_dependence,required,oneof=none|low|medium|high|unknown|origin CN"`
	Owner           string               `csv:"owner"`
	ParentCountry   string               `csv:"parent_country"`
	Certifications  string               `csv:"certifications"`
	Website         string               `csv:"website"`
	Notes           string               `csv:"notes"`
	Source          planner.Source
}

// FreightRow is a lane by one mode, as an estimate in USD per kg.
type FreightRow struct {
	ID              string                       `csv:"lane_id,key"`
	Origin          string                       `csv:"origin,required"`
	Destination     string                       `csv:"destination,required"`
	Mode            string                       `csv:"mode,required,oneof=sea|air|truck"`
	OriginPort      string                       `csv:"example_origin_port"`
	DestinationPort string                       `csv:"example_destination_port"`
	Cargo           string                       `csv:"cargo"`
	LowUSD          planner.Opt[planner.Decimal] `csv:"cost_usd_kg_low"`
	TypicalUSD      planner.Opt[planner.Decimal] `csv:"cost_usd_kg_typical"`
	HighUSD         planner.Opt[planner.Decimal] `csv:"cost_usd_kg_high"`
	DaysLow         planner.Opt[int]             `csv:"transit_days_low"`
	DaysHigh        planner.Opt[int]             `csv:"transit_days_high"`
	CostBasis       string                       `csv:"cost_basis"`
	DangerousGoods  string                       `csv:"dangerous_goods_note"`
	ValidDate       string                       `csv:"valid_date,date"`
	Source          planner.Source
}

// CountryRow is a country, or the group EU.
type CountryRow struct {
	ISO2            string               `csv:"iso2,key"`
	Name            string               `csv:"name,required"`
	Region          string               `csv:"region,required"`
	Group           bool                 `csv:"is_group"`
	EU              planner.Opt[bool]    `csv:"eu_member"`
	USCovered       bool                 `csv:"us_defence_covered_country"`
	Currency        string               `csv:"currency"`
	Governance      planner.Opt[float64] `csv:"governance_index_0_1"`
	GovernanceWGI   planner.Opt[float64] `csv:"governance_wgi_mean"`
	GovernanceYear  planner.Opt[int]     `csv:"governance_year"`
	GovernanceBasis string               `csv:"governance_basis"`
	ExportStance    string               `csv:"export_control_stance"`
	Source          planner.Source
}

// FXRow is a currency against the US dollar: an indicative rate.
type FXRow struct {
	Currency    string          `csv:"currency,key"`
	Name        string          `csv:"name,required"`
	UnitsPerUSD planner.Decimal `csv:"units_per_usd"`
	USDPerUnit  planner.Decimal `csv:"usd_per_unit"`
	RateDate    string          `csv:"rate_date,required,date"`
	Basis       string          `csv:"basis"`
	Note        string          `csv:"note"`
	Source      planner.Source
}

// PriceRow is one price point. Basis and tax say what kind of price it is;
// points of different bases are not one series.
type PriceRow struct {
	MaterialID       string                       `csv:"material_id,key"`
	Material         string                       `csv:"material,required"`
	Basis            string                       `csv:"basis,key"`
	PeriodType       string                       `csv:"period_type,key,oneof=month_point|quarter_average|year_average"`
	Period           string                       `csv:"period,key"` // 2026-01, 2024-Q4 or 2025
	PriceDate        string                       `csv:"price_date,required,date"`
	Low              planner.Opt[planner.Decimal] `csv:"price_low"`
	High             planner.Opt[planner.Decimal] `csv:"price_high"`
	Mid              planner.Decimal              `csv:"price_mid"`
	Currency         string                       `csv:"currency,required"`
	Unit             string                       `csv:"unit,required,oneof=kg"`
	VAT              string                       `csv:"vat_included,required,oneof=yes|no|inside_fob"`
	AssumedCNYPerUSD planner.Opt[planner.Decimal] `csv:"fx_cny_per_usd_assumed"`
	USDMid           planner.Opt[planner.Decimal] `csv:"usd_kg_mid"`
	Note             string                       `csv:"note"`
	Source           planner.Source
}

// RecyclingRow is a way to win material back from magnets.
type RecyclingRow struct {
	Process    string               `csv:"process,key"`
	Class      string               `csv:"route_class,required"`
	Feed       string               `csv:"feed"`
	OverallPct planner.Opt[float64] `csv:"overall_recovery_pct"`
	NdPct      planner.Opt[float64] `csv:"recovery_nd_pct"`
	PrPct      planner.Opt[float64] `csv:"recovery_pr_pct"`
	DyPct      planner.Opt[float64] `csv:"recovery_dy_pct"`
	TbPct      planner.Opt[float64] `csv:"recovery_tb_pct"`
	CoPct      planner.Opt[float64] `csv:"recovery_co_pct"`
	Output     string               `csv:"output_form"`
	Operators  string               `csv:"operators"`
	TRL        planner.Opt[int]     `csv:"trl"`
	CostNotes  string               `csv:"cost_notes"`
	LeadTime   string               `csv:"lead_time"`
	Source     planner.Source
}

// IntensityRow is a first guess of the magnet in a product.
type IntensityRow struct {
	Application string               `csv:"application,key"`
	Unit        string               `csv:"unit,required"`
	Low         planner.Opt[float64] `csv:"intensity_low"`
	High        planner.Opt[float64] `csv:"intensity_high"`
	Typical     planner.Opt[float64] `csv:"intensity_typical"`
	MagnetClass string               `csv:"usual_magnet_class"`
	DyLowPct    planner.Opt[float64] `csv:"dy_wt_pct_low"`
	DyHighPct   planner.Opt[float64] `csv:"dy_wt_pct_high"`
	TbLowPct    planner.Opt[float64] `csv:"tb_wt_pct_low"`
	TbHighPct   planner.Opt[float64] `csv:"tb_wt_pct_high"`
	Notes       string               `csv:"notes"`
	Source      planner.Source
}

// TradeShareRow is a country's share of a stage.
type TradeShareRow struct {
	Stage       string               `csv:"stage,key"`
	Country     string               `csv:"country,key"` // the label of the source; may name a company or a group
	CountryCode string               `csv:"country_code"`
	Year        int                  `csv:"year,key"`
	Scope       string               `csv:"scope,key"`
	Tonnes      planner.Opt[float64] `csv:"tonnes"`
	SharePct    planner.Opt[float64] `csv:"share_pct"`
	WorldTonnes planner.Opt[float64] `csv:"world_total_t"`
	Note        string               `csv:"note"`
	Source      planner.Source
}

// World is the row as the planner's vocabulary has it.
func (r TradeShareRow) World() planner.WorldShare {
	return planner.WorldShare{Stage: r.Stage, Country: r.Country, Code: r.CountryCode, Year: r.Year, Scope: r.Scope,
		Tonnes: r.Tonnes, SharePct: r.SharePct, WorldTonnes: r.WorldTonnes, Note: r.Note, Source: r.Source}
}
