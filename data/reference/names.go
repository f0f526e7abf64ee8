package reference

import "remanence/planner"

// names finds rows by every name they go by. The keys are folded by
// planner.NameKey; the values are places in the slices of Tables.
type names struct {
	grades, materials, countries, currencies map[string]int

	gradeAliases, materialAliases [][]string // by row
}

// labels is what one row is called: its fixed names and the aliases proposed
// for it.
type labels struct{ fixed, aliases []string }

// index gives every row its names. An alias that two rows could claim, or that
// is another row's own name, is given to none: a guess between two grades
// would put the wrong dysprosium into a plan.
func index(rows []labels) (places map[string]int, aliases [][]string) {
	places = map[string]int{}
	for i, row := range rows {
		for _, name := range row.fixed {
			places[planner.NameKey(name)] = i
		}
	}
	claims := map[string]int{}
	for i, row := range rows {
		for _, alias := range row.aliases {
			key := planner.NameKey(alias)
			if before, taken := claims[key]; taken && before != i {
				claims[key] = ambiguous
			} else if !taken {
				claims[key] = i
			}
		}
	}
	aliases = make([][]string, len(rows))
	for i, row := range rows {
		for _, alias := range row.aliases {
			key := planner.NameKey(alias)
			_, known := places[key]
			if known || key == "" || claims[key] != i {
				continue
			}
			places[key] = i
			aliases[i] = append(aliases[i], alias)
		}
	}
	return places, aliases
}

const ambiguous = -1

func (t *Tables) index() names {
	var n names
	n.grades, n.gradeAliases = index(gradeLabels(t.Grades))
	n.materials, n.materialAliases = index(materialLabels(t.Materials, t.Elements))
	n.countries, _ = index(countryLabels(t.Countries))
	n.currencies, _ = index(currencyLabels(t.FX))
	return n
}

// pick gives the row a name stands for.
func pick[T any](rows []T, places map[string]int, name string) (T, bool) {
	i, ok := places[planner.NameKey(name)]
	if !ok {
		var none T
		return none, false
	}
	return rows[i], true
}

// Grade finds a grade by name or alias: N42SH, 42SH, NdFeB N42SH, N 42 SH.
func (t *Tables) Grade(name string) (GradeRow, bool) { return pick(t.Grades, t.names.grades, name) }

// Material finds a material by id, name or alias: M001, NdPr oxide,
// neodymium-praseodymium oxide.
func (t *Tables) Material(name string) (MaterialRow, bool) {
	return pick(t.Materials, t.names.materials, name)
}

// Country finds a country, or the group EU, by ISO code of two or three
// letters, name or alias.
func (t *Tables) Country(name string) (CountryRow, bool) {
	return pick(t.Countries, t.names.countries, name)
}

// Currency finds a currency by ISO code, name or an unmistakable sign: EUR,
// euro, €. The signs $ and £ are read as US dollar and pound sterling; ¥ and kr
// stand for several currencies and find none.
func (t *Tables) Currency(name string) (FXRow, bool) {
	if code, ok := currencySigns[name]; ok {
		name = code
	}
	return pick(t.FX, t.names.currencies, name)
}
