package planner

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// RuleType is the metric a rule limits.
type RuleType string

const (
	CountryShareMax        RuleType = "country_share_max"
	SupplierShareMax       RuleType = "supplier_share_max"
	SupplierShareMin       RuleType = "supplier_share_min"
	LicenceShareMax        RuleType = "licence_dependent_share_max"
	RecycledContentMin     RuleType = "recycled_content_min"
	MinSuppliers           RuleType = "min_suppliers"
	MaxSuppliers           RuleType = "max_suppliers"
	CoverMin               RuleType = "weeks_of_cover_min"
	QualificationBudgetMax RuleType = "qualification_budget_max"
	PurchaseBudgetMax      RuleType = "purchase_budget_max"
	StockValueMax          RuleType = "stock_value_max"
	CoveredCountryBan      RuleType = "covered_country_ban"
	CO2IntensityMax        RuleType = "co2_intensity_max"
)

// RuleTypes lists every metric in the order pages show them.
var RuleTypes = []RuleType{CountryShareMax, SupplierShareMax, SupplierShareMin, LicenceShareMax,
	RecycledContentMin, MinSuppliers, MaxSuppliers, CoverMin, QualificationBudgetMax,
	PurchaseBudgetMax, StockValueMax, CoveredCountryBan, CO2IntensityMax}

// Window says over which time a rule is measured.
type Window string

const (
	EveryMonth  Window = "every_month"
	EveryOrder  Window = "every_order"
	PerQuarter  Window = "per_quarter"
	PerHalfYear Window = "per_half_year"
	PerYear     Window = "per_calendar_year"
	WholePlan   Window = "whole_plan"
)

// Basis of a share.
type Basis string

const (
	ByMass  Basis = "mass"
	ByValue Basis = "value"
)

// Rule is a limit in four blanks: metric, scope, limit, window.
type Rule struct {
	ID        string   `json:"id"`
	Type      RuleType `json:"type"`
	Scope     string   `json:"scope"`              // all, part:ID, part_prefix:X, application:NAME, criticality:A, all_parts_together
	Supplier  string   `json:"supplier,omitempty"` // supplier or group a supplier share speaks of; "" is every group
	Elements  []string `json:"elements,omitempty"` // none means all
	Stages    []Stage  `json:"stages,omitempty"`
	Countries []string `json:"countries,omitempty"`
	Basis     string   `json:"basis,omitempty"` // as written: mass, value, or the unit of a budget
	Bound     string   `json:"bound,omitempty"` // max or min
	// ValueFrom and ValueTo are the limit of the first and the last window,
	// straight line between, in the unit of the metric: percent, count, weeks,
	// money or kg CO2 per kg.
	ValueFrom  Opt[float64] `json:"value_from,omitzero"`
	ValueTo    Opt[float64] `json:"value_to,omitzero"`
	FromMonth  Opt[Month]   `json:"from_month,omitzero"` // missing is the start of the plan
	ToMonth    Opt[Month]   `json:"to_month,omitzero"`   // missing is its end
	Window     Window       `json:"window"`
	Hard       bool         `json:"hard"`
	Penalty    string       `json:"penalty,omitempty"` // of a soft rule, as written
	Regulation string       `json:"regulation,omitempty"`
	Note       string       `json:"note,omitempty"`
	Off        bool         `json:"off,omitempty"`
	// ExemptStock is a kind of stock a ban lets stand until ExemptUntil.
	ExemptStock string     `json:"exempt_stock,omitempty"`
	ExemptUntil Opt[Month] `json:"exempt_until,omitzero"`
	// ExemptRecycledIn is a country whose recycled magnets a ban lets pass.
	ExemptRecycledIn string `json:"exempt_recycled_in,omitempty"`
}

// Basis of the rule's share: value when it says so, else mass.
func (r *Rule) ShareBasis() Basis {
	if strings.HasPrefix(strings.ToLower(r.Basis), "value") {
		return ByValue
	}
	return ByMass
}

// Law reports a rule that is law and not the buyer's own wish; the cheapest
// plan without optional rules keeps it.
func (r *Rule) Law() bool { return r.Type == CoveredCountryBan }

// InPercent reports whether the limit is a percentage.
func (t RuleType) InPercent() bool {
	switch t {
	case CountryShareMax, SupplierShareMax, SupplierShareMin, LicenceShareMax, RecycledContentMin:
		return true
	}
	return false
}

// IsMin reports whether the limit is a least value.
func (t RuleType) IsMin() bool {
	switch t {
	case SupplierShareMin, RecycledContentMin, MinSuppliers, CoverMin:
		return true
	}
	return false
}

// Covers reports whether the rule speaks of a part. An unknown form of scope
// covers nothing; validation names it.
func (r *Rule) Covers(p *Part) bool {
	kind, value, _ := strings.Cut(r.Scope, ":")
	switch kind {
	case "", "all", "all_parts_together":
		return true
	case "part":
		return p.ID == value
	case "part_prefix":
		return strings.HasPrefix(p.ID, value)
	case "application":
		return p.Application == value
	case "criticality":
		return p.Criticality == value
	}
	return false
}

// ScopeProblem says what is wrong with the scope, or "".
func (r *Rule) ScopeProblem() string {
	kind, value, found := strings.Cut(r.Scope, ":")
	switch kind {
	case "", "all", "all_parts_together":
		return ""
	case "part", "part_prefix", "application", "criticality":
		if found && value != "" {
			return ""
		}
	}
	return fmt.Sprintf("scope %q is not one of all, part:ID, part_prefix:X, application:NAME, criticality:A, all_parts_together", r.Scope)
}

