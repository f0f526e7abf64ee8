package sources

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"remanence/app/entry"
	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/words"
	"remanence/planner"
)

// change is what one edited cell means for the project.
type change struct {
	cell  grid.Edit
	edits []planner.Edit
}

// Apply implements grid.Model: everything that can be taken becomes one change
// of the project, so that one undo takes a whole paste back.
func (c *Comparison) Apply(cells []grid.Edit) []grid.Refusal {
	var refused []grid.Refusal
	refuse := func(e grid.Edit, why string) {
		refused = append(refused, entry.Refuse(e, why))
	}
	var changes []change
	newcomers := map[string]bool{}
	for _, e := range cells {
		edits, err := c.cellEdits(e, newcomers)
		switch {
		case err != nil:
			refuse(e, words.Said(err.Error()))
		case len(edits) > 0:
			changes = append(changes, change{e, edits})
		}
	}
	name := tr.F("%s of offers", tr.N(len(changes), "%s cell", "%s cells"))
	if len(changes) == 1 {
		e := changes[0].cell
		title, _, _ := strings.Cut(c.rows[e.Row].title, ",")
		name = tr.F("%s of %s@@title", title, c.Offer(e.Col))
	}
	var all []planner.Edit
	for _, x := range changes {
		all = append(all, x.edits...)
	}
	if len(all) > 0 {
		if err := c.doc.Apply(name, all...); err != nil {
			refuse(changes[0].cell, words.Said(err.Error()))
		}
	}
	c.refused = entry.RefusedOf(refused)
	return refused
}

// cellEdits are the edits of one cell; none when it says what is there already.
// newcomers are the suppliers that the same change has added.
func (c *Comparison) cellEdits(e grid.Edit, newcomers map[string]bool) ([]planner.Edit, error) {
	l, s := &c.rows[e.Row], &c.sources[e.Col-1]
	currency := c.currency
	if l.cur != nil {
		currency = l.cur(s)
	}
	after, err := l.kind.stored(e.Text, currency)
	if err != nil {
		return nil, err
	}
	p := c.doc.Project()
	path := planner.Path("offer", s.offer.ID, l.field)
	before, err := p.Cell(path)
	if err != nil || before == after {
		return nil, err
	}
	// A trial on a copy, so that a bad cell is found before the good ones are made.
	trial := *s.offer
	trial.Tiers = slices.Clone(trial.Tiers)
	if err := offerField(l.field).Set(&trial, after); err != nil {
		return nil, err
	}
	edits := []planner.Edit{{What: path, Before: before, After: after}}
	if l.field == "supplier" && after != "" && p.SupplierNamed(after) == nil && !newcomers[after] {
		newcomers[after] = true
		edits = append(edits, newRow(planner.Path("supplier", after), planner.Supplier{Name: after, Group: after}, len(p.Suppliers)+len(newcomers)-1))
	}
	return edits, nil
}

func newRow(path string, row any, at int) planner.Edit {
	text, err := json.Marshal(row)
	if err != nil {
		panic(err) // plain values of the vocabulary always marshal
	}
	return planner.Edit{What: path, After: string(text), Row: at}
}

// CopyOffer adds a copy of an offer below it, under a name of its own: the quick
// way to enter the next quotation of a kind. It gives the new id.
func CopyOffer(doc Document, id string) (string, error) {
	p := doc.Project()
	i := slices.IndexFunc(p.Offers, func(o planner.Offer) bool { return o.ID == id })
	if i < 0 {
		return "", nil
	}
	o := p.Offers[i]
	o.ID = nextID(p)
	return o.ID, doc.Apply(tr.F("Copy of %s", id), newRow(planner.Path("offer", o.ID), o, i+1))
}

// nextID follows the numbering in use: after O41 comes O42.
func nextID(p *planner.Project) string {
	most, width := 0, 2
	for i := range p.Offers {
		digits := strings.TrimPrefix(p.Offers[i].ID, "O")
		if n, err := strconv.Atoi(digits); err == nil && n >= most {
			most, width = n, len(digits)
		}
	}
	digits := strconv.Itoa(most + 1)
	return "O" + strings.Repeat("0", max(0, width-len(digits))) + digits
}

// DeleteOffer removes an offer, also from stock and scrap that name it.
func DeleteOffer(doc Document, id string) error {
	p := doc.Project()
	var edits []planner.Edit
	for i, s := range p.Stock {
		if s.Offer == id {
			edits = append(edits, planner.Edit{What: planner.Path("stock", strconv.Itoa(i), "offer_id"), Before: id})
		}
	}
	for _, s := range p.Streams {
		if slices.Contains(s.Offers, id) {
			rest := slices.DeleteFunc(slices.Clone(s.Offers), func(x string) bool { return x == id })
			edits = append(edits, planner.Edit{What: planner.Path("stream", s.ID, "linked_offers"), Before: strings.Join(s.Offers, "|"), After: strings.Join(rest, "|")})
		}
	}
	path := planner.Path("offer", id)
	before, err := p.Cell(path)
	if err != nil || before == "" {
		return err
	}
	at := slices.IndexFunc(p.Offers, func(o planner.Offer) bool { return o.ID == id })
	return doc.Apply(tr.F("Delete %s", id), append(edits, planner.Edit{What: path, Before: before, Row: at})...)
}
