package planner

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Source says where a fact comes from and how far to trust it.
type Source struct {
	Name       string `json:"name,omitempty"`
	URL        string `json:"url,omitempty"`
	Date       string `json:"date,omitempty"`       // as printed: year, year-month or full date; "" unknown
	Confidence string `json:"confidence,omitempty"` // high, medium, low
	User       bool   `json:"user,omitempty"`       // entered or overridden by the user
	Default    bool   `json:"default,omitempty"`    // a default of the app, not of the buyer's papers
}

// Range is a mass fraction as low, typical and high (kg per kg).
type Range struct {
	Low     float64 `json:"low"`
	Typical float64 `json:"typical"`
	High    float64 `json:"high"`
}

// Grade is a magnet grade and what a kilogram of finished magnet contains.
type Grade struct {
	Name      string           `json:"name"`
	Aliases   []string         `json:"aliases,omitempty"`
	Family    string           `json:"family"`         // sintered NdFeB, Sm2Co17, ferrite, …
	Content   map[string]Range `json:"content"`        // element symbol → kg per kg finished magnet
	Yield     Opt[float64]     `json:"yield,omitzero"` // kg finished per kg alloy; element account only
	BrTesla   Opt[float64]     `json:"br_t,omitzero"`
	HcjKAm    Opt[float64]     `json:"hcj_ka_m,omitzero"`
	MaxTempC  Opt[float64]     `json:"max_temp_c,omitzero"`
	Captured  string           `json:"cn_announcement_18,omitempty"` // yes, no, conditional: does Announcement 18 of 2025 reach it
	Precision string           `json:"composition_confidence,omitempty"`
	Note      string           `json:"note,omitempty"`
	Source    Source           `json:"source"`
}

// RareEarth reports whether the grade holds rare earths. Ferrite, AlNiCo and
// other rare-earth-free grades stand outside rare-earth shares.
func (g Grade) RareEarth() bool {
	for _, e := range RareEarths {
		if g.Fraction(e) > 0 {
			return true
		}
	}
	return false
}

// Fraction is the typical mass fraction of an element, kg per kg finished
// magnet. NdPr is the sum of Nd and Pr. An element not listed is absent.
func (g Grade) Fraction(element string) float64 { return fraction(g.Content, element).Typical }

// FractionRange is Fraction with its low and high.
func (g Grade) FractionRange(element string) Range { return fraction(g.Content, element) }

func fraction(content map[string]Range, element string) Range {
	if r, ok := content[element]; ok {
		return r
	}
	if element == "NdPr" {
		nd, pr := content["Nd"], content["Pr"]
		return Range{nd.Low + pr.Low, nd.Typical + pr.Typical, nd.High + pr.High}
	}
	return Range{}
}

// RareEarths are the element names of the rare-earth account. Neodymium and
// praseodymium are traded and traced together as NdPr.
var RareEarths = []string{"NdPr", "Dy", "Tb", "Sm", "Gd", "Ho"}

// Material is a purchasable form: an oxide, metal, alloy, gallium, germanium …
type Material struct {
	ID        string             `json:"id"`
	Name      string             `json:"name"`
	Aliases   []string           `json:"aliases,omitempty"`
	Category  string             `json:"category"`
	Stage     string             `json:"stage"`
	Content   map[string]float64 `json:"content"` // element → kg per kg
	HS        string             `json:"hs,omitempty"`
	Control   string             `json:"cn_control,omitempty"` // licence_required, suspended, conditional, not_listed
	Rules     []string           `json:"rules,omitempty"`
	PriceUSD  Opt[Decimal]       `json:"price_usd_kg,omitzero"`
	PriceNote string             `json:"price_basis,omitempty"`
	PriceDate string             `json:"price_date,omitempty"`
	Source    Source             `json:"source"`
}

// Fraction is the mass fraction of an element, kg per kg of material.
func (m Material) Fraction(element string) float64 {
	if f, ok := m.Content[element]; ok {
		return f
	}
	if element == "NdPr" {
		return m.Content["Nd"] + m.Content["Pr"]
	}
	return 0
}

