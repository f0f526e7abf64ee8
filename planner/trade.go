package planner

import (
	"slices"
	"strings"
)

// Lane is what freight costs between two countries by one mode.
type Lane struct {
	From     string  `json:"from"` // ISO code
	To       string  `json:"to"`
	Mode     string  `json:"mode"` // sea, air, truck
	PerKg    Decimal `json:"per_kg"`
	Currency string  `json:"currency"`
	Source   Source  `json:"source,omitzero"`
}

// ID names a lane: from, to and mode.
func (l *Lane) ID() string { return l.From + ">" + l.To + ">" + l.Mode }

// LaneFor is the freight of a lane: the project's own rate, else the reference
// estimate, which is marked as a default. False when neither is known.
func (p *Project) LaneFor(f *Facts, from, to, mode string) (Lane, bool) {
	here := func(l Lane) bool { return l.From == from && l.To == to && l.Mode == mode }
	if i := slices.IndexFunc(p.Lanes, here); i >= 0 {
		return p.Lanes[i], true
	}
	if f == nil {
		return Lane{}, false
	}
	if i := slices.IndexFunc(f.Lanes, here); i >= 0 {
		return f.Lanes[i], true
	}
	return Lane{}, false
}

// FreightLane is the lane an offer without a stated freight travels by. False
// when it states its freight, names no mode, the seller pays the carriage, or no
// rate is known.
func (p *Project) FreightLane(f *Facts, o *Offer) (Lane, bool) {
	if o.FreightPerKg.OK || o.FreightMode == "" || p.BuyerCountry == "" {
		return Lane{}, false
	}
	if _, burden, _ := ReadIncoterm(o.Incoterm); !burden.Freight {
		return Lane{}, false
	}
	return p.LaneFor(f, o.ShipsFrom(), p.BuyerCountry, o.FreightMode)
}

// OfferDuties is the dated duty stack of an offer's goods arriving in a month.
// False when the project has no destination, the offer no customs code or
// country, or there is no duty table.
func (p *Project) OfferDuties(f *Facts, o *Offer, arrives Month) (DutyStack, bool) {
	if f == nil || f.Duties == nil || p.BuyerCountry == "" || o.HS == "" || o.Country == "" {
		return DutyStack{}, false
	}
	return f.Duties.Duties(DutyQuestion{HS: o.HS, Importer: p.BuyerCountry, Origin: o.Country, Month: arrives, Preference: o.Preference}), true
}

// DutyQuestion asks what an import costs at the border in a month.
type DutyQuestion struct {
	HS         string // at least six digits
	Importer   string // ISO code
	Origin     string
	Month      Month // of import
	Preference bool  // preferential origin is claimed and proven
}

// DutyLayer is one layer of a duty stack.
type DutyLayer struct {
	ID      string       // row of the reference table
	Layer   string       // base, preference, and what stands on top of them
	Legal   string       // id of the legal basis
	Basis   string       // legal basis in words
	From    string       // dates as printed, "" open
	To      string       //
	Rate    Opt[float64] // share of customs value this layer adds; missing when it is no known percentage
	Applied bool         // false: known and not charged here
	Note    string       // stacking note
	Source  Source
}

// DutyStack is every duty on an import. Rate is missing when a layer is not
// known; Caveats are sentences to show with it.
type DutyStack struct {
	Layers  []DutyLayer
	Rate    Opt[float64] // share of customs value, all applied layers
	Base    float64      // of it, base duty or preference
	Caveats []string
}

// OwnDuty is the buyer's own rate of a row of the duty table, in place of the
// shipped one, or, where it names an importing country, a duty the table lacks.
type OwnDuty struct {
	ID   string  `json:"id"`       // row of the reference table, or a name of its own
	Rate Decimal `json:"rate_pct"` // percent of customs value

	// What follows describes a duty of its own; all empty for a row that ships.
	Importer string `json:"importer,omitempty"`  // ISO code, or EU
	Origin   string `json:"origin,omitempty"`    // likewise, or * for every origin
	Prefix   string `json:"hs_prefix,omitempty"` // digits, or * for every code
	Layer    string `json:"layer,omitempty"`     // base, preference, or any name: layers add up
	// Combined: the rate is that of this duty and the base together, so that the
	// duty adds what the base lacks to it.
	Combined bool       `json:"combined,omitempty"`
	From     Opt[Month] `json:"from,omitzero"`
	To       Opt[Month] `json:"to,omitzero"` // last month

	Source Source `json:"source"`
}