// Span is a run of plan months, first to last, both counted from the start of
// the plan.
type Span struct{ First, Last int }

// Has reports whether a month lies in the span.
func (s Span) Has(t int) bool { return t >= s.First && t <= s.Last }

// RuleWindow is one window of a rule with the limit that holds in it.
type RuleWindow struct {
	Span
	Label string  // "2027", "2027 H1", "2027-05", "plan"
	Limit float64 // in the unit of the metric
}

// Windows cuts the life of a rule into its windows and gives each its limit:
// ValueFrom in the first, ValueTo in the last, a straight line between.
func (r *Rule) Windows(p *Project) []RuleWindow {
	first, last := 0, p.Months-1
	if r.FromMonth.OK {
		first = max(first, int(r.FromMonth.V-p.Start))
	}
	if r.ToMonth.OK {
		last = min(last, int(r.ToMonth.V-p.Start))
	}
	if first > last {
		return nil
	}
	var ws []RuleWindow
	for t := first; t <= last; t++ {
		label := r.windowLabel(p.Start + Month(t))
		if len(ws) > 0 && ws[len(ws)-1].Label == label {
			ws[len(ws)-1].Last = t
			continue
		}
		ws = append(ws, RuleWindow{Span: Span{t, t}, Label: label})
	}
	from := r.ValueFrom.Or(r.ValueTo.V)
	to := r.ValueTo.Or(from)
	// The line runs over the rule's own life, of which the plan may see only a part.
	before, total := r.windowsBefore(p, first), r.windowsInLife(p, first, last, len(ws))
	for i := range ws {
		ws[i].Limit = from
		if total > 1 {
			ws[i].Limit = from + (to-from)*float64(before+i)/float64(total-1)
		}
	}
	return ws
}

func (r *Rule) windowLabel(m Month) string {
	switch r.Window {
	case WholePlan:
		return "plan"
	case PerYear:
		return strconv.Itoa(m.Year())
	case PerHalfYear:
		return fmt.Sprintf("%d H%d", m.Year(), (m.Number()+5)/6)
	case PerQuarter:
		return fmt.Sprintf("%d Q%d", m.Year(), (m.Number()+2)/3)
	}
	return m.String()
}

// windowsBefore counts the rule's windows that ended before the plan starts.
func (r *Rule) windowsBefore(p *Project, first int) int {
	if !r.FromMonth.OK {
		return 0
	}
	return r.countWindows(r.FromMonth.V, p.Start+Month(first)-1, r.windowLabel(p.Start+Month(first)))
}

func (r *Rule) windowsInLife(p *Project, first, last, inPlan int) int {
	n := r.windowsBefore(p, first) + inPlan
	if r.ToMonth.OK {
		n += r.countWindows(p.Start+Month(last)+1, r.ToMonth.V, r.windowLabel(p.Start+Month(last)))
	}
	return n
}

func (r *Rule) countWindows(from, to Month, except string) int {
	if to-from > 1200 {
		to = from + 1200
	}
	n, prev := 0, except
	for m := from; m <= to; m++ {
		if l := r.windowLabel(m); l != prev && l != except {
			n++
			prev = l
		}
	}
	return n
}

// PenaltyKind is how the penalty of a soft rule is counted.
type PenaltyKind int

const (
	PenaltyReported PenaltyKind = iota // nothing is charged; the excess is reported
	PenaltyCover                       // share of a month's need (value) per missing week and month
	PenaltyMoney                       // plan currency per unit of excess
)

// Penalty is a soft rule's penalty, read from its words.
type Penalty struct {
	Kind  PenaltyKind
	Value float64 // a share for PenaltyCover, plan currency per unit for PenaltyMoney
	Unit  string  // what PenaltyMoney is counted per: "tonne CO2", "point", "unit"
}

var (
	coverPenalty = regexp.MustCompile(`^([0-9.]+) (?:percent|%) of value per missing week and month$`)
	moneyPenalty = regexp.MustCompile(`^([0-9.]+) ([A-Z]{3}) per (.+?)(?: above| below| missing)?$`)
)

// ReadPenalty reads the penalty of a soft rule. It knows three forms: "0.4
// percent of value per missing week and month", "350 DKK per tonne CO2 above"
// and any wording with "reported" (nothing is charged). Cover penalties are a
// share of the value of one month's need, so that they exceed the carrying cost
// of the missing week at usual rates.
func (r *Rule) ReadPenalty() (Penalty, error) {
	text := strings.TrimSpace(r.Penalty)
	if text == "" || strings.Contains(text, "reported") {
		return Penalty{}, nil
	}
	if m := coverPenalty.FindStringSubmatch(text); m != nil {
		v, err := strconv.ParseFloat(m[1], 64)
		return Penalty{Kind: PenaltyCover, Value: v / 100}, err
	}
	if m := moneyPenalty.FindStringSubmatch(text); m != nil {
		v, err := strconv.ParseFloat(m[1], 64)
		return Penalty{Kind: PenaltyMoney, Value: v, Unit: m[3]}, err
	}
	return Penalty{}, fmt.Errorf("penalty %q is not understood; write for example \"0.4 percent of value per missing week and month\", \"350 EUR per tonne CO2 above\" or \"reported\"", r.Penalty)
}
