package planner

import (
	"fmt"
	"strconv"
	"strings"
)

// OfferFields are the columns of the offers table beside its price tiers and
// index terms.
var OfferFields = concat(quotationFields, contractFields, deliveryFields, gateFields, swarfFields)

func concat[T any](lists ...[]Field[T]) []Field[T] {
	var out []Field[T]
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}

// contractFields say how the price moves and what binds the two sides.
var contractFields = []Field[Offer]{
	textField("contract", "Contract", func(r *Offer) *string { return &r.Contract }),
	formulaMoney("price_fixed", "Fixed part", func(f *PriceFormula) *Decimal { return &f.Fixed }),
	{Name: "index_lag_months", Title: "Index lag", Unit: "months",
		Get: func(r *Offer) string {
			if r.Formula.V.LagMonths.OK {
				return strconv.Itoa(r.Formula.V.LagMonths.V)
			}
			return ""
		},
		Set: func(r *Offer, s string) error {
			var v Opt[int]
			if strings.TrimSpace(s) != "" {
				n, err := ParseWhole(s)
				if err != nil {
					return err
				}
				v = Some(n)
			}
			r.Formula.V.LagMonths = v
			r.tidyFormula()
			return nil
		}},
	optMoneyField("price_cap", "Price cap", "offer currency", func(r *Offer) *Opt[Decimal] { return &r.PriceCap }),
	optMoneyField("price_floor", "Price floor", "offer currency", func(r *Offer) *Opt[Decimal] { return &r.PriceFloor }),
	optPercentField("deposit_pct", "Paid with the order", func(r *Offer) *Opt[float64] { return &r.Deposit }),
	optMoneyField("take_or_pay_charge_per_kg", "Take-or-pay charge", "offer currency per kg", func(r *Offer) *Opt[Decimal] { return &r.TakeOrPayCharge }),
	optPercentField("take_or_pay_charge_pct", "Take-or-pay charge, share of price", func(r *Offer) *Opt[float64] { return &r.TakeOrPayShare }),
	optMoneyField("tooling_cost", "Tooling cost", "plan currency", func(r *Offer) *Opt[Decimal] { return &r.ToolingCost }),
	optMoneyField("exit_cost", "Exit cost", "plan currency", func(r *Offer) *Opt[Decimal] { return &r.ExitCost }),
}

// deliveryFields say how the goods travel.
var deliveryFields = []Field[Offer]{
	textField("freight_mode", "Freight mode", func(r *Offer) *string { return &r.FreightMode }),
	textField("ship_from", "Ships from", func(r *Offer) *string { return &r.ShipFrom }),
	textField("hs_code", "Customs code", func(r *Offer) *string { return &r.HS }),
	yesField("preference", "Preferential origin", func(r *Offer) *bool { return &r.Preference }),
	optMoneyField("expedite_per_kg", "Expedite", "offer currency per kg", func(r *Offer) *Opt[Decimal] { return &r.ExpeditePerKg }),
	optNumberField("expedite_weeks_saved", "Expedite saves", "weeks", func(r *Offer) *Opt[float64] { return &r.ExpediteWeeks }),
	optMonthField("general_licence_until", "General licence until", func(r *Offer) *Opt[Month] { return &r.Licence.GeneralUntil }),
}

// gateFields are the steps of a qualification.
var gateFields = []Field[Offer]{
	optIntField("sample_months", "Samples", "months", func(r *Offer) *Opt[int] { return &r.Gates.SampleMonths }),
	optIntField("ppap_months", "PPAP", "months", func(r *Offer) *Opt[int] { return &r.Gates.PPAPMonths }),
	optIntField("approval_months", "Approval", "months", func(r *Offer) *Opt[int] { return &r.Gates.ApprovalMonths }),
	optMonthField("sample_earliest", "Samples from", func(r *Offer) *Opt[Month] { return &r.Gates.SampleEarliest }),
	optMonthField("ppap_earliest", "PPAP from", func(r *Offer) *Opt[Month] { return &r.Gates.PPAPEarliest }),
	optMonthField("approval_earliest", "Approved from", func(r *Offer) *Opt[Month] { return &r.Gates.ApprovalEarliest }),
	optNumberField("engineering_load", "Engineering load", "a month of test", func(r *Offer) *Opt[float64] { return &r.EngineeringLoad }),
}