// New reports a duty the table lacks.
func (d *OwnDuty) New() bool { return d.Importer != "" }

// OwnDutyFields are the columns of the buyer's own duties.
var OwnDutyFields = []Field[OwnDuty]{
	moneyField("rate_pct", "Rate", "% of customs value", func(r *OwnDuty) *Decimal { return &r.Rate }),
	textField("importer", "Imported into", func(r *OwnDuty) *string { return &r.Importer }),
	textField("origin", "Country of origin", func(r *OwnDuty) *string { return &r.Origin }),
	textField("hs_prefix", "Customs code", func(r *OwnDuty) *string { return &r.Prefix }),
	textField("layer", "Layer", func(r *OwnDuty) *string { return &r.Layer }),
	yesField("combined", "Base duty included", func(r *OwnDuty) *bool { return &r.Combined }),
	optMonthField("from", "First month", func(r *OwnDuty) *Opt[Month] { return &r.From }),
	optMonthField("to", "Last month", func(r *OwnDuty) *Opt[Month] { return &r.To }),
	textField("source", "Source", func(r *OwnDuty) *string { return &r.Source.Name }),
	textField("source_date", "Date", func(r *OwnDuty) *string { return &r.Source.Date }),
}

// DutyRow is a row of the duty table as it is printed, for who counts a stack of
// duties again.
type DutyRow struct {
	ID           string
	Importer     string // ISO code, or a union such as EU
	Origin       string // likewise, or * for every origin
	Prefix       string // of the customs code, or * for every code
	Layer        string
	RatePct      Opt[Decimal] // percent of customs value
	RateType     string       // ad_valorem, specific, combined_minimum
	SpecificRate string
	From, To     string // year, month or day; "" open
	Stacking     string // stacking note
	Notes        string
}

// DutyTable answers questions about duties from dated layers.
type DutyTable interface {
	Duties(DutyQuestion) DutyStack
}

// Burden says what the buyer pays on top of the price under an Incoterm.
type Burden struct {
	Freight   bool // main carriage
	Insurance bool // bears the risk on the way
	Duty      bool // import clearance and duty
}

// Incoterms 2020: who pays on the way from seller to buyer.
var incoterms = map[string]Burden{
	"EXW": {true, true, true},
	"FCA": {true, true, true},
	"FAS": {true, true, true},
	"FOB": {true, true, true},
	"CFR": {false, true, true}, // the seller pays carriage, the risk passes on loading
	"CPT": {false, true, true},
	"CIF": {false, false, true}, // carriage and insurance
	"CIP": {false, false, true},
	"DAP": {false, false, true}, // the seller bears the risk to the door
	"DPU": {false, false, true},
	"DDP": {false, false, false},
}

// Incoterms lists the codes from the least to the most the seller does.
var Incoterms = []string{"EXW", "FCA", "FAS", "FOB", "CFR", "CPT", "CIF", "CIP", "DAP", "DPU", "DDP"}

// ReadIncoterm reads the code at the start of a text ("FCA Ningbo"). False when
// there is none; the buyer then pays everything, which is the worst case.
func ReadIncoterm(text string) (code string, b Burden, ok bool) {
	code, _, _ = strings.Cut(strings.ToUpper(strings.TrimSpace(text)), " ")
	if b, ok = incoterms[code]; ok {
		return code, b, true
	}
	return "", Burden{true, true, true}, false
}

// ShipsFrom is the country the goods leave from.
func (o *Offer) ShipsFrom() string {
	if o.ShipFrom != "" {
		return o.ShipFrom
	}
	return o.Country
}
