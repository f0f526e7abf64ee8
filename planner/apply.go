package planner

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Path names a cell: the table, the row's id and the field. Without a field it
// names the row. Slashes inside an id are escaped.
func Path(table, id string, field ...string) string {
	p := table + "/" + url.PathEscape(id)
	if len(field) > 0 {
		p += "/" + url.PathEscape(field[0])
	}
	return p
}

// SplitPath is the reverse of Path. A settings path has the key as its field
// and no id.
func SplitPath(path string) (table, id, field string, err error) {
	parts := strings.Split(path, "/")
	for i := range parts {
		if parts[i], err = url.PathUnescape(parts[i]); err != nil {
			return "", "", "", fmt.Errorf("%q is not a cell: %w", path, err)
		}
	}
	switch {
	case len(parts) == 2 && parts[0] == "settings":
		return parts[0], "", parts[1], nil
	case len(parts) == 2:
		return parts[0], parts[1], "", nil
	case len(parts) == 3:
		return parts[0], parts[1], parts[2], nil
	}
	return "", "", "", fmt.Errorf("%q is not a cell; write table/row/field", path)
}

// table gives text access to one list of a project.
type table interface {
	find(p *Project, id string) int  // -1 when there is none
	index(p *Project) map[string]int // the first row of every id
	idAt(p *Project, i int) (string, bool)
	cells(p *Project, i int, name, id string) []Editable
	cellAt(p *Project, i int, field string) (get func() string, set func(string) error, err error)
	row(p *Project, id string) (index int, json string, ok bool)
	text(p *Project, at int) (json string, err error)
	len(p *Project) int
	byPlace() bool // its rows are known by their position
	insert(p *Project, at int, text string) error
	remove(p *Project, at int)
	idOf(text, old string) (id string, ok bool)

	// What an editor does to many rows at once. decode gives a row of the table.
	decode(text, old string) (row any, id string, err error)
	add(p *Project, row any)
	replace(p *Project, at int, row any)
	insertAll(p *Project, at []int, rows []any)
	removeAll(p *Project, falling []int)
}

type list[T any] struct {
	rows    func(*Project) *[]T
	id      func(*T, int) string
	fields  []Field[T]
	dynamic func(p *Project, r *T, name string) (Field[T], bool)
	placed  bool // rows have no name of their own and are known by their position
}