// Element is a chemical element with the prices used to weigh exposure by
// value.
type Element struct {
	Symbol       string       `json:"symbol"`
	Name         string       `json:"name"`
	OxideToMetal Opt[float64] `json:"oxide_to_metal,omitzero"` // kg metal per kg oxide
	ExChinaUSD   Opt[float64] `json:"exchina_usd_kg,omitzero"` // USD per kg contained metal, middle of the ex-China range
	ChinaUSD     Opt[float64] `json:"china_usd_kg,omitzero"`   // USD per kg contained metal, China domestic without VAT
	ExChinaBasis string       `json:"exchina_basis,omitempty"`
	// Of the world, %, where the buyer entered his own; they enter no calculation.
	ChinaMines   Opt[float64] `json:"china_mines_pct,omitzero"`
	ChinaRefines Opt[float64] `json:"china_refines_pct,omitzero"`
	Announcement string       `json:"cn_announcement_18,omitempty"`
	Source       Source       `json:"source"`
}

// Regulation is a dated rule of a state.
type Regulation struct {
	ID             string   `json:"id"`
	Jurisdiction   string   `json:"jurisdiction"`
	Instrument     string   `json:"instrument"`
	Covers         string   `json:"covers"`
	Effective      string   `json:"effective"`
	SuspendedFrom  string   `json:"suspended_from,omitempty"`
	SuspendedUntil string   `json:"suspended_until,omitempty"`
	Extension      string   `json:"extension_until_agreed_notice_not_seen,omitempty"`
	Status         string   `json:"status"`
	CheckedOn      string   `json:"checked_on"` // date the status was read
	Effect         string   `json:"effect"`
	WaitLowDays    Opt[int] `json:"wait_low_days,omitzero"`
	WaitHighDays   Opt[int] `json:"wait_high_days,omitzero"`
	Source         Source   `json:"source"`
	Terms          Terms    `json:"terms,omitzero"`
}

// KnownShock is a disturbance of the library, with the size the evidence gives it
// and what remains to be chosen.
type KnownShock struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Group  string `json:"group"`         // Licences and rules, Plants, Prices and duties, Demand, Logistics
	Ask    string `json:"ask,omitempty"` // what replaces the ? of Hits: supplier, stream, pool, parts, currency, country
	Shock  Shock  `json:"shock"`         // without a start
	Edits  []Edit `json:"edits,omitempty"`
	Size   string `json:"size"` // why this size
	Source Source `json:"source"`
}

// Terms of a regulation that decide whom it reaches and for how long.
type Terms struct {
	Kind           string   `json:"kind,omitempty"`      // export_licence, entity_list, procurement_ban, …
	Threshold      string   `json:"threshold,omitempty"` // as printed
	StatutoryDays  Opt[int] `json:"statutory_days,omitzero"`
	StatutoryBasis string   `json:"statutory_basis,omitempty"` // working days
	OtherPeriod    string   `json:"other_period,omitempty"`    // 365 days validity, no statutory limit, …
	Reality        string   `json:"reality,omitempty"`         // what is reported of practice
}

// Evidence is a reported fact on approvals, waits and stoppages.
type Evidence struct {
	Period     string       `json:"period"`
	Origin     string       `json:"origin"`
	Population string       `json:"population"`
	Metric     string       `json:"metric"` // approval_share, over_statutory_time, monthly_magnet_exports_t, …
	Value      Opt[float64] `json:"value,omitzero"`
	Unit       string       `json:"unit,omitempty"`
	Detail     string       `json:"detail,omitempty"`
	Comment    string       `json:"comment,omitempty"`
	Source     Source       `json:"source"`
}

// PricePoint is a price of an element on a day, one of a series on one market.
type PricePoint struct {
	Element string      `json:"element"` // NdPr for the two together
	Basis   MarketBasis `json:"basis"`
	Date    string      `json:"date"`  // year-month-day
	Price   float64     `json:"price"` // of a kilogram, in the currency of the series
	Source  Source      `json:"source"`
}

// KnownSupplier is a site of a company in the reference table.
type KnownSupplier struct {
	Ref             string `json:"ref"`
	Company         string `json:"company"`
	Site            string `json:"site,omitempty"`
	Country         string `json:"country"`
	Stage           string `json:"stage"`
	ChinaDependence string `json:"china_feed_dependence,omitempty"` // none, low, medium, high, unknown, origin CN
	Owner           string `json:"owner,omitempty"`
	ParentCountry   string `json:"parent_country,omitempty"`
	Notes           string `json:"notes,omitempty"`
	Source          Source `json:"source"`
}

// Country is a country with the groups that rules speak of.
type Country struct {
	ISO2       string       `json:"iso2"`
	Name       string       `json:"name"`
	Region     string       `json:"region"`
	EU         bool         `json:"eu"`
	USCovered  bool         `json:"us_covered"` // US defence covered country
	Currency   string       `json:"currency,omitempty"`
	Governance Opt[float64] `json:"governance,omitzero"` // 0 to 1, higher is better
	Source     Source       `json:"source"`
}

