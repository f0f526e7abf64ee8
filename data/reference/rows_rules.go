package reference

import "remanence/planner"

// RegulationRow is a rule of a state with its dates. The suspension and the
// extension whose notice was not seen are separate on purpose: both branches
// are carried.
type RegulationRow struct {
	ID               string           `csv:"id,key"`
	Jurisdiction     string           `csv:"jurisdiction,required"` // an ISO code, a pair such as CN/US, G7 or INT
	Instrument       string           `csv:"instrument,required"`
	Kind             string           `csv:"measure_type,required"`
	Covers           string           `csv:"covers,required"`
	Codes            string           `csv:"hs_or_commodity_codes"`
	Threshold        string           `csv:"threshold"`
	Effective        string           `csv:"effective_from,date"`
	SuspendedFrom    string           `csv:"suspended_from,date"`
	SuspendedUntil   string           `csv:"suspended_until,date"`
	Extension        string           `csv:"extension_until_agreed_notice_not_seen,date"`
	StatutoryDays    planner.Opt[int] `csv:"licence_days_statutory"`
	StatutoryBasis   string           `csv:"licence_days_basis"`
	ReportedLowDays  planner.Opt[int] `csv:"licence_days_reported_low"`
	ReportedHighDays planner.Opt[int] `csv:"licence_days_reported_high"`
	OtherPeriod      string           `csv:"other_period"`
	Reality          string           `csv:"reported_reality"`
	Status           string           `csv:"status_as_of_2026_11_23,required"`
	Effect           string           `csv:"effect_on_buyer,required"`
	Source           planner.Source
}

// HSRow is a customs code in the schedule of a country or the world.
type HSRow struct {
	Code          string                       `csv:"code,key"`
	Digits        string                       `csv:"code_digits,required"`
	Schedule      string                       `csv:"schedule,key"`
	Description   string                       `csv:"description_own_words,required"`
	BasePct       planner.Opt[planner.Decimal] `csv:"base_duty_pct"`
	ExtraChinaPct planner.Opt[planner.Decimal] `csv:"extra_duty_china_pct"`
	ExtraFrom     string                       `csv:"extra_duty_effective_from,date"`
	ExtraNote     string                       `csv:"other_extra_or_control_note"`
	Notes         string                       `csv:"notes"`
	Source        planner.Source
}

// DutyRow is one dated layer of a duty.
type DutyRow struct {
	ID           string                       `csv:"duty_id,key"`
	Importer     string                       `csv:"importer,required"`
	Origin       string                       `csv:"origin,required"` // an ISO code, EU, or * for every origin
	Scope        string                       `csv:"origin_scope,required,oneof=all|country|group"`
	Prefix       string                       `csv:"hs_prefix,required"` // digits, or * for every code
	Layer        string                       `csv:"layer,required"`
	RatePct      planner.Opt[planner.Decimal] `csv:"rate_pct"`
	RateType     string                       `csv:"rate_type,required,oneof=ad_valorem|specific|combined_minimum"`
	SpecificRate string                       `csv:"specific_rate"`
	BasisID      string                       `csv:"legal_basis_id,required"`
	Basis        string                       `csv:"legal_basis,required"`
	From         string                       `csv:"valid_from,date"`
	To           string                       `csv:"valid_to,date"`
	Stacking     string                       `csv:"stacking_note,required"`
	Notes        string                       `csv:"notes"`
	Source       planner.Source
}

// EvidenceRow is a reported fact on licences, waits and stoppages.
type EvidenceRow struct {
	Period     string               `csv:"date_or_period,key,date"`
	Origin     string               `csv:"jurisdiction_or_origin,key"`
	Population string               `csv:"population_or_destination,key"`
	Metric     string               `csv:"metric,key"`
	Value      planner.Opt[float64] `csv:"value"`
	Unit       string               `csv:"unit"`
	Detail     string               `csv:"detail"`
	Comment    string               `csv:"comment"`
	Source     planner.Source
}
