package award

import (
	"fmt"
	"math/rand/v2"
	"reflect"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// dated is a random project whose parts weigh anything but a kilogram and whose terms
// have dates: quotations and rules that begin and end, approvals and plants that come
// later, a general licence that ends, a duty that begins, prices that follow an index,
// stock and open orders.
func dated(seed uint64, plainOnly bool) *planner.Project {
	p := random(seed, plainOnly)
	r := rand.New(rand.NewPCG(seed, 11))
	chance := func(of float64) bool { return r.Float64() < of }
	in := func(from, to int) planner.Opt[planner.Month] {
		return planner.Some(p.Start + planner.Month(from+r.IntN(to-from+1)))
	}
	p.BuyerCountry = "US"
	p.Indices = []planner.Index{{ID: "X", Element: "Dy", Basis: planner.ExChina, Currency: "EUR"}}
	for t := 0; t < p.Months; t += 2 {
		p.Indices[0].Points = append(p.Indices[0].Points, planner.IndexPoint{From: p.Start + planner.Month(t), Price: decimal.NewFromInt(int64(20 + r.IntN(60)))})
	}
	for i := range p.Parts {
		part := &p.Parts[i]
		part.MassG = planner.Some([]float64{400, 500, 800, 1250, 1600, 2500}[r.IntN(6)]) // a price a piece has an exact one a kilogram
		p.Stock = append(p.Stock, planner.StockLot{Part: part.ID, Kind: planner.OnHand, Month: p.Start, Pieces: float64(2 * r.IntN(30))},
			planner.StockLot{Part: part.ID, Kind: planner.OpenOrder, Month: in(0, 2).V, Pieces: float64(2 * (1 + r.IntN(20)))})
	}
	for i := range p.Pools {
		x := &p.Pools[i]
		x.Steps = append(x.Steps, planner.CapacityStep{From: in(1, p.Months-1).V, KgPerMonth: float64(20 + r.IntN(90))})
	}
	for i := range p.Offers {
		o := &p.Offers[i]
		if chance(0.3) {
			o.Duty, o.HS = planner.Opt[float64]{}, "850511"
		}
		if chance(0.3) {
			o.Formula = planner.Some(planner.PriceFormula{Terms: []planner.FormulaTerm{{Element: "Dy", KgPerKg: planner.Some(0.05), Index: "X", Base: money("35").V}}})
		}
		if o.Supplier == "S1" {
			continue // always there
		}
		switch r.IntN(5) {
		case 0:
			o.ValidTo = in(1, p.Months-1)
		case 1:
			o.ValidFrom = in(1, 2)
		case 2:
			if o.Status == planner.Qualified {
				o.Status, o.QualifiedFrom = planner.InProgress, in(1, 2)
			} else {
				o.Gates = planner.Gates{SampleEarliest: in(1, 2)}
			}
		case 3:
			o.Licence = planner.ParseLicence("R general licence")
			o.Licence.WaitP50, o.Licence.GeneralUntil = planner.Some(35.0), in(0, 3)
		}
	}
	if chance(0.5) {
		p.Rules[0].FromMonth = in(1, 2)
	}
	if chance(0.5) {
		p.Rules[1].ToMonth = in(2, p.Months-1)
	}
	return p
}

// datedFacts are the facts of such a project: a duty that begins in its third month.
func datedFacts(p *planner.Project) *planner.Facts { return dutiable(p.Start + 2) }

// laterBy moves every date of a project.
func laterBy(p *planner.Project, months planner.Month) {
	var move func(v reflect.Value)
	move = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Int, reflect.Int32, reflect.Int64:
			if v.Type() == reflect.TypeFor[planner.Month]() && v.Int() != 0 && v.CanSet() {
				v.SetInt(v.Int() + int64(months))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				move(v.Field(i))
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				move(v.Index(i))
			}
		case reflect.Pointer:
			if !v.IsNil() {
				move(v.Elem())
			}
		}
	}
	move(reflect.ValueOf(p).Elem())
}

// shuffled is a project with every list in another order but rules, whose order is their
// rank, and those that name an order of their own.
func shuffled(p *planner.Project, seed uint64) (q *planner.Project, lists map[string]bool) {
	q, lists = p.Clone(), map[string]bool{}
	r := rand.New(rand.NewPCG(seed, 1))
	v := reflect.ValueOf(q).Elem()
	for i := range v.NumField() {
		name, list := v.Type().Field(i).Name, v.Field(i)
		if list.Kind() != reflect.Slice || list.Len() < 2 || name == "Rules" || !list.CanSet() {
			continue
		}
		before := fmt.Sprintf("%+v", list)
		swap := reflect.Swapper(list.Interface())
		for tries := 0; tries < 20 && !lists[name]; tries++ {
			r.Shuffle(list.Len(), swap)
			lists[name] = fmt.Sprintf("%+v", list) != before
		}
	}
	return q, lists
}
