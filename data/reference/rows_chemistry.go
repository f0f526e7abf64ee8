package reference

import "remanence/planner"

// ElementRow is an element, or the traded NdPr mix, with its oxide factors and
// the prices seen. China domestic and ex-China prices are kept apart.
type ElementRow struct {
	Symbol              string               `csv:"symbol,key"`
	Name                string               `csv:"name,required"`
	AtomicNumber        planner.Opt[int]     `csv:"atomic_number"` // none for a mix
	AtomicWeight        float64              `csv:"atomic_weight"`
	Group               string               `csv:"group,required,oneof=light|heavy|rare_earth_other|non_rare_earth"`
	OxideFormula        string               `csv:"oxide_formula"`
	OxideMolarMass      planner.Opt[float64] `csv:"oxide_molar_mass"`
	OxideToMetal        planner.Opt[float64] `csv:"oxide_to_metal_factor"` // kg metal per kg oxide
	MetalToOxide        planner.Opt[float64] `csv:"metal_to_oxide_factor"`
	MagnetRole          string               `csv:"magnet_role"`
	Announcement18      string               `csv:"cn_announcement_18_2025,required,oneof=controlled|no"`
	Announcement57      string               `csv:"cn_announcement_57_2025,required,oneof=suspended|no"`
	ChinaMinePct        planner.Opt[float64] `csv:"world_mine_share_china_pct"`
	ChinaRefiningPct    planner.Opt[float64] `csv:"refining_share_china_pct"`
	ShareYear           planner.Opt[int]     `csv:"share_year"`
	ShareBasis          string               `csv:"share_basis"`
	Oxide2024USD        planner.Opt[float64] `csv:"oxide_usd_kg_2024_avg"`
	Oxide2025USD        planner.Opt[float64] `csv:"oxide_usd_kg_2025_avg"`
	OxideChinaLowCNY    planner.Opt[float64] `csv:"oxide_china_low_cny_kg"` // with VAT
	OxideChinaHighCNY   planner.Opt[float64] `csv:"oxide_china_high_cny_kg"`
	OxideChinaDate      string               `csv:"oxide_china_date,date"`
	AssumedCNYPerUSD    planner.Opt[float64] `csv:"fx_cny_per_usd_assumed"`
	OxideChinaUSD       planner.Opt[float64] `csv:"oxide_china_mid_usd_kg_ex_vat"`
	OxideExChinaLowUSD  planner.Opt[float64] `csv:"oxide_exchina_low_usd_kg"`
	OxideExChinaHighUSD planner.Opt[float64] `csv:"oxide_exchina_high_usd_kg"`
	OxideExChinaDate    string               `csv:"oxide_exchina_date,date"`
	OxideExChinaBasis   string               `csv:"oxide_exchina_basis"`
	MetalChinaLowCNY    planner.Opt[float64] `csv:"metal_china_low_cny_kg"` // with VAT
	MetalChinaHighCNY   planner.Opt[float64] `csv:"metal_china_high_cny_kg"`
	MetalChinaDate      string               `csv:"metal_china_date,date"`
	MetalChinaUSD       planner.Opt[float64] `csv:"metal_china_mid_usd_kg_ex_vat"`
	MetalExChinaLowUSD  planner.Opt[float64] `csv:"metal_exchina_low_usd_kg"`
	MetalExChinaHighUSD planner.Opt[float64] `csv:"metal_exchina_high_usd_kg"`
	MetalExChinaDate    string               `csv:"metal_exchina_date,date"`
	MetalExChinaBasis   string               `csv:"metal_exchina_basis"`
	MetalReferenceUSD   planner.Opt[float64] `csv:"metal_reference_usd_kg_2025"` // world reference, neither side
	MetalReferenceBasis string               `csv:"metal_reference_basis"`
	PriceNote           string               `csv:"price_note"`
	Source              planner.Source
}

// GradeRow is a magnet grade as its makers and analysts describe it. The mass
// fractions are percent and must all be given: an unknown fraction cannot be
// told from none once it is multiplied by a mass.
type GradeRow struct {
	Name            string               `csv:"grade,key"`
	Family          string               `csv:"family,required"`
	Series          string               `csv:"series,required"`
	Process         string               `csv:"process"`
	BrTesla         planner.Opt[float64] `csv:"br_t_typical"`
	HcjKAm          planner.Opt[float64] `csv:"hcj_ka_m_min"`
	BHmaxKJ         planner.Opt[float64] `csv:"bhmax_kj_m3_typical"`
	BHmaxMGOe       planner.Opt[float64] `csv:"bhmax_mgoe_typical"`
	MaxTempC        planner.Opt[float64] `csv:"max_operating_temp_c"`
	Density         planner.Opt[float64] `csv:"density_g_cm3"`
	Nd              float64              `csv:"wt_pct_nd"`
	Pr              float64              `csv:"wt_pct_pr"`
	Dy              float64              `csv:"wt_pct_dy"`
	Tb              float64              `csv:"wt_pct_tb"`
	Sm              float64              `csv:"wt_pct_sm"`
	Gd              float64              `csv:"wt_pct_gd"`
	Ho              float64              `csv:"wt_pct_ho"`
	LaCe            float64              `csv:"wt_pct_la_ce"`
	Co              float64              `csv:"wt_pct_co"`
	B               float64              `csv:"wt_pct_b"`
	Fe              float64              `csv:"wt_pct_fe"`
	Cu              float64              `csv:"wt_pct_cu"`
	Zr              float64              `csv:"wt_pct_zr"`
	Ga              float64              `csv:"wt_pct_ga"`
	Al              float64              `csv:"wt_pct_al"`
	Ni              float64              `csv:"wt_pct_ni"`
	Nb              float64              `csv:"wt_pct_nb"`
	Ti              float64              `csv:"wt_pct_ti"`
	Other           float64              `csv:"wt_pct_other"`
	TotalRareEarth  float64              `csv:"total_rare_earth_wt_pct"`
	Yield           planner.Opt[float64] `csv:"yield_finished_per_alloy"`
	Captured        string               `csv:"cn_announcement_18_captured,required"`
	Precision       string               `csv:"composition_confidence,required,oneof=high|medium|low"`
	CompositionNote string               `csv:"composition_note"`
	Source          planner.Source
}

// MaterialRow is a purchasable form: an oxide, metal, alloy, wafer, powder.
type MaterialRow struct {
	ID               string                       `csv:"material_id,key"`
	Name             string                       `csv:"name,required"`
	Category         string                       `csv:"category,required"`
	Stage            string                       `csv:"stage,required"`
	Form             string                       `csv:"form"`
	Purity           string                       `csv:"purity"`
	Composition      map[string]float64           `csv:"composition,required"`
	CompositionBasis string                       `csv:"composition_basis"`
	HS               string                       `csv:"hs_code,required"`
	Control          string                       `csv:"cn_control_2026_11_23,required,oneof=licence_required|suspended|conditional|not_listed"`
	Rules            []string                     `csv:"controlling_rules"`
	PriceUSD         planner.Opt[planner.Decimal] `csv:"typical_price_usd_kg"`
	PriceLowUSD      planner.Opt[planner.Decimal] `csv:"price_low"`
	PriceHighUSD     planner.Opt[planner.Decimal] `csv:"price_high"`
	PriceBasis       string                       `csv:"price_basis"`
	PriceDate        string                       `csv:"price_date,date"`
	PriceConfidence  string                       `csv:"price_confidence,oneof=high|medium|low"`
	Uses             string                       `csv:"main_uses"`
	Suppliers        []string                     `csv:"supplier_ids"`
	Notes            string                       `csv:"notes"`
	Source           planner.Source
}