func yesField[T any](name, title string, at func(*T) *bool) Field[T] {
	return Field[T]{Name: name, Title: title,
		Get: func(r *T) string {
			if *at(r) {
				return "yes"
			}
			return ""
		},
		Set: func(r *T, s string) error {
			switch strings.TrimSpace(s) {
			case "yes":
				*at(r) = true
			case "", "no":
				*at(r) = false
			default:
				return fmt.Errorf("%s is not known here; use yes or leave it empty", quoted(s))
			}
			return nil
		}}
}

// formulaMoney is an amount of the price formula; 0 is none.
func formulaMoney(name, title string, at func(*PriceFormula) *Decimal) Field[Offer] {
	return Field[Offer]{Name: name, Title: title, Unit: "offer currency",
		Get: func(r *Offer) string {
			if v := at(&r.Formula.V); !v.IsZero() {
				return v.String()
			}
			return ""
		},
		Set: func(r *Offer, s string) error {
			v := Decimal{}
			if strings.TrimSpace(s) != "" {
				var err error
				if v, err = ParseMoney(s); err != nil {
					return err
				}
			}
			*at(&r.Formula.V) = v
			r.tidyFormula()
			return nil
		}}
}

// tidyFormula keeps a formula only while something is in it.
func (o *Offer) tidyFormula() {
	f := &o.Formula.V
	for n := len(f.Terms); n > 0 && f.Terms[n-1].empty(); n-- {
		f.Terms = orNil(f.Terms[:n-1])
	}
	o.Formula.OK = len(f.Terms) > 0 || !f.Fixed.IsZero() || f.LagMonths.OK
}

func (t FormulaTerm) empty() bool {
	return t.Index == "" && t.Element == "" && t.Base.IsZero() && !t.KgPerKg.OK && !t.Yield.OK && !t.PassThrough.OK
}

// termFields are the cells of one index term, after "index2_"; the bare
// "index2" names the index.
var termFields = []Field[FormulaTerm]{
	textField("", "index", func(t *FormulaTerm) *string { return &t.Index }),
	textField("element", "element", func(t *FormulaTerm) *string { return &t.Element }),
	optNumberField("kg_per_kg", "element", "kg per kg", func(t *FormulaTerm) *Opt[float64] { return &t.KgPerKg }),
	optPercentField("yield_pct", "yield", func(t *FormulaTerm) *Opt[float64] { return &t.Yield }),
	optPercentField("pass_through_pct", "pass-through", func(t *FormulaTerm) *Opt[float64] { return &t.PassThrough }),
	{Name: "base", Title: "base", Unit: "index currency per kg",
		Get: func(t *FormulaTerm) string {
			if t.Base.IsZero() {
				return ""
			}
			return t.Base.String()
		},
		Set: func(t *FormulaTerm, s string) (err error) {
			v := Decimal{}
			if strings.TrimSpace(s) != "" {
				if v, err = ParseMoney(s); err != nil {
					return err
				}
			}
			t.Base = v
			return nil
		}},
}

// IndexFields are the cells of the nth index term of an offer, from 1.
func IndexFields(n int) []Field[Offer] {
	var out []Field[Offer]
	for _, f := range termFields {
		name := fmt.Sprintf("index%d", n)
		if f.Name != "" {
			name += "_" + f.Name
		}
		out = append(out, termField(name, n, f))
	}
	return out
}