// tables lists every table an edit may speak of.
var tables = map[string]table{
	"part": list[Part]{func(p *Project) *[]Part { return &p.Parts }, func(r *Part, _ int) string { return r.ID }, PartFields,
		func(p *Project, _ *Part, name string) (Field[Part], bool) {
			m, err := ParseMonth(name)
			return DemandField(p, m), err == nil
		}, false},
	"design": list[Design]{func(p *Project) *[]Design { return &p.Designs },
		func(r *Design, _ int) string { return r.Part + ">" + r.ToGrade }, DesignFields, nil, false},
	"supplier": list[Supplier]{func(p *Project) *[]Supplier { return &p.Suppliers },
		func(r *Supplier, _ int) string { return r.Name }, SupplierFields, nil, false},
	"offer": list[Offer]{func(p *Project) *[]Offer { return &p.Offers }, func(r *Offer, _ int) string { return r.ID }, OfferFields,
		func(_ *Project, _ *Offer, name string) (Field[Offer], bool) { return OfferField(name) }, false},
	"index": list[Index]{func(p *Project) *[]Index { return &p.Indices }, func(r *Index, _ int) string { return r.ID }, IndexTableFields,
		func(_ *Project, _ *Index, name string) (Field[Index], bool) { return IndexValueField(name) }, false},
	"lane": list[Lane]{func(p *Project) *[]Lane { return &p.Lanes }, func(r *Lane, _ int) string { return r.ID() }, LaneFields, nil, false},
	"pool": list[Pool]{func(p *Project) *[]Pool { return &p.Pools }, func(r *Pool, _ int) string { return r.ID }, PoolFields,
		func(_ *Project, _ *Pool, name string) (Field[Pool], bool) { return poolCell(name) }, false},
	"profile": list[Profile]{func(p *Project) *[]Profile { return &p.Profiles }, func(r *Profile, _ int) string { return r.ID },
		[]Field[Profile]{textField("note", "Note", func(r *Profile) *string { return &r.Note })},
		func(_ *Project, _ *Profile, name string) (Field[Profile], bool) { return shareField(name) }, false},
	"stock": list[StockLot]{func(p *Project) *[]StockLot { return &p.Stock },
		func(_ *StockLot, i int) string { return strconv.Itoa(i) }, StockFields, nil, true},
	"stream": list[Stream]{func(p *Project) *[]Stream { return &p.Streams }, func(r *Stream, _ int) string { return r.ID }, StreamFields,
		func(_ *Project, _ *Stream, name string) (Field[Stream], bool) { return YieldField(name) }, false},
	"rule": list[Rule]{func(p *Project) *[]Rule { return &p.Rules }, func(r *Rule, _ int) string { return r.ID }, RuleFields, nil, false},
	"scenario": list[Scenario]{func(p *Project) *[]Scenario { return &p.Scenarios },
		func(r *Scenario, _ int) string { return r.ID }, ScenarioFields,
		func(p *Project, r *Scenario, name string) (Field[Scenario], bool) { return scenarioCells(p, r, name) }, false},
	"grade": list[Grade]{func(p *Project) *[]Grade { return &p.Grades }, func(r *Grade, _ int) string { return r.Name }, nil, nil, false},
	"duty":  list[OwnDuty]{func(p *Project) *[]OwnDuty { return &p.OwnDuties }, func(r *OwnDuty, _ int) string { return r.ID }, OwnDutyFields, nil, false},
	"regulation": list[Regulation]{func(p *Project) *[]Regulation { return &p.OwnRegulations },
		func(r *Regulation, _ int) string { return r.ID }, nil, nil, false},
	"element":  list[Element]{func(p *Project) *[]Element { return &p.OwnElements }, func(r *Element, _ int) string { return r.Symbol }, nil, nil, false},
	"evidence": list[Evidence]{func(p *Project) *[]Evidence { return &p.OwnEvidence }, func(r *Evidence, _ int) string { return r.ID() }, EvidenceFields, nil, false},
	"share":    list[WorldShare]{func(p *Project) *[]WorldShare { return &p.OwnShares }, func(r *WorldShare, _ int) string { return r.ID() }, WorldShareFields, nil, false},
	"country":  list[Country]{func(p *Project) *[]Country { return &p.OwnCountries }, func(r *Country, _ int) string { return r.ISO2 }, nil, nil, false},
	"material": list[Material]{func(p *Project) *[]Material { return &p.Materials },
		func(r *Material, _ int) string { return r.ID }, nil, nil, false},
}

func (l list[T]) find(p *Project, id string) int {
	rows := *l.rows(p)
	if l.placed {
		if i, err := strconv.Atoi(id); err == nil && i >= 0 && i < len(rows) && strconv.Itoa(i) == id {
			return i
		}
		return -1
	}
	for i := range rows {
		if l.id(&rows[i], i) == id {
			return i
		}
	}
	return -1
}

func (l list[T]) index(p *Project) map[string]int {
	rows := *l.rows(p)
	at := make(map[string]int, len(rows))
	for i := range rows {
		if id := l.id(&rows[i], i); !has(at, id) {
			at[id] = i
		}
	}
	return at
}

func (l list[T]) idAt(p *Project, i int) (string, bool) {
	rows := *l.rows(p)
	if i < 0 || i >= len(rows) {
		return "", false
	}
	return l.id(&rows[i], i), true
}

func has(at map[string]int, id string) bool { _, ok := at[id]; return ok }

func cell(t table, p *Project, id, name string) (func() string, func(string) error, error) {
	i := t.find(p, id)
	if i < 0 {
		return nil, nil, fmt.Errorf("there is no row %q", id)
	}
	return t.cellAt(p, i, name)
}

func (l list[T]) cellAt(p *Project, i int, name string) (func() string, func(string) error, error) {
	r := &(*l.rows(p))[i]
	f, ok := findField(l.fields, name)
	if !ok && l.dynamic != nil {
		f, ok = l.dynamic(p, r, name)
	}
	if !ok {
		return nil, nil, fmt.Errorf("there is no column %q", name)
	}
	return func() string { return f.Get(r) }, func(s string) error { return f.Set(r, s) }, nil
}

func findField[T any](fs []Field[T], name string) (Field[T], bool) {
	for _, f := range fs {
		if f.Name == name {
			return f, true
		}
	}
	return Field[T]{}, false
}

func (l list[T]) row(p *Project, id string) (int, string, bool) {
	i := l.find(p, id)
	if i < 0 {
		return 0, "", false
	}
	text, err := l.text(p, i)
	return i, text, err == nil
}

