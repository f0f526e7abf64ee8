package library

import (
	"errors"
	"slices"
	"strings"

	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
)

// besideOwn lists the rows that ship, each as the buyer has it where he replaces it, and
// the buyer's own that ship not; his come first.
func besideOwn[T any](shipped, own []T, id func(*T) string, row func(x *T, own, added bool) Row) []Row {
	mine := map[string]*T{}
	for i := range own {
		mine[id(&own[i])] = &own[i]
	}
	var out []Row
	for i := range shipped {
		x := &shipped[i]
		name := id(x)
		if mine[name] != nil {
			x = mine[name]
		}
		out = append(out, row(x, mine[name] != nil, false))
		delete(mine, name)
	}
	for i := range own {
		if mine[id(&own[i])] != nil {
			out = append(out, row(&own[i], true, true))
		}
	}
	return ownFirst(out)
}

// figureTyped reads a figure that may be left out; what stands there as it is shown
// stays as it is, to the last digit.
func figureTyped(text string, was planner.Opt[float64]) (planner.Opt[float64], error) {
	if was.OK && text == figures.Auto(was.V) {
		return was, nil
	}
	a, typed, err := entry.Number(text, "12.5")
	if err != nil || !typed {
		return planner.Opt[float64]{}, err
	}
	v, err := planner.ParseNumber(a.Digits)
	if err == nil && v < 0 {
		err = errors.New(tr.T("enter 0 or more"))
	}
	return planner.Some(v), err
}

// countryOptions are the countries by their names.
func (p *Page) countryOptions() []ui.Option {
	var out []ui.Option
	for _, c := range p.session.Facts().Countries {
		out = append(out, ui.Option{ID: c.ISO2, Label: words.Country(p.session.Facts(), c.ISO2), Detail: c.ISO2})
	}
	slices.SortFunc(out, func(a, b ui.Option) int { return strings.Compare(a.Label, b.Label) })
	return out
}

// goTo chooses the row of a new fact.
func (p *Page) goTo(id string) {
	p.reload()
	if i := p.table.Find(id); i >= 0 {
		p.grid.Select(i, 0)
	}
}