func termField(name string, n int, f Field[FormulaTerm]) Field[Offer] {
	return Field[Offer]{Name: name, Title: fmt.Sprintf("Index %d %s", n, f.Title), Unit: f.Unit,
		Get: func(r *Offer) string {
			if n > len(r.Formula.V.Terms) {
				return ""
			}
			return f.Get(&r.Formula.V.Terms[n-1])
		},
		Set: func(r *Offer, s string) error {
			var t FormulaTerm
			if n <= len(r.Formula.V.Terms) {
				t = r.Formula.V.Terms[n-1]
			}
			if err := f.Set(&t, s); err != nil {
				return err
			}
			for len(r.Formula.V.Terms) < n {
				r.Formula.V.Terms = append(r.Formula.V.Terms, FormulaTerm{})
			}
			r.Formula.V.Terms[n-1] = t
			r.tidyFormula()
			return nil
		}}
}

// IndexField is a cell of an index term by name: "index1", "index1_base".
func IndexField(name string) (Field[Offer], bool) {
	rest, ok := strings.CutPrefix(name, "index")
	num, _, _ := strings.Cut(rest, "_")
	n, err := strconv.Atoi(num)
	if !ok || err != nil || n < 1 || n > 9 || strconv.Itoa(n) != num {
		return Field[Offer]{}, false
	}
	return findField(IndexFields(n), name)
}

// OfferField is a column whose name is a pattern: a price tier or an index term.
func OfferField(name string) (Field[Offer], bool) {
	if f, ok := TierField(name); ok {
		return f, true
	}
	return IndexField(name)
}

// LaneFields are the columns of the lanes table.
var LaneFields = []Field[Lane]{
	textField("from_country", "From", func(r *Lane) *string { return &r.From }),
	textField("to_country", "To", func(r *Lane) *string { return &r.To }),
	textField("mode", "Mode", func(r *Lane) *string { return &r.Mode }),
	moneyField("cost_per_kg", "Freight", "per kg", func(r *Lane) *Decimal { return &r.PerKg }),
	textField("currency", "Currency", func(r *Lane) *string { return &r.Currency }),
	textField("source", "Source", func(r *Lane) *string { return &r.Source.Name }),
	textField("source_date", "Date", func(r *Lane) *string { return &r.Source.Date }),
}

// IndexTableFields are the columns of the index table beside its values.
var IndexTableFields = []Field[Index]{
	textField("index_id", "Index", func(r *Index) *string { return &r.ID }),
	textField("element", "Element", func(r *Index) *string { return &r.Element }),
	wordField("basis", "Market", MarketBases, func(r *Index) *MarketBasis { return &r.Basis }),
	wordField("form", "Form", []IndexForm{"", OxideForm, MetalForm}, func(r *Index) *IndexForm { return &r.Form }),
	textField("currency", "Currency", func(r *Index) *string { return &r.Currency }),
	textField("source", "Source", func(r *Index) *string { return &r.Source.Name }),
	textField("source_date", "Date", func(r *Index) *string { return &r.Source.Date }),
}

// IndexValueField is the value of an index from a month on, or with the name
// "flat" from the beginning; "" removes it.
func IndexValueField(name string) (Field[Index], bool) {
	var from Month
	title := "Value"
	if name != "flat" {
		m, err := ParseMonth(name)
		if err != nil {
			return Field[Index]{}, false
		}
		from, title = m, "Value from "+m.Label()
	}
	at := func(r *Index) int {
		for i, p := range r.Points {
			if p.From == from {
				return i
			}
		}
		return -1
	}
	return Field[Index]{Name: name, Title: title, Unit: "index currency per kg",
		Get: func(r *Index) string {
			if i := at(r); i >= 0 {
				return r.Points[i].Price.String()
			}
			return ""
		},
		Set: func(r *Index, s string) error {
			i := at(r)
			if strings.TrimSpace(s) == "" {
				if i >= 0 {
					r.Points = orNil(append(r.Points[:i:i], r.Points[i+1:]...))
				}
				return nil
			}
			v, err := ParseMoney(s)
			if err != nil {
				return err
			}
			if i >= 0 {
				r.Points[i].Price = v
				return nil
			}
			k := 0
			for k < len(r.Points) && r.Points[k].From < from {
				k++
			}
			r.Points = append(r.Points[:k:k], append([]IndexPoint{{from, v}}, r.Points[k:]...)...)
			return nil
		}}, true
}
