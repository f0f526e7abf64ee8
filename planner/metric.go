package planner

import "slices"

// LimitUnit is what a rule's limit is counted in.
type LimitUnit string

const (
	UnitPercent   LimitUnit = "percent"
	UnitSuppliers LimitUnit = "suppliers"
	UnitWeeks     LimitUnit = "weeks"
	UnitDays      LimitUnit = "days"
	UnitKg        LimitUnit = "kg"
	UnitMoney     LimitUnit = "money" // plan currency, or the one the rule's basis names
	UnitCO2       LimitUnit = "kg CO2 per kg"
)

// Metric is what can be said of a rule type without a plan: which way its limit
// runs, in what unit, which blanks it reads and which it cannot do without, and
// its sentence. planner/award holds the other half, the rows of the model and
// the value on a plan.
type Metric struct {
	Type    RuleType
	Title   string // as a heading
	Min     bool   // the limit is a least value
	Unit    LimitUnit
	Reads   Blanks
	Needs   Blanks
	Law     bool // stands in law rather than in the buyer's own wish
	AtOrder bool // every_order has a meaning: no single order may miss the limit
	Monthly bool // measured at the end of every month, whatever the window
	// Phrase is the sentence with its blanks in braces. It is printed and read back
	// by the same text (rule_words.go, rule_read.go).
	Phrase string
}

// Blanks are the blanks of a sentence that only some metrics have.
type Blanks struct{ Supplier, Element, Stage, Country, Basis bool }

// Fields are the columns of the rules table that hold the blanks.
func (b Blanks) Fields() []string {
	var out []string
	for _, x := range []struct {
		has   bool
		field string
	}{{b.Supplier, "supplier"}, {b.Element, "element"}, {b.Stage, "stage"}, {b.Country, "country"}, {b.Basis, "basis"}} {
		if x.has {
			out = append(out, x.field)
		}
	}
	return out
}

// Metrics is the registry, in the order of RuleTypes.
var Metrics = []Metric{
	{Type: CountryShareMax, Title: "Largest share of a country", Unit: UnitPercent, Reads: Blanks{Element: true, Stage: true, Country: true, Basis: true}, Needs: Blanks{Stage: true, Country: true},
		Phrase: "at most {limit} of {subject} from {country}{scope}"},
	{Type: CountryShareMin, Title: "Least share of a country", Min: true, Unit: UnitPercent, Reads: Blanks{Element: true, Stage: true, Country: true, Basis: true}, Needs: Blanks{Stage: true, Country: true},
		Phrase: "at least {limit} of {subject} from {country}{scope}"},
	{Type: SupplierShareMax, Title: "Largest share of a supplier", Unit: UnitPercent, Reads: Blanks{Supplier: true, Basis: true},
		Phrase: "at most {limit} of {basis} from {supplier}{scope}"},
	{Type: SupplierShareMin, Title: "Least share of a supplier", Min: true, Unit: UnitPercent, Reads: Blanks{Supplier: true, Basis: true}, Needs: Blanks{Supplier: true},
		Phrase: "at least {limit} of {basis} from {supplier}{scope}"},
	{Type: AwardShareMin, Title: "Least award once awarded", Min: true, Unit: UnitPercent,
		Phrase: "at least {limit} of need for every supplier group that gets any{scope}"},
	{Type: VolumeMin, Title: "Volume reserved with a supplier", Min: true, Unit: UnitKg, Reads: Blanks{Supplier: true}, Needs: Blanks{Supplier: true},
		Phrase: "at least {limit} from {supplier}{scope}"},
	{Type: VolumeMax, Title: "Largest volume from a supplier", Unit: UnitKg, Reads: Blanks{Supplier: true}, Needs: Blanks{Supplier: true},
		Phrase: "at most {limit} from {supplier}{scope}"},
	{Type: LicenceShareMax, Title: "Largest share that needs a licence", Unit: UnitPercent, Reads: Blanks{Element: true, Basis: true},
		Phrase: "at most {limit} of {basis}{element} needing an export licence{scope}"},
	{Type: RecycledContentMin, Title: "Least recycled content", Min: true, Unit: UnitPercent, Reads: Blanks{Element: true, Stage: true, Basis: true},
		Phrase: "at least {limit} recycled content of {basis}{element}{stage}{scope}"},
	{Type: MinSuppliers, Title: "Least number of suppliers", Min: true, Unit: UnitSuppliers, Phrase: "at least {limit}{scope}"},
	{Type: MaxSuppliers, Title: "Largest number of suppliers", Unit: UnitSuppliers, Phrase: "at most {limit}{scope}"},
	{Type: CoverMin, Title: "Least weeks of cover", Min: true, Unit: UnitWeeks, Monthly: true, Phrase: "at least {limit} of cover{scope}"},
	{Type: QualificationBudgetMax, Title: "Budget for tests", Unit: UnitMoney, Phrase: "at most {limit} for qualification{scope}"},
	{Type: RedesignBudgetMax, Title: "Budget for redesigns", Unit: UnitMoney, Phrase: "at most {limit} for redesign{scope}"},
	{Type: PurchaseBudgetMax, Title: "Budget for purchases", Unit: UnitMoney, Phrase: "purchases of at most {limit}{scope}"},
	{Type: StockValueMax, Title: "Largest stock value", Unit: UnitMoney, Monthly: true, Phrase: "stock worth at most {limit}{scope}"},
	{Type: LeadTimeMax, Title: "Longest lead time", Unit: UnitWeeks, AtOrder: true, Phrase: "lead time of at most {limit}{scope}"},
	{Type: PaymentDaysMin, Title: "Shortest payment term", Min: true, Unit: UnitDays, AtOrder: true, Phrase: "payment at least {limit} after arrival{scope}"},
	{Type: CoveredCountryBan, Title: "Ban of countries (law)", Law: true, Unit: UnitKg, AtOrder: true, Reads: Blanks{Element: true, Stage: true, Country: true}, Needs: Blanks{Stage: true, Country: true},
		Phrase: "nothing from {country}{stage}{element}{scope}{exempt}"},
	{Type: CO2IntensityMax, Title: "Largest CO2 per kg", Unit: UnitCO2, Phrase: "at most {limit}{scope}"},
}

// Metric is the metric of a type; false for a word that is none.
func (t RuleType) Metric() (Metric, bool) {
	i := slices.IndexFunc(Metrics, func(m Metric) bool { return m.Type == t })
	if i < 0 {
		return Metric{}, false
	}
	return Metrics[i], true
}

// Unit is what the limit is counted in, "" for a word that is no metric.
func (t RuleType) Unit() LimitUnit {
	m, _ := t.Metric()
	return m.Unit
}

// InPercent reports whether the limit is a percentage.
func (t RuleType) InPercent() bool { return t.Unit() == UnitPercent }

// IsMin reports whether the limit is a least value.
func (t RuleType) IsMin() bool {
	m, _ := t.Metric()
	return m.Min
}

// Law reports a rule that is law and not the buyer's own wish; the cheapest
// plan without optional rules keeps it.
func (r *Rule) Law() bool {
	m, _ := r.Type.Metric()
	return m.Law
}

// EachOrder reports a rule that no single order may miss.
func (r *Rule) EachOrder() bool {
	m, _ := r.Type.Metric()
	return m.AtOrder && r.Window == EveryOrder
}