// Facts is the reference knowledge a plan rests on. The planner is handed it;
// it never reads it by itself.
type Facts struct {
	Grades      []Grade
	Materials   []Material
	Elements    []Element
	Regulations []Regulation
	Countries   []Country
	Lanes       []Lane    // reference freight, marked as defaults
	Duties      DutyTable // dated duty layers; nil when there are none
	DutyRows    []DutyRow `json:"-"` // what Duties answers from, as printed
	Evidence    []Evidence
	Suppliers   []KnownSupplier
	Shocks      []KnownShock `json:"-"` // the library of what-ifs; no plan depends on it
	Prices      []PricePoint `json:"-"` // series of prices, oldest first; no plan depends on them

	index *factIndex
}

// Supplier finds a site of the reference table by its id.
func (f *Facts) Supplier(ref string) (KnownSupplier, bool) {
	for _, s := range f.Suppliers {
		if s.Ref == ref && ref != "" {
			return s, true
		}
	}
	return KnownSupplier{}, false
}

// NameKey folds a name for comparison: letters and digits only, lower case.
func NameKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// Grade finds a grade by name or alias; the last match wins, so that a user's
// row placed after the shipped ones overrides them.
func (f *Facts) Grade(name string) (Grade, bool) {
	if f == nil {
		return Grade{}, false
	}
	if f.index.holdsGrades(f.Grades) {
		i, ok := f.index.grades.find(name)
		if !ok {
			return Grade{}, false
		}
		return f.Grades[i], true
	}
	key := NameKey(name)
	if key == "" {
		return Grade{}, false
	}
	for i := len(f.Grades) - 1; i >= 0; i-- {
		if matches(key, f.Grades[i].Name, f.Grades[i].Aliases) {
			return f.Grades[i], true
		}
	}
	return Grade{}, false
}

// Material finds a material by id, name or alias.
func (f *Facts) Material(id string) (Material, bool) {
	if f == nil {
		return Material{}, false
	}
	if f.index.holdsMaterials(f.Materials) {
		i, ok := f.index.materials.find(id)
		if !ok {
			return Material{}, false
		}
		return f.Materials[i], true
	}
	key := NameKey(id)
	if key == "" {
		return Material{}, false
	}
	for i := len(f.Materials) - 1; i >= 0; i-- {
		m := &f.Materials[i]
		if hasKey(m.ID, key) || matches(key, m.Name, m.Aliases) {
			return *m, true
		}
	}
	return Material{}, false
}

// Element finds an element by symbol.
func (f *Facts) Element(symbol string) (Element, bool) {
	for i := len(f.Elements) - 1; i >= 0; i-- {
		if f.Elements[i].Symbol == symbol {
			return f.Elements[i], true
		}
	}
	return Element{}, false
}

// Regulation finds a regulation by id.
func (f *Facts) Regulation(id string) (Regulation, bool) {
	for i := len(f.Regulations) - 1; i >= 0; i-- {
		if f.Regulations[i].ID == id {
			return f.Regulations[i], true
		}
	}
	return Regulation{}, false
}

// Country finds a country by its ISO code.
func (f *Facts) Country(iso2 string) (Country, bool) {
	if f == nil {
		return Country{}, false
	}
	for i := len(f.Countries) - 1; i >= 0; i-- {
		if f.Countries[i].ISO2 == iso2 {
			return f.Countries[i], true
		}
	}
	return Country{}, false
}

func matches(key, name string, aliases []string) bool {
	if hasKey(name, key) {
		return true
	}
	for _, a := range aliases {
		if hasKey(a, key) {
			return true
		}
	}
	return false
}

// letterOrDigit is unicode's answer for a plain character.
func letterOrDigit(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
}

// hasKey reports NameKey(name) == key without making the key: lookups run
// through every alias of every grade, most of which differ in the first letter.
func hasKey(name, key string) bool {
	if len(name) > 0 && len(key) > 0 && name[0] < utf8.RuneSelf && key[0] < utf8.RuneSelf && name[0]|0x20 != key[0]|0x20 &&
		letterOrDigit(name[0]) {
		return false
	}
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		k, n := utf8.DecodeRuneInString(key)
		if n == 0 || k != unicode.ToLower(r) {
			return false
		}
		key = key[n:]
	}
	return key == ""
}