func (l list[T]) text(p *Project, at int) (string, error) {
	b, err := json.Marshal(&(*l.rows(p))[at])
	return string(b), err
}

func (l list[T]) len(p *Project) int { return len(*l.rows(p)) }

func (l list[T]) byPlace() bool { return l.placed }

func (l list[T]) insert(p *Project, at int, text string) error {
	r, _, err := l.decode(text, "")
	if err != nil {
		return err
	}
	rows := l.rows(p)
	*rows = slices.Insert(*rows, min(max(at, 0), len(*rows)), *r.(*T))
	return nil
}

// idOf is the id a row has once its JSON is set; rows known by their position
// keep it.
func (l list[T]) idOf(text, old string) (string, bool) {
	_, id, err := l.decode(text, old)
	return id, err == nil
}

func (l list[T]) remove(p *Project, at int) {
	rows := l.rows(p)
	*rows = slices.Delete(*rows, at, at+1)
}

// Cell reads the text of a cell, or the JSON of a whole row ("" when the row
// is not there).
func (p *Project) Cell(path string) (string, error) {
	name, id, field, err := SplitPath(path)
	if err != nil {
		return "", err
	}
	if name == "settings" {
		f, err := settingField(p, field)
		if err != nil {
			return "", err
		}
		return f.Get(p), nil
	}
	t, ok := tables[name]
	if !ok {
		return "", fmt.Errorf("there is no table %q", name)
	}
	if field == "" {
		_, text, _ := t.row(p, id)
		return text, nil
	}
	get, _, err := cell(t, p, id, field)
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, id, err)
	}
	return get(), nil
}

// Apply makes an edit. Whole-row edits insert (Before "") or remove (After "")
// a row at Row, or replace it. The project is unchanged when an error is
// returned.
func (p *Project) Apply(e Edit) error {
	p.decided = false
	name, id, field, err := SplitPath(e.What)
	if err != nil {
		return err
	}
	if name == "settings" {
		f, err := settingField(p, field)
		if err != nil {
			return err
		}
		if err := f.Set(p, e.After); err != nil {
			return err
		}
		p.fitDemand()
		return nil
	}
	t, ok := tables[name]
	if !ok {
		return fmt.Errorf("there is no table %q", name)
	}
	if field != "" {
		_, set, err := cell(t, p, id, field)
		if err != nil {
			return fmt.Errorf("%s %s: %w", name, id, err)
		}
		// Two rows of one name could not be told apart by any later edit.
		if now := renamed(e.What, e.After); now != e.What {
			_, id, _, _ := SplitPath(now)
			if _, _, taken := t.row(p, id); taken {
				return fmt.Errorf("there is a %s %q already; choose another name", name, id)
			}
		}
		return set(e.After)
	}
	at, _, exists := t.row(p, id)
	switch {
	case e.Before == "" && exists && name != "stock":
		return fmt.Errorf("there is a %s %q already; choose another name", name, id)
	case e.Before == "":
		return t.insert(p, e.Row, e.After)
	case !exists:
		return fmt.Errorf("there is no %s %q", name, id)
	case e.After == "":
		t.remove(p, at)
		return nil
	}
	if now := renamed(e.What, e.After); now != e.What {
		_, id, _, _ := SplitPath(now)
		if _, _, taken := t.row(p, id); taken {
			return fmt.Errorf("there is a %s %q already; choose another name", name, id)
		}
	}
	// Insert first: a row that cannot be read must leave the old one standing.
	if err := t.insert(p, at, e.After); err != nil {
		return err
	}
	t.remove(p, at+1)
	return nil
}

// fitDemand gives every part a cell for each month after the plan grew. Filled
// cells beyond a shortened plan are kept, so that lengthening it again loses
// nothing.
func (p *Project) fitDemand() {
	if p.Months > MaxMonths {
		return
	}
	for i := range p.Parts {
		for len(p.Parts[i].Demand) < p.Months {
			p.Parts[i].Demand = append(p.Parts[i].Demand, Opt[float64]{})
		}
		for n := len(p.Parts[i].Demand); n > max(p.Months, 0) && !p.Parts[i].Demand[n-1].OK; n-- {
			p.Parts[i].Demand = p.Parts[i].Demand[:n-1]
		}
	}
}

// MaxMonths is the longest plan the app accepts.
const MaxMonths = 120
