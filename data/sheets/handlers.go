package sheets

import (
	"remanence/planner"
)

// handler of the kind.
func (b *builder) handler() handler {
	switch b.Mapping.Kind {
	case Materials:
		return newDemand(b, true)
	case Offers:
		return newOffers(b)
	case Suppliers:
		return newSuppliers(b)
	case Capacity:
		return newCapacity(b)
	case Stock:
		return &stockHandler{b, newStockWriter(b)}
	case Origins:
		return newOrigins(b)
	case Prices:
		return newPrices(b)
	case TakeBack:
		return newPlain(b, "stream", "stream_id", b.env.Project.Streams, &b.p.Streams, func(r *planner.Stream) string { return r.ID },
			func(name string) (planner.Field[planner.Stream], bool) {
				if f, ok := planner.YieldField(name); ok {
					return f, true
				}
				return fieldNamed(planner.StreamFields, name)
			}, func(id string) planner.Stream { return planner.Stream{ID: id, Currency: b.p.Currency} })
	case Rules:
		return newPlain(b, "rule", "rule_id", b.env.Project.Rules, &b.p.Rules, func(r *planner.Rule) string { return r.ID },
			func(name string) (planner.Field[planner.Rule], bool) { return fieldNamed(planner.RuleFields, name) },
			func(id string) planner.Rule { return planner.Rule{ID: id, Hard: true, Scope: "all"} })
	case FX:
		return &fxHandler{b: b, rates: map[string]string{}}
	case Budget:
		return &budgetHandler{demandHandler: newDemand(b, false)}
	}
	return newDemand(b, false)
}
